//! `goc` on a terminal: the terminal UI.

use std::io::IsTerminal;

use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::text::CliProblem;
use crate::i18n::safe;
use crate::tui::app::Start;
use crate::tui::run::{End, Options, remembered, run as run_screen};
use crate::tui::theme::{Look, Theme};

/// Whether there is a terminal that can show it; a pipe gets what `goc status` prints.
pub fn is_possible(invocation: &Invocation) -> bool {
    let is_dumb = variable("TERM").is_none_or(|name| name.is_empty() || name == "dumb");
    !invocation.output.json && !is_dumb && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Runs the terminal UI to its end.
pub async fn run(invocation: &Invocation) -> Result<(), Ending> {
    let (memory, place) = remembered();
    let look = Look::from_environment(invocation.declines_colour(), invocation.is_ascii(), variable);
    // What somebody chose with a key counts until a language is asked for by name.
    let lang = match memory.lang {
        Some(lang) if !invocation.names_language() => lang,
        _ => invocation.output.lang,
    };
    let options = Options {
        settings: invocation.settings(),
        start: Start { lang, theme: Theme::new(look), memory, install: false },
        // Over SSH people select text with the mouse to copy it.
        mouse: variable("SSH_CONNECTION").is_none() && variable("SSH_TTY").is_none(),
        stop: invocation.stop.clone(),
        memory: place,
    };
    match run_screen(options).await {
        Ok(End::Quit) => Ok(()),
        // Which signal it was, the exit code says.
        Ok(End::Stopped(_)) => Err(Ending::Stopped),
        Err(error) => Err(CliProblem::Startup { reason: safe(&error.to_string()).into_owned() }.into()),
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
