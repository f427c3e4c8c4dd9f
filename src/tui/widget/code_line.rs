//! One line of code in a window: tabs expanded, what does not print made visible, scrolled sideways.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::i18n::{safe, width};

/// Cells from one tab stop to the next.
pub const TAB: usize = 4;

/// What one grapheme of a line looks like at a column: its text and cells.
fn shown(grapheme: &str, column: usize) -> (std::borrow::Cow<'_, str>, usize) {
    if grapheme == "\t" {
        let cells = TAB - column % TAB;
        return (" ".repeat(cells).into(), cells);
    }
    let text = safe(grapheme);
    let cells = width(&text);
    (text, cells)
}

/// The column of the cell where byte `byte` of a line is drawn.
pub fn column_of(line: &str, byte: usize) -> usize {
    let mut column = 0;
    for (at, grapheme) in line.grapheme_indices(true) {
        if at + grapheme.len() > byte {
            // Inside a grapheme: after the cells of what stands before.
            return column + width(&safe(&grapheme[..grapheme.floor_char_boundary(byte - at)]));
        }
        column += shown(grapheme, column).1;
    }
    column
}

/// Draws the part of `line` that stands from column `left` on into `cells` cells at `(x, y)`. `style_at` gives the style of a byte.
///
/// A part that is cut off shows as `…` at its side.
pub fn draw(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    cells: u16,
    left: usize,
    line: &str,
    style_at: impl Fn(usize) -> Style,
) {
    let area = buffer.area;
    if cells == 0 || x < area.left() || x >= area.right() || y < area.top() || y >= area.bottom() {
        return;
    }
    let cells = cells.min(area.right() - x);
    let end = left + usize::from(cells);
    let mut column = 0;
    let mut overflows = false;
    let mut last = Style::new();
    let place = |column: usize| x + u16::try_from(column - left).unwrap_or(cells - 1).min(cells - 1);
    for (at, grapheme) in line.grapheme_indices(true) {
        if column >= end {
            overflows = true;
            break;
        }
        let (text, needed) = shown(grapheme, column);
        if column + needed > left {
            last = style_at(at);
            if column >= left && column + needed <= end {
                buffer.set_stringn(place(column), y, &text, needed, last);
            } else {
                // Half of a wide character, or of a tab, is a blank.
                for half in column.max(left)..(column + needed).min(end) {
                    buffer[(place(half), y)].set_symbol(" ").set_style(last);
                }
                overflows |= column + needed > end && grapheme != "\t";
            }
        }
        column += needed;
    }
    if left > 0 && !line.is_empty() {
        buffer[(x, y)].set_symbol("…");
    }
    if overflows {
        let at = x + cells - 1;
        if at > x && width(buffer[(at - 1, y)].symbol()) > 1 {
            buffer[(at - 1, y)].set_symbol(" ");
        }
        buffer[(at, y)].set_symbol("…").set_style(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::testing::{paint, screen};

    fn window(line: &str, left: usize, cells: u16) -> String {
        screen(&paint(cells, 1, |_, buffer| draw(buffer, (0, 0), cells, left, line, |_| Style::new())))
    }

    #[test]
    fn tabs_stop_at_columns_and_controls_are_seen() {
        assert_eq!(window("\ta\tb", 0, 20), "    a   b");
        assert_eq!(window("ab\tc\u{1b}[2J", 0, 20), "ab  c\\x1b[2J");
    }

    #[test]
    fn a_long_line_says_on_which_side_there_is_more() {
        assert_eq!(window("0123456789", 0, 5), "0123…");
        assert_eq!(window("0123456789", 3, 5), "…456…");
        assert_eq!(window("0123456789", 5, 5), "…6789");
        assert_eq!(window("漢字漢字", 0, 5), "漢字…");
        assert_eq!(window("漢字漢字", 0, 4), "漢 …");
        assert_eq!(window("漢字漢字", 1, 4), "…字…");
        assert_eq!(window("ab", 50, 4), "…");
        assert_eq!(window("", 3, 4), "");
        assert_eq!(window("abc", 0, 0), "");
    }

    #[test]
    fn a_byte_has_a_column() {
        let line = "a\tş漢e\u{301}x";
        let columns: Vec<usize> = line.char_indices().map(|(at, _)| column_of(line, at)).collect();
        assert_eq!(columns, [0, 1, 4, 5, 7, 8, 8]);
        assert_eq!(column_of(line, line.len()), 9);
        assert_eq!(column_of(line, 999), 9);
    }
}
