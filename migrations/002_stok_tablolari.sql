-- revision: 002
-- revises: 001
-- message: Depo, ürün, barkod ve stok tabloları
-- created: 2024-12-16T14:00:00+03:00

-- goc:upgrade postgres
CREATE TABLE depolar (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    depo_adi VARCHAR(100) NOT NULL,
    depo_kodu VARCHAR(20) NOT NULL,
    aciklama TEXT,
    aktif BOOLEAN NOT NULL
);
CREATE INDEX ix_depolar_depo_kodu ON depolar (depo_kodu);
CREATE INDEX ix_depolar_magaza_id ON depolar (magaza_id);

CREATE TABLE urunler (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    urun_kodu VARCHAR(50) NOT NULL,
    urun_adi VARCHAR(200) NOT NULL,
    aciklama TEXT,
    kategori VARCHAR(100),
    alt_kategori VARCHAR(100),
    marka VARCHAR(100),
    birim VARCHAR(20) NOT NULL,
    alis_fiyati NUMERIC(15, 4),
    satis_fiyati NUMERIC(15, 4),
    kdv_orani NUMERIC(5, 2) NOT NULL,
    stok_takip BOOLEAN NOT NULL,
    negatif_stok_izin BOOLEAN NOT NULL,
    minimum_stok NUMERIC(15, 4),
    maksimum_stok NUMERIC(15, 4),
    aktif BOOLEAN NOT NULL,
    CONSTRAINT urunler_urun_kodu_key UNIQUE (urun_kodu)
);
CREATE INDEX ix_urunler_aktif ON urunler (aktif);
CREATE INDEX ix_urunler_kategori ON urunler (kategori);
CREATE INDEX ix_urunler_urun_adi ON urunler (urun_adi);
CREATE INDEX ix_urunler_urun_kodu ON urunler (urun_kodu);

CREATE TABLE urun_barkodlari (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE CASCADE,
    barkod VARCHAR(50) NOT NULL,
    barkod_tipi VARCHAR(20) NOT NULL,
    birim VARCHAR(20) NOT NULL,
    carpan NUMERIC(15, 4) NOT NULL,
    aktif BOOLEAN NOT NULL,
    ana_barkod BOOLEAN NOT NULL,
    CONSTRAINT urun_barkodlari_barkod_key UNIQUE (barkod)
);
CREATE INDEX ix_urun_barkodlari_aktif ON urun_barkodlari (aktif);
CREATE INDEX ix_urun_barkodlari_barkod ON urun_barkodlari (barkod);
CREATE INDEX ix_urun_barkodlari_urun_id ON urun_barkodlari (urun_id);

CREATE TABLE stok_bakiyeleri (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE CASCADE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    depo_id INTEGER REFERENCES depolar (id) ON DELETE SET NULL,
    miktar NUMERIC(15, 4) NOT NULL,
    rezerve_miktar NUMERIC(15, 4) NOT NULL,
    kullanilabilir_miktar NUMERIC(15, 4) NOT NULL,
    ortalama_maliyet NUMERIC(15, 4),
    son_alis_fiyati NUMERIC(15, 4),
    son_hareket_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uk_stok_bakiye UNIQUE (urun_id, magaza_id, depo_id)
);
CREATE INDEX ix_stok_bakiyeleri_depo_id ON stok_bakiyeleri (depo_id);
CREATE INDEX ix_stok_bakiyeleri_magaza_id ON stok_bakiyeleri (magaza_id);
CREATE INDEX ix_stok_bakiyeleri_urun_id ON stok_bakiyeleri (urun_id);

CREATE TABLE stok_hareketleri (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE CASCADE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    depo_id INTEGER REFERENCES depolar (id) ON DELETE SET NULL,
    hareket_tipi VARCHAR(50) NOT NULL,
    miktar NUMERIC(15, 4) NOT NULL,
    birim_fiyat NUMERIC(15, 4),
    toplam_tutar NUMERIC(15, 4),
    referans_tablo VARCHAR(50),
    referans_id INTEGER,
    aciklama TEXT,
    kullanici_id INTEGER REFERENCES kullanicilar (id) ON DELETE SET NULL
);
CREATE INDEX ix_stok_hareketleri_hareket_tipi ON stok_hareketleri (hareket_tipi);
CREATE INDEX ix_stok_hareketleri_magaza_id ON stok_hareketleri (magaza_id);
CREATE INDEX ix_stok_hareketleri_olusturma_tarihi ON stok_hareketleri (olusturma_tarihi);
CREATE INDEX ix_stok_hareketleri_urun_id ON stok_hareketleri (urun_id);

COMMENT ON TABLE depolar IS
    'Mağazaların depoları';
COMMENT ON TABLE urunler IS
    'Satılan ürünler';
COMMENT ON COLUMN urunler.kdv_orani IS
    'Yüzde olarak KDV oranı, örneğin 20.00';
COMMENT ON COLUMN urunler.negatif_stok_izin IS
    'Stok bitse de satılabilir mi';
COMMENT ON TABLE urun_barkodlari IS
    'Ürünlerin barkodları; bir ürünün birden çok barkodu olabilir';
COMMENT ON COLUMN urun_barkodlari.carpan IS
    'Bu barkodun kaç temel birime karşılık geldiği (koli için 12 gibi)';
COMMENT ON COLUMN urun_barkodlari.ana_barkod IS
    'Etikete basılan barkod';
COMMENT ON TABLE stok_bakiyeleri IS
    'Ürünün mağaza ve depodaki güncel stoku';
COMMENT ON COLUMN stok_bakiyeleri.rezerve_miktar IS
    'Sepet ve siparişler için ayrılmış miktar';
COMMENT ON COLUMN stok_bakiyeleri.depo_id IS
    'Boşsa stok mağazanın kendisindedir';
COMMENT ON TABLE stok_hareketleri IS
    'Stoku değiştiren her işlem';
COMMENT ON COLUMN stok_hareketleri.referans_tablo IS
    'Hareketi doğuran kaydın tablosu';
COMMENT ON COLUMN stok_hareketleri.referans_id IS
    'Hareketi doğuran kaydın kimliği';

-- goc:upgrade sqlite
-- Rules of the till: see the SQLite section of revision 001.

CREATE TABLE depolar (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    depo_adi VARCHAR(100) NOT NULL CHECK (length(depo_adi) <= 100),
    depo_kodu VARCHAR(20) NOT NULL CHECK (length(depo_kodu) <= 20),
    aciklama TEXT,
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1))
);
CREATE INDEX ix_depolar_depo_kodu ON depolar (depo_kodu);
CREATE INDEX ix_depolar_magaza_id ON depolar (magaza_id);

CREATE TABLE urunler (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    urun_kodu VARCHAR(50) NOT NULL CHECK (length(urun_kodu) <= 50),
    urun_adi VARCHAR(200) NOT NULL CHECK (length(urun_adi) <= 200),
    aciklama TEXT,
    kategori VARCHAR(100) CHECK (length(kategori) <= 100),
    alt_kategori VARCHAR(100) CHECK (length(alt_kategori) <= 100),
    marka VARCHAR(100) CHECK (length(marka) <= 100),
    birim VARCHAR(20) NOT NULL CHECK (length(birim) <= 20),
    alis_fiyati NUMERIC(15, 4),
    satis_fiyati NUMERIC(15, 4),
    kdv_orani NUMERIC(5, 2) NOT NULL,
    stok_takip BOOLEAN NOT NULL CHECK (stok_takip IN (0, 1)),
    negatif_stok_izin BOOLEAN NOT NULL CHECK (negatif_stok_izin IN (0, 1)),
    minimum_stok NUMERIC(15, 4),
    maksimum_stok NUMERIC(15, 4),
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1)),
    CONSTRAINT urunler_urun_kodu_key UNIQUE (urun_kodu)
);
CREATE INDEX ix_urunler_aktif ON urunler (aktif);
CREATE INDEX ix_urunler_kategori ON urunler (kategori);
CREATE INDEX ix_urunler_urun_adi ON urunler (urun_adi);
CREATE INDEX ix_urunler_urun_kodu ON urunler (urun_kodu);

CREATE TABLE urun_barkodlari (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE CASCADE,
    barkod VARCHAR(50) NOT NULL CHECK (length(barkod) <= 50),
    barkod_tipi VARCHAR(20) NOT NULL CHECK (length(barkod_tipi) <= 20),
    birim VARCHAR(20) NOT NULL CHECK (length(birim) <= 20),
    carpan NUMERIC(15, 4) NOT NULL,
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1)),
    ana_barkod BOOLEAN NOT NULL CHECK (ana_barkod IN (0, 1)),
    CONSTRAINT urun_barkodlari_barkod_key UNIQUE (barkod)
);
CREATE INDEX ix_urun_barkodlari_aktif ON urun_barkodlari (aktif);
CREATE INDEX ix_urun_barkodlari_barkod ON urun_barkodlari (barkod);
CREATE INDEX ix_urun_barkodlari_urun_id ON urun_barkodlari (urun_id);

CREATE TABLE stok_bakiyeleri (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE CASCADE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    depo_id INTEGER REFERENCES depolar (id) ON DELETE SET NULL,
    miktar NUMERIC(15, 4) NOT NULL,
    rezerve_miktar NUMERIC(15, 4) NOT NULL,
    kullanilabilir_miktar NUMERIC(15, 4) NOT NULL,
    ortalama_maliyet NUMERIC(15, 4),
    son_alis_fiyati NUMERIC(15, 4),
    son_hareket_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uk_stok_bakiye UNIQUE (urun_id, magaza_id, depo_id)
);
CREATE INDEX ix_stok_bakiyeleri_depo_id ON stok_bakiyeleri (depo_id);
CREATE INDEX ix_stok_bakiyeleri_magaza_id ON stok_bakiyeleri (magaza_id);
CREATE INDEX ix_stok_bakiyeleri_urun_id ON stok_bakiyeleri (urun_id);

CREATE TABLE stok_hareketleri (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE CASCADE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    depo_id INTEGER REFERENCES depolar (id) ON DELETE SET NULL,
    hareket_tipi VARCHAR(50) NOT NULL CHECK (length(hareket_tipi) <= 50),
    miktar NUMERIC(15, 4) NOT NULL,
    birim_fiyat NUMERIC(15, 4),
    toplam_tutar NUMERIC(15, 4),
    referans_tablo VARCHAR(50) CHECK (length(referans_tablo) <= 50),
    referans_id INTEGER,
    aciklama TEXT,
    kullanici_id INTEGER REFERENCES kullanicilar (id) ON DELETE SET NULL
);
CREATE INDEX ix_stok_hareketleri_hareket_tipi ON stok_hareketleri (hareket_tipi);
CREATE INDEX ix_stok_hareketleri_magaza_id ON stok_hareketleri (magaza_id);
CREATE INDEX ix_stok_hareketleri_olusturma_tarihi ON stok_hareketleri (olusturma_tarihi);
CREATE INDEX ix_stok_hareketleri_urun_id ON stok_hareketleri (urun_id);

-- goc:downgrade
-- Children before the tables they refer to.
DROP TABLE stok_hareketleri;
DROP TABLE stok_bakiyeleri;
DROP TABLE urun_barkodlari;
DROP TABLE urunler;
DROP TABLE depolar;
