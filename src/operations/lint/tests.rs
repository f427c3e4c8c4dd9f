//! Tables of SQL and the codes that lint finds in it.

use std::path::Path;

use super::*;

fn part(sql: &str, engine: Option<Engine>) -> Part<'_> {
    Part {
        sql,
        first_line: 1,
        direction: Some(Direction::Upgrade),
        engine,
        transaction: !sql.contains("-- goc:transaction off"),
        objects: None,
        lock_timeout_off: false,
    }
}

fn codes_of(part: Part<'_>) -> Vec<&'static str> {
    let both = [Engine::Postgres, Engine::Sqlite];
    lint_part(part, "x.sql", None, &both).iter().map(Lint::code).collect()
}

#[track_caller]
fn check(engine: Engine, table: &[(&str, &[&str])]) {
    for (sql, expected) in table {
        assert_eq!(codes_of(part(sql, Some(engine))), *expected, "{engine}: {sql}");
    }
}

#[test]
fn on_postgres_whatever_keeps_the_tills_waiting_has_a_code() {
    check(
        Engine::Postgres,
        &[
            ("CREATE INDEX ix ON t (a)", &["index_not_concurrent"]),
            ("CREATE UNIQUE INDEX IF NOT EXISTS ix ON s.t (a)", &["index_not_concurrent"]),
            ("CREATE INDEX ON t (a)", &["index_not_concurrent"]),
            ("CREATE INDEX ix ON ONLY t (a)", &[]),
            ("-- goc:transaction off\nCREATE INDEX CONCURRENTLY ix ON t (a)", &[]),
            ("CREATE INDEX CONCURRENTLY ix ON t (a)", &["needs_no_transaction"]),
            ("DROP INDEX ix", &["drop_index_not_concurrent"]),
            ("-- goc:transaction off\nDROP INDEX CONCURRENTLY ix", &[]),
            ("REINDEX TABLE t", &["reindex_not_concurrent"]),
            ("REINDEX INDEX ix", &["reindex_not_concurrent"]),
            ("-- goc:transaction off\nREINDEX (CONCURRENTLY) TABLE t", &[]),
            ("REFRESH MATERIALIZED VIEW v", &["refresh_not_concurrent"]),
            ("REFRESH MATERIALIZED VIEW CONCURRENTLY v", &[]),
            ("-- goc:transaction off\nVACUUM FULL t", &["table_rewrite"]),
            ("-- goc:transaction off\nVACUUM t", &[]),
            ("VACUUM t", &["needs_no_transaction"]),
            ("CLUSTER t USING ix", &["table_rewrite"]),
            ("ALTER TABLE t SET LOGGED", &["table_rewrite"]),
            ("ALTER TABLE t SET TABLESPACE hizli", &["table_rewrite"]),
            ("ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (id)", &["foreign_key_validates"]),
            ("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u", &["foreign_key_validates"]),
            ("ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (id) NOT VALID", &[]),
            ("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)", &["check_validates"]),
            ("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID", &[]),
            ("ALTER TABLE t VALIDATE CONSTRAINT c", &[]),
            (
                "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c",
                &["validate_under_lock"],
            ),
            ("ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)", &["unique_builds_index"]),
            ("ALTER TABLE t ADD PRIMARY KEY (a)", &["unique_builds_index"]),
            ("ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX ix", &[]),
            ("ALTER TABLE t ADD CONSTRAINT c EXCLUDE USING gist (a WITH =)", &["exclude_builds_index"]),
            ("ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER b SET NOT NULL", &["not_null_scans"]),
            ("ALTER TABLE t ADD CONSTRAINT c NOT NULL a", &["not_null_scans"]),
            (
                "-- goc:transaction off\nALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;\n\
                 ALTER TABLE t VALIDATE CONSTRAINT c;\nALTER TABLE t ALTER a SET NOT NULL;\nALTER TABLE t DROP CONSTRAINT c",
                &[],
            ),
            ("ALTER TABLE t ALTER a DROP NOT NULL, ALTER a SET DEFAULT 0", &[]),
            ("ALTER TABLE t ADD COLUMN a text", &[]),
            ("ALTER TABLE t ADD COLUMN a text NOT NULL DEFAULT ''", &[]),
            ("ALTER TABLE t ADD COLUMN a timestamptz NOT NULL DEFAULT now()", &[]),
            ("ALTER TABLE t ADD COLUMN a text NOT NULL", &["not_null_without_default"]),
            ("ALTER TABLE t ADD a text NOT NULL DEFAULT NULL", &["not_null_without_default"]),
            ("ALTER TABLE t ADD a text CHECK (a IS NOT NULL AND a <> '')", &["check_validates"]),
            ("ALTER TABLE t ADD COLUMN a uuid NOT NULL DEFAULT gen_random_uuid()", &["column_rewrites_table"]),
            ("ALTER TABLE t ADD COLUMN a bigserial", &["column_rewrites_table"]),
            ("ALTER TABLE t ADD COLUMN a int GENERATED ALWAYS AS (b + 1) STORED NOT NULL", &["column_rewrites_table"]),
            ("ALTER TABLE t ADD COLUMN a int UNIQUE", &["unique_builds_index"]),
            ("ALTER TABLE t ADD COLUMN a int REFERENCES u (id)", &[]),
            ("ALTER TABLE t ADD COLUMN a int DEFAULT 1 REFERENCES u (id)", &["foreign_key_validates"]),
            ("ALTER TABLE t ALTER a TYPE bigint, ALTER b TYPE bigint", &["type_change"]),
            ("ALTER TABLE t ALTER a TYPE varchar(300)", &["type_change"]),
        ],
    );
}

#[test]
fn on_postgres_whatever_breaks_the_application_or_loses_rows_has_a_code() {
    check(
        Engine::Postgres,
        &[
            ("ALTER TABLE t RENAME COLUMN a TO b", &["rename_column"]),
            ("ALTER TABLE t RENAME a TO b", &["rename_column"]),
            ("ALTER TABLE t RENAME CONSTRAINT a TO b", &[]),
            ("ALTER TABLE t RENAME TO u", &["rename_table"]),
            ("ALTER INDEX a RENAME TO b", &[]),
            ("ALTER TABLE t DROP COLUMN IF EXISTS a", &["drop_column"]),
            ("ALTER TABLE t DROP a, DROP b", &["drop_column", "drop_column"]),
            ("ALTER TABLE t DROP a CASCADE", &["drop_column", "drop_cascade"]),
            ("ALTER TABLE t DROP CONSTRAINT c", &[]),
            ("ALTER TABLE t DROP CONSTRAINT c CASCADE", &["drop_cascade"]),
            ("DROP TABLE t", &["drop_table"]),
            ("DROP TABLE IF EXISTS t, u CASCADE", &["drop_table", "drop_table", "drop_cascade"]),
            ("DROP VIEW v CASCADE", &["drop_cascade"]),
            ("DROP TYPE x CASCADE", &["drop_cascade"]),
            ("TRUNCATE t", &["delete_all_rows"]),
            ("TRUNCATE t, u CASCADE", &["truncate_cascade"]),
            ("DELETE FROM t", &["delete_all_rows"]),
            ("DELETE FROM t WHERE a = 1", &[]),
            ("UPDATE t SET a = 1", &["update_all_rows"]),
            ("UPDATE t SET a = (SELECT b FROM u WHERE u.id = t.id)", &["update_all_rows"]),
            ("UPDATE t SET a = 1 WHERE b", &[]),
            ("WITH x AS (SELECT 1 WHERE true) UPDATE t SET a = 1", &["update_all_rows"]),
            ("-- goc:batch table=t key=id size=100\nUPDATE t SET a = 1 WHERE id BETWEEN :first AND :last", &[]),
            ("INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1", &[]),
            ("SELECT * FROM t FOR UPDATE", &[]),
            ("ALTER TABLE t ADD a int; UPDATE t SET a = b WHERE a IS NULL", &["ddl_with_backfill"]),
            ("ALTER TABLE t ADD a int; UPDATE u SET c = 1 WHERE d = 2", &["ddl_with_backfill"]),
            ("ALTER TABLE t ADD a int; INSERT INTO u SELECT * FROM t", &["ddl_with_backfill"]),
            ("ALTER TABLE t ADD a int; INSERT INTO u VALUES (1)", &[]),
            ("ALTER TABLE t ADD a int; INSERT INTO u SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM u)", &[]),
            (
                "-- goc:transaction off\nALTER TABLE t ADD a int; UPDATE t SET a = b WHERE a IS NULL",
                &["update_all_rows"],
            ),
            ("UPDATE t SET a = 1 WHERE b; ALTER TABLE t ADD a int", &[]),
            ("BEGIN; COMMIT", &["transaction_control", "transaction_control"]),
            ("\\connect x", &["meta_command"]),
            ("SET lock_timeout = 0; ALTER TABLE t ADD a int; ALTER TABLE t ADD b int", &["no_lock_timeout"]),
            ("SET LOCAL lock_timeout TO '0s'; LOCK TABLE t", &["no_lock_timeout"]),
            ("SET LOCAL lock_timeout = '5s'; ALTER TABLE t ADD a int", &[]),
            ("CREATE TABLE t (a char(3), b timestamp, c timestamptz)", &["char_type", "timestamp_without_time_zone"]),
            ("CREATE TABLE t (a character varying(3), b timestamp(3) with time zone)", &[]),
            ("ALTER TABLE t ADD zaman timestamp without time zone", &["timestamp_without_time_zone"]),
            ("CREATE TABLE t (\"char\" text, timestamp text)", &[]),
        ],
    );
}

#[test]
fn nothing_about_a_table_that_the_step_makes_is_a_finding() {
    let all = "CREATE INDEX ix ON T (a); ALTER TABLE t ADD COLUMN b text NOT NULL; UPDATE t SET a = 1;\n\
               ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME a TO c; CREATE INDEX iy ON u (c); DROP INDEX iy; DELETE FROM u; DROP TABLE u";
    for make in
        ["CREATE TABLE t (a int)", "CREATE TABLE IF NOT EXISTS public.t (a int)", "CREATE TEMP TABLE t AS SELECT 1"]
    {
        check(Engine::Postgres, &[(&format!("{make}; {all}"), &[])]);
    }
    check(Engine::Postgres, &[("CREATE TABLE t (a int REFERENCES u); ALTER TABLE t ADD CHECK (a > 0)", &[])]);
    check(
        Engine::Sqlite,
        &[("CREATE TABLE t (a); UPDATE t SET a = 1; ALTER TABLE t RENAME a TO b; DELETE FROM t", &[])],
    );
    // Another table of the same name.
    check(Engine::Postgres, &[("CREATE TABLE a.t (x int); CREATE INDEX ix ON b.t (x)", &["index_not_concurrent"])]);
    // Made too late.
    check(Engine::Postgres, &[("CREATE INDEX ix ON t (a); CREATE TABLE t (a int)", &["index_not_concurrent"])]);
}

#[test]
fn on_sqlite_the_codes_are_its_own() {
    check(
        Engine::Sqlite,
        &[
            ("CREATE INDEX ix ON t (a)", &[]),
            ("ALTER TABLE t ALTER COLUMN a TYPE integer", &["no_such_alter"]),
            ("ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)", &["no_such_alter"]),
            ("ALTER TABLE t DROP CONSTRAINT c", &["no_such_alter"]),
            ("ALTER TABLE t ADD a, ADD b", &["no_such_alter"]),
            ("ALTER TABLE t ADD COLUMN IF NOT EXISTS a", &["no_such_alter"]),
            ("ALTER TABLE t OWNER TO x", &["no_such_alter"]),
            ("ALTER TABLE t ADD a text NOT NULL", &["not_null_without_default"]),
            ("ALTER TABLE t ADD a text NOT NULL DEFAULT ''", &[]),
            ("ALTER TABLE t ADD a text DEFAULT CURRENT_TIMESTAMP", &["column_cannot_be_added"]),
            ("ALTER TABLE t ADD a text DEFAULT (datetime('now'))", &["column_cannot_be_added"]),
            ("ALTER TABLE t ADD a integer DEFAULT (1)", &[]),
            ("ALTER TABLE t ADD a integer PRIMARY KEY", &["column_cannot_be_added"]),
            ("ALTER TABLE t ADD a integer UNIQUE", &["column_cannot_be_added"]),
            ("ALTER TABLE t ADD a integer REFERENCES u (id)", &[]),
            ("ALTER TABLE t ADD a integer DEFAULT 1 REFERENCES u (id)", &["column_cannot_be_added"]),
            ("ALTER TABLE t RENAME TO u", &["rename_table"]),
            ("ALTER TABLE t RENAME a TO b", &["rename_column"]),
            ("ALTER TABLE t DROP COLUMN a", &["drop_column"]),
            ("DROP TABLE t", &["drop_table"]),
            ("CREATE TABLE n (a); INSERT INTO n SELECT a FROM t; DROP TABLE t; ALTER TABLE n RENAME TO t", &[]),
            ("ALTER TABLE t RENAME TO old; CREATE TABLE t (a); DROP TABLE old", &["rename_table", "drop_table"]),
            ("UPDATE t SET a = 1", &["update_all_rows"]),
            ("DELETE FROM t", &["delete_all_rows"]),
            ("DELETE FROM sqlite_sequence", &[]),
            ("VACUUM", &["needs_no_transaction"]),
            ("-- goc:transaction off\nVACUUM", &[]),
            ("PRAGMA foreign_keys = OFF", &["pragma_ignored"]),
            ("PRAGMA main.foreign_keys(0)", &["pragma_ignored"]),
            ("PRAGMA foreign_keys", &[]),
            ("-- goc:transaction off\nPRAGMA foreign_keys = OFF", &[]),
            ("PRAGMA writable_schema = 1", &["writable_schema"]),
            ("PRAGMA writable_schema = RESET", &[]),
            ("ATTACH 'x.db' AS x", &["attach"]),
            ("DELETE FROM t WHERE a; DROP TABLE u", &["cascades_off", "drop_table"]),
            ("CREATE TABLE t (a char(3), b timestamp) STRICT", &[]),
        ],
    );
}

/// What the revisions before have made is told by `objects`.
fn after(before: &str, sql: &str) -> Vec<Lint> {
    let mut objects = Objects::default();
    objects.follow(before, &split(before, Engine::Sqlite));
    let part = Part { objects: Some(&objects), ..part(sql, Some(Engine::Sqlite)) };
    lint_part(part, "x.sql", None, &[Engine::Sqlite])
}

#[test]
fn a_rebuilt_table_gets_back_what_hung_on_it() {
    let before = "CREATE TABLE t (a, b); CREATE INDEX ia ON t (a); CREATE INDEX IF NOT EXISTS \"İb\" ON T (b);\n\
                  CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END; CREATE INDEX other ON u (a);\n\
                  CREATE INDEX gone ON t (a); DROP INDEX gone";
    let rebuild = "CREATE TABLE n (a, b); INSERT INTO n SELECT a, b FROM t; DROP TABLE t; ALTER TABLE n RENAME TO t;";
    let lost = |sql: &str| match after(before, sql).as_slice() {
        [] => Vec::new(),
        [Lint { problem: LintProblem::RebuildLosesObjects { objects, .. }, statement: Some(3), .. }] => objects.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(lost(rebuild), ["ia", "tr", "İb"]);
    assert_eq!(lost(&format!("{rebuild} CREATE INDEX ia ON t (b); CREATE UNIQUE INDEX \"İb\" ON t (b)")), ["tr"]);
    assert!(lost(&format!("DROP TRIGGER tr; DROP INDEX ia; DROP INDEX \"İb\"; {rebuild}")).is_empty());
}

#[test]
fn a_view_and_a_foreign_key_stand_in_the_way_of_a_table_that_goes() {
    let codes = |before: &str, sql: &str| after(before, sql).iter().map(Lint::code).collect::<Vec<_>>();
    let rebuild = "CREATE TABLE n (a); DROP TABLE t; ALTER TABLE n RENAME TO t";
    let view = "CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t WHERE a > 0";
    assert_eq!(codes(view, rebuild), ["view_in_the_way"]);
    assert!(codes(view, &format!("DROP VIEW v; {rebuild}; CREATE VIEW v AS SELECT 1")).is_empty());
    let child = "CREATE TABLE t (a PRIMARY KEY); CREATE TABLE c (a REFERENCES t)";
    assert_eq!(codes(child, "DROP TABLE t"), ["drop_table", "drop_referenced_table"]);
    assert_eq!(codes(child, "DROP TABLE c; DROP TABLE t"), ["drop_table", "drop_table"]);
    assert!(codes(child, rebuild).is_empty());
}

#[test]
fn a_downgrade_may_drop_what_its_revision_made() {
    for (engine, sql, expected) in [
        (Engine::Postgres, "DROP TABLE t; ALTER TABLE u DROP a, RENAME b TO c; DROP INDEX ix; TRUNCATE v", &[][..]),
        (Engine::Postgres, "ALTER TABLE t ALTER a TYPE text USING a::text", &["type_change"]),
        (Engine::Postgres, "DROP TABLE t CASCADE", &["drop_cascade"]),
        (Engine::Sqlite, "DROP TABLE t; ALTER TABLE u DROP COLUMN a; ALTER TABLE u RENAME TO v", &[]),
    ] {
        let part = Part { direction: Some(Direction::Downgrade), ..part(sql, Some(engine)) };
        assert_eq!(codes_of(part), expected, "{sql}");
    }
}

#[test]
fn a_lock_without_a_limit_is_a_finding_where_the_settings_have_none() {
    let of = |sql| codes_of(Part { lock_timeout_off: true, ..part(sql, Some(Engine::Postgres)) });
    assert_eq!(of("ALTER TABLE t ADD a int; ALTER TABLE u ADD a int"), ["no_lock_timeout"]);
    assert!(of("SET LOCAL lock_timeout = '2s'; ALTER TABLE t ADD a int").is_empty());
    assert_eq!(of("SET lock_timeout = DEFAULT; ALTER TABLE t ADD a int"), ["no_lock_timeout"]);
    assert!(of("CREATE TABLE t (a int); INSERT INTO u VALUES (1)").is_empty());
    let allowed = "-- goc:allow no_lock_timeout gece çalışır\nALTER TABLE t ADD a int";
    assert!(of(allowed).is_empty() && codes_of(part(allowed, Some(Engine::Postgres))).is_empty());
}

#[test]
fn a_finding_is_allowed_beside_its_statement_with_a_reason() {
    check(
        Engine::Postgres,
        &[
            ("-- goc:allow drop_table nobody uses it\nDROP TABLE t", &[]),
            (
                "SELECT 1;\n\n-- goc:allow drop_table x\n-- goc:allow drop_cascade y\n\n/* ! */ DROP TABLE t CASCADE",
                &[],
            ),
            ("ALTER TABLE t\n-- goc:allow drop_column x\nDROP a", &[]),
            ("-- goc:allow drop_table\nDROP TABLE t", &["allow_without_reason"]),
            ("-- goc:allow drop_table  \r\nDROP TABLE t", &["allow_without_reason"]),
            ("-- goc:allow drop_tabel why\nDROP TABLE t", &["allow_unknown_code", "drop_table"]),
            ("-- goc:allow drop_column why\nDROP TABLE t", &["allow_unused", "drop_table"]),
            ("DROP TABLE t;\n-- goc:allow drop_table too late", &["drop_table", "allow_unused"]),
            ("-- goc:allow drop_table why\nSELECT 1; DROP TABLE t", &["allow_unused", "drop_table"]),
            ("-- goc:allow\nDROP TABLE t", &["allow_unknown_code", "drop_table"]),
            (" -- goc:allow drop_table indented\nDROP TABLE t", &["drop_table"]),
            ("-- goc:allowed drop_table x\nDROP TABLE t", &["drop_table"]),
        ],
    );
    // Nothing is allowed but what is named, and it says what was meant.
    let sql = "-- goc:allow drop_tabel why\nDROP TABLE t";
    let lints = lint_part(part(sql, Some(Engine::Postgres)), "x.sql", None, &[Engine::Postgres]);
    assert!(lints[0].problem.hint(Lang::En).contains("drop_table"), "{lints:?}");
}

#[test]
fn what_one_engine_has_a_use_for_is_not_without_use_for_the_other() {
    let sql = "-- goc:allow index_not_concurrent küçük tablo\nCREATE INDEX ix ON t (a);\nALTER TABLE t ADD b NOT NULL;";
    for engines in [&[Engine::Sqlite][..], &[Engine::Postgres], &[Engine::Postgres, Engine::Sqlite]] {
        let lints = lint_part(part(sql, None), "x.sql", None, engines);
        let [lint] = &lints[..] else { panic!("{lints:?}") };
        assert_eq!((lint.code(), lint.line, lint.statement), ("not_null_without_default", 3, Some(2)));
        assert_eq!(lint.engines, engines);
    }
}

#[test]
fn a_file_that_is_no_revision_is_read_as_one_piece() {
    let of = |text: &str| lint_text(Path::new("/x/y.sql"), text, &[Engine::Postgres]);
    let lints = of("BEGIN;\nCREATE INDEX ix ON t (a);\nCOMMIT;\n").expect("SQL");
    assert_eq!((lints.len(), lints[0].file.as_str(), lints[0].line), (1, "y.sql", 2));
    let lints =
        of("-- revision: a\n\n-- goc:upgrade\nDROP TABLE t;\n-- goc:downgrade\nDROP INDEX x;\n").expect("a revision");
    assert_eq!((lints.len(), lints[0].line, lints[0].direction), (1, 4, Some(Direction::Upgrade)));
    assert!(of("-- revision: a\nSELECT 1").is_err());
}

/// Every code stands in the list, is said in both languages, and is an error only where the step cannot run.
#[test]
fn every_code_can_be_allowed() {
    let source = include_str!("problem.rs");
    let kinds: Vec<&str> = source
        .lines()
        .filter_map(|line| {
            line.split_once("} = \"").or(line.split_once("Attach = \"")).or(line.split_once("WritableSchema = \""))
        })
        .filter_map(|(_, rest)| rest.split('"').next())
        .collect();
    assert!(kinds.len() > 40, "{kinds:?}");
    for kind in kinds.into_iter().filter(|kind| !kind.starts_with("allow_") && *kind != "more_findings") {
        assert!(CODES.contains(&kind), "{kind}");
    }
    assert!(CODES.is_sorted());
}

#[test]
fn hostile_text_is_read_to_its_end() {
    let mega = 1 << 20;
    for sql in [
        "SELECT 'no end".to_owned(),
        "DROP TABLE \"t".to_owned(),
        "DO $$ BEGIN DROP TABLE t;".to_owned(),
        "/* /* DROP TABLE t".to_owned(),
        "ALTER TABLE".to_owned(),
        "ALTER TABLE t".to_owned(),
        "ALTER TABLE t ADD".to_owned(),
        "ALTER TABLE t ALTER; CREATE INDEX; CREATE TABLE; CREATE TABLE t; DROP; SET LOCAL lock_timeout; PRAGMA x."
            .to_owned(),
        "\u{0}\u{1}\u{feff}\u{202e}; DROP TABLE \"\u{1b}[2J\"".to_owned(),
        format!("SELECT {}", "(".repeat(mega)),
        format!("CREATE TABLE t {}", "(a,".repeat(mega)),
        format!("INSERT INTO t VALUES {}", "(1, 'çay'), ".repeat(mega)),
        ";".repeat(10 * mega),
        "UPDATE t SET a=1;".repeat(mega / 256),
        "-- goc:allow drop_table\n".repeat(mega / 16),
        format!("DROP TABLE {}x", "a, ".repeat(mega)),
        format!("ALTER TABLE t {}", "ADD a int NOT NULL, ".repeat(20_000)),
        "ALTER TABLE t ADD a int NOT NULL;".repeat(2_000),
    ] {
        for lint in lint_part(part(&sql, None), "x.sql", None, &[Engine::Postgres, Engine::Sqlite]) {
            let said = format!("{}{}{}", lint.problem.say(Lang::En), lint.problem.hint(Lang::Tr), lint.excerpt);
            assert!(said.chars().all(|c| c == '\n' || crate::i18n::printable(c)), "{said:?}");
        }
    }
}

#[test]
fn more_findings_than_anybody_reads_are_counted() {
    let sql = "DELETE FROM t;\n".repeat(1_500);
    let lints = lint_part(part(&sql, None), "x.sql", None, &[Engine::Postgres]);
    assert_eq!(lints.len(), 1_001);
    let last = &lints[1_000];
    assert_eq!((last.line, &last.problem), (1_001, &LintProblem::MoreFindings { count: 500 }));
}

proptest::proptest! {
    /// Half a statement, a name where a keyword should stand, a quote without an end: nothing that is typed ends in a panic.
    #[test]
    fn words_in_any_order_are_read(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..25)) {
        let sql = words.join(" ");
        for transaction in [true, false] {
            let part = Part { transaction, lock_timeout_off: true, ..part(&sql, None) };
            for lint in lint_part(part, "x.sql", None, &[Engine::Postgres, Engine::Sqlite]) {
                proptest::prop_assert!(!lint.problem.say(Lang::Tr).is_empty() && lint.line >= 1 && !lint.engines.is_empty());
            }
        }
    }
}

const WORDS: &[&str] = &[
    "ALTER TABLE",
    "t",
    "\"ü\"",
    "ADD",
    "COLUMN",
    "CONSTRAINT",
    "c",
    "CHECK",
    "(",
    ")",
    ",",
    ";",
    "DROP",
    "TABLE",
    "INDEX",
    "VIEW",
    "CREATE",
    "UNIQUE",
    "ON",
    "CONCURRENTLY",
    "NOT NULL",
    "NOT VALID",
    "VALIDATE CONSTRAINT",
    "DEFAULT",
    "CURRENT_TIME",
    "now()",
    "RENAME",
    "TO",
    "TYPE",
    "ALTER",
    "SET",
    "lock_timeout",
    "=",
    "0",
    "UPDATE",
    "DELETE FROM",
    "WHERE",
    "IS NULL",
    "TRUNCATE",
    "CASCADE",
    "PRAGMA",
    "foreign_keys",
    "writable_schema",
    "VACUUM",
    "FULL",
    "REINDEX",
    "IF",
    "EXISTS",
    "REFERENCES",
    "FOREIGN KEY",
    "BEGIN",
    "END",
    "TRIGGER",
    "WITH",
    "AS",
    "SELECT",
    "FROM",
    "INSERT INTO",
    ".",
    "'",
    "$$",
    "--",
    "/*",
    "\n-- goc:allow drop_table x\n",
    "\n-- goc:batch table=t key=k\n",
    "timestamp",
    "char",
    "ATTACH",
    "USING INDEX",
    "EXCLUDE",
    "PRIMARY KEY",
    "\\x",
];
