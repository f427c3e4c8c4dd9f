//! The command line: arguments in, operations run, answers out. No SQL here, and only `output.rs` prints.

mod args;
mod ask;
mod command;
mod complete;
mod early;
mod help;
mod invocation;
mod output;
mod progress;
mod secret;
mod signals;
mod text;
mod usage;

use std::process::ExitCode;
use std::time::Duration;

use args::Cli;
use clap::{CommandFactory, FromArgMatches};
use invocation::Invocation;
use output::Output;
use signals::Signals;
use text::CliProblem;

use crate::config::Config;
use crate::database::{Stop, Urgency};
use crate::i18n::{Lang, Problem};

/// Done.
const DONE: u8 = 0;
/// An error; said on standard error, or as JSON on standard output.
const ERROR: u8 = 1;
/// The arguments make no sense.
const USAGE: u8 = 2;
/// `check`, `doctor` or `status --check` found something.
const NOT_CLEAN: u8 = 3;

/// Something that ends a command: an error to be said, or just an exit code.
pub(crate) enum Ending {
    /// To be printed.
    Problem(Box<dyn Problem + Send>),
    /// Everything is said: it failed.
    Failed,
    /// Everything is said: something was found.
    NotClean,
}

impl<P: Problem + Send + 'static> From<P> for Ending {
    fn from(problem: P) -> Ending {
        Ending::Problem(Box::new(problem))
    }
}

/// Runs the program with the arguments of the process, and returns what to exit with.
pub fn main() -> ExitCode {
    let lang = early::language();
    help::set_language(lang);
    clap_complete::CompleteEnv::with_factory(usage::command).complete();
    let cli = match usage::command().try_get_matches().and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches)) {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(usage::explain(&error, lang)),
    };
    let lang = cli.global.language().unwrap_or(lang);
    let output = Output::new(lang, cli.global.json, cli.global.no_color);
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return startup_failed(output, &error),
    };
    let code = runtime.block_on(run(cli, output));
    // A look-up of a name or a read from the terminal may hang in a thread of its own; nobody waits for it.
    runtime.shutdown_background();
    ExitCode::from(code)
}

fn startup_failed(output: Output, error: &std::io::Error) -> ExitCode {
    output.error(&CliProblem::Startup { reason: error.to_string() });
    ExitCode::from(ERROR)
}

/// After a signal, a command that changes nothing gets this long to end, and one that rolls back as much as a server may need.
const GRACE: Duration = Duration::from_secs(4);

async fn run(cli: Cli, output: Output) -> u8 {
    let stop = Stop::default();
    let signals = match Signals::listen(&stop) {
        Ok(signals) => signals,
        Err(error) => {
            output.error(&CliProblem::Startup { reason: error.to_string() });
            return ERROR;
        }
    };
    let config = match Config::load(cli.global.config.as_deref()) {
        Ok(config) => config,
        Err(error) => {
            output.error(&error);
            return ERROR;
        }
    };
    let writes = command::writes(cli.command.as_ref());
    let invocation = Invocation::new(cli.global, output, config, stop.clone());
    let ending = tokio::select! {
        ending = command::run(&invocation, cli.command) => ending,
        () = ended_by_signal(&stop, writes) => return signals.exit_code().unwrap_or(ERROR),
    };
    match ending {
        Ok(()) => DONE,
        Err(Ending::Failed) => ERROR,
        Err(Ending::NotClean) => NOT_CLEAN,
        Err(Ending::Problem(problem)) => {
            output.error(problem.as_ref());
            let stopped = matches!(problem.kind(), "cancelled" | "stopped");
            signals.exit_code().filter(|_| stopped).unwrap_or(ERROR)
        }
    }
}

/// Ends a command that does not end by itself after a signal. A step that finishes after a lost line may take its time.
async fn ended_by_signal(stop: &Stop, writes: bool) {
    if writes {
        stop.now().await;
        tokio::time::sleep(GRACE).await;
    } else {
        while stop.urgency() == Urgency::None {
            stop.sleep(Duration::from_secs(3600)).await;
        }
    }
}

/// The command with its help in `lang`: for the manual.
pub(crate) fn documented(lang: Lang) -> clap::Command {
    help::set_language(lang);
    Cli::command()
}
