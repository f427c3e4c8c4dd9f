//! `goc upgrade` and `goc downgrade`.

use std::time::Instant;

use super::ids;
use crate::cli::Ending;
use crate::cli::args::{Dialect, RunArgs};
use crate::cli::ask::{self, Question};
use crate::cli::invocation::Invocation;
use crate::cli::output::Output;
use crate::cli::progress::{events, time};
use crate::cli::text::{CliProblem, Text};
use crate::config::Environment;
use crate::database::{Access, DatabaseError};
use crate::error::Error;
use crate::i18n::{list, safe};
use crate::operations::migration::{self, Resume, RunOptions, RunReport};
use crate::operations::{Context, Events, MigrationError, RunProblem};
use crate::revision::{self, Direction, Engine, Plan, RevisionError, TargetRange};

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
    let context = context(invocation, events(invocation.output, invocation.is_verbose())).await?;
    let started = Instant::now();
    let report = migration::upgrade(&context, target, options(args)).await.map_err(Error::from)?;
    print(invocation.output, &context, &report, started);
    Ok(())
}

/// `downgrade TARGET`.
pub async fn downgrade(invocation: &Invocation, target: &str, args: &RunArgs, yes: bool) -> Result<(), Ending> {
    if args.sql {
        return script(invocation, Direction::Downgrade, target, args).await;
    }
    no_range("downgrade", target)?;
    let context = context(invocation, events(invocation.output, invocation.is_verbose())).await?;
    if !yes && !args.dry_run {
        let plan = migration::plan_run(&context, Direction::Downgrade, target).await.map_err(Error::from)?;
        confirm(invocation, &context, target, &plan).await?;
    }
    let started = Instant::now();
    let report = migration::downgrade(&context, target, options(args)).await.map_err(Error::from)?;
    print(invocation.output, &context, &report, started);
    Ok(())
}

async fn confirm(invocation: &Invocation, context: &Context, target: &str, plan: &Plan) -> Result<(), Ending> {
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
        production: (connection.options.environment == Environment::Production).then_some(connection.name),
    };
    Ok(ask::confirm(invocation.output, &invocation.stop, question).await?)
}

fn no_range(command: &str, target: &str) -> Result<(), CliProblem> {
    if !TargetRange::is_range(target) {
        return Ok(());
    }
    Err(CliProblem::RangeNeedsSql { command: command.to_owned(), range: safe(target).into_owned() })
}

fn options(args: &RunArgs) -> RunOptions {
    RunOptions { single_transaction: args.single_transaction, dry_run: args.dry_run, resume: Resume::IfCertain }
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
