-- pair: sequences come and go
CREATE SEQUENCE s1;
-- becomes
CREATE SEQUENCE s2 AS int START WITH 100 INCREMENT BY 10 MINVALUE 50 MAXVALUE 1000 CACHE 5 CYCLE;
COMMENT ON SEQUENCE s2 IS 'x';

-- pair: a sequence changes
CREATE SEQUENCE s INCREMENT BY 1;
SELECT nextval('s');
-- becomes
CREATE SEQUENCE s INCREMENT BY 5 MAXVALUE 99999 CACHE 10 CYCLE;

-- pair: a sequence gets another type
CREATE SEQUENCE s AS int;
CREATE SEQUENCE r AS bigint;
-- becomes
CREATE SEQUENCE s AS bigint;
CREATE SEQUENCE r AS smallint;

-- pair: a sequence that counts down
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE SEQUENCE s INCREMENT BY -1;
CREATE SEQUENCE r INCREMENT BY -2 MINVALUE -100 MAXVALUE 10 START WITH 5;

-- pair: a sequence gets an owner, another loses it
CREATE SEQUENCE s;
CREATE TABLE t (a int DEFAULT nextval('s'), b serial);
ALTER SEQUENCE t_b_seq OWNED BY NONE;
CREATE SEQUENCE r OWNED BY t.a;
-- becomes
CREATE SEQUENCE s;
CREATE SEQUENCE r;
CREATE SEQUENCE t_b_seq AS int;
CREATE TABLE t (a int DEFAULT nextval('s'), b int DEFAULT nextval('t_b_seq') NOT NULL);
ALTER SEQUENCE s OWNED BY t.a;

-- pair: a default over a sequence of its own name
CREATE TABLE t (a int);
-- becomes
CREATE SEQUENCE sayac START 1000;
CREATE TABLE t (a int DEFAULT nextval('sayac'));

-- pair: a default over a sequence goes with the sequence
CREATE SEQUENCE sayac;
CREATE TABLE t (a int DEFAULT nextval('sayac'), b text DEFAULT 'SP-' || nextval('sayac'));
-- becomes
CREATE TABLE t (a int, b text DEFAULT 'SP');

-- pair: a sequence of another schema
CREATE SCHEMA s;
CREATE TABLE t (a int);
-- becomes
CREATE SCHEMA s;
CREATE SEQUENCE s.n;
CREATE TABLE t (a int DEFAULT nextval('s.n'));

-- pair: the owner of a sequence goes, the sequence stays
CREATE TABLE t (a serial, b int);
CREATE TABLE u (a int DEFAULT nextval('t_a_seq'));
-- becomes
CREATE SEQUENCE t_a_seq AS int;
CREATE TABLE t (b int);
CREATE TABLE u (a int DEFAULT nextval('t_a_seq'));

-- pair: a serial with a sequence that is not usual
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int, b serial);
ALTER SEQUENCE x_b_seq START WITH 50 INCREMENT BY 2;
