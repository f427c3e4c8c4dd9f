"""what others mention gets another name

Revision ID: around000003
Revises: around000002
Create Date: 2024-02-04 21:34:53.850003

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'around000003'
down_revision = 'around000002'
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column('spots', 'label', new_column_name='title')
    op.rename_table('zones', 'areas')
    op.add_column('spots', sa.Column('area_id', sa.Integer(), sa.ForeignKey('areas.id')))


def downgrade():
    op.drop_column('spots', 'area_id')
    op.rename_table('areas', 'zones')
    op.alter_column('spots', 'title', new_column_name='label')
