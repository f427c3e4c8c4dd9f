//! What an upgrade would run, with its cost; and the run itself, from its first step to its result.

mod draw_plan;
mod draw_run;
mod elsewhere;
mod ending;
mod goal;
mod questions;
mod risks;
mod server;
#[cfg(test)]
mod server_tests;
#[cfg(test)]
mod tests;
mod text;
mod window;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Zoned;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::database::Urgency;
use crate::database::activity::Ending;
use crate::i18n::safe;
use crate::operations::backup::BackupOptions;
use crate::operations::impact::{Preview, StepImpact};
use crate::operations::migration::{RunOptions, RunReport};
use crate::operations::rehearse::Rehearsal;
use crate::revision::{Direction, RevisionId};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, list_hints};
use crate::tui::dialog::{Input, motion};
use crate::tui::effect::{Ask, Effect};
use crate::tui::job::Ended;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::tab::{Badge, Tab, TabMemory, TabName};
use crate::tui::text::UiText;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::sql::{Sql, SqlScroll};
use crate::tui::widget::text::Scroll;
use crate::worker::{Failure, JobId, Look, Report, Request, Work};
use ending::Identity;
use goal::Goal;
use text::PendingText;
use window::Window;

/// The plan, the run, and what is selected in them.
#[derive(Debug, Default)]
pub struct PendingTab {
    goal: Goal,
    preview: Option<Arc<Preview>>,
    /// Why there is no plan.
    failure: Option<Failure>,
    /// What is known may be outdated.
    is_stale: bool,
    /// A plan was asked for and is on its way.
    is_asked: bool,
    single_transaction: bool,
    /// When a run is to begin and to be over, as it was typed.
    window: Window,
    /// The plan was asked for to be run: the question comes with it.
    runs_when_planned: bool,
    cursor: Cursor,
    in_details: bool,
    /// The SQL of the step whose details are shown: it follows the cursor when keys rest.
    shown: Option<(RevisionId, Arc<Sql>)>,
    scroll: SqlScroll,
    /// The result that somebody has seen enough of.
    dismissed: Option<JobId>,
    /// What the newest rehearsal showed.
    rehearsal: Option<Box<Rehearsal>>,
    /// What the newest run reported.
    report: Option<RunReport>,
    run_scroll: Scroll,
    /// The script that waits for a file's name.
    script: Option<String>,
    rows_at: std::cell::Cell<Rect>,
    /// The work of another goc that somebody has turned away from to see the plan.
    left: Option<String>,
    /// Who was told to cancel: asked again, their session is ended.
    asked_to_cancel: Vec<Identity>,
}

const BINDINGS: &[Binding<PendingTab>] = &[
    Binding {
        keys: &[Key::char('u'), Key::char('R')],
        action: Action::Upgrade,
        text: &PendingText::KeyRun,
        footer: 2,
        off: PendingTab::why_not_run,
    },
    Binding {
        keys: &[Key::ENTER, Key::RIGHT, Key::char('l')],
        action: Action::Accept,
        text: &PendingText::KeyDetails,
        footer: 3,
        off: PendingTab::why_not_details,
    },
    Binding {
        keys: &[Key::LEFT, Key::char('h'), Key::ESC],
        action: Action::Back,
        text: &UiText::KeyBack,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::char('x')],
        action: Action::DryRun,
        text: &PendingText::KeyDryRun,
        footer: 4,
        off: PendingTab::why_not_run,
    },
    Binding {
        keys: &[Key::char('H')],
        action: Action::Rehearse,
        text: &PendingText::KeyRehearse,
        footer: 8,
        off: PendingTab::why_not_rehearse,
    },
    Binding {
        keys: &[Key::char('b')],
        action: Action::Backup,
        text: &PendingText::KeyBackup,
        footer: 5,
        off: |_, shared| shared.why_not_write(),
    },
    Binding {
        keys: &[Key::char('t')],
        action: Action::Target,
        text: &PendingText::KeyTarget,
        footer: 6,
        off: |_, shared| shared.why_not_write(),
    },
    Binding {
        keys: &[Key::char('D')],
        action: Action::Downgrade,
        text: &PendingText::KeyDowngrade,
        footer: 7,
        off: PendingTab::why_not_downgrade,
    },
    Binding {
        keys: &[Key::char('E')],
        action: Action::Export,
        text: &PendingText::KeyExport,
        footer: 0,
        off: PendingTab::why_not_export,
    },
    Binding {
        keys: &[Key::char('i')],
        action: Action::Check,
        text: &PendingText::KeyRisks,
        footer: 8,
        off: PendingTab::why_not_risks,
    },
    Binding {
        keys: &[Key::char('z')],
        action: Action::NotBefore,
        text: &PendingText::KeyNotBefore,
        footer: 0,
        off: PendingTab::why_not_run,
    },
    Binding {
        keys: &[Key::char('Z')],
        action: Action::Deadline,
        text: &PendingText::KeyDeadline,
        footer: 0,
        off: PendingTab::why_not_run,
    },
    Binding {
        keys: &[Key::char('o')],
        action: Action::Mark,
        text: &PendingText::KeySingle,
        footer: 0,
        off: PendingTab::why_not_single,
    },
    Binding {
        keys: &[Key::char('c')],
        action: Action::Load,
        text: &PendingText::KeyContinue,
        footer: 0,
        off: PendingTab::why_not_continue,
    },
    Binding {
        keys: &[Key::char('w')],
        action: Action::Watch,
        text: &PendingText::KeyWatch,
        footer: 0,
        off: |_, shared| elsewhere::work(shared).is_none().then(|| shared.say(PendingText::NotElsewhere)),
    },
];

/// While a job runs, and while its result is shown.
const RUN_BINDINGS: &[Binding<PendingTab>] = &[
    Binding {
        keys: &[Key::char('c'), Key::ctrl('c'), Key::char('x')],
        action: Action::Cancel,
        text: &PendingText::KeyCancel,
        footer: 2,
        off: |_, shared| (!shared.is_writing()).then(|| shared.say(UiText::NothingRuns)),
    },
    Binding {
        keys: &[Key::char('e')],
        action: Action::EndBlocker,
        text: &PendingText::KeyEndBlocker,
        footer: 4,
        off: PendingTab::why_not_end,
    },
    Binding {
        keys: &[Key::ESC, Key::ENTER, Key::LEFT, Key::char('h')],
        action: Action::Back,
        text: &PendingText::KeyToPlan,
        footer: 3,
        off: |_, shared| shared.is_writing().then(|| shared.say(PendingText::StillRunning)),
    },
];

impl PendingTab {
    /// Whether a run, or its result, is in front.
    fn shows_run(&self, shared: &Shared) -> bool {
        shared.job.as_ref().is_some_and(|job| self.dismissed != Some(job.job))
    }

    fn steps(&self) -> usize {
        self.preview.as_ref().map_or(0, |preview| preview.steps.len())
    }

    fn why_not_run(&self, shared: &Shared) -> Option<String> {
        if let Some(why) = shared.why_not_write() {
            return Some(why);
        }
        let Some(preview) = self.preview.as_ref().filter(|preview| !preview.steps.is_empty()) else {
            return Some(shared.say(PendingText::NothingPlanned));
        };
        let blocked = preview.steps.iter().find(|step| step.blocked.is_some())?;
        Some(shared.say(PendingText::StepBlocked { revision: safe(&blocked.revision).into_owned() }))
    }

    fn why_not_rehearse(&self, shared: &Shared) -> Option<String> {
        let back = self.goal.is_downgrade().then(|| shared.say(PendingText::RehearsesUpgrades));
        back.or_else(|| self.why_not_run(shared))
    }

    fn why_not_details(&self, shared: &Shared) -> Option<String> {
        (self.steps() == 0).then(|| shared.say(PendingText::NothingPlanned))
    }

    fn why_not_risks(&self, shared: &Shared) -> Option<String> {
        let has_none = self.selected().is_none_or(|step| step.findings.is_empty());
        has_none.then(|| shared.say(PendingText::NoRisks))
    }

    fn selected(&self) -> Option<&StepImpact> {
        let preview = self.preview.as_ref()?;
        preview.steps.get(self.cursor.selected(preview.steps.len())?)
    }

    fn why_not_downgrade(&self, shared: &Shared) -> Option<String> {
        shared.why_not_write().or_else(|| {
            let is_empty = shared.status().is_none_or(|status| status.current.is_empty());
            is_empty.then(|| shared.say(PendingText::NothingApplied))
        })
    }

    fn why_not_export(&self, shared: &Shared) -> Option<String> {
        self.why_not_run(shared)
    }

    fn why_not_single(&self, shared: &Shared) -> Option<String> {
        let preview = self.preview.as_ref()?;
        (!preview.single_transaction_possible).then(|| shared.say(PendingText::NotTogether))
    }

    fn why_not_continue(&self, shared: &Shared) -> Option<String> {
        shared
            .why_not_write()
            .or_else(|| unfinished(shared).is_none().then(|| shared.say(PendingText::NothingToContinue)))
    }

    fn bindings(&self, shared: &Shared) -> &'static [Binding<PendingTab>] {
        match (self.shows_run(shared), self.elsewhere(shared)) {
            (true, _) => RUN_BINDINGS,
            (false, Some(_)) => elsewhere::BINDINGS,
            (false, None) => BINDINGS,
        }
    }

    /// Plans for something else.
    fn aim(&mut self, direction: Direction, target: &str, shared: &Shared) -> Vec<Effect> {
        self.goal = Goal { direction, target: target.to_owned() };
        self.runs_when_planned = false;
        self.preview = None;
        self.failure = None;
        self.cursor = Cursor::new();
        self.in_details = false;
        self.shown = None;
        self.dismissed = shared.job.as_ref().filter(|job| !job.is_running()).map(|job| job.job).or(self.dismissed);
        self.ask(shared)
    }

    /// Asks for the plan, unless nobody could say what it is yet.
    fn ask(&mut self, shared: &Shared) -> Vec<Effect> {
        let (Some(connection), Some(Ok(_)), false) = (&shared.connection, &shared.survey, shared.is_writing()) else {
            return Vec::new();
        };
        self.is_stale = false;
        self.is_asked = true;
        let Goal { direction, target } = self.goal.clone();
        vec![Effect::start(Look::Preview { connection: connection.clone(), direction, target })]
    }

    /// The details show the step that is selected.
    fn follow(&mut self) -> bool {
        let Some(preview) = &self.preview else { return self.shown.take().is_some() };
        let Some(step) = self.cursor.selected(preview.steps.len()).map(|index| &preview.steps[index]) else {
            return self.shown.take().is_some();
        };
        if self.shown.as_ref().is_some_and(|(shown, _)| *shown == step.revision) {
            return false;
        }
        self.shown = Some((step.revision.clone(), Arc::new(Sql::new(&step.sql))));
        self.scroll = SqlScroll::new();
        true
    }

    fn options(&self, dry_run: bool) -> RunOptions {
        let options = RunOptions { single_transaction: self.single_transaction, dry_run, ..RunOptions::default() };
        // What only tries keeps nobody from working, and all or nothing cannot end in between.
        if dry_run { options } else { self.window.apply(options, &Zoned::now()) }
    }

    fn confirm(&self, dry_run: bool, shared: &Shared) -> Vec<Effect> {
        let Some(preview) = &self.preview else { return Vec::new() };
        questions::run(shared, &self.goal, preview, self.options(dry_run)).into_iter().collect()
    }

    fn on_run_action(&mut self, action: Action, shared: &Shared) -> Vec<Effect> {
        match action {
            Action::Cancel => {
                // Who asks a second time has seen that it takes a while.
                let asked = shared.job.as_ref().is_some_and(|job| job.asked == Urgency::Now);
                if asked { vec![Effect::Stop(Urgency::Now)] } else { vec![Effect::Do(Action::CancelJob)] }
            }
            Action::EndBlocker => ending::ask(self.in_the_way(shared), &self.asked_to_cancel, shared),
            Action::Back => {
                self.dismissed = shared.job.as_ref().map(|job| job.job);
                let mut effects = self.on_show(shared);
                effects.push(Effect::Redraw);
                effects
            }
            action => {
                if let Some(motion) = motion(action) {
                    self.run_scroll.go(motion);
                }
                vec![Effect::Redraw]
            }
        }
    }
}

/// The run that was left unfinished: its direction and its target.
fn unfinished(shared: &Shared) -> Option<(Direction, String)> {
    let run = shared.status()?.last_failed_run.as_ref()?;
    let direction = match run.command.as_str() {
        "upgrade" => Direction::Upgrade,
        "downgrade" => Direction::Downgrade,
        _ => return None,
    };
    Some((direction, run.target.clone()))
}

impl Tab for PendingTab {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        let mut hints = list_hints(self.bindings(shared), self, shared);
        // Most of the time nobody is in the way, and the footer has little room.
        let quiet = |hint: &&mut Hint| hint.action == Action::EndBlocker && hint.off.is_some();
        hints.iter_mut().filter(quiet).for_each(|hint| hint.footer = 0);
        hints
    }

    fn on_action(&mut self, action: Action, shared: &Shared) -> Vec<Effect> {
        if self.shows_run(shared) {
            return self.on_run_action(action, shared);
        }
        if let Some(activity) = self.elsewhere(shared) {
            return self.on_elsewhere_action(action, activity, shared);
        }
        match action {
            Action::Accept => {
                self.in_details = true;
                self.follow();
                vec![Effect::Redraw]
            }
            Action::Left | Action::Right if self.in_details => {
                self.scroll.sideways(action == Action::Right);
                vec![Effect::Redraw]
            }
            Action::Back if self.in_details => {
                self.in_details = false;
                vec![Effect::Redraw]
            }
            Action::Back => {
                let goal = Goal::default();
                if self.goal == goal { vec![Effect::Redraw] } else { self.aim(goal.direction, &goal.target, shared) }
            }
            Action::Upgrade => self.confirm(false, shared),
            Action::DryRun => self.confirm(true, shared),
            Action::Rehearse => match &shared.connection {
                Some(connection) => {
                    let (connection, target) = (connection.clone(), self.goal.target.clone());
                    vec![Effect::start(Work::Rehearse { connection, target })]
                }
                None => Vec::new(),
            },
            Action::Backup => match &shared.connection {
                Some(connection) => {
                    let (connection, options) = (connection.clone(), BackupOptions::default());
                    vec![Effect::start(Work::Backup { connection, options })]
                }
                None => Vec::new(),
            },
            Action::Target => {
                let input =
                    Input::new(shared.say(PendingText::AskTarget), "head", TabName::Pending, Ask::UpgradeTarget);
                vec![Effect::open(input.explained(shared.say(PendingText::AskTargetMore)).checked(check_target))]
            }
            Action::Downgrade => {
                let input = Input::new(shared.say(PendingText::AskBack), "-1", TabName::Pending, Ask::DowngradeTarget);
                vec![Effect::open(input.explained(shared.say(PendingText::AskBackMore)).checked(check_target))]
            }
            Action::Export => match &shared.connection {
                Some(connection) => {
                    let Goal { direction, target } = self.goal.clone();
                    vec![Effect::start(Look::Script { connection: connection.clone(), direction, target })]
                }
                None => Vec::new(),
            },
            Action::NotBefore => vec![window::ask_start(&self.window, shared)],
            Action::Deadline => vec![window::ask_deadline(&self.window, shared)],
            Action::Mark => {
                self.single_transaction = !self.single_transaction;
                vec![Effect::Redraw]
            }
            Action::Watch => {
                self.left = None;
                vec![Effect::Redraw]
            }
            Action::Check => {
                self.selected().map(|step| risks::dialog(step, shared)).into_iter().map(Effect::open).collect()
            }
            Action::Load => match unfinished(shared) {
                Some((direction, target)) => {
                    let effects = self.aim(direction, &target, shared);
                    self.runs_when_planned = true;
                    effects
                }
                None => Vec::new(),
            },
            action => {
                let Some(motion) = motion(action) else { return Vec::new() };
                if self.in_details {
                    self.scroll.go(motion);
                } else {
                    let steps = self.steps();
                    self.cursor.go(motion, steps);
                }
                vec![Effect::Redraw]
            }
        }
    }

    fn on_show(&mut self, shared: &Shared) -> Vec<Effect> {
        let needs_plan = self.preview.is_none() && self.failure.is_none() && !self.is_asked;
        if self.is_stale || needs_plan { self.ask(shared) } else { Vec::new() }
    }

    fn on_change(&mut self, _: &Shared) {
        self.is_stale = true;
    }

    fn on_report(&mut self, report: &Report, shared: &Shared) -> Vec<Effect> {
        match report {
            Report::Previewed { connection, direction, target, preview }
                if shared.connection.as_ref() == Some(connection)
                    && (*direction, target) == (self.goal.direction, &self.goal.target) =>
            {
                self.is_asked = false;
                self.failure = None;
                self.single_transaction &= preview.single_transaction_possible;
                self.preview = Some(preview.clone());
                self.shown = None;
                self.follow();
                if std::mem::take(&mut self.runs_when_planned) && self.why_not_run(shared).is_none() {
                    return self.confirm(false, shared);
                }
                vec![Effect::Redraw]
            }
            Report::Ended { ended, .. } if ended.ending == Ending::Cancel => {
                self.asked_to_cancel.push((ended.pid, ended.began.clone()));
                Vec::new()
            }
            Report::Script(script) => {
                self.script = Some(script.text.clone());
                let name = format!("{}.sql", self.goal.direction.as_str());
                let input = Input::new(shared.say(PendingText::AskExport), &name, TabName::Pending, Ask::ExportFile);
                let check = |text: &str, shared: &Shared| text.is_empty().then(|| shared.say(PendingText::EmptyName));
                vec![Effect::open(input.explained(shared.say(PendingText::AskExportMore)).checked(check))]
            }
            Report::Rehearsed { rehearsal, .. } => {
                self.rehearsal.clone_from(rehearsal);
                self.is_stale = true;
                vec![Effect::Redraw]
            }
            Report::Ran { report, .. } => {
                self.report = Some(report.clone());
                // What was aimed at is reached; the next plan is what is pending then.
                if !report.dry_run {
                    self.goal = Goal::default();
                    self.preview = None;
                    self.cursor = Cursor::new();
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn on_failure(&mut self, request: &Request, failure: &Failure, shared: &Shared) -> bool {
        match request {
            Request::Look(Look::Preview { connection, direction, target })
                if shared.connection.as_ref() == Some(connection)
                    && (*direction, target) == (self.goal.direction, &self.goal.target) =>
            {
                self.is_asked = false;
                self.preview = None;
                self.failure = Some(failure.clone());
                true
            }
            _ => false,
        }
    }

    fn on_answer(&mut self, ask: &Ask, text: &str, shared: &Shared) -> Vec<Effect> {
        match ask {
            Ask::UpgradeTarget => self.aim(Direction::Upgrade, text, shared),
            Ask::DowngradeTarget => self.aim(Direction::Downgrade, text, shared),
            Ask::NotBefore => {
                self.window.start = text.trim().to_owned();
                vec![Effect::Redraw]
            }
            Ask::Deadline => {
                self.window.deadline = text.trim().to_owned();
                vec![Effect::Redraw]
            }
            Ask::ExportFile => match self.script.take() {
                Some(script) => vec![Effect::start(Work::SaveText { file: PathBuf::from(text), text: script })],
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn on_rest(&mut self, _: &Shared) -> Vec<Effect> {
        if self.follow() { vec![Effect::Redraw] } else { Vec::new() }
    }

    fn on_click(&mut self, at: Position, shared: &Shared) -> Vec<Effect> {
        let rows = self.rows_at.get();
        if self.shows_run(shared) || self.elsewhere(shared).is_some() || self.preview.is_none() {
            return Vec::new();
        }
        self.in_details = !rows.contains(at);
        if !self.in_details
            && let Some(row) = self.cursor.row_at(usize::from(at.y.saturating_sub(rows.y + 1)), self.steps())
        {
            self.cursor.select(row);
            self.follow();
        }
        vec![Effect::Redraw]
    }

    fn copied(&self, shared: &Shared) -> Option<String> {
        if self.shows_run(shared)
            && let Some((_, Ended::Badly(failure))) = shared.job.as_ref().and_then(|job| job.ended.as_ref())
        {
            return Some(format!("{}\n{}", failure.say(shared.lang), failure.hint(shared.lang)));
        }
        self.shown.as_ref().map(|(revision, _)| revision.to_string())
    }

    fn can_filter(&self) -> bool {
        // A plan runs whole; to see a part of it would be misleading.
        false
    }

    fn badge(&self, shared: &Shared) -> Option<Badge> {
        let count = shared.status()?.pending_count;
        (count > 0).then(|| Badge { text: count.to_string(), danger: false })
    }

    fn recall(&mut self, _: TabMemory) {
        // Another database: nothing of what was planned holds there.
        let dismissed = self.dismissed;
        *self = PendingTab { dismissed, ..PendingTab::default() };
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        match (shared.job.as_ref().filter(|_| self.shows_run(shared)), self.elsewhere(shared)) {
            (Some(job), _) => draw_run::draw(self, job, frame, area, shared),
            (None, Some(activity)) => elsewhere::draw(self, activity, frame, area, shared),
            (None, None) => draw_plan::draw(self, frame, area, shared),
        }
    }
}

/// What is wrong with a target, as far as its spelling goes.
fn check_target(text: &str, shared: &Shared) -> Option<String> {
    use crate::i18n::Say;
    crate::revision::Target::parse(text).err().map(|error| error.say(shared.lang))
}
