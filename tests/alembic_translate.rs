//! A small Alembic project becomes goc's and runs, out and back, on both engines.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use support::{Postgres, Sqlite, TestDatabase, TestEnv};

fn write_project(env: &TestEnv) {
    env.write("alembic/env.py", "raise SystemExit(open('was_run', 'w').write('x'))\n");
    env.write(
        "alembic/versions/a.py",
        "\"\"\"ilk tablolar\n\nRevision ID: aaaa1111\nRevises: \nCreate Date: 2024-12-17 15:00:00\n\n\"\"\"\nfrom alembic import op\nimport \
         sqlalchemy as sa\n\nrevision = 'aaaa1111'\ndown_revision = None\nbranch_labels = ('shop',)\n\n\ndef upgrade():\n    \
         op.create_table('firmalar', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('ad', sa.String(50), nullable=False), \
         sa.Column('aktif', sa.Boolean(), server_default=sa.true(), nullable=False))\n    op.create_table('magazalar', sa.Column('id', \
         sa.Integer(), primary_key=True), sa.Column('firma_id', sa.Integer(), sa.ForeignKey('firmalar.id', ondelete='CASCADE')), \
         sa.Column('durum', sa.Enum('acik', 'kapali', name='magaza_durumu')))\n    op.bulk_insert(sa.table('firmalar', sa.column('ad', \
         sa.String)), [{'ad': \"Ali'nin\"}, {'ad': 'Güneş'}])\n\n\ndef downgrade():\n    op.drop_table('magazalar')\n    \
         op.drop_table('firmalar')\n",
    );
    env.write(
        "alembic/versions/b.py",
        "\"\"\"ikinci\n\nRevision ID: bbbb2222\nRevises: aaaa1111\nCreate Date: 2024-12-18 15:00:00\n\n\"\"\"\nfrom alembic import op\nimport \
         sqlalchemy as sa\n\nrevision = 'bbbb2222'\ndown_revision = 'aaaa1111'\n\n\ndef upgrade():\n    with \
         op.batch_alter_table('firmalar') as batch_op:\n        batch_op.add_column(sa.Column('vergi_no', sa.String(11)))\n        \
         batch_op.alter_column('ad', new_column_name='unvan', type_=sa.String(100), existing_nullable=False)\n        \
         batch_op.create_unique_constraint('uq_unvan', ['unvan'])\n    op.create_index(op.f('ix_durum'), 'magazalar', \
         ['durum'])\n\n\ndef downgrade():\n    op.drop_index(op.f('ix_durum'), table_name='magazalar')\n    with \
         op.batch_alter_table('firmalar') as batch_op:\n        batch_op.drop_constraint('uq_unvan', type_='unique')\n        \
         batch_op.alter_column('unvan', new_column_name='ad', type_=sa.String(50))\n        batch_op.drop_column('vergi_no')\n",
    );
}

fn out_and_back(env: &TestEnv, db: &TestDatabase) {
    let url = db.url();
    let run = |words: &[&str]| env.run([&["-d", &url, "--migrations", "migrations"], words].concat()).success();
    run(&["upgrade"]);
    assert_eq!(db.value("SELECT unvan FROM firmalar WHERE id = 1"), "Ali'nin");
    run(&["downgrade", "base", "--yes"]);
    assert_eq!(db.schema(), "");
    // Nothing was left behind that would be in the way.
    run(&["upgrade", "aaaa1111"]);
    assert_eq!(db.value("SELECT count(*) FROM firmalar"), "2");
    run(&["downgrade", "base", "--yes"]);
}

#[test]
fn a_project_is_imported_and_runs_out_and_back() {
    let env = TestEnv::new();
    write_project(&env);
    let output = env.run(["import", "alembic", "alembic", "--dry-run"]).success();
    assert!(output.stdout.contains("2 revisions would be written to migrations"), "{output}");
    assert!(!env.path("migrations").exists());
    env.run(["import", "alembic", "alembic"]).success();
    let first = env.read("migrations/aaaa1111_ilk_tablolar.sql");
    for line in [
        "-- revision: aaaa1111",
        "-- branch_labels: shop",
        "-- message: ilk tablolar",
        "-- created: 2024-12-17 15:00:00",
    ] {
        assert!(first.contains(line), "{line}\n{first}");
    }
    assert!(!env.path("was_run").exists());
    out_and_back(&env, &Sqlite::database());
    if let Some(db) = Postgres::database() {
        out_and_back(&env, &db);
    }
}

#[test]
fn what_is_there_is_never_overwritten_and_nothing_is_half_written() {
    let env = TestEnv::new();
    write_project(&env);
    env.write("migrations/bbbb2222_ikinci.sql", "-- mine\n");
    let error = env.run(["import", "alembic", "alembic"]).expect_code(1);
    assert!(error.stderr.contains("bbbb2222_ikinci.sql"), "{error}");
    assert!(!env.path("migrations/aaaa1111_ilk_tablolar.sql").exists());
    let error = env.json(["import", "alembic", "alembic", "--to", "alembic/versions"]);
    assert_eq!(error["error"]["kind"], "same_folder", "{error}");
    let error = env.json(["import", "alembic", "migrations"]);
    assert_eq!(error["error"]["kind"], "not_alembic", "{error}");
}

#[test]
fn what_is_not_understood_refuses_to_run_until_somebody_has_written_it() {
    let env = TestEnv::new();
    write_project(&env);
    let file = "alembic/versions/b.py";
    env.write(
        file,
        env.read(file).replace(
            "def upgrade():\n",
            "def upgrade():\n    for row in op.get_bind().execute('SELECT 1'):\n        op.execute('x')\n",
        ),
    );
    let report = env.json(["import", "alembic", "alembic"]);
    assert_eq!(report["clean"], false, "{report}");
    let place = &report["revisions"][1]["untranslated"][0];
    assert_eq!((&place["file"], &place["line"]), (&"b.py".into(), &16.into()), "{report}");
    env.run(["import", "alembic", "alembic", "--to", "again", "--lang", "tr"]).expect_code(3);
    let sqlite = Sqlite::database();
    let url = sqlite.url();
    let upgrade = ["-d", &url, "--migrations", "migrations", "upgrade"];
    let error = env.json(upgrade);
    assert_eq!(error["error"]["kind"], "untranslated", "{error}");
    assert_eq!(error["error"]["sources"][0], "b.py:16", "{error}");
    assert_eq!(sqlite.schema(), "");
    let written = "migrations/bbbb2222_ikinci.sql";
    env.write(written, env.read(written).replace("-- goc:untranslated b.py:16\n", ""));
    env.run(upgrade).success();
}
