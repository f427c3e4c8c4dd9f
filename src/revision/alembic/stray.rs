//! Lines that an editor, or a copy of something else, has left between statements.

use super::module::parse;

/// More of them is no slip any more.
const MOST: usize = 8;

/// The text without the lines that keep it from being Python and hold no word: brackets, quotes and signs only, as a bracket that closes
/// nothing. `None` when it is Python as it stands, or is none without them either.
///
/// The lines become blank, so that every other place of the text stays where it is. Their numbers come along, counted from 1.
pub fn without_stray_lines(text: &str) -> Option<(String, Vec<u32>)> {
    let mut text = text.to_owned();
    let mut lines = Vec::new();
    loop {
        let Some(line) = parse(&text).errors.first().map(|error| error.line) else {
            return (!lines.is_empty()).then_some((text, lines));
        };
        let range = range_of(&text, line)?;
        if lines.len() == MOST || !is_stray(text.get(range.clone())?) {
            return None;
        }
        text.replace_range(range.clone(), &" ".repeat(range.len()));
        lines.push(line);
    }
}

/// Whether nothing would be lost with a line. Where three quotes stand, a text begins or ends, and others would lie in it or no more.
fn is_stray(line: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '#';
    !line.trim().is_empty() && !line.contains(is_word) && !line.contains("\"\"\"") && !line.contains("'''")
}

/// The bytes of a line without its end.
fn range_of(text: &str, line: u32) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for (number, part) in (1u32..).zip(text.split_inclusive('\n')) {
        if number == line {
            return Some(start..start + part.trim_end_matches(['\r', '\n']).len());
        }
        start += part.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Option<Vec<u32>> {
        without_stray_lines(text).map(|found| found.1)
    }

    #[test]
    fn lines_without_a_word_go_when_the_rest_is_python_then() {
        assert_eq!(lines("def upgrade():\n    f(1)\n    )$'\"\n    f(2)\n"), Some(vec![3]));
        assert_eq!(lines("x = [\n    1,\n]\n]\ny = 2\n)\r\nz = 3"), Some(vec![4, 6]));
        for text in [
            "x = 1\n",
            // A word goes with none of them.
            "x = (\n)\ny = = 2\n",
            "f(1)\n<<<<<<< HEAD\nf(2)\n=======\n>>>>>>> b\n",
            "f(1)$'\"\n",
            // What was a text would run.
            "f(1)\n\"\"\"\nf(2)\n",
            "f(1)\n'''\nf(2)\n",
            // Too many.
            &"f()\n)\n".repeat(MOST + 1),
        ] {
            assert_eq!(lines(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_left_stays_where_it_is() {
        let text = "\u{feff}ad = 'ş'\n  )“”$\nsoyad = 'ğ'\n";
        let (mended, lines) = without_stray_lines(text).unwrap_or_default();
        assert_eq!(lines, [2]);
        assert_eq!((mended.len(), mended.find("soyad")), (text.len(), text.find("soyad")));
    }
}
