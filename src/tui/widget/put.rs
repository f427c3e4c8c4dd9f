//! Writing into a buffer: made safe, cut by cells, clipped to what there is.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;

use crate::i18n::{safe, width};

/// Writes a line from `(x, y)` into at most `cells` cells, ends it with `…` if it is longer, and returns how many cells it took.
///
/// The styles of the line and of its spans go on top of `base`.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, cells: u16, line: &Line<'_>, base: Style) -> u16 {
    let spans: Vec<_> = line.spans.iter().map(|span| (span.content.as_ref(), line.style.patch(span.style))).collect();
    put_parts(buffer, x, y, cells, &spans, base)
}

/// [`put`] for a text of one style.
pub fn put_text(buffer: &mut Buffer, x: u16, y: u16, cells: u16, text: &str, style: Style) -> u16 {
    put_parts(buffer, x, y, cells, &[(text, Style::new())], style)
}

fn put_parts(buffer: &mut Buffer, x: u16, y: u16, cells: u16, parts: &[(&str, Style)], base: Style) -> u16 {
    let area = buffer.area;
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return 0;
    }
    let cells = cells.min(area.right() - x);
    let mut overflows = false;
    let mut total = 0;
    let mut shown = Vec::with_capacity(parts.len());
    for (text, style) in parts {
        let start = start_of(text, cells);
        overflows |= start.len() < text.len();
        let text = safe(start);
        total += width(&text);
        shown.push((text, base.patch(*style)));
        if overflows {
            break;
        }
    }
    overflows |= total > usize::from(cells);
    let end = x + cells;
    let room_end = if overflows { end.saturating_sub(1).max(x) } else { end };
    let mut at = x;
    let mut last = base;
    for (text, style) in &shown {
        last = *style;
        let room = usize::from(room_end - at);
        let (fitting, taken) = fitting(text, room);
        at = buffer.set_stringn(at, y, fitting, taken, *style).0.min(end);
        if fitting.len() < text.len() {
            break;
        }
    }
    if overflows && at < end {
        at = buffer.set_stringn(at, y, "…", 1, last).0;
    }
    at - x
}

/// As much of a text as can matter for a number of cells: a line of 50 MB is not measured to show its start.
fn start_of(text: &str, cells: u16) -> &str {
    let limit = usize::from(cells) * 16 + 64;
    if text.len() <= limit { text } else { &text[..text.floor_char_boundary(limit)] }
}

/// The start of a text that takes at most `room` cells, and how many it takes.
fn fitting(text: &str, room: usize) -> (&str, usize) {
    let all = width(text);
    if all <= room {
        return (text, all);
    }
    let (mut taken, mut end) = (0, 0);
    for (start, grapheme) in text.grapheme_indices(true) {
        let needed = width(grapheme);
        if taken + needed > room {
            break;
        }
        (taken, end) = (taken + needed, start + grapheme.len());
    }
    (&text[..end], taken)
}

/// How many cells a line takes when it is put.
pub fn line_width(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| width(&safe(&span.content))).sum()
}

/// A text for one line: tabs and line ends become spaces, what does not print becomes visible.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t']) {
        Cow::Owned(safe(&text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ")).into_owned())
    } else {
        safe(text)
    }
}

/// Blanks an area in one style.
pub fn fill(buffer: &mut Buffer, area: Rect, style: Style) {
    for place in area.intersection(buffer.area).positions() {
        let cell = &mut buffer[place];
        cell.reset();
        cell.set_style(style);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Stylize;
    use ratatui::text::Span;

    use super::*;
    use crate::tui::widget::testing::{paint, screen};

    fn put_at(columns: u16, cells: u16, line: &Line<'_>) -> (String, u16) {
        let mut taken = 0;
        let buffer = paint(columns, 1, |_, buffer| taken = put(buffer, 0, 0, cells, line, Style::new()));
        (screen(&buffer), taken)
    }

    #[test]
    fn a_line_is_cut_by_cells_over_its_spans() {
        let line = Line::from(vec![Span::raw("Şişli "), "漢字".bold(), Span::raw(" son")]);
        assert_eq!(put_at(20, 20, &line), ("Şişli 漢字 son".to_owned(), 14));
        assert_eq!(put_at(20, 14, &line), ("Şişli 漢字 son".to_owned(), 14));
        assert_eq!(put_at(20, 10, &line), ("Şişli 漢…".to_owned(), 9));
        assert_eq!(put_at(20, 7, &line), ("Şişli …".to_owned(), 7));
        assert_eq!(put_at(20, 1, &line), ("…".to_owned(), 1));
        assert_eq!(put_at(20, 0, &line), (String::new(), 0));
        assert_eq!(put_at(4, 20, &line), ("Şiş…".to_owned(), 4));
    }

    #[test]
    fn a_span_that_ends_where_the_room_ends_still_says_that_there_is_more() {
        let line = Line::from(vec![Span::raw("abcd"), Span::raw("e")]);
        assert_eq!(put_at(9, 4, &line), ("abc…".to_owned(), 4));
    }

    #[test]
    fn what_would_move_the_cursor_is_shown_and_places_outside_are_nothing() {
        assert_eq!(put_at(20, 20, &Line::from(Span::raw("a\u{1b}[2Jb\n"))).0, "a\\x1b[2Jb\\n");
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        for (x, y) in [(3, 0), (0, 1), (u16::MAX, u16::MAX)] {
            assert_eq!(put_text(&mut buffer, x, y, 9, "x", Style::new()), 0);
        }
        fill(&mut buffer, Rect::new(2, 0, 900, 900), Style::new().reversed());
    }

    #[test]
    fn of_a_huge_line_only_the_start_is_looked_at() {
        let line = Line::raw("x".repeat(50_000_000));
        assert_eq!(put_at(5, 5, &line).0, "xxxx…");
    }
}
