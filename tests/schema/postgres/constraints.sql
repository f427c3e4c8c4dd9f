-- pair: a primary key comes
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- becomes
CREATE TABLE t (a int PRIMARY KEY, b int);

-- pair: a primary key goes
CREATE TABLE t (a int PRIMARY KEY, b int);
-- becomes
CREATE TABLE t (a int, b int);

-- pair: a primary key gets another column
CREATE TABLE t (a int NOT NULL, b int NOT NULL, PRIMARY KEY (a));
INSERT INTO t VALUES (1, 2);
-- becomes
CREATE TABLE t (a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b));

-- pair: a primary key that others refer to is replaced
CREATE TABLE p (a int CONSTRAINT p_eski PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p (a));
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
-- becomes
CREATE TABLE p (a int CONSTRAINT p_yeni PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p (a));

-- pair: uniques come, change and go
CREATE TABLE t (a int, b int, c int, CONSTRAINT u1 UNIQUE (a), CONSTRAINT u2 UNIQUE (b));
INSERT INTO t VALUES (1, 2, 3);
-- becomes
CREATE TABLE t (a int, b int, c int, CONSTRAINT u2 UNIQUE (b, c), CONSTRAINT u3 UNIQUE (c) INCLUDE (a));

-- pair: a unique becomes deferrable, another counts nulls
CREATE TABLE t (a int, b int, CONSTRAINT u1 UNIQUE (a), CONSTRAINT u2 UNIQUE (b));
-- becomes
CREATE TABLE t (a int, b int, CONSTRAINT u1 UNIQUE (a) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT u2 UNIQUE NULLS NOT DISTINCT (b));

-- pair: checks come, change and go
CREATE TABLE t (a int, b int, CONSTRAINT c1 CHECK (a > 0), CONSTRAINT c2 CHECK (b > 0));
INSERT INTO t VALUES (1, 2);
-- becomes
CREATE TABLE t (a int, b int, CONSTRAINT c2 CHECK (b > 1), CONSTRAINT c3 CHECK (a < b));

-- pair: a check that children do not have
CREATE TABLE t (a int, CONSTRAINT c1 CHECK (a > 0));
-- becomes
CREATE TABLE t (a int, CONSTRAINT c1 CHECK (a > 0) NO INHERIT);

-- pair: a constraint is validated
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT c1 CHECK (a > 0) NOT VALID;
-- becomes
CREATE TABLE t (a int, CONSTRAINT c1 CHECK (a > 0));

-- pair: foreign keys come with every action
CREATE TABLE p (id int PRIMARY KEY, x int, y int, UNIQUE (x, y));
CREATE TABLE c (a int, b int, d int, e int, f int);
INSERT INTO p VALUES (1, 1, 1);
INSERT INTO c VALUES (1, 1, 1, 1, 1);
-- becomes
CREATE TABLE p (id int PRIMARY KEY, x int, y int, UNIQUE (x, y));
CREATE TABLE c (
    a int REFERENCES p ON DELETE CASCADE,
    b int REFERENCES p ON DELETE SET NULL ON UPDATE CASCADE,
    d int REFERENCES p ON DELETE RESTRICT DEFERRABLE,
    e int REFERENCES p ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED,
    f int,
    FOREIGN KEY (e, f) REFERENCES p (x, y) MATCH FULL
);

-- pair: a foreign key changes its action
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (a int, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
-- becomes
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (a int, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE);

-- pair: a foreign key goes
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p);
-- becomes
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (a int);

-- pair: two new tables refer to each other
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b;

-- pair: two tables that refer to each other go
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b;
-- becomes
CREATE TABLE x (a int);

-- pair: three tables in a circle go
CREATE TABLE a (id int PRIMARY KEY, n int);
CREATE TABLE b (id int PRIMARY KEY, n int REFERENCES a);
CREATE TABLE c (id int PRIMARY KEY, n int REFERENCES b);
ALTER TABLE a ADD FOREIGN KEY (n) REFERENCES c;
-- becomes
CREATE TABLE d (id int);

-- pair: a table refers to itself
CREATE TABLE x (a int);
-- becomes
CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t (id));

-- pair: a table goes that another one refers to
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p, b int);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (NULL, 1);
-- becomes
CREATE TABLE c (a int, b int);

-- pair: an exclusion comes
CREATE EXTENSION btree_gist;
CREATE TABLE r (oda int, zaman tstzrange);
-- becomes
CREATE EXTENSION btree_gist;
CREATE TABLE r (oda int, zaman tstzrange, CONSTRAINT cakismaz EXCLUDE USING gist (oda WITH =, zaman WITH &&));

-- pair: an exclusion changes
CREATE TABLE r (zaman int4range, x int, CONSTRAINT cakismaz EXCLUDE USING gist (zaman WITH &&));
-- becomes
CREATE TABLE r (zaman int4range, x int, CONSTRAINT cakismaz EXCLUDE USING gist (zaman WITH &&) WHERE (x > 0) DEFERRABLE);

-- pair: a constraint has storage options
CREATE TABLE t (a int, b int, CONSTRAINT u1 UNIQUE (a));
-- becomes
CREATE TABLE t (a int, b int, CONSTRAINT u1 UNIQUE (a) WITH (fillfactor = 70), CONSTRAINT u2 UNIQUE (b) WITH (fillfactor = 50) DEFERRABLE);

-- pair: a comment on a constraint
CREATE TABLE t (a int, CONSTRAINT c1 CHECK (a > 0));
-- becomes
CREATE TABLE t (a int, CONSTRAINT c1 CHECK (a > 0));
COMMENT ON CONSTRAINT c1 ON t IS 'artı';

-- pair: a check uses a function
CREATE TABLE t (a int);
-- becomes
CREATE FUNCTION uygun(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
CREATE TABLE t (a int, CONSTRAINT c1 CHECK (uygun(a)));

-- pair: the function of a check is replaced by another one
CREATE FUNCTION uygun(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
CREATE TABLE t (a int, CONSTRAINT c1 CHECK (uygun(a)));
INSERT INTO t VALUES (1);
-- becomes
CREATE FUNCTION uygun(bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
CREATE TABLE t (a int, CONSTRAINT c1 CHECK (uygun(a)));

-- pair: a unique constraint becomes an index of the same name
CREATE TABLE t (a int, CONSTRAINT tekil UNIQUE (a));
INSERT INTO t VALUES (1);
-- becomes
CREATE TABLE t (a int);
CREATE UNIQUE INDEX tekil ON t (a);

-- pair: a constraint over a column that goes
CREATE TABLE t (a int, b int, CONSTRAINT ab CHECK (a < b), UNIQUE (a, b));
-- becomes
CREATE TABLE t (a int);

-- pair: a replica identity and a cluster index
CREATE TABLE t (a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b);
-- becomes
CREATE TABLE t (a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a;
ALTER TABLE t CLUSTER ON t_b;

-- pair: a foreign key to a table in another schema
CREATE SCHEMA crm;
CREATE TABLE crm.p (id int PRIMARY KEY);
CREATE TABLE c (a int);
-- becomes
CREATE SCHEMA crm;
CREATE TABLE crm.p (id int PRIMARY KEY);
CREATE TABLE c (a int REFERENCES crm.p);

-- pair: a check that is not valid stays so while its column becomes NOT NULL
CREATE TABLE urun (no int, ad text);
ALTER TABLE urun ADD CONSTRAINT dolu CHECK (ad IS NOT NULL) NOT VALID;
-- becomes
CREATE TABLE urun (no int, ad text NOT NULL);
ALTER TABLE urun ADD CONSTRAINT dolu CHECK (ad IS NOT NULL) NOT VALID;

-- pair: the index of a key has a comment
CREATE TABLE urun (no int PRIMARY KEY);
-- becomes
CREATE TABLE urun (no int PRIMARY KEY);
COMMENT ON INDEX urun_pkey IS 'dizin';
