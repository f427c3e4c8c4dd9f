use std::fs;

use super::*;
use crate::i18n::Problem;

const FILE: &str = "\
# All the shops of the east side.
default = \"store\" # the big one
language = \"tr\"

# Read on Mondays.

# The server in the back room.
[connections.store]
url = \"postgres://ayse@localhost/shop\"   # over the socket
group = \"east\"

[connections.till]
# not there on Sundays
url = \"sqlite:till.db\"
";

fn written(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("goc.toml");
    fs::write(&file, text).expect("written");
    (folder, file)
}

fn edited(text: &str, change: impl FnOnce(&mut ConfigEdit)) -> String {
    let (_folder, file) = written(text);
    let mut edit = ConfigEdit::open(&file).expect("a good file");
    change(&mut edit);
    edit.save().expect("saved");
    fs::read_to_string(&file).expect("the file")
}

fn till(name: &str) -> ConnectionDraft {
    ConnectionDraft { name: name.to_owned(), url: "sqlite:x.db".to_owned(), ..ConnectionDraft::default() }
}

#[test]
fn changing_one_thing_leaves_every_other_byte_alone() {
    let text = edited(FILE, |edit| {
        let draft = edit.draft("store").expect("a connection");
        let draft = ConnectionDraft {
            url: "postgres://ayse@localhost/market".to_owned(),
            group: String::new(),
            environment: "production".to_owned(),
            ..draft
        };
        edit.change("store", &draft).expect("changed");
    });
    let expected =
        FILE.replace("localhost/shop", "localhost/market").replace("group = \"east\"", "environment = \"production\"");
    assert_eq!(text, expected);
    for text in [FILE, &FILE.replace('\n', "\r\n"), &format!("\u{feff}{FILE}"), FILE.trim_end()] {
        let same = edited(text, |edit| edit.set_default(Some("store")).expect("a connection"));
        assert_eq!(same.trim_end(), text.trim_end());
    }
}

#[test]
fn a_new_connection_comes_last() {
    let text = edited(FILE, |edit| {
        edit.add(&ConnectionDraft { lock_timeout: "5s".to_owned(), ..till("Kasa 2") }).expect("added");
        assert_eq!(edit.add(&till("till")).expect_err("taken").kind(), "connection_exists");
    });
    assert_eq!(text, format!("{FILE}\n[connections.\"Kasa 2\"]\nurl = \"sqlite:x.db\"\nlock_timeout = \"5s\"\n"));
}

#[test]
fn a_file_that_is_not_there_is_made_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new/goc.toml");
    let mut edit = ConfigEdit::open(&path).expect("nothing yet");
    edit.add(&till("till")).expect("added");
    edit.set_language(Some(Lang::En));
    let file = edit.save().expect("saved");
    assert_eq!((file.connections.len(), file.language), (1, Some(Lang::En)));
    assert_eq!(fs::metadata(&path).expect("the file").permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&path).expect("the file");
    assert_eq!(text, "language = \"en\"\n\n[connections.till]\nurl = \"sqlite:x.db\"\n");
}

#[test]
fn the_only_connection_stays_the_default_when_a_second_one_joins_it() {
    let text = edited("[connections.a]\nurl = \"sqlite:a\"\n", |edit| edit.add(&till("b")).expect("added"));
    assert!(text.starts_with("default = \"a\"\n\n[connections.a]\n"), "{text}");
}

#[test]
fn removing_a_connection_takes_its_own_comment_and_the_default_that_named_it() {
    let text = edited(FILE, |edit| edit.remove("store").expect("removed"));
    assert_eq!(
        text,
        "# All the shops of the east side.\nlanguage = \"tr\"\n\n# Read on Mondays.\n\n[connections.till]\n\
         # not there on Sundays\nurl = \"sqlite:till.db\"\n"
    );
    let text = edited(FILE, |edit| {
        edit.remove("till").expect("removed");
        assert_eq!(edit.remove("till").expect_err("gone").kind(), "unknown_connection");
    });
    assert!(text.contains("default = \"store\" # the big one") && !text.contains("till"), "{text}");
}

#[test]
fn a_connection_can_be_renamed_where_it_stands() {
    let text = edited(FILE, |edit| {
        let draft = ConnectionDraft { name: "shop".to_owned(), ..edit.draft("store").expect("a connection") };
        edit.change("store", &draft).expect("renamed");
        let taken = ConnectionDraft { name: "till".to_owned(), ..draft };
        assert_eq!(edit.change("shop", &taken).expect_err("taken").kind(), "connection_exists");
    });
    assert_eq!(text, FILE.replace("\"store\"", "\"shop\"").replace("connections.store", "connections.shop"));
}

#[test]
fn inline_tables_and_dotted_keys_are_edited_as_they_are() {
    let text = edited("connections = { a = { url = \"sqlite:a\" } }\n", |edit| {
        edit.add(&till("b")).expect("added");
        edit.change("a", &ConnectionDraft { group: "g".to_owned(), ..edit.draft("a").expect("a connection") })
            .expect("changed");
    });
    let file = file::parse(Path::new("goc.toml"), &text).expect(&text);
    assert_eq!((file.connections.len(), file.connections["a"].group.as_deref()), (2, Some("g")));
    let text = edited("[connections]\na.url = \"sqlite:a\"\nb = { url = \"sqlite:b\" } # b\n", |edit| {
        edit.change("a", &ConnectionDraft { group: "g".to_owned(), ..edit.draft("a").expect("a connection") })
            .expect("changed");
        edit.remove("b").expect("removed");
    });
    assert_eq!(text, "[connections]\na.url = \"sqlite:a\"\na.group = \"g\"\n");
}

#[test]
fn a_file_that_somebody_else_changed_meanwhile_is_not_written() {
    let (_folder, file) = written(FILE);
    let mut edit = ConfigEdit::open(&file).expect("a good file");
    edit.set_language(None);
    fs::write(&file, "language = \"en\"\n").expect("written");
    assert_eq!(edit.save().expect_err("changed").kind(), "changed_meanwhile");
    assert_eq!(fs::read_to_string(&file).expect("the file"), "language = \"en\"\n");
}

#[test]
fn a_password_in_the_file_is_neither_shown_nor_lost_nor_added() {
    const OLD: &str = "[connections.a]\nurl = \"postgres://ayse:gizli@localhost/shop\"\n";
    let text = edited(OLD, |edit| {
        let draft = edit.draft("a").expect("a connection");
        assert_eq!(draft.url, "postgres://ayse@localhost/shop");
        edit.change("a", &ConnectionDraft { group: "east".to_owned(), ..draft.clone() }).expect("changed");
        let with_password = ConnectionDraft { url: "postgres://ayse:gizli2@localhost/shop".to_owned(), ..draft };
        assert_eq!(edit.change("a", &with_password).expect_err("a password").kind(), "password_in_url");
    });
    assert_eq!(text, format!("{OLD}group = \"east\"\n"));
}

#[test]
fn a_file_with_a_fault_is_left_to_people() {
    for text in ["defualt = \"a\"\n", "[connections.a]\n", "[connections.a\n"] {
        let (_folder, file) = written(text);
        assert!(ConfigEdit::open(&file).is_err(), "{text}");
    }
}
