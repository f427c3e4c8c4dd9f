//! Values in the form that a format specification asks for: `{number:03d}`, `{name:>10}`, `%05.2f`.

use super::Value;
use super::text::to_text;

/// No column of a text is wider; whoever writes more does not mean it.
const WIDEST: usize = 1_000;

/// A specification, taken apart.
#[derive(Default)]
struct Specification {
    fill: Option<char>,
    align: Option<char>,
    sign: bool,
    width: usize,
    comma: bool,
    precision: Option<usize>,
    kind: Option<char>,
}

/// A value as `format(value, specification)` gives it; `None` where it is not certain what Python would write.
pub(super) fn formatted(value: &Value, specification: &str) -> Option<String> {
    let specification = parse(specification)?;
    let (body, is_number) = match (value, specification.kind) {
        (Value::Int(_), None | Some('d' | 'n')) | (Value::Int(_), Some('x' | 'X' | 'o' | 'b')) => {
            if specification.precision.is_some() {
                return None;
            }
            let number = value.as_int()?;
            let digits = number.unsigned_abs();
            let digits = match specification.kind {
                Some('x') => format!("{digits:x}"),
                Some('X') => format!("{digits:X}"),
                Some('o') => format!("{digits:o}"),
                Some('b') => format!("{digits:b}"),
                _ => digits.to_string(),
            };
            (signed(number < 0, specification.sign, &grouped(&digits, specification.comma)), true)
        }
        (Value::Int(_) | Value::Float(_), Some('f' | 'F')) => {
            #[expect(clippy::cast_precision_loss, reason = "Python makes a float of it, too")]
            let number = match value {
                Value::Float(number) => *number,
                value => value.as_int()? as f64,
            };
            let digits = format!("{:.*}", specification.precision.unwrap_or(6), number.abs());
            (signed(number.is_sign_negative(), specification.sign, &digits), true)
        }
        (Value::Text(text), None | Some('s')) => {
            let cut: String = text.chars().take(specification.precision.unwrap_or(usize::MAX)).collect();
            (cut, false)
        }
        (Value::Bool(_) | Value::None | Value::Float(_), None) if specification.precision.is_none() => {
            (to_text(value)?, matches!(value, Value::Float(_)))
        }
        _ => return None,
    };
    Some(padded(&body, is_number, &specification))
}

fn signed(is_negative: bool, always: bool, digits: &str) -> String {
    match (is_negative, always) {
        (true, _) => format!("-{digits}"),
        (false, true) => format!("+{digits}"),
        (false, false) => digits.to_owned(),
    }
}

fn grouped(digits: &str, comma: bool) -> String {
    if !comma {
        return digits.to_owned();
    }
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn padded(body: &str, is_number: bool, specification: &Specification) -> String {
    let missing = specification.width.saturating_sub(body.chars().count());
    let fill = specification.fill.unwrap_or(' ').to_string();
    match specification.align.unwrap_or(if is_number { '>' } else { '<' }) {
        '<' => format!("{body}{}", fill.repeat(missing)),
        '^' => format!("{}{body}{}", fill.repeat(missing / 2), fill.repeat(missing - missing / 2)),
        // Behind the sign.
        '=' => {
            let (sign, digits) = match body.strip_prefix(['-', '+']) {
                Some(digits) => body.split_at(body.len() - digits.len()),
                None => ("", body),
            };
            format!("{sign}{}{digits}", fill.repeat(missing))
        }
        _ => format!("{}{body}", fill.repeat(missing)),
    }
}

/// `[[fill]align][sign][0][width][,][.precision][type]`
fn parse(text: &str) -> Option<Specification> {
    let mut made = Specification::default();
    let chars: Vec<char> = text.chars().collect();
    let is_align = |c: Option<&char>| matches!(c, Some('<' | '>' | '^' | '='));
    let mut place = 0;
    if is_align(chars.get(1)) {
        made.fill = chars.first().copied();
        made.align = chars.get(1).copied();
        place = 2;
    } else if is_align(chars.first()) {
        made.align = chars.first().copied();
        place = 1;
    }
    if let Some('+' | '-') = chars.get(place) {
        made.sign = chars[place] == '+';
        place += 1;
    }
    if chars.get(place) == Some(&'0') {
        made.fill = made.fill.or(Some('0'));
        made.align = made.align.or(Some('='));
        place += 1;
    }
    let number = |place: &mut usize| {
        let mut digits = String::new();
        while let Some(digit) = chars.get(*place).filter(|c| c.is_ascii_digit()) {
            digits.push(*digit);
            *place += 1;
        }
        digits
    };
    let width = number(&mut place);
    made.width = if width.is_empty() { 0 } else { width.parse().ok().filter(|width| *width <= WIDEST)? };
    if chars.get(place) == Some(&',') {
        made.comma = true;
        place += 1;
    }
    if chars.get(place) == Some(&'.') {
        place += 1;
        made.precision = Some(number(&mut place).parse().ok().filter(|precision| *precision <= WIDEST)?);
    }
    made.kind = chars.get(place).copied();
    (chars.len() <= place + 1).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_formatted_as_python_does() {
        for (value, specification, expected) in [
            (Value::Int(7), "03d", "007"),
            (Value::Int(-7), "04d", "-007"),
            (Value::Int(1_234_567), ",", "1,234,567"),
            (Value::Int(255), "x", "ff"),
            (Value::Int(5), ">4", "   5"),
            (Value::Int(5), "+d", "+5"),
            (Value::Float(2.5), ".2f", "2.50"),
            (Value::Float(-2.5), "08.2f", "-0002.50"),
            (Value::text("ab"), "5", "ab   "),
            (Value::text("ab"), "*^6", "**ab**"),
            (Value::text("abcdef"), ".3", "abc"),
            (Value::text("ab"), "", "ab"),
        ] {
            assert_eq!(formatted(&value, specification).as_deref(), Some(expected), "{specification}");
        }
        for (value, specification) in
            [(Value::Int(1), "100000d"), (Value::Int(1), "d d"), (Value::text("a"), "d"), (Value::Float(1e300), "e")]
        {
            assert_eq!(formatted(&value, specification), None, "{specification}");
        }
    }
}
