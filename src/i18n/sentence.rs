//! Sentences as data: [`sentences!`] and [`problems!`], and the traits that read them.

use super::Lang;

/// Something that can be said in every language of goc.
pub trait Say {
    /// The sentence in `lang`, without a line end.
    fn say(&self, lang: Lang) -> String;
}

/// Something that is wrong, said so that a tired person can act on it.
pub trait Problem: Say {
    /// A stable name for scripts, such as `multiple_heads`; never translated, never reused for something else.
    fn kind(&self) -> &'static str;

    /// What to do next: one line a way out.
    fn hint(&self, lang: Lang) -> String;

    /// The parameters of the sentence as a JSON object, so that a script need not read the sentence.
    fn facts(&self) -> serde_json::Value;

    /// What `--json` prints of it: kind, message and hint, and the facts as fields of their own.
    fn to_json(&self, lang: Lang) -> serde_json::Value {
        let mut object = serde_json::json!({ "kind": self.kind(), "message": self.say(lang), "hint": self.hint(lang) });
        if let (Some(object), serde_json::Value::Object(facts)) = (object.as_object_mut(), self.facts()) {
            for (name, value) in facts {
                object.entry(name).or_insert(value);
            }
        }
        object
    }
}

/// Defines an enum with one variant a sentence, each with its English and its Turkish.
///
/// ```text
/// sentences! {
///     /// What `status` says.
///     pub enum StatusText {
///         Pending { count: usize } => {
///             en: ("{count} pending"),
///             tr: ("{count} bekleyen migration"),
///         }
///     }
/// }
/// ```
///
/// The parentheses hold what `format!` takes; the fields are in scope by their names.
macro_rules! sentences {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident $({ $($field:ident: $type:ty),* $(,)? })? => {
                    en: ($($en:tt)*),
                    tr: ($($tr:tt)*) $(,)?
                }
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[allow(clippy::enum_variant_names)] // a sentence may be named like its subject
        $vis enum $name {
            $( $(#[$variant_meta])* $variant $({ $($field: $type),* })?, )*
        }

        impl $crate::i18n::Say for $name {
            #[allow(unused_variables)] // a language may not need every parameter
            fn say(&self, lang: $crate::i18n::Lang) -> String {
                match self {
                    $( Self::$variant $({ $($field),* })? => match lang {
                        $crate::i18n::Lang::En => format!($($en)*),
                        $crate::i18n::Lang::Tr => format!($($tr)*),
                    }, )*
                }
            }
        }
    };
}

/// Defines an enum of errors or findings: [`sentences!`] plus a stable kind and a hint for each.
///
/// ```text
/// problems! {
///     /// Why a target could not be turned into revisions.
///     pub enum TargetError {
///         /// `head` was asked for and there are several.
///         MultipleHeads { given: String, heads: Vec<String> } = "multiple_heads" {
///             en: ("`{given}` is not one revision: the history has {} heads: {}", heads.len(), list(heads)),
///             tr: ("`{given}` tek bir versiyon değil: geçmişte {} uç var: {}", heads.len(), list(heads)),
///             hint_en: ("upgrade them all: goc upgrade heads"),
///             hint_tr: ("hepsini uygula: goc upgrade heads"),
///         }
///     }
/// }
/// ```
macro_rules! problems {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident $({ $($field:ident: $type:ty),* $(,)? })? = $kind:literal {
                    en: ($($en:tt)*),
                    tr: ($($tr:tt)*),
                    hint_en: ($($hint_en:tt)*),
                    hint_tr: ($($hint_tr:tt)*) $(,)?
                }
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[serde(untagged)]
        $vis enum $name {
            $( $(#[$variant_meta])* $variant $({ $($field: $type),* })?, )*
        }

        impl $crate::i18n::Say for $name {
            #[allow(unused_variables)] // a language may not need every parameter
            fn say(&self, lang: $crate::i18n::Lang) -> String {
                match self {
                    $( Self::$variant $({ $($field),* })? => match lang {
                        $crate::i18n::Lang::En => format!($($en)*),
                        $crate::i18n::Lang::Tr => format!($($tr)*),
                    }, )*
                }
            }
        }

        impl $crate::i18n::Problem for $name {
            fn kind(&self) -> &'static str {
                match self {
                    $( Self::$variant { .. } => $kind, )*
                }
            }

            #[allow(unused_variables)] // a hint may not need every parameter
            fn hint(&self, lang: $crate::i18n::Lang) -> String {
                match self {
                    $( Self::$variant $({ $($field),* })? => match lang {
                        $crate::i18n::Lang::En => format!($($hint_en)*),
                        $crate::i18n::Lang::Tr => format!($($hint_tr)*),
                    }, )*
                }
            }

            fn facts(&self) -> serde_json::Value {
                serde_json::to_value(self).unwrap_or_default()
            }
        }

        /// In English, for logs and tests.
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::i18n::Say::say(self, $crate::i18n::Lang::En))
            }
        }

        impl std::error::Error for $name {}
    };
}

pub(crate) use {problems, sentences};

/// Joins names for a sentence: `a, b, c`.
pub fn list<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(", ")
}

/// An English count with its noun: `1 step`, `3 steps`. Turkish has no plural after a number.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
