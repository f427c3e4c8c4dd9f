//! The log on the disk that `log` in `goc.toml` asks for: what stands in it, for whom, and what never does.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;
use support::{Migrations, TestDatabase, TestEnv, on_both};

/// Two revisions, the second with a message that would set a terminal's title, and a third that fails.
fn shop(database: &TestDatabase) -> TestEnv {
    let env = TestEnv::new();
    Migrations::new(&env)
        .revision("a", &[], "CREATE TABLE t (id integer);", "DROP TABLE t;")
        .revision("b", &["a"], "INSERT INTO t VALUES (1), (2);", "DELETE FROM t;")
        .revision("c", &["b"], "SELECT * FROM \"yok\u{1b}]0;title\u{7}\";", "SELECT 1;");
    let url = database.url();
    env.write("goc.toml", format!("log = \"logs\"\n\n[connections.s]\nurl = \"{url}\"\n"));
    env
}

/// The one file of the log.
fn log(env: &TestEnv) -> String {
    let files: Vec<_> = std::fs::read_dir(env.path("logs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    std::fs::read_to_string(&files[0]).unwrap()
}

#[test]
fn every_line_of_a_run_has_its_id_and_others_cannot_read_it() {
    on_both(|database| {
        let env = shop(database);
        env.run(["-d", "s", "upgrade", "b"]).success();
        let runs = database.column("SELECT id FROM goc_run");
        let text = log(&env);
        let of_run = |what: &str| text.lines().filter(|line| line.contains(&runs[0]) && line.contains(what)).count();
        for (what, count) in
            [("run started", 1), ("planned", 1), ("step started", 2), ("step done", 2), ("run done", 1)]
        {
            assert_eq!(of_run(what), count, "{what}\n{text}");
        }
        assert!(text.contains("goc started") && text.contains("goc ended"), "{text}");
        assert!(!text.contains("statement done"), "only with -v\n{text}");
        let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let file = std::fs::read_dir(env.path("logs")).unwrap().next().unwrap().unwrap().path();
        assert_eq!((mode(env.path("logs")), mode(file)), (0o700, 0o600));
        // Looking leaves no line.
        env.run(["-d", "s", "status"]).success();
        assert_eq!(log(&env), text);
    });
}

#[test]
fn a_failure_stands_there_as_json_with_its_kind_and_foreign_text_is_harmless() {
    on_both(|database| {
        let env = shop(database);
        env.run(["-d", "s", "--log-format", "json", "-v", "upgrade"]).expect_code(1);
        let text = log(&env);
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let find = |message: &str| {
            lines.iter().find(|line| line["message"] == message).unwrap_or_else(|| panic!("{message}\n{text}"))
        };
        let failed = find("goc failed");
        assert_eq!((&failed["level"], &failed["command"]), (&"ERROR".into(), &"upgrade".into()), "{failed}");
        let ended = find("run ended");
        assert_eq!((&ended["outcome"], &ended["run"]), (&"failed".into(), &find("run started")["run"]), "{ended}");
        assert!(ended["error"].as_str().unwrap().contains("c_test.sql:"), "{ended}");
        let statement = find("statement done");
        assert_eq!((&statement["number"], &statement["rows"]), (&1.into(), &0.into()), "{statement}");
        let harmless = |value: &Value| value.as_str().is_none_or(|text| !text.contains(['\u{1b}', '\u{7}', '\n']));
        for line in &lines {
            let several_lines = ["error", "message"];
            for (key, value) in
                line.as_object().unwrap().iter().filter(|(key, _)| !several_lines.contains(&key.as_str()))
            {
                assert!(harmless(value), "{key}: {line}");
            }
        }
        assert!(!text.contains('\u{1b}') && !text.contains("\\u001b"), "{text}");
    });
}

#[test]
fn no_password_gets_into_the_log() {
    on_both(|database| {
        let mut env = shop(database);
        let url = database.url();
        if let TestDatabase::Postgres(postgres) = database {
            env.set("PGPASSWORD", postgres.password());
        }
        env.run(["-d", &url, "-v", "upgrade"]).expect_code(1);
        let secret = "gizli-sifre-123456789";
        let wrong = format!("postgres://nobody:{secret}@127.0.0.1:1/db");
        env.run(["-d", &wrong, "-v", "upgrade"]).expect_code(1);
        let file = env.write("password", format!("{secret}\n"));
        let file = file.to_str().unwrap();
        env.run(["-d", &url, "-v", "admin", "reset-password", "admin", "--password-file", file]).expect_code(1);
        let text = log(&env);
        assert!(text.contains("connection_refused"), "{text}");
        assert!(!text.contains(secret), "{text}");
        if let TestDatabase::Postgres(postgres) = database {
            assert!(!text.contains(postgres.password()), "{text}");
        }
    });
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_the_work_goes_on() {
    on_both(|database| {
        let env = shop(database);
        env.write("logs", "a file, and no folder");
        let output = env.run(["-d", "s", "upgrade", "a"]).success();
        assert!(output.stderr.contains("no log is written"), "{output}");
        assert_eq!(database.current(), ["a"]);
    });
}
