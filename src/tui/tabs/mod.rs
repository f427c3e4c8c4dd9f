//! The five tabs, a file each; see [`Tab`](super::tab::Tab) for what one has to be able to do.

mod conflicts;
mod connections;
mod history;
mod pending;
mod seeding;

use conflicts::ConflictsTab;
use connections::ConnectionsTab;
use history::HistoryTab;
use pending::PendingTab;
use seeding::SeedingTab;

use super::tab::{Tab, TabName};

/// All of them.
#[derive(Debug, Default)]
pub struct Tabs {
    connections: ConnectionsTab,
    history: HistoryTab,
    pending: PendingTab,
    conflicts: ConflictsTab,
    seeding: SeedingTab,
}

impl Tabs {
    pub fn get(&self, name: TabName) -> &dyn Tab {
        match name {
            TabName::Connections => &self.connections,
            TabName::History => &self.history,
            TabName::Pending => &self.pending,
            TabName::Conflicts => &self.conflicts,
            TabName::Seeding => &self.seeding,
        }
    }

    pub fn get_mut(&mut self, name: TabName) -> &mut dyn Tab {
        match name {
            TabName::Connections => &mut self.connections,
            TabName::History => &mut self.history,
            TabName::Pending => &mut self.pending,
            TabName::Conflicts => &mut self.conflicts,
            TabName::Seeding => &mut self.seeding,
        }
    }
}
