-- Several changes at once, as they happen.

=== a shop grows
CREATE TABLE kategoriler (id INTEGER PRIMARY KEY AUTOINCREMENT, ad TEXT NOT NULL);
CREATE TABLE urunler (id INTEGER PRIMARY KEY AUTOINCREMENT, ad TEXT, fiyat INTEGER, kategori_id INTEGER REFERENCES kategoriler (id));
CREATE TABLE satislar (id INTEGER PRIMARY KEY, urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE RESTRICT, adet INTEGER);
CREATE INDEX ix_urun_ad ON urunler (ad);
CREATE VIEW ciro AS SELECT u.ad, sum(s.adet * u.fiyat) AS tutar FROM satislar s JOIN urunler u ON u.id = s.urun_id GROUP BY u.id;
CREATE TRIGGER stok AFTER INSERT ON satislar BEGIN UPDATE urunler SET fiyat = fiyat WHERE id = new.urun_id; END;
---
CREATE TABLE kategoriler (id INTEGER PRIMARY KEY AUTOINCREMENT, ad TEXT NOT NULL UNIQUE, ust_id INTEGER REFERENCES kategoriler (id));
CREATE TABLE urunler (id INTEGER PRIMARY KEY AUTOINCREMENT, ad TEXT NOT NULL, barkod TEXT, fiyat NUMERIC(12, 2) NOT NULL DEFAULT 0,
    kategori_id INTEGER REFERENCES kategoriler (id) ON DELETE SET NULL, aktif BOOLEAN NOT NULL DEFAULT 1 CHECK (aktif IN (0, 1)));
CREATE TABLE satislar (id INTEGER PRIMARY KEY, urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE RESTRICT, adet INTEGER NOT NULL DEFAULT 1, tarih TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE musteriler (id INTEGER PRIMARY KEY, ad TEXT NOT NULL, eposta TEXT COLLATE NOCASE UNIQUE);
CREATE UNIQUE INDEX ux_barkod ON urunler (barkod) WHERE barkod IS NOT NULL;
CREATE INDEX ix_urun_ad ON urunler (ad COLLATE NOCASE);
CREATE INDEX ix_satis ON satislar (urun_id, tarih DESC);
CREATE VIEW ciro AS SELECT u.ad, sum(s.adet * u.fiyat) AS tutar FROM satislar s JOIN urunler u ON u.id = s.urun_id GROUP BY u.id;
CREATE VIEW aktif_urunler AS SELECT * FROM urunler WHERE aktif;
CREATE TRIGGER stok AFTER INSERT ON satislar BEGIN UPDATE urunler SET fiyat = fiyat WHERE id = new.urun_id; END;

=== a table is split
CREATE TABLE musteriler (id INTEGER PRIMARY KEY, ad TEXT, sokak TEXT, sehir TEXT);
CREATE VIEW adresler AS SELECT id, sokak, sehir FROM musteriler;
---
CREATE TABLE musteriler (id INTEGER PRIMARY KEY, ad TEXT);
CREATE TABLE adresler (id INTEGER PRIMARY KEY, musteri_id INTEGER NOT NULL REFERENCES musteriler (id) ON DELETE CASCADE, sokak TEXT, sehir TEXT);

=== many tables are made anew at once
CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);
CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id), x TEXT);
CREATE TABLE c (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b (id), x TEXT);
CREATE TABLE d (id INTEGER PRIMARY KEY, c INTEGER REFERENCES c (id), x TEXT);
CREATE VIEW v AS SELECT a.x AS ax, b.x AS bx FROM a JOIN b ON b.a = a.id;
CREATE VIEW w AS SELECT v.*, c.x AS cx FROM v, c;
CREATE TRIGGER g AFTER INSERT ON a BEGIN INSERT INTO b (a) VALUES (new.id); END;
CREATE TRIGGER h AFTER INSERT ON d BEGIN UPDATE c SET x = 'y' WHERE id IN (SELECT id FROM b); END;
---
CREATE TABLE a (x TEXT, id INTEGER PRIMARY KEY);
CREATE TABLE b (x TEXT, id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id));
CREATE TABLE c (x TEXT, id INTEGER PRIMARY KEY, b INTEGER REFERENCES b (id));
CREATE TABLE d (x TEXT, id INTEGER PRIMARY KEY, c INTEGER REFERENCES c (id));
CREATE VIEW v AS SELECT a.x AS ax, b.x AS bx FROM a JOIN b ON b.a = a.id;
CREATE VIEW w AS SELECT v.*, c.x AS cx FROM v, c;
CREATE TRIGGER g AFTER INSERT ON a BEGIN INSERT INTO b (a) VALUES (new.id); END;
CREATE TRIGGER h AFTER INSERT ON d BEGIN UPDATE c SET x = 'y' WHERE id IN (SELECT id FROM b); END;

=== a parent whose key nobody guards
CREATE TABLE p (id INTEGER PRIMARY KEY, kod TEXT);
CREATE TABLE t (a INTEGER PRIMARY KEY, kod TEXT REFERENCES p (kod), x TEXT);
---
CREATE TABLE p (id INTEGER PRIMARY KEY, kod TEXT);
CREATE TABLE t (a INTEGER PRIMARY KEY, kod TEXT REFERENCES p (kod), x TEXT NOT NULL);

=== a table named as a column of a view
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
CREATE TABLE u (t INTEGER PRIMARY KEY);
CREATE VIEW v AS SELECT t FROM u;
---
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);
CREATE TABLE u (t INTEGER PRIMARY KEY);
CREATE VIEW v AS SELECT t FROM u;

=== two tables swap their names
CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT, y INTEGER);
CREATE TABLE b (kod TEXT PRIMARY KEY, z REAL NOT NULL);
---
CREATE TABLE b (id INTEGER PRIMARY KEY, x TEXT, y INTEGER);
CREATE TABLE a (kod TEXT NOT NULL PRIMARY KEY, z REAL NOT NULL);

=== the columns of a key change places
CREATE TABLE t (a INTEGER, b INTEGER, c TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
---
CREATE TABLE t (a INTEGER, b INTEGER, c TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID;

=== as django writes it
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL UNIQUE);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(50) NOT NULL, "content_type_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL);
CREATE UNIQUE INDEX "auth_permission_uniq" ON "auth_permission" ("content_type_id", "codename");
---
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "content_type_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "active" bool NOT NULL DEFAULT 1);
CREATE UNIQUE INDEX "auth_permission_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_ct" ON "auth_permission" ("content_type_id");

=== as sqlalchemy writes it
CREATE TABLE user_account (
	id INTEGER NOT NULL, 
	name VARCHAR(30) NOT NULL, 
	fullname VARCHAR, 
	PRIMARY KEY (id)
);
CREATE TABLE address (
	id INTEGER NOT NULL, 
	email_address VARCHAR NOT NULL, 
	user_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(user_id) REFERENCES user_account (id)
);
---
CREATE TABLE user_account (
	id INTEGER NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	created DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
	status VARCHAR(8) NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_name UNIQUE (name), 
	CONSTRAINT ck_status CHECK (status IN ('active', 'disabled'))
);
CREATE TABLE address (
	id INTEGER NOT NULL, 
	email_address VARCHAR NOT NULL, 
	user_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_user FOREIGN KEY(user_id) REFERENCES user_account (id) ON DELETE CASCADE
);
CREATE INDEX ix_address_user_id ON address (user_id);

=== as prisma writes it
CREATE TABLE "User" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "email" TEXT NOT NULL, "name" TEXT);
CREATE TABLE "Post" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "title" TEXT NOT NULL, "authorId" INTEGER NOT NULL, CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE);
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
---
CREATE TABLE "User" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "email" TEXT NOT NULL, "name" TEXT NOT NULL DEFAULT 'anonim', "role" TEXT NOT NULL DEFAULT 'USER');
CREATE TABLE "Post" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "title" TEXT NOT NULL, "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, "authorId" INTEGER, CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE);
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE INDEX "Post_authorId_idx" ON "Post"("authorId");

=== as rails writes it
CREATE TABLE IF NOT EXISTS "schema_migrations" ("version" varchar NOT NULL PRIMARY KEY);
CREATE TABLE IF NOT EXISTS "articles" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "title" varchar, "body" text, "created_at" datetime(6) NOT NULL, "price" decimal(10,2) DEFAULT 0.0);
CREATE INDEX "index_articles_on_title" ON "articles" ("title") /*application='App'*/;
---
CREATE TABLE IF NOT EXISTS "schema_migrations" ("version" varchar NOT NULL PRIMARY KEY);
CREATE TABLE IF NOT EXISTS "articles" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "title" varchar NOT NULL, "body" text, "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL, "price" decimal(12,2) DEFAULT 0.0, CONSTRAINT "positive" CHECK (price >= 0));
CREATE UNIQUE INDEX "index_articles_on_title" ON "articles" ("title") /*application='App'*/;

=== every table of fts
CREATE VIRTUAL TABLE a USING fts3(x);
CREATE VIRTUAL TABLE b USING fts4(x, y, tokenize=porter);
CREATE VIRTUAL TABLE c USING fts5(x, content='');
CREATE TABLE t (x TEXT);
---
CREATE VIRTUAL TABLE a USING fts3(x);
CREATE VIRTUAL TABLE b USING fts4(x, y, tokenize=porter);
CREATE VIRTUAL TABLE c USING fts5(x, content='');
CREATE TABLE t (x TEXT NOT NULL);
CREATE TABLE a_notes (x TEXT);

=== a word that sqlite reads in two ways
CREATE TABLE t (id INTEGER PRIMARY KEY, "end" TEXT, begin TEXT, replace TEXT, "case" TEXT);
CREATE TRIGGER g AFTER INSERT ON t WHEN new.begin IS NULL BEGIN UPDATE t SET begin = CASE WHEN new."end" = 'x' THEN 'a;b' ELSE replace('a', 'b', 'c') END WHERE id = new.id; END;
CREATE VIEW v AS SELECT replace(begin, 'a', "end") AS "case" FROM t;
---
CREATE TABLE t (id INTEGER PRIMARY KEY, "end" TEXT NOT NULL, begin TEXT, replace TEXT, "case" TEXT);
CREATE TRIGGER g AFTER INSERT ON t WHEN new.begin IS NULL BEGIN UPDATE t SET begin = CASE WHEN new."end" = 'y' THEN 'a;b' ELSE replace('a', 'b', 'c') END WHERE id = new.id; END;
CREATE VIEW v AS SELECT replace(begin, 'a', "end") AS "case" FROM t;

=== triggers with everything
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER);
CREATE TABLE u (id INTEGER PRIMARY KEY, t INTEGER UNIQUE, n INTEGER);
CREATE TRIGGER g AFTER UPDATE OF a, n ON t FOR EACH ROW WHEN old.a IS NOT new.a BEGIN
  INSERT INTO u (t, n) VALUES (new.id, 1) ON CONFLICT (t) DO UPDATE SET n = n + excluded.n;
  SELECT raise(ABORT, 'hayır; olmaz') WHERE new.n < 0;
END;
---
CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, a TEXT);
CREATE TABLE u (id INTEGER PRIMARY KEY, t INTEGER UNIQUE, n INTEGER, m TEXT);
CREATE TRIGGER g AFTER UPDATE OF a, n ON t FOR EACH ROW WHEN old.a IS NOT new.a BEGIN
  INSERT INTO u (t, n) VALUES (new.id, 1) ON CONFLICT (t) DO UPDATE SET n = n + excluded.n;
  SELECT raise(ABORT, 'hayır; olmaz') WHERE new.n < 0;
END;

=== a view over a table in double quotes that is text, too
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT);
CREATE VIEW v AS SELECT id, 'a' AS x, "metin" AS y FROM "t" WHERE "a" = "değer";
---
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
CREATE VIEW v AS SELECT id, 'a' AS x, "metin" AS y FROM "t" WHERE "a" = "değer";

=== as a browser of databases writes it
CREATE TABLE "urunler" (
	"id"	INTEGER NOT NULL UNIQUE,
	"ad"	TEXT,
	"fiyat"	NUMERIC DEFAULT 0,
	PRIMARY KEY("id" AUTOINCREMENT)
);
INSERT INTO urunler VALUES (5, 'çay', 10), (9, 'kahve', 20);
DELETE FROM urunler WHERE id = 9;
---
CREATE TABLE "urunler" (
	"id"	INTEGER NOT NULL UNIQUE,
	"ad"	TEXT NOT NULL,
	"kod"	TEXT COLLATE NOCASE,
	"fiyat"	NUMERIC DEFAULT 0,
	PRIMARY KEY("id" AUTOINCREMENT),
	UNIQUE("kod","ad")
);

=== as chinook is written
CREATE TABLE [Artist] ([ArtistId] INTEGER NOT NULL, [Name] NVARCHAR(120), CONSTRAINT [PK_Artist] PRIMARY KEY ([ArtistId]));
CREATE TABLE [Album] ([AlbumId] INTEGER NOT NULL, [Title] NVARCHAR(160) NOT NULL, [ArtistId] INTEGER NOT NULL, CONSTRAINT [PK_Album] PRIMARY KEY ([AlbumId]), FOREIGN KEY ([ArtistId]) REFERENCES [Artist] ([ArtistId]) ON DELETE NO ACTION ON UPDATE NO ACTION);
CREATE UNIQUE INDEX [IPK_Artist] ON [Artist]([ArtistId]);
CREATE INDEX [IFK_AlbumArtistId] ON [Album] ([ArtistId]);
---
CREATE TABLE [Artist] ([ArtistId] INTEGER NOT NULL, [Name] NVARCHAR(200) NOT NULL, CONSTRAINT [PK_Artist] PRIMARY KEY ([ArtistId]));
CREATE TABLE [Album] ([AlbumId] INTEGER NOT NULL, [Title] NVARCHAR(160) NOT NULL, [Year] INTEGER, [ArtistId] INTEGER NOT NULL, CONSTRAINT [PK_Album] PRIMARY KEY ([AlbumId]), FOREIGN KEY ([ArtistId]) REFERENCES [Artist] ([ArtistId]) ON DELETE CASCADE ON UPDATE NO ACTION);
CREATE UNIQUE INDEX [IPK_Artist] ON [Artist]([ArtistId]);
CREATE INDEX [IFK_AlbumArtistId] ON [Album] ([ArtistId]);

=== defaults of every form
CREATE TABLE t (id INTEGER PRIMARY KEY, a DEFAULT 1, b DEFAULT -1, c DEFAULT 'x', d DEFAULT NULL, e DEFAULT CURRENT_TIME, f DEFAULT (1 + 2), g DEFAULT x'00', h DEFAULT true, i DEFAULT 1e3, j DEFAULT 0x1f, k DEFAULT evet, l DEFAULT "hayır", m DEFAULT ('(' || ')'));
---
CREATE TABLE t (id INTEGER PRIMARY KEY, a NOT NULL DEFAULT 1, b NOT NULL DEFAULT -1, c NOT NULL DEFAULT 'x', d DEFAULT NULL, e NOT NULL DEFAULT CURRENT_TIME, f NOT NULL DEFAULT (1 + 2), g NOT NULL DEFAULT x'00', h NOT NULL DEFAULT true, i NOT NULL DEFAULT 1e3, j NOT NULL DEFAULT 0x1f, k NOT NULL DEFAULT evet, l NOT NULL DEFAULT "hayır", m NOT NULL DEFAULT ('(' || ')'));

=== defaults of every form at the end
CREATE TABLE t (id INTEGER PRIMARY KEY);
---
CREATE TABLE t (id INTEGER PRIMARY KEY, a DEFAULT 1, b DEFAULT -1, c DEFAULT 'x', d DEFAULT NULL, e DEFAULT CURRENT_TIME, f DEFAULT (1 + 2), g DEFAULT x'00', h DEFAULT true, i DEFAULT 1e3, j DEFAULT 0x1f, k DEFAULT evet, l DEFAULT "hayır", m DEFAULT ('(' || ')'));

=== a column comes behind another default that is no constant [altered]
CREATE TABLE t (id INTEGER PRIMARY KEY, e TEXT DEFAULT CURRENT_TIME, CHECK (e <> ')'), CONSTRAINT u UNIQUE (e) ON CONFLICT FAIL);
---
CREATE TABLE t (id INTEGER PRIMARY KEY, e TEXT DEFAULT CURRENT_TIME, n INTEGER NOT NULL ON CONFLICT IGNORE DEFAULT 7 CONSTRAINT ck CHECK (n > 5) COLLATE RTRIM, CHECK (e <> ')'), CONSTRAINT u UNIQUE (e) ON CONFLICT FAIL);
