//! 5,000,000 rows in chunks on PostgreSQL, beside a `psql` script with the same chunks, found and recorded the same way.
//!
//! The server is the one that `benches/run` starts (`GOC_TEST_POSTGRES`), with fsync on. goc chooses its ranges by time, so the chunks
//! of the script are those that goc's round before it made: what is compared is the work around them, and not a choice of sizes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::child::{goc, program, run as run_program};
use super::postgres::{psql, shell};
use super::project::{Kind, Project};
use super::table::{Rounds, Table, rounds};

/// How many, unless `GOC_BENCH_ROWS` says another number.
const ROWS: u64 = 5_000_000;
const GOAL: f64 = 1.05;

/// What each range leaves behind: a trigger on goc's record writes it down for the script, in both sides' databases.
const LOG: &str = "CREATE TABLE ranges (first bigint, last bigint);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO public.ranges VALUES (CASE TG_OP WHEN 'INSERT' THEN NEW.first_key ELSE OLD.next_key END, NEW.next_key - 1); RETURN NULL; END $$;
CREATE TRIGGER note AFTER INSERT OR UPDATE ON goc_batch FOR EACH ROW EXECUTE FUNCTION note();";

pub fn run(table: &mut Table) {
    let rows: u64 = std::env::var("GOC_BENCH_ROWS").ok().and_then(|text| text.parse().ok()).unwrap_or(ROWS);
    let what = format!("{rows} rows in ranges on PostgreSQL");
    let Ok(server) = std::env::var("GOC_TEST_POSTGRES") else {
        return table.missing(&what, "no server, see benches/run");
    };
    let project = Project::new(0, Kind::Small);
    let name = format!("goc_speed_batch_{}", std::process::id());
    let url = server.rsplit_once('/').map(|(server, _)| format!("{server}/{name}")).unwrap();
    write_revisions(&project.migrations());
    let psql = psql();
    let ask = |url: &str, sql: &[&str]| {
        let mut command = shell(&psql, project.path(), url);
        sql.iter().for_each(|sql| {
            command.args(["-c", sql]);
        });
        run_program(&mut command);
    };
    let upgrade = |to: &str| run_program(goc(project.path()).args(["-d", &url, "upgrade", to]));
    let drop = format!("DROP DATABASE IF EXISTS {name}");
    // Both sides begin with the same fresh table, and with the tables that goc keeps its record in.
    let fresh = || {
        ask(&server, &[&drop, &format!("CREATE DATABASE {name} TEMPLATE template0")]);
        upgrade("tiny");
        let fill = format!(
            "CREATE TABLE hareketler (id bigint PRIMARY KEY, n integer NOT NULL DEFAULT 0, aciklama text NOT NULL);
             INSERT INTO hareketler SELECT i, 0, 'stok hareketi ' || i FROM generate_series(1, {rows}) i"
        );
        ask(&url, &[&fill, "VACUUM ANALYZE hareketler", LOG, "CHECKPOINT"]);
    };
    let script = project.path().join("ranges.sql");
    let check = format!("SELECT 1 / (count(*) = {rows})::int FROM hareketler WHERE n = 1");
    let (mut our_cpu, mut shell_cpu) = (Vec::new(), Vec::new());
    let measured = Rounds::measure(
        rounds(3),
        || {
            fresh();
            let cost = upgrade("batch");
            ask(&url, &[&check]);
            write_script(&ranges(&psql, project.path(), &url), &script);
            our_cpu.push(cost.cpu);
            cost.wall
        },
        || {
            fresh();
            let cost =
                run_program(shell(&psql, project.path(), &url).arg("-o").arg("/dev/null").arg("-f").arg(&script));
            ask(&url, &[&check]);
            shell_cpu.push(cost.cpu);
            cost.wall
        },
    );
    ask(&server, &[&drop]);
    table.rounds(&format!("{what}, wall"), &measured, Some(GOAL));
    table.rounds(&format!("{what}, CPU of the client"), &Rounds::of(&our_cpu, &shell_cpu), None);
}

/// `tiny` makes goc's tables; `batch` is what is measured.
fn write_revisions(folder: &Path) {
    let tiny = "CREATE TABLE tiny (id integer PRIMARY KEY);\nINSERT INTO tiny VALUES (1);\n\
                -- goc:batch table=tiny key=id\nDELETE FROM tiny WHERE id BETWEEN :first AND :last;\n";
    let batch =
        "-- goc:batch table=hareketler key=id\nUPDATE hareketler SET n = n + 1 WHERE id BETWEEN :first AND :last;\n";
    for (id, down, sql) in [("tiny", "", tiny), ("batch", "tiny", batch)] {
        let text =
            format!("-- revision: {id}\n-- revises: {down}\n\n-- goc:upgrade\n{sql}\n-- goc:downgrade\nSELECT 1;\n");
        fs::write(folder.join(format!("{id}_x.sql")), text).unwrap();
    }
}

/// The ranges that goc made, in order.
fn ranges(psql: &Path, folder: &Path, url: &str) -> Vec<(u64, u64, u64)> {
    let sql = "SELECT r.first, r.last, r.last - r.first + 1 FROM ranges r ORDER BY r.first";
    let mut command: Command = program(psql.to_str().unwrap(), folder);
    let output = command.args(["-X", "-q", "-A", "-t", "-F", " ", "-d", url, "-c", sql]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| {
        let mut numbers = line.split(' ').map(|number| number.parse().unwrap());
        (numbers.next().unwrap(), numbers.next().unwrap(), numbers.next().unwrap())
    };
    text.lines().map(line).collect()
}

/// What a careful person would write: find the range's end, change its rows and record it in one transaction.
fn write_script(ranges: &[(u64, u64, u64)], path: &Path) {
    let mut text = String::new();
    for (first, last, size) in ranges {
        writeln!(
            text,
            "SELECT id FROM hareketler WHERE id >= {first} ORDER BY id LIMIT 1 OFFSET {};\n\
             BEGIN;\nUPDATE hareketler SET n = n + 1 WHERE id BETWEEN {first} AND {last};\n\
             INSERT INTO goc_batch VALUES ('batch', 'upgrade', 1, '', 1, {last} + 1, 0, 0, {size}, 0, '', '') \
             ON CONFLICT (revision, direction, statement) DO UPDATE SET next_key = excluded.next_key, size = excluded.size;\nCOMMIT;",
            size - 1
        )
        .unwrap();
    }
    fs::write(path, text).unwrap();
}
