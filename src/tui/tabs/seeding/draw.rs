//! Painting the sets and the rows behind the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::text::SeedingText;
use super::{SeedingTab, key_text, writes};
use crate::i18n::safe;
use crate::operations::seed::{ColumnDifference, OnExisting, RowState, SetDifference};
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::put::put;
use crate::tui::widget::table::{Column, Row, Table};
use crate::tui::widget::text::wrap;

/// Below this the rows stand under the sets.
const SIDE_BY_SIDE: u16 = 110;

/// The kinds of findings that are about rows of the seeds.
const CONSISTENCY: [&str; 11] = [
    "not_seeded",
    "no_administrator",
    "inactive_administrator",
    "administrator_without_role",
    "unusable_hash",
    "old_hash",
    "missing_roles",
    "missing_permissions",
    "incomplete_role",
    "dangling_rows",
    "no_till",
];

pub(super) fn draw(tab: &SeedingTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let (left, right) = split(area);
    let title = shared.say(TabName::Seeding);
    let shown = tab.shown();
    let place = match tab.cursor.selected(shown.len()) {
        Some(index) => format!("{}/{}", index + 1, shown.len()),
        None => String::new(),
    };
    let (list, details) = if tab.sets.is_some() { (left, Some(right)) } else { (area, None) };
    let pane = Pane::new(&shared.theme, &title).right(&place).bottom(&tab.filter).focused(!tab.in_rows);
    let mut inner = pane.draw(list, frame.buffer_mut());
    for (text, role) in above(tab, shared) {
        inner = paragraph(frame, inner, &text, shared.theme.style(role));
    }
    if tab.sets.is_some() {
        draw_sets(tab, &shown, frame, inner, shared);
    }
    if let Some(details) = details {
        draw_rows(tab, frame, details, shared);
    }
}

fn split(area: Rect) -> (Rect, Rect) {
    if area.width >= SIDE_BY_SIDE {
        let left = Rect { width: area.width / 2, ..area };
        (left, Rect { x: left.right(), width: area.width - left.width, ..area })
    } else {
        let below = (area.height * 2 / 5).max(5).min(area.height);
        let above = Rect { height: area.height - below, ..area };
        (above, Rect { y: above.bottom(), height: below, ..area })
    }
}

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

/// What stands above the sets: the job, its result, what is missing, whether the rows fit together.
fn above(tab: &SeedingTab, shared: &Shared) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    if let Some((set, done, total)) =
        shared.job.as_ref().filter(|job| job.is_running()).and_then(|job| job.seeds.as_ref())
    {
        let (set, done, total) = (safe(set).into_owned(), *done, *total);
        lines.push((shared.say(SeedingText::Loading { set, done, total }), Role::Accent));
    }
    if let Some(report) = &tab.report {
        lines.push((shared.say(SeedingText::Loaded), Role::Good));
        for set in report.loaded_data.iter().filter(|set| set.new + set.updated + set.kept > 0) {
            let (name, new, updated) = (safe(&set.set).into_owned(), set.new, set.updated);
            let text = SeedingText::ResultLine { set: name, new, updated, same: set.same, kept: set.kept };
            lines.push((shared.say(text), Role::Dim));
        }
    }
    let failure = tab.failure.as_ref().or_else(|| shared.survey.as_ref().and_then(|survey| survey.as_ref().err()));
    match (&tab.sets, failure) {
        (None, Some(failure)) => {
            lines.push((failure.say(shared.lang), Role::Danger));
            let arrow = shared.theme.symbols().right;
            lines.extend(failure.hint(shared.lang).lines().map(|hint| (format!("{arrow} {hint}"), Role::Text)));
            if failure.kind() == "pending" || shared.status().is_some_and(|status| status.pending_count > 0) {
                lines.push((shared.say(SeedingText::FirstUpgrade), Role::Warning));
            }
        }
        (None, None) if shared.connection.is_none() => {
            lines.push((shared.say(UiText::NoConnectionChosen), Role::Dim));
        }
        (None, None) => lines.push((shared.say(UiText::Reading), Role::Dim)),
        (Some(sets), _) => {
            let rows: usize = sets.iter().map(writes).sum();
            lines.push(match rows {
                0 => (shared.say(SeedingText::EverythingThere), Role::Good),
                rows => (shared.say(SeedingText::ToLoad { rows }), Role::Strong),
            });
            lines.push(consistency(shared));
        }
    }
    lines
}

fn consistency(shared: &Shared) -> (String, Role) {
    let Some(findings) = &shared.findings else { return (shared.say(SeedingText::Unchecked), Role::Dim) };
    let count = findings.iter().filter(|finding| CONSISTENCY.contains(&finding.problem.kind())).count();
    match count {
        0 => (shared.say(SeedingText::Consistent), Role::Good),
        count => (shared.say(SeedingText::Inconsistent { count }), Role::Warning),
    }
}

fn draw_sets(tab: &SeedingTab, shown: &[&SetDifference], frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let columns = [
        Column::upto(shared.say(SeedingText::ColumnSet), 10, 22),
        Column::rest(shared.say(SeedingText::ColumnTable), 10).shrink(3),
        Column::fixed(shared.say(SeedingText::ColumnNew), 7).right(),
        Column::fixed(shared.say(SeedingText::ColumnSame), 7).right().shrink(2),
        Column::fixed(shared.say(SeedingText::ColumnDifferent), 7).right(),
        Column::fixed("", 6).shrink(4),
    ];
    let empty = shared.say(UiText::NothingFound);
    let table = Table {
        theme,
        columns: &columns,
        rows: shown.len(),
        cursor: &tab.cursor,
        focused: !tab.in_rows,
        header: true,
        empty: &empty,
    };
    tab.rows_at.set(area);
    table.draw(area, frame.buffer_mut(), |index| {
        let set = shown[index];
        let count = |number: usize, role: Role| match number {
            0 => Line::styled("0", theme.style(Role::Dim)),
            number => Line::styled(number.to_string(), theme.style(role)),
        };
        let different = if set.on_existing == OnExisting::Update { Role::Warning } else { Role::Text };
        let asks = if set.asks.is_empty() { String::new() } else { shared.say(SeedingText::Asks) };
        Row::new([
            Line::styled(safe(&set.set).into_owned(), theme.style(Role::Strong)),
            Line::raw(safe(&set.table).into_owned()),
            count(set.new, Role::Good),
            Line::styled(set.same.to_string(), theme.style(Role::Dim)),
            count(set.different, different),
            Line::styled(asks, theme.style(Role::Accent)),
        ])
        .marked(tab.marks.contains(&set.set))
    });
}

fn draw_rows(tab: &SeedingTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let Some(set) = tab.selected() else {
        Pane::new(theme, "").draw(area, frame.buffer_mut());
        return;
    };
    let title = safe(&set.set).into_owned();
    let place = match tab.rows.selected(set.rows.len()) {
        Some(index) => format!("{}/{}", index + 1, set.rows.len()),
        None => String::new(),
    };
    let mut inner = Pane::new(theme, &title).right(&place).focused(tab.in_rows).draw(area, frame.buffer_mut());
    if set.different > 0 && inner.height > 4 {
        let text = match set.on_existing {
            OnExisting::Keep => SeedingText::KeepsDifferent,
            OnExisting::Update => SeedingText::UpdatesDifferent,
        };
        inner = paragraph(frame, inner, &shared.say(text), theme.style(Role::Dim));
    }
    if !set.asks.is_empty() && inner.height > 4 {
        let keys = safe(&set.asks.join(", ")).into_owned();
        inner = paragraph(frame, inner, &shared.say(SeedingText::Questions { keys }), theme.style(Role::Accent));
    }
    let columns = [
        Column::fixed(shared.say(SeedingText::ColumnLine), 6).right().shrink(2),
        Column::upto(shared.say(SeedingText::ColumnKey), 12, 28),
        Column::rest(shared.say(SeedingText::ColumnChange), 16),
    ];
    let empty = shared.say(SeedingText::RowsSame { rows: set.same });
    let table = Table {
        theme,
        columns: &columns,
        rows: set.rows.len(),
        cursor: &tab.rows,
        focused: tab.in_rows,
        header: true,
        empty: &empty,
    };
    table.draw(inner, frame.buffer_mut(), |index| {
        let row = &set.rows[index];
        let change = match row.state {
            RowState::New => Line::styled(shared.say(SeedingText::RowNew), theme.style(Role::Good)),
            _ => Line::from(changes(&row.columns, shared)),
        };
        Row::new([
            Line::styled(row.line.to_string(), theme.style(Role::Dim)),
            Line::raw(safe(&key_text::of(tab.seeds.as_deref(), set, row)).into_owned()),
            change,
        ])
    });
}

/// `ad: Ayşe → Ayse, aktif: nothing → true`.
fn changes(columns: &[ColumnDifference], shared: &Shared) -> Vec<Span<'static>> {
    let theme = &shared.theme;
    let value = |value: &Option<String>| match value {
        Some(text) => safe(text).into_owned(),
        None => shared.say(SeedingText::Null),
    };
    let mut spans = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        spans.push(Span::styled(format!("{comma}{}: ", safe(&column.column)), theme.style(Role::Dim)));
        spans.push(Span::raw(format!("{} {} ", value(&column.found), theme.symbols().right)));
        spans.push(Span::styled(value(&column.wanted), theme.style(Role::Warning)));
    }
    spans
}
