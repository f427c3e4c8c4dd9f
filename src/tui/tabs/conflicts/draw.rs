//! The list of what is wrong, the selected thing in words, and the ways out.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::item::Item;
use super::text::ConflictsText;
use super::{ConflictsTab, act};
use crate::i18n::{local_time, safe, width};
use crate::operations::Severity;
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::tui::text::UiText;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::pane::Pane;
use crate::tui::widget::table::{Column, Row, Table};
use crate::tui::widget::text::{Scroll, wrap, wrap_line};

/// From here on list and details stand side by side.
const WIDE: u16 = 100;

pub fn draw(tab: &ConflictsTab, frame: &mut Frame, area: Rect, shared: &Shared) {
    let buffer = frame.buffer_mut();
    if tab.items.is_empty() {
        tab.list.set(Rect::default());
        return draw_nothing(tab, buffer, area, shared);
    }
    let visible = tab.visible();
    let (list, details) = split(area, visible.len());
    draw_list(tab, &visible, buffer, list, shared);
    if let Some(item) = tab.shown() {
        draw_details(tab, item, buffer, details, shared);
    } else {
        Pane::new(&shared.theme, "").draw(details, buffer);
    }
}

/// Side by side where there is room; else the list above, no higher than it needs to be.
fn split(area: Rect, items: usize) -> (Rect, Rect) {
    if area.width >= WIDE {
        let left = area.width * 9 / 20;
        return (Rect { width: left, ..area }, Rect { x: area.x + left, width: area.width - left, ..area });
    }
    let wanted = u16::try_from(items).unwrap_or(u16::MAX).saturating_add(3);
    let height = wanted.min(area.height / 3).max(5.min(area.height));
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}

fn severity(severity: Severity, shared: &Shared) -> (String, Role) {
    let symbols = shared.theme.symbols();
    let (symbol, text, role) = match severity {
        Severity::Error => (symbols.cross, ConflictsText::Error, Role::Danger),
        Severity::Warning => (symbols.warning, ConflictsText::Warning, Role::Warning),
        Severity::Info => (symbols.info, ConflictsText::Info, Role::Dim),
    };
    (format!("{symbol} {}", shared.say(text)), role)
}

fn draw_list(tab: &ConflictsTab, visible: &[&Item], buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let title = shared.say(TabName::Conflicts);
    let place = match tab.cursor.selected(visible.len()) {
        Some(index) => format!("{}/{}", index + 1, visible.len()),
        None => format!("0/{}", tab.items.len()),
    };
    let filter = match tab.filter.is_empty() {
        true => String::new(),
        false => format!("{} {}", shared.say(UiText::FilterPrompt), tab.filter),
    };
    let inner = Pane::new(theme, &title).right(&place).bottom(&filter).focused(true).draw(area, buffer);
    tab.list.set(inner);
    let cells = |text: &str| u16::try_from(width(text)).unwrap_or(u16::MAX);
    let widest = |of: fn(&Item) -> &str| visible.iter().map(|item| cells(of(item))).max().unwrap_or_default();
    let grave = visible.iter().map(|item| cells(&severity(item.severity, shared).0)).max().unwrap_or_default();
    let columns = [
        Column::fixed("", grave),
        Column::upto(shared.say(ConflictsText::What), 12, widest(|item| &item.title)).shrink(2),
        Column::rest(shared.say(ConflictsText::About), 8).shrink(3),
    ];
    let nothing = shared.say(ConflictsText::NothingLeft { filter: safe(&tab.filter).into_owned() });
    let table = Table {
        theme,
        columns: &columns,
        rows: visible.len(),
        cursor: &tab.cursor,
        focused: true,
        header: true,
        empty: &nothing,
    };
    table.draw(inner, buffer, |index| {
        let item = visible[index];
        let (word, role) = severity(item.severity, shared);
        Row::new([
            Line::from(Span::styled(word, theme.style(role))),
            Line::from(item.title.clone()),
            Line::from(Span::styled(item.about.clone(), theme.style(Role::Dim))),
        ])
    });
}

/// What it is, above; what can be done, below, where it is always in sight.
fn draw_details(tab: &ConflictsTab, item: &Item, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let (word, role) = severity(item.severity, shared);
    let ways = ways(tab, item, Pane::inner(area).width, shared);
    let wanted = u16::try_from(ways.len()).unwrap_or(u16::MAX).saturating_add(2);
    let below = wanted.min(area.height / 2);
    let above = Rect { height: area.height - below, ..area };
    let inner = Pane::new(theme, &item.title).right(&word).draw(above, buffer);
    let text = Rect { x: inner.x.saturating_add(1), width: inner.width.saturating_sub(1), ..inner };
    // The scroll bar keeps two cells.
    let lines = words(item, role, text.width.saturating_sub(2), theme, shared);
    tab.details.draw(theme, text, buffer, lines.len(), |index| lines[index].clone());
    let title = shared.say(ConflictsText::Fixes);
    let inner = Pane::new(theme, &title).draw(Rect { y: above.bottom(), height: below, ..area }, buffer);
    let mut scroll = Scroll::new();
    // The way that is chosen is in sight, and as many before it as there is room for.
    let chosen = ways.iter().position(|(is_chosen, _)| *is_chosen).unwrap_or_default();
    let end = ways.iter().rposition(|(is_chosen, _)| *is_chosen).unwrap_or_default();
    scroll.to((end + 1).saturating_sub(inner.height.into()).min(chosen));
    scroll.draw(theme, inner, buffer, ways.len(), |index| ways[index].1.clone());
}

/// Sentence, what is known besides, explanation, hints.
fn words(item: &Item, role: Role, cells: u16, theme: &Theme, shared: &Shared) -> Vec<Line<'static>> {
    let cells = usize::from(cells);
    let paragraph =
        |text: &str, role: Role| wrap_line(&Line::from(Span::styled(text.to_owned(), theme.style(role))), cells);
    let mut lines = paragraph(&item.sentence, if role == Role::Dim { Role::Text } else { Role::Strong });
    let names = item.facts.iter().map(|(name, _)| width(name)).max().unwrap_or_default().min(cells / 3);
    for (name, value) in &item.facts {
        let blank = " ".repeat(names.saturating_sub(width(name)));
        for (index, line) in wrap(value, cells.saturating_sub(names + 2)).into_iter().enumerate() {
            let name = if index == 0 { format!("{name}{blank}  ") } else { " ".repeat(names + 2) };
            lines.push(Line::from(vec![Span::styled(name, theme.style(Role::Dim)), Span::raw(line)]));
        }
    }
    lines.push(Line::default());
    match &item.explanation {
        Some(text) => lines.extend(paragraph(text, Role::Text)),
        None => lines.extend(paragraph(&shared.say(ConflictsText::Unexplained), Role::Dim)),
    }
    lines.push(Line::default());
    let arrow = theme.symbols().right;
    for hint in &item.hints {
        for (index, line) in wrap(hint, cells.saturating_sub(2)).into_iter().enumerate() {
            let before = if index == 0 { arrow } else { " " };
            lines
                .push(Line::from(vec![Span::styled(format!("{before} "), theme.style(Role::Accent)), Span::raw(line)]));
        }
    }
    lines
}

/// The ways out with their numbers, and whether a line belongs to the one that `f` takes.
fn ways(tab: &ConflictsTab, item: &Item, cells: u16, shared: &Shared) -> Vec<(bool, Line<'static>)> {
    let theme = &shared.theme;
    if item.fixes.is_empty() {
        let text = shared.say(ConflictsText::NoFix);
        let line = Line::from(Span::styled(text, theme.style(Role::Dim)));
        return wrap_line(&line, usize::from(cells.saturating_sub(2)))
            .into_iter()
            .map(|line| {
                let mut spans = vec![Span::raw(" ")];
                spans.extend(line.spans);
                (false, Line::from(spans))
            })
            .collect();
    }
    let mut lines = Vec::new();
    for (number, fix) in item.fixes.iter().enumerate() {
        let is_chosen = number == tab.chosen.min(item.fixes.len() - 1);
        let (mark, key, role) = match is_chosen {
            true => (theme.symbols().selected, "f", Role::Strong),
            false => (" ", " ", Role::Text),
        };
        let text = act::sentence(fix, shared);
        for (index, line) in wrap(&text, usize::from(cells.saturating_sub(8))).into_iter().enumerate() {
            let mut spans = match index {
                0 => vec![
                    Span::raw(format!("{mark}{} ", number + 1)),
                    Span::styled(key, theme.style(Role::Key)),
                    Span::raw("  "),
                ],
                _ => vec![Span::raw("      ")],
            };
            spans.push(Span::styled(line, theme.style(role)));
            lines.push((is_chosen, Line::from(spans)));
        }
    }
    lines
}

/// There is nothing to list: not yet, or because all is well.
fn draw_nothing(tab: &ConflictsTab, buffer: &mut Buffer, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let inner = Pane::new(theme, &shared.say(TabName::Conflicts)).focused(true).draw(area, buffer);
    let inner = Rect { x: inner.x.saturating_add(1), width: inner.width.saturating_sub(2), ..inner };
    let mut paragraphs: Vec<(String, Role)> = Vec::new();
    match (&shared.connection, &shared.findings, &tab.failure) {
        (None, ..) => paragraphs.push((shared.say(UiText::NoConnectionChosen), Role::Text)),
        (Some(_), None, Some(failure)) => {
            paragraphs.push((format!("{} {}", theme.symbols().cross, failure.say(shared.lang)), Role::Danger));
            paragraphs.push((failure.hint(shared.lang), Role::Text));
        }
        (Some(_), None, None) => paragraphs.push((shared.say(ConflictsText::Reading), Role::Dim)),
        (Some(database), Some(_), _) => {
            let title = format!("{} {}", theme.symbols().check, shared.say(ConflictsText::InOrder));
            paragraphs.push((title, Role::Good));
            let database = safe(database).into_owned();
            paragraphs.push((shared.say(ConflictsText::InOrderMore { database }), Role::Text));
            if let Some(time) = &tab.looked {
                let time = local_time(time, shared.lang);
                paragraphs.push((shared.say(ConflictsText::LookedAt { time }), Role::Dim));
            }
        }
    }
    let mut lines = Vec::new();
    for (text, role) in paragraphs {
        lines.push(Line::default());
        lines.extend(wrap_line(&Line::from(Span::styled(text, theme.style(role))), inner.width.into()));
    }
    Scroll::new().draw(theme, inner, buffer, lines.len(), |index| lines[index].clone());
}
