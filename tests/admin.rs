//! `goc admin reset-password`: the old hash is gone, the new one verifies, and the password itself is nowhere.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use goc::operations::password::verify;
use secrecy::SecretString;
use support::{TestDatabase, TestEnv, on_both};

const GOOD: &str = "kirpi vagon limon saz";

/// A shop with two users, as the installation would leave it.
fn shop(database: &TestDatabase) -> TestEnv {
    let mut env = TestEnv::new();
    env.set("DATABASE_URL", database.url());
    env.run(["upgrade"]).success();
    let on = if database.engine() == "postgres" { "true" } else { "1" };
    let off = if database.engine() == "postgres" { "false" } else { "0" };
    database.execute(&format!(
        "INSERT INTO firmalar (firma_adi, aktif) VALUES ('Güneş Gıda A.Ş.', {on});
         INSERT INTO magazalar (firma_id, magaza_adi, magaza_kodu, aktif) VALUES (1, 'Çarşı Şubesi', 'ANA001', {on});
         INSERT INTO kullanicilar (kullanici_adi, email, sifre_hash, ad, soyad, aktif) VALUES
           ('admin', 'admin@gunes.example', 'old', 'Sistem', 'Yöneticisi', {on}),
           ('ayşe', 'ayse@gunes.example', 'old', 'Ayşe', 'Kaya', {off});"
    ));
    env
}

fn hash(database: &TestDatabase, user: &str) -> String {
    database.value(&format!("SELECT sifre_hash FROM kullanicilar WHERE kullanici_adi = '{user}'"))
}

#[test]
fn the_old_hash_is_replaced_and_the_journal_knows_by_whom_but_not_with_what() {
    on_both(|database| {
        let env = shop(database);
        let output =
            env.run_with_input(["admin", "reset-password", "--password-file", "-"], &format!("{GOOD}\nrest\n"));
        let output = output.success();
        assert!(verify(&hash(database, "admin"), &SecretString::from(GOOD)));
        assert_eq!(hash(database, "ayşe"), "old");
        assert!(!output.to_string().contains(GOOD), "{output}");
        let changed = database.value("SELECT sifre_degisim_tarihi FROM kullanicilar WHERE kullanici_adi = 'admin'");
        assert!(changed.starts_with("20"), "{changed}");
        let log = env.json(["log", "-n", "1"]);
        let log = log.to_string();
        assert!(log.contains("admin reset-password") && log.contains("\"done\""), "{log}");
        let journal = database.query("SELECT * FROM goc_run");
        assert!(!format!("{journal:?}").contains("kirpi"));
        // The journal is in order: nothing is reported as broken.
        env.run(["status", "--check"]).success();
    });
}

#[test]
fn a_file_gives_its_first_line_and_others_who_can_read_it_are_a_warning() {
    use std::os::unix::fs::PermissionsExt;
    on_both(|database| {
        let env = shop(database);
        let file = env.write("password", format!("{GOOD}\n"));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let output = env.run(["admin", "reset-password", "ayşe", "--password-file", "password"]).success();
        assert!(output.stderr.contains("chmod 600 password"), "{output}");
        assert!(output.stderr.contains("not active"), "{output}");
        assert!(verify(&hash(database, "ayşe"), &SecretString::from(GOOD)));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        let output = env.run(["admin", "reset-password", "--password-file", "password"]).success();
        assert_eq!(output.stderr, "");
    });
}

#[test]
fn a_bad_password_a_wrong_user_and_a_missing_table_change_nothing_and_say_what_to_do() {
    on_both(|database| {
        let env = shop(database);
        let reset = |user: &str, password: &str| {
            let mut command = vec!["--json", "admin", "reset-password", "--password-file", "-"];
            command.push(user);
            let output = env.run_with_input(command, &format!("{password}\n")).expect_code(1);
            let document: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
            assert!(password.is_empty() || !output.to_string().contains(password), "{output}");
            (document["error"]["kind"].as_str().unwrap().to_owned(), document["error"].clone())
        };
        for (user, password, kind) in [
            ("admin", "kısa", "password_too_short"),
            ("admin", "galatasaray1905!", "password_common"),
            ("admin", "Güneş Gıda A.Ş. 2024", "password_holds_name"),
            ("admin", "carsi subesi 123456", "password_holds_name"),
            ("ayşe", "AyseKaya12345678", "password_holds_name"),
            ("admin", "", "password_missing"),
        ] {
            assert_eq!(reset(user, password).0, kind, "{password}");
        }
        let (kind, error) = reset("Admın", GOOD);
        assert_eq!((kind.as_str(), error["nearest"].as_str()), ("unknown_user", Some("admin")));
        assert_eq!(hash(database, "admin"), "old");
        assert_eq!(database.value("SELECT count(*) FROM goc_run WHERE command LIKE 'admin%'"), "0");

        env.run(["downgrade", "base", "--yes"]).success();
        let (kind, error) = reset("admin", GOOD);
        assert_eq!((kind.as_str(), error["pending"][0].as_str()), ("no_users_table", Some("001")));
    });
}

#[test]
fn without_a_terminal_and_without_a_file_nothing_is_guessed() {
    let env = TestEnv::new();
    let error = env.json(["admin", "reset-password"]);
    assert_eq!(error["error"]["kind"], "password_needed");
    let error = env.json(["admin", "reset-password", "--password-file", "nowhere"]);
    assert_eq!(error["error"]["kind"], "unreadable_file");
}
