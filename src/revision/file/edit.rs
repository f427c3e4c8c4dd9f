//! Changing one header line of a file and nothing else.

use std::ops::Range;

use crate::i18n::safe;

/// A line `-- key: value` of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderLine {
    /// Its number, from 1.
    pub number: u32,
    /// The line without its end, in bytes of the text.
    pub line: Range<usize>,
    /// The value without the space around it; empty right behind the colon when there is none.
    pub value: Range<usize>,
}

impl HeaderLine {
    /// Finds the line of `key`. A BOM before the text is no part of the first line.
    pub fn find(text: &str, key: &str) -> Option<HeaderLine> {
        let mut start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut in_header = false;
        for (index, whole) in text[start..].split_inclusive('\n').enumerate() {
            let line = whole.trim_end_matches('\n').trim_end_matches('\r');
            let comment = line.strip_prefix("--").filter(|_| !line.starts_with("-- goc:"));
            match comment {
                None if in_header || !line.trim().is_empty() => return None,
                None => {}
                Some(comment) => {
                    in_header = true;
                    if let Some((name, value)) = comment.split_once(':')
                        && name.trim() == key
                    {
                        let colon = start + 2 + name.len() + 1;
                        let from = colon + (value.len() - value.trim_start().len());
                        let end = start + line.trim_end().len();
                        let value = if from >= end { colon..colon } else { from..end };
                        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                        return Some(HeaderLine { number, line: start..start + line.len(), value });
                    }
                }
            }
            start += whole.len();
        }
        None
    }
}

/// A file's text with one name of its header replaced, and what that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The whole text; what is not that name is what it was, byte for byte.
    pub text: String,
    /// The line that the name stands on.
    pub line: EditedLine,
    /// Lines that say the same for people: the docstring of a Python file.
    pub also: Vec<EditedLine>,
}

/// A line before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedLine {
    /// Its number, from 1.
    pub number: u32,
    /// The line as it was.
    pub before: String,
    /// The line as it is now.
    pub after: String,
}

/// Replaces the name `from` in the line of `key` by `to`, or takes it out. `from` is compared as sentences show it, since that is
/// where it comes from. `None` when there is no such line or no such name.
pub fn replace_name(text: &str, key: &str, from: &str, to: Option<&str>) -> Option<Edited> {
    let found = HeaderLine::find(text, key)?;
    let value = &text[found.value.clone()];
    let mut at = found.value.start;
    let mut names = Vec::new();
    for part in value.split(',') {
        let start = at + (part.len() - part.trim_start().len());
        names.push(start..start + part.trim().len());
        at += part.len() + 1;
    }
    let which = names.iter().position(|name| safe(&text[name.clone()]) == from)?;
    let (gone, new) = match to {
        Some(to) => (names[which].clone(), to),
        // The comma goes with it: the one behind, else the one before.
        None if which + 1 < names.len() => (names[which].start..names[which + 1].start, ""),
        None if which > 0 => (names[which - 1].end..names[which].end, ""),
        None => (names[which].clone(), ""),
    };
    let new_text = format!("{}{new}{}", &text[..gone.start], &text[gone.end..]);
    let end = found.line.end - gone.len() + new.len();
    let line = EditedLine {
        number: found.number,
        before: text[found.line.clone()].to_owned(),
        after: new_text[found.line.start..end].to_owned(),
    };
    Some(Edited { text: new_text, line, also: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_line_is_found_up_to_the_end_of_the_header() {
        let text = "\u{FEFF}\n-- revision: 004\r\n-- a remark\n--revises :  003 , 002 \n\n-- message: too late\n";
        let line = HeaderLine::find(text, "revises").expect("a line");
        assert_eq!((line.number, &text[line.value]), (4, "003 , 002"));
        assert_eq!(&text[HeaderLine::find(text, "revision").expect("a line").line], "-- revision: 004");
        assert_eq!(HeaderLine::find(text, "message"), None);
        assert_eq!(HeaderLine::find("SELECT 1; -- revision: 1", "revision"), None);
        let empty = HeaderLine::find("-- revises:  \n", "revises").expect("a line");
        assert_eq!(empty.value, 11..11);
    }

    #[test]
    fn one_name_is_replaced_and_nothing_else() {
        let text = "\u{FEFF}-- revision: 004\r\n--  revises: 003 ,00x,  002 \t\r\n\r\n-- goc:upgrade\r\nSELECT '00x'";
        let edited = replace_name(text, "revises", "00x", Some("001")).expect("an edit");
        assert_eq!(edited.text, text.replacen("00x", "001", 1));
        assert_eq!((edited.line.number, edited.line.before.as_str()), (2, "--  revises: 003 ,00x,  002 \t"));
        assert_eq!(edited.line.after, "--  revises: 003 ,001,  002 \t");
        for (name, line) in [("003", "--  revises: 00x,  002 \t"), ("002", "--  revises: 003 ,00x \t")] {
            assert_eq!(replace_name(text, "revises", name, None).expect("an edit").line.after, line);
        }
        assert_eq!(replace_name("-- revises: a\n", "revises", "a", None).expect("an edit").text, "-- revises: \n");
        assert_eq!(replace_name(text, "revises", "00", Some("1")), None);
        assert_eq!(replace_name(text, "depends_on", "003", Some("1")), None);
    }
}
