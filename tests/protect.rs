//! `goc protect`: a mark in the database that a wrong address, another machine and another `goc.toml` run into.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use support::{Migrations, Terminal, TestDatabase, TestEnv, on_both};

/// Two revisions, and a connection `shop` of an environment.
fn shop(database: &TestDatabase, environment: &str) -> TestEnv {
    let env = TestEnv::new();
    Migrations::new(&env).revision("a", &[], "CREATE TABLE ta (id integer);", "DROP TABLE ta;").revision(
        "b",
        &["a"],
        "CREATE TABLE tb (id integer);",
        "DROP TABLE tb;",
    );
    let url = database.url();
    env.write("goc.toml", format!("[connections.shop]\nurl = \"{url}\"\nenvironment = \"{environment}\"\n"));
    env
}

/// The kind of the error that a command ends with.
fn refused(env: &TestEnv, arguments: &[&str]) -> String {
    let output = env.run([&["--json"][..], arguments].concat()).expect_code(1);
    let error: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    error["error"]["kind"].as_str().unwrap().to_owned()
}

#[test]
fn production_protects_itself_and_a_wrong_address_cannot_take_it_back() {
    on_both(|database| {
        let env = shop(database, "production");
        let url = database.url();
        env.run(["-d", "shop", "upgrade"]).success();
        assert_eq!(database.column("SELECT name FROM goc_mark"), ["shop"]);
        let before = database.schema();
        // The address alone, as a person mistypes it on another machine, and with every question answered beforehand.
        for command in [
            &["downgrade", "base", "--yes"][..],
            &["downgrade", "a", "--yes", "--protected", "till"],
            &["stamp", "--purge", "base", "--yes"],
        ] {
            assert_eq!(refused(&env, &[&["-d", &url], command].concat()), "protected", "{command:?}");
        }
        // What takes nothing away needs no name.
        env.run(["-d", &url, "downgrade", "base", "--dry-run"]).success();
        env.run(["-d", &url, "stamp", "a"]).success();
        env.run(["-d", &url, "stamp", "b"]).success();
        assert_eq!(database.schema(), before);
        env.run(["-d", &url, "downgrade", "a", "--yes", "--protected", "shop"]).success();
        assert_eq!(database.current(), ["a"]);
        env.run(["-d", &url, "stamp", "--purge", "base", "--yes", "--protected", "shop"]).success();
        assert_eq!(database.current(), [""; 0]);
    });
}

#[test]
fn a_restore_over_a_protected_database_wants_its_name_and_leaves_it_protected() {
    on_both(|database| {
        let env = shop(database, "development");
        let url = database.url();
        env.run(["-d", "shop", "upgrade", "a"]).success();
        let file = env.path("copy.backup");
        let file = file.to_str().unwrap();
        env.run(["-d", "shop", "backup", "--to", file]).success();
        env.run(["-d", "shop", "upgrade"]).success();
        env.run(["-d", "shop", "protect", "on", "kadıköy 1"]).success();
        assert_eq!(refused(&env, &["-d", &url, "restore", file, "--yes"]), "protected");
        assert_eq!(database.current(), ["b"]);
        env.run(["-d", &url, "restore", file, "--yes", "--protected", "kadıköy 1"]).success();
        assert_eq!(database.current(), ["a"]);
        // The backup knew nothing of it.
        assert_eq!(database.column("SELECT name FROM goc_mark"), ["kadıköy 1"]);
    });
}

#[test]
fn the_mark_can_be_seen_and_taken_away_by_its_name_and_production_does_not_set_it_again() {
    on_both(|database| {
        let env = shop(database, "production");
        env.run(["-d", "shop", "upgrade", "a"]).success();
        let seen = env.json(["-d", "shop", "protect"]);
        assert_eq!((&seen["protected"], &seen["mark"]["name"]), (&true.into(), &"shop".into()), "{seen}");
        assert_eq!(env.json(["-d", "shop", "status"])["mark"]["name"], "shop");
        assert_eq!(refused(&env, &["-d", "shop", "protect", "on", "other"]), "protected");
        assert_eq!(refused(&env, &["-d", "shop", "protect", "off"]), "protected");
        assert_eq!(refused(&env, &["-d", "shop", "protect", "off", "other"]), "protected");
        env.run(["-d", "shop", "protect", "off", "shop"]).success();
        assert_eq!(env.json(["-d", "shop", "protect"])["protected"], false);
        env.run(["-d", "shop", "upgrade"]).success();
        assert_eq!(env.json(["-d", "shop", "protect"])["protected"], false);
        let journal = database.column("SELECT target FROM goc_run WHERE command = 'protect' ORDER BY id");
        assert_eq!(journal, ["off shop"]);
        for name in ["", " shop", "two\nlines", &"x".repeat(61)] {
            assert_eq!(refused(&env, &["-d", "shop", "protect", "on", name]), "bad_name", "{name:?}");
        }
    });
}

#[test]
fn on_a_terminal_the_name_is_typed_whatever_the_configuration_says() {
    on_both(|database| {
        let env = shop(database, "development");
        env.run(["-d", "shop", "upgrade"]).success();
        env.run(["-d", "shop", "protect", "on", "kadikoy"]).success();
        for (typed, code, current) in [("shop", 1, "b"), ("kadikoy", 0, "a")] {
            let mut terminal = Terminal::start(env.goc().args(["-d", "shop", "downgrade", "a"]));
            terminal.wait_for("[y/N]");
            terminal.keys("y<Enter>");
            terminal.wait_for("type its name (kadikoy)");
            terminal.keys(&format!("{typed}<Enter>"));
            assert_eq!(terminal.end().code, code);
            assert_eq!(database.current(), [current]);
        }
    });
}

#[test]
fn a_rehearsal_takes_back_the_copy_of_a_protected_database_and_not_the_database() {
    on_both(|database| {
        if let TestDatabase::Postgres(postgres) = database {
            postgres.execute_as_superuser(&format!("ALTER ROLE {} CREATEDB", postgres.name())).unwrap();
        }
        let env = shop(database, "production");
        env.run(["-d", "shop", "upgrade", "a"]).success();
        let found = env.json(["-d", "shop", "rehearse"]);
        assert_eq!((&found["success"], &found["same_schema"]), (&true.into(), &true.into()), "{found}");
        assert_eq!(
            (database.current(), database.column("SELECT name FROM goc_mark")),
            (vec!["a".into()], vec!["shop".into()])
        );
    });
}
