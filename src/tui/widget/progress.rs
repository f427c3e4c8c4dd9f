//! How far something is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::put::put_text;
use crate::i18n::width;
use crate::tui::theme::{Role, Theme};

/// The longest bar: more cells say nothing more, and each one is sent over the line.
const LONGEST: u16 = 30;

/// A bar, its count, and what is being done.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    pub theme: &'a Theme,
    pub done: u64,
    /// Nothing is known to be the whole if this is 0; then there is no bar.
    pub total: u64,
    /// Beside the bar, such as `3/7` or `12,1 MB / 40,0 MB`.
    pub count: &'a str,
    pub text: &'a str,
}

impl Progress<'_> {
    /// Draws into the first line of `area`. The bar gives way to its count, and the text to both.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let count = u16::try_from(width(self.count)).unwrap_or(u16::MAX);
        let room = area.width.saturating_sub(count.saturating_add(1));
        let cells = if self.total == 0 { 0 } else { (room / 2).min(LONGEST) };
        let mut x = area.x;
        if cells >= 3 {
            let full = filled(self.done, self.total, cells);
            let symbols = self.theme.symbols();
            for cell in 0..cells {
                let (symbol, role) =
                    if cell < full { (symbols.bar_full, Role::Bar) } else { (symbols.bar_empty, Role::Dim) };
                put_text(buffer, x + cell, area.y, 1, symbol, self.theme.style(role));
            }
            x += cells + 1;
        }
        for (text, gap) in [(self.count, 2), (self.text, 0)] {
            if !text.is_empty() && x < area.right() {
                x = x.saturating_add(put_text(buffer, x, area.y, area.right() - x, text, Style::new()) + gap);
            }
        }
    }
}

/// The full cells of a bar: none before something is done, all only when everything is.
fn filled(done: u64, total: u64, cells: u16) -> u16 {
    let full = u128::from(done.min(total)) * u128::from(cells) / u128::from(total.max(1));
    u16::try_from(full).unwrap_or(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Look;
    use crate::tui::widget::testing::{PLAIN, SIZES, paint, screen};

    fn draw(theme: &Theme, done: u64, total: u64, columns: u16) -> String {
        let progress = Progress { theme, done, total, count: "3/7", text: "005_ebelge" };
        screen(&paint(columns, 1, |area, buffer| progress.draw(area, buffer)))
    }

    #[test]
    fn a_bar_its_count_and_its_text_share_a_line() {
        assert_eq!(draw(&PLAIN, 3, 7, 30), "█████░░░░░░░░ 3/7  005_ebelge");
        assert_eq!(draw(&Theme::new(Look { colour: false, ascii: true }), 3, 7, 30), "=====........ 3/7  005_ebelge");
        assert_eq!(draw(&PLAIN, 3, 7, 12), "█░░░ 3/7  0…");
        assert_eq!(draw(&PLAIN, 3, 7, 5), "3/7");
        assert_eq!(draw(&PLAIN, 3, 0, 30), "3/7  005_ebelge");
    }

    #[test]
    fn a_bar_is_full_only_at_the_end() {
        assert_eq!((filled(0, 7, 10), filled(6, 7, 10), filled(7, 7, 10), filled(9, 7, 10)), (0, 8, 10, 10));
        assert_eq!(filled(u64::MAX - 1, u64::MAX, 10), 9);
    }

    #[test]
    fn every_size_is_drawn() {
        for (width, height) in SIZES {
            paint(width, height, |area, buffer| {
                Progress { theme: &PLAIN, done: 1, total: 2, count: "1/2", text: "漢字" }.draw(area, buffer);
            });
        }
    }
}
