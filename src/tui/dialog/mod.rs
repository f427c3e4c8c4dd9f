//! What comes on top of a tab: questions, help, the palette, the log.

mod choose;
mod confirm;
mod help;
mod input;
mod list;
mod log;
mod message;
mod new_password;
mod palette;
mod password;

use std::fmt::Debug;

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

pub use choose::Choose;
pub use confirm::Confirm;
pub use help::Help;
pub use input::Input;
pub use log::LogView;
pub use message::{Message, motion};
pub use new_password::NewPassword;
pub use palette::{Command, Palette};
pub use password::Password;

use super::binding::Hint;
use super::effect::Effect;
use super::shared::Shared;
use super::theme::Theme;
use super::widget::field::Field;
use crate::worker::{Failure, Happening, JobId, Report, Request};

/// Draws a field that has the keys, with the terminal's cursor in it.
pub fn draw_field(frame: &mut Frame, area: Rect, field: &Field, theme: &Theme) {
    if let Some(cursor) = field.draw(theme, area, frame.buffer_mut(), true) {
        frame.set_cursor_position(cursor);
    }
}

/// What a dialog answers to something that happened.
#[derive(Debug, Default)]
pub struct Reply {
    /// What it wants, in order.
    pub effects: Vec<Effect>,
    /// Whether it is done and goes away, before its effects are carried out.
    pub closes: bool,
}

impl Reply {
    /// It takes note and stays.
    pub fn stay() -> Reply {
        Reply { effects: vec![Effect::Redraw], closes: false }
    }

    /// It stays and wants something.
    pub fn want(effects: Vec<Effect>) -> Reply {
        Reply { effects, closes: false }
    }

    /// It goes away.
    pub fn close() -> Reply {
        Reply { effects: Vec::new(), closes: true }
    }

    /// It goes away and wants something.
    pub fn close_with(effects: Vec<Effect>) -> Reply {
        Reply { effects, closes: true }
    }
}

/// Takes every key while it is on top. Like a tab it changes its own fields, returns what it wants, and draws with `&self`.
pub trait Dialog: Debug {
    /// Its keys as they are now, for the footer and for the help.
    fn hints(&self, shared: &Shared) -> Vec<Hint>;

    /// Whether `?`, `:` and the like are text here, so that only its own keys count.
    fn takes_text(&self) -> bool {
        false
    }

    /// Whether it covers everything, header and tabs too.
    fn is_full_screen(&self) -> bool {
        false
    }

    /// A key was pressed.
    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply;

    /// Text was pasted: as if typed, but it never confirms anything.
    fn on_paste(&mut self, _text: &str, _shared: &Shared) -> Reply {
        Reply::default()
    }

    /// A click.
    fn on_click(&mut self, _at: Position, _shared: &Shared) -> Reply {
        Reply::default()
    }

    /// A job has ended well.
    fn on_report(&mut self, _report: &Report, _shared: &Shared) -> Reply {
        Reply::default()
    }

    /// A job has failed. Whether this dialog shows that itself, so that the app need not, is the second value.
    fn on_failure(&mut self, _request: &Request, _failure: &Failure, _shared: &Shared) -> (Reply, bool) {
        (Reply::default(), false)
    }

    /// A job came further.
    fn on_happening(&mut self, _job: JobId, _request: &Request, _what: &Happening, _shared: &Shared) {}

    /// Paints itself somewhere inside `area`; decides nothing.
    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared);
}
