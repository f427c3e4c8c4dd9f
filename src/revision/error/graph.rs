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
            hint_en: ("ids have no `@ - + :`, comma or white space and are not head, heads, base, current; mend the `-- revision:` line"),
            hint_tr: ("kimliklerde `@ - + :`, virgül ve boşluk olmaz; head, heads, base, current de olamaz; `-- revision:` satırını düzeltin"),
        }
        /// Several files say that they are the same revision.
        DuplicateId { id: String, files: Vec<String> } = "duplicate_id" {
            en: ("several files are revision `{id}`: {}", few(files)),
            tr: ("birden çok dosya `{id}` versiyonu olduğunu söylüyor: {}", few(files)),
            hint_en: ("give all but one a new id on its `-- revision:` line, or delete the copies"),
            hint_tr: ("biri dışındakilere `-- revision:` satırında yeni bir kimlik verin ya da kopyaları silin"),
        }
        /// One label for two revisions, or a label that is an id.
        DuplicateLabel { label: String, revisions: Vec<String> } = "duplicate_label" {
            en: ("the label `{label}` is not unique: {}", list(revisions)),
            tr: ("`{label}` etiketi tek değil: {}", list(revisions)),
            hint_en: ("choose another label on one of the `-- branch_labels:` lines"),
            hint_tr: ("`-- branch_labels:` satırlarından birinde başka bir etiket seçin"),
        }
        /// `revises` names nothing.
        MissingParent { revision: String, file: String, parent: String, similar: Option<String> } = "missing_parent" {
            en: ("{file}: revision `{revision}` revises `{parent}`, which no file has{}", nearest(similar, "; nearest is ", "")),
            tr: ("{file}: `{revision}` versiyonunun öncesi `{parent}`, ama hiçbir dosyada yok{}", nearest(similar, "; en yakını ", "")),
            hint_en: ("{}", match similar {
                Some(id) => format!("bring back the file, or write `-- revises: {id}` in {file}"),
                None => format!("bring back the file of `{parent}`, or mend the `-- revises:` line in {file}"),
            }),
            hint_tr: ("{}", match similar {
                Some(id) => format!("dosyayı geri getirin ya da {file} içine `-- revises: {id}` yazın"),
                None => format!("`{parent}` dosyasını geri getirin ya da {file} içindeki `-- revises:` satırını düzeltin"),
            }),
        }
        /// `depends_on` names nothing.
        MissingDependency { revision: String, file: String, dependency: String, similar: Option<String> } = "missing_dependency" {
            en: ("{file}: revision `{revision}` depends on `{dependency}`, which is no revision and no label{}", nearest(similar, "; nearest is ", "")),
            tr: ("{file}: `{revision}` versiyonunun bağımlılığı `{dependency}` ne versiyon ne etiket{}", nearest(similar, "; en yakını ", "")),
            hint_en: ("{}", match similar {
                Some(id) => format!("bring back the file, or write `-- depends_on: {id}` in {file}"),
                None => format!("bring back the file of `{dependency}`, or mend the `-- depends_on:` line in {file}"),
            }),
            hint_tr: ("{}", match similar {
                Some(id) => format!("dosyayı geri getirin ya da {file} içine `-- depends_on: {id}` yazın"),
                None => format!("`{dependency}` dosyasını geri getirin ya da {file} içindeki `-- depends_on:` satırını düzeltin"),
            }),
        }
        /// Revisions that come before themselves.
        Cycle { revisions: Vec<String> } = "cycle" {
            en: ("these revisions follow each other in a circle: {}", few(revisions)),
            tr: ("bu versiyonlar birbirini döngü halinde izliyor: {}", few(revisions)),
            hint_en: ("mend the `-- revises:` line of one of them"),
            hint_tr: ("birinin `-- revises:` satırını düzeltin"),
        }
        /// Revisions that need themselves, by way of a `depends_on`.
        DependencyCycle { revisions: Vec<String> } = "dependency_cycle" {
            en: ("these revisions need each other in a circle: {}", few(revisions)),
            tr: ("bu versiyonlar birbirine döngü halinde bağımlı: {}", few(revisions)),
            hint_en: ("mend the `-- depends_on:` line of one of them"),
            hint_tr: ("birinin `-- depends_on:` satırını düzeltin"),
        }
    }
}
