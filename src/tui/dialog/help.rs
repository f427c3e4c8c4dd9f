//! Every key of a screen; typing filters, Enter presses it.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::list::{Item, SearchList};
use super::{Dialog, Reply};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::notice::{Notice, Tone};
use crate::tui::shared::Shared;
use crate::tui::text::UiText;

/// The keys of a screen.
#[derive(Debug)]
pub struct Help {
    list: SearchList,
    /// Whether Enter can press a key for the person: not for those of a dialog below.
    runs: bool,
}

pub(super) const BINDINGS: &[Binding<()>] = &[
    Binding { keys: &[Key::ENTER], action: Action::Accept, text: &UiText::KeyRun, footer: 1, off: always },
    Binding {
        keys: &[Key::ESC, Key::ctrl('c')],
        action: Action::Back,
        text: &UiText::KeyClose,
        footer: 1,
        off: always,
    },
];

impl Help {
    /// Of a tab with the keys that work everywhere, or of a dialog without.
    pub fn new(here: Vec<Hint>, everywhere: Vec<Hint>, shared: &Shared) -> Help {
        let runs = !everywhere.is_empty();
        let group = |group: UiText| {
            let group = shared.say(group);
            move |hint| Item { group: group.clone(), hint }
        };
        let here = here.into_iter().map(group(UiText::HelpHere));
        let everywhere = everywhere.into_iter().map(group(UiText::HelpEverywhere));
        let title = shared.say(UiText::KeyHelp);
        let list = SearchList::new(title, here.chain(everywhere).collect(), shared.say(UiText::FilterHelp));
        Help { list, runs }
    }

    /// Names the screen in its title.
    pub fn titled(mut self, screen: String) -> Help {
        self.list.set_title(screen);
        self
    }
}

/// What running an item of a list does: what its key would do, or why it does nothing.
pub(super) fn press(hint: &Hint) -> Vec<Effect> {
    match &hint.off {
        Some(why) => vec![Effect::Notify(Notice::new(Tone::Info, why.clone()))],
        None => vec![Effect::Do(hint.action)],
    }
}

impl Dialog for Help {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, &(), shared)
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Accept) => match self.list.selected() {
                Some(item) if self.runs => Reply::close_with(press(&item.hint)),
                _ => Reply::close(),
            },
            Some(_) => Reply::close(),
            None => {
                self.list.on_key(key);
                Reply::stay()
            }
        }
    }

    fn on_paste(&mut self, text: &str, _: &Shared) -> Reply {
        self.list.paste(text);
        Reply::stay()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        self.list.draw(frame, area, shared);
    }
}
