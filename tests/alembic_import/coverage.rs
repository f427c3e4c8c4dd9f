//! The corpus has every operation of Alembic and every type that a database can have.

use std::fs;

use super::project::{files, folder, projects};

/// What `op` can do; left out is what needs a running program: `invoke`, `run_async`, `register_operation`.
const OPERATIONS: [&str; 22] = [
    "add_column",
    "alter_column",
    "batch_alter_table",
    "bulk_insert",
    "create_check_constraint",
    "create_exclude_constraint",
    "create_foreign_key",
    "create_index",
    "create_primary_key",
    "create_table",
    "create_table_comment",
    "create_unique_constraint",
    "drop_column",
    "drop_constraint",
    "drop_index",
    "drop_table",
    "drop_table_comment",
    "execute",
    "f",
    "get_bind",
    "get_context",
    "rename_table",
];

/// What can be done in a batch.
const IN_BATCHES: [&str; 15] = [
    "add_column",
    "alter_column",
    "create_check_constraint",
    "create_exclude_constraint",
    "create_foreign_key",
    "create_index",
    "create_primary_key",
    "create_table_comment",
    "create_unique_constraint",
    "drop_column",
    "drop_constraint",
    "drop_index",
    "drop_table_comment",
    "execute",
    "f",
];

/// The types of SQLAlchemy itself.
const CORE: &str = "ARRAY BIGINT BINARY BLOB BOOLEAN BigInteger Boolean CHAR CLOB DATE DATETIME DECIMAL DOUBLE DOUBLE_PRECISION Date \
    DateTime Double Enum FLOAT Float INT INTEGER Integer Interval JSON LargeBinary NCHAR NUMERIC NVARCHAR Numeric PickleType REAL \
    SMALLINT SmallInteger String TEXT TIME TIMESTAMP Text Time UUID Unicode UnicodeText Uuid VARBINARY VARCHAR";

/// The types of the PostgreSQL dialect.
const POSTGRES: &str = "ARRAY BIGINT BIT BOOLEAN BYTEA CHAR CIDR CITEXT DATE DATEMULTIRANGE DATERANGE DOMAIN DOUBLE_PRECISION ENUM FLOAT \
    HSTORE INET INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE INTERVAL JSON JSONB JSONPATH MACADDR MACADDR8 MONEY NUMERIC \
    NUMMULTIRANGE NUMRANGE OID REAL REGCLASS REGCONFIG SMALLINT TEXT TIME TIMESTAMP TSMULTIRANGE TSQUERY TSRANGE TSTZMULTIRANGE \
    TSTZRANGE TSVECTOR UUID VARCHAR";

/// What columns, constraints and the arguments of operations can say.
const WORDS: &str = "server_default nullable unique=True index=True primary_key autoincrement comment= ondelete onupdate deferrable \
    initially match= use_alter Identity( Computed( CheckConstraint( UniqueConstraint( ForeignKeyConstraint( PrimaryKeyConstraint( \
    ExcludeConstraint( Index( ForeignKey( Sequence( new_column_name type_= existing_type existing_nullable existing_server_default \
    existing_comment postgresql_using postgresql_where sqlite_where postgresql_ops postgresql_with postgresql_include \
    postgresql_nulls_not_distinct postgresql_concurrently postgresql_partition_by postgresql_inherits postgresql_not_valid \
    if_exists=True if_not_exists=True schema= source_schema referent_schema with_variant create_type=False checkfirst \
    native_enum=False create_constraint=True recreate= naming_convention insert_after autocommit_block inline_literal bindparams \
    branch_labels depends_on sqlite_autoincrement prefixes= collation= inline_references";

#[test]
fn the_corpus_has_every_operation_type_and_word() {
    if std::env::var_os("GOC_TEST_CORPUS").is_some() {
        return eprintln!("skipped: GOC_TEST_CORPUS names one project");
    }
    let projects = ["both", "postgres", "sqlite"].map(projects).concat();
    let files: Vec<_> = projects.iter().flat_map(files).collect();
    assert!(files.len() >= 120, "only {} revisions", files.len());
    let text: String = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    // A name counts where no other name ends or begins: `Text` is not in `UnicodeText`.
    let has = |wanted: &str| {
        let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
        text.match_indices(wanted).any(|(at, _)| {
            let before = text[..at].chars().next_back().is_some_and(part_of_name);
            let after = text[at + wanted.len()..].chars().next().is_some_and(part_of_name);
            !before && (!after || wanted.ends_with(['=', '(']))
        })
    };
    let batch = |name: &&&str| ["batch_op", "batch"].iter().any(|batch| has(&format!("{batch}.{name}(")));
    let mut missing: Vec<String> = Vec::new();
    missing.extend(OPERATIONS.iter().filter(|name| !has(&format!("op.{name}("))).map(|name| format!("op.{name}")));
    missing.extend(IN_BATCHES.iter().filter(|name| !batch(name)).map(|name| format!("batch_op.{name}")));
    missing.extend(
        [CORE, POSTGRES, WORDS]
            .iter()
            .flat_map(|list| list.split_whitespace())
            .filter(|word| !has(word))
            .map(str::to_owned),
    );
    assert!(missing.is_empty(), "not in {}: {missing:?}", folder().display());
}
