//! `goc install`: the guided first installation.

use std::path::PathBuf;

use super::upgrade;
use crate::cli::Ending;
use crate::cli::args::InstallArgs;
use crate::cli::ask;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::events;
use crate::cli::questions as cli_questions;
use crate::cli::secret;
use crate::cli::text::{CliProblem, InstallText};
use crate::config::{Config, ConnectionSettings, DatabaseUrl, Origin};
use crate::i18n::{Problem, Say, safe};
use crate::operations::install::{ConfigPlan, InstallReport, Installer, NewConfig, Stage, StageName, StageState};
use crate::operations::seed::Question;

/// `install [--yes] [--set KEY=VALUE]… [--admin-password-file FILE|-] [--no-config]`.
pub async fn run(invocation: &Invocation, args: &InstallArgs) -> Result<(), Ending> {
    if !args.yes && !ask::can_ask() {
        return Err(CliProblem::InstallNeedsYes.into());
    }
    cli_questions::refuse_passwords(&args.set, &invocation.seeds())?;
    let password = args.admin_password_file.as_deref();
    let password = password.map(|file| secret::read_file(invocation.output, file)).transpose()?;
    let mut installer = if args.yes {
        let connection = invocation.connection()?;
        let mut installer = installer(invocation, args, &connection).await?;
        installer.look().await?;
        installer
    } else {
        welcome(invocation, args).await?
    };
    for (key, value) in &args.set {
        installer.answer(key, secret::from(value))?;
    }
    if let Some(password) = password {
        installer.answer(cli_questions::ADMIN_PASSWORD, password)?;
    }
    if args.yes {
        installer.check_answers()?;
    } else if installer.has_work() {
        questions(invocation, &mut installer).await?;
        summary(invocation.output, &installer);
        let output = invocation.output;
        let question = output.say(InstallText::GoOn { choice: ask::yes_no(output.lang, true) });
        let answer = ask::line(output, &invocation.stop, &question).await?;
        if !answer.is_empty() && !ask::is_yes(&answer) {
            return Err(CliProblem::InstallDeclined.into());
        }
    }
    for name in installer.remaining() {
        // What came of it, the report says.
        invocation.output.note(format!("> {}", name.say(invocation.output.lang)));
        if let Err(error) = installer.run(name).await {
            let begun = |stage: &&Stage| !matches!(stage.state, StageState::Waiting | StageState::Running);
            print_stages(invocation.output, installer.stages().iter().filter(begun));
            return Err(error.into());
        }
    }
    print_report(invocation.output, &installer.report());
    Ok(())
}

async fn installer(
    invocation: &Invocation,
    args: &InstallArgs,
    connection: &ConnectionSettings,
) -> Result<Installer, Ending> {
    let output = invocation.output;
    let context = invocation.context_for(connection, events(output, invocation.is_verbose()))?;
    let context = upgrade::with_password(invocation, context).await?;
    let config = match &invocation.config.file {
        Some(file) => ConfigPlan::Exists(file.path.clone()),
        None if args.no_config => ConfigPlan::Unwanted,
        None => ConfigPlan::Write(NewConfig {
            file: PathBuf::from("goc.toml"),
            language: output.lang,
            url: connection.url.clone(),
        }),
    };
    Ok(Installer::new(context, invocation.seeds(), config))
}

/// Says what this is, and finds the database: the one that was named, or the one that somebody chooses now.
async fn welcome(invocation: &Invocation, args: &InstallArgs) -> Result<Installer, Ending> {
    let output = invocation.output;
    output.note(output.styled_note(Style::Strong, output.say(InstallText::Welcome)));
    output.note(output.say(InstallText::WelcomeMore));
    output.note("");
    if invocation.names_database() {
        let connection = invocation.connection()?;
        let mut installer = installer(invocation, args, &connection).await?;
        installer.look().await?;
        print_stages(output, &installer.stages()[..1]);
        return Ok(installer);
    }
    let candidates = candidates(&invocation.config)?;
    loop {
        let connection = choose(invocation, &candidates).await?;
        let mut installer = match installer(invocation, args, &connection).await {
            Ok(installer) => installer,
            Err(Ending::Problem(problem)) => {
                ask::complain(output, problem.as_ref());
                continue;
            }
            Err(ending) => return Err(ending),
        };
        match installer.look().await {
            Ok(()) => {
                print_stages(output, &installer.stages()[..1]);
                return Ok(installer);
            }
            Err(error) if error.kind() == "cancelled" => return Err(error.into()),
            // Another database can be tried at once; whoever wants to mend this one first leaves with Ctrl-C.
            Err(error) => ask::complain(output, &error),
        }
    }
}

/// The databases that the application's own settings name, else the embedded one.
fn candidates(config: &Config) -> Result<Vec<ConnectionSettings>, Ending> {
    let mut found = config.connections()?;
    if found.is_empty() {
        found.push(config.connection(None)?);
    }
    Ok(found)
}

async fn choose(invocation: &Invocation, candidates: &[ConnectionSettings]) -> Result<ConnectionSettings, Ending> {
    let output = invocation.output;
    output.note(output.say(InstallText::WhichDatabase));
    for (index, candidate) in candidates.iter().enumerate() {
        let from = match &candidate.origin {
            Origin::Variable(name) => format!("  ({name})"),
            Origin::File(file) => format!("  ({}: {})", safe(&file.to_string_lossy()), candidate.name),
            Origin::Argument | Origin::Default => String::new(),
        };
        output.note(format!("  {}  {}{}", index + 1, candidate.url, output.styled_note(Style::Dim, from)));
    }
    output.note(format!("  {}", output.styled_note(Style::Dim, output.say(InstallText::OrAddress))));
    loop {
        let answer =
            ask::line(output, &invocation.stop, &format!("{} [1]: ", output.say(InstallText::Database))).await?;
        let number = if answer.is_empty() { Ok(1) } else { answer.parse::<usize>() };
        if let Ok(number) = number {
            match number.checked_sub(1).and_then(|index| candidates.get(index)) {
                Some(candidate) => return Ok(candidate.clone()),
                None => ask::complain(output, &CliProblem::NoSuchChoice { given: answer, last: candidates.len() }),
            }
            continue;
        }
        match DatabaseUrl::looks_like_one(&answer).then(|| invocation.config.connection(Some(&answer))) {
            Some(Ok(connection)) => return Ok(connection),
            Some(Err(problem)) => ask::complain(output, &problem),
            None => {
                let given = safe(&answer).into_owned();
                ask::complain(output, &CliProblem::NoSuchChoice { given, last: candidates.len() });
            }
        }
    }
}

/// Asks what is not answered yet, one by one, each until the answer fits.
async fn questions(invocation: &Invocation, installer: &mut Installer) -> Result<(), Ending> {
    let output = invocation.output;
    let is_open = |question: &&Question| !installer.is_answered(question);
    let open: Vec<Question> = installer.questions().iter().filter(is_open).cloned().collect();
    if open.is_empty() {
        return Ok(());
    }
    output.note("");
    output.note(output.say(InstallText::AFewQuestions));
    for question in open {
        let answer = cli_questions::answer(invocation, &question, |typed| installer.check_password(typed)).await?;
        installer.answer(&question.key, answer)?;
    }
    Ok(())
}

/// What is going to happen, before anything does.
fn summary(output: Output, installer: &Installer) {
    output.note("");
    output.note(output.styled_note(Style::Strong, output.say(InstallText::Summary)));
    for stage in installer.stages().iter().filter(|stage| stage.name != StageName::Questions) {
        output.note(stage_line(output, stage));
    }
    for question in installer.questions() {
        let answer = match installer.shown_answer(question) {
            None => output.say(InstallText::Given),
            Some(answer) if answer.is_empty() => "-".to_owned(),
            Some(answer) => safe(&answer).into_owned(),
        };
        output.note(format!("     {}: {answer}", safe(question.label(output.lang))));
    }
    output.note("");
}

fn print_stages<'a>(output: Output, stages: impl IntoIterator<Item = &'a Stage>) {
    for stage in stages {
        output.note(stage_line(output, stage));
    }
}

fn stage_line(output: Output, stage: &Stage) -> String {
    let (style, mark) = match stage.state {
        StageState::Done => (Style::Good, "ok"),
        StageState::AlreadyDone => (Style::Dim, "=="),
        StageState::Failed => (Style::Bad, "XX"),
        StageState::Skipped => (Style::Dim, "--"),
        StageState::Waiting | StageState::Running => (Style::Strong, ".."),
    };
    let detail = stage.detail(output.lang);
    let colon = if detail.is_empty() { "" } else { ": " };
    format!("{} {}{colon}{detail}", output.styled_note(style, mark), stage.name.say(output.lang))
}

/// What was made, and what to do next.
fn print_report(output: Output, report: &InstallReport) {
    if output.json {
        let mut document = serde_json::to_value(report).unwrap_or_default();
        let next: Vec<String> = report.next.iter().map(|step| step.say(output.lang)).collect();
        document["next"] = next.into();
        output.json(&document);
        return;
    }
    let title = match report.changed {
        true => output.say(InstallText::Installed { database: report.database.clone() }),
        false => output.say(InstallText::NothingToInstall { database: report.database.clone() }),
    };
    output.line(output.styled(Style::Good, title));
    for stage in &report.stages {
        output.line(format!("  {}: {}", stage.name.say(output.lang), stage.detail(output.lang)));
    }
    output.line(output.say(InstallText::Next));
    for (index, step) in report.next.iter().enumerate() {
        output.line(format!("  {}. {}", index + 1, step.say(output.lang)));
    }
}
