//! `goc seed`: the eight sets of SONTECHSP and the ways a load can go wrong.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::fmt::Write as _;

use support::{TestDatabase, TestEnv, on_both};

const PASSWORD: &str = "kirmizi kalem yedi bulut";

/// The rows that the seeds are about.
const COUNTS: &str = "SELECT (SELECT count(*) FROM yetkiler), (SELECT count(*) FROM roller), (SELECT count(*) FROM rol_yetkileri), \
    (SELECT count(*) FROM firmalar), (SELECT count(*) FROM magazalar), (SELECT count(*) FROM terminaller), \
    (SELECT count(*) FROM kullanicilar), (SELECT count(*) FROM kullanici_rolleri)";

fn upgraded(db: &TestDatabase) -> TestEnv {
    let env = TestEnv::new();
    env.run(["-d", &db.url(), "upgrade"]).success();
    env
}

fn seed(env: &TestEnv, db: &TestDatabase, args: &[&str]) -> support::Output {
    env.write("parola.txt", format!("{PASSWORD}\n"));
    let url = db.url();
    let all = ["-d", &url, "seed", "--admin-password-file", "parola.txt"].into_iter().chain(args.iter().copied());
    env.run(all)
}

fn items(env: &TestEnv, db: &TestDatabase) {
    db.execute("CREATE TABLE urunler_x (kod varchar(20) PRIMARY KEY, ad varchar(40) NOT NULL, fiyat numeric(10,2) NOT NULL CHECK (fiyat >= 0), aktif boolean NOT NULL)");
    env.write(
        "seeds/10_urunler.toml",
        "table = \"urunler_x\"\nkey = [\"kod\"]\nrows = \"urunler.csv\"\n[defaults]\naktif = true\n",
    );
}

fn csv(rows: usize, change: impl Fn(usize) -> Option<String>) -> String {
    let mut text = "kod,ad,fiyat\n".to_owned();
    for row in 1..=rows {
        let line = change(row).unwrap_or_else(|| format!("K{row},\"Ürün, {row}\",{}.50", row % 100));
        writeln!(text, "{line}").unwrap();
    }
    text
}

#[test]
fn the_seeds_bring_every_row_and_a_second_load_changes_nothing() {
    on_both(|db| {
        let env = upgraded(db);
        let report = env.json(["-d", &db.url(), "seed", "--list"]);
        assert_eq!((&report["sets"][2]["new"], &report["sets"][2]["same"]), (&26.into(), &0.into()), "{report}");
        seed(&env, db, &[]).success();
        assert_eq!(db.query(COUNTS), [["16", "4", "26", "1", "1", "1", "1", "1"]]);
        let hash = db.value("SELECT sifre_hash FROM kullanicilar");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(goc::operations::password::verify(&hash, &PASSWORD.to_owned().into()));
        assert_eq!(
            db.query("SELECT k.kullanici_adi, r.rol_adi FROM kullanici_rolleri x JOIN kullanicilar k ON k.id = x.kullanici_id JOIN roller r ON r.id = x.rol_id"),
            [["admin", "Sistem Yöneticisi"]]
        );
        let runs = db.value("SELECT count(*) FROM goc_run");
        // Without the password: the administrator is there.
        let again = env.run(["-d", &db.url(), "seed"]).success();
        assert!(again.stdout.contains("nothing to load"), "{again}");
        assert_eq!(db.query(COUNTS), [["16", "4", "26", "1", "1", "1", "1", "1"]]);
        assert_eq!(db.value("SELECT sifre_hash FROM kullanicilar"), hash);
        assert_eq!(db.value("SELECT count(*) FROM goc_run"), runs);
    });
}

#[test]
fn a_load_waits_for_the_revisions_that_its_tables_need_and_for_no_others() {
    on_both(|db| {
        let env = TestEnv::new();
        let output = seed(&env, db, &[]).expect_code(1);
        assert!(output.stderr.contains("001") && output.stderr.contains("goc upgrade"), "{output}");
        env.run(["-d", &db.url(), "upgrade", "001"]).success();
        seed(&env, db, &[]).success();
        assert_eq!(db.value("SELECT count(*) FROM rol_yetkileri"), "26");
    });
}

#[test]
fn nobody_gets_in_without_a_password_that_was_asked() {
    on_both(|db| {
        let env = upgraded(db);
        let error = env.json(["-d", &db.url(), "seed"]);
        assert_eq!(
            (&error["error"]["kind"], &error["error"]["keys"][0]),
            (&"unanswered".into(), &"admin_password".into())
        );
        env.write("kisa.txt", "admin123\n");
        let error = env.json(["-d", &db.url(), "seed", "--admin-password-file", "kisa.txt"]);
        assert_eq!(error["error"]["kind"], "password_too_short");
        let error = env.json(["-d", &db.url(), "seed", "--set", "admin_password=kirmizi"]);
        assert_eq!(error["error"]["kind"], "secret_argument");
        assert!(!error.to_string().contains("kirmizi"));
        let error = env.json(["-d", &db.url(), "seed", "--set", "company_tax_number=1234567891"]);
        assert_eq!(error["error"]["kind"], "bad_tax_number");
        let error = env.json(["-d", &db.url(), "seed", "--set", "compny_name=x"]);
        assert_eq!(
            (&error["error"]["kind"], &error["error"]["nearest"]),
            (&"unknown_answer".into(), &"company_name".into())
        );
        assert_eq!(db.query(COUNTS), [["0", "0", "0", "0", "0", "0", "0", "0"]]);
    });
}

#[test]
fn a_shop_keeps_its_edits_and_gets_what_is_missing() {
    on_both(|db| {
        let env = upgraded(db);
        seed(&env, db, &["--set", "company_name=Güneş Market", "--set", "company_tax_number=4540536920"]).success();
        assert_eq!(
            db.query("SELECT firma_adi, vergi_no, vergi_dairesi FROM firmalar"),
            [["Güneş Market", "4540536920", "NULL"]]
        );
        db.execute("UPDATE yetkiler SET yetki_adi = 'Satış' WHERE yetki_kodu = 'pos.satis'; DELETE FROM rol_yetkileri WHERE id = 1");
        let report = env.json(["-d", &db.url(), "seed", "--list"]);
        let row = &report["sets"][0]["rows"][0];
        assert_eq!(
            (&row["state"], &row["key"], &row["columns"][0]["found"]),
            (&"different".into(), &"pos.satis".into(), &"Satış".into())
        );
        let report = env.json(["-d", &db.url(), "seed"]);
        assert_eq!(
            (&report["loaded_data"][0]["kept"], &report["loaded_data"][2]["new"]),
            (&1.into(), &1.into()),
            "{report}"
        );
        assert_eq!(db.value("SELECT yetki_adi FROM yetkiler WHERE yetki_kodu = 'pos.satis'"), "Satış");
    });
}

#[test]
fn a_bad_row_70000_leaves_nothing_behind_and_is_named() {
    on_both(|db| {
        let env = upgraded(db);
        items(&env, db);
        env.write(
            "seeds/01_roller.toml",
            "table = \"roller\"\nkey = [\"rol_adi\"]\n[[rows]]\nrol_adi = \"X\"\naktif = true\nsistem_rolu = false\n",
        );
        // One that goc finds out, one that only the database does; the others with fewer rows, to save time.
        for (bad, line, column, value) in [
            (70_000, "K70000,Ürün,bedava", "fiyat", "bedava"),
            (70_000, "K70000,Ürün,-1", "fiyat", "-1"),
            (700, "K1,Ürün,1", "kod", "K1"),
            (
                700,
                "K700,012345678901234567890123456789012345678901,1",
                "ad",
                "012345678901234567890123456789012345678901",
            ),
            (700, "K700,Ürün,", "fiyat", ""),
        ] {
            env.write("seeds/urunler.csv", csv(bad + 10, |row| (row == bad).then(|| line.to_owned())));
            let error = env.json(["-d", &db.url(), "seed"]);
            let error = &error["error"];
            assert_eq!(
                (&error["file"], &error["line"], &error["row"], &error["column"], &error["value"]),
                (&"urunler.csv".into(), &(bad + 1).into(), &bad.into(), &column.into(), &value.into()),
                "{error}"
            );
            assert_eq!(db.value("SELECT count(*) FROM urunler_x"), "0");
            assert_eq!(db.value("SELECT count(*) FROM roller"), "0");
        }
    });
}

#[test]
fn a_lookup_that_finds_nothing_leaves_nothing_behind_and_is_named() {
    on_both(|db| {
        let env = upgraded(db);
        env.write("seeds/01_roller.toml", "table = \"roller\"\nkey = [\"rol_adi\"]\n[defaults]\naktif = true\nsistem_rolu = false\n[[rows]]\nrol_adi = \"Kasiyer\"\n");
        env.write("seeds/02_x.toml", "table = \"kullanici_rolleri\"\nkey = [\"rol_id\"]\n[[rows]]\nrol_id = { lookup = \"roller\", where = { rol_adi = \"Kasyer\" } }\n");
        db.execute("INSERT INTO roller (rol_adi, aktif, sistem_rolu) VALUES ('Kasiyer', '1', '0')");
        let error = env.json(["-d", &db.url(), "seed"]);
        let error = &error["error"];
        assert_eq!((&error["kind"], &error["nearest"]), (&"lookup_nothing".into(), &"Kasiyer".into()), "{error}");
        assert_eq!(
            (&error["file"], &error["line"], &error["row"], &error["column"]),
            (&"02_x.toml".into(), &4.into(), &1.into(), &"rol_id".into())
        );
        assert_eq!(db.value("SELECT count(*) FROM roller"), "1");
    });
}

#[test]
fn bulk_rows_are_compared_by_key_and_updated_when_the_set_says_so() {
    on_both(|db| {
        let env = upgraded(db);
        items(&env, db);
        env.write("seeds/urunler.csv", csv(3_000, |_| None));
        let report = env.json(["-d", &db.url(), "seed"]);
        assert_eq!(report["loaded_data"][0]["new"], 3_000, "{report}");
        db.execute(
            "UPDATE urunler_x SET fiyat = 999 WHERE kod IN ('K7', 'K2999'); DELETE FROM urunler_x WHERE kod = 'K5'",
        );
        let report = env.json(["-d", &db.url(), "seed", "--list"]);
        let set = &report["sets"][0];
        assert_eq!((&set["new"], &set["same"], &set["different"]), (&1.into(), &2_997.into(), &2.into()), "{set}");
        let toml = env.read("seeds/10_urunler.toml").replace("key =", "on_existing = \"update\"\nkey =");
        env.write("seeds/10_urunler.toml", toml);
        env.run(["-d", &db.url(), "seed"]).success();
        assert_eq!(db.value("SELECT count(*) FROM urunler_x WHERE fiyat = 999"), "0");
        assert_eq!(db.value("SELECT count(*) FROM urunler_x"), "3000");
        let report = env.json(["-d", &db.url(), "seed"]);
        assert_eq!((&report["loaded_data"][0]["same"], &report["run_id"]), (&3_000.into(), &serde_json::Value::Null));
    });
}

#[test]
fn doctor_finds_what_keeps_a_shop_from_working() {
    on_both(|db| {
        let env = upgraded(db);
        let kinds = || {
            let report = env.json(["-d", &db.url(), "doctor"]);
            let findings = report["findings"].as_array().unwrap().clone();
            // Whether the login may make a scratch database is not what this is about.
            let kinds = findings.iter().map(|finding| finding["kind"].as_str().unwrap().to_owned());
            kinds.filter(|kind| kind != "drift_unknown").collect::<Vec<_>>()
        };
        assert_eq!(kinds(), ["not_seeded"]);
        seed(&env, db, &[]).success();
        assert!(kinds().is_empty(), "{:?}", kinds());
        db.execute("UPDATE terminaller SET aktif = '0'; DELETE FROM yetkiler WHERE yetki_kodu = 'pos.iade'");
        assert_eq!(kinds(), ["missing_permissions", "no_till"]);
        db.execute("UPDATE kullanicilar SET aktif = '0'; UPDATE roller SET sistem_rolu = '0'");
        assert_eq!(kinds(), ["inactive_administrator", "missing_roles", "missing_permissions", "no_till"]);
        db.execute("DELETE FROM kullanicilar");
        assert_eq!(kinds()[0], "no_administrator");
    });
}

#[test]
fn every_bad_file_is_named_and_a_set_may_be_chosen_by_name() {
    on_both(|db| {
        let env = upgraded(db);
        seed(&env, db, &["yetkiler"]).success();
        assert_eq!(db.query(COUNTS), [["16", "0", "0", "0", "0", "0", "0", "0"]]);
        let error = env.json(["-d", &db.url(), "seed", "yetkler"]);
        assert_eq!(
            (&error["error"]["kind"], &error["error"]["nearest"]),
            (&"unknown_seed_set".into(), &"yetkiler".into())
        );
        env.write("seeds/1.toml", "tabel = 1");
        env.write("seeds/2.toml", b"\xff");
        let error = env.json(["-d", &db.url(), "seed"]);
        assert_eq!(error["error"]["files"].as_array().unwrap().len(), 5, "{error}");
        env.write("seeds/1.toml", "table = \"yetkilr\"\nkey = [\"x\"]\nrows = []");
        env.write("seeds/2.toml", "table = \"yetkiler\"\nkey = [\"yetki\"]\nrows = []");
        let error = env.json(["-d", &db.url(), "seed", "1"]);
        assert_eq!((&error["error"]["kind"], &error["error"]["nearest"]), (&"no_table".into(), &"yetkiler".into()));
        let error = env.json(["-d", &db.url(), "seed", "2"]);
        assert_eq!(error["error"]["kind"], "no_column");
    });
}
