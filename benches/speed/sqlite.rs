//! 1,000 small revisions on a fresh SQLite file, beside the `sqlite3` shell with the same SQL and the same transactions.

use std::fs;
use std::process::Command;

use super::child::{flushes, goc, has, program, run as run_program};
use super::project::{Kind, Project};
use super::table::{Rounds, Table, rounds};

const REVISIONS: usize = 1_000;
const GOAL: f64 = 1.15;
const FLUSHES: f64 = 4.1;

pub fn run(table: &mut Table) {
    let what = format!("upgrade of {REVISIONS} revisions on SQLite");
    if !has("sqlite3") {
        return table.missing(&what, "no sqlite3 shell");
    }
    let project = Project::new(REVISIONS, Kind::Small);
    let database = project.path().join("till.db");
    let read = format!(".read {}", project.script("BEGIN IMMEDIATE").display());
    let url = format!("sqlite:{}", database.display());
    let ours = || {
        let _ = fs::remove_file(&database);
        let mut command = goc(project.path());
        command.args(["-d", &url, "upgrade", "head"]);
        command
    };
    let shell = || {
        let _ = fs::remove_file(&database);
        let mut command: Command = program("sqlite3", project.path());
        command.args(["-bail"]).arg(&database).arg(&read);
        command
    };
    let (mut our_cpu, mut shell_cpu) = (Vec::new(), Vec::new());
    let measured = Rounds::measure(
        rounds(5),
        || {
            let cost = run_program(&mut ours());
            our_cpu.push(cost.cpu);
            cost.wall
        },
        || {
            let cost = run_program(&mut shell());
            shell_cpu.push(cost.cpu);
            cost.wall
        },
    );
    table.rounds(&format!("{what}, wall"), &measured, Some(GOAL));
    table.rounds(&format!("{what}, CPU"), &Rounds::of(&our_cpu, &shell_cpu), None);
    let what = format!("{what}, flushes a revision");
    match (flushes(&ours(), project.path()), flushes(&shell(), project.path())) {
        (Some(ours), Some(shell)) => {
            let each = |count: usize| count as f64 / REVISIONS as f64;
            table.counts(&what, each(ours), each(shell), Some(FLUSHES));
        }
        _ => table.missing(&what, "no strace"),
    }
}
