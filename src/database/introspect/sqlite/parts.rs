//! A CREATE TABLE statement in parts that can be changed and put together again.

use super::definition::{Item, ItemKind, definition, type_length};
use super::normal::quote;
use super::token::{Kind, Token, group, inside, tokens, written};

/// A table's definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableParts {
    /// Its columns, in order.
    pub columns: Vec<ColumnParts>,
    /// What stands behind the columns.
    pub constraints: Vec<ItemParts>,
    /// What stands behind the brackets: `WITHOUT ROWID`, `STRICT`.
    pub options: String,
}

/// A column's definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnParts {
    /// Its name.
    pub name: String,
    /// Its type, as written; empty without one.
    pub kind: String,
    /// What stands behind the type.
    pub items: Vec<ItemParts>,
}

/// A constraint, or another property of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemParts {
    /// What CONSTRAINT calls it.
    pub name: Option<String>,
    /// What it is.
    pub kind: ItemKind,
    /// As written, behind its name.
    pub text: String,
    /// The names of its own columns: those of a key, or those that point elsewhere. Empty for one that stands with its column.
    pub columns: Vec<String>,
}

impl TableParts {
    /// Takes a statement apart; `None` when there is no list of columns in it.
    pub fn of(sql: &str) -> Option<TableParts> {
        let all = tokens(sql);
        let definition = definition(&all)?;
        let open = all.iter().position(|token| token.kind == Kind::Open)?;
        let end = open + group(&all[open..]);
        let columns = definition.columns.iter().map(|column| {
            let rest = column.tokens.get(1..).unwrap_or_default();
            ColumnParts {
                name: column.name.clone(),
                kind: written(sql, &rest[..type_length(rest)]).to_owned(),
                items: column.items.iter().map(|item| parts(item, sql)).collect(),
            }
        });
        Some(TableParts {
            columns: columns.collect(),
            constraints: definition.constraints.iter().map(|item| parts(item, sql)).collect(),
            options: written(sql, all.get(end..).unwrap_or_default()).to_owned(),
        })
    }

    /// The statement that makes it.
    pub fn sql(&self, name: &str) -> String {
        let columns = self.columns.iter().map(|column| {
            let mut sql = quote(&column.name);
            for part in std::iter::once(&column.kind)
                .filter(|kind| !kind.is_empty())
                .cloned()
                .chain(column.items.iter().map(ItemParts::sql))
            {
                sql.push(' ');
                sql.push_str(&part);
            }
            sql
        });
        let all: Vec<String> = columns.chain(self.constraints.iter().map(ItemParts::sql)).collect();
        let options = if self.options.is_empty() { String::new() } else { format!(" {}", self.options) };
        format!("CREATE TABLE {} (\n    {}\n){options}", quote(name), all.join(",\n    "))
    }

    /// The column of a name.
    pub fn column(&mut self, name: &str) -> Option<&mut ColumnParts> {
        self.columns.iter_mut().find(|column| column.name.eq_ignore_ascii_case(name))
    }
}

impl ItemParts {
    /// As it stands in a definition.
    pub fn sql(&self) -> String {
        match &self.name {
            Some(name) => format!("CONSTRAINT {} {}", quote(name), self.text),
            None => self.text.clone(),
        }
    }
}

fn parts(item: &Item<'_>, sql: &str) -> ItemParts {
    let columns = match item.kind {
        ItemKind::PrimaryKey | ItemKind::Unique | ItemKind::ForeignKey => columns(&item.tokens),
        _ => Vec::new(),
    };
    ItemParts { name: item.name.clone(), kind: item.kind, text: written(sql, &item.tokens).to_owned(), columns }
}

/// The names in the first brackets, unless those belong to a parent.
fn columns(tokens: &[Token<'_>]) -> Vec<String> {
    let Some(open) = tokens.iter().position(|token| token.kind == Kind::Open) else { return Vec::new() };
    if tokens[..open].iter().any(|token| token.is("REFERENCES")) {
        return Vec::new();
    }
    let list = inside(&tokens[open..open + group(&tokens[open..])]);
    super::token::parts(list).iter().filter_map(|part| part.first().and_then(Token::name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_the_same_when_it_was_taken_apart_and_put_together() {
        let sql = "CREATE TABLE t (a INTEGER CONSTRAINT n NOT NULL DEFAULT (1 + 2), \"b c\" VARCHAR(10) REFERENCES p (x), d,\n\
                   CONSTRAINT k PRIMARY KEY (a, \"b c\"), FOREIGN KEY(a) REFERENCES q (y) ON DELETE CASCADE) WITHOUT ROWID";
        let parts = TableParts::of(sql).expect("a table");
        let again = TableParts::of(&parts.sql("t")).expect("a table");
        assert_eq!(parts, again);
        assert_eq!(parts.options, "WITHOUT ROWID");
        assert_eq!(parts.columns[1].kind, "VARCHAR(10)");
        assert_eq!(parts.columns[2].kind, "");
        assert_eq!(parts.constraints[0].columns, ["a", "b c"]);
        assert_eq!(parts.constraints[1].columns, ["a"]);
        assert_eq!(parts.columns[1].items[0].columns, [""; 0]);
    }
}
