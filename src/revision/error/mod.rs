//! Everything that can be wrong in this layer, as data: kinds are stable, sentences are in both languages.
//!
//! One enum a stage: [`IdError`] and [`FileProblem`] (reading files), [`GraphProblem`] (files that do not fit together),
//! [`TargetError`] (what a user typed), [`NewError`] (a file that cannot be written). [`RevisionError`] is any of them.

mod file;
mod graph;
mod new;
mod target;

pub use file::FileProblem;
pub use graph::GraphProblem;
pub use new::NewError;
pub use target::TargetError;

use std::fmt;

use crate::i18n::{Lang, Problem, Say, problems};

problems! {
    /// Why a text is no revision id and no branch label.
    pub enum IdError {
        /// Nothing was given.
        Empty = "illegal_id" {
            en: ("an empty text is no revision id and no label"),
            tr: ("boş bir metin versiyon kimliği ya da etiket olamaz"),
            hint_en: ("name it, or leave --rev-id out: goc makes an id of its own"),
            hint_tr: ("bir kimlik yazın ya da --rev-id seçeneğini kaldırın: goc kendisi üretir"),
        }
        /// A character that targets, lists or terminals give another meaning.
        IllegalCharacter { id: String, character: String } = "illegal_id" {
            en: ("`{character}` cannot stand in the name `{id}`"),
            tr: ("`{id}` adında `{character}` karakteri bulunamaz"),
            hint_en: ("use letters, digits and `_`"),
            hint_tr: ("harf, rakam ve `_` kullanın"),
        }
        /// A word of the target grammar.
        GrammarWord { id: String } = "illegal_id" {
            en: ("`{id}` has a meaning of its own and cannot name a revision or a branch"),
            tr: ("`{id}` sözcüğünün kendi anlamı var; versiyon ya da dal adı olamaz"),
            hint_en: ("choose another name; head, heads, base and current are taken"),
            hint_tr: ("başka bir ad seçin; head, heads, base ve current ayrılmış sözcüklerdir"),
        }
    }
}

/// Any problem of this layer.
#[derive(Debug, Clone, PartialEq)]
pub enum RevisionError {
    Id(IdError),
    File(FileProblem),
    Graph(GraphProblem),
    Target(TargetError),
    New(NewError),
}

impl RevisionError {
    fn inner(&self) -> &dyn Problem {
        match self {
            RevisionError::Id(problem) => problem,
            RevisionError::File(problem) => problem,
            RevisionError::Graph(problem) => problem,
            RevisionError::Target(problem) => problem,
            RevisionError::New(problem) => problem,
        }
    }
}

impl Say for RevisionError {
    fn say(&self, lang: Lang) -> String {
        self.inner().say(lang)
    }
}

impl Problem for RevisionError {
    fn kind(&self) -> &'static str {
        self.inner().kind()
    }

    fn hint(&self, lang: Lang) -> String {
        self.inner().hint(lang)
    }

    fn facts(&self) -> serde_json::Value {
        self.inner().facts()
    }
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for RevisionError {}

macro_rules! from_problem {
    ($($problem:ident => $variant:ident),* $(,)?) => {
        $(impl From<$problem> for RevisionError {
            fn from(problem: $problem) -> RevisionError {
                RevisionError::$variant(problem)
            }
        })*
    };
}
from_problem!(IdError => Id, FileProblem => File, GraphProblem => Graph, TargetError => Target, NewError => New);

/// The names of a long list, so that a sentence about 100,000 revisions stays a sentence.
fn few(names: &[String]) -> String {
    const SHOWN: usize = 50;
    match names.len().checked_sub(SHOWN) {
        None | Some(0) => crate::i18n::list(names),
        Some(more) => format!("{} … (+{more})", crate::i18n::list(&names[..SHOWN])),
    }
}

/// The name between two pieces of a sentence, or nothing when there is none.
fn nearest(name: &Option<String>, before: &str, after: &str) -> String {
    name.as_ref().map(|name| format!("{before}`{name}`{after}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut() {
        let names: Vec<String> = (0..52).map(|n| n.to_string()).collect();
        assert!(few(&names).ends_with("49 … (+2)"));
        assert_eq!(few(&names[..2]), "0, 1");
    }
}
