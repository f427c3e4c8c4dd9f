-- pair: views come and go
CREATE TABLE t (a int, b text);
CREATE VIEW v1 AS SELECT a FROM t;
-- becomes
CREATE TABLE t (a int, b text);
CREATE VIEW v2 AS SELECT a, upper(b) AS b FROM t WHERE a > 0;
COMMENT ON VIEW v2 IS 'x';

-- pair: a view gets a column at its end
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
-- becomes
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a FROM v;

-- pair: a view loses a column, others stand on it
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE VIEW z AS SELECT a FROM w;
COMMENT ON VIEW w IS 'kalır';
-- becomes
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE VIEW z AS SELECT a FROM w;
COMMENT ON VIEW w IS 'kalır';

-- pair: a column under views gets another type
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT v.a + 1 AS c FROM v;
CREATE MATERIALIZED VIEW m AS SELECT a FROM w JOIN t ON t.a = w.c;
CREATE INDEX m_a ON m (a);
-- becomes
CREATE TABLE t (a bigint, b text);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT v.a + 1 AS c FROM v;
CREATE MATERIALIZED VIEW m AS SELECT a FROM w JOIN t ON t.a = w.c;
CREATE INDEX m_a ON m (a);

-- pair: a column under a view goes
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, b FROM t;
-- becomes
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;

-- pair: a column is added and the view shows it
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
-- becomes
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, b FROM t;

-- pair: options of a view
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w WITH (security_barrier) AS SELECT a FROM t;
CREATE VIEW z AS SELECT a FROM t WHERE a > 0;
-- becomes
CREATE TABLE t (a int);
CREATE VIEW v WITH (security_barrier = true) AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM t;
CREATE VIEW z AS SELECT a FROM t WHERE a > 0 WITH CASCADED CHECK OPTION;

-- pair: a view becomes a materialized view
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
-- becomes
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW v AS SELECT a FROM t;

-- pair: a materialized view changes
CREATE TABLE t (a int, b int);
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE INDEX m_a ON m (a);
CREATE VIEW v AS SELECT a FROM m;
-- becomes
CREATE TABLE t (a int, b int);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX m_a ON m (a);
CREATE VIEW v AS SELECT a FROM m;

-- pair: a materialized view without rows
CREATE TABLE t (a int);
-- becomes
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA;

-- pair: a recursive view and one with common table expressions
CREATE TABLE t (id int PRIMARY KEY, ust int);
-- becomes
CREATE TABLE t (id int PRIMARY KEY, ust int);
CREATE VIEW agac AS WITH RECURSIVE a AS (SELECT id, ust, 1 AS derinlik FROM t WHERE ust IS NULL UNION ALL SELECT t.id, t.ust, a.derinlik + 1 FROM t JOIN a ON a.id = t.ust) SELECT * FROM a;
CREATE VIEW say AS SELECT count(*) AS adet, max(derinlik) FROM agac;

-- pair: a view that groups by a key
CREATE TABLE t (id int PRIMARY KEY, ad text);
CREATE VIEW v AS SELECT id, ad, count(*) FROM t GROUP BY id;
-- becomes
CREATE TABLE t (id int CONSTRAINT anahtar PRIMARY KEY, ad text);
CREATE VIEW v AS SELECT id, ad, count(*) FROM t GROUP BY id;

-- pair: a view over a function that is replaced
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE VIEW v AS SELECT f(1) AS x;
-- becomes
CREATE FUNCTION f(int) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE VIEW v AS SELECT f(1) AS x;

-- pair: a view with a trigger and a rule is rebuilt
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tg INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION g();
CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING;
-- becomes
CREATE TABLE t (a bigint, b int);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tg INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION g();
CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING;

-- pair: views over all columns
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT * FROM t;
CREATE VIEW w AS SELECT v.*, 1 AS c FROM v;
-- becomes
CREATE TABLE t (a int, b int, d int);
CREATE VIEW v AS SELECT * FROM t;
CREATE VIEW w AS SELECT v.*, 1 AS c FROM v;

-- pair: a comment on a column of a view
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
-- becomes
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON COLUMN v.a IS 'x';

-- pair: a default of a column of a view
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
-- becomes
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
ALTER VIEW v ALTER COLUMN a SET DEFAULT 5;

-- pair: options of a view come in another order
CREATE TABLE urun (no int, ad text);
CREATE VIEW v WITH (check_option = local) AS SELECT no, ad FROM urun WHERE no > 0;
-- becomes
CREATE TABLE urun (no int, ad text);
CREATE VIEW v WITH (security_invoker, check_option = local) AS SELECT no, ad FROM urun WHERE no > 0;

-- pair: storage options come in another order
CREATE TABLE urun (no int, ad text) WITH (fillfactor = 70, autovacuum_enabled = false);
CREATE INDEX i ON urun (no) WITH (fillfactor = 70, deduplicate_items = off);
-- becomes
CREATE TABLE urun (no int, ad text) WITH (autovacuum_enabled = false, fillfactor = 70);
CREATE INDEX i ON urun (no) WITH (deduplicate_items = off, fillfactor = 70);

-- pair: who reads whom turns around
CREATE TABLE urun (id int, ad text);
CREATE MATERIALIZED VIEW a AS SELECT ad FROM urun;
CREATE VIEW b AS SELECT ad FROM a;
CREATE MATERIALIZED VIEW c AS SELECT ad FROM b;
-- becomes
CREATE TABLE urun (id int, ad text);
CREATE VIEW b AS SELECT ad FROM urun;
CREATE MATERIALIZED VIEW a AS SELECT ad FROM b;
CREATE VIEW c AS SELECT ad FROM a;

-- pair: a view of values
-- becomes
CREATE VIEW sabit (a, c) AS VALUES (1, 2), (3, 4);

-- pair: a view of values gets one more
CREATE VIEW sabit (a, c) AS VALUES (1, 2), (3, 4);
-- becomes
CREATE VIEW sabit (a, c) AS VALUES (1, 2), (3, 4), (5, 6);
