-- pair: an enum comes with a table that uses it
CREATE TABLE x (a int);
-- becomes
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE TABLE x (a int, r renk DEFAULT 'al' NOT NULL);

-- pair: an enum grows
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE TABLE x (r renk);
INSERT INTO x VALUES ('al');
-- becomes
CREATE TYPE renk AS ENUM ('mor', 'al', 'yeşil', 'mavi', 'ak');
CREATE TABLE x (r renk);

-- pair: a new value is the default at once
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE TABLE x (r renk DEFAULT 'al', b int);
INSERT INTO x VALUES ('al', 1);
-- becomes
CREATE TYPE renk AS ENUM ('al', 'mavi', 'mor');
CREATE TABLE x (r renk DEFAULT 'mor', b int, CHECK (r <> 'mor' OR b > 0));

-- pair: an enum loses a value
CREATE TYPE renk AS ENUM ('al', 'mavi', 'mor');
CREATE TABLE x (r renk DEFAULT 'al', rs renk[], CHECK (r <> 'mavi'));
CREATE INDEX x_r ON x (r);
CREATE INDEX x_al ON x (r) WHERE r = 'al';
CREATE VIEW v AS SELECT r FROM x WHERE r = 'al';
INSERT INTO x VALUES ('al', '{al}');
-- becomes
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE TABLE x (r renk DEFAULT 'al', rs renk[], CHECK (r <> 'mavi'));
CREATE INDEX x_r ON x (r);
CREATE INDEX x_al ON x (r) WHERE r = 'al';
CREATE VIEW v AS SELECT r FROM x WHERE r = 'al';

-- pair: an enum gets another order
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE TABLE x (r renk PRIMARY KEY);
INSERT INTO x VALUES ('al'), ('mavi');
-- becomes
CREATE TYPE renk AS ENUM ('mavi', 'al');
CREATE TABLE x (r renk PRIMARY KEY);

-- pair: an enum with a function loses a value
CREATE TYPE renk AS ENUM ('al', 'mavi', 'mor');
CREATE FUNCTION f(r renk) RETURNS text LANGUAGE sql AS 'SELECT r::text';
CREATE TABLE x (r renk);
-- becomes
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE FUNCTION f(r renk) RETURNS text LANGUAGE sql AS 'SELECT r::text';
CREATE TABLE x (r renk);

-- pair: an enum goes, its column becomes text
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE TABLE x (r renk DEFAULT 'al');
INSERT INTO x VALUES ('al');
-- becomes
CREATE TABLE x (r text DEFAULT 'al');

-- pair: a text becomes an enum
CREATE TABLE x (r text DEFAULT 'al');
INSERT INTO x VALUES ('al');
-- becomes
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE TABLE x (r renk DEFAULT 'al');

-- pair: an enum becomes another one
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE TABLE x (r renk);
INSERT INTO x VALUES ('al');
-- becomes
CREATE TYPE boya AS ENUM ('al', 'mavi');
CREATE TABLE x (r boya);

-- pair: a comment on a type
CREATE TYPE renk AS ENUM ('al');
-- becomes
CREATE TYPE renk AS ENUM ('al');
COMMENT ON TYPE renk IS 'x';

-- pair: a domain comes, and goes
CREATE DOMAIN eposta AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE x (a eposta);
INSERT INTO x VALUES ('a@b');
-- becomes
CREATE DOMAIN para AS numeric(12,2) NOT NULL DEFAULT 0 CONSTRAINT arti CHECK (VALUE >= 0);
CREATE TABLE x (a text, b para);

-- pair: a domain changes its checks and default
CREATE DOMAIN d AS int DEFAULT 1 CONSTRAINT c1 CHECK (VALUE > 0);
CREATE TABLE x (a d);
INSERT INTO x VALUES (5);
-- becomes
CREATE DOMAIN d AS int DEFAULT 2 NOT NULL CONSTRAINT c1 CHECK (VALUE > 1) CONSTRAINT c2 CHECK (VALUE < 100);
CREATE TABLE x (a d);
COMMENT ON DOMAIN d IS 'x';

-- pair: a domain changes what it is over
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TABLE x (a d, b d DEFAULT 3);
INSERT INTO x VALUES (5);
-- becomes
CREATE DOMAIN d AS bigint CHECK (VALUE > 0);
CREATE TABLE x (a d, b d DEFAULT 3);

-- pair: composite types
CREATE TYPE adres AS (sokak text, no int);
CREATE TABLE x (a int);
-- becomes
CREATE TYPE adres AS (sokak text, no bigint, il varchar(20));
CREATE TYPE konum AS (x double precision, y double precision);
CREATE TABLE x (a int, k konum);

-- pair: a composite type that a table uses gets an attribute
CREATE TYPE adres AS (sokak text, no int);
CREATE TABLE x (a adres);
INSERT INTO x VALUES (ROW('s', 1));
-- becomes
CREATE TYPE adres AS (sokak text, no int, il text);
CREATE TABLE x (a adres);

-- pair: ranges
CREATE TABLE x (a int);
-- becomes
CREATE TYPE saatler AS RANGE (subtype = time);
CREATE TABLE x (a int, s saatler);

-- pair: an enum in another schema
CREATE SCHEMA s;
CREATE TYPE s.renk AS ENUM ('al');
CREATE TABLE x (r s.renk);
-- becomes
CREATE SCHEMA s;
CREATE TYPE s.renk AS ENUM ('al', 'mavi');
CREATE TABLE x (r s.renk DEFAULT 'mavi');

-- pair: a domain over an enum that loses a value
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE DOMAIN d AS renk CHECK (VALUE <> 'mavi');
CREATE TABLE x (a d, b renk);
INSERT INTO x VALUES (NULL, 'al');
-- becomes
CREATE TYPE renk AS ENUM ('al');
CREATE DOMAIN d AS renk CHECK (VALUE <> 'al');
CREATE TABLE x (a d, b renk);

-- pair: a collation
CREATE TABLE x (a text);
-- becomes
CREATE COLLATION turkce (provider = icu, locale = 'tr');
CREATE TABLE x (a text COLLATE turkce);

-- pair: a type in a function, a table and a view goes
CREATE TYPE renk AS ENUM ('al');
CREATE TABLE x (a int, r renk);
CREATE VIEW v AS SELECT r FROM x;
CREATE FUNCTION f() RETURNS renk LANGUAGE sql AS $$SELECT 'al'::renk$$;
-- becomes
CREATE TABLE x (a int);

-- pair: an enum loses a value that is the default, and gets it back
CREATE TYPE renk AS ENUM ('al', 'mavi', 'mor');
CREATE TABLE x (r renk DEFAULT 'mor', CHECK (r <> 'mavi'));
CREATE INDEX x_r ON x (r) WHERE r = 'mor';
-- becomes
CREATE TYPE renk AS ENUM ('al', 'mavi');
CREATE TABLE x (r renk DEFAULT 'al', CHECK (r <> 'mavi'));
CREATE INDEX x_r ON x (r) WHERE r = 'al';
