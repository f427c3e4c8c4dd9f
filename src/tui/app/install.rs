//! The guided installation on top of everything.

use super::App;
use crate::tui::install::Wizard;

impl App {
    /// Opens the guided installation.
    pub(super) fn open_install(&mut self) {
        self.dialogs.push(Box::new(Wizard::new(&self.shared)));
        self.is_dirty = true;
    }
}
