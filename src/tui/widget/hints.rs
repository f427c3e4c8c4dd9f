//! The keys of a footer.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::put::put_text;
use crate::i18n::width;
use crate::tui::binding::Hint;
use crate::tui::key::Key;
use crate::tui::theme::{Role, Theme};

/// Draws keys and what they do, in the order of their importance, as many as fit; those of rank 1 stand at the right end.
pub fn draw_hints(frame: &mut Frame, area: Rect, hints: &[Hint], theme: &Theme) {
    let ascii = theme.look().ascii;
    let cells = |hint: &Hint| width(&key_label(hint, ascii)) + 1 + width(&hint.text) + 2;
    let (pinned, others): (Vec<&Hint>, Vec<&Hint>) = hints.iter().partition(|hint| hint.footer == 1);
    let right: usize = pinned.iter().map(|hint| cells(hint)).sum();
    let mut x = area.x + 1;
    let limit = area.right().saturating_sub(u16::try_from(right).unwrap_or(area.width));
    let mut draw = |x: u16, hint: &Hint| {
        let (key_role, text_role) = match hint.off {
            Some(_) => (Role::KeyOff, Role::KeyOff),
            None => (Role::Key, Role::Text),
        };
        let key = key_label(hint, ascii);
        let room = area.right().saturating_sub(x);
        put_text(frame.buffer_mut(), x, area.y, room, &key, theme.style(key_role));
        let after = x + u16::try_from(width(&key) + 1).unwrap_or(0);
        let room = area.right().saturating_sub(after);
        put_text(frame.buffer_mut(), after, area.y, room, &hint.text, theme.style(text_role));
    };
    for hint in others {
        let end = x.saturating_add(u16::try_from(cells(hint)).unwrap_or(u16::MAX));
        if end <= limit {
            draw(x, hint);
            x = end;
        }
    }
    let mut x = limit.max(area.x);
    for hint in pinned {
        if x < area.right() {
            draw(x, hint);
        }
        x = x.saturating_add(u16::try_from(cells(hint)).unwrap_or(u16::MAX));
    }
}

/// The first key; both arrows for what goes through a list.
fn key_label(hint: &Hint, ascii: bool) -> String {
    match hint.keys.first() {
        Some(&Key::DOWN) => format!("{}{}", Key::UP.label(ascii), Key::DOWN.label(ascii)),
        Some(key) => key.label(ascii),
        None => String::new(),
    }
}
