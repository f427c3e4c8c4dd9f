//! When a run is to begin, and when it has to be over.

use jiff::Zoned;

use super::text::PendingText;
use crate::operations::migration::RunOptions;
use crate::operations::schedule;
use crate::tui::dialog::Input;
use crate::tui::effect::{Ask, Effect};
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;

/// What was typed; nothing means no limit. Both are read anew when the run is asked for, since the clock goes on.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// A time of day.
    pub start: String,
    /// A time of day, or a while.
    pub deadline: String,
}

impl Window {
    /// The options with these limits, seen from `now`. A run that is all or nothing has no end in between, and so no deadline.
    pub fn apply(&self, options: RunOptions, now: &Zoned) -> RunOptions {
        let start = schedule::start(&self.start, now);
        let deadline = match options.single_transaction || self.deadline.is_empty() {
            true => None,
            false => schedule::deadline(&self.deadline, start.as_ref().unwrap_or(now)),
        };
        RunOptions { not_before: start.map(|start| start.timestamp()), deadline, ..options }
    }
}

pub(super) fn ask_start(window: &Window, shared: &Shared) -> Effect {
    let check = |text: &str, shared: &Shared| {
        let is_time = text.is_empty() || schedule::start(text, &Zoned::now()).is_some();
        (!is_time).then(|| shared.say(PendingText::NoTime { example: "23:30".to_owned() }))
    };
    let input = Input::new(shared.say(PendingText::AskNotBefore), &window.start, TabName::Pending, Ask::NotBefore);
    Effect::open(input.explained(shared.say(PendingText::AskNotBeforeMore)).checked(check))
}

pub(super) fn ask_deadline(window: &Window, shared: &Shared) -> Effect {
    let check = |text: &str, shared: &Shared| {
        let is_time = text.is_empty() || schedule::deadline(text, &Zoned::now()).is_some();
        (!is_time).then(|| shared.say(PendingText::NoTime { example: "05:30, 2h".to_owned() }))
    };
    let input = Input::new(shared.say(PendingText::AskDeadline), &window.deadline, TabName::Pending, Ask::Deadline);
    Effect::open(input.explained(shared.say(PendingText::AskDeadlineMore)).checked(check))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_while_counts_from_the_beginning_of_the_run() {
        let now: Zoned = "2025-01-04T22:00:00+03:00[Europe/Istanbul]".parse().expect("a time");
        let window = Window { start: "23:30".to_owned(), deadline: "2h".to_owned() };
        let options = window.apply(RunOptions::default(), &now);
        let at = |text: &str| Some(text.parse().expect("a time"));
        assert_eq!((options.not_before, options.deadline), (at("2025-01-04T20:30:00Z"), at("2025-01-04T22:30:00Z")));
        let whole = window.apply(RunOptions { single_transaction: true, ..RunOptions::default() }, &now);
        assert_eq!(whole.deadline, None);
        let none = Window::default().apply(RunOptions::default(), &now);
        assert_eq!((none.not_before, none.deadline), (None, None));
    }
}
