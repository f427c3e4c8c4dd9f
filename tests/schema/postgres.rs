//! On a real PostgreSQL: the difference is run, and `pg_dump` says whether it led where it should.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use goc::config::{ConnectionConfig, ConnectionSettings, DatabaseUrl, Origin};
use goc::database::{Database, Stop};
use goc::i18n::{Lang, Say};
use goc::operations::backup::BackupPolicy;
use goc::operations::schema::{Block, Comparing, Comparison, Model, Options, Rename, Stage, compare, script};
use goc::operations::{Context, Events, Revisions};
use goc::revision::Source;

use super::pairs::{Pair, read};
use super::random::schema;
use super::support::{Postgres, Random};

macro_rules! topics {
    ($($topic:ident)*) => {
        $(
            #[test]
            fn $topic() {
                all_pairs(stringify!($topic));
            }
        )*

        #[test]
        fn every_file_of_pairs_is_run() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/postgres");
            let mut files: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
                .collect();
            files.sort();
            let mut run = vec![$(stringify!($topic).to_owned()),*];
            run.sort();
            assert_eq!(files, run);
        }
    };
}

topics! {
    columns
    constraints
    expressions
    functions
    indexes
    moved
    others
    online
    partitions
    privileges
    renames
    sequences
    tables
    triggers
    types
    views
}

/// Runs the pairs of a file, all of them, and says which failed.
fn all_pairs(topic: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/schema/postgres/{topic}.sql"));
    let only = std::env::var("GOC_TEST_PAIR").ok();
    let mut failures = Vec::new();
    for pair in read(&file) {
        if only.as_ref().is_some_and(|only| !pair.name.contains(only.as_str())) {
            continue;
        }
        let Some(database) = Postgres::new() else { return };
        if let Err(failure) = check(&database, &pair) {
            failures.push(format!("== {}\n{failure}", pair.name));
        }
    }
    assert!(failures.is_empty(), "{} pairs fail:\n{}", failures.len(), failures.join("\n"));
}

/// How many pairs are made up, unless `GOC_TEST_PAIRS` says otherwise.
const MADE_UP: u64 = 24;

#[test]
fn schemas_made_up_at_random_turn_into_each_other_and_back() {
    let first = Random::new().bits() >> 16;
    let count = std::env::var("GOC_TEST_PAIRS").ok().and_then(|count| count.parse().ok()).unwrap_or(MADE_UP);
    let mut failures = Vec::new();
    for seed in first..first + count {
        let mut random = Random::seeded(seed);
        let (before, after) = (schema(&mut random), schema(&mut random));
        let online = random.chance();
        let pair = Pair { name: format!("seed {seed}"), before, after, online, ..Pair::default() };
        let Some(database) = Postgres::new() else { return };
        if let Err(failure) = check(&database, &pair) {
            failures.push(format!("== {}\n{failure}\nfrom\n{}\nto\n{}", pair.name, pair.before, pair.after));
        }
    }
    assert!(failures.is_empty(), "{} of {count} pairs fail:\n{}", failures.len(), failures.join("\n"));
}

/// There, and back.
fn check(database: &Postgres, pair: &Pair) -> Result<(), String> {
    let wanted = Postgres::new().unwrap();
    let load =
        |database: &Postgres, sql: &str| database.execute_as_superuser(sql).map_err(|error| format!("{error}\n{sql}"));
    load(database, &pair.before)?;
    load(&wanted, &pair.after)?;
    let before = dump(database, pair.privileges);
    let rows = rows(database);
    let comparison = difference(database, pair, true)?;
    let there: Vec<(Stage, Vec<Block>)> =
        comparison.stretches.iter().map(|stretch| (stretch.stage, stretch.upgrade.clone())).collect();
    let back: Vec<(Stage, Vec<Block>)> =
        comparison.stretches.iter().rev().map(|stretch| (stretch.stage, stretch.downgrade.clone())).collect();
    let text = |way: &[(Stage, Vec<Block>)]| {
        way.iter()
            .map(|(stage, blocks)| format!("-- {stage:?}\n{}", script(blocks, Lang::En)))
            .collect::<Vec<_>>()
            .join("\n")
    };
    run(database, &there).map_err(|error| format!("the upgrade fails: {error}\n{}", text(&there)))?;
    let apart = apart(&dump(&wanted, pair.privileges), &dump(database, pair.privileges));
    if !apart.is_empty() {
        return Err(format!("the upgrade leads elsewhere:\n{apart}\n{}", text(&there)));
    }
    let again = difference(database, pair, false)?;
    if !again.is_clean() {
        let changes: Vec<String> = again.changes.iter().map(|change| format!("{change:?}")).collect();
        return Err(format!("a second run finds something:\n{}\nafter\n{}", changes.join("\n"), text(&there)));
    }
    lost_rows(&rows, &self::rows(database), &comparison, pair)?;
    run(database, &back).map_err(|error| format!("the downgrade fails: {error}\n{}", text(&back)))?;
    let apart = self::apart(&before, &dump(database, pair.privileges));
    if !apart.is_empty() {
        return Err(format!("the downgrade leads elsewhere:\n{apart}\n{}", text(&back)));
    }
    Ok(())
}

fn difference(database: &Postgres, pair: &Pair, with_renames: bool) -> Result<Comparison, String> {
    let folder = std::env::temp_dir().join(format!("goc-model-{}", database.name()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("schema.sql");
    std::fs::write(&file, &pair.after).unwrap();
    let renames = pair.renames.iter().filter(|_| with_renames).map(|rename| Rename::parse(rename).unwrap()).collect();
    let comparing = Comparing {
        model: Model::Files(file),
        renames,
        options: Options { online: pair.online, privileges: pair.privileges },
        include: Vec::new(),
        exclude: Vec::new(),
        branch: None,
        scratch: None,
    };
    let context = context(database.superuser_url().split('?').next().unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let result = runtime.block_on(compare(&context, &comparing));
    std::fs::remove_dir_all(folder).unwrap();
    result.map_err(|trouble| trouble.say(Lang::En))
}

fn context(url: &str) -> Context {
    let connection = ConnectionSettings {
        name: "pair".to_owned(),
        url: DatabaseUrl::parse(url).unwrap(),
        options: ConnectionConfig::default(),
        origin: Origin::Argument,
    };
    Context {
        database: Database::new(&connection).unwrap(),
        revisions: Arc::new(Revisions::load(Source::Builtin(&[]))),
        events: Events::default(),
        stop: Stop::default(),
        patience: std::time::Duration::ZERO,
        typed_mark: None,
        protects: None,
        backup: BackupPolicy::new(&connection),
    }
}

/// As goc runs it: a transaction for each revision, or each statement by itself.
fn run(database: &Postgres, way: &[(Stage, Vec<Block>)]) -> Result<(), String> {
    for (stage, blocks) in way {
        let statements: Vec<&String> = blocks.iter().flat_map(|block| &block.statements).collect();
        if *stage == Stage::Beside {
            for statement in statements {
                database.execute_as_superuser(statement).map_err(|error| error.to_string())?;
            }
        } else {
            let all: String = statements.iter().map(|statement| format!("{statement};\n")).collect();
            database.execute_as_superuser(&format!("BEGIN;\n{all}COMMIT;")).map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

/// What `pg_dump` says of a schema, as lines whose order says nothing.
fn dump(database: &Postgres, privileges: bool) -> Vec<String> {
    let program = match std::env::var("GOC_TEST_POSTGRES_BIN") {
        Ok(folder) => format!("{folder}/pg_dump"),
        Err(_) => "pg_dump".to_owned(),
    };
    let mut command = Command::new(program);
    // sqlx writes options of its own behind the address.
    let url = database.superuser_url();
    command.args(["--schema-only", "--no-password", "-d", url.split('?').next().unwrap()]);
    if !privileges {
        command.args(["--no-owner"]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines: Vec<String> = text
        .lines()
        .filter(|line| {
            !line.is_empty()
                && !["--", "SET ", "SELECT pg_catalog.set_config", "\\"].iter().any(|noise| line.starts_with(noise))
        })
        .map(|line| line.trim_end_matches(',').to_owned())
        .collect();
    lines.sort();
    lines
}

/// Lines that only one side has.
fn apart(wanted: &[String], found: &[String]) -> String {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    wanted.iter().for_each(|line| *counts.entry(line).or_default() += 1);
    found.iter().for_each(|line| *counts.entry(line).or_default() -= 1);
    let lines = counts.iter().filter(|(_, count)| **count != 0);
    lines.map(|(line, count)| format!("{} {line}\n", if *count > 0 { "missing" } else { "too much" })).collect()
}

/// How many rows each table has.
fn rows(database: &Postgres) -> BTreeMap<String, i64> {
    let tables = database
        .query_as_superuser(
            "SELECT CASE c.relkind WHEN 'r' THEN 'ONLY ' ELSE '' END, c.oid::regclass \
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'",
        )
        .unwrap();
    // Rows of partitions are their parent's: they may move between them.
    let count = |only: &String, table: &String| {
        let rows = database.query_as_superuser(&format!("SELECT count(*) FROM {only}{table}")).unwrap();
        rows[0][0].parse::<i64>().unwrap()
    };
    tables.into_iter().map(|row| (row[1].clone(), count(&row[0], &row[1]))).collect()
}

/// Rows go only with a table that goes, and only when the difference says so.
fn lost_rows(
    before: &BTreeMap<String, i64>,
    after: &BTreeMap<String, i64>,
    comparison: &Comparison,
    pair: &Pair,
) -> Result<(), String> {
    for (table, count) in before {
        let renamed = pair.renames.iter().find_map(|rename| rename.split_once('=').filter(|(from, _)| from == table));
        let name = renamed.map_or(table.as_str(), |(_, to)| to);
        let is_told =
            comparison.changes.iter().any(|change| change.loss.is_some() && change.name == name.replace('"', ""));
        match after.get(name) {
            Some(found) if found == count => {}
            None | Some(0) if is_told => {}
            // A table that joins or leaves another takes its rows along.
            _ if before.values().sum::<i64>() == after.values().sum::<i64>() => {}
            found => return Err(format!("{table} had {count} rows and has {found:?}")),
        }
    }
    Ok(())
}
