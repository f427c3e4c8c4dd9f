-- Tables, indexes, views and triggers of a SQLite database as lines of text that do not depend on how a statement is written:
-- types as affinities, keys and references from the catalogue. What only stands in the text is counted; checks are taken out of
-- it, parenthesis by parenthesis. Left out: what belongs to alembic_version, goc or SQLite itself.
WITH RECURSIVE
    tables AS (
        SELECT m.name, replace(replace(m.sql, char(10), ' '), char(9), ' ') AS sql, 'table ' || m.name AS title
        FROM sqlite_master m
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\'
          AND m.name <> 'alembic_version' AND m.name NOT LIKE 'goc\_%' ESCAPE '\'
    ),
    words (word) AS (VALUES ('COLLATE'), ('DEFERRABLE'), ('AUTOINCREMENT'), ('WITHOUT ROWID'), ('STRICT')),
    behind_check (title, rest) AS (
        SELECT title, substr(sql, instr(upper(sql), ' CHECK') + 6) FROM tables WHERE instr(upper(sql), ' CHECK') > 0
        UNION ALL
        SELECT title, substr(rest, instr(upper(rest), ' CHECK') + 6) FROM behind_check WHERE instr(upper(rest), ' CHECK') > 0
    ),
    checks (title, rest, at, depth) AS (
        SELECT title, rest, instr(rest, '('), 1 FROM behind_check
        UNION ALL
        SELECT title, rest, at + 1, depth + (substr(rest, at + 1, 1) = '(') - (substr(rest, at + 1, 1) = ')')
        FROM checks WHERE depth > 0 AND at < length(rest)
    ),
    columns AS (
        SELECT t.title, c.*, upper(c.type) AS declared
        FROM tables t, pragma_table_xinfo(t.name) c
    ),
    parts AS (
        SELECT t.title, f.id, f."table" AS parent, f.on_update, f.on_delete, f."from", f."to", f.seq
        FROM tables t, pragma_foreign_key_list(t.name) f
        ORDER BY t.title, f.id, f.seq
    ),
    keys AS (
        SELECT t.title, t.name AS of_table, i.name, i."unique" AS is_unique, i.origin, i.partial, m.sql,
            (SELECT group_concat(coalesce(x.name, '<expression>') || CASE WHEN x.desc THEN ' DESC' ELSE '' END, ', ')
             FROM (SELECT * FROM pragma_index_xinfo(i.name) WHERE key ORDER BY seqno) x) AS members
        FROM tables t, pragma_index_list(t.name) i LEFT JOIN sqlite_master m ON m.name = i.name
    )
SELECT title AS line FROM tables
UNION ALL
SELECT title || ': ' || word || ' × ' || ((length(sql) - length(replace(upper(sql), word, ''))) / length(word))
FROM tables, words
WHERE instr(upper(sql), word) > 0
UNION ALL
SELECT title || ': check ' || replace(replace(substr(rest, 1, at), '"', ''), ' ', '')
FROM checks WHERE depth = 0
UNION ALL
SELECT title || ': order ' || (SELECT group_concat(name, ', ') FROM pragma_table_xinfo(t.name)) FROM tables t
UNION ALL
SELECT title || ': column ' || name || ' '
    || CASE
        WHEN declared LIKE '%INT%' THEN 'INTEGER'
        WHEN declared LIKE '%CHAR%' OR declared LIKE '%CLOB%' OR declared LIKE '%TEXT%' THEN 'TEXT'
        WHEN declared LIKE '%BLOB%' OR declared = '' THEN 'BLOB'
        WHEN declared LIKE '%REAL%' OR declared LIKE '%FLOA%' OR declared LIKE '%DOUB%' THEN 'REAL'
        ELSE 'NUMERIC'
    END
    || CASE WHEN "notnull" THEN ' NOT NULL' ELSE '' END
    || CASE WHEN pk THEN ' KEY ' || pk ELSE '' END
    || CASE hidden WHEN 2 THEN ' VIRTUAL' WHEN 3 THEN ' STORED' ELSE '' END
    || coalesce(' DEFAULT ' || dflt_value, '')
FROM columns
UNION ALL
SELECT title || ': references ' || parent || ' (' || group_concat("from" || ' → ' || coalesce("to", 'key'), ', ') || ')'
    || ' ON UPDATE ' || on_update || ' ON DELETE ' || on_delete
FROM parts GROUP BY title, id
UNION ALL
SELECT title || ': unique (' || members || ')' FROM keys WHERE origin = 'u'
UNION ALL
SELECT title || ': index ' || name || CASE WHEN is_unique THEN ' UNIQUE' ELSE '' END || ' (' || members || ')'
    -- Expressions and conditions are in the text only.
    || CASE
        WHEN partial OR members LIKE '%<expression>%'
        THEN ' ' || replace(replace(replace(lower(substr(sql, instr(lower(sql), ' on ') + 4)), '"', ''), ' ', ''), char(10), '')
        ELSE ''
    END
FROM keys WHERE origin = 'c'
UNION ALL
SELECT type || ' ' || name || ' ' || sql FROM sqlite_master WHERE type IN ('view', 'trigger')
