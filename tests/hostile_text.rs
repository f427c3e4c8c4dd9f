//! Text from files, databases and the command line never moves a cursor, sets a title or turns the direction of writing.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use support::{Migrations, Output, Sqlite, TestEnv};

/// A title in the manner of xterm, BEL, the one-byte CSI, DEL, right-to-left override, zero width space, line separator.
const EVIL: &str = "\u{1b}]0;pwned\u{7}\u{9b}2J\u{7f}\u{202e}txt\u{200b}\u{2028}";

#[track_caller]
fn assert_harmless(output: &Output) {
    for text in [&output.stdout, &output.stderr] {
        let bad = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        };
        if let Some(at) = text.find(bad) {
            let start = text[..at].char_indices().rev().nth(60).map_or(0, |(index, _)| index);
            panic!("{:?} in {:?}", &text[at..].chars().next(), &text[start..].chars().take(120).collect::<String>());
        }
    }
    assert!(!output.stderr.contains("panicked"), "{output}");
}

/// Runs a command as text in both languages and as JSON. Returns the three outputs.
#[track_caller]
fn run(env: &TestEnv, arguments: &[&str]) -> Vec<Output> {
    [&["--lang", "en"][..], &["--lang", "tr"], &["--json"]]
        .into_iter()
        .map(|how| {
            let output = env.run(how.iter().chain(arguments).copied());
            eprintln!("{arguments:?} {how:?}: exit {}", output.code);
            assert_harmless(&output);
            assert!((0..=3).contains(&output.code), "{output}");
            output
        })
        .collect()
}

const LOOKING: [&[&str]; 14] = [
    &["status"],
    &["current"],
    &["history"],
    &["history", "--ascii"],
    &["heads"],
    &["branches"],
    &["show", "a"],
    &["show", "heads"],
    &["plan", "upgrade", "heads"],
    &["plan", "downgrade", "base"],
    &["log"],
    &["repair"],
    &["doctor"],
    &["ping"],
];

#[test]
fn messages_file_names_and_sql_of_revisions_are_harmless_everywhere() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.file(
        &format!("a_{EVIL}.sql"),
        format!("-- revision: a\n-- message: {EVIL}\n\n-- goc:upgrade\nCREATE TABLE a (id text);\n-- {EVIL}\nINSERT INTO a VALUES ('{EVIL}');\n\n-- goc:downgrade\n-- goc:irreversible {EVIL}\n"),
    );
    let db = Sqlite::new();
    for command in LOOKING {
        run(&env, &[&["-d", &db.url()], command].concat());
    }
    assert_harmless(&env.run(["-d", &db.url(), "upgrade", "-v"]).success());
    for command in LOOKING {
        run(&env, &[&["-d", &db.url()], command].concat());
    }
    run(&env, &["-d", &db.url(), "downgrade", "base", "--yes"]);
    assert_eq!(db.query("SELECT id FROM a").unwrap(), [[EVIL]], "what runs is what is written");
}

#[test]
fn errors_of_the_database_and_what_the_journal_keeps_of_them_are_harmless() {
    let env = TestEnv::new();
    let db = Sqlite::new();
    let bodies = [
        format!("SELECT * FROM \"{EVIL}\";"),
        format!(
            "CREATE TABLE t (x text CONSTRAINT \"{EVIL}\" CHECK (x <> '{EVIL}')); INSERT INTO t VALUES ('{EVIL}');"
        ),
        format!("SELECT 1 '{EVIL}' '{EVIL}';"),
        format!(
            "CREATE TABLE p (id integer PRIMARY KEY);CREATE TABLE \"{EVIL}\" (p integer REFERENCES p);INSERT INTO p VALUES (1);\
                 INSERT INTO \"{EVIL}\" VALUES (1);CREATE TABLE q (id integer PRIMARY KEY);DROP TABLE p;ALTER TABLE q RENAME TO p;"
        ),
        format!("CREATE TRIGGER \"{EVIL}\" BEFORE INSERT ON alembic_version BEGIN SELECT raise(ABORT, '{EVIL}'); END;"),
    ];
    for body in bodies {
        let migrations = Migrations::new(&env);
        migrations.revision("a", &[], &body, "SELECT 1;");
        for output in run(&env, &["-d", &db.url(), "upgrade"]) {
            assert_eq!(output.code, 1, "{output}");
        }
        run(&env, &["-d", &db.url(), "upgrade", "--dry-run"]);
        for command in LOOKING {
            run(&env, &[&["-d", &db.url()], command].concat());
        }
    }
    Migrations::new(&env).revision_with(
        "a",
        &[],
        "",
        &format!("-- goc:upgrade\n-- goc:transaction off\nCREATE TABLE a (id text);\nSELECT * FROM \"{EVIL}\";\n"),
    );
    run(&env, &["-d", &db.url(), "upgrade"]);
    for command in LOOKING {
        run(&env, &[&["-d", &db.url()], command].concat());
    }
}

#[test]
fn rows_that_somebody_else_wrote_into_the_version_table_and_the_journal_are_harmless() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id text);", "DROP TABLE a;");
    migrations.revision_with(
        "b",
        &["a"],
        "",
        "-- goc:upgrade\n-- goc:transaction off\nSELECT 1;\nSELECT * FROM yok;\n",
    );
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade"]).expect_code(1);
    for outcome in ["'partial'", "'running'", "'done'", &format!("'{EVIL}'")] {
        db.execute(&format!(
            "UPDATE goc_run SET command = '{EVIL}', target = '{EVIL}', plan = '{EVIL} {EVIL}', operator = '{EVIL}', client = '{EVIL}', \
             host = '{EVIL}', goc_version = '{EVIL}', started = '{EVIL}', finished = '{EVIL}', outcome = {outcome}, error = '{EVIL}';\
             UPDATE goc_step SET revision = '{EVIL}', direction = '{EVIL}', checksum = '{EVIL}', started = '{EVIL}', outcome = {outcome}, \
             done_checksum = '{EVIL}', error = '{EVIL}', duration_ms = '{EVIL}', row_count = -1, statements_done = '{EVIL}'"
        ))
        .unwrap();
        for command in LOOKING {
            run(&env, &[&["-d", &db.url()], command].concat());
        }
        for choice in ["--continue", "--retry", "--mark-done"] {
            run(&env, &["-d", &db.url(), "repair", choice]);
        }
    }
    // A run of another goc that is still alive: this test, as the journal sees it.
    let start = std::fs::read_to_string("/proc/self/stat").unwrap();
    let start = start.rsplit_once(") ").unwrap().1.split_whitespace().nth(19).unwrap().to_owned();
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    db.execute(&format!(
        "INSERT INTO goc_run (id, command, target, plan, operator, client, host, pid, process_started, goc_version, started) \
         SELECT 'z' || id, command, target, plan, operator, client, '{host}', {}, {start}, goc_version, started FROM goc_run LIMIT 1",
        std::process::id()
    ))
    .unwrap();
    for command in LOOKING {
        run(&env, &[&["-d", &db.url()], command].concat());
    }
    db.execute(&format!("DELETE FROM goc_run; DELETE FROM goc_step; INSERT INTO alembic_version VALUES ('{EVIL}')"))
        .unwrap();
    for command in
        LOOKING.into_iter().chain([&["upgrade"][..], &["downgrade", "base", "--yes"], &["stamp", "a", "--yes"]])
    {
        run(&env, &[&["-d", &db.url()], command].concat());
    }
}

#[test]
fn bad_headers_and_directives_are_quoted_harmlessly() {
    let env = TestEnv::new();
    let good = "-- revision: a\n\n-- goc:upgrade\nSELECT 1;\n";
    for content in [
        good.replace("revision: a", &format!("revision: {EVIL}")),
        good.replace("revision: a", &format!("revision: a\n-- {EVIL}: x")),
        good.replace("revision: a", &format!("revision: a\n-- revises: {EVIL}")),
        good.replace("revision: a", &format!("revision: a\n-- revises: x{EVIL}y")),
        good.replace("revision: a", &format!("revision: a\n-- branch_labels: {EVIL}")),
        good.replace("revision: a", &format!("revision: a\n-- depends_on: x{EVIL}")),
        good.replace("revision: a", &format!("revision: a\n-- created: {EVIL}")),
        good.replace("goc:upgrade", &format!("goc:upgrade {EVIL}")),
        good.replace("goc:upgrade", &format!("goc:{EVIL}")),
        good.replace("goc:upgrade", &format!("Goc:{EVIL}")),
        good.replace("SELECT 1;", &format!("-- goc:batch {EVIL}\nSELECT 1;")),
        good.replace("SELECT 1;", &format!("COMMIT /* {EVIL} */;")),
    ] {
        let migrations = Migrations::new(&env);
        migrations.file("a.sql", content.as_bytes());
        migrations.file(&format!("b{EVIL}.sql"), content.replace("revision: a", "revision: b").as_bytes());
        let db = Sqlite::new();
        for command in LOOKING.into_iter().chain([&["upgrade"][..]]) {
            run(&env, &[&["-d", &db.url()], command].concat());
        }
    }
}

#[test]
fn settings_are_quoted_harmlessly() {
    let env = TestEnv::new();
    let text = EVIL.replace('\u{1b}', "\\u001b").replace('\u{7}', "\\u0007").replace('\u{7f}', "\\u007f");
    for config in [
        format!("\"{text}\" = 1"),
        format!("default = \"{text}\""),
        format!("language = \"{text}\""),
        format!("migrations = \"{text}\""),
        format!("[connections.\"{text}\"]\nurl = \"sqlite:till.db\""),
        format!("[connections.\"{text}\"]\nurl = \"sqlite:till.db\"\nlock_timeout = \"{text}\""),
        format!("[connections.\"{text}\"]\nurl = \"sqlite:till.db\"\n\"{text}\" = 1"),
        format!("[connections.\"{text}\"]\nurl = \"sqlite:till.db\"\nenvironment = \"{text}\""),
        format!("[connections.\"{text}\"]\nurl = \"sqlite:{text}\""),
        format!("[connections.\"{text}\"]\nurl = \"postgres://{text}\""),
        format!("[connections.\"{text}\"]\nurl = \"postgres:///x\"\npassword_command = \"printf '{text}'; exit 1\""),
        format!("[connections.\"{text}\"]\nurl = \"sqlite:a\"\n[connections.b]\nurl = \"sqlite:b\""),
        format!("default = \"b\"\n[connections.\"{text}\"]\nurl = \"sqlite:a\""),
        format!("[connections.a]\nurl = \"sqlite:a.db\"\ngroup = \"{text}\"\nquiet_hours = \"{text}\""),
        format!("x = {EVIL}"),
    ] {
        env.write("goc.toml", &config);
        let evil = env.write(&format!("{EVIL}.toml"), &config);
        for command in [
            &["status"][..],
            &["-d", "b", "status"],
            &["history"],
            &["doctor"],
            &["ping"],
            &["--config", evil.to_str().unwrap(), "status"],
        ] {
            run(&env, command);
        }
    }
    std::fs::remove_file(env.path("goc.toml")).unwrap();
    env.write(".env", format!("SQLITE_PATH={EVIL}\n{EVIL}=x\n"));
    run(&env, &["status"]);
}

#[test]
fn arguments_are_quoted_harmlessly() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision_with(
        "a",
        &[],
        "-- branch_labels: crm\n",
        "-- goc:upgrade\nSELECT 1;\n-- goc:downgrade\nSELECT 1;\n",
    );
    let evil_option = format!("--{EVIL}");
    for arguments in [
        &[EVIL][..],
        &[&evil_option],
        &["status", EVIL],
        &["-d", EVIL, "status"],
        &["-d", &format!("sqlite:{EVIL}"), "status"],
        &["-d", &format!("postgres://{EVIL}@x/y"), "status"],
        &["--config", EVIL, "status"],
        &["--migrations", EVIL, "history"],
        &["--lang", EVIL, "history"],
        &["--wait", EVIL, "history"],
        &["show", EVIL],
        &["show", &format!("crm@{EVIL}")],
        &["show", &format!("{EVIL}@head")],
        &["upgrade", EVIL],
        &["upgrade", &format!("a{EVIL}")],
        &["upgrade", &format!("a+{EVIL}")],
        &["upgrade", "--sql", &format!("{EVIL}:head")],
        &["upgrade", "--sql", "--dialect", EVIL, "a:head"],
        &["downgrade", EVIL, "--yes"],
        &["stamp", EVIL, "--yes"],
        &["history", "-r", EVIL],
        &["history", "--from", EVIL],
        &["plan", EVIL, "head"],
        &["plan", "upgrade", "head", "--from", EVIL],
        &["log", "-n", EVIL],
        &["merge", EVIL, "a"],
        &["revision", "-m", "x", "--rev-id", EVIL],
        &["revision", "-m", "x", "--head", EVIL],
        &["revision", "-m", "x", "--branch-label", EVIL],
        &["revision", "-m", "x", "--depends-on", EVIL],
        &["completions", EVIL],
        &["man", "--to", &format!("/dev/null/{EVIL}")],
        &["revision", "-m", EVIL],
        &["history"],
    ] {
        run(&env, arguments);
    }
}
