//! Events of a run: what a screen that follows it is told, and when.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use goc::database::Outcome;
use goc::operations::migration::{RunOptions, downgrade, upgrade};
use goc::operations::{Event, Events, PlannedStep};

use crate::support::{Migrations, TestEnv, on_both};
use crate::{block_on, context};

#[test]
fn every_statement_is_named_before_it_is_done() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        let long = format!("INSERT INTO a VALUES {}(0)", "(1), ".repeat(20_000));
        let upgrade_sql = format!(
            "-- the first\nCREATE TABLE a ( -- why\n  id integer\n);\nINSERT INTO a VALUES (1), (2);\n{long};\nDELETE FROM a;"
        );
        migrations.revision("a", &[], &upgrade_sql, "DROP TABLE a;");
        let mut context = context(&database.url(), migrations.path());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = seen.clone();
        context.events = Events::new(move |event| record.lock().unwrap().push(event));
        let report = block_on(upgrade(&context, "heads", RunOptions::default())).unwrap();
        let seen = std::mem::take(&mut *seen.lock().unwrap());

        let run_id = report.run_id.unwrap();
        let (command, target) = ("upgrade", "heads".to_owned());
        assert_eq!(seen[0], Event::RunStarted { run_id: run_id.clone(), command, target });
        assert_eq!(*seen.last().unwrap(), Event::RunEnded { run_id, outcome: Outcome::Done, error: None });
        let revision = report.steps[0].revision.clone();
        let steps = vec![PlannedStep { revision, message: "a".to_owned() }];
        assert!(matches!(&seen[1], Event::Planned { steps: planned, .. } if *planned == steps), "{:?}", seen[1]);
        let statements: Vec<String> = seen
            .iter()
            .filter_map(|event| match event {
                Event::StatementStarted { number, last, total, line, sql } => {
                    Some(format!("> {number}-{last}/{total} {line} {:.24}", sql.to_string()))
                }
                Event::StatementDone { number, total, line, rows, sql, .. } => {
                    Some(format!("< {number}/{total} {line} {rows} {:.24}", sql.to_string()))
                }
                _ => None,
            })
            .collect();
        // The long one does not fit into a message with those before it, and nothing fits behind it.
        let last: [u32; 4] = if database.engine() == "postgres" { [2, 2, 3, 4] } else { [1, 2, 3, 4] };
        let expected = [
            format!("> 1-{}/4 8 CREATE TABLE a ( id inte", last[0]),
            "< 1/4 8 0 CREATE TABLE a ( id inte".to_owned(),
            format!("> 2-{}/4 11 INSERT INTO a VALUES (1)", last[1]),
            "< 2/4 11 2 INSERT INTO a VALUES (1)".to_owned(),
            format!("> 3-{}/4 12 INSERT INTO a VALUES (1)", last[2]),
            "< 3/4 12 20001 INSERT INTO a VALUES (1)".to_owned(),
            format!("> 4-{}/4 13 DELETE FROM a", last[3]),
            "< 4/4 13 20003 DELETE FROM a".to_owned(),
        ];
        assert_eq!(statements, expected);
    });
}

#[test]
fn a_statement_that_takes_long_is_named_while_it_runs() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        let slow = match database.engine() {
            "postgres" => "SELECT pg_sleep(0.4);",
            _ => {
                "SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT i FROM n);"
            }
        };
        migrations.revision("a", &[], &format!("CREATE TABLE a (id integer);\n{slow}"), "DROP TABLE a;");
        let mut context = context(&database.url(), migrations.path());
        let times = Arc::new(Mutex::new((None, None)));
        let record = times.clone();
        context.events = Events::new(move |event| match event {
            // On PostgreSQL both are in one message: the slow one is among those that may be running.
            Event::StatementStarted { last: 2, .. } => {
                record.lock().unwrap().0.get_or_insert_with(Instant::now);
            }
            Event::StatementDone { number: 2, .. } => record.lock().unwrap().1 = Some(Instant::now()),
            _ => {}
        });
        block_on(upgrade(&context, "heads", RunOptions::default())).unwrap();
        let (started, done) = *times.lock().unwrap();
        let between = done.unwrap() - started.unwrap();
        let least = if database.engine() == "postgres" { Duration::from_millis(400) } else { Duration::from_millis(1) };
        assert!(between >= least, "{between:?}");
    });
}

#[test]
fn a_dry_run_writes_no_run_and_says_so() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;");
        let mut context = context(&database.url(), migrations.path());
        let runs = Arc::new(Mutex::new(0));
        let count = runs.clone();
        context.events = Events::new(move |event| {
            *count.lock().unwrap() += u32::from(matches!(event, Event::RunStarted { .. }));
        });
        block_on(async {
            upgrade(&context, "heads", RunOptions { dry_run: true, ..RunOptions::default() }).await.unwrap();
            assert_eq!(*runs.lock().unwrap(), 0);
            upgrade(&context, "heads", RunOptions::default()).await.unwrap();
            // Nothing to do is no run either.
            upgrade(&context, "heads", RunOptions::default()).await.unwrap();
            downgrade(&context, "base", RunOptions::default()).await.unwrap();
            assert_eq!(*runs.lock().unwrap(), 2);
        });
    });
}
