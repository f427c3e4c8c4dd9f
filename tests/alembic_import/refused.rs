//! What nobody can translate without running it is named with its line, and the revision refuses to run.

use std::collections::BTreeSet;
use std::fs;

use super::project::{Project, files, for_each, projects};
use super::state;
use super::support::{Sqlite, TestEnv};

/// Ends the lines that goc must not understand.
const MARK: &str = "# not understood";

/// Files and lines, counted from 1.
type Places = BTreeSet<(String, u64)>;

fn marked(project: &Project) -> Places {
    let mut places = Places::new();
    for path in files(project) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().zip(1..).filter(|(line, _)| line.ends_with(MARK));
        places.extend(lines.map(|(_, number)| (name.to_owned(), number)));
    }
    places
}

#[test]
fn what_is_not_understood_is_listed_with_its_line_and_its_revision_refuses_to_run() {
    for_each(&projects("refused"), |project| {
        let env = TestEnv::new();
        let from = project.path.to_str().unwrap();
        let tried = env.json(["import", "alembic", from, "--to", "migrations", "--dry-run"]);
        assert!(!env.path("migrations").exists(), "a dry run writes nothing");
        let report = env.json(["import", "alembic", from, "--to", "migrations"]);
        assert_eq!(tried["revisions"], report["revisions"], "a dry run says the same");

        let mut listed = Places::new();
        let mut refusing = BTreeSet::new();
        for revision in report["revisions"].as_array().unwrap_or_else(|| panic!("{report}")) {
            for place in revision["untranslated"].as_array().unwrap() {
                listed.insert((place["file"].as_str().unwrap().to_owned(), place["line"].as_u64().unwrap()));
                refusing.insert(revision["revision"].as_str().unwrap().to_owned());
                assert!(!place["reason"].as_str().unwrap().is_empty(), "{place}");
            }
        }
        assert_eq!(listed, marked(project), "{report:#}");

        let db = Sqlite::database();
        let run = ["--migrations", "migrations", "-d", &db.url(), "upgrade"].map(str::to_owned);
        let output = env.run(run).expect_code(1);
        assert!(refusing.iter().any(|id| output.stderr.contains(id)), "{output}");
        assert!(state::read(&db).is_empty(), "nothing runs before it is refused\n{output}");
        assert!(!env.path("was_run").exists(), "something of a file ran");
    });
}
