//! Random schemas: from any one to any other, and back.

use std::fmt::Write as _;

use super::check::{Expected, check};
use super::random::Random;

const TABLES: usize = 5;

/// Columns have the same type under the same name, so that rows of one schema fit into the other.
const COLUMNS: [(&str, &str); 7] = [
    ("ad", "TEXT"),
    ("adet", "INTEGER"),
    ("fiyat", "REAL"),
    ("resim", "BLOB"),
    ("\"a b\"", "TEXT"),
    ("ölçü", "INTEGER"),
    ("[order]", "TEXT"),
];

/// A table, as the generator thinks of it.
#[derive(Clone)]
struct Table {
    name: String,
    key: &'static str,
    /// Definitions of columns.
    columns: Vec<String>,
    constraints: Vec<String>,
    options: Vec<&'static str>,
    indexes: Vec<String>,
}

#[derive(Clone, Default)]
struct Model {
    tables: Vec<Table>,
    views: Vec<String>,
    triggers: Vec<String>,
}

fn table(random: &mut Random, number: usize, wild: bool) -> Table {
    let name = ["t0", "\"t 1\"", "Ürün", "[t3]", "t4"][number].to_owned();
    let mut columns: Vec<String> = Vec::new();
    let (mut constraints, mut indexes) = (Vec::new(), Vec::new());
    let options = match random.below(6) {
        0 => vec!["STRICT"],
        1 => vec!["WITHOUT ROWID"],
        2 if random.chance() => vec!["STRICT", "WITHOUT ROWID"],
        _ => Vec::new(),
    };
    let can_count = !options.contains(&"WITHOUT ROWID");
    let key =
        if can_count && random.below(3) == 0 { "INTEGER PRIMARY KEY AUTOINCREMENT" } else { "INTEGER PRIMARY KEY" };
    for (name, declared) in COLUMNS {
        if random.below(3) == 0 {
            continue;
        }
        let declared = match (wild, options.contains(&"STRICT")) {
            (true, true) => *random.pick(&["TEXT", "INTEGER", "REAL", "BLOB", "ANY", "INT"]),
            (true, false) => *random.pick(&["TEXT", "VARCHAR(20)", "INTEGER", "REAL", "BLOB", "", "DECIMAL(10, 2)"]),
            _ => declared,
        };
        let mut text = format!("{name} {declared}");
        match random.below(6) {
            0 => text.push_str(" NOT NULL"),
            1 => text.push_str(&format!(" NOT NULL DEFAULT {}", default(declared))),
            2 => text.push_str(&format!(" DEFAULT {}", default(declared))),
            _ => {}
        }
        match random.below(8) {
            0 => text.push_str(" UNIQUE"),
            1 if declared == "TEXT" => text.push_str(" COLLATE NOCASE"),
            2 => write!(text, " CONSTRAINT ck CHECK ({name} IS NULL OR {name} <> 'yok')").unwrap(),
            3 => constraints.push(format!("CHECK ({name} IS NULL OR {name} <> 'hiç')")),
            4 => indexes.push(format!("({name}{})", random.pick(&["", " DESC", " COLLATE NOCASE"]))),
            5 => indexes.push(format!("(id, {name}) WHERE {name} IS NOT NULL")),
            _ => {}
        }
        let place = if random.chance() { columns.len() } else { random.below(columns.len() + 1) };
        columns.insert(place, text);
    }
    if random.below(3) == 0 {
        let kept = random.pick(&["", " VIRTUAL", " STORED"]);
        columns.push(format!("g INTEGER AS (id + {}){kept}", random.below(3)));
    }
    for parent in 0..TABLES {
        if random.below(6) == 0 {
            let action = random.pick(&["", " ON DELETE CASCADE", " ON UPDATE SET NULL ON DELETE RESTRICT"]);
            let other = ["t0", "\"t 1\"", "Ürün", "[t3]", "t4"][parent];
            if random.chance() {
                columns.push(format!("p{parent} INTEGER REFERENCES {other} (id){action}"));
            } else {
                columns.push(format!("p{parent} INTEGER"));
                constraints.push(format!("FOREIGN KEY (p{parent}) REFERENCES {other} (id){action}"));
            }
        }
    }
    Table { name, key, columns, constraints, options, indexes }
}

fn default(declared: &str) -> &'static str {
    match declared {
        "TEXT" | "VARCHAR(20)" | "ANY" => "'boş'",
        "INTEGER" | "INT" | "DECIMAL(10, 2)" => "-1",
        "REAL" => "0.5",
        _ => "x'00'",
    }
}

fn model(random: &mut Random, wild: bool) -> Model {
    let mut model = Model::default();
    for number in 0..TABLES {
        if random.below(5) > 0 {
            model.tables.push(table(random, number, wild));
        }
    }
    objects(random, &mut model);
    model
}

/// Views and triggers; some of them mention what is not there.
fn objects(random: &mut Random, model: &mut Model) {
    (model.views, model.triggers) = (Vec::new(), Vec::new());
    let names = ["t0", "\"t 1\"", "Ürün", "[t3]", "t4"];
    for number in 0..random.below(4) {
        let one = random.pick(&names);
        let other = random.pick(&names);
        model.views.push(match random.below(4) {
            0 => format!("CREATE VIEW v{number} AS SELECT id FROM {one}"),
            1 => format!("CREATE VIEW v{number} AS SELECT * FROM {one}"),
            2 => format!("CREATE VIEW v{number} (x) AS SELECT a.id FROM {one} a JOIN {other} b ON a.id = b.id"),
            _ => format!("CREATE VIEW v{number} AS SELECT * FROM v{}", random.below(4)),
        });
    }
    for number in 0..random.below(4) {
        let Some(table) = (!model.tables.is_empty()).then(|| random.pick(&model.tables).name.clone()) else { continue };
        let other = random.pick(&names);
        let event = random.pick(&["AFTER INSERT", "BEFORE DELETE", "AFTER UPDATE"]);
        model.triggers.push(match random.below(3) {
            0 => format!("CREATE TRIGGER g{number} {event} ON {table} BEGIN SELECT 1; END"),
            1 => format!("CREATE TRIGGER g{number} {event} ON {table} BEGIN UPDATE {other} SET id = id; END"),
            _ => format!("CREATE TRIGGER g{number} {event} ON {table} BEGIN DELETE FROM {other} WHERE id IN (SELECT 1 FROM v0 WHERE 0); END"),
        });
    }
}

/// The same with a few changes, as a person makes them.
fn changed(random: &mut Random, model: &Model, wild: bool) -> Model {
    let mut model = model.clone();
    for _ in 0..=random.below(3) {
        if model.tables.is_empty() {
            break;
        }
        let place = random.below(model.tables.len());
        match random.below(6) {
            0 => drop(model.tables.remove(place)),
            1 => {
                let columns = &mut model.tables[place].columns;
                columns.push(format!("yeni{} TEXT", columns.len()));
            }
            2 => model.tables[place].columns.reverse(),
            3 => {
                let number =
                    ["t0", "\"t 1\"", "Ürün", "[t3]", "t4"].iter().position(|n| *n == model.tables[place].name);
                model.tables[place] = table(random, number.unwrap(), wild);
            }
            4 => model.tables[place].indexes.push("(id DESC)".to_owned()),
            _ => objects(random, &mut model),
        }
    }
    let names: Vec<String> = model.tables.iter().map(|table| table.name.clone()).collect();
    model.triggers.retain(|trigger| names.iter().any(|name| trigger.contains(&format!(" ON {name} BEGIN"))));
    model
}

/// Foreign keys to tables that are not there are left out: their rows would point nowhere, which goc refuses.
fn sql(model: &Model) -> String {
    let mut text = String::new();
    let points_nowhere = |part: &String| {
        let parent = part.split("REFERENCES ").nth(1).and_then(|rest| rest.split(" (").next());
        parent.is_some_and(|parent| !model.tables.iter().any(|table| table.name == parent))
    };
    for table in &model.tables {
        let mut parts = vec![format!("id {}", table.key)];
        parts.extend(table.columns.iter().filter(|part| !points_nowhere(part)).cloned());
        parts.extend(table.constraints.iter().filter(|part| !points_nowhere(part)).cloned());
        writeln!(text, "CREATE TABLE {} ({}) {};", table.name, parts.join(", "), table.options.join(", ")).unwrap();
        for (number, index) in table.indexes.iter().enumerate() {
            let bare: String = table.name.chars().filter(|c| c.is_alphanumeric()).collect();
            writeln!(text, "CREATE INDEX i_{bare}_{number} ON {} {index};", table.name).unwrap();
        }
    }
    for object in model.views.iter().chain(&model.triggers) {
        writeln!(text, "{object};").unwrap();
    }
    text
}

/// Checks pairs of random schemas; `wild` ones have columns of other types under the same name, whose values need not fit.
async fn check_seeds(wild: bool, count: u64) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seeds = match number("GOC_TEST_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("GOC_TEST_SEEDS").unwrap_or(count),
    };
    let count = seeds.end - seeds.start;
    let mut failures = Vec::new();
    for seed in seeds {
        let mut random = Random::seeded(seed);
        let one = model(&mut random, wild);
        let other = if random.chance() { model(&mut random, wild) } else { changed(&mut random, &one, wild) };
        let (before, after) = (sql(&one), sql(&other));
        let expected = Expected { unknown: true, refusable: wild, ..Expected::default() };
        if let Err(what) = check(&before, &after, expected).await {
            failures.push(format!("GOC_TEST_SEED={seed}\n{before}--- after ---\n{after}--- \n{what}"));
        }
    }
    let shown = failures[..failures.len().min(3)].join("\n");
    assert!(failures.is_empty(), "{shown}\n{} of {count} seeds", failures.len());
}

#[tokio::test]
async fn any_schema_becomes_any_other_and_comes_back() {
    check_seeds(false, 300).await;
}

#[tokio::test]
async fn types_change_and_values_fit_or_are_refused() {
    check_seeds(true, 300).await;
}
