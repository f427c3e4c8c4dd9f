//! The guided installation on top of everything.

use super::App;

impl App {
    /// Opens the guided installation.
    pub(super) fn open_install(&mut self) {
        let wizard = crate::tui::install::Wizard::new(&self.shared);
        let effects = wizard.begin(&self.shared);
        self.dialogs.push(Box::new(wizard));
        self.carry_out(effects);
    }
}
