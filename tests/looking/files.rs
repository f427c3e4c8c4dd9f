//! The worker changes revision files: every fault comes back with its line, and what was written is read anew.

use goc::operations::migration::{HeaderKey, Mending};
use goc::worker::{Command, Event, Failure, JobId, Look, Report, Request, Settings, Work, Worker};
use tokio::sync::mpsc::Receiver;

use crate::block_on;
use crate::support::{Migrations, TestDatabase, TestEnv, on_both};

struct Desk {
    worker: Worker,
    events: Receiver<Event>,
    jobs: u64,
}

impl Desk {
    fn new(database: &TestDatabase, migrations: &Migrations) -> Desk {
        let settings = Settings {
            database: Some(database.url()),
            migrations: Some(migrations.path().to_owned()),
            ..Settings::default()
        };
        let (worker, events) = Worker::spawn(settings);
        Desk { worker, events, jobs: 0 }
    }

    async fn ask(&mut self, request: impl Into<Request>) -> Result<Report, Failure> {
        self.jobs += 1;
        self.worker.send(Command::Start { job: JobId(self.jobs), request: request.into() });
        loop {
            match self.events.recv().await.expect("the worker lives") {
                Event::Finished { job, outcome } if job == JobId(self.jobs) => return *outcome,
                _ => {}
            }
        }
    }

    async fn connection(&mut self) -> String {
        match self.ask(Look::Open).await {
            Ok(Report::Opened(opened)) => opened.chosen.expect("one is meant"),
            other => panic!("{other:?}"),
        }
    }
}

fn text(id: &str, revises: &str, sql: &str) -> String {
    format!("-- revision: {id}\n-- revises: {revises}\n\n-- goc:upgrade\n{sql}\n\n-- goc:downgrade\nSELECT 1;\n")
}

#[test]
fn a_revision_is_written_rewritten_mended_and_accepted() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations.file("a.sql", text("rev_a", "", "CREATE TABLE a (id integer);"));
        block_on(async {
            let mut desk = Desk::new(database, &migrations);
            let connection = desk.connection().await;

            let bad = text("rev_b", "rev_a", "SELECT 1;\nCOMMIT;");
            let failure = desk.ask(Work::NewRevision { text: bad }).await.unwrap_err();
            assert_eq!((failure.kind(), failure.facts()["line"].as_u64()), ("transaction_control", Some(6)));
            let good = text("rev_b", "rev_a", "CREATE TABLE b (id integer);");
            assert!(matches!(desk.ask(Work::NewRevision { text: good }).await, Ok(Report::RevisionCreated(_))));

            let run = Work::Run {
                connection: connection.clone(),
                direction: goc::revision::Direction::Upgrade,
                target: "rev_b".to_owned(),
                options: Default::default(),
                mark: None,
            };
            assert!(matches!(desk.ask(run).await, Ok(Report::Ran { report, .. }) if report.steps.len() == 2));

            let rewrite = |even_if_applied| Work::RewriteRevision {
                connection: Some(connection.clone()),
                revision: "rev_b".to_owned(),
                text: text("rev_b", "rev_a", "CREATE TABLE b (id bigint);"),
                even_if_applied,
            };
            assert_eq!(desk.ask(rewrite(false)).await.unwrap_err().kind(), "already_applied");
            assert!(matches!(desk.ask(rewrite(true)).await, Ok(Report::RevisionRewritten(_))));

            let found = kinds(&mut desk, &connection).await;
            assert!(found.contains(&"changed_after_applied"), "{found:?}");
            let accept = Work::Accept { connection: connection.clone(), revision: "rev_b".to_owned() };
            assert!(matches!(desk.ask(accept).await, Ok(Report::Accepted { .. })));
            let found = kinds(&mut desk, &connection).await;
            assert!(!found.contains(&"changed_after_applied"), "{found:?}");

            migrations.file("c.sql", text("rev_c", "rev_bb", "SELECT 1;"));
            // A survey reads the files anew.
            desk.ask(Look::Survey { connection: connection.clone() }).await.unwrap();
            assert!(kinds(&mut desk, &connection).await.contains(&"missing_parent"));
            let mending = Mending {
                file: "c.sql".to_owned(),
                key: HeaderKey::Revises,
                from: "rev_bb".to_owned(),
                to: Some("rev_b".to_owned()),
            };
            assert!(matches!(desk.ask(Work::Mend(mending)).await, Ok(Report::Mended(change)) if change.line == 2));
            assert!(!kinds(&mut desk, &connection).await.contains(&"missing_parent"));
            let shown = desk.ask(Look::ReadFile { file: "c.sql".to_owned() }).await;
            assert!(matches!(shown, Ok(Report::FileText { text, .. }) if text.contains("-- revises: rev_b\n")));
        });
    });
}

async fn kinds(desk: &mut Desk, connection: &str) -> Vec<&'static str> {
    match desk.ask(Look::Examine { connection: connection.to_owned(), drift: false }).await {
        Ok(Report::Examined { findings, .. }) => findings.iter().map(|finding| finding.problem.kind()).collect(),
        other => panic!("{other:?}"),
    }
}
