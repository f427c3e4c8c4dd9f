-- pair: nothing differs
CREATE TABLE t (a int PRIMARY KEY, b text DEFAULT 'x' CHECK (b <> ''));
CREATE INDEX i ON t (b);
-- becomes
CREATE TABLE t (a int, b text DEFAULT 'x', PRIMARY KEY (a), CHECK (b <> ''));
CREATE INDEX i ON t USING btree (b);

-- pair: a table comes
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TABLE t (id serial PRIMARY KEY, ad varchar(20) NOT NULL UNIQUE, x int CHECK (x > 0), tarih date DEFAULT CURRENT_DATE);
CREATE INDEX t_x ON t (x);
COMMENT ON TABLE t IS 'Yeni';
COMMENT ON COLUMN t.ad IS 'Adı';

-- pair: a table goes
CREATE TABLE x (a int);
CREATE TABLE t (id serial PRIMARY KEY, x int);
INSERT INTO t (x) VALUES (1);
-- becomes
CREATE TABLE x (a int);

-- pair: a table without columns
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x ();
CREATE TABLE y ();

-- pair: a schema comes with a table
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE SCHEMA crm;
COMMENT ON SCHEMA crm IS 'Müşteri';
CREATE TABLE crm.t (id serial PRIMARY KEY, x_a int);
CREATE INDEX t_x ON crm.t (x_a);

-- pair: a schema goes with what is in it
CREATE SCHEMA crm;
CREATE TYPE crm.e AS ENUM ('a');
CREATE TABLE crm.t (a crm.e);
CREATE VIEW crm.v AS SELECT * FROM crm.t;
CREATE FUNCTION crm.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);

-- pair: an unlogged table and storage options
CREATE TABLE t (a int);
CREATE UNLOGGED TABLE u (a int);
CREATE TABLE v (a int) WITH (fillfactor = 70, autovacuum_enabled = false);
-- becomes
CREATE UNLOGGED TABLE t (a int);
CREATE TABLE u (a int);
CREATE TABLE v (a int) WITH (fillfactor = 80);

-- pair: inheritance
CREATE TABLE p (a int, b text);
CREATE TABLE c (d int) INHERITS (p);
INSERT INTO c VALUES (1, 'x', 2);
-- becomes
CREATE TABLE p (a bigint, b text, e int DEFAULT 0);
CREATE TABLE c (d int, f int) INHERITS (p);

-- pair: a table begins to inherit
CREATE TABLE p (a int);
CREATE TABLE c (a int, b int);
INSERT INTO c VALUES (1, 2);
-- becomes
CREATE TABLE p (a int);
CREATE TABLE c (a int, b int) INHERITS (p);

-- pair: a table stops to inherit
CREATE TABLE p (a int);
CREATE TABLE c (a int, b int);
ALTER TABLE c INHERIT p;
-- becomes
CREATE TABLE p (a int);
CREATE TABLE c (a int, b int);

-- pair: a table that inherits comes
CREATE TABLE p (a int NOT NULL, CHECK (a > 0));
-- becomes
CREATE TABLE p (a int NOT NULL, CHECK (a > 0));
CREATE TABLE q (z int);
CREATE TABLE c (b int) INHERITS (p, q);

-- pair: row level security
CREATE TABLE t (a int, kim text);
CREATE TABLE u (a int);
ALTER TABLE u ENABLE ROW LEVEL SECURITY;
-- becomes
CREATE TABLE t (a int, kim text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY kendi ON t USING (kim = CURRENT_USER) WITH CHECK (a > 0);
CREATE POLICY oku ON t AS RESTRICTIVE FOR SELECT TO PUBLIC USING (a > 1);
CREATE TABLE u (a int);

-- pair: policies change and go
CREATE TABLE t (a int, kim text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p1 ON t USING (a > 0);
CREATE POLICY p2 ON t FOR UPDATE USING (a > 1);
-- becomes
CREATE TABLE t (a int, kim text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p1 ON t USING (a > 5);
CREATE POLICY p3 ON t FOR INSERT WITH CHECK (kim <> '');
COMMENT ON POLICY p3 ON t IS 'x';

-- pair: a policy over a column that gets another type
CREATE TABLE t (a int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p1 ON t USING (a > 0);
-- becomes
CREATE TABLE t (a bigint);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p1 ON t USING (a > 0);

-- pair: a replica identity
CREATE TABLE t (a int);
CREATE TABLE u (a int);
ALTER TABLE u REPLICA IDENTITY FULL;
-- becomes
CREATE TABLE t (a int);
ALTER TABLE t REPLICA IDENTITY FULL;
CREATE TABLE u (a int);
ALTER TABLE u REPLICA IDENTITY NOTHING;

-- pair: a table becomes a view
CREATE TABLE t (a int);
CREATE TABLE v (a int);
-- becomes
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;

-- pair: a comment of a table changes
CREATE TABLE t (a int);
COMMENT ON TABLE t IS 'eski';
CREATE TABLE u (a int);
COMMENT ON TABLE u IS 'gider';
-- becomes
CREATE TABLE t (a int);
COMMENT ON TABLE t IS E'yeni\niki satır';
CREATE TABLE u (a int);

-- pair: many tables in the wrong order
CREATE TABLE x (a int);
-- becomes
CREATE TYPE renk AS ENUM ('mavi', 'al');
CREATE TABLE z (id int PRIMARY KEY);
CREATE TABLE y (id int PRIMARY KEY, z_id int REFERENCES z, tip renk NOT NULL DEFAULT 'mavi');
CREATE VIEW a_view AS SELECT z.id FROM z JOIN y ON y.z_id = z.id;
CREATE TABLE x (a int);

-- pair: a child is made with its own default
CREATE TABLE t (id int primary key, a text, b numeric);
-- becomes
CREATE TABLE t (id int primary key, a text, b numeric);
CREATE TABLE ch () INHERITS (t);
ALTER TABLE ch ADD x int, ALTER a SET DEFAULT 'z', ALTER b SET NOT NULL;

-- pair: a typed table
-- becomes
CREATE TYPE kisi AS (ad text, yas int);
CREATE TABLE kisiler OF kisi (ad PRIMARY KEY, yas DEFAULT 5 NOT NULL);

-- pair: a table gets a type and loses it
CREATE TYPE kisi AS (ad text, yas int);
CREATE TABLE a (ad text, yas int);
CREATE TABLE b OF kisi;
-- becomes
CREATE TYPE kisi AS (ad text, yas int);
CREATE TABLE a OF kisi;
CREATE TABLE b (ad text, yas int);

-- pair: options of the TOAST table
CREATE TABLE urun (no int, ad text);
-- becomes
CREATE TABLE urun (no int, ad text) WITH (fillfactor = 70, toast.autovacuum_enabled = off);

-- pair: options of the TOAST table of a materialized view go
CREATE TABLE urun (no int, ad text);
CREATE MATERIALIZED VIEW m WITH (toast.autovacuum_enabled = off) AS SELECT * FROM urun;
-- becomes
CREATE TABLE urun (no int, ad text);
CREATE MATERIALIZED VIEW m AS SELECT * FROM urun;

-- pair: a child leaves its parent and keeps the columns
CREATE TABLE belge (id bigserial, tur text NOT NULL, tutar bigint NOT NULL);
CREATE TABLE fatura (x int, CHECK (tur = 'f')) INHERITS (belge);
INSERT INTO fatura VALUES (1, 'f', 3, 4);
-- becomes
CREATE TABLE belge (id bigserial, tur text NOT NULL, tutar bigint NOT NULL);
CREATE TABLE fatura (id bigint NOT NULL, tur text NOT NULL, tutar bigint NOT NULL, x int, CHECK (tur = 'f'));

-- pair: a child leaves its parent and the columns
CREATE TABLE belge (id bigserial, tur text NOT NULL, CONSTRAINT k CHECK (id > 0));
CREATE TABLE fatura (x int) INHERITS (belge);
INSERT INTO fatura VALUES (1, 'f', 3);
-- becomes
CREATE TABLE belge (id bigserial, tur text NOT NULL, CONSTRAINT k CHECK (id > 0));
CREATE TABLE fatura (x int);

-- pair: a table gets a parent and keeps its own columns
CREATE TABLE belge (id bigint NOT NULL, tur text NOT NULL);
CREATE TABLE fatura (id bigint NOT NULL, tur text NOT NULL, x int);
INSERT INTO fatura VALUES (1, 'f', 3);
-- becomes
CREATE TABLE belge (id bigint NOT NULL, tur text NOT NULL, CONSTRAINT k CHECK (id > 0));
CREATE TABLE fatura (id bigint NOT NULL, tur text NOT NULL, x int);
ALTER TABLE fatura ADD CONSTRAINT k CHECK (id > 0);
ALTER TABLE fatura INHERIT belge;

-- pair: a table gets a parent and has nothing of its own
CREATE TABLE belge (id bigint NOT NULL, tur text NOT NULL);
CREATE TABLE fatura (id bigint NOT NULL, tur text NOT NULL, x int);
INSERT INTO fatura VALUES (1, 'f', 3);
-- becomes
CREATE TABLE belge (id bigint NOT NULL, tur text NOT NULL);
CREATE TABLE fatura (x int) INHERITS (belge);

-- pair: a second parent comes with a column and a check
CREATE TABLE belge (id bigint);
CREATE TABLE fatura (y int) INHERITS (belge);
INSERT INTO fatura VALUES (1, 2);
-- becomes
CREATE TABLE belge (id bigint);
CREATE TABLE ek (x int, CONSTRAINT k CHECK (x > 0));
CREATE TABLE fatura (y int) INHERITS (belge, ek);

-- pair: a column goes from the parent and stays in the child
CREATE TABLE taban (olustu timestamp DEFAULT now(), e int);
CREATE TABLE a (a1 int, a2 int) INHERITS (taban);
INSERT INTO a VALUES (now(), 5, 1, 2);
-- becomes
CREATE TABLE taban (olustu timestamp DEFAULT now());
CREATE TABLE a (a1 int) INHERITS (taban);
ALTER TABLE a ADD COLUMN e int;

-- pair: a column of the child becomes its own, too
CREATE TABLE taban (tur text);
CREATE TABLE a (y int) INHERITS (taban);
-- becomes
CREATE TABLE taban (tur text);
CREATE TABLE a (tur text, y int) INHERITS (taban);

-- pair: a parent's column changes its type in all children
CREATE TABLE taban (no int, ad text);
CREATE TABLE a (y int) INHERITS (taban);
CREATE TABLE b () INHERITS (a);
INSERT INTO b VALUES (1, 'x', 2);
-- becomes
CREATE TABLE taban (no bigint NOT NULL, ad varchar(5) DEFAULT 'x');
CREATE TABLE a (y int) INHERITS (taban);
CREATE TABLE b () INHERITS (a);
