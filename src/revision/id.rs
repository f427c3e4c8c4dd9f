//! Revision ids and branch labels: what they may look like.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::error::IdError;
use crate::i18n::{printable, safe};

/// Words that mean something else where an id or a label could stand.
const GRAMMAR_WORDS: [&str; 4] = ["head", "heads", "base", "current"];

/// A revision id as written in its file or in the version table.
///
/// Compared byte for byte; Alembic never changes case, so neither do we. Cloning copies a pointer.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RevisionId(#[serde(with = "shared_text")] Arc<str>);

impl RevisionId {
    /// Takes a text as an id if targets and headers can name it: no `@ - + :`, comma, white space or character that
    /// does not print, and no word of the target grammar.
    pub fn parse(text: &str) -> Result<RevisionId, IdError> {
        check_id(text)?;
        Ok(RevisionId(text.into()))
    }

    /// Takes a text as it is: ids of a version table, and ids of files that the graph reports as illegal itself.
    pub fn unchecked(text: &str) -> RevisionId {
        RevisionId(text.into())
    }

    /// A new id as Alembic makes them: 12 hexadecimal digits. The caller brings the randomness.
    pub fn from_random(bytes: [u8; 6]) -> RevisionId {
        RevisionId(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into())
    }

    /// The id for a sentence: nothing in it can move the cursor.
    pub(crate) fn shown(&self) -> String {
        safe(self).into_owned()
    }
}

/// Whether [`RevisionId::parse`] would take a text.
pub(super) fn check_id(text: &str) -> Result<(), IdError> {
    check(text, |c| matches!(c, '@' | '-' | '+' | ':' | ','))
}

/// Whether a text can be a branch label. Labels stand before `@` only, so `-` and `+` are fine, as in Alembic.
pub fn check_label(text: &str) -> Result<(), IdError> {
    check(text, |c| matches!(c, '@' | ':' | ','))
}

fn check(text: &str, forbidden: impl Fn(char) -> bool) -> Result<(), IdError> {
    let id = || safe(text).into_owned();
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if GRAMMAR_WORDS.contains(&text) {
        return Err(IdError::GrammarWord { id: id() });
    }
    match text.chars().find(|&c| forbidden(c) || c.is_whitespace() || !printable(c)) {
        Some(c) => {
            Err(IdError::IllegalCharacter { id: id(), character: safe(c.encode_utf8(&mut [0; 4])).into_owned() })
        }
        None => Ok(()),
    }
}

impl Deref for RevisionId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for RevisionId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for RevisionId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for RevisionId {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for RevisionId {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// serde's own support for `Arc` needs a feature of its own; as text it is two lines.
mod shared_text {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        Ok(String::deserialize(deserializer)?.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Problem;

    #[test]
    fn ids_of_alembic_and_of_people_are_legal() {
        for id in ["003", "004_eticaret_altyapi", "ae1027a6acf", "ığdır_02", "a.b/c", "Head"] {
            assert_eq!(RevisionId::parse(id).unwrap(), id);
        }
    }

    #[test]
    fn an_id_that_a_target_could_not_name_is_illegal() {
        for id in
            ["", "a@b", "a-b", "p+q", "r:s", "a,b", "a b", "a\u{1b}b", "a\u{202e}b", "head", "heads", "base", "current"]
        {
            let error = RevisionId::parse(id).unwrap_err();
            assert_eq!(error.kind(), "illegal_id", "{id:?}");
            assert!(!error.to_string().contains(['\u{1b}', '\u{202e}']));
        }
    }

    #[test]
    fn a_label_may_hold_a_dash() {
        assert!(check_label("magaza-crm").is_ok());
        assert!(check_label("crm@head").is_err());
    }

    #[test]
    fn a_new_id_is_twelve_hexadecimal_digits() {
        assert_eq!(RevisionId::from_random([0, 1, 0xab, 0xff, 16, 9]), "0001abff1009");
    }

    #[test]
    fn an_id_is_a_plain_text_in_json() {
        let id = RevisionId::unchecked("003");
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"003\"");
        assert_eq!(serde_json::from_str::<RevisionId>("\"003\"").unwrap(), id);
    }
}
