//! Painting the plan: the steps with what they keep waiting, and what the selected one does.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::PendingTab;
use super::goal::Goal;
use super::questions::ids;
use super::risks;
use super::text::PendingText;
use crate::database::Outcome;
use crate::i18n::{Problem, Say, age, duration, local_time, number, safe, size, width};
use crate::operations::impact::{LockLevel, Preview, StepImpact, TableImpact};
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::put::put;
use crate::tui::widget::table::{Column, Row, Table};
use crate::tui::widget::text::{wrap, wrap_line};

/// Below this the details stand under the list.
const SIDE_BY_SIDE: u16 = 110;

pub(super) fn draw(tab: &PendingTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let (left, right) = split(area);
    let title = tab.goal.title(shared);
    let place = match tab.cursor.selected(tab.steps()) {
        Some(index) => format!("{}/{}", index + 1, tab.steps()),
        None => String::new(),
    };
    let has_steps = tab.steps() > 0;
    let whole = if has_steps { left } else { area };
    let pane = Pane::new(&shared.theme, &title).right(&place).focused(!tab.in_details);
    let mut inner = pane.draw(whole, frame.buffer_mut());
    let room = tab.preview.as_ref().and_then(|preview| super::questions::room(shared, preview));
    for line in before(shared).into_iter().chain(room) {
        inner = paragraph(frame, inner, &line, shared.theme.style(Role::Warning));
    }
    match &tab.preview {
        Some(preview) if has_steps => {
            inner = paragraph(frame, inner, &summary(tab, preview, shared), shared.theme.style(Role::Dim));
            draw_steps(tab, preview, frame, inner, shared);
            draw_details(tab, preview, frame, right, shared);
        }
        _ => draw_nothing(tab, frame, inner, shared),
    }
}

fn split(area: Rect) -> (Rect, Rect) {
    if area.width >= SIDE_BY_SIDE {
        let left = Rect { width: area.width * 11 / 20, ..area };
        (left, Rect { x: left.right(), width: area.width - left.width, ..area })
    } else {
        let below = (area.height / 2).max(6).min(area.height);
        let above = Rect { height: area.height - below, ..area };
        (above, Rect { y: above.bottom(), height: below, ..area })
    }
}

/// Draws wrapped text and returns what is left below it.
fn paragraph(frame: &mut Frame, mut area: Rect, text: &str, style: Style) -> Rect {
    for line in wrap(text, usize::from(area.width)) {
        if area.height == 0 {
            break;
        }
        put(frame.buffer_mut(), area.x, area.y, area.width, &Line::styled(line, style), Style::new());
        area = Rect { y: area.y + 1, height: area.height - 1, ..area };
    }
    area
}

/// What has to be known before a plan is run: somebody else at work, something left unfinished.
fn before(shared: &Shared) -> Vec<String> {
    let Some(status) = shared.status() else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(writer) = &status.writer {
        let since = local_time(&writer.since, shared.lang);
        lines.push(shared.say(PendingText::Writer { who: safe(&writer.who).into_owned(), since }));
    }
    for step in &status.interrupted {
        lines.push(shared.say(PendingText::Interrupted { revision: safe(&step.revision).into_owned() }));
    }
    if let Some(run) = status.last_failed_run.as_ref().filter(|_| !status.is_up_to_date) {
        let done = run.steps.iter().filter(|step| step.outcome == crate::database::StepOutcome::Done).count();
        let (command, time) = (safe(&run.command).into_owned(), local_time(&run.started, shared.lang));
        let total = run.plan.len();
        lines.push(shared.say(match run.outcome {
            Some(Outcome::Stopped) => PendingText::LastRunStopped { command, time, done, total },
            _ => PendingText::LastRunBroke { command, time, done, total },
        }));
    }
    lines
}

fn summary(tab: &PendingTab, preview: &Preview, shared: &Shared) -> String {
    let mut tables: Vec<_> = preview.steps.iter().flat_map(|step| &step.tables).map(|table| &table.table).collect();
    tables.sort_unstable_by_key(|table| (&table.schema, &table.name));
    tables.dedup();
    let mut parts = vec![shared.say(PendingText::SummarySteps { steps: preview.steps.len(), tables: tables.len() })];
    let times: Option<u64> = preview.steps.iter().map(|step| Some(step.last_time.as_ref()?.duration_ms)).sum();
    if let Some(milliseconds) = times {
        let time = duration(Duration::from_millis(milliseconds), shared.lang);
        parts.push(shared.say(PendingText::SummaryTook { time }));
    }
    parts.push(match preview.backup.as_ref().map(|backup| backup.age) {
        None => shared.say(PendingText::SummaryNoBackup),
        Some(time) => {
            let age = time.map(|time| age(time, shared.lang)).unwrap_or_default();
            shared.say(PendingText::SummaryBackup { age })
        }
    });
    if let Some(rehearsed) = &preview.rehearsed {
        let age = rehearsed.age().map(|time| age(time, shared.lang)).unwrap_or_default();
        parts.push(shared.say(match rehearsed.success {
            true => PendingText::SummaryRehearsed { age },
            false => PendingText::SummaryRehearsedBadly { age },
        }));
    }
    if let Some(sessions) = preview.other_sessions.filter(|&sessions| sessions > 0) {
        parts.push(shared.say(PendingText::SummarySessions { sessions }));
    }
    if !tab.window.start.is_empty() {
        parts.push(shared.say(PendingText::SummaryNotBefore { time: tab.window.start.clone() }));
    }
    if !tab.window.deadline.is_empty() && !tab.single_transaction {
        parts.push(shared.say(PendingText::SummaryDeadline { time: tab.window.deadline.clone() }));
    }
    if tab.single_transaction {
        parts.push(shared.say(PendingText::SummarySingle));
    }
    parts.join(&format!(" {} ", shared.theme.symbols().separator))
}

fn draw_steps(tab: &PendingTab, preview: &Preview, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let widest = preview.steps.iter().take(200).map(|step| width(&safe(&step.revision))).max().unwrap_or_default();
    let columns = [
        Column::fixed("", u16::try_from(preview.steps.len().to_string().len()).unwrap_or(5)).right(),
        Column::upto(shared.say(PendingText::ColumnStep), 6, u16::try_from(widest).unwrap_or(24).min(24)),
        Column::rest(shared.say(PendingText::ColumnMessage), 11).shrink(2),
        Column::fixed(theme.symbols().warning, 3),
        Column::fixed(shared.say(PendingText::ColumnLock), 11),
        Column::fixed(shared.say(PendingText::ColumnRows), 9).right().shrink(3),
        Column::fixed(shared.say(PendingText::ColumnTook), 9).right().shrink(4),
    ];
    let table = Table {
        theme,
        columns: &columns,
        rows: preview.steps.len(),
        cursor: &tab.cursor,
        focused: !tab.in_details,
        header: true,
        empty: "",
    };
    tab.rows_at.set(area);
    table.draw(area, frame.buffer_mut(), |index| {
        let step = &preview.steps[index];
        let largest = step.tables.iter().filter_map(|table| table.rows).map(|rows| rows.number()).max();
        let took = step.last_time.as_ref().map(|time| duration(Duration::from_millis(time.duration_ms), shared.lang));
        Row::new([
            Line::styled((index + 1).to_string(), theme.style(Role::Dim)),
            Line::styled(safe(&step.revision).into_owned(), theme.style(Role::Strong)),
            Line::raw(safe(&step.message).into_owned()),
            Line::from(risks::mark(step, shared)),
            Line::from(waiting(step, shared)),
            Line::raw(largest.map(|rows| number(rows, shared.lang)).unwrap_or_default()),
            Line::styled(took.unwrap_or_default(), theme.style(Role::Dim)),
        ])
    });
}

/// What the tills can do while a step runs, in a word.
fn waiting(step: &StepImpact, shared: &Shared) -> Span<'static> {
    let there = || step.tables.iter().filter(|table| table.exists).filter_map(|table| table.lock);
    let (text, role) = if step.blocked.is_some() {
        (PendingText::Blocked, Role::Danger)
    } else if there().any(|lock| lock.stops_reads()) {
        (PendingText::TillsWait, Role::Warning)
    } else if there().any(|lock| lock.stops_writes()) {
        (PendingText::TillsRead, Role::Warning)
    } else {
        (PendingText::TillsWork, Role::Good)
    };
    Span::styled(shared.say(text), shared.theme.style(role))
}

fn draw_details(tab: &PendingTab, preview: &Preview, frame: &mut Frame, area: Rect, shared: &Shared) {
    let Some((revision, sql)) = &tab.shown else {
        Pane::new(&shared.theme, "").draw(area, frame.buffer_mut());
        return;
    };
    let title = safe(revision).into_owned();
    let mut inner = Pane::new(&shared.theme, &title).focused(tab.in_details).draw(area, frame.buffer_mut());
    let Some(step) = preview.steps.iter().find(|step| step.revision == *revision) else { return };
    // The SQL keeps a good part of the room; what comes first is the gravest.
    let room = usize::from(if tab.in_details { inner.height / 3 } else { inner.height * 3 / 5 });
    let mut lines: Vec<Line<'static>> = Vec::new();
    for line in facts(step, shared) {
        lines.extend(wrap_line(&line, usize::from(inner.width)));
    }
    let is_cut = lines.len() > room;
    lines.truncate(if is_cut { room.saturating_sub(1) } else { room });
    if is_cut {
        lines.push(Line::styled(shared.theme.symbols().ellipsis, shared.theme.style(Role::Dim)));
    }
    for line in lines {
        put(frame.buffer_mut(), inner.x, inner.y, inner.width, &line, Style::new());
        inner = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    }
    if inner.height > 2 {
        inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        tab.scroll.draw(&shared.theme, shared.lang, inner, frame.buffer_mut(), sql, false);
    }
}

/// What is known of a step, the gravest first.
fn facts(step: &StepImpact, shared: &Shared) -> Vec<Line<'static>> {
    let theme = &shared.theme;
    let mut lines = Vec::new();
    if let Some(trouble) = &step.blocked {
        lines.push(Line::styled(trouble.say(shared.lang), theme.style(Role::Danger)));
        for hint in trouble.hint(shared.lang).lines() {
            lines.push(Line::raw(format!("{} {hint}", theme.symbols().right)));
        }
    }
    if let Some(why) = &step.irreversible {
        let why = safe(why).into_owned();
        lines.push(Line::styled(shared.say(PendingText::Irreversible { why }), theme.style(Role::Warning)));
    }
    if !step.transaction {
        lines.push(Line::styled(shared.say(PendingText::NoTransaction), theme.style(Role::Warning)));
    }
    lines.extend(table_lines(step, shared));
    if step.tables.is_empty() && step.blocked.is_none() {
        lines.push(Line::styled(shared.say(PendingText::TouchesNothing), theme.style(Role::Dim)));
    }
    if step.statements.iter().any(|statement| statement.is_opaque) {
        lines.push(Line::styled(shared.say(PendingText::Opaque), theme.style(Role::Warning)));
    }
    lines.extend(risks::lines(step, shared));
    lines
}

/// The tables under what their locks keep waiting, the strongest lock first, and in it the gravest first; new ones last.
fn table_lines(step: &StepImpact, shared: &Shared) -> Vec<Line<'static>> {
    let theme = &shared.theme;
    let mut tables: Vec<&TableImpact> = step.tables.iter().filter(|table| !table.is_free()).collect();
    tables.sort_by_key(|table| std::cmp::Reverse((table.exists, table.lock, table.effect)));
    let mut lines = Vec::new();
    let mut heading: Option<Option<LockLevel>> = None;
    for table in tables {
        if table.exists
            && heading != Some(table.lock)
            && let Some(lock) = table.lock
        {
            let role = if lock.stops_writes() { Role::Warning } else { Role::Dim };
            lines.push(Line::styled(format!("{}:", lock.say(shared.lang)), theme.style(role)));
        }
        heading = Some(table.lock);
        lines.push(table_line(table, shared));
    }
    lines
}

/// `urunler  a column is dropped with its content  (12,000 rows, 3.1 MB)`.
fn table_line(table: &TableImpact, shared: &Shared) -> Line<'static> {
    let theme = &shared.theme;
    let mut spans = vec![Span::styled(format!("  {}  ", table.table), theme.style(Role::Strong))];
    if !table.exists {
        spans.push(Span::styled(shared.say(PendingText::NewTable), theme.style(Role::Good)));
        return Line::from(spans);
    }
    let effect_role = if table.effect.loses() { Role::Danger } else { Role::Text };
    spans.push(Span::styled(table.effect.say(shared.lang), theme.style(effect_role)));
    let amounts = [table.rows.map(|count| count.say(shared.lang)), table.bytes.map(|bytes| size(bytes, shared.lang))];
    let amounts: Vec<String> = amounts.into_iter().flatten().collect();
    if !amounts.is_empty() {
        spans.push(Span::styled(format!("  ({})", amounts.join(", ")), theme.style(Role::Dim)));
    }
    Line::from(spans)
}

/// There is no plan: why, and what can be done.
fn draw_nothing(tab: &PendingTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let mut area = area;
    let failure = tab.failure.as_ref().or_else(|| shared.survey.as_ref().and_then(|survey| survey.as_ref().err()));
    if let Some(failure) = failure {
        area = paragraph(frame, area, &failure.say(shared.lang), theme.style(Role::Danger));
        for hint in failure.hint(shared.lang).lines() {
            area = paragraph(frame, area, &format!("{} {hint}", theme.symbols().right), theme.style(Role::Text));
        }
        if shared.revisions.as_ref().is_some_and(|revisions| revisions.checked().is_err()) {
            area = paragraph(frame, area, "", theme.style(Role::Text));
            paragraph(frame, area, &shared.say(PendingText::Faulty), theme.style(Role::Warning));
        }
        return;
    }
    let at = shared.status().filter(|status| status.is_up_to_date).map(|status| ids(shared, &status.current));
    match at {
        Some(at) if tab.goal == Goal::default() => {
            area = paragraph(frame, area, &shared.say(PendingText::UpToDate { at }), theme.style(Role::Good));
            paragraph(frame, area, &shared.say(PendingText::UpToDateMore), theme.style(Role::Dim));
        }
        _ if tab.preview.is_some() => {
            paragraph(frame, area, &shared.say(PendingText::NothingToDo), theme.style(Role::Text));
        }
        _ if shared.connection.is_none() => {
            paragraph(frame, area, &shared.say(UiText::NoConnectionChosen), theme.style(Role::Dim));
        }
        _ => {
            paragraph(frame, area, &shared.say(PendingText::Reading), theme.style(Role::Dim));
        }
    }
}
