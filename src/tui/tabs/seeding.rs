//! The seed sets against the database.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::binding::Hint;
use crate::tui::effect::Effect;
use crate::tui::shared::Shared;
use crate::tui::tab::{Tab, TabName};
use crate::tui::widget::pane::Pane;

/// The seed sets against the database.
#[derive(Debug, Default)]
pub struct SeedingTab {}

impl Tab for SeedingTab {
    fn hints(&self, _: &Shared) -> Vec<Hint> {
        Vec::new()
    }

    fn on_action(&mut self, _: Action, _: &Shared) -> Vec<Effect> {
        Vec::new()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let title = shared.say(TabName::Seeding);
        Pane::new(&shared.theme, &title).focused(true).draw(area, frame.buffer_mut());
    }
}
