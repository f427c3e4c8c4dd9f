//! 1,000 small revisions on a fresh PostgreSQL database, beside `psql` with the same SQL and the same transactions.
//!
//! The server is the one that `benches/run` starts (`GOC_TEST_POSTGRES`), with fsync on.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::child::{goc, program, run as run_program};
use super::project::{Kind, Project};
use super::table::{Rounds, Table, rounds};

const REVISIONS: usize = 1_000;
const GOAL: f64 = 1.1;

pub fn run(table: &mut Table) {
    let what = format!("upgrade of {REVISIONS} revisions on PostgreSQL");
    let Ok(server) = std::env::var("GOC_TEST_POSTGRES") else {
        return table.missing(&what, "no server, see benches/run");
    };
    let project = Project::new(REVISIONS, Kind::Small);
    let psql = psql();
    let script = project.script("BEGIN");
    let name = format!("goc_speed_{}", std::process::id());
    let url = server.rsplit_once('/').map(|(server, _)| format!("{server}/{name}")).unwrap();
    let ask = |url: &str, sql: &[&str]| {
        let mut command = shell(&psql, project.path(), url);
        sql.iter().for_each(|sql| {
            command.args(["-c", sql]);
        });
        run_program(&mut command);
    };
    let drop = format!("DROP DATABASE IF EXISTS {name}");
    let fresh = || {
        ask(&server, &[&drop, &format!("CREATE DATABASE {name} TEMPLATE template0"), "CHECKPOINT"]);
    };
    let (mut our_cpu, mut shell_cpu) = (Vec::new(), Vec::new());
    let measured = Rounds::measure(
        rounds(5),
        || {
            fresh();
            let cost = run_program(goc(project.path()).args(["-d", &url, "upgrade", "head"]));
            our_cpu.push(cost.cpu);
            cost.wall
        },
        || {
            fresh();
            let cost = run_program(shell(&psql, project.path(), &url).arg("-f").arg(&script));
            shell_cpu.push(cost.cpu);
            cost.wall
        },
    );
    ask(&server, &[&drop]);
    table.rounds(&format!("{what}, wall"), &measured, Some(GOAL));
    table.rounds(&format!("{what}, CPU of the client"), &Rounds::of(&our_cpu, &shell_cpu), None);
}

pub fn psql() -> PathBuf {
    let bin = std::env::var_os("GOC_TEST_POSTGRES_BIN").map(PathBuf::from).unwrap_or_default();
    let beside_the_server = bin.join("psql");
    if beside_the_server.is_file() { beside_the_server } else { PathBuf::from("psql") }
}

pub fn shell(psql: &Path, folder: &Path, url: &str) -> Command {
    let mut command = program(psql.to_str().unwrap(), folder);
    command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url]);
    command
}
