//! Which lock a command takes, as tables: first words, level, effect, and where the table's name stands.
//!
//! From the PostgreSQL documentation: "Table-Level Locks" for the levels, and the pages of the commands, ALTER TABLE above all,
//! for its many forms (postgresql.org/docs/current/sql-altertable.html). In a pattern `[WORD]` may be missing, `(…)` stands for
//! options in parentheses that may be missing, and `*` for any one token.

use super::lock::Effect::{
    self, Adds, ChangesRows, Describes, DropsColumn, DropsRows, DropsTable, Reads, Rewrites, Scans,
};
use super::lock::LockLevel::{
    self, AccessExclusive, AccessShare, Exclusive, Share, ShareRowExclusive, ShareUpdateExclusive,
};

/// Where a command names its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A list right behind the pattern.
    Here,
    /// As `Here`, names of indexes.
    Indexes,
    /// As `Here`, a column with the table's name in front.
    Column,
    /// Behind the next `ON`.
    On,
    /// Behind the next `TO`.
    To,
    /// Behind the next `FROM`.
    From,
}

/// A command.
#[derive(Debug)]
pub struct Rule {
    pub pattern: &'static str,
    pub level: LockLevel,
    pub effect: Effect,
    pub place: Place,
}

const fn rule(pattern: &'static str, level: LockLevel, effect: Effect, place: Place) -> Rule {
    Rule { pattern, level, effect, place }
}

/// Commands about tables and what hangs on them; the first one that fits counts.
pub const COMMANDS: &[Rule] = &[
    rule("CREATE [UNIQUE] INDEX CONCURRENTLY", ShareUpdateExclusive, Scans, Place::On),
    rule("CREATE [UNIQUE] INDEX", Share, Scans, Place::On),
    rule("CREATE [OR] [REPLACE] [CONSTRAINT] TRIGGER", ShareRowExclusive, Describes, Place::On),
    rule("CREATE [OR] [REPLACE] RULE", AccessExclusive, Describes, Place::To),
    rule("CREATE POLICY", AccessExclusive, Describes, Place::On),
    rule("ALTER POLICY", AccessExclusive, Describes, Place::On),
    rule("CREATE STATISTICS", ShareUpdateExclusive, Describes, Place::From),
    rule("DROP TABLE [IF] [EXISTS]", AccessExclusive, DropsTable, Place::Here),
    rule("DROP FOREIGN TABLE [IF] [EXISTS]", AccessExclusive, Describes, Place::Here),
    rule("DROP [MATERIALIZED] VIEW [IF] [EXISTS]", AccessExclusive, Describes, Place::Here),
    rule("DROP INDEX CONCURRENTLY [IF] [EXISTS]", ShareUpdateExclusive, Describes, Place::Indexes),
    rule("DROP INDEX [IF] [EXISTS]", AccessExclusive, Describes, Place::Indexes),
    rule("DROP TRIGGER", AccessExclusive, Describes, Place::On),
    rule("ALTER TRIGGER", AccessExclusive, Describes, Place::On),
    rule("DROP RULE", AccessExclusive, Describes, Place::On),
    rule("DROP POLICY", AccessExclusive, Describes, Place::On),
    rule("TRUNCATE [TABLE]", AccessExclusive, DropsRows, Place::Here),
    rule("CLUSTER (…) [VERBOSE]", AccessExclusive, Rewrites, Place::Here),
    rule("VACUUM FULL [FREEZE] [VERBOSE] [ANALYZE]", AccessExclusive, Rewrites, Place::Here),
    rule("VACUUM (…) [FREEZE] [VERBOSE] [ANALYZE]", ShareUpdateExclusive, Scans, Place::Here),
    rule("ANALYZE (…) [VERBOSE]", ShareUpdateExclusive, Reads, Place::Here),
    rule("ANALYSE (…) [VERBOSE]", ShareUpdateExclusive, Reads, Place::Here),
    rule("REINDEX (…) TABLE CONCURRENTLY", ShareUpdateExclusive, Scans, Place::Here),
    rule("REINDEX (…) TABLE", AccessExclusive, Scans, Place::Here),
    rule("REINDEX (…) INDEX CONCURRENTLY", ShareUpdateExclusive, Scans, Place::Indexes),
    rule("REINDEX (…) INDEX", AccessExclusive, Scans, Place::Indexes),
    // SQLite takes either a table or an index.
    rule("REINDEX", AccessExclusive, Scans, Place::Here),
    rule("REFRESH MATERIALIZED VIEW CONCURRENTLY", Exclusive, ChangesRows, Place::Here),
    rule("REFRESH MATERIALIZED VIEW", AccessExclusive, Rewrites, Place::Here),
    rule("COMMENT ON TABLE", ShareUpdateExclusive, Describes, Place::Here),
    rule("COMMENT ON [MATERIALIZED] VIEW", ShareUpdateExclusive, Describes, Place::Here),
    rule("COMMENT ON COLUMN", ShareUpdateExclusive, Describes, Place::Column),
    rule("COMMENT ON INDEX", ShareUpdateExclusive, Describes, Place::Indexes),
    rule("COMMENT ON CONSTRAINT *", ShareUpdateExclusive, Describes, Place::On),
    rule("COMMENT ON TRIGGER *", ShareUpdateExclusive, Describes, Place::On),
    rule("COMMENT ON POLICY *", ShareUpdateExclusive, Describes, Place::On),
    rule("COMMENT ON RULE *", ShareUpdateExclusive, Describes, Place::On),
    rule("SECURITY LABEL ON TABLE", ShareUpdateExclusive, Describes, Place::Here),
    rule("ALTER [MATERIALIZED] VIEW [IF] [EXISTS]", AccessExclusive, Describes, Place::Here),
];

/// An action of `ALTER TABLE`; what stands in no line takes ACCESS EXCLUSIVE and changes the description.
#[derive(Debug)]
pub struct Action {
    pub pattern: &'static str,
    pub level: LockLevel,
    pub effect: Effect,
    /// The level on another table that is named behind this word.
    pub other: Option<(&'static str, LockLevel)>,
}

const fn action(pattern: &'static str, level: LockLevel, effect: Effect) -> Action {
    Action { pattern, level, effect, other: None }
}

const fn action_with(
    pattern: &'static str,
    level: LockLevel,
    effect: Effect,
    word: &'static str,
    other: LockLevel,
) -> Action {
    Action { pattern, level, effect, other: Some((word, other)) }
}

/// The actions of `ALTER TABLE`; the first one that fits counts.
pub const ACTIONS: &[Action] = &[
    action_with("ADD CONSTRAINT * FOREIGN KEY", ShareRowExclusive, Scans, "REFERENCES", ShareRowExclusive),
    action_with("ADD FOREIGN KEY", ShareRowExclusive, Scans, "REFERENCES", ShareRowExclusive),
    action("ADD CONSTRAINT *", AccessExclusive, Scans),
    action("ADD CHECK", AccessExclusive, Scans),
    action("ADD UNIQUE", AccessExclusive, Scans),
    action("ADD PRIMARY KEY", AccessExclusive, Scans),
    action("ADD EXCLUDE", AccessExclusive, Scans),
    action("ADD NOT NULL", AccessExclusive, Scans),
    action_with("ADD", AccessExclusive, Adds, "REFERENCES", ShareRowExclusive),
    action("DROP CONSTRAINT", AccessExclusive, Describes),
    action("DROP", AccessExclusive, DropsColumn),
    action("ALTER CONSTRAINT", AccessExclusive, Describes),
    action("ALTER [COLUMN] * [SET] [DATA] TYPE", AccessExclusive, Rewrites),
    action("ALTER [COLUMN] * SET NOT NULL", AccessExclusive, Scans),
    action("ALTER [COLUMN] * SET EXPRESSION", AccessExclusive, Rewrites),
    action("ALTER [COLUMN] * SET STATISTICS", ShareUpdateExclusive, Describes),
    action("ALTER [COLUMN] * SET (", ShareUpdateExclusive, Describes),
    action("ALTER [COLUMN] * RESET", ShareUpdateExclusive, Describes),
    action("VALIDATE CONSTRAINT", ShareUpdateExclusive, Scans),
    action("ENABLE RULE", AccessExclusive, Describes),
    action("ENABLE REPLICA RULE", AccessExclusive, Describes),
    action("ENABLE ALWAYS RULE", AccessExclusive, Describes),
    action("ENABLE ROW", AccessExclusive, Describes),
    action("DISABLE RULE", AccessExclusive, Describes),
    action("DISABLE ROW", AccessExclusive, Describes),
    action("ENABLE", ShareRowExclusive, Describes),
    action("DISABLE", ShareRowExclusive, Describes),
    action("CLUSTER ON", ShareUpdateExclusive, Describes),
    action("SET WITHOUT CLUSTER", ShareUpdateExclusive, Describes),
    action("SET (", ShareUpdateExclusive, Describes),
    action("RESET (", ShareUpdateExclusive, Describes),
    action("SET LOGGED", AccessExclusive, Rewrites),
    action("SET UNLOGGED", AccessExclusive, Rewrites),
    action("SET TABLESPACE", AccessExclusive, Rewrites),
    action("SET ACCESS METHOD", AccessExclusive, Rewrites),
    action_with("ATTACH PARTITION", ShareUpdateExclusive, Describes, "PARTITION", AccessExclusive),
    action_with("DETACH PARTITION", AccessExclusive, Describes, "PARTITION", AccessExclusive),
    action_with("INHERIT", AccessExclusive, Describes, "INHERIT", ShareUpdateExclusive),
    action_with("NO INHERIT", AccessExclusive, Describes, "INHERIT", AccessShare),
];

/// The level on tables that `CREATE TABLE` names behind these words.
pub const NAMED_BY_CREATE_TABLE: &[(&str, LockLevel)] = &[
    ("REFERENCES", ShareRowExclusive),
    ("PARTITION OF", AccessExclusive),
    ("INHERITS (", ShareUpdateExclusive),
    ("LIKE", AccessShare),
];

/// The modes of `LOCK TABLE`, the longer name first.
pub const MODES: &[(&str, LockLevel)] = &[
    ("ACCESS SHARE", AccessShare),
    ("ROW SHARE", LockLevel::RowShare),
    ("ROW EXCLUSIVE", LockLevel::RowExclusive),
    ("SHARE UPDATE EXCLUSIVE", ShareUpdateExclusive),
    ("SHARE ROW EXCLUSIVE", ShareRowExclusive),
    ("SHARE", Share),
    ("EXCLUSIVE", Exclusive),
    ("ACCESS EXCLUSIVE", AccessExclusive),
];

/// Words of a new column that gets a value of its own in every row.
pub const OWN_VALUES: &[&str] = &["SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL4", "SERIAL8", "STORED", "AS IDENTITY"];

/// Functions without a value of their own in every row: a column with such a default needs no rewrite, since it is computed once
/// (`provolatile` stable or immutable).
pub const STABLE_FUNCTIONS: &[&str] = &[
    "now",
    "transaction_timestamp",
    "statement_timestamp",
    "current_setting",
    "to_date",
    "to_timestamp",
    "date_trunc",
];
