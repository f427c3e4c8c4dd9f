//! The guided installation: full screen, a step at a time, back and forth; nothing is written before the summary is confirmed.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::binding::Hint;
use super::dialog::{Dialog, Reply};
use super::effect::Effect;
use super::key::Key;
use super::shared::Shared;
use super::widget::pane::Pane;

/// The installation, as far as the person has come.
#[derive(Debug)]
pub struct Wizard {}

impl Wizard {
    pub fn new(_: &Shared) -> Wizard {
        Wizard {}
    }

    /// What it has to know first.
    pub fn begin(&self, _: &Shared) -> Vec<Effect> {
        Vec::new()
    }
}

impl Dialog for Wizard {
    fn hints(&self, _: &Shared) -> Vec<Hint> {
        Vec::new()
    }

    fn is_full_screen(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, _: &Shared) -> Reply {
        if Key::of(key) == Some(Key::ESC) { Reply::close() } else { Reply::default() }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        Pane::new(&shared.theme, "").focused(true).draw(area, frame.buffer_mut());
    }
}
