//! Revisions by what their files are called: who writes a down revision by hand often has a file before the eyes, and not its id.

use std::collections::HashMap;

use super::RevisionFile;

/// The files by everything that a person may call them; `None` where several revisions are called the same.
#[derive(Debug, Default)]
pub struct Called {
    files: HashMap<String, Option<usize>>,
}

impl Called {
    /// Looks at every file once.
    pub fn of(files: &[RevisionFile]) -> Called {
        let mut called = Called::default();
        for (index, file) in files.iter().enumerate() {
            for name in names(file) {
                called
                    .files
                    .entry(name)
                    .and_modify(|known| {
                        if known.is_some_and(|known| files[known].header.id != file.header.id) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(index));
            }
        }
        called
    }

    /// The one that is called so: by the name of its file with or without the ending, or by what stands behind the id there.
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim_end_matches(".py").trim_end_matches(".sql").to_lowercase();
        self.files.get(&name).copied().flatten()
    }
}

/// What a person may call a file.
fn names(file: &RevisionFile) -> Vec<String> {
    let stem = file.path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let id = file.header.id.to_lowercase();
    let behind = |text: &str| text.trim_start_matches(['_', '-', '.']).to_owned();
    // A template of file names may have a date in front of the id.
    let slug = stem.find(&id).map(|at| behind(&stem[at + id.len()..]));
    let after_number = stem.split_once('_').map(|(_, rest)| behind(rest));
    let words: Vec<&str> =
        file.header.message.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let message = words.join("_").to_lowercase();
    let mut names: Vec<String> = [Some(stem), slug, after_number, Some(message)].into_iter().flatten().collect();
    names.retain(|name| !name.is_empty() && *name != id);
    names.sort();
    names.dedup();
    names
}
