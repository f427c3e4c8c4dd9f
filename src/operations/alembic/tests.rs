//! Python in, SQL for both engines out.

use super::reason::Reason;
use super::render::Types;
use super::revision::follow;
use super::section::{Piece, Section};
use super::sqlite::Shadow;
use crate::revision::Direction;

/// What a file with these statements in its `upgrade()` becomes: `[postgres, sqlite]`.
async fn sections(top: &str, body: &str) -> [Section; 2] {
    let indented: String = body.lines().map(|line| format!("    {line}\n")).collect();
    whole(&format!("from alembic import op\nimport sqlalchemy as sa\nfrom sqlalchemy.dialects import postgresql\n{top}\ndef upgrade():\n{indented}"))
        .await
}

async fn whole(source: &str) -> [Section; 2] {
    let [[postgres, sqlite], _] = follow(source);
    let mut shadow = Shadow::new().await.expect("a database in memory");
    let sqlite = sqlite.sqlite(source, Direction::Upgrade, &mut shadow).await.expect("a database in memory");
    [postgres.postgres(source, Direction::Upgrade, &mut Types::default()), sqlite]
}

/// Statements on one line each; what was not understood as `?`.
fn shown(section: &Section) -> Vec<String> {
    let line = |sql: &str| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    section
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Sql(sql) => line(sql),
            Piece::Mark(..) => "?".to_owned(),
            Piece::LeftOut(_, what) => format!("without {}", line(what)),
        })
        .collect()
}

async fn expect(body: &str, postgres: &[&str], sqlite: &[&str]) {
    let [one, other] = sections("", body).await;
    assert_eq!(shown(&one), postgres, "{body}");
    assert_eq!(shown(&other), sqlite, "{body}");
}

/// A table to work on, on both engines.
const TABLE: &str = "op.create_table('t', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('a', sa.String(5)), sa.Column('b', sa.Integer()))\n";

/// The same with what it makes left out.
async fn expect_behind(body: &str, postgres: &[&str], sqlite: &[&str]) {
    let [one, other] = sections("", &format!("{TABLE}{body}")).await;
    assert_eq!(&shown(&one)[1..], postgres, "{body}");
    assert_eq!(&shown(&other)[1..], sqlite, "{body}");
}

#[tokio::test]
async fn tables_are_made_as_alembic_makes_them() {
    expect(
        "op.create_table('user', sa.Column('id', sa.BigInteger(), primary_key=True), sa.Column('Name', sa.Unicode(20), nullable=False, unique=True, comment='Adı'))",
        &[
            "CREATE TABLE \"user\" ( id BIGSERIAL NOT NULL, \"Name\" VARCHAR(20) NOT NULL, PRIMARY KEY (id), UNIQUE (\"Name\") )",
            "COMMENT ON COLUMN \"user\".\"Name\" IS 'Adı'",
        ],
        &["CREATE TABLE user ( id BIGINT NOT NULL, \"Name\" VARCHAR(20) NOT NULL, PRIMARY KEY (id), UNIQUE (\"Name\") )"],
    )
    .await;
    expect(
        "op.create_table('t', sa.Column('a', sa.Integer(), sa.ForeignKey('p.id', ondelete='CASCADE'), primary_key=True), sa.Column('e', sa.Enum('x', 'y', name='kind')), sa.CheckConstraint('a > 0', name='ck'))",
        &[
            "CREATE TYPE kind AS ENUM ('x', 'y')",
            "CREATE TABLE t ( a INTEGER NOT NULL, e kind, PRIMARY KEY (a), CONSTRAINT ck CHECK (a > 0), FOREIGN KEY(a) REFERENCES p (id) ON DELETE CASCADE )",
        ],
        &["CREATE TABLE t ( a INTEGER NOT NULL, e VARCHAR(1), PRIMARY KEY (a), CONSTRAINT ck CHECK (a > 0), FOREIGN KEY(a) REFERENCES p (id) ON DELETE CASCADE )"],
    )
    .await;
    expect(
        "op.create_table('t', sa.Column('j', postgresql.JSONB(), server_default=sa.text(\"'{}'::jsonb\")), sa.Column('at', sa.DateTime(timezone=True), server_default=sa.func.now()), sa.Column('n', postgresql.ARRAY(sa.Text())), sa.CheckConstraint(\"j ~* 'x'\"))",
        &["CREATE TABLE t ( j JSONB DEFAULT '{}'::jsonb, at TIMESTAMP WITH TIME ZONE DEFAULT now(), n TEXT[], CHECK (j ~* 'x') )"],
        &["without t: CHECK (j ~* 'x')", "CREATE TABLE t ( j JSONB DEFAULT '{}', at DATETIME DEFAULT CURRENT_TIMESTAMP, n JSON )"],
    )
    .await;
}

#[tokio::test]
async fn what_sqlite_cannot_alter_is_a_new_table() {
    expect_behind(
        "op.add_column('t', sa.Column('c', sa.Boolean(), server_default=sa.false(), nullable=False))",
        &["ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT false NOT NULL"],
        &["ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT 0 NOT NULL"],
    )
    .await;
    expect_behind(
        "op.alter_column('t', 'b', type_=sa.BigInteger(), nullable=False, new_column_name='c')",
        &[
            "ALTER TABLE t ALTER COLUMN b TYPE BIGINT",
            "ALTER TABLE t ALTER COLUMN b SET NOT NULL",
            "ALTER TABLE t RENAME b TO c",
        ],
        &[
            "CREATE TABLE goc_new_t ( id INTEGER NOT NULL, a VARCHAR(5), b BIGINT NOT NULL, PRIMARY KEY (id) )",
            "INSERT INTO goc_new_t (id, a, b) SELECT id, a, b FROM t",
            "DROP TABLE t",
            "ALTER TABLE goc_new_t RENAME TO t",
            "ALTER TABLE t RENAME COLUMN b TO c",
        ],
    )
    .await;
    expect_behind(
        "op.create_unique_constraint(None, 't', ['a'])\nop.drop_constraint('t_a_key', 't', type_='unique')",
        &["ALTER TABLE t ADD UNIQUE (a)", "ALTER TABLE t DROP CONSTRAINT t_a_key"],
        &[
            "CREATE TABLE goc_new_t ( id INTEGER NOT NULL, a VARCHAR(5), b INTEGER, PRIMARY KEY (id), UNIQUE (a) )",
            "INSERT INTO goc_new_t (id, a, b) SELECT id, a, b FROM t",
            "DROP TABLE t",
            "ALTER TABLE goc_new_t RENAME TO t",
            "CREATE TABLE goc_new_t ( id INTEGER NOT NULL, a VARCHAR(5), b INTEGER, PRIMARY KEY (id) )",
            "INSERT INTO goc_new_t (id, a, b) SELECT id, a, b FROM t",
            "DROP TABLE t",
            "ALTER TABLE goc_new_t RENAME TO t",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_branch_for_one_database_is_for_that_one_only() {
    expect_behind(
        "if op.get_bind().dialect.name == 'postgresql':\n    op.execute('CREATE EXTENSION hstore')\nelse:\n    op.execute(\"UPDATE t SET a = 'x'\")",
        &["CREATE EXTENSION hstore"],
        &["UPDATE t SET a = 'x'"],
    )
    .await;
    expect_behind(
        "op.execute('CREATE EXTENSION hstore')",
        &["CREATE EXTENSION hstore"],
        &["without CREATE EXTENSION hstore"],
    )
    .await;
    // What SQLite does not understand is marked there, and only there.
    expect_behind("op.execute('UPDATE t SET a = now()')", &["UPDATE t SET a = now()"], &["?"]).await;
}

#[tokio::test]
async fn what_cannot_be_in_a_transaction_is_in_none() {
    let body = format!(
        "{TABLE}with op.get_context().autocommit_block():\n    op.create_index('i', 't', ['a'], postgresql_concurrently=True)"
    );
    let [postgres, sqlite] = sections("", &body).await;
    assert_eq!(shown(&postgres)[1], "CREATE INDEX CONCURRENTLY i ON t (a)");
    assert_eq!(shown(&sqlite)[1], "CREATE INDEX i ON t (a)");
    assert_eq!((postgres.is_loose, sqlite.is_loose), (true, false));
    let [committed, _] = sections("", "op.execute('COMMIT')\nop.execute(\"ALTER TYPE k ADD VALUE 'z'\")").await;
    assert!(committed.is_loose);
    assert_eq!(shown(&committed), ["ALTER TYPE k ADD VALUE 'z'"]);
}

#[tokio::test]
async fn half_of_a_statement_is_none_of_it() {
    for body in [
        "for name in ['a', 'b']:\n    op.drop_column('t', name)\n    unknown(name)",
        "for row in op.get_bind().execute(sa.text('SELECT 1')):\n    op.drop_column('t', 'a')",
        "with op.batch_alter_table('t') as b:\n    b.drop_column('a')\n    b.something_new()",
        "try:\n    op.drop_column('t', 'a')\nexcept Exception:\n    pass",
        "op.drop_column('t', unknown)",
        "while True:\n    op.drop_column('t', 'a')",
        "op.add_column('t', sa.Column('c', shop.types.Money()))",
        "op.create_table('u', sa.Column('c', sa.Integer(), brand_new=True))",
        "op.some_operation_of_tomorrow('t')",
        "sa.MetaData().create_all(op.get_bind())",
        "op.execute('''SELECT 1;\n-- goc:transaction off\n''')",
        "op.execute('COPY t FROM stdin')",
        "raise Exception('no')",
    ] {
        let [postgres, _] = sections("", &format!("{TABLE}{body}")).await;
        assert_eq!(&shown(&postgres)[1..], ["?"], "{body}");
    }
}

#[tokio::test]
async fn a_list_that_a_marked_statement_may_have_changed_is_not_known_any_more() {
    let body = "names = []\nsame = names\ndef fill():\n    for row in op.get_bind().execute('SELECT 1'):\n        names.append(row[0])\nfill()\nfor name in same:\n    op.drop_table(name)\nfor name in names:\n    op.drop_table(name)";
    let [postgres, sqlite] = sections("", body).await;
    assert_eq!(shown(&postgres), ["?", "?", "?"]);
    assert_eq!(shown(&sqlite), ["?", "?", "?"]);
}

#[tokio::test]
async fn python_that_is_written_out_is_followed() {
    let top = "NAMES = ('x', 'y')\nclass C:\n    N = 3\n    M = N\ndef make(name, *more, size=5, **options):\n    for one in (name, *more):\n        op.create_table(one, sa.Column('c', sa.String(size)), **options)\n";
    let body = "make(*NAMES, size=C.M * 2)\nmake('z_%02d' % 7 + f\"_{'q'!s}{len(NAMES)}\".upper().lower())\n[op.drop_table(n) for n in NAMES if n != 'x']\nop.execute('; '.join('DROP TABLE {}'.format(n) for n in reversed(['x'])))";
    let [postgres, sqlite] = sections(top, body).await;
    let expected = [
        "CREATE TABLE x ( c VARCHAR(6) )",
        "CREATE TABLE y ( c VARCHAR(6) )",
        "CREATE TABLE z_07_q2 ( c VARCHAR(5) )",
        "DROP TABLE y",
        "DROP TABLE x",
    ];
    assert_eq!(shown(&postgres), expected);
    assert_eq!(shown(&sqlite), expected);
}

/// Bodies that want to keep goc busy, fill its memory, end its stack, or make it run something.
fn hostile() -> Vec<(&'static str, String)> {
    let sum = format!("x = {}", vec!["1"; 400].join(" + "));
    vec![
        ("a loop of a million", "for i in range(10**6):\n    op.drop_table('t%d' % i)".to_owned()),
        ("a range without end", "for i in range(10**30):\n    pass".to_owned()),
        ("nested loops", "for a in range(3000):\n    for b in range(3000):\n        pass".to_owned()),
        ("while", "while 1:\n    pass".to_owned()),
        ("a text that doubles", "s = 'x' * 1000\nfor i in range(60):\n    s = s + s".to_owned()),
        ("a text times a lot", "s = 'x' * 10**12".to_owned()),
        ("a list times a lot", "s = [1] * 10**15".to_owned()),
        ("a wide format", "s = f\"{'x':>1000000000}\" + '%999999999d' % 1 + '{:>99999999999}'.format(1)".to_owned()),
        ("a power", "x = 9 ** 9 ** 9 ** 9".to_owned()),
        ("a list in itself", "x = []\nx.append(x)\nprint(x == x, str(x))".to_owned()),
        ("a list that grows from within", "root = []\nleaf = root\nfor i in range(100000):\n    new = []\n    leaf.append(new)\n    leaf = new".to_owned()),
        ("a tuple around a tuple", "x = ()\nfor i in range(100000):\n    x = (x,)".to_owned()),
        ("an attribute of an attribute", "x = sa\nfor i in range(100000):\n    x = x.y".to_owned()),
        ("endless recursion", "def f(n):\n    return f(n + 1)\nf(0)".to_owned()),
        ("two that call each other", "def f():\n    g()\ndef g():\n    f()\nf()".to_owned()),
        ("a lambda that calls itself", "f = lambda x: f(x)\nf(1)".to_owned()),
        ("calls in calls", format!("x = {}1{}", "str(".repeat(90), ")".repeat(90))),
        ("a long sum", sum),
        ("brackets", format!("x = {}{}", "[".repeat(90), "]".repeat(90))),
        ("replace", "s = 'a' * 1000000\nt = s.replace('a', s)".to_owned()),
        ("join", "s = ('x' * 1000000).join(['a'] * 1000000)".to_owned()),
        ("a default with a control character", "op.create_table('t', sa.Column('a\\x1b[2J', sa.Text(), server_default='\\x00\\n-- goc:upgrade'))".to_owned()),
        ("the system", "__import__('os').system('touch TRAP')".to_owned()),
        ("eval", "eval(\"open('TRAP', 'w')\")\nexec('import os')\nglobals()['x'] = 1".to_owned()),
        ("files of SQLite", "op.execute(\"ATTACH DATABASE 'TRAP' AS x\")\nop.execute(\"VACUUM INTO 'TRAP'\")\nop.execute(\"CREATE TABLE x AS SELECT writefile('TRAP', 'x')\")".to_owned()),
        ("SQL without end", "op.execute('CREATE TABLE x AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c')\nop.execute('INSERT INTO x WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c')".to_owned()),
        ("SQL of a gigabyte", "op.execute('CREATE TABLE x AS SELECT zeroblob(1000000000) AS a, randomblob(1000000000) AS b')".to_owned()),
    ]
}

/// A file that nobody makes.
fn trap() -> std::path::PathBuf {
    std::env::temp_dir().join(format!("goc_was_run_{}", std::process::id()))
}

#[test]
fn nothing_in_a_file_keeps_goc_busy_or_runs() {
    // A quarter of what a worker's thread has is kept free.
    let work = || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        for (name, body) in hostile() {
            let body = body.replace("TRAP", &trap().to_string_lossy());
            let started = std::time::Instant::now();
            let [postgres, sqlite] = runtime.block_on(sections("", &body));
            let _ =
                super::section::text(&[[postgres, sqlite], Default::default()], "x.py", &body, crate::i18n::Lang::En);
            assert!(started.elapsed().as_secs() < 30, "{name}");
        }
    };
    let thread = std::thread::Builder::new().stack_size(1536 << 10).spawn(work).expect("a thread");
    thread.join().expect("it ends");
    assert!(!trap().exists(), "something of a file ran");
}

#[tokio::test]
async fn a_broken_file_is_used_up_to_its_error() {
    let source = "from alembic import op\ndef upgrade():\n    op.drop_table('a')\n    op.drop_table('b')$'\"\n    op.drop_table('c')\n\ndef downgrade():\n    pass\n";
    let [postgres, _] = whole(source).await;
    assert_eq!(shown(&postgres), ["DROP TABLE a", "?"]);
    assert!(matches!(postgres.pieces[1], Piece::Mark(_, 4, Reason::NotPython)), "{:?}", postgres.pieces);
    let [_, [downgrade, _]] = follow(source);
    let downgrade = downgrade.postgres(source, Direction::Downgrade, &mut Types::default());
    assert_eq!(shown(&downgrade), ["?"]);
}
