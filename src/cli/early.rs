//! What has to be known before the arguments are parsed: the language of the help that clap builds.

use std::path::PathBuf;

use crate::config::Config;
use crate::i18n::Lang;

/// The value of an option, found without clap: the last one wins, and nothing behind `--` counts.
pub fn value_of(option: &str) -> Option<String> {
    // Bytes that are no UTF-8 are for clap to refuse.
    find(std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()), option)
}

fn find(arguments: impl IntoIterator<Item = String>, option: &str) -> Option<String> {
    let mut found = None;
    let mut arguments = arguments.into_iter().take_while(|argument| argument != "--");
    while let Some(argument) = arguments.next() {
        if argument == option {
            found = arguments.next();
        } else if let Some(value) = argument.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
            found = Some(value.to_owned());
        }
    }
    found
}

/// `--lang`, else the configuration, else the locale. A configuration that cannot be read is an error later, not here.
pub fn language() -> Lang {
    let asked = value_of("--lang").and_then(|text| text.parse().ok());
    let configured = || {
        let config = Config::load(value_of("--config").map(PathBuf::from).as_deref()).ok()?;
        config.file?.language
    };
    asked.or_else(configured).unwrap_or_else(Lang::from_environment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_an_option_are_found_but_not_behind_two_dashes() {
        let find = |line: &str| find(line.split(' ').map(str::to_owned), "--lang");
        assert_eq!(find("status --lang tr").as_deref(), Some("tr"));
        assert_eq!(find("--lang=en status").as_deref(), Some("en"));
        assert_eq!(find("--lang"), None);
        assert_eq!(find("show -- --lang tr"), None);
        assert_eq!(find("--language=tr"), None);
    }
}
