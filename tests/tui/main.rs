//! The terminal UI as a person has it: the real program on a pseudo-terminal, with keys, signals and sizes, on both databases.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

#[path = "../support/mod.rs"]
mod support;

mod adopt;
mod hangup;
mod install;
mod runs;
mod signals;
mod start;

use support::{Migrations, Terminal, TestEnv};

/// Three revisions in a row, each with a table.
fn shop() -> TestEnv {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    for (id, revises) in [("001", &[][..]), ("002", &["001"]), ("003", &["002"])] {
        let (table, drop) = (format!("CREATE TABLE t{id} (id INTEGER);"), format!("DROP TABLE t{id};"));
        migrations.revision(id, revises, &table, &drop);
    }
    env
}

/// The same with a database at `001`.
fn shop_at_001() -> TestEnv {
    let env = shop();
    env.run(["upgrade", "001"]).success();
    env
}

/// goc on 100×30, when it has found out where the database stands.
fn open(env: &TestEnv) -> Terminal {
    let terminal = Terminal::start_sized(&env.goc(), 100, 30);
    terminal.wait_for("001 → 003");
    terminal
}
