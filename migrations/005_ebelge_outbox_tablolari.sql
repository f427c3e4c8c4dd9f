-- revision: 005_ebelge_outbox
-- revises: 004_eticaret_altyapi
-- message: E-belge çıkış kuyruğu ve durum geçmişi tabloları
-- created: 2024-12-17T17:00:00+03:00

-- goc:upgrade postgres
CREATE TABLE ebelge_cikis_kuyrugu (
    id SERIAL PRIMARY KEY,
    kaynak_turu VARCHAR(50) NOT NULL,
    kaynak_id INTEGER NOT NULL,
    belge_turu VARCHAR(20) NOT NULL,
    musteri_ad VARCHAR(200) NOT NULL,
    vergi_no VARCHAR(20) NOT NULL,
    toplam_tutar NUMERIC(15, 2) NOT NULL,
    para_birimi VARCHAR(3) NOT NULL DEFAULT 'TRY',
    belge_json TEXT NOT NULL,
    durum VARCHAR(20) NOT NULL,
    mesaj TEXT,
    dis_belge_no VARCHAR(100),
    deneme_sayisi INTEGER NOT NULL DEFAULT 0,
    aciklama TEXT,
    olusturulma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncellenme_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT uq_ebelge_kaynak UNIQUE (kaynak_turu, kaynak_id, belge_turu)
);
CREATE INDEX ix_ebelge_durum ON ebelge_cikis_kuyrugu (durum);
CREATE INDEX ix_ebelge_durum_deneme ON ebelge_cikis_kuyrugu (durum, deneme_sayisi);
CREATE INDEX ix_ebelge_olusturulma ON ebelge_cikis_kuyrugu (olusturulma_zamani);

CREATE TABLE ebelge_durumlari (
    id SERIAL PRIMARY KEY,
    cikis_id INTEGER NOT NULL REFERENCES ebelge_cikis_kuyrugu (id) ON DELETE CASCADE,
    durum VARCHAR(20) NOT NULL,
    mesaj TEXT,
    olusturulma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX ix_ebelge_durum_cikis_id ON ebelge_durumlari (cikis_id);
CREATE INDEX ix_ebelge_durum_olusturulma ON ebelge_durumlari (olusturulma_zamani);

COMMENT ON TABLE ebelge_cikis_kuyrugu IS
    'Entegratöre gönderilecek e-belgeler';
COMMENT ON COLUMN ebelge_cikis_kuyrugu.kaynak_turu IS
    'Belgeyi doğuran kaydın türü';
COMMENT ON COLUMN ebelge_cikis_kuyrugu.kaynak_id IS
    'Belgeyi doğuran kaydın kimliği';
COMMENT ON COLUMN ebelge_cikis_kuyrugu.dis_belge_no IS
    'Entegratörün verdiği numara';
COMMENT ON TABLE ebelge_durumlari IS
    'E-belgelerin durum geçmişi';

-- goc:upgrade sqlite
-- Rules of the till: see the SQLite section of revision 001.

CREATE TABLE ebelge_cikis_kuyrugu (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kaynak_turu VARCHAR(50) NOT NULL CHECK (length(kaynak_turu) <= 50),
    kaynak_id INTEGER NOT NULL,
    belge_turu VARCHAR(20) NOT NULL CHECK (length(belge_turu) <= 20),
    musteri_ad VARCHAR(200) NOT NULL CHECK (length(musteri_ad) <= 200),
    vergi_no VARCHAR(20) NOT NULL CHECK (length(vergi_no) <= 20),
    toplam_tutar NUMERIC(15, 2) NOT NULL,
    para_birimi VARCHAR(3) NOT NULL DEFAULT 'TRY' CHECK (length(para_birimi) <= 3),
    belge_json TEXT NOT NULL,
    durum VARCHAR(20) NOT NULL CHECK (length(durum) <= 20),
    mesaj TEXT,
    dis_belge_no VARCHAR(100) CHECK (length(dis_belge_no) <= 100),
    deneme_sayisi INTEGER NOT NULL DEFAULT 0,
    aciklama TEXT,
    olusturulma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncellenme_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT uq_ebelge_kaynak UNIQUE (kaynak_turu, kaynak_id, belge_turu)
);
CREATE INDEX ix_ebelge_durum ON ebelge_cikis_kuyrugu (durum);
CREATE INDEX ix_ebelge_durum_deneme ON ebelge_cikis_kuyrugu (durum, deneme_sayisi);
CREATE INDEX ix_ebelge_olusturulma ON ebelge_cikis_kuyrugu (olusturulma_zamani);

CREATE TABLE ebelge_durumlari (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    cikis_id INTEGER NOT NULL REFERENCES ebelge_cikis_kuyrugu (id) ON DELETE CASCADE,
    durum VARCHAR(20) NOT NULL CHECK (length(durum) <= 20),
    mesaj TEXT,
    olusturulma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX ix_ebelge_durum_cikis_id ON ebelge_durumlari (cikis_id);
CREATE INDEX ix_ebelge_durum_olusturulma ON ebelge_durumlari (olusturulma_zamani);

-- goc:downgrade
DROP TABLE ebelge_durumlari;
DROP TABLE ebelge_cikis_kuyrugu;
