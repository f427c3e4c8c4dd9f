//! The seed sets against the database: what is new, the same or different, the rows behind it, and loading them.

mod ask;
mod draw;
mod key_text;
#[cfg(test)]
mod tests;
mod text;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::i18n::fold;
use crate::operations::seed::{Answers, LoadReport, OnExisting, Question, Seeds, SetDifference};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, list_hints};
use crate::tui::dialog::motion;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::tab::{Badge, Tab, TabMemory};
use crate::tui::text::UiText;
use crate::tui::widget::cursor::{Cursor, Marks};
use crate::worker::{Failure, Look, Report, Request};
use text::SeedingText;

/// The sets, and what is selected among them.
#[derive(Debug, Default)]
pub struct SeedingTab {
    sets: Option<Arc<Vec<SetDifference>>>,
    /// The files that they come from.
    seeds: Option<Arc<Seeds>>,
    questions: Vec<Question>,
    failure: Option<Failure>,
    is_stale: bool,
    is_asked: bool,
    cursor: Cursor,
    marks: Marks<String>,
    filter: String,
    in_rows: bool,
    rows: Cursor,
    /// What the newest load did.
    report: Option<LoadReport>,
    remembered: Option<String>,
    rows_at: std::cell::Cell<Rect>,
}

const BINDINGS: &[Binding<SeedingTab>] = &[
    Binding {
        keys: &[Key::char('a')],
        action: Action::LoadAll,
        text: &SeedingText::KeyLoadAll,
        footer: 2,
        off: SeedingTab::why_not_load_all,
    },
    Binding {
        keys: &[Key::char('l')],
        action: Action::Load,
        text: &SeedingText::KeyLoad,
        footer: 3,
        off: SeedingTab::why_not_load,
    },
    Binding {
        keys: &[Key::ENTER, Key::RIGHT],
        action: Action::Accept,
        text: &SeedingText::KeyRows,
        footer: 4,
        off: SeedingTab::why_not_selected,
    },
    Binding {
        keys: &[Key::SPACE],
        action: Action::Mark,
        text: &SeedingText::KeyMark,
        footer: 5,
        off: SeedingTab::why_not_selected,
    },
    Binding {
        keys: &[Key::LEFT, Key::char('h'), Key::ESC],
        action: Action::Back,
        text: &UiText::KeyBack,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::char('p')],
        action: Action::Answers,
        text: &SeedingText::KeyPassword,
        footer: 7,
        off: |_, shared| shared.why_not_write(),
    },
    Binding {
        keys: &[Key::char('c')],
        action: Action::Check,
        text: &SeedingText::KeyCheck,
        footer: 0,
        off: |_, shared| shared.connection.is_none().then(|| shared.say(UiText::NoConnectionChosen)),
    },
];

/// Rows that a load of a set would write.
fn writes(set: &SetDifference) -> usize {
    set.new + if set.on_existing == OnExisting::Update { set.different } else { 0 }
}

impl SeedingTab {
    /// The sets that the filter leaves.
    fn shown(&self) -> Vec<&SetDifference> {
        let wanted = fold(self.filter.trim());
        let all = self.sets.iter().flat_map(|sets| sets.iter());
        all.filter(|set| fold(&format!("{} {}", set.set, set.table)).contains(&wanted)).collect()
    }

    fn selected(&self) -> Option<&SetDifference> {
        let shown = self.shown();
        self.cursor.selected(shown.len()).map(|index| shown[index])
    }

    /// What `l` loads: the marked sets, else the selected one.
    fn chosen(&self) -> Vec<&SetDifference> {
        match self.marks.is_empty() {
            true => self.selected().into_iter().collect(),
            false => {
                self.sets.iter().flat_map(|sets| sets.iter()).filter(|set| self.marks.contains(&set.set)).collect()
            }
        }
    }

    fn why_not_selected(&self, shared: &Shared) -> Option<String> {
        self.selected().is_none().then(|| shared.say(SeedingText::NothingSelected))
    }

    fn why_not(&self, sets: &[&SetDifference], shared: &Shared) -> Option<String> {
        if let Some(why) = shared.why_not_write() {
            return Some(why);
        }
        if self.sets.is_none() {
            return Some(match &self.failure {
                Some(failure) => failure.say(shared.lang),
                None => shared.say(SeedingText::NotCompared),
            });
        }
        (sets.iter().map(|set| writes(set)).sum::<usize>() == 0).then(|| shared.say(SeedingText::NothingToLoad))
    }

    fn why_not_load(&self, shared: &Shared) -> Option<String> {
        self.why_not(&self.chosen(), shared)
    }

    fn why_not_load_all(&self, shared: &Shared) -> Option<String> {
        let all: Vec<&SetDifference> = self.sets.iter().flat_map(|sets| sets.iter()).collect();
        self.why_not(&all, shared)
    }

    fn ask(&mut self, shared: &Shared) -> Vec<Effect> {
        let (Some(connection), Some(Ok(_)), false) = (&shared.connection, &shared.survey, shared.is_writing()) else {
            return Vec::new();
        };
        self.is_stale = false;
        self.is_asked = true;
        vec![Effect::start(Look::CompareSeeds { connection: connection.clone(), answers: Answers::default() })]
    }
}

impl Tab for SeedingTab {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        list_hints(BINDINGS, self, shared)
    }

    fn on_action(&mut self, action: Action, shared: &Shared) -> Vec<Effect> {
        match action {
            Action::Accept => {
                self.in_rows = true;
                self.rows = Cursor::new();
            }
            Action::Back => {
                if self.in_rows {
                    self.in_rows = false;
                } else if self.report.take().is_none() {
                    self.marks.clear();
                    self.filter.clear();
                }
            }
            Action::Mark => {
                if let Some(name) = self.selected().map(|set| set.set.clone()) {
                    self.marks.toggle(name);
                    let length = self.shown().len();
                    self.cursor.go(crate::tui::widget::cursor::Motion::Next, length);
                }
            }
            Action::Load => return ask::load(shared, &self.chosen(), &self.questions),
            Action::LoadAll => {
                let all: Vec<&SetDifference> = self.sets.iter().flat_map(|sets| sets.iter()).collect();
                return ask::load(shared, &all, &self.questions);
            }
            Action::Answers => return ask::reset_password(shared),
            Action::Check => return vec![Effect::Refresh],
            action => {
                let Some(motion) = motion(action) else { return Vec::new() };
                if self.in_rows {
                    let rows = self.selected().map_or(0, |set| set.rows.len());
                    self.rows.go(motion, rows);
                } else {
                    let length = self.shown().len();
                    self.cursor.go(motion, length);
                    self.rows = Cursor::new();
                }
            }
        }
        vec![Effect::Redraw]
    }

    fn on_show(&mut self, shared: &Shared) -> Vec<Effect> {
        let needs = self.sets.is_none() && self.failure.is_none() && !self.is_asked;
        if self.is_stale || needs { self.ask(shared) } else { Vec::new() }
    }

    fn on_change(&mut self, _: &Shared) {
        self.is_stale = true;
    }

    fn on_report(&mut self, report: &Report, shared: &Shared) -> Vec<Effect> {
        match report {
            Report::SeedsCompared { connection, seeds, questions, sets }
                if shared.connection.as_ref() == Some(connection) =>
            {
                let selected = self.selected().map(|set| set.set.clone()).or(self.remembered.take());
                self.is_asked = false;
                self.failure = None;
                self.questions.clone_from(questions);
                self.marks.retain(|name| sets.iter().any(|set| set.set == *name));
                self.sets = Some(sets.clone());
                self.seeds = Some(seeds.clone());
                if let Some(selected) = selected {
                    let names: Vec<String> = self.shown().iter().map(|set| set.set.clone()).collect();
                    self.cursor.select_by(names.len(), |index| names[index] == selected);
                }
                vec![Effect::Redraw]
            }
            Report::SeedsLoaded { report, .. } => {
                self.report = Some(report.clone());
                self.marks.clear();
                vec![Effect::Redraw]
            }
            _ => Vec::new(),
        }
    }

    fn on_failure(&mut self, request: &Request, failure: &Failure, shared: &Shared) -> bool {
        let Request::Look(Look::CompareSeeds { connection, .. }) = request else { return false };
        if shared.connection.as_ref() != Some(connection) {
            return false;
        }
        self.is_asked = false;
        self.sets = None;
        self.failure = Some(failure.clone());
        true
    }

    fn on_click(&mut self, at: Position, _: &Shared) -> Vec<Effect> {
        let rows = self.rows_at.get();
        self.in_rows = !rows.contains(at);
        if !self.in_rows
            && let Some(row) = self.cursor.row_at(usize::from(at.y.saturating_sub(rows.y + 1)), self.shown().len())
        {
            self.cursor.select(row);
            self.rows = Cursor::new();
        }
        vec![Effect::Redraw]
    }

    fn filter(&self) -> &str {
        &self.filter
    }

    fn set_filter(&mut self, text: &str, _: &Shared) {
        text.clone_into(&mut self.filter);
    }

    fn copied(&self, _: &Shared) -> Option<String> {
        let set = self.selected()?;
        match self.in_rows {
            true => self.rows.selected(set.rows.len()).map(|index| set.rows[index].key.clone()),
            false => Some(set.set.clone()),
        }
    }

    fn badge(&self, _: &Shared) -> Option<Badge> {
        let rows: usize = self.sets.iter().flat_map(|sets| sets.iter()).map(writes).sum();
        (rows > 0).then(|| Badge { text: rows.to_string(), danger: false })
    }

    fn memory(&self) -> TabMemory {
        let filter = (!self.filter.is_empty()).then(|| self.filter.clone());
        TabMemory { selection: self.selected().map(|set| set.set.clone()).or(self.remembered.clone()), filter }
    }

    fn recall(&mut self, memory: TabMemory) {
        *self = SeedingTab {
            remembered: memory.selection,
            filter: memory.filter.unwrap_or_default(),
            ..SeedingTab::default()
        };
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        draw::draw(self, frame, area, shared);
    }
}
