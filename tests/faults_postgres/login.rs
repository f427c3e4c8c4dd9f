//! Getting in: a password of special characters from every place that may hold one, and what goes wrong at the door.

use std::fs::{self, Permissions};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;

use crate::shop::Shop;
use crate::support::{Migrations, Output, TestEnv};

const PASSWORD: &str = "gizli@:/%#?&=+ 'ö";
const ENCODED: &str = "gizli%40%3A%2F%25%23%3F%26%3D%2B%20%27%C3%B6";

/// A shop whose owner has the password, and an environment that does not know it.
struct Door {
    shop: Shop,
    env: TestEnv,
}

impl Door {
    fn new() -> Option<Door> {
        let shop = Shop::new()?;
        let sql = format!("ALTER ROLE {} PASSWORD '{}'", shop.postgres().name(), PASSWORD.replace('\'', "''"));
        shop.postgres().execute_as_superuser(&sql).unwrap();
        let env = TestEnv::new();
        Migrations::new(&env).revision("a", &[], "SELECT pg_sleep(0.2);", "SELECT 1;");
        Some(Door { shop, env })
    }

    fn address(&self) -> String {
        let options = self.shop.postgres().as_owner();
        format!("{}:{}", options.get_host(), options.get_port())
    }

    fn name(&self) -> &str {
        self.shop.postgres().name()
    }

    /// Without a password.
    fn url(&self) -> String {
        format!("postgres://{0}@{1}/{0}", self.name(), self.address())
    }

    fn pgpass(&self, file: &std::path::Path, mode: u32) {
        let (host, port) =
            self.address().rsplit_once(':').map(|(host, port)| (host.to_owned(), port.to_owned())).unwrap();
        let password = PASSWORD.replace('\\', "\\\\").replace(':', "\\:");
        fs::write(file, format!("# mağaza\nbaska:5432:*:*:yok\n{host}:{port}:*:{}:{password}\n", self.name())).unwrap();
        fs::set_permissions(file, Permissions::from_mode(mode)).unwrap();
    }

    #[track_caller]
    fn lets_in(&self, env: &TestEnv, args: &[&str]) {
        let output = env.run([args, &["-v", "upgrade"]].concat()).success();
        no_password_in(&output);
        let seen = self
            .shop
            .postgres()
            .query_as_superuser("SELECT string_agg(query || application_name, ' ') FROM pg_stat_activity")
            .unwrap();
        assert!(!seen[0][0].contains("gizli"), "{seen:?}");
        self.shop.postgres().execute_as_superuser("DROP TABLE alembic_version").unwrap();
        let journal =
            self.shop.postgres().query_as_superuser("SELECT r::text || s::text FROM goc_run r, goc_step s").unwrap();
        assert!(!format!("{journal:?}").contains("gizli"), "{journal:?}");
    }
}

#[track_caller]
fn no_password_in(output: &Output) {
    for text in [&output.stdout, &output.stderr] {
        assert!(!text.contains("gizli") && !text.contains(ENCODED), "{output}");
    }
}

#[test]
fn the_password_comes_from_wherever_libpq_would_take_it() {
    let Some(door) = Door::new() else { return };
    let url = door.url();
    let variable = |name: &str, value: String| {
        let mut env = TestEnv::new();
        Migrations::new(&env).revision("a", &[], "SELECT 1;", "SELECT 1;");
        env.set(name, value);
        env
    };

    let in_url = format!("postgresql://{0}:{ENCODED}@{1}/{0}", door.name(), door.address());
    door.lets_in(&variable("DATABASE_URL", in_url.clone()), &[]);
    door.lets_in(&variable("DATABASE_URL", in_url.replace("postgresql:", "postgresql+psycopg2:")), &[]);
    door.lets_in(&variable("PGPASSWORD", PASSWORD.to_owned()), &["-d", &url]);

    let env = variable("UNUSED", String::new());
    let file = env.write("parolalar", "");
    door.pgpass(&file, 0o600);
    let env = {
        let mut env = env;
        env.set("PGPASSFILE", file.to_str().unwrap());
        env
    };
    door.lets_in(&env, &["-d", &url]);

    let env = variable("UNUSED", String::new());
    door.pgpass(&env.home().join(".pgpass"), 0o600);
    door.lets_in(&env, &["-d", &url]);

    let (host, port) = door.address().rsplit_once(':').map(|(host, port)| (host.to_owned(), port.to_owned())).unwrap();
    let service = format!(
        "[baska]\nhost=yok\n\n[magaza]\nhost={host}\nport={port}\nuser={0}\ndbname={0}\npassword={PASSWORD}\n",
        door.name()
    );
    let file = env.write("servisler.conf", service);
    let env = variable("PGSERVICEFILE", file.to_str().unwrap().to_owned());
    door.lets_in(&env, &["-d", "postgres:///?service=magaza"]);

    let env = variable("UNUSED", String::new());
    let file = env.write("kasa.txt", format!("{PASSWORD}\nikinci satır\n"));
    env.write(
        "goc.toml",
        format!("default = \"m\"\n[connections.m]\nurl = \"{url}\"\npassword_command = \"cat {}\"\n", file.display()),
    );
    door.lets_in(&env, &[]);
}

#[test]
fn a_password_file_that_others_can_read_is_refused() {
    let Some(door) = Door::new() else { return };
    for mode in [0o644, 0o640, 0o604] {
        door.pgpass(&door.env.home().join(".pgpass"), mode);
        let output = door.env.run(["--json", "-d", &door.url(), "status"]).expect_code(1);
        assert!(output.stdout.contains("password_file_open") && output.stdout.contains("chmod 600"), "{output}");
        no_password_in(&output);
    }
}

#[test]
fn the_password_shows_neither_in_the_process_list_nor_on_the_server_while_it_runs() {
    let Some(door) = Door::new() else { return };
    door.shop.migrations.revision("a", &[], "SELECT pg_sleep(1);", "SELECT 1;");
    door.shop.env.write(
        "goc.toml",
        format!("default = \"m\"\n[connections.m]\nurl = \"{}\"\npassword_command = \"cat kasa.txt\"\n", door.url()),
    );
    door.shop.env.write("kasa.txt", PASSWORD);
    let running = door.shop.start(&["-d", "m", "upgrade"]);
    door.shop.wait_until_runs("pg_sleep(1)");
    if let Ok(line) = fs::read(format!("/proc/{}/cmdline", running.pid())) {
        assert!(!String::from_utf8_lossy(&line).contains("gizli"));
    }
    let seen = door.shop.postgres().query_as_superuser("SELECT query, application_name FROM pg_stat_activity").unwrap();
    assert!(!format!("{seen:?}").contains("gizli"), "{seen:?}");
    no_password_in(&running.end(10).success());
}

/// Accepts connections and answers each with `answer`, or keeps silent when that is empty.
fn false_server(answer: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let mut open: Vec<TcpStream> = Vec::new();
        for mut client in listener.incoming().map_while(Result::ok) {
            if !answer.is_empty() {
                let _ = client.read(&mut [0; 8]);
                let _ = client.write_all(answer);
            }
            open.push(client);
        }
    });
    port
}

#[test]
fn every_kind_of_failure_at_the_door_has_its_own_name_and_a_way_out() {
    let Some(door) = Door::new() else { return };
    let (name, address) = (door.name(), door.address());
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (silent, without_tls) = (false_server(b""), false_server(b"N"));
    let full = format!("{name}_dolu");
    let locked = format!("{name}_kilitli");
    door.shop
        .postgres()
        .execute_as_superuser(&format!(
            "CREATE ROLE {full} LOGIN PASSWORD '{0}' CONNECTION LIMIT 0; CREATE ROLE {locked} NOLOGIN PASSWORD '{0}'",
            PASSWORD.replace('\'', "''")
        ))
        .unwrap();
    let cases = [
        ("unknown_host", format!("postgres://{name}:{ENCODED}@yok.invalid/{name}")),
        ("connection_refused", format!("postgres://{name}:{ENCODED}@127.0.0.1:{free}/{name}")),
        ("connection_timeout", format!("postgres://{name}:{ENCODED}@127.0.0.1:{silent}/{name}?connect_timeout=1")),
        ("tls_failed", format!("postgres://{name}:{ENCODED}@127.0.0.1:{without_tls}/{name}?sslmode=require")),
        ("login_failed", format!("postgres://{name}:{ENCODED}x@{address}/{name}")),
        ("login_failed", format!("postgres://{name}_yok:{ENCODED}@{address}/{name}")),
        ("login_failed", format!("postgres://{locked}:{ENCODED}@{address}/{name}")),
        ("password_missing", format!("postgres://{name}@{address}/{name}")),
        ("database_missing", format!("postgres://{name}:{ENCODED}@{address}/yok_boyle")),
        ("server_not_ready", format!("postgres://{full}:{ENCODED}@{address}/{name}")),
    ];
    for (kind, url) in cases {
        for command in ["status", "upgrade"] {
            let output = door.env.run(["--json", "-d", &url, command]).expect_code(1);
            let answer: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
            assert_eq!(answer["error"]["kind"], kind, "{command}: {output}");
            assert!(answer["error"]["hint"].as_str().is_some_and(|hint| !hint.is_empty()), "{output}");
            no_password_in(&output);
        }
        for lang in ["tr", "en"] {
            let output = door.env.run(["--lang", lang, "-v", "-d", &url, "status"]).expect_code(1);
            assert!(output.stderr.lines().count() <= 4, "no stack trace: {output}");
            no_password_in(&output);
        }
        // A diagnosis says more, and no password either.
        no_password_in(&door.env.run(["-d", &url, "ping"]));
    }
    door.shop.postgres().execute_as_superuser(&format!("DROP ROLE {full}; DROP ROLE {locked}")).unwrap();
}

#[test]
fn a_url_that_is_spelled_wrong_does_not_show_its_password() {
    let env = TestEnv::new();
    for url in [
        format!("postgres://ayse:{PASSWORD}@localhost/shop"),
        format!("postgres://ayse:{PASSWORD}@localhost:99999/shop"),
        format!("postgres://ayse:{ENCODED}@localhost:port/shop"),
        format!("postgres://ayse:{ENCODED}@localhost/shop?sslmode=belki"),
        format!("postgres://ayse:{ENCODED}@localhost/shop?bilinmeyen=1"),
        format!("mysql://ayse:{ENCODED}@localhost/shop"),
        "postgres://ayse:gizli%ZZ@localhost/shop".to_owned(),
    ] {
        for args in [&["-d", &url, "status"][..], &["-d", &url, "--json", "status"], &["-d", &url, "ping"]] {
            let output = env.run(args);
            assert_ne!(output.code, 0, "{output}");
            no_password_in(&output);
        }
    }
}

#[test]
fn a_database_that_can_only_be_read_can_be_looked_at_and_refuses_an_upgrade_in_one_sentence() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;").revision(
        "b",
        &["a"],
        "CREATE TABLE b (id integer);",
        "DROP TABLE b;",
    );
    shop.goc(&["upgrade", "a"]).success();
    let name = shop.postgres().name();
    shop.postgres()
        .execute_as_superuser(&format!("ALTER ROLE {name} IN DATABASE {name} SET default_transaction_read_only = on"))
        .unwrap();
    for args in [&["upgrade"][..], &["downgrade", "base", "--yes"], &["stamp", "b", "--yes"]] {
        assert_eq!(shop.error(args)["kind"], "read_only", "{args:?}");
    }
    for args in [&["status"][..], &["current"], &["history"], &["log"], &["upgrade", "--sql"], &["repair"]] {
        shop.goc(args).success();
    }
    assert_eq!(shop.superuser_value("SELECT version_num FROM alembic_version"), "a");
}

#[test]
fn a_role_that_may_not_create_is_told_so_and_nothing_is_left() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;");
    let (name, weak) = (shop.postgres().name(), format!("{}_zayif", shop.postgres().name()));
    shop.postgres()
        .execute_as_superuser(&format!(
            "CREATE ROLE {weak} LOGIN PASSWORD 'x'; REVOKE CREATE ON SCHEMA public FROM PUBLIC"
        ))
        .unwrap();
    let options = shop.postgres().as_owner();
    let url = format!("postgres://{weak}:x@{}:{}/{name}", options.get_host(), options.get_port());
    let error = shop.error(&["-d", &url, "upgrade"]);
    assert_eq!(error["kind"], "permission_denied", "{error}");
    assert!(shop.db.tables().is_empty());
    shop.goc(&["-d", &url, "status"]).success();
    // A step may lack a right, too, half way.
    shop.goc(&["stamp", "base", "--yes"]);
    shop.db.execute("CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(255) PRIMARY KEY)");
    shop.goc(&["upgrade"]).success();
    shop.migrations.revision("b", &["a"], "CREATE TABLE b (id integer);\nDROP TABLE pg_catalog.pg_class;", "SELECT 1;");
    let error = shop.error(&["upgrade"]);
    assert_eq!(error["kind"], "permission_denied", "{error}");
    assert!(error["message"].as_str().unwrap().contains("b_test.sql:8"), "{error}");
    assert_eq!(shop.db.current(), ["a"]);
    shop.postgres().execute_as_superuser(&format!("DROP OWNED BY {weak}; DROP ROLE {weak}")).unwrap();
}
