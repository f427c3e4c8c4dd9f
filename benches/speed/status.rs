//! `goc status` on an up-to-date till: processor time of the whole program, beside one that reads the files and the version row.

use super::child::{goc, program, run as run_program};
use super::floor;
use super::project::{Kind, Project};
use super::table::{Rounds, Table, rounds};

const GOAL: f64 = 1.5;

pub fn run(table: &mut Table) {
    let this = std::env::current_exe().unwrap();
    let this = this.to_str().unwrap();
    for (revisions, default) in [(1_000, 31), (10_000, 11), (100_000, 5)] {
        let project = Project::new(revisions, Kind::NothingOnSqlite);
        let database = project.path().join("till.db");
        let url = format!("sqlite:{}", database.display());
        // One transaction, so that 100,000 steps are in the journal within seconds.
        run_program(goc(project.path()).args(["-d", &url, "upgrade", "heads", "--single-transaction"]));
        let measured = Rounds::measure(
            rounds(default),
            || run_program(goc(project.path()).args(["-d", &url, "status", "--check"])).cpu,
            || {
                let mut command = program(this, project.path());
                run_program(command.arg(floor::ARGUMENT).arg(project.migrations()).arg(&database)).cpu
            },
        );
        table.rounds(&format!("`status`, up to date, {revisions} revisions, CPU"), &measured, Some(GOAL));
    }
}
