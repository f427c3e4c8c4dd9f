//! What is wrong between files that are fine each for themselves.

use super::{few, nearest};
use crate::i18n::{list, problems};

problems! {
    /// Why the files do not make a graph that plans can be made from.
    pub enum GraphProblem {
        /// An id that targets could not name.
        IllegalId { file: String, id: String } = "illegal_id" {
            en: ("{file}: `{id}` cannot be a revision id"),
            tr: ("{file}: `{id}` versiyon kimliği olamaz"),
            hint_en: ("ids have no `@ - + :`, comma or white space and are not head, heads, base, current; mend the `{}` line", beginning(file, Key::Revision)),
            hint_tr: ("kimliklerde `@ - + :`, virgül ve boşluk olmaz; head, heads, base, current de olamaz; `{}` satırını düzeltin", beginning(file, Key::Revision)),
        }
        /// Several files say that they are the same revision.
        DuplicateId { id: String, files: Vec<String> } = "duplicate_id" {
            en: ("several files are revision `{id}`: {}", few(files)),
            tr: ("birden çok dosya `{id}` versiyonu olduğunu söylüyor: {}", few(files)),
            hint_en: ("give all but one a new id on its `{}` line, or delete the copies", beginning(first(files), Key::Revision)),
            hint_tr: ("biri dışındakilere `{}` satırında yeni bir kimlik verin ya da kopyaları silin", beginning(first(files), Key::Revision)),
        }
        /// One label for two revisions, or a label that is an id.
        DuplicateLabel { label: String, revisions: Vec<String> } = "duplicate_label" {
            en: ("the label `{label}` is not unique: {}", list(revisions)),
            tr: ("`{label}` etiketi tek değil: {}", list(revisions)),
            hint_en: ("choose another label in one of the files, where it says branch_labels"),
            hint_tr: ("dosyalardan birinde, branch_labels yazan yerde başka bir etiket seçin"),
        }
        /// `revises` names nothing.
        MissingParent { revision: String, file: String, line: Option<u32>, parent: String, similar: Option<String> } = "missing_parent" {
            en: ("{}: revision `{revision}` revises `{parent}`, which no file has{}", place(file, line), nearest(similar, "; nearest is ", "")),
            tr: ("{}: `{revision}` versiyonunun öncesi `{parent}`, ama hiçbir dosyada yok{}", place(file, line), nearest(similar, "; en yakını ", "")),
            hint_en: ("{}", match similar {
                Some(id) => format!("bring back the file, or write `{}` in {file}; goc does it: goc repair --mend", written(file, Key::Revises, id)),
                None => format!("bring back the file of `{parent}`, or mend the `{}` line in {file}", beginning(file, Key::Revises)),
            }),
            hint_tr: ("{}", match similar {
                Some(id) => format!("dosyayı geri getirin ya da {file} içine `{}` yazın; goc bunu yapar: goc repair --mend", written(file, Key::Revises, id)),
                None => format!("`{parent}` dosyasını geri getirin ya da {file} içindeki `{}` satırını düzeltin", beginning(file, Key::Revises)),
            }),
        }
        /// `depends_on` names nothing.
        MissingDependency { revision: String, file: String, line: Option<u32>, dependency: String, similar: Option<String> } = "missing_dependency" {
            en: ("{}: revision `{revision}` depends on `{dependency}`, which is no revision and no label{}", place(file, line), nearest(similar, "; nearest is ", "")),
            tr: ("{}: `{revision}` versiyonunun bağımlılığı `{dependency}` ne versiyon ne etiket{}", place(file, line), nearest(similar, "; en yakını ", "")),
            hint_en: ("{}", match similar {
                Some(id) => format!("bring back the file, or write `{}` in {file}; goc does it: goc repair --mend", written(file, Key::DependsOn, id)),
                None => format!("bring back the file of `{dependency}`, or mend the `{}` line in {file}", beginning(file, Key::DependsOn)),
            }),
            hint_tr: ("{}", match similar {
                Some(id) => format!("dosyayı geri getirin ya da {file} içine `{}` yazın; goc bunu yapar: goc repair --mend", written(file, Key::DependsOn, id)),
                None => format!("`{dependency}` dosyasını geri getirin ya da {file} içindeki `{}` satırını düzeltin", beginning(file, Key::DependsOn)),
            }),
        }
        /// Revisions that come before themselves.
        Cycle { revisions: Vec<String> } = "cycle" {
            en: ("these revisions follow each other in a circle: {}", few(revisions)),
            tr: ("bu versiyonlar birbirini döngü halinde izliyor: {}", few(revisions)),
            hint_en: ("mend what one of them follows: its line `-- revises:`, in Python `down_revision =`"),
            hint_tr: ("birinin neyi izlediğini düzeltin: `-- revises:` satırı, Python dosyasında `down_revision =`"),
        }
        /// Revisions that need themselves, by way of a `depends_on`.
        DependencyCycle { revisions: Vec<String> } = "dependency_cycle" {
            en: ("these revisions need each other in a circle: {}", few(revisions)),
            tr: ("bu versiyonlar birbirine döngü halinde bağımlı: {}", few(revisions)),
            hint_en: ("mend what one of them needs: its line `-- depends_on:`, in Python `depends_on =`"),
            hint_tr: ("birinin neye bağımlı olduğunu düzeltin: `-- depends_on:` satırı, Python dosyasında `depends_on =`"),
        }
    }
}

/// A header line, as goc and Alembic write it.
#[derive(Clone, Copy)]
enum Key {
    Revision,
    Revises,
    DependsOn,
}

/// The names of a line: goc's, and the variable of a Python file.
fn names(key: Key) -> (&'static str, &'static str) {
    match key {
        Key::Revision => ("revision", "revision"),
        Key::Revises => ("revises", "down_revision"),
        Key::DependsOn => ("depends_on", "depends_on"),
    }
}

/// How the beginning of a line looks in a file.
fn beginning(file: &str, key: Key) -> String {
    let (own, python) = names(key);
    if file.ends_with(".py") { format!("{python} =") } else { format!("-- {own}:") }
}

/// The whole line with one id.
fn written(file: &str, key: Key, id: &str) -> String {
    if file.ends_with(".py") {
        format!("{} {id:?}", beginning(file, key))
    } else {
        format!("{} {id}", beginning(file, key))
    }
}

/// `file:line`, where the line is known.
fn place(file: &str, line: &Option<u32>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}

fn first(files: &[String]) -> &str {
    files.first().map(String::as_str).unwrap_or_default()
}
