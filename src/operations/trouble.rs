//! A problem that is part of a result instead of ending the work.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::finding::FindingProblem;
use crate::i18n::{Lang, Problem, Say};

/// Any problem, shared: cheap to clone, and said in whatever language the screen has at the moment.
#[derive(Clone)]
pub struct Trouble(Arc<dyn FindingProblem>);

impl Trouble {
    /// Of any problem.
    pub fn new(problem: impl FindingProblem + 'static) -> Trouble {
        Trouble(Arc::new(problem))
    }

    /// Of one that is shared already.
    pub fn shared(problem: Arc<dyn FindingProblem>) -> Trouble {
        Trouble(problem)
    }
}

impl Say for Trouble {
    fn say(&self, lang: Lang) -> String {
        self.0.say(lang)
    }
}

impl Problem for Trouble {
    fn kind(&self) -> &'static str {
        self.0.kind()
    }

    fn hint(&self, lang: Lang) -> String {
        self.0.hint(lang)
    }

    fn facts(&self) -> Value {
        self.0.facts()
    }
}

/// The same problem about the same things.
impl PartialEq for Trouble {
    fn eq(&self, other: &Trouble) -> bool {
        self.kind() == other.kind() && self.facts() == other.facts()
    }
}

impl fmt::Debug for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// As `--json` has it, in English.
impl Serialize for Trouble {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json(Lang::En).serialize(serializer)
    }
}
