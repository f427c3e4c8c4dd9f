//! A list that is searched by typing: what help and palette share.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw_field;
use crate::i18n::fold;
use crate::tui::binding::Hint;
use crate::tui::key::labels;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::cursor::{Cursor, Motion};
use crate::tui::widget::dialog::Dialog as Window;
use crate::tui::widget::field::Field;
use crate::tui::widget::table::{Column, Row, Table};

/// One line of the list.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What it belongs to: `everywhere`, the name of a tab.
    pub(super) group: String,
    pub(super) hint: Hint,
}

/// The list, its field, and what is left of it.
#[derive(Debug)]
pub(super) struct SearchList {
    title: String,
    items: Vec<Item>,
    field: Field,
    cursor: Cursor,
}

impl SearchList {
    pub(super) fn new(title: String, items: Vec<Item>, placeholder: String) -> SearchList {
        SearchList { title, items, field: Field::new("").placeholder(placeholder), cursor: Cursor::new() }
    }

    pub(super) fn set_title(&mut self, title: String) {
        self.title = title;
    }

    /// What was typed.
    pub(super) fn typed(&self) -> &str {
        self.field.text()
    }

    /// The items that what was typed leaves.
    fn shown(&self) -> Vec<&Item> {
        let wanted = fold(self.field.text().trim());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let matches = |item: &&Item| {
            let text = fold(&format!("{} {} {}", item.hint.text, item.group, labels(item.hint.keys, true)));
            words.iter().all(|word| text.contains(word))
        };
        self.items.iter().filter(matches).collect()
    }

    pub(super) fn selected(&self) -> Option<&Item> {
        let shown = self.shown();
        self.cursor.selected(shown.len()).map(|index| shown[index])
    }

    /// A key that is no other: moves in the list or is typed.
    pub(super) fn on_key(&mut self, key: &KeyEvent) {
        let motion = match key.code {
            KeyCode::Up => Motion::Previous,
            KeyCode::Down => Motion::Next,
            KeyCode::PageUp => Motion::PageUp,
            KeyCode::PageDown => Motion::PageDown,
            _ => {
                self.field.on_key(*key);
                self.cursor.select(0);
                return;
            }
        };
        let length = self.shown().len();
        self.cursor.go(motion, length);
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.field.paste(text);
        self.cursor.select(0);
    }

    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let ascii = theme.look().ascii;
        let cells = 74.min(area.width.saturating_sub(6));
        let lines = u16::try_from(self.items.len() + 2).unwrap_or(u16::MAX).min(area.height.saturating_sub(4));
        let dialog = Window { theme, title: &self.title, width: cells, height: lines, buttons: &[], focus: None };
        let inner = dialog.draw(area, frame.buffer_mut());
        if inner.height < 3 {
            return;
        }
        draw_field(frame, Rect { height: 1, ..inner }, &self.field, theme);
        let shown = self.shown();
        let columns = [Column::fixed("", 14), Column::rest("", 20), Column::fixed("", 14).shrink(2)];
        let table = Table {
            theme,
            columns: &columns,
            rows: shown.len(),
            cursor: &self.cursor,
            focused: true,
            header: false,
            empty: &shared.say(UiText::NothingFound),
        };
        let body = Rect { y: inner.y + 2, height: inner.height - 2, ..inner };
        table.draw(body, frame.buffer_mut(), |index| {
            let item = shown[index];
            let role = if item.hint.off.is_some() { Role::KeyOff } else { Role::Key };
            let mut text = vec![Span::raw(item.hint.text.clone())];
            if let Some(why) = &item.hint.off {
                text.push(Span::styled(format!("  {why}"), theme.style(Role::Dim)));
            }
            let keys = labels(&item.hint.keys[..item.hint.keys.len().min(3)], ascii);
            Row::new([
                Line::styled(keys, theme.style(role)),
                Line::from(text),
                Line::styled(item.group.clone(), theme.style(Role::Dim)),
            ])
        });
    }
}
