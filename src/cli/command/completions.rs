//! `goc completions`.

use std::path::Path;

use clap_complete::Shell;
use clap_complete::env::Shells;

use crate::cli::early::COMPLETE;
use crate::cli::output::Output;
use crate::cli::text::CliProblem;

/// `completions SHELL`: the script asks goc itself for candidates, so that revision ids and connections complete, too.
pub fn run(output: Output, shell: Shell) -> Result<(), CliProblem> {
    let (name, program) = program();
    let script = match shell {
        // Clap's own script does not know that bash splits targets such as crm@head.
        Shell::Bash => {
            let quoted = format!("'{}'", program.replace('\'', "'\\''"));
            include_str!("completion.bash").replace("PROGRAM", &quoted).replace("NAME", &name)
        }
        other => clap_script(&other.to_string(), &name, &program)?,
    };
    output.text(&script);
    Ok(())
}

/// The name that is completed, and what the script calls: the name alone when it was found in `PATH`, so that a newer goc is used as
/// soon as it is installed, else where this one is.
fn program() -> (String, String) {
    let called = std::env::args_os().next().unwrap_or_else(|| "goc".into());
    let called = Path::new(&called);
    let name = called.file_name().unwrap_or(called.as_os_str()).to_string_lossy().into_owned();
    if called.components().count() < 2 {
        return (name.clone(), name);
    }
    let path = std::path::absolute(called).unwrap_or_else(|_| called.to_owned());
    (name, path.to_string_lossy().into_owned())
}

fn clap_script(shell: &str, name: &str, program: &str) -> Result<String, CliProblem> {
    let failed = |reason: String| CliProblem::CannotWrite { file: shell.to_owned(), reason };
    let shells = Shells::builtins();
    let writer = shells.completer(shell).ok_or_else(|| failed(shell.to_owned()))?;
    let mut script = Vec::new();
    writer.write_registration(COMPLETE, name, name, program, &mut script).map_err(|error| failed(error.to_string()))?;
    Ok(String::from_utf8_lossy(&script).into_owned())
}
