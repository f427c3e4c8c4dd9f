//! The schema that Alembic made of SONTECHSP's five revisions, and whether a database has it.

use serde_json::Value;

use super::TestDatabase;

const SCHEMA_AFTER_005: &str = include_str!("../fixtures/sontechsp/schema-after-005.postgres.json");

/// The tables that belong to the application.
pub fn tables(db: &TestDatabase) -> Vec<String> {
    let own = |table: &String| table != "alembic_version" && !table.starts_with("goc_");
    db.tables().into_iter().filter(own).collect()
}

/// The schema of `public` in the form of the fixtures.
const INTROSPECTION: &str = r#"
SELECT json_object_agg(c.relname, json_build_object(
    'columns', (
        SELECT json_agg(json_build_object(
            'name', a.attname,
            'type', CASE WHEN t.typtype = 'e' THEN t.typname::text
                ELSE replace(replace(upper(format_type(a.atttypid, a.atttypmod)), 'CHARACTER VARYING', 'VARCHAR'), ',', ', ') END,
            'nullable', NOT a.attnotnull,
            'default', pg_get_expr(d.adbin, d.adrelid)) ORDER BY a.attnum)
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
    'primary_key', (SELECT names FROM keys k WHERE k.conrelid = c.oid AND contype = 'p'),
    'unique', (SELECT coalesce(json_agg(json_build_object('name', conname, 'columns', names) ORDER BY conname), '[]')
        FROM keys k WHERE k.conrelid = c.oid AND contype = 'u'),
    'foreign_keys', (SELECT coalesce(json_agg(json_build_object('columns', names, 'references', confrelid::regclass::text,
            'referred_columns', referred,
            'on_delete', CASE confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'r' THEN 'RESTRICT' END)), '[]')
        FROM keys k WHERE k.conrelid = c.oid AND contype = 'f'),
    'indexes', (SELECT coalesce(json_agg(json_build_object('name', i.relname, 'columns', (
                SELECT json_agg(a.attname ORDER BY place) FROM unnest(x.indkey::smallint[]) WITH ORDINALITY AS n (attnum, place)
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n.attnum), 'unique', x.indisunique) ORDER BY i.relname), '[]')
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
        WHERE x.indrelid = c.oid AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = x.indexrelid AND o.contype IN ('p', 'u'))),
    'checks', (SELECT coalesce(json_agg(json_build_object('name', conname, 'sql', pg_get_expr(conbin, conrelid, true)) ORDER BY conname), '[]')
        FROM pg_constraint o WHERE o.conrelid = c.oid AND contype = 'c')))
FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'alembic_version' AND c.relname NOT LIKE 'goc\_%'"#;

/// Constraints with the names of their columns.
const KEYS: &str = r#"
WITH keys AS (
    SELECT o.*,
        (SELECT json_agg(a.attname ORDER BY place) FROM unnest(o.conkey) WITH ORDINALITY AS n (attnum, place)
            JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = n.attnum) AS names,
        (SELECT json_agg(a.attname ORDER BY place) FROM unnest(o.confkey) WITH ORDINALITY AS n (attnum, place)
            JOIN pg_attribute a ON a.attrelid = o.confrelid AND a.attnum = n.attnum) AS referred
    FROM pg_constraint o)"#;

/// The schema of a PostgreSQL database in the form of the fixtures.
pub fn introspect(db: &TestDatabase) -> Value {
    serde_json::from_str(&db.value(&format!("{KEYS}{INTROSPECTION}"))).unwrap()
}

/// Lists whose order means nothing, in order.
fn sorted(mut schema: Value) -> Value {
    for table in schema.as_object_mut().unwrap().values_mut() {
        for name in ["unique", "foreign_keys", "indexes", "checks"] {
            table[name].as_array_mut().unwrap().sort_by_key(Value::to_string);
        }
    }
    schema
}

/// Panics unless the tables are those of the fixture: on PostgreSQL in every field; on SQLite what Alembic's rows need: the same
/// names, in the same order, NULL in the same places.
#[track_caller]
pub fn is_schema_after_005(db: &TestDatabase) {
    let expected: Value = serde_json::from_str(SCHEMA_AFTER_005).unwrap();
    if let TestDatabase::Postgres(_) = db {
        let (found, expected) = (sorted(introspect(db)), sorted(expected));
        for (table, schema) in expected.as_object().unwrap() {
            for (field, value) in schema.as_object().unwrap() {
                assert_eq!(&found[table][field], value, "{table}.{field}");
            }
        }
        assert_eq!(found.as_object().unwrap().len(), 20);
    } else {
        let expected = expected.as_object().unwrap();
        assert_eq!(tables(db), expected.keys().cloned().collect::<Vec<_>>());
        for (table, schema) in expected {
            let found = db.query(&format!("SELECT name, CASE WHEN \"notnull\" OR pk THEN 'false' ELSE 'true' END FROM pragma_table_info('{table}') ORDER BY cid"));
            let columns = schema["columns"].as_array().unwrap();
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let expected: Vec<Vec<String>> =
                columns.iter().map(|column| vec![text(&column["name"]), text(&column["nullable"])]).collect();
            assert_eq!(found, expected, "{table}");
        }
    }
}
