//! The pairs in `pairs/*.sql`: `=== name [same|altered|refused]`, the schema before (with rows, if they matter), `---`, and the schema
//! after.

use super::check::{Expected, check};

struct Pair {
    name: String,
    expected: Expected,
    before: String,
    after: String,
}

fn pairs() -> Vec<Pair> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema_sqlite/pairs");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut pairs = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        for part in text.split("\n=== ").skip(1) {
            let (head, body) = part.split_once('\n').unwrap();
            let (before, after) = body.split_once("\n---\n").unwrap_or_else(|| panic!("{stem}: no --- in {head}"));
            let (name, words) = head.split_once(" [").unwrap_or((head, ""));
            let expected = Expected {
                same: words.contains("same"),
                refused: words.contains("refused"),
                altered: words.contains("altered"),
                ..Expected::default()
            };
            pairs.push(Pair { name: format!("{stem}: {name}"), expected, before: before.into(), after: after.into() });
        }
    }
    pairs
}

#[tokio::test]
async fn every_pair_goes_there_and_back() {
    let only = std::env::var("GOC_TEST_PAIR").unwrap_or_default();
    let pairs = pairs();
    let mut failures = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.name.contains(&only)) {
        if let Err(what) = check(&pair.before, &pair.after, pair.expected).await {
            failures.push(format!("##### {}\n{what}", pair.name));
        }
    }
    eprintln!("{} pairs, {} wrong", pairs.len(), failures.len());
    assert!(pairs.len() >= 150, "only {} pairs were found", pairs.len());
    assert!(failures.is_empty(), "{}\n{} of {} pairs", failures.join("\n"), failures.len(), pairs.len());
}
