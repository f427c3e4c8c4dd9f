//! The revisions in lanes, newest first, and which of them are applied; details and SQL of the selected one beside them.

mod difference;
mod draw;
mod list;
mod stamp;
#[cfg(test)]
mod tests;
mod text;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::i18n::safe;
use crate::operations::migration::NewRevision;
use crate::revision::{Direction, Node, RevisionId, Source};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, list_hints};
use crate::tui::dialog::{Input, motion};
use crate::tui::editor::RevisionEditor;
use crate::tui::effect::{Ask, Effect};
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::tab::{Tab, TabMemory, TabName};
use crate::tui::text::UiText;
use crate::tui::widget::cursor::{Cursor, Marks};
use crate::tui::widget::sql::{Sql, SqlScroll};
use crate::worker::{Look, Report, Work};
use list::{List, State};
use text::HistoryText;

/// The history and what is selected in it.
#[derive(Debug, Default)]
pub struct HistoryTab {
    list: Option<List>,
    cursor: Cursor,
    marks: Marks<RevisionId>,
    filter: String,
    /// The revision whose details are shown: it follows the cursor when keys rest.
    shown: Option<RevisionId>,
    /// Its file, once it was read.
    sql: Option<(RevisionId, Arc<Sql>)>,
    scroll: SqlScroll,
    /// Whether keys move the details.
    in_details: bool,
    /// The revision whose file is on its way into an editor.
    editing: Option<String>,
    /// A merge is being written; its file opens in the editor when it is there.
    is_merging: bool,
    /// The revision that is being made from the difference, while its renames are asked about.
    proposing: Option<NewRevision>,
    /// What was selected when goc ran the last time.
    remembered: Option<String>,
    /// Where the rows were drawn, for clicks.
    rows_at: std::cell::Cell<Rect>,
}

const BINDINGS: &[Binding<HistoryTab>] = &[
    Binding {
        keys: &[Key::ENTER, Key::RIGHT, Key::char('l')],
        action: Action::Accept,
        text: &HistoryText::KeyDetails,
        footer: 2,
        off: HistoryTab::why_not_selected,
    },
    Binding {
        keys: &[Key::LEFT, Key::char('h'), Key::ESC],
        action: Action::Back,
        text: &UiText::KeyBack,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::char('u')],
        action: Action::Upgrade,
        text: &HistoryText::KeyUpgrade,
        footer: 3,
        off: HistoryTab::why_not_upgrade,
    },
    Binding {
        keys: &[Key::char('d')],
        action: Action::Downgrade,
        text: &HistoryText::KeyDowngrade,
        footer: 4,
        off: HistoryTab::why_not_downgrade,
    },
    Binding {
        keys: &[Key::char('s')],
        action: Action::Stamp,
        text: &HistoryText::KeyStamp,
        footer: 5,
        off: HistoryTab::why_not_stamp,
    },
    Binding {
        keys: &[Key::char('n')],
        action: Action::NewRevision,
        text: &HistoryText::KeyNew,
        footer: 5,
        off: HistoryTab::why_not_new,
    },
    Binding {
        keys: &[Key::char('D')],
        action: Action::Compare,
        text: &HistoryText::KeyDifference,
        footer: 0,
        off: HistoryTab::why_not_compare,
    },
    Binding {
        keys: &[Key::char('e')],
        action: Action::EditFile,
        text: &HistoryText::KeyEdit,
        footer: 0,
        off: HistoryTab::why_not_edit,
    },
    Binding {
        keys: &[Key::char('m')],
        action: Action::Merge,
        text: &HistoryText::KeyMerge,
        footer: 7,
        off: HistoryTab::why_not_merge,
    },
    Binding {
        keys: &[Key::SPACE],
        action: Action::Mark,
        text: &HistoryText::KeyMark,
        footer: 0,
        off: HistoryTab::why_not_selected,
    },
];

impl HistoryTab {
    fn node(&self) -> Option<Node> {
        let list = self.list.as_ref()?;
        self.cursor.selected(list.nodes.len()).map(|index| list.nodes[index])
    }

    /// The selected revision, and what the database says of it.
    fn selected(&self, shared: &Shared) -> Option<(RevisionId, State)> {
        let (node, list) = (self.node()?, self.list.as_ref()?);
        Some((shared.revisions.as_ref()?.graph.id(node).clone(), list.state(node)))
    }

    fn why_not_selected(&self, shared: &Shared) -> Option<String> {
        self.node().is_none().then(|| shared.say(HistoryText::NothingSelected))
    }

    fn why_not_upgrade(&self, shared: &Shared) -> Option<String> {
        shared.why_not_write().or_else(|| match self.selected(shared) {
            None => Some(shared.say(HistoryText::NothingSelected)),
            Some((_, State::Applied | State::Current)) => Some(shared.say(HistoryText::AlreadyApplied)),
            Some(_) => None,
        })
    }

    fn why_not_downgrade(&self, shared: &Shared) -> Option<String> {
        shared.why_not_write().or_else(|| match self.selected(shared) {
            None => Some(shared.say(HistoryText::NothingSelected)),
            Some((_, State::Pending)) => Some(shared.say(HistoryText::IsNotApplied)),
            Some((id, State::Current)) if is_only_row(shared, &id) => Some(shared.say(HistoryText::IsCurrent)),
            Some(_) => None,
        })
    }

    fn why_not_stamp(&self, shared: &Shared) -> Option<String> {
        shared.why_not_write().or_else(|| match self.selected(shared) {
            None => Some(shared.say(HistoryText::NothingSelected)),
            Some((id, State::Current)) if is_only_row(shared, &id) => Some(shared.say(HistoryText::IsCurrent)),
            Some(_) => None,
        })
    }

    fn why_not_new(&self, shared: &Shared) -> Option<String> {
        shared.why_busy().or_else(|| why_not_files(shared))
    }

    fn why_not_compare(&self, shared: &Shared) -> Option<String> {
        self.why_not_new(shared).or_else(|| shared.connection.is_none().then(|| shared.say(HistoryText::NoConnection)))
    }

    fn why_not_edit(&self, shared: &Shared) -> Option<String> {
        self.why_not_selected(shared).or_else(|| self.why_not_new(shared))
    }

    fn why_not_merge(&self, shared: &Shared) -> Option<String> {
        self.why_not_new(shared).or_else(|| (self.heads(shared).len() < 2).then(|| shared.say(HistoryText::OneHead)))
    }

    /// What a merge joins: the marked revisions when there are several, else every head.
    fn heads(&self, shared: &Shared) -> Vec<RevisionId> {
        if self.marks.len() > 1 {
            return self.marks.iter().cloned().collect();
        }
        let graph = shared.revisions.as_ref().map(|revisions| &revisions.graph);
        graph.map(|graph| graph.ids(graph.heads())).unwrap_or_default()
    }

    /// A new revision follows the selected head when there are several, else the only one.
    fn parent_of_new(&self, shared: &Shared) -> Option<String> {
        let graph = &shared.revisions.as_ref()?.graph;
        let heads = graph.heads();
        match (heads.len(), self.node()) {
            (0, _) => None,
            (1, _) => Some(graph.id(heads[0]).to_string()),
            (_, Some(node)) if graph.is_head(node) => Some(graph.id(node).to_string()),
            _ => None,
        }
    }

    /// Computes the rows again and keeps what is selected.
    fn rebuild(&mut self, shared: &Shared) {
        let selected = self.selected(shared).map(|(id, _)| id.to_string()).or_else(|| self.remembered.clone());
        let Some(revisions) = &shared.revisions else {
            self.list = None;
            return;
        };
        let list = List::new(shared, revisions, &self.filter);
        let graph = &revisions.graph;
        let current = || list.nodes.iter().position(|&node| list.state(node) == State::Current);
        match selected {
            Some(id) => {
                self.cursor.select_by(list.nodes.len(), |index| **graph.id(list.nodes[index]) == *id);
            }
            // Where the database stands is what people look for first.
            None => self.cursor.select(current().unwrap_or_default()),
        }
        if !list.nodes.is_empty() {
            self.remembered = None;
        }
        self.marks.retain(|id| graph.by_id(id).is_some());
        self.list = Some(list);
        self.follow(shared);
    }

    /// Shows the details of the selected revision, and asks for its file if it is not the one at hand.
    fn follow(&mut self, shared: &Shared) -> Vec<Effect> {
        let selected = self.selected(shared).map(|(id, _)| id);
        if self.shown != selected {
            self.shown.clone_from(&selected);
            self.scroll = SqlScroll::new();
        }
        match selected {
            Some(id) if self.sql.as_ref().is_none_or(|(read, _)| *read != id) => {
                vec![Effect::Redraw, Effect::start(Look::ReadRevision { revision: id.to_string() })]
            }
            _ => Vec::new(),
        }
    }

    fn move_by(&mut self, action: Action) -> bool {
        let Some(motion) = motion(action) else { return false };
        if self.in_details {
            return self.scroll.go(motion);
        }
        let length = self.list.as_ref().map_or(0, |list| list.nodes.len());
        self.cursor.go(motion, length)
    }
}

/// Whether the version table holds this revision and nothing else.
fn is_only_row(shared: &Shared, id: &RevisionId) -> bool {
    shared.status().is_some_and(|status| status.current == [id.clone()])
}

/// Why revision files cannot be written here.
fn why_not_files(shared: &Shared) -> Option<String> {
    let revisions = shared.revisions.as_ref()?;
    if matches!(revisions.source, Source::Builtin(_)) {
        return Some(shared.say(HistoryText::Builtin));
    }
    if let Err(problem) = revisions.source.sql() {
        return Some(crate::i18n::Say::say(&problem, shared.lang));
    }
    revisions.checked().is_err().then(|| shared.say(HistoryText::FaultyGraph))
}

impl Tab for HistoryTab {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        list_hints(BINDINGS, self, shared)
    }

    fn on_action(&mut self, action: Action, shared: &Shared) -> Vec<Effect> {
        let selected = self.selected(shared).map(|(id, _)| id.to_string());
        match (action, selected) {
            (Action::Accept, Some(_)) => {
                self.in_details = true;
                let mut effects = self.follow(shared);
                effects.push(Effect::Redraw);
                effects
            }
            (Action::Back, _) => {
                if self.in_details {
                    self.in_details = false;
                } else if !self.filter.is_empty() {
                    self.set_filter("", shared);
                } else {
                    self.marks.clear();
                }
                vec![Effect::Redraw]
            }
            (Action::Left | Action::Right, _) if self.in_details => {
                self.scroll.sideways(action == Action::Right);
                vec![Effect::Redraw]
            }
            (Action::Upgrade, Some(text)) => to_pending(Ask::UpgradeTarget, text),
            (Action::Downgrade, Some(text)) => to_pending(Ask::DowngradeTarget, text),
            (Action::Stamp, Some(text)) => stamp::ask(shared, &text),
            (Action::Mark, Some(text)) => {
                self.marks.toggle(RevisionId::unchecked(&text));
                self.move_by(Action::Next);
                vec![Effect::Redraw]
            }
            (Action::NewRevision, _) => {
                let parent = self.parent_of_new(shared).unwrap_or_else(|| "head".to_owned());
                let title = shared.say(HistoryText::AskNew { parent: safe(&parent).into_owned() });
                let check =
                    |text: &str, shared: &Shared| text.is_empty().then(|| shared.say(HistoryText::NewNeedsMessage));
                let input = Input::new(title, "", TabName::History, Ask::RevisionMessage)
                    .explained(shared.say(HistoryText::NewMeaning))
                    .checked(check);
                vec![Effect::open(input)]
            }
            (Action::Compare, _) => vec![difference::ask(shared)],
            (Action::EditFile, Some(revision)) => {
                self.editing = Some(revision.clone());
                vec![Effect::start(Look::ReadRevision { revision })]
            }
            (Action::Merge, _) => {
                let heads = self.heads(shared);
                let shown = safe(&heads.iter().map(|id| &**id).collect::<Vec<_>>().join(", ")).into_owned();
                let message = shared.say(HistoryText::MergeDefault);
                let title = shared.say(HistoryText::AskMerge { heads: shown });
                let input = Input::new(title, &message, TabName::History, Ask::MergeMessage)
                    .explained(shared.say(HistoryText::MergeMeaning));
                vec![Effect::open(input)]
            }
            (action, _) if self.move_by(action) => vec![Effect::Redraw],
            _ => Vec::new(),
        }
    }

    fn on_show(&mut self, shared: &Shared) -> Vec<Effect> {
        self.follow(shared)
    }

    fn on_change(&mut self, shared: &Shared) {
        // The file may have been edited since.
        self.sql = None;
        self.rebuild(shared);
    }

    fn on_report(&mut self, report: &Report, shared: &Shared) -> Vec<Effect> {
        match report {
            Report::Proposed { connection, new, is_asked, proposal }
                if shared.connection.as_ref() == Some(connection) =>
            {
                self.proposing = Some(new.clone());
                difference::proposed(shared, *is_asked, proposal)
            }
            Report::RevisionTemplate { text } => vec![Effect::open(RevisionEditor::new(text, None))],
            Report::RevisionText { revision, text } => {
                if self.editing.take().is_some_and(|editing| editing == *revision) {
                    return vec![Effect::open(RevisionEditor::new(text, Some(revision.clone())))];
                }
                let sql = behind_header(text);
                self.scroll = SqlScroll::at(own_section(revision, text, sql, shared));
                self.sql = Some((RevisionId::unchecked(revision.as_str()), Arc::new(Sql::new(sql))));
                vec![Effect::Redraw]
            }
            Report::RevisionCreated(created) => {
                self.remembered = Some(created.revision.to_string());
                self.marks.clear();
                if !std::mem::take(&mut self.is_merging) {
                    return Vec::new();
                }
                let revision = created.revision.to_string();
                self.editing = Some(revision.clone());
                vec![Effect::start(Look::ReadRevision { revision })]
            }
            _ => Vec::new(),
        }
    }

    fn on_rest(&mut self, shared: &Shared) -> Vec<Effect> {
        let before = self.shown.clone();
        let mut effects = self.follow(shared);
        if before != self.shown {
            effects.push(Effect::Redraw);
        }
        effects
    }

    fn on_answer(&mut self, ask: &Ask, text: &str, shared: &Shared) -> Vec<Effect> {
        match ask {
            Ask::MergeMessage => {
                let targets = self.heads(shared).iter().map(RevisionId::to_string).collect();
                let new = NewRevision { message: text.to_owned(), splice: true, ..NewRevision::default() };
                self.is_merging = true;
                vec![Effect::start(Work::Merge { targets, new })]
            }
            Ask::RevisionMessage => {
                self.is_merging = false;
                let head = self.parent_of_new(shared);
                let new = NewRevision { message: text.to_owned(), head, ..NewRevision::default() };
                vec![Effect::start(Look::RevisionTemplate(new))]
            }
            Ask::Own(difference::MESSAGE) => difference::start(shared, text, self.parent_of_new(shared)),
            Ask::Own(difference::RENAMES) => match self.proposing.take() {
                Some(new) => difference::start_with(shared, text, new),
                None => Vec::new(),
            },
            Ask::StampTarget => stamp::ask(shared, text),
            _ => Vec::new(),
        }
    }

    fn on_click(&mut self, at: Position, shared: &Shared) -> Vec<Effect> {
        let rows = self.rows_at.get();
        if !rows.contains(at) {
            self.in_details = at.x >= rows.right();
            return vec![Effect::Redraw];
        }
        self.in_details = false;
        let Some(list) = &self.list else { return Vec::new() };
        let line = self.cursor.row_at(usize::from(at.y - rows.y), list.lanes.len());
        if let Some(place) = line.and_then(|line| list.lanes.place_at(line)) {
            self.cursor.select(place);
        }
        let mut effects = self.follow(shared);
        effects.push(Effect::Redraw);
        effects
    }

    fn filter(&self) -> &str {
        &self.filter
    }

    fn set_filter(&mut self, text: &str, shared: &Shared) {
        text.clone_into(&mut self.filter);
        self.rebuild(shared);
    }

    fn copied(&self, shared: &Shared) -> Option<String> {
        self.selected(shared).map(|(id, _)| id.to_string())
    }

    fn memory(&self) -> TabMemory {
        let filter = (!self.filter.is_empty()).then(|| self.filter.clone());
        TabMemory { selection: self.shown.as_ref().map(RevisionId::to_string).or(self.remembered.clone()), filter }
    }

    fn recall(&mut self, memory: TabMemory) {
        *self = HistoryTab {
            remembered: memory.selection,
            filter: memory.filter.unwrap_or_default(),
            ..HistoryTab::default()
        };
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        draw::draw(self, frame, area, shared);
    }
}

/// The sections of a revision file: what its header says stands above them already.
fn behind_header(text: &str) -> &str {
    text.find("\n-- goc:").map_or(text, |at| &text[at + 1..])
}

/// The line of `sql`, the end of a file's `text`, on which what an upgrade of this database runs begins: what another kind of database
/// would run stands above it.
fn own_section(revision: &str, text: &str, sql: &str, shared: &Shared) -> usize {
    let file = shared.revisions.as_ref().and_then(|revisions| {
        let graph = &revisions.graph;
        Some(graph.file(graph.by_id(revision)?))
    });
    let section = file.zip(shared.engine()).and_then(|(file, engine)| file.section_for(Direction::Upgrade, engine));
    let header = text[..text.len() - sql.len()].lines().count();
    // Its first line follows its marker, and lines of a file are counted from 1.
    section.map_or(0, |section| (section.first_line as usize).saturating_sub(2 + header))
}

/// The Pending tab shows the plan for a target and runs it.
fn to_pending(ask: Ask, text: String) -> Vec<Effect> {
    vec![Effect::Show(TabName::Pending), Effect::Answer { tab: TabName::Pending, ask, text }]
}
