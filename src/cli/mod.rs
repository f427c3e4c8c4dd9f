//! The command line: arguments in, operations run, answers out. No SQL here, and only `output.rs` prints.

mod args;
mod ask;
mod command;
mod complete;
mod early;
mod help;
mod invocation;
mod memory;
mod output;
mod progress;
mod questions;
mod secret;
mod signals;
mod text;
mod topics;
mod usage;

use std::process::ExitCode;
use std::time::Duration;

use args::{Cli, Global, LogStyle};
use clap::{CommandFactory, FromArgMatches};
use invocation::Invocation;
use output::Output;
use signals::Signals;
use text::{CliProblem, Text};

use tracing::{error, info};

use crate::config::Config;
use crate::database::Stop;
use crate::i18n::{Lang, Problem, safe};
use crate::log_file::{self, LogFormat};
use crate::operations::Revisions;
use crate::operator::Operator;

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
    /// A signal, or a terminal that went away, ended it.
    Stopped,
}

impl<P: Problem + Send + 'static> From<P> for Ending {
    fn from(problem: P) -> Ending {
        Ending::Problem(Box::new(problem))
    }
}

/// Runs the program with the arguments of the process, and returns what to exit with.
pub fn main() -> ExitCode {
    memory::share_one_heap();
    let lang = early::language();
    help::set_language(lang);
    if let Some(code) = complete::answer() {
        return code;
    }
    let parsed = Cli::command().try_get_matches().and_then(|matches| {
        let name = matches.subcommand_name().unwrap_or("ui").to_owned();
        Ok((name, Cli::from_arg_matches(&matches)?))
    });
    let Ok((name, cli)) = parsed else { return ExitCode::from(explain(lang)) };
    let lang = cli.global.language().unwrap_or(lang);
    let output = Output::new(lang, cli.global.json, cli.global.no_color);
    if let Some(code) = command::about_goc(output, cli.command.as_ref()) {
        return ExitCode::from(code);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return startup_failed(output, &error),
    };
    let code = runtime.block_on(run(cli, &name, output));
    // A look-up of a name or a read from the terminal may hang in a thread of its own; nobody waits for it.
    runtime.shutdown_background();
    ExitCode::from(code)
}

/// Parses once more, now with everything that people read.
fn explain(lang: Lang) -> u8 {
    let output = Output::new(lang, early::has("--json"), early::has("--no-color"));
    match usage::command().try_get_matches() {
        Ok(_) => DONE,
        Err(error) => usage::explain(&error, output),
    }
}

fn startup_failed(output: Output, error: &std::io::Error) -> ExitCode {
    output.error(&CliProblem::Startup { reason: error.to_string() });
    ExitCode::from(ERROR)
}

/// What a signal has to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Patience {
    /// Nothing: the command only looks.
    None,
    /// The running step, which is rolled back.
    Rollback,
    /// The editor, to which Ctrl-C belongs while it is there.
    Editor,
    /// The terminal UI, which ends what runs and puts the terminal back.
    Screen,
}

/// As long as a server may need to cancel a statement and to roll back.
const GRACE: Duration = Duration::from_secs(4);

async fn run(cli: Cli, name: &str, output: Output) -> u8 {
    let stop = Stop::default();
    let signals = match Signals::listen(&stop) {
        Ok(signals) => signals,
        Err(error) => {
            output.error(&CliProblem::Startup { reason: error.to_string() });
            return ERROR;
        }
    };
    let config = match Config::load(cli.global.config.as_deref()) {
        Ok(config) => Revisions::configure(config, cli.global.migrations.clone()),
        Err(error) => {
            output.error(&error);
            return ERROR;
        }
    };
    start_log(output, &cli.global, &config);
    let patience = command::patience(cli.command.as_ref());
    if patience != Patience::None {
        info!(command = name, version = env!("CARGO_PKG_VERSION"), user = Operator::current().user, "goc started");
    }
    let invocation = Invocation::new(cli.global, output, config, stop.clone());
    let ending = tokio::select! {
        ending = command::run(&invocation, cli.command) => ending,
        () = ended_by_signal(&stop, patience) => {
            // Of a command that writes nobody knows by now how far it came.
            if patience == Patience::None {
                output.error(&CliProblem::Cancelled);
            }
            return signals.exit_code().unwrap_or(ERROR);
        }
    };
    match &ending {
        Err(Ending::Problem(problem)) => {
            error!(command = name, kind = problem.kind(), error = problem.say(Lang::En), "goc failed");
        }
        _ if patience != Patience::None => info!(command = name, "goc ended"),
        _ => {}
    }
    match ending {
        Ok(()) => DONE,
        Err(Ending::Failed) => ERROR,
        Err(Ending::NotClean) => NOT_CLEAN,
        // A terminal that goes away sends SIGHUP, sometimes too late to be heard.
        Err(Ending::Stopped) => signals.exit_code().unwrap_or(128 + signals::SIGHUP),
        Err(Ending::Problem(problem)) => {
            output.error(problem.as_ref());
            let stopped = matches!(problem.kind(), "cancelled" | "stopped");
            signals.exit_code().filter(|_| stopped).unwrap_or(ERROR)
        }
    }
}

/// Opens the log that the configuration names. Without it the work goes on: a shop at night is worth more than its log.
fn start_log(output: Output, global: &Global, config: &Config) {
    let Some(folder) = config.file.as_ref().and_then(|file| file.log.as_ref()) else { return };
    let format = match global.log_format {
        Some(LogStyle::Json) => LogFormat::Json,
        Some(LogStyle::Text) | None => LogFormat::Text,
    };
    if let Err(error) = log_file::start(folder, format, global.verbose) {
        let (folder, reason) = (folder.to_string_lossy(), error.to_string());
        output.note(output.say(Text::NoLog { folder: safe(&folder).into_owned(), reason: safe(&reason).into_owned() }));
    }
}

/// Ends a command that does not end by itself after a signal. A step that finishes after a lost line may take its time.
async fn ended_by_signal(stop: &Stop, patience: Patience) {
    match patience {
        Patience::None => stop.asked().await,
        Patience::Rollback => {
            stop.now().await;
            tokio::time::sleep(GRACE).await;
        }
        Patience::Editor | Patience::Screen => std::future::pending().await,
    }
}
