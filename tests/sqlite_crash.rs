//! A till loses power or is killed at any moment: its database is always exactly what the version table says.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use support::{Random, Running, Sqlite, TestEnv, till};

const LONG: Duration = Duration::from_secs(60);

/// Moments for one journal mode.
const KILLS: usize = 40;

#[test]
fn a_database_killed_at_any_moment_is_what_its_version_table_says_with_a_rollback_journal() {
    kill_again_and_again("delete");
}

#[test]
fn a_database_killed_at_any_moment_is_what_its_version_table_says_with_a_write_ahead_log() {
    kill_again_and_again("wal");
}

fn kill_again_and_again(journal_mode: &str) {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let mut random = Random::new();
    let db = Sqlite::new();
    db.execute(&format!("PRAGMA journal_mode = {journal_mode}")).unwrap();
    let mut current = String::new();
    let mut moved = 0;
    for kill in 0..KILLS {
        let up = match current.as_str() {
            "" => true,
            "r30" => false,
            _ => random.chance(),
        };
        let before = current.clone();
        let mut goc = start(&env, &db, up);
        wait_for_a_moment(&mut goc, &mut random, steps_ahead(&current, up));
        goc.signal(Signal::KILL);
        let ended = goc.finish(LONG);
        if random.chance() {
            // The first to look after the crash is goc itself; it rolls the journal back, and changes nothing else.
            env.run(["-d", &db.url(), "status"]).success();
        }
        current = till::assert_exact(&db);
        eprintln!("kill {kill}: {} `{before}` -> `{current}` ({})", if up { "up" } else { "down" }, ended.code());
        moved += usize::from(current != before);
    }
    assert!(moved > KILLS / 4, "the kills came too early: only {moved} runs got anywhere");
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(till::assert_exact(&db), "r30");
    assert_eq!(db.query("PRAGMA journal_mode").unwrap(), [[journal_mode]]);
    journal_agrees(&db);
}

fn start(env: &TestEnv, db: &Sqlite, up: bool) -> Running {
    let arguments: &[&str] = if up { &["upgrade"] } else { &["downgrade", "base", "--yes"] };
    Running::start(env.goc().args(["-d", &db.url()]).args(arguments))
}

fn steps_ahead(current: &str, up: bool) -> usize {
    let done: usize = current.trim_start_matches('r').parse().unwrap_or(0);
    if up { till::REVISIONS - done } else { done }
}

/// A random number of steps, and a random part of the next one.
fn wait_for_a_moment(goc: &mut Running, random: &mut Random, steps: usize) {
    let started = Instant::now();
    let steps = random.below(steps);
    let mut seen = 0;
    while seen < steps {
        match goc.next_line(LONG) {
            Some(line) if line.starts_with(['+', '-']) => seen += 1,
            Some(_) => {}
            None => return,
        }
    }
    let step = if seen == 0 { Duration::from_millis(60) } else { started.elapsed() / (seen as u32 + 1) };
    std::thread::sleep(step.mul_f64(random.below(1000) as f64 / 700.0));
}

/// Each revision was upgraded once more often than it was downgraded.
fn journal_agrees(db: &Sqlite) {
    let rows = db
        .query(
            "SELECT revision, sum(iif(direction = 'upgrade', 1, -1)) FROM goc_step WHERE outcome = 'done' GROUP BY revision ORDER BY revision",
        )
        .unwrap();
    let expected: Vec<Vec<String>> =
        (1..=till::REVISIONS).map(|place| vec![till::revision(place), "1".into()]).collect();
    assert_eq!(rows, expected);
    let unfinished = "SELECT count(*) FROM goc_run WHERE outcome IS NULL";
    assert_eq!(db.query(unfinished).unwrap(), [["0"]], "every killed run is known to have crashed");
}

/// Moments looked at for each journal mode and direction.
const MOMENTS: usize = 30;

/// What lies on the disk while the program stands still is what a crash of the machine may leave, if nothing is cached.
#[test]
fn the_files_at_any_moment_of_a_run_open_as_exactly_one_revision() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let mut random = Random::new();
    for journal_mode in ["delete", "wal"] {
        let db = Sqlite::new();
        db.execute(&format!("PRAGMA journal_mode = {journal_mode}")).unwrap();
        for up in [true, false] {
            let goc = start(&env, &db, up);
            let mut copies = Vec::new();
            while goc.is_running() {
                std::thread::sleep(Duration::from_micros(random.below(4_000) as u64));
                goc.signal(Signal::STOP);
                goc.wait_until_stopped();
                copies.push(db.copy());
                goc.signal(Signal::CONT);
            }
            goc.finish(LONG).expect_code(0);
            copies.retain(|copy| copy.path().exists());
            while copies.len() > MOMENTS {
                copies.swap_remove(random.below(copies.len()));
            }
            let seen: BTreeSet<String> = copies.iter().map(|copy| till::assert_exact(copy)).collect();
            eprintln!("{journal_mode}: {} moments at {} revisions", copies.len(), seen.len());
            assert!(seen.len() > 3, "{journal_mode}: seen only {seen:?}");
        }
    }
}
