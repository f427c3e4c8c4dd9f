//! Painting the databases and what is known about the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::backups::ids;
use super::protect::since;
use super::text::ConnectionsText;
use super::{ConnectionsTab, Probe};
use crate::config::{Backup, ConnectionSettings, DatabaseUrl, Environment, Origin};
use crate::i18n::{Problem, Say, local_time, safe, size, width};
use crate::operations::{Overview, OverviewState};
use crate::tui::diagnosis::check_lines;
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::put::put;
use crate::tui::widget::table::{Column, Row, Table};
use crate::tui::widget::text::wrap_line;

/// Below this the details stand under the list.
const SIDE_BY_SIDE: u16 = 118;

pub(super) fn draw(tab: &ConnectionsTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let (left, right) = split(area);
    let shown = tab.shown(shared);
    let title = shared.say(TabName::Connections);
    let place = match tab.cursor.selected(shown.len()) {
        Some(index) => format!("{}/{}", index + 1, shown.len()),
        None => String::new(),
    };
    let pane = Pane::new(&shared.theme, &title).right(&place).bottom(&tab.filter).focused(!tab.in_details);
    let inner = pane.draw(left, frame.buffer_mut());
    if shared.opened.is_none() {
        let line = Line::styled(shared.say(UiText::Reading), shared.theme.style(Role::Dim));
        put(frame.buffer_mut(), inner.x, inner.y, inner.width, &line, Style::new());
    } else {
        draw_rows(tab, &shown, frame, inner, shared);
    }
    draw_details(tab, frame, right, shared);
}

fn split(area: Rect) -> (Rect, Rect) {
    if area.width >= SIDE_BY_SIDE {
        let left = Rect { width: area.width * 3 / 5, ..area };
        (left, Rect { x: left.right(), width: area.width - left.width, ..area })
    } else {
        let below = (area.height / 2).max(6).min(area.height);
        let above = Rect { height: area.height - below, ..area };
        (above, Rect { y: above.bottom(), height: below, ..area })
    }
}

fn draw_rows(tab: &ConnectionsTab, shown: &[&ConnectionSettings], frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let widest = shown.iter().map(|known| width(&safe(&known.name))).max().unwrap_or_default();
    let columns = [
        Column::fixed("", 1),
        Column::upto(shared.say(ConnectionsText::ColumnName), 8, u16::try_from(widest).unwrap_or(24).clamp(8, 24)),
        Column::fixed(shared.say(ConnectionsText::ColumnEngine), 10).shrink(4),
        Column::fixed(shared.say(ConnectionsText::ColumnEnvironment), 11).shrink(3),
        Column::fixed(shared.say(ConnectionsText::ColumnState), 14),
        Column::rest(shared.say(ConnectionsText::ColumnRevision), 8).shrink(2),
        Column::fixed(shared.say(ConnectionsText::ColumnPending), 8).right(),
        Column::fixed(shared.say(ConnectionsText::ColumnSize), 9).right().shrink(5),
    ];
    let empty = match tab.filter.is_empty() {
        true => shared.say(ConnectionsText::NoConnections),
        false => shared.say(UiText::NothingFound),
    };
    let table = Table {
        theme,
        columns: &columns,
        rows: shown.len(),
        cursor: &tab.cursor,
        focused: !tab.in_details,
        header: true,
        empty: &empty,
    };
    tab.rows_at.set(area);
    table.draw(area, frame.buffer_mut(), |index| row(tab, shown[index], shared));
}

fn row(tab: &ConnectionsTab, known: &ConnectionSettings, shared: &Shared) -> Row<'static> {
    let theme = &shared.theme;
    let is_at_hand = shared.connection.as_ref() == Some(&known.name);
    let overview = match tab.probes.get(&known.name) {
        Some(Probe::Answered(overview)) => Some(overview),
        _ => None,
    };
    let engine = match &known.url {
        DatabaseUrl::Postgres(_) => "PostgreSQL",
        DatabaseUrl::Sqlite(_) => "SQLite",
    };
    let pending = match overview.and_then(|overview| overview.pending_count) {
        Some(0) => Line::styled("0", theme.style(Role::Dim)),
        Some(count) => Line::styled(count.to_string(), theme.style(Role::Warning)),
        None => Line::default(),
    };
    let revision = overview.filter(|overview| overview.server.is_some());
    Row::new([
        Line::styled(if is_at_hand { theme.symbols().current } else { " " }, theme.style(Role::Accent)),
        Line::styled(safe(&known.name).into_owned(), theme.style(Role::Strong)),
        Line::raw(engine),
        Line::from(environment(known.options.environment, shared)),
        Line::from(state(tab.probes.get(&known.name), shared)),
        Line::raw(revision.map(|overview| ids(shared, &overview.current)).unwrap_or_default()),
        pending,
        Line::raw(
            overview.and_then(|overview| overview.size).map(|bytes| size(bytes, shared.lang)).unwrap_or_default(),
        ),
    ])
    .marked(tab.marks.contains(&known.name))
}

fn environment(environment: Environment, shared: &Shared) -> Span<'static> {
    let (text, role) = match environment {
        Environment::Production => (UiText::Production, Role::Production),
        Environment::Staging => (UiText::Staging, Role::Accent),
        Environment::Development => (UiText::Development, Role::Dim),
    };
    Span::styled(shared.say(text), shared.theme.style(role))
}

/// A mark and a word.
fn state(probe: Option<&Probe>, shared: &Shared) -> Span<'static> {
    let symbols = shared.theme.symbols();
    let (symbol, text, role) = match probe {
        None | Some(Probe::Asked) => (symbols.pending, ConnectionsText::Probing, Role::Dim),
        Some(Probe::Failed(_)) => (symbols.cross, ConnectionsText::Faulty, Role::Danger),
        Some(Probe::Answered(overview)) => match overview.state {
            OverviewState::Ready if overview.is_up_to_date => (symbols.check, ConnectionsText::UpToDate, Role::Good),
            // It answers, and somebody has to look at it.
            OverviewState::Ready if !overview.unknown.is_empty() => {
                (symbols.warning, ConnectionsText::UnknownRevision, Role::Warning)
            }
            OverviewState::Ready if overview.interrupted_count > 0 => {
                (symbols.warning, ConnectionsText::Interrupted, Role::Warning)
            }
            OverviewState::Ready => (symbols.check, ConnectionsText::Ready, Role::Good),
            OverviewState::NoDatabase => (symbols.pending, ConnectionsText::NoDatabase, Role::Text),
            OverviewState::Unreachable => (symbols.cross, ConnectionsText::Unreachable, Role::Danger),
            OverviewState::NeedsPassword => (symbols.warning, ConnectionsText::NeedsPassword, Role::Warning),
            OverviewState::LoginRefused => (symbols.cross, ConnectionsText::LoginRefused, Role::Danger),
            OverviewState::RevisionsBroken => (symbols.warning, ConnectionsText::RevisionsBroken, Role::Warning),
            OverviewState::TimedOut => (symbols.cross, ConnectionsText::TimedOut, Role::Danger),
            OverviewState::Faulty => (symbols.cross, ConnectionsText::Faulty, Role::Danger),
            OverviewState::Cancelled => (symbols.separator, ConnectionsText::Probing, Role::Dim),
        },
    };
    Span::styled(format!("{symbol} {}", shared.say(text)), shared.theme.style(role))
}

fn draw_details(tab: &ConnectionsTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let selected = tab.selected(shared);
    let title = selected.map(|selected| safe(&selected.name).into_owned()).unwrap_or_default();
    let inner = Pane::new(theme, &title).focused(tab.in_details).draw(area, frame.buffer_mut());
    let Some(selected) = selected else { return };
    let mut lines = Vec::new();
    match tab.probes.get(&selected.name) {
        Some(Probe::Answered(overview)) => {
            if let Some(problem) = &overview.problem {
                let role = if overview.state == OverviewState::NoDatabase { Role::Text } else { Role::Danger };
                lines.push(Line::styled(problem.say(shared.lang), theme.style(role)));
                let hint = problem.hint(shared.lang);
                lines.extend(hint.lines().map(|hint| Line::raw(format!("{} {hint}", theme.symbols().right))));
                lines.push(Line::default());
            }
        }
        Some(Probe::Failed(failure)) => {
            lines.push(Line::styled(failure.say(shared.lang), theme.style(Role::Danger)));
            let hint = failure.hint(shared.lang);
            lines.extend(hint.lines().map(|hint| Line::raw(format!("{} {hint}", theme.symbols().right))));
            lines.push(Line::default());
        }
        None | Some(Probe::Asked) => {}
    }
    lines.extend(fact_lines(tab, selected, shared));
    if let Some((name, checks, is_running)) = &tab.diagnosis
        && *name == selected.name
    {
        lines.push(Line::default());
        lines.push(Line::styled(shared.say(ConnectionsText::Diagnosis), theme.style(Role::Strong)));
        lines.extend(check_lines(checks, true, shared));
        if *is_running {
            lines.push(Line::styled(shared.say(ConnectionsText::Testing), theme.style(Role::Dim)));
        }
    }
    let cells = usize::from(inner.width.saturating_sub(2));
    let lines: Vec<Line<'static>> = lines.iter().flat_map(|line| wrap_line(line, cells)).collect();
    tab.scroll.draw(theme, inner, frame.buffer_mut(), lines.len(), |index| lines[index].clone());
}

fn fact_lines(tab: &ConnectionsTab, selected: &ConnectionSettings, shared: &Shared) -> Vec<Line<'static>> {
    let facts = facts(tab, selected, shared);
    let widest = facts.iter().map(|(label, _)| width(label)).max().unwrap_or_default();
    let line = |(label, value): (String, Span<'static>)| {
        let blanks = " ".repeat(widest - width(&label) + 2);
        Line::from(vec![Span::styled(format!("{label}{blanks}"), shared.theme.style(Role::Dim)), value])
    };
    facts.into_iter().map(line).collect()
}

fn facts(tab: &ConnectionsTab, selected: &ConnectionSettings, shared: &Shared) -> Vec<(String, Span<'static>)> {
    let text = |text: &str| Span::raw(safe(text).into_owned());
    let options = &selected.options;
    let mut facts = vec![(shared.say(ConnectionsText::Address), text(&selected.url.to_string()))];
    if let Some(Probe::Answered(overview)) = tab.probes.get(&selected.name) {
        facts.extend(known_facts(overview, shared));
    }
    facts.push((shared.say(ConnectionsText::Environment), environment(options.environment, shared)));
    if let Some(group) = &options.group {
        facts.push((shared.say(ConnectionsText::Group), text(group)));
    }
    if let Some(hours) = &options.quiet_hours {
        facts.push((shared.say(ConnectionsText::QuietHours), text(hours)));
    }
    let backups = match options.backup {
        Backup::BeforeUpgrade => ConnectionsText::BackupBefore,
        Backup::Off => ConnectionsText::BackupOff,
    };
    facts.push((shared.say(ConnectionsText::BackupPolicy), Span::raw(shared.say(backups))));
    let origin = match &selected.origin {
        Origin::File(file) => safe(&file.to_string_lossy()).into_owned(),
        Origin::Argument => shared.say(ConnectionsText::FromArgument),
        Origin::Variable(name) => shared.say(ConnectionsText::FromVariable { name: (*name).to_owned() }),
        Origin::Default => shared.say(ConnectionsText::FromDefault),
    };
    facts.push((shared.say(ConnectionsText::From), Span::raw(origin)));
    facts
}

/// What the database itself has said.
fn known_facts(overview: &Overview, shared: &Shared) -> Vec<(String, Span<'static>)> {
    let theme = &shared.theme;
    let mut facts = Vec::new();
    if let Some(server) = &overview.server {
        facts.push((shared.say(ConnectionsText::Server), Span::raw(safe(server).into_owned())));
        let current = ids(shared, &overview.current);
        let revision = match overview.is_up_to_date {
            true => Span::raw(current),
            false => Span::raw(format!("{current} {} {}", theme.symbols().right, ids(shared, &overview.heads))),
        };
        facts.push((shared.say(ConnectionsText::Revision), revision));
    }
    if let Some(bytes) = overview.size {
        facts.push((shared.say(ConnectionsText::Size), Span::raw(size(bytes, shared.lang))));
    }
    if let Some(mark) = &overview.mark {
        facts.push((shared.say(ConnectionsText::Protected), Span::raw(since(mark, shared))));
    }
    if let Some(writer) = &overview.writer {
        let text = format!("{}, {}", safe(&writer.who), local_time(&writer.since, shared.lang));
        facts.push((shared.say(ConnectionsText::Writer), Span::styled(text, theme.style(Role::Warning))));
    }
    if let Some(run) = overview.last_failed_run.as_ref().filter(|_| !overview.is_up_to_date) {
        let (command, time) = (safe(&run.command).into_owned(), local_time(&run.started, shared.lang));
        let text = shared.say(ConnectionsText::LastRunBroke { command, time });
        facts.push((shared.say(ConnectionsText::LastRun), Span::styled(text, theme.style(Role::Warning))));
    }
    facts
}
