//! Rows of cells in columns, of which only those on the screen are made.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::cursor::Cursor;
use super::put::{fill, line_width, put, put_text};
use super::scroll_bar;
use super::text::wrap;
use crate::tui::theme::{Role, Theme};

/// Cells between two columns.
const GAP: u16 = 2;
/// The symbols of selection and mark.
const GUTTER: u16 = 2;

/// A column, measured in cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub header: String,
    pub alignment: Alignment,
    pub min: u16,
    /// What it gets when there is room for all.
    pub ideal: u16,
    /// `u16::MAX` for a column that takes what is left.
    pub max: u16,
    /// The higher, the sooner it gives way: it shrinks first, and is left out first when even the least is too much.
    pub shrink: u8,
}

impl Column {
    /// A column that always has the same width.
    pub fn fixed(header: impl Into<String>, cells: u16) -> Column {
        Column { header: header.into(), alignment: Alignment::Left, min: cells, ideal: cells, max: cells, shrink: 0 }
    }

    /// A column that takes what the others leave.
    pub fn rest(header: impl Into<String>, min: u16) -> Column {
        Column { header: header.into(), alignment: Alignment::Left, min, ideal: min, max: u16::MAX, shrink: 1 }
    }

    /// A column as wide as its widest cell, if there is room.
    pub fn upto(header: impl Into<String>, min: u16, ideal: u16) -> Column {
        let ideal = ideal.max(min);
        Column { header: header.into(), alignment: Alignment::Left, min, ideal, max: ideal, shrink: 1 }
    }

    pub fn right(self) -> Column {
        Column { alignment: Alignment::Right, ..self }
    }

    pub fn shrink(self, shrink: u8) -> Column {
        Column { shrink, ..self }
    }
}

/// One row: a styled line for each column.
#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    pub cells: Vec<Line<'a>>,
    /// One of several that were chosen.
    pub marked: bool,
    pub dim: bool,
}

impl<'a> Row<'a> {
    pub fn new<T: Into<Line<'a>>>(cells: impl IntoIterator<Item = T>) -> Row<'a> {
        Row { cells: cells.into_iter().map(Into::into).collect(), marked: false, dim: false }
    }

    pub fn marked(self, marked: bool) -> Row<'a> {
        Row { marked, ..self }
    }

    pub fn dim(self, dim: bool) -> Row<'a> {
        Row { dim, ..self }
    }
}

/// A list with columns.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    pub theme: &'a Theme,
    pub columns: &'a [Column],
    /// How many rows there are.
    pub rows: usize,
    pub cursor: &'a Cursor,
    pub focused: bool,
    pub header: bool,
    /// What to say when there are none.
    pub empty: &'a str,
}

impl Table<'_> {
    /// Draws the visible rows; `row` is asked for those only, so a long list costs what a short one does.
    pub fn draw<'r>(&self, area: Rect, buffer: &mut Buffer, row: impl Fn(usize) -> Row<'r>) {
        self.draw_selecting(self.cursor.selected(self.rows), area, buffer, row);
    }

    /// [`Table::draw`] where `selected` is the line of the selected thing and not its number; returns the window.
    pub(super) fn draw_selecting<'r>(
        &self,
        selected: Option<usize>,
        area: Rect,
        buffer: &mut Buffer,
        row: impl Fn(usize) -> Row<'r>,
    ) -> Range<usize> {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return 0..0;
        }
        let header = u16::from(self.header && area.height > 1 && self.rows > 0);
        let body = Rect { y: area.y + header, height: area.height - header, ..area };
        let window = self.cursor.window_of(self.rows, body.height.into(), selected);
        if self.rows == 0 {
            for (line, y) in wrap(self.empty, body.width.into()).iter().zip(body.top()..body.bottom()) {
                put_text(buffer, body.x, y, body.width, line, self.theme.style(Role::Dim));
            }
            return window;
        }
        let bar = if scroll_bar::is_needed(self.rows, body.height) { 2.min(body.width) } else { 0 };
        let room = body.width - bar;
        let places = layout(self.columns, room.saturating_sub(GUTTER));
        if header > 0 {
            for (column, place) in self.columns.iter().zip(&places) {
                let line = Line::raw(column.header.as_str());
                self.draw_cell(buffer, area.x, area.y, place, column.alignment, &line, self.theme.style(Role::Dim));
            }
        }
        for (index, y) in window.clone().zip(body.top()..body.bottom()) {
            let line = Rect { y, height: 1, width: room, ..body };
            self.draw_row(buffer, line, &places, &row(index), selected == Some(index));
        }
        scroll_bar::draw(self.theme, body, buffer, window.clone(), self.rows);
        window
    }

    fn draw_row(&self, buffer: &mut Buffer, area: Rect, places: &[Range<u16>], row: &Row<'_>, is_selected: bool) {
        let symbols = self.theme.symbols();
        let base = match (is_selected, self.focused, row.dim) {
            (true, true, _) => self.theme.style(Role::Selected),
            (true, false, _) => self.theme.style(Role::SelectedUnfocused),
            (false, _, true) => self.theme.style(Role::Dim),
            (false, _, false) => Style::new(),
        };
        if is_selected {
            fill(buffer, area, base);
            put_text(buffer, area.x, area.y, area.width, symbols.selected, base);
        }
        if row.marked && area.width > 1 {
            put_text(buffer, area.x + 1, area.y, 1, symbols.marked, base);
        }
        for ((column, place), cell) in self.columns.iter().zip(places).zip(&row.cells) {
            // Colours turned round are hard to read, and one style for the row is the fewest bytes.
            if is_selected && self.focused {
                let plain = Line::from_iter(cell.spans.iter().map(|span| span.content.as_ref()));
                self.draw_cell(buffer, area.x, area.y, place, column.alignment, &plain, base);
            } else {
                self.draw_cell(buffer, area.x, area.y, place, column.alignment, cell, base);
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // a place in two steps, a text, a style
    fn draw_cell(
        &self,
        buffer: &mut Buffer,
        x: u16,
        y: u16,
        place: &Range<u16>,
        alignment: Alignment,
        line: &Line<'_>,
        base: Style,
    ) {
        let cells = place.end - place.start;
        if cells == 0 {
            return;
        }
        let blank = match alignment {
            Alignment::Left => 0,
            Alignment::Right => usize::from(cells).saturating_sub(line_width(line)),
            Alignment::Center => usize::from(cells).saturating_sub(line_width(line)) / 2,
        };
        let blank = u16::try_from(blank).unwrap_or_default();
        put(buffer, x + GUTTER + place.start + blank, y, cells - blank, line, base);
    }
}

/// Where each column stands in `room` cells; an empty range is a column that is left out.
fn layout(columns: &[Column], room: u16) -> Vec<Range<u16>> {
    let mut widths: Vec<u16> = columns.iter().map(|column| column.ideal.max(column.min)).collect();
    let mut sooner: Vec<usize> = (0..columns.len()).collect();
    // Of equals, the one further right gives way.
    sooner.sort_by_key(|&at| (std::cmp::Reverse(columns[at].shrink), std::cmp::Reverse(at)));
    let total = |widths: &[u16]| -> u32 {
        let shown = widths.iter().filter(|&&width| width > 0).count() as u32;
        widths.iter().map(|&width| u32::from(width)).sum::<u32>() + shown.saturating_sub(1) * u32::from(GAP)
    };
    for &at in &sooner {
        let over = total(&widths).saturating_sub(room.into());
        let give = u32::from(widths[at].saturating_sub(columns[at].min)).min(over);
        widths[at] -= u16::try_from(give).unwrap_or(u16::MAX);
    }
    // The last one stays, however little is left of it.
    for &at in &sooner[..sooner.len().saturating_sub(1)] {
        if total(&widths) > room.into() {
            widths[at] = 0;
        }
    }
    if let Some(&last) = sooner.last() {
        let over = total(&widths).saturating_sub(room.into());
        widths[last] = widths[last].saturating_sub(u16::try_from(over).unwrap_or(u16::MAX));
    }
    // What a left-out column leaves goes to the important ones first.
    for ceiling in [|column: &Column| column.ideal, |column: &Column| column.max] {
        for &at in sooner.iter().rev().filter(|&&at| columns[at].min > 0 || columns[at].ideal > 0) {
            if widths[at] == 0 {
                continue;
            }
            let left = u32::from(room).saturating_sub(total(&widths));
            let wanted = ceiling(&columns[at]).saturating_sub(widths[at]);
            widths[at] += u16::try_from(left.min(wanted.into())).unwrap_or_default();
        }
    }
    let mut at = 0;
    let place = |&width: &u16| {
        let place = at..at + width;
        at += if width > 0 { width.saturating_add(GAP) } else { 0 };
        place
    };
    widths.iter().map(place).collect()
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
