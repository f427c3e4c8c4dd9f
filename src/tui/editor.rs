//! Writing a revision: its whole text with highlighting, saved only when everything in it was checked. What does not fit is marked on
//! its line, and nothing that was typed is lost.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::Action;
use super::binding::{Binding, Hint, always, find, hints};
use super::dialog::{Confirm, Dialog, Reply};
use super::effect::Effect;
use super::key::Key;
use super::shared::Shared;
use super::text::UiText;
use super::theme::Role;
use super::widget::editor::Editor;
use super::widget::pane::Pane;
use super::widget::put::put_text;
use crate::i18n::{safe, sentences};
use crate::worker::{Failure, Report, Request, Work};

sentences! {
    /// What the editor says.
    pub enum EditorText {
        KeySave => { en: ("save"), tr: ("kaydet") }
        KeyUndo => { en: ("undo"), tr: ("geri al") }
        KeyRedo => { en: ("redo"), tr: ("yinele") }
        KeyLeave => { en: ("leave"), tr: ("çık") }
        New => { en: ("New revision"), tr: ("Yeni versiyon") }
        Edit { revision: String } => { en: ("Edit {revision}"), tr: ("Düzenle: {revision}") }
        Changed => { en: ("changed"), tr: ("değişti") }
        Place { line: usize, column: usize } => { en: ("line {line}, column {column}"), tr: ("satır {line}, sütun {column}") }
        Discard => { en: ("Leave without saving?"), tr: ("Kaydetmeden çıkılsın mı?") }
        DiscardMore => { en: ("What was typed is lost."), tr: ("Yazılanlar kaybolur.") }
        DiscardButton => { en: ("Discard"), tr: ("Kaydetme") }
        EvenIfApplied => { en: ("Save it all the same?"), tr: ("Yine de kaydedilsin mi?") }
        EvenIfAppliedMore => {
            en: ("Databases where it is applied keep what the old text did, and goc will say there that the file was changed. A new revision is mostly the better way."),
            tr: ("Uygulandığı veritabanları eski metnin yaptığını korur, goc da orada dosyanın değiştiğini söyler. Çoğu zaman doğrusu yeni bir versiyon yazmaktır."),
        }
        EvenIfAppliedButton => { en: ("Save"), tr: ("Kaydet") }
    }
}

/// A revision that is being written.
#[derive(Debug)]
pub struct RevisionEditor {
    editor: Editor,
    /// The revision whose file is changed; none for a new one.
    revision: Option<String>,
    original: String,
    /// Why the last attempt to save was refused.
    fault: Option<String>,
}

const BINDINGS: &[Binding<RevisionEditor>] = &[
    Binding {
        keys: &[Key::f(2), Key::ctrl('o')],
        action: Action::Load,
        text: &EditorText::KeySave,
        footer: 2,
        off: |_, shared| shared.why_busy(),
    },
    Binding { keys: &[Key::ctrl('u')], action: Action::Left, text: &EditorText::KeyUndo, footer: 3, off: always },
    Binding { keys: &[Key::ctrl('r')], action: Action::Right, text: &EditorText::KeyRedo, footer: 4, off: always },
    Binding {
        keys: &[Key::ESC, Key::ctrl('c')],
        action: Action::Back,
        text: &EditorText::KeyLeave,
        footer: 1,
        off: always,
    },
];

impl RevisionEditor {
    /// Begins with a template, or with the text of the revision's file.
    pub fn new(text: &str, revision: Option<String>) -> RevisionEditor {
        let mut editor = Editor::new(text);
        if revision.is_none() {
            let section = text.lines().position(|line| line.starts_with("-- goc:"));
            editor.goto(section.map_or(1, |line| line + 2));
        }
        RevisionEditor { original: editor.text(), editor, revision, fault: None }
    }

    fn is_changed(&self) -> bool {
        self.editor.text() != self.original
    }

    fn save(&self, even_if_applied: bool, shared: &Shared) -> Effect {
        let text = self.editor.text();
        Effect::start(match &self.revision {
            None => Work::NewRevision { text },
            Some(revision) => {
                // Whether it is applied only the database at hand can say.
                let connection = shared.connection.clone().filter(|_| shared.status().is_some());
                Work::RewriteRevision { connection, revision: revision.clone(), text, even_if_applied }
            }
        })
    }

    fn is_own(&self, request: &Request) -> bool {
        match request {
            Request::Work(Work::NewRevision { .. }) => self.revision.is_none(),
            Request::Work(Work::RewriteRevision { revision, .. }) => self.revision.as_ref() == Some(revision),
            _ => false,
        }
    }
}

impl Dialog for RevisionEditor {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, self, shared)
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn is_full_screen(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Load) => {
                self.fault = None;
                self.editor.clear_errors();
                Reply::want(vec![self.save(false, shared)])
            }
            Some(Action::Left) => {
                self.editor.undo();
                Reply::stay()
            }
            Some(Action::Right) => {
                self.editor.redo();
                Reply::stay()
            }
            Some(Action::Back) if self.is_changed() => {
                let discard = Confirm::new(shared.say(EditorText::Discard), shared.say(EditorText::DiscardButton))
                    .line(shared.say(EditorText::DiscardMore))
                    .dangerous()
                    .then(vec![Effect::CloseTop]);
                Reply::want(vec![Effect::open(discard)])
            }
            Some(_) => Reply::close(),
            None => {
                if self.editor.on_key(*key) {
                    self.fault = None;
                }
                Reply::stay()
            }
        }
    }

    fn on_paste(&mut self, text: &str, _: &Shared) -> Reply {
        self.editor.paste(text);
        Reply::stay()
    }

    fn on_report(&mut self, report: &Report, _: &Shared) -> Reply {
        let is_saved = match report {
            Report::RevisionCreated(_) => self.revision.is_none(),
            Report::RevisionRewritten(created) => self.revision.as_deref() == Some(&*created.revision),
            _ => false,
        };
        if is_saved { Reply::close() } else { Reply::default() }
    }

    fn on_failure(&mut self, request: &Request, failure: &Failure, shared: &Shared) -> (Reply, bool) {
        if !self.is_own(request) {
            return (Reply::default(), false);
        }
        let text = failure.say(shared.lang);
        if failure.kind() == "already_applied" {
            let confirm =
                Confirm::new(shared.say(EditorText::EvenIfApplied), shared.say(EditorText::EvenIfAppliedButton))
                    .line(text)
                    .line(shared.say(EditorText::EvenIfAppliedMore))
                    .dangerous()
                    .then(vec![self.save(true, shared)]);
            return (Reply::want(vec![Effect::open(confirm)]), true);
        }
        if let Some(line) = failure.facts()["line"].as_u64().and_then(|line| usize::try_from(line).ok()) {
            self.editor.mark_error(line, text.clone());
            self.editor.goto(line);
        }
        let hint = failure.hint(shared.lang);
        let hint = hint.lines().next().map(|hint| format!("  {} {hint}", shared.theme.symbols().right));
        self.fault = Some(format!("{text}{}", hint.unwrap_or_default()));
        (Reply::stay(), true)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let title = match &self.revision {
            None => shared.say(EditorText::New),
            Some(revision) => shared.say(EditorText::Edit { revision: safe(revision).into_owned() }),
        };
        let (line, column) = self.editor.cursor();
        let place = shared.say(EditorText::Place { line: line + 1, column: column + 1 });
        let changed = if self.is_changed() { shared.say(EditorText::Changed) } else { String::new() };
        let pane = Pane::new(theme, &title).right(&place).bottom(&changed).focused(true);
        let mut inner = pane.draw(area, frame.buffer_mut());
        let fault = self.editor.error_here().or(self.fault.as_deref());
        if let Some(fault) = fault.filter(|_| inner.height > 3) {
            let lines = super::widget::text::wrap(fault, usize::from(inner.width));
            let height = u16::try_from(lines.len()).unwrap_or(1).min(3);
            inner = Rect { height: inner.height - height, ..inner };
            for (line, y) in lines.iter().take(height.into()).zip(inner.bottom()..) {
                put_text(frame.buffer_mut(), inner.x, y, inner.width, line, theme.style(Role::Danger));
            }
        }
        if let Some(cursor) = self.editor.draw(theme, inner, frame.buffer_mut(), true) {
            frame.set_cursor_position(cursor);
        }
        if inner.height == 0 {
            let text = shared.say(UiText::Reading);
            put_text(frame.buffer_mut(), area.x, area.y, area.width, &text, theme.style(Role::Dim));
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;

    use super::*;
    use crate::tui::testing::{key, shared, snapshots};
    use crate::worker::JobProblem;

    const TEXT: &str =
        "-- revision: 0f3a\n-- revises: 006\n-- message: Kampanya\n\n-- goc:upgrade\n\n-- goc:downgrade\n";

    fn typed(shared: &Shared, text: &str) -> RevisionEditor {
        let mut editor = RevisionEditor::new(TEXT, None);
        text.chars().for_each(|c| drop(editor.on_key(&key(KeyCode::Char(c)), shared)));
        editor
    }

    #[test]
    fn a_new_revision_begins_in_its_upgrade_and_is_saved_whole() {
        let shared = shared();
        let mut editor = typed(&shared, "DROP TABLE x;");
        let reply = editor.on_key(&key(KeyCode::F(2)), &shared);
        assert!(!reply.closes, "it stays until it is written");
        let [Effect::Start(request)] = &reply.effects[..] else { panic!("{reply:?}") };
        let Request::Work(Work::NewRevision { text }) = &**request else { panic!("{request:?}") };
        assert!(text.contains("-- goc:upgrade\nDROP TABLE x;\n-- goc:downgrade"), "{text}");
    }

    #[test]
    fn a_refusal_loses_nothing_and_leaving_asks_first() {
        let shared = shared();
        let mut editor = typed(&shared, "COMMIT;");
        let request: Request = Work::NewRevision { text: String::new() }.into();
        let (reply, is_shown) = editor.on_failure(&request, &Failure::from(JobProblem::Cancelled), &shared);
        assert!(is_shown && !reply.closes);
        assert!(editor.editor.text().contains("COMMIT;"));
        assert!(matches!(&editor.on_key(&key(KeyCode::Esc), &shared).effects[..], [Effect::Open(_)]));
        let mut untouched = RevisionEditor::new(TEXT, None);
        assert!(untouched.on_key(&key(KeyCode::Esc), &shared).closes);
    }

    #[test]
    fn screens_of_the_editor() {
        let mut shared = shared();
        let draw =
            |editor: &RevisionEditor, frame: &mut Frame, area: Rect, shared: &Shared| editor.draw(frame, area, shared);
        let hints = |editor: &RevisionEditor, shared: &Shared| editor.hints(shared);
        let with_fault = |shared: &Shared| {
            let mut editor = typed(shared, "CREATE TABLE kampanyalar (ad TEXT DEFAULT 'yaz'); -- 2025");
            let request: Request = Work::NewRevision { text: String::new() }.into();
            editor.on_failure(&request, &Failure::from(JobProblem::Busy), shared);
            editor
        };
        snapshots("editor", &mut shared, |shared| typed(shared, "CREATE TABLE kampanyalar ("), hints, draw);
        snapshots("editor_fault", &mut shared, with_fault, hints, draw);
    }
}
