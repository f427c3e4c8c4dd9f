-- revision: 004_eticaret_altyapi
-- revises: 003
-- message: E-ticaret hesap, sipariş ve iş kuyruğu tabloları
-- created: 2024-12-17T16:00:00+03:00

-- goc:upgrade postgres
CREATE TABLE eticaret_hesaplari (
    id SERIAL PRIMARY KEY,
    platform VARCHAR(50) NOT NULL,
    magaza_adi VARCHAR(200) NOT NULL,
    aktif_mi BOOLEAN NOT NULL DEFAULT true,
    kimlik_json JSON NOT NULL,
    ayar_json JSON,
    olusturma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    guncelleme_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL
);
CREATE INDEX idx_eticaret_hesaplari_aktif ON eticaret_hesaplari (aktif_mi);
CREATE INDEX idx_eticaret_hesaplari_platform ON eticaret_hesaplari (platform);

CREATE TABLE eticaret_siparisleri (
    id SERIAL PRIMARY KEY,
    magaza_hesabi_id INTEGER NOT NULL REFERENCES eticaret_hesaplari (id) ON DELETE CASCADE,
    platform VARCHAR(50) NOT NULL,
    dis_siparis_no VARCHAR(100) NOT NULL,
    siparis_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    musteri_ad_soyad VARCHAR(200),
    toplam_tutar NUMERIC(15, 2),
    para_birimi VARCHAR(3) NOT NULL DEFAULT 'TRY',
    durum VARCHAR(20) NOT NULL,
    kargo_tasiyici VARCHAR(100),
    takip_no VARCHAR(100),
    ham_veri_json JSON,
    olusturma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    guncelleme_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT uk_siparis_unique UNIQUE (magaza_hesabi_id, dis_siparis_no)
);
CREATE INDEX idx_eticaret_siparisleri_durum ON eticaret_siparisleri (durum);
CREATE INDEX idx_eticaret_siparisleri_platform ON eticaret_siparisleri (platform);
CREATE INDEX idx_eticaret_siparisleri_siparis_zamani ON eticaret_siparisleri (siparis_zamani);

CREATE TABLE eticaret_is_kuyrugu (
    id SERIAL PRIMARY KEY,
    magaza_hesabi_id INTEGER NOT NULL REFERENCES eticaret_hesaplari (id) ON DELETE CASCADE,
    tur VARCHAR(50) NOT NULL,
    payload_json JSON NOT NULL,
    durum VARCHAR(20) NOT NULL DEFAULT 'BEKLIYOR',
    hata_mesaji TEXT,
    deneme_sayisi INTEGER NOT NULL DEFAULT 0,
    sonraki_deneme TIMESTAMP WITHOUT TIME ZONE,
    olusturma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    guncelleme_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL
);
CREATE INDEX idx_eticaret_is_kuyrugu_durum ON eticaret_is_kuyrugu (durum);
CREATE INDEX idx_eticaret_is_kuyrugu_sonraki_deneme ON eticaret_is_kuyrugu (sonraki_deneme);
CREATE INDEX idx_eticaret_is_kuyrugu_tur ON eticaret_is_kuyrugu (tur);

COMMENT ON TABLE eticaret_hesaplari IS
    'Mağazanın pazaryeri ve e-ticaret hesapları';
COMMENT ON COLUMN eticaret_hesaplari.kimlik_json IS
    'Şifrelenmiş bağlantı bilgileri; düz metin yazılmaz';
COMMENT ON TABLE eticaret_siparisleri IS
    'Pazaryerlerinden çekilen siparişler';
COMMENT ON COLUMN eticaret_siparisleri.dis_siparis_no IS
    'Siparişin pazaryerindeki numarası; hesap içinde tektir';
COMMENT ON COLUMN eticaret_siparisleri.ham_veri_json IS
    'Pazaryerinin gönderdiği siparişin kendisi';
COMMENT ON TABLE eticaret_is_kuyrugu IS
    'Pazaryerlerine gönderilecek ve onlardan çekilecek işler';
COMMENT ON COLUMN eticaret_is_kuyrugu.sonraki_deneme IS
    'Başarısız işin yeniden deneneceği zaman';

-- goc:upgrade sqlite
-- Rules of the till: see the SQLite section of revision 001. PostgreSQL refuses a JSON value that does not parse,
-- json_valid does so here; older SQLite calls NULL invalid, so NULL is named.

CREATE TABLE eticaret_hesaplari (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    platform VARCHAR(50) NOT NULL CHECK (length(platform) <= 50),
    magaza_adi VARCHAR(200) NOT NULL CHECK (length(magaza_adi) <= 200),
    aktif_mi BOOLEAN NOT NULL DEFAULT 1 CHECK (aktif_mi IN (0, 1)),
    kimlik_json JSON NOT NULL CHECK (json_valid(kimlik_json)),
    ayar_json JSON CHECK (ayar_json IS NULL OR json_valid(ayar_json)),
    olusturma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    guncelleme_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL
);
CREATE INDEX idx_eticaret_hesaplari_aktif ON eticaret_hesaplari (aktif_mi);
CREATE INDEX idx_eticaret_hesaplari_platform ON eticaret_hesaplari (platform);

CREATE TABLE eticaret_siparisleri (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    magaza_hesabi_id INTEGER NOT NULL REFERENCES eticaret_hesaplari (id) ON DELETE CASCADE,
    platform VARCHAR(50) NOT NULL CHECK (length(platform) <= 50),
    dis_siparis_no VARCHAR(100) NOT NULL CHECK (length(dis_siparis_no) <= 100),
    siparis_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    musteri_ad_soyad VARCHAR(200) CHECK (length(musteri_ad_soyad) <= 200),
    toplam_tutar NUMERIC(15, 2),
    para_birimi VARCHAR(3) NOT NULL DEFAULT 'TRY' CHECK (length(para_birimi) <= 3),
    durum VARCHAR(20) NOT NULL CHECK (length(durum) <= 20),
    kargo_tasiyici VARCHAR(100) CHECK (length(kargo_tasiyici) <= 100),
    takip_no VARCHAR(100) CHECK (length(takip_no) <= 100),
    ham_veri_json JSON CHECK (ham_veri_json IS NULL OR json_valid(ham_veri_json)),
    olusturma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    guncelleme_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT uk_siparis_unique UNIQUE (magaza_hesabi_id, dis_siparis_no)
);
CREATE INDEX idx_eticaret_siparisleri_durum ON eticaret_siparisleri (durum);
CREATE INDEX idx_eticaret_siparisleri_platform ON eticaret_siparisleri (platform);
CREATE INDEX idx_eticaret_siparisleri_siparis_zamani ON eticaret_siparisleri (siparis_zamani);

CREATE TABLE eticaret_is_kuyrugu (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    magaza_hesabi_id INTEGER NOT NULL REFERENCES eticaret_hesaplari (id) ON DELETE CASCADE,
    tur VARCHAR(50) NOT NULL CHECK (length(tur) <= 50),
    payload_json JSON NOT NULL CHECK (json_valid(payload_json)),
    durum VARCHAR(20) NOT NULL DEFAULT 'BEKLIYOR' CHECK (length(durum) <= 20),
    hata_mesaji TEXT,
    deneme_sayisi INTEGER NOT NULL DEFAULT 0,
    sonraki_deneme TIMESTAMP WITHOUT TIME ZONE,
    olusturma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    guncelleme_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL
);
CREATE INDEX idx_eticaret_is_kuyrugu_durum ON eticaret_is_kuyrugu (durum);
CREATE INDEX idx_eticaret_is_kuyrugu_sonraki_deneme ON eticaret_is_kuyrugu (sonraki_deneme);
CREATE INDEX idx_eticaret_is_kuyrugu_tur ON eticaret_is_kuyrugu (tur);

-- goc:downgrade
DROP TABLE eticaret_is_kuyrugu;
DROP TABLE eticaret_siparisleri;
DROP TABLE eticaret_hesaplari;
