//! Random schemas with the rarer things: keys of every kind, clauses for conflicts, names of constraints, expressions, virtual tables,
//! triggers on views, texts in double quotes, comments, and the same names in other letters.

use std::fmt::Write as _;

use super::check::{Expected, check};
use super::random::Random;

/// How each table may be written; all forms of a line are the same name to SQLite.
const TABLES: [[&str; 3]; 6] = [
    ["t0", "T0", "\"t0\""],
    ["\"t 1\"", "[t 1]", "`t 1`"],
    ["Ürün", "[Ürün]", "\"Ürün\""],
    ["\"order\"", "[order]", "`Order`"],
    ["\"t.4\"", "[t.4]", "`t.4`"],
    ["\"it's\"", "[it's]", "`it's`"],
];

/// Columns have the same type under the same name, so that rows of one schema fit into the other.
const COLUMNS: [(&str, &str); 8] = [
    ("ad", "TEXT"),
    ("adet", "INTEGER"),
    ("fiyat", "REAL"),
    ("resim", "BLOB"),
    ("\"a,b\"", "VARCHAR(20)"),
    ("[select]", "DECIMAL(10, 2)"),
    ("`ölçü`", "INT"),
    ("'n''t'", "NUMERIC"),
];

#[derive(Clone)]
struct Table {
    number: usize,
    name: &'static str,
    parts: Vec<String>,
    options: &'static str,
    indexes: Vec<String>,
}

#[derive(Clone, Default)]
struct Model {
    tables: Vec<Table>,
    others: Vec<String>,
}

/// The definition of the key, and the options that go with it.
fn key(random: &mut Random) -> (&'static str, Option<&'static str>, &'static str) {
    *random.pick(&[
        ("id INTEGER PRIMARY KEY", None, ""),
        ("id INTEGER PRIMARY KEY AUTOINCREMENT", None, ""),
        ("id INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT REPLACE", None, ""),
        ("id INTEGER", Some("PRIMARY KEY (id)"), ""),
        ("id INTEGER PRIMARY KEY DESC", None, ""),
        ("id INTEGER NOT NULL", Some("CONSTRAINT pk PRIMARY KEY (id DESC)"), "WITHOUT ROWID"),
        ("id INTEGER NOT NULL UNIQUE ON CONFLICT IGNORE", None, ""),
        (
            "id INTEGER NOT NULL, k TEXT NOT NULL DEFAULT 'k'",
            Some("PRIMARY KEY (id, k COLLATE NOCASE DESC)"),
            "WITHOUT ROWID",
        ),
        ("id INTEGER NOT NULL, k TEXT NOT NULL DEFAULT 'k'", Some("UNIQUE (k, id)"), ""),
        ("id INTEGER", None, ""),
    ])
}

fn column(random: &mut Random, name: &str, declared: &str) -> String {
    let value = match declared {
        "TEXT" | "VARCHAR(20)" => "'boş'",
        "BLOB" => "x'00ff'",
        _ => "7",
    };
    let mut text = format!("{name} {declared}");
    let comment: &str = random.pick::<&str>(&["", "", "", " /* a, b */", " -- (\n"]);
    text.push_str(comment);
    match random.below(9) {
        0 => text.push_str(" NOT NULL"),
        1 => text.push_str(" CONSTRAINT \"nn\" NOT NULL ON CONFLICT REPLACE"),
        2 => write!(text, " NOT NULL DEFAULT {value}").unwrap(),
        3 => write!(text, " DEFAULT ({value})").unwrap(),
        4 => write!(text, " DEFAULT (coalesce(NULL, {value}))").unwrap(),
        5 => text.push_str(" NULL"),
        _ => {}
    }
    match random.below(10) {
        0 => text.push_str(" UNIQUE ON CONFLICT IGNORE"),
        1 => text.push_str(" COLLATE RTRIM"),
        2 => write!(text, " CHECK ({name} IS NULL OR {name} <> \"yok\")").unwrap(),
        3 => write!(text, " CONSTRAINT [c k] CHECK (length({name}) < 50) CHECK ({name} IS NOT 'hiç')").unwrap(),
        _ => {}
    }
    text
}

fn table(random: &mut Random, number: usize) -> Table {
    let (id, key, options) = key(random);
    let (mut parts, mut behind, mut indexes) = (vec![id.to_owned()], Vec::new(), Vec::new());
    behind.extend(key.map(str::to_owned));
    for (name, declared) in COLUMNS {
        if random.chance() {
            continue;
        }
        parts.insert(1 + random.below(parts.len()), column(random, name, declared));
        match random.below(10) {
            0 => indexes.push(format!("UNIQUE|({name}, id)")),
            1 => indexes
                .push(format!("|(lower({name}) DESC, {name} COLLATE NOCASE) WHERE {name} IS NOT NULL AND id > 0")),
            2 => indexes.push(format!("|({name} || 'x', abs(id))")),
            3 => behind.push(format!("CONSTRAINT u{} UNIQUE ({name}, id) ON CONFLICT REPLACE", behind.len())),
            4 => behind.push(format!("CHECK (id <> {name} OR id <> 'x')")),
            _ => {}
        }
    }
    match random.below(8) {
        0 => parts.push("g INTEGER GENERATED ALWAYS AS (id * 2) STORED UNIQUE".to_owned()),
        1 => parts.push("g TEXT AS (coalesce(id, 0) || '-') VIRTUAL NOT NULL".to_owned()),
        2 => indexes.push("|(id) WHERE \"id\" <> \"no such\"".to_owned()),
        _ => {}
    }
    for (parent, forms) in TABLES.iter().enumerate() {
        if random.below(8) == 0 {
            let action = random.pick(&[
                "",
                " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED",
                " ON UPDATE SET DEFAULT NOT DEFERRABLE",
                " MATCH FULL ON DELETE SET NULL",
            ]);
            let other = random.pick(forms);
            parts.push(format!("p{parent} INTEGER"));
            behind.push(format!("FOREIGN KEY (p{parent}) REFERENCES {other} (id){action}"));
        }
    }
    parts.extend(behind);
    let form = if random.below(6) == 0 { random.below(3) } else { 0 };
    Table { number, name: TABLES[number][form], parts, options, indexes }
}

/// What stands beside the tables; some of it mentions what is not there.
fn others(random: &mut Random, tables: &[Table]) -> Vec<String> {
    let mut found = Vec::new();
    for number in 0..random.below(5) {
        let (one, other) = (random.pick(&TABLES)[0], random.pick(&TABLES)[1]);
        found.push(match random.below(6) {
            0 => format!("CREATE VIEW v{number} AS SELECT id, \"a text\" AS x FROM {one} -- end"),
            1 => format!("CREATE VIEW v{number} (id) AS WITH c AS (SELECT * FROM {one}) SELECT c.id FROM c, {other} o"),
            2 => format!("CREATE VIEW v{number} AS SELECT * FROM v{} UNION SELECT id FROM {other}", random.below(5)),
            3 => format!("CREATE VIEW v{number} AS SELECT rowid AS id FROM {one}"),
            4 => format!("CREATE VIRTUAL TABLE f{number} USING fts5(ad, body, tokenize = 'porter ascii')"),
            _ => format!("CREATE VIRTUAL TABLE r{number} USING rtree(id, x0, x1)"),
        });
    }
    let views: Vec<String> =
        found.iter().filter_map(|sql| Some(sql.strip_prefix("CREATE VIEW ")?[..2].to_owned())).collect();
    for number in 0..random.below(4) {
        let other = random.pick(&TABLES)[2];
        if !views.is_empty() && random.chance() {
            let view = random.pick(&views);
            found.push(format!("CREATE TRIGGER g{number} INSTEAD OF INSERT ON {view} BEGIN INSERT INTO {other} (id) VALUES (new.id); END"));
        } else if !tables.is_empty() {
            let table = random.pick(tables).name;
            let event = random.pick(&["INSERT", "AFTER UPDATE OF id", "BEFORE DELETE"]);
            found.push(match random.below(3) {
                0 => format!("CREATE TRIGGER g{number} {event} ON {table} WHEN 1 BEGIN SELECT CASE WHEN 1 THEN 2 END; DELETE FROM f1; END"),
                1 => format!("CREATE TRIGGER g{number} {event} ON {table} BEGIN UPDATE {other} SET id = id WHERE id IN (SELECT id FROM v0); END"),
                _ => format!("CREATE TRIGGER g{number} {event} ON {table} BEGIN SELECT app_function(id) FROM {other}; END"),
            });
        }
    }
    found
}

fn model(random: &mut Random) -> Model {
    let mut tables = Vec::new();
    for number in 0..TABLES.len() {
        if random.below(4) > 0 {
            tables.push(table(random, number));
        }
    }
    Model { others: others(random, &tables), tables }
}

/// The same with a few changes, as a person makes them.
fn changed(random: &mut Random, model: &Model) -> Model {
    let mut model = model.clone();
    for _ in 0..=random.below(3) {
        if model.tables.is_empty() {
            break;
        }
        let place = random.below(model.tables.len());
        let number = model.tables[place].number;
        match random.below(6) {
            0 => drop(model.tables.remove(place)),
            1 => {
                let parts = &mut model.tables[place].parts;
                parts.insert(1, format!("yeni{} TEXT", parts.len()));
            }
            2 => model.tables[place].name = TABLES[number][random.below(3)],
            3 => model.tables[place] = table(random, number),
            4 => model.tables[place].indexes.reverse(),
            _ => model.others = others(random, &model.tables),
        }
    }
    let is_there = |sql: &String| {
        let on = sql.split(" ON ").nth(1).and_then(|rest| rest.split([' ']).next()).unwrap_or_default();
        let has_table = model.tables.iter().any(|table| sql.contains(&format!(" ON {} ", table.name)));
        !sql.starts_with("CREATE TRIGGER")
            || has_table
            || model.others.iter().any(|view| view.starts_with(&format!("CREATE VIEW {on} ")))
    };
    let kept: Vec<String> = model.others.iter().filter(|sql| is_there(sql)).cloned().collect();
    model.others = kept;
    model
}

/// Foreign keys to tables that are not there are left out: their rows would point nowhere, which goc refuses.
fn sql(model: &Model) -> String {
    let mut text = String::new();
    let points_nowhere = |part: &&String| {
        let is_there =
            |table: &Table| TABLES[table.number].iter().any(|name| part.contains(&format!("REFERENCES {name} (")));
        part.starts_with("FOREIGN KEY") && !model.tables.iter().any(is_there)
    };
    for table in &model.tables {
        let parts: Vec<&str> = table.parts.iter().filter(|part| !points_nowhere(part)).map(String::as_str).collect();
        writeln!(text, "CREATE TABLE {} ({}\n) {};", table.name, parts.join(", "), table.options).unwrap();
        for (number, index) in table.indexes.iter().enumerate() {
            let (unique, keys) = index.split_once('|').unwrap();
            writeln!(text, "CREATE {unique} INDEX \"i {}.{number}\" ON {} {keys};", table.number, table.name).unwrap();
        }
    }
    for other in &model.others {
        writeln!(text, "{other}\n;").unwrap();
    }
    text
}

#[tokio::test]
async fn rich_schemas_made_up_at_random_become_any_other_and_come_back() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seeds: std::ops::Range<u64> = match number("GOC_TEST_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("GOC_TEST_SEEDS").unwrap_or(300),
    };
    let mut failures = Vec::new();
    for seed in seeds.clone() {
        let mut random = Random::seeded(seed.wrapping_add(1 << 32));
        let one = model(&mut random);
        let other = if random.chance() { model(&mut random) } else { changed(&mut random, &one) };
        let (before, after) = (sql(&one), sql(&other));
        let expected = Expected { unknown: true, refusable: true, ..Expected::default() };
        if let Err(what) = check(&before, &after, expected).await {
            failures.push(format!("GOC_TEST_SEED={seed}\n{before}--- after ---\n{after}--- \n{what}"));
        }
    }
    let shown = failures[..failures.len().min(3)].join("\n");
    assert!(failures.is_empty(), "{shown}\n{} of {} seeds", failures.len(), seeds.end - seeds.start);
}
