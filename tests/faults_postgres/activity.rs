//! What goes on in a database, seen from a second goc, and ending it from there.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::shop::{Session, Shop, wait_for};

/// What `goc --json activity` says.
#[track_caller]
fn activity(shop: &Shop) -> Value {
    let output = shop.goc(&["--json", "activity"]).success();
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("not JSON: {error}\n{output}"))
}

fn shop_with_lock_timeout(lock_timeout: &str) -> Option<Shop> {
    let shop = Shop::new()?;
    let config =
        format!("default = \"s\"\n[connections.s]\nurl = \"{}\"\nlock_timeout = \"{lock_timeout}\"\n", shop.db.url());
    shop.env.write("goc.toml", config);
    Some(shop)
}

fn with_a_long_step() -> Option<Shop> {
    let shop = Shop::new()?;
    shop.migrations
        .revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;")
        .revision("b", &["a"], "CREATE TABLE b (id integer);\nSELECT pg_sleep(30);", "DROP TABLE b;")
        .revision("c", &["b"], "CREATE TABLE c (id integer);", "DROP TABLE c;");
    Some(shop)
}

#[test]
fn where_nobody_works_it_says_so() {
    let Some(shop) = Shop::new() else { return };
    let found = activity(&shop);
    for part in ["run", "writer", "statement", "progress", "step"] {
        assert_eq!(found[part], Value::Null, "{found:#}");
    }
    assert!(shop.goc(&["activity"]).success().stdout.contains("no goc is at work"));
    assert!(shop.goc(&["--lang", "tr", "activity", "--watch"]).success().stdout.contains("çalışan bir goc yok"));
}

#[test]
fn a_second_goc_sees_the_run_of_the_first_within_two_seconds_and_cancels_it() {
    let Some(shop) = with_a_long_step() else { return };
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(30)");
    let asked = Instant::now();
    let found = activity(&shop);
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    let run = &found["run"];
    assert_eq!((&run["command"], &run["target"]), (&"upgrade".into(), &"head".into()), "{found:#}");
    assert_eq!(run["pid"], running.pid(), "{found:#}");
    assert_eq!(run["plan"].as_array().unwrap().len(), 3, "{found:#}");
    assert_eq!(run["steps_done"], 1, "{found:#}");
    assert_eq!((&found["step"]["number"], &found["step"]["revision"]), (&2.into(), &"b".into()), "{found:#}");
    let sql = found["statement"]["sql"].as_str().unwrap();
    assert!(sql.starts_with("CREATE TABLE b") && sql.contains("pg_sleep(30)"), "{sql}");

    let text = shop.goc(&["activity"]).success().stdout;
    for part in ["upgrade head", "step 2 of 3: b", "pg_sleep(30)", &format!("pid {}", running.pid()), "--cancel"] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }

    let pid = found["writer"]["pid"].as_i64().unwrap().to_string();
    let cancelled = shop.goc(&["activity", "--cancel", &pid]).success();
    assert!(cancelled.stdout.contains(&pid), "{cancelled}");
    let output = running.end(5).expect_code(1);
    assert!(output.stderr.contains("somebody else cancelled it"), "{output}");
    assert!(!output.stderr.contains("attempt"), "it is not tried again: {output}");
    assert_eq!(shop.db.current(), ["a"], "{output}");
    assert!(!shop.db.tables().contains(&"b".to_owned()), "the step was rolled back");
    assert_eq!(shop.run_outcomes(), ["cancelled"]);
    assert_eq!(
        shop.db.query("SELECT revision, outcome FROM goc_step ORDER BY number"),
        [["a", "done"], ["b", "cancelled"]]
    );
    assert_eq!(activity(&shop)["run"], Value::Null);
}

#[test]
fn a_goc_whose_session_is_ended_rolls_its_step_back_and_fails() {
    let Some(shop) = with_a_long_step() else { return };
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(30)");
    let pid = activity(&shop)["writer"]["pid"].as_i64().unwrap().to_string();
    let refused = shop.goc(&["activity", "--terminate", &pid]).expect_code(1);
    assert!(refused.stderr.contains("--yes"), "{refused}");
    shop.goc(&["activity", "--terminate", &pid, "--yes"]).success();
    let output = running.end(10).expect_code(1);
    assert_eq!(shop.db.current(), ["a"], "{output}");
    assert_eq!(shop.run_outcomes(), ["failed"], "{output}");
}

#[test]
fn the_blocker_and_those_behind_are_shown_and_the_blocker_can_be_ended() {
    let Some(shop) = shop_with_lock_timeout("10s") else { return };
    shop.migrations.revision("a", &[], "ALTER TABLE stok ADD COLUMN adet integer;", "SELECT 1;");
    shop.db.execute("CREATE TABLE stok (id integer)");
    let mut reader = Session::open(&shop.postgres().as_owner());
    let reader_pid = reader.pid();
    reader.execute("SET application_name = 'kasa 7'; BEGIN; SELECT 'kasa\u{1b}[2J' FROM stok");
    let running = shop.start(&["-d", "s", "upgrade"]);
    shop.wait_until_runs("ALTER TABLE stok");
    wait_for(10, "the ALTER to wait", || activity(&shop)["blockers"].as_array().is_some_and(|them| !them.is_empty()));
    let options = shop.postgres().as_owner();
    let till = std::thread::spawn(move || Session::open(&options).execute("SELECT count(*) FROM stok"));
    wait_for(10, "the till to wait", || activity(&shop)["blocked"].as_array().is_some_and(|them| !them.is_empty()));

    let found = activity(&shop);
    let (blocker, blocked) = (&found["blockers"][0], &found["blocked"][0]);
    assert_eq!((&blocker["pid"], &blocker["application"]), (&reader_pid.into(), &"kasa 7".into()), "{found:#}");
    assert_eq!((&blocker["is_idle"], &blocker["user"]), (&true.into(), &shop.postgres().name().into()), "{found:#}");
    assert_eq!(blocker["client"], "127.0.0.1", "{found:#}");
    assert!(blocker["query"].as_str().unwrap().contains("kasa"), "{found:#}");
    assert!(blocked["query"].as_str().unwrap().contains("count(*)"), "{found:#}");
    assert_eq!(found["statement"]["lock"], "AccessExclusiveLock public.stok", "{found:#}");
    assert_eq!(found["statement"]["waits_for"], "Lock: relation", "{found:#}");
    let text = shop.goc(&["activity"]).success().stdout;
    assert!(!text.contains('\u{1b}'), "{text:?}");

    // Cancelling one that runs nothing changes nothing, and that is said.
    let pid = reader_pid.to_string();
    let output = shop.goc(&["activity", "--cancel", &pid]).success();
    assert!(output.stdout.contains("--terminate"), "{output}");
    shop.goc(&["activity", "--terminate", &pid, "--yes"]).success();
    running.end(15).success();
    till.join().unwrap();
    assert_eq!(shop.db.current(), ["a"]);
}

#[test]
fn only_who_is_in_the_way_can_be_ended_and_a_missing_right_is_explained() {
    let Some(shop) = with_a_long_step() else { return };
    let mut bystander = Session::open(&shop.postgres().as_owner());
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(30)");
    let pid = bystander.pid().to_string();
    let error = shop.error(&["activity", "--cancel", &pid]);
    assert_eq!(error["kind"], "not_in_the_way", "{error}");
    bystander.execute("SELECT 1");

    let guest = format!("guest_{}", shop.postgres().name());
    let sql = format!("CREATE ROLE \"{guest}\" LOGIN PASSWORD 'guest'");
    shop.postgres().query_as_superuser(&sql).unwrap();
    let url = shop.db.url().replacen("://", &format!("://{guest}:guest@"), 1);
    let (before, after) = (url.find(":guest@").unwrap() + 7, url.rfind('@').unwrap() + 1);
    let url = format!("{}{}", &url[..before], &url[after.max(before)..]);
    let pid = activity(&shop)["writer"]["pid"].as_i64().unwrap().to_string();
    let error = shop.error(&["-d", &url, "activity", "--cancel", &pid]);
    assert_eq!(error["kind"], "not_allowed", "{error}");
    assert!(error["hint"].as_str().unwrap().contains("pg_signal_backend"), "{error}");
    shop.postgres().query_as_superuser(&format!("DROP ROLE \"{guest}\"")).unwrap();
    shop.goc(&["activity", "--cancel", &pid]).success();
    running.end(5).expect_code(1);
}

#[test]
fn the_progress_of_an_index_is_seen_from_elsewhere() {
    let Some(shop) = Shop::new() else { return };
    shop.db.execute("CREATE TABLE stok AS SELECT g AS id, md5(g::text) AS ad FROM generate_series(1, 1000000) g");
    shop.migrations.revision("a", &[], "CREATE INDEX ix_stok ON stok (ad);", "DROP INDEX ix_stok;");
    let mut running = shop.start(&["upgrade"]);
    let mut seen = Vec::new();
    wait_for(60, "the index to be built", || {
        let found = activity(&shop)["progress"].clone();
        if found != Value::Null {
            seen.push(found);
        }
        running.has_ended()
    });
    running.end(1).success();
    let with_amount = seen.iter().find(|progress| progress["amount"] != Value::Null);
    let progress = with_amount.unwrap_or_else(|| panic!("no progress was seen: {seen:#?}"));
    assert_eq!((&progress["command"], &progress["table"]), (&"CREATE INDEX".into(), &"public.stok".into()));
    assert!(progress["amount"]["total"].as_u64().unwrap() > 1_000, "{progress:#}");
}

#[test]
fn watching_ends_with_the_run() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "SELECT pg_sleep(3);", "SELECT 1;");
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(3)");
    let watching = shop.start(&["--json", "activity", "--watch"]);
    running.end(10).success();
    let output = watching.end(5).success();
    let lines: Vec<Value> = output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() > 1, "{output}");
    assert_eq!(lines[0]["step"]["revision"], "a", "{output}");
    assert_eq!(lines.last().unwrap()["run"], Value::Null, "{output}");
}

#[test]
fn a_prepared_transaction_in_the_way_is_named_with_the_statement_that_ends_it() {
    let Some(shop) = shop_with_lock_timeout("10s") else { return };
    shop.migrations.revision("a", &[], "ALTER TABLE stok ADD COLUMN adet integer;", "SELECT 1;");
    shop.db.execute("CREATE TABLE stok (id integer)");
    let gid = format!("gece {}", shop.postgres().name());
    let mut session = Session::open(&shop.postgres().as_owner());
    session.execute(&format!("BEGIN; LOCK TABLE stok; PREPARE TRANSACTION '{gid}'"));
    let running = shop.start(&["-d", "s", "upgrade"]);
    wait_for(10, "the ALTER to wait", || activity(&shop)["blockers"].as_array().is_some_and(|them| !them.is_empty()));
    let blocker = activity(&shop)["blockers"][0].clone();
    assert_eq!((&blocker["pid"], &blocker["query"]), (&0.into(), &gid.as_str().into()), "{blocker:#}");
    let text = shop.goc(&["activity"]).success().stdout;
    assert!(text.contains(&format!("ROLLBACK PREPARED '{gid}'")), "{text}");
    session.execute(&format!("ROLLBACK PREPARED '{gid}'"));
    running.end(15).success();
}

#[test]
fn of_a_writer_without_a_run_at_least_the_session_is_shown_and_a_crashed_run_is_not_taken_for_its_own() {
    let Some(shop) = with_a_long_step() else { return };
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(30)");
    running.kill();
    shop.wait_for_silence();
    // Somebody else's goc has the lock now, and the journal still has the run that crashed without an end.
    let mut other = Session::open(&shop.postgres().as_owner());
    other.execute("SET application_name = 'goc ayse@kasa-2 pid 77'; SELECT pg_advisory_lock(6778723, 1)");
    let found = activity(&shop);
    assert_eq!(found["run"], Value::Null, "{found:#}");
    assert_eq!(found["writer"]["application"], "goc ayse@kasa-2 pid 77", "{found:#}");
    assert!(shop.goc(&["activity"]).success().stdout.contains("ayse@kasa-2 pid 77"));
}

#[test]
fn a_goc_that_gives_way_to_the_till_again_and_again_is_cancelled_at_whatever_moment() {
    let Some(shop) = shop_with_lock_timeout("100ms") else { return };
    shop.migrations.revision("a", &[], "ALTER TABLE stok ADD COLUMN adet integer;", "SELECT 1;");
    shop.db.execute("CREATE TABLE stok (id integer)");
    let mut reader = Session::open(&shop.postgres().as_owner());
    reader.execute("BEGIN; SELECT * FROM stok");
    let running = shop.start(&["-d", "s", "upgrade"]);
    // It pauses for a second at least now, and runs nothing.
    wait_for(10, "the first attempt to fail", || running.stderr().contains("attempt 1"));
    let found = activity(&shop);
    let pid = found["writer"]["pid"].as_i64().unwrap().to_string();
    let output = shop.goc(&["activity", "--cancel", &pid]).success();
    assert!(!output.stdout.contains("--terminate"), "it was cancelled: {output}");
    running.end(5).expect_code(1);
    assert_eq!(shop.run_outcomes(), ["cancelled"]);
    assert!(shop.db.current().is_empty());
}

/// A step without a transaction whose commands take their time.
const SLOW: &str = "-- goc:transaction off
SET vacuum_cost_delay = '20ms';
SET vacuum_cost_limit = 1;
VACUUM stok;
ANALYZE stok;
SET vacuum_cost_delay = 0;
VACUUM FULL yavas;
COPY gelen (id) FROM stdin;
1
2
3
4
5
6
7
8
\\.
";

#[test]
fn every_command_that_the_server_counts_is_seen_with_its_progress() {
    let Some(shop) = Shop::new() else { return };
    let version: u32 = shop.db.value("SHOW server_version_num").parse().unwrap();
    shop.db.execute("CREATE TABLE stok AS SELECT g AS id, repeat('x', 500) AS ad FROM generate_series(1, 2000) g");
    for sql in [
        "CREATE FUNCTION yavas(n integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.15); RETURN n; END'",
        "CREATE TABLE yavas AS SELECT g AS id FROM generate_series(1, 8) g",
        "CREATE INDEX ix_a ON yavas (id)",
        "CREATE INDEX ix_b ON yavas (yavas(id))",
        "CREATE TABLE gelen (id integer CHECK (public.yavas(id) > 0))",
    ] {
        shop.db.execute(sql);
    }
    shop.migrations.revision("a", &[], SLOW, "SELECT 1;");
    let mut running = shop.start(&["upgrade"]);
    let mut seen = Vec::new();
    wait_for(60, "the commands to end", || {
        let progress = activity(&shop)["progress"].clone();
        if progress != Value::Null {
            seen.push(progress);
        }
        running.has_ended()
    });
    running.end(1).success();
    let of = |command: &str| seen.iter().find(|it| it["command"] == command && it["amount"] != Value::Null);
    for (command, since) in [("VACUUM", 0), ("ANALYZE", 130_000), ("VACUUM FULL", 0), ("COPY FROM", 140_000)] {
        assert!(version < since || of(command).is_some(), "{command} was not seen: {seen:#?}");
    }
}

#[test]
fn a_script_with_a_timeout_of_its_own_can_be_cancelled_as_well() {
    let Some(shop) = Shop::new() else { return };
    let sql = "SET LOCAL statement_timeout = '1min';\nSELECT pg_sleep(30);";
    shop.migrations.revision("a", &[], sql, "SELECT 1;");
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(30)");
    let pid = activity(&shop)["writer"]["pid"].as_i64().unwrap().to_string();
    shop.goc(&["activity", "--cancel", &pid]).success();
    running.end(5).expect_code(1);
    assert_eq!(shop.run_outcomes(), ["cancelled"]);
}
