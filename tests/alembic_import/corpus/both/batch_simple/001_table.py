"""a table with rows

Revision ID: 001
Revises: 
Create Date: 2024-07-27 19:01:48.550459

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'films',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(length=50), nullable=True),
        sa.Column('year', sa.Integer(), nullable=True),
        sa.Column('old', sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_films_year', 'films', ['year'])
    op.execute("INSERT INTO films (id, title, year) VALUES (1, 'Yol', 1982), (2, 'Sürü', NULL)")


def downgrade():
    op.drop_index('ix_films_year', table_name='films')
    op.drop_table('films')
