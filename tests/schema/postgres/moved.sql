-- pair: SONTECHSP in small grows up
CREATE TYPE rol_tipi AS ENUM ('kasiyer', 'mudur');
CREATE TABLE kullanicilar (id serial PRIMARY KEY, ad varchar(50) NOT NULL, rol rol_tipi NOT NULL DEFAULT 'kasiyer');
CREATE TABLE urunler (id serial PRIMARY KEY, barkod varchar(20) UNIQUE, ad varchar(100) NOT NULL, fiyat numeric(10,2));
CREATE TABLE satislar (id serial PRIMARY KEY, urun_id int NOT NULL REFERENCES urunler (id), adet int NOT NULL DEFAULT 1, tarih timestamp DEFAULT now());
CREATE INDEX satis_tarih ON satislar (tarih);
CREATE VIEW gunluk AS SELECT tarih::date AS gun, sum(adet) AS adet FROM satislar GROUP BY 1;
INSERT INTO kullanicilar (ad) VALUES ('ayşe');
INSERT INTO urunler (barkod, ad, fiyat) VALUES ('869', 'çay', 12.5);
INSERT INTO satislar (urun_id) VALUES (1);
-- becomes
CREATE TYPE rol_tipi AS ENUM ('kasiyer', 'mudur', 'depo');
CREATE TYPE birim AS ENUM ('adet', 'kg');
CREATE TABLE kullanicilar (id serial PRIMARY KEY, ad varchar(80) NOT NULL, rol rol_tipi NOT NULL DEFAULT 'depo', aktif boolean NOT NULL DEFAULT true);
CREATE TABLE magazalar (id serial PRIMARY KEY, ad varchar(50) NOT NULL);
CREATE TABLE urunler (id serial PRIMARY KEY, barkod varchar(32) UNIQUE, ad varchar(100) NOT NULL, fiyat numeric(12,4) NOT NULL, birim birim NOT NULL DEFAULT 'adet', CONSTRAINT fiyat_arti CHECK (fiyat >= 0));
CREATE TABLE satislar (id bigserial PRIMARY KEY, urun_id int NOT NULL REFERENCES urunler (id) ON DELETE RESTRICT, magaza_id int REFERENCES magazalar (id), adet numeric(10,3) NOT NULL DEFAULT 1, tarih timestamptz NOT NULL DEFAULT now());
CREATE INDEX satis_tarih ON satislar (tarih DESC);
CREATE INDEX satis_magaza ON satislar (magaza_id) WHERE magaza_id IS NOT NULL;
CREATE VIEW gunluk AS SELECT tarih::date AS gun, magaza_id, sum(adet) AS adet FROM satislar GROUP BY 1, 2;

-- pair: a table moves to another schema
CREATE SCHEMA crm;
CREATE TABLE t (a int);
-- becomes
CREATE SCHEMA crm;
CREATE TABLE crm.t (a int);

-- pair: a view becomes a table and a function a view's column
CREATE VIEW v AS SELECT 1 AS a;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- becomes
CREATE TABLE v (a int);
CREATE VIEW w AS SELECT a FROM v;

-- pair: a column moves to another table
CREATE TABLE a (id int PRIMARY KEY, x int, y int);
CREATE TABLE b (id int PRIMARY KEY);
-- becomes
CREATE TABLE a (id int PRIMARY KEY, x int);
CREATE TABLE b (id int PRIMARY KEY, y int);

-- pair: from nothing
-- becomes
CREATE TABLE a (id int PRIMARY KEY);

-- pair: to nothing
CREATE EXTENSION pg_trgm;
CREATE TYPE e AS ENUM ('a');
CREATE TABLE a (id serial PRIMARY KEY, x e);
CREATE VIEW v AS SELECT x FROM a;
CREATE FUNCTION f(e) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- becomes

-- pair: a name goes from a sequence to a table, from a type to a view
CREATE SEQUENCE s;
CREATE TYPE y AS (a int);
CREATE TABLE t (a int);
-- becomes
CREATE TABLE s (a int);
CREATE TABLE t (a int);
CREATE VIEW y AS SELECT a FROM t;
