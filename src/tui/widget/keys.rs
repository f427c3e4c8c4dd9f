//! The line of keys at the foot of a screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::put::put_text;
use crate::i18n::{safe, width};
use crate::tui::theme::{Role, Theme};

/// Cells between two entries.
const GAP: usize = 2;

/// A key and what it does here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint<'a> {
    pub key: &'a str,
    pub text: &'a str,
    /// Whether it does anything now.
    pub enabled: bool,
    /// The higher, the longer it stays when the room gets small.
    pub priority: u8,
    /// At the right end, where the keys are that work everywhere (`? help  q quit`); stays before all others.
    pub right: bool,
}

impl Hint<'_> {
    fn cells(&self) -> usize {
        width(&safe(self.key)) + 1 + width(&safe(self.text))
    }
}

/// Draws as many hints as fit into the first line of `area`, in their order; the least important are left out first.
pub fn draw(theme: &Theme, area: Rect, buffer: &mut Buffer, hints: &[Hint<'_>]) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let shown = fitting(hints, area.width.into());
    let right_cells = cells_of(shown.iter().filter(|hint| hint.right).copied());
    let mut left_x = area.x;
    let mut right_x = area.right().saturating_sub(u16::try_from(right_cells).unwrap_or(u16::MAX)).max(area.x);
    for hint in shown {
        let x = if hint.right { &mut right_x } else { &mut left_x };
        *x = draw_hint(theme, buffer, area, *x, hint).saturating_add(GAP as u16);
    }
}

fn draw_hint(theme: &Theme, buffer: &mut Buffer, area: Rect, x: u16, hint: &Hint<'_>) -> u16 {
    let (key, text) = match hint.enabled {
        true => (Role::Key, Role::Text),
        false => (Role::KeyOff, Role::KeyOff),
    };
    let room = |x: u16| area.right().saturating_sub(x);
    let x = x + put_text(buffer, x, area.y, room(x), hint.key, theme.style(key));
    let x = x.saturating_add(1);
    x + put_text(buffer, x, area.y, room(x), hint.text, theme.style(text))
}

fn fitting<'h, 'a>(hints: &'h [Hint<'a>], room: usize) -> Vec<&'h Hint<'a>> {
    let mut shown: Vec<&'h Hint<'a>> = hints.iter().collect();
    while shown.len() > 1 && cells_of(shown.iter().copied()) > room {
        // Of equals the later one goes, since the first ones are read first.
        let least = (0..shown.len()).rev().min_by_key(|&at| (shown[at].right, shown[at].priority));
        match least {
            Some(least) => shown.remove(least),
            None => break,
        };
    }
    shown
}

fn cells_of<'h, 'a: 'h>(hints: impl Iterator<Item = &'h Hint<'a>>) -> usize {
    let (count, cells) = hints.fold((0_usize, 0), |(count, cells), hint| (count + 1, cells + hint.cells()));
    cells + GAP * count.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;
    use crate::tui::widget::testing::{PLAIN, SIZES, paint, places_with, screen};

    const HINTS: [Hint<'_>; 5] = [
        Hint { key: "↑↓", text: "gez", enabled: true, priority: 1, right: false },
        Hint { key: "u", text: "güncelle", enabled: true, priority: 9, right: false },
        Hint { key: "s", text: "damgala", enabled: false, priority: 5, right: false },
        Hint { key: "?", text: "yardım", enabled: true, priority: 9, right: true },
        Hint { key: "q", text: "çık", enabled: true, priority: 1, right: true },
    ];

    fn line(columns: u16) -> String {
        screen(&paint(columns, 1, |area, buffer| draw(&PLAIN, area, buffer, &HINTS)))
    }

    #[test]
    fn the_least_important_goes_first_and_help_stays_at_the_right() {
        assert_eq!(line(50), "↑↓ gez  u güncelle  s damgala      ? yardım  q çık");
        assert_eq!(line(46), "↑↓ gez  u güncelle  s damgala  ? yardım  q çık");
        assert_eq!(line(45), "u güncelle  s damgala         ? yardım  q çık");
        assert_eq!(line(30), "u güncelle     ? yardım  q çık");
        assert_eq!(line(20), "     ? yardım  q çık");
        assert_eq!(line(10), "  ? yardım");
        assert_eq!(line(5), "? ya…");
    }

    #[test]
    fn a_key_that_does_nothing_now_is_not_bold() {
        let buffer = paint(50, 1, |area, buffer| draw(&PLAIN, area, buffer, &HINTS));
        assert!(places_with(&buffer, Modifier::BOLD).contains(&(8, 0)));
        assert!(places_with(&buffer, Modifier::DIM).contains(&(20, 0)));
    }

    #[test]
    fn every_size_is_drawn() {
        for (width, height) in SIZES {
            paint(width, height, |area, buffer| draw(&PLAIN, area, buffer, &HINTS));
            paint(width, height, |area, buffer| draw(&PLAIN, area, buffer, &[]));
        }
    }
}
