//! Schemas made up at random over a small stock of names, so that two of them have much in common.

use std::fmt::Write as _;

use super::support::Random;

const TYPES: [(&str, &[&str]); 12] = [
    ("int", &["0", "1", "-5"]),
    ("bigint", &["0", "10000000000"]),
    ("smallint", &["1"]),
    ("numeric(10,2)", &["0", "1.5"]),
    ("text", &["''", "'a''b'", "upper('x')"]),
    ("varchar(20)", &["'x'", "'TRY'"]),
    ("varchar(5)", &["'y'"]),
    ("boolean", &["true", "false"]),
    ("date", &["CURRENT_DATE", "'2020-01-01'"]),
    ("timestamptz", &["now()"]),
    ("jsonb", &["'{}'"]),
    ("int[]", &["'{}'"]),
];

const COLUMNS: [&str; 8] = ["a", "b", "c", "Ad", "order", "tutar", "tarih", "durum"];

struct Column {
    name: &'static str,
    kind: String,
}

struct Table {
    name: String,
    columns: Vec<Column>,
    has_key: bool,
}

/// The SQL of a schema.
pub fn schema(random: &mut Random) -> String {
    let mut sql = String::new();
    let has_enum = one_in(random, 2);
    if has_enum {
        let labels = ["'acik'", "'kapali'", "'iptal'", "'iade'"];
        let from = random.below(2);
        let count = 2 + random.below(2);
        let _ = writeln!(sql, "CREATE TYPE durum AS ENUM ({});", labels[from..(from + count).min(4)].join(", "));
    }
    let has_domain = one_in(random, 2);
    if has_domain {
        let limit = random.below(3);
        let _ = writeln!(sql, "CREATE DOMAIN pozitif AS int CHECK (VALUE > {limit});");
    }
    if one_in(random, 2) {
        let step = 1 + random.below(3);
        let _ = writeln!(sql, "CREATE SEQUENCE sayac INCREMENT BY {step};");
    }
    let mut tables: Vec<Table> = Vec::new();
    for name in ["urunler", "satislar", "Kasalar", "stok"] {
        if one_in(random, 4) {
            continue;
        }
        let table = table(random, &mut sql, name, has_enum, has_domain, &tables);
        tables.push(table);
    }
    for table in &tables {
        extras(random, &mut sql, table);
    }
    views(random, &mut sql, &tables);
    sql
}

fn one_in(random: &mut Random, count: usize) -> bool {
    random.below(count) == 0
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

fn table(
    random: &mut Random,
    sql: &mut String,
    name: &str,
    has_enum: bool,
    has_domain: bool,
    others: &[Table],
) -> Table {
    let mut parts: Vec<String> = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    let has_key = !one_in(random, 5);
    if has_key {
        let kind = ["int", "serial", "bigserial", "bigint GENERATED ALWAYS AS IDENTITY"][random.below(4)];
        parts.push(format!("id {kind} PRIMARY KEY"));
    }
    for column in COLUMNS {
        if one_in(random, 2) {
            continue;
        }
        let (mut kind, defaults) = TYPES[random.below(TYPES.len())];
        let mut default = one_in(random, 3).then(|| defaults[random.below(defaults.len())]);
        if column == "durum" && has_enum {
            (kind, default) = ("durum", None);
        } else if column == "b" && has_domain && one_in(random, 2) {
            (kind, default) = ("pozitif", one_in(random, 2).then_some("5"));
        }
        let mut text = format!("{} {kind}", quoted(column));
        if let Some(default) = default {
            let _ = write!(text, " DEFAULT {default}");
        }
        if one_in(random, 3) {
            text.push_str(" NOT NULL");
        }
        if one_in(random, 8) {
            text.push_str(" UNIQUE");
        }
        parts.push(text);
        columns.push(Column { name: column, kind: kind.to_owned() });
    }
    for column in &columns {
        let column_name = quoted(column.name);
        match column.kind.as_str() {
            "int" | "bigint" | "smallint" | "numeric(10,2)" if one_in(random, 4) => {
                let limit = random.below(3);
                parts.push(format!("CONSTRAINT \"{name}_{}_arti\" CHECK ({column_name} >= {limit})", column.name));
            }
            "varchar(20)" | "varchar(5)" if one_in(random, 3) => {
                parts.push(format!("CONSTRAINT \"{name}_{}_liste\" CHECK ({column_name} IN ('x', 'y'))", column.name));
            }
            _ => {}
        }
    }
    let mut table = Table { name: name.to_owned(), columns, has_key };
    if let Some(other) = others.iter().find(|other| other.has_key).filter(|_| one_in(random, 2)) {
        let action = ["", " ON DELETE CASCADE", " ON DELETE SET NULL"][random.below(3)];
        parts.push(format!("ust bigint CONSTRAINT \"{name}_ust\" REFERENCES {} (id){action}", quoted(&other.name)));
        table.columns.push(Column { name: "ust", kind: "bigint".to_owned() });
    }
    let _ = writeln!(sql, "CREATE TABLE {} ({});", quoted(name), parts.join(", "));
    table
}

/// Indexes, comments, triggers, row level security.
fn extras(random: &mut Random, sql: &mut String, table: &Table) {
    let name = quoted(&table.name);
    for column in &table.columns {
        let column_name = quoted(column.name);
        if one_in(random, 3) {
            let unique = if one_in(random, 4) { "UNIQUE " } else { "" };
            let filter = if one_in(random, 3) { format!(" WHERE {column_name} IS NOT NULL") } else { String::new() };
            let order = if one_in(random, 3) { " DESC" } else { "" };
            let index = format!("\"i_{}_{}\"", table.name, column.name);
            if column.kind != "jsonb" {
                let _ = writeln!(sql, "CREATE {unique}INDEX {index} ON {name} ({column_name}{order}){filter};");
            }
        }
        if one_in(random, 6) {
            let _ = writeln!(sql, "COMMENT ON COLUMN {name}.{column_name} IS 'açıklama {}';", random.below(2));
        }
    }
    if one_in(random, 3) {
        let _ = writeln!(sql, "COMMENT ON TABLE {name} IS 'tablo {}';", random.below(2));
    }
    if one_in(random, 4) {
        let function = format!("\"f_{}\"", table.name);
        let body = ["BEGIN RETURN NEW; END", "BEGIN RETURN NULL; END"][random.below(2)];
        let _ = writeln!(sql, "CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS '{body}';");
        let event = ["BEFORE INSERT", "AFTER UPDATE"][random.below(2)];
        let of = table.columns.first().filter(|_| event == "AFTER UPDATE");
        let of = of.map(|column| format!(" OF {}", quoted(column.name))).unwrap_or_default();
        let _ = writeln!(sql, "CREATE TRIGGER tg {event}{of} ON {name} FOR EACH ROW EXECUTE FUNCTION {function}();");
    }
    if one_in(random, 6) {
        let _ = writeln!(sql, "ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;");
        if let Some(column) = table.columns.first() {
            let _ = writeln!(sql, "CREATE POLICY p ON {name} USING ({} IS NOT NULL);", quoted(column.name));
        }
    }
}

/// Views over tables, and over one another.
fn views(random: &mut Random, sql: &mut String, tables: &[Table]) {
    let mut before: Option<String> = None;
    for table in tables {
        if table.columns.is_empty() || one_in(random, 2) {
            continue;
        }
        let columns: Vec<String> =
            table.columns.iter().filter(|_| !one_in(random, 3)).map(|column| quoted(column.name)).collect();
        if columns.is_empty() {
            continue;
        }
        let view = format!("\"v_{}\"", table.name);
        let kind = if one_in(random, 4) { "MATERIALIZED VIEW" } else { "VIEW" };
        let _ = writeln!(sql, "CREATE {kind} {view} AS SELECT {} FROM {};", columns.join(", "), quoted(&table.name));
        if let Some(before) = before.replace(view.clone())
            && one_in(random, 2)
        {
            let name = format!("\"w_{}\"", table.name);
            let _ =
                writeln!(sql, "CREATE VIEW {name} AS SELECT x.*, (SELECT count(*) FROM {before}) AS n FROM {view} x;");
        }
    }
}
