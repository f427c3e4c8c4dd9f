//! A backfill in key ranges on PostgreSQL, beside a hand-written `psql` script of ranges: one UPDATE and one COMMIT each.
//!
//! `GOC_BENCH_ROWS` is the number of rows, 1,000,000 if it is not set.

use std::fmt::Write as _;

use super::child::{goc, run as run_program};
use super::postgres::{psql, shell};
use super::project::{Kind, Project};
use super::table::{Rounds, Table, rounds};

const GOAL: f64 = 1.05;

/// Rows of a range in the script; goc begins with as many and follows the time they take.
const SIZE: usize = 20_000;

pub fn run(table: &mut Table) {
    let rows: usize = std::env::var("GOC_BENCH_ROWS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let what = format!("{rows} rows in ranges on PostgreSQL, wall");
    let Ok(server) = std::env::var("GOC_TEST_POSTGRES") else {
        return table.missing(&what, "no server, see benches/run");
    };
    let project = Project::new(0, Kind::Small);
    let fill = format!(
        "CREATE TABLE satislar (id bigint PRIMARY KEY, tutar integer NOT NULL, kdv integer);\n\
         INSERT INTO satislar SELECT i, i % 1000, NULL FROM generate_series(1, {rows}) i;\nANALYZE satislar;"
    );
    let update = "UPDATE satislar SET kdv = tutar / 5 WHERE id BETWEEN";
    std::fs::write(
        project.migrations().join("a.sql"),
        format!(
            "-- revision: a\n-- revises:\n\n-- goc:upgrade\n-- goc:batch table=satislar key=id size={SIZE}\n\
             {update} :first AND :last;\n\n-- goc:downgrade\nSELECT 1;\n"
        ),
    )
    .unwrap();
    let mut script = String::new();
    for first in (1..=rows).step_by(SIZE) {
        writeln!(script, "BEGIN; {update} {first} AND {}; COMMIT;", first + SIZE - 1).unwrap();
    }
    let file = project.path().join("ranges.sql");
    std::fs::write(&file, script).unwrap();
    let psql = psql();
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
        ask(&server, &[&drop, &format!("CREATE DATABASE {name} TEMPLATE template0")]);
        ask(&url, &[&fill, "CHECKPOINT"]);
    };
    let measured = Rounds::measure(
        rounds(3),
        || {
            fresh();
            run_program(goc(project.path()).args(["-d", &url, "upgrade", "head"])).wall
        },
        || {
            fresh();
            run_program(shell(&psql, project.path(), &url).arg("-f").arg(&file)).wall
        },
    );
    ask(&server, &[&drop]);
    table.rounds(&what, &measured, Some(GOAL));
}
