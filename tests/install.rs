//! `goc install`: from nothing to a shop, on both databases; again, continued, refused, and by hand on a terminal.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::time::{Duration, Instant};

use goc::operations::password::verify;
use secrecy::SecretString;
use support::{Output, Postgres, Sqlite, Terminal, TestDatabase, TestEnv, on_both};

const PASSWORD: &str = "kirpi vagon limon saz";

/// A server's login that may create databases, and a database that is not there.
fn missing_database() -> Option<(Postgres, Postgres)> {
    let (database, server) = (Postgres::new()?, Postgres::new()?);
    let name = database.name();
    server.execute_as_superuser(&format!("DROP DATABASE {name}")).unwrap();
    server.execute_as_superuser(&format!("ALTER ROLE {name} CREATEDB")).unwrap();
    Some((database, server))
}

fn install(env: &TestEnv, url: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["-d", url, "install", "--yes", "--admin-password-file", "-"];
    arguments.extend(more);
    env.run_with_input(arguments, &format!("{PASSWORD}\n"))
}

/// What the guided installation promises, counted.
#[track_caller]
fn assert_installed(database: &TestDatabase) {
    assert_eq!(database.current(), ["006"]);
    let counted: Vec<String> = [
        "yetkiler",
        "roller",
        "rol_yetkileri",
        "kullanicilar",
        "kullanici_rolleri",
        "firmalar",
        "magazalar",
        "terminaller",
    ]
    .iter()
    .map(|table| database.value(&format!("SELECT count(*) FROM {table}")))
    .collect();
    assert_eq!(counted, ["16", "4", "26", "1", "1", "1", "1", "1"]);
    let hash = database.value("SELECT sifre_hash FROM kullanicilar WHERE kullanici_adi = 'admin'");
    assert!(verify(&hash, &SecretString::from(PASSWORD)), "{hash}");
}

/// Everything that an installation made, as text.
fn content(database: &TestDatabase) -> String {
    let mut text = database.schema();
    for table in database.tables() {
        let mut rows: Vec<String> =
            database.query(&format!("SELECT * FROM {table}")).iter().map(|row| row.join("|")).collect();
        rows.sort();
        text.push_str(&format!("{table}\n{}\n", rows.join("\n")));
    }
    text
}

#[test]
fn an_empty_database_becomes_a_shop_and_a_second_time_changes_nothing() {
    on_both(|database| {
        let env = TestEnv::new();
        let settings = ["--set", "company_name=Güneş Gıda", "--set", "store_city=İzmir", "--set", "store_code=IZM01"];
        let output = install(&env, &database.url(), &settings).success();
        assert!(!output.to_string().contains(PASSWORD), "{output}");
        assert_installed(database);
        assert_eq!(database.query("SELECT magaza_kodu, sehir FROM magazalar"), [["IZM01", "İzmir"]]);
        let config = env.read("goc.toml");
        assert!(config.contains("[connections.") && !config.contains("_password"), "{config}");
        let before = content(database);
        for password in [PASSWORD, "another vagon limon saz"] {
            let mut arguments =
                vec!["-d", &*database.url(), "--json", "install", "--yes", "--admin-password-file", "-"]
                    .into_iter()
                    .map(str::to_owned)
                    .collect::<Vec<_>>();
            arguments.extend(settings.map(str::to_owned));
            let output = env.run_with_input(&arguments, &format!("{password}\n")).success();
            let report: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
            assert_eq!((&report["success"], &report["changed"]), (&true.into(), &false.into()), "{output}");
        }
        assert_eq!(content(database), before);
        assert_eq!(env.read("goc.toml"), config);
        // The configuration alone is enough from now on, and nothing is asked that is answered.
        if database.engine() == "sqlite" {
            env.run(["install", "--yes"]).success();
            env.run(["status", "--check"]).success();
        }
    });
}

#[test]
fn a_missing_database_is_created_in_utf8_and_goc_toml_has_no_password() {
    use std::os::unix::fs::PermissionsExt;
    let Some((database, _server)) = missing_database() else { return };
    let env = TestEnv::new();
    let output = install(&env, &database.url(), &[]).success();
    assert!(output.stdout.contains(".pgpass"), "{output}");
    assert!(!output.to_string().contains(database.password()), "{output}");
    let config = env.read("goc.toml");
    assert!(config.contains(&format!("/{}\"", database.name())), "{config}");
    assert!(!config.contains(database.password()), "{config}");
    assert_eq!(std::fs::metadata(env.path("goc.toml")).unwrap().permissions().mode() & 0o777, 0o600);
    let encoding = database.query("SELECT current_setting('server_encoding'), current_database()").unwrap();
    assert_eq!(encoding[0][0], "UTF8");
    assert_installed(&TestDatabase::Postgres(Box::new(database)));
}

#[test]
fn a_login_that_may_not_create_the_database_gets_the_command_for_a_superuser() {
    let Some((database, server)) = missing_database() else { return };
    server.execute_as_superuser(&format!("ALTER ROLE {} NOCREATEDB", database.name())).unwrap();
    let env = TestEnv::new();
    let output = install(&env, &database.url(), &[]).expect_code(1);
    let command = format!("-E UTF8 -T template0 -O {0} {0}", database.name());
    assert!(output.stderr.contains("createdb") && output.stderr.contains(&command), "{output}");
    assert!(!env.path("goc.toml").exists(), "nothing is written before everything is known to work");
    // With the database made that way it goes on.
    server
        .execute_as_superuser(&format!(
            "CREATE DATABASE {0} OWNER {0} TEMPLATE template0 ENCODING 'UTF8'",
            database.name()
        ))
        .unwrap();
    install(&env, &database.url(), &[]).success();
    assert_installed(&TestDatabase::Postgres(Box::new(database)));
}

#[test]
fn a_login_that_may_not_make_tables_gets_the_right_or_the_command_for_it() {
    let Some(database) = Postgres::new() else { return };
    database.execute_as_superuser("REVOKE ALL ON SCHEMA public FROM PUBLIC").unwrap();
    database.execute_as_superuser("ALTER SCHEMA public OWNER TO postgres").unwrap();
    database.execute_as_superuser("GRANT USAGE ON SCHEMA public TO PUBLIC").unwrap();
    let env = TestEnv::new();
    let output = install(&env, &database.url(), &[]).expect_code(1);
    assert!(output.stderr.contains("GRANT USAGE, CREATE ON SCHEMA \"public\" TO"), "{output}");
    // The owner of the schema whose right was taken away gives it back to itself.
    database.execute_as_superuser(&format!("ALTER SCHEMA public OWNER TO {}", database.name())).unwrap();
    database.execute_as_superuser(&format!("REVOKE ALL ON SCHEMA public FROM {}", database.name())).unwrap();
    install(&env, &database.url(), &[]).success();
    assert_installed(&TestDatabase::Postgres(Box::new(database)));
}

#[test]
fn without_a_terminal_every_missing_or_wrong_answer_is_named_and_nothing_is_written() {
    let env = TestEnv::new();
    let kind = |arguments: &[&str], input: &str| {
        let mut all = vec!["--json", "-d", "sqlite:till.db"];
        all.extend(arguments);
        let output = env.run_with_input(all, input).expect_code(1);
        assert!(!output.to_string().contains("gizli"), "{output}");
        let document: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
        document["error"]["kind"].as_str().unwrap().to_owned()
    };
    let good = format!("{PASSWORD}\n");
    assert_eq!(kind(&["install"], ""), "confirmation_needed");
    assert_eq!(kind(&["install", "--yes"], ""), "unanswered");
    let with_file = |more: &[&'static str]| [&["install", "--yes", "--admin-password-file", "-"], more].concat();
    assert_eq!(kind(&with_file(&[]), "gizli\n"), "password_too_short");
    assert_eq!(kind(&with_file(&["--set", "store_name=Çarşı Pazarı"]), "carsipazari 2024\n"), "password_holds_name");
    assert_eq!(kind(&with_file(&["--set", "company_tax_number=4540536921"]), &good), "bad_tax_number");
    assert_eq!(kind(&with_file(&["--set", "stor_name=x"]), &good), "unknown_answer");
    assert_eq!(kind(&["install", "--yes", "--set", "admin_password=gizli"], ""), "secret_argument");
    assert_eq!(std::fs::read_dir(env.directory()).unwrap().count(), 0, "nothing is written");
}

#[test]
fn killed_at_any_moment_it_completes_when_it_is_run_again() {
    let whole = {
        let env = TestEnv::new();
        let started = Instant::now();
        install(&env, "sqlite:till.db", &[]).success();
        started.elapsed()
    };
    let killed = |url: &str, env: &TestEnv, after: Duration| {
        let mut command = env.goc();
        command.args(["-d", url, "install", "--yes", "--admin-password-file", "password"]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        // Not a wait for something: the moment of the kill is the experiment.
        std::thread::sleep(after);
        let _ = child.kill();
        child.wait().unwrap();
    };
    // Enough to hit every stage; on a server starting takes longest, so that it gets fewer.
    const MOMENTS: u32 = 8;
    for moment in 1..=MOMENTS {
        let after = whole * moment / MOMENTS;
        let mut databases = vec![Sqlite::database()];
        let mut servers = Vec::new();
        if let Some((database, server)) = (moment % 3 == 1).then(missing_database).flatten() {
            databases.push(TestDatabase::Postgres(Box::new(database)));
            servers.push(server);
        }
        for database in databases {
            let env = TestEnv::new();
            env.write("password", format!("{PASSWORD}\n"));
            killed(&database.url(), &env, after);
            install(&env, &database.url(), &[]).success();
            assert_installed(&database);
            assert!(env.read("goc.toml").contains("url = "), "whole or not there");
        }
    }
}

/// Types the answer to each question when it is asked.
fn converse(env: &TestEnv, arguments: &[&str], answers: &[(&str, &str)]) -> Terminal {
    let mut command = env.goc();
    command.args(arguments).env("NO_COLOR", "1");
    let mut terminal = Terminal::start(&command);
    for (question, answer) in answers {
        terminal.wait_for_next(question);
        terminal.type_text(&format!("{answer}\r"));
    }
    terminal
}

#[test]
fn on_a_terminal_wrong_answers_are_explained_and_asked_again_in_turkish() {
    let env = TestEnv::new();
    let terminal = converse(
        &env,
        &["--lang", "tr", "install"],
        &[
            ("Numara ya da adres [1]: ", "7"),
            ("Numara ya da adres [1]: ", "sqlite:kasa.db"),
            ("Firma adı [Demo Firma]: ", "Güneş Gıda"),
            ("Vergi dairesi [boş olabilir]: ", ""),
            ("Vergi numarası (VKN ya da TCKN) [boş olabilir]: ", "123"),
            ("Vergi numarası (VKN ya da TCKN) [boş olabilir]: ", "4540536920"),
            ("Mağaza adı [Ana Mağaza]: ", "Çarşı Şubesi"),
            ("Mağaza kodu [ANA001]: ", "küçük"),
            ("Mağaza kodu [ANA001]: ", "CRS01"),
            ("Mağazanın şehri [boş olabilir]: ", "İzmir"),
            ("Kasa adı [Ana Kasa]: ", ""),
            ("Kasa kodu [T001]: ", ""),
            ("e-posta adresi [", "yok"),
            ("e-posta adresi [", "admin@gunes.example"),
            ("Yönetici parolası: ", "kısa"),
            ("Yönetici parolası: ", "galatasaray1905!"),
            ("Yönetici parolası: ", "çarşı şubesi 1234"),
            ("Yönetici parolası: ", PASSWORD),
            ("Bir kez daha: ", "kirpi vagon limon sax"),
            ("Yönetici parolası: ", PASSWORD),
            ("Bir kez daha: ", PASSWORD),
            ("Kurulsun mu? [E/h] ", "e"),
        ],
    );
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.raw);
    for secret in [PASSWORD, "galatasaray1905", "kısa", "limon sax"] {
        assert!(!ended.raw.contains(secret), "{}", ended.raw);
    }
    for told in [
        "listedeki bir numara değil",
        "geçerli bir vergi numarası değil",
        "bir kod değil",
        "bir e-posta adresi değil",
        "en az 15 karakter",
        "ilk denenen",
        "`Çarşı Şubesi` adından",
        "ikisi aynı değil",
        "Kuruldu: kasa.db",
        "goc doctor",
    ] {
        assert!(ended.raw.contains(told), "{told}: {}", ended.raw);
    }
    assert!(ended.echoes);
    let database = TestDatabase::Sqlite(Sqlite::at(env.path("kasa.db")));
    assert_installed(&database);
    let shop = database.query("SELECT magaza_adi, magaza_kodu, sehir, vergi_no FROM magazalar, firmalar");
    assert_eq!(shop, [["Çarşı Şubesi", "CRS01", "İzmir", "4540536920"]]);
    let config = env.read("goc.toml");
    assert!(config.contains("language = \"tr\"") && config.contains("sqlite:kasa.db"), "{config}");

    // Once more: nothing to ask, nothing to do.
    let mut command = env.goc();
    command.arg("install");
    let ended = Terminal::start(&command).end();
    assert_eq!(ended.code, 0, "{}", ended.raw);
    assert!(ended.raw.contains("hiçbir şey değişmedi"), "{}", ended.raw);
}

#[test]
fn on_a_terminal_no_and_an_interrupt_leave_nothing_behind_in_english() {
    let env = TestEnv::new();
    env.write(".env", "SQLITE_PATH=till.db\n");
    let questions = [
        ("SQLITE_PATH", ""),
        ("Company name [Demo Firma]: ", ""),
        ("Tax office [may be empty]: ", ""),
        ("Tax number (VKN or TCKN) [may be empty]: ", ""),
        ("Store name [Ana Mağaza]: ", ""),
        ("Store code [ANA001]: ", ""),
        ("City of the store [may be empty]: ", ""),
        ("Till name [Ana Kasa]: ", ""),
        ("Till code [T001]: ", ""),
        ("E-mail of the administrator [", ""),
        ("Password of the administrator: ", PASSWORD),
        ("Once more: ", PASSWORD),
        ("Install now? [Y/n] ", "n"),
    ];
    let ended = converse(&env, &["install"], &questions).end();
    assert_eq!(ended.code, 1, "{}", ended.raw);
    assert!(ended.raw.contains("nothing was installed, as you said"), "{}", ended.raw);

    // In the middle of the password: at once, and the terminal shows again what is typed.
    let mut terminal = converse(&env, &["install"], &questions[..10]);
    terminal.wait_for_next("Password of the administrator: ");
    let asked = Instant::now();
    terminal.type_text("\x03");
    let ended = terminal.end();
    assert_eq!((ended.code, ended.echoes), (130, true), "{}", ended.raw);
    assert!(asked.elapsed() < Duration::from_secs(3));
    let names: Vec<_> = std::fs::read_dir(env.directory()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [".env"], "nothing is written");
}
