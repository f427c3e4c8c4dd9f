//! The line of keys at the foot of the screen, from the bindings.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::binding::Hint;
use super::key::Key;
use super::theme::Theme;
use super::widget::keys;

/// Draws the keys that belong into a footer, the most important ones first, as many as fit.
pub fn draw_hints(buffer: &mut Buffer, area: Rect, hints: &[Hint], theme: &Theme) {
    let ascii = theme.look().ascii;
    let mut hints: Vec<&Hint> = hints.iter().filter(|hint| hint.footer > 0).collect();
    hints.sort_by_key(|hint| hint.footer);
    let labels: Vec<String> = hints.iter().map(|hint| key_label(hint, ascii)).collect();
    let hint = |(hint, key): (&&'_ Hint, &'_ String)| (key.clone(), hint.text.clone(), hint.off.is_none(), hint.footer);
    let parts: Vec<(String, String, bool, u8)> = hints.iter().zip(&labels).map(hint).collect();
    let shown: Vec<keys::Hint<'_>> = parts
        .iter()
        .map(|(key, text, enabled, rank)| keys::Hint {
            key,
            text,
            enabled: *enabled,
            priority: u8::MAX - rank,
            right: *rank == 1,
        })
        .collect();
    let inner = Rect { x: area.x + area.width.min(1), width: area.width.saturating_sub(2), ..area };
    keys::draw(theme, inner, buffer, &shown);
}

/// The first key; both arrows for what goes through a list.
fn key_label(hint: &Hint, ascii: bool) -> String {
    match hint.keys.first() {
        Some(&Key::DOWN) => format!("{}{}", Key::UP.label(ascii), Key::DOWN.label(ascii)),
        Some(key) => key.label(ascii),
        None => String::new(),
    }
}
