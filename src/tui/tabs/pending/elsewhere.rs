//! The run of another goc, on whatever machine: what the database tells of it, and the keys that end it.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::ending::{self, Target};
use super::text::PendingText;
use super::{PendingTab, server};
use crate::database::OpenRun;
use crate::i18n::{elapsed, local_time, safe};
use crate::operations::activity::Activity;
use crate::tui::action::Action;
use crate::tui::binding::{Binding, always};
use crate::tui::dialog::motion;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::tab::Tab;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::progress::Progress;
use crate::tui::widget::put::put;
use crate::tui::widget::text::wrap_line;

/// While the run of another goc is in front.
pub(super) const BINDINGS: &[Binding<PendingTab>] = &[
    Binding {
        keys: &[Key::char('c'), Key::char('x')],
        action: Action::Cancel,
        text: &PendingText::KeyCancelRun,
        footer: 2,
        off: always,
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
        off: always,
    },
];

impl PendingTab {
    /// The work of another goc, while it is in front.
    pub(super) fn elsewhere<'a>(&self, shared: &'a Shared) -> Option<&'a Activity> {
        let activity = work(shared).filter(|_| !self.shows_run(shared))?;
        (self.left.is_none() || self.left != name_of(activity)).then_some(activity)
    }

    /// Those whose work a person may want to end: whoever is in the way of the run in front, another goc among them.
    pub(super) fn in_the_way(&self, shared: &Shared) -> Vec<Target> {
        let Some(activity) = shared.activity.as_deref() else { return Vec::new() };
        let mut targets = Target::blockers(activity, shared);
        if shared.is_writing() {
            targets.extend(Target::writer(activity, shared));
        }
        targets
    }

    pub(super) fn why_not_end(&self, shared: &Shared) -> Option<String> {
        self.in_the_way(shared).is_empty().then(|| shared.say(PendingText::NobodyInTheWay))
    }

    pub(super) fn on_elsewhere_action(&mut self, action: Action, activity: &Activity, shared: &Shared) -> Vec<Effect> {
        match action {
            Action::Cancel => {
                let writer = Target::writer(activity, shared).into_iter().collect();
                ending::ask(writer, &self.asked_to_cancel, shared)
            }
            Action::EndBlocker => ending::ask(self.in_the_way(shared), &self.asked_to_cancel, shared),
            Action::Back => {
                self.left = name_of(activity);
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

/// What another goc does in the database at hand.
pub(super) fn work(shared: &Shared) -> Option<&Activity> {
    let activity = shared.activity.as_deref()?;
    (activity.is_busy() && !activity.is_own() && !shared.is_writing()).then_some(activity)
}

/// What tells one run from the next.
fn name_of(activity: &Activity) -> Option<String> {
    let run = activity.server.run.as_ref().map(|run| run.id.clone());
    run.or_else(|| Some(format!("{:?}", activity.server.writer.as_ref()?.began)))
}

pub(super) fn draw(tab: &PendingTab, activity: &Activity, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let run = activity.server.run.as_ref();
    let title = shared.say(match run {
        Some(run) => PendingText::Elsewhere { what: safe(&format!("{} {}", run.command, run.target)).into_owned() },
        None => PendingText::ElsewhereUnknown,
    });
    let mut inner = Pane::new(theme, &title).focused(true).draw(area, frame.buffer_mut());
    for line in wrap_line(&Line::styled(by(activity, shared), theme.style(Role::Warning)), usize::from(inner.width)) {
        if inner.height > 0 {
            put(frame.buffer_mut(), inner.x, inner.y, inner.width, &line, Style::new());
            inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        }
    }
    if let Some(run) = run.filter(|run| !run.plan.is_empty() && inner.height > 0) {
        let (done, total) = (run.steps_done, run.plan.len());
        let count = shared.say(UiText::StepsDone { done, total });
        let progress = Progress { theme, done: done as u64, total: total as u64, count: &count, text: "" };
        progress.draw(inner, frame.buffer_mut());
        inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        let height = u16::try_from((total + 1).min(usize::from(inner.height) / 2)).unwrap_or(inner.height);
        draw_steps(run, frame, Rect { height, ..inner }, shared);
        inner = Rect { y: inner.y + height, height: inner.height - height, ..inner };
    }
    let mut lines: Vec<Line<'static>> = Vec::new();
    for line in now(activity, shared) {
        lines.extend(wrap_line(&line, usize::from(inner.width)));
    }
    tab.run_scroll.draw(theme, inner, frame.buffer_mut(), lines.len(), |index| lines[index].clone());
}

/// Who it is, since when, and where that person sits.
pub(super) fn by(activity: &Activity, shared: &Shared) -> String {
    let Some(run) = &activity.server.run else {
        let who = activity.server.writer.as_ref().map(|writer| writer.application.clone()).unwrap_or_default();
        return shared.say(PendingText::ElsewhereWho { who });
    };
    let who = safe(&format!("{}@{} pid {}", run.operator, run.host, run.pid)).into_owned();
    let since = local_time(&run.started, shared.lang);
    shared.say(match &run.client {
        Some(client) => PendingText::ElsewhereFrom { who, since, client: safe(client).into_owned() },
        None => PendingText::ElsewhereBy { who, since },
    })
}

/// The steps around the one at work.
fn draw_steps(run: &OpenRun, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let symbols = theme.symbols();
    let height = usize::from(area.height.saturating_sub(1));
    // A page at a time, so that not every step moves every line.
    let top = run.steps_done.checked_div(height).unwrap_or_default() * height;
    let top = top.min(run.plan.len().saturating_sub(height));
    let shown = run.plan.iter().enumerate().skip(top);
    for ((index, revision), y) in shown.zip(area.top()..area.bottom().saturating_sub(1)) {
        let (symbol, role) = match index.cmp(&run.steps_done) {
            std::cmp::Ordering::Less => (symbols.check, Role::Good),
            std::cmp::Ordering::Equal => (symbols.selected, Role::Accent),
            std::cmp::Ordering::Greater => (symbols.pending, Role::Dim),
        };
        let graph = shared.revisions.as_ref().map(|revisions| &revisions.graph);
        let message = graph.and_then(|graph| Some(graph.file(graph.by_id(revision)?).header.message.clone()));
        let line = Line::from(vec![
            Span::styled(format!("{symbol} "), theme.style(role)),
            Span::styled(format!("{}  ", safe(revision)), theme.style(Role::Strong)),
            Span::raw(safe(&message.unwrap_or_default()).into_owned()),
        ]);
        put(frame.buffer_mut(), area.x, y, area.width, &line, Style::new());
    }
}

/// What happens there at the moment.
pub(super) fn now(activity: &Activity, shared: &Shared) -> Vec<Line<'static>> {
    let theme = &shared.theme;
    let mut lines = Vec::new();
    if let Some(step) = &activity.step {
        let (number, total) = (step.number, step.total);
        let revision = safe(&step.revision).into_owned();
        let text = shared.say(PendingText::StepOf { number, total, revision });
        lines.push(Line::styled(text, theme.style(Role::Dim)));
    }
    if let Some(statement) = &activity.server.statement {
        let time = elapsed(Duration::from_secs(statement.seconds));
        lines.push(Line::styled(shared.say(PendingText::RunsFor { time }), theme.style(Role::Dim)));
        lines.push(Line::styled(safe(&statement.sql).into_owned(), theme.style(Role::SqlName)));
    }
    if activity.is_pausing() {
        lines.push(Line::styled(shared.say(PendingText::RunsNothingNow), theme.style(Role::Dim)));
    }
    lines.extend(server::progress(activity, shared));
    lines.extend(server::blockers(activity, shared));
    lines.extend(server::blocked(activity, shared));
    lines
}
