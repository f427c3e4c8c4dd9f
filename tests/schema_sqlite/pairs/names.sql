-- Names and ways of writing.

=== names in quotes
CREATE TABLE "a b" ("id" INTEGER PRIMARY KEY, "x y" TEXT, [z] TEXT, `select` INTEGER);
CREATE INDEX "i j" ON "a b" ("x y");
---
CREATE TABLE "a b" ("id" INTEGER PRIMARY KEY, "x y" TEXT NOT NULL, [z] TEXT, `select` INTEGER, "new one" TEXT);
CREATE INDEX "i j" ON "a b" ("x y");

=== a quoted column at the end [altered]
CREATE TABLE [order] (id INTEGER PRIMARY KEY, "group" TEXT);
---
CREATE TABLE [order] (id INTEGER PRIMARY KEY, "group" TEXT, "where" TEXT DEFAULT 'x');

=== a quoted column is dropped [altered]
CREATE TABLE [order] (id INTEGER PRIMARY KEY, "group" TEXT, "a ""b" TEXT);
---
CREATE TABLE [order] (id INTEGER PRIMARY KEY, "group" TEXT);

=== turkish letters
CREATE TABLE "ürünler" ("ürün_no" INTEGER PRIMARY KEY, "ölçü" TEXT, ığüşöç TEXT);
CREATE VIEW görünüm AS SELECT ığüşöç FROM ürünler;
---
CREATE TABLE ürünler (ürün_no INTEGER PRIMARY KEY, ölçü TEXT NOT NULL, ığüşöç TEXT, İ TEXT, ı TEXT);
CREATE VIEW görünüm AS SELECT ığüşöç FROM ürünler;

=== letters beyond ascii have one case
CREATE TABLE t (id INTEGER PRIMARY KEY, Ü TEXT, ü TEXT);
---
CREATE TABLE t (id INTEGER PRIMARY KEY, ü TEXT NOT NULL, Ü TEXT);

=== keywords as names
CREATE TABLE "table" ("index" INTEGER PRIMARY KEY, "check" TEXT, "unique" TEXT, "constraint" TEXT, "primary" TEXT);
CREATE INDEX "create" ON "table" ("check");
---
CREATE TABLE "table" ("index" INTEGER PRIMARY KEY, "unique" TEXT NOT NULL, "check" TEXT, "constraint" TEXT CHECK ("constraint" <> ''), "primary" TEXT);
CREATE INDEX "create" ON "table" ("check", "primary");

=== words that need no quotes
CREATE TABLE t (key INTEGER PRIMARY KEY, action TEXT, generated TEXT, "desc" TEXT);
---
CREATE TABLE t (key INTEGER PRIMARY KEY, action TEXT NOT NULL, generated TEXT, "desc" TEXT, rowids TEXT);

=== names as texts
CREATE TABLE 't' ('a' INTEGER PRIMARY KEY, 'b' TEXT);
---
CREATE TABLE 't' ('a' INTEGER PRIMARY KEY, 'b' TEXT NOT NULL);

=== a quote in a name
CREATE TABLE "it's" (a INTEGER PRIMARY KEY AUTOINCREMENT, "b'c" TEXT);
---
CREATE TABLE "it's" (a INTEGER PRIMARY KEY AUTOINCREMENT, "b'c" TEXT NOT NULL);

=== a name of the temporary table is taken
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
CREATE VIEW goc_new_t AS SELECT * FROM t;
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);
CREATE VIEW goc_new_t AS SELECT * FROM t;

=== other space [same]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, CHECK (a>0));
---
CREATE TABLE t(
    a   INTEGER PRIMARY KEY, -- the key
    b   TEXT /* a text */,
    CHECK ( a > 0 )
);

=== other letters and quotes [same]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 'X', p INTEGER REFERENCES t (a) ON DELETE CASCADE);
CREATE INDEX i ON t (b);
CREATE VIEW v AS SELECT a, b FROM t;
---
create table "t" ("a" integer primary key, [b] text not null default 'X', `p` integer references "t" ("a") on delete cascade);
create index i on "t" ("b");
create view v as select "a", b from [t];

=== what holds anyway [same]
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER DEFAULT 5, p INTEGER REFERENCES p (id), d AS (a + 1));
CREATE INDEX i ON t (b);
---
CREATE TABLE p (id INTEGER NULL PRIMARY KEY ASC);
CREATE TABLE t (a INTEGER PRIMARY KEY ON CONFLICT ABORT, b TEXT COLLATE BINARY, c INTEGER DEFAULT (5),
    p INTEGER REFERENCES p (id) ON DELETE NO ACTION NOT DEFERRABLE INITIALLY IMMEDIATE, d GENERATED ALWAYS AS (a + 1) VIRTUAL);
CREATE INDEX i ON t (b COLLATE BINARY ASC);

=== a constraint with its column or behind all [same]
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT UNIQUE, c INTEGER CHECK (c > 0), p INTEGER REFERENCES p (id));
---
CREATE TABLE p (id INTEGER, PRIMARY KEY (id));
CREATE TABLE t (a TEXT, b TEXT, c INTEGER, p INTEGER, PRIMARY KEY (a), UNIQUE (b), CHECK (c > 0), FOREIGN KEY (p) REFERENCES p (id));

=== properties in another order [same]
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 'x' COLLATE NOCASE, CHECK (a > 0), CHECK (b <> ''));
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT COLLATE NOCASE DEFAULT 'x' NOT NULL, CHECK (b <> ''), CHECK (a > 0));

=== a trigger for each row [same]
CREATE TABLE t (a INTEGER PRIMARY KEY);
CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;
---
CREATE TABLE t (a INTEGER PRIMARY KEY);
create trigger "g" after insert on t for each row begin select 1; end;

=== the same [same]
CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT COLLATE NOCASE, c INTEGER AS (a) STORED) STRICT;
---
CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT COLLATE NOCASE, c INTEGER AS (a) STORED) STRICT;

=== tables in another order [same]
CREATE TABLE t (a); CREATE TABLE u (a); CREATE VIEW v AS SELECT * FROM t;
---
CREATE VIEW v AS SELECT * FROM t; CREATE TABLE u (a); CREATE TABLE t (a);

=== nobody else's tables [same]
CREATE TABLE t (a);
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
CREATE TABLE goc_run (id TEXT);
CREATE INDEX goc_i ON goc_run (id);
---
CREATE TABLE t (a);
CREATE TABLE alembic_version (version_num VARCHAR(255) NOT NULL);

=== a column with a comment inside [altered]
CREATE TABLE t (a INTEGER PRIMARY KEY);
---
CREATE TABLE t (a INTEGER PRIMARY KEY,
    b TEXT -- a comment; with a sign
        NOT NULL /* and */ DEFAULT 'x' -- the end
);

=== a table with comments is made anew
CREATE TABLE t ( -- the table t, of t.a
    a INTEGER PRIMARY KEY, -- (the key
    b TEXT -- last
);
---
CREATE TABLE /* t */ t ( -- the table t, of t.a
    a INTEGER PRIMARY KEY, -- (the key
    b TEXT NOT NULL -- last
) -- end
;

=== autoincrement in the key of the table [same]
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT);
---
CREATE TABLE "t" (
	"id"	INTEGER,
	"b"	TEXT,
	PRIMARY KEY("id" AUTOINCREMENT)
);

=== names of constraints that say nothing [same]
CREATE TABLE t (a INTEGER CONSTRAINT nix, b TEXT DEFAULT +5, CONSTRAINT nothing_too);
---
CREATE TABLE t (a INTEGER, b TEXT DEFAULT +5);

=== empty names
CREATE TABLE "" ("" TEXT, b INTEGER);
---
CREATE TABLE "" ("" TEXT NOT NULL, b INTEGER);

=== nothing between the words
CREATE TABLE"t"("a"INT,[b]TEXT,`c`REAL,'d'BLOB,"e"DEFAULT"x",f DEFAULT-1,g CHECK(g>0)UNIQUE);
---
CREATE TABLE"t"("a"INT,[b]TEXT NOT NULL,`c`REAL,'d'BLOB,"e"DEFAULT"x",f DEFAULT-1,g CHECK(g>0)UNIQUE);

=== an index, a view and a table that change places
CREATE TABLE a (x);
CREATE INDEX i ON a (x);
CREATE VIEW b AS SELECT x FROM a;
---
CREATE TABLE b (x);
CREATE TABLE i (x);
CREATE VIEW a AS SELECT x FROM b;
