//! Which language a person reads.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language that every sentence of goc exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Turkish, the language of the stores.
    Tr,
    /// English, also the language of logs and of the library's `Display`.
    #[default]
    En,
}

impl Lang {
    /// Takes the language from a POSIX locale name such as `tr_TR.UTF-8`; anything but Turkish is English.
    pub fn from_locale(locale: &str) -> Lang {
        let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("tr") { Lang::Tr } else { Lang::En }
    }

    /// Reads the locale as POSIX orders it: `LC_ALL`, else `LC_MESSAGES`, else `LANG`; the first that is not empty decides.
    pub fn from_environment() -> Lang {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
            .map_or(Lang::En, |locale| Lang::from_locale(&locale))
    }
}

impl FromStr for Lang {
    type Err = ();

    fn from_str(text: &str) -> Result<Lang, ()> {
        match text {
            "tr" => Ok(Lang::Tr),
            "en" => Ok(Lang::En),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Lang::Tr => "tr",
            Lang::En => "en",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turkish_locale_in_any_spelling_is_turkish() {
        for locale in ["tr", "tr_TR", "tr_TR.UTF-8", "TR_tr", "tr_CY@euro", "tr-TR"] {
            assert_eq!(Lang::from_locale(locale), Lang::Tr, "{locale}");
        }
        for locale in ["", "C", "C.UTF-8", "en_US.UTF-8", "trv_TW", "de_DE"] {
            assert_eq!(Lang::from_locale(locale), Lang::En, "{locale}");
        }
    }
}
