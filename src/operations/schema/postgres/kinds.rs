//! Types of columns: how a person writes them, which change loses nothing, and how values get from one to another.

use crate::database::introspect::postgres::Schema;

/// A type as `format_type` writes it, taken apart: `timestamp(3) with time zone[]`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kind {
    /// `timestamp with time zone`
    base: String,
    /// `3`
    modifiers: Vec<u32>,
    is_array: bool,
}

impl Kind {
    fn parse(text: &str) -> Kind {
        let (element, is_array) = match text.strip_suffix("[]") {
            Some(element) => (element, true),
            None => (text, false),
        };
        let (base, modifiers) = match (element.split_once('('), element.contains('"')) {
            (Some((front, rest)), false) => {
                let (inside, back) = rest.split_once(')').unwrap_or((rest, ""));
                let modifiers = inside.split(',').map(|part| part.trim().parse().ok()).collect::<Option<Vec<u32>>>();
                match modifiers {
                    Some(modifiers) => (format!("{front}{back}"), modifiers),
                    None => (element.to_owned(), Vec::new()),
                }
            }
            _ => (element.to_owned(), Vec::new()),
        };
        Kind { base, modifiers, is_array }
    }
}

/// A type as a person writes it: `varchar(20)` for `character varying(20)`.
pub(super) fn spelled(text: &str) -> String {
    let kind = Kind::parse(text);
    let short = match kind.base.as_str() {
        "character varying" => "varchar",
        "timestamp with time zone" => "timestamptz",
        "timestamp without time zone" => "timestamp",
        "time with time zone" => "timetz",
        "time without time zone" => "time",
        _ => return text.to_owned(),
    };
    let modifiers: Vec<String> = kind.modifiers.iter().map(u32::to_string).collect();
    let modifiers = if modifiers.is_empty() { String::new() } else { format!("({})", modifiers.join(",")) };
    format!("{short}{modifiers}{}", if kind.is_array { "[]" } else { "" })
}

/// Whether every value of one type is a value of the other, too.
pub(super) fn is_wider(from: &str, to: &str) -> bool {
    let (from, to) = (Kind::parse(from), Kind::parse(to));
    if from.is_array != to.is_array {
        return is_text(&to);
    }
    let limit = |kind: &Kind, index: usize| kind.modifiers.get(index).copied();
    match (from.base.as_str(), to.base.as_str()) {
        (_, "text") => true,
        (_, "character varying") if to.modifiers.is_empty() => true,
        ("character varying" | "character", "character varying") => {
            limit(&from, 0).is_some_and(|from| Some(from) <= limit(&to, 0))
        }
        ("smallint", "integer" | "bigint" | "numeric" | "real" | "double precision") => limit(&to, 0).is_none(),
        ("integer", "bigint" | "numeric" | "double precision") => limit(&to, 0).is_none(),
        ("bigint", "numeric") => limit(&to, 0).is_none(),
        ("real", "double precision") | ("json", "jsonb") | ("cidr", "inet") => true,
        ("date", "timestamp without time zone" | "timestamp with time zone") => true,
        (
            "timestamp without time zone" | "timestamp with time zone",
            "timestamp without time zone" | "timestamp with time zone",
        ) => limit(&to, 0).is_none_or(|to| limit(&from, 0).is_some_and(|from| from <= to)),
        ("numeric", "numeric") => match (from.modifiers.as_slice(), to.modifiers.as_slice()) {
            (_, []) => true,
            (&[from, from_scale], &[to, to_scale]) => {
                to_scale >= from_scale && to.saturating_sub(to_scale) >= from.saturating_sub(from_scale)
            }
            _ => false,
        },
        (from_base, to_base) if from_base == to_base => {
            limit(&to, 0).is_none_or(|to| limit(&from, 0).is_some_and(|from| from <= to))
        }
        _ => false,
    }
}

fn is_text(kind: &Kind) -> bool {
    !kind.is_array && matches!(kind.base.as_str(), "text" | "character varying" | "character" | "name")
}

/// Whether an equality between the two exists without a cast, so that a foreign key may join them.
pub(super) fn are_comparable(one: &str, other: &str) -> bool {
    let group = |text: &str| match Kind::parse(text).base.as_str() {
        "smallint" | "integer" | "bigint" => "integer".to_owned(),
        "character varying" | "text" => "text".to_owned(),
        _ => Kind::parse(text).base,
    };
    group(one) == group(other)
}

/// `USING …` where a value does not get from one type to the other by itself.
pub(super) fn using(schema: &Schema, column: &str, from: &str, to: &str) -> Option<String> {
    let (old, new) = (Kind::parse(from), Kind::parse(to));
    if old.base == new.base && old.is_array == new.is_array {
        return None;
    }
    let cast = |context: char| match context {
        'e' => Some(format!(" USING {column}::{}", spelled(to))),
        _ => None,
    };
    if old.is_array == new.is_array
        && let Some(&context) = schema.casts.get(&(old.base.clone(), new.base.clone()))
    {
        return cast(context);
    }
    if is_text(&new) && !new.is_array {
        return None;
    }
    if is_text(&old) && !old.is_array {
        return cast('e');
    }
    if new.is_array && !old.is_array {
        let element = to.strip_suffix("[]").unwrap_or(to);
        let value = match using(schema, column, from, element) {
            Some(using) => using.trim_start_matches(" USING ").to_owned(),
            None => format!("{column}::{}", spelled(element)),
        };
        return Some(format!(" USING CASE WHEN {column} IS NOT NULL THEN ARRAY[{value}]::{} END", spelled(to)));
    }
    if old.is_array && !new.is_array {
        return Some(format!(" USING ({column})[1]::text::{}", spelled(to)));
    }
    Some(format!(" USING {column}::text::{}", spelled(to)))
}

/// Whether no value of one type is one of the other, so that the server has no way between them.
pub(super) fn is_hopeless(schema: &Schema, from: &str, to: &str) -> bool {
    let (old, new) = (Kind::parse(from), Kind::parse(to));
    let families = (family(&old.base), family(&new.base));
    let has_cast = schema.casts.contains_key(&(old.base.clone(), new.base.clone()));
    !has_cast && matches!(families, (Some(old), Some(new)) if old != new)
}

/// Types whose texts can be read as each other's.
fn family(base: &str) -> Option<u8> {
    Some(match base {
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" => 0,
        "date" | "timestamp with time zone" | "timestamp without time zone" => 1,
        "time with time zone" | "time without time zone" | "interval" => 2,
        "uuid" => 3,
        "boolean" => 4,
        "inet" | "cidr" => 5,
        "bytea" => 6,
        "point" | "line" | "lseg" | "box" | "path" | "polygon" | "circle" => 7,
        "macaddr" | "macaddr8" => 8,
        _ => return None,
    })
}

/// The type without its modifiers, `[]` behind it for an array.
pub(super) fn base_of(text: &str) -> String {
    let kind = Kind::parse(text);
    if kind.is_array { format!("{}[]", kind.base) } else { kind.base }
}

/// The length that a type is limited to, `20` of `character varying(20)`.
pub(super) fn length_of(text: &str) -> Option<u32> {
    Kind::parse(text).modifiers.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_written_as_people_write_them() {
        for (from, to) in [
            ("character varying(20)", "varchar(20)"),
            ("character varying", "varchar"),
            ("timestamp(3) with time zone", "timestamptz(3)"),
            ("timestamp with time zone[]", "timestamptz[]"),
            ("numeric(12,2)", "numeric(12,2)"),
            ("\"a(b)\"", "\"a(b)\""),
        ] {
            assert_eq!(spelled(from), to);
        }
    }

    #[test]
    fn a_wider_type_loses_nothing() {
        for (from, to, wider) in [
            ("integer", "bigint", true),
            ("bigint", "integer", false),
            ("character varying(20)", "character varying(40)", true),
            ("character varying(40)", "character varying(20)", false),
            ("character varying(40)", "text", true),
            ("text", "character varying(40)", false),
            ("numeric(10,2)", "numeric(12,2)", true),
            ("numeric(10,2)", "numeric(12,4)", true),
            ("numeric(10,2)", "numeric(10,4)", false),
            ("numeric(10,2)", "integer", false),
            ("timestamp with time zone", "date", false),
            ("date", "timestamp with time zone", true),
            ("integer[]", "bigint[]", true),
            ("integer[]", "text", true),
        ] {
            assert_eq!(is_wider(from, to), wider, "{from} → {to}");
        }
    }

    #[test]
    fn a_cast_is_named_only_where_the_server_wants_one() {
        let mut schema = Schema::default();
        schema.casts.insert(("integer".to_owned(), "bigint".to_owned()), 'i');
        schema.casts.insert(("integer".to_owned(), "boolean".to_owned()), 'e');
        for (from, to, using_text) in [
            ("integer", "bigint", None),
            ("integer", "boolean", Some(" USING c::boolean")),
            ("text", "integer", Some(" USING c::integer")),
            ("integer", "text", None),
            ("integer", "date", Some(" USING c::text::date")),
        ] {
            assert_eq!(using(&schema, "c", from, to).as_deref(), using_text, "{from} → {to}");
        }
    }
}
