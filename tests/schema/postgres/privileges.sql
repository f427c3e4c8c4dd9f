-- pair: privileges of a table change
-- with: privileges
CREATE TABLE t (a int);
GRANT SELECT ON t TO PUBLIC;
GRANT INSERT, UPDATE ON t TO pg_monitor WITH GRANT OPTION;
-- becomes
CREATE TABLE t (a int);
GRANT SELECT, DELETE ON t TO pg_monitor;

-- pair: privileges of what is new
-- with: privileges
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TABLE t (a int);
GRANT ALL ON t TO pg_monitor;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
REVOKE ALL ON FUNCTION f() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f() TO pg_monitor;
CREATE SEQUENCE s;
GRANT USAGE ON SEQUENCE s TO pg_monitor;
CREATE SCHEMA crm;
GRANT USAGE ON SCHEMA crm TO pg_monitor;

-- pair: owners
-- with: privileges
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
-- becomes
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO pg_monitor;
CREATE VIEW v AS SELECT a FROM t;
CREATE TABLE u (a int);
ALTER TABLE u OWNER TO pg_monitor;

-- pair: a view keeps its privileges when it is rebuilt
-- with: privileges
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
GRANT SELECT ON v TO pg_monitor;
COMMENT ON VIEW v IS 'x';
-- becomes
CREATE TABLE t (a bigint);
CREATE VIEW v AS SELECT a FROM t;
GRANT SELECT ON v TO pg_monitor;
COMMENT ON VIEW v IS 'x';

-- pair: columns are granted
-- with: privileges
CREATE TABLE t (id int, a text);
-- becomes
CREATE TABLE t (id int, a text);
GRANT SELECT (id), UPDATE (a) ON t TO pg_monitor WITH GRANT OPTION;
CREATE TABLE yeni (id int, a text);
GRANT SELECT (id) ON yeni TO PUBLIC;

-- pair: what PUBLIC may do comes and goes
-- with: privileges
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
REVOKE ALL ON FUNCTION f() FROM PUBLIC;
CREATE TYPE e AS ENUM ('a');
REVOKE ALL ON TYPE e FROM PUBLIC;
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
-- becomes
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE e AS ENUM ('a');
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
REVOKE ALL ON PROCEDURE p() FROM PUBLIC;
