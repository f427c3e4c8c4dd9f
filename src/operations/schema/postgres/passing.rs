//! A value that passes the checks of a column, as far as they are of the forms that people write most: a list, a bound, a length.

/// A value, as SQL, for the column `word` under `checks`; `None` where no check asks for a particular one.
pub(super) fn passing<'a>(checks: impl IntoIterator<Item = &'a str>, word: &str) -> Option<String> {
    checks.into_iter().find_map(|check| {
        one_of(check, word)
            .or_else(|| literal_after(check, &format!("{word} = ")))
            .or_else(|| bound(check, word))
            .or_else(|| text_of_length(check, word))
    })
}

/// The first of `word IN ('a', 'b')`, or of the same written by the server.
fn one_of(check: &str, word: &str) -> Option<String> {
    [" IN (", " = ANY (ARRAY[", "::text = ANY (ARRAY["].iter().find_map(|list| {
        let start = format!("{word}{list}");
        literal_after(check, &start)
    })
}

/// The number or the text in quotes that stands behind something.
fn literal_after(check: &str, start: &str) -> Option<String> {
    let at = check.find(start)?;
    // Not the end of a longer name.
    if check[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.') {
        return None;
    }
    let rest = &check[at + start.len()..];
    let rest = rest.strip_prefix('(').unwrap_or(rest);
    if let Some(text) = rest.strip_prefix('\'') {
        let mut end = 0;
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(end) {
            match (byte, bytes.get(end + 1)) {
                (b'\'', Some(b'\'')) => end += 2,
                (b'\'', _) => return Some(format!("'{}'", &text[..end])),
                _ => end += 1,
            }
        }
        return None;
    }
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let number = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
    number.parse::<f64>().ok().map(|_| number.to_owned())
}

/// The least number above a lower bound, or the upper bound itself where zero is above it.
fn bound(check: &str, word: &str) -> Option<String> {
    if let Some(least) = literal_after(check, &format!("{word} >= ")) {
        return Some(least);
    }
    if let Some(below) = literal_after(check, &format!("{word} > ")) {
        return below.parse::<i64>().ok()?.checked_add(1).map(|value| value.to_string());
    }
    if let Some(most) = literal_after(check, &format!("{word} <= ")) {
        return most.parse::<f64>().is_ok_and(|most| most < 0.0).then_some(most);
    }
    let above = literal_after(check, &format!("{word} < "))?.parse::<i64>().ok()?;
    (above <= 0).then(|| (above - 1).to_string())
}

/// A text as long as is asked for.
fn text_of_length(check: &str, word: &str) -> Option<String> {
    let of = |length: i64| {
        usize::try_from(length).ok().filter(|length| *length <= 1000).map(|length| format!("'{}'", "x".repeat(length)))
    };
    for function in ["length", "char_length", "octet_length"] {
        for cast in ["", "::text"] {
            let call = format!("{function}({word}{cast})");
            let number = |operator: &str| literal_after(check, &format!("{call} {operator} "))?.parse::<i64>().ok();
            if let Some(length) =
                number("=").or_else(|| number(">=")).or_else(|| number(">").map(|length| length.saturating_add(1)))
            {
                return of(length);
            }
        }
    }
    ["<> ''", "::text <> ''"]
        .iter()
        .any(|operator| check.contains(&format!("{word} {operator}")) || check.contains(&format!("{word}{operator}")))
        .then(|| "'x'".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_for_checks_of_the_usual_forms() {
        for (check, value) in [
            ("CHECK (d IN ('acik', 'kapali'))", Some("'acik'")),
            ("CHECK (d = ANY (ARRAY['it''s'::text, 'b'::text]))", Some("'it''s'")),
            ("CHECK (d = ANY (ARRAY[3, 4]))", Some("3")),
            ("CHECK (d > 0)", Some("1")),
            ("CHECK (d > 0::numeric)", Some("1")),
            ("CHECK (d >= 10::numeric AND d <= 20::numeric)", Some("10")),
            ("CHECK (d >= '-5'::integer)", Some("'-5'")),
            ("CHECK (d < 0)", Some("-1")),
            ("CHECK (d <= 100)", None),
            ("CHECK (length(d) > 2)", Some("'xxx'")),
            ("CHECK (length(d::text) = 4)", Some("'xxxx'")),
            ("CHECK (d <> ''::text)", Some("'x'")),
            ("CHECK (old_d > 5)", None),
            ("CHECK (d IN ('", None),
        ] {
            assert_eq!(passing([check], "d").as_deref(), value, "{check}");
        }
    }
}
