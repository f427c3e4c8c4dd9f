//! A question in the middle of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pane::Pane;
use super::put::{fill, put_text};
use crate::i18n::{safe, width};
use crate::tui::theme::{Role, Theme};

/// A frame over what is there, with buttons.
#[derive(Debug, Clone, Copy)]
pub struct Dialog<'a> {
    pub theme: &'a Theme,
    pub title: &'a str,
    /// The cells that the content wants.
    pub width: u16,
    pub height: u16,
    /// In their order, the harmless one first.
    pub buttons: &'a [&'a str],
    /// Which button Enter presses; none while something else has the keys.
    pub focus: Option<usize>,
}

impl Dialog<'_> {
    /// Where the frame goes on a screen: in the middle, and never larger than it.
    pub fn frame(&self, screen: Rect) -> Rect {
        let width = self.width.max(self.buttons_width()).saturating_add(4).min(screen.width);
        let rows = self.button_rows(width.saturating_sub(4));
        let below = if rows > 0 { rows + 1 } else { 0 };
        let height = self.height.saturating_add(2 + below).min(screen.height);
        Rect { x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2, width, height }
    }

    /// Draws everything but the content and returns the area for it.
    ///
    /// On a small screen the content gives way to the buttons: what can be answered must be seen.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer) -> Rect {
        let frame = self.frame(screen.intersection(buffer.area));
        fill(buffer, frame, Style::new());
        let inner = Pane::new(self.theme, self.title).focused(true).draw(frame, buffer);
        // A blank column on each side.
        let side = if inner.width > 2 { 1 } else { 0 };
        let inner = Rect { x: inner.x + side, width: inner.width - 2 * side, ..inner };
        let rows = self.button_rows(inner.width).min(inner.height);
        self.draw_buttons(Rect { y: inner.bottom() - rows, height: rows, ..inner }, buffer);
        let gap = u16::from(rows > 0 && inner.height > rows);
        Rect { height: inner.height - rows - gap, ..inner }
    }

    fn buttons_width(&self) -> u16 {
        let cells: usize = self.buttons.iter().map(|text| width(&safe(text)) + 4).sum();
        u16::try_from(cells + 2 * self.buttons.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// Side by side, or below each other where they would not fit.
    fn button_rows(&self, room: u16) -> u16 {
        match self.buttons.len() {
            0 => 0,
            count if self.buttons_width() > room => u16::try_from(count).unwrap_or(u16::MAX),
            _ => 1,
        }
    }

    fn draw_buttons(&self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let stacked = self.buttons_width() > area.width;
        // Of too many below each other, those up to the focused one are seen.
        let skipped = match self.focus {
            Some(focus) if stacked => (focus + 1).saturating_sub(area.height.into()),
            _ => 0,
        };
        let mut x = if stacked { area.x } else { area.right() - self.buttons_width() };
        let mut y = area.y;
        for (index, text) in self.buttons.iter().enumerate().skip(skipped) {
            if y >= area.bottom() {
                break;
            }
            let focused = self.focus == Some(index);
            let style = self.theme.style(if focused { Role::ButtonFocused } else { Role::Button });
            let mark = if focused { self.theme.symbols().selected } else { " " };
            let taken = put_text(buffer, x, y, area.right() - x, &format!("[{mark}{text} ]"), style);
            if stacked {
                y += 1;
            } else {
                x = (x + taken + 2).min(area.right());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::testing::{PLAIN, SIZES, paint, screen};

    fn draw(columns: u16, rows: u16, focus: usize) -> String {
        let buttons = ["İptal", "Geri al"];
        let dialog =
            Dialog { theme: &PLAIN, title: "Onay", width: 26, height: 1, buttons: &buttons, focus: Some(focus) };
        screen(&paint(columns, rows, |area, buffer| {
            fill(buffer, area, Style::new());
            for y in area.top()..area.bottom() {
                put_text(buffer, 0, y, area.width, &"x".repeat(area.width.into()), Style::new());
            }
            let inner = dialog.draw(area, buffer);
            put_text(
                buffer,
                inner.x,
                inner.y,
                if inner.is_empty() { 0 } else { inner.width },
                "2 tablo silinecek",
                Style::new(),
            );
        }))
    }

    #[test]
    fn a_question_hides_what_is_below_and_shows_the_focus_without_colour() {
        insta::assert_snapshot!(draw(36, 7, 0), @r"
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        xxx╭ Onay ──────────────────────╮xxx
        xxx│ 2 tablo silinecek          │xxx
        xxx│                            │xxx
        xxx│     [›İptal ]  [ Geri al ] │xxx
        xxx╰────────────────────────────╯xxx
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        ");
    }

    #[test]
    fn buttons_stay_whole_on_a_narrow_screen() {
        insta::assert_snapshot!(draw(18, 6, 1), @r"
        ╭ Onay ──────────╮
        │ 2 tablo silin… │
        │                │
        │ [ İptal ]      │
        │ [›Geri al ]    │
        ╰────────────────╯
        ");
        assert!(draw(18, 3, 1).contains("[›Geri al ]"), "the focused button is seen even where only one is");
    }

    #[test]
    fn every_size_is_drawn_with_the_content_inside() {
        for (width, height) in SIZES {
            for buttons in [&[][..], &["漢字"], &["a", "b", "c"]] {
                let dialog =
                    Dialog {
                        theme: &PLAIN, title: "漢字", width: 50, height: 9, buttons, focus: Some(buttons.len())
                    };
                paint(width, height, |area, buffer| {
                    let inner = dialog.draw(area, buffer);
                    assert_eq!(inner.intersection(area), inner);
                });
            }
        }
    }
}
