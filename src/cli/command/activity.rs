//! `goc activity`: what goes on in the database right now, and ending it.

use std::time::Duration;

use crate::cli::Ending as CommandEnding;
use crate::cli::ask::{self, Question};
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::{CliProblem, Text};
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
    let mut last: Vec<Line> = Vec::new();
    loop {
        let activity = watcher.look().await.map_err(Error::from)?;
        if output.json {
            output.json_line(&activity);
        } else {
            let lines = lines(invocation, &activity);
            let is_new = |line: &&Line| !last.iter().any(|known| known.key == line.key);
            for line in lines.iter().filter(is_new) {
                output.line(&line.text);
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
                production: connection.is_production().then_some(connection.name),
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
        output.line(line.text);
    }
}

/// A line, and what of it has to change to be worth printing again: clocks are not.
struct Line {
    text: String,
    key: String,
}

impl Line {
    fn plain(text: String) -> Line {
        Line { key: text.clone(), text }
    }
}

/// What goes on, for people.
fn lines(invocation: &Invocation, activity: &Activity) -> Vec<Line> {
    let output = invocation.output;
    let server = &activity.server;
    if !activity.is_busy() {
        return vec![Line::plain(output.say(Text::NobodyWorks))];
    }
    let mut lines = Vec::new();
    if let Some(run) = &server.run {
        let command = safe(&format!("{} {}", run.command, run.target)).into_owned();
        let by = safe(&format!("{}@{} pid {}", run.operator, run.host, run.pid)).into_owned();
        let since = local_time(&run.started, output.lang);
        let text = output.say(Text::RunAtWork { command, by, since });
        lines.push(Line::plain(output.styled(Style::Strong, text)));
        if let Some(client) = &run.client {
            let client = safe(client).into_owned();
            lines.push(Line::plain(format!("  {}", output.say(Text::FromClient { client }))));
        }
    } else if let Some(writer) = &server.writer {
        let text = output.say(Text::WriterAtWork { who: writer.application.clone() });
        lines.push(Line::plain(output.styled(Style::Strong, text)));
    }
    if let Some(step) = &activity.step {
        let (number, total) = (step.number, step.total);
        let revision = safe(&format!("{} {}", step.revision, step.message)).trim_end().to_owned();
        lines.push(Line::plain(format!("  {}", output.say(Text::StepAtWork { number, total, revision }))));
    }
    lines.extend(statement_lines(output, activity));
    let groups = [(Text::InTheWay, &server.blockers), (Text::WaitBehind, &server.blocked)];
    for (title, sessions) in groups.into_iter().filter(|(_, sessions)| !sessions.is_empty()) {
        lines.push(Line::plain(output.styled(Style::Warning, format!("  {}", output.say(title)))));
        for session in sessions {
            let key = format!("{} {}", session.pid, session.query);
            lines.push(Line { text: format!("    {}", session_text(output, session)), key: key.clone() });
            let query = output.styled(Style::Dim, format!("      {}", session.query));
            lines.push(Line { text: query, key: format!("{key} query") });
        }
    }
    if let Some(pid) = activity.writer_pid().filter(|_| !activity.is_own()) {
        let command = invocation.retyped(&format!("activity --cancel {pid}"));
        let text = output.say(Text::ToCancel { command });
        lines.push(Line::plain(output.styled(Style::Dim, format!("  {text}"))));
    }
    lines
}

/// The statement at work, what it waits for, and how far it is.
fn statement_lines(output: Output, activity: &Activity) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(statement) = &activity.server.statement {
        let time = elapsed(Duration::from_secs(statement.seconds));
        let text = output.say(Text::StatementAtWork { time, sql: statement.sql.clone() });
        lines.push(Line { text: format!("  {text}"), key: statement.sql.clone() });
        if let Some(lock) = &statement.lock {
            let text = format!("  {}", output.say(Text::WaitsForLock { lock: lock.clone() }));
            lines.push(Line::plain(output.styled(Style::Warning, text)));
        } else if let Some(what) = &statement.waits_for {
            let text = format!("  {}", output.say(Text::WaitsFor { what: what.clone() }));
            // A statement that reads waits for the disk every now and then.
            lines.push(Line { text, key: "waits".to_owned() });
        }
    }
    if activity.is_pausing() {
        lines.push(Line::plain(format!("  {}", output.say(Text::RunsNothingNow))));
    }
    lines.extend(activity.server.progress.as_ref().map(|progress| progress_line(output, progress)));
    lines
}

/// `CREATE INDEX public.stok: reads the table, 45 % (4500 of 10000 pages)`.
fn progress_line(output: Output, progress: &Progress) -> Line {
    let table = progress.table.as_ref().map(|table| format!(" {table}")).unwrap_or_default();
    let phase = progress.phase_text().map(|phase| output.say(phase)).unwrap_or_else(|| progress.phase.clone());
    let what = format!("  {}{table}: {phase}", progress.command);
    let amount = progress.amount.map(|amount| format!(" ({})", output.say(amount))).unwrap_or_default();
    match progress.percent() {
        Some(percent) => Line { text: format!("{what}, {percent} %{amount}"), key: format!("{what} {percent}") },
        None => Line { text: format!("{what}{amount}"), key: what },
    }
}

fn session_text(output: Output, session: &ServerSession) -> String {
    if session.is_prepared() {
        let sql = format!("ROLLBACK PREPARED {}", crate::database::literal(&session.query));
        return output.say(Text::PreparedTransaction { user: session.user.clone(), sql });
    }
    let from = session.client.as_ref().map(|client| format!(", {client}")).unwrap_or_default();
    let (pid, who) = (session.pid, format!("{} ({}{from})", session.user, session.application));
    match session.seconds {
        Some(seconds) => {
            let time = elapsed(Duration::from_secs(seconds));
            output.say(Text::OtherSession { pid, who, time })
        }
        None => output.say(Text::OtherSessionUnknown { pid, who }),
    }
}
