"""Models of the application"""
import sqlalchemy as sa
from alembic import op

from shop.models import Base, Product
from shop.types import Money

revision = 'app000000001'
down_revision = None


def upgrade():
    Base.metadata.create_all(op.get_bind())  # not understood
    op.create_table('prices', sa.Column('id', sa.Integer(), primary_key=True))
    op.add_column('prices', sa.Column('amount', Money()))  # not understood
    Product.__table__.create(op.get_bind())  # not understood


def downgrade():
    op.drop_table('prices')
