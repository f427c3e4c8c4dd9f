//! SQL to write: tui-textarea edits, this draws.
//!
//! tui-textarea styles whole lines and matches of one search, not words, so its own drawing cannot highlight. Its keys, undo and
//! selection are good; only the painting is done here.

use std::cell::Cell;
use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_textarea::{CursorMove, TextArea};

use super::code_line;
use super::cursor::Cursor;
use super::highlight::{self, LIMIT, Piece};
use super::put::put_text;
use super::scroll_bar;
use super::sql::{draw_number, gutter};
use crate::i18n::width;
use crate::tui::theme::{Role, Theme};

/// A text with a cursor, a selection, undo, and lines that may be marked as wrong.
#[derive(Debug, Clone)]
pub struct Editor {
    area: TextArea<'static>,
    pieces: Vec<Piece>,
    /// The byte of the highlighted text where each line starts.
    starts: Vec<u32>,
    /// By line, from 0.
    errors: BTreeMap<usize, String>,
    has_windows_line_ends: bool,
    /// Only its window is used; the place is the textarea's.
    window: Cursor,
    page: Cell<usize>,
    left: Cell<usize>,
}

impl Editor {
    pub fn new(text: &str) -> Editor {
        let has_windows_line_ends = text.contains("\r\n");
        let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line).to_owned()).collect();
        let mut area = TextArea::new(lines);
        area.set_tab_length(u8::try_from(code_line::TAB).unwrap_or(4));
        area.set_max_histories(1_000);
        let mut editor = Editor {
            area,
            pieces: Vec::new(),
            starts: Vec::new(),
            errors: BTreeMap::new(),
            has_windows_line_ends,
            window: Cursor::new(),
            page: Cell::new(1),
            left: Cell::new(0),
        };
        editor.highlight();
        editor
    }

    /// The whole text, with the line ends that it came with.
    pub fn text(&self) -> String {
        self.area.lines().join(if self.has_windows_line_ends { "\r\n" } else { "\n" })
    }

    /// The line and the character in it where the cursor stands, from 0.
    pub fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// Edits or moves, and says whether the text changed.
    ///
    /// Ctrl-U undoes and Ctrl-R does it again, Shift with a motion selects. Keys that mean something outside of the text (Escape,
    /// Ctrl-S) are for the owner to take before.
    pub fn on_key(&mut self, key: KeyEvent) -> bool {
        if key.kind == KeyEventKind::Release {
            return false;
        }
        let page = self.page.get().saturating_sub(1).max(1);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            KeyCode::PageDown => self.vertically(CursorMove::Down, page, shift),
            KeyCode::PageUp => self.vertically(CursorMove::Up, page, shift),
            // Where the textarea scrolls a window that it does not draw.
            KeyCode::Char('v') if key.modifiers.contains(KeyModifiers::CONTROL) => return self.edit(TextArea::paste),
            KeyCode::Char('v') if key.modifiers.contains(KeyModifiers::ALT) => {
                self.vertically(CursorMove::Up, page, shift);
            }
            // AltGr is Control and Alt together on some terminals; with letters the two are motions.
            KeyCode::Char(c) if is_alt_gr(key.modifiers) && !c.is_ascii_alphabetic() => {
                return self.edit(|area| area.input_without_shortcuts(KeyEvent::new(key.code, KeyModifiers::NONE)));
            }
            _ => return self.edit(|area| area.input(key)),
        }
        false
    }

    fn vertically(&mut self, way: CursorMove, lines: usize, selects: bool) {
        match selects {
            true if !self.area.is_selecting() => self.area.start_selection(),
            false => self.area.cancel_selection(),
            true => {}
        }
        for _ in 0..lines {
            self.area.move_cursor(way);
        }
    }

    fn edit(&mut self, edit: impl FnOnce(&mut TextArea<'static>) -> bool) -> bool {
        let before = self.cursor().0.min(self.area.selection_range().map_or(usize::MAX, |(start, _)| start.0));
        let changed = edit(&mut self.area);
        if changed {
            // What was said of later lines may have moved, or be mended.
            let first = before.min(self.cursor().0);
            self.errors.retain(|&line, _| line < first);
            self.highlight();
        }
        changed
    }

    /// Puts a pasted text in place of the selection.
    pub fn paste(&mut self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.edit(|area| area.insert_str(text))
    }

    pub fn undo(&mut self) -> bool {
        self.edit(TextArea::undo)
    }

    pub fn redo(&mut self) -> bool {
        self.edit(TextArea::redo)
    }

    /// The selected text, if there is one.
    pub fn selected(&self) -> Option<String> {
        let ((first, from), (last, to)) = self.area.selection_range()?;
        let lines = self.area.lines().get(first..=last)?;
        let part = |(index, line): (usize, &String)| {
            let start = if index == 0 { byte_of(line, from) } else { 0 };
            let end = if first + index == last { byte_of(line, to) } else { line.len() };
            line.get(start..end).unwrap_or_default().to_owned()
        };
        Some(lines.iter().enumerate().map(part).collect::<Vec<_>>().join("\n"))
    }

    /// Goes to the start of a line, counted from 1 as people and servers do.
    pub fn goto(&mut self, line: usize) {
        self.area.cancel_selection();
        let row = line.saturating_sub(1);
        let near = u16::try_from(row).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(near, 0));
        for _ in usize::from(near)..row.min(self.area.lines().len()) {
            self.area.move_cursor(CursorMove::Down);
        }
    }

    /// Says of a line, counted from 1, what is wrong with it; gone when the text before or in it is edited.
    pub fn mark_error(&mut self, line: usize, message: impl Into<String>) {
        self.errors.insert(line.saturating_sub(1), message.into());
    }

    pub fn clear_errors(&mut self) {
        self.errors.clear();
    }

    /// What is wrong with the line of the cursor.
    pub fn error_here(&self) -> Option<&str> {
        self.errors.get(&self.cursor().0).map(String::as_str)
    }

    fn highlight(&mut self) {
        let mut text = String::new();
        self.starts.clear();
        for line in self.area.lines() {
            if text.len() > LIMIT {
                break;
            }
            self.starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            text.push_str(line);
            text.push('\n');
        }
        self.pieces = highlight::pieces(&text);
    }

    /// Draws the lines in sight; returns where the terminal's cursor goes.
    pub fn draw(&self, theme: &Theme, area: Rect, buffer: &mut Buffer, focused: bool) -> Option<Position> {
        let area = area.intersection(buffer.area);
        let lines = self.area.lines();
        let (row, character) = self.cursor();
        let window = self.window.window_of(lines.len(), area.height.into(), Some(row));
        self.page.set(area.height.into());
        if area.is_empty() {
            return None;
        }
        let bar = if scroll_bar::is_needed(lines.len(), area.height) { 2.min(area.width) } else { 0 };
        let gutter = gutter(lines.len(), area.width).min(area.width - bar);
        let room = area.width - bar - gutter;
        let x = area.x + gutter;
        let line = lines.get(row).map_or("", String::as_str);
        let column = code_line::column_of(line, byte_of(line, character));
        let left = self.follow(column, room.into());
        for (index, y) in window.clone().zip(area.top()..area.bottom()) {
            self.draw_line(theme, buffer, Rect { x, y, width: room, height: 1 }, index, left);
            let role = match (self.errors.contains_key(&index), focused && index == row) {
                (true, _) => Role::Danger,
                (false, true) => Role::Text,
                (false, false) => Role::LineNumber,
            };
            draw_number(buffer, (area.x, y), gutter, index, theme.style(role));
            if role == Role::Danger && gutter > 0 {
                put_text(buffer, x - 1, y, 1, theme.symbols().cross, theme.style(role));
            }
        }
        scroll_bar::draw(theme, area, buffer, window.clone(), lines.len());
        if !focused || room == 0 || !window.contains(&row) {
            return None;
        }
        let cell = u16::try_from(column - left).unwrap_or(u16::MAX).min(room - 1);
        Some(Position::new(x + cell, area.y + u16::try_from(row - window.start).unwrap_or_default()))
    }

    fn draw_line(&self, theme: &Theme, buffer: &mut Buffer, area: Rect, index: usize, left: usize) {
        let Some(line) = self.area.lines().get(index) else { return };
        let marked = self.marked(index, line);
        let start = self.starts.get(index).map(|&start| start as usize);
        let style_at = |byte: usize| {
            let role = start.map_or(Role::Text, |start| highlight::role_at(&self.pieces, start + byte));
            let style = theme.style(role);
            if marked.contains(&byte) { style.patch(theme.style(Role::Marked)) } else { style }
        };
        code_line::draw(buffer, (area.x, area.y), area.width, left, line, style_at);
        let end = code_line::column_of(line, line.len()).saturating_sub(left);
        let end = u16::try_from(end).unwrap_or(u16::MAX);
        // A selected line end is a cell, or an empty line in a selection would not show.
        if marked.end > line.len() && end < area.width {
            put_text(buffer, area.x + end, area.y, 1, " ", theme.style(Role::Marked));
        }
        if let Some(error) = self.errors.get(&index) {
            let x = end.saturating_add(2);
            if x.saturating_add(10) < area.width && width(error) > 0 {
                put_text(buffer, area.x + x, area.y, area.width - x, error, theme.style(Role::Danger));
            }
        }
    }

    /// The selected bytes of a line; one more than there are when its end is selected.
    fn marked(&self, index: usize, line: &str) -> std::ops::Range<usize> {
        match self.area.selection_range() {
            Some(((first, from), (last, to))) if (first..=last).contains(&index) => {
                let start = if index == first { byte_of(line, from) } else { 0 };
                let end = if index == last { byte_of(line, to) } else { line.len() + 1 };
                start..end
            }
            _ => 0..0,
        }
    }

    /// Moves the window sideways when the cursor leaves it, by a third, and returns its first column.
    fn follow(&self, column: usize, room: usize) -> usize {
        let mut left = self.left.get();
        // A cell at each side is kept for the sign that there is more.
        if left > 0 && column <= left {
            left = column.saturating_sub(1 + room / 3);
        } else if column + 1 >= left + room {
            left = (column + 2 + room / 3).saturating_sub(room).min(column);
        }
        self.left.set(left);
        left
    }
}

fn is_alt_gr(modifiers: KeyModifiers) -> bool {
    modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// The byte of a line where its character number `character` starts.
fn byte_of(line: &str, character: usize) -> usize {
    line.char_indices().nth(character).map_or(line.len(), |(at, _)| at)
}

#[cfg(test)]
#[path = "editor_tests.rs"]
mod tests;
