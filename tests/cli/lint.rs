use insta::assert_snapshot;

use crate::transcript::Transcript;

const RISKY: &str = "-- goc:upgrade postgres
CREATE INDEX ix_urun_ad ON urunler (ad);
ALTER TABLE urunler ADD COLUMN kod text NOT NULL;
CREATE TABLE etiket (zaman timestamp);
-- goc:upgrade sqlite
ALTER TABLE urunler ADD COLUMN kod text NOT NULL;

-- goc:downgrade
ALTER TABLE urunler DROP COLUMN kod;
";

const FINE: &str = "-- goc:upgrade
-- goc:allow update_all_rows the table has 14 rows
UPDATE urunler SET ad = 'x';
-- goc:downgrade
SELECT 1;
";

#[test]
fn risks_are_named_with_a_code_and_a_safe_way() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade", "head"]);
    t.revision("r1", "003", "", "Riskli", RISKY);
    t.every_way(&["lint"]);
    t.goc(&["lint", "r1", "--engine", "postgres"]);
    t.goc(&["lint", "--all", "--engine", "postgres", "--engine", "sqlite"]);
    t.goc(&["lint", "001", "yok"]);
    assert_snapshot!(t);
}

#[test]
fn what_is_fine_or_allowed_is_clean() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade", "head"]);
    t.every_way(&["lint"]);
    t.revision("f1", "003", "", "Uygun", FINE);
    t.every_way(&["lint"]);
    t.revision("f2", "f1", "", "Nedensiz", &FINE.replace(" the table has 14 rows", ""));
    t.revision("f3", "f2", "", "Boşuna", &FINE.replace("update_all_rows", "drop_table"));
    t.revision("f4", "f3", "", "Yanlış", &FINE.replace("update_all_rows", "update_all_row"));
    t.goc(&["lint"]);
    t.turkish(&["lint"]);
    t.revision("f5", "f4", "", "Kodsuz", &FINE.replace(" update_all_rows the table has 14 rows", ""));
    t.goc(&["lint"]);
    assert_snapshot!(t);
}

#[test]
fn files_are_looked_at_for_both_engines() {
    let mut t = Transcript::linear();
    t.env.write("bakim.sql", "VACUUM FULL urunler;\nALTER TABLE urunler ALTER COLUMN ad TYPE integer;\n");
    t.goc(&["lint", "bakim.sql"]);
    t.json(&["lint", "./bakim.sql", "--engine", "sqlite"]);
    t.env.write("ikili.sql", "SELECT \0;");
    t.env.write("yarim.sql", "-- revision: x\n\nSELECT 1;");
    for file in ["ikili.sql", "yarim.sql", "yok.sql", "."] {
        t.goc(&["lint", file]);
    }
    t.goc(&["lint", "--all", "001"]);
    t.goc(&["lint", "--engine", "oracle"]);
    assert_snapshot!(t);
}

#[test]
fn a_server_whose_locks_are_waited_for_without_an_end_is_named() {
    let mut t = Transcript::linear();
    t.revision(
        "r1",
        "003",
        "",
        "Sütun",
        "-- goc:upgrade\nALTER TABLE urunler ADD COLUMN kod text;\n-- goc:downgrade\nSELECT 1;\n",
    );
    let settings = |timeout: &str| {
        format!(
            "[connections.store]\nurl = \"postgres://sontechsp@127.0.0.1:1/sontechsp\"\nlock_timeout = \"{timeout}\"\n"
        )
    };
    t.env.write("goc.toml", settings("0s"));
    // Given revisions are looked at without the server, which is not there.
    t.goc(&["lint", "r1"]);
    t.turkish(&["lint", "r1"]);
    t.env.write("goc.toml", settings("2s"));
    t.goc(&["lint", "r1"]);
    assert_snapshot!(t);
}
