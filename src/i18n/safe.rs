//! Making foreign text harmless, and measuring it in terminal cells.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Whether a character only prints: no control (C0, DEL, C1) and none that reorders or hides text
/// (the bidirectional controls of Unicode UAX #9, zero-width characters, line and paragraph separators).
pub fn printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Makes every character that does not print visible as `\xNN` or `\u{N}`, line ends and tabs included.
///
/// Everything that comes from a file, a database or a server passes through here before a terminal sees it.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.chars().all(printable) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if printable(c) => out.push(c),
            c if u32::from(c) < 0x100 => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
        }
    }
    Cow::Owned(out)
}

/// A name as one word of a shell command.
pub fn shell(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@' | '+' | ':' | ',');
    if !name.is_empty() && !name.starts_with('-') && name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', r"'\''"))
    }
}

/// Width in terminal cells: `İ` is one, `漢` is two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Cuts a text that is wider than `cells` and ends it with `…`, never inside what a person sees as one character.
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let mut room = cells.saturating_sub(1);
    let fits = |grapheme: &&str| {
        let needed = grapheme.width();
        let fits = needed <= room;
        room = room.saturating_sub(needed);
        fits
    };
    Cow::Owned(text.graphemes(true).take_while(fits).chain((cells > 0).then_some("…")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_the_cursor_passes() {
        assert_eq!(safe("\u{1b}]0;title\u{7}\u{9b}2J\u{202e}x\n"), "\\x1b]0;title\\x07\\x9b2J\\u{202e}x\\n");
    }

    #[test]
    fn a_text_is_cut_by_cells_and_never_inside_a_character() {
        assert_eq!(cut("Müşteri", 7), "Müşteri");
        assert_eq!(cut("Müşteri", 4), "Müş…");
        assert_eq!(cut("漢字漢字", 4), "漢…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(cut("👍🏽👍🏽👍🏽", 4), "👍🏽…");
        assert_eq!(cut("🇹🇷🇹🇷", 3), "🇹🇷…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn ordinary_text_passes_unchanged() {
        for text in ["Müşteri ve sadakat puanı tabloları", "İğneli şiş", "漢字", ""] {
            assert!(matches!(safe(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn a_hint_quotes_what_a_shell_would_split() {
        assert_eq!(shell("003_ürün.sql"), "003_ürün.sql");
        assert_eq!(shell("a b'c$.sql"), r"'a b'\''c$.sql'");
    }
}
