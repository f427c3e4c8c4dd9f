//! The only place that writes to the terminal: answers to standard output, everything else to standard error.
//!
//! A reader that went away (`goc history | head`, a lost line) is no error: what cannot be written is dropped.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};

use serde::Serialize;
use serde_json::Value;

use crate::i18n::{Lang, Problem, Say, printable};

/// How to print.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// The language of people.
    pub lang: Lang,
    /// One JSON document instead of text.
    pub json: bool,
    color_out: bool,
    color_err: bool,
}

/// What a piece of text means; a terminal without colour shows none of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A heading, a name.
    Strong,
    /// Done, in order.
    Good,
    /// Needs attention.
    Warning,
    /// Failed, dangerous.
    Bad,
    /// Less important.
    Dim,
}

impl Style {
    /// Of the sixteen colours that every terminal has.
    fn code(self) -> &'static str {
        match self {
            Style::Strong => "1",
            Style::Good => "32",
            Style::Warning => "33",
            Style::Bad => "31",
            Style::Dim => "2",
        }
    }
}

impl Output {
    /// Decides about colour: never with `--no-color`, `NO_COLOR` (no-color.org) or `TERM=dumb`, nor into a pipe.
    pub fn new(lang: Lang, json: bool, no_color: bool) -> Output {
        let wanted = !no_color
            && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_some_and(|term| term != "dumb");
        Output {
            lang,
            json,
            color_out: wanted && std::io::stdout().is_terminal(),
            color_err: wanted && std::io::stderr().is_terminal(),
        }
    }

    /// A sentence in the language at hand.
    pub fn say(&self, sentence: impl Say) -> String {
        sentence.say(self.lang)
    }

    /// Text for standard output in a style.
    pub fn styled(&self, style: Style, text: impl AsRef<str>) -> String {
        paint(self.color_out, style, text.as_ref())
    }

    /// How many cells a line of the answer may have; none when it goes into a file or a pipe, where nothing is cut.
    pub fn columns(&self) -> Option<usize> {
        let stdout = std::io::stdout();
        let size = rustix::termios::tcgetwinsize(&stdout).ok().filter(|_| stdout.is_terminal())?;
        (size.ws_col > 0).then_some(usize::from(size.ws_col))
    }

    /// A line of the answer.
    pub fn line(&self, text: impl AsRef<str>) {
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{}", text.as_ref());
    }

    /// Text of the answer as it is, such as a script.
    pub fn text(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// The answer as JSON.
    pub fn json(&self, value: &impl Serialize) {
        let text = serde_json::to_string_pretty(value).unwrap_or_else(|_| Value::Null.to_string());
        self.line(escaped(&text));
    }

    /// One of several answers as JSON on a line of its own.
    pub fn json_line(&self, value: &impl Serialize) {
        let text = serde_json::to_string(value).unwrap_or_else(|_| Value::Null.to_string());
        self.line(escaped(&text));
    }

    /// A line beside the answer: progress, a note.
    pub fn note(&self, text: impl AsRef<str>) {
        let mut err = std::io::stderr().lock();
        let _ = writeln!(err, "{}", text.as_ref());
    }

    /// A question, without a line end.
    pub fn ask(&self, question: &str) {
        let mut err = std::io::stderr().lock();
        let _ = err.write_all(question.as_bytes()).and_then(|()| err.flush());
    }

    /// Text for standard error in a style.
    pub fn styled_note(&self, style: Style, text: impl AsRef<str>) -> String {
        paint(self.color_err, style, text.as_ref())
    }

    /// An error: as JSON on standard output, or as text with its hints on standard error.
    pub fn error(&self, problem: &dyn Problem) {
        if self.json {
            self.json(&serde_json::json!({ "error": problem.to_json(self.lang) }));
            return;
        }
        let (error, hint) = match self.lang {
            Lang::En => ("Error", "Hint"),
            Lang::Tr => ("Hata", "Öneri"),
        };
        for line in problem.say(self.lang).lines() {
            match line.strip_prefix("  ") {
                Some(detail) => self.note(format!("  {detail}")),
                None => self.note(format!("{}: {line}", self.styled_note(Style::Bad, error))),
            }
        }
        for line in problem.hint(self.lang).lines() {
            self.note(format!("{}: {line}", self.styled_note(Style::Warning, hint)));
        }
    }
}

/// JSON in which every character that does not print is an escape. It asks for that below U+0020 only, and people read it on
/// terminals, too. Outside its strings there is no such character but the line end.
fn escaped(json: &str) -> Cow<'_, str> {
    let plain = |c: char| c == '\n' || printable(c);
    if json.chars().all(plain) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if plain(c) {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    Cow::Owned(out)
}

fn paint(color: bool, style: Style, text: &str) -> String {
    if color { format!("\u{1b}[{}m{text}\u{1b}[0m", style.code()) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_stays_the_same_document_and_holds_nothing_that_does_not_print() {
        let value = serde_json::json!({ "şık": "\u{1b}]0;\u{7}\u{7f}\u{9b}2J\u{202e}\u{e0041}\n", "n": [1, 2] });
        let text = serde_json::to_string_pretty(&value).expect("JSON");
        let text = escaped(&text);
        assert!(text.chars().all(|c| c == '\n' || printable(c)), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), value);
    }
}
