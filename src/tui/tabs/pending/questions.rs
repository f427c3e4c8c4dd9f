//! What is asked before a run: where it leads, whom it keeps waiting, what it loses, and whether there is a way back.

use std::collections::BTreeMap;

use super::goal::Goal;
use super::text::PendingText;
use crate::config::Backup;
use crate::database::RowCount;
use crate::i18n::{Say, age, local_time, safe, size};
use crate::operations::impact::{LockLevel, Loss, Preview};
use crate::operations::migration::RunOptions;
use crate::operations::schedule;
use crate::revision::RevisionId;
use crate::tui::dialog::Confirm;
use crate::tui::effect::Effect;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::worker::Work;

/// Lines that name things before the rest becomes a number: a question has to fit a small screen.
const NAMED: usize = 6;

/// The question before a run of the plan that is shown.
pub(super) fn run(shared: &Shared, goal: &Goal, preview: &Preview, options: RunOptions) -> Option<Effect> {
    let connection = shared.connection.clone()?;
    let database = safe(&connection).into_owned();
    let (title, yes) = match (options.dry_run, goal.is_downgrade()) {
        (true, _) => (PendingText::AskDryRun { database }, PendingText::ButtonTry),
        (false, false) => (PendingText::AskUpgrade { database }, PendingText::ButtonUpgrade),
        (false, true) => (PendingText::AskDowngrade { database }, PendingText::ButtonDowngrade),
    };
    let mut confirm = Confirm::new(shared.say(title), shared.say(yes)).line(shared.say(PendingText::FromTo {
        from: ids(shared, &preview.plan.from),
        to: ids(shared, &preview.plan.to),
        steps: preview.steps.len(),
    }));
    if options.dry_run {
        confirm = confirm.line(shared.say(PendingText::DryRunMore));
    } else {
        confirm = confirm.lines(outside(shared, options)).lines(window(shared, options));
        confirm = confirm.lines(joined(losses(shared, preview)));
        if goal.is_downgrade() && preview.losses.is_empty() {
            confirm = confirm.line(shared.say(PendingText::LosesNothing));
        }
        confirm =
            confirm.lines(joined(locks(shared, preview))).line(backup(shared, preview)).lines(room(shared, preview));
    }
    if options.single_transaction {
        confirm = confirm.line(shared.say(PendingText::SummarySingle));
    }
    if goal.is_downgrade() || !preview.losses.is_empty() {
        confirm = confirm.dangerous();
    }
    let (direction, target) = (goal.direction, goal.target.clone());
    let work = Work::Run { connection, direction, target, options, mark: shared.mark() };
    Some(Effect::open(confirm.typed(shared.typed_name()).then(vec![Effect::start(work)])))
}

/// What is lost, by name and number: the largest first, and what is empty as a number.
fn losses(shared: &Shared, preview: &Preview) -> Vec<String> {
    let is_empty = |loss: &&Loss| loss.rows == Some(RowCount::Exactly(0));
    let empty = preview.losses.iter().filter(is_empty).count();
    let mut filled: Vec<&Loss> = preview.losses.iter().filter(|loss| !is_empty(loss)).collect();
    filled.sort_by_key(|loss| std::cmp::Reverse(loss.rows.map_or(u64::MAX, RowCount::number)));
    let more = filled.len().saturating_sub(NAMED);
    let mut lines: Vec<String> = filled.into_iter().take(NAMED).map(|loss| loss_line(shared, loss)).collect();
    if more > 0 {
        lines.push(shared.say(PendingText::AndMore { count: more }));
    }
    if empty > 0 {
        lines.push(shared.say(PendingText::WillLoseEmpty { count: empty }));
    }
    lines
}

fn loss_line(shared: &Shared, loss: &Loss) -> String {
    let rows = match loss.rows {
        Some(count) => count.say(shared.lang),
        None => shared.say(PendingText::RowsUnknown),
    };
    let (table, what) = (loss.table.to_string(), loss.effect.say(shared.lang));
    shared.say(PendingText::WillLose { table, what, rows })
}

/// What the tills cannot do meanwhile, the hardest first, each with its tables.
fn locks(shared: &Shared, preview: &Preview) -> Vec<String> {
    let mut tables: BTreeMap<LockLevel, Vec<String>> = BTreeMap::new();
    for table in preview.steps.iter().flat_map(|step| &step.tables).filter(|table| table.exists) {
        let Some(lock) = table.lock.filter(|lock| lock.stops_writes()) else { continue };
        let names = tables.entry(lock).or_default();
        let name = table.table.to_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let line = |(lock, mut names): (LockLevel, Vec<String>)| {
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        if more > 0 {
            names.push(shared.say(PendingText::AndMore { count: more }));
        }
        shared.say(PendingText::WillLock { tables: names.join(", "), what: lock.say(shared.lang) })
    };
    tables.into_iter().rev().map(line).collect()
}

/// That the shop may be at work, outside its quiet hours.
fn outside(shared: &Shared, options: RunOptions) -> Option<String> {
    let hours = shared.settings()?.options.quiet_hours.as_deref();
    let is_quiet = schedule::is_quiet(hours, &schedule::begin(options.not_before));
    (!is_quiet).then(|| shared.say(PendingText::Outside { hours: safe(hours.unwrap_or_default()).into_owned() }))
}

/// When it begins and has to be over.
fn window(shared: &Shared, options: RunOptions) -> Vec<String> {
    let time = |time: jiff::Timestamp| local_time(&time.to_string(), shared.lang);
    let waits = options.not_before.filter(|&start| start > jiff::Timestamp::now());
    let waits = waits.map(|start| shared.say(PendingText::WillWait { time: time(start) }));
    let stops = options.deadline.map(|end| shared.say(PendingText::WillStop { time: time(end) }));
    waits.into_iter().chain(stops).collect()
}

/// The room on the disk, if it may not be enough.
pub(super) fn room(shared: &Shared, preview: &Preview) -> Option<String> {
    let largest = size(preview.short_of_room()?, shared.lang);
    let free = size(preview.free_bytes?, shared.lang);
    Some(shared.say(PendingText::LittleRoom { free, largest }))
}

fn backup(shared: &Shared, preview: &Preview) -> String {
    let comes_first = shared.settings().is_some_and(|settings| settings.options.backup == Backup::BeforeUpgrade);
    shared.say(match &preview.backup {
        _ if comes_first => PendingText::BackupFirst,
        Some(backup) => PendingText::BackupThere {
            age: backup.age.map_or_else(|| safe(&backup.created).into_owned(), |time| age(time, shared.lang)),
            file: safe(&backup.file.to_string_lossy()).into_owned(),
        },
        None => PendingText::BackupMissing,
    })
}

/// Lines of one paragraph; none when there are none.
fn joined(lines: Vec<String>) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join("\n"))
}

pub(super) fn ids(shared: &Shared, ids: &[RevisionId]) -> String {
    match ids {
        [] => shared.say(UiText::Base),
        ids => safe(&ids.iter().map(|id| &**id).collect::<Vec<_>>().join(", ")).into_owned(),
    }
}
