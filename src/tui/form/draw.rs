//! Painting a form: a label, its field, and below it what is wrong or what counts.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Form, FormText};
use crate::i18n::safe;
use crate::operations::password::{SHORTEST, Strength};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widget::put::put_text;
use crate::tui::widget::scroll_bar;

/// Label, field and the line below it.
const HEIGHT: u16 = 3;

/// Wider fields are no easier to read.
const WIDEST: u16 = 60;

pub(super) fn draw(form: &Form, frame: &mut Frame, area: Rect, shared: &Shared) {
    let fit = usize::from(area.height / HEIGHT);
    if fit == 0 {
        return;
    }
    // A page at a time, so that not every step moves every field.
    let top = (form.focus / fit * fit).min(form.rows.len().saturating_sub(fit));
    let cells = area.width.saturating_sub(2).min(WIDEST);
    for (place, index) in (top..form.rows.len()).take(fit).enumerate() {
        let y = area.y + u16::try_from(place).unwrap_or(0) * HEIGHT;
        draw_row(form, index, frame, Rect { y, height: HEIGHT, width: cells, ..area }, shared);
    }
    if form.rows.len() > fit {
        scroll_bar::draw(&shared.theme, area, frame.buffer_mut(), top..top + fit, form.rows.len());
    }
}

fn draw_row(form: &Form, index: usize, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let row = &form.rows[index];
    let focused = form.focus == index;
    let label = safe(row.question.label(shared.lang)).into_owned();
    let label = if row.is_repetition { shared.say(FormText::Again { label }) } else { label };
    let mark = if focused { theme.symbols().selected } else { " " };
    let role = if focused { Role::Strong } else { Role::Text };
    put_text(frame.buffer_mut(), area.x, area.y, area.width, &format!("{mark} {label}"), theme.style(role));
    let inner = Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(2), ..area };
    let line = Rect { y: area.y + 1, height: 1, ..inner };
    if let Some(cursor) = row.field.draw(theme, line, frame.buffer_mut(), focused)
        && focused
    {
        frame.set_cursor_position(cursor);
    }
    let (text, role) = below(form, index, shared);
    put_text(frame.buffer_mut(), inner.x, area.y + 2, inner.width, &text, theme.style(role));
}

/// What stands under a field: its fault once somebody was there, the strength of a password, what counts if it stays empty.
fn below(form: &Form, index: usize, shared: &Shared) -> (String, Role) {
    let row = &form.rows[index];
    let is_typing = form.focus == index;
    let problem = form.problem(index, shared).filter(|_| row.touched || (is_typing && !row.field.is_empty()));
    if row.question.secret && !row.is_repetition && !row.field.is_empty() {
        let (word, role) = match form.strength(index) {
            Strength::Weak => (FormText::Weak, Role::Warning),
            Strength::Fair => (FormText::Fair, Role::Accent),
            Strength::Good => (FormText::Good, Role::Good),
            Strength::Strong => (FormText::Strong, Role::Good),
        };
        let strength = shared.say(FormText::Strength { word: shared.say(word) });
        // What has to be mended fits beside nothing else on a narrow screen.
        return match problem {
            Some(problem) => (problem, Role::Warning),
            None => (strength, role),
        };
    }
    match problem {
        // What is still being typed is not yet wrong.
        Some(problem) if is_typing && !row.touched => (problem, Role::Dim),
        Some(problem) => (format!("{} {problem}", shared.theme.symbols().cross), Role::Danger),
        None if row.question.secret && !row.is_repetition && is_typing => {
            (shared.say(FormText::PasswordHint { shortest: SHORTEST }), Role::Dim)
        }
        None if row.question.default.as_deref() == Some("") && row.field.is_empty() => {
            (shared.say(FormText::MayBeEmpty), Role::Dim)
        }
        None => (String::new(), Role::Dim),
    }
}
