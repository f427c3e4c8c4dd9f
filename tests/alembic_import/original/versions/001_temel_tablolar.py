"""Temel tablolar: firma, mağaza, terminal, kullanıcı, rol ve yetki

Revision ID: 001
Revises: 
Create Date: 2024-12-15 12:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    # firmalar
    op.create_table(
        'firmalar',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('olusturma_tarihi', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()')),
        sa.Column('guncelleme_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.Column('firma_adi', sa.String(length=200), nullable=False),
        sa.Column('ticaret_unvani', sa.String(length=200), nullable=True),
        sa.Column('vergi_dairesi', sa.String(length=100), nullable=True),
        sa.Column('vergi_no', sa.String(length=20), nullable=True),
        sa.Column('tc_kimlik_no', sa.String(length=11), nullable=True),
        sa.Column('adres', sa.Text(), nullable=True),
        sa.Column('telefon', sa.String(length=20), nullable=True),
        sa.Column('email', sa.String(length=255), nullable=True),
        sa.Column('website', sa.String(length=255), nullable=True),
        sa.Column('aktif', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_firmalar_firma_adi', 'firmalar', ['firma_adi'])

    # magazalar
    op.create_table(
        'magazalar',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('olusturma_tarihi', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()')),
        sa.Column('guncelleme_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.Column('firma_id', sa.Integer(), nullable=False),
        sa.Column('magaza_adi', sa.String(length=200), nullable=False),
        sa.Column('magaza_kodu', sa.String(length=20), nullable=False),
        sa.Column('adres', sa.Text(), nullable=True),
        sa.Column('sehir', sa.String(length=100), nullable=True),
        sa.Column('ilce', sa.String(length=100), nullable=True),
        sa.Column('posta_kodu', sa.String(length=10), nullable=True),
        sa.Column('telefon', sa.String(length=20), nullable=True),
        sa.Column('email', sa.String(length=255), nullable=True),
        sa.Column('alan_m2', sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column('personel_sayisi', sa.Integer(), nullable=True),
        sa.Column('aktif', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['firma_id'], ['firmalar.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_magazalar_firma_id', 'magazalar', ['firma_id'])
    op.create_index('ix_magazalar_magaza_kodu', 'magazalar', ['magaza_kodu'])

    # terminaller
    op.create_table(
        'terminaller',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('olusturma_tarihi', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()')),
        sa.Column('guncelleme_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.Column('magaza_id', sa.Integer(), nullable=False),
        sa.Column('terminal_adi', sa.String(length=100), nullable=False),
        sa.Column('terminal_kodu', sa.String(length=20), nullable=False),
        sa.Column('ip_adresi', sa.String(length=15), nullable=True),
        sa.Column('mac_adresi', sa.String(length=17), nullable=True),
        sa.Column('isletim_sistemi', sa.String(length=100), nullable=True),
        sa.Column('yazici_modeli', sa.String(length=100), nullable=True),
        sa.Column('barkod_okuyucu', sa.Boolean(), nullable=False),
        sa.Column('aktif', sa.Boolean(), nullable=False),
        sa.Column('online', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['magaza_id'], ['magazalar.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_terminaller_magaza_id', 'terminaller', ['magaza_id'])
    op.create_index('ix_terminaller_terminal_kodu', 'terminaller', ['terminal_kodu'])

    # kullanicilar
    op.create_table(
        'kullanicilar',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('olusturma_tarihi', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()')),
        sa.Column('guncelleme_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.Column('kullanici_adi', sa.String(length=50), nullable=False),
        sa.Column('email', sa.String(length=255), nullable=False),
        sa.Column('sifre_hash', sa.String(length=255), nullable=False),
        sa.Column('ad', sa.String(length=100), nullable=False),
        sa.Column('soyad', sa.String(length=100), nullable=False),
        sa.Column('telefon', sa.String(length=20), nullable=True),
        sa.Column('aktif', sa.Boolean(), nullable=False),
        sa.Column('son_giris_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.Column('sifre_degisim_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('email'),
        sa.UniqueConstraint('kullanici_adi'),
    )
    op.create_index('ix_kullanicilar_email', 'kullanicilar', ['email'])
    op.create_index('ix_kullanicilar_kullanici_adi', 'kullanicilar', ['kullanici_adi'])

    # roller
    op.create_table(
        'roller',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('olusturma_tarihi', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()')),
        sa.Column('guncelleme_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.Column('rol_adi', sa.String(length=50), nullable=False),
        sa.Column('aciklama', sa.Text(), nullable=True),
        sa.Column('aktif', sa.Boolean(), nullable=False),
        sa.Column('sistem_rolu', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('rol_adi'),
    )
    op.create_index('ix_roller_rol_adi', 'roller', ['rol_adi'])

    # yetkiler
    op.create_table(
        'yetkiler',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('olusturma_tarihi', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()')),
        sa.Column('guncelleme_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.Column('yetki_kodu', sa.String(length=100), nullable=False),
        sa.Column('yetki_adi', sa.String(length=100), nullable=False),
        sa.Column('aciklama', sa.Text(), nullable=True),
        sa.Column('kategori', sa.String(length=50), nullable=False),
        sa.Column('aktif', sa.Boolean(), nullable=False),
        sa.Column('sistem_yetkisi', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('yetki_kodu'),
    )
    op.create_index('ix_yetkiler_kategori', 'yetkiler', ['kategori'])
    op.create_index('ix_yetkiler_yetki_kodu', 'yetkiler', ['yetki_kodu'])

    # kullanici_rolleri
    op.create_table(
        'kullanici_rolleri',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('olusturma_tarihi', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()')),
        sa.Column('guncelleme_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.Column('kullanici_id', sa.Integer(), nullable=False),
        sa.Column('rol_id', sa.Integer(), nullable=False),
        sa.Column('atayan_kullanici_id', sa.Integer(), nullable=True),
        sa.Column('atama_tarihi', sa.DateTime(timezone=True), nullable=False),
        sa.Column('aktif', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['atayan_kullanici_id'], ['kullanicilar.id']),
        sa.ForeignKeyConstraint(['kullanici_id'], ['kullanicilar.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['rol_id'], ['roller.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_kullanici_rolleri_kullanici_id', 'kullanici_rolleri', ['kullanici_id'])
    op.create_index('ix_kullanici_rolleri_rol_id', 'kullanici_rolleri', ['rol_id'])

    # rol_yetkileri
    op.create_table(
        'rol_yetkileri',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('olusturma_tarihi', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()')),
        sa.Column('guncelleme_tarihi', sa.DateTime(timezone=True), nullable=True),
        sa.Column('rol_id', sa.Integer(), nullable=False),
        sa.Column('yetki_id', sa.Integer(), nullable=False),
        sa.Column('atayan_kullanici_id', sa.Integer(), nullable=True),
        sa.Column('atama_tarihi', sa.DateTime(timezone=True), nullable=False),
        sa.Column('aktif', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['atayan_kullanici_id'], ['kullanicilar.id']),
        sa.ForeignKeyConstraint(['rol_id'], ['roller.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['yetki_id'], ['yetkiler.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_rol_yetkileri_rol_id', 'rol_yetkileri', ['rol_id'])
    op.create_index('ix_rol_yetkileri_yetki_id', 'rol_yetkileri', ['yetki_id'])


def downgrade() -> None:
    op.drop_index('ix_rol_yetkileri_yetki_id', table_name='rol_yetkileri')
    op.drop_index('ix_rol_yetkileri_rol_id', table_name='rol_yetkileri')
    op.drop_table('rol_yetkileri')
    op.drop_index('ix_kullanici_rolleri_rol_id', table_name='kullanici_rolleri')
    op.drop_index('ix_kullanici_rolleri_kullanici_id', table_name='kullanici_rolleri')
    op.drop_table('kullanici_rolleri')
    op.drop_index('ix_yetkiler_yetki_kodu', table_name='yetkiler')
    op.drop_index('ix_yetkiler_kategori', table_name='yetkiler')
    op.drop_table('yetkiler')
    op.drop_index('ix_roller_rol_adi', table_name='roller')
    op.drop_table('roller')
    op.drop_index('ix_kullanicilar_kullanici_adi', table_name='kullanicilar')
    op.drop_index('ix_kullanicilar_email', table_name='kullanicilar')
    op.drop_table('kullanicilar')
    op.drop_index('ix_terminaller_terminal_kodu', table_name='terminaller')
    op.drop_index('ix_terminaller_magaza_id', table_name='terminaller')
    op.drop_table('terminaller')
    op.drop_index('ix_magazalar_magaza_kodu', table_name='magazalar')
    op.drop_index('ix_magazalar_firma_id', table_name='magazalar')
    op.drop_table('magazalar')
    op.drop_index('ix_firmalar_firma_adi', table_name='firmalar')
    op.drop_table('firmalar')
