//! Painting the history and its details.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::HistoryTab;
use super::list::{List, State};
use super::text::HistoryText;
use crate::i18n::{duration, local_time, safe};
use crate::revision::{Graph, Node};
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::put::put;
use crate::tui::widget::table::{Column, Row, Table};
use crate::tui::widget::text::wrap;

/// Below this the details stand under the list: side by side neither could be read.
const SIDE_BY_SIDE: u16 = 100;

/// From this width of the list on, times stand beside the dates.
const WITH_TIMES: u16 = 70;

/// The cells of a date, and of one with minutes, in both languages.
const DATE: u16 = 10;
const DATE_AND_TIME: u16 = 16;

pub(super) fn draw(tab: &HistoryTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let (left, right) = split(area);
    let title = shared.say(TabName::History);
    let filter = match tab.filter.is_empty() {
        true => String::new(),
        false => shared.say(HistoryText::Filtered { filter: safe(&tab.filter).into_owned() }),
    };
    let place = match &tab.list {
        Some(list) => match tab.cursor.selected(list.nodes.len()) {
            Some(index) => format!("{}/{}", index + 1, list.nodes.len()),
            None => String::new(),
        },
        None => String::new(),
    };
    let pane = Pane::new(&shared.theme, &title).right(&place).bottom(&filter).focused(!tab.in_details);
    let mut inner = pane.draw(left, frame.buffer_mut());
    for notice in notices(shared) {
        for line in wrap(&notice, usize::from(inner.width)) {
            if inner.height > 3 {
                let line = Line::styled(line, shared.theme.style(Role::Warning));
                put(frame.buffer_mut(), inner.x, inner.y, inner.width, &line, Style::new());
                inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
            }
        }
    }
    draw_rows(tab, frame, inner, shared);
    draw_details(tab, frame, right, shared);
}

/// The list, and the details beside it or below.
fn split(area: Rect) -> (Rect, Rect) {
    if area.width >= SIDE_BY_SIDE {
        let details = (area.width * 2 / 5).max(44);
        let left = Rect { width: area.width - details, ..area };
        (left, Rect { x: left.right(), width: details, ..area })
    } else {
        let details = (area.height * 2 / 5).max(6).min(area.height);
        let above = Rect { height: area.height - details, ..area };
        (above, Rect { y: above.bottom(), height: details, ..area })
    }
}

/// What has to be known before the list is believed.
fn notices(shared: &Shared) -> Vec<String> {
    let mut notices = Vec::new();
    if let Some(Err(failure)) = &shared.survey {
        notices.push(failure.say(shared.lang));
        if let Some(hint) = failure.hint(shared.lang).lines().next() {
            notices.push(format!("{} {hint}", shared.theme.symbols().right));
        }
    }
    if shared.revisions.as_ref().is_some_and(|revisions| revisions.checked().is_err()) {
        notices.push(shared.say(HistoryText::BrokenGraph));
    }
    notices
}

fn draw_rows(tab: &HistoryTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let (Some(list), Some(revisions)) = (&tab.list, &shared.revisions) else {
        let line = Line::styled(shared.say(UiText::Reading), theme.style(Role::Dim));
        put(frame.buffer_mut(), area.x, area.y, area.width, &line, Style::new());
        return;
    };
    let graph = &revisions.graph;
    let empty = match tab.filter.is_empty() {
        true => shared.say(HistoryText::NoRevisions),
        false => shared.say(HistoryText::NothingMatches { filter: safe(&tab.filter).into_owned() }),
    };
    let head = crate::i18n::width(&shared.say(HistoryText::Head)) + 3;
    let cells = |&node: &Node| crate::i18n::width(graph.id(node)) + if graph.is_head(node) { head } else { 0 };
    let widest = list.nodes.iter().take(500).map(cells).max().unwrap_or_default();
    let widest = u16::try_from(widest).unwrap_or(u16::MAX).clamp(8, 30);
    let applied: u16 = if area.width >= WITH_TIMES { DATE_AND_TIME } else { DATE };
    let columns = [
        list.lanes.column("", area.width),
        Column::upto(shared.say(HistoryText::ColumnRevision), 8, widest),
        Column::rest(shared.say(HistoryText::ColumnMessage), 18).shrink(2),
        Column::fixed(shared.say(HistoryText::ColumnApplied), applied).shrink(3),
        Column::fixed(shared.say(HistoryText::ColumnTook), 8).right().shrink(4),
    ];
    let table = Table {
        theme,
        columns: &columns,
        rows: list.nodes.len(),
        cursor: &tab.cursor,
        focused: !tab.in_details,
        header: false,
        empty: &empty,
    };
    tab.rows_at.set(area);
    let glyph = |place: usize| {
        let symbols = theme.symbols();
        match list.state(list.nodes[place]) {
            State::Unknown => Span::styled(symbols.pending, theme.style(Role::Dim)),
            State::Pending => Span::styled(symbols.pending, theme.style(Role::Warning)),
            State::Applied => Span::styled(symbols.applied, theme.style(Role::Good)),
            State::Current => Span::styled(symbols.current, theme.style(Role::Good)),
        }
    };
    let row = |place: usize| row(tab, shared, graph, list, list.nodes[place], applied.into());
    list.lanes.draw(&table, area, frame.buffer_mut(), glyph, row);
}

/// The cells beside the lanes.
fn row(
    tab: &HistoryTab,
    shared: &Shared,
    graph: &Graph,
    list: &List,
    node: Node,
    applied_cells: usize,
) -> Row<'static> {
    let theme = &shared.theme;
    let (id, file) = (graph.id(node), graph.file(node));
    let mut name = vec![Span::styled(safe(id).into_owned(), theme.style(Role::Strong))];
    if graph.is_head(node) {
        name.push(Span::styled(format!(" ({})", shared.say(HistoryText::Head)), theme.style(Role::Accent)));
    }
    let mut message = Vec::new();
    if !file.header.labels.is_empty() {
        let labels = safe(&file.header.labels.join(", ")).into_owned();
        message.push(Span::styled(format!("[{labels}] "), theme.style(Role::Accent)));
    }
    message.push(Span::raw(safe(&file.header.message).into_owned()));
    let survey = shared.survey.as_ref().and_then(|survey| survey.as_ref().ok());
    let step = survey.and_then(|survey| survey.applied.step(id)).filter(|_| list.state(node) != State::Pending);
    let applied = step.map(|step| begin(&local_time(&step.applied, shared.lang), applied_cells)).unwrap_or_default();
    let took = step.filter(|step| !step.is_adopted);
    let took = took.map(|step| duration(Duration::from_millis(step.duration_ms), shared.lang)).unwrap_or_default();
    Row::new([
        Line::from(name),
        Line::from(message),
        Line::styled(applied, theme.style(Role::Dim)),
        Line::styled(took, theme.style(Role::Dim)),
    ])
    .marked(tab.marks.contains(id))
    .dim(list.state(node) == State::Unknown)
}

/// The beginning of a local time: the date, or date and minutes.
fn begin(time: &str, cells: usize) -> String {
    time.chars().take(cells).collect()
}

fn draw_details(tab: &HistoryTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let shown = tab.shown.as_ref().and_then(|id| Some((id, shared.revisions.as_ref()?.graph.by_id(id)?)));
    let title = shown.map(|(id, _)| safe(id).into_owned()).unwrap_or_default();
    let mut inner = Pane::new(&shared.theme, &title).focused(tab.in_details).draw(area, frame.buffer_mut());
    let (Some((id, node)), Some(list), Some(revisions)) = (shown, &tab.list, &shared.revisions) else { return };
    let facts = facts(shared, &revisions.graph, list, node);
    // On a small screen the SQL keeps at least half of the room.
    let room = if inner.height < 12 { inner.height / 2 } else { inner.height };
    let labels = facts.iter().map(|(label, _)| crate::i18n::width(label)).max().unwrap_or_default();
    for (label, value) in facts.iter().take(room.into()) {
        let blanks = " ".repeat(labels - crate::i18n::width(label) + 2);
        let line =
            Line::from(vec![Span::styled(format!("{label}{blanks}"), shared.theme.style(Role::Dim)), value.clone()]);
        put(frame.buffer_mut(), inner.x, inner.y, inner.width, &line, Style::new());
        inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
    }
    if inner.height < 2 {
        return;
    }
    inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
    match &tab.sql {
        Some((read, sql)) if read == id => {
            tab.scroll.draw(&shared.theme, shared.lang, inner, frame.buffer_mut(), sql, false);
        }
        _ => {
            let line = Line::styled(shared.say(UiText::Reading), shared.theme.style(Role::Dim));
            put(frame.buffer_mut(), inner.x, inner.y, inner.width, &line, Style::new());
        }
    }
}

/// What is known of a revision, the most important first: the last ones give way on a small screen.
fn facts(shared: &Shared, graph: &Graph, list: &List, node: Node) -> Vec<(String, Span<'static>)> {
    let theme = &shared.theme;
    let (entry, file) = (graph.entry(node), graph.file(node));
    let join = |texts: Vec<&str>| Span::raw(safe(&texts.join(", ")).into_owned());
    let survey = shared.survey.as_ref().and_then(|survey| survey.as_ref().ok());
    let step = survey.and_then(|survey| survey.applied.step(&entry.revision));
    let mut facts = Vec::new();
    let applied = match (list.state(node), step) {
        (State::Unknown, _) => Span::styled(shared.say(HistoryText::NotKnown), theme.style(Role::Dim)),
        (State::Pending, _) => Span::styled(shared.say(HistoryText::NotApplied), theme.style(Role::Warning)),
        (_, None) => Span::raw(shared.say(HistoryText::AppliedElsewhere)),
        (_, Some(step)) => {
            let by = survey.and_then(|survey| survey.operators.get(&*step.run_id));
            let time = local_time(&step.applied, shared.lang);
            match by {
                Some(by) if step.is_adopted => {
                    Span::raw(shared.say(HistoryText::AdoptedBy { time, by: safe(by).into_owned() }))
                }
                Some(by) => Span::raw(shared.say(HistoryText::AppliedBy { time, by: safe(by).into_owned() })),
                None => Span::raw(time),
            }
        }
    };
    facts.push((shared.say(HistoryText::Applied), applied));
    if let Some(step) = step.filter(|_| matches!(list.state(node), State::Applied | State::Current)) {
        if !step.is_adopted {
            let took = duration(Duration::from_millis(step.duration_ms), shared.lang);
            facts.push((shared.say(HistoryText::Took), Span::raw(took)));
        }
        // A file of Alembic's is in another language than what was applied, so there is nothing to compare.
        if file.script.is_none() {
            let checksum = match step.checksum == Some(file.checksum) {
                true => Span::styled(shared.say(HistoryText::ChecksumOk), theme.style(Role::Good)),
                false => Span::styled(shared.say(HistoryText::ChecksumChanged), theme.style(Role::Danger)),
            };
            facts.push((shared.say(HistoryText::Checksum), checksum));
        }
    }
    let revises = match entry.down.is_empty() {
        true => Span::raw(shared.say(HistoryText::Base)),
        false => join(entry.down.iter().map(|id| &**id).collect()),
    };
    facts.push((shared.say(HistoryText::Revises), revises));
    if !entry.depends_on.is_empty() {
        facts.push((shared.say(HistoryText::DependsOn), join(entry.depends_on.iter().map(String::as_str).collect())));
    }
    if !entry.labels.is_empty() {
        facts.push((shared.say(HistoryText::Labels), join(entry.labels.iter().map(String::as_str).collect())));
    }
    if let Some(created) = &entry.created {
        facts.push((shared.say(HistoryText::Created), Span::raw(local_time(created, shared.lang))));
    }
    facts.push((shared.say(HistoryText::File), Span::raw(entry.file)));
    facts
}
