//! Text of several lines: wrapped at words, scrolled, with a mark where there is more.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::cursor::Motion;
use super::put::put;
use super::scroll_bar;
use crate::i18n::{safe, width};
use crate::tui::theme::Theme;

/// Breaks a text into lines of at most `cells` cells, at words where it can; its own line ends stay.
///
/// Between two wide characters (Chinese, Japanese, Korean) a line may end anywhere; a word that is too long is broken between
/// characters.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    wrap_line(&Line::from(Span::raw(text)), cells).into_iter().map(|line| line.to_string()).collect()
}

/// [`wrap`] for a line with styles, which may hold line ends.
pub fn wrap_line(line: &Line<'_>, cells: usize) -> Vec<Line<'static>> {
    if cells == 0 {
        return Vec::new();
    }
    let mut wrapper = Wrapper { cells, lines: Vec::new(), line: Vec::new(), used: 0, word: Vec::new(), word_width: 0 };
    for span in &line.spans {
        let style = line.style.patch(span.style);
        let text = span.content.replace("\r\n", "\n");
        for (number, paragraph) in text.split('\n').enumerate() {
            if number > 0 {
                wrapper.end_line();
            }
            for piece in safe(&paragraph.replace('\t', "    ")).graphemes(true) {
                wrapper.push(piece, style);
            }
        }
    }
    wrapper.end_line();
    wrapper.lines
}

struct Wrapper {
    cells: usize,
    lines: Vec<Line<'static>>,
    line: Vec<Span<'static>>,
    used: usize,
    /// What may not be broken yet.
    word: Vec<(String, Style)>,
    word_width: usize,
}

impl Wrapper {
    fn push(&mut self, grapheme: &str, style: Style) {
        let needed = width(grapheme);
        let is_blank = grapheme == " ";
        if is_blank || needed > 1 {
            self.end_word();
        }
        if is_blank {
            // A blank that does not fit is the line's end.
            if self.used < self.cells {
                self.add(grapheme, style);
                self.used += 1;
            }
            return;
        }
        if self.word_width + needed > self.cells {
            self.end_word();
        }
        self.word.push((grapheme.to_owned(), style));
        self.word_width += needed;
        if needed > 1 {
            self.end_word();
        }
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        if self.used + self.word_width > self.cells && self.used > 0 {
            self.break_line();
        }
        self.used += self.word_width;
        self.word_width = 0;
        for (grapheme, style) in std::mem::take(&mut self.word) {
            self.add(&grapheme, style);
        }
    }

    fn add(&mut self, text: &str, style: Style) {
        match self.line.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(text),
            _ => self.line.push(Span::styled(text.to_owned(), style)),
        }
    }

    fn end_line(&mut self) {
        self.end_word();
        self.break_line();
    }

    fn break_line(&mut self) {
        let mut spans = std::mem::take(&mut self.line);
        while let Some(last) = spans.last_mut() {
            let length = last.content.trim_end_matches(' ').len();
            last.content.to_mut().truncate(length);
            if length > 0 {
                break;
            }
            spans.pop();
        }
        self.lines.push(Line::from(spans));
        self.used = 0;
    }
}

/// How far a text is scrolled. The heights come from the last drawing.
#[derive(Debug, Clone, Default)]
pub struct Scroll {
    offset: Cell<usize>,
    page: Cell<usize>,
    length: Cell<usize>,
}

impl Scroll {
    pub fn new() -> Scroll {
        Scroll::default()
    }

    /// Begins at a line, as far down as the text allows.
    pub fn at(line: usize) -> Scroll {
        Scroll { offset: Cell::new(line), ..Scroll::default() }
    }

    /// Scrolls and says whether the text moved.
    pub fn go(&mut self, motion: Motion) -> bool {
        let before = self.offset.get();
        let last = self.length.get().saturating_sub(self.page.get());
        // A line of the last page stays in sight.
        let page = self.page.get().saturating_sub(1).max(1);
        let half = (self.page.get() / 2).max(1);
        let after = match motion {
            Motion::Next => before + 1,
            Motion::Previous => before.saturating_sub(1),
            Motion::PageDown => before + page,
            Motion::PageUp => before.saturating_sub(page),
            Motion::HalfPageDown => before + half,
            Motion::HalfPageUp => before.saturating_sub(half),
            Motion::First => 0,
            Motion::Last => last,
        };
        self.offset.set(after.min(last));
        self.offset.get() != before
    }

    /// The first line that is shown.
    pub fn offset(&self) -> usize {
        self.offset.get()
    }

    /// Shows a line at the top, as far as the text allows when it is drawn.
    pub fn to(&mut self, line: usize) {
        self.offset.set(line);
    }

    pub fn is_at_end(&self) -> bool {
        self.offset.get() + self.page.get() >= self.length.get()
    }

    /// The lines that a window of `height` shows of `length`; remembers both.
    pub fn window(&self, length: usize, height: usize) -> std::ops::Range<usize> {
        self.length.set(length);
        self.page.set(height);
        let offset = self.offset.get().min(length.saturating_sub(height));
        self.offset.set(offset);
        offset..length.min(offset + height)
    }

    /// Draws those of `length` lines that are in the window, with a scroll bar when there are more.
    pub fn draw<'l>(
        &self,
        theme: &Theme,
        area: Rect,
        buffer: &mut Buffer,
        length: usize,
        line: impl Fn(usize) -> Line<'l>,
    ) {
        let area = area.intersection(buffer.area);
        let window = self.window(length, area.height.into());
        if area.is_empty() {
            return;
        }
        let bar = if scroll_bar::is_needed(length, area.height) { 2.min(area.width) } else { 0 };
        for (index, y) in window.clone().zip(area.top()..area.bottom()) {
            put(buffer, area.x, y, area.width - bar, &line(index), Style::new());
        }
        scroll_bar::draw(theme, area, buffer, window, length);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Stylize;

    use super::*;
    use crate::tui::widget::testing::{PLAIN, SIZES, paint, screen};

    #[test]
    fn lines_end_at_words_and_no_line_is_wider_than_the_room() {
        assert_eq!(wrap("Müşteri ve sadakat puanı", 10), ["Müşteri ve", "sadakat", "puanı"]);
        assert_eq!(wrap("bir  iki", 5), ["bir", "iki"]);
        assert_eq!(wrap("  girinti kalır", 9), ["  girinti", "kalır"]);
        assert_eq!(wrap("bir\n\niki\n", 9), ["bir", "", "iki", ""]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("abc", 0), Vec::<String>::new());
    }

    #[test]
    fn what_has_no_blanks_is_broken_between_characters() {
        assert_eq!(wrap("005_ebelge_outbox", 7), ["005_ebe", "lge_out", "box"]);
        assert_eq!(wrap("漢字漢字漢", 5), ["漢字", "漢字", "漢"]);
        assert_eq!(wrap("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(wrap("漢", 1), ["漢"], "too wide for any line, so it gets one");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_wrapped_within_the_room_and_loses_nothing_but_blanks(text in "[ abcşİ漢字e\u{301}🇹🇷\n\u{1b}-]{0,60}", cells in 4_usize..12) {
            let lines = wrap(&text, cells);
            for line in &lines {
                proptest::prop_assert!(width(line) <= cells, "{:?}", line);
            }
            let letters = |text: &str| text.split([' ', '\n']).map(|word| safe(word).into_owned()).collect::<String>();
            proptest::prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }

    #[test]
    fn what_does_not_print_is_visible() {
        assert_eq!(wrap("a\u{1b}[2J\tb\r\nc", 20), ["a\\x1b[2J    b", "c"]);
    }

    #[test]
    fn styles_survive_the_break_inside_a_word() {
        let lines = wrap_line(&Line::from(vec![Span::raw("ab "), "cd".bold(), Span::raw("ef gh")]), 5);
        let texts: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["ab", "cdef", "gh"]);
        assert_eq!(lines[1].spans.len(), 2);
        assert_eq!(lines[1].spans[0], "cd".bold());
    }

    #[test]
    fn scrolling_ends_at_the_ends() {
        let mut scroll = Scroll::new();
        let draw = |scroll: &Scroll, length| {
            screen(&paint(6, 3, |area, buffer| {
                scroll.draw(&PLAIN, area, buffer, length, |index| Line::raw(format!("n{index}")))
            }))
        };
        assert_eq!(draw(&scroll, 6), "n0   ┃\nn1   │\nn2   │");
        assert!(!scroll.go(Motion::Previous) && scroll.go(Motion::PageDown));
        assert_eq!(scroll.offset(), 2);
        assert!(scroll.go(Motion::Last) && !scroll.go(Motion::Next) && scroll.is_at_end());
        assert_eq!(draw(&scroll, 6), "n3   │\nn4   │\nn5   ┃");
        assert_eq!(draw(&scroll, 2), "n0\nn1\n", "a text that shrinks is in sight");
    }

    #[test]
    fn every_size_is_drawn() {
        for (width, height) in SIZES {
            paint(width, height, |area, buffer| {
                Scroll::new().draw(&PLAIN, area, buffer, 1000, |_| Line::raw("漢字"));
            });
        }
    }
}
