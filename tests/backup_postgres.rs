//! What only PostgreSQL has: objects of every kind, rights, client programs, passwords.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use support::{Migrations, Postgres, TestEnv};

fn env() -> TestEnv {
    let env = TestEnv::new();
    Migrations::new(&env).revision(
        "a",
        &[],
        "CREATE TABLE urun (id integer PRIMARY KEY, ad text);",
        "DROP TABLE urun;",
    );
    env
}

/// Objects of all kinds that an owner can make, in `public` and in a schema of its own.
const OBJECTS: &str = "
    CREATE TYPE durum AS ENUM ('açık', 'kapalı');
    CREATE TYPE nokta AS (x integer, y integer);
    CREATE DOMAIN tutar AS numeric(12,2) CHECK (VALUE >= 0);
    CREATE TYPE aralik AS RANGE (subtype = integer);
    CREATE SEQUENCE fis_no START 1000;
    CREATE TABLE fis (no bigint DEFAULT nextval('fis_no') PRIMARY KEY, d durum, n nokta, t tutar, a aralik, b bytea,
                      kimlik integer GENERATED ALWAYS AS IDENTITY);
    CREATE TABLE gun (tarih date NOT NULL, adet integer) PARTITION BY RANGE (tarih);
    CREATE TABLE gun_2026 PARTITION OF gun FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    CREATE VIEW acik AS SELECT * FROM fis WHERE d = 'açık';
    CREATE MATERIALIZED VIEW ozet AS SELECT count(*) AS adet FROM fis;
    CREATE FUNCTION iki(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 * 2';
    CREATE PROCEDURE bosalt() LANGUAGE sql AS 'DELETE FROM gun';
    CREATE AGGREGATE topla(integer) (SFUNC = int4pl, STYPE = integer);
    CREATE FUNCTION izle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
    CREATE TRIGGER izle BEFORE INSERT ON fis FOR EACH ROW EXECUTE FUNCTION izle();
    CREATE FUNCTION esit(nokta, nokta) RETURNS boolean LANGUAGE sql AS 'SELECT $1.x = $2.x';
    CREATE OPERATOR === (LEFTARG = nokta, RIGHTARG = nokta, FUNCTION = esit);
    CREATE COLLATION turkce (provider = icu, locale = 'tr');
    CREATE TEXT SEARCH CONFIGURATION ara (COPY = pg_catalog.simple);
    CREATE STATISTICS ist ON no, t FROM fis;
    COMMENT ON TABLE fis IS 'fişler';
    CREATE SCHEMA \"Şube 1\";
    CREATE TABLE \"Şube 1\".\"Kasa\" (id integer PRIMARY KEY, ad text);
    INSERT INTO fis (d, n, t, a, b) VALUES ('açık', (1, 2), 12.50, '[1,5)', '\\x00ff'), ('kapalı', NULL, 0, NULL, NULL);
    INSERT INTO gun VALUES ('2026-05-01', 3);
    INSERT INTO \"Şube 1\".\"Kasa\" VALUES (1, 'ana');
    SELECT lo_create(4711); SELECT lo_put(4711, 0, 'büyük');
    REFRESH MATERIALIZED VIEW ozet;
";

#[test]
fn objects_of_every_kind_come_back_and_those_made_since_go() {
    let Some(database) = Postgres::new() else { return };
    let env = env();
    database.execute_as_superuser("CREATE EXTENSION IF NOT EXISTS pg_trgm").ok();
    env.run(["-d", &database.url(), "upgrade"]).success();
    database.execute(OBJECTS).unwrap();
    let look = || {
        let sql = "SELECT f::text FROM fis f ORDER BY no";
        let rows = [
            sql,
            "SELECT * FROM gun",
            "SELECT * FROM \"Şube 1\".\"Kasa\"",
            "SELECT * FROM ozet",
            "SELECT iki(4)",
            "SELECT convert_from(lo_get(4711), 'UTF8')",
            "SELECT count(*) FROM pg_publication",
        ];
        rows.map(|sql| database.query(sql).unwrap())
    };
    let before = look();
    env.run(["-d", &database.url(), "backup", "--to", "x.dump"]).success();
    database
        .execute(
            "DROP SCHEMA \"Şube 1\" CASCADE; DROP TYPE durum CASCADE; CREATE SCHEMA fazla; CREATE TABLE fazla.t (); \
             CREATE TYPE yeni AS ENUM ('x'); CREATE FUNCTION yeni_f(yeni) RETURNS integer LANGUAGE sql AS 'SELECT 1'; \
             SELECT lo_unlink(4711);",
        )
        .unwrap();
    env.run(["--lang", "en", "-d", &database.url(), "restore", "x.dump", "--yes"]).success();
    assert_eq!(look(), before);
    let left = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'fazla'";
    assert_eq!(database.query(left).unwrap(), [["0"]]);
    assert_eq!(database.query("SELECT to_regtype('yeni') IS NULL").unwrap(), [["t"]]);
    database.execute("INSERT INTO fis (d) VALUES ('açık')").unwrap();
}

#[test]
fn a_restore_that_fails_half_way_changes_nothing() {
    let Some(database) = Postgres::new() else { return };
    let env = env();
    env.run(["-d", &database.url(), "upgrade"]).success();
    // A right for a role that is gone at the end of the script, when every table has been made again.
    let role = format!("{}_rapor", database.name());
    database.execute_as_superuser(&format!("CREATE ROLE {role}; INSERT INTO urun VALUES (1, 'çay')")).unwrap();
    database.execute(&format!("GRANT SELECT ON urun TO {role}")).unwrap();
    env.run(["-d", &database.url(), "backup", "--to", "x.dump"]).success();
    database.execute_as_superuser(&format!("DROP OWNED BY {role}; DROP ROLE {role}")).unwrap();
    database.execute("UPDATE urun SET ad = 'kahve'").unwrap();

    let error = env.json(["--lang", "en", "-d", &database.url(), "restore", "x.dump", "--yes"]);
    assert_eq!(error["error"]["kind"], "restore_failed", "{error}");
    assert!(error["error"]["message"].as_str().unwrap().contains(&role), "{error}");
    assert_eq!(database.query("SELECT * FROM urun").unwrap(), [["1", "kahve"]]);
    // And nobody is left behind on the server.
    let sessions =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'goc%'";
    assert_eq!(database.query(sessions).unwrap(), [["0"]]);
}

#[test]
fn a_restore_gives_way_to_the_shop_and_says_so() {
    let Some(database) = Postgres::new() else { return };
    let env = env();
    env.run(["-d", &database.url(), "upgrade"]).success();
    env.run(["-d", &database.url(), "backup", "--to", "x.dump"]).success();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(async {
        use sqlx::{ConnectOptions, Connection};
        let mut shop = database.as_owner().connect().await.unwrap();
        sqlx::raw_sql("BEGIN; LOCK TABLE urun IN ROW EXCLUSIVE MODE").execute(&mut shop).await.unwrap();
        let error = env.json(["--lang", "en", "-d", &database.url(), "restore", "x.dump", "--yes"]);
        shop.close().await.unwrap();
        error
    });
    assert_eq!(error["error"]["kind"], "restore_failed", "{error}");
    assert!(error["error"]["message"].as_str().unwrap().contains("lock timeout"), "{error}");
    assert_eq!(database.query("SELECT count(*) FROM alembic_version").unwrap(), [["1"]]);
}

/// A folder with programs that record how they are called and then do the real thing.
fn spies(env: &TestEnv) -> String {
    let bin = std::env::var("GOC_TEST_POSTGRES_BIN").unwrap();
    for program in ["pg_dump", "pg_restore", "psql"] {
        let record = env.path("calls");
        let script = format!(
            "#!/bin/sh\necho \"{program} $*\" >> '{0}'\ntr '\\0' ' ' < /proc/$$/cmdline >> '{0}'\nexec '{bin}/{program}' \"$@\"\n",
            record.display()
        );
        let path = env.write(&format!("spies/{program}"), script);
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = std::env::var("PATH").unwrap();
    format!("{}:{path}", env.path("spies").display())
}

#[test]
fn the_password_is_in_no_command_line_and_no_output() {
    let Some(database) = Postgres::new() else { return };
    let mut env = env();
    let path = spies(&env);
    env.set("PATH", path);
    let url = format!("{}?sslmode=prefer", database.url());
    let mut said = env.run(["-d", &url, "upgrade"]).success().to_string();
    said += &env.run(["-v", "-d", &url, "backup", "--to", "x.dump"]).success().to_string();
    said += &env.run(["-v", "-d", &url, "restore", "x.dump", "--yes"]).success().to_string();
    said += &env.run(["-d", &url, "log"]).success().to_string();
    let calls = env.read("calls");
    assert!(calls.contains("pg_dump --format=custom") && calls.contains("psql --no-psqlrc"), "{calls}");
    said += &calls;
    said += &env.read("x.json");
    said += &String::from_utf8_lossy(&fs::read(env.path("x.dump")).unwrap());
    assert!(!said.contains(database.password()), "{said}");
}

#[test]
fn a_failing_pg_dump_is_quoted_harmlessly_and_leaves_nothing() {
    let Some(database) = Postgres::new() else { return };
    let mut env = env();
    let path = spies(&env);
    env.set("PATH", path);
    let bin = std::env::var("GOC_TEST_POSTGRES_BIN").unwrap();
    env.write(
        "spies/pg_dump",
        format!(
            "#!/bin/sh\n[ \"$1\" = --version ] && exec '{bin}/pg_dump' --version\n\
             printf 'pg_dump: error: kötü \\033[2J haber\\n' >&2\nexit 1\n"
        ),
    );
    let error = env.json(["--lang", "en", "-d", &database.url(), "backup"]);
    assert_eq!(error["error"]["kind"], "pg_dump_failed", "{error}");
    assert!(error["error"]["message"].as_str().unwrap().contains("kötü \\x1b[2J haber"), "{error}");
    assert_eq!(fs::read_dir(env.path("backups")).unwrap().count(), 0);
}

#[test]
fn a_table_that_may_not_be_read_keeps_the_backup_from_being_made() {
    let Some(database) = Postgres::new() else { return };
    let env = env();
    env.run(["-d", &database.url(), "upgrade"]).success();
    database.execute_as_superuser("CREATE TABLE gizli (a integer)").unwrap();
    let error = env.json(["--lang", "en", "-d", &database.url(), "backup"]);
    assert_eq!(error["error"]["kind"], "pg_dump_failed", "{error}");
    assert!(error["error"]["message"].as_str().unwrap().contains("gizli"), "{error}");
    assert_eq!(fs::read_dir(env.path("backups")).unwrap().count(), 0);
}
