-- pair: a list of texts over a varchar
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TABLE t (tur varchar(20) CHECK (tur IN ('A', 'B')), b varchar CHECK (b IS NULL OR b NOT IN ('x', 'y')), c char(3) DEFAULT 'TRY' CHECK (c IN ('TRY', 'USD')));
CREATE INDEX t_i ON t (tur) WHERE tur IN ('A', 'B');
CREATE VIEW v AS SELECT tur FROM t WHERE tur IN ('A', 'C') OR b = ANY (ARRAY['x', 'y']::varchar[]);

-- pair: a list of texts over a varchar gets longer
CREATE TABLE t (tur varchar(20), CONSTRAINT c CHECK (tur IN ('A', 'B')));
INSERT INTO t VALUES ('A');
-- becomes
CREATE TABLE t (tur varchar(20), CONSTRAINT c CHECK (tur IN ('A', 'B', 'C')));

-- pair: numbers, dates and intervals in expressions
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TABLE t (
    a numeric(10,2) DEFAULT 0 CHECK (a >= 0 AND a <= 1e6),
    b date DEFAULT CURRENT_DATE + 30 CHECK (b > '2000-01-01'),
    c timestamptz DEFAULT now() + interval '1 day',
    d smallint CHECK (d BETWEEN 1 AND 5),
    e text DEFAULT ('a' || 'b') CHECK (e LIKE '%a%' AND e ~ '^a' AND length(e) < 10),
    f jsonb DEFAULT '{"a": 1}'::jsonb,
    g text[] DEFAULT ARRAY['x']::text[],
    h boolean DEFAULT false NOT NULL,
    i money DEFAULT 5,
    j bit(3) DEFAULT B'101',
    k real DEFAULT 1.5,
    l varchar DEFAULT CURRENT_USER,
    m bytea DEFAULT '\x00',
    n interval DEFAULT '1 hour',
    o time DEFAULT '09:00',
    p uuid DEFAULT gen_random_uuid(),
    q int DEFAULT -1,
    r bigint DEFAULT 10000000000
);

-- pair: expressions in views
CREATE TABLE t (a int, b varchar(10), c date, d numeric);
-- becomes
CREATE TABLE t (a int, b varchar(10), c date, d numeric);
CREATE VIEW v AS
    SELECT CASE WHEN a = 1 THEN 'bir' WHEN a IN (2, 3) THEN 'çok' ELSE b END AS x, coalesce(b, '-') AS y,
        extract(year FROM c) AS yil, c + 1 AS yarin, d::int, sum(d) OVER (PARTITION BY a ORDER BY c ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s,
        (SELECT max(a) FROM t) AS en, EXISTS (SELECT 1 FROM t u WHERE u.a = t.a) AS var, b LIKE 'a%' AS l, (a, b) = (1, 'x') AS r
    FROM t WHERE (a > 0 OR b IS NOT NULL) AND NOT (c < '2020-01-01');
CREATE VIEW w AS SELECT a FROM t UNION ALL SELECT a + 1 FROM t EXCEPT SELECT 5 ORDER BY 1 LIMIT 3;
CREATE VIEW g AS SELECT b, count(*) FILTER (WHERE a > 1) AS n, string_agg(b, ',' ORDER BY a) FROM t GROUP BY GROUPING SETS ((b), ()) HAVING count(*) > 1;
CREATE VIEW l AS SELECT t.a, x.n FROM t LEFT JOIN LATERAL (SELECT count(*) AS n FROM t u WHERE u.a = t.a) x ON true;
CREATE VIEW f AS SELECT g.s FROM generate_series(1, 3) g(s) WHERE g.s <> ALL (ARRAY[2]);

-- pair: generated columns and statistics over texts
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TABLE t (a varchar(10), b int GENERATED ALWAYS AS (CASE WHEN a IN ('x', 'y') THEN 1 ELSE 2 END) STORED, c text GENERATED ALWAYS AS (upper(a)) STORED);

-- pair: policies and triggers over texts
CREATE TABLE t (tur varchar(5), b int);
-- becomes
CREATE TABLE t (tur varchar(5), b int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (tur IN ('a', 'b'));
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tg BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.tur IN ('a', 'b') AND OLD.b IS DISTINCT FROM NEW.b) EXECUTE FUNCTION g();

-- pair: a domain over a varchar
CREATE TABLE x (a int);
-- becomes
CREATE DOMAIN d AS varchar(5) DEFAULT 'a' CHECK (VALUE IN ('a', 'b'));
CREATE TABLE x (a int, b d);

-- pair: a list of texts over a column that gets another type
CREATE TABLE t (a varchar(20) CONSTRAINT c CHECK (a IN ('x', 'y')), b int);
CREATE INDEX i ON t (b) WHERE a IN ('x', 'y');
INSERT INTO t VALUES ('x', 1);
-- becomes
CREATE TABLE t (a varchar(5) CONSTRAINT c CHECK (a IN ('x', 'y')), b int);
CREATE INDEX i ON t (b) WHERE a IN ('x', 'y');

-- pair: BETWEEN beside AND in a check
CREATE TABLE urun (no int, ad text);
-- becomes
CREATE TABLE urun (no int, ad text, CONSTRAINT c CHECK (ad IN ('x', 'y') AND no BETWEEN 1 AND 3));

-- pair: BETWEEN beside AND everywhere
CREATE TABLE urun (no int, ad text);
-- becomes
CREATE TABLE urun (no int, ad text, b boolean DEFAULT (1 > 0 AND 2 BETWEEN 1 AND 3), g boolean GENERATED ALWAYS AS (no > 0 AND no BETWEEN 1 AND 3) STORED);
CREATE INDEX i ON urun (no) WHERE ad = 'x' AND no BETWEEN 1 AND 3;
CREATE INDEX j ON urun ((ad = 'x' AND no BETWEEN 1 AND 3));
CREATE VIEW v AS SELECT no FROM urun WHERE ad = 'x' AND no BETWEEN 1 AND 3;
CREATE MATERIALIZED VIEW m AS SELECT no FROM urun WHERE ad = 'x' AND (no = 3 AND (no = 5 AND no = 4));
CREATE POLICY p ON urun USING (ad = 'x' AND no BETWEEN 1 AND 3);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t BEFORE UPDATE ON urun FOR EACH ROW WHEN (NEW.ad = 'x' AND NEW.no BETWEEN 1 AND 3) EXECUTE FUNCTION f();
CREATE RULE r AS ON DELETE TO urun WHERE OLD.ad = 'x' AND OLD.no BETWEEN 1 AND 3 DO INSTEAD NOTHING;
CREATE FUNCTION g(a int DEFAULT (1 + (2 + 3))) RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT true AND (a = 1 AND (a = 2 AND a = 3)); END;
CREATE DOMAIN d AS int CHECK (VALUE > 0 AND VALUE BETWEEN 1 AND 3);
CREATE STATISTICS st ON (no > 0 AND no BETWEEN 1 AND 3), ad FROM urun;
