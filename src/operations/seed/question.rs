//! Questions that seed sets ask, and their answers.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use super::check::Check;
use super::error::{SeedError, SeedProblem, shown};
use crate::i18n::{Lang, suggestion};

/// Something that only the person who installs knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Its name in `ask = "…"`, in `--set KEY=VALUE` and in a form.
    pub key: String,
    /// What counts when nothing is answered. The empty text says that the answer may be left out.
    pub default: Option<String>,
    /// The answer is a password.
    pub secret: bool,
    /// What the answer has to look like.
    pub check: Option<Check>,
    /// How to ask.
    pub text: Label,
}

/// The words of a question in both languages; without them its key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Turkish.
    pub tr: Option<String>,
    /// English.
    pub en: Option<String>,
}

impl Question {
    /// The words to ask with.
    pub fn label(&self, lang: Lang) -> &str {
        let text = match lang {
            Lang::Tr => &self.text.tr,
            Lang::En => &self.text.en,
        };
        text.as_deref().unwrap_or(&self.key)
    }

    /// Whether an answer fits. What a good password is, the password policy says.
    ///
    /// # Errors
    /// What is wrong with it; never with the text of a secret in it.
    pub fn check(&self, answer: &str) -> Result<(), SeedError> {
        let optional = self.default.as_deref() == Some("");
        if answer.is_empty() {
            let empty = SeedProblem::Empty { key: shown(&self.key) };
            return if optional { Ok(()) } else { Err(empty.into()) };
        }
        let Some(check) = self.check.filter(|check| !check.allows(answer)) else { return Ok(()) };
        let (key, value) = (shown(&self.key), if self.secret { "***".to_owned() } else { shown(answer) });
        Err(match check {
            Check::TaxNumber => SeedProblem::BadTaxNumber { key, value },
            Check::Email => SeedProblem::BadEmail { key, value },
            Check::StoreCode => SeedProblem::BadCode { key, value },
        }
        .into())
    }

    /// Fills what this mention of the question leaves open from another one.
    pub(super) fn merge(&mut self, other: &Question) {
        self.default = self.default.take().or_else(|| other.default.clone());
        self.check = self.check.or(other.check);
        self.text.tr = self.text.tr.take().or_else(|| other.text.tr.clone());
        self.text.en = self.text.en.take().or_else(|| other.text.en.clone());
        self.secret |= other.secret;
    }
}

/// What was answered, by question. Wiped from memory when dropped; `Debug` shows the keys only.
#[derive(Clone, Default)]
pub struct Answers(BTreeMap<String, SecretString>);

impl Answers {
    /// Answers a question; a second answer replaces the first.
    pub fn set(&mut self, key: impl Into<String>, answer: impl Into<SecretString>) {
        self.0.insert(key.into(), answer.into());
    }

    /// The answer itself: not to be shown when the question is a secret one.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(ExposeSecret::expose_secret)
    }

    /// The answer, kept secret.
    pub fn secret(&self, key: &str) -> Option<&SecretString> {
        self.0.get(key)
    }

    /// Refuses answers that do not fit, and those that nobody asked for.
    pub fn check(&self, questions: &[Question]) -> Result<(), SeedError> {
        for (key, answer) in &self.0 {
            let Some(question) = questions.iter().find(|question| question.key == *key) else {
                let known: Vec<String> = questions.iter().map(|question| question.key.clone()).collect();
                let nearest = suggestion(key, known.iter().map(String::as_str)).map(str::to_owned);
                return Err(SeedProblem::UnknownAnswer { key: shown(key), nearest, known }.into());
            };
            question.check(answer.expose_secret())?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl<K: Into<String>, V: Into<SecretString>> FromIterator<(K, V)> for Answers {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(answers: I) -> Answers {
        Answers(answers.into_iter().map(|(key, answer)| (key.into(), answer.into())).collect())
    }
}
