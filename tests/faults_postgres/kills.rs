//! `kill -9` at random moments: the schema is exactly what the version table says, and the next upgrade finishes.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::shop::Shop;
use crate::support::Migrations;

const REVISIONS: usize = 30;
const KILLS: usize = 30;

/// Tables with rows and indexes that build on each other, so that a wrong order or half a revision shows.
fn write_revisions(migrations: &Migrations) {
    for n in 1..=REVISIONS {
        let (id, parent) = (format!("r{n:02}"), format!("r{:02}", n - 1));
        let parents: &[&str] = if n == 1 { &[] } else { &[&parent] };
        let (mut up, mut down) = (String::new(), String::new());
        up += &format!(
            "CREATE TABLE urun_{n} (id integer PRIMARY KEY, ad text NOT NULL, adet integer DEFAULT {n});\n\
             INSERT INTO urun_{n} SELECT g, 'ürün ' || g FROM generate_series(1, {}) g;\n\
             CREATE INDEX urun_{n}_ad ON urun_{n} (ad);\n",
            n * 20
        );
        if n > 1 {
            let m = n - 1;
            up += &format!(
                "ALTER TABLE urun_{m} ADD COLUMN ek_{n} integer DEFAULT 0;\nUPDATE urun_{m} SET ek_{n} = id;\n\
                 DELETE FROM urun_{m} WHERE id = 1;\n"
            );
            down += &format!(
                "INSERT INTO urun_{m} (id, ad) VALUES (1, 'ürün 1');\nALTER TABLE urun_{m} DROP COLUMN ek_{n};\n"
            );
        }
        down += &format!("DROP TABLE urun_{n};");
        migrations.revision(&id, parents, &up, &down);
    }
}

/// Everything in the database that the revisions made: the schema, and the number of rows and a sum for each table.
fn state(shop: &Shop) -> String {
    let rows = shop.db.column(
        "SELECT relname || ' ' || query_to_xml('SELECT count(*) AS n, sum(id) AS s, sum(adet) AS a FROM ' || oid::regclass, \
         false, true, '')::text FROM pg_class WHERE relname LIKE 'urun\\_%' AND relkind = 'r' ORDER BY relname",
    );
    shop.db.schema() + &rows.join("\n")
}

/// The state of the database for each content of the version table.
type States = BTreeMap<Vec<String>, String>;

/// What a clean run to each revision gives, and how long the whole way takes.
fn reference() -> Option<&'static (States, Duration)> {
    static REFERENCE: OnceLock<Option<(States, Duration)>> = OnceLock::new();
    let make = || {
        let shop = Shop::new()?;
        write_revisions(&shop.migrations);
        let mut states = BTreeMap::from([(Vec::new(), state(&shop))]);
        for n in 1..=REVISIONS {
            shop.goc(&["upgrade", "+1"]).success();
            let id = format!("r{n:02}");
            assert_eq!(shop.db.current(), std::slice::from_ref(&id));
            states.insert(vec![id], state(&shop));
        }
        shop.goc(&["downgrade", "base", "--yes"]).success();
        assert_eq!(state(&shop), states[&Vec::new()], "there and back is where it began");
        let started = Instant::now();
        shop.goc(&["upgrade"]).success();
        Some((states, started.elapsed()))
    };
    REFERENCE.get_or_init(make).as_ref()
}

/// Numbers from a seed that a failing run prints (xorshift64*, Vigna 2016), so that it can be repeated.
struct Random(u64);

impl Random {
    fn new() -> Random {
        let given = std::env::var("GOC_TEST_SEED").ok().and_then(|text| text.parse().ok());
        let seed = given.unwrap_or_else(|| RandomState::new().hash_one(std::process::id()));
        eprintln!("GOC_TEST_SEED={seed}");
        Random(seed | 1)
    }

    fn below(&mut self, limit: Duration) -> Duration {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11;
        limit.mul_f64(number as f64 / (1_u64 << 53) as f64)
    }
}

#[track_caller]
fn check(shop: &Shop, states: &States, after: &str) {
    let current = shop.db.current();
    let expected = states.get(&current).unwrap_or_else(|| panic!("{after}: no revision is {current:?}"));
    assert_eq!(&state(shop), expected, "{after}: the version table says {current:?}");
    if shop.db.tables().iter().any(|table| table == "goc_step") {
        // Each row of the journal is one step of the way.
        let way = "SELECT coalesce(sum(CASE direction WHEN 'upgrade' THEN 1 ELSE -1 END), 0) FROM goc_step WHERE outcome = 'done'";
        let number = current.first().map_or("0", |id| id[1..].trim_start_matches('0'));
        assert_eq!(shop.db.value(way), number, "{after}: the journal has another way than the version table");
    }
}

/// Kills `goc` at a random moment of its run, again and again; `prepare` brings the database to where the run begins.
fn kill_again_and_again(args: &[&str], prepare: impl Fn(&Shop)) {
    let Some((states, duration)) = reference() else { return };
    let Some(shop) = Shop::new() else { return };
    write_revisions(&shop.migrations);
    let mut random = Random::new();
    let mut in_the_middle = 0;
    for kill in 1..=KILLS {
        prepare(&shop);
        let running = shop.start(args);
        let moment = random.below(*duration);
        std::thread::sleep(moment);
        running.kill();
        shop.wait_for_silence();
        let after = format!("kill {kill} of {args:?} after {moment:?}");
        check(&shop, states, &after);
        let current = shop.db.current();
        in_the_middle += usize::from(!current.is_empty() && current != [format!("r{REVISIONS}")]);
        shop.goc(&["upgrade"]).success();
        check(&shop, states, &format!("the upgrade after {after}"));
        assert_eq!(shop.db.current(), [format!("r{REVISIONS}")], "{after}");
    }
    eprintln!("{in_the_middle} of {KILLS} kills came in the middle of the way");
    assert!(in_the_middle > KILLS / 8, "the kills came too early or too late to tell anything");
}

#[test]
fn an_upgrade_killed_at_any_moment_leaves_whole_revisions() {
    kill_again_and_again(&["upgrade"], |shop| shop.db.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
}

#[test]
fn a_downgrade_killed_at_any_moment_leaves_whole_revisions() {
    kill_again_and_again(&["downgrade", "base", "--yes"], |shop| {
        if shop.db.current().is_empty() {
            shop.goc(&["upgrade"]).success();
        }
    });
}

#[test]
fn a_single_transaction_killed_at_any_moment_leaves_all_or_nothing() {
    let Some((states, duration)) = reference() else { return };
    let Some(shop) = Shop::new() else { return };
    write_revisions(&shop.migrations);
    let mut random = Random::new();
    for _ in 0..8 {
        shop.db.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        let running = shop.start(&["upgrade", "--single-transaction"]);
        std::thread::sleep(random.below(*duration));
        running.kill();
        shop.wait_for_silence();
        check(&shop, states, "a kill in a single transaction");
        let current = shop.db.current();
        assert!(current.is_empty() || current == [format!("r{REVISIONS}")], "{current:?}");
    }
}
