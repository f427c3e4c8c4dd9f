//! How names are written in SQL: quoted where that is needed, with their schema where the search path does not find them.

use std::collections::HashSet;

use super::model::Name;
use crate::database::identifier;

/// What the server says about names.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The first schema of the search path.
    pub default_schema: String,
    /// Words that cannot be a name without quotes (`pg_get_keywords()`).
    pub keywords: HashSet<String>,
}

impl Names {
    /// A name, quoted where it has to be.
    pub fn quoted(&self, name: &str) -> String {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let is_word = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_') && name.chars().all(is_plain);
        if is_word && !self.keywords.contains(name) { name.to_owned() } else { identifier(name) }
    }

    /// A name with its schema where the search path does not find it.
    pub fn full(&self, name: &Name) -> String {
        self.in_schema(&name.schema, &name.name)
    }

    /// A name with its schema, and as it is written where the search path finds it.
    pub(super) fn spellings(&self, name: &Name) -> [String; 2] {
        [format!("{}.{}", self.quoted(&name.schema), self.quoted(&name.name)), self.full(name)]
    }

    /// As [`Names::full`].
    pub fn in_schema(&self, schema: &str, name: &str) -> String {
        if schema == self.default_schema {
            self.quoted(name)
        } else {
            format!("{}.{}", self.quoted(schema), self.quoted(name))
        }
    }

    /// As a person says it, without quotes.
    pub fn plain(&self, name: &Name) -> String {
        if name.schema == self.default_schema { name.name.clone() } else { format!("{}.{}", name.schema, name.name) }
    }

    /// Names in parentheses.
    pub fn list<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> String {
        let names: Vec<String> = names.into_iter().map(|name| self.quoted(name)).collect();
        format!("({})", names.join(", "))
    }
}

/// The bytes that a name has room for (`NAMEDATALEN` without its end).
const LONGEST: usize = 63;

/// What the server calls an index by itself: the table, the columns unless it is a primary key, and what it is for; the longer half is cut
/// where that is too long. From `ChooseIndexName` and `makeObjectName` in PostgreSQL's `indexcmds.c`.
pub(super) fn index_name(table: &str, columns: &[String], constraint: Option<&str>) -> String {
    let label = match constraint {
        Some("p") => return object_name(table, "", "pkey"),
        Some("x") => "excl",
        Some(_) => "key",
        None => "idx",
    };
    let mut middle = String::new();
    for column in columns {
        if !middle.is_empty() {
            middle.push('_');
        }
        middle.push_str(column);
        if middle.len() > LONGEST {
            break;
        }
    }
    object_name(table, &middle, label)
}

fn object_name(first: &str, second: &str, label: &str) -> String {
    let overhead = label.len() + 1 + usize::from(!second.is_empty());
    let (mut one, mut two) = (first.len(), second.len());
    while one + two > LONGEST - overhead {
        if one > two { one -= 1 } else { two -= 1 }
    }
    let front = &first[..first.floor_char_boundary(one)];
    if second.is_empty() {
        format!("{front}_{label}")
    } else {
        format!("{front}_{}_{label}", &second[..second.floor_char_boundary(two)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_called_as_the_server_would() {
        let columns = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (table, parts, constraint, name) in [
            ("satis", "gun", None, "satis_gun_idx"),
            ("satis", "gun tutar", Some("u"), "satis_gun_tutar_key"),
            ("satis", "id gun", Some("p"), "satis_pkey"),
            ("satis", "gun", Some("x"), "satis_gun_excl"),
            (&"t".repeat(60), "gun", None, &format!("{}_gun_idx", "t".repeat(55))),
            (&"t".repeat(60), &"c".repeat(60), None, &format!("{}_{}_idx", "t".repeat(29), "c".repeat(29))),
        ] {
            assert_eq!(index_name(table, &columns(parts), constraint), name);
        }
    }

    #[test]
    fn a_name_is_quoted_only_where_it_has_to_be() {
        let names = Names { default_schema: "public".to_owned(), keywords: ["order".to_owned()].into() };
        for (name, quoted) in [
            ("urunler", "urunler"),
            ("order", "\"order\""),
            ("Urun", "\"Urun\""),
            ("ürün", "\"ürün\""),
            ("1a", "\"1a\""),
            ("a\"b", "\"a\"\"b\""),
        ] {
            assert_eq!(names.quoted(name), quoted);
        }
        assert_eq!(names.in_schema("public", "a"), "a");
        assert_eq!(names.in_schema("crm", "order"), "crm.\"order\"");
    }
}
