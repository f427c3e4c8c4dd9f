//! The power goes while goc works: what the disk had not confirmed is lost, in whole or in part.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use support::disk::Recording;
use support::{Random, Sqlite, TestEnv, till};

/// Moments looked at for each journal mode and direction.
const CUTS: usize = 50;

#[test]
fn after_a_power_cut_a_database_with_a_rollback_journal_is_what_its_version_table_says() {
    cut_the_power("delete");
}

#[test]
fn after_a_power_cut_a_database_with_a_write_ahead_log_is_what_its_version_table_says() {
    cut_the_power("wal");
}

fn cut_the_power(journal_mode: &str) {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let mut random = Random::new();
    let db = Sqlite::new();
    db.execute(&format!("PRAGMA journal_mode = {journal_mode}; CREATE TABLE x (id); DROP TABLE x")).unwrap();
    for arguments in [&["upgrade"][..], &["downgrade", "base", "--yes"]] {
        let Some(recording) = Recording::of(&env, &db, arguments) else { return };
        let mut seen = std::collections::BTreeSet::new();
        for cut in 0..CUTS {
            let moment = random.below(recording.len() + 1);
            let after = recording.cut(moment, &mut random);
            seen.insert(till::assert_exact(&after));
            if cut % 10 == 0 {
                env.run(["-d", &after.url(), "upgrade"]).success();
                assert_eq!(till::assert_exact(&after), "r30");
            }
        }
        eprintln!(
            "{journal_mode} {}: {} operations, {} syncs, {} revisions seen",
            arguments[0],
            recording.len(),
            recording.syncs(),
            seen.len()
        );
        assert!(seen.len() > 10, "{seen:?}");
    }
}
