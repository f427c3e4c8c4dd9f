//! Another role plants functions and operators in `public`, where the search path finds them first: goc's own statements
//! never call them.

use crate::shop::{Session, Shop, wait_for};

/// Each of them betrays a call by failing.
const FUNCTIONS: [&str; 22] = [
    "literal(text) RETURNS text",
    "now() RETURNS timestamptz",
    "coalesce(text, text) RETURNS text",
    "current_schemas(boolean) RETURNS name[]",
    "current_setting(text) RETURNS text",
    "array_to_json(anyarray) RETURNS json",
    "pg_backend_pid() RETURNS integer",
    "pg_try_advisory_lock(integer, integer) RETURNS boolean",
    "pg_advisory_unlock(integer, integer) RETURNS boolean",
    "pg_cancel_backend(integer) RETURNS boolean",
    "pg_blocking_pids(integer) RETURNS integer[]",
    "current_database() RETURNS name",
    "set_config(text, text, boolean) RETURNS text",
    "to_regclass(text) RETURNS regclass",
    "quote_literal(text) RETURNS text",
    "quote_literal(varchar) RETURNS text",
    "to_char(timestamp, text) RETURNS text",
    "host(inet) RETURNS text",
    "left(text, integer) RETURNS text",
    "has_table_privilege(text, text) RETURNS boolean",
    "pg_table_is_visible(oid) RETURNS boolean",
    "version() RETURNS text",
];

const OPERANDS: [(&str, &str); 7] = [
    ("varchar", "varchar"),
    ("varchar", "text"),
    ("text", "text"),
    ("name", "name"),
    ("name", "text"),
    ("integer", "integer"),
    ("oid", "oid"),
];

/// Plants everything as a role that may create in `public`, and puts `public` first for the owner.
fn plant(shop: &Shop) -> String {
    let (name, planter) = (shop.postgres().name(), format!("{}_yabanci", shop.postgres().name()));
    let caught = "LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted code was called'; END $$;\n";
    let mut sql =
        format!("CREATE ROLE {planter}; GRANT CREATE, USAGE ON SCHEMA public TO {planter}; SET ROLE {planter};\n");
    for function in FUNCTIONS {
        sql += &format!("CREATE FUNCTION public.{} {caught}", function.replacen("coalesce", "\"coalesce\"", 1));
    }
    for (left, right) in OPERANDS {
        for (number, operator) in ["=", "<>", "<", "||"].iter().enumerate() {
            let result = if *operator == "||" { "text" } else { "boolean" };
            sql += &format!(
                "CREATE FUNCTION public.op_{left}_{right}_{number}({left}, {right}) RETURNS {result} {caught}\
                 CREATE OPERATOR public.{operator} (LEFTARG = {left}, RIGHTARG = {right}, FUNCTION = public.op_{left}_{right}_{number});\n"
            );
        }
    }
    sql += &format!(
        "CREATE FUNCTION public.agg_step(text, varchar, text) RETURNS text {caught}\
         CREATE AGGREGATE public.string_agg(varchar, text) (SFUNC = public.agg_step, STYPE = text);\n\
         CREATE FUNCTION public.cast_it(varchar) RETURNS integer {caught}RESET ROLE;\n\
         ALTER ROLE {name} IN DATABASE {name} SET search_path = public, pg_catalog;"
    );
    shop.postgres().execute_as_superuser(&sql).unwrap();
    planter
}

fn clean_up(shop: &Shop, planter: &str) {
    shop.postgres().execute_as_superuser(&format!("DROP OWNED BY {planter} CASCADE; DROP ROLE {planter}")).unwrap();
}

#[test]
fn no_command_calls_what_was_planted() {
    let Some(shop) = Shop::new() else { return };
    let planter = plant(&shop);
    shop.migrations
        .revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;")
        .revision(
            "b",
            &["a"],
            "-- goc:transaction off\nCREATE TABLE b (id integer);\nCREATE INDEX CONCURRENTLY b_id ON b (id);",
            "DROP TABLE b;",
        )
        .revision("c", &["b"], "CREATE TABLE c (id integer);", "DROP TABLE c;");
    let commands: [&[&str]; 16] = [
        &["ping"],
        &["status"],
        &["upgrade", "--dry-run"],
        &["upgrade", "+1"],
        &["upgrade"],
        &["status", "--check"],
        &["current"],
        &["history"],
        &["log"],
        &["repair"],
        &["downgrade", "a", "--yes"],
        &["stamp", "base", "--yes"],
        &["stamp", "a", "--purge", "--yes"],
        &["upgrade", "--sql"],
        &["downgrade", "base", "--single-transaction", "--yes"],
        &["upgrade", "a", "--single-transaction"],
    ];
    for command in commands {
        shop.goc(command).success();
    }
    let doctor = shop.goc(&["doctor"]);
    assert!(!format!("{doctor}").contains("planted code"), "{doctor}");
    clean_up(&shop, &planter);
}

#[test]
fn waiting_for_another_goc_and_looking_for_who_is_in_the_way_call_nothing_planted() {
    let Some(shop) = Shop::new() else { return };
    let planter = plant(&shop);
    shop.db.execute("CREATE TABLE stok (id integer)");
    shop.migrations.revision("a", &[], "ALTER TABLE stok ADD COLUMN n integer;", "SELECT 1;");
    let mut reader = Session::open(&shop.postgres().as_owner());
    reader.execute("BEGIN; SELECT * FROM stok");
    let first = shop.start(&["upgrade"]);
    wait_for(10, "the name of the reader", || first.stderr().contains("held by"));
    let second = shop.start(&["upgrade"]);
    wait_for(10, "the second to name the first", || second.stderr().contains(&format!("pid {}", first.pid())));
    reader.execute("COMMIT");
    first.end(20).success();
    second.end(20).success();
    clean_up(&shop, &planter);
}

#[test]
fn an_offline_script_calls_nothing_planted_either() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;").revision(
        "b",
        &["a"],
        "CREATE TABLE b (id integer);",
        "DROP TABLE b;",
    );
    let planter = plant(&shop);
    crate::offline::psql(&shop, &shop.goc(&["upgrade", "--sql"]).success().stdout).success();
    assert_eq!(
        shop.superuser_value("SET search_path = pg_catalog; SELECT version_num FROM public.alembic_version"),
        "b"
    );
    crate::offline::psql(&shop, &shop.goc(&["downgrade", "base", "--sql"]).success().stdout).success();
    clean_up(&shop, &planter);
}
