-- revision: 003
-- revises: 002
-- message: Müşteri ve sadakat puanı tabloları
-- created: 2024-12-17T15:00:00+03:00

-- goc:upgrade postgres
CREATE TABLE musteriler (
    id SERIAL PRIMARY KEY,
    olusturulma_zamani TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncellenme_zamani TIMESTAMP WITH TIME ZONE,
    ad VARCHAR(100) NOT NULL,
    soyad VARCHAR(100) NOT NULL,
    telefon VARCHAR(20),
    eposta VARCHAR(255),
    vergi_no VARCHAR(20),
    adres TEXT,
    aktif_mi BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT uq_musteriler_eposta UNIQUE (eposta),
    CONSTRAINT uq_musteriler_telefon UNIQUE (telefon),
    CONSTRAINT ck_musteriler_eposta_format CHECK (
        eposta IS NULL OR eposta ~* '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$'
    )
);
CREATE INDEX idx_musteriler_ad_soyad ON musteriler (ad, soyad);
CREATE INDEX idx_musteriler_aktif_mi ON musteriler (aktif_mi);
CREATE INDEX idx_musteriler_eposta ON musteriler (eposta);
CREATE INDEX idx_musteriler_telefon ON musteriler (telefon);

CREATE TABLE sadakat_puanlari (
    id SERIAL PRIMARY KEY,
    olusturulma_zamani TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    musteri_id INTEGER NOT NULL REFERENCES musteriler (id) ON DELETE CASCADE,
    islem_turu VARCHAR(20) NOT NULL,
    puan INTEGER NOT NULL,
    aciklama TEXT,
    referans_turu VARCHAR(50),
    referans_id INTEGER,
    CONSTRAINT ck_sadakat_puanlari_islem_turu CHECK (islem_turu IN ('KAZANIM', 'HARCAMA', 'DUZELTME')),
    CONSTRAINT ck_sadakat_puanlari_referans_turu CHECK (
        referans_turu IS NULL OR referans_turu IN ('POS_SATIS', 'SATIS_BELGESI')
    )
);
CREATE INDEX idx_sadakat_islem_turu ON sadakat_puanlari (islem_turu);
CREATE INDEX idx_sadakat_musteri_id ON sadakat_puanlari (musteri_id);
CREATE INDEX idx_sadakat_olusturulma_zamani ON sadakat_puanlari (olusturulma_zamani);
CREATE INDEX idx_sadakat_referans ON sadakat_puanlari (referans_turu, referans_id);

COMMENT ON TABLE musteriler IS
    'Mağazanın müşterileri';
COMMENT ON COLUMN musteriler.aktif_mi IS
    'Pasif müşteri silinmez, satışta önerilmez';
COMMENT ON TABLE sadakat_puanlari IS
    'Müşterilerin puan hareketleri; bakiye bu satırların toplamıdır';
COMMENT ON COLUMN sadakat_puanlari.islem_turu IS
    'KAZANIM, HARCAMA veya DUZELTME';
COMMENT ON COLUMN sadakat_puanlari.referans_turu IS
    'Puanı doğuran işlem: POS_SATIS veya SATIS_BELGESI';

-- goc:upgrade sqlite
-- SQLite has no regular expressions of its own. ck_musteriler_eposta_format says with GLOB what the expression on
-- PostgreSQL says: one @, only allowed characters before and after it, and behind the last dot two letters or more
-- (rtrim takes the letters off the end, what is left must end in that dot). GLOB tells upper from lower case, so
-- the classes name both, as the case-insensitive ~* does.

CREATE TABLE musteriler (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturulma_zamani TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncellenme_zamani TIMESTAMP WITH TIME ZONE,
    ad VARCHAR(100) NOT NULL CHECK (length(ad) <= 100),
    soyad VARCHAR(100) NOT NULL CHECK (length(soyad) <= 100),
    telefon VARCHAR(20) CHECK (length(telefon) <= 20),
    eposta VARCHAR(255) CHECK (length(eposta) <= 255),
    vergi_no VARCHAR(20) CHECK (length(vergi_no) <= 20),
    adres TEXT,
    aktif_mi BOOLEAN NOT NULL DEFAULT 1 CHECK (aktif_mi IN (0, 1)),
    CONSTRAINT uq_musteriler_eposta UNIQUE (eposta),
    CONSTRAINT uq_musteriler_telefon UNIQUE (telefon),
    CONSTRAINT ck_musteriler_eposta_format CHECK (
        eposta IS NULL
        OR (
            eposta NOT GLOB '*@*@*'
            AND substr(eposta, 1, instr(eposta, '@') - 1) NOT GLOB '*[^A-Za-z0-9._%+-]*'
            AND substr(eposta, instr(eposta, '@') + 1) NOT GLOB '*[^A-Za-z0-9.-]*'
            AND rtrim(eposta, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') GLOB '?*@?*.'
            AND eposta GLOB '*[A-Za-z][A-Za-z]'
        )
    )
);
CREATE INDEX idx_musteriler_ad_soyad ON musteriler (ad, soyad);
CREATE INDEX idx_musteriler_aktif_mi ON musteriler (aktif_mi);
CREATE INDEX idx_musteriler_eposta ON musteriler (eposta);
CREATE INDEX idx_musteriler_telefon ON musteriler (telefon);

CREATE TABLE sadakat_puanlari (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturulma_zamani TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    musteri_id INTEGER NOT NULL REFERENCES musteriler (id) ON DELETE CASCADE,
    islem_turu VARCHAR(20) NOT NULL CHECK (length(islem_turu) <= 20),
    puan INTEGER NOT NULL,
    aciklama TEXT,
    referans_turu VARCHAR(50) CHECK (length(referans_turu) <= 50),
    referans_id INTEGER,
    CONSTRAINT ck_sadakat_puanlari_islem_turu CHECK (islem_turu IN ('KAZANIM', 'HARCAMA', 'DUZELTME')),
    CONSTRAINT ck_sadakat_puanlari_referans_turu CHECK (
        referans_turu IS NULL OR referans_turu IN ('POS_SATIS', 'SATIS_BELGESI')
    )
);
CREATE INDEX idx_sadakat_islem_turu ON sadakat_puanlari (islem_turu);
CREATE INDEX idx_sadakat_musteri_id ON sadakat_puanlari (musteri_id);
CREATE INDEX idx_sadakat_olusturulma_zamani ON sadakat_puanlari (olusturulma_zamani);
CREATE INDEX idx_sadakat_referans ON sadakat_puanlari (referans_turu, referans_id);

-- goc:downgrade
DROP TABLE sadakat_puanlari;
DROP TABLE musteriler;
