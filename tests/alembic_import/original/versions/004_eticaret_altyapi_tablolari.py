"""E-ticaret altyapı tabloları

Revision ID: 004_eticaret_altyapi
Revises: 003_crm_musteri_sadakat
Create Date: 2024-12-17 16:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '004_eticaret_altyapi'
down_revision = '003_crm_musteri_sadakat'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # eticaret_hesaplari
    op.create_table(
        'eticaret_hesaplari',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('platform', sa.String(length=50), nullable=False),
        sa.Column('magaza_adi', sa.String(length=200), nullable=False),
        sa.Column('aktif_mi', sa.Boolean(), nullable=False, server_default=sa.text('true')),
        sa.Column('kimlik_json', sa.JSON(), nullable=False),
        sa.Column('ayar_json', sa.JSON(), nullable=True),
        sa.Column('olusturma_zamani', sa.DateTime(), nullable=False),
        sa.Column('guncelleme_zamani', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('idx_eticaret_hesaplari_aktif', 'eticaret_hesaplari', ['aktif_mi'])
    op.create_index('idx_eticaret_hesaplari_platform', 'eticaret_hesaplari', ['platform'])

    # eticaret_siparisleri
    op.create_table(
        'eticaret_siparisleri',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('magaza_hesabi_id', sa.Integer(), nullable=False),
        sa.Column('platform', sa.String(length=50), nullable=False),
        sa.Column('dis_siparis_no', sa.String(length=100), nullable=False),
        sa.Column('siparis_zamani', sa.DateTime(), nullable=False),
        sa.Column('musteri_ad_soyad', sa.String(length=200), nullable=True),
        sa.Column('toplam_tutar', sa.Numeric(precision=15, scale=2), nullable=True),
        sa.Column('para_birimi', sa.String(length=3), nullable=False, server_default='TRY'),
        sa.Column('durum', sa.String(length=20), nullable=False),
        sa.Column('kargo_tasiyici', sa.String(length=100), nullable=True),
        sa.Column('takip_no', sa.String(length=100), nullable=True),
        sa.Column('ham_veri_json', sa.JSON(), nullable=True),
        sa.Column('olusturma_zamani', sa.DateTime(), nullable=False),
        sa.Column('guncelleme_zamani', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['magaza_hesabi_id'], ['eticaret_hesaplari.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('magaza_hesabi_id', 'dis_siparis_no', name='uk_siparis_unique'),
    )
    op.create_index('idx_eticaret_siparisleri_durum', 'eticaret_siparisleri', ['durum'])
    op.create_index('idx_eticaret_siparisleri_platform', 'eticaret_siparisleri', ['platform'])
    op.create_index('idx_eticaret_siparisleri_siparis_zamani', 'eticaret_siparisleri', ['siparis_zamani'])

    # eticaret_is_kuyrugu
    op.create_table(
        'eticaret_is_kuyrugu',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('magaza_hesabi_id', sa.Integer(), nullable=False),
        sa.Column('tur', sa.String(length=50), nullable=False),
        sa.Column('payload_json', sa.JSON(), nullable=False),
        sa.Column('durum', sa.String(length=20), nullable=False, server_default='BEKLIYOR'),
        sa.Column('hata_mesaji', sa.Text(), nullable=True),
        sa.Column('deneme_sayisi', sa.Integer(), nullable=False, server_default='0'),
        sa.Column('sonraki_deneme', sa.DateTime(), nullable=True),
        sa.Column('olusturma_zamani', sa.DateTime(), nullable=False),
        sa.Column('guncelleme_zamani', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['magaza_hesabi_id'], ['eticaret_hesaplari.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('idx_eticaret_is_kuyrugu_durum', 'eticaret_is_kuyrugu', ['durum'])
    op.create_index('idx_eticaret_is_kuyrugu_sonraki_deneme', 'eticaret_is_kuyrugu', ['sonraki_deneme'])
    op.create_index('idx_eticaret_is_kuyrugu_tur', 'eticaret_is_kuyrugu', ['tur'])


def downgrade() -> None:
    op.drop_index('idx_eticaret_is_kuyrugu_tur', table_name='eticaret_is_kuyrugu')
    op.drop_index('idx_eticaret_is_kuyrugu_sonraki_deneme', table_name='eticaret_is_kuyrugu')
    op.drop_index('idx_eticaret_is_kuyrugu_durum', table_name='eticaret_is_kuyrugu')
    op.drop_table('eticaret_is_kuyrugu')
    op.drop_index('idx_eticaret_siparisleri_siparis_zamani', table_name='eticaret_siparisleri')
    op.drop_index('idx_eticaret_siparisleri_platform', table_name='eticaret_siparisleri')
    op.drop_index('idx_eticaret_siparisleri_durum', table_name='eticaret_siparisleri')
    op.drop_table('eticaret_siparisleri')
    op.drop_index('idx_eticaret_hesaplari_platform', table_name='eticaret_hesaplari')
    op.drop_index('idx_eticaret_hesaplari_aktif', table_name='eticaret_hesaplari')
    op.drop_table('eticaret_hesaplari')
