//! Kind to the shop: a reader of a table that a step alters is waited for, but nobody queues behind the step for long.

use std::time::{Duration, Instant};

use crate::shop::{Session, Shop, wait_for};

fn shop_with_lock_timeout(lock_timeout: &str) -> Option<Shop> {
    let shop = Shop::new()?;
    let config =
        format!("default = \"s\"\n[connections.s]\nurl = \"{}\"\nlock_timeout = \"{lock_timeout}\"\n", shop.db.url());
    shop.env.write("goc.toml", config);
    shop.migrations.revision(
        "a",
        &[],
        "CREATE TABLE b (id integer);\nALTER TABLE stok ADD COLUMN adet integer;",
        "DROP TABLE b;",
    );
    shop.db.execute("CREATE TABLE stok (id integer)");
    Some(shop)
}

#[test]
fn nobody_waits_behind_a_waiting_alter_for_long_and_it_succeeds_once_the_reader_is_gone() {
    // The default, as a store has it.
    let Some(shop) = shop_with_lock_timeout("2s") else { return };
    let mut reader = Session::open(&shop.postgres().as_owner());
    reader.execute("BEGIN; SELECT * FROM stok");
    let running = shop.start(&["-d", "s", "upgrade"]);
    let mut longest = Duration::ZERO;
    let mut till = Session::open(&shop.postgres().as_owner());
    wait_for(20, "the second attempt to fail", || {
        let asked = Instant::now();
        till.execute("SELECT count(*) FROM stok");
        longest = longest.max(asked.elapsed());
        running.stderr().contains("attempt 2")
    });
    assert!(longest > Duration::from_millis(500), "the till never met the waiting ALTER: {longest:?}");
    assert!(longest < Duration::from_millis(2_500), "a till waited {longest:?}");
    reader.execute("COMMIT");
    let output = running.end(20).success();
    assert!(output.stderr.contains(&format!("pid {}", reader.pid())), "{output}");
    assert_eq!(shop.db.current(), ["a"]);
}

/// How long a till that reads and writes waits at the longest, while `statement` waits for somebody with an old transaction.
fn longest_wait_behind(statement: &str, until: &str) -> Option<Duration> {
    let shop = shop_with_lock_timeout("1s")?;
    shop.migrations.revision("z", &[], &format!("-- goc:transaction off\n{statement};"), "SELECT 1;");
    let mut old = Session::open(&shop.postgres().as_owner());
    old.execute("BEGIN; INSERT INTO stok VALUES (1)");
    let running = shop.start(&["-d", "s", "upgrade", "z"]);
    let mut longest = Duration::ZERO;
    let mut till = Session::open(&shop.postgres().as_owner());
    // One that waited for ever would hang the test, which holds what everybody waits for.
    till.execute("SET statement_timeout = '10s'");
    // Long enough for two attempts, if there are several.
    let deadline = Instant::now() + Duration::from_secs(5);
    wait_for(20, until, || {
        let asked = Instant::now();
        till.execute("SELECT count(*) FROM stok; INSERT INTO stok VALUES (2)");
        longest = longest.max(asked.elapsed());
        Instant::now() > deadline || running.stderr().contains(until)
    });
    old.execute("COMMIT");
    running.end(20).success();
    assert_eq!(shop.db.current(), ["z"]);
    Some(longest)
}

#[test]
fn nobody_waits_for_long_behind_a_command_without_a_transaction_that_locks_everybody_out() {
    let Some(longest) = longest_wait_behind("VACUUM FULL stok", "attempt 2") else { return };
    assert!(longest < Duration::from_millis(1_500), "a till waited {longest:?}");
}

#[test]
fn nobody_waits_behind_an_index_that_is_built_beside_the_shop_and_waits_itself() {
    let statement = "CREATE INDEX CONCURRENTLY ix ON stok (id)";
    let Some(longest) = longest_wait_behind(statement, "what never comes") else { return };
    assert!(longest < Duration::from_millis(500), "a till waited {longest:?}");
}

#[test]
fn it_gives_up_after_some_attempts_and_names_who_is_in_the_way() {
    let Some(shop) = shop_with_lock_timeout("300ms") else { return };
    let mut reader = Session::open(&shop.postgres().as_owner());
    reader.execute("SET application_name = 'kasa 7'; BEGIN; SELECT * FROM stok");
    let error = shop.error(&["-d", "s", "upgrade"]);
    let message = error["message"].as_str().unwrap();
    assert_eq!(error["kind"], "lock_timeout", "{error}");
    for part in [&format!("pid {}", reader.pid()), "kasa 7", "a_test.sql:8", "5 attempts", shop.postgres().name()] {
        assert!(message.contains(part), "{part} is not in: {message}");
    }
    assert!(shop.db.current().is_empty());
    assert!(!shop.db.tables().contains(&"b".to_owned()), "the step was rolled back");
    assert_eq!(shop.run_outcomes(), ["failed"]);
    reader.execute("COMMIT");
    shop.goc(&["-d", "s", "upgrade"]).success();
}

#[test]
fn whoever_holds_the_version_table_is_named_too() {
    let Some(shop) = shop_with_lock_timeout("300ms") else { return };
    shop.migrations.revision("c", &["a"], "SELECT 1;", "SELECT 1;");
    shop.goc(&["-d", "s", "upgrade", "a"]).success();
    let mut other = Session::open(&shop.postgres().as_owner());
    other.execute("BEGIN; UPDATE alembic_version SET version_num = version_num");
    let error = shop.error(&["-d", "s", "upgrade"]);
    assert_eq!(error["kind"], "lock_timeout", "{error}");
    assert!(error["message"].as_str().unwrap().contains(&format!("pid {}", other.pid())), "{error}");
    assert_eq!(shop.db.current(), ["a"]);
}
