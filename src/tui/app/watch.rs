//! Watching a database while somebody works there: this goc's own job, or another goc on any machine. Nothing is watched, and nothing
//! wakes up, when nobody does.

use std::sync::Arc;

use super::App;
use super::jobs::Slot;
use crate::config::DatabaseUrl;
use crate::database::Urgency;
use crate::operations::activity::Activity;
use crate::operations::migration::Status;
use crate::tui::app::Order;
use crate::worker::{Look, Work};

impl App {
    /// A job begins: what the server says about it is asked for beside it.
    pub(super) fn watch_own(&mut self, work: &Work) {
        let Some(connection) = work.connection().filter(|_| work.is_seen_by_the_server()) else { return };
        let settings = self.shared.settings().filter(|settings| settings.name == *connection);
        // SQLite has no server that could tell more than the job itself does.
        if settings.is_some_and(|settings| matches!(settings.url, DatabaseUrl::Postgres(_))) {
            self.start_job(Look::Watch { connection: connection.to_owned(), own: true }.into());
        }
    }

    /// A database was looked at: another goc that works there is watched for as long as it does.
    pub(super) fn watch_others(&mut self, connection: &str, status: &Status) {
        let is_at_hand = self.shared.connection.as_deref() == Some(connection);
        if status.writer.is_some() && is_at_hand && !self.is_writing() && self.watching().is_none() {
            self.start_job(Look::Watch { connection: connection.to_owned(), own: false }.into());
        }
    }

    /// Nobody is interested any more.
    pub(super) fn stop_watching(&mut self) {
        self.shared.activity = None;
        if let Some(slot) = self.watching()
            // Without its slot the answer is dropped, and nobody hears of a job that was cancelled.
            && let Some(job) = self.newest.remove(&slot)
        {
            self.orders.push(Order::Stop { job, urgency: Urgency::Now });
        }
    }

    /// What goes on in a database.
    pub(super) fn on_activity(&mut self, connection: Option<&str>, activity: &Arc<Activity>) {
        if connection == self.shared.connection.as_deref() {
            self.shared.activity = Some(activity.clone());
            self.is_dirty = true;
        }
    }

    fn watching(&self) -> Option<Slot> {
        self.newest.keys().find(|slot| slot.is_watch()).cloned()
    }
}

impl Work {
    /// Whether a statement of it may take long enough for the server to have something to say.
    fn is_seen_by_the_server(&self) -> bool {
        matches!(self, Work::Run { .. } | Work::Repair { .. } | Work::LoadSeeds { .. } | Work::CureIndex { .. })
    }
}
