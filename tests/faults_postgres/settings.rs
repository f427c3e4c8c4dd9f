//! Settings that a script changes end with its step: goc's own statements and the next step never see them.

use crate::shop::Shop;

/// Each changes something for the rest of the session, as far as goc lets it.
const CHANGES: [&str; 16] = [
    "SET search_path = baska;",
    "SET LOCAL search_path = baska;",
    "SELECT pg_catalog.set_config('search_path', '', false);",
    "DO $$ BEGIN PERFORM set_config('search_path', 'baska', false); END $$;",
    "DO $$ BEGIN EXECUTE 'SET search_path = baska'; END $$;",
    "SET standard_conforming_strings = off;",
    "SET LOCAL standard_conforming_strings = off;",
    "DO $$ BEGIN EXECUTE 'SET standard_conforming_strings = off'; END $$;",
    "SET ROLE {zayif};",
    "SET LOCAL ROLE {zayif};",
    "DO $$ BEGIN EXECUTE 'SET ROLE {zayif}'; END $$;",
    "SET default_transaction_read_only = on;",
    "SET statement_timeout = '1ms';",
    "SET client_min_messages = error;\nSET bytea_output = escape;\nSET DateStyle = 'German';",
    "SET lock_timeout = 0;\nSET row_security = off;",
    "RESET ALL;",
];

/// Creates a table where the search path says, and writes down what the session looks like.
const LOOK: &str = "CREATE TABLE gorunum AS SELECT current_setting('search_path') AS yol, current_setting('standard_conforming_strings') AS dize, \
     current_user::text AS kim, current_setting('default_transaction_read_only') AS oku, current_setting('statement_timeout') AS sure, \
     current_setting('bytea_output') AS bayt, current_setting('DateStyle') AS tarih, current_setting('lock_timeout') AS kilit;";

#[test]
fn what_a_script_sets_reaches_neither_goc_nor_the_next_step() {
    for args in [&["upgrade"][..], &["upgrade", "--single-transaction"]] {
        let Some(shop) = Shop::new() else { return };
        let weak = format!("{}_zayif", shop.postgres().name());
        let owner = shop.postgres().name();
        shop.postgres().execute_as_superuser(&format!("CREATE ROLE {weak}; GRANT {weak} TO {owner}")).unwrap();
        shop.db.execute("CREATE SCHEMA baska");
        shop.migrations.revision("ilk", &[], LOOK, "DROP TABLE gorunum;");
        shop.goc(&["upgrade"]).success();
        let expected = shop.db.query("SELECT * FROM public.gorunum");
        for change in CHANGES {
            shop.db.execute(
                "DROP TABLE public.gorunum; DROP TABLE IF EXISTS alembic_version, goc_run, goc_sample, goc_step",
            );
            let change = change.replace("{zayif}", &weak);
            // The backslash in its message and its id is what a lost setting would turn into an escape.
            shop.migrations.file("a\\_test.sql", format!(
                "-- revision: a\\\n-- revises: ilk\n-- message: a\\\n\n-- goc:upgrade\n{change}\n-- goc:downgrade\nSELECT 1;\n"
            ));
            shop.migrations.revision("son", &["a\\"], LOOK, "DROP TABLE gorunum;");
            shop.goc(&["stamp", "ilk", "--yes"]).success();
            let output = shop.goc(args);
            assert_eq!(output.code, 0, "{change}: {output}");
            assert_eq!(shop.db.current(), ["son"], "{change}");
            assert_eq!(shop.db.query("SELECT * FROM public.gorunum"), expected, "{change}");
            assert_eq!(shop.db.column("SELECT revision FROM goc_step ORDER BY number"), ["a\\", "son"], "{change}");
        }
        shop.postgres().execute_as_superuser(&format!("DROP OWNED BY {weak}; DROP ROLE {weak}")).unwrap();
    }
}

#[test]
fn settings_hold_until_the_end_of_their_own_step() {
    let Some(shop) = Shop::new() else { return };
    shop.db.execute("CREATE SCHEMA baska");
    for (id, header) in [("a", ""), ("b", "-- goc:transaction off\n")] {
        let up = format!(
            "{header}SET search_path = baska;\nCREATE TABLE {id}1 (id integer);\nCREATE TABLE {id}2 (id integer);"
        );
        shop.migrations.revision(id, if id == "a" { &[] } else { &["a"] }, &up, "SELECT 1;");
    }
    shop.goc(&["upgrade"]).success();
    let tables: Vec<_> = shop.db.tables().into_iter().filter(|table| table.starts_with("baska.")).collect();
    assert_eq!(tables, ["baska.a1", "baska.a2", "baska.b1", "baska.b2"]);
}

#[test]
fn tables_land_where_the_search_path_of_the_login_says() {
    for (path, schema) in
        [("\"$user\", public", None), ("magaza, public", Some("magaza")), ("\"Mağaza; 1\", public", Some("Mağaza; 1"))]
    {
        let Some(shop) = Shop::new() else { return };
        let name = shop.postgres().name();
        let schema = schema.unwrap_or(name);
        shop.db.execute(&format!(
            "CREATE SCHEMA \"{schema}\"; ALTER ROLE {name} IN DATABASE {name} SET search_path = {path}"
        ));
        shop.migrations.revision(
            "a",
            &[],
            "CREATE TABLE t (id integer);\nCREATE INDEX t_id ON t (id);\nSELECT * FROM yok;",
            "DROP TABLE t;",
        );
        // The settings in front of the script do not shift the place of an error.
        let error = shop.error(&["upgrade"]);
        assert!(error["message"].as_str().unwrap().contains("a_test.sql:9"), "{error}");
        shop.migrations.revision("a", &[], "CREATE TABLE t (id integer);", "DROP TABLE t;");
        shop.goc(&["upgrade"]).success();
        let expected: Vec<String> = ["alembic_version", "goc_run", "goc_sample", "goc_step", "t"]
            .iter()
            .map(|table| format!("{schema}.{table}"))
            .collect();
        assert_eq!(shop.db.tables(), expected);
        shop.goc(&["downgrade", "base", "--yes"]).success();
        assert_eq!(shop.db.tables(), expected[..4]);
    }
}

#[test]
fn what_pg_dump_writes_runs_as_a_revision() {
    let Some(shop) = Shop::new() else { return };
    let dump = "SET statement_timeout = 0;\nSET lock_timeout = 0;\nSET idle_in_transaction_session_timeout = 0;\nSET client_encoding = 'UTF8';\n\
                SET standard_conforming_strings = on;\nSELECT pg_catalog.set_config('search_path', '', false);\nSET check_function_bodies = false;\n\
                SET xmloption = content;\nSET client_min_messages = warning;\nSET row_security = off;\nSET default_tablespace = '';\n\
                SET default_table_access_method = heap;\n\
                CREATE TABLE public.urun (\n    id integer NOT NULL,\n    ad text\n);\n\
                COPY public.urun (id, ad) FROM stdin;\n1\tşeker\\tpare\n2\t\\N\n\\.\n\n\
                ALTER TABLE ONLY public.urun\n    ADD CONSTRAINT urun_pkey PRIMARY KEY (id);";
    shop.migrations.revision("a", &[], dump, "DROP TABLE urun;").revision(
        "b",
        &["a"],
        "CREATE TABLE sonra (id integer);",
        "DROP TABLE sonra;",
    );
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.query("SELECT * FROM public.urun ORDER BY id"), [["1", "şeker\tpare"], ["2", "NULL"]]);
    assert_eq!(shop.db.tables(), ["alembic_version", "goc_run", "goc_sample", "goc_step", "sonra", "urun"]);
    shop.goc(&["downgrade", "base", "--yes"]).success();
}
