//! Where nobody works nothing goes on, nothing is watched, and nobody can be ended.

use goc::database::activity::Ending;
use goc::i18n::{Lang, Problem, Say};
use goc::operations::activity::{Activity, activity, end};
use goc::operations::migration::{RunOptions, upgrade};
use goc::worker::{Command, Event, JobId, Look, Report, Settings, Worker};

use crate::support::{Migrations, TestEnv, on_both};
use crate::{block_on, context};

#[test]
fn an_idle_database_is_left_alone() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;");
        let context = context(&database.url(), migrations.path());
        block_on(async {
            assert_eq!(activity(&context).await.unwrap(), Activity::default(), "before goc's first table");
            upgrade(&context, "a", RunOptions::default()).await.unwrap();
            assert_eq!(activity(&context).await.unwrap(), Activity::default());
            for ending in [Ending::Cancel, Ending::Terminate] {
                let trouble = end(&context, 1, None, ending).await.unwrap_err();
                assert_eq!(trouble.kind(), "not_in_the_way");
                assert!(!trouble.say(Lang::Tr).is_empty() && trouble.hint(Lang::En).contains("goc activity"));
            }
            let settings = Settings { database: Some(database.url()), ..Settings::default() };
            let (worker, mut events) = Worker::spawn(settings);
            let mut ask = async |number, look: Look| {
                worker.send(Command::Start { job: JobId(number), request: look.into() });
                match events.recv().await.expect("the worker lives") {
                    Event::Finished { outcome, .. } => *outcome,
                    other => panic!("{other:?}"),
                }
            };
            let Ok(Report::Opened(opened)) = ask(1, Look::Open).await else { panic!("no connection") };
            let connection = opened.chosen.expect("one is meant");
            let watched = ask(2, Look::Watch { connection, own: false }).await;
            assert!(matches!(watched, Ok(Report::Watched { .. })), "it ends at once: {watched:?}");
        });
    });
}
