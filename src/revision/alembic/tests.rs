use std::path::Path;

use super::*;
use crate::i18n::{Lang, Problem, Say};
use crate::revision::error::FileProblem;
use crate::revision::file::RevisionFile;

const TEMPLATE: &str = r#""""Müşteri ve sadakat

Revision ID: 1975ea83b712
Revises: ae1027a6acf
Create Date: 2024-12-17 15:00:00.123456

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '1975ea83b712'
down_revision: Union[str, Sequence[str], None] = 'ae1027a6acf'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column('kisi', sa.Column('ad', sa.String(50)))


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column('kisi', 'ad')
"#;

fn read_text(text: &str) -> (Option<RevisionFile>, Option<FileProblem>) {
    read(Path::new("versions/003_crm.py"), text.as_bytes())
}

/// A file that has nothing but its variables, read without a problem.
fn header(variables: &str) -> RevisionFile {
    let (file, problem) = read_text(variables);
    assert_eq!(problem, None, "{variables}");
    file.unwrap()
}

/// Kind, line and whether the file is used.
fn problem(bytes: impl AsRef<[u8]>) -> (&'static str, Option<u64>, bool) {
    let (file, problem) = read(Path::new("versions/003_crm.py"), bytes.as_ref());
    let problem = problem.unwrap();
    for lang in [Lang::En, Lang::Tr] {
        for said in [problem.say(lang), problem.hint(lang)] {
            assert!(
                said.contains("003_crm.py") || problem.kind() == "not_literal" || said == problem.hint(lang),
                "{said}"
            );
            assert!(said.chars().all(crate::i18n::printable), "{said}");
        }
    }
    assert_eq!(file.is_some(), !problem.is_grave());
    (problem.kind(), problem.facts()["line"].as_u64(), file.is_some())
}

#[test]
fn a_file_of_the_template_is_read() {
    let file = header(TEMPLATE);
    assert_eq!(file.header.id, "1975ea83b712");
    assert_eq!(file.header.down, ["ae1027a6acf"]);
    assert!(file.header.labels.is_empty() && file.header.depends_on.is_empty());
    assert_eq!(file.header.message, "Müşteri ve sadakat");
    assert_eq!(file.header.created.as_deref(), Some("2024-12-17 15:00:00.123456"));
    assert!(file.sections.is_empty());
    let script = file.script.unwrap();
    assert!(!script.is_broken);
    assert_eq!(script.down_line, 16);
    let functions: Vec<&str> = script.functions.iter().map(|range| &TEMPLATE[range.clone()]).collect();
    assert!(functions[0].starts_with("def upgrade() -> None:\n") && functions[0].ends_with("sa.String(50)))"));
    assert!(functions[1].starts_with("def downgrade()") && functions[1].ends_with("op.drop_column('kisi', 'ad')"));
}

#[test]
fn every_way_to_write_parents_is_understood() {
    for (written, down) in [
        ("None", &[][..]),
        ("''", &[]),
        ("()", &[]),
        ("'a'", &["a"]),
        ("\"\"\"a\"\"\"", &["a"]),
        ("'a' 'b'", &["ab"]),
        ("('a'\n   'b')", &["ab"]),
        ("'a' + \"b\" + 'c'", &["abc"]),
        ("('a')", &["a"]),
        ("('a',)", &["a"]),
        ("'a', 'b'", &["a", "b"]),
        ("('a', 'b')", &["a", "b"]),
        ("['a', \"b\"]", &["a", "b"]),
        ("{'a', 'b'}", &["a", "b"]),
        ("('a',) + ('b',)", &["a", "b"]),
        ("r'a'", &["a"]),
        ("'\\x61'", &["a"]),
        ("before", &["c"]),
        ("(before, 'd')", &["c", "d"]),
    ] {
        for annotation in ["", ": Union[str, None]"] {
            let file = header(&format!("before = 'c'\nrevision = 'x'\ndown_revision{annotation} = {written}\n"));
            assert_eq!(file.header.down, down, "{written}");
        }
    }
}

#[test]
fn variables_are_what_python_makes_them() {
    let last = header("revision = 'a'\nrevision = 'b'\ndown_revision = None\n");
    assert_eq!(last.header.id, "b");
    let chained = header("x = revision = 'a'\ndown_revision = None\n");
    assert_eq!(chained.header.id, "a");
    let together = header("revision, down_revision = 'b', ('a', 'c')\n");
    assert_eq!((together.header.id.to_string(), together.header.down.len()), ("b".to_owned(), 2));
    let labels =
        header("revision = 'b'\ndown_revision = None\nbranch_labels = ('crm', 'sadakat')\ndepends_on: list = ['x']\n");
    assert_eq!((labels.header.labels.len(), labels.header.depends_on), (2, vec!["x".to_owned()]));
    let inside = problem("down_revision = None\ndef upgrade():\n    revision = 'a'\n");
    assert_eq!(inside, ("missing_variable", None, false));
}

#[test]
fn a_message_is_the_first_paragraph_of_the_docstring() {
    for (docstring, message) in [
        ("\"\"\"One line\"\"\"", "One line"),
        ("'''\n\n  Two\n  lines\n\nand more'''", "Two lines"),
        ("\"\"\"Old\nRevision ID: a\n\"\"\"", "Old"),
        ("\"\"\"Revision ID: a\"\"\"", ""),
        ("'a' 'b'", "ab"),
        ("x = 1", ""),
        ("", ""),
    ] {
        let file = header(&format!("{docstring}\nrevision = 'a'\ndown_revision = None\n"));
        assert_eq!(file.header.message, message, "{docstring}");
    }
    for (written, created) in [
        ("2024-12-17 15:00:00", Some("2024-12-17 15:00:00")),
        ("2024-12-17 15:00:00.5+03:00", Some("2024-12-17 15:00:00.5+03:00")),
        ("yesterday", None),
    ] {
        let file = header(&format!("'''x\n\nCreate Date: {written}\n'''\nrevision = 'a'\ndown_revision = None\n"));
        assert_eq!(file.header.created.as_deref(), created);
    }
}

#[test]
fn a_broken_file_is_used_as_far_as_its_declarations_go() {
    let broken = TEMPLATE.replace("sa.String(50)))", "sa.String(50))))$'\"");
    let (file, found) = read_text(&broken);
    let file = file.unwrap();
    assert_eq!((file.header.id.to_string(), file.is_broken()), ("1975ea83b712".to_owned(), true));
    let shown: Vec<&str> =
        file.script.iter().flat_map(|script| &script.functions).map(|range| &broken[range.clone()]).collect();
    assert_eq!(shown.len(), 1, "what follows the last good statement");
    assert!(shown[0].contains("def upgrade()") && shown[0].contains("def downgrade()"));
    let facts = found.unwrap().facts();
    assert_eq!((&facts["line"], &facts["column"]), (&23.into(), &58.into()));
    assert_eq!(facts["source"], "op.add_column('kisi', sa.Column('ad', sa.String(50))))$'\"");
    assert_eq!(facts["revision"], "1975ea83b712");
}

#[test]
fn every_fault_names_its_line() {
    let top = "revision = 'a'\ndown_revision = None\n";
    for (text, expected) in [
        // The declarations stand below the error, or in it.
        ("x = (\nrevision = 'a'\ndown_revision = None\n".to_owned(), ("python_syntax", Some(2), false)),
        ("revision = 'a'\n)\ndown_revision = None\n".to_owned(), ("python_syntax", Some(2), false)),
        ("revision = 'a'\ndown_revision = = None\n".to_owned(), ("python_syntax", Some(2), false)),
        // They stand above it.
        (format!("{top}print 'x'\n"), ("python_syntax", Some(3), true)),
        (format!("{top}def upgrade():\n    x = (1,\n\n\n"), ("python_syntax", Some(4), true)),
        (format!("{top}def upgrade():\npass\n"), ("python_syntax", Some(4), true)),
        (format!("{top}x = 'open\n"), ("python_syntax", Some(3), true)),
        (format!("{top}x = '''open\n\n\n"), ("python_syntax", Some(3), true)),
        (format!("{top}<<<<<<< HEAD\n"), ("python_syntax", Some(3), true)),
        ("down_revision = None\n".to_owned(), ("missing_variable", None, false)),
        ("revision = 'a'\n".to_owned(), ("missing_variable", None, false)),
        ("\nrevision = make()\ndown_revision = None".to_owned(), ("not_literal", Some(2), false)),
        ("revision = 1\ndown_revision = None".to_owned(), ("not_literal", Some(1), false)),
        ("revision = b'a'\ndown_revision = None".to_owned(), ("not_literal", Some(1), false)),
        ("revision = f'{a}'\ndown_revision = None".to_owned(), ("not_literal", Some(1), false)),
        ("revision = ''\ndown_revision = None".to_owned(), ("not_literal", Some(1), false)),
        ("revision = 'a'\nrevision += 'b'\ndown_revision = None".to_owned(), ("not_literal", Some(2), false)),
        ("revision = 'a'\ndown_revision = [None]".to_owned(), ("not_literal", Some(2), false)),
        ("revision = 'a'\ndown_revision, x = make()".to_owned(), ("not_literal", Some(2), false)),
        ("a = 'x'\na = 'y'\nrevision = a\ndown_revision = None".to_owned(), ("not_literal", Some(3), false)),
        (format!("{top}branch_labels = 'a@b'\n"), ("illegal_label", Some(3), false)),
        (String::new(), ("empty_file", None, false)),
    ] {
        assert_eq!(problem(&text), expected, "{text}");
    }
}

#[test]
fn files_that_are_no_text_are_refused_by_place() {
    for (bytes, expected) in [
        (&b"revision = 'a'\n\0"[..], ("nul_byte", Some(2), false)),
        (b"revision = 'a'\n# \xff\n", ("not_utf8", Some(2), false)),
        (b"# \xfe\xfd\n", ("not_utf8", Some(1), false)),
        (b"\xff\xfer\0e\0v\0", ("utf16", None, false)),
        (b"# -*- coding: latin-1 -*-\nx = '\xfc'\n", ("python_encoding", Some(1), false)),
        (b"#!/usr/bin/python\n# vim: set fileencoding=utf-7 :\nrevision = 'a'\n", ("python_encoding", Some(2), false)),
        (b"\n#coding=rot13\n", ("python_encoding", Some(2), false)),
        (b"# coding: $(reboot)\n#coding:a\x1b[2J\nx", ("python_encoding", Some(2), false)),
    ] {
        assert_eq!(problem(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }
    for coding in ["utf-8", "UTF8", "utf_8_sig", "us-ascii", "latin-1", "iso-8859-9"] {
        header(&format!("# -*- coding: {coding} -*-\nrevision = 'a'\ndown_revision = None\n"));
    }
    let windows = format!("\u{FEFF}{}", TEMPLATE.replace('\n', "\r\n"));
    assert_eq!(header(&windows).header, header(TEMPLATE).header);
    assert_eq!(header(&windows).checksum, header(TEMPLATE).checksum);
    let third = "\n\n# coding: latin-1\nrevision = 'ü'\ndown_revision = None\n";
    assert_eq!(header(third).header.id, "ü");
}

#[test]
fn a_name_of_digits_stands_for_an_id_as_in_the_first_alembic() {
    let (file, problem) = read(Path::new("versions/1975ea83b712.py"), b"down_revision = None\n");
    assert_eq!((file.unwrap().header.id.to_string(), problem), ("1975ea83b712".to_owned(), None));
    let names = ["a.py", "_a.py", ".a.py", "__init__.py", "__init__x.py", ".#a.py", "a.pyc", "a.py~", "a.sql", ".py"];
    let taken: Vec<&str> = names.into_iter().filter(|name| is_revision_name(name.as_bytes())).collect();
    assert_eq!(taken, ["a.py", "_a.py", ".a.py", ".py"]);
}

/// Texts that nest `depth` levels, each in another way.
fn deep(depth: usize) -> Vec<(&'static str, String)> {
    // Every level is a column further right.
    let blocks =
        |line: &str| (0..depth.min(3_000)).map(|level| format!("{}{line}\n", " ".repeat(level))).collect::<String>();
    vec![
        ("brackets", format!("x = {}{}", "(".repeat(depth), ")".repeat(depth))),
        ("open brackets", format!("x = {}", "[".repeat(depth))),
        ("braces", "{1:".repeat(depth)),
        ("mismatched", format!("x = {}", "[(]".repeat(depth))),
        ("closed wrong", "([}".repeat(depth)),
        ("calls", format!("x{}", "()".repeat(depth))),
        ("call arguments", "f(a, ".repeat(depth)),
        ("subscripts", format!("x{}", "[0]".repeat(depth))),
        ("attributes", format!("x{}", ".a".repeat(depth))),
        ("sums", format!("x = 1{}", " + 1".repeat(depth))),
        ("powers", format!("x = 1{}", " ** 1".repeat(depth))),
        ("signs", format!("x = {}1", "-".repeat(depth))),
        ("not", format!("x = {}1", "not ".repeat(depth))),
        ("await", format!("x = {}1", "await ".repeat(depth))),
        ("yield", format!("x = {}1", "yield ".repeat(depth))),
        ("stars", format!("x = {}1", "*".repeat(depth))),
        ("lambda", format!("x = {}1", "lambda: ".repeat(depth))),
        ("lambda with commas", format!("x = ({}1)", "lambda a, b: ".repeat(depth))),
        ("choices", format!("x = {}1", "1 if 1 else ".repeat(depth))),
        ("choices in lists", format!("x = [{}1]", "1 if 1 else ".repeat(depth))),
        ("f-strings", "f'{".repeat(depth)),
        ("f-strings of all kinds", "f'''{f\"{".repeat(depth)),
        ("format specifications", format!("f'{}'", "{x:".repeat(depth))),
        ("one line blocks", "if x: ".repeat(depth)),
        ("one line loops", "for a, b in c: ".repeat(depth)),
        ("async", "async ".repeat(depth)),
        ("blocks", blocks("if x:")),
        ("blocks in brackets", format!("x = (\n{}", blocks("if x, y:"))),
        ("classes", blocks("class A(b, c):")),
        ("patterns", format!("match x:\n case {}1", "[".repeat(depth))),
        ("or patterns", format!("match x:\n case {}1", "(1 | ".repeat(depth))),
        ("types", format!("type X[A: {}", "(".repeat(depth))),
        ("decorators", "@".repeat(depth)),
        ("comparisons", format!("x = 1{}", " < 1".repeat(depth))),
        ("comprehensions", format!("x = {}", "[a for a, b in ".repeat(depth))),
        ("walrus", format!("x = {}1", "(a := ".repeat(depth))),
    ]
}

#[test]
fn nothing_nests_so_deep_that_the_stack_ends() {
    let top = "revision = 'a'\ndown_revision = None\n";
    on_a_small_stack(move || {
        for depth in [10, 90, 180, 400, 900, 1_100, 5_000] {
            for (name, text) in deep(depth) {
                let (file, problem) = read_text(&format!("{top}{text}\n"));
                assert!(file.is_some(), "{name} × {depth}: {problem:?}");
                assert!(depth < 5_000 || problem.is_some(), "{name} × {depth}");
            }
        }
    });
}

/// Runs with a quarter of what a worker's thread has.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(512 << 10).spawn(work).unwrap().join().unwrap();
}

#[test]
fn no_heap_of_words_ends_the_stack() {
    const WORDS: &str = "( ) [ ] { } f'{ ' \n_ \n__ , : ; lambda if else for in async await not yield - ** * . = := x 1 's' class def match \
                         case @ type with try | as import from return \\\n ''' ! -> while elif except $ \n \t";
    on_a_small_stack(|| {
        let words: Vec<String> = WORDS.split(' ').map(|word| word.replace('_', " ")).collect();
        // A sequence that only looks random, so that a failure comes again.
        let mut state = 7_u64;
        let mut random = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for round in 0..200 {
            // Few kinds of words at a time nest deeper than all of them together.
            let kinds: Vec<&str> = (0..2 + round % 7).map(|_| words[random(words.len())].as_str()).collect();
            let heap: Vec<&str> = (0..4_000).map(|_| kinds[random(kinds.len())]).collect();
            read_text(&format!("revision = 'a'\ndown_revision = None\n{}", heap.join(" ")));
        }
    });
}

#[test]
fn a_hundred_thousand_levels_are_a_finding() {
    let top = "revision = 'a'\ndown_revision = None\n";
    for (name, text) in deep(100_000) {
        let (file, problem) = read_text(&format!("{top}\n{text}\n"));
        assert!(file.is_some(), "{name}: {problem:?}");
        assert!(problem.is_some(), "{name}");
    }
    let brackets = format!("{top}\nx = {}{}\n", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(problem(&brackets), ("python_too_deep", Some(4), true));
    assert_eq!(problem(format!("{}\n{top}", "(".repeat(100_000))), ("python_too_deep", Some(1), false));
    assert_eq!(problem(vec![b'#'; LARGEST_FILE + 1]), ("file_too_large", None, false));
    // The end of what is read falls into a letter and into a bracket.
    let rows = "    'ü',\n".repeat(LARGEST_FILE / 8);
    assert_eq!(problem(format!("{top}rows = [\n{rows}]\n")), ("file_too_large", None, true));
    assert_eq!(problem(format!("rows = [\n{rows}]\n{top}")), ("file_too_large", None, false));
}

#[test]
fn long_is_not_deep() {
    let rows: String = (0..20_000).map(|row| format!("    {{'id': {row}, 'ad': f(a.b)}},\n")).collect();
    let calls = "    op.execute('SELECT 1')\n".repeat(5_000);
    let top = "revision = 'a'\ndown_revision = None\n";
    header(&format!("{top}rows = [\n{rows}]\ndef upgrade():\n{calls}    op.bulk_insert(t, [\n{rows}    ])\n"));
}

#[test]
fn an_open_bracket_is_named_where_it_matters_and_not_at_the_end() {
    let calls = "op.create_table('a')\n".repeat(2_000);
    let text = format!("revision = 'a'\ndown_revision = None\nop.add_column(\n{calls}");
    let (kind, line, used) = problem(text);
    assert_eq!((kind, used), ("python_syntax", true));
    assert!(line.is_some_and(|line| (3..=5).contains(&line)), "{line:?}");
}

#[test]
fn values_do_not_grow_without_bounds() {
    let long = "x".repeat(60_000);
    let top = format!("a = '{long}'\ndown_revision = None\n");
    for revision in ["a + a", "a + a + a + a", "[a, a, a]", "(a, a)"] {
        assert_eq!(problem(format!("{top}revision = {revision}\n")).0, "not_literal", "{revision}");
    }
    for circle in ["a = a", "a = b\nb = a", "a = (b,)\nb = a"] {
        assert_eq!(problem(format!("{circle}\nrevision = a\ndown_revision = None\n")).0, "not_literal", "{circle}");
    }
}

const INI: &str = "\
# A generic configuration.
[DEFAULT]
root = %(here)s/db
[alembic]
script_location = %(root)s/alembic
; version_locations = nothing
file_template = %%(year)d_%%(rev)s
prepend_sys_path = .
sqlalchemy.url : postgresql://ali:p%%40ss@db/kasa

[loggers]
script_location = elsewhere
";

#[test]
fn an_ini_file_is_read_as_python_reads_it() {
    let settings = Settings::of_ini(INI, "/srv").unwrap();
    assert_eq!(settings.get("script_location"), Ok(Some("/srv/db/alembic".to_owned())));
    assert_eq!(settings.get("sqlalchemy.url"), Ok(Some("postgresql://ali:p%40ss@db/kasa".to_owned())));
    assert_eq!(settings.get("file_template"), Ok(Some("%(year)d_%(rev)s".to_owned())));
    assert_eq!(settings.get("missing"), Ok(None));
    assert_eq!(settings.version_locations(), Ok(Vec::new()));
    assert!(!settings.is_on("recursive_version_locations"));
    assert_eq!(Settings::of_ini("[other]\na = b\n", "/"), None);
    let odd = "\u{FEFF}[alembic]\r\nScript_Location=a\r\n  b\r\n\r\n  c\r\nrecursive_version_locations = TRUE\r\n";
    let odd = Settings::of_ini(odd, "/").unwrap();
    assert_eq!(odd.get("script_location"), Ok(Some("a\nb\n\nc".to_owned())));
    assert!(odd.is_on("recursive_version_locations"));
}

#[test]
fn references_that_lead_nowhere_or_in_circles_are_bad_settings() {
    let double = |name: &str, to: &str| format!("{name} = {}\n", format!("%({to})s").repeat(20));
    let bomb: String = (0..20).map(|n| double(&format!("a{n}"), &format!("a{}", n + 1))).collect();
    for text in ["a0 = %(gone)s", "a0 = %(a0)s", "a0 = 5%", "a0 = %x", "a0 = %(b", &bomb] {
        let settings = Settings::of_ini(&format!("[alembic]\n{text}\na20 =\n"), "/").unwrap();
        assert!(settings.get("a0").is_err(), "{text}");
    }
}

#[test]
fn version_locations_are_split_as_the_settings_say() {
    for (settings, locations) in [
        ("version_locations = %(here)s/a:b", &["/srv/a:b"][..]),
        ("version_locations = a b, c", &["a", "b", "c"]),
        ("version_locations = a:b\npath_separator = os", &["a", "b"]),
        ("version_locations = a : b\nversion_path_separator = :", &["a", "b"]),
        ("version_locations = a;b c\npath_separator = ;\nversion_path_separator = :", &["a", "b c"]),
        ("version_locations = a  b\npath_separator = space", &["a", "b"]),
        ("version_locations =\n  a b\n  c\npath_separator = newline", &["a b", "c"]),
    ] {
        let read = Settings::of_ini(&format!("[alembic]\n{settings}\n"), "/srv").unwrap();
        assert_eq!(read.version_locations().unwrap(), locations, "{settings}");
    }
    let bad = Settings::of_ini("[alembic]\nversion_locations = a\npath_separator = |\n", "/").unwrap();
    assert!(bad.version_locations().is_err());
}

#[test]
fn a_project_says_where_its_revisions_are() {
    let toml = "[tool.alembic]\nscript_location = \"%(here)s/göç\"\nrecursive_version_locations = true\n";
    let toml = Settings::of_toml(toml, "/srv").unwrap();
    let here = Path::new("/srv");
    let project =
        |settings: &Settings, script| Project::of_settings(here, Path::new("/srv/alembic.ini"), here, settings, script);
    let found = project(&toml, None);
    assert_eq!((found.locations, found.recursive), (vec!["/srv/göç/versions".into()], true));
    let list = "[tool.alembic]\nversion_locations = [\"%(here)s/a\", \"b\"]\nscript_location = \"x\"\n";
    let list = Settings::of_toml(list, "/srv").unwrap();
    assert_eq!(project(&list, None).locations, [Path::new("/srv/a"), Path::new("/srv/b")]);
    for (location, folder) in [
        ("alembic", "/srv/alembic/versions"),
        ("/opt/a", "/opt/a/versions"),
        ("shop.db:alembic", "/srv/shop/db/alembic/versions"),
    ] {
        let settings = Settings::of_ini(&format!("[alembic]\nscript_location = {location}\n"), "/srv").unwrap();
        assert_eq!(project(&settings, None).locations, [Path::new(folder)], "{location}");
    }
    let nothing = Settings::default();
    assert_eq!(project(&nothing, Some(Path::new("/srv/m"))).locations, [Path::new("/srv/m/versions")]);
    assert_eq!(project(&nothing, None).problem.unwrap().kind(), "no_script_location");
    let bad = Settings::of_ini("[alembic]\nscript_location = %(gone)s/a\n", "/srv").unwrap();
    assert_eq!(project(&bad, None).problem.unwrap().kind(), "bad_setting");
    assert_eq!(Settings::of_toml("[tool.ruff]\n", "/"), None);
    assert_eq!(Settings::of_toml("no toml", "/"), None);
    // Settings of an ini file are stronger, one by one.
    let both = Settings::of_ini("[alembic]\nscript_location = own\n", "/srv").unwrap().or(toml);
    let both = project(&both, None);
    assert_eq!((both.locations, both.recursive), (vec!["/srv/own/versions".into()], true));
}
