//! `x IN ('a', 'b')` over a varchar comes back from the server as `x::text = ANY (ARRAY['a'::character varying, …]::text[])`, and what is
//! made from that text comes back in yet another form. Written as it was meant, it comes back the same for ever.

/// What the server writes behind the name of the column.
const ANY: &str = "::text = ANY (ARRAY[";
const ALL: &str = "::text <> ALL (ARRAY[";

/// What stands behind each element, and behind the last: as it comes back first, and for ever after.
const FIRST: (&str, &str) = ("::character varying", "]::text[])");
const LATER: (&str, &str) = ("::character varying::text", "])");

/// An expression, or a statement that holds some, with its lists of texts as `IN` and `NOT IN`, in the form in which they come back first:
/// only that form is made again by `IN`.
pub(super) fn with_lists(text: &str) -> String {
    rewritten(text, &[FIRST])
}

/// The same with both forms, which mean the same: to compare, not to write.
pub fn without_forms(text: &str) -> String {
    rewritten(text, &[FIRST, LATER])
}

fn rewritten(text: &str, forms: &[(&str, &str)]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '\'' || c == '"' {
            let length = quoted(rest);
            written.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        let found = [(ANY, " IN ("), (ALL, " NOT IN (")].into_iter().find(|(start, _)| rest.starts_with(start));
        if let Some((start, word)) = found
            && let Some((elements, length)) = forms.iter().find_map(|form| elements(&rest[start.len()..], *form))
            && written.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"')
        {
            written.push_str(word);
            written.push_str(&elements.join(", "));
            written.push(')');
            rest = &rest[start.len() + length..];
            continue;
        }
        written.push(c);
        rest = &rest[c.len_utf8()..];
    }
    written
}

/// The literals of a list up to its end, and how long all of that is; `None` if it is no such list.
fn elements<'a>(text: &'a str, (element, end): (&str, &str)) -> Option<(Vec<&'a str>, usize)> {
    let mut elements = Vec::new();
    let mut at = 0;
    loop {
        if !text[at..].starts_with('\'') {
            return None;
        }
        let length = quoted(&text[at..]);
        elements.push(&text[at..at + length]);
        at += length;
        let rest = text[at..].strip_prefix(element)?;
        at += element.len();
        if rest.starts_with(end) {
            return Some((elements, at + end.len()));
        }
        rest.strip_prefix(", ")?;
        at += 2;
    }
}

/// The length of the literal or the quoted name that a text begins with: its quote is doubled inside.
pub(super) fn quoted(text: &str) -> usize {
    let quote = text.as_bytes().first().copied().unwrap_or(b'\'');
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        if bytes[at] == quote {
            if bytes.get(at + 1) != Some(&quote) {
                return at + 1;
            }
            at += 1;
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_texts_is_written_as_a_person_writes_it() {
        for (text, plain) in [
            (
                "CHECK (tur::text = ANY (ARRAY['A'::character varying, 'B''c'::character varying]::text[]))",
                "CHECK (tur IN ('A', 'B''c'))",
            ),
            ("new.\"x y\"::text <> ALL (ARRAY['A'::character varying]::text[])", "new.\"x y\" NOT IN ('A')"),
            // Another type, something computed, a text that only looks so, and one that does not end.
            ("a = ANY (ARRAY[1, 2])", "a = ANY (ARRAY[1, 2])"),
            (
                "f(x)::text = ANY (ARRAY['A'::character varying]::text[])",
                "f(x)::text = ANY (ARRAY['A'::character varying]::text[])",
            ),
            (
                "x::text = ANY (ARRAY[y::character varying]::text[])",
                "x::text = ANY (ARRAY[y::character varying]::text[])",
            ),
            ("'x::text = ANY (ARRAY['", "'x::text = ANY (ARRAY['"),
            ("x::text = ANY (ARRAY['a", "x::text = ANY (ARRAY['a"),
        ] {
            assert_eq!(with_lists(text), plain);
        }
    }

    #[test]
    fn both_forms_of_a_list_are_the_same() {
        let later = "x::text = ANY (ARRAY['A'::character varying::text, 'B'::character varying::text])";
        assert_eq!(with_lists(later), later);
        assert_eq!(without_forms(later), "x IN ('A', 'B')");
    }
}
