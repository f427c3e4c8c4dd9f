//! The guided installation, from nothing to a shop, on both databases.

use std::path::Path;

use super::support::{Postgres, Sqlite, Terminal, TestDatabase, TestEnv};

const PASSWORD: &str = "kirpi vagon limon saz";

/// From the company's form to the question before the first change.
fn to_the_summary(terminal: &mut Terminal) {
    terminal.wait_for("Company name");
    terminal.keys("<C-u>");
    terminal.paste("Yıldız Market");
    terminal.keys("<Down><Down><Down><Down><Down><Down><Down><Down><Down>");
    terminal.keys("short");
    terminal.wait_for("has 5 characters; it needs at least 15");
    terminal.keys(&format!("<C-u>{PASSWORD}<Enter>{PASSWORD}<Enter>"));
    terminal.wait_for("Nothing has been written yet");
    assert!(!terminal.contents().contains(PASSWORD));
}

#[track_caller]
fn assert_installed(database: &TestDatabase) {
    assert_eq!(database.current(), ["006"]);
    assert_eq!(database.column("SELECT firma_adi FROM firmalar"), ["Yıldız Market"]);
    assert_eq!(database.value("SELECT count(*) FROM kullanicilar"), "1");
}

/// The files of a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = std::fs::read_dir(folder).unwrap().map(name).collect();
    names.sort();
    names
}

#[test]
fn an_empty_folder_becomes_a_shop_and_nothing_is_written_before_it_is_confirmed() {
    let env = TestEnv::new();
    let before = files(env.directory());
    let mut terminal = Terminal::start_sized(&env.goc(), 80, 24);
    terminal.wait_for("Guided installation");
    terminal.keys("<Enter>");
    terminal.wait_for("Which database");
    terminal.keys("<Enter>");
    terminal.wait_for("The database can be installed");
    terminal.keys("<Enter>");
    to_the_summary(&mut terminal);
    // Back, and forth again with everything as it was.
    terminal.keys("<Esc>");
    terminal.wait_for("again");
    terminal.keys("<F2>");
    terminal.wait_for("Yıldız Market");
    assert_eq!(files(env.directory()), before, "nothing is written before");
    terminal.keys("<Enter>");
    terminal.wait_for("is installed.");
    assert!(terminal.contents().contains("51 rows added"), "{}", terminal.contents());
    terminal.keys("<Enter>");
    terminal.wait_for("up to date");
    terminal.keys("q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    assert!(!ended.raw.contains(PASSWORD) && !env.read("goc.toml").contains(PASSWORD));
    assert_installed(&TestDatabase::Sqlite(Sqlite::at(env.path("sontechsp.db"))));
}

#[test]
fn a_server_is_installed_by_its_address_and_a_second_start_opens_it() {
    let Some(database) = Postgres::new() else { return };
    let env = TestEnv::new();
    let mut terminal = Terminal::start_sized(&env.goc(), 120, 40);
    terminal.wait_for("Guided installation");
    terminal.keys("<Enter>");
    terminal.wait_for("Which database");
    terminal.keys("<Down>");
    terminal.wait_for("user@host:5432");
    terminal.paste(&database.url().replace(&format!(":{}@", database.password()), "@"));
    terminal.keys("<Enter>");
    terminal.wait_for("Kept in memory");
    terminal.paste(database.password());
    terminal.keys("<Enter>");
    terminal.wait_for("The database can be installed");
    terminal.keys("<Enter>");
    to_the_summary(&mut terminal);
    assert_eq!(database.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").unwrap(), [["0"]]);
    terminal.keys("<Enter>");
    terminal.wait_for("is installed.");
    assert!(terminal.contents().contains("51 rows added"), "{}", terminal.contents());
    terminal.keys("<Enter>");
    terminal.wait_for("up to date");
    terminal.keys("q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    assert!(!ended.raw.contains(database.password()) && !env.read("goc.toml").contains(database.password()));
    assert_installed(&TestDatabase::Postgres(Box::new(database)));
}
