//! A folder of Alembic's revisions: everything that needs no SQL works, everything else says why it does not, and nothing is run.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{Sqlite, TestEnv};

/// A revision as Alembic's template has it.
fn revision(id: &str, down: &str, message: &str, created: &str, upgrade: &str) -> String {
    let list = |down: &str| if down == "None" { String::new() } else { down.replace('\'', "") };
    format!(
        "\"\"\"{message}\n\nRevision ID: {id}\nRevises: {}\nCreate Date: {created}\n\n\"\"\"\nfrom alembic import op\nimport sqlalchemy \
         as sa\n\n\n# revision identifiers, used by Alembic.\nrevision = '{id}'\ndown_revision = {down}\nbranch_labels = \
         None\ndepends_on = None\n\n\ndef upgrade() -> None:\n{upgrade}\n\n\ndef downgrade() -> None:\n    op.drop_table('t')\n",
        list(down)
    )
}

/// A file that does what no file may do when it is looked at.
fn trap(env: &TestEnv) -> String {
    let file = env.path("was_run");
    format!("open({:?}, 'w').write('x')\nimport os; os.system('touch {}')\n", file, file.display())
}

fn line(id: &str, down: &str, message: &str) -> String {
    revision(id, down, message, "2024-12-17 15:00:00", "    op.create_table('t', sa.Column('id', sa.Integer()))")
}

/// Three revisions in a line and one beside it.
fn write_project(env: &TestEnv) {
    env.write("alembic/env.py", trap(env));
    env.write("alembic/versions/a_first.py", line("aaaa1111", "None", "first") + &trap(env));
    env.write("alembic/versions/b_second.py", line("bbbb2222", "'aaaa1111'", "ikinci adım"));
    env.write("alembic/versions/c_third.py", line("cccc3333", "'bbbb2222'", "third"));
    env.write("alembic/versions/d_beside.py", line("dddd4444", "'aaaa1111'", "beside"));
    env.write("alembic/versions/__init__.py", trap(env));
    env.write("alembic/versions/__pycache__/a_first.cpython-313.pyc", "\0");
}

const VERSIONS: [&str; 2] = ["--migrations", "alembic/versions"];

fn ids(answer: &Value, list: &str) -> Vec<String> {
    let entries = answer[list].as_array().unwrap_or_else(|| panic!("no {list}: {answer}"));
    entries.iter().map(|entry| entry.as_str().or(entry["revision"].as_str()).unwrap().to_owned()).collect()
}

/// The original's five files, broken as they are.
fn write_original(env: &TestEnv) {
    let tables = |count: usize| {
        let call = |n| {
            format!("    op.create_table('tablo{n}',\n        sa.Column('id', sa.Integer(), nullable=False),\n    )\n")
        };
        (0..count).map(call).collect::<String>()
    };
    let third = revision("003", "'002'", "CRM: müşteri ve sadakat puanı", "2024-12-17 15:00:00", &tables(1));
    let mut third: Vec<String> = third.lines().map(str::to_owned).collect();
    while third.len() < 90 {
        third.push(format!("    # satır {}", third.len() + 1));
    }
    third.push("    op.drop_table('musteriler')$'\"".to_owned());
    let at = ["2024-12-15 12:00:00", "2024-12-16 14:00:00", "2024-12-17 16:00:00", "2024-12-17 17:00:00"];
    for (name, text) in [
        ("001_temel_tablolar.py", revision("001", "None", "Temel tablolar", at[0], &tables(8))),
        ("002_stok_tablolari.py", revision("002", "'001'", "Stok tabloları", at[1], &tables(5))),
        ("003_crm_musteri_sadakat.py", third.join("\n") + "\n"),
        (
            "004_eticaret_altyapi_tablolari.py",
            revision("004_eticaret_altyapi", "'003_crm_musteri_sadakat'", "E-ticaret", at[2], &tables(3)),
        ),
        (
            "005_ebelge_outbox_tablolari.py",
            revision("005_ebelge_outbox", "'004_eticaret_altyapi'", "E-belge kuyruğu", at[3], &tables(2)),
        ),
    ] {
        env.write(&format!("alembic/versions/{name}"), text);
    }
    env.write("alembic/env.py", trap(env));
}

#[test]
fn what_is_wrong_with_the_original_is_named_with_file_line_and_the_id_that_was_meant() {
    let env = TestEnv::new();
    write_original(&env);
    let sqlite = Sqlite::new();
    let url = sqlite.url();
    let output = env.run([&VERSIONS[..], &["-d", &url, "doctor"]].concat()).expect_code(3);
    for wanted in [
        "003_crm_musteri_sadakat.py:91:32: this is no Python: `op.drop_table('musteriler')$'\"`",
        "what it declares before that is used: revision `003`",
        "004_eticaret_altyapi_tablolari.py:14: revision `004_eticaret_altyapi` revises `003_crm_musteri_sadakat`",
        "nearest is `003`",
        "write `down_revision = \"003\"` in 004_eticaret_altyapi_tablolari.py",
    ] {
        assert!(output.stdout.contains(wanted), "{wanted}\n{output}");
    }
    let turkish = env.run([&VERSIONS[..], &["-d", &url, "--lang", "tr", "doctor"]].concat()).expect_code(3);
    assert!(turkish.stdout.contains("bu Python değil"), "{turkish}");
    assert!(turkish.stdout.contains("en yakını `003`"), "{turkish}");
    let json = env.json([&VERSIONS[..], &["-d", &url, "doctor"]].concat());
    let findings = json["findings"].as_array().unwrap();
    let kinds: Vec<&str> = findings.iter().map(|finding| finding["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["python_syntax", "missing_parent"]);
    assert_eq!((&findings[0]["line"], &findings[0]["revision"]), (&91.into(), &"003".into()));
    assert_eq!((&findings[1]["line"], &findings[1]["similar"]), (&14.into(), &"003".into()));
    assert!(!sqlite.path().exists());

    // With the parent mended by hand the history is whole, though 003 still is no Python.
    let fourth = "alembic/versions/004_eticaret_altyapi_tablolari.py";
    env.write(fourth, env.read(fourth).replace("'003_crm_musteri_sadakat'", "'003'"));
    let output = env.run([&VERSIONS[..], &["history"]].concat()).success();
    let order: Vec<usize> =
        ["005_ebelge_outbox", "004_eticaret_altyapi", "003 (not readable to its end)", "002", "001"]
            .map(|id| output.stdout.find(id).unwrap_or_else(|| panic!("{id}\n{output}")))
            .to_vec();
    assert!(order.is_sorted(), "{output}");
    assert!(output.stderr.contains("003_crm_musteri_sadakat.py:91"), "{output}");
    let history = env.json([&VERSIONS[..], &["history"]].concat());
    let broken: Vec<&Value> =
        history["revisions"].as_array().unwrap().iter().map(|entry| &entry["is_broken"]).collect();
    assert_eq!(broken, [&Value::Null, &Value::Null, &Value::Bool(true), &Value::Null, &Value::Null]);
    assert!(!env.path("was_run").exists());
}

#[test]
fn the_graph_is_shown_without_python_and_without_a_database() {
    let env = TestEnv::new();
    write_project(&env);
    let json = |args: &[&str]| env.json([&VERSIONS[..], args].concat());
    assert_eq!(ids(&json(&["heads"]), "heads"), ["cccc3333", "dddd4444"]);
    assert_eq!(ids(&json(&["history"]), "revisions").len(), 4);
    assert_eq!(ids(&json(&["history", "-r", "bbbb:cccc"]), "revisions"), ["cccc3333", "bbbb2222"]);
    let branches = env.run([&VERSIONS[..], &["branches"]].concat()).success();
    assert!(branches.stdout.contains("aaaa1111"), "{branches}");
    let plan = json(&["plan", "upgrade", "cccc3333", "--from", "aaaa1111"]);
    assert_eq!(ids(&plan, "steps"), ["bbbb2222", "cccc3333"]);
    let show = env.run([&VERSIONS[..], &["show", "bbbb"]].concat()).success();
    for wanted in
        ["ikinci adım", "aaaa1111", "2024-12-17", "b_second.py", "def upgrade() -> None:", "    op.drop_table('t')"]
    {
        assert!(show.stdout.contains(wanted), "{wanted}\n{show}");
    }
    assert!(!show.stdout.contains("import sqlalchemy"), "{show}");
    assert!(!env.path("was_run").exists());
}

#[test]
fn a_database_of_alembic_is_looked_at_and_stamped() {
    let env = TestEnv::new();
    write_project(&env);
    let sqlite = Sqlite::new();
    sqlite
        .execute(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)); \
             INSERT INTO alembic_version VALUES ('bbbb2222');",
        )
        .unwrap();
    let url = sqlite.url();
    let json = |args: &[&str]| env.json([&VERSIONS[..], &["-d", &url], args].concat());
    assert_eq!(json(&["status"])["pending_count"], 2);
    assert_eq!(json(&["status"])["changed"], Value::Array(Vec::new()));
    assert_eq!(json(&["current"])["current"][0], "bbbb2222");
    assert_eq!(ids(&json(&["plan", "upgrade", "heads"]), "steps").len(), 2);
    env.run([&VERSIONS[..], &["-d", &url, "stamp", "cccc3333", "dddd4444"]].concat()).success();
    let rows = sqlite.query("SELECT version_num FROM alembic_version ORDER BY 1").unwrap();
    assert_eq!(rows, [["cccc3333"], ["dddd4444"]]);
    assert_eq!(json(&["status"])["is_up_to_date"], true);
    let kinds: Vec<Value> =
        json(&["doctor"])["findings"].as_array().unwrap().iter().map(|finding| finding["kind"].clone()).collect();
    assert_eq!(kinds, ["multiple_heads"]);
    let history = env.run([&VERSIONS[..], &["-d", &url, "history"]].concat()).success();
    assert_eq!(history.stdout.matches('●').count(), 4, "{history}");
    assert!(!env.path("was_run").exists());
}

#[test]
fn what_goc_has_run_is_not_changed_because_alembic_writes_it_otherwise() {
    let env = TestEnv::new();
    let sqlite = Sqlite::new();
    let url = sqlite.url();
    env.write(
        "own/a.sql",
        "-- revision: aaaa1111\n-- goc:upgrade\nCREATE TABLE t (id integer);\n-- goc:downgrade\nDROP TABLE t;\n",
    );
    env.run(["--migrations", "own", "-d", &url, "upgrade"]).success();
    env.write("versions/a.py", line("aaaa1111", "None", "first"));
    let status = env.json(["--migrations", "versions", "-d", &url, "status"]);
    assert_eq!((&status["is_up_to_date"], &status["changed"]), (&Value::Bool(true), &Value::Array(Vec::new())));
    env.run(["--migrations", "versions", "-d", &url, "doctor"]).success();
}

#[test]
fn what_needs_sql_is_refused_before_anything_happens() {
    let env = TestEnv::new();
    write_project(&env);
    let url = "sqlite:till.db";
    for command in [
        &["upgrade"][..],
        &["upgrade", "cccc3333"],
        &["upgrade", "--dry-run"],
        &["upgrade", "--sql"],
        &["upgrade", "base:cccc3333", "--sql", "--dialect", "postgres"],
        &["downgrade", "base", "--yes"],
        &["downgrade", "cccc3333:base", "--sql"],
        &["lint"],
        &["lint", "--all"],
        &["lint", "alembic/versions/a_first.py"],
        &["rehearse"],
        &["plan", "upgrade", "heads", "--cost"],
        &["edit", "aaaa1111"],
        &["revision", "-m", "new"],
        &["repair", "--accept", "aaaa1111"],
    ] {
        let answer = env.json([&VERSIONS[..], &["-d", url], command].concat());
        assert_eq!(answer["error"]["kind"], "alembic_revisions", "{command:?}: {answer}");
        let hint = answer["error"]["hint"].as_str().unwrap();
        assert!(hint.contains("goc import alembic alembic/versions --to migrations/"), "{command:?}: {hint}");
        let turkish = env.run([&VERSIONS[..], &["-d", url, "--lang", "tr"], command].concat()).expect_code(1);
        assert!(turkish.stderr.contains("Alembic'in Python dosyaları"), "{turkish}");
        assert!(!env.path("till.db").exists(), "{command:?}");
        assert_eq!(fs::read_dir(env.path("alembic/versions")).unwrap().count(), 6, "{command:?}");
    }
    assert!(!env.path("was_run").exists());
}

#[test]
fn a_project_is_found_by_its_folders_and_by_its_settings() {
    let env = TestEnv::new();
    write_project(&env);
    env.write("alembic.ini", "[alembic]\nscript_location = %(here)s/alembic\n");
    env.write("py/pyproject.toml", "[tool.alembic]\nscript_location = \"%(here)s/../alembic\"\n");
    for place in ["alembic/versions", "alembic", "alembic.ini", ".", "py", "py/pyproject.toml"] {
        let heads = env.json(["--migrations", place, "heads"]);
        assert_eq!(ids(&heads, "heads"), ["cccc3333", "dddd4444"], "{place}");
    }
    // Without settings the folder with env.py is enough, and goc.toml may name it.
    fs::remove_file(env.path("alembic.ini")).unwrap();
    assert_eq!(ids(&env.json(["--migrations", "alembic", "heads"]), "heads").len(), 2);
    env.write("goc.toml", "migrations = \"alembic\"\n");
    assert_eq!(ids(&env.json(["heads"]), "heads").len(), 2);
    // A file of goc's makes the folder goc's.
    env.write("alembic/versions/x.sql", "-- revision: x\n-- goc:upgrade\n");
    assert_eq!(ids(&env.json([&VERSIONS[..], &["heads"]].concat()), "heads"), ["x"]);
}

#[test]
fn several_folders_are_one_history() {
    let env = TestEnv::new();
    env.write("db/env.py", "");
    env.write("db/one/a.py", line("aaaa1111", "None", "a"));
    env.write("db/one/2024/b.py", line("bbbb2222", "'aaaa1111'", "b"));
    env.write("db/one/2024/deeper/c.py", line("cccc3333", "'bbbb2222'", "c"));
    env.write("db/one/2024/__pycache__/x.py", line("eeee5555", "None", "x"));
    env.write("db/two/d.py", line("dddd4444", "'bbbb2222'", "d"));
    std::os::unix::fs::symlink("..", env.path("db/one/2024/round")).unwrap();
    let ini = |settings: &str| {
        env.write("db/alembic.ini", format!("[alembic]\nscript_location = %(here)s\n{settings}\n"));
        ["db", "db/alembic.ini"].map(|place| ids(&env.json(["--migrations", place, "heads"]), "heads"))
    };
    let all = ini(
        "version_locations = %(here)s/one:%(here)s/two:%(here)s/one/2024\npath_separator = os\nrecursive_version_locations = true",
    );
    assert_eq!(all, [["cccc3333", "dddd4444"], ["cccc3333", "dddd4444"]]);
    let flat = ini("version_locations = one one/2024 two\nversion_path_separator = space");
    assert_eq!(flat, [["dddd4444"], ["dddd4444"]]);
    let show = env.run(["--migrations", "db", "show", "dddd"]).success();
    assert!(show.stdout.contains("d.py"), "{show}");
}

#[test]
fn settings_that_say_nothing_are_explained() {
    let env = TestEnv::new();
    for (settings, kind) in [
        ("[alembic]\n", "no_script_location"),
        ("[other]\nscript_location = x\n", "no_script_location"),
        ("[alembic]\nscript_location = %(home)s/x\n", "bad_setting"),
        ("[alembic]\nscript_location = x\nversion_locations = a\npath_separator = tab\n", "bad_setting"),
        ("[alembic]\nscript_location = nowhere\n", "unreadable_directory"),
    ] {
        env.write("alembic.ini", settings);
        let answer = env.json(["--migrations", "alembic.ini", "heads"]);
        assert_eq!(answer["error"]["kind"], kind, "{settings}");
    }
}

#[test]
fn the_address_in_the_settings_is_the_last_that_is_taken() {
    let env = TestEnv::new();
    write_project(&env);
    let ini =
        |url: &str| env.write("alembic.ini", format!("[alembic]\nscript_location = alembic\nsqlalchemy.url = {url}\n"));
    ini("sqlite:///kasa.db");
    let status = |args: &[&str]| env.json([&["--migrations", "alembic.ini"], args, &["status"]].concat());
    assert_eq!(status(&[])["database"], "alembic.ini");
    env.run(["--migrations", "alembic.ini", "stamp", "aaaa1111"]).success();
    assert!(env.path("kasa.db").exists());
    // From anywhere: a path in a file starts from that file.
    fs::create_dir(env.path("elsewhere")).unwrap();
    let mut there = env.goc();
    there.current_dir(env.path("elsewhere")).args(["--json", "--migrations", "../alembic.ini", "status"]);
    assert!(env.output(&mut there).success().stdout.contains("aaaa1111"));
    // The folder with env.py has the settings beside it.
    assert_eq!(env.json(["--migrations", "alembic", "current"])["current"][0], "aaaa1111");
    assert!(status(&["-d", "sqlite:other.db"])["current"].as_array().unwrap().is_empty());
    env.write("goc.toml", "[connections.till]\nurl = \"sqlite:third.db\"\n");
    assert_eq!(status(&[])["database"], "till");
    fs::remove_file(env.path("goc.toml")).unwrap();
    // What the template has there is no address, and one of a database that goc does not know is only in the way of those who need it.
    ini("driver://user:pass@localhost/dbname");
    assert_eq!(status(&[])["database"], "sontechsp.db");
    ini("mysql://ali:gizli@db/kasa");
    let output = env.run(["--migrations", "alembic.ini", "status"]).expect_code(1);
    assert!(!output.to_string().contains("gizli"), "{output}");
    env.run(["--migrations", "alembic.ini", "heads"]).success();
}

#[test]
fn hostile_files_are_findings_and_the_others_still_load() {
    let env = TestEnv::new();
    env.write("versions/good.py", line("aaaa1111", "None", "good"));
    let deep =
        |brackets: &str| format!("revision = 'd'\ndown_revision = 'aaaa1111'\nx = {}\n", brackets.repeat(100_000));
    let files: [(&str, Vec<u8>, &str); 9] = [
        ("deep1.py", deep("(").into(), "python_too_deep"),
        ("deep2.py", deep("-").into(), "python_too_deep"),
        ("deep3.py", "[{(".repeat(100_000).into(), "python_too_deep"),
        ("large.py", vec![b'#'; 50 << 20], "file_too_large"),
        ("nul.py", b"revision = 'a'\0".to_vec(), "nul_byte"),
        ("latin.py", b"# coding: latin-1\nrevision = '\xfc'\n".to_vec(), "python_encoding"),
        ("bytes.py", b"revision = '\xff\xfe'\n".to_vec(), "not_utf8"),
        ("call.py", b"revision = __import__('os').system('touch was_run')\n".to_vec(), "not_literal"),
        ("helper.py", b"x = 1\n".to_vec(), "missing_variable"),
    ];
    for (name, bytes, kind) in files {
        let path = env.write(&format!("versions/{name}"), bytes);
        let answer = env.json(["--migrations", "versions", "-d", "sqlite:none.db", "doctor"]);
        let findings = answer["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["kind"] == kind);
        let found = found.unwrap_or_else(|| panic!("{name}: {answer}"));
        assert_eq!(found["file"], name);
        // A file that says what it is may stay; one that does not is in everybody's way.
        let heads = env.run(["--migrations", "versions", "heads"]);
        let is_used = !found["revision"].is_null();
        assert_eq!(heads.code, i32::from(!is_used), "{name}: {heads}");
        fs::remove_file(path).unwrap();
    }
    assert!(!env.path("was_run").exists());
    // The beginning of a file that is too large is enough for its place, and can be shown.
    let rows = "    'ü',\n".repeat(300_000);
    env.write("versions/rows.py", format!("revision = 'r'\ndown_revision = 'aaaa1111'\nrows = [\n{rows}]\n"));
    assert_eq!(ids(&env.json(["--migrations", "versions", "heads"]), "heads"), ["r"]);
    env.run(["--migrations", "versions", "show", "r"]).success();
    fs::remove_file(env.path("versions/rows.py")).unwrap();
    // Nothing in a text moves the cursor.
    env.write("versions/esc.py", "revision = 'b'\ndown_revision = None\nx = \x1b]0;title\x07\n");
    let output = env.run(["--migrations", "versions", "heads"]).success();
    assert!(!output.to_string().contains('\x1b'), "{output}");
    fs::create_dir(env.path("versions/folder.py")).unwrap();
    assert_eq!(env.json(["--migrations", "versions", "heads"])["error"]["kind"], "not_a_file");
}

#[test]
fn a_pipe_is_not_waited_for() {
    let env = TestEnv::new();
    env.write("versions/good.py", line("aaaa1111", "None", "good"));
    assert!(env.command("mkfifo").arg("versions/pipe.py").status().unwrap().success());
    assert_eq!(env.json(["--migrations", "versions", "heads"])["error"]["kind"], "not_a_file");
}

#[test]
fn a_thousand_files_are_a_history() {
    let env = TestEnv::new();
    write_line(&env.path("versions"), 1_000);
    let heads = env.json(["--migrations", "versions", "heads"]);
    assert_eq!(ids(&heads, "heads"), ["r000999"]);
}

fn write_line(folder: &Path, count: usize) {
    fs::create_dir_all(folder).unwrap();
    for number in 0..count {
        let down = if number == 0 { "None".to_owned() } else { format!("'r{:06}'", number - 1) };
        fs::write(folder.join(format!("r{number:06}.py")), line(&format!("r{number:06}"), &down, "adım")).unwrap();
    }
}
