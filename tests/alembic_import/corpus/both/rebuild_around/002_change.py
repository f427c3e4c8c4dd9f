"""constraints on both tables of the view

Revision ID: around000002
Revises: around000001
Create Date: 2021-12-20 05:30:52.045416

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'around000002'
down_revision = 'around000001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_foreign_key('fk_spots_zone', 'spots', 'zones', ['zone_id'], ['id'])
    op.create_unique_constraint('uq_zones_name', 'zones', ['name'])
    op.create_check_constraint('ck_spots_width', 'spots', 'width > 0')
    op.alter_column('spots', 'zone_id', existing_type=sa.Integer(), nullable=True)
    op.alter_column('spots', 'label', existing_type=sa.String(20), server_default=None)


def downgrade():
    op.alter_column('spots', 'label', existing_type=sa.String(20), server_default="it's; -- new")
    op.alter_column('spots', 'zone_id', existing_type=sa.Integer(), nullable=False)
    op.drop_constraint('ck_spots_width', 'spots', type_='check')
    op.drop_constraint('uq_zones_name', 'zones', type_='unique')
    op.drop_constraint('fk_spots_zone', 'spots', type_='foreignkey')
