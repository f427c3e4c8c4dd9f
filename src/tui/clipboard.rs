//! Copying into the clipboard of the terminal that the person sits at, with OSC 52: the one way that works over SSH, where a
//! clipboard of this machine would be nobody's.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// xterm takes no more than this many bytes of base64 (xterm, "Control Sequences", OSC 52), and others took over its limit.
const LONGEST: usize = 74_994;

/// GNU screen hands on this much in one string (`screen` manual, "String Escapes"; its buffer holds 768 bytes).
const SCREEN_CHUNK: usize = 700;

/// The sequence that puts a text into the clipboard, whatever stands between here and the terminal; `None` when the text is too long
/// for one. `variable` reads the environment.
///
/// tmux takes the plain sequence when its `set-clipboard` is `on`, and hands on a wrapped one when `allow-passthrough` is on; which of
/// them is, is not known here, so that it gets both.
pub fn sequence(text: &str, variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let mut plain = String::new();
    CopyToClipboard::to_clipboard_from(text.as_bytes()).write_ansi(&mut plain).ok()?;
    if plain.len() > LONGEST {
        return None;
    }
    Some(if is_set("TMUX") {
        format!("\x1bPtmux;{}\x1b\\{plain}", plain.replace('\x1b', "\x1b\x1b"))
    } else if is_set("STY") {
        // A string terminator inside would end what screen hands on, so that the sequence itself ends with BEL.
        let inside = plain.replace("\x1b\\", "\x07");
        let chunks = inside.as_bytes().chunks(SCREEN_CHUNK).map(String::from_utf8_lossy);
        chunks.map(|chunk| format!("\x1bP{chunk}\x1b\\")).collect()
    } else {
        plain
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str) -> impl Fn(&str) -> Option<String> {
        move |asked| (asked == name).then(|| "1".to_owned())
    }

    #[test]
    fn a_terminal_gets_the_text_as_base64() {
        assert_eq!(sequence("006", with("")).as_deref(), Some("\x1b]52;c;MDA2\x1b\\"));
    }

    #[test]
    fn tmux_gets_it_wrapped_and_plain() {
        let text = sequence("006", with("TMUX")).expect("short");
        assert_eq!(text, "\x1bPtmux;\x1b\x1b]52;c;MDA2\x1b\x1b\\\x1b\\\x1b]52;c;MDA2\x1b\\");
    }

    #[test]
    fn screen_gets_it_in_parts_that_it_can_hold() {
        let text = sequence(&"a".repeat(2_000), with("STY")).expect("short enough");
        let parts: Vec<&str> = text.split("\x1b\\").filter(|part| !part.is_empty()).collect();
        assert!(parts.len() > 2 && parts.iter().all(|part| part.starts_with("\x1bP") && part.len() < 768));
        assert_eq!(text.matches('\x07').count(), 1, "one end");
    }

    #[test]
    fn what_no_terminal_would_take_is_not_sent() {
        assert_eq!(sequence(&"a".repeat(60_000), with("")), None);
    }
}
