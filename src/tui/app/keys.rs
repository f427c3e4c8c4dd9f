//! Keys: where they go, and those that work everywhere.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

use super::{App, Order};
use crate::database::Urgency;
use crate::i18n::Lang;
use crate::tui::action::Action;
use crate::tui::binding::{self, Binding, always};
use crate::tui::dialog::{Command, Confirm, Help, LogView, Palette};
use crate::tui::effect::Effect;
use crate::tui::key::{Key, labels};
use crate::tui::notice::{Notice, Tone};
use crate::tui::tab::TabName;
use crate::tui::text::UiText;
use crate::tui::widget::field::Field;

/// The keys that every tab has beside its own. A tab that uses one of them itself comes first.
pub(super) const EVERYWHERE: &[Binding<App>] = &[
    Binding {
        keys: &[Key::char('?'), Key::f(1)],
        action: Action::Help,
        text: &UiText::KeyHelp,
        footer: 1,
        off: always,
    },
    Binding { keys: &[Key::char('q')], action: Action::Quit, text: &UiText::KeyQuit, footer: 1, off: always },
    Binding {
        keys: &[Key::char('/')],
        action: Action::Filter,
        text: &UiText::KeyFilter,
        footer: 6,
        off: |app, shared| (!app.tabs.get(app.active).can_filter()).then(|| shared.say(UiText::NothingToFilter)),
    },
    Binding { keys: &[Key::char(':')], action: Action::Palette, text: &UiText::KeyPalette, footer: 7, off: always },
    Binding { keys: &[Key::char('!')], action: Action::Log, text: &UiText::KeyLog, footer: 0, off: always },
    Binding {
        keys: &[Key::char('r'), Key::f(5), Key::ctrl('r')],
        action: Action::Refresh,
        text: &UiText::KeyRefresh,
        footer: 0,
        off: |_, shared| shared.connection.is_none().then(|| shared.say(UiText::NoConnectionChosen)),
    },
    Binding { keys: &[Key::char('y')], action: Action::Copy, text: &UiText::KeyCopy, footer: 0, off: always },
    Binding { keys: &[Key::char('L')], action: Action::Language, text: &UiText::KeyLanguage, footer: 0, off: always },
    Binding { keys: &[Key::char('M')], action: Action::Mouse, text: &UiText::KeyMouse, footer: 0, off: always },
    Binding {
        keys: &[Key::char('I')],
        action: Action::Install,
        text: &UiText::KeyInstall,
        footer: 0,
        off: |_, shared| shared.why_busy(),
    },
    Binding {
        keys: &[Key::ctrl('c')],
        action: Action::Cancel,
        text: &UiText::KeyCancel,
        footer: 0,
        off: |app, shared| (!app.is_writing()).then(|| shared.say(UiText::NothingRuns)),
    },
    Binding {
        keys: &[Key::ctrl('z')],
        action: Action::Suspend,
        text: &UiText::KeySuspend,
        footer: 0,
        off: |app, shared| app.is_writing().then(|| shared.say(UiText::CannotSuspend)),
    },
    Binding { keys: &[Key::ctrl('l')], action: Action::Redraw, text: &UiText::KeyRedraw, footer: 0, off: always },
    Binding { keys: &[Key::TAB], action: Action::NextTab, text: &UiText::KeyTabs, footer: 0, off: always },
    Binding { keys: &[Key::BACK_TAB], action: Action::PreviousTab, text: &UiText::KeyTabsBack, footer: 0, off: always },
    Binding { keys: &[Key::char('1')], action: Action::Tab1, text: &UiText::KeyTab1, footer: 0, off: always },
    Binding { keys: &[Key::char('2')], action: Action::Tab2, text: &UiText::KeyTab2, footer: 0, off: always },
    Binding { keys: &[Key::char('3')], action: Action::Tab3, text: &UiText::KeyTab3, footer: 0, off: always },
    Binding { keys: &[Key::char('4')], action: Action::Tab4, text: &UiText::KeyTab4, footer: 0, off: always },
    Binding { keys: &[Key::char('5')], action: Action::Tab5, text: &UiText::KeyTab5, footer: 0, off: always },
];

impl App {
    pub(super) fn on_key(&mut self, key: &KeyEvent) {
        let Some(pressed) = Key::of(key) else { return };
        if self.notice.take().is_some() {
            self.is_dirty = true;
        }
        if self.filter.is_some() {
            return self.on_filter_key(key, pressed);
        }
        if let Some(dialog) = self.dialogs.last() {
            let takes_text = dialog.takes_text();
            // A dialog never keeps somebody from suspending goc or from repairing the picture.
            if matches!(pressed, p if p == Key::ctrl('l') || p == Key::ctrl('z')) && !takes_text {
                return self.press_everywhere(pressed);
            }
            return self.on_dialog_key(key, pressed);
        }
        let hints = self.hints();
        let Some(hint) = hints.iter().find(|hint| hint.has(pressed)) else { return };
        match &hint.off {
            Some(why) => {
                let key = labels(&[pressed], self.shared.theme.look().ascii);
                let text = self.shared.say(UiText::Off { key, why: why.clone() });
                self.notice = Some(Notice::new(Tone::Info, text));
                self.is_dirty = true;
            }
            None => self.act(hint.action),
        }
    }

    fn press_everywhere(&mut self, pressed: Key) {
        let hints = binding::hints(EVERYWHERE, self, &self.shared);
        let Some(hint) = hints.into_iter().find(|hint| hint.has(pressed)) else { return };
        match hint.off {
            Some(why) => self.notify(Notice::new(Tone::Info, why)),
            None => self.act(hint.action),
        }
    }

    fn on_dialog_key(&mut self, key: &KeyEvent, pressed: Key) {
        let index = self.dialogs.len() - 1;
        let dialog = &mut self.dialogs[index];
        let hint = dialog.hints(&self.shared).into_iter().find(|hint| hint.has(pressed));
        if !dialog.takes_text() && pressed == Key::char('?') && hint.is_none() {
            let help = Help::new(dialog.hints(&self.shared), Vec::new(), &self.shared);
            self.dialogs.push(Box::new(help));
            self.is_dirty = true;
            return;
        }
        if let Some(why) = hint.and_then(|hint| hint.off) {
            self.notice = Some(Notice::new(Tone::Info, why));
            self.is_dirty = true;
            return;
        }
        let reply = dialog.on_key(key, &self.shared);
        self.is_dirty = true;
        self.reply(reply, index);
    }

    fn on_filter_key(&mut self, key: &KeyEvent, pressed: Key) {
        self.is_dirty = true;
        let Some(field) = &mut self.filter else { return };
        if pressed == Key::ESC || pressed == Key::ctrl('c') {
            self.filter = None;
            self.tabs.get_mut(self.active).set_filter("", &self.shared);
        } else if pressed == Key::ENTER {
            self.filter = None;
        } else if matches!(key.code, KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown) {
            // The list can be walked while it is filtered.
            let action = match key.code {
                KeyCode::Up => Action::Previous,
                KeyCode::Down => Action::Next,
                KeyCode::PageUp => Action::PageUp,
                _ => Action::PageDown,
            };
            let effects = self.tabs.get_mut(self.active).on_action(action, &self.shared);
            self.carry_out(effects);
        } else {
            field.on_key(*key);
            let text = field.text().to_owned();
            self.tabs.get_mut(self.active).set_filter(&text, &self.shared);
        }
    }

    pub(super) fn on_paste(&mut self, text: &str) {
        self.is_dirty = true;
        if let Some(field) = &mut self.filter {
            field.paste(text);
            let text = field.text().to_owned();
            self.tabs.get_mut(self.active).set_filter(&text, &self.shared);
        } else if !self.dialogs.is_empty() {
            let index = self.dialogs.len() - 1;
            let reply = self.dialogs[index].on_paste(text, &self.shared);
            self.reply(reply, index);
        }
    }

    pub(super) fn on_click(&mut self, at: Position) {
        self.notice = None;
        self.is_dirty = true;
        if !self.dialogs.is_empty() {
            let index = self.dialogs.len() - 1;
            let reply = self.dialogs[index].on_click(at, &self.shared);
            return self.reply(reply, index);
        }
        match self.tab_at(at) {
            Some(tab) => self.show(tab),
            None => {
                let effects = self.tabs.get_mut(self.active).on_click(at, &self.shared);
                self.carry_out(effects);
            }
        }
    }

    /// Does what a key means: everywhere, else in the tab.
    pub(super) fn act(&mut self, action: Action) {
        self.is_dirty = true;
        let everywhere = match self.dialogs.is_empty() {
            // The tab's own meaning of a key comes first.
            true => !self.tabs.get(self.active).hints(&self.shared).iter().any(|hint| hint.action == action),
            false => true,
        };
        if everywhere && self.act_everywhere(action) {
            return;
        }
        let effects = self.tabs.get_mut(self.active).on_action(action, &self.shared);
        self.carry_out(effects);
    }

    fn act_everywhere(&mut self, action: Action) -> bool {
        match action {
            Action::Help => {
                let everywhere = binding::hints(EVERYWHERE, self, &self.shared);
                let here = self.tabs.get(self.active).hints(&self.shared);
                let help = Help::new(here, everywhere, &self.shared).titled(self.shared.say(self.active));
                self.dialogs.push(Box::new(help));
            }
            Action::Palette => {
                let palette = Palette::new(self.commands(), &self.shared);
                self.dialogs.push(Box::new(palette));
            }
            Action::Log => {
                self.log.unread = 0;
                let view = LogView::new(&self.log, &self.shared);
                self.dialogs.push(Box::new(view));
            }
            Action::Filter => {
                self.filter = Some(Field::new(self.tabs.get(self.active).filter()));
            }
            Action::Refresh => {
                // Who did not give a password may have thought better of it.
                self.asked_passwords.clear();
                self.refresh();
            }
            Action::Copy => match self.tabs.get(self.active).copied(&self.shared) {
                Some(text) => self.orders.push(Order::Copy(text)),
                None => {
                    let text = self.shared.say(UiText::NothingToCopy);
                    self.notice = Some(Notice::new(Tone::Info, text));
                }
            },
            Action::Language => {
                self.shared.lang = match self.shared.lang {
                    Lang::Tr => Lang::En,
                    Lang::En => Lang::Tr,
                };
                self.memory.lang = Some(self.shared.lang);
                self.changed();
            }
            Action::Mouse => {
                self.mouse = !self.mouse;
                self.orders.push(Order::Mouse(self.mouse));
                let text = self.shared.say(if self.mouse { UiText::MouseOn } else { UiText::MouseOff });
                self.notify(Notice::new(Tone::Info, text));
            }
            Action::Install => self.open_install(),
            Action::Cancel | Action::CancelJob => {
                let confirm = Confirm::new(self.shared.say(UiText::CancelJob), self.shared.say(UiText::CancelJobNow))
                    .line(self.shared.say(UiText::QuitWhileBusyMore))
                    .then(vec![Effect::Stop(Urgency::Now)]);
                self.dialogs.push(Box::new(confirm));
            }
            Action::Suspend => self.orders.push(Order::Suspend),
            Action::Redraw => self.orders.push(Order::Repaint),
            Action::Quit => self.quit(),
            Action::QuitNow => {
                self.is_quitting = true;
                self.orders.push(Order::Quit);
            }
            Action::NextTab | Action::PreviousTab => {
                let steps = if action == Action::NextTab { 1 } else { TabName::ALL.len() - 1 };
                self.show(TabName::ALL[(self.active.index() + steps) % TabName::ALL.len()]);
            }
            Action::Tab1 => self.show(TabName::Connections),
            Action::Tab2 => self.show(TabName::History),
            Action::Tab3 => self.show(TabName::Pending),
            Action::Tab4 => self.show(TabName::Conflicts),
            Action::Tab5 => self.show(TabName::Seeding),
            _ => return false,
        }
        true
    }

    /// Everything that can be done now, for the palette: what the tab does, what works everywhere.
    fn commands(&self) -> Vec<Command> {
        let of =
            |tab: Option<TabName>, hints: Vec<binding::Hint>| hints.into_iter().map(move |hint| Command { tab, hint });
        let mut commands: Vec<Command> =
            of(Some(self.active), self.tabs.get(self.active).hints(&self.shared)).collect();
        for name in TabName::ALL.into_iter().filter(|&name| name != self.active) {
            commands.extend(of(Some(name), self.tabs.get(name).hints(&self.shared)));
        }
        commands.extend(of(None, binding::hints(EVERYWHERE, self, &self.shared)));
        commands.retain(|command| command.hint.action.is_command());
        commands
    }
}
