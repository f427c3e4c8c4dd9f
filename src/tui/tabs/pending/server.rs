//! What the server says of the statement at work: how far it is, what it waits for, who is in the way and who waits behind it.

use ratatui::text::{Line, Span};

use super::ending::who;
use super::text::PendingText;
use crate::database::activity::{Progress, ServerSession, Unit};
use crate::i18n::{number, safe, size};
use crate::operations::activity::Activity;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;

/// Sessions that are named; the rest becomes a number.
const NAMED: usize = 4;

/// Cells of the bar.
const BAR: u64 = 20;

/// How far the statement is, and what it waits for.
pub(super) fn progress(activity: &Activity, shared: &Shared) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = activity.server.progress.iter().map(|it| progress_line(it, shared)).collect();
    let Some(statement) = &activity.server.statement else { return lines };
    let waits = match (&statement.lock, &statement.waits_for) {
        (Some(lock), _) => Some((PendingText::WaitsForLock { lock: lock.clone() }, Role::Warning)),
        (None, Some(what)) => Some((PendingText::WaitsForEvent { what: what.clone() }, Role::Dim)),
        (None, None) => None,
    };
    lines.extend(waits.map(|(text, role)| Line::styled(shared.say(text), shared.theme.style(role))));
    lines
}

/// `████░░ 45 %  CREATE INDEX public.stok: reads the table (4,500 of 10,000 pages)`.
fn progress_line(progress: &Progress, shared: &Shared) -> Line<'static> {
    let theme = &shared.theme;
    let mut spans = Vec::new();
    if let Some(percent) = progress.percent() {
        let full = usize::try_from(u64::from(percent) * BAR / 100).unwrap_or_default();
        let empty = usize::try_from(BAR).unwrap_or_default().saturating_sub(full);
        spans.push(Span::styled(theme.symbols().bar_full.repeat(full), theme.style(Role::Bar)));
        spans.push(Span::styled(theme.symbols().bar_empty.repeat(empty), theme.style(Role::Dim)));
        spans.push(Span::styled(format!(" {percent} %  "), theme.style(Role::Strong)));
    }
    let phase = progress.phase_text().map(|phase| shared.say(phase)).unwrap_or_else(|| progress.phase.clone());
    let table = progress.table.as_ref().map(|table| format!(" {table}")).unwrap_or_default();
    spans.push(Span::raw(format!("{}{table}: {phase}", progress.command)));
    if let Some(amount) = progress.amount {
        let say = |count| match amount.unit {
            Unit::Bytes => size(count, shared.lang),
            _ => number(count, shared.lang),
        };
        let unit = if amount.unit == Unit::Bytes { String::new() } else { shared.say(amount.unit) };
        let text = match amount.total {
            Some(total) => PendingText::AmountOf { done: say(amount.done), total: say(total), unit },
            None => PendingText::AmountSoFar { done: say(amount.done), unit },
        };
        spans.push(Span::styled(format!(" ({})", shared.say(text).trim_end()), theme.style(Role::Dim)));
    }
    Line::from(spans)
}

/// Who is in the way.
pub(super) fn blockers(activity: &Activity, shared: &Shared) -> Vec<Line<'static>> {
    // What builds beside the shop has begun already, and waits on; everything else gives way.
    let title = if activity.server.progress.is_none() { PendingText::BlockedBy } else { PendingText::InTheWay };
    group(title, &activity.server.blockers, shared)
}

/// Who waits for what the statement holds.
pub(super) fn blocked(activity: &Activity, shared: &Shared) -> Vec<Line<'static>> {
    group(PendingText::WaitBehind { count: activity.server.blocked.len() }, &activity.server.blocked, shared)
}

fn group(title: PendingText, sessions: &[ServerSession], shared: &Shared) -> Vec<Line<'static>> {
    let theme = &shared.theme;
    if sessions.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::styled(shared.say(title), theme.style(Role::Warning))];
    for session in sessions.iter().take(NAMED) {
        let mut text = who(session, shared);
        if session.is_idle && !session.is_prepared() {
            text = format!("{text}  {}", shared.say(PendingText::RunsNothing));
        }
        lines.push(Line::styled(format!("  {text}"), theme.style(Role::Strong)));
        if !session.is_prepared() {
            lines.push(Line::styled(format!("  {}", safe(&session.query)), theme.style(Role::Dim)));
        }
    }
    if sessions.len() > NAMED {
        let more = shared.say(PendingText::AndMore { count: sessions.len() - NAMED });
        lines.push(Line::styled(format!("  {more}"), theme.style(Role::Dim)));
    }
    lines
}
