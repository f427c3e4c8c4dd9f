//! `goc metrics` on both databases: for people, as JSON, and in a form that Prometheus reads.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{ConnectOptions, Connection};
use support::{Migrations, Postgres, TestDatabase, TestEnv, on_both};

/// A table with rows, one with a hostile name, and a failed run.
fn shop(database: &TestDatabase) -> TestEnv {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    let hostile = "CREATE TABLE \"a\u{1b}[31m\"\"b\\\nc\" (id integer);";
    migrations
        .revision("a", &[], &format!("CREATE TABLE t (id integer, n integer);\nCREATE INDEX ix_n ON t (n);\nINSERT INTO t VALUES (1, 1), (2, 2);\n{hostile}"), "DROP TABLE t;")
        .revision("b", &["a"], "SELECT * FROM missing;", "SELECT 1;");
    env.run(["-d", &database.url(), "upgrade", "a"]).success();
    env.run(["-d", &database.url(), "upgrade", "b"]).expect_code(1);
    if database.engine() == "postgres" {
        database.execute("ANALYZE t");
    }
    env
}

#[test]
fn sizes_steps_and_errors_are_told_and_nothing_changes() {
    on_both(|database| {
        let env = shop(database);
        let tables = database.tables();
        let found = env.json(["-d", &database.url(), "metrics"]);
        assert!(found["bytes"].as_u64().unwrap() > 4_096, "{found}");
        let table =
            found["tables"].as_array().unwrap().iter().find(|table| table["table"].as_str().unwrap().ends_with('t'));
        assert!(table.is_some(), "{found}");
        assert_eq!(found["steps"][0]["revision"], "a", "{found}");
        let failed = found["runs"].as_array().unwrap().iter().find(|run| run["outcome"] == "failed").unwrap();
        assert_eq!((failed["command"].as_str(), failed["count"].as_u64()), (Some("upgrade"), Some(1)), "{found}");
        if database.engine() == "postgres" {
            assert_eq!(found["unused_indexes"][0]["index"], "ix_n", "{found}");
            assert!(found["slowest"].is_null(), "the extension is not there: {found}");
        }
        let text = env.run(["-d", &database.url(), "metrics"]).success();
        assert!(text.stdout.contains("+ a") && text.stdout.contains("upgrade failed: 1"), "{text}");
        assert!(!text.stdout.contains('\u{1b}'), "{text}");
        assert_eq!(database.tables(), tables);
    });
}

#[test]
fn a_database_without_anything_has_numbers_too() {
    on_both(|database| {
        let env = TestEnv::new();
        let found = env.json(["-d", &database.url(), "metrics"]);
        assert_eq!((found["steps"].as_array().unwrap().len(), database.tables().len()), (0, 0), "{found}");
    });
}

/// Reads the text format strictly (prometheus.io, "Exposition formats"): families before their samples, each once; labels with
/// escapes; a number. Returns the samples.
fn parse(text: &str) -> BTreeMap<(String, Vec<(String, String)>), f64> {
    let mut samples = BTreeMap::new();
    let (mut families, mut typed) = (BTreeSet::new(), BTreeSet::new());
    assert!(text.ends_with('\n'));
    for line in text.lines() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            let (name, _) = help.split_once(' ').unwrap();
            assert!(families.insert(name.to_owned()), "{name} twice");
            continue;
        }
        if let Some(kind) = line.strip_prefix("# TYPE ") {
            let (name, kind) = kind.split_once(' ').unwrap();
            assert!(["gauge", "counter"].contains(&kind) && families.contains(name) && typed.insert(name.to_owned()));
            continue;
        }
        let (name, rest) = line.split_once('{').unwrap();
        assert!(typed.contains(name), "{line}");
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{line}");
        let (mut labels, mut characters) = (Vec::new(), rest.chars().peekable());
        loop {
            let label: String = std::iter::from_fn(|| characters.next_if(|&c| c != '=')).collect();
            assert_eq!((characters.next(), characters.next()), (Some('='), Some('"')), "{line}");
            let mut value = String::new();
            loop {
                match characters.next().unwrap() {
                    '"' => break,
                    '\\' => value.push(match characters.next().unwrap() {
                        'n' => '\n',
                        c @ ('\\' | '"') => c,
                        other => panic!("\\{other} is no escape: {line}"),
                    }),
                    c => value.push(c),
                }
            }
            labels.push((label, value));
            match characters.next() {
                Some(',') => {}
                Some('}') => break,
                other => panic!("{other:?}: {line}"),
            }
        }
        let value: String = characters.collect();
        let number = value.strip_prefix(' ').unwrap().parse().unwrap();
        assert!(samples.insert((name.to_owned(), labels), number).is_none(), "twice: {line}");
    }
    samples
}

#[test]
fn prometheus_can_read_it_whatever_a_table_is_called() {
    on_both(|database| {
        let env = shop(database);
        let url = database.url();
        let output = env.run(["-d", &url, "metrics", "--format", "prometheus"]).success();
        let samples = parse(&output.stdout);
        let labels = |name: &str| {
            samples.keys().filter(|(found, _)| found == name).map(|(_, labels)| labels).collect::<Vec<_>>()
        };
        let hostile = "a\u{1b}[31m\"b\\\nc";
        let is_there = labels("goc_table_rows").iter().any(|labels| labels[1].1.ends_with(hostile));
        assert!(is_there, "{output}");
        let failed = samples
            .iter()
            .find(|((name, labels), _)| name == "goc_runs_total" && labels.iter().any(|(_, value)| value == "failed"));
        assert_eq!(failed.map(|(_, count)| *count), Some(1.0), "{output}");
        // A file is written whole, over the one before.
        for _ in 0..2 {
            let printed = env.run(["-d", &url, "metrics", "--format", "prometheus", "--to", "goc.prom"]).success();
            assert_eq!(printed.stdout, "");
            assert_eq!(parse(&env.read("goc.prom")).len(), samples.len());
        }
        let refused =
            env.run(["-d", &url, "metrics", "--format", "prometheus", "--to", "missing/goc.prom"]).expect_code(1);
        assert!(refused.stderr.contains("missing/goc.prom"), "{refused}");
    });
}

#[test]
fn every_run_notes_the_sizes_and_growth_is_told() {
    on_both(|database| {
        let env = TestEnv::new();
        let url = database.url();
        Migrations::new(&env).revision("a", &[], "CREATE TABLE t (id integer, x text);", "DROP TABLE t;").revision(
            "b",
            &["a"],
            "SELECT 1;",
            "SELECT 1;",
        );
        env.run(["-d", &url, "upgrade", "a"]).success();
        let numbers = match database.engine() {
            "postgres" => "SELECT i, repeat('x', 500) FROM generate_series(1, 5000) i",
            _ => {
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, printf('%.500c', 'x') FROM n"
            }
        };
        let fill = |database: &TestDatabase| {
            database.execute(&format!("INSERT INTO t {numbers}"));
            if database.engine() == "postgres" {
                database.execute("VACUUM ANALYZE t");
            }
        };
        fill(database);
        env.run(["-d", &url, "upgrade", "b"]).success();
        fill(database);
        env.run(["-d", &url, "downgrade", "a", "--yes"]).success();
        let found = env.json(["-d", &url, "metrics"]);
        let bytes: Vec<u64> =
            found["sizes"].as_array().unwrap().iter().map(|sample| sample["bytes"].as_u64().unwrap()).collect();
        assert_eq!(bytes.len(), 4, "three runs and now: {found}");
        assert!(bytes.is_sorted() && bytes[2] > bytes[0] + 4_000_000, "{bytes:?}");
        let grown =
            found["growth"].as_array().unwrap().iter().find(|table| table["table"].as_str().unwrap().ends_with('t'));
        let sizes = grown.unwrap()["sizes"].as_array().unwrap();
        let (first, last) = (sizes[0]["bytes"].as_u64().unwrap(), sizes.last().unwrap()["bytes"].as_u64().unwrap());
        assert!(last > first + 2_000_000, "{found}");
        let text = env.run(["-d", &url, "metrics"]).success();
        assert!(
            text.stdout.contains("growth of the database") && text.stdout.contains("tables that grew most"),
            "{text}"
        );
        // Only so many runs are kept.
        let old = match database.engine() {
            "postgres" => "SELECT '2020-' || i, '', '', 1 FROM generate_series(1000, 1500) i",
            _ => {
                "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) SELECT '2020-' || i, '', '', 1 FROM n"
            }
        };
        database.execute(&format!("INSERT INTO goc_sample (run_id, schema_name, table_name, bytes) {old}"));
        env.run(["-d", &url, "upgrade", "b"]).success();
        assert_eq!(database.value("SELECT count(DISTINCT run_id) FROM goc_sample"), "366");
    });
}

#[test]
fn a_run_does_not_wait_for_a_table_that_somebody_has_locked_to_note_its_size() {
    let Some(database) = Postgres::new() else { return };
    let env = TestEnv::new();
    let url = database.url();
    Migrations::new(&env)
        .revision("a", &[], "CREATE TABLE t (id integer);\nINSERT INTO t VALUES (1);", "DROP TABLE t;")
        .revision("b", &["a"], "SELECT 1;", "SELECT 1;");
    env.run(["-d", &url, "upgrade", "a"]).success();
    database.execute("VACUUM ANALYZE t").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let holder = runtime.block_on(async {
        let mut holder = database.as_owner().connect().await.unwrap();
        sqlx::raw_sql("BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE").execute(&mut holder).await.unwrap();
        holder
    });
    env.run(["-d", &url, "upgrade", "b"]).success();
    runtime.block_on(async { holder.close().await.unwrap() });
    let noted = database.query("SELECT count(*) FROM goc_sample WHERE table_name = 't'").unwrap();
    assert_eq!(noted, [["1"]]);
}
