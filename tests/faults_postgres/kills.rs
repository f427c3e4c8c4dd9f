//! `kill -9` at random moments: the schema is exactly what the version table says, and the next upgrade finishes.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::shop::{GOC_SESSIONS, Running, Session, Shop, wait_for};
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

/// A look at a shop on one connection: logging in hundreds of times would cost more than all the rest.
struct Look {
    session: Session,
}

impl Look {
    fn at(shop: &Shop) -> Look {
        Look { session: Session::open(&shop.postgres().as_superuser()) }
    }

    /// Everything in the database that the revisions made: the schema, and for each table the number of rows and two sums.
    fn state(&mut self) -> String {
        let schema = self.session.column(include_str!("../support/schema.postgres.sql"));
        let rows = self.session.column(
            "SELECT relname || ' ' || query_to_xml('SELECT count(*) AS n, sum(id) AS s, sum(adet) AS a FROM ' || oid::regclass, \
             false, true, '')::text FROM pg_class WHERE relname LIKE 'urun\\_%' AND relkind = 'r' ORDER BY relname",
        );
        schema.join("\n") + &rows.join("\n")
    }

    fn has(&mut self, table: &str) -> bool {
        !self.session.column(&format!("SELECT relname::text FROM pg_class WHERE relname = '{table}'")).is_empty()
    }

    fn current(&mut self) -> Vec<String> {
        if !self.has("alembic_version") {
            return Vec::new();
        }
        self.session.column("SELECT version_num::text FROM public.alembic_version ORDER BY version_num")
    }

    /// The steps forward less the steps back that the journal has as done.
    fn way(&mut self) -> Option<String> {
        let sql = "SELECT coalesce(sum(CASE direction WHEN 'upgrade' THEN 1 ELSE -1 END), 0)::text FROM public.goc_step WHERE outcome = 'done'";
        self.has("goc_step").then(|| self.session.column(sql).remove(0))
    }

    /// Compares what is there with what the version table and the journal say.
    #[track_caller]
    fn check(&mut self, states: &States, after: &str) -> Vec<String> {
        let current = self.current();
        let expected = states.get(&current).unwrap_or_else(|| panic!("{after}: no revision is {current:?}"));
        assert_eq!(&self.state(), expected, "{after}: the version table says {current:?}");
        if let Some(way) = self.way() {
            let number = current.first().map_or("0", |id| id[1..].trim_start_matches('0'));
            assert_eq!(way, number, "{after}: the journal has another way than the version table");
        }
        current
    }

    /// Waits until no session of goc is left, so that what is there is there to stay.
    #[track_caller]
    fn wait_for_silence(&mut self) {
        wait_for(10, "goc's sessions to end", || {
            self.session.column(&GOC_SESSIONS.replace("count(*)", "count(*)::text")) == ["0"]
        });
    }
}

/// The state of the database for each content of the version table.
type States = BTreeMap<Vec<String>, String>;

/// What a clean run to each revision gives, and how long the whole way takes.
fn reference() -> Option<&'static (States, Duration)> {
    static REFERENCE: OnceLock<Option<(States, Duration)>> = OnceLock::new();
    let make = || {
        let shop = Shop::new()?;
        write_revisions(&shop.migrations);
        let mut look = Look::at(&shop);
        let mut states = BTreeMap::from([(Vec::new(), look.state())]);
        for n in 1..=REVISIONS {
            shop.goc(&["upgrade", "+1"]).success();
            let id = format!("r{n:02}");
            assert_eq!(look.current(), std::slice::from_ref(&id));
            states.insert(vec![id], look.state());
        }
        shop.goc(&["downgrade", "base", "--yes"]).success();
        assert_eq!(look.state(), states[&Vec::new()], "there and back is where it began");
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

    fn fraction(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Kills `goc` some time after it said that a number of steps are done, both random; a clock alone would mean the beginning or
    /// the end on a machine that is busier or idler than it was a moment ago. Returns what to call that moment.
    fn kill(&mut self, mut running: Running, step: Duration) -> String {
        let steps = (self.fraction() * REVISIONS as f64) as usize;
        let pause = step.mul_f64(self.fraction() * 2.0);
        while running.stderr().lines().count() < steps && !running.has_ended() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(pause);
        running.kill();
        format!("{pause:?} after {steps} steps")
    }
}

/// Kills `goc` at a random moment of its run, again and again; `prepare` brings the database to where the run begins.
fn kill_again_and_again(args: &[&str], prepare: impl Fn(&Shop, &[String])) {
    let Some((states, duration)) = reference() else { return };
    let Some(shop) = Shop::new() else { return };
    write_revisions(&shop.migrations);
    let mut look = Look::at(&shop);
    let mut random = Random::new();
    let mut in_the_middle = 0;
    for kill in 1..=KILLS {
        prepare(&shop, &look.current());
        let moment = random.kill(shop.start(args), *duration / REVISIONS as u32);
        look.wait_for_silence();
        let after = format!("kill {kill} of {args:?}, {moment}");
        let current = look.check(states, &after);
        in_the_middle += usize::from(!current.is_empty() && current != [format!("r{REVISIONS}")]);
        shop.goc(&["upgrade"]).success();
        let current = look.check(states, &format!("the upgrade after {after}"));
        assert_eq!(current, [format!("r{REVISIONS}")], "{after}");
    }
    eprintln!("{in_the_middle} of {KILLS} kills came in the middle of the way");
    assert!(in_the_middle > KILLS / 3, "the kills came too early or too late to tell anything");
}

const EMPTY: &str = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";

#[test]
fn an_upgrade_killed_at_any_moment_leaves_whole_revisions() {
    kill_again_and_again(&["upgrade"], |shop, _| shop.db.execute(EMPTY));
}

#[test]
fn a_downgrade_killed_at_any_moment_leaves_whole_revisions() {
    kill_again_and_again(&["downgrade", "base", "--yes"], |shop, current| {
        if current.is_empty() {
            shop.goc(&["upgrade"]).success();
        }
    });
}

#[test]
fn a_single_transaction_killed_at_any_moment_leaves_all_or_nothing() {
    let Some((states, duration)) = reference() else { return };
    let Some(shop) = Shop::new() else { return };
    write_revisions(&shop.migrations);
    let mut look = Look::at(&shop);
    let mut random = Random::new();
    for _ in 0..6 {
        shop.db.execute(EMPTY);
        // It says that a step is done only when all are, so that a clock has to do.
        let running = shop.start(&["upgrade", "--single-transaction"]);
        std::thread::sleep(duration.mul_f64(random.fraction()));
        running.kill();
        look.wait_for_silence();
        let current = look.check(states, "a kill in a single transaction");
        assert!(current.is_empty() || current == [format!("r{REVISIONS}")], "{current:?}");
    }
}
