//! Files that are no database, that cannot be written, or that have no room.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rustix::process::Signal;
use support::{Output, Running, Sqlite, TestEnv, till};

const LONG: Duration = Duration::from_secs(60);

/// The kinds of error that `status` and `upgrade` answer with; `None` for success.
fn kinds(env: &TestEnv, file: &str) -> [Option<String>; 2] {
    ["status", "upgrade"].map(|command| {
        let url = format!("sqlite:{file}");
        for language in ["en", "tr"] {
            let output = env.run(["-d", &url, "--lang", language, command]);
            assert!(output.code == 0 || output.code == 1, "{output}");
            assert!(!output.stderr.contains("panicked"), "{output}");
        }
        let answer = env.json(["-d", &url, command]);
        answer["error"]["kind"].as_str().map(str::to_owned)
    })
}

#[test]
fn what_is_no_database_is_named_and_left_as_it_is() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let real = Sqlite::new();
    env.run(["-d", &real.url(), "upgrade", "r12"]).success();
    let whole = fs::read(real.path()).unwrap();
    let mut scrambled = whole.clone();
    scrambled[100..4096].fill(0xa5);
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "not_a_database"),
        ("text.db", "satış fişi\n".repeat(2000).into_bytes(), "not_a_database"),
        ("short.db", whole[..50].to_vec(), "database_corrupt"),
        ("cut.db", whole[..whole.len() / 2].to_vec(), "database_corrupt"),
        ("scrambled.db", scrambled, "database_corrupt"),
        ("magic.db", whole[..7].to_vec(), "not_a_database"),
    ];
    for (name, bytes, kind) in cases {
        let path = env.write(name, &bytes);
        assert_eq!(kinds(&env, name), [Some(kind.to_owned()), Some(kind.to_owned())], "{name}");
        assert!(fs::read(path).unwrap() == bytes, "{name}");
    }
    fs::create_dir(env.path("folder.db")).unwrap();
    assert_eq!(kinds(&env, "folder.db"), ["cannot_open", "cannot_open"].map(|kind| Some(kind.to_owned())));
    // Looking at a file that is not there is looking at an empty database.
    assert_eq!(kinds(&env, "missing/till.db"), [None, Some("cannot_open".to_owned())]);
    assert!(!env.path("missing").exists());
    env.write("empty.db", "");
    assert_eq!(kinds(&env, "empty.db"), [None, None]);
}

#[test]
fn looking_creates_no_file() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    for command in [
        &["status"][..],
        &["current"],
        &["history"],
        &["log"],
        &["plan", "upgrade", "head"],
        &["repair"],
        &["doctor"],
        &["ping"],
    ] {
        let output = env.run(["-d", "sqlite:till.db"].iter().chain(command).copied());
        assert!(output.code != 2 && !output.stderr.contains("panicked"), "{output}");
        assert!(!env.path("till.db").exists(), "{command:?}");
    }
}

/// goc as somebody whom the file system refuses something: root is refused nothing.
struct Somebody {
    env: TestEnv,
    program: PathBuf,
    as_root: bool,
}

impl Somebody {
    fn new() -> Option<Somebody> {
        let env = TestEnv::new();
        let as_root = rustix::process::getuid().is_root();
        let program = env.path("goc");
        if as_root {
            fs::copy(env!("CARGO_BIN_EXE_goc"), &program).unwrap();
            fs::set_permissions(env.directory().parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
            let works = Command::new("setpriv")
                .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
                .arg(&program)
                .arg("--version")
                .output();
            if !works.is_ok_and(|output| output.status.success()) {
                eprintln!("skipped: root may write everything, and setpriv does not work here");
                return None;
            }
        } else {
            fs::hard_link(env!("CARGO_BIN_EXE_goc"), &program)
                .or_else(|_| fs::copy(env!("CARGO_BIN_EXE_goc"), &program).map(drop))
                .unwrap();
        }
        Some(Somebody { env, program, as_root })
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = if self.as_root {
            let mut command = self.env.command("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&self.program);
            command
        } else {
            self.env.command(&self.program)
        };
        self.env.output(command.args(arguments))
    }

    fn kind(&self, arguments: &[&str]) -> Option<String> {
        let output = self.run(&[&["--json"], arguments].concat());
        let answer: serde_json::Value = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{output}"));
        answer["error"]["kind"].as_str().map(str::to_owned)
    }
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_file_or_folder_that_may_not_be_written_can_be_looked_at_and_is_refused_in_one_sentence() {
    let Some(somebody) = Somebody::new() else { return };
    let env = &somebody.env;
    till::write_revisions(env);
    for journal_mode in ["delete", "wal"] {
        let name = format!("{journal_mode}/till.db");
        let path = env.write(&name, "");
        let url = format!("sqlite:{name}");
        env.output(env.command("sqlite3").arg(&path).arg(format!("PRAGMA journal_mode = {journal_mode}; VACUUM;")))
            .success();
        env.run(["-d", &url, "upgrade", "r05"]).success();
        let folder = path.parent().unwrap();
        let bytes = fs::read(&path).unwrap();
        for (file_mode, folder_mode) in [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)] {
            allow(&path, file_mode);
            allow(folder, folder_mode);
            let state = format!("{journal_mode}, file {file_mode:o}, folder {folder_mode:o}");
            let status = somebody.run(&["-d", &url, "--lang", "en", "status"]);
            assert!(status.code == 0 && status.stdout.contains("r05"), "{state}: {status}");
            let kind = somebody.kind(&["-d", &url, "upgrade"]);
            assert!(matches!(kind.as_deref(), Some("read_only" | "cannot_open")), "{state}: {kind:?}");
            for language in ["en", "tr"] {
                let output = somebody.run(&["-d", &url, "--lang", language, "upgrade"]).expect_code(1);
                assert!(output.stderr.lines().count() <= 4, "{output}");
            }
            assert!(fs::read(&path).unwrap() == bytes, "{state}");
            let left: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(left, ["till.db"], "{state}: what stays behind would be in the till's way");
            allow(folder, 0o777);
            allow(&path, 0o666);
        }
        allow(&path, 0o000);
        assert_eq!(somebody.kind(&["-d", &url, "status"]).as_deref(), Some("cannot_open"));
        allow(&path, 0o666);
        let output = somebody.run(&["-d", &url, "upgrade"]);
        assert_eq!(output.code, 0, "{output}");
    }
}

/// A limit on the size of files: a write beyond it fails, as on a failing disk.
#[test]
fn a_write_that_fails_leaves_a_whole_revision_and_the_run_goes_on_later() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    for journal_mode in ["delete", "wal"] {
        for kilobytes in [8, 40, 100, 300, 500] {
            let db = Sqlite::new();
            db.execute(&format!("PRAGMA journal_mode = {journal_mode}")).unwrap();
            let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", kilobytes * 1024 / file_block());
            let mut command = env.command("sh");
            command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_goc"), "-d", &db.url(), "--json", "upgrade"]);
            let output = env.output(&mut command).expect_code(1);
            let answer: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
            let kind = answer["error"]["kind"].as_str().unwrap();
            assert!(["io_error", "disk_full"].contains(&kind), "{output}");
            let status = env.run(["-d", &db.url(), "status"]);
            assert_eq!(status.code, 0, "{status}");
            till::assert_exact(&db);
            env.run(["-d", &db.url(), "upgrade"]).success();
            assert_eq!(till::assert_exact(&db), "r30");
        }
    }
}

/// What `ulimit -f` of this `sh` counts in: 512 bytes, or 1024 where it is bash under another name.
fn file_block() -> u64 {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    let script = "trap '' XFSZ; ulimit -f 1; head -c 4096 /dev/zero > \"$0\" 2>/dev/null; exit 0";
    Command::new("sh").args(["-c", script]).arg(&file).status().unwrap();
    fs::metadata(file).unwrap().len()
}

#[test]
fn a_full_disk_leaves_a_whole_revision_and_looking_still_works() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    for (journal_mode, kilobytes) in [("delete", 32), ("delete", 300), ("wal", 300), ("wal", 900)] {
        // A file system of its own that nobody else sees, gone with the last process in it.
        let script = "mount -t tmpfs -o size=$1k tmpfs disk && cd disk && sqlite3 till.db \"PRAGMA journal_mode = $2\" >&2 \
             && export HOME=.. && $3 -d sqlite:till.db --migrations ../migrations --json upgrade; code=$?; \
             $3 -d sqlite:till.db --migrations ../migrations status >&2 && echo looked >&2; cp till.db* ../out/; exit $code";
        let _ = fs::create_dir(env.path("disk"));
        let out = env.path("out");
        fs::create_dir(&out).unwrap();
        let mut command = env.command("unshare");
        command.args([
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            script,
            "sh",
            &kilobytes.to_string(),
            journal_mode,
        ]);
        let output = env.output(command.arg(env!("CARGO_BIN_EXE_goc")));
        if output.stdout.is_empty() {
            eprintln!("skipped: no file system of its own for a test ({})", output.stderr.trim());
            return;
        }
        let answer: serde_json::Value = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{output}"));
        assert_eq!((output.code, &answer["error"]["kind"]), (1, &"disk_full".into()), "{output}");
        assert!(output.stderr.contains("looked"), "{output}");
        let db = Sqlite::at(out.join("till.db"));
        let stopped = till::assert_exact(&db);
        eprintln!("{journal_mode}, {kilobytes} KiB: stopped at `{stopped}`");
        env.run(["-d", "sqlite:out/till.db", "upgrade"]).success();
        assert_eq!(till::assert_exact(&db), "r30");
        fs::remove_dir_all(&out).unwrap();
    }
}

fn files(db: &Sqlite) -> Vec<(String, Vec<u8>)> {
    let folder = db.path().parent().unwrap();
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        // The index of the log is memory shared by whoever has the file open.
        .filter(|path| !path.to_string_lossy().ends_with("-shm"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn looking_at_a_database_that_a_till_has_open_leaves_its_write_ahead_log_alone() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let db = Sqlite::new();
    db.execute("PRAGMA journal_mode = wal").unwrap();
    env.run(["-d", &db.url(), "upgrade", "r03"]).success();
    let mut till = Running::start(env.command("sqlite3").arg(db.path()));
    till.write("CREATE TABLE fis (id integer); INSERT INTO fis VALUES (1);\n.shell echo ready >&2\n");
    till.wait_for("ready", LONG);
    let before = files(&db);
    assert_eq!(before.len(), 2, "a database and its log");
    for command in ["status", "log", "current", "repair", "doctor"] {
        env.run(["-d", &db.url(), command]);
        assert!(files(&db) == before, "{command}");
    }
    till.finish(LONG);
}

#[test]
fn the_first_look_after_a_crash_rolls_the_broken_step_back() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade", "r30"]).success();
    // A transaction that is larger than the cache reaches the file before its COMMIT.
    let mut other = Running::start(env.command("sqlite3").arg(db.path()));
    other.write(
        "PRAGMA cache_size = 1; BEGIN; UPDATE sales0 SET product = 'x'; DELETE FROM sales1;\n.shell echo ready >&2\n",
    );
    other.wait_for("ready", LONG);
    let before = fs::read(db.path()).unwrap();
    other.signal(Signal::KILL);
    other.finish(LONG);
    let journal = PathBuf::from(format!("{}-journal", db.path().display()));
    assert!(journal.exists());
    let status = env.run(["-d", &db.url(), "status", "--check"]).success();
    assert!(status.stdout.contains("r30"), "{status}");
    assert!(!journal.exists());
    assert!(fs::read(db.path()).unwrap() != before, "the file holds what it held before the crash");
    assert_eq!(till::assert_exact(&db), "r30");
}
