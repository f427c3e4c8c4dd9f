"""a table with everything around it

Revision ID: rebuild00001
Revises: 
Create Date: 2023-12-13 04:31:09.064277

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'rebuild00001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('kinds', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.String(10), nullable=False))
    op.create_table(
        'parts',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('kind_id', sa.Integer(), sa.ForeignKey('kinds.id', ondelete='CASCADE'), nullable=True),
        sa.Column('code', sa.String(10), unique=True),
        sa.Column('weight', sa.Integer(), sa.CheckConstraint('weight > 0', name='ck_parts_weight')),
        sa.Column('note', sa.Text(), server_default='-'),
    )
    op.create_index('ix_parts_weight', 'parts', ['weight'])
    op.create_table('uses', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('part_id', sa.Integer(), sa.ForeignKey('parts.id', ondelete='CASCADE'), nullable=False))
    op.execute("INSERT INTO kinds (id, name) VALUES (1, 'vida'), (2, 'somun')")
    op.execute("INSERT INTO parts (id, kind_id, code, weight) VALUES (1, 1, 'v1', 5), (2, 1, 'v2', 9)")
    op.execute("INSERT INTO uses (id, part_id) VALUES (1, 1), (2, 2)")


def downgrade():
    op.drop_table('uses')
    op.drop_table('parts')
    op.drop_table('kinds')
