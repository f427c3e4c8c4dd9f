//! Tables of statements: which tables each of them touches, how strongly, and what happens there.

use super::*;
use crate::database::split;
use crate::revision::Engine;

/// `name LEVEL Effect` for each table, an index as `name!`, a schema in front.
fn of(text: &str, engine: Engine) -> Vec<String> {
    let statements = split(text, engine);
    assert_eq!(statements.len(), 1, "{text}");
    let line = |touch: Touch| {
        let mark = if touch.is_index { "!" } else { "" };
        let lock = touch.lock.map_or("-", |lock| lock.sql_name().unwrap_or("FILE"));
        format!("{}{mark} {lock} {:?}", touch.name, touch.effect)
    };
    touches(text, &statements[0], engine).into_iter().map(line).collect()
}

#[track_caller]
fn check(engine: Engine, table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(of(text, engine), *expected, "{text}");
    }
}

#[test]
fn a_command_takes_the_lock_of_the_documentation() {
    check(
        Engine::Postgres,
        &[
            ("CREATE INDEX ON t (a)", &["t SHARE Scans"]),
            ("CREATE UNIQUE INDEX IF NOT EXISTS ix ON ONLY public.t USING btree (a)", &["public.t SHARE Scans"]),
            ("CREATE INDEX CONCURRENTLY ix ON \"Şube 1\".\"Kasa\" (a)", &["Şube 1.Kasa SHARE UPDATE EXCLUSIVE Scans"]),
            (
                "CREATE TRIGGER x BEFORE INSERT OR UPDATE OF a ON T FOR EACH ROW EXECUTE FUNCTION f()",
                &["t SHARE ROW EXCLUSIVE Describes"],
            ),
            ("CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING", &["t ACCESS EXCLUSIVE Describes"]),
            ("CREATE STATISTICS s ON a, b FROM t", &["t SHARE UPDATE EXCLUSIVE Describes"]),
            (
                "DROP TABLE IF EXISTS a, s.b CASCADE",
                &["a ACCESS EXCLUSIVE DropsTable", "s.b ACCESS EXCLUSIVE DropsTable"],
            ),
            ("DROP INDEX ix", &["ix! ACCESS EXCLUSIVE Describes"]),
            ("DROP INDEX CONCURRENTLY IF EXISTS ix", &["ix! SHARE UPDATE EXCLUSIVE Describes"]),
            ("DROP TRIGGER x ON t", &["t ACCESS EXCLUSIVE Describes"]),
            ("TRUNCATE a, ONLY b RESTART IDENTITY", &["a ACCESS EXCLUSIVE DropsRows", "b ACCESS EXCLUSIVE DropsRows"]),
            ("CLUSTER t USING ix", &["t ACCESS EXCLUSIVE Rewrites"]),
            ("VACUUM t", &["t SHARE UPDATE EXCLUSIVE Scans"]),
            ("VACUUM FULL VERBOSE t", &["t ACCESS EXCLUSIVE Rewrites"]),
            ("VACUUM (ANALYZE, FULL) t", &["t ACCESS EXCLUSIVE Rewrites"]),
            ("VACUUM (FULL false) t", &["t SHARE UPDATE EXCLUSIVE Scans"]),
            ("ANALYZE t (a), u", &["t SHARE UPDATE EXCLUSIVE Reads", "u SHARE UPDATE EXCLUSIVE Reads"]),
            ("REINDEX TABLE t", &["t ACCESS EXCLUSIVE Scans"]),
            ("REINDEX (VERBOSE) TABLE CONCURRENTLY t", &["t SHARE UPDATE EXCLUSIVE Scans"]),
            ("REINDEX (CONCURRENTLY) INDEX ix", &["ix! SHARE UPDATE EXCLUSIVE Scans"]),
            ("REFRESH MATERIALIZED VIEW v", &["v ACCESS EXCLUSIVE Rewrites"]),
            ("REFRESH MATERIALIZED VIEW CONCURRENTLY v", &["v EXCLUSIVE ChangesRows"]),
            ("COMMENT ON TABLE t IS 'x'", &["t SHARE UPDATE EXCLUSIVE Describes"]),
            ("COMMENT ON COLUMN s.t.c IS 'x'", &["s.t SHARE UPDATE EXCLUSIVE Describes"]),
            ("COMMENT ON CONSTRAINT c ON t IS 'x'", &["t SHARE UPDATE EXCLUSIVE Describes"]),
            (
                "LOCK TABLE a, b IN SHARE ROW EXCLUSIVE MODE",
                &["a SHARE ROW EXCLUSIVE Reads", "b SHARE ROW EXCLUSIVE Reads"],
            ),
            ("LOCK a IN SHARE MODE NOWAIT", &["a SHARE Reads"]),
            ("LOCK a", &["a ACCESS EXCLUSIVE Reads"]),
            ("ALTER INDEX ix RENAME TO iy", &["ix! SHARE UPDATE EXCLUSIVE Describes"]),
            ("ALTER INDEX ix SET TABLESPACE x", &["ix! ACCESS EXCLUSIVE Describes"]),
            ("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1 FROM t'", &[]),
            ("GRANT SELECT ON t TO x", &[]),
            ("SET search_path = a, b", &[]),
        ],
    );
}

#[test]
fn every_form_of_alter_table_has_its_own_lock() {
    for (action, expected) in [
        ("ADD COLUMN a integer", "ACCESS EXCLUSIVE Adds"),
        ("ADD a numeric(10, 2) DEFAULT 0 NOT NULL", "ACCESS EXCLUSIVE Adds"),
        ("ADD COLUMN a timestamptz DEFAULT now()", "ACCESS EXCLUSIVE Adds"),
        ("ADD COLUMN a varchar DEFAULT 'x'::varchar(20)", "ACCESS EXCLUSIVE Adds"),
        ("ADD COLUMN a uuid DEFAULT gen_random_uuid()", "ACCESS EXCLUSIVE Rewrites"),
        ("ADD COLUMN a integer DEFAULT 1 CHECK (length(b) > 0)", "ACCESS EXCLUSIVE Scans"),
        ("ADD COLUMN a bigserial", "ACCESS EXCLUSIVE Rewrites"),
        ("ADD COLUMN a integer GENERATED ALWAYS AS IDENTITY", "ACCESS EXCLUSIVE Rewrites"),
        ("ADD COLUMN a integer GENERATED ALWAYS AS (b * 2) STORED", "ACCESS EXCLUSIVE Rewrites"),
        ("ADD COLUMN a integer CHECK (a > 0)", "ACCESS EXCLUSIVE Scans"),
        ("DROP COLUMN IF EXISTS a", "ACCESS EXCLUSIVE DropsColumn"),
        ("ALTER COLUMN a TYPE bigint USING a::bigint", "ACCESS EXCLUSIVE Rewrites"),
        ("ALTER a SET DATA TYPE bigint", "ACCESS EXCLUSIVE Rewrites"),
        ("ALTER a SET NOT NULL", "ACCESS EXCLUSIVE Scans"),
        ("ALTER a DROP NOT NULL", "ACCESS EXCLUSIVE Describes"),
        ("ALTER a SET DEFAULT 0", "ACCESS EXCLUSIVE Describes"),
        ("ALTER COLUMN a SET STATISTICS 1000", "SHARE UPDATE EXCLUSIVE Describes"),
        ("ALTER COLUMN a SET (n_distinct = 5)", "SHARE UPDATE EXCLUSIVE Describes"),
        ("ALTER COLUMN a SET STORAGE EXTERNAL", "ACCESS EXCLUSIVE Describes"),
        ("ADD CONSTRAINT c CHECK (a > 0)", "ACCESS EXCLUSIVE Scans"),
        ("ADD CONSTRAINT c CHECK (a > 0) NOT VALID", "ACCESS EXCLUSIVE Describes"),
        ("ADD UNIQUE (a)", "ACCESS EXCLUSIVE Scans"),
        ("ADD CONSTRAINT c PRIMARY KEY USING INDEX ix", "ACCESS EXCLUSIVE Describes"),
        ("VALIDATE CONSTRAINT c", "SHARE UPDATE EXCLUSIVE Scans"),
        ("DROP CONSTRAINT c", "ACCESS EXCLUSIVE Describes"),
        ("DISABLE TRIGGER ALL", "SHARE ROW EXCLUSIVE Describes"),
        ("ENABLE ROW LEVEL SECURITY", "ACCESS EXCLUSIVE Describes"),
        ("CLUSTER ON ix", "SHARE UPDATE EXCLUSIVE Describes"),
        ("SET (fillfactor = 70)", "SHARE UPDATE EXCLUSIVE Describes"),
        ("SET LOGGED", "ACCESS EXCLUSIVE Rewrites"),
        ("OWNER TO x", "ACCESS EXCLUSIVE Describes"),
        ("RENAME COLUMN a TO b", "ACCESS EXCLUSIVE Describes"),
        ("RENAME a TO b", "ACCESS EXCLUSIVE Describes"),
        // The strongest of several counts.
        ("ALTER a SET STATISTICS 10, ADD b integer, DROP c", "ACCESS EXCLUSIVE DropsColumn"),
        ("ALTER a SET STATISTICS 10, VALIDATE CONSTRAINT c", "SHARE UPDATE EXCLUSIVE Scans"),
    ] {
        let text = format!("ALTER TABLE IF EXISTS ONLY s.t * {action}");
        assert_eq!(of(&text, Engine::Postgres), [format!("s.t {expected}")], "{action}");
    }
    check(
        Engine::Postgres,
        &[
            (
                "ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (x) REFERENCES s.b (id) ON DELETE CASCADE",
                &["a SHARE ROW EXCLUSIVE Scans", "s.b SHARE ROW EXCLUSIVE Reads"],
            ),
            (
                "ALTER TABLE a ADD FOREIGN KEY (x) REFERENCES b NOT VALID",
                &["a SHARE ROW EXCLUSIVE Describes", "b SHARE ROW EXCLUSIVE Reads"],
            ),
            (
                "ALTER TABLE a ADD x integer REFERENCES b (id)",
                &["a ACCESS EXCLUSIVE Adds", "b SHARE ROW EXCLUSIVE Reads"],
            ),
            (
                "ALTER TABLE a ATTACH PARTITION b FOR VALUES FROM (1) TO (2)",
                &["a SHARE UPDATE EXCLUSIVE Describes", "b ACCESS EXCLUSIVE Reads"],
            ),
            (
                "ALTER TABLE a DETACH PARTITION b CONCURRENTLY",
                &["a SHARE UPDATE EXCLUSIVE Describes", "b ACCESS EXCLUSIVE Reads"],
            ),
            ("ALTER TABLE s.a RENAME TO b", &["s.a ACCESS EXCLUSIVE Describes", "s.b - TakesName"]),
        ],
    );
}

#[test]
fn a_new_table_locks_what_it_refers_to() {
    check(
        Engine::Postgres,
        &[
            ("CREATE TABLE IF NOT EXISTS \"T\" (id integer)", &["T - Adds"]),
            (
                "CREATE TABLE a (x integer REFERENCES b, y integer REFERENCES a, FOREIGN KEY (z) REFERENCES s.c (id))",
                &["a - Adds", "b SHARE ROW EXCLUSIVE Reads", "s.c SHARE ROW EXCLUSIVE Reads"],
            ),
            ("CREATE TABLE a PARTITION OF b FOR VALUES FROM (1) TO (2)", &["a - Adds", "b ACCESS EXCLUSIVE Describes"]),
            ("CREATE UNLOGGED TABLE a (LIKE b INCLUDING ALL)", &["a - Adds", "b ACCESS SHARE Reads"]),
            (
                "CREATE TABLE a AS SELECT * FROM b JOIN c USING (id)",
                &["a - Adds", "b ACCESS SHARE Reads", "c ACCESS SHARE Reads"],
            ),
            ("CREATE VIEW v AS SELECT 1 FROM a", &["a ACCESS SHARE Reads"]),
        ],
    );
}

#[test]
fn queries_touch_what_they_read_and_write_and_nothing_else() {
    check(
        Engine::Postgres,
        &[
            (
                "SELECT * FROM a, s.b x LEFT JOIN c ON c.id = x.id, d WHERE a.x IN (SELECT y FROM e) ORDER BY x, y",
                &[
                    "a ACCESS SHARE Reads",
                    "s.b ACCESS SHARE Reads",
                    "c ACCESS SHARE Reads",
                    "d ACCESS SHARE Reads",
                    "e ACCESS SHARE Reads",
                ],
            ),
            (
                "SELECT extract(year FROM tarih), a IS DISTINCT FROM b FROM t, generate_series(1, 2)",
                &["t ACCESS SHARE Reads"],
            ),
            ("SELECT 1 FROM a FOR NO KEY UPDATE", &["a ROW SHARE Reads"]),
            ("INSERT INTO a (x, y) SELECT x, y FROM b", &["a ROW EXCLUSIVE Adds", "b ACCESS SHARE Reads"]),
            ("INSERT INTO a VALUES (1) ON CONFLICT (x) DO UPDATE SET y = 2, z = 3", &["a ROW EXCLUSIVE ChangesRows"]),
            (
                "UPDATE ONLY a SET x = 1, y = b.y FROM b WHERE a.id = b.id",
                &["a ROW EXCLUSIVE ChangesRows", "b ACCESS SHARE Reads"],
            ),
            ("DELETE FROM a USING b WHERE a.id = b.id", &["a ROW EXCLUSIVE DropsRows", "b ACCESS SHARE Reads"]),
            (
                "MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN UPDATE SET x = 1 WHEN NOT MATCHED THEN INSERT VALUES (1)",
                &["a ROW EXCLUSIVE ChangesRows", "b ACCESS SHARE Reads"],
            ),
            (
                "WITH eski (id) AS (DELETE FROM a RETURNING id), x AS MATERIALIZED (SELECT 1 FROM c) INSERT INTO b SELECT id FROM eski, x",
                &["a ROW EXCLUSIVE DropsRows", "c ACCESS SHARE Reads", "b ROW EXCLUSIVE Adds"],
            ),
            ("COPY a (x) FROM stdin;\n1\n\\.\n", &["a ROW EXCLUSIVE Adds"]),
            ("COPY a TO stdout", &["a ACCESS SHARE Reads"]),
            ("COPY (SELECT * FROM a) TO stdout", &["a ACCESS SHARE Reads"]),
            ("SELECT 'DROP TABLE x' /* FROM y */ FROM a -- , z", &["a ACCESS SHARE Reads"]),
            ("SELECT FROM", &[]),
            ("UPDATE", &[]),
            (")", &[]),
        ],
    );
}

#[test]
fn sqlite_locks_the_file_for_whatever_writes() {
    check(
        Engine::Sqlite,
        &[
            ("CREATE TABLE IF NOT EXISTS [Ürün] (id integer)", &["Ürün FILE Adds"]),
            ("CREATE VIRTUAL TABLE ara USING fts5(ad)", &["ara FILE Adds"]),
            ("CREATE INDEX ix ON `T` (a)", &["t FILE Scans"]),
            ("DROP TABLE t", &["t FILE DropsTable"]),
            ("ALTER TABLE t ADD COLUMN a uuid DEFAULT (random())", &["t FILE Adds"]),
            ("ALTER TABLE t DROP COLUMN a", &["t FILE DropsColumn"]),
            ("ALTER TABLE t_yeni RENAME TO t", &["t_yeni FILE Describes", "t FILE TakesName"]),
            ("INSERT OR REPLACE INTO main.t SELECT * FROM u", &["main.t FILE ChangesRows", "u - Reads"]),
            ("INSERT OR IGNORE INTO t VALUES (1)", &["t FILE Adds"]),
            ("REPLACE INTO t VALUES (1)", &["t FILE ChangesRows"]),
            ("UPDATE OR IGNORE t SET a = 1", &["t FILE ChangesRows"]),
            ("SELECT * FROM t", &["t - Reads"]),
            ("CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; UPDATE v SET a = 1; END", &["t FILE Describes"]),
            ("PRAGMA foreign_keys = ON", &[]),
        ],
    );
}

#[test]
fn what_does_more_than_its_words_say_is_opaque() {
    let opaque = |text: &str, engine| is_opaque(text, &split(text, engine)[0], engine);
    for text in [
        "DO $$ BEGIN DROP TABLE t; END $$",
        "call f()",
        "/* */ Execute q",
        "DROP SCHEMA x CASCADE",
        "TRUNCATE a, b CASCADE",
        "ALTER TABLE a DROP COLUMN b CASCADE",
        "DROP OWNED BY x",
    ] {
        assert!(opaque(text, Engine::Postgres), "{text}");
    }
    for text in ["SELECT 1", "DROP TABLE t", "ALTER TABLE a ADD FOREIGN KEY (x) REFERENCES b ON DELETE CASCADE"] {
        assert!(!opaque(text, Engine::Postgres), "{text}");
    }
}

#[test]
fn rows_by_the_million_are_not_read_to_the_end() {
    let text = format!("INSERT INTO t VALUES {}(1)", "(1, 'çay'), ".repeat(200_000));
    assert_eq!(of(&text, Engine::Postgres), ["t ROW EXCLUSIVE Adds"]);
}

/// The statements of SONTECHSP's own migrations are all understood: each touches something, or is known to touch nothing.
#[test]
fn the_built_in_migrations_are_understood() {
    use crate::operations::{BUILTIN, Revisions};
    use crate::revision::Source;
    let revisions = Revisions::load(Source::Builtin(BUILTIN));
    for node in revisions.graph.nodes() {
        let file = revisions.graph.file(node);
        let text = revisions.source.read_text(file).expect("a built-in file");
        for section in &file.sections {
            let engine = section.engine.unwrap_or(Engine::Postgres);
            let sql = section.sql(&text);
            for statement in split(sql, engine) {
                let found = touches(sql, &statement, engine);
                let words = &sql[statement.range.clone()];
                let beside_tables = ["TYPE", "SEQUENCE", "FUNCTION", "EXTENSION"]
                    .iter()
                    .any(|kind| words.split_whitespace().take(4).any(|word| word == *kind));
                let understood = beside_tables || !found.is_empty() || is_opaque(sql, &statement, engine);
                assert!(understood, "{}: {}", file.file_name(), words);
            }
        }
    }
}
