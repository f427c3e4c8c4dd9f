//! Input that is wrong, huge or absurd: one clear sentence, nothing applied, never a panic.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::process::Stdio;
use std::time::Duration;

use support::{Migrations, Output, Random, Running, Sqlite, TestEnv, till, until};

const GOOD: &str = "-- revision: b\n-- revises: a\n-- message: Müşteri\n\n-- goc:upgrade\nCREATE TABLE b (id integer);\n\n-- goc:downgrade\nDROP TABLE b;\n";

/// The error of an upgrade over a good revision `a` and a file of this content, with what it says in both languages.
fn refused(name: &str, content: &[u8]) -> (String, String, String) {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    migrations.file(name, content);
    let db = Sqlite::new();
    let say = |language: &str| {
        let output = env.run(["-d", &db.url(), "--lang", language, "upgrade"]).expect_code(1);
        assert!(output.stdout.is_empty() && !output.stderr.contains("panicked"), "{output}");
        output.stderr
    };
    let (english, turkish) = (say("en"), say("tr"));
    assert!(!db.path().exists(), "nothing was applied");
    let kind = env.json(["-d", &db.url(), "upgrade"])["error"]["kind"].as_str().unwrap().to_owned();
    (kind, english, turkish)
}

#[test]
fn a_file_that_is_no_revision_is_refused_by_name_and_place_before_anything_runs() {
    let windows_1254 =
        b"-- revision: b\n-- revises: a\n-- message: M\xfc\xfeteri\n\n-- goc:upgrade\nSELECT 1;\n".to_vec();
    let utf16 = |bom: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        bom.into_iter().chain(GOOD.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let with = |from: &str, to: &str| GOOD.replace(from, to).into_bytes();
    let cases: [(&str, Vec<u8>, &str, &str); 22] = [
        ("windows-1254", windows_1254, "not_utf8", "3"),
        ("utf-16 le", utf16([0xff, 0xfe], u16::to_le_bytes), "utf16", "1"),
        ("utf-16 be", utf16([0xfe, 0xff], u16::to_be_bytes), "utf16", "1"),
        ("zero byte", with("id integer", "id\0integer"), "nul_byte", "6"),
        ("empty", Vec::new(), "empty_file", "b.sql"),
        ("blank", b" \r\n\t\n".to_vec(), "empty_file", "b.sql"),
        ("cut off in the header", GOOD.as_bytes()[..29].to_vec(), "no_section", "b.sql"),
        ("cut off in a letter", GOOD.as_bytes()[..GOOD.find('ü').unwrap() + 1].to_vec(), "not_utf8", "3"),
        ("unknown key", with("-- message", "-- mesage"), "unknown_key", "message"),
        ("key twice", with("-- message", "-- revises: x\n-- message"), "duplicate_key", "3"),
        ("no revision", with("-- revision: b\n", ""), "missing_revision", "b.sql"),
        ("unknown directive", with("-- goc:downgrade", "-- goc:downgrad"), "unknown_directive", "downgrade"),
        ("misspelt marker", with("-- goc:downgrade", "--goc: downgrade"), "bad_directive", "8"),
        ("section twice", with("-- goc:downgrade", "-- goc:upgrade"), "duplicate_section", "8"),
        ("text before a section", with("-- goc:upgrade", "SELECT 1;\n-- goc:upgrade"), "sql_outside_section", "5"),
        ("a word of the grammar", with("revision: b", "revision: head"), "illegal_id", "head"),
        ("a relative word", with("revision: b", "revision: +1"), "illegal_id", "+1"),
        ("a label's sign", with("revision: b", "revision: crm@head"), "illegal_id", "crm@head"),
        ("itself", with("revises: a", "revises: b"), "cycle", "b"),
        ("an unknown parent", with("revises: a", "revises: aa"), "missing_parent", "aa"),
        ("the same id", with("revision: b", "revision: a"), "duplicate_id", "a"),
        ("nothing for sqlite", with("-- goc:upgrade", "-- goc:upgrade postgres"), "no_section", "sqlite"),
    ];
    for (name, content, kind, place) in cases {
        let (found, english, turkish) = refused("b.sql", &content);
        assert_eq!(found, kind, "{name}: {english}");
        for text in [&english, &turkish] {
            assert!(text.contains("b.sql") || text.contains("`b`") || kind == "cycle", "{name}: {text}");
            assert!(text.contains(place), "{name} at {place}: {text}");
        }
        assert_ne!(english, turkish);
    }
}

#[test]
fn a_statement_that_is_cut_off_is_rolled_back_and_named() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    let db = Sqlite::new();
    for cut in [
        "CREATE TABLE b (id integer);\nINSERT INTO a VAL",
        "CREATE TABLE b (id integer);\nINSERT INTO a VALUES ('",
        "SELECT 1;\nCREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;",
    ] {
        migrations.file("b.sql", format!("-- revision: b\n-- revises: a\n\n-- goc:upgrade\n{cut}"));
        let error = env.json(["-d", &db.url(), "upgrade"])["error"].clone();
        assert_eq!((&error["kind"], &error["line"]), (&"statement_failed".into(), &6.into()), "{error}");
        assert_eq!(
            (till::current(&db), till::content(&db)),
            ("a".into(), "table | a | a | CREATE TABLE a (id integer)\n".into())
        );
    }
}

#[test]
fn ids_with_path_separators_or_quotes_stay_inside_the_folder_and_the_statement() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    let ids = ["../../etc/passwd", "a/b", "x';DROP", "'; DROP TABLE alembic_version; --", "çığ\"", "%s\\"];
    let mut before: Vec<&str> = Vec::new();
    let usable: Vec<&str> = ids.into_iter().filter(|id| !id.contains([' ', '-'])).collect();
    for (number, id) in usable.iter().enumerate() {
        migrations.file(
            &format!("{number}.sql"),
            format!(
                "-- revision: {id}\n-- revises: {}\n\n-- goc:upgrade\nSELECT 1;\n-- goc:downgrade\nSELECT 1;\n",
                before.join("")
            ),
        );
        before = vec![id];
    }
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(till::current(&db), *usable.last().unwrap());
    assert!(env.run(["-d", &db.url(), "history"]).success().stdout.contains(usable[0]));
    env.run(["-d", &db.url(), "downgrade", "base", "--yes"]).success();
    for id in ids {
        let output = env.run(["revision", "-m", "x", "--rev-id", id, "--head", "heads"]);
        let outside = std::fs::read_dir(env.directory()).unwrap().count();
        assert_eq!(outside, 1, "{id}: {output}");
    }
}

#[test]
fn a_folder_that_is_none_or_cannot_be_read_is_named() {
    let env = TestEnv::new();
    env.write("file", "x");
    for folder in ["file", "missing", "file/below", "/proc/self/mem"] {
        for command in [&["history"][..], &["upgrade", "-v"], &["heads"]] {
            let output =
                env.run(["--migrations", folder, "--lang", "en"].iter().chain(command).copied()).expect_code(1);
            assert!(output.stderr.contains(folder), "{output}");
        }
    }
    Migrations::new(&env).revision("a", &[], "SELECT 1;", "SELECT 1;");
    std::fs::create_dir(env.path("migrations/folder.sql")).unwrap();
    assert_eq!(env.json(["history"])["error"]["kind"], "not_a_file");
    std::fs::remove_dir(env.path("migrations/folder.sql")).unwrap();
    std::os::unix::fs::symlink("loop.sql", env.path("migrations/loop.sql")).unwrap();
    assert_eq!(env.json(["history"])["error"]["kind"], "unreadable_file");
    std::fs::remove_file(env.path("migrations/loop.sql")).unwrap();
    std::fs::write(env.path("migrations").join(OsStr::from_bytes(b"b\xff.sql")), GOOD).unwrap();
    env.run(["history"]).success();
}

#[test]
fn settings_that_goc_does_not_know_are_errors_with_the_nearest_word() {
    let env = TestEnv::new();
    for (config, kind, word) in [
        ("defalt = \"a\"\n", "config_unknown_key", "default"),
        ("[connections.a]\nurl = \"sqlite:a\"\nlock_timout = \"2s\"\n", "config_unknown_key", "lock_timeout"),
        ("default = \"b\"\n[connections.a]\nurl = \"sqlite:a\"\n", "unknown_connection", "b"),
        ("default = \n", "config_invalid", "goc.toml:1"),
        ("[connections.a]\nurl = \"postgres://u:gizli@evi@host/db\"\n", "bad_url", "@"),
        ("[connections.a]\nurl = \"mysql://h/db\"\n", "bad_url", "postgres://"),
    ] {
        env.write("goc.toml", config);
        for language in ["en", "tr"] {
            let output = env.run(["--lang", language, "status"]).expect_code(1);
            assert!(output.stderr.contains(word) && !output.stderr.contains("gizli"), "{output}");
        }
        assert_eq!(env.json(["status"])["error"]["kind"], kind, "{config}");
    }
    env.write("goc.toml", b"\xff\xfe");
    assert_eq!(env.json(["status"])["error"]["kind"], "config_unreadable");
    assert_eq!(
        env.json(["-d", "postgres://u:gizli@evi@host/db", "status", "--config", "/dev/null"])["error"]["kind"],
        "bad_url"
    );
}

#[test]
fn a_version_row_that_no_file_has_is_said_and_nothing_runs() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    let db = Sqlite::new();
    db.execute(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL); INSERT INTO alembic_version VALUES ('gone')",
    )
    .unwrap();
    let before = std::fs::read(db.path()).unwrap();
    let status = env.run(["-d", &db.url(), "status", "--check"]).expect_code(3);
    assert!(status.stdout.contains("gone"), "{status}");
    for command in [&["upgrade"][..], &["downgrade", "base", "--yes"], &["upgrade", "--sql"]] {
        let error = env.json(["-d", &db.url()].iter().chain(command).copied())["error"].clone();
        assert!(error["message"].as_str().unwrap().contains("gone"), "{error}");
    }
    assert!(std::fs::read(db.path()).unwrap() == before);
}

/// Megabytes that a program needed at most: VmHWM of proc(5), asked for until the program has ended.
fn peak_megabytes(env: &TestEnv, arguments: &[&str]) -> u64 {
    let goc = Running::start(env.goc().args(arguments));
    let mut peak = 0;
    until(Duration::from_secs(300), "goc ends", || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", goc.pid())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(peak).max(peak);
        !goc.is_running()
    });
    goc.finish(Duration::from_secs(10)).expect_code(0);
    peak / 1024
}

#[test]
fn a_revision_of_fifty_megabytes_runs_and_the_history_does_not_hold_it_in_memory() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    let row = format!("INSERT INTO big VALUES ('{}');\n", "veri ".repeat(200));
    let body = format!("CREATE TABLE big (text text);\n{}", row.repeat(50 * 1024 * 1024 / row.len() + 1));
    assert!(body.len() > 50 * 1024 * 1024);
    migrations.revision("a", &[], &body, "DROP TABLE big;");
    let db = Sqlite::new();
    let history = peak_megabytes(&env, &["history"]);
    let upgrade = peak_megabytes(&env, &["-d", &db.url(), "upgrade"]);
    eprintln!("history {history} MB, upgrade {upgrade} MB");
    assert!(history <= 100, "history: {history} MB");
    assert!(upgrade <= 300, "upgrade: {upgrade} MB");
    assert_eq!(till::current(&db), "a");
}

/// Texts that a person, a script or an attacker may type where one argument belongs.
const WORDS: [&str; 60] = [
    "upgrade",
    "downgrade",
    "status",
    "history",
    "show",
    "plan",
    "stamp",
    "current",
    "heads",
    "branches",
    "log",
    "repair",
    "merge",
    "revision",
    "ping",
    "completions",
    "man",
    "bash",
    "--json",
    "--sql",
    "--dry-run",
    "--yes",
    "--purge",
    "-m",
    "-r",
    "--from",
    "--lang",
    "tr",
    "--",
    "-",
    "",
    " ",
    "head",
    "heads",
    "base",
    "r01",
    "r",
    "+1",
    "-1",
    "+99999999999999999999",
    "-0",
    "r01:r05",
    ":",
    "::",
    "@",
    "@@",
    "r01@head",
    "r02+1",
    "r02-",
    "1e9",
    "İIıi",
    "日本語",
    "😀",
    "\u{202e}",
    "'; DROP TABLE x; --",
    "$(reboot)",
    "%s%n",
    "../..",
    "-n",
    "--wait",
];

#[test]
fn no_arguments_make_goc_panic_or_die_of_a_signal() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    env.write("goc.toml", "[connections.till]\nurl = \"sqlite:till.db\"\n");
    let mut random = Random::new();
    for _ in 0..150 {
        let mut arguments: Vec<OsString> = (0..random.below(5)).map(|_| random.pick(&WORDS).into()).collect();
        match random.below(8) {
            0 => arguments.push(OsStr::from_bytes(b"\xff\xfe").to_owned()),
            1 => arguments.push("x".repeat(100_000).into()),
            2 => arguments.push(
                (0..random.below(12))
                    .map(|_| char::from_u32(random.below(0x300) as u32 + 1).unwrap())
                    .collect::<String>()
                    .into(),
            ),
            _ => {}
        }
        let output = env.run(&arguments);
        assert!((0..=3).contains(&output.code) && !output.stderr.contains("panicked"), "{arguments:?}\n{output}");
        // A mistake is said.
        assert!(output.code == 0 || !(output.stderr.is_empty() && output.stdout.is_empty()), "{arguments:?}\n{output}");
    }
}

fn ends_well(output: &Output) {
    assert!((0..=3).contains(&output.code) && !output.stderr.contains("panicked"), "{output}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let db = Sqlite::new();
    for command in [
        &["history"][..],
        &["status"],
        &["upgrade"],
        &["history", "--json"],
        &["downgrade", "base", "--yes"],
        &["upgrade", "--sql"],
        &["man"],
        &["--help"],
        &["--version"],
        &["show", "heads"],
        &["log"],
    ] {
        let url = db.url();
        let arguments = [&["-d", &url], command].concat();
        // As with `| head -1`: the pipe has no reader when goc writes.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = env.output(env.goc().args(&arguments).stdout(writer).stderr(Stdio::piped()));
        ends_well(&output);
        assert_eq!(output.code, 0, "{command:?} {output}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        ends_well(&env.output(env.goc().args(&arguments).stderr(writer)));
        let full = File::options().write(true).open("/dev/full").unwrap();
        ends_well(&env.output(env.goc().args(&arguments).stdout(full)));
    }
}

#[test]
fn closed_standard_streams_are_no_failure_and_never_become_the_database() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let db = Sqlite::new();
    for (number, closed) in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"].iter().enumerate() {
        let target = till::revision(number + 1);
        let script = format!("exec \"$@\" {closed}");
        let run = |arguments: &[&str]| {
            let mut command = env.command("sh");
            command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_goc"), "-d", &db.url()]).args(arguments);
            env.output(&mut command)
        };
        assert_eq!(run(&["upgrade", &target]).code, 0, "{closed}");
        assert_eq!(till::current(&db), target);
        assert_eq!(run(&["history"]).code, 0, "{closed}");
        assert_eq!(run(&["show", "nothing-such"]).code, 1, "{closed}");
    }
    assert_eq!(db.query("PRAGMA integrity_check").unwrap(), [["ok"]]);
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade", "r02"]).success();
    for input in ["", "y\n", "evet\n"] {
        let output = env.run_with_input(["-d", &db.url(), "downgrade", "base"], input).expect_code(1);
        assert!(output.stderr.contains("--yes"), "{output}");
        assert_eq!(till::current(&db), "r02");
    }
    assert_eq!(env.json(["-d", &db.url(), "downgrade", "base"])["error"]["kind"], "confirmation_needed");
}
