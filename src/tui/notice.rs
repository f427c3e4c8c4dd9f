//! Messages, and the statements that ran: what `!` shows again.

use std::collections::VecDeque;
use std::time::Duration;

use crate::i18n::Lang;
use crate::worker::Failure;

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Something went well.
    Good,
    /// Something needs attention.
    Warning,
    /// Something did not work.
    Bad,
}

/// A message with what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
    /// One line a way out.
    pub hint: String,
}

impl Notice {
    pub fn new(tone: Tone, text: impl Into<String>) -> Notice {
        Notice { tone, text: text.into(), hint: String::new() }
    }

    /// A failure in the language at hand.
    pub fn failure(failure: &Failure, lang: Lang) -> Notice {
        let tone = if failure.is_stop() { Tone::Warning } else { Tone::Bad };
        Notice { tone, text: failure.say(lang), hint: failure.hint(lang) }
    }
}

/// Something that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A message.
    Notice(Notice),
    /// A statement that ran.
    Statement {
        /// Of this revision.
        revision: String,
        /// Its beginning, in one line.
        sql: String,
        elapsed: Duration,
        /// Rows changed or returned.
        rows: u64,
    },
    /// Statements that came too fast to be kept.
    LeftOut(usize),
}

/// What was said and done since goc started, each with the local time.
#[derive(Debug, Default)]
pub struct Log {
    entries: VecDeque<(String, Entry)>,
    /// Bad news that nobody has looked at in the log yet.
    pub unread: usize,
}

/// Entries that are kept; an upgrade of 10,000 statements fits, and takes about a megabyte.
const KEPT: usize = 10_000;

impl Log {
    /// Adds an entry; the oldest ones give way.
    pub fn push(&mut self, time: String, entry: Entry) {
        if matches!(&entry, Entry::Notice(notice) if notice.tone >= Tone::Warning) {
            self.unread += 1;
        }
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back((time, entry));
    }

    /// Oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &(String, Entry)> + ExactSizeIterator {
        self.entries.iter()
    }

    /// The entry at a place, counted from the oldest.
    pub fn get(&self, index: usize) -> Option<&(String, Entry)> {
        self.entries.get(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_keeps_the_newest_and_counts_what_nobody_has_read() {
        let mut log = Log::default();
        for number in 0..=KEPT {
            log.push(String::new(), Entry::LeftOut(number));
        }
        log.push(String::new(), Entry::Notice(Notice::new(Tone::Bad, "x")));
        assert_eq!((log.entries().len(), log.unread), (KEPT, 1));
        assert_eq!(log.get(0), Some(&(String::new(), Entry::LeftOut(2))));
    }
}
