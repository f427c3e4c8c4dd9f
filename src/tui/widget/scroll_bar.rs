//! Where a window stands in something longer.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::put::put_text;
use crate::tui::theme::{Role, Theme};

/// Whether a bar has something to say.
pub fn is_needed(length: usize, height: u16) -> bool {
    length > usize::from(height)
}

/// Draws a bar into the last column of `area` if `window` is not the whole.
pub fn draw(theme: &Theme, area: Rect, buffer: &mut Buffer, window: Range<usize>, length: usize) {
    if area.is_empty() || window.len() >= length {
        return;
    }
    let height = usize::from(area.height);
    let thumb = (window.len() * height / length).clamp(1, height);
    let way = length.saturating_sub(window.len()).max(1);
    // Rounded down, but never at an end before the window is.
    let mut start = window.start * (height - thumb) / way;
    if window.start > 0 && start == 0 && height > thumb {
        start = 1;
    }
    let symbols = theme.symbols();
    for line in 0..area.height {
        let is_thumb = (start..start + thumb).contains(&usize::from(line));
        let symbol = if is_thumb { symbols.scroll_thumb } else { symbols.scroll_track };
        let role = if is_thumb { Role::Text } else { Role::Dim };
        put_text(buffer, area.right() - 1, area.y + line, 1, symbol, theme.style(role));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::testing::{PLAIN, SIZES, paint, screen};

    fn bar(window: Range<usize>, length: usize) -> String {
        screen(&paint(1, 5, |area, buffer| draw(&PLAIN, area, buffer, window, length))).replace('\n', "")
    }

    #[test]
    fn the_thumb_touches_an_end_only_when_the_window_does() {
        assert_eq!(bar(0..5, 5), "");
        assert_eq!(bar(0..5, 10), "┃┃│││");
        assert_eq!(bar(1..6, 100), "│┃│││");
        assert_eq!(bar(94..99, 100), "│││┃│");
        assert_eq!(bar(95..100, 100), "││││┃");
    }

    #[test]
    fn it_is_drawn_at_every_size() {
        for (width, height) in SIZES {
            paint(width, height, |area, buffer| draw(&PLAIN, area, buffer, 3..9, 1_000_000));
        }
    }
}
