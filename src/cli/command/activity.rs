//! `goc activity`: what goes on in the database right now, and ending it.

use std::time::Duration;

use crate::cli::Ending as CommandEnding;
use crate::cli::ask::{self, Question};
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::{CliProblem, Text};
use crate::config::Environment;
use crate::database::activity::{Ending, Progress, ServerSession};
use crate::error::Error;
use crate::i18n::{elapsed, local_time, safe};
use crate::operations::activity::{self, Activity, Ended, Watcher};
use crate::operations::{Context, Events};

/// How often `--watch` looks.
const TURN: Duration = Duration::from_secs(1);

/// What to do about what goes on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice {
    /// Look again and again until it has ended.
    pub watch: bool,
    /// End what this one runs.
    pub cancel: Option<i32>,
    /// End this one.
    pub terminate: Option<i32>,
    /// Do not ask.
    pub yes: bool,
}

/// `activity`.
pub async fn run(invocation: &Invocation, choice: Choice) -> Result<(), CommandEnding> {
    let context = super::upgrade::context(invocation, Events::default()).await?;
    match (choice.cancel, choice.terminate) {
        (Some(pid), _) => end(invocation, &context, pid, Ending::Cancel, true).await,
        (None, Some(pid)) => end(invocation, &context, pid, Ending::Terminate, choice.yes).await,
        (None, None) if choice.watch => watch(invocation, &context).await,
        (None, None) => {
            let activity = activity::activity(&context).await.map_err(Error::from)?;
            print(invocation, &activity);
            Ok(())
        }
    }
}

/// Looks until nobody is at work any more; prints what has changed.
async fn watch(invocation: &Invocation, context: &Context) -> Result<(), CommandEnding> {
    let output = invocation.output;
    let mut watcher = Watcher::open(context).await.map_err(Error::from)?;
    let mut last = Vec::new();
    loop {
        let activity = watcher.look().await.map_err(Error::from)?;
        if output.json {
            output.json_line(&activity);
        } else {
            let lines = lines(invocation, &activity);
            for line in lines.iter().filter(|line| !last.contains(*line)) {
                output.line(line);
            }
            last = lines;
        }
        if !activity.is_busy() {
            break;
        }
        if !invocation.stop.sleep(TURN).await {
            return Err(CliProblem::Cancelled.into());
        }
    }
    watcher.close().await;
    Ok(())
}

async fn end(
    invocation: &Invocation,
    context: &Context,
    pid: i32,
    ending: Ending,
    yes: bool,
) -> Result<(), CommandEnding> {
    let output = invocation.output;
    let mut began = None;
    if !yes {
        let activity = activity::activity(context).await.map_err(Error::from)?;
        let mut sessions = activity.server.writer.iter().chain(&activity.server.blockers);
        let session = sessions.find(|session| session.pid == pid);
        began = session.and_then(|session| session.began.clone());
        let who = session.map(|session| session_text(output, session)).unwrap_or_else(|| pid.to_string());
        let connection = invocation.connection()?;
        ask::confirm(
            output,
            &invocation.stop,
            Question {
                command: invocation.retyped(&format!("activity --terminate {pid}")),
                plan: invocation.retyped("activity"),
                text: Text::AskTerminate { who },
                production: (connection.options.environment == Environment::Production).then_some(connection.name),
            },
        )
        .await?;
    }
    let ended = activity::end(context, pid, began.as_deref(), ending).await?;
    if output.json {
        output.json(&ended);
    } else {
        output.line(output.say(said(&ended)));
    }
    Ok(())
}

fn said(ended: &Ended) -> Text {
    let (pid, who) = (ended.pid, ended.who.clone());
    match ended.ending {
        _ if ended.was_gone => Text::SessionGone { pid },
        Ending::Cancel if ended.was_idle => Text::CancelledNothing { pid, who },
        Ending::Cancel => Text::CancelAsked { pid, who },
        Ending::Terminate => Text::TerminateAsked { pid, who },
    }
}

fn print(invocation: &Invocation, activity: &Activity) {
    let output = invocation.output;
    if output.json {
        return output.json(activity);
    }
    for line in lines(invocation, activity) {
        output.line(line);
    }
}

/// What goes on, for people.
fn lines(invocation: &Invocation, activity: &Activity) -> Vec<String> {
    let output = invocation.output;
    let server = &activity.server;
    if !activity.is_busy() {
        return vec![output.say(Text::NobodyWorks)];
    }
    let mut lines = Vec::new();
    if let Some(run) = &server.run {
        let command = safe(&format!("{} {}", run.command, run.target)).into_owned();
        let by = safe(&format!("{}@{} pid {}", run.operator, run.host, run.pid)).into_owned();
        let since = local_time(&run.started, output.lang);
        let text = output.say(Text::RunAtWork { command, by, since });
        lines.push(output.styled(Style::Strong, text));
        if let Some(client) = &run.client {
            lines.push(format!("  {}", output.say(Text::FromClient { client: safe(client).into_owned() })));
        }
    } else if let Some(writer) = &server.writer {
        let text = output.say(Text::WriterAtWork { who: writer.application.clone() });
        lines.push(output.styled(Style::Strong, text));
    }
    if let Some(step) = &activity.step {
        let (number, total) = (step.number, step.total);
        let revision = safe(&format!("{} {}", step.revision, step.message)).trim_end().to_owned();
        lines.push(format!("  {}", output.say(Text::StepAtWork { number, total, revision })));
    }
    if let Some(statement) = &server.statement {
        let time = elapsed(Duration::from_secs(statement.seconds));
        lines.push(format!("  {}", output.say(Text::StatementAtWork { time, sql: statement.sql.clone() })));
        if let Some(lock) = &statement.lock {
            lines.push(
                output.styled(Style::Warning, format!("  {}", output.say(Text::WaitsForLock { lock: lock.clone() }))),
            );
        } else if let Some(what) = &statement.waits_for {
            lines.push(format!("  {}", output.say(Text::WaitsFor { what: what.clone() })));
        }
    }
    if let Some(progress) = &server.progress {
        lines.push(format!("  {}", progress_text(output, progress)));
    }
    let groups = [(Text::InTheWay, &server.blockers), (Text::WaitBehind, &server.blocked)];
    for (title, sessions) in groups.into_iter().filter(|(_, sessions)| !sessions.is_empty()) {
        lines.push(output.styled(Style::Warning, format!("  {}", output.say(title))));
        for session in sessions {
            lines.push(format!("    {}", session_text(output, session)));
            lines.push(output.styled(Style::Dim, format!("      {}", session.query)));
        }
    }
    if let Some(pid) = activity.writer_pid().filter(|_| !server.run.as_ref().is_some_and(|run| run.is_here)) {
        let command = invocation.retyped(&format!("activity --cancel {pid}"));
        lines.push(output.styled(Style::Dim, format!("  {}", output.say(Text::ToCancel { command }))));
    }
    lines
}

/// `CREATE INDEX public.stok: reads the table, 45 % (4500 of 10000 pages)`.
fn progress_text(output: Output, progress: &Progress) -> String {
    let mut text = progress.command.clone();
    if let Some(table) = &progress.table {
        text = format!("{text} {table}");
    }
    let phase = progress.phase_text().map(|phase| output.say(phase)).unwrap_or_else(|| progress.phase.clone());
    text = format!("{text}: {phase}");
    match (progress.percent(), progress.amount) {
        (Some(percent), Some(amount)) => {
            format!("{text}, {percent} % ({})", output.say(amount))
        }
        (None, Some(amount)) => format!("{text} ({})", output.say(amount)),
        _ => text,
    }
}

fn session_text(output: Output, session: &ServerSession) -> String {
    let from = session.client.as_ref().map(|client| format!(", {client}")).unwrap_or_default();
    let who = format!("{} ({}{from})", session.user, session.application);
    match session.seconds {
        Some(seconds) => {
            let time = elapsed(Duration::from_secs(seconds));
            output.say(Text::OtherSession { pid: session.pid, who, time })
        }
        None => output.say(Text::OtherSessionUnknown { pid: session.pid, who }),
    }
}
