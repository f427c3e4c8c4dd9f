//! `goc check` and `goc revision --autogenerate`, from the command line, on both databases.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::os::unix::fs::PermissionsExt;

use support::{Sqlite, Terminal, TestDatabase, TestEnv, on_both};

const MODEL: &str = "\
-- Statements stand in any order.
CREATE VIEW pahali AS SELECT ad FROM urunler WHERE fiyat > 100;
CREATE INDEX urunler_tur ON urunler (tur_id);
CREATE TABLE urunler (
    id integer PRIMARY KEY,
    ad varchar(50) NOT NULL,
    fiyat numeric(10,2) DEFAULT 0 CHECK (fiyat >= 0),
    tur_id integer REFERENCES turler (id) ON DELETE CASCADE
);
CREATE TABLE turler (id integer PRIMARY KEY, ad text NOT NULL UNIQUE);
";

/// A folder with a model for a database that may make others beside itself.
fn shop(database: &TestDatabase, model: &str) -> TestEnv {
    if let TestDatabase::Postgres(postgres) = database {
        postgres.execute_as_superuser(&format!("ALTER ROLE {} CREATEDB", postgres.name())).unwrap();
    }
    let env = TestEnv::new();
    let config = env.write("goc.toml", format!("[connections.shop]\nurl = \"{}\"\n", database.url()));
    // It holds a password, which others may not read.
    std::fs::set_permissions(config, std::fs::Permissions::from_mode(0o600)).unwrap();
    env.write("migrations/schema.sql", model);
    env
}

/// Writes a revision from the difference, and applies it.
fn autogenerate(env: &TestEnv, id: &str, more: &[&str]) {
    env.run([&["revision", "--autogenerate", "-m", "otomatik", "--rev-id", id][..], more].concat()).success();
    env.run(["upgrade"]).success();
}

/// The kind of the error that a command ends with.
fn refused(env: &TestEnv, arguments: &[&str]) -> serde_json::Value {
    let output = env.run([&["--json"][..], arguments].concat()).expect_code(1);
    let error: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    error["error"].clone()
}

fn revision_files(env: &TestEnv) -> Vec<String> {
    let files = std::fs::read_dir(env.path("migrations")).unwrap().map(|file| file.unwrap());
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "schema.sql");
    names.sort();
    names
}

#[test]
fn a_model_becomes_a_revision_and_then_nothing_differs() {
    on_both(|database| {
        let env = shop(database, MODEL);
        let found: serde_json::Value =
            serde_json::from_str(&env.run(["--json", "check"]).expect_code(3).stdout).unwrap();
        assert_eq!(found["clean"], false);
        assert_eq!(found["engine"], database.engine());
        let changes: Vec<String> = found["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| format!("{} {}", change["object"].as_str().unwrap(), change["name"].as_str().unwrap()))
            .collect();
        for change in ["table urunler", "table turler", "view pahali"] {
            assert!(changes.contains(&change.to_owned()), "{changes:?}");
        }
        assert_eq!(database.tables(), [""; 0], "looking writes nothing");
        autogenerate(&env, "001", &[]);
        env.run(["check"]).success();
        assert_eq!(env.json(["check"])["clean"], true);
        // Nothing differs, so nothing is written.
        env.run(["revision", "--autogenerate", "-m", "bos"]).success();
        assert_eq!(revision_files(&env), ["001_otomatik.sql"]);
        database.execute("INSERT INTO turler VALUES (1, 'çay'); INSERT INTO urunler VALUES (1, 'siyah', 5, 1)");
        env.run(["downgrade", "base", "--yes"]).success();
        let left: Vec<String> = database.tables().into_iter().filter(|table| !table.starts_with("goc_")).collect();
        assert_eq!(left, ["alembic_version"]);
    });
}

#[test]
fn rows_survive_what_a_second_model_changes() {
    on_both(|database| {
        let env = shop(database, MODEL);
        autogenerate(&env, "001", &[]);
        database.execute("INSERT INTO turler VALUES (1, 'çay'); INSERT INTO urunler VALUES (1, 'siyah', 5, 1), (2, 'yeşil', NULL, 1)");
        env.write(
            "migrations/schema.sql",
            MODEL
                .replace("ad varchar(50) NOT NULL", "ad varchar(80) NOT NULL")
                .replace("DEFAULT 0 CHECK", "DEFAULT 1 NOT NULL CHECK")
                .replace("ON DELETE CASCADE", "ON DELETE SET NULL"),
        );
        autogenerate(&env, "002", &[]);
        env.run(["check"]).success();
        assert_eq!(database.column("SELECT ad FROM urunler ORDER BY id"), ["siyah", "yeşil"]);
        assert_eq!(database.value("SELECT count(*) FROM urunler WHERE fiyat IS NULL"), "0");
        let text = env.read("migrations/002_otomatik.sql");
        assert!(text.contains("-- rows that have nothing in urunler.fiyat get this value"), "{text}");
        env.run(["downgrade", "001", "--yes"]).success();
        assert_eq!(database.value("SELECT count(*) FROM urunler"), "2");
        env.write("migrations/schema.sql", MODEL);
        env.run(["check"]).success();
    });
}

#[test]
fn a_rename_is_offered_never_guessed_and_keeps_the_values() {
    on_both(|database| {
        let env = shop(database, "CREATE TABLE musteri (id integer PRIMARY KEY, ad varchar(20), puan integer);");
        autogenerate(&env, "001", &[]);
        database.execute("INSERT INTO musteri VALUES (1, 'ayşe', 7)");
        env.write(
            "migrations/schema.sql",
            "CREATE TABLE musteriler (id integer PRIMARY KEY, adi varchar(20), puan integer);",
        );
        let found = env.run(["--json", "check"]).expect_code(3).stdout;
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        assert_eq!(found["rename_candidates"], serde_json::json!([]), "three columns of four are too few");
        let renames = ["--rename", "musteri=musteriler", "--rename", "musteriler.ad=adi"];
        let error = refused(&env, &["revision", "--autogenerate", "-m", "x"]);
        assert_eq!(error["kind"], "destructive");
        assert_eq!(revision_files(&env), ["001_otomatik.sql"], "nothing was written");
        let error = refused(&env, &["revision", "--autogenerate", "-m", "x", "--rename", "yok=var"]);
        assert_eq!(error["kind"], "unknown_rename");
        autogenerate(&env, "002", &renames);
        env.run(["check"]).success();
        assert_eq!(database.column("SELECT adi FROM musteriler"), ["ayşe"]);
        env.run(["downgrade", "001", "--yes"]).success();
        assert_eq!(database.column("SELECT ad FROM musteri"), ["ayşe"]);
    });
}

#[test]
fn what_may_be_a_rename_is_asked_on_a_terminal() {
    on_both(|database| {
        let env = shop(database, "CREATE TABLE t (id integer PRIMARY KEY, ad varchar(20), kod integer);");
        autogenerate(&env, "001", &[]);
        database.execute("INSERT INTO t VALUES (1, 'ayşe', 7)");
        env.write("migrations/schema.sql", "CREATE TABLE t (id integer PRIMARY KEY, adi varchar(20), kodu integer);");
        let mut command = env.goc();
        command.args(["revision", "--autogenerate", "-m", "adlar", "--rev-id", "002", "--allow-destructive"]);
        let mut terminal = Terminal::start(&command);
        terminal.wait_for("Is t.ad now called adi?");
        terminal.keys("y<Enter>");
        terminal.wait_for("Is t.kod now called kodu?");
        terminal.keys("n<Enter>");
        let ended = terminal.end();
        assert_eq!(ended.code, 0, "{}", ended.screen);
        let text = env.read("migrations/002_adlar.sql");
        assert!(text.contains("RENAME COLUMN ad TO adi") && !text.contains("RENAME COLUMN kod"), "{text}");
        env.run(["upgrade"]).success();
        assert_eq!(database.query("SELECT adi, kodu FROM t"), [["ayşe", "NULL"]]);
        env.run(["check"]).success();
    });
}

#[test]
fn what_would_be_lost_has_to_be_allowed_and_is_marked() {
    on_both(|database| {
        let env = shop(database, MODEL);
        autogenerate(&env, "001", &[]);
        env.write("migrations/schema.sql", "CREATE TABLE turler (id integer PRIMARY KEY, ad text NOT NULL UNIQUE);");
        let error = refused(&env, &["revision", "--autogenerate", "-m", "x"]);
        assert_eq!(error["kind"], "destructive");
        assert!(error["message"].as_str().unwrap().contains("table urunler"), "{error}");
        let output = env.run(["check"]).expect_code(3).stdout;
        assert!(output.contains("- table urunler") && output.contains("all its rows are lost"), "{output}");
        autogenerate(&env, "002", &["--allow-destructive"]);
        let text = env.read("migrations/002_otomatik.sql");
        assert!(text.contains("-- loses data: urunler: all its rows are lost"), "{text}");
        env.run(["check"]).success();
    });
}

#[test]
fn a_database_that_is_behind_is_not_compared_for_a_new_revision() {
    on_both(|database| {
        let env = shop(database, MODEL);
        env.run(["revision", "--autogenerate", "-m", "bir", "--rev-id", "001"]).success();
        let error = refused(&env, &["revision", "--autogenerate", "-m", "iki"]);
        assert_eq!(error["kind"], "not_at_head");
        assert_eq!(revision_files(&env), ["001_bir.sql"]);
    });
}

#[test]
fn a_model_that_cannot_be_loaded_names_its_line_and_leaves_nothing_behind() {
    on_both(|database| {
        let env = shop(database, "CREATE TABLE a (id integer);\n\nCREATE TABLE b (id integer REFERENCES);\n");
        let error = refused(&env, &["check"]);
        assert_eq!((&error["kind"], &error["line"]), (&"model_statement".into(), &3.into()), "{error}");
        assert!(error["file"].as_str().unwrap().ends_with("schema.sql"), "{error}");
        let error = refused(&env, &["check", "--model", "yok.sql"]);
        assert_eq!(error["kind"], "no_model");
        env.write("bozuk.sql", b"CREATE TABLE \xff\xfe");
        assert_eq!(refused(&env, &["check", "--model", "bozuk.sql"])["kind"], "no_model");
        env.write("bos.sql", "");
        env.run(["check", "--model", "bos.sql"]).success();
        assert_eq!(database.tables(), [""; 0]);
        if let TestDatabase::Postgres(postgres) = database {
            let owner = postgres.name();
            let sql = format!(
                "SELECT count(*) FROM pg_database WHERE datname LIKE 'goc_rehearsal%' AND pg_get_userbyid(datdba) = '{owner}'"
            );
            assert_eq!(database.value(&sql), "0", "every scratch database is gone");
        }
    });
}

#[test]
fn a_model_has_sections_or_several_files_or_is_a_database() {
    on_both(|database| {
        let env = shop(
            database,
            "-- goc:upgrade postgres\nCREATE TABLE p (id integer);\n-- goc:upgrade sqlite\nCREATE TABLE s (id integer);\n\
             -- goc:upgrade\nCREATE TABLE ikisi (id integer);\n",
        );
        let found = env.run(["check"]).expect_code(3).stdout;
        let own = if database.engine() == "postgres" { "+ table p\n" } else { "+ table s\n" };
        assert!(found.contains(own) && found.contains("+ table ikisi"), "{found}");
        env.write("model/1.sql", "CREATE TABLE bir (id integer REFERENCES iki (id));");
        env.write("model/2.sql", "CREATE TABLE iki (id integer PRIMARY KEY);");
        let found = env.run(["check", "--model", "model"]).expect_code(3).stdout;
        assert!(found.contains("+ table bir") && found.contains("+ table iki"), "{found}");
        database.execute("CREATE TABLE ikisi (id integer)");
        let url = database.url();
        env.run(["check", "--model", &url]).success();
        env.run(["check", "--model", "shop"]).success();
    });
}

#[test]
fn names_are_left_alone_on_request() {
    on_both(|database| {
        let env = shop(database, "CREATE TABLE urunler (id integer); CREATE TABLE gecici_a (id integer);");
        database.execute(
            "CREATE TABLE urunler (id integer); CREATE TABLE eski_b (id integer); CREATE INDEX i ON eski_b (id)",
        );
        env.run(["check", "--include", "urun*"]).success();
        env.run(["check", "--exclude", "gecici*", "--exclude", "eski?b"]).success();
        env.run(["check", "--exclude", "gecici*"]).expect_code(3);
    });
}

#[test]
fn turkish_says_what_differs_in_turkish() {
    on_both(|database| {
        let env = shop(database, "CREATE TABLE a (id integer);");
        database.execute("CREATE TABLE b (id integer)");
        let found = env.run(["--lang", "tr", "check"]).expect_code(3).stdout;
        for part in
            ["+ tablo a", "- tablo b", "içindeki bütün satırlar kaybolur", "veritabanı modelinden farklı: 2 nesne"]
        {
            assert!(found.contains(part), "{found}");
        }
    });
}

#[test]
fn production_is_upgraded_beside_its_work_in_revisions_of_their_own() {
    let Some(database) = support::Postgres::database() else { return };
    let env = shop(&database, "CREATE TABLE t (id integer PRIMARY KEY, a integer);");
    autogenerate(&env, "001", &[]);
    database.execute("INSERT INTO t VALUES (1, NULL), (2, 5)");
    env.write(
        "migrations/schema.sql",
        "CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL CHECK (a >= 0)); CREATE INDEX t_a ON t (a);",
    );
    autogenerate(&env, "002", &["--online"]);
    let files = revision_files(&env);
    assert_eq!(files.len(), 3, "{files:?}");
    let texts: Vec<String> = files.iter().map(|file| env.read(&format!("migrations/{file}"))).collect();
    let beside = texts.iter().find(|text| text.contains("-- goc:transaction off")).unwrap();
    assert!(beside.contains("CREATE INDEX CONCURRENTLY t_a ON t (a);"), "{beside}");
    assert!(beside.contains("VALIDATE CONSTRAINT t_a_check"), "{beside}");
    assert!(beside.contains("(2/2)"), "{beside}");
    env.run(["check", "--online"]).success();
    assert_eq!(database.column("SELECT a FROM t ORDER BY id"), ["0", "5"]);
    env.run(["downgrade", "001", "--yes"]).success();
    env.write("migrations/schema.sql", "CREATE TABLE t (id integer PRIMARY KEY, a integer);");
    env.run(["check"]).success();
}

#[test]
fn a_new_value_of_an_enum_is_committed_before_it_is_used() {
    let Some(database) = support::Postgres::database() else { return };
    let env = shop(&database, "CREATE TYPE durum AS ENUM ('acik'); CREATE TABLE t (d durum DEFAULT 'acik');");
    autogenerate(&env, "001", &[]);
    env.write(
        "migrations/schema.sql",
        "CREATE TYPE durum AS ENUM ('acik', 'kapali'); CREATE TABLE t (d durum DEFAULT 'kapali');",
    );
    autogenerate(&env, "002", &[]);
    assert_eq!(revision_files(&env).len(), 3);
    env.run(["check"]).success();
}

#[test]
fn what_pg_dump_writes_is_a_model_in_which_nothing_differs() {
    let Some(database) = support::Postgres::database() else { return };
    let env = shop(
        &database,
        "CREATE TABLE t (id serial PRIMARY KEY, tur varchar(5) DEFAULT 'A' CHECK (tur IN ('A', 'B')), z timestamptz DEFAULT now());
         CREATE VIEW v AS SELECT tur FROM t WHERE tur IN ('A', 'B') OR id BETWEEN 1 AND 5;
         CREATE INDEX i ON t (lower(tur)) WHERE tur IN ('A', 'B');",
    );
    autogenerate(&env, "001", &[]);
    let folder = std::env::var("GOC_TEST_POSTGRES_BIN").unwrap();
    let mut command = env.command(format!("{folder}/pg_dump"));
    let dump = env.output(command.args(["-s", "-d", &database.url()])).success().stdout;
    assert!(dump.contains("ARRAY"), "{dump}");
    env.write("dump.sql", dump);
    env.run(["check", "--model", "dump.sql"]).success();
}

#[test]
fn doctor_tells_what_somebody_changed_beside_the_revisions() {
    on_both(|database| {
        let env = shop(database, MODEL);
        autogenerate(&env, "001", &[]);
        env.run(["doctor"]).success();
        database.execute("CREATE TABLE elle (id integer); DROP INDEX urunler_tur");
        let output = env.run(["--json", "doctor"]).expect_code(3).stdout;
        let found: serde_json::Value = serde_json::from_str(&output).unwrap();
        let drift = found["findings"].as_array().unwrap().iter().find(|finding| finding["kind"] == "drift").cloned();
        let changes = drift.unwrap()["changes"].clone();
        assert_eq!(changes.as_array().unwrap().len(), 2, "{changes}");
        let output = env.run(["--lang", "tr", "doctor"]).expect_code(3).stdout;
        assert!(output.contains("+ elle") && output.contains("- urunler_tur"), "{output}");
    });
}

#[test]
fn a_login_that_may_make_no_database_hears_why_drift_was_not_checked() {
    let Some(database) = support::Postgres::database() else { return };
    let env = shop(&database, "CREATE TABLE t (id integer);");
    autogenerate(&env, "001", &[]);
    if let TestDatabase::Postgres(postgres) = &database {
        postgres.execute_as_superuser(&format!("ALTER ROLE {} NOCREATEDB", postgres.name())).unwrap();
    }
    let output = env.run(["--json", "doctor"]).success().stdout;
    let found: serde_json::Value = serde_json::from_str(&output).unwrap();
    let kinds: Vec<&str> =
        found["findings"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"drift_unknown"), "{kinds:?}");
    // What the model needs is a scratch database, too: another server can give it.
    assert_eq!(refused(&env, &["check"])["kind"], "permission_denied");
    if let TestDatabase::Postgres(postgres) = &database {
        let url = postgres.superuser_url();
        env.run(["check", "--scratch", url.split('?').next().unwrap()]).success();
    }
}

#[test]
fn history_proposes_a_revision_from_the_difference_and_asks_about_renames_first() {
    on_both(|database| {
        let env = shop(database, "CREATE TABLE t (id integer PRIMARY KEY, ad varchar(20));");
        autogenerate(&env, "001", &[]);
        database.execute("INSERT INTO t VALUES (1, 'ayşe')");
        env.write("migrations/schema.sql", "CREATE TABLE t (id integer PRIMARY KEY, adi varchar(20), yeni integer);");
        let mut terminal = Terminal::start_sized(&env.goc(), 100, 30);
        terminal.wait_for("History");
        terminal.keys("2");
        terminal.wait_for("001");
        terminal.keys("D");
        terminal.wait_for("New revision from the difference");
        terminal.keys("adlar<Enter>");
        terminal.wait_for("Only another name?");
        terminal.wait_for("t.ad=adi");
        terminal.keys("<Enter>");
        terminal.wait_for("RENAME COLUMN ad TO adi");
        // What was said meanwhile makes way for the keys.
        terminal.wait_for("F2 save");
        terminal.keys("<F2>");
        terminal.wait_until("the new revision", |screen| screen.contains("adlar") && !screen.contains("RENAME"));
        terminal.keys("q");
        assert_eq!(terminal.end().code, 0);
        env.run(["upgrade"]).success();
        env.run(["check"]).success();
        assert_eq!(database.query("SELECT adi, yeni FROM t"), [["ayşe", "NULL"]]);
    });
}

/// Two branches: products and sales with a view that reads customers, and customers, who look at products.
fn branches(database: &TestDatabase, model: &str) -> TestEnv {
    let env = shop(database, model);
    let revision = |id: &str, down: &str, more: &str, upgrade: &str| {
        let text = format!(
            "-- revision: {id}\n-- revises: {down}\n-- message: {id}\n-- created: 2024-12-17T16:00:00+03:00\n{more}\n\
             -- goc:upgrade\n{upgrade}\n\n-- goc:downgrade none\n"
        );
        env.write(&format!("migrations/{id}_x.sql"), text);
    };
    revision("001", "", "", "CREATE TABLE urunler (id integer PRIMARY KEY, ad varchar(20));");
    revision(
        "c01",
        "001",
        "-- branch_labels: crm\n",
        "CREATE TABLE musteriler (id integer PRIMARY KEY, ad varchar(20), urun_id integer REFERENCES urunler (id));\n\
         CREATE TABLE eski_puanlar (id integer PRIMARY KEY);",
    );
    revision("002", "001", "", "CREATE TABLE satislar (id integer PRIMARY KEY);");
    revision("003", "002", "-- depends_on: c01\n", "CREATE VIEW ozet AS SELECT ad FROM musteriler;");
    env.run(["upgrade", "heads"]).success();
    database.execute("CREATE TABLE elle (id integer); INSERT INTO urunler VALUES (1, 'çay'); INSERT INTO musteriler VALUES (1, 'ayşe', 1)");
    env
}

const OTHER_MODEL: &str = "\
CREATE TABLE urunler (id integer PRIMARY KEY, ad varchar(20), fiyat integer);
CREATE TABLE musteriler (id integer PRIMARY KEY, urun_id integer REFERENCES urunler (id), ad varchar(50) NOT NULL);
CREATE TABLE puanlar (id integer PRIMARY KEY, musteri_id integer REFERENCES musteriler (id));
CREATE INDEX puanlar_musteri ON puanlar (musteri_id);
";

#[test]
fn a_branch_sees_only_what_its_own_revisions_make_and_what_is_new() {
    on_both(|database| {
        let env = branches(database, OTHER_MODEL);
        let names = |arguments: &[&str]| {
            let found = env.run([&["--json", "check"][..], arguments].concat()).expect_code(3).stdout;
            let found: serde_json::Value = serde_json::from_str(&found).unwrap();
            let tables = found["changes"].as_array().unwrap().iter().map(|change| {
                let name = change["name"].as_str().unwrap();
                name.split('.').next().unwrap().to_owned()
            });
            tables.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
        };
        let all = names(&[]);
        for name in ["urunler", "satislar", "ozet", "elle", "musteriler"] {
            assert!(all.contains(&name.to_owned()), "{all:?}");
        }
        let own = ["eski_puanlar", "musteriler", "puanlar"];
        let found = names(&["--branch", "crm"]);
        assert_eq!(found.iter().filter(|name| !name.starts_with("puanlar_")).collect::<Vec<_>>(), own);
        let rename = ["--branch", "crm", "--rename", "eski_puanlar=puanlar"];
        assert!(!names(&rename).contains(&"eski_puanlar".to_owned()));
        let created = env.json([
            "revision",
            "--autogenerate",
            "-m",
            "sadakat",
            "--rev-id",
            "c02",
            "--branch",
            "crm",
            "--allow-destructive",
        ]);
        assert_eq!(created["created"][0]["down"], serde_json::json!(["c01"]), "{created}");
        // It takes a view of the other branch away for a while, which has to be there.
        assert_eq!(created["created"][0]["depends_on"], serde_json::json!(["003"]), "{created}");
        env.run(["upgrade", "heads"]).success();
        env.run(["check", "--branch", "crm"]).success();
        // The view of the other branch had to make room, and reads on.
        assert_eq!(database.column("SELECT ad FROM ozet"), ["ayşe"]);
        assert_eq!(database.query("SELECT * FROM urunler"), [["1", "çay"]], "another branch's table");
        let tables = database.tables();
        assert!(["elle", "satislar", "puanlar"].iter().all(|name| tables.contains(&(*name).to_owned())), "{tables:?}");
        assert!(!tables.contains(&"eski_puanlar".to_owned()), "{tables:?}");
        let error = refused(&env, &["check", "--branch", "yok"]);
        assert_eq!(error["kind"], "unknown_branch");
        assert!(error["message"].as_str().unwrap().contains("crm"), "{error}");
    });
}

#[test]
fn what_is_left_alone_makes_room_for_what_is_not() {
    on_both(|database| {
        let env = branches(database, OTHER_MODEL);
        let only = ["--include", "musteriler", "--head", "003"];
        env.run([&["revision", "--autogenerate", "-m", "yalniz"][..], &only].concat()).success();
        env.run(["upgrade", "heads"]).success();
        env.run(["check", "--include", "musteriler"]).success();
        assert_eq!(database.column("SELECT ad FROM ozet"), ["ayşe"]);
        assert_eq!(database.query("SELECT * FROM urunler"), [["1", "çay"]]);
    });
}

#[test]
fn what_the_sqlite_shell_writes_is_a_model_in_which_nothing_differs() {
    let database = Sqlite::database();
    let env = shop(&database, "");
    database.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, ad TEXT); INSERT INTO t (ad) VALUES ('a'); ANALYZE;
         CREATE VIEW v AS SELECT ad FROM t; CREATE VIRTUAL TABLE ara USING fts5(ad);",
    );
    // As `.schema` prints it, with SQLite's own tables.
    env.write(
        "migrations/schema.sql",
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, ad TEXT);\nCREATE TABLE sqlite_sequence(name,seq);\n\
         CREATE TABLE sqlite_stat1(tbl,idx,stat);\nCREATE VIEW v AS SELECT ad FROM t\n/* v(ad) */;\n\
         CREATE VIRTUAL TABLE ara USING fts5(ad)\n/* ara(ad) */;\nCREATE TABLE IF NOT EXISTS 'ara_data'(id INTEGER PRIMARY KEY, block BLOB);\n",
    );
    env.run(["check"]).success();
    // As `.dump` does: rows, and the virtual table put into the catalogue beside its own tables.
    env.write(
        "migrations/schema.sql",
        "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, ad TEXT);\n\
         INSERT INTO t VALUES(1,'a');\nPRAGMA writable_schema=ON;\n\
         INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','ara','ara',0,'CREATE VIRTUAL TABLE ara USING fts5(ad)');\n\
         CREATE TABLE IF NOT EXISTS 'ara_data'(id INTEGER PRIMARY KEY, block BLOB);\n\
         CREATE TABLE IF NOT EXISTS 'ara_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;\n\
         CREATE TABLE IF NOT EXISTS 'ara_content'(id INTEGER PRIMARY KEY, c0);\n\
         CREATE TABLE IF NOT EXISTS 'ara_docsize'(id INTEGER PRIMARY KEY, sz BLOB);\n\
         CREATE TABLE IF NOT EXISTS 'ara_config'(k PRIMARY KEY, v) WITHOUT ROWID;\n\
         CREATE VIEW v AS SELECT ad FROM t;\nDELETE FROM sqlite_sequence;\nINSERT INTO sqlite_sequence VALUES('t',1);\n\
         PRAGMA writable_schema=OFF;\nCOMMIT;\n",
    );
    env.run(["check"]).success();
}

#[test]
fn what_only_the_application_can_make_is_compared_as_text() {
    let database = Sqlite::database();
    let env = shop(&database, "");
    database.execute("CREATE TABLE kalan (id INTEGER PRIMARY KEY, ad TEXT)");
    let own = "CREATE TABLE t (ad TEXT COLLATE turkce UNIQUE, kod TEXT CHECK (kod REGEXP '^[0-9]+$'), h AS (ozet(kod)));\n\
         CREATE UNIQUE INDEX t_kod ON t (ozet(kod), ad COLLATE baska);\n\
         CREATE VIRTUAL TABLE vektor USING vec0(e float[3]);\n\
         CREATE VIRTUAL TABLE ara USING fts5(ad, tokenize = 'ozel_parcalayici');\n\
         CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT ozet(new.kod); END;\n";
    env.write("migrations/schema.sql", format!("CREATE TABLE kalan (id INTEGER PRIMARY KEY, ad TEXT);\n{own}"));
    let found: serde_json::Value = serde_json::from_str(&env.run(["--json", "check"]).expect_code(3).stdout).unwrap();
    let names: Vec<&str> =
        found["changes"].as_array().unwrap().iter().map(|change| change["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["t", "vektor", "ara", "t_kod", "g"]);
    let sql = found["sql"][0].as_str().unwrap();
    for statement in own.lines() {
        assert!(sql.contains(statement), "{statement}\n{sql}");
    }
}
