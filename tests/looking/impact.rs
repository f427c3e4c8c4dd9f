//! Previews of plans on real databases.

use goc::database::RowCount;
use goc::i18n::Problem;
use goc::operations::backup::{BackupOptions, backup};
use goc::operations::impact::{Effect, LockLevel, Preview, preview};
use goc::operations::migration::{RunOptions, downgrade, upgrade};
use goc::revision::Direction;

use crate::support::{Migrations, Postgres, TestDatabase, TestEnv, on_both};
use crate::{block_on, context};

fn lines(preview: &Preview) -> Vec<String> {
    let table = |table: &goc::operations::impact::TableImpact| {
        // Where a schema is `public`, it says nothing.
        let name = table.table.to_string().replace("public.", "");
        format!("{name} {:?} {:?} {}", table.lock, table.effect, table.exists)
    };
    preview.steps.iter().flat_map(|step| &step.tables).map(table).collect()
}

/// What is expected to be locked: of SQLite always the file.
fn lock(database: &TestDatabase, level: LockLevel) -> String {
    format!("{:?}", Some(if database.engine() == "postgres" { level } else { LockLevel::File }))
}

#[test]
fn a_preview_knows_what_each_step_locks_and_how_much_there_is_of_it() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations
            .revision("a", &[], "CREATE TABLE urun (id integer PRIMARY KEY, ad text);", "DROP TABLE urun;")
            .revision(
                "b",
                &["a"],
                "-- a column\nALTER TABLE urun ADD COLUMN fiyat integer;\nUPDATE urun SET fiyat = 1;\n\
                 CREATE TABLE fis (no integer, urun integer REFERENCES urun (id));",
                "DROP TABLE fis;\nALTER TABLE urun DROP COLUMN fiyat;",
            );
        let context = context(&database.url(), migrations.path());
        block_on(upgrade(&context, "a", RunOptions::default())).unwrap();
        database.execute("INSERT INTO urun VALUES (1, 'çay'), (2, 'kahve'), (3, 'su')");
        let found = block_on(preview(&context, Direction::Upgrade, "heads")).unwrap();
        let [step] = &found.steps[..] else { panic!("one step: {found:?}") };
        assert_eq!((&*step.revision, step.message.as_str(), step.file.as_str()), ("b", "b", "b_test.sql"));
        assert!(step.transaction && step.blocked.is_none() && step.last_time.is_none(), "{step:?}");
        assert!(found.single_transaction_possible && found.losses.is_empty() && found.backup.is_none(), "{found:?}");
        // The text is that of the file, and lines are those of the file.
        let file = std::fs::read_to_string(migrations.path().join("b_test.sql")).unwrap();
        let first = file.lines().nth(step.first_line as usize - 1).unwrap();
        assert_eq!((step.sql.lines().next().unwrap(), first), ("-- a column", "-- a column"));
        let statement = &step.statements[0];
        assert_eq!(file.lines().nth(statement.line as usize - 1).unwrap(), format!("{};", statement.excerpt));
        assert_eq!(step.statements.len(), 3);
        let strongest = lock(database, LockLevel::AccessExclusive);
        assert_eq!(
            lines(&found),
            [
                format!("urun {strongest} ChangesRows true"),
                format!(
                    "fis {} Adds false",
                    match database {
                        TestDatabase::Postgres(_) => "None".to_owned(),
                        TestDatabase::Sqlite(_) => strongest.clone(),
                    }
                )
            ]
        );
        let urun = &step.tables[0];
        assert_eq!(urun.rows, Some(RowCount::Exactly(3)));
        assert!(urun.bytes.is_some_and(|bytes| bytes >= 4096), "{urun:?}");
    });
}

#[test]
fn a_downgrade_names_what_it_loses_and_the_backup_to_go_back_to() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations
            .revision("a", &[], "CREATE TABLE urun (id integer, ad text, kod text);", "DROP TABLE urun;")
            .revision(
                "b",
                &["a"],
                "CREATE TABLE fis (no integer);",
                "ALTER TABLE urun DROP COLUMN kod;\nDROP TABLE fis;",
            );
        let context = context(&database.url(), migrations.path());
        block_on(async {
            upgrade(&context, "heads", RunOptions::default()).await.unwrap();
            backup(&context, BackupOptions::default()).await.unwrap();
            downgrade(&context, "a", RunOptions::default()).await.unwrap();
        });
        database.execute("ALTER TABLE urun ADD COLUMN kod text");
        block_on(upgrade(&context, "heads", RunOptions::default())).unwrap();
        database.execute("INSERT INTO urun (id) VALUES (1), (2); INSERT INTO fis VALUES (1), (2), (3)");
        let found = block_on(preview(&context, Direction::Downgrade, "base")).unwrap();
        let losses: Vec<_> = found
            .losses
            .iter()
            .map(|loss| (&*loss.revision, loss.table.name.as_str(), loss.effect, loss.rows))
            .collect();
        assert_eq!(
            losses,
            [
                ("b", "urun", Effect::DropsColumn, Some(RowCount::Exactly(2))),
                ("b", "fis", Effect::DropsTable, Some(RowCount::Exactly(3))),
                ("a", "urun", Effect::DropsTable, Some(RowCount::Exactly(2))),
            ]
        );
        let newest = found.backup.expect("the backup");
        assert!(newest.file.exists() && newest.age.unwrap().as_secs() < 600, "{newest:?}");
        assert_eq!(newest.revisions.len(), 1);
        // `b` was taken back once, `a` never.
        let last: Vec<bool> = found.steps.iter().map(|step| step.last_time.is_some()).collect();
        assert_eq!(last, [true, false]);
        serde_json::to_value(&found.steps).unwrap();
    });
}

#[test]
fn what_is_in_the_way_is_said_of_its_step_and_hides_no_other() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        let other = if database.engine() == "postgres" { "sqlite" } else { "postgres" };
        migrations
            .revision("a", &[], "CREATE TABLE a (id integer);", "-- goc:irreversible rows were thrown away\n")
            .revision_with("b", &["a"], "", &format!("-- goc:upgrade {other}\nSELECT 1;\n"))
            .revision_with(
                "c",
                &["b"],
                "",
                "-- goc:upgrade\n-- goc:transaction off\nINSERT INTO a VALUES (1);\n-- goc:downgrade\nDELETE FROM a;\n",
            )
            .revision("d", &["c"], "COMMIT;", "SELECT 1;")
            .revision_with(
                "e",
                &["d"],
                "",
                "-- goc:upgrade\n-- goc:batch table=a key=id size=10\nUPDATE a SET id = id WHERE id >= :first;\n",
            );
        let context = context(&database.url(), migrations.path());
        let found = block_on(preview(&context, Direction::Upgrade, "heads")).unwrap();
        let kinds: Vec<_> =
            found.steps.iter().map(|step| step.blocked.as_ref().map_or("", |problem| problem.kind())).collect();
        assert_eq!(kinds, ["", "no_section", "", "transaction_control", "bad_batch"], "{found:?}");
        assert!(!found.single_transaction_possible);
        let transactions: Vec<bool> = found.steps.iter().map(|step| step.transaction).collect();
        assert_eq!(transactions, [true, true, false, true, false]);

        block_on(upgrade(&context, "a", RunOptions::default())).unwrap();
        let found = block_on(preview(&context, Direction::Downgrade, "base")).unwrap();
        let step = &found.steps[0];
        assert_eq!(step.irreversible.as_deref(), Some("rows were thrown away"));
        assert_eq!(step.blocked.as_ref().unwrap().kind(), "irreversible");
    });
}

#[test]
fn a_rebuilt_table_is_not_lost() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations.revision("a", &[], "CREATE TABLE t (id integer);", "DROP TABLE t;").revision(
            "b",
            &["a"],
            "CREATE TABLE t_yeni (id bigint);\nINSERT INTO t_yeni SELECT id FROM t;\nDROP TABLE t;\nALTER TABLE t_yeni RENAME TO t;",
            "SELECT 1;",
        );
        let context = context(&database.url(), migrations.path());
        block_on(upgrade(&context, "a", RunOptions::default())).unwrap();
        database.execute("INSERT INTO t VALUES (1)");
        let found = block_on(preview(&context, Direction::Upgrade, "heads")).unwrap();
        assert_eq!(found.losses, []);
        let rebuilt = found.steps[0].tables.iter().find(|table| table.exists).unwrap();
        assert_eq!((rebuilt.effect, rebuilt.rows), (Effect::Rebuilds, Some(RowCount::Exactly(1))));
    });
}

#[test]
fn a_preview_of_a_file_that_is_not_there_makes_none() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;");
    let file = crate::support::Sqlite::new();
    let found = block_on(preview(&context(&file.url(), migrations.path()), Direction::Upgrade, "heads")).unwrap();
    assert_eq!((found.steps.len(), found.other_sessions), (1, None));
    assert!(!file.path().exists());
}

#[test]
fn postgresql_tells_of_sessions_partitions_indexes_and_its_estimate() {
    let Some(postgres) = Postgres::new() else { return };
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision(
        "a",
        &[],
        "DROP INDEX \"Şube 1\".kasa_ix;\nCOMMENT ON TABLE gun IS 'x';\nINSERT INTO \"Şube 1\".\"Kasa\" VALUES (0);\nINSERT INTO yabanci VALUES (1);\nDROP VIEW ozet;",
        "SELECT 1;",
    );
    postgres
        .execute(
            "CREATE SCHEMA \"Şube 1\"; CREATE TABLE \"Şube 1\".\"Kasa\" (id integer); CREATE INDEX kasa_ix ON \"Şube 1\".\"Kasa\" (id); \
             INSERT INTO \"Şube 1\".\"Kasa\" SELECT generate_series(1, 5000); ANALYZE \"Şube 1\".\"Kasa\"; \
             CREATE TABLE gun (tarih integer) PARTITION BY RANGE (tarih); \
             CREATE TABLE gun_1 PARTITION OF gun FOR VALUES FROM (0) TO (1000); \
             CREATE TABLE gun_2 PARTITION OF gun FOR VALUES FROM (1000) TO (9000); \
             INSERT INTO gun SELECT generate_series(0, 2999); ANALYZE gun; CREATE VIEW ozet AS SELECT 1",
        )
        .unwrap();
    // A table that this login may not look into is still named.
    postgres
        .execute_as_superuser(
            "CREATE TABLE yabanci (id integer); REVOKE ALL ON yabanci FROM PUBLIC; INSERT INTO yabanci VALUES (1)",
        )
        .unwrap();
    let context = context(&postgres.url(), migrations.path());
    let (found, alone) = block_on(async {
        use sqlx::ConnectOptions;
        let alone = preview(&context, Direction::Upgrade, "heads").await.unwrap();
        let other = postgres.as_owner().connect().await.unwrap();
        let found = preview(&context, Direction::Upgrade, "heads").await.unwrap();
        drop(other);
        (found, alone)
    });
    assert_eq!(found.other_sessions.unwrap(), alone.other_sessions.unwrap() + 1);
    let rows: Vec<_> =
        found.steps[0].tables.iter().map(|table| (table.table.to_string(), table.lock.unwrap(), table.rows)).collect();
    assert_eq!(
        rows,
        [
            ("Şube 1.Kasa".to_owned(), LockLevel::AccessExclusive, Some(RowCount::About(5000))),
            ("public.gun".to_owned(), LockLevel::ShareUpdateExclusive, Some(RowCount::About(3000))),
            ("public.yabanci".to_owned(), LockLevel::RowExclusive, None),
            ("public.ozet".to_owned(), LockLevel::AccessExclusive, None),
        ]
    );
    let tables = &found.steps[0].tables;
    assert!(
        tables.iter().all(|table| table.exists) && tables[..3].iter().all(|table| table.bytes.is_some()),
        "{found:?}"
    );
    assert!(found.steps[0].tables[1].bytes.unwrap() >= 8192 * 3, "the bytes are those of the partitions: {found:?}");
}
