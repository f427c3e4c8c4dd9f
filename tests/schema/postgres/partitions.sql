-- pair: a partitioned table comes
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TABLE satis (id int, gun date NOT NULL, tutar numeric DEFAULT 0, PRIMARY KEY (id, gun)) PARTITION BY RANGE (gun);
CREATE TABLE satis_2024 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE satis_diger PARTITION OF satis DEFAULT;
CREATE INDEX satis_tutar ON satis (tutar);

-- pair: a partitioned table goes
CREATE TABLE x (a int);
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE satis_2024 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX satis_gun ON satis (gun);
-- becomes
CREATE TABLE x (a int);

-- pair: a partition comes, another goes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s23 PARTITION OF satis FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO satis VALUES (1, '2024-05-05');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE s25 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

-- pair: columns of a partitioned table change
CREATE TABLE satis (id int, gun date NOT NULL, eski int) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO satis VALUES (1, '2024-05-05');
-- becomes
CREATE TABLE satis (id bigint NOT NULL, gun date NOT NULL, yeni text DEFAULT 'x') PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- pair: an index of a partitioned table
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX eski ON satis (gun);
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX satis_id ON satis (id);

-- pair: constraints of a partitioned table
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- becomes
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE satis (id int NOT NULL REFERENCES p, gun date NOT NULL, CHECK (id > 0), PRIMARY KEY (id, gun)) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- pair: a table is attached, another detached
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s23 PARTITION OF satis FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE s24 (id int, gun date NOT NULL);
INSERT INTO s24 VALUES (1, '2024-05-05');
INSERT INTO satis VALUES (2, '2023-05-05');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s23 (id int, gun date NOT NULL);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- pair: list, hash and partitions of partitions
CREATE TABLE x (a int);
-- becomes
CREATE TABLE x (a int);
CREATE TABLE l (a text, b int) PARTITION BY LIST (a);
CREATE TABLE l_a PARTITION OF l FOR VALUES IN ('a', 'b');
CREATE TABLE l_c PARTITION OF l FOR VALUES IN ('c') PARTITION BY HASH (b);
CREATE TABLE l_c0 PARTITION OF l_c FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE l_c1 PARTITION OF l_c FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX l_b ON l (b);

-- pair: bounds of a partition change
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO satis VALUES (1, '2024-05-05');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2023-01-01') TO ('2026-01-01');

-- pair: a partition has an index and a constraint of its own
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX s24_id ON s24 (id);
ALTER TABLE s24 ADD CONSTRAINT arti CHECK (id > 0);

-- pair: a trigger of a partitioned table
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t1 AFTER INSERT ON satis FOR EACH ROW EXECUTE FUNCTION g();

-- pair: a view over a partition whose column changes its type
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE VIEW v AS SELECT id FROM s24;
-- becomes
CREATE TABLE satis (id bigint, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE VIEW v AS SELECT id FROM s24;

-- pair: an index of a parent to which a partition's own is attached
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO satis VALUES (1, '2024-05-05');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX satis_id ON ONLY satis (id);
CREATE INDEX s24_id ON s24 (id);
ALTER INDEX satis_id ATTACH PARTITION s24_id;

-- pair: an index of a parent that not all partitions have
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE s25 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX satis_id ON satis (id);
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE s25 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX satis_id ON ONLY satis (id);
CREATE INDEX s24_id ON s24 (id);
ALTER INDEX satis_id ATTACH PARTITION s24_id;

-- pair: the index of a partition that is missing is attached
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE s25 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX satis_id ON ONLY satis (id);
CREATE INDEX s24_id ON s24 (id);
ALTER INDEX satis_id ATTACH PARTITION s24_id;
CREATE INDEX s25_bizim ON s25 (id);
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE s25 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX satis_id ON ONLY satis (id);
CREATE INDEX s24_id ON s24 (id);
ALTER INDEX satis_id ATTACH PARTITION s24_id;
CREATE INDEX s25_bizim ON s25 (id);
ALTER INDEX satis_id ATTACH PARTITION s25_bizim;

-- pair: a partition's primary key is attached to a unique index
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO satis VALUES (1, '2024-05-05');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE UNIQUE INDEX satis_tek ON ONLY satis (gun, id);
ALTER TABLE s24 ADD CONSTRAINT s24_anahtar PRIMARY KEY (gun, id);
ALTER INDEX satis_tek ATTACH PARTITION s24_anahtar;

-- pair: primary keys of partitions have names of their own
CREATE TABLE satis (id int NOT NULL, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE fis (id int, gun date);
-- becomes
CREATE TABLE satis (id int NOT NULL, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE ONLY satis ADD CONSTRAINT satis_pk PRIMARY KEY (id, gun);
ALTER TABLE s24 ADD CONSTRAINT s24_pk PRIMARY KEY (id, gun);
ALTER INDEX satis_pk ATTACH PARTITION s24_pk;
CREATE TABLE fis (id int, gun date, FOREIGN KEY (id, gun) REFERENCES satis (id, gun));

-- pair: an index of a partition gets another name
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX satis_id ON satis (id);
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX satis_id ON satis (id);
ALTER INDEX s24_id_idx RENAME TO s24_id_bizim;

-- pair: partitions of partitions with indexes of their own
CREATE TABLE satis (id int, gun date NOT NULL, sube int) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (sube);
CREATE TABLE s24_1 PARTITION OF s24 FOR VALUES IN (1);
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL, sube int) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (sube);
CREATE TABLE s24_1 PARTITION OF s24 FOR VALUES IN (1);
CREATE INDEX satis_id ON ONLY satis (id);
CREATE INDEX s24_id ON ONLY s24 (id);
CREATE INDEX s24_1_id ON s24_1 (id);
ALTER INDEX s24_id ATTACH PARTITION s24_1_id;
ALTER INDEX satis_id ATTACH PARTITION s24_id;

-- pair: a table with an index of its own becomes a partition
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE INDEX satis_id ON satis (id);
CREATE TABLE s24 (id int, gun date NOT NULL);
CREATE INDEX s24_bizim ON s24 (id);
INSERT INTO s24 VALUES (1, '2024-05-05');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE INDEX satis_id ON satis (id);
CREATE TABLE s24 (id int, gun date NOT NULL);
CREATE INDEX s24_bizim ON s24 (id);
ALTER TABLE satis ATTACH PARTITION s24 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- pair: a new partition under an index that knows another name
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE INDEX satis_id ON satis (id);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE INDEX satis_id ON satis (id);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE s25 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER INDEX s25_id_idx RENAME TO s25_bizim;

-- pair: a partition with an index of its own leaves and takes it along
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE s25 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX satis_id ON ONLY satis (id);
CREATE INDEX s24_bizim ON s24 (id);
CREATE INDEX s25_bizim ON s25 (id);
ALTER INDEX satis_id ATTACH PARTITION s24_bizim;
ALTER INDEX satis_id ATTACH PARTITION s25_bizim;
INSERT INTO satis VALUES (1, '2024-05-05');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 (id int, gun date NOT NULL);
CREATE INDEX s24_bizim ON s24 (id);
CREATE TABLE s25 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX satis_id ON satis (id);
ALTER INDEX s25_id_idx RENAME TO s25_bizim;

-- pair: an index of a partitioned table, beside the work of the shop
-- with: online
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO satis VALUES (1, '2024-05-05');
-- becomes
CREATE TABLE satis (id int, gun date NOT NULL) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX satis_id ON satis (id);

-- pair: an index of the parent alone
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX i ON ONLY siparis (il);

-- pair: an index of the parent with an attached one of another name
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE TABLE siparis_2 PARTITION OF siparis FOR VALUES IN ('06');
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE TABLE siparis_2 PARTITION OF siparis FOR VALUES IN ('06');
CREATE INDEX i ON ONLY siparis (il);
CREATE INDEX l1 ON siparis_1 (il);
ALTER INDEX i ATTACH PARTITION l1;

-- pair: the same, all attached
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX i ON ONLY siparis (il);
CREATE INDEX l1 ON siparis_1 (il);
ALTER INDEX i ATTACH PARTITION l1;

-- pair: a local index is attached to a new one
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX l1 ON siparis_1 (il);
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX l1 ON siparis_1 (il);
CREATE INDEX i ON siparis (il);

-- pair: an index of the parent alone reaches the partitions
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX i ON ONLY siparis (il);
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX i ON siparis (il);

-- pair: the index of a partition gets another name
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX i ON siparis (il);
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX i ON siparis (il);
ALTER INDEX siparis_1_il_idx RENAME TO yerel;

-- pair: attached indexes of the partitions change with their parent
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX l1 ON siparis_1 (il, no);
CREATE INDEX i ON siparis (il, no);
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE INDEX l1 ON siparis_1 (no, il);
CREATE INDEX i ON siparis (no, il);

-- pair: the key of a partition is attached to the parent's
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
ALTER TABLE siparis_1 ADD CONSTRAINT yerel PRIMARY KEY (il, no);
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
ALTER TABLE siparis_1 ADD CONSTRAINT yerel PRIMARY KEY (il, no);
ALTER TABLE siparis ADD PRIMARY KEY (il, no);

-- pair: the key of a partition gets another name
CREATE TABLE siparis (no int, il text, PRIMARY KEY (il, no)) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
-- becomes
CREATE TABLE siparis (no int, il text, PRIMARY KEY (il, no)) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
ALTER TABLE siparis_1 RENAME CONSTRAINT siparis_1_pkey TO yerel;

-- pair: a unique index of the parent is the key of a partition
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE UNIQUE INDEX i ON ONLY siparis (il, no);
ALTER TABLE siparis_1 ADD PRIMARY KEY (il, no);
ALTER INDEX i ATTACH PARTITION siparis_1_pkey;

-- pair: a unique index of the parent is no longer the key of a partition
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
CREATE UNIQUE INDEX i ON ONLY siparis (il, no);
ALTER TABLE siparis_1 ADD PRIMARY KEY (il, no);
ALTER INDEX i ATTACH PARTITION siparis_1_pkey;
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');

-- pair: a column of a partition has its own default and is never empty
CREATE TABLE siparis (adet int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
-- becomes
CREATE TABLE siparis (adet int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
ALTER TABLE siparis_1 ALTER adet SET DEFAULT 5, ALTER adet SET NOT NULL;

-- pair: a partition is made with its own default and NOT NULL
-- becomes
CREATE TABLE siparis (adet int, il text DEFAULT 'x') PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis (adet NOT NULL DEFAULT 5, il DEFAULT NULL) FOR VALUES IN ('34');

-- pair: a column of a partition has its own comment
CREATE TABLE siparis (adet int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
-- becomes
CREATE TABLE siparis (adet int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
COMMENT ON COLUMN siparis_1.adet IS 'kaç tane';

-- pair: a column of a partition has its own statistics
CREATE TABLE siparis (adet int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
-- becomes
CREATE TABLE siparis (adet int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
ALTER TABLE siparis_1 ALTER COLUMN il SET STATISTICS 100, ALTER COLUMN il SET STORAGE EXTERNAL;

-- pair: the key of a partition goes
CREATE TABLE siparis (adet int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
ALTER TABLE siparis_1 ADD PRIMARY KEY (il, adet);
-- becomes
CREATE TABLE siparis (adet int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');

-- pair: the partition key changes and a partition keeps its name
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (no);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN (34);

-- pair: a list becomes a range
CREATE TABLE siparis (no int, il text) PARTITION BY LIST (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES IN ('34');
INSERT INTO siparis VALUES (1, '34');
-- becomes
CREATE TABLE siparis (no int, il text) PARTITION BY RANGE (il);
CREATE TABLE siparis_1 PARTITION OF siparis FOR VALUES FROM ('01') TO ('50');

-- pair: a table with rows is partitioned
CREATE TABLE satis (id int GENERATED ALWAYS AS IDENTITY, gun date NOT NULL, tutar numeric, iki numeric GENERATED ALWAYS AS (tutar * 2) STORED);
INSERT INTO satis (gun, tutar) VALUES ('2024-05-05', 1), ('2025-05-05', 2);
-- becomes
CREATE TABLE satis (id int GENERATED ALWAYS AS IDENTITY, gun date NOT NULL, tutar numeric, iki numeric GENERATED ALWAYS AS (tutar * 2) STORED)
    PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE s25 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

-- pair: a table that others refer to is partitioned
CREATE TABLE sube (id int PRIMARY KEY, ad text);
INSERT INTO sube VALUES (1, 'Kadıköy');
CREATE TABLE kasa (id int PRIMARY KEY, sube_id int REFERENCES sube);
INSERT INTO kasa VALUES (1, 1);
-- becomes
CREATE TABLE sube (id int PRIMARY KEY, ad text) PARTITION BY HASH (id);
CREATE TABLE sube_0 PARTITION OF sube FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE sube_1 PARTITION OF sube FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE kasa (id int PRIMARY KEY, sube_id int REFERENCES sube);

-- pair: a table that becomes a partition is first made like its parent
CREATE TABLE satis (id int NOT NULL, gun date NOT NULL, tutar numeric DEFAULT 0) PARTITION BY RANGE (gun);
CREATE TABLE s24 (id bigint, gun date, tutar numeric DEFAULT 5, CHECK (gun > '2000-01-01'));
INSERT INTO s24 VALUES (1, '2024-05-05', 1);
-- becomes
CREATE TABLE satis (id int NOT NULL, gun date NOT NULL, tutar numeric DEFAULT 0) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- pair: a partition becomes a table and loses what its parent asked for
CREATE TABLE satis (id int NOT NULL, gun date NOT NULL, tutar numeric DEFAULT 0) PARTITION BY RANGE (gun);
CREATE TABLE s24 PARTITION OF satis FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO satis VALUES (1, '2024-05-05', 1);
-- becomes
CREATE TABLE satis (id int NOT NULL, gun date NOT NULL, tutar numeric DEFAULT 0) PARTITION BY RANGE (gun);
CREATE TABLE s24 (id bigint, gun date NOT NULL, tutar numeric, notu text);

-- pair: an enum loses a value, and a table is divided by it
CREATE TYPE durum AS ENUM ('acik', 'kapali', 'iptal');
CREATE TABLE siparis (no int, d durum NOT NULL DEFAULT 'kapali') PARTITION BY LIST (d);
CREATE TABLE siparis_acik PARTITION OF siparis FOR VALUES IN ('acik');
-- becomes
CREATE TYPE durum AS ENUM ('acik', 'kapali');
CREATE TABLE siparis (no int, d durum NOT NULL DEFAULT 'kapali') PARTITION BY LIST (d);
CREATE TABLE siparis_acik PARTITION OF siparis FOR VALUES IN ('acik');
