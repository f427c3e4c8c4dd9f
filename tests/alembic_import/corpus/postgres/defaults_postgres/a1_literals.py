"""defaults that only PostgreSQL has

Revision ID: a1pgdefau1t1
Revises: 
Create Date: 2022-05-08 03:16:55.273603

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = 'a1pgdefau1t1'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('pg_defaults',
        sa.Column('id', postgresql.UUID(as_uuid=True), server_default=sa.text('gen_random_uuid()'), nullable=False),
        sa.Column('made', sa.TIMESTAMP(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('made_utc', sa.DateTime(), server_default=sa.text("timezone('utc', now())"), nullable=False),
        sa.Column('made_func', sa.DateTime(), server_default=sa.func.timezone('utc', sa.func.now()), nullable=False),
        sa.Column('made_at', sa.DateTime(), server_default=sa.text("(now() AT TIME ZONE 'utc'::text)"), nullable=False),
        sa.Column('doc', postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column('doc_word', postgresql.JSONB(), server_default='[]', nullable=False),
        sa.Column('list', postgresql.ARRAY(sa.Integer()), server_default=sa.text('ARRAY[]::integer[]'), nullable=False),
        sa.Column('until', sa.DateTime(timezone=True), server_default=sa.text("now() + interval '30 days'"), nullable=False),
        sa.Column('far', sa.Date(), server_default=sa.text("'infinity'::date"), nullable=False),
        sa.Column('name', sa.String(20), server_default=sa.text("'x'::character varying"), nullable=False),
        sa.Column('who', sa.String(63), server_default=sa.text('CURRENT_USER'), nullable=False),
        sa.Column('tiny', sa.Numeric(), server_default=sa.text("'0.00'::numeric"), nullable=False),
        sa.Column('cast', sa.Numeric(), server_default=sa.cast('1.25', sa.Numeric(10, 2)), nullable=False),
        sa.Column('clock', sa.Time(), server_default=sa.text("'09:30:00'::time without time zone"), nullable=False),
        sa.PrimaryKeyConstraint('id')
    )


def downgrade() -> None:
    op.drop_table('pg_defaults')
