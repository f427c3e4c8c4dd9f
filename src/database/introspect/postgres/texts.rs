//! The server writes an expression in two ways: one for people, which leaves parentheses out, and one for `pg_dump`, which has them all. Of
//! `a AND (b AND c)` the first forgets how it was meant, and what is made of it is another tree. So both are read, and the second is taken
//! where the first would change something.

use super::lists::{quoted, with_lists};

/// What stands around the two texts of an expression in an answer.
const BEGIN: char = '\u{2}';
const BETWEEN: char = '\u{1}';
const END: char = '\u{3}';

/// Both texts of what a function of the server writes, as SQL; `call` lacks the last argument and the parenthesis.
pub(super) fn both(call: &str) -> String {
    format!("chr(2) || {call}, true) || chr(1) || {call}, false) || chr(3)")
}

/// A text in which there may be expressions that were asked for with [`both`].
pub(super) fn written(text: &str) -> String {
    written_of(text, [String::new(), String::new()])
}

/// The same of what is made on a table: the text for `pg_dump` has it with its schema, the first of `table`, where the second will do.
pub(super) fn written_of(text: &str, table: [String; 2]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((front, back)) = rest.split_once(BEGIN) {
        written.push_str(front);
        let (pretty, back) = back.split_once(BETWEEN).unwrap_or((back, ""));
        let (plain, back) = back.split_once(END).unwrap_or((back, ""));
        if forgets(plain) {
            let plain = if table[0].is_empty() {
                plain.to_owned()
            } else {
                plain.replacen(&format!(" {} ", table[0]), &format!(" {} ", table[1]), 1)
            };
            written.push_str(&with_lists(&plain));
        } else {
            written.push_str(&with_lists(pretty));
        }
        rest = back;
    }
    written.push_str(rest);
    written
}

/// What joins the parts between two parentheses, and the parts of parts.
#[derive(Default, Clone, Copy)]
struct Level {
    joint: Option<Joint>,
    inner: [bool; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    And = 0,
    Or = 1,
}

impl Level {
    fn forgets(&self) -> bool {
        self.joint.is_some_and(|joint| self.inner[joint as usize])
    }
}

/// Whether a text with all parentheses has an AND right within an AND, or an OR within an OR.
fn forgets(plain: &str) -> bool {
    let mut open = vec![Level::default()];
    let mut rest = plain;
    let mut is_start = true;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\'' | '"' => length = quoted(rest),
            '(' => open.push(Level::default()),
            ')' if open.len() > 1 => {
                let closed = open.pop().unwrap_or_default();
                if let Some(around) = open.last_mut() {
                    match closed.joint {
                        Some(joint) => around.inner[joint as usize] = true,
                        // Parentheses around nothing else.
                        None => closed.inner.iter().zip(&mut around.inner).for_each(|(inner, outer)| *outer |= inner),
                    }
                }
            }
            _ if is_start && c.is_alphabetic() => {
                let word = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                length = word.len().max(length);
                if let Some(here) = open.last_mut() {
                    match word {
                        "AND" => here.joint = Some(Joint::And),
                        "OR" => here.joint = Some(Joint::Or),
                        // Each part of a statement has conditions of its own.
                        "SELECT" | "FROM" | "WHERE" | "ON" | "HAVING" | "WHEN" | "THEN" | "ELSE" => {
                            *here = Level::default()
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        if open.last().is_some_and(Level::forgets) {
            return true;
        }
        is_start = !c.is_alphanumeric() && c != '_';
        rest = &rest[length..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_leaves_out_what_is_needed_is_not_taken() {
        for (plain, is_forgotten) in [
            ("((a = 1) AND (b = 2))", false),
            ("((a = 1) AND ((b >= 2) AND (b <= 3)))", true),
            ("(((a >= 1) AND (a <= 3)) AND (b = 2))", true),
            ("((a = 1) OR ((b >= 2) AND (b <= 3)))", false),
            ("((a = 1) OR (((b = 2) OR (b = 3))))", true),
            ("((a = ' AND (x AND ') AND (b = 2))", false),
            ("CASE WHEN ((a = 1) AND (b = 2)) THEN 1 WHEN ((a = 2) AND (b = 3)) THEN 2 END", false),
            (")) AND (", false),
        ] {
            assert_eq!(forgets(plain), is_forgotten, "{plain}");
        }
    }

    #[test]
    fn of_two_texts_the_one_is_taken_that_makes_the_same_again() {
        let text = "USING (\u{2}a AND b\u{1}(a AND b)\u{3}) CHECK (\u{2}a AND b AND c\u{1}(a AND (b AND c))\u{3})";
        assert_eq!(written(text), "USING (a AND b) CHECK ((a AND (b AND c)))");
        let text = "\u{2}INDEX i ON t (x)\u{1}INDEX i ON public.t USING btree ((a AND (b AND c)))\u{3}";
        assert_eq!(
            written_of(text, ["public.t".to_owned(), "t".to_owned()]),
            "INDEX i ON t USING btree ((a AND (b AND c)))"
        );
        assert_eq!(written("as it is"), "as it is");
    }
}
