//! Runs from the screen on both databases: progress, cancel, the journal, and what a signal or a hanging server does to them.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::support::{Migrations, PrivateServer, Sqlite, Terminal, TestDatabase, TestEnv, on_both, until};

/// A statement for both databases in the middle of three revisions.
fn shop_with(postgres: &str, sqlite: &str) -> TestEnv {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("001", &[], "CREATE TABLE t001 (id integer);", "DROP TABLE t001;");
    let section = |statement: &str| format!("CREATE TABLE t002 (id integer);\n{statement};\n");
    let body = format!(
        "-- goc:upgrade postgres\n{}-- goc:upgrade sqlite\n{}-- goc:downgrade\nDROP TABLE t002;\n",
        section(postgres),
        section(sqlite)
    );
    migrations.revision_with("002", &["001"], "", &body);
    migrations.revision("003", &["002"], "CREATE TABLE t003 (id integer);", "DROP TABLE t003;");
    env
}

/// The second step ends only when it is cancelled.
fn endless() -> TestEnv {
    shop_with(
        "SELECT pg_sleep(600)",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
    )
}

/// The second step takes a few seconds.
fn slow() -> TestEnv {
    shop_with(
        "SELECT pg_sleep(3)",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 6000000) SELECT count(*) FROM n",
    )
}

/// goc at the plan for a database, when it is there.
fn open_plan(env: &TestEnv, url: &str) -> Terminal {
    let mut terminal = Terminal::start_sized(env.goc().args(["-d", url]), 100, 30);
    terminal.wait_for("pending");
    terminal.keys("3");
    terminal.wait_for("3 steps");
    terminal
}

/// Says yes to the question before a run.
fn run(terminal: &mut Terminal) {
    terminal.keys("u");
    terminal.wait_for("[›Cancel ]");
    terminal.keys("<Tab>");
    terminal.wait_for("[›Upgrade ]");
    terminal.keys("<Enter>");
}

/// Cancels what runs, and says yes to the question.
fn cancel(terminal: &mut Terminal) {
    terminal.keys("c");
    terminal.wait_for("Cancel the running job?");
    terminal.keys("<Tab><Enter>");
}

/// What the journal keeps of the newest run that is the same in every run.
fn journal(database: &TestDatabase) -> Vec<String> {
    let mut rows = database.query("SELECT command, target, plan, outcome, operator, host, goc_version FROM goc_run");
    rows.extend(database.query(
        "SELECT number, revision, direction, checksum, row_count, outcome, statements_done, done_checksum FROM goc_step \
         ORDER BY number",
    ));
    rows.into_iter().map(|row| row.join("|")).collect()
}

#[test]
fn an_upgrade_from_the_screen_leaves_the_journal_that_the_command_line_leaves() {
    on_both(|database| {
        let env = shop_with("INSERT INTO t001 VALUES (1), (2)", "INSERT INTO t001 VALUES (1), (2)");
        env.run(["-d", &database.url(), "upgrade", "heads"]).success();
        let expected = journal(database);
        assert_eq!(expected.len(), 4, "{expected:?}");
        env.run(["-d", &database.url(), "downgrade", "base", "--yes"]).success();
        database.execute("DELETE FROM goc_step; DELETE FROM goc_run");
        let mut terminal = open_plan(&env, &database.url());
        run(&mut terminal);
        terminal.wait_for("3/3");
        terminal.wait_for("Done: upgrade to heads");
        terminal.keys("!");
        // Every statement with its time and its rows.
        terminal.wait_for("INSERT INTO t001");
        assert!(terminal.contents().contains("2 rows"), "{}", terminal.contents());
        terminal.keys("<Esc>");
        terminal.wait_until_gone("Messages and statements");
        terminal.keys("q");
        assert_eq!(terminal.end().code, 0);
        assert_eq!(journal(database), expected);
    });
}

#[test]
fn a_running_upgrade_shows_its_steps_and_is_cancelled_on_a_key() {
    on_both(|database| {
        let env = endless();
        let mut terminal = open_plan(&env, &database.url());
        run(&mut terminal);
        terminal.wait_for("1/3");
        terminal.wait_for("2 of 2");
        // The other tabs are there meanwhile, and goc does not just go.
        terminal.keys("2");
        terminal.wait_for("╭ History");
        terminal.keys("3");
        terminal.wait_for("1/3");
        cancel(&mut terminal);
        terminal.wait_for("cancelled");
        terminal.keys("q");
        assert_eq!(terminal.end().code, 0);
        assert_eq!(database.current(), ["001"]);
        assert!(!database.tables().contains(&"t002".to_owned()), "{:?}", database.tables());
        assert_eq!(database.column("SELECT outcome FROM goc_run"), ["cancelled"]);
        assert_eq!(database.column("SELECT outcome FROM goc_step ORDER BY number"), ["done", "cancelled"]);
    });
}

#[test]
fn sigterm_rolls_the_running_step_back_and_the_terminal_too() {
    on_both(|database| {
        let env = endless();
        let mut terminal = open_plan(&env, &database.url());
        run(&mut terminal);
        terminal.wait_for("2 of 2");
        terminal.signal(Signal::TERM);
        let ended = terminal.end();
        assert_eq!((ended.code, ended.echoes), (143, true), "{ended:?}");
        assert_eq!(super::support::terminal::modes_after(&ended), [25]);
        assert_eq!(database.current(), ["001"]);
        assert_eq!(database.column("SELECT outcome FROM goc_run"), ["cancelled"]);
    });
}

#[test]
fn a_lost_line_lets_the_step_finish_and_the_next_start_offers_to_continue() {
    on_both(|database| {
        let env = slow();
        let mut terminal = open_plan(&env, &database.url());
        run(&mut terminal);
        terminal.wait_for("2 of 2");
        terminal.signal(Signal::HUP);
        assert_eq!(terminal.end().code, 129);
        assert_eq!(database.current(), ["002"], "the step that ran is whole, the next did not begin");
        assert_eq!(database.column("SELECT outcome FROM goc_run"), ["stopped"]);
        let mut terminal = Terminal::start_sized(env.goc().args(["-d", &database.url()]), 100, 30);
        terminal.wait_for("1 pending");
        terminal.keys("3");
        terminal.wait_for("because the terminal went away");
        terminal.keys("c");
        terminal.wait_for("[›Cancel ]");
        terminal.keys("<Tab><Enter>");
        terminal.wait_for("Done: upgrade");
        terminal.keys("q");
        assert_eq!(terminal.end().code, 0);
        assert_eq!(database.current(), ["003"]);
    });
}

#[test]
fn a_goc_that_was_killed_leaves_whole_steps_and_the_next_start_says_so() {
    on_both(|database| {
        let env = endless();
        let mut terminal = open_plan(&env, &database.url());
        run(&mut terminal);
        terminal.wait_for("2 of 2");
        terminal.signal(Signal::KILL);
        terminal.end();
        if database.engine() == "postgres" {
            // Its server process ends when it next looks at its client.
            database.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid()",
            );
        }
        until(Duration::from_secs(20), "the dead step is rolled back", || database.current() == ["001"]);
        let mut terminal = Terminal::start_sized(env.goc().args(["-d", &database.url()]), 100, 30);
        terminal.wait_for("2 pending");
        terminal.keys("3");
        terminal.wait_for("did not end well");
        terminal.keys("q");
        assert_eq!(terminal.end().code, 0);
    });
}

/// How long a key takes until its tab is on the screen; the quickest of several, since others use the machine, too.
fn quickest_answer(terminal: &mut Terminal) -> Duration {
    let mut quickest = Duration::MAX;
    for (key, title) in [("2", "╭ History"), ("4", "╭ Conflicts"), ("5", "╭ Seeding"), ("1", "╭ Connections")].repeat(3)
    {
        let typed = Instant::now();
        terminal.keys(key);
        terminal.wait_for(title);
        quickest = quickest.min(typed.elapsed());
    }
    quickest
}

#[test]
fn keys_are_answered_while_the_server_stands_still_and_cancelling_works() {
    let Some(server) = PrivateServer::start() else { return };
    let env = endless();
    let mut terminal = open_plan(&env, &server.url());
    run(&mut terminal);
    terminal.wait_for("2 of 2");
    server.signal(Signal::STOP);
    let answer = quickest_answer(&mut terminal);
    assert!(answer <= Duration::from_millis(100), "{answer:?}");
    terminal.keys("3");
    terminal.wait_for("1/3");
    // The cancellation travels in a connection of its own, which nobody answers: goc gives up and says what is not known.
    cancel(&mut terminal);
    terminal.wait_for("failed: cancelled");
    assert!(quickest_answer(&mut terminal) <= Duration::from_millis(100));
    terminal.keys("q");
    assert_eq!(terminal.end().code, 0);
    server.signal(Signal::CONT);
    let sessions =
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()";
    until(Duration::from_secs(30), "nothing of it goes on", || server.value(sessions).as_deref() == Ok("0"));
    assert_eq!(server.value("SELECT version_num FROM alembic_version").as_deref(), Ok("001"));
}

#[test]
fn a_second_goc_shows_who_works_and_goes_on_when_the_first_has_ended() {
    on_both(|database| {
        let env = endless();
        let mut first = open_plan(&env, &database.url());
        run(&mut first);
        first.wait_for("2 of 2");
        let mut second = Terminal::start_sized(env.goc().args(["-d", &database.url()]), 100, 30);
        // The header says who works there instead, as soon as it knows.
        second.wait_for("Pending 2");
        second.keys("3");
        second.wait_for("Another goc is writing");
        cancel(&mut first);
        first.wait_for("cancelled");
        second.keys("r");
        second.wait_until_gone("Another goc is writing");
        for terminal in [&mut first, &mut second] {
            terminal.keys("q");
        }
        assert_eq!((first.end().code, second.end().code), (0, 0));
    });
}

#[test]
fn a_password_that_is_missing_is_asked_for_and_never_shown() {
    let Some(database) = super::support::Postgres::new() else { return };
    let env = slow();
    let url = database.url().replace(&format!(":{}@", database.password()), "@");
    assert_ne!(url, database.url());
    let mut terminal = Terminal::start_sized(env.goc().args(["-d", &url]), 100, 30);
    terminal.wait_for("Kept in memory");
    terminal.keys("wrong<Enter>");
    terminal.wait_for("Refused. Password of");
    terminal.paste(database.password());
    terminal.keys("<Enter>");
    terminal.wait_for("3 pending");
    terminal.keys("q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    assert!(!ended.raw.contains(database.password()));
}

#[test]
fn the_filter_finds_turkish_letters_however_they_are_typed() {
    let database = Sqlite::scratch();
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    for (id, down, message) in
        [("001", &[][..], "Iğdır şubesi"), ("002", &["001"], "İzmir deposu"), ("003", &["002"], "Çorlu")]
    {
        let header = format!("-- branch_labels: l{id}\n");
        let body = format!("-- goc:upgrade\nCREATE TABLE t{id} (id integer);\n-- goc:downgrade\nDROP TABLE t{id};\n");
        let file = migrations.revision_with(id, down, &header, &body).path().join(format!("{id}_test.sql"));
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(file, text.replace(&format!("message: {id}"), &format!("message: {message}"))).unwrap();
    }
    let mut terminal = Terminal::start_sized(env.goc().args(["-d", &database.url()]), 100, 30);
    terminal.wait_for("3 pending");
    for (typed, found, gone) in [("igdir", "Iğdır", "İzmir"), ("IZMIR", "İzmir", "Çorlu"), ("corlu", "Çorlu", "Iğdır")]
    {
        terminal.keys("/");
        terminal.keys("<C-u>");
        terminal.keys(typed);
        terminal.wait_until("what was searched, and nothing else", |screen| {
            screen.contains(&format!("filter: {typed}")) && screen.contains(found) && !screen.contains(gone)
        });
        terminal.keys("<Enter>");
        terminal.wait_for("? help");
    }
    terminal.keys("<Esc>");
    terminal.wait_for("Iğdır");
    terminal.keys("q");
    assert_eq!(terminal.end().code, 0);
}
