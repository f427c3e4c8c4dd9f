"""names that are too long for PostgreSQL

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
        'a_table_with_a_name_that_takes_most_of_what_there_is',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('a_column_with_quite_a_long_name_too', sa.Integer(), unique=True, index=True),
        sa.Column('another_column', sa.Integer(), sa.CheckConstraint('another_column > 0')),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('another_column', 'a_column_with_quite_a_long_name_too'),
        sa.ForeignKeyConstraint(['a_column_with_quite_a_long_name_too'], ['a_table_with_a_name_that_takes_most_of_what_there_is.id']),
    )
    op.create_unique_constraint(None, 'a_table_with_a_name_that_takes_most_of_what_there_is', ['a_column_with_quite_a_long_name_too'])


def downgrade():
    op.drop_table('a_table_with_a_name_that_takes_most_of_what_there_is')
