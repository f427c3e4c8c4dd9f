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
