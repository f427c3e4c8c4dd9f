-- pair: functions come and go
CREATE FUNCTION f1() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- becomes
CREATE FUNCTION f2(a int, b text DEFAULT 'x') RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$BEGIN RETURN a || b; END$$;
COMMENT ON FUNCTION f2(int, text) IS 'x';

-- pair: a body changes
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- becomes
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';

-- pair: a result changes
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- becomes
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$SELECT 'a'$$;

-- pair: the name of an argument changes
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
-- becomes
CREATE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT b';

-- pair: a default goes
CREATE FUNCTION f(a int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT a';
-- becomes
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';

-- pair: overloads
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql AS 'SELECT a';
-- becomes
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
CREATE FUNCTION f(a date) RETURNS date LANGUAGE sql AS 'SELECT a';

-- pair: functions that return tables and sets
CREATE TABLE t (a int, b text);
-- becomes
CREATE TABLE t (a int, b text);
CREATE FUNCTION f1() RETURNS TABLE (x int, y text) LANGUAGE sql STABLE AS 'SELECT a, b FROM t';
CREATE FUNCTION f2() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION f3(OUT x int, OUT y int) LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION f4(VARIADIC a int[]) RETURNS int LANGUAGE sql AS 'SELECT a[1]';

-- pair: procedures
CREATE PROCEDURE p1() LANGUAGE plpgsql AS 'BEGIN NULL; END';
-- becomes
CREATE PROCEDURE p1() LANGUAGE plpgsql AS 'BEGIN RETURN; END';
CREATE PROCEDURE p2(a int, INOUT b int) LANGUAGE plpgsql AS 'BEGIN b := a; END';

-- pair: a function becomes a procedure
CREATE FUNCTION p() RETURNS void LANGUAGE plpgsql AS 'BEGIN NULL; END';
-- becomes
CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN NULL; END';

-- pair: bodies that the server has read
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(a) FROM t; END;
-- becomes
CREATE TABLE t (a int, b int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(b) FROM t; END;

-- pair: a column under a body that the server has read gets another type
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END;
CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a::int FROM t; END;
-- becomes
CREATE TABLE t (a bigint);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END;
CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a::int FROM t; END;

-- pair: a function calls another one that comes after it in the alphabet
CREATE TABLE x (a int);
-- becomes
CREATE FUNCTION zz() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION aa() RETURNS int LANGUAGE sql AS 'SELECT zz()';
CREATE TABLE x (a int DEFAULT aa());

-- pair: two functions call each other
CREATE TABLE x (a int);
-- becomes
SET check_function_bodies = off;
CREATE FUNCTION a(i int) RETURNS int LANGUAGE sql AS 'SELECT CASE WHEN i < 1 THEN 0 ELSE b(i - 1) END';
CREATE FUNCTION b(i int) RETURNS int LANGUAGE sql AS 'SELECT a(i - 1)';
CREATE TABLE x (a int);

-- pair: a function reads a table that is new, a table uses the function
CREATE TABLE x (a int);
-- becomes
CREATE TABLE ayar (k text, v int);
CREATE FUNCTION ayar_oku() RETURNS int LANGUAGE sql AS 'SELECT v FROM ayar LIMIT 1';
CREATE TABLE x (a int, b int DEFAULT ayar_oku());

-- pair: aggregates
CREATE FUNCTION topla(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + coalesce($2, 0)';
CREATE AGGREGATE t1(int) (sfunc = topla, stype = int);
-- becomes
CREATE FUNCTION topla(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + coalesce($2, 0)';
CREATE AGGREGATE t1(int) (sfunc = topla, stype = int, initcond = '0', combinefunc = topla, parallel = safe);
CREATE AGGREGATE t2(int) (sfunc = topla, stype = int);
COMMENT ON AGGREGATE t2(int) IS 'x';

-- pair: settings and rights of a function
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- becomes
CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '8MB' COST 5 AS 'SELECT 1';

-- pair: a window function's body has dollar signs and quotes
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $f$
DECLARE s text := $$a'b$$;
BEGIN
    -- goc:upgrade bir yorum
    EXECUTE 'SELECT ''x''; -- ;';
    RETURN s;
END
$f$;

-- pair: a function over the row of a table that gets a column
CREATE TABLE t (a int);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT $1.a';
-- becomes
CREATE TABLE t (a int, b int);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT $1.a + $1.b';

-- pair: a default that calls a function which goes
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a int DEFAULT f());
-- becomes
CREATE TABLE t (a int DEFAULT 1);

-- pair: a default that calls a function which is replaced
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a int DEFAULT f());
-- becomes
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE TABLE t (a int DEFAULT f());

-- pair: a default calls a function that reads the table
-- becomes
CREATE TABLE fis (no int);
CREATE FUNCTION sonraki() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(no) + 1 FROM fis; END;
ALTER TABLE fis ALTER no SET DEFAULT sonraki();

-- pair: a check calls a function that reads the table
-- becomes
CREATE TABLE fis (no int);
CREATE FUNCTION tamam(int) RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT count(*) < 5 FROM fis WHERE no = $1; END;
ALTER TABLE fis ADD CONSTRAINT k CHECK (tamam(no));
CREATE INDEX i ON fis (no);
