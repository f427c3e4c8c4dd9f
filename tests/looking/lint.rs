//! Lint on real databases: what is pending, and whether the engines agree with what it says of them.

use goc::i18n::{Lang, Say};
use goc::operations::Severity;
use goc::operations::impact::preview;
use goc::operations::lint::{Lint, lint_all, lint_pending, lint_text};
use goc::operations::migration::{RunOptions, downgrade, status, upgrade};
use goc::revision::{Direction, Engine};

use crate::support::{Migrations, Sqlite, TestDatabase, TestEnv, on_both};
use crate::{block_on, context};

fn engine(database: &TestDatabase) -> Engine {
    match database {
        TestDatabase::Postgres(_) => Engine::Postgres,
        TestDatabase::Sqlite(_) => Engine::Sqlite,
    }
}

fn codes(lints: &[Lint]) -> Vec<String> {
    lints.iter().map(|lint| format!("{} {}", lint.revision.as_deref().unwrap_or_default(), lint.code())).collect()
}

#[test]
fn what_is_pending_is_looked_at_and_the_preview_carries_it() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations
            .revision("a", &[], "CREATE TABLE urun (id integer PRIMARY KEY, ad text);", "DROP TABLE urun;")
            .revision("b", &["a"], "UPDATE urun SET ad = 'x';", "SELECT 1;")
            .revision(
                "c",
                &["b"],
                "ALTER TABLE urun RENAME COLUMN ad TO adi;",
                "ALTER TABLE urun RENAME COLUMN adi TO ad;",
            );
        let context = context(&database.url(), migrations.path());
        let engines = [engine(database)];
        // Of a new database as of the files: a step alone is judged.
        let report = block_on(lint_pending(&context, &engines)).unwrap();
        assert_eq!(codes(&report.findings), ["b update_all_rows", "c rename_column"]);
        assert!(!report.clean && report.checked == 3);
        // But nothing on this one is in danger yet.
        let found = block_on(preview(&context, Direction::Upgrade, "heads")).unwrap();
        assert!(found.steps.iter().all(|step| step.findings.is_empty()), "{found:?}");

        block_on(upgrade(&context, "b", RunOptions::default())).unwrap();
        let report = block_on(lint_pending(&context, &engines)).unwrap();
        assert_eq!((codes(&report.findings), report.checked), (vec!["c rename_column".to_owned()], 1));
        let found = block_on(preview(&context, Direction::Upgrade, "heads")).unwrap();
        assert_eq!(found.steps[0].findings, report.findings);
        let file = std::fs::read_to_string(migrations.path().join("c_test.sql")).unwrap();
        let line = file.lines().nth(report.findings[0].line as usize - 1).unwrap();
        assert_eq!(line, "ALTER TABLE urun RENAME COLUMN ad TO adi;");

        block_on(upgrade(&context, "heads", RunOptions::default())).unwrap();
        let report = block_on(lint_pending(&context, &engines)).unwrap();
        assert!(report.clean && report.checked == 0 && report.findings.is_empty());
        // Nothing of what was found and done keeps it from going back.
        block_on(downgrade(&context, "base", RunOptions::default())).unwrap();
    });
}

#[test]
fn a_rebuild_is_held_against_what_the_revisions_before_have_made() {
    let (env, database) = (TestEnv::new(), Sqlite::database());
    let migrations = Migrations::new(&env);
    let rebuild =
        "CREATE TABLE n (a, b);\nINSERT INTO n SELECT a, b FROM t;\nDROP TABLE t;\nALTER TABLE n RENAME TO t;\n";
    migrations
        .revision("a", &[], "CREATE TABLE t (a, b);\nCREATE INDEX ia ON t (a);", "DROP TABLE t;")
        .revision("b", &["a"], "CREATE INDEX ib ON t (b);", "DROP INDEX ib;")
        .revision(
            "c",
            &["b"],
            &format!("{rebuild}CREATE INDEX ia ON t (a);"),
            &format!("{rebuild}CREATE INDEX ia ON t (a);\nCREATE INDEX ib ON t (b);"),
        )
        .revision(
            "d",
            &["c"],
            "CREATE INDEX id ON t (a, b);",
            &format!("{rebuild}CREATE INDEX ia ON t (a);\nCREATE INDEX ib ON t (b);"),
        );
    let context = context(&database.url(), migrations.path());
    block_on(upgrade(&context, "b", RunOptions::default())).unwrap();
    let report = block_on(lint_pending(&context, &[Engine::Sqlite])).unwrap();
    assert_eq!(codes(&report.findings), ["c rebuild_loses_objects"]);
    assert!(report.findings[0].problem.say(Lang::En).ends_with("again: ib"), "{report:?}");
    let found = block_on(preview(&context, Direction::Upgrade, "heads")).unwrap();
    assert_eq!(found.steps[0].findings, report.findings);
    // What a revision made itself may go with it; what was there before comes back.
    let both_ways = lint_all(&context.revisions, &[Engine::Sqlite], false).unwrap();
    assert_eq!(both_ways.findings, report.findings);
}

#[test]
fn a_line_that_allows_a_finding_is_no_change_of_an_applied_file() {
    let (env, database) = (TestEnv::new(), Sqlite::database());
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE t (a);", "DROP TABLE t;");
    migrations.revision("b", &["a"], "DELETE FROM t;", "SELECT 1;");
    block_on(upgrade(&context(&database.url(), migrations.path()), "heads", RunOptions::default())).unwrap();
    let path = migrations.path().join("b_test.sql");
    let text = std::fs::read_to_string(&path).unwrap();
    for (new, changed) in [
        (text.replace("DELETE", "-- goc:allow delete_all_rows only drafts\nDELETE"), 0),
        (text.replace("DELETE", "-- another remark\nDELETE"), 1),
    ] {
        std::fs::write(&path, new).unwrap();
        let status = block_on(status(&context(&database.url(), migrations.path()))).unwrap();
        assert_eq!(status.changed.len(), changed, "{:?}", status.changed);
    }
}

/// Whatever is called an error is refused by SQLite on a table with rows, and nothing else of the kind is.
#[test]
fn sqlite_refuses_what_lint_calls_an_error_and_nothing_else() {
    let mut wrong = Vec::new();
    for sql in [
        "ALTER TABLE t ALTER COLUMN a TYPE integer",
        "ALTER TABLE t ALTER COLUMN a SET DEFAULT 1",
        "ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)",
        "ALTER TABLE t ADD CHECK (a > 0)",
        "ALTER TABLE t DROP CONSTRAINT c",
        "ALTER TABLE t ADD b, ADD c",
        "ALTER TABLE t ADD COLUMN IF NOT EXISTS b",
        "ALTER TABLE t DROP COLUMN IF EXISTS a",
        "ALTER TABLE t DROP COLUMN a CASCADE",
        "ALTER TABLE t OWNER TO x",
        "ALTER TABLE t SET SCHEMA x",
        "ALTER TABLE t RENAME CONSTRAINT a TO b",
        "ALTER TABLE t ADD b text NOT NULL",
        "ALTER TABLE t ADD b text NOT NULL DEFAULT NULL",
        "ALTER TABLE t ADD b text NOT NULL DEFAULT 'x'",
        "ALTER TABLE t ADD b CHECK (b IS NOT NULL OR 1)",
        "ALTER TABLE t ADD b DEFAULT CURRENT_TIMESTAMP",
        "ALTER TABLE t ADD b DEFAULT (datetime('now'))",
        "ALTER TABLE t ADD b DEFAULT (1)",
        "ALTER TABLE t ADD b DEFAULT (-1.5)",
        "ALTER TABLE t ADD b DEFAULT -1",
        "ALTER TABLE t ADD b DEFAULT ('x')",
        "ALTER TABLE t ADD b PRIMARY KEY",
        "ALTER TABLE t ADD b UNIQUE",
        "ALTER TABLE t ADD b REFERENCES u (id)",
        "ALTER TABLE t ADD b DEFAULT NULL REFERENCES u (id)",
        "ALTER TABLE t ADD b DEFAULT 1 REFERENCES u (id)",
        "ALTER TABLE t ADD b AS (a + 1)",
        "ALTER TABLE t ADD b NOT NULL AS (a + 1)",
        "ALTER TABLE t ADD b AS (a + 1) STORED",
        "ALTER TABLE t ADD b text COLLATE nocase",
        "ALTER TABLE t ADD \"unique\" text",
        "ALTER TABLE t RENAME a TO b",
        "ALTER TABLE t RENAME COLUMN a TO \"to\"",
        "ALTER TABLE t DROP a",
        "ALTER TABLE t RENAME TO v",
        "CREATE TABLE n (a, z); DROP TABLE w; ALTER TABLE n RENAME TO w",
        "DROP VIEW s; CREATE TABLE n (a, z); DROP TABLE w; ALTER TABLE n RENAME TO w",
    ] {
        let before = "CREATE TABLE u (id integer PRIMARY KEY); CREATE TABLE t (a, z); INSERT INTO t VALUES (1, 2);\n\
                      CREATE TABLE w (a, z); CREATE VIEW s AS SELECT a FROM w;";
        let (env, database) = (TestEnv::new(), Sqlite::database());
        let migrations = Migrations::new(&env);
        migrations.revision("a", &[], before, "SELECT 1;").revision("b", &["a"], &format!("{sql};"), "SELECT 1;");
        let context = context(&database.url(), migrations.path());
        block_on(upgrade(&context, "a", RunOptions::default())).unwrap();
        let lints = block_on(lint_pending(&context, &[Engine::Sqlite])).unwrap().findings;
        let has_error = lints.iter().any(|lint| lint.severity() == Severity::Error);
        let answer = database.try_execute(&format!("PRAGMA foreign_keys = ON; BEGIN; {sql}; ROLLBACK"));
        if has_error != answer.is_err() {
            wrong.push(format!("{sql}: {answer:?} {:?}", codes(&lints)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The same of PostgreSQL.
#[test]
fn postgres_refuses_what_lint_calls_an_error_and_nothing_else() {
    on_both(|database| {
        if engine(database) != Engine::Postgres {
            return;
        }
        database.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1); CREATE INDEX ix ON t (a)");
        database.execute("CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE UNIQUE INDEX im ON m (a)");
        let mut wrong = Vec::new();
        for sql in [
            "ALTER TABLE t ADD b text NOT NULL",
            "ALTER TABLE t ADD b text NOT NULL DEFAULT NULL",
            "ALTER TABLE t ADD b text NOT NULL DEFAULT ''",
            "ALTER TABLE t ADD b int PRIMARY KEY",
            "ALTER TABLE t ADD b serial PRIMARY KEY",
            "ALTER TABLE t ADD b bigserial NOT NULL",
            "ALTER TABLE t ADD b int GENERATED ALWAYS AS IDENTITY",
            "ALTER TABLE t ADD b int NOT NULL GENERATED ALWAYS AS (a + 1) STORED",
            "ALTER TABLE t ADD b int CHECK (b IS NOT NULL OR true)",
            "ALTER TABLE t ALTER a SET NOT NULL",
            "ALTER TABLE t ALTER a TYPE text",
            "CREATE INDEX CONCURRENTLY iy ON t (a)",
            "CREATE INDEX iy ON t (a)",
            "DROP INDEX CONCURRENTLY ix",
            "DROP INDEX ix",
            "REINDEX TABLE CONCURRENTLY t",
            "REINDEX (CONCURRENTLY) INDEX ix",
            "REINDEX TABLE t",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
            "VACUUM t",
            "VACUUM FULL t",
            "CLUSTER t USING ix",
            "CLUSTER",
        ] {
            let text = format!("-- revision: a\n\n-- goc:upgrade\n{sql};\n-- goc:downgrade\nSELECT 1;\n");
            let lints = lint_text("x.sql".as_ref(), &text, &[Engine::Postgres]).unwrap();
            let has_error = lints.iter().any(|lint| lint.severity() == Severity::Error);
            // Several statements of one message share a transaction.
            let answer = database.try_execute(&format!("BEGIN; {sql}; ROLLBACK"));
            if answer.is_err() {
                let _ = database.try_execute("ROLLBACK");
            }
            if has_error != answer.is_err() {
                wrong.push(format!("{sql}: {answer:?} {:?}", codes(&lints)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}

/// Every statement that PostgreSQL's safe ways consist of is itself no finding.
#[test]
fn the_safe_ways_are_safe() {
    let safe = "-- goc:transaction off
CREATE INDEX CONCURRENTLY ix ON t (a);
ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT c;
ALTER TABLE t ADD CONSTRAINT filled CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT filled;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT filled;
CREATE UNIQUE INDEX CONCURRENTLY iy ON t (a);
ALTER TABLE t ADD CONSTRAINT d UNIQUE USING INDEX iy;
ALTER TABLE t ADD COLUMN b uuid;
ALTER TABLE t ALTER COLUMN b SET DEFAULT gen_random_uuid();
DROP INDEX CONCURRENTLY IF EXISTS ix;
";
    let lints = lint_text("x.sql".as_ref(), safe, &[Engine::Postgres]).unwrap();
    assert!(lints.is_empty(), "{:?}", lints.iter().map(|lint| lint.problem.say(Lang::En)).collect::<Vec<_>>());
    on_both(|database| {
        if engine(database) == Engine::Postgres {
            database.execute("CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE t (a int)");
            for statement in safe.lines().skip(1) {
                database.execute(statement);
            }
        }
    });
}

/// A safe way that names everything can be copied as it is, odd names too.
#[test]
fn the_way_to_set_not_null_can_be_copied() {
    let risky = "ALTER TABLE public.\"Kasa 1\" ALTER a SET NOT NULL, ALTER \"B\" SET NOT NULL";
    for lang in [Lang::En, Lang::Tr] {
        let lints = lint_text("x.sql".as_ref(), risky, &[Engine::Postgres]).unwrap();
        let [lint] = &lints[..] else { panic!("{lints:?}") };
        let (_, safe) = goc::i18n::Problem::hint(&lint.problem, lang)
            .split_once('\n')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        let again = format!("-- goc:transaction off\n{safe}");
        assert!(lint_text("x.sql".as_ref(), &again, &[Engine::Postgres]).unwrap().is_empty(), "{safe}");
        on_both(|database| {
            if engine(database) == Engine::Postgres {
                database.execute("CREATE TABLE \"Kasa 1\" (a int, \"B\" int)");
                database.execute(&safe);
            }
        });
    }
}
