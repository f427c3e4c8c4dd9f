//! When a run may begin and has to be over: quiet hours, `--not-before`, `--deadline`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::time::Duration;

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rustix::process::Signal;
use support::{Migrations, Running, Terminal, TestDatabase, TestEnv, on_both};

/// A time of day that is so many hours from now.
fn in_hours(hours: i64) -> String {
    let now = Timestamp::now().to_zoned(TimeZone::UTC);
    now.checked_add(hours.hours()).unwrap().strftime("%H:%M").to_string()
}

/// Three revisions, and a connection `s` with these quiet hours.
fn shop(database: &TestDatabase, quiet_hours: &str) -> TestEnv {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    for (id, down) in [("a", &[][..]), ("b", &["a"]), ("c", &["b"])] {
        migrations.revision(id, down, &format!("CREATE TABLE t{id} (id integer);"), &format!("DROP TABLE t{id};"));
    }
    let url = database.url();
    env.write("goc.toml", format!("[connections.s]\nurl = \"{url}\"\nquiet_hours = \"{quiet_hours}\"\n"));
    env
}

#[test]
fn outside_the_quiet_hours_a_run_asks_first_or_is_said_with_now() {
    on_both(|database| {
        let env = shop(database, &format!("{}-{}", in_hours(2), in_hours(3)));
        let refused = env.run(["-d", "s", "--json", "upgrade", "a"]).expect_code(1);
        assert!(refused.stdout.contains("\"outside_quiet_hours\""), "{refused}");
        assert_eq!(database.current(), [""; 0]);
        env.run(["-d", "s", "upgrade", "a", "--dry-run"]).success();
        for (answer, current) in [("n", &[][..]), ("y", &["a"])] {
            let mut terminal = Terminal::start(env.goc().args(["-d", "s", "upgrade", "a"]));
            terminal.wait_for("Go on? [y/N]");
            terminal.keys(&format!("{answer}<Enter>"));
            assert_eq!(terminal.end().code, u32::from(answer == "n"));
            assert_eq!(database.current(), current);
        }
        // Nothing to do needs no question.
        env.run(["-d", "s", "upgrade", "a"]).success();
        env.run(["-d", "s", "upgrade", "--now"]).success();
        let refused = env.run(["-d", "s", "--json", "downgrade", "base", "--yes"]).expect_code(1);
        assert!(refused.stdout.contains("\"outside_quiet_hours\""), "{refused}");
        env.run(["-d", "s", "downgrade", "base", "--yes", "--now"]).success();
    });
}

#[test]
fn in_the_quiet_hours_nothing_is_asked() {
    on_both(|database| {
        let env = shop(database, &format!("{}-{}", in_hours(-1), in_hours(1)));
        env.run(["-d", "s", "upgrade"]).success();
        assert_eq!(database.current(), ["c"]);
    });
}

#[test]
fn a_step_that_would_not_be_over_in_time_is_not_started() {
    on_both(|database| {
        let env = shop(database, "00:00-00:00");
        env.run(["-d", "s", "upgrade"]).success();
        env.run(["-d", "s", "downgrade", "base", "--yes"]).success();
        database.execute("UPDATE goc_step SET duration_ms = 7200000 WHERE revision = 'b' AND direction = 'upgrade'");
        let stopped = env.run(["-d", "s", "--json", "upgrade", "--deadline", "1h"]).expect_code(1);
        assert!(stopped.stdout.contains("\"deadline\"") && stopped.stdout.contains("120 min"), "{stopped}");
        assert!(stopped.stdout.contains("\"takes_ms\": 7200000"), "{stopped}");
        assert_eq!(database.current(), ["a"]);
        assert_eq!(database.column("SELECT outcome FROM goc_run ORDER BY id DESC")[0], "stopped");
        // With time enough it goes on.
        env.run(["-d", "s", "upgrade", "--deadline", &in_hours(4)]).success();
        assert_eq!(database.current(), ["c"]);
    });
}

#[test]
fn a_run_waits_for_its_time_and_the_wait_can_be_ended() {
    on_both(|database| {
        let env = shop(database, "00:00-00:00");
        let mut goc = Running::start(env.goc().args(["-d", "s", "upgrade", "--not-before", &in_hours(3)]));
        goc.wait_for("waiting until", Duration::from_secs(30));
        goc.signal(Signal::TERM);
        goc.finish(Duration::from_secs(30)).expect_code(143);
        assert_eq!(database.current(), [""; 0]);
        // Midnight was a while ago, and that is this night.
        env.run(["-d", "s", "upgrade", "--not-before", &in_hours(-2)]).success();
        assert_eq!(database.current(), ["c"]);
    });
}

#[test]
fn what_is_no_time_is_refused() {
    on_both(|database| {
        let env = shop(database, "00:00-00:00");
        for arguments in [["--not-before", "2h"], ["--not-before", "25:00"], ["--deadline", "soon"], ["--deadline", ""]]
        {
            let refused = env.run(["-d", "s", "--json", "upgrade", arguments[0], arguments[1]]).expect_code(1);
            assert!(refused.stdout.contains("\"bad_time\""), "{refused}");
        }
        assert_eq!(database.current(), [""; 0]);
    });
}
