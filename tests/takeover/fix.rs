//! `goc import alembic --fix`: a broken project becomes a history that runs, and stays as it is itself.

use crate::support::{TestEnv, on_both};

fn revision(id: &str, down: &str, message: &str, upgrade: &str) -> String {
    format!(
        "\"\"\"{message}\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision = '{id}'\ndown_revision = {down}\n\n\ndef \
         upgrade():\n    {upgrade}\n\n\ndef downgrade():\n    pass\n"
    )
}

fn table(name: &str) -> String {
    format!("op.create_table('{name}', sa.Column('id', sa.Integer(), primary_key=True))")
}

#[test]
fn a_broken_project_becomes_a_history_that_runs() {
    on_both(|database| {
        let env = TestEnv::new();
        let files = [
            ("001_temel.py", revision("001", "None", "Temel", &table("firmalar"))),
            ("002_stok.py", revision("002", "'01'", "Stok", &table("depolar"))),
            ("003_crm_musteri.py", revision("003", "'002'", "CRM", &table("musteriler"))),
            ("004_eticaret.py", revision("004_eticaret", "'003_crm_musteri'", "E-ticaret", &table("siparisler"))),
            ("005_dal.py", revision("005", "'stok'", "Dal", &table("kampanyalar"))),
            ("006_kopya.py", revision("005", "'005'", "Kopya", &table("kuponlar"))),
        ];
        for (name, text) in &files {
            env.write(&format!("versions/{name}"), text);
        }
        let left = env.run(["import", "alembic", "versions", "--to", "broken"]).expect_code(3);
        assert!(left.stdout.contains("goc repair --mend"), "{left}");
        let dry = env.json(["import", "alembic", "versions", "--fix", "--dry-run"]);
        assert_eq!((&dry["clean"], dry["mended"]["names"].as_array().map(Vec::len)), (&true.into(), Some(4)), "{dry}");
        assert!(!env.path("migrations").exists());

        let done = env.run(["import", "alembic", "versions", "--fix"]).success();
        for line in [
            "mended: 002_stok.py:6: follows `001`, not `01`",
            "mended: 004_eticaret.py:6: follows `003`, not `003_crm_musteri`",
            "mended: 005_dal.py:6: follows `002`, not `stok`",
            "mended: 006_kopya.py: another file is `005`, too; this one counts as `005_2`",
            "mended: the heads 004_eticaret, 005_2 are joined by a new revision",
        ] {
            assert!(done.stdout.contains(line), "{line}\n{done}");
        }
        for (name, text) in &files {
            assert_eq!(env.read(&format!("versions/{name}")), *text, "the Python stays as it is");
        }
        let url = database.url();
        env.run(["-d", &url, "upgrade"]).success();
        let status = env.json(["-d", &url, "status"]);
        assert_eq!(
            (&status["is_up_to_date"], status["heads"].as_array().map(Vec::len)),
            (&true.into(), Some(1)),
            "{status}"
        );
        let tables = database.tables();
        for name in ["firmalar", "depolar", "musteriler", "siparisler", "kampanyalar", "kuponlar"] {
            assert!(tables.iter().any(|table| table == name), "{name}: {tables:?}");
        }
        env.run(["-d", &url, "downgrade", "base", "--yes"]).success();
    });
}

#[test]
fn what_only_a_person_can_decide_is_still_said() {
    let env = TestEnv::new();
    env.write("versions/1.py", revision("001", "None", "first", "pass"));
    env.write("versions/2.py", revision("002", "'nothing like it'", "second", "pass"));
    let output = env.run(["--lang", "tr", "import", "alembic", "versions", "--fix"]).expect_code(3);
    assert!(output.stdout.contains("`002` versiyonunun öncesi `nothing like it`, ama hiçbir dosyada yok"), "{output}");
}
