//! The line breaks right before or right after a COMMIT arrives: neither repeated nor lost.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use crate::proxy::{Cut, Proxy, Then};
use crate::shop::Shop;

/// Adding to a counter shows a step that ran twice; so does `CREATE TABLE`.
fn five_revisions() -> Option<Shop> {
    let shop = Shop::new()?;
    shop.migrations.revision(
        "r1",
        &[],
        "CREATE TABLE sayac (n integer);\nINSERT INTO sayac VALUES (1);",
        "DROP TABLE sayac;",
    );
    for n in 2..=5 {
        let up = format!("UPDATE sayac SET n = n + 1;\nCREATE TABLE t{n} (id integer);");
        let down = format!("UPDATE sayac SET n = n - 1;\nDROP TABLE t{n};");
        shop.migrations.revision(&format!("r{n}"), &[&format!("r{}", n - 1)], &up, &down);
    }
    Some(shop)
}

fn proxy(shop: &Shop, cut: Cut, then: Then, at: &[usize], late: Duration) -> (Proxy, String) {
    let options = shop.postgres().as_owner();
    let server: SocketAddr = (options.get_host(), options.get_port()).to_socket_addrs().unwrap().next().unwrap();
    let proxy = Proxy::start(server, cut, then, at, late);
    let (name, password) = (shop.postgres().name(), shop.postgres().password());
    // What is encrypted cannot be read by the proxy either.
    let url = format!("postgres://{name}:{password}@{}/{name}?sslmode=disable", proxy.address());
    (proxy, url)
}

/// The counter, the tables and the version agree.
#[track_caller]
fn check(shop: &Shop) -> usize {
    let current = shop.db.current();
    let number: usize = current.first().map_or(0, |id| id[1..].parse().unwrap());
    let tables = shop.db.tables().into_iter().filter(|table| table.starts_with('t')).count();
    if number == 0 {
        assert!(!shop.db.tables().contains(&"sayac".to_owned()));
    } else {
        assert_eq!((shop.db.value("SELECT n FROM sayac"), tables), (number.to_string(), number - 1), "{current:?}");
    }
    number
}

/// Number 1 commits the run's row, so the step number `n` is COMMIT number `n + 1`.
const AT: [&[usize]; 3] = [&[2], &[4], &[6]];

#[test]
fn a_commit_whose_answer_is_lost_is_looked_up_and_the_run_goes_on() {
    for at in AT {
        let Some(shop) = five_revisions() else { return };
        let (proxy, url) = proxy(&shop, Cut::After, Then::Accept, at, Duration::ZERO);
        let output = shop.goc(&["-d", &url, "upgrade"]).success();
        assert!(output.stderr.contains("it is done"), "{output}");
        assert_eq!(check(&shop), 5, "{at:?}: {output}");
        assert_eq!(proxy.commits(), 6, "no step was committed twice");
        assert_eq!(shop.run_outcomes(), ["done"]);
    }
}

#[test]
fn a_commit_that_is_lost_is_run_again_and_the_run_goes_on() {
    for at in AT {
        let Some(shop) = five_revisions() else { return };
        let (_proxy, url) = proxy(&shop, Cut::Before, Then::Accept, at, Duration::ZERO);
        let output = shop.goc(&["-d", &url, "upgrade"]).success();
        assert!(output.stderr.contains("runs again"), "{output}");
        assert_eq!(check(&shop), 5, "{at:?}: {output}");
        assert_eq!(shop.run_outcomes(), ["done"]);
    }
}

#[test]
fn the_look_waits_until_the_server_has_ended_the_old_session() {
    for cut in [Cut::Before, Cut::After] {
        let Some(shop) = five_revisions() else { return };
        let (_proxy, url) = proxy(&shop, cut, Then::Accept, &[3], Duration::from_millis(1_500));
        let output = shop.goc(&["-d", &url, "upgrade"]).success();
        assert_eq!(check(&shop), 5, "{cut:?}: {output}");
        assert_eq!(shop.run_outcomes(), ["done"]);
    }
}

#[test]
fn a_line_that_breaks_at_every_commit_ends_in_an_error_and_the_next_upgrade_finishes() {
    let Some(shop) = five_revisions() else { return };
    let (proxy, url) = proxy(&shop, Cut::Before, Then::Accept, &[3, 4, 5, 6, 7, 8], Duration::ZERO);
    let error = shop.error(&["-d", &url, "upgrade"]);
    assert_eq!(error["kind"], "connection_lost", "{error}");
    drop(proxy);
    assert_eq!(check(&shop), 1);
    shop.goc(&["upgrade"]).success();
    assert_eq!(check(&shop), 5);
}

#[test]
fn the_commit_of_a_downgrade_is_looked_up_too() {
    for cut in [Cut::Before, Cut::After] {
        let Some(shop) = five_revisions() else { return };
        shop.goc(&["upgrade"]).success();
        let (_proxy, url) = proxy(&shop, cut, Then::Accept, &[3], Duration::ZERO);
        let output = shop.goc(&["-d", &url, "downgrade", "base", "--yes"]).success();
        assert_eq!(check(&shop), 0, "{cut:?}: {output}");
    }
}

#[test]
fn all_steps_in_one_transaction_are_looked_up_as_one() {
    for cut in [Cut::Before, Cut::After] {
        let Some(shop) = five_revisions() else { return };
        let (_proxy, url) = proxy(&shop, cut, Then::Accept, &[2], Duration::ZERO);
        let output = shop.goc(&["-d", &url, "upgrade", "--single-transaction"]).success();
        assert_eq!(check(&shop), 5, "{cut:?}: {output}");
        assert_eq!(shop.run_outcomes(), ["done"]);
    }
}

fn in_doubt(cut: Cut) {
    let Some(shop) = five_revisions() else { return };
    let (_proxy, url) = proxy(&shop, cut, Then::Refuse, &[4], Duration::ZERO);
    let error = shop.error(&["-d", &url, "upgrade"]);
    assert_eq!(error["kind"], "in_doubt", "{error}");
    assert!(error["message"].as_str().unwrap().contains("`r3`"), "{error}");
    shop.wait_for_silence();
    assert_eq!(check(&shop), if cut == Cut::Before { 2 } else { 3 });
    shop.goc(&["upgrade"]).success();
    assert_eq!(check(&shop), 5);
    assert_eq!(shop.run_outcomes(), ["crashed", "done"]);
}

// The two take as long as goc's patience with a server that is gone, 15 s, and run beside the others.
#[test]
fn a_commit_that_nobody_can_be_asked_about_is_said_to_be_in_doubt_when_it_was_lost() {
    in_doubt(Cut::Before);
}

#[test]
fn a_commit_that_nobody_can_be_asked_about_is_said_to_be_in_doubt_when_it_arrived() {
    in_doubt(Cut::After);
}

#[test]
fn the_record_of_a_statement_outside_a_transaction_is_neither_repeated_nor_lost() {
    for cut in [Cut::Before, Cut::After] {
        // COMMITs: the run, the step's record, then one for each of the statements, and the end of the step.
        for at in 3..=6 {
            let Some(shop) = Shop::new() else { return };
            let up = "-- goc:transaction off\nCREATE TABLE sayac (n integer);\nINSERT INTO sayac VALUES (1);\nUPDATE sayac SET n = n + 1;";
            shop.migrations.revision("a", &[], up, "DROP TABLE sayac;");
            let (_proxy, url) = proxy(&shop, cut, Then::Accept, &[at], Duration::ZERO);
            let output = shop.goc(&["-d", &url, "upgrade"]);
            shop.goc(&["upgrade"]).success();
            assert_eq!(shop.db.query("SELECT n FROM sayac"), [["2"]], "{cut:?} {at}: {output}");
            assert_eq!(shop.db.current(), ["a"]);
        }
    }
}
