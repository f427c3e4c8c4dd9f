//! A whole frame: header, tabs, the tab in front, the footer, and the dialogs above them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::App;
use crate::i18n::safe;
use crate::tui::dialog::draw_field;
use crate::tui::footer::draw_hints;
use crate::tui::notice::Tone;
use crate::tui::text::UiText;
use crate::tui::theme::{Role, asciify};

/// The smallest screen on which there is something to see (notes on reduced sizes: 80×24 is what everything is made for).
const SMALLEST: (u16, u16) = (60, 15);

impl App {
    /// Paints the screen as it is now.
    pub fn draw(&self, frame: &mut Frame) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            let text = self.shared.say(UiText::TooSmall { width: area.width, height: area.height });
            frame.render_widget(Paragraph::new(text).wrap(Wrap { trim: true }), area);
        } else {
            self.draw_screen(frame, area);
        }
        if self.shared.theme.look().ascii {
            asciify(frame.buffer_mut());
        }
    }

    fn draw_screen(&self, frame: &mut Frame, area: Rect) {
        let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
        let covered = self.dialogs.iter().rposition(|dialog| dialog.is_full_screen());
        if covered.is_none() {
            self.draw_header(frame, Rect { height: 1, ..area });
            self.draw_tabs(frame, Rect { y: area.y + 1, height: 1, ..area });
            let body = Rect { y: area.y + 2, height: area.height - 3, ..area };
            self.tabs.get(self.active).draw(frame, body, &self.shared);
        }
        let above = Rect { height: area.height - 1, ..area };
        for dialog in self.dialogs.iter().skip(covered.unwrap_or(0)) {
            dialog.draw(frame, above, &self.shared);
        }
        self.draw_footer(frame, footer);
    }

    fn draw_footer(&self, frame: &mut Frame, area: Rect) {
        let theme = &self.shared.theme;
        if let Some(field) = &self.filter {
            let prompt = format!(" {} ", self.shared.say(UiText::FilterPrompt));
            let left = Line::from(Span::styled(prompt, theme.style(Role::Key)));
            let start = u16::try_from(left.width()).unwrap_or(area.width).min(area.width);
            frame.render_widget(left, area);
            draw_field(frame, Rect { x: area.x + start, width: area.width - start, ..area }, field, theme);
            return;
        }
        if let Some(notice) = &self.notice {
            let (symbol, role) = match notice.tone {
                Tone::Info => (theme.symbols().info, Role::Accent),
                Tone::Good => (theme.symbols().check, Role::Good),
                Tone::Warning => (theme.symbols().warning, Role::Warning),
                Tone::Bad => (theme.symbols().cross, Role::Danger),
            };
            // The first line says what happened; the log has the rest.
            let mut lines = notice.text.lines();
            let mut text = safe(lines.next().unwrap_or_default()).into_owned();
            if lines.next().is_some() {
                text.push_str(theme.symbols().ellipsis);
            }
            if let Some(hint) = notice.hint.lines().next() {
                text.push_str(&format!("  {} {}", theme.symbols().right, safe(hint)));
            }
            let room = (area.width as usize).saturating_sub(4);
            let line = Line::from(vec![
                Span::styled(format!(" {symbol} "), theme.style(role)),
                Span::styled(crate::i18n::cut(&text, room).into_owned(), theme.style(role)),
            ]);
            frame.render_widget(line, area);
            return;
        }
        draw_hints(frame.buffer_mut(), area, &self.hints(), theme);
    }
}
