//! `goc completions` and `goc man`.

use std::path::Path;

use clap_complete::Shell;
use clap_complete::env::Shells;

use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::text::{CliProblem, Text};

/// `completions SHELL`: the script asks goc itself for candidates, so that revision ids and connections complete, too.
pub fn completions(invocation: &Invocation, shell: Shell) -> Result<(), Ending> {
    let name = shell.to_string();
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let written =
        shells.completer(&name).map(|shell| shell.write_registration("COMPLETE", "goc", "goc", "goc", &mut script));
    match written {
        Some(Ok(())) => {
            invocation.output.text(&String::from_utf8_lossy(&script));
            Ok(())
        }
        Some(Err(error)) => Err(CliProblem::CannotWrite { file: name, reason: error.to_string() }.into()),
        None => Err(CliProblem::CannotWrite { file: name.clone(), reason: name }.into()),
    }
}

/// `man [--to DIR]`.
pub fn run(invocation: &Invocation, folder: Option<&Path>) -> Result<(), Ending> {
    let command = crate::cli::documented(invocation.output.lang);
    let Some(folder) = folder else {
        let mut page = Vec::new();
        // A Vec takes everything.
        let _ = clap_mangen::Man::new(command).render(&mut page);
        invocation.output.text(&String::from_utf8_lossy(&page));
        return Ok(());
    };
    let cannot_write = |error: std::io::Error| CliProblem::CannotWrite {
        file: crate::i18n::safe(&folder.to_string_lossy()).into_owned(),
        reason: error.to_string(),
    };
    std::fs::create_dir_all(folder).map_err(cannot_write)?;
    clap_mangen::generate_to(command, folder).map_err(cannot_write)?;
    let count = std::fs::read_dir(folder).map(|entries| entries.flatten().count()).unwrap_or_default();
    let folder = crate::i18n::safe(&folder.to_string_lossy()).into_owned();
    invocation.output.line(invocation.output.say(Text::PagesWritten { count, folder }));
    Ok(())
}
