-- NOT NULL, DEFAULT, types and what becomes of values.

=== nothing is allowed any more
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);

=== nothing is allowed any more, with a default
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 'yok');

=== nothing is allowed any more, with an expression as default
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT (lower('YOK')));

=== nothing is allowed any more, with a word as default
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT yok);

=== nothing is allowed any more, with a quoted word as default
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT "yok");

=== nothing is allowed any more, with the date as default
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT CURRENT_DATE);

=== nothing is allowed any more in columns of every kind
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER, d REAL, e BLOB, f NUMERIC, g, h DATE);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL, c INTEGER NOT NULL, d REAL NOT NULL, e BLOB NOT NULL,
    f NUMERIC NOT NULL, g NOT NULL, h DATE NOT NULL);

=== nothing is allowed again
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== a default comes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x');

=== a default goes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x');
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== a default changes
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER DEFAULT 1);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER DEFAULT -2);

=== a default changes its letters
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'Acik');
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'acik');

=== a new column that may only be one of some texts
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, durum TEXT NOT NULL CHECK (durum IN ('acik', 'kapali')));

=== a new column that has to be greater
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, x INTEGER NOT NULL CHECK (x > 0), y INTEGER NOT NULL CHECK (y >= 10),
    z INTEGER NOT NULL CHECK (z BETWEEN 3 AND 5), q TEXT NOT NULL CHECK (q = 'x'));

=== text becomes a number
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
INSERT INTO t VALUES (1, '12'), (2, 'oniki');
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);

=== a number becomes text
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== a type becomes longer
CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(20));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(50));

=== a type comes
CREATE TABLE t (a INTEGER PRIMARY KEY, b);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b NUMERIC(10, 2));

=== a type of several words
CREATE TABLE t (a INTEGER PRIMARY KEY, b INT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b UNSIGNED BIG INT);

=== int is not integer
CREATE TABLE t (a INT PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== a table becomes strict
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER, d REAL, e BLOB);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER, d REAL, e BLOB) STRICT;

=== a table becomes strict with other types
CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(20), c NUMERIC, d, e TEXT, f INTEGER);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c REAL, d TEXT, e BLOB, f ANY) STRICT;

=== any becomes text
CREATE TABLE t (a INTEGER PRIMARY KEY, b ANY) STRICT;
INSERT INTO t VALUES (1, 'x'), (2, 5), (3, x'41'), (4, NULL);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT;

=== a strict column changes its type
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER) STRICT;
INSERT INTO t VALUES (1, '12', 5), (2, 'on', 7);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c TEXT) STRICT;

=== strict goes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT;
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);

=== a collation comes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT COLLATE NOCASE);

=== a collation changes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT COLLATE NOCASE);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT COLLATE RTRIM);

=== not null with a clause for conflicts
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'x');

=== a clause that skips rows does not skip them here [refused]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
INSERT INTO t VALUES (1, 'x'), (2, 'x');
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE ON CONFLICT IGNORE);

=== a clause that replaces rows does not replace them here [refused]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
INSERT INTO t VALUES (1, 'x'), (2, 'x');
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, UNIQUE (b) ON CONFLICT REPLACE);

=== a clause that skips, and nothing to skip
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE ON CONFLICT IGNORE);

=== a check that rows break [refused]
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);
INSERT INTO t VALUES (1, -5);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER CHECK (b > 0));

=== a check that rows of a new column break [refused]
CREATE TABLE t (a INTEGER PRIMARY KEY);
INSERT INTO t VALUES (1);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER DEFAULT -5 CHECK (b > 0));

=== the row ids stay
CREATE TABLE t (b TEXT);
INSERT INTO t (rowid, b) VALUES (7, 'yedi'), (100, 'yüz');
CREATE VIEW v AS SELECT rowid AS r, b FROM t;
---
CREATE TABLE t (b TEXT NOT NULL);
CREATE VIEW v AS SELECT rowid AS r, b FROM t;

=== values that are texts in columns of numbers
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, c TEXT);
INSERT INTO t VALUES (1, 'metin', 5), (2, x'00', 1.5), (3, 9007199254740993, NULL);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, c TEXT, b INTEGER);

=== a new unique column with a default
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT DEFAULT 'x' UNIQUE, d INTEGER NOT NULL DEFAULT 0 UNIQUE);

=== a new column with a default and a unique index
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX i ON t (c);

=== a unique column that may not be null any more
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER UNIQUE, c TEXT UNIQUE);
INSERT INTO t VALUES (1, 3, 'x'), (2, NULL, NULL), (3, NULL, NULL);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER NOT NULL DEFAULT 0 UNIQUE, c TEXT NOT NULL DEFAULT '' UNIQUE);

=== a stored column that refers to what changes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT AS (upper(b)) STORED UNIQUE, d TEXT GENERATED ALWAYS AS (b || 'x') VIRTUAL NOT NULL CHECK (d <> ''));
INSERT INTO t (a, b) VALUES (1, 'bir'), (2, 'iki');
CREATE INDEX i ON t (d);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL, c TEXT AS (upper(b)) STORED UNIQUE, e INTEGER NOT NULL, d TEXT GENERATED ALWAYS AS (b || 'x') VIRTUAL NOT NULL CHECK (d <> ''));
CREATE INDEX i ON t (d);

=== values of json
CREATE TABLE t (a INTEGER PRIMARY KEY, j TEXT CHECK (json_valid(j)), n AS (j ->> '$.n'));
INSERT INTO t (j) VALUES ('{"n": 1}');
CREATE INDEX i ON t (j ->> '$.n');
---
CREATE TABLE t (a INTEGER PRIMARY KEY, j TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(j)), n INTEGER AS (j ->> '$.n'));
CREATE INDEX i ON t (j ->> '$.n' DESC);

=== a new column whose checks want something else than nothing
CREATE TABLE t (a INTEGER PRIMARY KEY);
INSERT INTO t VALUES (1), (2);
---
CREATE TABLE t (a INTEGER PRIMARY KEY, ad TEXT NOT NULL CHECK (length(ad) > 0), ayar TEXT NOT NULL CHECK (json_valid(ayar)),
    posta TEXT NOT NULL CHECK (posta LIKE '%@%'), tek INTEGER NOT NULL CHECK (tek % 2 = 1), gun TEXT CHECK (gun IS NOT NULL),
    kod TEXT NOT NULL CHECK (length(kod) = 13 AND kod NOT GLOB '*[^0-9]*'), t TEXT NOT NULL CHECK (t <> ''));

=== nothing is allowed any more, and a check says what is
CREATE TABLE t (a INTEGER PRIMARY KEY, durum TEXT, gun TEXT);
INSERT INTO t VALUES (1, NULL, NULL), (2, 'kapali', '2024-12-17');
---
CREATE TABLE t (a INTEGER PRIMARY KEY, durum TEXT NOT NULL CHECK (durum IN ('acik', 'kapali')),
    gun TEXT NOT NULL CHECK (date(gun) IS NOT NULL));
