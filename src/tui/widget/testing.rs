//! What the tests of widgets share.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::i18n::width;
use crate::tui::theme::{Look, Theme};

pub(crate) const PLAIN: Theme = Theme::new(Look { colour: false, ascii: false });
pub(crate) const COLOURED: Theme = Theme::new(Look { colour: true, ascii: false });

/// From nothing to a big screen.
pub(crate) const SIZES: [(u16, u16); 16] = [
    (0, 0),
    (0, 5),
    (5, 0),
    (1, 1),
    (2, 1),
    (1, 2),
    (2, 2),
    (3, 3),
    (4, 2),
    (7, 3),
    (10, 3),
    (20, 5),
    (40, 10),
    (80, 24),
    (120, 40),
    (200, 60),
];

/// A screen of a size, painted.
pub(crate) fn paint(width: u16, height: u16, draw: impl FnOnce(Rect, &mut Buffer)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    draw(area, &mut buffer);
    buffer
}

/// The characters of a screen without the blanks at the ends of its lines.
pub(crate) fn screen(buffer: &Buffer) -> String {
    let mut lines = Vec::new();
    for y in buffer.area.rows() {
        let (mut line, mut hidden) = (String::new(), 0);
        for x in y.columns() {
            let symbol = buffer[(x.x, x.y)].symbol();
            if hidden == 0 {
                line.push_str(symbol);
                hidden = width(symbol).saturating_sub(1);
            } else {
                hidden -= 1;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

/// The places of the cells that have a modifier.
pub(crate) fn places_with(buffer: &Buffer, modifier: Modifier) -> Vec<(u16, u16)> {
    buffer.area.positions().filter(|place| buffer[*place].modifier.contains(modifier)).map(|p| (p.x, p.y)).collect()
}
