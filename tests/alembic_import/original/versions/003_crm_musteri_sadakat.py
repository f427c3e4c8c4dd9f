"""CRM: müşteri ve sadakat puanı tabloları

Revision ID: 003
Revises: 002
Create Date: 2024-12-17 15:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '003'
down_revision = '002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # musteriler
    op.create_table(
        'musteriler',
        sa.Column(
            'id',
            sa.Integer(), nullable=False,
        ),
        sa.Column(
            'olusturulma_zamani',
            sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()'),
        ),
        sa.Column(
            'guncellenme_zamani',
            sa.DateTime(timezone=True), nullable=True,
        ),
        sa.Column(
            'ad',
            sa.String(length=100), nullable=False,
        ),
        sa.Column(
            'soyad',
            sa.String(length=100), nullable=False,
        ),
        sa.Column(
            'telefon',
            sa.String(length=20), nullable=True,
        ),
        sa.Column('eposta',
                  sa.String(length=255), nullable=True),
        sa.Column('vergi_no', sa.String(length=20), nullable=True),
        sa.Column('adres', sa.Text(), nullable=True),
        sa.Column('aktif_mi', sa.Boolean(), nullable=False, server_default=sa.text('true')),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('eposta', name='uq_musteriler_eposta'),
        sa.UniqueConstraint('telefon', name='uq_musteriler_telefon'),
    )
    op.create_index('idx_musteriler_ad_soyad', 'musteriler', ['ad', 'soyad'])
    op.create_index('idx_musteriler_aktif_mi', 'musteriler', ['aktif_mi'])
    op.create_index('idx_musteriler_eposta', 'musteriler', ['eposta'])
    op.create_index('idx_musteriler_telefon', 'musteriler', ['telefon'])

    # sadakat_puanlari
    op.create_table(
        'sadakat_puanlari',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('olusturulma_zamani', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()')),
        sa.Column('musteri_id', sa.Integer(), nullable=False),
        sa.Column('islem_turu', sa.String(length=20), nullable=False),
        sa.Column('puan', sa.Integer(), nullable=False),
        sa.Column('aciklama', sa.Text(), nullable=True),
        sa.Column('referans_turu', sa.String(length=50), nullable=True),
        sa.Column('referans_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['musteri_id'], ['musteriler.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('idx_sadakat_islem_turu', 'sadakat_puanlari', ['islem_turu'])
    op.create_index('idx_sadakat_musteri_id', 'sadakat_puanlari', ['musteri_id'])
    op.create_index('idx_sadakat_olusturulma_zamani', 'sadakat_puanlari', ['olusturulma_zamani'])
    op.create_index('idx_sadakat_referans', 'sadakat_puanlari', ['referans_turu', 'referans_id'])

    # Kısıtlar
    op.create_check_constraint(
        'ck_sadakat_puanlari_islem_turu',
        'sadakat_puanlari',
        "islem_turu IN ('KAZANIM', 'HARCAMA', 'DUZELTME')",
    )
    op.create_check_constraint(
        'ck_musteriler_eposta_format',
        'musteriler',
        r"eposta IS NULL OR eposta ~* '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$'"
    )
    )$'"
    op.create_check_constraint(
        'ck_sadakat_puanlari_referans_turu',
        'sadakat_puanlari',
        "referans_turu IS NULL OR referans_turu IN ('POS_SATIS', 'SATIS_BELGESI')",
    )


def downgrade() -> None:
    op.drop_constraint('ck_sadakat_puanlari_referans_turu', 'sadakat_puanlari', type_='check')
    op.drop_constraint('ck_musteriler_eposta_format', 'musteriler', type_='check')
    op.drop_constraint('ck_sadakat_puanlari_islem_turu', 'sadakat_puanlari', type_='check')
    op.drop_index('idx_sadakat_referans', table_name='sadakat_puanlari')
    op.drop_index('idx_sadakat_olusturulma_zamani', table_name='sadakat_puanlari')
    op.drop_index('idx_sadakat_musteri_id', table_name='sadakat_puanlari')
    op.drop_index('idx_sadakat_islem_turu', table_name='sadakat_puanlari')
    op.drop_table('sadakat_puanlari')
    op.drop_index('idx_musteriler_telefon', table_name='musteriler')
    op.drop_index('idx_musteriler_eposta', table_name='musteriler')
    op.drop_index('idx_musteriler_aktif_mi', table_name='musteriler')
    op.drop_index('idx_musteriler_ad_soyad', table_name='musteriler')
    op.drop_table('musteriler')
