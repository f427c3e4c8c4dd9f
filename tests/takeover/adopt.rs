//! A database that Alembic has kept so far becomes one that goc knows, and Alembic goes on beside it.

use serde_json::Value;

use crate::support::{Migrations, Output, TestDatabase, TestEnv, on_both};

const TABLES: &str = "CREATE TABLE firmalar (id INTEGER NOT NULL PRIMARY KEY, ad VARCHAR(100) NOT NULL)";
const COLUMN: &str = "ALTER TABLE firmalar ADD COLUMN vergi_no VARCHAR(11)";
const INDEX: &str = "CREATE INDEX ix_firmalar_ad ON firmalar (ad)";

/// What `goc import alembic` would have written, and a database as Alembic left it at the second of three revisions.
fn project(env: &TestEnv, database: &TestDatabase) -> Migrations {
    if let TestDatabase::Postgres(postgres) = database {
        // The revisions run in a scratch database.
        postgres.execute_as_superuser(&format!("ALTER ROLE {} CREATEDB", postgres.name())).unwrap();
    }
    let migrations = Migrations::new(env);
    migrations
        .revision("001", &[], &format!("{TABLES};"), "DROP TABLE firmalar;")
        .revision("002", &["001"], &format!("{COLUMN};"), "ALTER TABLE firmalar DROP COLUMN vergi_no;")
        .revision("003", &["002"], &format!("{INDEX};"), "DROP INDEX ix_firmalar_ad;");
    database.execute(&format!(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)); \
         INSERT INTO alembic_version VALUES ('002'); {TABLES}; {COLUMN}; INSERT INTO firmalar (id, ad) VALUES (1, 'Güneş');"
    ));
    migrations
}

fn goc(env: &TestEnv, database: &TestDatabase, args: &[&str]) -> Output {
    let url = database.url();
    env.run([&["-d", &url][..], args].concat())
}

fn json(env: &TestEnv, database: &TestDatabase, args: &[&str]) -> Value {
    let url = database.url();
    env.json([&["-d", &url][..], args].concat())
}

/// How Alembic's own table is declared now.
fn version_table(database: &TestDatabase) -> String {
    match database.engine() {
        "sqlite" => database.value("SELECT sql FROM sqlite_schema WHERE name = 'alembic_version'"),
        _ => database.value(
            "SELECT data_type || character_maximum_length FROM information_schema.columns WHERE table_name = 'alembic_version'",
        ),
    }
}

fn kinds(env: &TestEnv, database: &TestDatabase) -> Vec<String> {
    let answer = json(env, database, &["doctor"]);
    let findings = answer["findings"].as_array().unwrap_or_else(|| panic!("{answer}"));
    findings.iter().map(|finding| finding["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_database_is_compared_and_taken_over_and_nothing_of_it_changes() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = project(&env, database);
        let (before, declared) = (database.schema(), version_table(database));
        let status = goc(&env, database, &["status"]).success();
        assert!(status.stdout.contains("the database is at `002` and goc has not taken it over yet"), "{status}");
        assert!(status.stdout.contains("goc adopt"), "{status}");

        let dry = goc(&env, database, &["adopt", "--dry-run"]).success();
        assert!(dry.stdout.contains("  = 001\n  = 002\nthe tables are what these revisions make"), "{dry}");
        goc(&env, database, &["adopt"]).expect_code(1);
        assert!(!database.tables().iter().any(|table| table.starts_with("goc_")), "nothing is written before");

        let done = goc(&env, database, &["adopt", "--yes"]).success();
        assert!(done.stdout.contains("2 revisions taken over; nothing was run"), "{done}");
        assert_eq!(
            (database.schema(), version_table(database), database.current()),
            (before, declared, vec!["002".to_owned()])
        );
        assert_eq!(database.value("SELECT ad FROM firmalar"), "Güneş");
        let steps = database.query("SELECT revision, direction, outcome FROM goc_step ORDER BY number");
        assert_eq!(steps, [["001", "upgrade", "adopted"], ["002", "upgrade", "adopted"]]);

        let history = json(&env, database, &["history"]);
        let oldest = &history["revisions"][2];
        assert_eq!((&oldest["revision"], &oldest["is_applied"]), (&"001".into(), &true.into()));
        assert_eq!((&oldest["applied"], &oldest["duration_ms"]), (&Value::Null, &Value::Null), "{oldest}");
        assert!(oldest["adopted"].is_string(), "{oldest}");
        let log = goc(&env, database, &["log"]).success();
        assert!(log.stdout.contains("adopt 002") && log.stdout.contains("= taken over 001"), "{log}");
        assert_eq!(kinds(&env, database), ["pending"]);

        let again = goc(&env, database, &["adopt"]).success();
        assert!(again.stdout.contains("goc's already"), "{again}");
        assert_eq!(json(&env, database, &["adopt"])["already_adopted"], true);
        assert_eq!(database.value("SELECT count(*) FROM goc_run"), "1");

        // From now on a changed file is noticed, and can be accepted.
        migrations.revision("002", &["001"], &format!("{COLUMN}; -- changed"), "SELECT 1;");
        assert_eq!(json(&env, database, &["status"])["changed"][0]["revision"], "002");
        goc(&env, database, &["repair", "--accept", "002"]).success();
        assert_eq!(json(&env, database, &["status"])["changed"], Value::Array(Vec::new()));
        let history = json(&env, database, &["history"]);
        assert!(history["revisions"][1]["adopted"].is_string(), "it still was not goc that ran it: {history}");

        // What goc runs it also times; what it took over has no time.
        goc(&env, database, &["upgrade"]).success();
        let metrics = json(&env, database, &["metrics"]);
        let timed: Vec<&Value> = metrics["steps"].as_array().unwrap().iter().map(|step| &step["revision"]).collect();
        assert_eq!(timed, [&Value::from("003")], "{metrics}");
        goc(&env, database, &["downgrade", "001", "--yes"]).success();
        assert_eq!(database.current(), ["001"]);
    });
}

#[test]
fn a_difference_is_shown_and_refused_until_somebody_accepts_it() {
    on_both(|database| {
        let env = TestEnv::new();
        project(&env, database);
        database.execute("CREATE TABLE el_ile (id INTEGER PRIMARY KEY)");
        let refused = goc(&env, database, &["adopt", "--yes"]).expect_code(3);
        assert!(refused.stdout.contains("+ table el_ile"), "{refused}");
        assert!(refused.stdout.contains("the database is not what its revisions make: 1 object"), "{refused}");
        assert!(refused.stderr.contains("goc adopt --accept-differences"), "{refused}");
        assert!(!database.tables().iter().any(|table| table.starts_with("goc_")), "{refused}");
        let turkish = goc(&env, database, &["--lang", "tr", "adopt", "--yes"]).expect_code(3);
        assert!(turkish.stdout.contains("veritabanı versiyonlarının kurduğundan farklı: 1 nesne"), "{turkish}");
        let answer = json(&env, database, &["adopt", "--yes"]);
        assert_eq!(answer["refused"]["kind"], "schema_differs", "{answer}");
        assert_eq!(
            (&answer["differences"][0]["name"], &answer["adopted"]),
            (&"el_ile".into(), &false.into()),
            "{answer}"
        );

        goc(&env, database, &["adopt", "--accept-differences", "--dry-run"]).success();
        assert!(!database.tables().iter().any(|table| table.starts_with("goc_")));
        let answer = json(&env, database, &["adopt", "--accept-differences", "--yes"]);
        assert_eq!((&answer["adopted"], &answer["refused"]), (&true.into(), &Value::Null), "{answer}");
        assert!(database.tables().iter().any(|table| table == "el_ile"));
        // The difference is not forgotten.
        assert!(kinds(&env, database).contains(&"drift".to_owned()));
    });
}

#[test]
fn what_alembic_does_afterwards_is_followed_and_named() {
    on_both(|database| {
        let env = TestEnv::new();
        project(&env, database);
        goc(&env, database, &["adopt", "--yes"]).success();
        // Alembic upgrades, as it writes it.
        database.execute(&format!(
            "{INDEX}; UPDATE alembic_version SET version_num='003' WHERE alembic_version.version_num = '002';"
        ));
        let status = goc(&env, database, &["status"]).success();
        assert!(status.stdout.contains("applied by another program, such as Alembic, and not by goc: 003"), "{status}");
        assert_eq!(json(&env, database, &["status"])["unrecorded"], serde_json::json!(["003"]));
        goc(&env, database, &["status", "--check"]).success();
        goc(&env, database, &["doctor"]).success();
        assert_eq!(kinds(&env, database), ["applied_elsewhere"]);
        let done = goc(&env, database, &["adopt", "--yes"]).success();
        assert!(done.stdout.contains("  = 003\n") && !done.stdout.contains("= 002"), "{done}");
        assert_eq!(kinds(&env, database), Vec::<String>::new());
        // And back: goc follows without a word, since a downgrade leaves nothing that it would have to know.
        database.execute("DROP INDEX ix_firmalar_ad; UPDATE alembic_version SET version_num='002' WHERE alembic_version.version_num = '003';");
        assert_eq!(json(&env, database, &["status"])["pending"], serde_json::json!(["003"]));
        goc(&env, database, &["upgrade"]).success();
        assert_eq!(kinds(&env, database), Vec::<String>::new());
    });
}

#[test]
fn a_stamp_of_gocs_own_is_no_surprise() {
    on_both(|database| {
        let env = TestEnv::new();
        project(&env, database);
        goc(&env, database, &["stamp", "002"]).success();
        database.execute("DELETE FROM alembic_version");
        goc(&env, database, &["stamp", "002"]).success();
        assert_eq!(kinds(&env, database), ["pending"]);
        assert_eq!(json(&env, database, &["status"])["unrecorded"], Value::Array(Vec::new()));
    });
}

#[test]
fn a_version_that_no_file_has_is_refused_with_the_nearest() {
    on_both(|database| {
        let env = TestEnv::new();
        project(&env, database);
        let refused = |kind: &str, words: &str| {
            let answer = json(&env, database, &["adopt", "--yes"]);
            assert_eq!(answer["error"]["kind"], kind, "{answer}");
            let text = format!("{} {}", answer["error"]["message"], answer["error"]["hint"]);
            assert!(text.contains(words), "{text}");
            assert!(!database.tables().iter().any(|table| table.starts_with("goc_")));
        };
        database.execute("UPDATE alembic_version SET version_num = '002_vergi'");
        refused("unknown_revision", "nearest is `002`");
        database.execute("DELETE FROM alembic_version");
        refused("nothing_to_adopt", "goc stamp TARGET");
        database.execute("DROP TABLE alembic_version");
        refused("nothing_to_adopt", "goc upgrade");
    });
}

#[test]
fn files_of_alembics_have_to_be_imported_first() {
    let env = TestEnv::new();
    env.write("versions/1.py", "revision = '001'\ndown_revision = None\n");
    let answer = env.json(["--migrations", "versions", "-d", "sqlite:till.db", "adopt"]);
    assert_eq!(answer["error"]["kind"], "alembic_revisions", "{answer}");
    assert!(
        answer["error"]["hint"].as_str().unwrap().contains("goc import alembic versions --to migrations/"),
        "{answer}"
    );
    assert!(!env.path("till.db").exists());
}

#[test]
fn production_wants_its_name() {
    let env = TestEnv::new();
    let database = crate::support::Sqlite::database();
    project(&env, &database);
    env.write("goc.toml", format!("[connections.kadikoy]\nurl = {:?}\nenvironment = \"production\"\n", database.url()));
    let refused = env.json(["-d", "kadikoy", "adopt"]);
    assert_eq!(refused["error"]["kind"], "confirmation_needed", "{refused}");
    env.run(["-d", "kadikoy", "adopt", "--yes"]).success();
    assert_eq!(database.value("SELECT count(*) FROM goc_step"), "2");
}

#[test]
fn a_login_that_may_not_make_databases_is_told_what_to_do() {
    let Some(database) = crate::support::Postgres::database() else { return };
    let env = TestEnv::new();
    project(&env, &database);
    let TestDatabase::Postgres(postgres) = &database else { panic!("no PostgreSQL") };
    postgres.execute_as_superuser(&format!("ALTER ROLE {} NOCREATEDB", postgres.name())).unwrap();
    let answer = json(&env, &database, &["adopt", "--yes"]);
    assert_eq!(answer["error"]["kind"], "no_scratch", "{answer}");
    assert!(answer["error"]["hint"].as_str().unwrap().contains("--scratch URL"), "{answer}");
    assert!(!database.tables().iter().any(|table| table.starts_with("goc_")));
    let elsewhere = postgres.superuser_url();
    goc(&env, &database, &["adopt", "--yes", "--scratch", elsewhere.split('?').next().unwrap()]).success();
}

#[test]
fn branches_are_taken_over_with_both_of_their_heads() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = project(&env, database);
        migrations.revision("004", &["001"], "CREATE TABLE depolar (id INTEGER PRIMARY KEY);", "DROP TABLE depolar;");
        database.execute("INSERT INTO alembic_version VALUES ('004'); CREATE TABLE depolar (id INTEGER PRIMARY KEY)");
        let answer = json(&env, database, &["adopt", "--yes"]);
        assert_eq!(answer["revisions"], serde_json::json!(["001", "004", "002"]), "{answer}");
        assert_eq!(answer["current"], serde_json::json!(["002", "004"]), "{answer}");
        assert_eq!(database.current(), ["002", "004"]);
    });
}
