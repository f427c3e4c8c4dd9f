"""whatever happens

Revision ID: tries0000001
Revises: 
Create Date: 2023-11-12 14:55:05.660177

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'tries0000001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('certain', sa.Column('id', sa.Integer(), primary_key=True))
    try:  # not understood
        op.create_index('ix_certain_id', 'certain', ['id'])
    except Exception:
        pass
    session = sa.orm.Session(bind=op.get_bind())
    session.execute(sa.text('DELETE FROM certain'))  # not understood
    session.commit()  # not understood
    count = op.get_bind().execute(sa.text('SELECT count(*) FROM certain')).scalar()  # not understood
    if count > 3:  # not understood
        op.execute('DELETE FROM certain')


def downgrade():
    op.drop_table('certain')
