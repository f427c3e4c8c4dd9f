//! goc beside its floor: the same work done with as little as possible, in the same minutes on the same machine.
//!
//! `bash benches/run` runs all of it; arguments choose: `load`, `status`, `sqlite`, `postgres`, `batch`, `schema`,
//! `screen`. What is printed are ratios, since
//! only those mean anything on another machine. The two sides take turns, so that whatever else the machine does hits both.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark that cannot measure has nothing better to do")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the table is what a benchmark is for")]

mod batch;
mod child;
mod floor;
mod load;
mod postgres;
mod project;
mod schema;
mod screen;
mod sqlite;
mod status;
mod table;

use table::Table;

type Bench = fn(&mut Table);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [floor, folder, database] = arguments.as_slice()
        && floor == floor::ARGUMENT
    {
        return floor::status(folder.as_ref(), database);
    }
    if arguments.first().is_some_and(|word| word == screen::ARGUMENT) {
        return screen::bare();
    }
    // `cargo bench` adds arguments of its own.
    let chosen: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| !word.starts_with("--")).collect();
    let benches: [(&str, Bench); 7] = [
        ("load", load::run),
        ("status", status::run),
        ("sqlite", sqlite::run),
        ("postgres", postgres::run),
        ("batch", batch::run),
        ("schema", schema::run),
        ("screen", screen::run),
    ];
    if let Some(unknown) = chosen.iter().find(|name| !benches.iter().any(|(known, _)| known == *name)) {
        eprintln!("there is no benchmark {unknown}");
        std::process::exit(2);
    }
    let mut table = Table::start();
    for (name, run) in benches {
        if chosen.is_empty() || chosen.contains(&name) {
            run(&mut table);
        }
    }
}
