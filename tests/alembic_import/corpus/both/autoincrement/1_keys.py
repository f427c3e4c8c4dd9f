"""which keys count by themselves

Revision ID: 1a2b3c4d5e6f
Revises: 
Create Date: 2023-07-20 09:39:22.445276

"""

# revision identifiers, used by Alembic.
revision = '1a2b3c4d5e6f'
down_revision = None

from alembic import op
import sqlalchemy as sa


def upgrade():
    op.create_table('int_key', sa.Column('id', sa.Integer(), nullable=False), sa.PrimaryKeyConstraint('id'))
    op.create_table('int_key_inline', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('x', sa.Integer()))
    op.create_table('small_key', sa.Column('id', sa.SmallInteger(), primary_key=True))
    op.create_table('no_counting', sa.Column('id', sa.Integer(), primary_key=True, autoincrement=False))
    op.create_table('no_counting_too', sa.Column('id', sa.Integer(), autoincrement=False, nullable=False), sa.PrimaryKeyConstraint('id'))
    op.create_table('text_key', sa.Column('code', sa.String(5), primary_key=True))
    op.create_table('pair', sa.Column('a', sa.Integer(), nullable=False), sa.Column('b', sa.Integer(), nullable=False), sa.PrimaryKeyConstraint('a', 'b'))
    op.create_table('pair_inline', sa.Column('b', sa.Integer(), primary_key=True), sa.Column('a', sa.String(3), primary_key=True))
    op.create_table('child', sa.Column('id', sa.Integer(), sa.ForeignKey('int_key.id'), primary_key=True), sa.Column('x', sa.Text()))
    op.create_table('child_too', sa.Column('id', sa.Integer(), nullable=False), sa.ForeignKeyConstraint(['id'], ['int_key.id']), sa.PrimaryKeyConstraint('id'))
    op.create_table('with_default', sa.Column('id', sa.Integer(), server_default='7', primary_key=True))
    op.create_table('no_key', sa.Column('a', sa.Integer()), sa.Column('b', sa.Integer(), nullable=False))
    op.create_table('key_last', sa.Column('name', sa.String(10)), sa.Column('id', sa.Integer(), nullable=False), sa.PrimaryKeyConstraint('id', name='key_last_is_it'))
    op.create_table('nullable_key', sa.Column('id', sa.Integer(), nullable=True), sa.PrimaryKeyConstraint('id'))
    op.create_table('ignore_fk', sa.Column('id', sa.Integer(), sa.ForeignKey('int_key.id'), primary_key=True, autoincrement='ignore_fk'))
    op.create_table('numeric_key', sa.Column('id', sa.Numeric(10, 0), primary_key=True))


def downgrade():
    for name in ['numeric_key', 'ignore_fk', 'nullable_key', 'key_last', 'no_key', 'with_default', 'child_too', 'child', 'pair_inline', 'pair', 'text_key',
                 'no_counting_too', 'no_counting', 'small_key', 'int_key_inline', 'int_key']:
        op.drop_table(name)
