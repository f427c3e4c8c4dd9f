//! One way to write what can be written in many.

use super::token::{Kind, Token};

/// SQLite's keywords that no name can be without quotes, and the words that mean a value.
const RESERVED: &[&str] = &[
    "add",
    "all",
    "alter",
    "and",
    "as",
    "autoincrement",
    "between",
    "case",
    "check",
    "collate",
    "commit",
    "constraint",
    "create",
    "current_date",
    "current_time",
    "current_timestamp",
    "default",
    "deferrable",
    "delete",
    "distinct",
    "drop",
    "else",
    "escape",
    "exists",
    "false",
    "filter",
    "foreign",
    "from",
    "group",
    "having",
    "in",
    "index",
    "insert",
    "into",
    "is",
    "isnull",
    "join",
    "limit",
    "not",
    "nothing",
    "notnull",
    "null",
    "on",
    "or",
    "order",
    "over",
    "primary",
    "references",
    "returning",
    "select",
    "set",
    "table",
    "then",
    "to",
    "transaction",
    "true",
    "union",
    "unique",
    "update",
    "using",
    "values",
    "when",
    "where",
    "window",
];

/// Keywords that may be names, but are easier to read in quotes.
const KEYWORDS: &[&str] = &[
    "abort",
    "action",
    "after",
    "always",
    "analyze",
    "asc",
    "attach",
    "before",
    "begin",
    "by",
    "cascade",
    "cast",
    "column",
    "conflict",
    "cross",
    "current",
    "database",
    "deferred",
    "desc",
    "detach",
    "do",
    "each",
    "end",
    "except",
    "exclude",
    "exclusive",
    "explain",
    "fail",
    "first",
    "following",
    "for",
    "full",
    "generated",
    "glob",
    "groups",
    "if",
    "ignore",
    "immediate",
    "indexed",
    "initially",
    "inner",
    "instead",
    "intersect",
    "key",
    "last",
    "left",
    "like",
    "match",
    "materialized",
    "natural",
    "no",
    "nulls",
    "of",
    "offset",
    "others",
    "outer",
    "partition",
    "plan",
    "pragma",
    "preceding",
    "query",
    "raise",
    "range",
    "recursive",
    "regexp",
    "reindex",
    "release",
    "rename",
    "replace",
    "restrict",
    "right",
    "rollback",
    "row",
    "rows",
    "savepoint",
    "temp",
    "temporary",
    "ties",
    "trigger",
    "unbounded",
    "vacuum",
    "view",
    "virtual",
    "with",
    "without",
    "within",
];

/// SQLite's own idea of the same name: only the letters of ASCII have two cases.
pub fn fold(name: &str) -> String {
    name.to_ascii_lowercase()
}

fn is_plain(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit() || c == '$')
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$' || c.is_alphabetic())
}

/// A name as a person writes it: in quotes only where it needs some.
pub fn quote(name: &str) -> String {
    let folded = fold(name);
    let is_keyword = RESERVED.contains(&&*folded) || KEYWORDS.contains(&&*folded);
    if is_plain(name) && !is_keyword { name.to_owned() } else { crate::database::identifier(name) }
}

/// The normal form of a name.
pub fn normal_name(name: &str) -> String {
    let folded = fold(name);
    if is_plain(&folded) && !RESERVED.contains(&&*folded) { folded } else { crate::database::identifier(&folded) }
}

/// Tokens in their normal form, a space between two: words and names in small letters, names without quotes.
///
/// What stands in double quotes is a name if `is_name` says so; else it may be a text, and keeps its letters.
pub fn normal(tokens: &[Token<'_>], is_name: &dyn Fn(&str) -> bool) -> String {
    let mut text = String::new();
    for token in tokens {
        if !text.is_empty() {
            text.push(' ');
        }
        match token.kind {
            Kind::Word | Kind::Number => text.push_str(&fold(token.text)),
            Kind::Quoted => text.push_str(&normal_name(&token.name().unwrap_or_default())),
            Kind::DoubleQuoted => {
                let name = token.name().unwrap_or_default();
                text.push_str(&if is_name(&fold(&name)) { normal_name(&name) } else { token.text.to_owned() });
            }
            _ => text.push_str(token.text),
        }
    }
    text
}

/// The normal form of a definition whose columns nobody has looked up: what stands in double quotes and in small letters is taken for
/// a name.
pub fn normal_anywhere(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for token in tokens {
        let is_small = token.name().is_some_and(|name| fold(&name) == name);
        let one = normal(std::slice::from_ref(token), &|_| is_small);
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(&one);
    }
    text
}

/// Every name and text that a definition mentions, folded: more than it refers to, never less.
pub fn mentions(tokens: &[Token<'_>]) -> std::collections::BTreeSet<String> {
    tokens.iter().filter_map(Token::name).map(|name| fold(&name)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn what_means_the_same_reads_the_same() {
        let columns = |name: &str| ["fiyat", "order", "a b"].contains(&name);
        for (one, other, same) in [
            ("CHECK (Fiyat > 0)", "check(\"fiyat\">0) -- hep", true),
            ("CHECK ([Fiyat] > 0)", "check(`FIYAT`>0)", true),
            ("CHECK (\"order\" > 0)", "check([ORDER] > 0)", true),
            ("CHECK (\"A b\" > 0)", "check([a B] > 0)", true),
            ("CHECK (durum = \"Acik\")", "CHECK (durum = \"acik\")", false),
            ("CHECK (durum = 'Acik')", "CHECK (durum = 'acik')", false),
            ("CHECK (ad = 'İ')", "CHECK (ad = 'i')", false),
            ("CHECK (a = 1E5)", "CHECK (a = 1e5)", true),
            ("DEFAULT \"null\"", "DEFAULT null", false),
        ] {
            let (one, other) = (normal(&tokens(one), &columns), normal(&tokens(other), &columns));
            assert_eq!(one == other, same, "{one} / {other}");
        }
    }

    #[test]
    fn names_have_quotes_only_where_they_need_them() {
        for (name, quoted) in [
            ("urunler", "urunler"),
            ("ürünler", "ürünler"),
            ("İl_Şube", "İl_Şube"),
            ("a b", "\"a b\""),
            ("order", "\"order\""),
            ("Key", "\"Key\""),
            ("1a", "\"1a\""),
            ("a\"b", "\"a\"\"b\""),
            ("", "\"\""),
            ("a-b", "\"a-b\""),
        ] {
            assert_eq!(quote(name), quoted);
        }
    }

    #[test]
    fn quoted_names_in_small_letters_are_names_anywhere() {
        let normal = |text| normal_anywhere(&tokens(text));
        assert_eq!(normal("SELECT \"a\", [B] FROM `t`"), normal("select a, b from t"));
        assert_ne!(normal("SELECT \"A\""), normal("SELECT \"a\""));
    }
}
