//! Renames: what may be one, what a person said is one.

use std::fmt;

use serde::Serialize;

/// A table or a column under another name, as a person says it: `old=new`, `table.old=new`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rename {
    /// The table; for a column the table that has it, under the name that it will have.
    pub table: Option<String>,
    /// The name that it has.
    pub from: String,
    /// The name that it should get.
    pub to: String,
}

impl Rename {
    /// Reads `old=new` (a table) or `table.old=new` (a column; `table.old=table.new` says the same). `None` when it is neither.
    ///
    /// A table in a schema of PostgreSQL other than the default one is written as `schema.old=schema.new`; whether a name with a dot is
    /// a table or a column is decided by what is there.
    pub fn parse(text: &str) -> Option<Rename> {
        let (from, to) = text.split_once('=')?;
        let (from, to) = (from.trim(), to.trim());
        if from.is_empty() || to.is_empty() || to.contains('=') {
            return None;
        }
        match from.rsplit_once('.') {
            None => Some(Rename { table: None, from: from.to_owned(), to: to.to_owned() }),
            Some((table, column)) => {
                let to = to.rsplit_once('.').map_or(to, |(_, to)| to);
                Some(Rename { table: Some(table.to_owned()), from: column.to_owned(), to: to.to_owned() })
            }
        }
    }

    /// The other way round. A column's table keeps the name under which it is known after its own rename.
    #[must_use]
    pub fn reversed(&self) -> Rename {
        Rename { table: self.table.clone(), from: self.to.clone(), to: self.from.clone() }
    }
}

/// As it is typed.
impl fmt::Display for Rename {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.table {
            Some(table) => write!(f, "{table}.{}={}", self.from, self.to),
            None => write!(f, "{}={}", self.from, self.to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rename_is_read_as_it_is_typed() {
        for (text, table, from, to) in [
            ("musteri=musteriler", None, "musteri", "musteriler"),
            ("urunler.ad=urun_adi", Some("urunler"), "ad", "urun_adi"),
            ("urunler.ad=urunler.urun_adi", Some("urunler"), "ad", "urun_adi"),
            ("crm.urunler.ad=urun_adi", Some("crm.urunler"), "ad", "urun_adi"),
        ] {
            let rename = Rename::parse(text).expect(text);
            assert_eq!(
                (rename.table.as_deref(), rename.from.as_str(), rename.to.as_str()),
                (table, from, to),
                "{text}"
            );
        }
        for text in ["", "a", "a=", "=b", "a=b=c"] {
            assert_eq!(Rename::parse(text), None, "{text}");
        }
    }
}
