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

#[cfg(test)]
mod tests {
    use super::*;

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
