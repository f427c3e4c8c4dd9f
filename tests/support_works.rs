//! The test support itself: what the other tests trust is tested here.

mod support;

use support::{Migrations, Postgres, Sqlite, TestDatabase, TestEnv, on_both};

#[test]
fn a_query_returns_every_value_as_text_on_both() {
    on_both(|db| {
        db.execute("CREATE TABLE t (id integer, name text, price numeric(5, 2)); INSERT INTO t VALUES (1, 'ş''ı', 1.5), (2, NULL, 2.25)");
        let rows = db.query("SELECT id, name FROM t ORDER BY id");
        assert_eq!(rows, [["1", "ş'ı"], ["2", "NULL"]]);
        assert_eq!(db.value("SELECT price FROM t WHERE id = 2"), "2.25");
        assert_eq!(db.tables(), ["t"]);
    });
}

#[test]
fn current_is_empty_without_a_version_table_and_its_rows_with_one() {
    on_both(|db| {
        assert!(db.current().is_empty());
        db.execute(
            "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('b'), ('a')",
        );
        assert_eq!(db.current(), ["a", "b"]);
    });
}

#[test]
fn the_schema_is_equal_after_there_and_back_and_differs_in_between() {
    on_both(|db| {
        db.execute("CREATE TABLE a (id integer PRIMARY KEY, n integer DEFAULT 3 CHECK (n > 0))");
        let before = db.schema();
        db.execute(
            "CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a (id)); CREATE INDEX b_a ON b (a_id)",
        );
        assert_ne!(db.schema(), before);
        db.execute(
            "CREATE TABLE alembic_version (version_num varchar(32)); CREATE TABLE goc_run (id integer PRIMARY KEY)",
        );
        db.execute("DROP TABLE b");
        assert_eq!(db.schema(), before);
    });
}

#[test]
fn a_failing_statement_is_an_error_and_not_a_panic_when_asked_for() {
    on_both(|db| assert!(db.try_execute("SELECT * FROM nowhere").unwrap_err().to_string().contains("nowhere")));
}

#[tokio::test]
async fn the_blocking_helpers_work_inside_an_asynchronous_test() {
    on_both(|db| assert_eq!(db.value("SELECT 1"), "1"));
}

#[test]
fn the_schema_of_postgres_shows_every_kind_of_object() {
    let Some(db) = Postgres::database() else { return };
    db.execute(
        "CREATE SCHEMA crm;
         CREATE TYPE crm.durum AS ENUM ('açık', 'kapalı');
         CREATE DOMAIN tutar AS numeric(12, 2) NOT NULL CHECK (VALUE >= 0);
         CREATE TABLE crm.musteri (
             id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
             ad text COLLATE \"C\" NOT NULL DEFAULT 'yok',
             durum crm.durum,
             borc tutar,
             iki integer GENERATED ALWAYS AS (2 * 2) STORED,
             sira serial,
             CONSTRAINT ad_tek UNIQUE (ad)
         );
         COMMENT ON TABLE crm.musteri IS 'Müşteriler';
         COMMENT ON COLUMN crm.musteri.ad IS 'Adı';
         CREATE INDEX ON crm.musteri (lower(ad)) WHERE borc > 0;
         CREATE VIEW borclu AS SELECT id FROM crm.musteri WHERE borc > 0;
         CREATE FUNCTION dokun() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
         CREATE TRIGGER dokun BEFORE UPDATE ON crm.musteri FOR EACH ROW EXECUTE FUNCTION dokun();
         CREATE TABLE goc_step (id integer);
         COMMENT ON TABLE goc_step IS 'left out'",
    );
    let expected = "\
schema crm
enum crm.durum: 'açık', 'kapalı'
domain tutar: numeric(12,2) NOT NULL CHECK ((VALUE >= (0)::numeric))
function CREATE OR REPLACE FUNCTION public.dokun() RETURNS trigger LANGUAGE plpgsql AS $function$BEGIN RETURN NEW; END$function$
table crm.musteri
column id integer NOT NULL GENERATED ALWAYS AS IDENTITY
column ad text COLLATE \"C\" NOT NULL DEFAULT 'yok'::text
column durum crm.durum
column borc tutar
column iki integer GENERATED ALWAYS AS (2 * 2)
column sira integer NOT NULL DEFAULT nextval('crm.musteri_sira_seq'::regclass)
constraint ad_tek UNIQUE (ad)
constraint musteri_pkey PRIMARY KEY (id)
index CREATE INDEX musteri_lower_idx ON crm.musteri USING btree (lower(ad)) WHERE ((borc)::numeric > (0)::numeric)
trigger CREATE TRIGGER dokun BEFORE UPDATE ON crm.musteri FOR EACH ROW EXECUTE FUNCTION dokun()
comment 'Müşteriler'
comment on ad 'Adı'
sequence crm.musteri_id_seq integer START 1 INCREMENT 1 MIN 1 MAX 2147483647 CACHE 1 OWNED BY crm.musteri.id
sequence crm.musteri_sira_seq integer START 1 INCREMENT 1 MIN 1 MAX 2147483647 CACHE 1 OWNED BY crm.musteri.sira
view public.borclu AS SELECT musteri.id FROM crm.musteri WHERE ((musteri.borc)::numeric > (0)::numeric);
column id integer
";
    // Newer servers leave the table's name out of a view with one table.
    let schema = db.schema().replace(
        "SELECT id FROM crm.musteri WHERE ((borc)",
        "SELECT musteri.id FROM crm.musteri WHERE ((musteri.borc)",
    );
    assert_eq!(schema, expected);
    assert_eq!(db.tables(), ["crm.musteri", "goc_step"]);
}

#[test]
fn a_database_and_its_role_go_away_even_while_somebody_is_connected() {
    let Some(observer) = Postgres::new() else { return };
    let Some(victim) = Postgres::new() else { return };
    let name = victim.name().to_owned();
    let names = format!(
        "SELECT datname FROM pg_database WHERE datname = '{name}' UNION ALL SELECT rolname FROM pg_roles WHERE rolname = '{name}'"
    );
    assert_eq!(observer.query(&names).unwrap(), [[name.clone()], [name]]);

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _connection = runtime.block_on(sqlx::ConnectOptions::connect(&victim.as_owner())).unwrap();
    drop(victim);
    assert!(observer.query(&names).unwrap().is_empty());
}

#[test]
fn the_owner_is_no_superuser_and_the_superuser_url_is_one() {
    let Some(postgres) = Postgres::new() else { return };
    let superuser = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user";
    assert_eq!(postgres.query(superuser).unwrap(), [["f"]]);
    assert_eq!(postgres.query_as_superuser(superuser).unwrap(), [["t"]]);
    for url in [postgres.url(), postgres.superuser_url()] {
        let options: sqlx::postgres::PgConnectOptions = url.parse().unwrap();
        assert_eq!(options.get_database(), Some(postgres.name()), "{url}");
    }
}

#[test]
fn a_sqlite_file_is_made_by_the_first_write_and_removed_with_its_helper() {
    let sqlite = Sqlite::new();
    let path = sqlite.path().to_owned();
    assert!(!path.exists());
    let database = TestDatabase::Sqlite(sqlite);
    database.execute("CREATE TABLE t (b blob); INSERT INTO t VALUES (x'00ff')");
    assert_eq!(database.value("SELECT b FROM t"), "x'00ff'");
    drop(database);
    assert!(!path.exists());
}

#[test]
fn a_program_sees_its_own_directory_and_home_and_nothing_of_the_caller() {
    let mut env = TestEnv::new();
    env.set("GREETING", "merhaba");
    let output = env
        .output(env.command("sh").args(["-c", "pwd; echo $HOME; env | sort | sed 's/=.*//'; echo oops >&2; exit 3"]));
    assert_eq!(
        output.to_string(),
        "exit 3\n--- stdout\n$DIR\n$HOME\nCOLUMNS\nGREETING\nHOME\nLANG\nLINES\nPATH\nPWD\nTZ\n--- stderr\noops"
    );
    let killed = env.output(env.command("sh").args(["-c", "kill -TERM $$"]));
    assert_eq!(killed.code, -15);
}

#[test]
fn revision_files_hold_what_the_design_asks_for() {
    let env = TestEnv::new();
    Migrations::new(&env).revision("c", &["a", "b"], "SELECT 1;", "SELECT 2;");
    assert_eq!(
        env.read("migrations/c_test.sql"),
        "-- revision: c\n-- revises: a, b\n-- message: c\n-- created: 2024-12-17T15:00:00+03:00\n\n\
         -- goc:upgrade\nSELECT 1;\n\n-- goc:downgrade\nSELECT 2;\n"
    );
}
