//! Recording anew, where there is an Alembic.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::project::folder;
use super::support::{Postgres, TestEnv};

/// The first version of PostgreSQL that has everything that the corpus asks for.
const POSTGRES_OF_THE_RECORDS: u32 = 15;

#[test]
fn what_is_recorded_is_what_alembic_does_today() {
    let Ok(python) = std::env::var("GOC_TEST_ALEMBIC") else {
        return eprintln!(
            "skipped: no Alembic (bash tests/run gets it where python3 is); what it did is in corpus/recorded"
        );
    };
    let env = TestEnv::new();
    let fresh = env.path("recorded");
    let mut command = env.command(python);
    command.arg("-B").arg(folder().join("record.py")).arg("--to").arg(&fresh);
    let postgres = Postgres::new().filter(is_new_enough);
    if let Some(postgres) = &postgres {
        // The superuser may drop `public` on every version.
        let url = postgres.superuser_url();
        // What stands behind it is for sqlx only.
        command.args(["--postgres", url.split('?').next().unwrap()]);
    }
    env.output(&mut command).success();

    let (recorded, fresh) = (texts(&folder().join("recorded")), texts(&fresh));
    for (name, text) in &fresh {
        assert_eq!(recorded.get(name), Some(text), "{name}: record.py writes something else than what is recorded");
    }
    let stale: Vec<&String> = recorded
        .keys()
        .filter(|name| !fresh.contains_key(*name) && (postgres.is_some() || name.ends_with(".sqlite.txt")))
        .collect();
    assert!(stale.is_empty(), "records of projects that are not there: {stale:?}");
}

fn is_new_enough(postgres: &Postgres) -> bool {
    let version: u32 = postgres.query("SHOW server_version_num").unwrap()[0][0].parse().unwrap();
    let new_enough = version / 10_000 >= POSTGRES_OF_THE_RECORDS;
    if !new_enough {
        eprintln!("skipped on PostgreSQL {}: it lacks what the corpus asks for", version / 10_000);
    }
    new_enough
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect()
}
