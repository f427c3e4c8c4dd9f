//! Several upgrades at the same time: one works, the others wait, nobody fails.

use crate::shop::{Shop, wait_for};
use crate::support::Output;

fn upgrade_together(shop: &Shop, number: usize) -> Vec<Output> {
    let running: Vec<_> = (0..number).map(|_| shop.start(&["upgrade"])).collect();
    running.into_iter().map(|one| one.end(60).success()).collect()
}

fn ten_revisions(shop: &Shop) {
    for n in 1..=10 {
        let (id, parent) = (format!("p{n:02}"), format!("p{:02}", n - 1));
        let parents: &[&str] = if n == 1 { &[] } else { &[&parent] };
        let up = format!("CREATE TABLE t{n} (id integer);\nINSERT INTO t{n} VALUES ({n});\nSELECT pg_sleep(0.03);");
        shop.migrations.revision(&id, parents, &up, &format!("DROP TABLE t{n};"));
    }
}

fn each_step_was_applied_once(number: usize) {
    let Some(shop) = Shop::new() else { return };
    ten_revisions(&shop);
    upgrade_together(&shop, number);
    assert_eq!(shop.db.current(), ["p10"]);
    assert_eq!(shop.run_outcomes(), ["done"], "only one of them had anything to do");
    assert_eq!(shop.db.value("SELECT count(*) || ' ' || count(DISTINCT revision) FROM goc_step"), "10 10");
    for n in 1..=10 {
        assert_eq!(shop.db.value(&format!("SELECT string_agg(id::text, ',') FROM t{n}")), n.to_string());
    }
}

#[test]
fn two_upgrades_at_once_apply_every_step_once() {
    each_step_was_applied_once(2);
}

#[test]
fn eight_upgrades_at_once_apply_every_step_once() {
    each_step_was_applied_once(8);
}

#[test]
fn a_waiting_upgrade_says_who_holds_the_lock() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "SELECT pg_sleep(2);", "SELECT 1;");
    let first = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(2)");
    let second = shop.start(&["upgrade"]);
    let name = format!("pid {}", first.pid());
    wait_for(5, "the second to name the first", || second.stderr().contains(&name));
    assert!(second.stderr().contains(shop.postgres().name()), "the role is named, too: {}", second.stderr());
    first.end(10).success();
    second.end(10).success();
    assert_eq!(shop.run_outcomes(), ["done"]);
}

#[test]
fn three_at_once_with_an_index_built_concurrently_do_not_lock_each_other_out() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations
        .revision("a", &[], "CREATE TABLE satis (id integer);\nINSERT INTO satis SELECT generate_series(1, 20000);", "DROP TABLE satis;")
        .revision(
            "b",
            &["a"],
            "-- goc:transaction off\nCREATE INDEX CONCURRENTLY satis_id ON satis (id);\nCREATE INDEX CONCURRENTLY satis_iki ON satis (id, id);",
            "DROP INDEX satis_id, satis_iki;",
        );
    upgrade_together(&shop, 3);
    assert_eq!(shop.db.current(), ["b"]);
    assert_eq!(shop.db.value("SELECT count(*) FROM pg_index WHERE indrelid = 'satis'::regclass AND indisvalid"), "2");
    assert_eq!(shop.run_outcomes(), ["done"]);
}
