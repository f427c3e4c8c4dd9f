//! The backups of a connection, and the question before one of them is restored.

use std::path::PathBuf;

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::text::ConnectionsText;
use crate::i18n::{local_time, safe, size};
use crate::operations::backup::{Kept, Reason, RestorePlan};
use crate::revision::RevisionId;
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::dialog::{Confirm, Dialog, Reply, motion};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::table::{Column, Row, Table};
use crate::worker::{Look, Work};

/// Tables that the question names.
const NAMED: usize = 6;

/// A list to choose from.
#[derive(Debug)]
pub(super) struct BackupList {
    connection: String,
    backups: Vec<Kept>,
    cursor: Cursor,
}

const BINDINGS: &[Binding<BackupList>] = &[
    Binding {
        keys: &[Key::ENTER, Key::char('R')],
        action: Action::Restore,
        text: &ConnectionsText::KeyRestore,
        footer: 2,
        off: BackupList::why_not_restore,
    },
    Binding {
        keys: &[Key::DOWN, Key::char('j')],
        action: Action::Next,
        text: &UiText::KeyMove,
        footer: 3,
        off: always,
    },
    Binding {
        keys: &[Key::UP, Key::char('k')],
        action: Action::Previous,
        text: &UiText::KeyUp,
        footer: 0,
        off: always,
    },
    Binding { keys: &[Key::PAGE_DOWN], action: Action::PageDown, text: &UiText::KeyPage, footer: 0, off: always },
    Binding { keys: &[Key::PAGE_UP], action: Action::PageUp, text: &UiText::KeyPageUp, footer: 0, off: always },
    Binding {
        keys: &[Key::ESC, Key::char('q'), Key::ctrl('c')],
        action: Action::Back,
        text: &UiText::KeyClose,
        footer: 1,
        off: always,
    },
];

impl BackupList {
    pub(super) fn new(connection: String, backups: Vec<Kept>) -> BackupList {
        BackupList { connection, backups, cursor: Cursor::new() }
    }

    fn selected(&self) -> Option<&Kept> {
        self.cursor.selected(self.backups.len()).map(|index| &self.backups[index])
    }

    fn why_not_restore(&self, shared: &Shared) -> Option<String> {
        match self.selected() {
            None => Some(shared.say(ConnectionsText::NoBackups)),
            Some(backup) if !backup.is_whole => Some(shared.say(ConnectionsText::BackupBroken)),
            Some(_) => shared.why_busy(),
        }
    }
}

impl Dialog for BackupList {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, self, shared)
    }

    fn is_full_screen(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Restore) => match self.selected() {
                Some(backup) => Reply::close_with(vec![inspect(&self.connection, backup.path.clone())]),
                None => Reply::default(),
            },
            Some(Action::Back) => Reply::close(),
            Some(action) => {
                if let Some(motion) = motion(action) {
                    self.cursor.go(motion, self.backups.len());
                }
                Reply::stay()
            }
            None => Reply::default(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let title = shared.say(ConnectionsText::Backups { name: safe(&self.connection).into_owned() });
        let inner = Pane::new(theme, &title).focused(true).draw(area, frame.buffer_mut());
        let columns = [
            Column::fixed(shared.say(ConnectionsText::ColumnMade), 19),
            Column::upto(shared.say(ConnectionsText::ColumnRevision), 8, 24),
            Column::fixed(shared.say(ConnectionsText::ColumnSize), 9).right(),
            Column::upto(shared.say(ConnectionsText::ColumnWhy), 8, 22).shrink(2),
            Column::rest(shared.say(ConnectionsText::ColumnFile), 12).shrink(3),
        ];
        let empty = shared.say(ConnectionsText::NoBackups);
        let table = Table {
            theme,
            columns: &columns,
            rows: self.backups.len(),
            cursor: &self.cursor,
            focused: true,
            header: true,
            empty: &empty,
        };
        table.draw(inner, frame.buffer_mut(), |index| {
            let backup = &self.backups[index];
            let manifest = &backup.manifest;
            let why = match manifest.reason {
                _ if !backup.is_whole => Line::styled(shared.say(ConnectionsText::Broken), theme.style(Role::Danger)),
                Reason::Asked => Line::raw(shared.say(ConnectionsText::WhyAsked)),
                Reason::BeforeRun => Line::raw(shared.say(ConnectionsText::WhyBeforeRun)),
                Reason::BeforeRestore => Line::raw(shared.say(ConnectionsText::WhyBeforeRestore)),
            };
            Row::new([
                Line::raw(local_time(&manifest.created, shared.lang)),
                Line::styled(ids(shared, &manifest.revisions), theme.style(Role::Strong)),
                Line::raw(size(manifest.size, shared.lang)),
                why,
                Line::styled(safe(&manifest.file).into_owned(), theme.style(Role::Dim)),
            ])
            .dim(!backup.is_whole)
        });
    }
}

/// Has a backup checked before anybody is asked.
pub(super) fn inspect(connection: &str, file: PathBuf) -> Effect {
    Effect::start(Look::InspectBackup { connection: connection.to_owned(), file })
}

/// The question before a restore, with what it replaces.
pub(super) fn ask_restore(shared: &Shared, connection: &str, plan: &RestorePlan) -> Effect {
    let file = safe(&plan.file.to_string_lossy()).into_owned();
    let made = plan.manifest.as_ref().map(|manifest| local_time(&manifest.created, shared.lang));
    let made = made.unwrap_or_else(|| shared.say(ConnectionsText::UnknownTime));
    let title = shared.say(ConnectionsText::AskRestore { name: safe(connection).into_owned() });
    let mut confirm = Confirm::new(title, shared.say(ConnectionsText::ButtonRestore))
        .line(shared.say(ConnectionsText::RestoreFrom { file, made, to: ids(shared, &plan.revisions) }));
    let loses = &plan.loses;
    confirm = match &loses.damaged {
        Some(reason) => {
            let reason = safe(reason).into_owned();
            confirm.line(shared.say(ConnectionsText::RestoreDamaged { reason })).dangerous()
        }
        None if loses.is_nothing() => confirm.line(shared.say(ConnectionsText::RestoreEmpty)),
        None => {
            let (tables, rows, from) = (loses.tables.len(), loses.rows(), ids(shared, &loses.revisions));
            let mut largest: Vec<_> = loses.tables.iter().filter(|table| table.rows > 0).collect();
            largest.sort_by_key(|table| std::cmp::Reverse(table.rows));
            let names: Vec<String> =
                largest.iter().take(NAMED).map(|table| format!("{} {}", safe(&table.name), table.rows)).collect();
            let confirm = confirm.line(shared.say(ConnectionsText::RestoreLoses { tables, rows, from }));
            let confirm = match names.is_empty() {
                true => confirm,
                false => confirm.line(shared.say(ConnectionsText::RestoreLargest { tables: names.join(", ") })),
            };
            confirm.line(shared.say(ConnectionsText::RestoreSafety)).dangerous()
        }
    };
    let overwrite = !loses.is_nothing();
    let mark = plan.mark.as_ref().map(|mark| mark.name.clone());
    let production = (overwrite && is_production(shared, connection)).then(|| connection.to_owned());
    let typed = mark.clone().or(production);
    let work = Work::Restore { connection: connection.to_owned(), file: plan.file.clone(), overwrite, mark };
    Effect::open(confirm.typed(typed).then(vec![Effect::start(work)]))
}

fn is_production(shared: &Shared, connection: &str) -> bool {
    let mut known = shared.opened.iter().flat_map(|opened| &opened.connections);
    known.any(|known| known.name == connection && known.is_production())
}

pub(super) fn ids(shared: &Shared, ids: &[RevisionId]) -> String {
    match ids {
        [] => shared.say(UiText::Base),
        ids => safe(&ids.iter().map(|id| &**id).collect::<Vec<_>>().join(", ")).into_owned(),
    }
}
