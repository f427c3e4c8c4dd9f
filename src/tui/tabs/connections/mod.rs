//! Every configured database, probed side by side: each says by itself where it stands, and none holds up another.

mod backups;
mod draw;
mod form;
mod metrics;
mod protect;
#[cfg(test)]
mod tests;
mod text;

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::config::{ConnectionDraft, ConnectionSettings, Origin};
use crate::database::mark::Mark;
use crate::database::probe::Check;
use crate::i18n::{fold, safe};
use crate::operations::backup::BackupOptions;
use crate::operations::{Overview, OverviewState};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, list_hints};
use crate::tui::dialog::{Confirm, Input, motion};
use crate::tui::effect::{Ask, Effect};
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::tab::{Badge, Tab, TabMemory, TabName};
use crate::tui::text::UiText;
use crate::tui::widget::cursor::{Cursor, Marks, Motion};
use crate::tui::widget::text::Scroll;
use crate::worker::{Failure, Happening, JobId, Look, Report, Request, Work};
use backups::BackupList;
use form::ConnectionForm;
use metrics::MetricsView;
use text::ConnectionsText;

/// What is known about one of the databases.
#[derive(Debug, Clone)]
enum Probe {
    Asked,
    Answered(Arc<Overview>),
    /// Its settings make no sense.
    Failed(Failure),
}

/// The databases, and what is selected among them.
#[derive(Debug, Default)]
pub struct ConnectionsTab {
    probes: BTreeMap<String, Probe>,
    cursor: Cursor,
    marks: Marks<String>,
    filter: String,
    /// The connection whose checks are shown, and whether more of them come.
    diagnosis: Option<(String, Vec<Check>, bool)>,
    /// The connection whose numbers were asked for.
    wants_metrics: Option<String>,
    /// Connections that wait for their backup: one is made after the other.
    to_back_up: VecDeque<String>,
    in_details: bool,
    scroll: Scroll,
    /// The connection that is selected, by its name: the list may become another one.
    remembered: Option<String>,
    rows_at: std::cell::Cell<Rect>,
}

const BINDINGS: &[Binding<ConnectionsTab>] = &[
    Binding {
        keys: &[Key::ENTER],
        action: Action::Choose,
        text: &ConnectionsText::KeyUse,
        footer: 2,
        off: ConnectionsTab::why_not_choose,
    },
    Binding { keys: &[Key::RIGHT], action: Action::Right, text: &UiText::KeySides, footer: 0, off: always },
    Binding {
        keys: &[Key::LEFT, Key::char('h'), Key::ESC],
        action: Action::Back,
        text: &UiText::KeyBack,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::char('t')],
        action: Action::Test,
        text: &ConnectionsText::KeyTest,
        footer: 3,
        off: ConnectionsTab::why_not_selected,
    },
    Binding {
        keys: &[Key::char('a')],
        action: Action::Add,
        text: &ConnectionsText::KeyAdd,
        footer: 4,
        off: |_, shared| shared.why_busy(),
    },
    Binding {
        keys: &[Key::char('e')],
        action: Action::Edit,
        text: &ConnectionsText::KeyEdit,
        footer: 5,
        off: ConnectionsTab::why_not_edit,
    },
    Binding {
        keys: &[Key::char('x'), Key::DELETE],
        action: Action::Remove,
        text: &ConnectionsText::KeyRemove,
        footer: 0,
        off: ConnectionsTab::why_not_edit,
    },
    Binding {
        keys: &[Key::char('D')],
        action: Action::Target,
        text: &ConnectionsText::KeyDefault,
        footer: 0,
        off: ConnectionsTab::why_not_edit,
    },
    Binding {
        keys: &[Key::char('b')],
        action: Action::Backup,
        text: &ConnectionsText::KeyBackup,
        footer: 6,
        off: ConnectionsTab::why_not_write,
    },
    Binding {
        keys: &[Key::char('B')],
        action: Action::Restore,
        text: &ConnectionsText::KeyBackups,
        footer: 7,
        off: ConnectionsTab::why_not_selected,
    },
    Binding {
        keys: &[Key::char('R')],
        action: Action::Load,
        text: &ConnectionsText::KeyRestoreFile,
        footer: 0,
        off: ConnectionsTab::why_not_write,
    },
    Binding {
        keys: &[Key::char('m')],
        action: Action::Metrics,
        text: &ConnectionsText::KeyMetrics,
        footer: 8,
        off: ConnectionsTab::why_not_selected,
    },
    Binding {
        keys: &[Key::char('P')],
        action: Action::Protect,
        text: &ConnectionsText::KeyProtect,
        footer: 0,
        off: ConnectionsTab::why_not_protect,
    },
    Binding {
        keys: &[Key::SPACE],
        action: Action::Mark,
        text: &ConnectionsText::KeyMark,
        footer: 0,
        off: ConnectionsTab::why_not_selected,
    },
    Binding {
        keys: &[Key::char('r'), Key::f(5), Key::ctrl('r')],
        action: Action::Refresh,
        text: &UiText::KeyRefresh,
        footer: 0,
        off: always,
    },
];

impl ConnectionsTab {
    /// The connections that the filter leaves.
    fn shown<'s>(&self, shared: &'s Shared) -> Vec<&'s ConnectionSettings> {
        let wanted = fold(self.filter.trim());
        let all = shared.opened.iter().flat_map(|opened| &opened.connections);
        let matches = |known: &&ConnectionSettings| {
            let group = known.options.group.as_deref().unwrap_or_default();
            fold(&format!("{} {} {group}", known.name, known.url)).contains(&wanted)
        };
        all.filter(matches).collect()
    }

    fn selected<'s>(&self, shared: &'s Shared) -> Option<&'s ConnectionSettings> {
        let shown = self.shown(shared);
        self.cursor.selected(shown.len()).map(|index| shown[index])
    }

    fn remember(&mut self, shared: &Shared) {
        self.remembered = self.selected(shared).map(|selected| selected.name.clone());
    }

    fn why_not_selected(&self, shared: &Shared) -> Option<String> {
        self.selected(shared).is_none().then(|| shared.say(ConnectionsText::NothingSelected))
    }

    fn why_not_choose(&self, shared: &Shared) -> Option<String> {
        self.why_not_selected(shared).or_else(|| shared.why_busy())
    }

    fn why_not_write(&self, shared: &Shared) -> Option<String> {
        self.why_not_choose(shared)
    }

    /// What the selected database says about being protected; `None` until it has said anything.
    fn protection(&self, shared: &Shared) -> Option<Option<Mark>> {
        let name = &self.selected(shared)?.name;
        if shared.connection.as_ref() == Some(name) {
            return shared.status().map(|status| status.mark.clone());
        }
        match self.probes.get(name)? {
            Probe::Answered(overview) if overview.server.is_some() => Some(overview.mark.clone()),
            _ => None,
        }
    }

    fn why_not_protect(&self, shared: &Shared) -> Option<String> {
        let unknown = || self.protection(shared).is_none().then(|| shared.say(ConnectionsText::NotAnswered));
        self.why_not_write(shared).or_else(unknown)
    }

    /// Only what goc.toml says can be changed here.
    fn why_not_edit(&self, shared: &Shared) -> Option<String> {
        let Some(selected) = self.selected(shared) else { return Some(shared.say(ConnectionsText::NothingSelected)) };
        let config = shared.opened.as_ref().and_then(|opened| opened.config_file.as_ref());
        let is_in_file = matches!(&selected.origin, Origin::File(file) if Some(file) == config);
        match is_in_file {
            true => shared.why_busy(),
            false => Some(shared.say(ConnectionsText::NotInFile)),
        }
    }

    /// Asks every database that was not asked yet.
    fn probe(&mut self, shared: &Shared) -> Vec<Effect> {
        let all = shared.opened.iter().flat_map(|opened| &opened.connections);
        let mut effects = Vec::new();
        for known in all {
            if !self.probes.contains_key(&known.name) {
                self.probes.insert(known.name.clone(), Probe::Asked);
                effects.push(Effect::start(Look::Overview { connection: known.name.clone() }));
            }
        }
        effects
    }

    /// The next of the backups that wait.
    fn back_up_next(&mut self) -> Vec<Effect> {
        match self.to_back_up.pop_front() {
            Some(connection) => {
                vec![Effect::start(Work::Backup { connection, options: BackupOptions::default() })]
            }
            None => Vec::new(),
        }
    }

    fn move_by(&mut self, motion: Motion, shared: &Shared) {
        if self.in_details {
            self.scroll.go(motion);
        } else {
            let length = self.shown(shared).len();
            if self.cursor.go(motion, length) {
                self.scroll = Scroll::new();
                self.remember(shared);
            }
        }
    }
}

impl Tab for ConnectionsTab {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        list_hints(BINDINGS, self, shared)
    }

    fn on_action(&mut self, action: Action, shared: &Shared) -> Vec<Effect> {
        let Some(name) = self.selected(shared).map(|selected| selected.name.clone()) else {
            return match action {
                Action::Add => vec![Effect::open(ConnectionForm::new(&ConnectionDraft::default(), None))],
                Action::Back => {
                    self.filter.clear();
                    vec![Effect::Redraw]
                }
                _ => Vec::new(),
            };
        };
        match action {
            Action::Choose => return vec![Effect::Choose(name), Effect::Show(TabName::History)],
            Action::Right => self.in_details = true,
            Action::Back => {
                if self.in_details {
                    self.in_details = false;
                } else if self.diagnosis.take().is_none() {
                    self.marks.clear();
                    self.filter.clear();
                }
            }
            Action::Refresh => {
                self.probes.clear();
                let mut effects = self.probe(shared);
                effects.push(Effect::Refresh);
                return effects;
            }
            Action::Test => {
                self.diagnosis = Some((name.clone(), Vec::new(), true));
                return vec![Effect::Redraw, Effect::start(Look::Diagnose { connection: name })];
            }
            Action::Add => return vec![Effect::open(ConnectionForm::new(&ConnectionDraft::default(), None))],
            Action::Edit => return vec![Effect::start(Look::Draft { connection: name })],
            Action::Target => return vec![Effect::start(Work::SetDefault { name })],
            Action::Remove => {
                let title = shared.say(ConnectionsText::AskRemove { name: safe(&name).into_owned() });
                let confirm = Confirm::new(title, shared.say(ConnectionsText::ButtonRemove))
                    .line(shared.say(ConnectionsText::RemoveMore))
                    .then(vec![Effect::start(Work::RemoveConnection { name })]);
                return vec![Effect::open(confirm)];
            }
            Action::Backup => {
                self.to_back_up = match self.marks.is_empty() {
                    true => VecDeque::from([name]),
                    false => self.marks.iter().cloned().collect(),
                };
                return self.back_up_next();
            }
            Action::Restore => return vec![Effect::start(Look::ListBackups { connection: name })],
            Action::Load => {
                let check =
                    |text: &str, shared: &Shared| text.is_empty().then(|| shared.say(ConnectionsText::NeedsFile));
                let title = shared.say(ConnectionsText::AskRestoreFile);
                let input = Input::new(title, "", TabName::Connections, Ask::RestoreFile)
                    .explained(shared.say(ConnectionsText::AskRestoreFileMore))
                    .checked(check);
                return vec![Effect::open(input)];
            }
            Action::Metrics => {
                self.wants_metrics = Some(name.clone());
                return vec![Effect::start(Look::Metrics { connection: name })];
            }
            Action::Protect => return protect::ask(shared, name, self.protection(shared).flatten()),
            Action::Mark => {
                self.marks.toggle(name);
                self.move_by(Motion::Next, shared);
            }
            action => {
                let Some(motion) = motion(action) else { return Vec::new() };
                self.move_by(motion, shared);
            }
        }
        vec![Effect::Redraw]
    }

    fn on_show(&mut self, shared: &Shared) -> Vec<Effect> {
        self.probe(shared)
    }

    fn on_change(&mut self, shared: &Shared) {
        let all = || shared.opened.iter().flat_map(|opened| &opened.connections);
        if self.remembered.is_none() {
            self.remembered.clone_from(&shared.connection);
        }
        self.probes.retain(|name, _| all().any(|known| known.name == *name));
        self.marks.retain(|name| all().any(|known| known.name == *name));
        // What is known of the one at hand comes from its own look.
        if let Some(connection) = &shared.connection
            && shared.survey.is_some()
        {
            self.probes.remove(connection);
        }
        let names: Vec<&str> = self.shown(shared).iter().map(|known| known.name.as_str()).collect();
        if let Some(wanted) = &self.remembered {
            self.cursor.select_by(names.len(), |index| names[index] == wanted);
        }
    }

    fn on_report(&mut self, report: &Report, shared: &Shared) -> Vec<Effect> {
        match report {
            Report::Overviewed { connection, overview } => {
                self.probes.insert(connection.clone(), Probe::Answered(overview.clone()));
                vec![Effect::Redraw]
            }
            Report::Diagnosed { connection, diagnosis } => {
                if let Some((name, checks, is_running)) = &mut self.diagnosis
                    && name == connection
                {
                    checks.clone_from(&diagnosis.checks);
                    *is_running = false;
                }
                vec![Effect::Redraw]
            }
            Report::Draft { connection, draft } => {
                vec![Effect::open(ConnectionForm::new(draft, Some(connection.clone())))]
            }
            // A view that is open takes them itself.
            Report::Metrics { connection, metrics } if self.wants_metrics.as_ref() == Some(connection) => {
                self.wants_metrics = None;
                vec![Effect::open(MetricsView::new(connection.clone(), metrics.clone()))]
            }
            Report::Backups { connection, backups } => {
                vec![Effect::open(BackupList::new(connection.clone(), backups.clone()))]
            }
            Report::BackupInspected { connection, plan } => {
                vec![backups::ask_restore(shared, connection, plan)]
            }
            Report::BackedUp { connection, .. } => {
                self.marks.remove(connection);
                self.probes.remove(connection);
                self.back_up_next()
            }
            Report::Restored { connection, .. } | Report::Protected { connection, .. } => {
                self.probes.remove(connection);
                Vec::new()
            }
            Report::ConfigChanged { .. } => {
                self.probes.clear();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn on_failure(&mut self, request: &Request, failure: &Failure, _: &Shared) -> bool {
        match request {
            Request::Look(Look::Overview { connection }) => {
                self.probes.insert(connection.clone(), Probe::Failed(failure.clone()));
                true
            }
            Request::Work(Work::Backup { .. }) => {
                // The others wait for a person to have a look.
                self.to_back_up.clear();
                false
            }
            _ => false,
        }
    }

    fn on_happening(&mut self, _: JobId, request: &Request, what: &Happening, _: &Shared) {
        if let (Request::Look(Look::Diagnose { connection }), Happening::Checked(check)) = (request, what)
            && let Some((name, checks, true)) = &mut self.diagnosis
            && name == connection
        {
            checks.push(check.clone());
        }
    }

    fn on_answer(&mut self, ask: &Ask, text: &str, shared: &Shared) -> Vec<Effect> {
        match (ask, self.selected(shared)) {
            (Ask::RestoreFile, Some(selected)) => vec![backups::inspect(&selected.name, PathBuf::from(text))],
            (Ask::ProtectName, Some(selected)) => protect::named(&selected.name, text),
            _ => Vec::new(),
        }
    }

    fn on_click(&mut self, at: Position, shared: &Shared) -> Vec<Effect> {
        let rows = self.rows_at.get();
        self.in_details = !rows.contains(at);
        if !self.in_details
            && let Some(row) =
                self.cursor.row_at(usize::from(at.y.saturating_sub(rows.y + 1)), self.shown(shared).len())
        {
            self.cursor.select(row);
            self.scroll = Scroll::new();
            self.remember(shared);
        }
        vec![Effect::Redraw]
    }

    fn filter(&self) -> &str {
        &self.filter
    }

    fn set_filter(&mut self, text: &str, _: &Shared) {
        text.clone_into(&mut self.filter);
    }

    fn copied(&self, shared: &Shared) -> Option<String> {
        self.selected(shared).map(|selected| selected.url.to_string())
    }

    fn badge(&self, _: &Shared) -> Option<Badge> {
        let is_wrong = |probe: &&Probe| match probe {
            Probe::Asked => false,
            Probe::Failed(_) => true,
            Probe::Answered(overview) => {
                !matches!(overview.state, OverviewState::Ready | OverviewState::NoDatabase | OverviewState::Cancelled)
            }
        };
        let count = self.probes.values().filter(is_wrong).count();
        (count > 0).then(|| Badge { text: format!("!{count}"), danger: true })
    }

    fn memory(&self) -> TabMemory {
        let filter = (!self.filter.is_empty()).then(|| self.filter.clone());
        TabMemory { selection: self.remembered.clone(), filter }
    }

    fn recall(&mut self, memory: TabMemory) {
        // The list is the same whichever database is at hand: what was probed and selected stays.
        if self.probes.is_empty() {
            self.remembered = memory.selection;
            self.filter = memory.filter.unwrap_or_default();
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        draw::draw(self, frame, area, shared);
    }
}
