//! A connection as a form: each field checked as it is left, the address tested before anything is saved.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::text::ConnectionsText;
use crate::config::{ConnectionDraft, DraftProblems};
use crate::database::probe::Check;
use crate::i18n::{Say, safe};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::diagnosis::check_lines;
use crate::tui::dialog::{Dialog, Reply};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::field::Field;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::put::put_text;
use crate::tui::widget::text::wrap_line;
use crate::worker::{Failure, Happening, JobId, Look, Place, Report, Request, Work};

/// The fields in their order, with the values that some of them are chosen from.
const FIELDS: [(ConnectionsText, &[&str]); 9] = [
    (ConnectionsText::FieldName, &[]),
    (ConnectionsText::FieldUrl, &[]),
    (ConnectionsText::FieldEnvironment, &["development", "staging", "production"]),
    (ConnectionsText::FieldGroup, &[]),
    (ConnectionsText::FieldQuietHours, &[]),
    (ConnectionsText::FieldBackup, &["off", "before-upgrade"]),
    (ConnectionsText::FieldBackupFolder, &[]),
    (ConnectionsText::FieldLockTimeout, &[]),
    (ConnectionsText::FieldPasswordCommand, &[]),
];

/// A new connection, or one that is changed.
#[derive(Debug)]
pub(super) struct ConnectionForm {
    /// The name before; none for a new one.
    before: Option<String>,
    fields: [Field; 9],
    touched: [bool; 9],
    focus: usize,
    checks: Vec<Check>,
    is_testing: bool,
    failure: Option<Failure>,
}

const BINDINGS: &[Binding<ConnectionForm>] = &[
    Binding {
        keys: &[Key::ENTER, Key::DOWN, Key::TAB],
        action: Action::Next,
        text: &crate::tui::form::FormText::KeyNext,
        footer: 3,
        off: always,
    },
    Binding {
        keys: &[Key::UP, Key::BACK_TAB],
        action: Action::Previous,
        text: &crate::tui::form::FormText::KeyField,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::f(2), Key::ctrl('o')],
        action: Action::Load,
        text: &ConnectionsText::KeySave,
        footer: 2,
        off: |_, shared| shared.why_busy(),
    },
    Binding {
        keys: &[Key::f(3), Key::ctrl('t')],
        action: Action::Test,
        text: &ConnectionsText::KeyTestDraft,
        footer: 2,
        off: always,
    },
    Binding {
        keys: &[Key::ESC, Key::ctrl('c')],
        action: Action::Back,
        text: &UiText::KeyCancel,
        footer: 1,
        off: always,
    },
];

impl ConnectionForm {
    pub(super) fn new(draft: &ConnectionDraft, before: Option<String>) -> ConnectionForm {
        let texts = [
            &draft.name,
            &draft.url,
            &draft.environment,
            &draft.group,
            &draft.quiet_hours,
            &draft.backup,
            &draft.backup_folder,
            &draft.lock_timeout,
            &draft.password_command,
        ];
        let mut fields = texts.map(|text| Field::new(text));
        for (field, (_, values)) in fields.iter_mut().zip(&FIELDS) {
            field.placeholder = values.first().copied().unwrap_or_default().to_owned();
        }
        ConnectionForm {
            before,
            fields,
            touched: [false; 9],
            focus: 0,
            checks: Vec::new(),
            is_testing: false,
            failure: None,
        }
    }

    pub(super) fn draft(&self) -> ConnectionDraft {
        let text = |index: usize| self.fields[index].text().trim().to_owned();
        ConnectionDraft {
            name: text(0),
            url: text(1),
            environment: text(2),
            group: text(3),
            quiet_hours: text(4),
            backup: text(5),
            backup_folder: text(6),
            lock_timeout: text(7),
            password_command: text(8),
        }
    }

    /// What is wrong, field by field.
    fn problems(&self, shared: &Shared) -> [Option<String>; 9] {
        let DraftProblems {
            name,
            url,
            environment,
            group,
            quiet_hours,
            backup,
            backup_folder,
            lock_timeout,
            password_command,
        } = self.draft().check();
        [name, url, environment, group, quiet_hours, backup, backup_folder, lock_timeout, password_command]
            .map(|problem| problem.map(|problem| problem.say(shared.lang)))
    }

    fn go(&mut self, to: usize) -> Reply {
        self.touched[self.focus] = true;
        self.focus = to.min(self.fields.len() - 1);
        Reply::stay()
    }

    fn save(&mut self, shared: &Shared) -> Reply {
        self.touched = [true; 9];
        if let Some(wrong) = self.problems(shared).iter().position(Option::is_some) {
            self.focus = wrong;
            return Reply::stay();
        }
        Reply::want(vec![Effect::start(Work::SaveConnection {
            draft: Box::new(self.draft()),
            before: self.before.clone(),
        })])
    }

    fn test(&mut self, shared: &Shared) -> Reply {
        self.touched[1] = true;
        if self.problems(shared)[1].is_some() {
            self.focus = 1;
            return Reply::stay();
        }
        self.checks.clear();
        self.failure = None;
        self.is_testing = true;
        Reply::want(vec![Effect::Redraw, Effect::start(Look::DiagnosePlace(Place::Address(self.draft().url)))])
    }

    /// The next of the values that a field is chosen from.
    fn cycle(&mut self, forward: bool) -> bool {
        let values = FIELDS[self.focus].1;
        if values.is_empty() {
            return false;
        }
        let at = values.iter().position(|value| *value == self.fields[self.focus].text()).unwrap_or_default();
        let next = if forward { at + 1 } else { at + values.len() - 1 };
        self.fields[self.focus].set(values[next % values.len()]);
        true
    }
}

impl Dialog for ConnectionForm {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        let mut hints = hints(BINDINGS, self, shared);
        if !FIELDS[self.focus].1.is_empty() {
            hints.push(Hint {
                keys: &[Key::LEFT, Key::RIGHT, Key::SPACE],
                action: Action::Right,
                text: shared.say(ConnectionsText::KeyValues),
                footer: 4,
                off: None,
            });
        }
        hints
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn is_full_screen(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Next) => self.go(self.focus + 1),
            Some(Action::Previous) => self.go(self.focus.saturating_sub(1)),
            Some(Action::Load) => self.save(shared),
            Some(Action::Test) => self.test(shared),
            Some(Action::Right) => {
                self.cycle(Key::of(key) != Some(Key::LEFT));
                Reply::stay()
            }
            Some(_) => Reply::close(),
            None => {
                self.fields[self.focus].on_key(*key);
                self.failure = None;
                Reply::stay()
            }
        }
    }

    fn on_paste(&mut self, text: &str, _: &Shared) -> Reply {
        self.fields[self.focus].paste(text);
        Reply::stay()
    }

    fn on_report(&mut self, report: &Report, _: &Shared) -> Reply {
        match report {
            Report::ConfigChanged { .. } => Reply::close(),
            Report::PlaceDiagnosed { diagnosis, .. } if self.is_testing => {
                self.is_testing = false;
                self.checks.clone_from(&diagnosis.checks);
                Reply::stay()
            }
            _ => Reply::default(),
        }
    }

    fn on_failure(&mut self, request: &Request, failure: &Failure, _: &Shared) -> (Reply, bool) {
        let is_own = matches!(
            request,
            Request::Work(Work::SaveConnection { .. }) | Request::Look(Look::DiagnosePlace(Place::Address(_)))
        );
        if is_own {
            self.is_testing = false;
            self.failure = Some(failure.clone());
        }
        (Reply::stay(), is_own)
    }

    fn on_happening(&mut self, _: JobId, request: &Request, what: &Happening, _: &Shared) {
        if let (Request::Look(Look::DiagnosePlace(_)), Happening::Checked(check), true) =
            (request, what, self.is_testing)
        {
            self.checks.push(check.clone());
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let title = match &self.before {
            None => shared.say(ConnectionsText::FormAdd),
            Some(name) => shared.say(ConnectionsText::FormEdit { name: safe(name).into_owned() }),
        };
        let inner = Pane::new(theme, &title).focused(true).draw(area, frame.buffer_mut());
        let problems = self.problems(shared);
        // Two lines a field; what is wrong with it stands behind its label.
        let fit = usize::from(inner.height / 2).min(self.fields.len());
        let top = (self.focus + 1).saturating_sub(fit);
        for (place, index) in (top..self.fields.len()).take(fit).enumerate() {
            let y = inner.y + 2 * u16::try_from(place).unwrap_or(0);
            let focused = index == self.focus;
            let mark = if focused { theme.symbols().selected } else { " " };
            let label = format!("{mark} {}", FIELDS[index].0.say(shared.lang));
            let role = if focused { Role::Strong } else { Role::Text };
            let used = put_text(frame.buffer_mut(), inner.x, y, inner.width, &label, theme.style(role));
            if let Some(problem) = problems[index].as_ref().filter(|_| self.touched[index]) {
                let text = format!("  {} {problem}", theme.symbols().cross);
                let (x, room) = (inner.x + used, inner.width.saturating_sub(used));
                put_text(frame.buffer_mut(), x, y, room, &text, theme.style(Role::Danger));
            }
            let line = Rect {
                x: inner.x + 2.min(inner.width),
                y: y + 1,
                width: inner.width.saturating_sub(2).min(72),
                height: 1,
            };
            if let Some(cursor) = self.fields[index].draw(theme, line, frame.buffer_mut(), focused)
                && focused
            {
                frame.set_cursor_position(cursor);
            }
        }
        let below = inner.y + 2 * u16::try_from(fit).unwrap_or(0);
        let rest = Rect { y: below, height: inner.bottom().saturating_sub(below), ..inner };
        for (line, y) in self.outcome(shared, usize::from(rest.width)).into_iter().zip(rest.top()..rest.bottom()) {
            crate::tui::widget::put::put(frame.buffer_mut(), rest.x, y, rest.width, &line, theme.style(Role::Text));
        }
    }
}

impl ConnectionForm {
    /// What a test or saving has brought.
    fn outcome(&self, shared: &Shared, cells: usize) -> Vec<Line<'static>> {
        let theme = &shared.theme;
        let mut lines = Vec::new();
        if let Some(failure) = &self.failure {
            lines.push(Line::styled(failure.say(shared.lang), theme.style(Role::Danger)));
            let hint = failure.hint(shared.lang);
            lines.extend(hint.lines().map(|hint| Line::raw(format!("{} {hint}", theme.symbols().right))));
        }
        if self.is_testing {
            lines.push(Line::styled(shared.say(ConnectionsText::Testing), theme.style(Role::Dim)));
        }
        lines.extend(check_lines(&self.checks, true, shared));
        lines.iter().flat_map(|line| wrap_line(line, cells)).collect()
    }
}
