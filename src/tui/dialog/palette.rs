//! The palette: everything that can be done, found by typing. `upgrade TARGET` and its like are understood as the command line does.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::help::{BINDINGS, press};
use super::list::{Item, SearchList};
use super::{Dialog, Reply};
use crate::tui::action::Action;
use crate::tui::binding::{Hint, find, hints};
use crate::tui::effect::{Ask, Effect};
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::tui::text::UiText;

/// Something that can be done, in a tab or everywhere.
#[derive(Debug, Clone)]
pub struct Command {
    pub tab: Option<TabName>,
    pub hint: Hint,
}

/// Commands to choose from.
#[derive(Debug)]
pub struct Palette {
    list: SearchList,
    /// Of each item of the list, the tab that has to be in front.
    tabs: Vec<(Hint, Option<TabName>)>,
}

impl Palette {
    pub fn new(commands: Vec<Command>, shared: &Shared) -> Palette {
        let everywhere = shared.say(UiText::HelpEverywhere);
        let item = |command: &Command| Item {
            group: command.tab.map_or(everywhere.clone(), |tab| shared.say(tab)),
            hint: command.hint.clone(),
        };
        let items = commands.iter().map(item).collect();
        let list = SearchList::new(shared.say(UiText::Palette), items, shared.say(UiText::FilterHelp));
        Palette { list, tabs: commands.into_iter().map(|command| (command.hint, command.tab)).collect() }
    }

    fn run(&self) -> Vec<Effect> {
        if let Some(effects) = typed_command(self.list.typed()) {
            return effects;
        }
        let Some(item) = self.list.selected() else { return Vec::new() };
        let tab = self.tabs.iter().find(|(hint, _)| *hint == item.hint).and_then(|(_, tab)| *tab);
        tab.map(Effect::Show).into_iter().chain(press(&item.hint)).collect()
    }
}

/// `upgrade TARGET`, `downgrade TARGET` and `stamp TARGET` as on the command line, in both languages.
fn typed_command(text: &str) -> Option<Vec<Effect>> {
    let (command, target) = text.trim().split_once(char::is_whitespace)?;
    let target = target.trim();
    if target.is_empty() {
        return None;
    }
    let (tab, ask) = match command {
        "upgrade" | "güncelle" => (TabName::Pending, Ask::UpgradeTarget),
        "downgrade" => (TabName::Pending, Ask::DowngradeTarget),
        "stamp" | "damgala" => (TabName::History, Ask::StampTarget),
        _ => return None,
    };
    Some(vec![Effect::Show(tab), Effect::Answer { tab, ask, text: target.to_owned() }])
}

impl Dialog for Palette {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, &(), shared)
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Accept) => Reply::close_with(self.run()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_of_the_command_line_is_understood() {
        let effects = typed_command("upgrade +1").expect("a command");
        assert!(
            matches!(&effects[..], [Effect::Show(TabName::Pending), Effect::Answer { ask: Ask::UpgradeTarget, text, .. }] if text == "+1")
        );
        assert!(typed_command("upgrade").is_none() && typed_command("upgrade ").is_none());
        assert!(typed_command("rm -rf").is_none());
    }
}
