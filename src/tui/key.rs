//! Keys as bindings name them and as people read them.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key with what is held down beside it. Shift is part of the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    control: bool,
}

impl Key {
    pub const UP: Key = Key::plain(KeyCode::Up);
    pub const DOWN: Key = Key::plain(KeyCode::Down);
    pub const LEFT: Key = Key::plain(KeyCode::Left);
    pub const RIGHT: Key = Key::plain(KeyCode::Right);
    pub const PAGE_UP: Key = Key::plain(KeyCode::PageUp);
    pub const PAGE_DOWN: Key = Key::plain(KeyCode::PageDown);
    pub const HOME: Key = Key::plain(KeyCode::Home);
    pub const END: Key = Key::plain(KeyCode::End);
    pub const ENTER: Key = Key::plain(KeyCode::Enter);
    pub const ESC: Key = Key::plain(KeyCode::Esc);
    pub const TAB: Key = Key::plain(KeyCode::Tab);
    pub const BACK_TAB: Key = Key::plain(KeyCode::BackTab);
    pub const DELETE: Key = Key::plain(KeyCode::Delete);
    pub const SPACE: Key = Key::char(' ');

    /// A key without anything beside it.
    pub const fn plain(code: KeyCode) -> Key {
        Key { code, control: false }
    }

    /// A character; an upper-case letter is typed with Shift.
    pub const fn char(c: char) -> Key {
        Key::plain(KeyCode::Char(c))
    }

    /// A letter with Ctrl.
    pub const fn ctrl(c: char) -> Key {
        Key { code: KeyCode::Char(c), control: true }
    }

    /// A function key.
    pub const fn f(number: u8) -> Key {
        Key::plain(KeyCode::F(number))
    }

    /// The key of an event; none for a key that is let go, and for those with Alt, which terminals use themselves.
    pub fn of(event: &KeyEvent) -> Option<Key> {
        if event.kind == KeyEventKind::Release || event.modifiers.contains(KeyModifiers::ALT) {
            return None;
        }
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let code = match event.code {
            // Some terminals tell of Shift beside the character, some make the character of it.
            KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::SHIFT) && c.is_ascii_lowercase() && !control => {
                KeyCode::Char(c.to_ascii_uppercase())
            }
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        Some(Key { code, control })
    }

    /// As it stands in the footer and in the help.
    pub fn label(self, ascii: bool) -> String {
        let plain = match self.code {
            KeyCode::Up if !ascii => "↑".to_owned(),
            KeyCode::Down if !ascii => "↓".to_owned(),
            KeyCode::Left if !ascii => "←".to_owned(),
            KeyCode::Right if !ascii => "→".to_owned(),
            KeyCode::Enter if !ascii => "⏎".to_owned(),
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) if self.control => c.to_ascii_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(number) => format!("F{number}"),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            KeyCode::Delete => "Del".to_owned(),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            other => format!("{other:?}"),
        };
        if self.control { format!("Ctrl-{plain}") } else { plain }
    }
}

/// Keys of a list that stands for one action: `↑↓` when they are arrows, else the first of them.
pub fn labels(keys: &[Key], ascii: bool) -> String {
    keys.iter().map(|key| key.label(ascii)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_shift_is_the_upper_case_letter_however_the_terminal_says_it() {
        for event in [
            KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT),
            KeyEvent::new(KeyCode::Char('G'), KeyModifiers::NONE),
            KeyEvent::new(KeyCode::Char('g'), KeyModifiers::SHIFT),
        ] {
            assert_eq!(Key::of(&event), Some(Key::char('G')));
        }
        let alt = KeyEvent::new(KeyCode::Enter, KeyModifiers::ALT);
        assert_eq!(Key::of(&alt), None, "Alt-Enter belongs to the terminal");
    }

    #[test]
    fn keys_have_names_with_and_without_unicode() {
        assert_eq!((Key::ENTER.label(false), Key::ENTER.label(true)), ("⏎".to_owned(), "Enter".to_owned()));
        assert_eq!(Key::ctrl('c').label(false), "Ctrl-C");
        assert_eq!(Key::f(5).label(true), "F5");
    }
}
