//! `goc plan upgrade|downgrade TARGET --cost`: what each step locks, does and took, before anything runs.

use std::time::Duration;

use super::upgrade;
use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::Text;
use crate::i18n::{Say, age, duration, safe, size};
use crate::operations::Events;
use crate::operations::impact::{LockLevel, Preview, StepImpact, TableImpact, preview};
use crate::revision::Direction;

/// Prints the preview of a run.
pub async fn run(invocation: &Invocation, direction: Direction, target: &str) -> Result<(), Ending> {
    let context = upgrade::context(invocation, Events::default()).await?;
    // What a run would lock and lose is in its SQL.
    context.revisions.runnable().map_err(crate::Error::from)?;
    let found = preview(&context, direction, target).await.map_err(crate::Error::from)?;
    let output = invocation.output;
    if output.json {
        output.json(&found);
        return Ok(());
    }
    if found.steps.is_empty() {
        output.line(output.say(Text::NothingPending));
        return Ok(());
    }
    for step in &found.steps {
        print_step(output, step);
    }
    print_rest(output, &found);
    Ok(())
}

fn print_step(output: Output, step: &StepImpact) {
    let sign = if step.direction == Direction::Upgrade { "+" } else { "-" };
    let mut head = format!("{sign} {}  {}", safe(&step.revision), safe(&step.message));
    if let Some(last) = &step.last_time {
        let time = duration(Duration::from_millis(last.duration_ms), output.lang);
        head.push_str(&format!("  {}", output.say(Text::CostTook { time })));
    }
    output.line(output.styled(Style::Strong, head));
    if let Some(trouble) = &step.blocked {
        output.line(output.styled(Style::Bad, format!("    {}", trouble.say(output.lang))));
    }
    if !step.transaction {
        output.line(output.styled(Style::Warning, format!("    {}", output.say(Text::CostLoose))));
    }
    // The strongest lock first, under it its tables.
    let mut tables: Vec<&TableImpact> = step.tables.iter().filter(|table| table.exists && !table.is_free()).collect();
    tables.sort_by_key(|table| std::cmp::Reverse((table.lock, table.effect)));
    let mut under: Option<Option<LockLevel>> = None;
    for table in tables {
        if under != Some(table.lock)
            && let Some(lock) = table.lock
        {
            let style = if lock.stops_writes() { Style::Warning } else { Style::Dim };
            output.line(output.styled(style, format!("    {}:", lock.say(output.lang))));
        }
        under = Some(table.lock);
        let mut line = format!("      {}  {}", table.table, table.effect.say(output.lang));
        let amounts = [table.rows.map(|rows| rows.say(output.lang)), table.bytes.map(|bytes| size(bytes, output.lang))];
        let amounts: Vec<String> = amounts.into_iter().flatten().collect();
        if !amounts.is_empty() {
            line.push_str(&format!("  ({})", amounts.join(", ")));
        }
        output.line(if table.effect.loses() { output.styled(Style::Bad, line) } else { line });
    }
    let new = step.tables.iter().filter(|table| !table.exists).count();
    if new > 0 {
        output.line(format!("    {}", output.say(Text::CostNew { tables: new })));
    }
    for lint in &step.findings {
        let (line, code) = (lint.line, lint.code());
        output.line(output.styled(Style::Warning, format!("    {line}: {} [{code}]", lint.problem.say(output.lang))));
    }
}

/// The whole: backup, sessions, room.
fn print_rest(output: Output, found: &Preview) {
    output.line(output.say(match &found.backup {
        Some(backup) => Text::CostBackup {
            age: backup.age.map_or_else(|| safe(&backup.created).into_owned(), |time| age(time, output.lang)),
            file: safe(&backup.file.to_string_lossy()).into_owned(),
        },
        None => Text::CostNoBackup,
    }));
    output.line(output.say(match &found.rehearsed {
        None => Text::CostNotRehearsed,
        Some(rehearsed) => {
            let age = rehearsed.age().map(|time| age(time, output.lang)).unwrap_or_default();
            if rehearsed.success { Text::CostRehearsed { age } } else { Text::CostRehearsedBadly { age } }
        }
    }));
    if let Some(sessions) = found.other_sessions {
        output.line(output.say(Text::CostSessions { sessions }));
    }
    if let Some(free) = found.free_bytes {
        let line = output.say(Text::CostFree { free: size(free, output.lang) });
        match found.short_of_room() {
            Some(largest) => {
                let more = output.say(Text::CostLittleRoom { largest: size(largest, output.lang) });
                output.line(output.styled(Style::Warning, format!("{line}; {more}")));
            }
            None => output.line(line),
        }
    }
}
