"""numbers from elsewhere

Revision ID: sequences001
Revises: 
Create Date: 2020-02-27 21:50:04.006259

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'sequences001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute('CREATE SEQUENCE invoice_no START WITH 1000')
    receipt = sa.Sequence('receipt_no', start=5, increment=5, minvalue=5, maxvalue=500, cycle=True)
    op.execute(sa.schema.CreateSequence(receipt))
    op.create_table(
        'invoices',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('no', sa.Integer(), server_default=sa.text("nextval('invoice_no')"), nullable=False),
        sa.Column('receipt', sa.BigInteger(), server_default=receipt.next_value(), nullable=False),
        sa.Column('big', sa.BigInteger(), nullable=False, server_default=sa.text("nextval('invoice_no'::regclass)")),
    )
    op.execute('ALTER SEQUENCE invoice_no OWNED BY invoices.no')


def downgrade():
    op.drop_table('invoices')
    op.execute(sa.schema.DropSequence(sa.Sequence('receipt_no')))
