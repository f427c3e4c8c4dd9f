//! The codes of findings, how grave each is, and which of them share a statement.

use super::problem::LintProblem;
use crate::operations::Severity;

/// The code of every finding that can be allowed.
pub const CODES: &[&str] = &[
    "attach",
    "cascades_off",
    "char_type",
    "check_validates",
    "column_cannot_be_added",
    "column_rewrites_table",
    "ddl_with_backfill",
    "delete_all_rows",
    "drop_cascade",
    "drop_column",
    "drop_index_not_concurrent",
    "drop_referenced_table",
    "drop_table",
    "exclude_builds_index",
    "foreign_key_validates",
    "index_not_concurrent",
    "meta_command",
    "needs_no_transaction",
    "no_lock_timeout",
    "no_such_alter",
    "not_null_scans",
    "not_null_without_default",
    "pragma_ignored",
    "rebuild_loses_objects",
    "refresh_not_concurrent",
    "reindex_not_concurrent",
    "rename_column",
    "rename_table",
    "table_rewrite",
    "timestamp_without_time_zone",
    "transaction_control",
    "truncate_cascade",
    "type_change",
    "unique_builds_index",
    "update_all_rows",
    "validate_under_lock",
    "view_in_the_way",
    "writable_schema",
];

impl LintProblem {
    /// How grave it is: an error where the step cannot run as it is written, or not on a table with rows.
    pub fn severity(&self) -> Severity {
        use LintProblem as L;
        match self {
            L::NotNullWithoutDefault { .. }
            | L::RefusedInTransaction { .. }
            | L::TransactionControl { .. }
            | L::MetaCommand { .. }
            | L::NoSuchAlter { .. }
            | L::ColumnCannotBeAdded { .. }
            | L::ViewInTheWay { .. } => Severity::Error,
            L::CharType { .. } | L::TimestampWithoutTimeZone { .. } | L::TypeMayRewrite { .. } => Severity::Info,
            _ => Severity::Warning,
        }
    }

    fn columns(&mut self) -> Option<&mut Vec<String>> {
        use LintProblem as L;
        match self {
            L::NotNullScans { columns, .. }
            | L::NotNullWithoutDefault { columns, .. }
            | L::ColumnRewritesTable { columns, .. }
            | L::TypeChangeRewrites { columns, .. }
            | L::TypeMayRewrite { columns, .. } => Some(columns),
            _ => None,
        }
    }

    /// Whether it is about columns of a table, several of which can share a finding.
    pub(super) fn names_columns(&self) -> bool {
        use LintProblem as L;
        matches!(
            self,
            L::NotNullScans { .. }
                | L::NotNullWithoutDefault { .. }
                | L::ColumnRewritesTable { .. }
                | L::TypeChangeRewrites { .. }
                | L::TypeMayRewrite { .. }
        )
    }

    /// Takes in the same problem of other columns of the table.
    pub(super) fn absorb(&mut self, mut other: LintProblem) {
        if let (Some(columns), Some(others)) = (self.columns(), other.columns()) {
            columns.append(others);
        }
    }

    /// Whether it depends on more than the text: then an unused `-- goc:allow` of it is no finding.
    pub(super) fn depends_on_place(code: &str) -> bool {
        matches!(code, "no_lock_timeout" | "rebuild_loses_objects" | "drop_referenced_table" | "view_in_the_way")
    }
}
