"""server defaults of every kind

Revision ID: a1defau1t001
Revises: 
Create Date: 2021-09-14 17:24:06.639748

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a1defau1t001'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'defaults',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('zero', sa.Integer(), server_default='0', nullable=False),
        sa.Column('minus', sa.Integer(), server_default='-1', nullable=False),
        sa.Column('text_zero', sa.Integer(), server_default=sa.text('0'), nullable=False),
        sa.Column('word', sa.String(length=20), server_default='new', nullable=False),
        sa.Column('quoted', sa.String(length=20), server_default="'", nullable=False),
        sa.Column('apostrophe', sa.String(length=40), server_default="Ali'nin dükkânı", nullable=False),
        sa.Column('in_text', sa.String(length=20), server_default=sa.text("'açık'"), nullable=False),
        sa.Column('empty', sa.Text(), server_default='', nullable=False),
        sa.Column('percent', sa.String(length=20), server_default='%50', nullable=True),
        sa.Column('percent_text', sa.String(length=20), server_default=sa.text("'100%'"), nullable=True),
        sa.Column('backslash', sa.String(length=20), server_default='a\\b', nullable=True),
        sa.Column('on_', sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column('off_', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('true_text', sa.Boolean(), server_default=sa.text('true'), nullable=False),
        sa.Column('false_word', sa.Boolean(), server_default='false', nullable=False),
        sa.Column('one_word', sa.Boolean(), server_default='1', nullable=False),
        sa.Column('none_', sa.String(), server_default=sa.null(), nullable=True),
        sa.Column('none_text', sa.String(), server_default=sa.text('NULL'), nullable=True),
        sa.Column('price', sa.Numeric(10, 2), server_default='9.90', nullable=False),
        sa.Column('rate', sa.Float(), server_default=sa.text('1.5'), nullable=False),
        sa.Column('doc', sa.JSON(), server_default='{}', nullable=False),
        sa.Column('doc_text', sa.JSON(), server_default=sa.text("'{\"a\": [1, 2]}'"), nullable=False),
        sa.Column('day', sa.Date(), server_default=sa.text('CURRENT_DATE'), nullable=False),
        sa.Column('day_func', sa.Date(), server_default=sa.func.current_date(), nullable=True),
        sa.Column('made', sa.DateTime(), server_default=sa.func.now(), nullable=False),
        sa.Column('made_tz', sa.DateTime(timezone=True), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column('made_text', sa.DateTime(timezone=True), server_default=sa.text('CURRENT_TIMESTAMP'), nullable=False),
        sa.Column('made_word', sa.DateTime(timezone=True), server_default=sa.text('(CURRENT_TIMESTAMP)'), nullable=False),
        sa.Column('literal', sa.Integer(), server_default=sa.literal_column('42'), nullable=False),
        sa.Column('folded', sa.String(10), server_default=sa.func.lower('ABC')),
        sa.Column('python_only', sa.Integer(), default=7, nullable=True),
        sa.Column('python_call', sa.DateTime(), default=sa.func.now(), onupdate=sa.func.now(), nullable=True),
        sa.Column('fetched', sa.Integer(), server_default=sa.FetchedValue(), server_onupdate=sa.FetchedValue(), nullable=True),
        sa.PrimaryKeyConstraint('id')
    )


def downgrade() -> None:
    op.drop_table('defaults')
