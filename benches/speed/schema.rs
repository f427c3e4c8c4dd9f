//! A schema of 1,000 tables read from PostgreSQL, beside `pg_dump -s`, and compared with itself.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use goc::config::{ConnectionConfig, ConnectionSettings, DatabaseUrl, Origin};
use goc::database::introspect::postgres::{Schema, read};
use goc::database::{Access, Connection, Database};
use goc::operations::schema::{Options, Stage, postgres};

use super::child::{program, run as run_program};
use super::postgres::{psql, shell};
use super::project::{Kind, Project};
use super::table::{Rounds, Table, rounds};

const TABLES: usize = 1_000;

pub fn run(table: &mut Table) {
    let what = format!("a schema of {TABLES} tables on PostgreSQL");
    let Ok(server) = std::env::var("GOC_TEST_POSTGRES") else {
        return table.missing(&what, "no server, see benches/run");
    };
    let project = Project::new(1, Kind::Small);
    let name = format!("goc_schema_{}", std::process::id());
    let url = server.rsplit_once('/').map(|(server, _)| format!("{server}/{name}")).unwrap();
    let drop = format!("DROP DATABASE IF EXISTS {name}");
    let ask = |url: &str, sql: &[&str]| {
        let mut command = shell(&psql(), project.path(), url);
        sql.iter().for_each(|sql| {
            command.args(["-c", sql]);
        });
        run_program(&mut command);
    };
    ask(&server, &[&drop, &format!("CREATE DATABASE {name} TEMPLATE template0")]);
    let file = project.path().join("schema.sql");
    std::fs::write(&file, tables()).unwrap();
    run_program(shell(&psql(), project.path(), &url).arg("-f").arg(&file));
    let dump = psql().with_file_name("pg_dump");
    let measured = Rounds::measure(
        rounds(7),
        || {
            let started = Instant::now();
            black_box(introspect(&url));
            started.elapsed()
        },
        || {
            run_program(program(dump.to_str().unwrap(), project.path()).args(["-s", "-d", &url, "-f", "/dev/null"]))
                .wall
        },
    );
    table.rounds(&format!("{what}, read, beside pg_dump -s, wall"), &measured, None);
    let (one, other) = (introspect(&url), introspect(&url));
    let times: Vec<_> = (0..=rounds(7))
        .map(|_| {
            let started = Instant::now();
            let difference = postgres::difference(&one, &other, &Options::default(), Stage::Together);
            assert!(difference.is_empty());
            started.elapsed()
        })
        .collect();
    let nothing = Rounds::of(&times, &times);
    table.row(
        &format!("{what}, a difference of nothing"),
        &format!("{:.1} ms", nothing.goc() * 1_000.0),
        "",
        None,
        None,
    );
    ask(&server, &[&drop]);
}

fn tables() -> String {
    let mut sql = String::new();
    for table in 0..TABLES {
        let parent = table.checked_sub(1).map(|parent| format!(" REFERENCES t{parent} (id)")).unwrap_or_default();
        let _ = writeln!(
            sql,
            "CREATE TABLE t{table} (id serial PRIMARY KEY, ad varchar(50) NOT NULL DEFAULT 'x', tutar numeric(10,2) CHECK (tutar >= 0), \
             ust int{parent}, zaman timestamptz DEFAULT now(), a text, b text, c int, d date);
             CREATE INDEX t{table}_ad ON t{table} (ad);
             CREATE VIEW v{table} AS SELECT id, ad FROM t{table} WHERE tutar > 0;"
        );
    }
    sql
}

fn introspect(url: &str) -> Schema {
    let settings = ConnectionSettings {
        name: "bench".to_owned(),
        url: DatabaseUrl::parse(url).unwrap(),
        options: ConnectionConfig::default(),
        origin: Origin::Argument,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut connection = Database::new(&settings).unwrap().connect(Access::Read).await.unwrap();
        let Connection::Postgres(session) = &mut connection else { panic!("{url} is a server") };
        let schema = read(session, None).await.unwrap();
        connection.close().await;
        schema
    })
}
