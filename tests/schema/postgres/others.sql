-- pair: an operator comes, with its negator
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq, NEGATOR = !==, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES);
CREATE OPERATOR !== (LEFTARG = text, RIGHTARG = text, FUNCTION = textne, NEGATOR = ===);
COMMENT ON OPERATOR === (text, text) IS 'tam aynı';

-- pair: an operator gets another function while a view uses it
CREATE FUNCTION benzer(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE OPERATOR ~~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = benzer);
CREATE TABLE urun (ad text);
CREATE VIEW ayni AS SELECT ad FROM urun WHERE ad ~~~ 'x';
-- becomes
CREATE FUNCTION benzer(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE FUNCTION benzer_mi(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT lower($1) = lower($2)';
CREATE OPERATOR ~~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = benzer_mi);
CREATE TABLE urun (ad text);
CREATE VIEW ayni AS SELECT ad FROM urun WHERE ad ~~~ 'x';

-- pair: a cast comes with its function
CREATE TABLE urun (no int);
-- becomes
CREATE TABLE urun (no int);
CREATE TYPE para AS (tutar numeric);
CREATE FUNCTION para(numeric) RETURNS para LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1)::para';
CREATE CAST (numeric AS para) WITH FUNCTION para(numeric) AS ASSIGNMENT;

-- pair: an operator class and an index that uses it
CREATE TABLE urun (kod text);
-- becomes
CREATE TABLE urun (kod text);
CREATE FUNCTION ters(text, text) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT -bttextcmp($1, $2)';
CREATE OPERATOR CLASS ters_ops FOR TYPE text USING btree AS
    OPERATOR 1 > (text, text), OPERATOR 2 >= (text, text), OPERATOR 3 = (text, text), OPERATOR 4 <= (text, text), OPERATOR 5 < (text, text),
    FUNCTION 1 ters(text, text);
CREATE INDEX urun_kod ON urun (kod ters_ops);

-- pair: a search of texts
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TEXT SEARCH DICTIONARY sade (TEMPLATE = pg_catalog.simple, STOPWORDS = 'turkish');
CREATE TEXT SEARCH CONFIGURATION turkce (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION turkce ALTER MAPPING FOR asciiword, word WITH sade;
COMMENT ON TEXT SEARCH CONFIGURATION turkce IS 'ürün araması';

-- pair: a mapping of a search changes under an index
CREATE TEXT SEARCH CONFIGURATION turkce (COPY = pg_catalog.simple);
CREATE TABLE urun (ad text);
CREATE INDEX urun_ara ON urun USING gin (to_tsvector('turkce', ad));
-- becomes
CREATE TEXT SEARCH CONFIGURATION turkce (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION turkce ALTER MAPPING FOR asciiword WITH english_stem;
CREATE TABLE urun (ad text);
CREATE INDEX urun_ara ON urun USING gin (to_tsvector('turkce', ad));

-- pair: an event trigger, and one that is off
CREATE FUNCTION bak() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER eski ON ddl_command_start EXECUTE FUNCTION bak();
-- becomes
CREATE FUNCTION bak() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER yeni ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION bak();
CREATE EVENT TRIGGER kapali ON ddl_command_end EXECUTE FUNCTION bak();
ALTER EVENT TRIGGER kapali DISABLE;

-- pair: a foreign server with a table, and a view over it
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE FOREIGN DATA WRAPPER merkez;
CREATE SERVER genel_merkez TYPE 'pos' VERSION '1' FOREIGN DATA WRAPPER merkez OPTIONS (host 'merkez', dbname 'it''s');
CREATE FOREIGN TABLE stok (id int NOT NULL, ad text COLLATE "C" DEFAULT 'x', CONSTRAINT arti CHECK (id > 0)) SERVER genel_merkez OPTIONS (tablo 'stok');
COMMENT ON FOREIGN TABLE stok IS 'merkezin stoğu';
COMMENT ON COLUMN stok.ad IS 'adı';
CREATE VIEW stok_ad AS SELECT ad FROM stok;

-- pair: a publication gets another table
CREATE TABLE urun (id int PRIMARY KEY, ad text, gizli text);
CREATE TABLE satis (id int PRIMARY KEY);
CREATE PUBLICATION subeler FOR TABLE urun;
-- becomes
CREATE TABLE urun (id int PRIMARY KEY, ad text, gizli text);
CREATE TABLE satis (id int PRIMARY KEY);
CREATE PUBLICATION subeler FOR TABLE urun (id, ad), satis WHERE (id > 3) WITH (publish = 'insert, update');
CREATE PUBLICATION hepsi FOR ALL TABLES;
CREATE PUBLICATION bos;

-- pair: publications
CREATE TABLE t (id int PRIMARY KEY, a text);
-- becomes
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE SCHEMA s;
CREATE PUBLICATION p FOR TABLE t (id, a) WHERE (id > 3) WITH (publish = 'insert, update');
CREATE PUBLICATION pa FOR ALL TABLES;
CREATE PUBLICATION ps FOR TABLES IN SCHEMA s;
COMMENT ON PUBLICATION pa IS 'hepsi';

-- pair: an event trigger
-- becomes
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION f();
ALTER EVENT TRIGGER e DISABLE;

-- pair: a foreign table
-- becomes
CREATE FOREIGN DATA WRAPPER w OPTIONS (a 'b');
CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'x');
CREATE FOREIGN TABLE f (id int OPTIONS (column_name 'x'), n text NOT NULL) SERVER s OPTIONS (table_name 'q');

-- pair: text search
-- becomes
CREATE TEXT SEARCH DICTIONARY sozluk (TEMPLATE = simple, stopwords = english);
CREATE TEXT SEARCH CONFIGURATION arama (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION arama ALTER MAPPING FOR word WITH sozluk, simple;
CREATE TABLE t (a text);
CREATE INDEX i ON t USING gin (to_tsvector('arama', a));

-- pair: an operator class
-- becomes
CREATE OPERATOR CLASS oc FOR TYPE int4 USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4);
CREATE TABLE t (a int);
CREATE INDEX i ON t (a oc);

