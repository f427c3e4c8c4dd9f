//! What has to be known before the arguments are parsed: the language of the help that clap builds.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::config::Config;
use crate::i18n::Lang;

/// The variable with which a shell asks for candidates.
pub const COMPLETE: &str = "GOC_COMPLETE";

/// What was typed behind the program's name; in a completion, what has been typed so far.
pub fn arguments() -> impl Iterator<Item = String> {
    let mut arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    if is_completing() {
        // A shell calls `goc -- goc upgrade 00`.
        arguments.by_ref().find(|argument| argument == "--");
    }
    arguments.skip(1)
}

/// Whether a shell asks. The answer is kept, since the variable is taken away before candidates are looked for.
fn is_completing() -> bool {
    static ANSWER: OnceLock<bool> = OnceLock::new();
    *ANSWER.get_or_init(|| std::env::var_os(COMPLETE).is_some_and(|shell| !shell.is_empty() && shell != "0"))
}

/// The value of an option, found without clap: the last one wins, and nothing behind `--` counts.
pub fn value_of(option: &str) -> Option<String> {
    find(arguments(), option)
}

/// Whether an option without a value is there.
pub fn has(option: &str) -> bool {
    arguments().take_while(|argument| argument != "--").any(|argument| argument == option)
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
