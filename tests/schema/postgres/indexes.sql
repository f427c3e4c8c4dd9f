-- pair: indexes come and go
CREATE TABLE t (a int, b text);
CREATE INDEX i1 ON t (a);
-- becomes
CREATE TABLE t (a int, b text);
CREATE INDEX i2 ON t (b);
CREATE UNIQUE INDEX i3 ON t (a, b);

-- pair: an index changes its columns
CREATE TABLE t (a int, b text);
CREATE INDEX i1 ON t (a);
-- becomes
CREATE TABLE t (a int, b text);
CREATE INDEX i1 ON t (a, b DESC NULLS LAST);

-- pair: partial, expression and covering indexes
CREATE TABLE t (a int, b text, c int);
CREATE INDEX i1 ON t (a);
-- becomes
CREATE TABLE t (a int, b text, c int);
CREATE INDEX i1 ON t (a) WHERE c > 0;
CREATE INDEX i2 ON t (lower(b));
CREATE INDEX i3 ON t ((a + c), b text_pattern_ops) INCLUDE (c);

-- pair: access methods and options
CREATE TABLE t (a int, b int[], c text);
-- becomes
CREATE TABLE t (a int, b int[], c text);
CREATE INDEX i1 ON t USING hash (a);
CREATE INDEX i2 ON t USING gin (b) WITH (fastupdate = off);
CREATE INDEX i3 ON t USING brin (a) WITH (pages_per_range = 16);
CREATE INDEX i4 ON t (a) WITH (fillfactor = 60);
CREATE INDEX i5 ON t (c COLLATE "C");

-- pair: the option of an index changes
CREATE TABLE t (a int);
CREATE INDEX i1 ON t (a) WITH (fillfactor = 60);
-- becomes
CREATE TABLE t (a int);
CREATE INDEX i1 ON t (a) WITH (fillfactor = 80);

-- pair: an index moves to another table
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE INDEX i1 ON t (a);
-- becomes
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE INDEX i1 ON u (a);

-- pair: an index over a column that gets another type
CREATE TABLE t (a int, b text);
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (lower(b)) WHERE a > 0;
INSERT INTO t VALUES (1, 'x');
-- becomes
CREATE TABLE t (a bigint, b varchar(10));
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (lower(b)) WHERE a > 0;

-- pair: an index over a column that goes
CREATE TABLE t (a int, b int);
CREATE INDEX i1 ON t (a, b);
-- becomes
CREATE TABLE t (a int);

-- pair: an index and its function change
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE t (a int);
CREATE INDEX i1 ON t (f(a));
-- becomes
CREATE FUNCTION f(int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1::bigint';
CREATE TABLE t (a int);
CREATE INDEX i1 ON t (f(a));

-- pair: a comment on an index
CREATE TABLE t (a int);
CREATE INDEX i1 ON t (a);
-- becomes
CREATE TABLE t (a int);
CREATE INDEX i1 ON t (a);
COMMENT ON INDEX i1 IS 'x';

-- pair: extended statistics
CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s1 ON a, b FROM t;
-- becomes
CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s1 (dependencies) ON a, b, c FROM t;
CREATE STATISTICS s2 ON (a + b) FROM t;

-- pair: statistics over a column that goes
CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s1 ON a, b FROM t;
-- becomes
CREATE TABLE t (a int, c int);

-- pair: an index of a materialized view
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
-- becomes
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE UNIQUE INDEX m_a ON m (a);

-- pair: an index with a name that a table had
CREATE TABLE t (a int);
CREATE TABLE i1 (a int);
-- becomes
CREATE TABLE t (a int);
CREATE INDEX i1 ON t (a);

-- pair: an index over an extension's operator class
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a text);
-- becomes
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a text);
CREATE INDEX i1 ON t USING gin (a gin_trgm_ops);

-- pair: an extension comes with what uses it
CREATE TABLE t (a text);
-- becomes
CREATE EXTENSION pg_trgm;
CREATE EXTENSION citext;
CREATE TABLE t (a text, b citext);
CREATE INDEX i1 ON t USING gin (a gin_trgm_ops);

-- pair: an index on an expression has its own statistics
CREATE TABLE urun (no int, ad text);
-- becomes
CREATE TABLE urun (no int, ad text);
CREATE INDEX i ON urun (lower(ad), (no + 1));
ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 50;

-- pair: the statistics of a materialized view's column and of statistics
CREATE TABLE urun (no int, ad text);
-- becomes
CREATE TABLE urun (no int, ad text);
CREATE MATERIALIZED VIEW m AS SELECT no, ad FROM urun;
ALTER MATERIALIZED VIEW m ALTER ad SET STATISTICS 5;
CREATE STATISTICS st ON no, ad FROM urun;
ALTER STATISTICS st SET STATISTICS 500;
