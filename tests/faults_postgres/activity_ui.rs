//! What the terminal UI shows of a run that another goc began, and of who is in the way of its own.

use std::time::{Duration, Instant};

use crate::shop::{Session, Shop};
use crate::support::Terminal;

#[test]
fn the_run_of_another_goc_is_shown_within_two_seconds_followed_and_cancelled() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;").revision(
        "b",
        &["a"],
        "CREATE TABLE b (id integer);\nSELECT pg_sleep(60);",
        "DROP TABLE b;",
    );
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(60)");
    let started = Instant::now();
    let mut terminal = Terminal::start_sized(&shop.env.goc(), 120, 40);
    terminal.keys("3");
    terminal.wait_for("running elsewhere");
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    let screen = terminal.contents();
    for part in
        ["Another goc at work: upgrade head", &format!("pid {}", running.pid()), "step 2 of 2: b", "pg_sleep(60)"]
    {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    let clock = |screen: &str| screen.split("statement, for ").nth(1).map(|rest| rest[..4].to_owned());
    let first = clock(&screen);
    terminal.wait_until("the clock to go on", |screen| clock(screen).is_some() && clock(screen) != first);
    terminal.keys("c");
    terminal.wait_for("Cancel that run?");
    terminal.keys("<Right><Enter>");
    let output = running.end(5).expect_code(1);
    assert!(output.stderr.contains("somebody else cancelled it"), "{output}");
    terminal.wait_until_gone("running elsewhere");
    terminal.wait_for("did not end well");
    assert_eq!(shop.run_outcomes(), ["cancelled"]);
    // Nobody works any more: nothing moves, and nobody asks.
    let sent = terminal.quiet_for(Duration::from_millis(1_500));
    assert_eq!(terminal.quiet_for(Duration::from_millis(1_500)), sent);
    terminal.keys("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_till_in_the_way_of_ones_own_run_is_shown_and_its_session_ended_after_two_questions() {
    let Some(shop) = Shop::new() else { return };
    let config = format!("default = \"s\"\n[connections.s]\nurl = \"{}\"\nlock_timeout = \"30s\"\n", shop.db.url());
    shop.env.write("goc.toml", config);
    shop.migrations.revision("a", &[], "ALTER TABLE stok ADD COLUMN adet integer;", "SELECT 1;");
    shop.db.execute("CREATE TABLE stok (id integer)");
    let mut reader = Session::open(&shop.postgres().as_owner());
    let pid = reader.pid();
    reader.execute("SET application_name = 'kasa 7'; BEGIN; SELECT * FROM stok");
    let mut terminal = Terminal::start_sized(shop.env.goc().args(["-d", "s"]), 120, 40);
    terminal.keys("3");
    terminal.wait_for("1 step,");
    terminal.keys("u");
    terminal.wait_for("Upgrade s?");
    terminal.keys("<Right><Enter>");
    terminal.wait_for("waits for the lock AccessExclusiveLock public.stok");
    terminal.wait_for(&format!("pid {pid}"));
    assert!(terminal.contents().contains("kasa 7, 127.0.0.1"), "{}", terminal.contents());
    terminal.keys("e");
    terminal.wait_for("there is nothing to cancel");
    terminal.keys("<Right><Enter>");
    terminal.wait_for("End the whole session?");
    terminal.keys("<Right><Enter>");
    terminal.wait_for("Done: upgrade to");
    assert_eq!(shop.db.current(), ["a"]);
    terminal.keys("q");
    assert_eq!(terminal.end().code, 0);
}
