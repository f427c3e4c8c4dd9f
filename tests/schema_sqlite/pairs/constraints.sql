-- Keys, checks and their names.

=== a unique constraint comes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT, UNIQUE (b, c));

=== a unique constraint goes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== a unique constraint that rows break [refused]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
INSERT INTO t VALUES (1, 'x'), (2, 'x');
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE);

=== two unique constraints change places
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT, UNIQUE (b), UNIQUE (c));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT, UNIQUE (c), UNIQUE (b));

=== unique with a collation and an order
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT, UNIQUE (b, c));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT, UNIQUE (b COLLATE NOCASE, c DESC));

=== a constraint gets a name
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, UNIQUE (b), CHECK (b <> ''));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, CONSTRAINT uq_b UNIQUE (b), CONSTRAINT ck_b CHECK (b <> ''));

=== a constraint gets another name
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CONSTRAINT one NOT NULL);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CONSTRAINT two NOT NULL);

=== a primary key comes
CREATE TABLE t (a TEXT, b TEXT);
INSERT INTO t VALUES ('x', '1'), ('y', '2');
---
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT);

=== a primary key goes
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a TEXT, b TEXT);

=== a primary key becomes another one
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);
---
CREATE TABLE t (a INTEGER, b TEXT NOT NULL PRIMARY KEY);

=== a primary key gets a second column
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);
---
CREATE TABLE t (a INTEGER, b TEXT NOT NULL, PRIMARY KEY (a, b));

=== a primary key gets a new column
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);
---
CREATE TABLE t (a INTEGER, b TEXT NOT NULL, c INTEGER NOT NULL, PRIMARY KEY (a, c));

=== a primary key of other columns, one of them new
CREATE TABLE t (a TEXT, b TEXT NOT NULL, PRIMARY KEY (a));
---
CREATE TABLE t (a TEXT, b TEXT NOT NULL, c INTEGER NOT NULL, PRIMARY KEY (b, c));

=== a new integer primary key
CREATE TABLE t (b TEXT);
INSERT INTO t (rowid, b) VALUES (7, 'yedi'), (100, 'yüz');
---
CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT);

=== a new text primary key
CREATE TABLE t (b TEXT);
---
CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, b TEXT);

=== the integer primary key goes
CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (b TEXT);

=== autoincrement comes
CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT);

=== autoincrement goes
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT);
---
CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT);

=== the counter of autoincrement stays
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT);
INSERT INTO t VALUES (1, 'x'), (50, 'y');
DELETE FROM t WHERE id = 50;
---
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT NOT NULL);

=== the counter of an empty table stays
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT NOT NULL CHECK (b = 'never filled by the test'));
INSERT INTO t VALUES (50, 'never filled by the test');
DELETE FROM t;
---
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, c TEXT, b TEXT NOT NULL CHECK (b = 'never filled by the test'));

=== an integer primary key in descending order
CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (id INTEGER PRIMARY KEY DESC, b TEXT);

=== rows leave the row id
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT);
INSERT INTO t VALUES ('x', '1'), ('y', '2');
---
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT) WITHOUT ROWID;

=== rows get a row id
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT) WITHOUT ROWID;
---
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT);

=== a table without row id gets a column [altered]
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT) WITHOUT ROWID;
---
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT, c INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

=== a table without row id loses a column [altered]
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT, c TEXT) WITHOUT ROWID;
---
CREATE TABLE t (a TEXT PRIMARY KEY, c TEXT) WITHOUT ROWID;

=== a table without row id gets another key
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT NOT NULL) WITHOUT ROWID;
---
CREATE TABLE t (a TEXT NOT NULL, b TEXT, n INTEGER NOT NULL UNIQUE, PRIMARY KEY (b, a)) WITHOUT ROWID;

=== strict and without row id
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT);
INSERT INTO t VALUES ('x', '1'), ('y', '2');
---
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT) STRICT, WITHOUT ROWID;

=== a check comes
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER CHECK (b > 0));

=== a check goes
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, CHECK (b > 0 AND a > 0));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);

=== a check changes
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER CHECK (b > 0));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER CHECK (b >= 0));

=== a check that names its table
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER CHECK (t.b > 0), c AS (b + 1));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER CHECK ("t".b >= 0), c AS (b + 2));

=== a check with texts that look like more
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CHECK (b NOT IN (',', ')', '--', '/*', '"')));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CHECK (b NOT IN (',', ')', '--', '/*', '"', '''')), c INTEGER NOT NULL);

=== a check with a text in double quotes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CHECK (b <> "Yok"), c TEXT, d TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CHECK (b <> "Yok"), d TEXT);

=== a text in double quotes elsewhere
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT);
CREATE TABLE u (a INTEGER PRIMARY KEY, b TEXT DEFAULT "Var");
CREATE VIEW v AS SELECT a, "Evet" AS e FROM u;
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
CREATE TABLE u (a INTEGER PRIMARY KEY, b TEXT DEFAULT "Var");
CREATE VIEW v AS SELECT a, "Evet" AS e FROM u;

=== constraints without commas
CREATE TABLE t (a INTEGER, b TEXT, PRIMARY KEY (a) UNIQUE (b) CHECK (a > 0));
---
CREATE TABLE t (a INTEGER, b TEXT, c TEXT, PRIMARY KEY (a) UNIQUE (b) CHECK (a >= 0));
