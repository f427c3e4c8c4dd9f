//! Every project through `goc import alembic`, `upgrade` and `downgrade`, compared with the record after each step.

use super::outline::outline;
use super::project::{Project, for_each, projects};
use super::record::{self, State, Step, difference};
use super::state;
use super::support::{Postgres, Sqlite, TestDatabase, TestEnv};

/// Projects that need a newer PostgreSQL than goc does, with its version.
const NEEDS: [(&str, u32); 4] =
    [("constraints_postgres", 15), ("indexes_postgres", 15), ("types_ranges", 14), ("defaults_postgres", 13)];

/// Where Alembic puts new columns of a batch before those that were there, since the last of those is dropped; goc puts them last.
const COLUMNS_AT_RANDOM: &str = "batch_simple";

/// A folder in which the project's revisions are goc's, in `migrations`.
///
/// A project of one engine only has places that cannot be translated for the other.
fn imported(project: &Project) -> TestEnv {
    let env = TestEnv::new();
    let output = env.run(["import", "alembic", project.path.to_str().unwrap(), "--to", "migrations"]);
    let is_for_both = project.path.parent().is_some_and(|kind| kind.ends_with("both"));
    assert!(output.code == 0 || output.code == 3 && !is_for_both, "the import fails\n{output}");
    env
}

/// Takes the steps of a record and hands what is there after each to `check`; then goes out once more.
fn walk(env: &TestEnv, db: &TestDatabase, steps: &[Step], check: impl Fn(usize, &State) -> String) {
    let url = db.url();
    let mut before = state::read(db);
    for (number, step) in steps.iter().enumerate() {
        let title = format!("{} {} on {}", step.command, step.target, db.engine());
        let mut arguments = vec!["-d", &url, "--migrations", "migrations", &step.command, &step.target];
        arguments.extend((step.command == "downgrade").then_some("--yes"));
        let output = env.run(arguments);
        let after = state::read(db);
        if step.state.is_none() {
            assert!(output.code != 0, "{title}: Alembic stops here\n{output}");
            assert!(after == before, "{title}: refused, but\n{}", difference(&before, &after));
        } else {
            assert!(output.code == 0, "{title}\n{output}\n{}", sql(env));
            let difference = check(number, &after);
            assert!(difference.is_empty(), "{title}: Alembic (-), goc (+)\n{difference}");
        }
        before = after;
    }
    if steps.last().is_some_and(|step| step.target == "base" && step.state.is_some()) {
        again(env, db, steps, check);
    }
}

/// Goes out once more from the base, in one run: a shop that went back must be able to.
fn again(env: &TestEnv, db: &TestDatabase, steps: &[Step], check: impl Fn(usize, &State) -> String) {
    let output = env.run(["-d", &db.url(), "--migrations", "migrations", "upgrade", "heads"]);
    assert!(output.code == 0, "upgrade once more on {}\n{output}\n{}", db.engine(), sql(env));
    let top = steps.iter().rposition(|step| step.command == "upgrade").unwrap();
    let difference = check(top, &state::read(db));
    assert!(difference.is_empty(), "upgrade once more on {}: Alembic (-), goc (+)\n{difference}", db.engine());
}

/// The imported revisions, for whoever reads what failed.
fn sql(env: &TestEnv) -> String {
    let mut files: Vec<_> =
        std::fs::read_dir(env.path("migrations")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn on_postgres_every_step_leaves_what_it_leaves_with_alembic() {
    let Some(server) = Postgres::database() else { return };
    let version = server.value("SHOW server_version_num").parse::<u32>().unwrap() / 10_000;
    let mut projects = [projects("both"), projects("postgres")].concat();
    projects.retain(|project| {
        let needed = NEEDS.iter().find(|(name, needed)| *name == project.name && *needed > version);
        needed.inspect(|needed| eprintln!("skipped: {} needs PostgreSQL {}", needed.0, needed.1)).is_none()
    });
    for_each(&projects, |project| {
        let env = imported(project);
        let db = Postgres::database().unwrap();
        let steps = record::read(project, "postgres");
        walk(&env, &db, &steps, |number, found| {
            let mut expected = steps[number].state.clone().unwrap();
            // Alembic leaves the types of its tables behind and then cannot come out again; goc takes them along.
            let is_left = |line: &String| line.starts_with("enum ") || line.starts_with("domain ");
            expected.retain(|line| found.contains(line) || steps[number].command == "upgrade" || !is_left(line));
            difference(&expected, found)
        });
    });
}

#[test]
fn on_sqlite_every_step_leaves_what_it_leaves_with_alembic_and_goes_on_where_that_stops() {
    let projects = [projects("both"), projects("sqlite")].concat();
    for_each(&projects, |project| {
        let env = imported(project);
        let db = Sqlite::database();
        let recorded = record::read(project, "sqlite");
        // A record ends where Alembic gives up on SQLite; PostgreSQL's tells how it goes on.
        let gave_up = recorded.last().is_some_and(|step| step.state.is_none());
        let steps = if gave_up { record::read(project, "postgres") } else { recorded.clone() };
        walk(&env, &db, &steps, |number, found| match recorded.get(number).and_then(|step| step.state.as_ref()) {
            Some(expected) if project.name == COLUMNS_AT_RANDOM => {
                difference(&without_order(expected), &without_order(found))
            }
            Some(expected) => difference(expected, found),
            None => difference(&outline(steps[number].state.as_ref().unwrap()), &outline(found)),
        });
    });
}

fn without_order(state: &State) -> State {
    state.iter().filter(|line| !line.contains(": order ")).cloned().collect()
}
