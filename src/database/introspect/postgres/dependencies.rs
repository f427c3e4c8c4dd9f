//! From the server's numbers to keys: what depends on what.

use std::collections::HashMap;

use super::model::Key;
use crate::database::Row;

/// What an oid is in this database; a part of an object (a column) has a number besides.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashMap<(&'static str, u32, i32), Key>);

impl Numbers {
    /// Remembers what an oid of a catalog is.
    pub(super) fn add(&mut self, catalog: &'static str, oid: u32, part: i32, key: Key) {
        self.0.insert((catalog, oid, part), key);
    }

    /// A part of an object, which is a row of another catalog, stands for the whole.
    pub(super) fn add_part(&mut self, part: (&str, u32), whole: (&str, u32)) {
        let catalog = CATALOGS.iter().find(|&&known| known == part.0);
        if let (Some(catalog), Some(key)) = (catalog, self.find(whole.0, whole.1, 0).cloned()) {
            self.0.insert((catalog, part.1, 0), key);
        }
    }

    /// Members of an extension are what they belong to.
    pub(super) fn add_members(&mut self, dependencies: &[Row]) {
        for row in dependencies.iter().filter(|row| row.text(6) == "e") {
            let number = |column: usize| row.text(column).parse::<u32>().unwrap_or_default();
            let catalog = CATALOGS.iter().find(|&&known| known == row.text(0));
            if let (Some(catalog), Some(extension)) = (catalog, self.find(row.text(3), number(4), 0).cloned()) {
                self.0.insert((catalog, number(1), 0), extension);
            }
        }
    }

    fn find(&self, catalog: &str, oid: u32, part: i32) -> Option<&Key> {
        let catalog = CATALOGS.iter().find(|&&known| known == catalog)?;
        self.0.get(&(catalog, oid, part)).or_else(|| self.0.get(&(catalog, oid, 0)))
    }

    /// The pair of a row of `pg_depend`, if both are things that are compared.
    pub(super) fn pair(&self, row: &Row) -> Option<(Key, Key)> {
        // A table and its own columns are known, and a partition's column stands for its parent's.
        if row.text(0) == row.text(3) && row.text(1) == row.text(4) {
            return None;
        }
        let number = |column: usize| row.text(column).parse::<u32>().ok();
        let part = |column: usize| row.text(column).parse::<i32>().unwrap_or_default();
        let from = self.find(row.text(0), number(1)?, part(2))?;
        let to = self.find(row.text(3), number(4)?, part(5))?;
        // A sequence that goes away with its column does not need it.
        let is_ownership = matches!((from, row.text(6)), (Key::Sequence(_), "a" | "i"));
        (from != to && !is_ownership).then(|| (from.clone(), to.clone()))
    }
}

/// The catalogs whose rows are objects here, or parts of one.
const CATALOGS: [&str; 28] = [
    "pg_am",
    "pg_amop",
    "pg_amproc",
    "pg_attrdef",
    "pg_cast",
    "pg_class",
    "pg_collation",
    "pg_constraint",
    "pg_conversion",
    "pg_event_trigger",
    "pg_extension",
    "pg_foreign_data_wrapper",
    "pg_foreign_server",
    "pg_namespace",
    "pg_opclass",
    "pg_operator",
    "pg_opfamily",
    "pg_policy",
    "pg_proc",
    "pg_publication",
    "pg_publication_rel",
    "pg_rewrite",
    "pg_statistic_ext",
    "pg_trigger",
    "pg_ts_config",
    "pg_ts_dict",
    "pg_ts_template",
    "pg_type",
];
