//! What the first words of a statement say about it: whether it would end the step's transaction, whether the
//! engine refuses it inside one, whether it loses a table.
//!
//! The words are read with the engine's own tokens, so neither comments nor white space hide one, and a word in
//! quotes is never taken for a keyword. Nothing here knows more grammar than it needs: a statement that is
//! wrong SQL anyway may be named or not, the server refuses it.

use super::{Engine, Kind, Lexeme, Statement, postgres, sqlite};

/// The command with which `statement` would begin or end the transaction of its step, if it does.
///
/// Savepoints are free to use, so `SAVEPOINT`, `RELEASE` and `ROLLBACK TO` are not named.
pub fn transaction_control(text: &str, statement: &Statement, dialect: Engine) -> Option<&'static str> {
    let words = first_tokens(text, statement, dialect, 3);
    if command(&words, ["ROLLBACK TO", "ROLLBACK WORK TO", "ROLLBACK TRANSACTION TO"]).is_some() {
        return None;
    }
    let both = ["BEGIN", "COMMIT", "END", "ROLLBACK"];
    match dialect {
        Engine::Postgres => command(
            &words,
            ["START TRANSACTION", "ABORT", "PREPARE TRANSACTION", "COMMIT PREPARED", "ROLLBACK PREPARED"]
                .into_iter()
                .chain(both),
        ),
        Engine::Sqlite => command(&words, both),
    }
}

/// The command in `statement` that the engine refuses inside a transaction, if there is one: its section needs
/// `-- goc:transaction off`.
///
/// Names what is refused always, or unless an option says otherwise; what depends on the state of the database
/// (`DROP SUBSCRIPTION`, `DETACH`) is left to the server.
pub fn refused_in_transaction(text: &str, statement: &Statement, dialect: Engine) -> Option<&'static str> {
    match dialect {
        Engine::Postgres => refused_by_postgres(text, statement),
        Engine::Sqlite => refused_by_sqlite(text, statement),
    }
}

/// Whether a statement that PostgreSQL refuses inside a transaction takes only locks behind which no reader and no writer waits, however
/// long it waits for them itself. `VACUUM FULL`, `CLUSTER` and `REINDEX SCHEMA` lock everybody out.
pub fn keeps_nobody_waiting(text: &str, statement: &Statement) -> bool {
    match refused_by_postgres(text, statement) {
        Some("VACUUM") => {
            let words = first_tokens(text, statement, Engine::Postgres, 32);
            !words.iter().any(|word| word.eq_ignore_ascii_case("FULL"))
        }
        Some(command) => command.ends_with("CONCURRENTLY"),
        None => false,
    }
}

/// Whether `statement` is a `DROP TABLE`.
pub fn drops_table(text: &str, statement: &Statement, dialect: Engine) -> bool {
    begins(&first_tokens(text, statement, dialect, 2), &["DROP", "TABLE"])
}

/// The index that `CREATE [UNIQUE] INDEX CONCURRENTLY [IF NOT EXISTS] name ON …` makes, as written: quotes are
/// kept, so is a schema (which PostgreSQL does not take there), comments are not.
///
/// `None` for every other statement, and for an index whose name is left to the server.
pub fn creates_index_concurrently(text: &str, statement: &Statement) -> Option<String> {
    let words = first_tokens(text, statement, Engine::Postgres, 16);
    let rest = after(&words, &["CREATE"])?;
    let rest = after(rest, &["UNIQUE"]).unwrap_or(rest);
    let rest = after(rest, &["INDEX", "CONCURRENTLY"])?;
    // `IF` alone may be a name, so the three words are taken together or not at all.
    let rest = after(rest, &["IF", "NOT", "EXISTS"]).unwrap_or(rest);
    let name = &rest[..rest.iter().position(|word| word.eq_ignore_ascii_case("ON"))?];
    (!name.is_empty()).then(|| name.concat())
}

/// Whether a statement changes settings of the session for longer than its transaction, as far as its words tell.
pub fn sets_session(text: &str, statement: &Statement, dialect: Engine) -> bool {
    let words = first_tokens(text, statement, dialect, 2);
    let lasting =
        |word: &&str| !["LOCAL", "TRANSACTION", "CONSTRAINTS"].iter().any(|short| short.eq_ignore_ascii_case(word));
    dialect == Engine::Postgres
        && (begins(&words, &["RESET"])
            || after(&words, &["SET"]).is_some_and(|rest| rest.first().is_some_and(lasting))
            || begins(&words, &["SELECT"]) && text[statement.range.clone()].to_ascii_lowercase().contains("set_config"))
}

/// The psql command (`\connect`, `\restrict`) that stands where a statement should; only psql can run it.
pub fn meta_command(text: &str, statement: &Statement) -> Option<String> {
    let statement = text.get(statement.range.clone())?;
    let command = statement.starts_with('\\').then(|| statement.split_whitespace().next())??;
    Some(command.to_owned())
}

fn refused_by_postgres(text: &str, statement: &Statement) -> Option<&'static str> {
    let commands = [
        "VACUUM",
        "CREATE DATABASE",
        "DROP DATABASE",
        "CREATE TABLESPACE",
        "DROP TABLESPACE",
        "ALTER SYSTEM",
        "DISCARD ALL",
        "DROP INDEX CONCURRENTLY",
        "CREATE INDEX CONCURRENTLY",
    ];
    let words = first_tokens(text, statement, Engine::Postgres, 5);
    if let Some(command) = command(&words, commands) {
        return Some(command);
    }
    if begins(&words, &["CREATE", "UNIQUE", "INDEX", "CONCURRENTLY"]) {
        return Some("CREATE INDEX CONCURRENTLY");
    }
    if begins(&words, &["REINDEX"]) {
        return refused_reindex(text, statement);
    }
    if begins(&words, &["ALTER", "TABLE"]) {
        return detaches_concurrently(text, statement).then_some("DETACH PARTITION CONCURRENTLY");
    }
    if begins(&words, &["ALTER", "DATABASE"]) && begins(&words[2..], &[words.get(2)?, "SET", "TABLESPACE"]) {
        return Some("ALTER DATABASE SET TABLESPACE");
    }
    // Without a table it goes through all of them, each in a transaction of its own.
    let options = after(&words, &["CLUSTER"])?;
    let options = after(options, &["VERBOSE"]).or(after(options, &["(", "VERBOSE", ")"])).unwrap_or(options);
    options.is_empty().then_some("CLUSTER")
}

/// `REINDEX [(options)] {INDEX | TABLE | SCHEMA | DATABASE | SYSTEM} [CONCURRENTLY] name`: the last three kinds
/// work table by table, each in a transaction of its own.
fn refused_reindex(text: &str, statement: &Statement) -> Option<&'static str> {
    let words = first_tokens(text, statement, Engine::Postgres, 32);
    let (options, rest) = match words.iter().position(|&word| word == ")") {
        Some(end) if words.get(1) == Some(&"(") => (&words[2..end], &words[end + 1..]),
        _ => (&[][..], &words[1..]),
    };
    let off = ["false", "off", "0", "'false'", "'off'", "'0'"];
    let concurrently = options.split(|&word| word == ",").any(|option| {
        begins(option, &["CONCURRENTLY"])
            && !option.get(1).is_some_and(|value| off.iter().any(|off| value.eq_ignore_ascii_case(off)))
    });
    if concurrently || rest.get(1).is_some_and(|word| word.eq_ignore_ascii_case("CONCURRENTLY")) {
        return Some("REINDEX CONCURRENTLY");
    }
    ["SCHEMA", "DATABASE", "SYSTEM"]
        .into_iter()
        .zip(["REINDEX SCHEMA", "REINDEX DATABASE", "REINDEX SYSTEM"])
        .find(|(kind, _)| begins(rest, &[kind]))
        .map(|(_, command)| command)
}

/// `ALTER TABLE … DETACH PARTITION … CONCURRENTLY`, where only names can stand in the gaps.
fn detaches_concurrently(text: &str, statement: &Statement) -> bool {
    let words = first_tokens(text, statement, Engine::Postgres, 24);
    let detach = words.windows(2).position(|pair| begins(pair, &["DETACH", "PARTITION"]));
    detach.is_some_and(|at| words[at..].last().is_some_and(|word| word.eq_ignore_ascii_case("CONCURRENTLY")))
}

fn refused_by_sqlite(text: &str, statement: &Statement) -> Option<&'static str> {
    let words = first_tokens(text, statement, Engine::Sqlite, 5);
    if begins(&words, &["VACUUM"]) {
        return Some("VACUUM");
    }
    if !begins(&words, &["PRAGMA"]) {
        return None;
    }
    let pragma = if words.get(2) == Some(&".") { &words[3..] } else { &words[1..] };
    // Without a value these only answer what is set.
    let sets = matches!(pragma.get(1), Some(&("=" | "(")));
    match pragma.first() {
        Some(name) if sets && name.eq_ignore_ascii_case("journal_mode") => Some("PRAGMA journal_mode"),
        Some(name) if sets && name.eq_ignore_ascii_case("synchronous") => Some("PRAGMA synchronous"),
        _ => None,
    }
}

/// The tokens of a statement, without white space and comments.
pub fn tokens<'a>(text: &'a str, statement: &Statement, dialect: Engine) -> impl Iterator<Item = &'a str> + use<'a> {
    let text = text.get(statement.range.clone()).unwrap_or_default();
    let lexemes: Box<dyn Iterator<Item = Lexeme>> = match dialect {
        Engine::Postgres => Box::new(postgres::lexemes(text, 0)),
        Engine::Sqlite => Box::new(sqlite::lexemes(text, 0)),
    };
    lexemes.filter(|lexeme| lexeme.kind != Kind::Space).map(|lexeme| &text[lexeme.range])
}

fn first_tokens<'a>(text: &'a str, statement: &Statement, dialect: Engine, count: usize) -> Vec<&'a str> {
    tokens(text, statement, dialect).take(count).collect()
}

/// The first of `commands` with whose words the statement begins.
fn command(words: &[&str], commands: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    commands.into_iter().find(|command| {
        let mut words = words.iter();
        command.split(' ').all(|word| words.next().is_some_and(|given| given.eq_ignore_ascii_case(word)))
    })
}

fn begins(words: &[&str], with: &[&str]) -> bool {
    words.len() >= with.len() && words.iter().zip(with).all(|(word, with)| word.eq_ignore_ascii_case(with))
}

/// The words after `with`, when `words` begin so.
fn after<'w, 'a>(words: &'w [&'a str], with: &[&str]) -> Option<&'w [&'a str]> {
    begins(words, with).then(|| &words[with.len()..])
}

#[cfg(test)]
mod tests {
    use std::ffi::{CStr, CString};
    use std::ptr::null_mut;

    use libsqlite3_sys as sqlite;

    use super::super::split;
    use super::*;

    fn only(text: &str, dialect: Engine) -> Statement {
        let mut statements = split(text, dialect);
        assert_eq!(statements.len(), 1, "{text}");
        statements.remove(0)
    }

    fn control(text: &str, dialect: Engine) -> Option<&'static str> {
        transaction_control(text, &only(text, dialect), dialect)
    }

    fn refused(text: &str, dialect: Engine) -> Option<&'static str> {
        refused_in_transaction(text, &only(text, dialect), dialect)
    }

    #[test]
    fn what_lasts_longer_than_its_transaction_is_told_from_what_does_not() {
        let sets = |text| sets_session(text, &only(text, Engine::Postgres), Engine::Postgres);
        for text in [
            "SET search_path = crm",
            "/* */ set Session role x",
            "RESET ALL",
            "SET TIME ZONE 'UTC'",
            "SELECT pg_catalog.set_config('search_path', '', false)",
        ] {
            assert!(sets(text), "{text}");
        }
        for text in [
            "SET LOCAL role x",
            "set transaction read only",
            "SET CONSTRAINTS ALL DEFERRED",
            "SELECT 1",
            "UPDATE t SET a = 1",
        ] {
            assert!(!sets(text), "{text}");
        }
    }

    #[test]
    fn what_ends_the_transaction_is_named_however_it_is_written() {
        for (text, command) in [
            ("begin", "BEGIN"),
            ("BEGIN ISOLATION LEVEL SERIALIZABLE;", "BEGIN"),
            ("Start/**/Transaction READ ONLY", "START TRANSACTION"),
            ("commit", "COMMIT"),
            ("COMMIT AND CHAIN", "COMMIT"),
            ("/* a /* nested */ ; */ -- and ;\n COMMIT -- here\n\tWORK;", "COMMIT"),
            ("END TRANSACTION", "END"),
            ("ROLLBACK AND NO CHAIN", "ROLLBACK"),
            ("ABORT WORK", "ABORT"),
            ("PREPARE /* two\n */ TRANSACTION 'x'", "PREPARE TRANSACTION"),
            ("commit --\n prepared 'x'", "COMMIT PREPARED"),
            ("ROLLBACK PREPARED 'x'", "ROLLBACK PREPARED"),
            ("\u{feff}COMMIT", "COMMIT"),
        ] {
            assert_eq!(control(text, Engine::Postgres), Some(command), "{text}");
        }
        for (text, command) in [
            ("BEGIN IMMEDIATE;", "BEGIN"),
            ("/* not /* nested */ commit -- ;\n transaction;", "COMMIT"),
            ("END", "END"),
            ("rollback transaction", "ROLLBACK"),
            ("\u{feff}COMMIT", "COMMIT"),
        ] {
            assert_eq!(control(text, Engine::Sqlite), Some(command), "{text}");
        }
    }

    #[test]
    fn savepoints_prepared_statements_and_bodies_are_free() {
        for text in [
            "SAVEPOINT a",
            "RELEASE SAVEPOINT a",
            "ROLLBACK TO a",
            "ROLLBACK WORK /* */ TO SAVEPOINT a",
            "ROLLBACK TRANSACTION TO a",
            "PREPARE q AS SELECT 1",
            "COMMENT ON TABLE t IS 'COMMIT'",
            "\"commit\"",
            "DO $$ BEGIN COMMIT; END $$",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END",
        ] {
            assert_eq!(control(text, Engine::Postgres), None, "{text}");
        }
        for text in ["SAVEPOINT a", "RELEASE a", "rollback to a", "ROLLBACK TRANSACTION TO a", "ABORT", "[COMMIT]"] {
            assert_eq!(control(text, Engine::Sqlite), None, "{text}");
        }
    }

    /// Each line was tried inside a transaction of PostgreSQL 15.
    #[test]
    fn what_postgresql_refuses_inside_a_transaction_is_named() {
        for (text, command) in [
            ("VACUUM (ANALYZE) t", "VACUUM"),
            ("CREATE DATABASE x", "CREATE DATABASE"),
            ("DROP DATABASE IF EXISTS x", "DROP DATABASE"),
            ("CREATE TABLESPACE x LOCATION '/x'", "CREATE TABLESPACE"),
            ("DROP TABLESPACE x", "DROP TABLESPACE"),
            ("ALTER SYSTEM SET work_mem = '4MB'", "ALTER SYSTEM"),
            ("ALTER DATABASE d SET TABLESPACE x", "ALTER DATABASE SET TABLESPACE"),
            ("DISCARD ALL", "DISCARD ALL"),
            ("create unique /* */ index concurrently x on t (a)", "CREATE INDEX CONCURRENTLY"),
            ("CREATE INDEX CONCURRENTLY ON t (a)", "CREATE INDEX CONCURRENTLY"),
            ("DROP INDEX CONCURRENTLY IF EXISTS x", "DROP INDEX CONCURRENTLY"),
            ("REINDEX TABLE CONCURRENTLY t", "REINDEX CONCURRENTLY"),
            ("REINDEX (VERBOSE, CONCURRENTLY true) TABLE t", "REINDEX CONCURRENTLY"),
            ("REINDEX (VERBOSE) SCHEMA public", "REINDEX SCHEMA"),
            ("REINDEX DATABASE d", "REINDEX DATABASE"),
            ("REINDEX SYSTEM d", "REINDEX SYSTEM"),
            ("CLUSTER", "CLUSTER"),
            ("CLUSTER (VERBOSE)", "CLUSTER"),
            ("ALTER TABLE IF EXISTS ONLY a.b DETACH PARTITION c.d CONCURRENTLY", "DETACH PARTITION CONCURRENTLY"),
        ] {
            assert_eq!(refused(text, Engine::Postgres), Some(command), "{text}");
        }
        for text in [
            "ANALYZE t",
            "CREATE INDEX x ON t (a)",
            "CREATE INDEX \"concurrently\" ON t (a)",
            "REINDEX (CONCURRENTLY off) TABLE t",
            "REINDEX (CONCURRENTLY 'false', VERBOSE) INDEX i",
            "REINDEX TABLE t",
            "REINDEX",
            "CLUSTER t",
            "CLUSTER VERBOSE t",
            "ALTER TABLE p DETACH PARTITION c",
            "ALTER TABLE p DETACH PARTITION c FINALIZE",
            "ALTER DATABASE d SET work_mem = '4MB'",
            "ALTER DATABASE",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
            "DISCARD PLANS",
        ] {
            assert_eq!(refused(text, Engine::Postgres), None, "{text}");
        }
    }

    /// Runs `sql` between `BEGIN` and `ROLLBACK` on a database of its own and returns SQLite's error.
    fn run_in_transaction(sql: &str) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap();
        let path = CString::new(folder.path().join("t.db").to_str().unwrap()).unwrap();
        let setup = c"PRAGMA journal_mode = wal; CREATE TABLE t (a); BEGIN IMMEDIATE";
        // SAFETY: every pointer given is a live C string or null where SQLite allows it, and the connection is
        // closed before it goes out of scope.
        #[allow(unsafe_code)] // calls SQLite itself
        unsafe {
            let mut db = null_mut();
            assert_eq!(sqlite::sqlite3_open(path.as_ptr(), &mut db), sqlite::SQLITE_OK);
            let exec = |sql: &CStr| sqlite::sqlite3_exec(db, sql.as_ptr(), None, null_mut(), null_mut());
            assert_eq!(exec(setup), sqlite::SQLITE_OK);
            let result = match exec(&CString::new(sql).unwrap()) {
                sqlite::SQLITE_OK => Ok(()),
                _ => Err(CStr::from_ptr(sqlite::sqlite3_errmsg(db)).to_string_lossy().into_owned()),
            };
            assert_eq!(exec(c"ROLLBACK"), sqlite::SQLITE_OK);
            assert_eq!(sqlite::sqlite3_close(db), sqlite::SQLITE_OK);
            result
        }
    }

    #[test]
    fn what_sqlite_refuses_inside_a_transaction_is_named_and_nothing_else() {
        for (text, command) in [
            ("VACUUM", "VACUUM"),
            ("vacuum main", "VACUUM"),
            ("PRAGMA journal_mode = delete", "PRAGMA journal_mode"),
            ("pragma main . /* */ journal_mode(memory)", "PRAGMA journal_mode"),
            ("PRAGMA synchronous = off", "PRAGMA synchronous"),
        ] {
            assert_eq!(refused(text, Engine::Sqlite), Some(command), "{text}");
            assert!(run_in_transaction(text).is_err(), "{text}");
        }
        for text in [
            "PRAGMA journal_mode",
            "PRAGMA main.synchronous",
            "PRAGMA foreign_keys = on",
            "PRAGMA",
            "ATTACH ':memory:' AS b",
            "ANALYZE",
            "REINDEX",
        ] {
            assert_eq!(refused(text, Engine::Sqlite), None, "{text}");
            assert!(text == "PRAGMA" || run_in_transaction(text) == Ok(()), "{text}: {:?}", run_in_transaction(text));
        }
    }

    #[test]
    fn a_dropped_table_is_seen() {
        for dialect in [Engine::Postgres, Engine::Sqlite] {
            let drops = |text| drops_table(text, &only(text, dialect), dialect);
            assert!(drops("drop -- all of\n table IF EXISTS t"));
            assert!(!drops("DROP INDEX t"));
            assert!(!drops("DROP \"TABLE\""));
        }
    }

    #[test]
    fn the_index_made_concurrently_is_named_as_written() {
        for (text, name) in [
            ("CREATE INDEX CONCURRENTLY ix ON t (a)", Some("ix")),
            ("create unique index concurrently if not exists \"İx \"\"on\" on t (a)", Some("\"İx \"\"on\"")),
            ("CREATE INDEX CONCURRENTLY s /* */ . \"i\" ON t (a)", Some("s.\"i\"")),
            ("CREATE INDEX CONCURRENTLY if ON t (a)", Some("if")),
            ("CREATE INDEX CONCURRENTLY ON t (a)", None),
            ("CREATE INDEX ix ON t (a)", None),
            ("CREATE INDEX CONCURRENTLY", None),
            ("REINDEX INDEX CONCURRENTLY ix", None),
        ] {
            let statement = only(text, Engine::Postgres);
            assert_eq!(creates_index_concurrently(text, &statement).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn psql_commands_are_statements_of_their_own_and_named() {
        let text = "\\restrict x;y'z\r\nSET a = 1;\n  \\connect -reuse-previous=on \"db\"\n--\n\\unrestrict x";
        let statements = split(text, Engine::Postgres);
        let found: Vec<_> = statements.iter().map(|s| (s.line, meta_command(text, s))).collect();
        let command = |name: &str| Some(name.to_owned());
        assert_eq!(
            found,
            [(1, command("\\restrict")), (2, None), (3, command("\\connect")), (5, command("\\unrestrict"))]
        );
        assert_eq!(&text[statements[0].range.clone()], "\\restrict x;y'z");
    }
}
