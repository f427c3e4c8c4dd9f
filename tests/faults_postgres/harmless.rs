//! What a server says cannot move the cursor or set the terminal's title.

use crate::shop::{Session, Shop, wait_for};

const EVIL: &str =
    "chr(27) || ']0;baslik' || chr(7) || chr(155) || '2J' || chr(8238) || 'x' || chr(13) || chr(10) || 'Error: sahte'";

#[track_caller]
fn is_harmless(text: &str) {
    let bad = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!text.contains(bad), "{text:?}");
    assert!(!text.lines().any(|line| line.starts_with("Error: sahte")), "{text:?}");
}

#[test]
fn errors_hints_and_details_are_shown_without_their_control_characters() {
    let Some(shop) = Shop::new() else { return };
    let raise = format!("DO $$ BEGIN RAISE EXCEPTION USING message = {EVIL}, detail = {EVIL}, hint = {EVIL}; END $$;");
    let notice = format!("DO $$ BEGIN RAISE WARNING '%', {EVIL}; END $$;\n{raise}");
    let name = format!(
        "DO $$ BEGIN EXECUTE format('CREATE TABLE %I (id integer)', {EVIL}); EXECUTE format('CREATE TABLE %I (id integer)', {EVIL}); END $$;"
    );
    for up in [raise, notice, name] {
        for header in ["", "-- goc:transaction off\n"] {
            shop.migrations.revision("a", &[], &format!("{header}{up}"), "SELECT 1;");
            let output = shop.goc(&["upgrade"]).expect_code(1);
            assert!(output.stderr.contains("\\x1b"), "it is made visible: {output}");
            for args in [&["repair"][..], &["log"], &["status"]] {
                let shown = shop.goc(args);
                is_harmless(&shown.stdout);
                is_harmless(&shown.stderr);
            }
            is_harmless(&output.stderr);
            is_harmless(&output.stdout);
            let json = shop.env.run(["--json", "upgrade"]).stdout;
            is_harmless(&json);
            shop.db.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        }
    }
}

#[test]
fn who_is_in_the_way_is_shown_without_control_characters() {
    let Some(shop) = Shop::new() else { return };
    shop.db.execute("CREATE TABLE stok (id integer)");
    shop.migrations.revision("a", &[], "ALTER TABLE stok ADD COLUMN n integer;", "SELECT 1;");
    let mut reader = Session::open(&shop.postgres().as_owner());
    reader.execute("BEGIN; SELECT *, '\u{1b}]0;x\u{7}\u{9b}2J\u{202e}' FROM stok");
    let running = shop.start(&["upgrade"]);
    wait_for(10, "the name of the reader", || running.stderr().contains("held by"));
    is_harmless(&running.stderr());
    reader.execute("COMMIT");
    is_harmless(&running.end(20).success().stderr);
}

#[test]
fn an_id_in_the_version_table_is_shown_without_control_characters() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "SELECT 1;", "SELECT 1;");
    shop.db.execute(&format!(
        "CREATE TABLE alembic_version (version_num text); INSERT INTO alembic_version SELECT {EVIL}"
    ));
    for args in [
        &["status"][..],
        &["current"],
        &["upgrade"],
        &["history"],
        &["doctor"],
        &["upgrade", "--sql"],
        &["stamp", "a", "--purge", "--yes"],
    ] {
        let output = shop.goc(args);
        is_harmless(&output.stdout);
        is_harmless(&output.stderr);
    }
}
