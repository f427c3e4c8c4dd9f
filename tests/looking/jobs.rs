//! The worker's promise: whatever is asked, refused, stopped or broken, every job ends with exactly one `Finished`.

use std::collections::BTreeMap;
use std::time::Duration;

use goc::database::Urgency;
use goc::operations::migration::RunOptions;
use goc::revision::Direction;
use goc::worker::{Command, Event, JobId, Look, Report, Request, Settings, Work, Worker};

use crate::block_on;
use crate::support::{Migrations, Random, TestEnv, on_both};

/// Longer than the worker's own patience with a server that does not answer.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn every_job_ends_exactly_once_whatever_is_stopped_when() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;");
        let endless = match database.engine() {
            "postgres" => "SELECT pg_sleep(600);",
            _ => "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n;",
        };
        migrations.revision("b", &["a"], endless, "SELECT 1;");
        let settings = Settings {
            database: Some(database.url()),
            migrations: Some(migrations.path().to_owned()),
            ..Settings::default()
        };
        let finished = block_on(async {
            let (worker, mut events) = Worker::spawn(settings);
            let mut random = Random::new();
            let start = |job, request: Request| worker.send(Command::Start { job: JobId(job), request });
            start(0, Look::Open.into());
            let connection = loop {
                if let Some(Event::Finished { outcome, .. }) = events.recv().await {
                    let Ok(Report::Opened(opened)) = *outcome else { panic!("{outcome:?}") };
                    break opened.chosen.unwrap();
                }
            };
            let work = |target: &str| {
                let (connection, target) = (connection.clone(), target.to_owned());
                Work::Run {
                    connection,
                    direction: Direction::Upgrade,
                    target,
                    options: RunOptions::default(),
                    mark: None,
                }
                .into()
            };
            let mut counted: BTreeMap<JobId, u32> = BTreeMap::new();
            for job in 1..=60 {
                let connection = connection.clone();
                start(
                    job,
                    match random.below(7) {
                        0 => work("b"),
                        1 => work("no such revision"),
                        2 => Look::Examine { connection, drift: false }.into(),
                        3 => Look::Overview { connection: "nobody".to_owned() }.into(),
                        4 => Look::Preview { connection, direction: Direction::Upgrade, target: "heads".to_owned() }
                            .into(),
                        5 => Look::Journal { connection, limit: 5 }.into(),
                        _ => Look::Survey { connection }.into(),
                    },
                );
                let urgency = if random.chance() { Urgency::Now } else { Urgency::AfterStep };
                if random.chance() {
                    worker.send(Command::Stop { job: JobId(1 + random.below(job as usize) as u64), urgency });
                }
                // What has happened so far; the rest comes later.
                while let Ok(event) = events.try_recv() {
                    count(&mut counted, event);
                }
                tokio::task::yield_now().await;
            }
            worker.send(Command::Shutdown { urgency: Urgency::Now });
            drop(worker);
            let rest = async {
                while let Some(event) = events.recv().await {
                    count(&mut counted, event);
                }
            };
            tokio::time::timeout(PATIENCE, rest).await.expect("the events end after the last job");
            counted
        });
        let expected: BTreeMap<JobId, u32> = (1..=60).map(|job| (JobId(job), 1)).collect();
        assert_eq!(finished, expected);
        let current = database.current();
        assert!(current.is_empty() || current == ["a"], "{current:?}");
    });
}

fn count(counted: &mut BTreeMap<JobId, u32>, event: Event) {
    if let Event::Finished { job, .. } = event {
        *counted.entry(job).or_default() += 1;
    }
}
