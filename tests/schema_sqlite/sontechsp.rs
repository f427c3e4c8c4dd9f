//! SONTECHSP's own schemas: from what any of its revisions makes to what any other makes.

use goc::revision::{Direction, Engine, RevisionFile};

use super::check::{Expected, check};

/// The statements of every revision, in order.
fn upgrades() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    let upgrade = |file: &std::path::PathBuf| {
        let text = std::fs::read_to_string(file).unwrap();
        let revision = RevisionFile::parse(file, text.as_bytes()).unwrap();
        revision.section_for(Direction::Upgrade, Engine::Sqlite).unwrap().sql(&text).to_owned()
    };
    files.iter().map(upgrade).collect()
}

#[tokio::test]
async fn every_version_of_the_application_becomes_the_next_and_comes_back() {
    let upgrades = upgrades();
    assert!(upgrades.len() >= 6);
    let until = |count: usize| upgrades[..count].concat();
    let steps = (0..upgrades.len()).map(|count| (count, count + 1)).chain([(0, upgrades.len()), (1, upgrades.len())]);
    for (from, to) in steps {
        let expected = Expected { unknown: true, ..Expected::default() };
        if let Err(what) = check(&until(from), &until(to), expected).await {
            panic!("from {from} to {to}: {what}");
        }
    }
}
