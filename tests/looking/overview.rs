//! Overviews of databases that are well, away, broken, or silent.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use goc::i18n::{Lang, Problem, Say};
use goc::operations::migration::{RunOptions, upgrade};
use goc::operations::{Overview, OverviewState, overview};

use crate::support::{Migrations, Postgres, Sqlite, TestEnv, on_both};
use crate::{block_on, context};

const LIMIT: Duration = Duration::from_secs(20);

fn two_revisions(env: &TestEnv) -> Migrations {
    let migrations = Migrations::new(env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;").revision(
        "b",
        &["a"],
        "CREATE TABLE b (id integer);",
        "DROP TABLE b;",
    );
    migrations
}

/// What is wrong can be said in both languages, and no password is in it.
fn kind(overview: &Overview) -> &'static str {
    let problem = overview.problem.as_ref().expect("a problem");
    for lang in [Lang::En, Lang::Tr] {
        assert!(!problem.say(lang).is_empty() && !problem.hint(lang).is_empty(), "{overview:?}");
    }
    let json = serde_json::to_string(overview).unwrap();
    assert!(!json.contains("password\":") && !json.contains("gizli"), "{json}");
    problem.kind()
}

#[test]
fn an_overview_says_where_a_database_stands() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = two_revisions(&env);
        let context = context(&database.url(), migrations.path());
        block_on(async {
            upgrade(&context, "a", RunOptions::default()).await.unwrap();
            let found = overview(&context, LIMIT).await;
            assert_eq!((found.state, found.problem.clone(), found.name.as_str()), (OverviewState::Ready, None, "test"));
            assert_eq!((found.current.len(), found.heads.len(), found.pending_count), (1, 1, Some(1)), "{found:?}");
            assert!(!found.is_up_to_date && found.writer.is_none() && found.last_failed_run.is_none(), "{found:?}");
            assert!(found.size.is_some_and(|bytes| bytes > 0) && found.server.is_some(), "{found:?}");
            if let crate::support::TestDatabase::Postgres(postgres) = database {
                assert!(!found.address.contains(postgres.password()), "{}", found.address);
                assert!(found.address.ends_with(postgres.name()), "{}", found.address);
            }
            upgrade(&context, "heads", RunOptions::default()).await.unwrap();
            let found = overview(&context, LIMIT).await;
            assert!(found.is_up_to_date && found.pending_count == Some(0), "{found:?}");
        });
    });
}

#[test]
fn a_run_that_failed_and_a_revision_without_a_file_are_in_the_overview() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = two_revisions(&env);
        migrations.revision("c", &["b"], "SELECT * FROM nowhere;", "SELECT 1;");
        let context = context(&database.url(), migrations.path());
        block_on(async {
            upgrade(&context, "heads", RunOptions::default()).await.unwrap_err();
            let found = overview(&context, LIMIT).await;
            assert_eq!(found.state, OverviewState::Ready);
            assert_eq!(found.last_failed_run.unwrap().command, "upgrade");
            assert_eq!(found.pending_count, Some(1));
        });
        database.execute("UPDATE alembic_version SET version_num = 'yok'");
        let found = block_on(overview(&context, LIMIT));
        // What is pending above a row that no file has is not known.
        assert_eq!((found.pending_count, found.unknown.len(), found.is_up_to_date), (None, 1, false), "{found:?}");
    });
}

#[test]
fn broken_revisions_do_not_hide_the_database() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = two_revisions(&env);
        block_on(upgrade(&context(&database.url(), migrations.path()), "a", RunOptions::default())).unwrap();
        migrations.file("z_test.sql", "no revision");
        let found = block_on(overview(&context(&database.url(), migrations.path()), LIMIT));
        assert_eq!(found.state, OverviewState::RevisionsBroken);
        assert!(!kind(&found).is_empty());
        assert_eq!((found.current.len(), found.pending_count), (1, None), "{found:?}");
        assert!(found.server.is_some() && found.size.is_some(), "{found:?}");
    });
}

#[test]
fn a_file_that_is_not_there_is_not_made() {
    let env = TestEnv::new();
    let migrations = two_revisions(&env);
    let file = Sqlite::new();
    let found = block_on(overview(&context(&file.url(), migrations.path()), LIMIT));
    assert_eq!((found.state, kind(&found)), (OverviewState::NoDatabase, "file_missing"));
    assert_eq!((found.pending_count, found.size), (Some(2), None));
    assert!(!file.path().exists());
}

#[test]
fn a_file_that_is_something_else_is_faulty() {
    let env = TestEnv::new();
    let migrations = two_revisions(&env);
    let file = Sqlite::new();
    std::fs::write(file.path(), "not a database, but long enough to look like a header of one; ".repeat(100)).unwrap();
    let found = block_on(overview(&context(&file.url(), migrations.path()), LIMIT));
    assert_eq!((found.state, kind(&found)), (OverviewState::Faulty, "not_a_database"));
}

#[test]
fn a_file_that_another_program_holds_ends_within_the_limit() {
    let env = TestEnv::new();
    let migrations = two_revisions(&env);
    let file = Sqlite::new();
    file.execute("CREATE TABLE t (id integer)").unwrap();
    let mut shell = std::process::Command::new("sqlite3");
    let mut till = crate::support::Running::start(shell.arg(file.path()));
    till.write("BEGIN EXCLUSIVE;\n.print held\n.shell echo held >&2\n");
    assert_eq!(till.next_line(Duration::from_secs(10)).as_deref(), Some("held"));
    let started = Instant::now();
    let found = block_on(overview(&context(&file.url(), migrations.path()), Duration::from_millis(500)));
    assert_eq!((found.state, kind(&found)), (OverviewState::TimedOut, "overview_timeout"));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn a_server_that_takes_the_connection_and_says_nothing_ends_within_the_limit() {
    let env = TestEnv::new();
    let migrations = two_revisions(&env);
    // The kernel accepts for a process that never does, as for one that was stopped.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://u:gizli@127.0.0.1:{}/d", silent.local_addr().unwrap().port());
    let started = Instant::now();
    let found = block_on(overview(&context(&url, migrations.path()), Duration::from_millis(300)));
    assert_eq!((found.state, kind(&found)), (OverviewState::TimedOut, "overview_timeout"));
    assert!(found.elapsed_ms >= 300 && started.elapsed() < Duration::from_secs(5), "{found:?}");
    assert_eq!(found.heads.len(), 1, "what the files say is known all the same");
}

#[test]
fn a_request_to_cancel_ends_it_at_once() {
    let env = TestEnv::new();
    let migrations = two_revisions(&env);
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://u:gizli@127.0.0.1:{}/d", silent.local_addr().unwrap().port());
    let context = context(&url, migrations.path());
    context.stop.ask(goc::database::Urgency::Now);
    let found = block_on(overview(&context, LIMIT));
    assert_eq!((found.state, kind(&found)), (OverviewState::Cancelled, "cancelled"));
}

#[test]
fn a_server_that_refuses_is_told_from_one_that_is_away() {
    let env = TestEnv::new();
    let migrations = two_revisions(&env);
    let look = |url: &str| {
        let found = block_on(overview(&context(url, migrations.path()), LIMIT));
        (found.state, kind(&found))
    };
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let away = look(&format!("postgres://u:gizli@127.0.0.1:{free}/d"));
    assert_eq!(away, (OverviewState::Unreachable, "connection_refused"));
    let Some(postgres) = Postgres::new() else { return };
    let url = postgres.url();
    let (before, _) = url.rsplit_once('/').unwrap();
    assert_eq!(look(&format!("{before}/yok")), (OverviewState::NoDatabase, "database_missing"));
    let wrong = url.replace(postgres.password(), "gizli");
    assert_eq!(look(&wrong), (OverviewState::LoginRefused, "login_failed"));
    let without = url.replace(&format!(":{}", postgres.password()), "");
    assert_eq!(look(&without), (OverviewState::NeedsPassword, "password_missing"));
}
