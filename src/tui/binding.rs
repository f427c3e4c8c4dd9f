//! One record a key: footer, help, palette and dispatch all read the same one.

use crossterm::event::KeyEvent;

use super::action::Action;
use super::key::Key;
use super::shared::Shared;
use super::text::UiText;
use crate::i18n::Say;

/// What a key does in a screen whose state is `S`.
pub struct Binding<S: 'static> {
    /// Any of these; the first one is shown in the footer.
    pub keys: &'static [Key],
    /// What they mean.
    pub action: Action,
    /// What footer, help and palette call it.
    pub text: &'static (dyn Say + Sync),
    /// Its place in the footer: the smaller, the longer it stays when there is little room; 0 keeps it out.
    pub footer: u8,
    /// Why it does nothing now, for a person to read; `None` when it does.
    pub off: fn(&S, &Shared) -> Option<String>,
}

impl<S> std::fmt::Debug for Binding<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Binding").field("keys", &self.keys).field("action", &self.action).finish_non_exhaustive()
    }
}

/// For a key that always does something.
pub fn always<S>(_: &S, _: &Shared) -> Option<String> {
    None
}

/// A binding as it is right now.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint {
    pub keys: &'static [Key],
    pub action: Action,
    pub text: String,
    pub footer: u8,
    pub off: Option<String>,
}

impl Hint {
    /// Whether one of its keys is this one.
    pub fn has(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }
}

/// The bindings of a screen as they are right now.
pub fn hints<S>(bindings: &'static [Binding<S>], state: &S, shared: &Shared) -> Vec<Hint> {
    let hint = |binding: &'static Binding<S>| Hint {
        keys: binding.keys,
        action: binding.action,
        text: binding.text.say(shared.lang),
        footer: binding.footer,
        off: (binding.off)(state, shared),
    };
    bindings.iter().map(hint).collect()
}

/// How one moves in a list, with arrows and as in vim.
pub const LIST: &[Binding<()>] = &[
    Binding {
        keys: &[Key::DOWN, Key::char('j')],
        action: Action::Next,
        text: &UiText::KeyMove,
        footer: 9,
        off: always,
    },
    Binding {
        keys: &[Key::UP, Key::char('k')],
        action: Action::Previous,
        text: &UiText::KeyUp,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::PAGE_DOWN, Key::ctrl('f'), Key::ctrl('d')],
        action: Action::PageDown,
        text: &UiText::KeyPage,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::PAGE_UP, Key::ctrl('b'), Key::ctrl('u')],
        action: Action::PageUp,
        text: &UiText::KeyPageUp,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::HOME, Key::char('g')],
        action: Action::First,
        text: &UiText::KeyFirst,
        footer: 0,
        off: always,
    },
    Binding { keys: &[Key::END, Key::char('G')], action: Action::Last, text: &UiText::KeyLast, footer: 0, off: always },
];

/// The bindings of a list: how one moves in it, then its own.
pub fn list_hints<S>(bindings: &'static [Binding<S>], state: &S, shared: &Shared) -> Vec<Hint> {
    let mut all = hints(LIST, &(), shared);
    all.extend(hints(bindings, state, shared));
    all
}

/// What a key means among `hints`: the first that has it.
pub fn find<'a>(hints: &'a [Hint], event: &KeyEvent) -> Option<&'a Hint> {
    let key = Key::of(event)?;
    hints.iter().find(|hint| hint.has(key))
}
