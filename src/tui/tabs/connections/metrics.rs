//! What is known of a database's sizes, use and durations, over the whole screen.

use std::sync::Arc;

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::text::ConnectionsText;
use crate::i18n::safe;
use crate::operations::metrics::{Metrics, sections};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, list_hints};
use crate::tui::dialog::{Dialog, Reply, motion};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::text::Scroll;
use crate::worker::{Look, Report};

/// The numbers of one database, as they were when it was asked.
#[derive(Debug)]
pub struct MetricsView {
    connection: String,
    metrics: Arc<Metrics>,
    scroll: Scroll,
}

const BINDINGS: &[Binding<MetricsView>] = &[
    Binding {
        keys: &[Key::ESC, Key::char('q'), Key::ENTER, Key::char('m'), Key::ctrl('c')],
        action: Action::Back,
        text: &UiText::KeyClose,
        footer: 1,
        off: always,
    },
    Binding {
        keys: &[Key::char('r'), Key::f(5), Key::ctrl('r')],
        action: Action::Refresh,
        text: &UiText::KeyRefresh,
        footer: 2,
        off: always,
    },
    Binding { keys: &[Key::char('y')], action: Action::Copy, text: &UiText::KeyCopy, footer: 3, off: always },
];

impl MetricsView {
    pub fn new(connection: String, metrics: Arc<Metrics>) -> MetricsView {
        MetricsView { connection, metrics, scroll: Scroll::new() }
    }

    /// The sections one after the other, a blank line between them.
    fn lines(&self, shared: &Shared) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for section in sections(&self.metrics, shared.lang, shared.theme.is_ascii()) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::styled(section.title, shared.theme.style(Role::Strong)));
            lines.extend(section.lines.into_iter().map(|line| Line::raw(format!("  {line}"))));
        }
        lines
    }
}

impl Dialog for MetricsView {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        list_hints(BINDINGS, self, shared)
    }

    fn is_full_screen(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Back) => Reply::close(),
            Some(Action::Refresh) => {
                Reply::want(vec![Effect::start(Look::Metrics { connection: self.connection.clone() })])
            }
            Some(Action::Copy) => {
                let lines: Vec<String> = self.lines(shared).iter().map(ToString::to_string).collect();
                Reply::want(vec![Effect::Copy(lines.join("\n"))])
            }
            Some(action) => {
                if let Some(motion) = motion(action) {
                    self.scroll.go(motion);
                }
                Reply::stay()
            }
            None => Reply::default(),
        }
    }

    fn on_report(&mut self, report: &Report, _: &Shared) -> Reply {
        match report {
            Report::Metrics { connection, metrics } if *connection == self.connection => {
                self.metrics = metrics.clone();
                Reply::stay()
            }
            _ => Reply::default(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let title = shared.say(ConnectionsText::Metrics { name: safe(&self.connection).into_owned() });
        let lines = self.lines(shared);
        let inner = Pane::new(&shared.theme, &title).focused(true).draw(area, frame.buffer_mut());
        self.scroll.draw(&shared.theme, inner, frame.buffer_mut(), lines.len(), |index| lines[index].clone());
    }
}
