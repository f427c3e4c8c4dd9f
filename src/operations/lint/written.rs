//! Names as they would have to be typed, so that a safe way can be copied.

use std::borrow::Cow;

use crate::database::TableName;
use crate::i18n::safe;

/// A name that can be written.
pub trait Written {
    /// In quotes where it needs them, and harmless to draw. That a name is a keyword is not looked up.
    fn written(&self) -> String;
}

impl Written for TableName {
    fn written(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", quoted(schema), quoted(&self.name)),
            None => quoted(&self.name).into_owned(),
        }
    }
}

impl Written for str {
    fn written(&self) -> String {
        quoted(self).into_owned()
    }
}

/// PostgreSQL folds ASCII letters only.
fn quoted(name: &str) -> Cow<'_, str> {
    let is_plain = name.chars().all(|c| (c.is_alphanumeric() && !c.is_ascii_uppercase()) || matches!(c, '_' | '$'))
        && !name.starts_with(|c: char| c.is_ascii_digit() || c == '$')
        && !name.is_empty();
    if is_plain { safe(name) } else { format!("\"{}\"", safe(name).replace('"', "\"\"")).into() }
}
