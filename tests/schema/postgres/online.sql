-- pair: indexes are built beside the work of the shop
-- with: online
CREATE TABLE t (a int, b int);
CREATE INDEX eski ON t (b);
INSERT INTO t VALUES (1, 2);
-- becomes
CREATE TABLE t (a int, b int);
CREATE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_b ON t (b);

-- pair: constraints are validated afterwards
-- with: online
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int, b int);
INSERT INTO p VALUES (1);
INSERT INTO t VALUES (1, 2);
-- becomes
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int REFERENCES p, b int, CONSTRAINT arti CHECK (b > 0));

-- pair: NOT NULL through a constraint
-- with: online
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, NULL), (NULL, 'x');
-- becomes
CREATE TABLE t (a int NOT NULL, b text NOT NULL);

-- pair: a new table is made in one go
-- with: online
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TABLE t (a int NOT NULL CHECK (a > 0), b int);
CREATE INDEX t_b ON t (b);

-- pair: everything at once
-- with: online
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int, b int, c int);
CREATE INDEX eski ON t (c);
CREATE VIEW v AS SELECT a FROM t;
INSERT INTO p VALUES (1);
INSERT INTO t VALUES (1, NULL, 3);
-- becomes
CREATE TABLE p (id bigint PRIMARY KEY);
CREATE TABLE t (a bigint REFERENCES p, b int NOT NULL, d text);
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT a, b FROM t;

-- pair: a materialized view gets an index
-- with: online
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
-- becomes
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE INDEX m_a ON m (a);

-- pair: a partitioned table gets an index and a key
-- with: online
CREATE TABLE s (a int NOT NULL, b int) PARTITION BY RANGE (a);
CREATE TABLE s1 PARTITION OF s FOR VALUES FROM (0) TO (10);
-- becomes
CREATE TABLE s (a int NOT NULL PRIMARY KEY, b int NOT NULL) PARTITION BY RANGE (a);
CREATE TABLE s1 PARTITION OF s FOR VALUES FROM (0) TO (10);
CREATE INDEX s_b ON s (b);

-- pair: an enum grows and is used
-- with: online
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (x e DEFAULT 'a');
-- becomes
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (x e DEFAULT 'b' NOT NULL);
CREATE INDEX t_x ON t (x) WHERE x = 'b';

-- pair: keys of tables with rows, and what refers to one of them
-- with: online
CREATE TABLE urun (id int, kod text, ad text);
INSERT INTO urun VALUES (1, 'a', 'A'), (2, 'b', 'B');
CREATE TABLE fiyat (urun_kod text, fiyat numeric);
INSERT INTO fiyat VALUES ('a', 1);
-- becomes
CREATE TABLE urun (id int PRIMARY KEY, kod text CONSTRAINT kod_tek UNIQUE DEFERRABLE INITIALLY DEFERRED, ad text NOT NULL,
    CONSTRAINT ad_tek UNIQUE NULLS NOT DISTINCT (ad) INCLUDE (kod) WITH (fillfactor = 70));
COMMENT ON CONSTRAINT ad_tek ON urun IS 'bir ad bir kez';
CREATE TABLE fiyat (urun_id int REFERENCES urun, fiyat numeric);

-- pair: a foreign key rests on a unique index
-- with: online
CREATE TABLE urun (id int);
CREATE TABLE satir (urun int);
INSERT INTO urun VALUES (1);
INSERT INTO satir VALUES (1);
-- becomes
CREATE TABLE urun (id int);
CREATE UNIQUE INDEX u ON urun (id);
CREATE TABLE satir (urun int REFERENCES urun (id));

-- pair: a foreign key goes from a primary key to a unique index
-- with: online
CREATE TABLE urun (id int PRIMARY KEY);
CREATE TABLE satir (urun int REFERENCES urun (id));
INSERT INTO urun VALUES (1);
INSERT INTO satir VALUES (1);
-- becomes
CREATE TABLE urun (id int);
CREATE UNIQUE INDEX u ON urun (id);
CREATE TABLE satir (urun int REFERENCES urun (id));

-- pair: a column that may be empty becomes an identity
-- with: online
CREATE TABLE fis (no timestamp, ad text);
-- becomes
CREATE TABLE fis (no bigint GENERATED ALWAYS AS IDENTITY, ad text);

-- pair: a column that may be empty becomes an identity of its own type
-- with: online
CREATE TABLE fis (no bigint, ad text);
INSERT INTO fis VALUES (1, 'a'), (NULL, 'b');
-- becomes
CREATE TABLE fis (no bigint GENERATED ALWAYS AS IDENTITY, ad text);

-- pair: a computed column is made and never empty
-- with: online
CREATE TABLE fis (c int, b int GENERATED ALWAYS AS (c * 3) STORED);
INSERT INTO fis VALUES (1);
-- becomes
CREATE TABLE fis (c int, b int GENERATED ALWAYS AS (c * 2) STORED NOT NULL CHECK (b > 0));

-- pair: a computed column becomes never empty
CREATE TABLE fis (c int, b int GENERATED ALWAYS AS (c * 3) STORED);
INSERT INTO fis VALUES (1);
-- becomes
CREATE TABLE fis (c int, b int GENERATED ALWAYS AS (c * 3) STORED NOT NULL);
