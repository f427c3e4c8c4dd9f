//! The pictures of the READMEs, taken from the real program. `bash screenshots/make` writes them; as a test this checks that the ones
//! in `screenshots` are what the program shows now.
//!
//! Everything that would differ from one run to the next is given: the database, its journal with its times and people, the zone,
//! the size, the language.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

#[path = "../support/mod.rs"]
mod support;
mod svg;

use std::path::{Path, PathBuf};
use std::time::Duration;

use support::{Sqlite, Terminal, TestEnv};

/// The size of all pictures.
const SIZE: (u16, u16) = (110, 30);

/// Longer than the pause after which details follow the selection.
const SETTLED: Duration = Duration::from_millis(400);

/// A store in Istanbul that stands at `005_ebelge_outbox`, and two tills beside it.
fn store() -> TestEnv {
    let mut env = TestEnv::new();
    env.write(
        "goc.toml",
        "default = \"store\"\n\n[connections.store]\nurl = \"sqlite:store.db\"\nenvironment = \"production\"\ngroup = \"istanbul\"\n\
         backup = \"before-upgrade\"\n\n[connections.till-1]\nurl = \"sqlite:till-1.db\"\ngroup = \"istanbul\"\n\n\
         [connections.till-2]\nurl = \"sqlite:till-2.db\"\nenvironment = \"staging\"\n",
    );
    for (database, target) in [("store", "005_ebelge_outbox"), ("till-1", "head")] {
        env.run(["-d", database, "upgrade", target]).success();
        give_times(&env, database);
    }
    env.set("TZ", "Europe/Istanbul").set("SSH_CONNECTION", "10.0.0.7 51000 10.0.0.1 22");
    env
}

/// What the journal says of the time, and who it was.
fn give_times(env: &TestEnv, database: &str) {
    Sqlite::at(env.path(&format!("{database}.db")))
        .execute(
            "UPDATE goc_run SET started = '2025-01-04T02:11:00.000Z', finished = '2025-01-04T02:11:01.000Z', operator = 'ayse',
                 host = 'magaza-34', client = '10.0.0.7';
             UPDATE goc_step SET duration_ms = 41 + 36 * number, started = '2025-01-04T02:11:0' || number || '.000Z'",
        )
        .unwrap();
    if database == "store" {
        // Production protects itself at its first upgrade.
        Sqlite::at(env.path("store.db"))
            .execute("UPDATE goc_mark SET since = '2025-01-04T02:11:00.000Z', operator = 'ayse@magaza-34'")
            .unwrap();
    }
    std::fs::remove_dir_all(env.path("backups")).unwrap_or_default();
}

/// The store with revisions of its own: a branch of campaigns that was joined once and goes on, and a file that somebody has edited after it
/// ran.
fn store_with_branches() -> TestEnv {
    let env = store();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        env.write(&format!("migrations/{}", file.file_name().to_string_lossy()), &text);
    }
    for (id, revises, slug, message) in [
        ("c41e07a9d2b3", "003", "kampanyalar", "Kampanyalar ve koşulları"),
        ("7d20f6b8135e", "004_eticaret_altyapi,c41e07a9d2b3", "kampanya_eticaret", "Kampanyalar e-ticarette de geçer"),
        ("9b6a52c0e418", "c41e07a9d2b3", "kuponlar", "Kuponlar ve kullanımları"),
    ] {
        env.write(
            &format!("migrations/{id}_{slug}.sql"),
            format!(
                "-- revision: {id}\n-- revises: {revises}\n-- message: {message}\n-- created: 2025-02-11T10:30:00+03:00\n\n\
                 -- goc:upgrade\nCREATE TABLE {slug} (\n    id integer PRIMARY KEY,\n    ad text NOT NULL,\n    \
                 baslangic date NOT NULL\n);\n\n-- goc:downgrade\nDROP TABLE {slug};\n"
            ),
        );
    }
    for target in ["c41e07a9d2b3", "7d20f6b8135e"] {
        env.run(["upgrade", target]).success();
    }
    let changed = "migrations/004_eticaret_altyapi_tablolari.sql";
    let text = std::fs::read_to_string(env.path(changed)).unwrap();
    env.write(changed, text.replacen("VARCHAR(200)", "VARCHAR(250)", 1).replacen("TEXT NOT NULL", "TEXT", 1));
    give_times(&env, "store");
    env
}

/// Opens goc, types keys (each when the screen has settled after the one before), and takes the picture.
fn take(env: &TestEnv, lang: &str, keys: &[&str], title: &str) -> String {
    let mut terminal = Terminal::start_sized(env.goc().args(["--lang", lang]), SIZE.0, SIZE.1);
    terminal.quiet_for(SETTLED);
    for key in keys {
        terminal.keys(key);
        terminal.quiet_for(SETTLED);
    }
    let picture = terminal.with_screen(|screen| svg::draw(screen, title));
    terminal.keys("<C-c>");
    picture
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots")
}

/// Compares a picture with the one that is there, or writes it when it was asked for.
#[track_caller]
fn check(name: &str, picture: &str) {
    let file = folder().join(format!("{name}.svg"));
    if std::env::var_os("GOC_WRITE_SCREENSHOTS").is_some() {
        std::fs::write(&file, picture).unwrap();
        return;
    }
    let there = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        there == picture,
        "screenshots/{name}.svg is not what goc shows now; look at it after: bash screenshots/make"
    );
}

#[test]
fn the_pictures_of_the_tabs_are_what_goc_shows() {
    let (plain, branched) = (store(), store_with_branches());
    for lang in ["en", "tr"] {
        for (name, env, keys) in [
            ("connections", &plain, &["1"][..]),
            ("history", &branched, &["2", "j", "j", "j"]),
            ("pending", &plain, &["3"]),
            ("conflicts", &branched, &["4"]),
            ("seeding", &plain, &["5"]),
        ] {
            check(&format!("{name}.{lang}"), &take(env, lang, keys, &format!("goc: {name}")));
        }
    }
}

#[test]
fn the_pictures_of_the_installation_are_what_goc_shows() {
    for lang in ["en", "tr"] {
        let env = TestEnv::new();
        // Language, database, check; then the company, down to the administrator's password.
        let mut keys = vec!["<Enter>", "<Enter>", "<Enter>", "<C-u>", "Yıldız Market"];
        keys.extend(["<Down>"; 9]);
        keys.push("kiraz agaci 1987");
        check(&format!("install.{lang}"), &take(&env, lang, &keys, "goc: installation"));
    }
}
