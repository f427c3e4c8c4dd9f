//! Accepting a changed file: the journal knows it from then on, and who said so.

use goc::i18n::Problem;
use goc::operations::migration::{AppliedRevisions, RunOptions, accept, downgrade, refuse_applied, status, upgrade};

use crate::support::{Migrations, TestEnv, on_both};
use crate::{block_on, context};

#[test]
fn an_accepted_file_counts_as_applied_as_it_is_now() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        let write = |sql: &str| {
            migrations.revision("a", &[], sql, "DROP TABLE a;");
        };
        write("CREATE TABLE a (id integer);");
        let here = || context(&database.url(), migrations.path());
        block_on(async {
            upgrade(&here(), "heads", RunOptions::default()).await.unwrap();
            let nothing = accept(&here(), "a").await.unwrap_err();
            assert_eq!(nothing.kind(), "not_changed", "{nothing}");
            let before = AppliedRevisions::read(&here()).await.unwrap();
            let ran = before.step(&before.rows[0]).unwrap().clone();

            write("-- why: the table of everything\nCREATE TABLE a (id integer);");
            let changed = status(&here()).await.unwrap().changed;
            assert_eq!((changed.len(), &changed[0].applied), (1, &ran.applied));
            let accepted = accept(&here(), "a").await.unwrap();
            assert_eq!((&accepted.applied, &accepted.from), (&ran.applied, &ran.checksum.unwrap().to_string()));
            assert!(status(&here()).await.unwrap().is_clean());

            // When and by which run it was applied stays true.
            let after = AppliedRevisions::read(&here()).await.unwrap();
            let step = after.step(&after.rows[0]).unwrap();
            assert_eq!(
                (&step.applied, &step.run_id, &step.checksum.unwrap().to_string()),
                (&ran.applied, &ran.run_id, &accepted.to)
            );
            assert_eq!(accept(&here(), "a").await.unwrap_err().kind(), "not_changed");

            // The next change is one again, and so is the way back to what ran at first.
            write("CREATE TABLE a (id integer);");
            assert_eq!(status(&here()).await.unwrap().changed.len(), 1);
            accept(&here(), "a").await.unwrap();
            downgrade(&here(), "base", RunOptions::default()).await.unwrap();
            write("CREATE TABLE a (id bigint);");
            assert_eq!(accept(&here(), "a").await.unwrap_err().kind(), "not_changed", "it is not applied");
            upgrade(&here(), "heads", RunOptions::default()).await.unwrap();
            assert!(status(&here()).await.unwrap().is_clean());
        });
        assert_eq!(database.value("SELECT count(*) FROM goc_run WHERE target = 'accept a'"), "2");
    });
}

#[test]
fn a_run_that_broke_is_still_reported_after_a_file_was_accepted() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;");
        migrations.revision("b", &["a"], "NONSENSE;", "SELECT 1;");
        let here = || context(&database.url(), migrations.path());
        block_on(async {
            upgrade(&here(), "heads", RunOptions::default()).await.unwrap_err();
            migrations.revision("a", &[], "CREATE TABLE a (id bigint);", "DROP TABLE a;");
            accept(&here(), "a").await.unwrap();
            assert!(status(&here()).await.unwrap().last_failed_run.is_some());
        });
    });
}

#[test]
fn what_an_applied_revision_does_is_not_rewritten_by_mistake() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;");
        let here = context(&database.url(), migrations.path());
        let text = here.revisions.source.read_text(&here.revisions.graph.files()[0]).unwrap();
        let other = text.replace("integer", "bigint");
        block_on(async {
            refuse_applied(&here, "a", &other).await.unwrap();
            upgrade(&here, "heads", RunOptions::default()).await.unwrap();
            assert_eq!(refuse_applied(&here, "a", &other).await.unwrap_err().kind(), "already_applied");
            let message = text.replace("-- message: ", "-- message: clearer ");
            assert_ne!(message, text);
            refuse_applied(&here, "a", &message).await.unwrap();
        });
    });
}
