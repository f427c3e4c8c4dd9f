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

-- pair: a domain without a check gets one
CREATE DOMAIN adet AS int;
CREATE TABLE urun (a adet);
-- becomes
CREATE DOMAIN adet AS int CONSTRAINT k CHECK (VALUE > 1) CONSTRAINT l CHECK (VALUE < 9);
CREATE TABLE urun (a adet);

-- pair: a domain whose arrays are stored gets a check
CREATE DOMAIN adet AS int;
CREATE TABLE urun (a adet, b adet[]);
-- becomes
CREATE DOMAIN adet AS int DEFAULT 5 NOT NULL CHECK (VALUE > 1);
CREATE TABLE urun (a adet, b adet[]);

-- pair: the check of a domain has a comment
CREATE DOMAIN adet AS int CONSTRAINT k CHECK (VALUE > 1);
-- becomes
CREATE DOMAIN adet AS int CONSTRAINT k CHECK (VALUE > 1);
COMMENT ON CONSTRAINT k ON DOMAIN adet IS 'bir';

-- pair: the check of a domain is not valid
CREATE DOMAIN adet AS int CONSTRAINT k CHECK (VALUE > 1);
CREATE TABLE urun (a adet);
-- becomes
CREATE DOMAIN adet AS int;
ALTER DOMAIN adet ADD CONSTRAINT k CHECK (VALUE > 1) NOT VALID;
CREATE TABLE urun (a adet);

-- pair: the check of a domain calls a function
CREATE TABLE urun (a int);
-- becomes
CREATE FUNCTION tamam(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
CREATE DOMAIN adet AS int CHECK (tamam(VALUE));
CREATE TABLE urun (a adet);

-- pair: a domain becomes an enum
CREATE DOMAIN tur AS int;
CREATE TABLE urun (a tur);
-- becomes
CREATE TYPE tur AS ENUM ('a');
CREATE TABLE urun (a tur);

-- pair: a domain becomes a range
CREATE DOMAIN tur AS int;
CREATE TABLE urun (a tur);
-- becomes
CREATE TYPE tur AS RANGE (subtype = int4);
CREATE TABLE urun (a tur);

-- pair: an attribute of a stored type gets another type
CREATE TYPE adres AS (sokak text, no int);
CREATE TABLE musteri (id int, a adres, b adres[]);
-- becomes
CREATE TYPE adres AS (sokak text, no bigint);
CREATE TABLE musteri (id int, a adres, b adres[]);

-- pair: an attribute has a comment
CREATE TYPE adres AS (sokak text, no int);
-- becomes
CREATE TYPE adres AS (sokak text, no int);
COMMENT ON COLUMN adres.no IS 'kapı';

-- pair: attributes change places
CREATE TYPE adres AS (sokak text, no int);
CREATE TABLE musteri (id int, a adres);
INSERT INTO musteri VALUES (1, ROW('x', 2));
-- becomes
CREATE TYPE adres AS (no int, sokak text, il char(2));
CREATE TABLE musteri (id int, a adres);


-- pair: a range gets another subtype
CREATE TYPE aralik AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE t (a aralik, b aralik[]);
-- becomes
CREATE TYPE aralik AS RANGE (subtype = int8);
CREATE TABLE t (a aralik, b aralik[]);
CREATE INDEX i ON t USING gist (a);

-- pair: a range with a function and a named multirange
CREATE TYPE saatler AS RANGE (subtype = float8);
CREATE TABLE t (a saatler);
-- becomes
CREATE FUNCTION fark(time, time) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT extract(epoch from $1 - $2)::float8';
CREATE TYPE saatler AS RANGE (subtype = time, subtype_diff = fark, multirange_type_name = saat_gruplari);
CREATE TABLE t (a saatler, m saat_gruplari);

-- pair: types that have nothing in common
CREATE TABLE urun (no int, gun date, kod uuid NOT NULL, ad text, fiyatlar numeric[], tek int);
INSERT INTO urun VALUES (1, '2024-01-01', '00000000-0000-0000-0000-000000000001', 'x', '{1,2}', 5);
-- becomes
CREATE TABLE urun (no uuid, gun int, kod int NOT NULL, ad text, fiyatlar numeric, tek int[]);

-- pair: an enum shrinks and its columns become text, with rows
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id int PRIMARY KEY, kind e);
INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, NULL);
-- becomes
CREATE TYPE e AS ENUM ('b');
CREATE TABLE t (id int PRIMARY KEY, kind text DEFAULT 'd', o text);

-- pair: a composite type over an enum and a domain that are made anew
CREATE TYPE renk AS ENUM ('al', 'mor');
CREATE DOMAIN ton AS renk DEFAULT 'al';
CREATE TYPE boya AS (a renk, b ton, c renk[]);
CREATE TABLE duvar (x boya, y ton);
INSERT INTO duvar VALUES (ROW('al', 'al', '{al}'), 'al');
-- becomes
CREATE TYPE renk AS ENUM ('al');
CREATE DOMAIN ton AS renk DEFAULT 'al';
CREATE TYPE boya AS (a renk, b ton, c renk[]);
CREATE TABLE duvar (x boya, y ton);

-- pair: single values become lists of another type
CREATE TYPE renk AS ENUM ('al');
CREATE TABLE duvar (a date, b renk, c text, d int[]);
INSERT INTO duvar VALUES ('2024-01-01', NULL, '{5}', '{1,2}');
-- becomes
CREATE TYPE renk AS ENUM ('al');
CREATE TABLE duvar (a int[], b int[], c int[], d text[]);
