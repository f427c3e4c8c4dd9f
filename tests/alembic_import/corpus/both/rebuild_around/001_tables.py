"""tables with views, generated columns and expressions around them

Revision ID: around000001
Revises: 
Create Date: 2024-11-15 14:12:17.486020

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'around000001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('zones', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.String(20), nullable=False))
    op.create_table(
        'spots',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('zone_id', sa.Integer(), nullable=False),
        sa.Column('parent_id', sa.Integer(), sa.ForeignKey('spots.id', ondelete='CASCADE')),
        sa.Column('label', sa.String(20), server_default="it's; -- new"),
        sa.Column('width', sa.Integer(), nullable=False),
        sa.Column('double', sa.Integer(), sa.Computed('width * 2', persisted=True)),
        sa.Column('made', sa.DateTime(), server_default=sa.func.now()),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_spots_lower', 'spots', [sa.text('lower(label)')])
    op.create_index('ix_spots_wide', 'spots', [sa.column('width').desc()], postgresql_where=sa.text("label <> 'x'"), sqlite_where=sa.text("label <> 'x'"))
    op.execute('CREATE VIEW wide_spots AS SELECT s.id, s.label, z.name FROM spots s JOIN zones z ON z.id = s.zone_id WHERE s.width > 5')
    op.execute("INSERT INTO zones (id, name) VALUES (1, 'a'), (2, 'b')")
    op.execute("INSERT INTO spots (id, zone_id, parent_id, width, made) VALUES (1, 1, NULL, 3, '2024-01-01 00:00:00'), (2, 2, 1, 8, '2024-01-02 00:00:00')")


def downgrade():
    op.execute('DROP VIEW wide_spots')
    op.drop_table('spots')
    op.drop_table('zones')
