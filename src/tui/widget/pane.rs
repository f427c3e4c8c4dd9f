//! A frame with a title.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::put::put_text;
use crate::i18n::{safe, width};
use crate::tui::theme::{Role, Theme};

/// A bordered area. Who has the keys shows by the colour (or the weight) of the border and a bold title.
#[derive(Debug, Clone, Copy)]
pub struct Pane<'a> {
    pub theme: &'a Theme,
    pub title: &'a str,
    /// At the right end of the title's line, such as `3/17`; the first to give way.
    pub right: &'a str,
    /// In the lower border; empty for none.
    pub bottom: &'a str,
    pub focused: bool,
}

impl<'a> Pane<'a> {
    pub fn new(theme: &'a Theme, title: &'a str) -> Pane<'a> {
        Pane { theme, title, right: "", bottom: "", focused: false }
    }

    pub fn right(self, right: &'a str) -> Pane<'a> {
        Pane { right, ..self }
    }

    pub fn bottom(self, bottom: &'a str) -> Pane<'a> {
        Pane { bottom, ..self }
    }

    pub fn focused(self, focused: bool) -> Pane<'a> {
        Pane { focused, ..self }
    }

    /// The area inside, without drawing.
    pub fn inner(area: Rect) -> Rect {
        if area.width < 2 || area.height < 2 {
            return Rect { width: 0, height: 0, ..area };
        }
        Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
    }

    /// Draws the frame and returns the area inside.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer) -> Rect {
        let area = area.intersection(buffer.area);
        let inner = Pane::inner(area);
        if area.width < 2 || area.height < 2 {
            return inner;
        }
        let style = self.theme.style(if self.focused { Role::BorderFocused } else { Role::Border });
        self.draw_border(area, buffer, style);
        let title_role = if self.focused { Role::Title } else { Role::Text };
        // A blank on each side, and at least one cell of border after it.
        let room = usize::from(area.width).saturating_sub(5);
        let (title, right) = (width(&safe(self.title)), width(&safe(self.right)));
        let shows_right = right > 0 && title + right + 3 <= room;
        legend(buffer, area.x + 1, area.y, room, self.title, self.theme.style(title_role));
        if shows_right {
            let x = area.right() - 3 - u16::try_from(right).unwrap_or_default();
            legend(buffer, x, area.y, right, self.right, self.theme.style(Role::Text));
        }
        legend(buffer, area.x + 1, area.bottom() - 1, room, self.bottom, self.theme.style(Role::Dim));
        inner
    }

    fn draw_border(&self, area: Rect, buffer: &mut Buffer, style: Style) {
        let set = self.theme.border();
        let (left, right, top, bottom) = (area.x, area.right() - 1, area.y, area.bottom() - 1);
        let mut draw = |x, y, symbol| {
            buffer[(x, y)].set_symbol(symbol).set_style(style);
        };
        for x in left + 1..right {
            draw(x, top, set.horizontal_top);
            draw(x, bottom, set.horizontal_bottom);
        }
        for y in top + 1..bottom {
            draw(left, y, set.vertical_left);
            draw(right, y, set.vertical_right);
        }
        draw(left, top, set.top_left);
        draw(right, top, set.top_right);
        draw(left, bottom, set.bottom_left);
        draw(right, bottom, set.bottom_right);
    }
}

/// A text in a border, with a blank on each side.
fn legend(buffer: &mut Buffer, x: u16, y: u16, room: usize, text: &str, style: Style) {
    if text.is_empty() || room == 0 {
        return;
    }
    put_text(buffer, x, y, 1, " ", Style::new());
    let taken = put_text(buffer, x + 1, y, u16::try_from(room).unwrap_or(u16::MAX), text, style);
    put_text(buffer, x + 1 + taken, y, 1, " ", Style::new());
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;
    use crate::tui::theme::Look;
    use crate::tui::widget::testing::{PLAIN, SIZES, paint, places_with, screen};

    fn pane(columns: u16, rows: u16, theme: &Theme) -> String {
        let pane = Pane::new(theme, "Geçmiş").right("3/17").bottom("süzgeç: şişli");
        screen(&paint(columns, rows, |area, buffer| {
            pane.draw(area, buffer);
        }))
    }

    #[test]
    fn titles_stand_in_the_border_and_give_way_from_the_right() {
        assert_eq!(pane(24, 3, &PLAIN), "╭ Geçmiş ──────── 3/17 ╮\n│                      │\n╰ süzgeç: şişli ───────╯");
        assert_eq!(pane(14, 3, &PLAIN), "╭ Geçmiş ────╮\n│            │\n╰ süzgeç: … ─╯");
        assert_eq!(pane(9, 2, &PLAIN), "╭ Geç… ─╮\n╰ süz… ─╯");
        assert_eq!(pane(2, 2, &PLAIN), "╭╮\n╰╯");
    }

    #[test]
    fn ascii_has_its_own_lines() {
        let theme = Theme::new(Look { colour: false, ascii: true });
        assert_eq!(pane(14, 3, &theme).lines().next(), Some("+ Geçmiş ----+"));
    }

    #[test]
    fn focus_shows_without_colour() {
        let draw = |focused| {
            paint(20, 3, |area, buffer| {
                Pane::new(&PLAIN, "A").focused(focused).draw(area, buffer);
            })
        };
        assert!(places_with(&draw(true), Modifier::BOLD).contains(&(2, 0)));
        assert!(places_with(&draw(false), Modifier::BOLD).is_empty());
        assert_ne!(draw(true)[(0, 0)].modifier, draw(false)[(0, 0)].modifier);
    }

    #[test]
    fn the_inside_fits_at_every_size() {
        for (width, height) in SIZES {
            paint(width, height, |area, buffer| {
                let inner = Pane::new(&PLAIN, "漢字漢字").right("漢").bottom("漢字").draw(area, buffer);
                assert_eq!(inner.intersection(area), inner);
                // An area that the screen no longer has.
                Pane::new(&PLAIN, "x").draw(Rect::new(3, 3, 500, 500), buffer);
            });
        }
    }
}
