use super::*;
use crate::i18n::Problem;

fn read(text: &str) -> Result<SeedSet, Vec<SeedFileProblem>> {
    parse(Path::new("/etc/goc/seeds/01_x.toml"), text, &|name| (name == "x.csv").then_some(CsvPlace::Builtin("a\n1\n")))
}

/// The kinds of the faults with their lines.
fn faults(text: &str) -> Vec<(String, usize)> {
    let problems = read(text).expect_err(text);
    problems
        .iter()
        .map(|problem| (problem.kind().to_owned(), problem.facts()["line"].as_u64().unwrap_or_default() as usize))
        .collect()
}

#[test]
fn the_example_of_the_design_is_read_whole() {
    let set = read(
        "table = \"rol_yetkileri\"\nkey = [\"rol_id\", \"yetki_id\"]\non_existing = \"keep\"\n[defaults]\naktif = true\n[[rows]]\n\
         rol_id = { lookup = \"roller\", where = { rol_adi = \"Kasiyer\" } }\n\
         yetki_id = { lookup = \"yetkiler\", where = { yetki_kodu = \"pos.satis\" } }\n",
    )
    .expect("the example");
    assert_eq!((set.name.as_str(), set.table.as_str(), set.on_existing), ("01_x", "rol_yetkileri", OnExisting::Keep));
    let Rows::Inline(rows) = &set.rows else { panic!("rows") };
    let columns: Vec<&str> = rows[0].fields.iter().map(|field| field.column.as_str()).collect();
    assert_eq!((rows[0].line, columns), (6, vec!["rol_id", "yetki_id", "aktif"]));
    assert_eq!(describe(&rows[0].fields[0].value), "roller(rol_adi = Kasiyer)");
}

#[test]
fn a_row_wins_over_the_defaults() {
    let set = read("table=\"t\"\nkey=[\"a\"]\n[defaults]\nb=1\n[[rows]]\na=1\nb=2\n").expect("a set");
    let Rows::Inline(rows) = &set.rows else { panic!("rows") };
    assert_eq!(rows[0].fields[1].value, Value::Number("2".into()));
    assert_eq!(rows[0].fields.len(), 2);
}

#[test]
fn every_fault_is_named_with_its_line() {
    for (text, expected) in [
        ("", vec![("missing_key", 1), ("missing_key", 1), ("missing_key", 1)]),
        ("tabel = \"t\"\nkey = []\nrows = []", vec![("unknown_key", 1), ("missing_key", 1)]),
        (
            "table = 1\nkey = \"a\"\nrows = 3\non_existing = \"replace\"",
            vec![("bad_value", 1), ("bad_value", 2), ("bad_value", 4), ("bad_value", 3)],
        ),
        ("table = \"t\"\nkey = [\"a\"]\n[[rows]]\nb = 1\n", vec![("row_without_key", 3)]),
        ("table = \"t\"\nkey = [\"a\"]\n[[rows]]\na = 1\n[[rows]]\na = 1\n", vec![("duplicate_row", 5)]),
        ("table = \"t\"\nkey = [\"a\", \"a\"]\nrows = \"x.csv\"", vec![("bad_value", 2)]),
        ("table = \"t\"\nkey = []\nrows = \"y.csv\"", vec![("unreadable_file", 0)]),
        (
            "table = \"t\"\nkey = []\n[defaults]\na = [1]\nb = { lokup = \"x\" }\nc = { lookup = \"x\" }\nd = { now = false }\n[[rows]]\n",
            vec![("bad_value", 4), ("unknown_key", 5), ("missing_key", 6), ("bad_value", 7)],
        ),
        (
            "table = \"t\"\nkey = []\n[[rows]]\np = { argon2id = \"admin123\" }\nq = { argon2id = { ask = \"x\", default = \"admin123\" } }\n",
            vec![("bad_value", 4), ("default_password", 5)],
        ),
        (
            "table = \"t\"\nkey = []\n[[rows]]\np = { ask = \"x\", check = \"phone\" }\nq = { ask = \"y\", check = \"email\", default = \"z\" }\n",
            vec![("bad_value", 4), ("bad_value", 5)],
        ),
        (
            "table = \"t\"\nkey = []\n[[rows]]\na = nan\nb = 0x8000000000000000\nc = {}\n",
            vec![("bad_value", 4), ("bad_value", 5), ("bad_value", 6)],
        ),
        ("table = \"t\n", vec![("seed_syntax", 1)]),
    ] {
        let expected: Vec<(String, usize)> = expected.into_iter().map(|(kind, line)| (kind.to_owned(), line)).collect();
        assert_eq!(faults(text), expected, "{text}");
    }
}

#[test]
fn hostile_files_are_errors_and_no_panics() {
    let deep = format!("a = {}1{}", "{ lookup = \"t\", where = { b = ".repeat(40), " } }".repeat(40));
    let nested = format!("table = \"t\"\nkey = []\n[[rows]]\n{deep}\n");
    for text in [
        nested.as_str(),
        "table = \"t\u{1b}[2J\"\nkey = []\nrows = []",
        "\"\\u001b]0;x\" = 1\n",
        "table = \"a\\u0000b\"\nkey=[]\nrows=[]",
        "[[rows]]\n[rows]\n",
        "table = \"t\"\ntable = \"u\"\n",
        "rows = [1, [2], {}]\n",
        "key = [[[[[[[[[[[[[[[",
        "\u{feff}\u{feff}",
        "= = =\n\n===",
    ] {
        let problems = read(text).expect_err(text);
        assert!(!problems.is_empty());
        for problem in problems {
            assert!(!problem.to_string().contains(char::is_control), "{problem:?}");
        }
    }
}
