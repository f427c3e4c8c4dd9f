"""functions, triggers and several statements

Revision ID: 001
Revises: 
Create Date: 2024-07-27 19:01:48.550459
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


FUNCTION = """
CREATE OR REPLACE FUNCTION set_changed() RETURNS trigger AS $$
BEGIN
    -- a colon: and a semicolon; inside
    NEW.changed := now();
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
"""


def upgrade() -> None:
    op.execute("CREATE TABLE t (id int PRIMARY KEY, changed timestamptz); CREATE TABLE u (id int); INSERT INTO u VALUES (1); INSERT INTO u VALUES (2);")
    op.execute(FUNCTION)
    op.execute("CREATE TRIGGER t_changed BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION set_changed()")
    op.execute(
        """
        DO $$
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
                CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
            END IF;
        END
        $$;
        """
    )
    op.execute("ALTER TABLE t ADD COLUMN mood mood DEFAULT 'ok'::mood NOT NULL")
    op.execute("COMMENT ON COLUMN t.mood IS 'how it feels'")
    op.execute("CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM u")
    op.execute(sa.schema.CreateSequence(sa.Sequence("receipt_no", start=100, increment=5)))
    op.execute("CREATE SEQUENCE plain_seq")


def downgrade() -> None:
    op.execute(sa.schema.DropSequence(sa.Sequence("receipt_no")))
    op.execute("DROP SEQUENCE IF EXISTS plain_seq")
    op.execute("DROP MATERIALIZED VIEW totals; DROP TABLE u; DROP TABLE t")
    op.execute("DROP TYPE IF EXISTS mood")
    op.execute("DROP FUNCTION set_changed()")
