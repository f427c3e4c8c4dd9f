//! One line to type into.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretString};
use unicode_segmentation::UnicodeSegmentation;

use super::put::{fill, put_text};
use crate::i18n::{printable, safe, width};
use crate::tui::theme::{Role, Theme};

/// Longer than any name, path or password; a password never outgrows its first allocation, so no copy of it stays behind.
const MAX: usize = 1024;

/// A line that is edited by what a person sees as characters.
///
/// Pasted line ends become spaces: a paste fills in, it never submits. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct Field {
    text: String,
    /// A byte between two graphemes.
    cursor: usize,
    is_secret: bool,
    /// Shown while nothing is typed: an example, or the value that an empty field means.
    pub placeholder: String,
    /// Said below the line.
    pub error: String,
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = if self.is_secret { "[hidden]" } else { &self.text };
        f.debug_struct("Field").field("text", &text).field("error", &self.error).finish_non_exhaustive()
    }
}

impl Drop for Field {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

impl Field {
    pub fn new(text: &str) -> Field {
        let mut field = Field::empty(false);
        field.set(text);
        field
    }

    /// A field whose text is never shown.
    pub fn password() -> Field {
        Field::empty(true)
    }

    fn empty(is_secret: bool) -> Field {
        let text = if is_secret { String::with_capacity(MAX) } else { String::new() };
        Field { text, cursor: 0, is_secret, placeholder: String::new(), error: String::new() }
    }

    pub fn placeholder(mut self, placeholder: impl Into<String>) -> Field {
        self.placeholder = placeholder.into();
        self
    }

    /// The text; of a password, ask for [`Field::secret`].
    pub fn text(&self) -> &str {
        if self.is_secret { "" } else { &self.text }
    }

    pub fn secret(&self) -> SecretString {
        SecretString::from(self.text.as_str())
    }

    pub fn is_secret(&self) -> bool {
        self.is_secret
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts a text in place of what is there, with the cursor behind it.
    pub fn set(&mut self, text: &str) {
        self.clear();
        self.insert(text);
    }

    pub fn set_secret(&mut self, secret: &SecretString) {
        self.set(secret.expose_secret());
    }

    pub fn clear(&mut self) {
        self.text.zeroize();
        self.text.clear();
        self.cursor = 0;
        self.error.clear();
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) -> bool {
        self.insert(text.strip_suffix('\n').unwrap_or(text).trim_end_matches('\r'))
    }

    /// Edits; says whether the key meant something here. Enter, Escape, Tab and the vertical arrows are left to the owner.
    pub fn on_key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let before = &self.text[..self.cursor];
        let after = &self.text[self.cursor..];
        match key.code {
            // AltGr is Control and Alt together on some terminals.
            KeyCode::Char(c) if control == alt => return self.insert(c.encode_utf8(&mut [0; 4])),
            KeyCode::Left | KeyCode::Char('b') if alt => self.cursor = word_before(before),
            KeyCode::Right | KeyCode::Char('f') if alt => self.cursor += word_after(after),
            KeyCode::Left if control => self.cursor = word_before(before),
            KeyCode::Right if control => self.cursor += word_after(after),
            KeyCode::Left => self.cursor -= last_grapheme(before),
            KeyCode::Char('b') if control => self.cursor -= last_grapheme(before),
            KeyCode::Right => self.cursor += first_grapheme(after),
            KeyCode::Char('f') if control => self.cursor += first_grapheme(after),
            KeyCode::Home => self.cursor = 0,
            KeyCode::Char('a') if control => self.cursor = 0,
            KeyCode::End => self.cursor = self.text.len(),
            KeyCode::Char('e') if control => self.cursor = self.text.len(),
            KeyCode::Backspace if alt || control => self.remove(word_before(before), self.cursor),
            KeyCode::Char('w') if control => self.remove(word_before(before), self.cursor),
            KeyCode::Backspace => self.remove(self.cursor - last_grapheme(before), self.cursor),
            KeyCode::Char('h') if control => self.remove(self.cursor - last_grapheme(before), self.cursor),
            KeyCode::Delete => self.remove(self.cursor, self.cursor + first_grapheme(after)),
            KeyCode::Char('d') if control => self.remove(self.cursor, self.cursor + first_grapheme(after)),
            KeyCode::Char('u') if control => self.remove(0, self.cursor),
            KeyCode::Char('k') if control => self.remove(self.cursor, self.text.len()),
            _ => return false,
        }
        true
    }

    /// What does not print has no place in a line; what would be too long stays outside.
    fn insert(&mut self, text: &str) -> bool {
        self.error.clear();
        for c in text.replace("\r\n", " ").chars() {
            let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            // The joiner of an emoji and of some scripts is part of a character.
            if (printable(c) || c == '\u{200d}') && self.text.len() + c.len_utf8() <= MAX {
                self.text.insert(self.cursor, c);
                self.cursor += c.len_utf8();
            }
        }
        // A combining mark may have joined what stood before it.
        self.cursor = self.boundary(self.cursor);
        true
    }

    fn remove(&mut self, start: usize, end: usize) {
        self.error.clear();
        if self.is_secret {
            // Nothing of it stays behind the new end.
            let mut rest = String::with_capacity(MAX);
            rest.push_str(&self.text[..start]);
            rest.push_str(&self.text[end..]);
            self.text.zeroize();
            self.text = rest;
        } else {
            self.text.replace_range(start..end, "");
        }
        self.cursor = self.boundary(start);
    }

    /// The end of the grapheme that a byte stands in.
    fn boundary(&self, byte: usize) -> usize {
        let starts = self.text.grapheme_indices(true).map(|(at, _)| at);
        starts.chain([self.text.len()]).find(|&at| at >= byte).unwrap_or(self.text.len())
    }

    /// Draws the line, and the error below it if there is a second row; returns where the terminal's cursor goes.
    pub fn draw(&self, theme: &Theme, area: Rect, buffer: &mut Buffer, focused: bool) -> Option<Position> {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return None;
        }
        let line = Rect { height: 1, ..area };
        fill(buffer, line, theme.style(Role::Input));
        if area.height > 1 && !self.error.is_empty() {
            let text = format!("{} {}", theme.symbols().cross, self.error);
            put_text(buffer, area.x, area.y + 1, area.width, &text, theme.style(Role::Danger));
        }
        let style = theme.style(Role::Input);
        if self.text.is_empty() {
            let placeholder = style.patch(theme.style(Role::Placeholder));
            put_text(buffer, area.x, area.y, area.width, &self.placeholder, placeholder);
            return focused.then_some(Position::new(area.x, area.y));
        }
        let shown = |grapheme: &str| match self.is_secret {
            true => theme.symbols().mask.to_owned(),
            false => safe(grapheme).into_owned(),
        };
        let cells: Vec<(usize, String)> =
            self.text.grapheme_indices(true).map(|(at, grapheme)| (at, shown(grapheme))).collect();
        let before: usize = cells.iter().filter(|(at, _)| *at < self.cursor).map(|(_, text)| width(text)).sum();
        // The cursor needs a cell of its own, at the end too.
        let room = usize::from(area.width);
        let target = if focused { before } else { 0 };
        let mut skipped = 0;
        let mut first = 0;
        while target - skipped.min(target) >= room && first < cells.len() {
            skipped += width(&cells[first].1);
            first += 1;
        }
        let mut x = area.x;
        for (_, text) in &cells[first..] {
            let left = area.right() - x;
            if width(text) > left.into() {
                break;
            }
            x += put_text(buffer, x, area.y, left, text, style);
        }
        let column = u16::try_from(before.saturating_sub(skipped)).unwrap_or(u16::MAX);
        focused.then(|| Position::new(area.x.saturating_add(column).min(area.right() - 1), area.y))
    }
}

fn last_grapheme(text: &str) -> usize {
    text.graphemes(true).next_back().map_or(0, str::len)
}

fn first_grapheme(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}

/// Where the last word of a text starts.
fn word_before(text: &str) -> usize {
    let is_word = |(_, word): &(usize, &str)| word.chars().any(char::is_alphanumeric);
    text.split_word_bound_indices().rfind(is_word).map_or(0, |(at, _)| at)
}

/// Where the first word of a text ends.
fn word_after(text: &str) -> usize {
    let is_word = |(_, word): &(usize, &str)| word.chars().any(char::is_alphanumeric);
    text.split_word_bound_indices().find(is_word).map_or(text.len(), |(at, word)| at + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::testing::{PLAIN, SIZES, paint, screen};

    fn press(field: &mut Field, code: KeyCode, modifiers: KeyModifiers) -> bool {
        field.on_key(KeyEvent::new(code, modifiers))
    }

    fn plain(field: &mut Field, codes: &[KeyCode]) {
        for &code in codes {
            press(field, code, KeyModifiers::NONE);
        }
    }

    fn shown(field: &Field, cells: u16) -> (String, Option<u16>) {
        let mut cursor = None;
        let buffer = paint(cells, 1, |area, buffer| cursor = field.draw(&PLAIN, area, buffer, true).map(|at| at.x));
        (screen(&buffer), cursor)
    }

    #[test]
    fn letters_are_typed_and_removed_as_a_person_sees_them() {
        let mut field = Field::new("e\u{301}🇹🇷x");
        plain(&mut field, &[KeyCode::Backspace, KeyCode::Backspace]);
        assert_eq!(field.text(), "e\u{301}");
        plain(&mut field, &[KeyCode::Left, KeyCode::Char('İ'), KeyCode::Right, KeyCode::Char('ş')]);
        assert_eq!(field.text(), "İe\u{301}ş");
        plain(&mut field, &[KeyCode::Home, KeyCode::Delete, KeyCode::Delete, KeyCode::End, KeyCode::Delete]);
        assert_eq!(field.text(), "ş");
    }

    #[test]
    fn keys_of_the_shell_work_and_the_owners_are_left_alone() {
        let mut field = Field::new("şişli mağaza kasa");
        let control = KeyModifiers::CONTROL;
        press(&mut field, KeyCode::Char('w'), control);
        assert_eq!(field.text(), "şişli mağaza ");
        press(&mut field, KeyCode::Left, control);
        press(&mut field, KeyCode::Char('u'), control);
        assert_eq!(field.text(), "mağaza ");
        press(&mut field, KeyCode::Char('k'), control);
        assert!(field.is_empty());
        for code in [KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Up, KeyCode::Down, KeyCode::F(1)] {
            assert!(!press(&mut field, code, KeyModifiers::NONE));
        }
        assert!(!press(&mut field, KeyCode::Char('s'), control));
        assert!(press(&mut field, KeyCode::Char('@'), control | KeyModifiers::ALT), "AltGr types");
        assert_eq!(field.text(), "@");
    }

    #[test]
    fn a_paste_becomes_one_line_and_cannot_smuggle_controls() {
        let mut field = Field::new("");
        field.paste("bir\r\niki\tüç\u{1b}[2J\u{202e}\n");
        assert_eq!(field.text(), "bir iki üç[2J");
        field.paste(&"x".repeat(5000));
        assert_eq!(field.text().len(), MAX);
    }

    proptest::proptest! {
        #[test]
        fn any_keys_in_any_order_keep_the_cursor_between_characters(keys in proptest::collection::vec(0_usize..16, 0..40)) {
            let typed = ['a', 'ş', '漢', '\u{301}', '🇹', '🇷', ' ', '\u{200d}', '👩'];
            let codes = [KeyCode::Left, KeyCode::Right, KeyCode::Backspace, KeyCode::Delete, KeyCode::Home, KeyCode::End];
            let mut field = Field::new("");
            for key in keys {
                match (typed.get(key), codes.get(key.saturating_sub(typed.len()))) {
                    (Some(&c), _) => plain(&mut field, &[KeyCode::Char(c)]),
                    (None, Some(&code)) => plain(&mut field, &[code]),
                    (None, None) => drop(press(&mut field, KeyCode::Left, KeyModifiers::CONTROL)),
                }
                proptest::prop_assert_eq!(field.cursor, field.boundary(field.cursor));
                proptest::prop_assert!(shown(&field, 5).1.is_some_and(|x| x < 5));
            }
        }
    }

    #[test]
    fn a_long_text_scrolls_with_the_cursor() {
        let mut field = Field::new("0123456789");
        assert_eq!(shown(&field, 5), ("6789".to_owned(), Some(4)));
        plain(&mut field, &[KeyCode::Home]);
        assert_eq!(shown(&field, 5), ("01234".to_owned(), Some(0)));
        field.set("漢字漢字");
        assert_eq!(shown(&field, 5), ("漢字".to_owned(), Some(4)));
    }

    #[test]
    fn a_password_is_neither_drawn_nor_debugged_nor_given_as_text() {
        let mut field = Field::password();
        field.paste("gizli şifre");
        assert_eq!(shown(&field, 20), ("•".repeat(11), Some(11)));
        assert_eq!(field.text(), "");
        assert!(!format!("{field:?}").contains("gizli"));
        press(&mut field, KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(field.secret().expose_secret(), "gizli şifr");
    }

    #[test]
    fn an_empty_field_shows_an_example_and_an_error_stands_below_until_a_key() {
        let mut field = Field::new("").placeholder("örnek");
        field.error = "boş olamaz".to_owned();
        let draw = |field: &Field| {
            screen(&paint(14, 2, |area, buffer| {
                field.draw(&PLAIN, area, buffer, false);
            }))
        };
        assert_eq!(draw(&field), "örnek\n✗ boş olamaz");
        plain(&mut field, &[KeyCode::Char('a')]);
        assert_eq!(draw(&field), "a\n");
    }

    #[test]
    fn every_size_is_drawn_with_the_cursor_inside() {
        for (width, height) in SIZES {
            for text in ["", "漢字漢字", "0123456789"] {
                paint(width, height, |area, buffer| {
                    let cursor = Field::new(text).draw(&PLAIN, area, buffer, true);
                    assert!(cursor.is_none_or(|cursor| area.contains(cursor)));
                });
            }
        }
    }
}
