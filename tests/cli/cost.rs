//! `goc plan … --cost`.

use crate::support::{Migrations, TestEnv, on_both};

#[test]
fn the_cost_of_a_run_is_said_before_it_begins_and_nothing_changes() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations
            .revision(
                "a",
                &[],
                "CREATE TABLE t (id integer PRIMARY KEY, n integer);\nINSERT INTO t VALUES (1, 1);",
                "DROP TABLE t;",
            )
            .revision(
                "b",
                &["a"],
                "CREATE INDEX i ON t (n);\nCREATE TABLE u (id integer);",
                "DROP INDEX i;\nDROP TABLE u;",
            );
        let url = database.url();
        env.run(["-d", &url, "upgrade", "a"]).success();
        let tables = database.tables();
        let output = env.run(["-d", &url, "plan", "upgrade", "head", "--cost"]).success();
        for part in ["+ b", "t  all rows are read  (1 row", "1 table new", "no backup yet"] {
            assert!(output.stdout.contains(part), "{part}: {output}");
        }
        let lock = if database.engine() == "postgres" {
            "tills can read, not write:"
        } else {
            "other programs can read the file"
        };
        assert!(output.stdout.contains(lock), "{output}");
        let json = env.json(["-d", &url, "plan", "upgrade", "head", "--cost"]);
        assert_eq!(json["steps"][0]["tables"][0]["table"].as_str().unwrap().rsplit('.').next(), Some("t"), "{json}");
        let back = env.run(["-d", &url, "plan", "downgrade", "base", "--cost"]).success();
        assert!(back.stdout.contains("t  the table is dropped with its rows  (1 row"), "{back}");
        assert_eq!((database.tables(), database.current()), (tables, vec!["a".to_owned()]));
        let refused = env.run(["-d", &url, "plan", "stamp", "head", "--cost"]).expect_code(1);
        assert!(refused.stderr.contains("neither a stamp nor a range"), "{refused}");
    });
}
