//! SQL to read: highlighted, with line numbers, as much of it as is on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::code_line;
use super::cursor::Motion;
use super::highlight::{self, Piece};
use super::put::put_text;
use super::scroll_bar;
use super::text::Scroll;
use crate::i18n::{Lang, Say, sentences, size};
use crate::tui::theme::{Role, Theme};

/// What is kept of a text for reading. A seed of 50 MB is not read line by line.
const SHOWN: usize = 2 * 1024 * 1024;

sentences! {
    /// What a viewer says of itself.
    pub enum SqlText {
        NotShown { size: String } => {
            en: ("… {size} more, not shown here"),
            tr: ("… {size} daha var, burada gösterilmiyor"),
        }
    }
}

/// An SQL text made ready for drawing: where its lines start, and what its words are.
#[derive(Debug, Clone, Default)]
pub struct Sql {
    text: String,
    starts: Vec<u32>,
    pieces: Vec<Piece>,
    hidden: u64,
}

impl Sql {
    /// Prepares a text; of a huge one only the start, and [`Sql::hidden`] says how much is missing.
    pub fn new(text: &str) -> Sql {
        let mut end = text.len();
        if end > SHOWN {
            end = text.floor_char_boundary(SHOWN);
            end = text[..end].rfind('\n').map_or(end, |line_end| line_end + 1);
        }
        let hidden = (text.len() - end) as u64;
        let text = text[..end].to_owned();
        let next_lines = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).filter(|&at| at < text.len());
        let starts = std::iter::once(0).chain(next_lines).filter_map(|at| u32::try_from(at).ok()).collect();
        Sql { starts, pieces: highlight::pieces(&text), text, hidden }
    }

    /// How many lines are shown, the one that says that there is more included.
    pub fn lines(&self) -> usize {
        self.starts.len() + usize::from(self.hidden > 0)
    }

    /// The bytes that were too many.
    pub fn hidden(&self) -> u64 {
        self.hidden
    }

    /// A line without its end, and the byte where it starts.
    pub fn line(&self, index: usize) -> Option<(&str, usize)> {
        let start = *self.starts.get(index)? as usize;
        let end = self.starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        let line = &self.text[start..end];
        let line = line.strip_suffix('\n').unwrap_or(line);
        Some((line.strip_suffix('\r').unwrap_or(line), start))
    }

    /// The role of a byte of the text.
    pub fn role_at(&self, byte: usize) -> Role {
        highlight::role_at(&self.pieces, byte)
    }
}

/// Where in an SQL text its reader is.
#[derive(Debug, Clone, Default)]
pub struct SqlScroll {
    pub lines: Scroll,
    left: usize,
}

impl SqlScroll {
    pub fn new() -> SqlScroll {
        SqlScroll::default()
    }

    /// Begins at a line, counted from 0.
    pub fn at(line: usize) -> SqlScroll {
        SqlScroll { lines: Scroll::at(line), left: 0 }
    }

    pub fn go(&mut self, motion: Motion) -> bool {
        self.lines.go(motion)
    }

    /// Moves the window sideways by a few cells.
    pub fn sideways(&mut self, right: bool) {
        self.left = if right { self.left.saturating_add(8) } else { self.left.saturating_sub(8) };
    }

    /// Draws the lines in sight.
    pub fn draw(&self, theme: &Theme, lang: Lang, area: Rect, buffer: &mut Buffer, sql: &Sql, numbers: bool) {
        let area = area.intersection(buffer.area);
        let length = sql.lines();
        let window = self.lines.window(length, area.height.into());
        if area.is_empty() {
            return;
        }
        let bar = if scroll_bar::is_needed(length, area.height) { 2.min(area.width) } else { 0 };
        let gutter = if numbers { gutter(length, area.width) } else { 0 };
        let room = area.width - bar - gutter.min(area.width - bar);
        for (index, y) in window.clone().zip(area.top()..area.bottom()) {
            match sql.line(index) {
                Some((line, start)) => {
                    draw_number(buffer, (area.x, y), gutter, index, theme.style(Role::LineNumber));
                    let style_at = |byte| theme.style(sql.role_at(start + byte));
                    code_line::draw(buffer, (area.x + gutter, y), room, self.left, line, style_at);
                }
                None => {
                    let text = SqlText::NotShown { size: size(sql.hidden, lang) }.say(lang);
                    put_text(buffer, area.x + gutter, y, room, &text, theme.style(Role::Warning));
                }
            }
        }
        scroll_bar::draw(theme, area, buffer, window, length);
    }
}

/// The cells that line numbers take, with a blank after them; none where they would take most of the room.
pub(super) fn gutter(lines: usize, room: u16) -> u16 {
    let digits = u16::try_from(lines.max(1).ilog10() + 1).unwrap_or(1).max(2);
    if digits + 1 > room / 3 { 0 } else { digits + 1 }
}

pub(super) fn draw_number(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    gutter: u16,
    index: usize,
    style: ratatui::style::Style,
) {
    if gutter > 1 {
        let digits = usize::from(gutter - 1);
        put_text(buffer, x, y, gutter - 1, &format!("{:>digits$}", index + 1), style);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;
    use crate::tui::widget::testing::{COLOURED, PLAIN, SIZES, paint, screen};

    const TEXT: &str = "-- goc:up\nCREATE TABLE \"Şube\" (\n\tid integer DEFAULT 1,\n\tad text -- 漢字\n);\n";

    fn draw(sql: &Sql, scroll: &SqlScroll, size: (u16, u16), numbers: bool) -> Buffer {
        paint(size.0, size.1, |area, buffer| scroll.draw(&COLOURED, Lang::Tr, area, buffer, sql, numbers))
    }

    #[test]
    fn a_text_has_numbers_tabs_and_colours() {
        let buffer = draw(&Sql::new(TEXT), &SqlScroll::new(), (30, 6), true);
        insta::assert_snapshot!(screen(&buffer), @r#"
         1 -- goc:up
         2 CREATE TABLE "Şube" (
         3     id integer DEFAULT 1,
         4     ad text -- 漢字
         5 );
        "#);
        assert_eq!(buffer[(3, 0)].fg, Color::Magenta);
        assert_eq!(buffer[(3, 1)].fg, Color::Cyan);
        assert_eq!(buffer[(25, 2)].fg, Color::Reset);
    }

    #[test]
    fn a_huge_text_is_cut_and_says_so() {
        let sql = Sql::new(&"INSERT INTO t VALUES (1);\n".repeat(2_000_000));
        assert!(sql.hidden() > 49_000_000 && sql.lines() < 100_000);
        let mut scroll = SqlScroll::new();
        draw(&sql, &scroll, (60, 5), true);
        scroll.go(Motion::Last);
        let shown = screen(&draw(&sql, &scroll, (60, 5), true));
        assert!(shown.contains("… 49,9 MB daha var, burada gösterilmiyor"), "{shown}");
    }

    #[test]
    fn a_long_line_is_read_sideways() {
        let sql = Sql::new("0123456789abcdef");
        let mut scroll = SqlScroll::new();
        scroll.sideways(true);
        assert_eq!(screen(&draw(&sql, &scroll, (5, 1), false)), "…9ab…");
        scroll.sideways(false);
        scroll.sideways(false);
        assert_eq!(screen(&draw(&sql, &scroll, (5, 1), false)), "0123…");
    }

    #[test]
    fn line_ends_of_windows_and_none_are_lines() {
        assert_eq!(Sql::new("a\r\nb").line(0), Some(("a", 0)));
        assert_eq!(Sql::new("").lines(), 1);
        assert_eq!(Sql::new("a\n").lines(), 1);
        assert_eq!(Sql::new("a\n\nb").line(1), Some(("", 2)));
    }

    #[test]
    fn every_size_is_drawn() {
        let sql = Sql::new(&TEXT.repeat(50));
        for (width, height) in SIZES {
            for numbers in [false, true] {
                let mut scroll = SqlScroll::new();
                scroll.sideways(true);
                paint(width, height, |area, buffer| scroll.draw(&PLAIN, Lang::En, area, buffer, &sql, numbers));
            }
        }
    }
}
