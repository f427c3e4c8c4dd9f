//! The header line: which database this is, and where it stands; and the line of tabs.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::App;
use crate::config::{ConnectionSettings, DatabaseUrl, Environment};
use crate::i18n::{Lang, cut, safe, width};
use crate::operations::activity::Activity;
use crate::revision::{Direction, RevisionId};
use crate::tui::job::JobView;
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::worker::Work;

impl App {
    pub(super) fn draw_header(&self, frame: &mut Frame, area: Rect) {
        let shared = &self.shared;
        let theme = &shared.theme;
        let mut right = Vec::new();
        if self.log.unread > 0 {
            let text = shared.say(UiText::Unread { count: self.log.unread });
            right.push(Span::styled(format!("{text}  "), theme.style(Role::Warning)));
        }
        let lang = match shared.lang {
            Lang::Tr => "TR ",
            Lang::En => "EN ",
        };
        right.push(Span::styled(lang, theme.style(Role::Dim)));
        let right = Line::from(right);
        let room = (area.width as usize).saturating_sub(right.width() + 1);
        let mut left = vec![Span::styled(" goc  ", theme.style(Role::Title))];
        left.extend(self.database_spans(room.saturating_sub(6)));
        frame.render_widget(fit(left, room), Rect { width: to_cells(room), ..area });
        let start = area.right().saturating_sub(to_cells(right.width()));
        if start > area.x {
            frame.render_widget(right, Rect { x: start, width: area.right() - start, ..area });
        }
    }

    /// The parts in the order of their worth: what does not fit falls off at the end.
    fn database_spans(&self, room: usize) -> Vec<Span<'static>> {
        let shared = &self.shared;
        let theme = &shared.theme;
        let Some(settings) = shared.settings() else {
            let text = match shared.opened {
                None => UiText::Reading,
                Some(_) => UiText::NoConnectionChosen,
            };
            return vec![Span::styled(shared.say(text), theme.style(Role::Dim))];
        };
        let mut spans = self.state_spans(settings, room);
        // Where the database stands is worth more than the end of a long address.
        let taken: usize = spans.iter().map(|span| width(&span.content)).sum();
        let name = cut(&safe(&settings.name), room.saturating_sub(taken + 1).max(12)).into_owned();
        spans.insert(0, Span::styled(format!("{name} "), theme.style(Role::Strong)));
        spans
    }

    /// What stands behind the name.
    fn state_spans(&self, settings: &ConnectionSettings, room: usize) -> Vec<Span<'static>> {
        let shared = &self.shared;
        let theme = &shared.theme;
        let (mark, role) = match &shared.survey {
            None => (theme.symbols().pending, Role::Dim),
            Some(Ok(_)) => (theme.symbols().applied, Role::Good),
            Some(Err(_)) => (theme.symbols().cross, Role::Danger),
        };
        let mut spans = vec![
            Span::styled(mark.to_owned(), theme.style(role)),
            Span::raw(format!(" {}  ", engine(shared, settings, room < WIDE))),
        ];
        let (environment, role) = match settings.options.environment {
            Environment::Production => (UiText::Production, Role::Production),
            Environment::Staging => (UiText::Staging, Role::Accent),
            Environment::Development => (UiText::Development, Role::Dim),
        };
        spans.push(Span::styled(shared.say(environment), theme.style(role)));
        spans.push(Span::raw("   "));
        if let Some(job) = shared.job.as_ref().filter(|job| job.is_running()) {
            spans.push(Span::styled(job_text(shared, job), theme.style(Role::Accent)));
            return spans;
        }
        let elsewhere = shared.activity.as_deref().filter(|activity| activity.is_busy() && !activity.is_own());
        if let Some(activity) = elsewhere {
            spans.push(Span::styled(elsewhere_text(shared, activity), theme.style(Role::Accent)));
            return spans;
        }
        match (&shared.survey, shared.status()) {
            (None, _) => spans.push(Span::styled(shared.say(UiText::Connecting), theme.style(Role::Dim))),
            (Some(Err(_)), _) => spans.push(Span::styled(shared.say(UiText::NotConnected), theme.style(Role::Danger))),
            (Some(Ok(_)), Some(status)) => {
                let current = ids(shared, &status.current);
                if status.is_up_to_date {
                    spans.push(Span::raw(format!("{current}   ")));
                    spans.push(Span::styled(shared.say(UiText::UpToDate), theme.style(Role::Good)));
                } else if status.unknown.is_empty() {
                    let arrow = theme.symbols().right;
                    spans.push(Span::raw(format!("{current} {arrow} {}   ", ids(shared, &status.heads))));
                    let text = shared.say(UiText::Pending { count: status.pending_count });
                    spans.push(Span::styled(text, theme.style(Role::Warning)));
                } else {
                    spans.push(Span::raw(format!("{current}   ")));
                    spans.push(Span::styled(shared.say(UiText::SeeConflicts), theme.style(Role::Danger)));
                }
            }
            (Some(Ok(_)), None) => {}
        }
        spans
    }

    pub(super) fn draw_tabs(&self, frame: &mut Frame, area: Rect) {
        let theme = &self.shared.theme;
        for (name, left, title, badge) in self.tab_places() {
            let style = theme.style(if name == self.active { Role::TabActive } else { Role::TabInactive });
            let mut spans = vec![Span::styled(title, style)];
            if let Some(badge) = badge {
                let role = if badge.danger { Role::Danger } else { Role::Accent };
                spans.push(Span::styled(format!(" {}", badge.text), theme.style(role)));
            }
            let x = area.x.saturating_add(left);
            if x < area.right() {
                frame.render_widget(Line::from(spans), Rect { x, width: area.right() - x, ..area });
            }
        }
    }

    /// The tabs with the column that each begins in, closer together where there is little room.
    fn tab_places(&self) -> Vec<(TabName, u16, String, Option<crate::tui::tab::Badge>)> {
        let mut left = 1u16;
        let mut places = Vec::new();
        for name in TabName::ALL {
            let title = format!("{} {}", name.index() + 1, self.shared.say(name));
            let badge = self.tabs.get(name).badge(&self.shared);
            let cells = width(&title) + badge.as_ref().map_or(0, |badge| 1 + width(&badge.text));
            places.push((name, left, title, badge));
            left = left.saturating_add(to_cells(cells + 3));
        }
        places
    }

    /// The tab whose name stands at a place of the screen.
    pub(super) fn tab_at(&self, at: Position) -> Option<TabName> {
        if at.y != 1 {
            return None;
        }
        self.tab_places().into_iter().rev().find(|(_, left, ..)| *left <= at.x).map(|(name, ..)| name)
    }
}

/// Below this the version of the server gives way to where the database stands.
const WIDE: usize = 84;

/// `PostgreSQL 15.18` where the server has said so and there is room for it, else the kind.
fn engine(shared: &Shared, settings: &ConnectionSettings, is_narrow: bool) -> String {
    match (shared.status(), &settings.url) {
        (Some(status), _) if !is_narrow => safe(&status.server).into_owned(),
        (_, DatabaseUrl::Postgres(_)) => "PostgreSQL".to_owned(),
        (_, DatabaseUrl::Sqlite(_)) => "SQLite".to_owned(),
    }
}

fn ids(shared: &Shared, ids: &[RevisionId]) -> String {
    match ids {
        [] => shared.say(UiText::Base),
        ids => safe(&ids.iter().map(|id| &**id).collect::<Vec<_>>().join(", ")).into_owned(),
    }
}

/// `upgrading 2/7`.
fn job_text(shared: &Shared, job: &JobView) -> String {
    let what = match &job.work {
        Work::Run { direction: Direction::Upgrade, .. } => UiText::Upgrading,
        Work::Run { direction: Direction::Downgrade, .. } => UiText::Downgrading,
        Work::Stamp { .. } => UiText::Stamping,
        Work::Repair { .. } => UiText::Repairing,
        Work::LoadSeeds { .. } => UiText::Loading,
        Work::Backup { .. } => UiText::BackingUp,
        Work::Rehearse { .. } => UiText::Rehearsing,
        Work::Restore { .. } => UiText::Restoring,
        _ => UiText::Working,
    };
    let what = shared.say(what);
    match job.steps.len() {
        0 => what,
        total => format!("{what} {}", shared.say(UiText::StepsDone { done: job.steps_done(), total })),
    }
}

/// What another goc is at: `ayse@kasa-1 works here 2/3`.
fn elsewhere_text(shared: &Shared, activity: &Activity) -> String {
    let Some(run) = &activity.server.run else { return shared.say(UiText::AnotherWorks) };
    let who = safe(&format!("{}@{}", run.operator, run.host)).into_owned();
    let steps = shared.say(UiText::StepsDone { done: run.steps_done, total: run.plan.len() });
    shared.say(UiText::WorksHere { who, steps })
}

/// A line of whole parts: the ones that do not fit are left out, the last one is cut.
fn fit(spans: Vec<Span<'static>>, room: usize) -> Line<'static> {
    let mut left = room;
    let mut kept = Vec::with_capacity(spans.len());
    for span in spans {
        let text = cut(&span.content, left).into_owned();
        left = left.saturating_sub(width(&text));
        kept.push(Span::styled(text, span.style));
        if left == 0 {
            break;
        }
    }
    Line::from(kept)
}

fn to_cells(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
