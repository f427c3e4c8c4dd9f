//! `goc upgrade` and `goc downgrade`.

use std::time::Instant;

use jiff::Zoned;

use super::{ids, protect};
use crate::cli::Ending;
use crate::cli::args::{Confirmation, Dialect, RunArgs};
use crate::cli::ask::{self, Question};
use crate::cli::invocation::Invocation;
use crate::cli::output::Output;
use crate::cli::progress::{events, time};
use crate::cli::text::{CliProblem, Text};
use crate::database::{Access, DatabaseError};
use crate::error::Error;
use crate::i18n::{list, safe};
use crate::operations::migration::{self, Resume, RunOptions, RunReport};
use crate::operations::{Context, Events, MigrationError, RunProblem, schedule};
use crate::revision::{self, Direction, Engine, RevisionError, TargetRange};

/// What an operation needs, with the password asked for when the server wants one and somebody is there to type it.
pub async fn context(invocation: &Invocation, events: Events) -> Result<Context, Ending> {
    with_password(invocation, invocation.context(events)?).await
}

/// Asks for the database's password if the server wants one that was not found.
pub async fn with_password(invocation: &Invocation, mut context: Context) -> Result<Context, Ending> {
    let Some(target) = context.database.postgres() else { return Ok(context) };
    if target.password.is_some() || !ask::can_ask() {
        return Ok(context);
    }
    let user = safe(&target.user).into_owned();
    if let Err(DatabaseError::NoPassword { .. }) = probe(&context).await {
        let question = Text::AskPassword { user, database: safe(&context.database.name).into_owned() };
        let question = invocation.output.say(question);
        if let Some(password) = ask::password(invocation.output, &invocation.stop, question).await? {
            context.database.set_password(password);
        }
    }
    Ok(context)
}

/// What a run needs. Revisions that cannot run are refused before anybody is asked for a password or a decision.
async fn running_context(invocation: &Invocation) -> Result<Context, Ending> {
    let context = invocation.context(events(invocation.output, invocation.is_verbose()))?;
    context.revisions.runnable().map_err(Error::from)?;
    with_password(invocation, context).await
}

async fn probe(context: &Context) -> Result<(), DatabaseError> {
    context.connect(Access::Read).await?.close().await;
    Ok(())
}

/// `upgrade [TARGET]`.
pub async fn upgrade(invocation: &Invocation, target: &str, args: &RunArgs) -> Result<(), Ending> {
    if args.sql {
        return script(invocation, Direction::Upgrade, target, args).await;
    }
    no_range("upgrade", target)?;
    let options = options(args)?;
    let context = running_context(invocation).await?;
    ask_outside_quiet_hours(invocation, &context, Direction::Upgrade, target, args, options).await?;
    let started = Instant::now();
    let report = migration::upgrade(&context, target, options).await.map_err(Error::from)?;
    print(invocation.output, &context, &report, started);
    Ok(())
}

/// `downgrade TARGET`.
pub async fn downgrade(
    invocation: &Invocation,
    target: &str,
    args: &RunArgs,
    confirmation: &Confirmation,
) -> Result<(), Ending> {
    if args.sql {
        return script(invocation, Direction::Downgrade, target, args).await;
    }
    no_range("downgrade", target)?;
    let options = options(args)?;
    let mut context = running_context(invocation).await?;
    ask_outside_quiet_hours(invocation, &context, Direction::Downgrade, target, args, options).await?;
    if !args.dry_run {
        confirm(invocation, &mut context, target, confirmation).await?;
    }
    let started = Instant::now();
    let report = migration::downgrade(&context, target, options).await.map_err(Error::from)?;
    print(invocation.output, &context, &report, started);
    Ok(())
}

async fn confirm(
    invocation: &Invocation,
    context: &mut Context,
    target: &str,
    confirmation: &Confirmation,
) -> Result<(), Ending> {
    let plan = migration::plan_run(context, Direction::Downgrade, target).await.map_err(Error::from)?;
    if plan.steps.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = plan.steps.iter().map(|step| &*step.revision).collect();
    let text = Text::AskDowngrade {
        database: safe(&context.database.name).into_owned(),
        steps: plan.steps.len(),
        list: safe(&list(&names)).into_owned(),
    };
    let command = format!("downgrade {}", safe(target));
    let connection = invocation.connection()?;
    let question = Question {
        plan: invocation.retyped(&format!("plan {command}")),
        command: invocation.retyped(&command),
        text,
        production: connection.is_production().then_some(connection.name),
    };
    protect::confirm(invocation, context, confirmation, question).await
}

fn no_range(command: &str, target: &str) -> Result<(), CliProblem> {
    if !TargetRange::is_range(target) {
        return Ok(());
    }
    Err(CliProblem::RangeNeedsSql { command: command.to_owned(), range: safe(target).into_owned() })
}

fn options(args: &RunArgs) -> Result<RunOptions, CliProblem> {
    let now = Zoned::now();
    let start = match &args.not_before {
        Some(text) => Some(schedule::start(text, &now).ok_or_else(|| bad_time(text, "23:30"))?),
        None => None,
    };
    let deadline = match &args.deadline {
        Some(text) => {
            let from = start.as_ref().unwrap_or(&now);
            Some(schedule::deadline(text, from).ok_or_else(|| bad_time(text, "05:30, 2h, 90m"))?)
        }
        None => None,
    };
    let not_before = start.map(|start| start.timestamp());
    let (single_transaction, dry_run) = (args.single_transaction, args.dry_run);
    Ok(RunOptions { single_transaction, dry_run, resume: Resume::IfCertain, not_before, deadline })
}

fn bad_time(given: &str, expected: &str) -> CliProblem {
    CliProblem::BadTime { given: safe(given).into_owned(), expected: expected.to_owned() }
}

/// A run that changes something outside the quiet hours is asked for, or said with `--now`.
async fn ask_outside_quiet_hours(
    invocation: &Invocation,
    context: &Context,
    direction: Direction,
    target: &str,
    args: &RunArgs,
    options: RunOptions,
) -> Result<(), Ending> {
    let connection = invocation.connection()?;
    let hours = connection.options.quiet_hours.as_deref();
    if args.now || args.dry_run || schedule::is_quiet(hours, &schedule::begin(options.not_before)) {
        return Ok(());
    }
    if migration::plan_run(context, direction, target).await.map_err(Error::from)?.steps.is_empty() {
        return Ok(());
    }
    let (database, hours) = (safe(&connection.name).into_owned(), safe(hours.unwrap_or_default()).into_owned());
    if !ask::can_ask() {
        return Err(CliProblem::OutsideQuietHours { database, hours }.into());
    }
    let question = invocation.output.say(Text::AskOutside { database, hours });
    if ask::is_yes(&ask::line(invocation.output, &invocation.stop, &question).await?) {
        return Ok(());
    }
    let plan = invocation.retyped(&format!("plan {} {}", direction.as_str(), safe(target)));
    Err(CliProblem::Declined { plan }.into())
}

pub(super) fn print(output: Output, context: &Context, report: &RunReport, started: Instant) {
    if output.json {
        output.json(report);
        return;
    }
    let text = if report.steps.is_empty() {
        Text::NothingToDo { at: ids(output, &report.to) }
    } else if report.dry_run {
        Text::Tried { steps: report.steps.len(), not_tried: report.not_tried.len() }
    } else {
        Text::Moved {
            database: safe(&context.database.name).into_owned(),
            from: ids(output, &report.from),
            to: ids(output, &report.to),
            steps: report.steps.len(),
            time: time(started.elapsed(), output.lang),
        }
    };
    output.line(output.say(text));
}

/// `--sql`: begins where the database stands, or at the start of a range without a database.
async fn script(invocation: &Invocation, direction: Direction, target: &str, args: &RunArgs) -> Result<(), Ending> {
    let revisions = invocation.revisions();
    revisions.runnable().map_err(Error::from)?;
    let graph = revisions.checked().map_err(Error::from)?;
    let dialect = args.dialect.map(|dialect| match dialect {
        Dialect::Postgres => Engine::Postgres,
        Dialect::Sqlite => Engine::Sqlite,
    });
    let (plan, engine) = if TargetRange::is_range(target) {
        let range = TargetRange::parse(target).map_err(RevisionError::from).map_err(Error::from)?;
        let engine = match dialect {
            Some(engine) => engine,
            None => invocation.context(Events::default())?.database.engine(),
        };
        (revision::range(graph, direction, &range).map_err(Error::from)?, engine)
    } else if dialect.is_some() {
        return Err(Error::from(MigrationError::from(RunProblem::OfflineNeedsRange)).into());
    } else {
        let context = context(invocation, Events::default()).await?;
        let plan = migration::plan_run(&context, direction, target).await.map_err(Error::from)?;
        (plan, context.database.engine())
    };
    let script = migration::script(&revisions, &plan, engine).map_err(Error::from)?;
    if invocation.output.json {
        invocation.output.json(&serde_json::json!({ "from": plan.from, "to": plan.to, "sql": script.text }));
    } else {
        invocation.output.text(&script.text);
    }
    Ok(())
}
