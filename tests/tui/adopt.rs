//! A database that Alembic has kept is taken over from the screen, on both databases.

use super::shop;
use super::support::{Terminal, TestDatabase, on_both};

#[test]
fn a_database_of_alembics_is_compared_and_taken_over_on_a_key() {
    on_both(|database| {
        let env = shop();
        if let TestDatabase::Postgres(postgres) = database {
            // The revisions run in a scratch database.
            postgres.execute_as_superuser(&format!("ALTER ROLE {} CREATEDB", postgres.name())).unwrap();
        }
        database.execute(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)); \
             INSERT INTO alembic_version VALUES ('002'); CREATE TABLE t001 (id INTEGER); CREATE TABLE t002 (id INTEGER); \
             CREATE TABLE elle (id INTEGER);",
        );
        let url = database.url();
        let mut terminal = Terminal::start_sized(env.goc().args(["-d", &url]), 80, 24);
        terminal.wait_for("1 pending");
        terminal.keys("4");
        terminal.wait_for("╭ Conflicts");
        terminal.wait_for("not taken over yet  002");
        terminal.keys("<Down>");
        terminal.wait_for("╭ not taken over yet");
        terminal.keys("f");
        // What no revision makes is shown before anything is written.
        terminal.wait_for("+ table elle");
        terminal.keys("<Right><Enter>");
        terminal.wait_until_gone("+ table elle");
        terminal.wait_for("taken over: 2 revisions");
        terminal.keys("q");
        let ended = terminal.end();
        assert_eq!((ended.code, ended.echoes), (0, true), "{ended:?}");
        assert_eq!(database.value("SELECT version_num FROM alembic_version"), "002");
        let status = env.json(["-d", &url, "adopt", "--dry-run"]);
        assert_eq!(status["revisions"], serde_json::json!([]), "{status}");
    });
}
