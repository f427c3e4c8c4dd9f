"""types that need a USING

Revision ID: us1ng00002
Revises: us1ng00001
Create Date: 2023-08-23 18:25:07.294461

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = 'us1ng00002'
down_revision: Union[str, None] = 'us1ng00001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.alter_column('raw', 'number', type_=sa.Integer(), postgresql_using='number::integer', existing_type=sa.String(20))
    op.alter_column('raw', 'flag', server_default=None)
    op.alter_column('raw', 'flag', type_=sa.Boolean(), postgresql_using="flag = 'yes'", existing_type=sa.String(5), existing_nullable=True)
    op.alter_column('raw', 'flag', server_default=sa.text('false'), nullable=False)
    op.alter_column('raw', 'made', type_=sa.DateTime(timezone=True), postgresql_using="made::timestamp AT TIME ZONE 'UTC'")
    op.alter_column('raw', 'doc', type_=postgresql.JSONB(astext_type=sa.Text()), existing_type=postgresql.JSON(astext_type=sa.Text()), existing_nullable=True, postgresql_using='doc::jsonb')
    op.alter_column('raw', 'uid', type_=postgresql.UUID(as_uuid=True), postgresql_using='uid::uuid')
    op.alter_column('raw', 'tags', type_=postgresql.ARRAY(sa.Text()), postgresql_using="string_to_array(tags, ',')")


def downgrade() -> None:
    op.alter_column('raw', 'tags', type_=sa.Text(), postgresql_using="array_to_string(tags, ',')")
    op.alter_column('raw', 'uid', type_=sa.String(36))
    op.alter_column('raw', 'doc', type_=sa.JSON())
    op.alter_column('raw', 'made', type_=sa.Text())
    op.alter_column('raw', 'flag', nullable=True, server_default=None)
    op.alter_column('raw', 'flag', type_=sa.String(5), postgresql_using="CASE WHEN flag THEN 'yes' ELSE 'no' END")
    op.alter_column('raw', 'flag', server_default='no')
    op.alter_column('raw', 'number', type_=sa.String(20))
