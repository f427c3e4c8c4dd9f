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
