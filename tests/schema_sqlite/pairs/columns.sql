-- Columns that come, go and change their place.

=== a column at the end [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER);

=== several columns at the end [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER, d VARCHAR(20) DEFAULT 'x', e REAL NOT NULL DEFAULT -1.5);

=== a column in the middle
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, c INTEGER, b TEXT);

=== a column in front
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (c INTEGER, a INTEGER PRIMARY KEY, b TEXT);

=== a column before a table constraint [altered]
CREATE TABLE t (a INTEGER, b TEXT, PRIMARY KEY (a), UNIQUE (b));
---
CREATE TABLE t (a INTEGER, b TEXT, c TEXT, PRIMARY KEY (a), UNIQUE (b));

=== a column with not null and default [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 'it''s');

=== a column with not null and no default
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);

=== a column with not null and default null
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 'x');
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 'x', c TEXT DEFAULT NULL);

=== a column with the time as default
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, created TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);

=== a column with an expression as default
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, created TEXT DEFAULT (datetime('now', 'localtime')));

=== a column with a default in parentheses [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, n INTEGER NOT NULL DEFAULT (5));

=== a boolean column with true as default [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, n BOOLEAN NOT NULL DEFAULT TRUE);

=== a column with a word as default [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, n TEXT NOT NULL DEFAULT yeni);

=== a column with a blob as default [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, n BLOB NOT NULL DEFAULT x'00ff');

=== a column with a check [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, n INTEGER DEFAULT 5 CHECK (n > 0));

=== a unique column
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, n TEXT UNIQUE);

=== a unique column that may not be null
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, n TEXT NOT NULL UNIQUE);

=== a column with a collation [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, n TEXT COLLATE NOCASE);

=== a column that refers [altered]
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id) ON DELETE SET NULL);

=== a column that refers with a default
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a INTEGER PRIMARY KEY, p INTEGER DEFAULT 1 REFERENCES p (id));

=== a column that refers and may not be null
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, p INTEGER NOT NULL REFERENCES p (id));

=== a column that refers and may not be null, with a text as the parent's key
CREATE TABLE p (kod TEXT PRIMARY KEY, x);
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE p (kod TEXT PRIMARY KEY, x);
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, p TEXT NOT NULL REFERENCES p);

=== a column is dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, c INTEGER);

=== the last column is dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER NOT NULL DEFAULT 5 CHECK (c > 0));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== two columns are dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER, d REAL);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, c INTEGER);

=== a column behind a comment with a comma is dropped
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, -- iki, üç
 c INTEGER);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== a unique column is dropped
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER UNIQUE);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== a column of the key is dropped
CREATE TABLE t (a INTEGER, b TEXT, c INTEGER, PRIMARY KEY (a, b));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, c INTEGER);

=== a column with an index is dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER);
CREATE INDEX i ON t (c);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== a column of an index is dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER);
CREATE INDEX i ON t (b, c);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
CREATE INDEX i ON t (b);

=== a column that a view shows is dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER);
CREATE VIEW v AS SELECT a, c FROM t;
CREATE VIEW w AS SELECT * FROM v;
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT * FROM v;

=== a column beside a view is dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER);
CREATE VIEW v AS SELECT * FROM t;
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
CREATE VIEW v AS SELECT * FROM t;

=== a column that a trigger sets is dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER);
CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET c = 1 WHERE a = new.a; END;
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = 'x' WHERE a = new.a; END;

=== a column that a check of the table mentions is dropped
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER, CHECK (b <= c));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);

=== a column that refers is dropped
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a INTEGER PRIMARY KEY, p INTEGER REFERENCES p, b TEXT);
---
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== the order changes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, c INTEGER, b TEXT);

=== one goes and one comes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, c TEXT);

=== no column stays
CREATE TABLE t (a TEXT, b TEXT);
---
CREATE TABLE t (c TEXT, d TEXT);

=== a virtual column at the end [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b * 2));

=== a stored column
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER GENERATED ALWAYS AS (b * 2) STORED);

=== a computed column with another expression
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b * 2) STORED);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b * 3) STORED);

=== a stored column becomes virtual
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b * 2) STORED);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b * 2) VIRTUAL);

=== a computed column becomes an ordinary one
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b * 2) STORED);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER);

=== a computed column is dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b * 2));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);

=== a stored column is dropped [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b * 2) STORED);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);

=== a column under a computed one is dropped
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER, d INTEGER AS (c * 2));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);

=== a new column computed out of a new one [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b + 1));

=== a new column computed out of one behind it
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, c INTEGER AS (b + 1), b INTEGER);

=== a virtual column with an index
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER AS (b * 2));
CREATE INDEX i ON t (c);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, x TEXT, b INTEGER, c INTEGER AS (b * 2));
CREATE INDEX i ON t (c);

=== a column named in other letters
CREATE TABLE t (a INTEGER PRIMARY KEY, Ad TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, ad TEXT);

=== a column named rowid
CREATE TABLE t (rowid TEXT, b INTEGER);
---
CREATE TABLE t (rowid TEXT, b INTEGER NOT NULL);

=== every name of the row id is taken
CREATE TABLE t (rowid TEXT, oid TEXT, _rowid_ TEXT, b INTEGER);
---
CREATE TABLE t (rowid TEXT, oid TEXT, _rowid_ TEXT, b INTEGER NOT NULL);
