-- pair: a column gets another name
-- with: rename t.ad=adi
CREATE TABLE t (id int PRIMARY KEY, ad text NOT NULL, CONSTRAINT dolu CHECK (ad <> ''));
CREATE INDEX t_ad ON t (ad);
CREATE VIEW v AS SELECT t.ad FROM t;
INSERT INTO t VALUES (1, 'x');
-- becomes
CREATE TABLE t (id int PRIMARY KEY, adi text NOT NULL, CONSTRAINT dolu CHECK (adi <> ''));
CREATE INDEX t_ad ON t (adi);
CREATE VIEW v AS SELECT t.adi AS ad FROM t;

-- pair: a table gets another name
-- with: rename musteri=musteriler
CREATE TABLE musteri (id int CONSTRAINT musteri_pk PRIMARY KEY, ad text);
CREATE TABLE siparis (m int CONSTRAINT siparis_m REFERENCES musteri);
CREATE VIEW v AS SELECT id FROM musteri m;
INSERT INTO musteri VALUES (1, 'x');
INSERT INTO siparis VALUES (1);
-- becomes
CREATE TABLE musteriler (id int CONSTRAINT musteri_pk PRIMARY KEY, ad text);
CREATE TABLE siparis (m int CONSTRAINT siparis_m REFERENCES musteriler);
CREATE VIEW v AS SELECT id FROM musteriler m;

-- pair: a table and its column get other names, another column a type
-- with: rename musteri=musteriler
-- with: rename musteriler.ad=unvan
CREATE TABLE musteri (id int CONSTRAINT pk PRIMARY KEY, ad text, puan int);
INSERT INTO musteri VALUES (1, 'x', 2);
-- becomes
CREATE TABLE musteriler (id int CONSTRAINT pk PRIMARY KEY, unvan text, puan bigint, yeni int);

-- pair: a column gets another name and type
-- with: rename t.a=b
CREATE TABLE t (a int DEFAULT 1);
INSERT INTO t VALUES (5);
-- becomes
CREATE TABLE t (b bigint DEFAULT 2 NOT NULL);

-- pair: a serial column in a table with another name
-- with: rename eski=yeni
CREATE TABLE eski (id serial PRIMARY KEY, x int);
INSERT INTO eski (x) VALUES (1);
-- becomes
CREATE TABLE yeni (id serial PRIMARY KEY, x int);

-- pair: a table of another schema
-- with: rename crm.a=crm.b
CREATE SCHEMA crm;
CREATE TABLE crm.a (id int);
INSERT INTO crm.a VALUES (1);
-- becomes
CREATE SCHEMA crm;
CREATE TABLE crm.b (id int, x int);
