//! Hard scripts for either engine, and texts made at random.

use std::ffi::CString;

use proptest::prelude::*;

use super::*;

fn texts(text: &str, dialect: Engine) -> Vec<&str> {
    split(text, dialect).into_iter().map(|statement| &text[statement.range]).collect()
}

fn assert_splits(dialect: Engine, corpus: &[(&str, &[&str])]) {
    for (text, expected) in corpus {
        assert_eq!(&texts(text, dialect), expected, "{text}");
    }
}

#[test]
fn postgresql_scripts_split_where_psql_splits_them() {
    let corpus: &[(&str, &[&str])] = &[
        ("", &[]),
        (";; -- nothing;\n /* ; */ ;", &[]),
        ("SELECT 1; SELECT 2", &["SELECT 1", "SELECT 2"]),
        ("  -- first\n SELECT 1 -- one;\n , 2 /* end */ ; -- after", &["SELECT 1 -- one;\n , 2"]),
        // Dollar quotes, nested by tag; a dollar inside a word opens nothing.
        (
            "DO $a$ BEGIN EXECUTE $b$ SELECT ';$a'; $b$; END $a$; SELECT a$b, c$$d;",
            &["DO $a$ BEGIN EXECUTE $b$ SELECT ';$a'; $b$; END $a$", "SELECT a$b, c$$d"],
        ),
        ("SELECT $ş$;$ş$, $1$$;$$; X", &["SELECT $ş$;$ş$, $1$$;$$", "X"]),
        ("SELECT $a$ $$; $a $a$; X", &["SELECT $a$ $$; $a $a$", "X"]),
        // Every kind of string; a backslash escapes in `E''` only.
        (r"SELECT 'a\', ';', E'a\';', e'\\'; X", &[r"SELECT 'a\', ';', E'a\';', e'\\'", "X"]),
        (
            r#"SELECT U&'\0041;', U&"d\0061;" , B'01;', X'1F;', N'\'; X"#,
            &[r#"SELECT U&'\0041;', U&"d\0061;" , B'01;', X'1F;', N'\'"#, "X"],
        ),
        // The second part of a string in two parts still escapes.
        ("SELECT E'a' -- ;\n '\\';' -- '\n '\\'\\';'; X", &["SELECT E'a' -- ;\n '\\';' -- '\n '\\'\\';'", "X"]),
        ("SELECT E'a' '\\'; X", &["SELECT E'a' '\\'", "X"]),
        ("SELECT 'a'\n'\\'; X", &["SELECT 'a'\n'\\'", "X"]),
        ("SELECT \"a;\"\"b;\", 'it''s;'; X", &["SELECT \"a;\"\"b;\", 'it''s;'", "X"]),
        ("/* a /* b; */ c; */ SELECT 1 /*/ ; /*/ ; */ */ + 2; X", &["SELECT 1 /*/ ; /*/ ; */ */ + 2", "X"]),
        ("SELECT 1 @-- ;\n 2, 3 */* ; */ 4; X", &["SELECT 1 @-- ;\n 2, 3 */* ; */ 4", "X"]),
        (
            "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b); X",
            &["CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)", "X"],
        ),
        (
            "create or /* */ replace function f() returns int begin atomic select case when a then 1 end; \
             select (case when b then 1 end); end; X",
            &[
                "create or /* */ replace function f() returns int begin atomic select case when a then 1 end; \
                 select (case when b then 1 end); end",
                "X",
            ],
        ),
        (
            "CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); SELECT 1 AS end, t.case FROM t; END; X",
            &["CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); SELECT 1 AS end, t.case FROM t; END", "X"],
        ),
        ("CREATE FUNCTION begin() RETURNS int RETURN 1; X", &["CREATE FUNCTION begin() RETURNS int RETURN 1", "X"]),
        (
            "CREATE TABLE begin (a int); BEGIN; CASE; END; X",
            &["CREATE TABLE begin (a int)", "BEGIN", "CASE", "END", "X"],
        ),
        ("SELECT 1); SELECT (2; 3); X", &["SELECT 1)", "SELECT (2; 3)", "X"]),
        ("SELECT 'a; b", &["SELECT 'a; b"]),
        ("SELECT 1; $x$ ; ", &["SELECT 1", "$x$ ; "]),
        ("SELECT 1; /* ; /* */ ", &["SELECT 1", "/* ; /* */ "]),
        ("SELECT E'a'\n'\\", &["SELECT E'a'\n'\\"]),
        ("\u{feff}SELECT 'ğ;İ'; ş;", &["SELECT 'ğ;İ'", "ş"]),
        ("SELECT 1 \\gset\n; \\.\nX", &["SELECT 1 \\gset", "\\.", "X"]),
    ];
    assert_splits(Engine::Postgres, corpus);
}

#[test]
fn rows_after_copy_from_stdin_belong_to_it() {
    let rows = |text: &'static str| -> Vec<(&str, Option<&str>)> {
        let statements = split(text, Engine::Postgres).into_iter();
        statements.map(|s| (&text[s.range], s.copy_data.map(|data| &text[data]))).collect()
    };
    assert_eq!(
        rows("COPY s.t (a, \"b\") FROM stdin;\n1\t';\n\\\\.\n\\.x\n\\.\nSELECT 1;"),
        [("COPY s.t (a, \"b\") FROM stdin", Some("1\t';\n\\\\.\n\\.x\n")), ("SELECT 1", None)]
    );
    assert_eq!(
        rows("copy t from /* */ STDIN with (format csv) -- ;\n; -- rows:\r\n1,\"a;\r\n\r\n\\.\r\nX;"),
        [("copy t from /* */ STDIN with (format csv)", Some("1,\"a;\r\n\r\n")), ("X", None)]
    );
    assert_eq!(rows("COPY t FROM stdout;\n\\.\nX"), [("COPY t FROM stdout", Some("")), ("X", None)]);
    assert_eq!(rows("COPY t FROM stdin;\n1\n2"), [("COPY t FROM stdin", Some("1\n2"))]);
    assert_eq!(rows("COPY t FROM stdin;\n1\n\\."), [("COPY t FROM stdin", Some("1\n"))]);
    assert_eq!(rows("COPY t FROM stdin"), [("COPY t FROM stdin", Some(""))]);
    assert_eq!(
        rows("COPY t FROM stdin; SELECT 1;\n1\n\\.\n"),
        [("COPY t FROM stdin", Some("")), ("SELECT 1", None), ("1\n\\.", None)]
    );
    for text in [
        "COPY (SELECT a FROM stdin) TO stdout;\nX",
        "COPY t FROM 'stdin';\nX",
        "COPY t FROM \"stdin\";\nX",
        "COPY stdin TO stdout;\nX",
        "SELECT 'COPY' FROM stdin;\nX",
    ] {
        assert_eq!(rows(text).len(), 2, "{text}");
        assert!(rows(text).iter().all(|(_, data)| data.is_none()), "{text}");
    }
}

#[test]
fn sqlite_scripts_split_where_sqlite_splits_them() {
    let corpus: &[(&str, &[&str])] = &[
        ("", &[]),
        (";; -- nothing;\n /* ; */ ; /* open ;", &[]),
        ("SELECT 1; SELECT 2", &["SELECT 1", "SELECT 2"]),
        (" -- first\n SELECT 1 /* ; /* ; */ + 2 -- ;\n ; X", &["SELECT 1 /* ; /* ; */ + 2", "X"]),
        (
            "SELECT 'it''s;', \"a;\"\"b\", [c;'], `d;``e`, x'00;'; X",
            &["SELECT 'it''s;', \"a;\"\"b\", [c;'], `d;``e`, x'00;'", "X"],
        ),
        (r"SELECT 'a\'; X", &[r"SELECT 'a\'", "X"]),
        (
            "CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t SET a = CASE WHEN b THEN 1 END; DELETE FROM u; END; X",
            &[
                "CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t SET a = CASE WHEN b THEN 1 END; DELETE FROM u; END",
                "X",
            ],
        ),
        (
            "create /* */ temp -- ;\n trigger if not exists r delete on t begin select 1; ; end /* ; */ ; X",
            &["create /* */ temp -- ;\n trigger if not exists r delete on t begin select 1; ; end", "X"],
        ),
        (
            "CREATE TEMPORARY TRIGGER r BEGIN SELECT end; SELECT \"END\"; END; X",
            &["CREATE TEMPORARY TRIGGER r BEGIN SELECT end; SELECT \"END\"; END", "X"],
        ),
        (
            "EXPLAIN QUERY PLAN CREATE TRIGGER r BEGIN SELECT 1; END; X",
            &["EXPLAIN QUERY PLAN CREATE TRIGGER r BEGIN SELECT 1; END", "X"],
        ),
        ("CREATE TABLE trigger (a); BEGIN; END; X", &["CREATE TABLE trigger (a)", "BEGIN", "END", "X"]),
        ("CREATE TRIGGER r BEGIN SELECT 1; END", &["CREATE TRIGGER r BEGIN SELECT 1; END"]),
        ("SELECT (1; 2); $a$;$a$; X", &["SELECT (1", "2)", "$a$", "$a$", "X"]),
        ("SELECT 'a; b", &["SELECT 'a; b"]),
        ("SELECT [a; b", &["SELECT [a; b"]),
        ("SELECT 5 - -1 / 2; -", &["SELECT 5 - -1 / 2", "-"]),
        (
            "\u{feff}CREATE TRIGGER ş BEGIN SELECT 'ğ;İ'; END;\u{feff}COMMIT;",
            &["CREATE TRIGGER ş BEGIN SELECT 'ğ;İ'; END", "COMMIT"],
        ),
    ];
    assert_splits(Engine::Sqlite, corpus);
}

#[test]
fn every_statement_knows_its_line() {
    let text = "-- one\n\nSELECT\n1;SELECT 2;\n/*\n*/ SELECT ğ;\n";
    for dialect in [Engine::Postgres, Engine::Sqlite] {
        let lines: Vec<_> = split(text, dialect).iter().map(|s| s.line).collect();
        assert_eq!(lines, [3, 4, 6]);
    }
    assert_eq!((line_of("", 0), column_of("", 9)), (1, 1));
    assert_eq!((line_of("ğ\nış;", 7), column_of("ğ\nış;", 7)), (2, 3));
    assert_eq!(byte_of_character("ğ\nış;", 4), 5);
    assert_eq!(byte_of_character("ğ", 0), 0);
    assert_eq!(byte_of_character("ğ", 7), 2);
}

/// How SQLite itself ends the first statement: the first prefix that ends in `;` and is complete.
fn first_end_by_sqlite(text: &str) -> Option<usize> {
    text.match_indices(';').map(|(at, _)| at + 1).find(|&end| {
        let prefix = CString::new(&text[..end]).expect("the texts here hold no NUL");
        // SAFETY: `prefix` is a C string that lives through the call.
        #[allow(unsafe_code)] // calls SQLite itself
        unsafe {
            libsqlite3_sys::sqlite3_complete(prefix.as_ptr()) == 1
        }
    })
}

/// What SQLite leaves of `text` as statements, asked anew after every one.
fn statements_by_sqlite(text: &str) -> Vec<&str> {
    let mut rest = text;
    let mut found = vec![];
    while let Some(end) = first_end_by_sqlite(rest) {
        found.push(&rest[..end - 1]);
        rest = &rest[end..];
    }
    found.push(rest);
    found
}

/// The whole range of a statement is between the `;`s that SQLite sees; only space and comments are left over.
fn assert_agrees_with_sqlite(text: &str) {
    let mut offset = 0;
    let mut ours = split(text, Engine::Sqlite).into_iter().peekable();
    for theirs in statements_by_sqlite(text) {
        let (start, end) = (offset, offset + theirs.len());
        let inner = ours.next_if(|statement| statement.range.start < end);
        let inner = inner.map_or(end..end, |statement| statement.range);
        assert!(start <= inner.start && inner.end <= end, "{text:?}: {inner:?} is not in {start}..{end}");
        for space in [&text[start..inner.start], &text[inner.end..end]] {
            assert!(sqlite::lexemes(space, 0).all(|lexeme| lexeme.kind == Kind::Space), "{text:?}: {space:?}");
        }
        offset = end + 1;
    }
    assert_eq!(ours.next(), None, "{text:?}");
}

#[test]
fn sqlite_agrees_on_hard_texts() {
    for text in [
        "CREATE TRIGGER a BEGIN SELECT 1; END; SELECT 1;",
        "create temp temporary trigger a;end;end;;",
        "EXPLAIN EXPLAIN CREATE TRIGGER a; END; b;",
        "EXPLAIN TEMP CREATE TRIGGER a; END; b;",
        "EXPLAIN 1 + CREATE TEMP TRIGGER ; END x ; END /* */ -- \n;;",
        "CREATE -- TRIGGER\n TABLE a;end;",
        "CREATE TRIGGERS; END;",
        "ÇREATE TRIGGER; END; create$ trigger; end;",
        "/*/ ; */ ; /**/; /* *; / ;",
        "-- ;\r; \n; --",
        "'a;''b;' \"c;\" [d;[e] ; `f;` ; ] ;",
        "a;\u{b}b;\u{a0};",
        "CREATE TRIGGER t; end; end; '",
    ] {
        assert_agrees_with_sqlite(text);
    }
}

/// Texts from the pieces that either engine looks at.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        ";",
        ";",
        ";",
        " ",
        "\n",
        "\r\n",
        "'",
        "''",
        "\"",
        "`",
        "[",
        "]",
        "(",
        ")",
        "--",
        "-",
        "/*",
        "*/",
        "/",
        "*",
        "\\",
        "\\.",
        "\n\\.\n",
        "$$",
        "$a$",
        "$1",
        "$",
        ".",
        ",",
        "E'",
        "U&'",
        "x",
        "1",
        "_",
        "ş",
        "İ",
        "create",
        "CREATE",
        "temp",
        "Temporary",
        "trigger",
        "TRIGGER",
        "end",
        "END",
        "explain",
        "begin",
        "atomic",
        "case",
        "or",
        "replace",
        "function",
        "procedure",
        "copy",
        "t",
        "from",
        "stdin",
        "as",
        "commit",
    ];
    let word = (prop::sample::select(PIECES), prop::bool::weighted(0.6));
    prop::collection::vec(word, 0..40).prop_map(|pieces| {
        pieces.into_iter().flat_map(|(piece, space)| [piece, if space { " " } else { "" }]).collect()
    })
}

fn assert_well_formed(text: &str) {
    for dialect in [Engine::Postgres, Engine::Sqlite] {
        let mut end = 0;
        for statement in split(text, dialect) {
            let Statement { range, line, copy_data } = &statement;
            assert!(end <= range.start && range.start < range.end, "{text:?}: {statement:?}");
            assert!(text.get(range.clone()).is_some(), "{text:?}: {statement:?}");
            assert_eq!(*line, line_of(text, range.start), "{text:?}");
            end = range.end;
            if let Some(data) = copy_data {
                assert!(end <= data.start && text.get(data.clone()).is_some(), "{text:?}: {statement:?}");
                end = data.end;
            }
            transaction_control(text, &statement, dialect);
            refused_in_transaction(text, &statement, dialect);
            drops_table(text, &statement, dialect);
            creates_index_concurrently(text, &statement);
            meta_command(text, &statement);
        }
        let lexemes: Vec<_> = match dialect {
            Engine::Postgres => postgres::lexemes(text, 0).collect(),
            Engine::Sqlite => sqlite::lexemes(text, 0).collect(),
        };
        assert_eq!(lexemes.iter().map(|lexeme| lexeme.range.len()).sum::<usize>(), text.len(), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sqlite_agrees_on_any_soup_of_tokens(text in soup()) {
        assert_agrees_with_sqlite(&text);
    }

    #[test]
    fn statements_of_a_soup_are_in_order_and_in_bounds(text in soup()) {
        assert_well_formed(&text);
    }

    #[test]
    fn statements_of_any_text_are_in_order_and_in_bounds(text in any::<String>()) {
        assert_well_formed(&text);
    }

    #[test]
    fn a_text_of_semicolons_holds_no_statement(text in "[; \\n\\t]*") {
        for dialect in [Engine::Postgres, Engine::Sqlite] {
            assert_eq!(split(&text, dialect), []);
        }
    }
}

#[test]
fn only_what_works_beside_the_shop_may_wait_without_end() {
    for (text, expected) in [
        ("VACUUM stok", true),
        ("VACUUM (ANALYZE) stok", true),
        ("VACUUM FULL stok", false),
        ("VACUUM (VERBOSE, FULL) stok", false),
        ("CREATE UNIQUE INDEX CONCURRENTLY ix ON stok (id)", true),
        ("REINDEX INDEX CONCURRENTLY ix", true),
        ("REINDEX (CONCURRENTLY) TABLE stok", true),
        ("REINDEX SCHEMA shop", false),
        ("CLUSTER", false),
        ("ALTER TABLE t DETACH PARTITION p CONCURRENTLY", true),
        ("ALTER TABLE t ADD c integer", false),
    ] {
        let statement = &split(text, Engine::Postgres)[0];
        assert_eq!(keeps_nobody_waiting(text, statement), expected, "{text}");
    }
}
