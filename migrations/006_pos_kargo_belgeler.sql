-- revision: 006
-- revises: 005_ebelge_outbox
-- message: POS, kargo ve satış belgesi tabloları; uygulamanın güncel sütunları
-- created: 2026-11-22T12:00:00+03:00

-- goc:upgrade postgres
-- Two rules of the application are new for rows that already exist: a customer has a name, a loyalty movement is not
-- zero. Rows that break them are the shop's own data and are neither changed nor dropped here. The step stops before it
-- touched anything and names them, so that the shop can correct them and start again.
DO $denetim$
DECLARE
    kimlikler text;
BEGIN
    SELECT string_agg(id::text, ', ' ORDER BY id) INTO kimlikler
    FROM (SELECT id FROM musteriler WHERE ad = '' OR soyad = '' ORDER BY id LIMIT 20) AS bos;
    IF kimlikler IS NOT NULL THEN
        RAISE EXCEPTION 'musteriler: adı veya soyadı boş kayıtlar var (id: %)', kimlikler
            USING ERRCODE = 'check_violation',
                  HINT = 'Bu müşterilerin adını ve soyadını doldurun, sonra yeniden güncelleyin. '
                         'En çok 20 kayıt gösterilir.';
    END IF;

    SELECT string_agg(id::text, ', ' ORDER BY id) INTO kimlikler
    FROM (SELECT id FROM sadakat_puanlari WHERE puan = 0 ORDER BY id LIMIT 20) AS sifir;
    IF kimlikler IS NOT NULL THEN
        RAISE EXCEPTION 'sadakat_puanlari: puanı sıfır olan hareketler var (id: %)', kimlikler
            USING ERRCODE = 'check_violation',
                  HINT = 'Bu hareketlerin puanını düzeltin veya gereksiz olanları silin, sonra yeniden güncelleyin. '
                         'En çok 20 kayıt gösterilir.';
    END IF;
END
$denetim$;

-- depolar: what the application gives to a warehouse nobody has classified is right for those that exist. It sets
-- these values itself, so no default stays behind.
ALTER TABLE depolar
    ADD COLUMN depo_tipi VARCHAR(50),
    ADD COLUMN adres TEXT,
    ADD COLUMN alan_m2 NUMERIC(10, 2),
    ADD COLUMN kapasite_m3 NUMERIC(10, 2),
    ADD COLUMN soguk_depo BOOLEAN,
    ADD COLUMN otomatik_stok_takip BOOLEAN;
UPDATE depolar SET depo_tipi = 'ana_depo', soguk_depo = false, otomatik_stok_takip = true;
ALTER TABLE depolar
    ALTER COLUMN depo_tipi SET NOT NULL,
    ALTER COLUMN soguk_depo SET NOT NULL,
    ALTER COLUMN otomatik_stok_takip SET NOT NULL;

-- musteriler, sadakat_puanlari: renamed, with the application's names for rules and indexes. The names of 003 stay
-- beside them although some say the same: scripts may use them (ON CONFLICT ON CONSTRAINT uq_musteriler_eposta).
ALTER TABLE musteriler RENAME COLUMN olusturulma_zamani TO olusturma_tarihi;
ALTER TABLE musteriler RENAME COLUMN guncellenme_zamani TO guncelleme_tarihi;
ALTER TABLE musteriler
    ADD CONSTRAINT musteriler_telefon_key UNIQUE (telefon),
    ADD CONSTRAINT musteriler_eposta_key UNIQUE (eposta),
    ADD CONSTRAINT chk_musteriler_ad_bos_degil CHECK (ad <> ''),
    ADD CONSTRAINT chk_musteriler_soyad_bos_degil CHECK (soyad <> '');

ALTER TABLE sadakat_puanlari RENAME COLUMN olusturulma_zamani TO olusturma_tarihi;
ALTER TABLE sadakat_puanlari
    ADD COLUMN guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    ADD CONSTRAINT chk_sadakat_islem_turu CHECK (islem_turu IN ('KAZANIM', 'HARCAMA', 'DUZELTME')),
    ADD CONSTRAINT chk_sadakat_puan_sifir_degil CHECK (puan <> 0);
CREATE INDEX idx_sadakat_olusturma_tarihi ON sadakat_puanlari (olusturma_tarihi);

-- E-commerce: renamed, and the local times of the shop become points in time. Turkey has not changed its clocks since
-- 2016, so a wall time of this system is one point in time, and the way back gives the same wall time again.
ALTER TABLE eticaret_hesaplari RENAME COLUMN olusturma_zamani TO olusturma_tarihi;
ALTER TABLE eticaret_hesaplari RENAME COLUMN guncelleme_zamani TO guncelleme_tarihi;
ALTER TABLE eticaret_hesaplari
    ALTER COLUMN olusturma_tarihi TYPE TIMESTAMP WITH TIME ZONE
        USING olusturma_tarihi AT TIME ZONE 'Europe/Istanbul',
    ALTER COLUMN olusturma_tarihi SET DEFAULT now(),
    ALTER COLUMN guncelleme_tarihi TYPE TIMESTAMP WITH TIME ZONE
        USING guncelleme_tarihi AT TIME ZONE 'Europe/Istanbul',
    ALTER COLUMN guncelleme_tarihi DROP NOT NULL;

ALTER TABLE eticaret_siparisleri RENAME COLUMN olusturma_zamani TO olusturma_tarihi;
ALTER TABLE eticaret_siparisleri RENAME COLUMN guncelleme_zamani TO guncelleme_tarihi;
ALTER TABLE eticaret_siparisleri
    ALTER COLUMN olusturma_tarihi TYPE TIMESTAMP WITH TIME ZONE
        USING olusturma_tarihi AT TIME ZONE 'Europe/Istanbul',
    ALTER COLUMN olusturma_tarihi SET DEFAULT now(),
    ALTER COLUMN guncelleme_tarihi TYPE TIMESTAMP WITH TIME ZONE
        USING guncelleme_tarihi AT TIME ZONE 'Europe/Istanbul',
    ALTER COLUMN guncelleme_tarihi DROP NOT NULL;

ALTER TABLE eticaret_is_kuyrugu RENAME COLUMN olusturma_zamani TO olusturma_tarihi;
ALTER TABLE eticaret_is_kuyrugu RENAME COLUMN guncelleme_zamani TO guncelleme_tarihi;
ALTER TABLE eticaret_is_kuyrugu
    ALTER COLUMN olusturma_tarihi TYPE TIMESTAMP WITH TIME ZONE
        USING olusturma_tarihi AT TIME ZONE 'Europe/Istanbul',
    ALTER COLUMN olusturma_tarihi SET DEFAULT now(),
    ALTER COLUMN guncelleme_tarihi TYPE TIMESTAMP WITH TIME ZONE
        USING guncelleme_tarihi AT TIME ZONE 'Europe/Istanbul',
    ALTER COLUMN guncelleme_tarihi DROP NOT NULL;

-- E-documents: the application keeps the old times and has new ones beside them. It writes the old ones with
-- datetime.utcnow(), so these are UTC, not the shop's wall clock.
ALTER TABLE ebelge_cikis_kuyrugu
    ADD COLUMN olusturma_tarihi TIMESTAMP WITH TIME ZONE,
    ADD COLUMN guncelleme_tarihi TIMESTAMP WITH TIME ZONE;
UPDATE ebelge_cikis_kuyrugu
SET olusturma_tarihi = olusturulma_zamani AT TIME ZONE 'UTC',
    guncelleme_tarihi = guncellenme_zamani AT TIME ZONE 'UTC';
ALTER TABLE ebelge_cikis_kuyrugu
    ALTER COLUMN olusturma_tarihi SET DEFAULT now(),
    ALTER COLUMN olusturma_tarihi SET NOT NULL;
CREATE INDEX ix_ebelge_cikis_kuyrugu_durum ON ebelge_cikis_kuyrugu (durum);

-- The history of a document no longer disappears with it: the application deletes it itself where it means to.
ALTER TABLE ebelge_durumlari
    ADD COLUMN olusturma_tarihi TIMESTAMP WITH TIME ZONE,
    ADD COLUMN guncelleme_tarihi TIMESTAMP WITH TIME ZONE;
UPDATE ebelge_durumlari SET olusturma_tarihi = olusturulma_zamani AT TIME ZONE 'UTC';
ALTER TABLE ebelge_durumlari
    ALTER COLUMN olusturma_tarihi SET DEFAULT now(),
    ALTER COLUMN olusturma_tarihi SET NOT NULL,
    DROP CONSTRAINT ebelge_durumlari_cikis_id_fkey,
    ADD CONSTRAINT ebelge_durumlari_cikis_id_fkey FOREIGN KEY (cikis_id) REFERENCES ebelge_cikis_kuyrugu (id);

-- The labels are the names in the application's enumerations: SQLAlchemy stores these, not their values.
CREATE TYPE sepetdurum AS ENUM ('AKTIF', 'BEKLEMEDE', 'TAMAMLANDI', 'IPTAL');
CREATE TYPE satisdurum AS ENUM ('BEKLEMEDE', 'TAMAMLANDI', 'IPTAL', 'IADE');
CREATE TYPE odemeturu AS ENUM ('NAKIT', 'KART', 'HAVALE', 'PARCALI', 'ACIK_HESAP', 'CEKIRDEK');
CREATE TYPE islemturu AS ENUM ('SATIS', 'IADE', 'STOK_DUSUMU');
CREATE TYPE kuyrukdurum AS ENUM ('BEKLEMEDE', 'ISLENIYOR', 'TAMAMLANDI', 'HATA');

CREATE TABLE numara_sayaclari (
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id),
    belge_turu VARCHAR(20) NOT NULL,
    yil INTEGER NOT NULL,
    ay INTEGER NOT NULL,
    son_numara INTEGER NOT NULL,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uq_numara_sayaclari_magaza_tur_yil_ay UNIQUE (magaza_id, belge_turu, yil, ay)
);
CREATE INDEX idx_numara_sayaclari_magaza_tur ON numara_sayaclari (magaza_id, belge_turu);

CREATE TABLE satis_belgeleri (
    belge_numarasi VARCHAR(50) NOT NULL,
    belge_turu VARCHAR(20) NOT NULL,
    belge_durumu VARCHAR(20) NOT NULL,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id),
    musteri_id INTEGER REFERENCES musteriler (id),
    olusturan_kullanici_id INTEGER NOT NULL REFERENCES kullanicilar (id),
    kaynak_belge_id INTEGER REFERENCES satis_belgeleri (id),
    kaynak_belge_turu VARCHAR(20),
    toplam_tutar NUMERIC(15, 4) NOT NULL,
    kdv_tutari NUMERIC(15, 4) NOT NULL,
    genel_toplam NUMERIC(15, 4) NOT NULL,
    iptal_nedeni TEXT,
    iptal_tarihi TIMESTAMP WITH TIME ZONE,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT satis_belgeleri_belge_numarasi_key UNIQUE (belge_numarasi)
);
CREATE INDEX idx_satis_belgeleri_belge_durumu ON satis_belgeleri (belge_durumu);
CREATE INDEX idx_satis_belgeleri_belge_numarasi ON satis_belgeleri (belge_numarasi);
CREATE INDEX idx_satis_belgeleri_belge_turu ON satis_belgeleri (belge_turu);
CREATE INDEX idx_satis_belgeleri_magaza_id ON satis_belgeleri (magaza_id);
CREATE INDEX idx_satis_belgeleri_musteri_id ON satis_belgeleri (musteri_id);
CREATE INDEX idx_satis_belgeleri_olusturma_tarihi ON satis_belgeleri (olusturma_tarihi);

CREATE TABLE belge_satirlari (
    belge_id INTEGER NOT NULL REFERENCES satis_belgeleri (id),
    urun_id INTEGER NOT NULL REFERENCES urunler (id),
    sira_no INTEGER NOT NULL,
    miktar NUMERIC(15, 4) NOT NULL,
    birim_fiyat NUMERIC(15, 4) NOT NULL,
    kdv_orani NUMERIC(5, 2) NOT NULL,
    satir_tutari NUMERIC(15, 4) NOT NULL,
    kdv_tutari NUMERIC(15, 4) NOT NULL,
    satir_toplami NUMERIC(15, 4) NOT NULL,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uq_belge_satirlari_belge_sira UNIQUE (belge_id, sira_no)
);
CREATE INDEX idx_belge_satirlari_belge_id ON belge_satirlari (belge_id);
CREATE INDEX idx_belge_satirlari_urun_id ON belge_satirlari (urun_id);

CREATE TABLE belge_durum_gecmisi (
    belge_id INTEGER NOT NULL REFERENCES satis_belgeleri (id),
    eski_durum VARCHAR(20),
    yeni_durum VARCHAR(20) NOT NULL,
    degistiren_kullanici_id INTEGER NOT NULL REFERENCES kullanicilar (id),
    aciklama TEXT,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);
CREATE INDEX idx_belge_durum_gecmisi_belge_id ON belge_durum_gecmisi (belge_id);
CREATE INDEX idx_belge_durum_gecmisi_olusturma_tarihi ON belge_durum_gecmisi (olusturma_tarihi);

CREATE TABLE kargo_etiketleri (
    takip_no VARCHAR(50) NOT NULL,
    kargo_firmasi VARCHAR(50) NOT NULL,
    alici_adi VARCHAR(100) NOT NULL,
    durum VARCHAR(20) NOT NULL,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT kargo_etiketleri_takip_no_key UNIQUE (takip_no)
);

CREATE TABLE kargo_takipleri (
    takip_no VARCHAR(50) NOT NULL,
    durum VARCHAR(50) NOT NULL,
    aciklama VARCHAR(200) NOT NULL,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);

CREATE TABLE pos_sepet (
    terminal_id INTEGER NOT NULL,
    kasiyer_id INTEGER NOT NULL,
    durum sepetdurum NOT NULL,
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    indirim_tutari NUMERIC(10, 2),
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_sepet_indirim_tutari_pozitif CHECK (indirim_tutari >= 0),
    CONSTRAINT ck_sepet_kasiyer_id_pozitif CHECK (kasiyer_id > 0),
    CONSTRAINT ck_sepet_terminal_id_pozitif CHECK (terminal_id > 0),
    CONSTRAINT ck_sepet_toplam_tutar_pozitif CHECK (toplam_tutar >= 0)
);
CREATE INDEX ix_sepet_kasiyer ON pos_sepet (kasiyer_id);
CREATE INDEX ix_sepet_olusturma_tarihi ON pos_sepet (olusturma_tarihi);
CREATE INDEX ix_sepet_terminal_durum ON pos_sepet (terminal_id, durum);

CREATE TABLE pos_sepet_satiri (
    sepet_id INTEGER NOT NULL REFERENCES pos_sepet (id) ON DELETE CASCADE,
    urun_id INTEGER NOT NULL,
    barkod VARCHAR(20) NOT NULL,
    urun_adi VARCHAR(200) NOT NULL,
    adet INTEGER NOT NULL,
    birim_fiyat NUMERIC(10, 2) NOT NULL,
    indirim_tutari NUMERIC(10, 2),
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uq_sepet_satiri_sepet_urun UNIQUE (sepet_id, urun_id),
    CONSTRAINT ck_sepet_satiri_adet_pozitif CHECK (adet > 0),
    CONSTRAINT ck_sepet_satiri_birim_fiyat_pozitif CHECK (birim_fiyat >= 0),
    CONSTRAINT ck_sepet_satiri_indirim_tutari_pozitif CHECK (indirim_tutari >= 0),
    CONSTRAINT ck_sepet_satiri_toplam_tutar_pozitif CHECK (toplam_tutar >= 0),
    CONSTRAINT ck_sepet_satiri_urun_id_pozitif CHECK (urun_id > 0)
);
CREATE INDEX ix_sepet_satiri_barkod ON pos_sepet_satiri (barkod);
CREATE INDEX ix_sepet_satiri_sepet_id ON pos_sepet_satiri (sepet_id);
CREATE INDEX ix_sepet_satiri_urun_id ON pos_sepet_satiri (urun_id);

CREATE TABLE pos_satis (
    sepet_id INTEGER NOT NULL REFERENCES pos_sepet (id),
    terminal_id INTEGER NOT NULL,
    kasiyer_id INTEGER NOT NULL,
    satis_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    indirim_tutari NUMERIC(10, 2),
    durum satisdurum NOT NULL,
    fis_no VARCHAR(50),
    musteri_id INTEGER,
    notlar VARCHAR(500),
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uq_satis_fis_no UNIQUE (fis_no),
    CONSTRAINT ck_satis_indirim_tutari_pozitif CHECK (indirim_tutari >= 0),
    CONSTRAINT ck_satis_kasiyer_id_pozitif CHECK (kasiyer_id > 0),
    CONSTRAINT ck_satis_terminal_id_pozitif CHECK (terminal_id > 0),
    CONSTRAINT ck_satis_toplam_tutar_pozitif CHECK (toplam_tutar >= 0)
);
CREATE INDEX ix_satis_durum ON pos_satis (durum);
CREATE INDEX ix_satis_fis_no ON pos_satis (fis_no);
CREATE INDEX ix_satis_kasiyer_id ON pos_satis (kasiyer_id);
CREATE INDEX ix_satis_musteri_id ON pos_satis (musteri_id);
CREATE INDEX ix_satis_satis_tarihi ON pos_satis (satis_tarihi);
CREATE INDEX ix_satis_terminal_id ON pos_satis (terminal_id);

CREATE TABLE pos_satis_odeme (
    satis_id INTEGER NOT NULL REFERENCES pos_satis (id) ON DELETE CASCADE,
    odeme_turu odemeturu NOT NULL,
    tutar NUMERIC(10, 2) NOT NULL,
    referans_no VARCHAR(100),
    odeme_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    kart_son_4_hane VARCHAR(4),
    banka_kodu VARCHAR(10),
    taksit_sayisi INTEGER,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_satis_odeme_kart_son_4_hane_uzunluk CHECK (kart_son_4_hane IS NULL OR length(kart_son_4_hane) = 4),
    CONSTRAINT ck_satis_odeme_taksit_sayisi_pozitif CHECK (taksit_sayisi > 0),
    CONSTRAINT ck_satis_odeme_tutar_pozitif CHECK (tutar > 0)
);
CREATE INDEX ix_satis_odeme_odeme_tarihi ON pos_satis_odeme (odeme_tarihi);
CREATE INDEX ix_satis_odeme_odeme_turu ON pos_satis_odeme (odeme_turu);
CREATE INDEX ix_satis_odeme_referans_no ON pos_satis_odeme (referans_no);
CREATE INDEX ix_satis_odeme_satis_id ON pos_satis_odeme (satis_id);

CREATE TABLE pos_iade (
    orijinal_satis_id INTEGER NOT NULL REFERENCES pos_satis (id),
    terminal_id INTEGER NOT NULL,
    kasiyer_id INTEGER NOT NULL,
    iade_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    neden VARCHAR(200) NOT NULL,
    musteri_id INTEGER,
    notlar TEXT,
    fis_no VARCHAR(50),
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_iade_kasiyer_id_pozitif CHECK (kasiyer_id > 0),
    CONSTRAINT ck_iade_orijinal_satis_id_pozitif CHECK (orijinal_satis_id > 0),
    CONSTRAINT ck_iade_terminal_id_pozitif CHECK (terminal_id > 0),
    CONSTRAINT ck_iade_toplam_tutar_pozitif CHECK (toplam_tutar >= 0)
);
CREATE INDEX ix_iade_fis_no ON pos_iade (fis_no);
CREATE INDEX ix_iade_iade_tarihi ON pos_iade (iade_tarihi);
CREATE INDEX ix_iade_kasiyer_id ON pos_iade (kasiyer_id);
CREATE INDEX ix_iade_musteri_id ON pos_iade (musteri_id);
CREATE INDEX ix_iade_orijinal_satis_id ON pos_iade (orijinal_satis_id);
CREATE INDEX ix_iade_terminal_id ON pos_iade (terminal_id);

CREATE TABLE pos_iade_satiri (
    iade_id INTEGER NOT NULL REFERENCES pos_iade (id) ON DELETE CASCADE,
    urun_id INTEGER NOT NULL,
    barkod VARCHAR(20) NOT NULL,
    urun_adi VARCHAR(200) NOT NULL,
    adet INTEGER NOT NULL,
    birim_fiyat NUMERIC(10, 2) NOT NULL,
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    orijinal_sepet_satiri_id INTEGER,
    iade_nedeni VARCHAR(200),
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_iade_satiri_adet_pozitif CHECK (adet > 0),
    CONSTRAINT ck_iade_satiri_birim_fiyat_pozitif CHECK (birim_fiyat >= 0),
    CONSTRAINT ck_iade_satiri_toplam_tutar_pozitif CHECK (toplam_tutar >= 0),
    CONSTRAINT ck_iade_satiri_urun_id_pozitif CHECK (urun_id > 0)
);
CREATE INDEX ix_iade_satiri_barkod ON pos_iade_satiri (barkod);
CREATE INDEX ix_iade_satiri_iade_id ON pos_iade_satiri (iade_id);
CREATE INDEX ix_iade_satiri_orijinal_sepet_satiri_id ON pos_iade_satiri (orijinal_sepet_satiri_id);
CREATE INDEX ix_iade_satiri_urun_id ON pos_iade_satiri (urun_id);

CREATE TABLE pos_offline_kuyruk (
    islem_turu islemturu NOT NULL,
    durum kuyrukdurum NOT NULL,
    veri JSON NOT NULL,
    terminal_id INTEGER NOT NULL,
    kasiyer_id INTEGER NOT NULL,
    islem_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    son_deneme_tarihi TIMESTAMP WITH TIME ZONE,
    tamamlanma_tarihi TIMESTAMP WITH TIME ZONE,
    deneme_sayisi INTEGER NOT NULL,
    max_deneme_sayisi INTEGER NOT NULL,
    hata_mesaji TEXT,
    oncelik INTEGER NOT NULL,
    notlar TEXT,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_offline_kuyruk_deneme_sayisi_pozitif CHECK (deneme_sayisi >= 0),
    CONSTRAINT ck_offline_kuyruk_kasiyer_id_pozitif CHECK (kasiyer_id > 0),
    CONSTRAINT ck_offline_kuyruk_max_deneme_sayisi_pozitif CHECK (max_deneme_sayisi > 0),
    CONSTRAINT ck_offline_kuyruk_oncelik_aralik CHECK (oncelik BETWEEN 1 AND 5),
    CONSTRAINT ck_offline_kuyruk_terminal_id_pozitif CHECK (terminal_id > 0)
);
CREATE INDEX ix_offline_kuyruk_durum ON pos_offline_kuyruk (durum);
CREATE INDEX ix_offline_kuyruk_durum_oncelik ON pos_offline_kuyruk (durum, oncelik);
CREATE INDEX ix_offline_kuyruk_islem_tarihi ON pos_offline_kuyruk (islem_tarihi);
CREATE INDEX ix_offline_kuyruk_islem_turu ON pos_offline_kuyruk (islem_turu);
CREATE INDEX ix_offline_kuyruk_kasiyer_id ON pos_offline_kuyruk (kasiyer_id);
CREATE INDEX ix_offline_kuyruk_oncelik ON pos_offline_kuyruk (oncelik);
CREATE INDEX ix_offline_kuyruk_terminal_id ON pos_offline_kuyruk (terminal_id);

CREATE TABLE pos_satislar (
    satis_no VARCHAR(50) NOT NULL,
    terminal_id INTEGER NOT NULL REFERENCES terminaller (id) ON DELETE CASCADE,
    musteri_id INTEGER REFERENCES musteriler (id) ON DELETE SET NULL,
    ara_toplam NUMERIC(15, 4) NOT NULL,
    kdv_tutari NUMERIC(15, 4) NOT NULL,
    genel_toplam NUMERIC(15, 4) NOT NULL,
    durum VARCHAR(20) NOT NULL,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pos_satislar_satis_no_key UNIQUE (satis_no)
);

CREATE TABLE pos_satis_satirlari (
    satis_id INTEGER NOT NULL REFERENCES pos_satislar (id) ON DELETE CASCADE,
    urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE CASCADE,
    miktar NUMERIC(15, 4) NOT NULL,
    birim_fiyat NUMERIC(15, 4) NOT NULL,
    toplam_tutar NUMERIC(15, 4) NOT NULL,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);

CREATE TABLE odeme_kayitlari (
    satis_id INTEGER NOT NULL REFERENCES pos_satislar (id) ON DELETE CASCADE,
    odeme_tipi VARCHAR(50) NOT NULL,
    tutar NUMERIC(15, 4) NOT NULL,
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);

COMMENT ON TABLE numara_sayaclari IS
    'Mağaza, belge türü, yıl ve ay başına son belge numarası';
COMMENT ON TABLE satis_belgeleri IS
    'Sipariş, irsaliye ve faturalar';
COMMENT ON COLUMN satis_belgeleri.kaynak_belge_id IS
    'Bu belgenin üretildiği belge';
COMMENT ON TABLE belge_satirlari IS
    'Satış belgelerinin satırları';
COMMENT ON TABLE belge_durum_gecmisi IS
    'Satış belgelerinin durum değişiklikleri';
COMMENT ON TABLE kargo_etiketleri IS
    'Kargo firmalarından alınan etiketler';
COMMENT ON TABLE kargo_takipleri IS
    'Kargo hareketleri; takip_no etiketteki numaradır';
COMMENT ON TABLE pos_sepet IS
    'Kasada açılmış sepetler';
COMMENT ON TABLE pos_sepet_satiri IS
    'Sepetteki ürünler; bir ürün sepette tek satırdır';
COMMENT ON TABLE pos_satis IS
    'Sepetten doğan satışlar';
COMMENT ON COLUMN pos_satis.fis_no IS
    'Yazarkasa fişinin numarası; satış tamamlanınca dolar';
COMMENT ON TABLE pos_satis_odeme IS
    'Satışların ödemeleri; bir satışın birden çok ödemesi olabilir';
COMMENT ON COLUMN pos_satis_odeme.kart_son_4_hane IS
    'Kart numarasının yalnız son dört hanesi';
COMMENT ON TABLE pos_iade IS
    'Kasadan yapılan iadeler';
COMMENT ON TABLE pos_iade_satiri IS
    'İade edilen ürünler';
COMMENT ON TABLE pos_offline_kuyruk IS
    'Bağlantı yokken biriken, sunucuya gönderilecek işlemler';
COMMENT ON COLUMN pos_offline_kuyruk.oncelik IS
    '1 en yüksek, 5 en düşük';
COMMENT ON TABLE pos_satislar IS
    'Satış başlıkları; satırları pos_satis_satirlari, ödemeleri odeme_kayitlari tablosundadır';
COMMENT ON TABLE pos_satis_satirlari IS
    'pos_satislar satırları';
COMMENT ON TABLE odeme_kayitlari IS
    'pos_satislar ödemeleri';

-- goc:upgrade sqlite
-- A table is rebuilt where SQLite cannot alter it: new rules, defaults and NOT NULL. What a rebuild must not lose:
--   * the rows: copied column by column;
--   * the counter of ids, which AUTOINCREMENT keeps in sqlite_sequence: without it the ids of deleted rows would
--     come back;
--   * its indexes: they go with the old table and are made again.
-- Foreign keys that point at a rebuilt table name it and find the new one.
--
-- Times stay the text that they are, although the server's become times with a zone: SQLite has no zones, and a text
-- that is not touched reads the same after every way back and forth.

-- Two rules are new for rows that already exist: a customer has a name, a loyalty movement is not zero. Rows that
-- break them are the shop's own data; the step stops before it touched anything. SQLite can say no more than the
-- name of the rule that failed, so the name is the sentence.
CREATE TEMP TABLE denetim_006 (
    musteri INTEGER
        CONSTRAINT "musteriler: adı veya soyadı boş kayıtlar var (SELECT id FROM musteriler WHERE ad = '' OR soyad = '')"
        CHECK (musteri IS NULL),
    hareket INTEGER
        CONSTRAINT "sadakat_puanlari: puanı sıfır olan hareketler var (SELECT id FROM sadakat_puanlari WHERE puan = 0)"
        CHECK (hareket IS NULL)
);
INSERT INTO denetim_006 (musteri) SELECT id FROM musteriler WHERE ad = '' OR soyad = '' LIMIT 1;
INSERT INTO denetim_006 (hareket) SELECT id FROM sadakat_puanlari WHERE puan = 0 LIMIT 1;
DROP TABLE temp.denetim_006;

-- depolar: the values the application gives to a warehouse nobody has classified.
CREATE TABLE depolar_yeni (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    depo_adi VARCHAR(100) NOT NULL CHECK (length(depo_adi) <= 100),
    depo_kodu VARCHAR(20) NOT NULL CHECK (length(depo_kodu) <= 20),
    aciklama TEXT,
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1)),
    depo_tipi VARCHAR(50) NOT NULL CHECK (length(depo_tipi) <= 50),
    adres TEXT,
    alan_m2 NUMERIC(10, 2),
    kapasite_m3 NUMERIC(10, 2),
    soguk_depo BOOLEAN NOT NULL CHECK (soguk_depo IN (0, 1)),
    otomatik_stok_takip BOOLEAN NOT NULL CHECK (otomatik_stok_takip IN (0, 1))
);
INSERT INTO depolar_yeni (
    id, olusturma_tarihi, guncelleme_tarihi, magaza_id, depo_adi, depo_kodu, aciklama, aktif, depo_tipi,
    soguk_depo, otomatik_stok_takip
)
SELECT
    id, olusturma_tarihi, guncelleme_tarihi, magaza_id, depo_adi, depo_kodu, aciklama, aktif,
    'ana_depo', 0, 1
FROM depolar;
DELETE FROM sqlite_sequence WHERE name = 'depolar_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'depolar_yeni', seq FROM sqlite_sequence WHERE name = 'depolar';
DROP TABLE depolar;
ALTER TABLE depolar_yeni RENAME TO depolar;
CREATE INDEX ix_depolar_depo_kodu ON depolar (depo_kodu);
CREATE INDEX ix_depolar_magaza_id ON depolar (magaza_id);

-- musteriler, sadakat_puanlari: renamed columns and the application's rules beside those of 003.
CREATE TABLE musteriler_yeni (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    ad VARCHAR(100) NOT NULL CHECK (length(ad) <= 100),
    soyad VARCHAR(100) NOT NULL CHECK (length(soyad) <= 100),
    telefon VARCHAR(20) CHECK (length(telefon) <= 20),
    eposta VARCHAR(255) CHECK (length(eposta) <= 255),
    vergi_no VARCHAR(20) CHECK (length(vergi_no) <= 20),
    adres TEXT,
    aktif_mi BOOLEAN NOT NULL DEFAULT 1 CHECK (aktif_mi IN (0, 1)),
    CONSTRAINT uq_musteriler_eposta UNIQUE (eposta),
    CONSTRAINT uq_musteriler_telefon UNIQUE (telefon),
    CONSTRAINT musteriler_eposta_key UNIQUE (eposta),
    CONSTRAINT musteriler_telefon_key UNIQUE (telefon),
    CONSTRAINT ck_musteriler_eposta_format CHECK (
        eposta IS NULL
        OR (
            eposta NOT GLOB '*@*@*'
            AND substr(eposta, 1, instr(eposta, '@') - 1) NOT GLOB '*[^A-Za-z0-9._%+-]*'
            AND substr(eposta, instr(eposta, '@') + 1) NOT GLOB '*[^A-Za-z0-9.-]*'
            AND rtrim(eposta, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') GLOB '?*@?*.'
            AND eposta GLOB '*[A-Za-z][A-Za-z]'
        )
    ),
    CONSTRAINT chk_musteriler_ad_bos_degil CHECK (ad <> ''),
    CONSTRAINT chk_musteriler_soyad_bos_degil CHECK (soyad <> '')
);
INSERT INTO musteriler_yeni (
    id, olusturma_tarihi, guncelleme_tarihi, ad, soyad, telefon, eposta, vergi_no, adres, aktif_mi
)
SELECT
    id, olusturulma_zamani, guncellenme_zamani, ad, soyad, telefon, eposta, vergi_no, adres, aktif_mi
FROM musteriler;
DELETE FROM sqlite_sequence WHERE name = 'musteriler_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'musteriler_yeni', seq FROM sqlite_sequence WHERE name = 'musteriler';
DROP TABLE musteriler;
ALTER TABLE musteriler_yeni RENAME TO musteriler;
CREATE INDEX idx_musteriler_ad_soyad ON musteriler (ad, soyad);
CREATE INDEX idx_musteriler_aktif_mi ON musteriler (aktif_mi);
CREATE INDEX idx_musteriler_eposta ON musteriler (eposta);
CREATE INDEX idx_musteriler_telefon ON musteriler (telefon);

CREATE TABLE sadakat_puanlari_yeni (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    musteri_id INTEGER NOT NULL REFERENCES musteriler (id) ON DELETE CASCADE,
    islem_turu VARCHAR(20) NOT NULL CHECK (length(islem_turu) <= 20),
    puan INTEGER NOT NULL,
    aciklama TEXT,
    referans_turu VARCHAR(50) CHECK (length(referans_turu) <= 50),
    referans_id INTEGER,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_sadakat_puanlari_islem_turu CHECK (islem_turu IN ('KAZANIM', 'HARCAMA', 'DUZELTME')),
    CONSTRAINT ck_sadakat_puanlari_referans_turu CHECK (
        referans_turu IS NULL OR referans_turu IN ('POS_SATIS', 'SATIS_BELGESI')
    ),
    CONSTRAINT chk_sadakat_islem_turu CHECK (islem_turu IN ('KAZANIM', 'HARCAMA', 'DUZELTME')),
    CONSTRAINT chk_sadakat_puan_sifir_degil CHECK (puan <> 0)
);
INSERT INTO sadakat_puanlari_yeni (
    id, olusturma_tarihi, musteri_id, islem_turu, puan, aciklama, referans_turu, referans_id
)
SELECT
    id, olusturulma_zamani, musteri_id, islem_turu, puan, aciklama, referans_turu, referans_id
FROM sadakat_puanlari;
DELETE FROM sqlite_sequence WHERE name = 'sadakat_puanlari_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'sadakat_puanlari_yeni', seq FROM sqlite_sequence WHERE name = 'sadakat_puanlari';
DROP TABLE sadakat_puanlari;
ALTER TABLE sadakat_puanlari_yeni RENAME TO sadakat_puanlari;
CREATE INDEX idx_sadakat_islem_turu ON sadakat_puanlari (islem_turu);
CREATE INDEX idx_sadakat_musteri_id ON sadakat_puanlari (musteri_id);
CREATE INDEX idx_sadakat_olusturulma_zamani ON sadakat_puanlari (olusturma_tarihi);
CREATE INDEX idx_sadakat_referans ON sadakat_puanlari (referans_turu, referans_id);
CREATE INDEX idx_sadakat_olusturma_tarihi ON sadakat_puanlari (olusturma_tarihi);

-- E-commerce: renamed, with a default for the time of creation, and no time of change until there is a change.
CREATE TABLE eticaret_hesaplari_yeni (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    platform VARCHAR(50) NOT NULL CHECK (length(platform) <= 50),
    magaza_adi VARCHAR(200) NOT NULL CHECK (length(magaza_adi) <= 200),
    aktif_mi BOOLEAN NOT NULL DEFAULT 1 CHECK (aktif_mi IN (0, 1)),
    kimlik_json JSON NOT NULL CHECK (json_valid(kimlik_json)),
    ayar_json JSON CHECK (ayar_json IS NULL OR json_valid(ayar_json)),
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);
INSERT INTO eticaret_hesaplari_yeni (
    id, platform, magaza_adi, aktif_mi, kimlik_json, ayar_json, olusturma_tarihi, guncelleme_tarihi
)
SELECT
    id, platform, magaza_adi, aktif_mi, kimlik_json, ayar_json, olusturma_zamani, guncelleme_zamani
FROM eticaret_hesaplari;
DELETE FROM sqlite_sequence WHERE name = 'eticaret_hesaplari_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'eticaret_hesaplari_yeni', seq FROM sqlite_sequence WHERE name = 'eticaret_hesaplari';
DROP TABLE eticaret_hesaplari;
ALTER TABLE eticaret_hesaplari_yeni RENAME TO eticaret_hesaplari;
CREATE INDEX idx_eticaret_hesaplari_aktif ON eticaret_hesaplari (aktif_mi);
CREATE INDEX idx_eticaret_hesaplari_platform ON eticaret_hesaplari (platform);

CREATE TABLE eticaret_siparisleri_yeni (
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
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uk_siparis_unique UNIQUE (magaza_hesabi_id, dis_siparis_no)
);
INSERT INTO eticaret_siparisleri_yeni (
    id, magaza_hesabi_id, platform, dis_siparis_no, siparis_zamani, musteri_ad_soyad, toplam_tutar,
    para_birimi, durum, kargo_tasiyici, takip_no, ham_veri_json, olusturma_tarihi, guncelleme_tarihi
)
SELECT
    id, magaza_hesabi_id, platform, dis_siparis_no, siparis_zamani, musteri_ad_soyad, toplam_tutar,
    para_birimi, durum, kargo_tasiyici, takip_no, ham_veri_json, olusturma_zamani, guncelleme_zamani
FROM eticaret_siparisleri;
DELETE FROM sqlite_sequence WHERE name = 'eticaret_siparisleri_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'eticaret_siparisleri_yeni', seq FROM sqlite_sequence WHERE name = 'eticaret_siparisleri';
DROP TABLE eticaret_siparisleri;
ALTER TABLE eticaret_siparisleri_yeni RENAME TO eticaret_siparisleri;
CREATE INDEX idx_eticaret_siparisleri_durum ON eticaret_siparisleri (durum);
CREATE INDEX idx_eticaret_siparisleri_platform ON eticaret_siparisleri (platform);
CREATE INDEX idx_eticaret_siparisleri_siparis_zamani ON eticaret_siparisleri (siparis_zamani);

CREATE TABLE eticaret_is_kuyrugu_yeni (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    magaza_hesabi_id INTEGER NOT NULL REFERENCES eticaret_hesaplari (id) ON DELETE CASCADE,
    tur VARCHAR(50) NOT NULL CHECK (length(tur) <= 50),
    payload_json JSON NOT NULL CHECK (json_valid(payload_json)),
    durum VARCHAR(20) NOT NULL DEFAULT 'BEKLIYOR' CHECK (length(durum) <= 20),
    hata_mesaji TEXT,
    deneme_sayisi INTEGER NOT NULL DEFAULT 0,
    sonraki_deneme TIMESTAMP WITHOUT TIME ZONE,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);
INSERT INTO eticaret_is_kuyrugu_yeni (
    id, magaza_hesabi_id, tur, payload_json, durum, hata_mesaji, deneme_sayisi, sonraki_deneme,
    olusturma_tarihi, guncelleme_tarihi
)
SELECT
    id, magaza_hesabi_id, tur, payload_json, durum, hata_mesaji, deneme_sayisi, sonraki_deneme,
    olusturma_zamani, guncelleme_zamani
FROM eticaret_is_kuyrugu;
DELETE FROM sqlite_sequence WHERE name = 'eticaret_is_kuyrugu_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'eticaret_is_kuyrugu_yeni', seq FROM sqlite_sequence WHERE name = 'eticaret_is_kuyrugu';
DROP TABLE eticaret_is_kuyrugu;
ALTER TABLE eticaret_is_kuyrugu_yeni RENAME TO eticaret_is_kuyrugu;
CREATE INDEX idx_eticaret_is_kuyrugu_durum ON eticaret_is_kuyrugu (durum);
CREATE INDEX idx_eticaret_is_kuyrugu_sonraki_deneme ON eticaret_is_kuyrugu (sonraki_deneme);
CREATE INDEX idx_eticaret_is_kuyrugu_tur ON eticaret_is_kuyrugu (tur);

-- E-documents: the old times stay, the new ones are filled from them. Both are UTC.
CREATE TABLE ebelge_cikis_kuyrugu_yeni (
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
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uq_ebelge_kaynak UNIQUE (kaynak_turu, kaynak_id, belge_turu)
);
INSERT INTO ebelge_cikis_kuyrugu_yeni (
    id, kaynak_turu, kaynak_id, belge_turu, musteri_ad, vergi_no, toplam_tutar, para_birimi, belge_json,
    durum, mesaj, dis_belge_no, deneme_sayisi, aciklama, olusturulma_zamani, guncellenme_zamani,
    olusturma_tarihi, guncelleme_tarihi
)
SELECT
    id, kaynak_turu, kaynak_id, belge_turu, musteri_ad, vergi_no, toplam_tutar, para_birimi, belge_json,
    durum, mesaj, dis_belge_no, deneme_sayisi, aciklama, olusturulma_zamani, guncellenme_zamani,
    olusturulma_zamani, guncellenme_zamani
FROM ebelge_cikis_kuyrugu;
DELETE FROM sqlite_sequence WHERE name = 'ebelge_cikis_kuyrugu_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'ebelge_cikis_kuyrugu_yeni', seq FROM sqlite_sequence WHERE name = 'ebelge_cikis_kuyrugu';
DROP TABLE ebelge_cikis_kuyrugu;
ALTER TABLE ebelge_cikis_kuyrugu_yeni RENAME TO ebelge_cikis_kuyrugu;
CREATE INDEX ix_ebelge_durum ON ebelge_cikis_kuyrugu (durum);
CREATE INDEX ix_ebelge_durum_deneme ON ebelge_cikis_kuyrugu (durum, deneme_sayisi);
CREATE INDEX ix_ebelge_olusturulma ON ebelge_cikis_kuyrugu (olusturulma_zamani);
CREATE INDEX ix_ebelge_cikis_kuyrugu_durum ON ebelge_cikis_kuyrugu (durum);

-- The history of a document no longer disappears with it: the application deletes it itself where it means to.
CREATE TABLE ebelge_durumlari_yeni (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    cikis_id INTEGER NOT NULL REFERENCES ebelge_cikis_kuyrugu (id),
    durum VARCHAR(20) NOT NULL CHECK (length(durum) <= 20),
    mesaj TEXT,
    olusturulma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);
INSERT INTO ebelge_durumlari_yeni (
    id, cikis_id, durum, mesaj, olusturulma_zamani, olusturma_tarihi
)
SELECT
    id, cikis_id, durum, mesaj, olusturulma_zamani, olusturulma_zamani
FROM ebelge_durumlari;
DELETE FROM sqlite_sequence WHERE name = 'ebelge_durumlari_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'ebelge_durumlari_yeni', seq FROM sqlite_sequence WHERE name = 'ebelge_durumlari';
DROP TABLE ebelge_durumlari;
ALTER TABLE ebelge_durumlari_yeni RENAME TO ebelge_durumlari;
CREATE INDEX ix_ebelge_durum_cikis_id ON ebelge_durumlari (cikis_id);
CREATE INDEX ix_ebelge_durum_olusturulma ON ebelge_durumlari (olusturulma_zamani);

-- New tables. The enumerations of PostgreSQL are text with a CHECK here.
CREATE TABLE numara_sayaclari (
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id),
    belge_turu VARCHAR(20) NOT NULL CHECK (length(belge_turu) <= 20),
    yil INTEGER NOT NULL,
    ay INTEGER NOT NULL,
    son_numara INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uq_numara_sayaclari_magaza_tur_yil_ay UNIQUE (magaza_id, belge_turu, yil, ay)
);
CREATE INDEX idx_numara_sayaclari_magaza_tur ON numara_sayaclari (magaza_id, belge_turu);

CREATE TABLE satis_belgeleri (
    belge_numarasi VARCHAR(50) NOT NULL CHECK (length(belge_numarasi) <= 50),
    belge_turu VARCHAR(20) NOT NULL CHECK (length(belge_turu) <= 20),
    belge_durumu VARCHAR(20) NOT NULL CHECK (length(belge_durumu) <= 20),
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id),
    musteri_id INTEGER REFERENCES musteriler (id),
    olusturan_kullanici_id INTEGER NOT NULL REFERENCES kullanicilar (id),
    kaynak_belge_id INTEGER REFERENCES satis_belgeleri (id),
    kaynak_belge_turu VARCHAR(20) CHECK (length(kaynak_belge_turu) <= 20),
    toplam_tutar NUMERIC(15, 4) NOT NULL,
    kdv_tutari NUMERIC(15, 4) NOT NULL,
    genel_toplam NUMERIC(15, 4) NOT NULL,
    iptal_nedeni TEXT,
    iptal_tarihi TIMESTAMP WITH TIME ZONE,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT satis_belgeleri_belge_numarasi_key UNIQUE (belge_numarasi)
);
CREATE INDEX idx_satis_belgeleri_belge_durumu ON satis_belgeleri (belge_durumu);
CREATE INDEX idx_satis_belgeleri_belge_numarasi ON satis_belgeleri (belge_numarasi);
CREATE INDEX idx_satis_belgeleri_belge_turu ON satis_belgeleri (belge_turu);
CREATE INDEX idx_satis_belgeleri_magaza_id ON satis_belgeleri (magaza_id);
CREATE INDEX idx_satis_belgeleri_musteri_id ON satis_belgeleri (musteri_id);
CREATE INDEX idx_satis_belgeleri_olusturma_tarihi ON satis_belgeleri (olusturma_tarihi);

CREATE TABLE belge_satirlari (
    belge_id INTEGER NOT NULL REFERENCES satis_belgeleri (id),
    urun_id INTEGER NOT NULL REFERENCES urunler (id),
    sira_no INTEGER NOT NULL,
    miktar NUMERIC(15, 4) NOT NULL,
    birim_fiyat NUMERIC(15, 4) NOT NULL,
    kdv_orani NUMERIC(5, 2) NOT NULL,
    satir_tutari NUMERIC(15, 4) NOT NULL,
    kdv_tutari NUMERIC(15, 4) NOT NULL,
    satir_toplami NUMERIC(15, 4) NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uq_belge_satirlari_belge_sira UNIQUE (belge_id, sira_no)
);
CREATE INDEX idx_belge_satirlari_belge_id ON belge_satirlari (belge_id);
CREATE INDEX idx_belge_satirlari_urun_id ON belge_satirlari (urun_id);

CREATE TABLE belge_durum_gecmisi (
    belge_id INTEGER NOT NULL REFERENCES satis_belgeleri (id),
    eski_durum VARCHAR(20) CHECK (length(eski_durum) <= 20),
    yeni_durum VARCHAR(20) NOT NULL CHECK (length(yeni_durum) <= 20),
    degistiren_kullanici_id INTEGER NOT NULL REFERENCES kullanicilar (id),
    aciklama TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);
CREATE INDEX idx_belge_durum_gecmisi_belge_id ON belge_durum_gecmisi (belge_id);
CREATE INDEX idx_belge_durum_gecmisi_olusturma_tarihi ON belge_durum_gecmisi (olusturma_tarihi);

CREATE TABLE kargo_etiketleri (
    takip_no VARCHAR(50) NOT NULL CHECK (length(takip_no) <= 50),
    kargo_firmasi VARCHAR(50) NOT NULL CHECK (length(kargo_firmasi) <= 50),
    alici_adi VARCHAR(100) NOT NULL CHECK (length(alici_adi) <= 100),
    durum VARCHAR(20) NOT NULL CHECK (length(durum) <= 20),
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT kargo_etiketleri_takip_no_key UNIQUE (takip_no)
);

CREATE TABLE kargo_takipleri (
    takip_no VARCHAR(50) NOT NULL CHECK (length(takip_no) <= 50),
    durum VARCHAR(50) NOT NULL CHECK (length(durum) <= 50),
    aciklama VARCHAR(200) NOT NULL CHECK (length(aciklama) <= 200),
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);

CREATE TABLE pos_sepet (
    terminal_id INTEGER NOT NULL,
    kasiyer_id INTEGER NOT NULL,
    durum VARCHAR(10) NOT NULL CHECK (durum IN ('AKTIF', 'BEKLEMEDE', 'TAMAMLANDI', 'IPTAL')),
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    indirim_tutari NUMERIC(10, 2),
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_sepet_indirim_tutari_pozitif CHECK (indirim_tutari >= 0),
    CONSTRAINT ck_sepet_kasiyer_id_pozitif CHECK (kasiyer_id > 0),
    CONSTRAINT ck_sepet_terminal_id_pozitif CHECK (terminal_id > 0),
    CONSTRAINT ck_sepet_toplam_tutar_pozitif CHECK (toplam_tutar >= 0)
);
CREATE INDEX ix_sepet_kasiyer ON pos_sepet (kasiyer_id);
CREATE INDEX ix_sepet_olusturma_tarihi ON pos_sepet (olusturma_tarihi);
CREATE INDEX ix_sepet_terminal_durum ON pos_sepet (terminal_id, durum);

CREATE TABLE pos_sepet_satiri (
    sepet_id INTEGER NOT NULL REFERENCES pos_sepet (id) ON DELETE CASCADE,
    urun_id INTEGER NOT NULL,
    barkod VARCHAR(20) NOT NULL CHECK (length(barkod) <= 20),
    urun_adi VARCHAR(200) NOT NULL CHECK (length(urun_adi) <= 200),
    adet INTEGER NOT NULL,
    birim_fiyat NUMERIC(10, 2) NOT NULL,
    indirim_tutari NUMERIC(10, 2),
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uq_sepet_satiri_sepet_urun UNIQUE (sepet_id, urun_id),
    CONSTRAINT ck_sepet_satiri_adet_pozitif CHECK (adet > 0),
    CONSTRAINT ck_sepet_satiri_birim_fiyat_pozitif CHECK (birim_fiyat >= 0),
    CONSTRAINT ck_sepet_satiri_indirim_tutari_pozitif CHECK (indirim_tutari >= 0),
    CONSTRAINT ck_sepet_satiri_toplam_tutar_pozitif CHECK (toplam_tutar >= 0),
    CONSTRAINT ck_sepet_satiri_urun_id_pozitif CHECK (urun_id > 0)
);
CREATE INDEX ix_sepet_satiri_barkod ON pos_sepet_satiri (barkod);
CREATE INDEX ix_sepet_satiri_sepet_id ON pos_sepet_satiri (sepet_id);
CREATE INDEX ix_sepet_satiri_urun_id ON pos_sepet_satiri (urun_id);

CREATE TABLE pos_satis (
    sepet_id INTEGER NOT NULL REFERENCES pos_sepet (id),
    terminal_id INTEGER NOT NULL,
    kasiyer_id INTEGER NOT NULL,
    satis_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    indirim_tutari NUMERIC(10, 2),
    durum VARCHAR(10) NOT NULL CHECK (durum IN ('BEKLEMEDE', 'TAMAMLANDI', 'IPTAL', 'IADE')),
    fis_no VARCHAR(50) CHECK (length(fis_no) <= 50),
    musteri_id INTEGER,
    notlar VARCHAR(500) CHECK (length(notlar) <= 500),
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT uq_satis_fis_no UNIQUE (fis_no),
    CONSTRAINT ck_satis_indirim_tutari_pozitif CHECK (indirim_tutari >= 0),
    CONSTRAINT ck_satis_kasiyer_id_pozitif CHECK (kasiyer_id > 0),
    CONSTRAINT ck_satis_terminal_id_pozitif CHECK (terminal_id > 0),
    CONSTRAINT ck_satis_toplam_tutar_pozitif CHECK (toplam_tutar >= 0)
);
CREATE INDEX ix_satis_durum ON pos_satis (durum);
CREATE INDEX ix_satis_fis_no ON pos_satis (fis_no);
CREATE INDEX ix_satis_kasiyer_id ON pos_satis (kasiyer_id);
CREATE INDEX ix_satis_musteri_id ON pos_satis (musteri_id);
CREATE INDEX ix_satis_satis_tarihi ON pos_satis (satis_tarihi);
CREATE INDEX ix_satis_terminal_id ON pos_satis (terminal_id);

CREATE TABLE pos_satis_odeme (
    satis_id INTEGER NOT NULL REFERENCES pos_satis (id) ON DELETE CASCADE,
    odeme_turu VARCHAR(10) NOT NULL CHECK (odeme_turu IN ('NAKIT', 'KART', 'HAVALE', 'PARCALI', 'ACIK_HESAP', 'CEKIRDEK')),
    tutar NUMERIC(10, 2) NOT NULL,
    referans_no VARCHAR(100) CHECK (length(referans_no) <= 100),
    odeme_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    kart_son_4_hane VARCHAR(4) CHECK (length(kart_son_4_hane) <= 4),
    banka_kodu VARCHAR(10) CHECK (length(banka_kodu) <= 10),
    taksit_sayisi INTEGER,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_satis_odeme_kart_son_4_hane_uzunluk CHECK (kart_son_4_hane IS NULL OR length(kart_son_4_hane) = 4),
    CONSTRAINT ck_satis_odeme_taksit_sayisi_pozitif CHECK (taksit_sayisi > 0),
    CONSTRAINT ck_satis_odeme_tutar_pozitif CHECK (tutar > 0)
);
CREATE INDEX ix_satis_odeme_odeme_tarihi ON pos_satis_odeme (odeme_tarihi);
CREATE INDEX ix_satis_odeme_odeme_turu ON pos_satis_odeme (odeme_turu);
CREATE INDEX ix_satis_odeme_referans_no ON pos_satis_odeme (referans_no);
CREATE INDEX ix_satis_odeme_satis_id ON pos_satis_odeme (satis_id);

CREATE TABLE pos_iade (
    orijinal_satis_id INTEGER NOT NULL REFERENCES pos_satis (id),
    terminal_id INTEGER NOT NULL,
    kasiyer_id INTEGER NOT NULL,
    iade_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    neden VARCHAR(200) NOT NULL CHECK (length(neden) <= 200),
    musteri_id INTEGER,
    notlar TEXT,
    fis_no VARCHAR(50) CHECK (length(fis_no) <= 50),
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_iade_kasiyer_id_pozitif CHECK (kasiyer_id > 0),
    CONSTRAINT ck_iade_orijinal_satis_id_pozitif CHECK (orijinal_satis_id > 0),
    CONSTRAINT ck_iade_terminal_id_pozitif CHECK (terminal_id > 0),
    CONSTRAINT ck_iade_toplam_tutar_pozitif CHECK (toplam_tutar >= 0)
);
CREATE INDEX ix_iade_fis_no ON pos_iade (fis_no);
CREATE INDEX ix_iade_iade_tarihi ON pos_iade (iade_tarihi);
CREATE INDEX ix_iade_kasiyer_id ON pos_iade (kasiyer_id);
CREATE INDEX ix_iade_musteri_id ON pos_iade (musteri_id);
CREATE INDEX ix_iade_orijinal_satis_id ON pos_iade (orijinal_satis_id);
CREATE INDEX ix_iade_terminal_id ON pos_iade (terminal_id);

CREATE TABLE pos_iade_satiri (
    iade_id INTEGER NOT NULL REFERENCES pos_iade (id) ON DELETE CASCADE,
    urun_id INTEGER NOT NULL,
    barkod VARCHAR(20) NOT NULL CHECK (length(barkod) <= 20),
    urun_adi VARCHAR(200) NOT NULL CHECK (length(urun_adi) <= 200),
    adet INTEGER NOT NULL,
    birim_fiyat NUMERIC(10, 2) NOT NULL,
    toplam_tutar NUMERIC(10, 2) NOT NULL,
    orijinal_sepet_satiri_id INTEGER,
    iade_nedeni VARCHAR(200) CHECK (length(iade_nedeni) <= 200),
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_iade_satiri_adet_pozitif CHECK (adet > 0),
    CONSTRAINT ck_iade_satiri_birim_fiyat_pozitif CHECK (birim_fiyat >= 0),
    CONSTRAINT ck_iade_satiri_toplam_tutar_pozitif CHECK (toplam_tutar >= 0),
    CONSTRAINT ck_iade_satiri_urun_id_pozitif CHECK (urun_id > 0)
);
CREATE INDEX ix_iade_satiri_barkod ON pos_iade_satiri (barkod);
CREATE INDEX ix_iade_satiri_iade_id ON pos_iade_satiri (iade_id);
CREATE INDEX ix_iade_satiri_orijinal_sepet_satiri_id ON pos_iade_satiri (orijinal_sepet_satiri_id);
CREATE INDEX ix_iade_satiri_urun_id ON pos_iade_satiri (urun_id);

CREATE TABLE pos_offline_kuyruk (
    islem_turu VARCHAR(11) NOT NULL CHECK (islem_turu IN ('SATIS', 'IADE', 'STOK_DUSUMU')),
    durum VARCHAR(10) NOT NULL CHECK (durum IN ('BEKLEMEDE', 'ISLENIYOR', 'TAMAMLANDI', 'HATA')),
    veri JSON NOT NULL CHECK (json_valid(veri)),
    terminal_id INTEGER NOT NULL,
    kasiyer_id INTEGER NOT NULL,
    islem_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    son_deneme_tarihi TIMESTAMP WITH TIME ZONE,
    tamamlanma_tarihi TIMESTAMP WITH TIME ZONE,
    deneme_sayisi INTEGER NOT NULL,
    max_deneme_sayisi INTEGER NOT NULL,
    hata_mesaji TEXT,
    oncelik INTEGER NOT NULL,
    notlar TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT ck_offline_kuyruk_deneme_sayisi_pozitif CHECK (deneme_sayisi >= 0),
    CONSTRAINT ck_offline_kuyruk_kasiyer_id_pozitif CHECK (kasiyer_id > 0),
    CONSTRAINT ck_offline_kuyruk_max_deneme_sayisi_pozitif CHECK (max_deneme_sayisi > 0),
    CONSTRAINT ck_offline_kuyruk_oncelik_aralik CHECK (oncelik BETWEEN 1 AND 5),
    CONSTRAINT ck_offline_kuyruk_terminal_id_pozitif CHECK (terminal_id > 0)
);
CREATE INDEX ix_offline_kuyruk_durum ON pos_offline_kuyruk (durum);
CREATE INDEX ix_offline_kuyruk_durum_oncelik ON pos_offline_kuyruk (durum, oncelik);
CREATE INDEX ix_offline_kuyruk_islem_tarihi ON pos_offline_kuyruk (islem_tarihi);
CREATE INDEX ix_offline_kuyruk_islem_turu ON pos_offline_kuyruk (islem_turu);
CREATE INDEX ix_offline_kuyruk_kasiyer_id ON pos_offline_kuyruk (kasiyer_id);
CREATE INDEX ix_offline_kuyruk_oncelik ON pos_offline_kuyruk (oncelik);
CREATE INDEX ix_offline_kuyruk_terminal_id ON pos_offline_kuyruk (terminal_id);

CREATE TABLE pos_satislar (
    satis_no VARCHAR(50) NOT NULL CHECK (length(satis_no) <= 50),
    terminal_id INTEGER NOT NULL REFERENCES terminaller (id) ON DELETE CASCADE,
    musteri_id INTEGER REFERENCES musteriler (id) ON DELETE SET NULL,
    ara_toplam NUMERIC(15, 4) NOT NULL,
    kdv_tutari NUMERIC(15, 4) NOT NULL,
    genel_toplam NUMERIC(15, 4) NOT NULL,
    durum VARCHAR(20) NOT NULL CHECK (length(durum) <= 20),
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pos_satislar_satis_no_key UNIQUE (satis_no)
);

CREATE TABLE pos_satis_satirlari (
    satis_id INTEGER NOT NULL REFERENCES pos_satislar (id) ON DELETE CASCADE,
    urun_id INTEGER NOT NULL REFERENCES urunler (id) ON DELETE CASCADE,
    miktar NUMERIC(15, 4) NOT NULL,
    birim_fiyat NUMERIC(15, 4) NOT NULL,
    toplam_tutar NUMERIC(15, 4) NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);

CREATE TABLE odeme_kayitlari (
    satis_id INTEGER NOT NULL REFERENCES pos_satislar (id) ON DELETE CASCADE,
    odeme_tipi VARCHAR(50) NOT NULL CHECK (length(odeme_tipi) <= 50),
    tutar NUMERIC(15, 4) NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE
);

-- goc:downgrade postgres
-- Back to 005. Rows of the 16 tables and values of the added columns are lost, nothing else: every table of 005 keeps
-- its rows, and its columns get their names, types and times back.
DROP TABLE odeme_kayitlari;
DROP TABLE pos_satis_satirlari;
DROP TABLE pos_satislar;
DROP TABLE pos_offline_kuyruk;
DROP TABLE pos_iade_satiri;
DROP TABLE pos_iade;
DROP TABLE pos_satis_odeme;
DROP TABLE pos_satis;
DROP TABLE pos_sepet_satiri;
DROP TABLE pos_sepet;
DROP TABLE kargo_takipleri;
DROP TABLE kargo_etiketleri;
DROP TABLE belge_durum_gecmisi;
DROP TABLE belge_satirlari;
DROP TABLE satis_belgeleri;
DROP TABLE numara_sayaclari;

DROP TYPE kuyrukdurum;
DROP TYPE islemturu;
DROP TYPE odemeturu;
DROP TYPE satisdurum;
DROP TYPE sepetdurum;

ALTER TABLE ebelge_durumlari
    DROP CONSTRAINT ebelge_durumlari_cikis_id_fkey,
    ADD CONSTRAINT ebelge_durumlari_cikis_id_fkey
        FOREIGN KEY (cikis_id) REFERENCES ebelge_cikis_kuyrugu (id) ON DELETE CASCADE,
    DROP COLUMN olusturma_tarihi,
    DROP COLUMN guncelleme_tarihi;

DROP INDEX ix_ebelge_cikis_kuyrugu_durum;
ALTER TABLE ebelge_cikis_kuyrugu
    DROP COLUMN olusturma_tarihi,
    DROP COLUMN guncelleme_tarihi;

-- 005 wants a time of change in every row; a row that was never changed gets that of its creation. NOT NULL comes
-- after the rename: PostgreSQL 18 names the constraint after the column.
ALTER TABLE eticaret_is_kuyrugu
    ALTER COLUMN olusturma_tarihi DROP DEFAULT,
    ALTER COLUMN olusturma_tarihi TYPE TIMESTAMP WITHOUT TIME ZONE
        USING olusturma_tarihi AT TIME ZONE 'Europe/Istanbul',
    ALTER COLUMN guncelleme_tarihi TYPE TIMESTAMP WITHOUT TIME ZONE
        USING COALESCE(guncelleme_tarihi, olusturma_tarihi) AT TIME ZONE 'Europe/Istanbul';
ALTER TABLE eticaret_is_kuyrugu RENAME COLUMN olusturma_tarihi TO olusturma_zamani;
ALTER TABLE eticaret_is_kuyrugu RENAME COLUMN guncelleme_tarihi TO guncelleme_zamani;
ALTER TABLE eticaret_is_kuyrugu ALTER COLUMN guncelleme_zamani SET NOT NULL;

ALTER TABLE eticaret_siparisleri
    ALTER COLUMN olusturma_tarihi DROP DEFAULT,
    ALTER COLUMN olusturma_tarihi TYPE TIMESTAMP WITHOUT TIME ZONE
        USING olusturma_tarihi AT TIME ZONE 'Europe/Istanbul',
    ALTER COLUMN guncelleme_tarihi TYPE TIMESTAMP WITHOUT TIME ZONE
        USING COALESCE(guncelleme_tarihi, olusturma_tarihi) AT TIME ZONE 'Europe/Istanbul';
ALTER TABLE eticaret_siparisleri RENAME COLUMN olusturma_tarihi TO olusturma_zamani;
ALTER TABLE eticaret_siparisleri RENAME COLUMN guncelleme_tarihi TO guncelleme_zamani;
ALTER TABLE eticaret_siparisleri ALTER COLUMN guncelleme_zamani SET NOT NULL;

ALTER TABLE eticaret_hesaplari
    ALTER COLUMN olusturma_tarihi DROP DEFAULT,
    ALTER COLUMN olusturma_tarihi TYPE TIMESTAMP WITHOUT TIME ZONE
        USING olusturma_tarihi AT TIME ZONE 'Europe/Istanbul',
    ALTER COLUMN guncelleme_tarihi TYPE TIMESTAMP WITHOUT TIME ZONE
        USING COALESCE(guncelleme_tarihi, olusturma_tarihi) AT TIME ZONE 'Europe/Istanbul';
ALTER TABLE eticaret_hesaplari RENAME COLUMN olusturma_tarihi TO olusturma_zamani;
ALTER TABLE eticaret_hesaplari RENAME COLUMN guncelleme_tarihi TO guncelleme_zamani;
ALTER TABLE eticaret_hesaplari ALTER COLUMN guncelleme_zamani SET NOT NULL;

DROP INDEX idx_sadakat_olusturma_tarihi;
ALTER TABLE sadakat_puanlari
    DROP CONSTRAINT chk_sadakat_puan_sifir_degil,
    DROP CONSTRAINT chk_sadakat_islem_turu,
    DROP COLUMN guncelleme_tarihi;
ALTER TABLE sadakat_puanlari RENAME COLUMN olusturma_tarihi TO olusturulma_zamani;

ALTER TABLE musteriler
    DROP CONSTRAINT chk_musteriler_soyad_bos_degil,
    DROP CONSTRAINT chk_musteriler_ad_bos_degil,
    DROP CONSTRAINT musteriler_eposta_key,
    DROP CONSTRAINT musteriler_telefon_key;
ALTER TABLE musteriler RENAME COLUMN guncelleme_tarihi TO guncellenme_zamani;
ALTER TABLE musteriler RENAME COLUMN olusturma_tarihi TO olusturulma_zamani;

ALTER TABLE depolar
    DROP COLUMN otomatik_stok_takip,
    DROP COLUMN soguk_depo,
    DROP COLUMN kapasite_m3,
    DROP COLUMN alan_m2,
    DROP COLUMN adres,
    DROP COLUMN depo_tipi;

-- goc:downgrade sqlite
-- Back to 005. Rows of the 16 tables and values of the added columns are lost, nothing else.
DROP TABLE odeme_kayitlari;
DROP TABLE pos_satis_satirlari;
DROP TABLE pos_satislar;
DROP TABLE pos_offline_kuyruk;
DROP TABLE pos_iade_satiri;
DROP TABLE pos_iade;
DROP TABLE pos_satis_odeme;
DROP TABLE pos_satis;
DROP TABLE pos_sepet_satiri;
DROP TABLE pos_sepet;
DROP TABLE kargo_takipleri;
DROP TABLE kargo_etiketleri;
DROP TABLE belge_durum_gecmisi;
DROP TABLE belge_satirlari;
DROP TABLE satis_belgeleri;
DROP TABLE numara_sayaclari;

-- Rebuilt as in the upgrade, with the tables of 005.
CREATE TABLE ebelge_durumlari_yeni (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    cikis_id INTEGER NOT NULL REFERENCES ebelge_cikis_kuyrugu (id) ON DELETE CASCADE,
    durum VARCHAR(20) NOT NULL CHECK (length(durum) <= 20),
    mesaj TEXT,
    olusturulma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO ebelge_durumlari_yeni (
    id, cikis_id, durum, mesaj, olusturulma_zamani
)
SELECT
    id, cikis_id, durum, mesaj, olusturulma_zamani
FROM ebelge_durumlari;
DELETE FROM sqlite_sequence WHERE name = 'ebelge_durumlari_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'ebelge_durumlari_yeni', seq FROM sqlite_sequence WHERE name = 'ebelge_durumlari';
DROP TABLE ebelge_durumlari;
ALTER TABLE ebelge_durumlari_yeni RENAME TO ebelge_durumlari;
CREATE INDEX ix_ebelge_durum_cikis_id ON ebelge_durumlari (cikis_id);
CREATE INDEX ix_ebelge_durum_olusturulma ON ebelge_durumlari (olusturulma_zamani);

CREATE TABLE ebelge_cikis_kuyrugu_yeni (
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
INSERT INTO ebelge_cikis_kuyrugu_yeni (
    id, kaynak_turu, kaynak_id, belge_turu, musteri_ad, vergi_no, toplam_tutar, para_birimi, belge_json,
    durum, mesaj, dis_belge_no, deneme_sayisi, aciklama, olusturulma_zamani, guncellenme_zamani
)
SELECT
    id, kaynak_turu, kaynak_id, belge_turu, musteri_ad, vergi_no, toplam_tutar, para_birimi, belge_json,
    durum, mesaj, dis_belge_no, deneme_sayisi, aciklama, olusturulma_zamani, guncellenme_zamani
FROM ebelge_cikis_kuyrugu;
DELETE FROM sqlite_sequence WHERE name = 'ebelge_cikis_kuyrugu_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'ebelge_cikis_kuyrugu_yeni', seq FROM sqlite_sequence WHERE name = 'ebelge_cikis_kuyrugu';
DROP TABLE ebelge_cikis_kuyrugu;
ALTER TABLE ebelge_cikis_kuyrugu_yeni RENAME TO ebelge_cikis_kuyrugu;
CREATE INDEX ix_ebelge_durum ON ebelge_cikis_kuyrugu (durum);
CREATE INDEX ix_ebelge_durum_deneme ON ebelge_cikis_kuyrugu (durum, deneme_sayisi);
CREATE INDEX ix_ebelge_olusturulma ON ebelge_cikis_kuyrugu (olusturulma_zamani);

-- 005 wants a time of change in every row; a row that was never changed gets that of its creation.
CREATE TABLE eticaret_is_kuyrugu_yeni (
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
INSERT INTO eticaret_is_kuyrugu_yeni (
    id, magaza_hesabi_id, tur, payload_json, durum, hata_mesaji, deneme_sayisi, sonraki_deneme,
    olusturma_zamani, guncelleme_zamani
)
SELECT
    id, magaza_hesabi_id, tur, payload_json, durum, hata_mesaji, deneme_sayisi, sonraki_deneme,
    olusturma_tarihi, COALESCE(guncelleme_tarihi, olusturma_tarihi)
FROM eticaret_is_kuyrugu;
DELETE FROM sqlite_sequence WHERE name = 'eticaret_is_kuyrugu_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'eticaret_is_kuyrugu_yeni', seq FROM sqlite_sequence WHERE name = 'eticaret_is_kuyrugu';
DROP TABLE eticaret_is_kuyrugu;
ALTER TABLE eticaret_is_kuyrugu_yeni RENAME TO eticaret_is_kuyrugu;
CREATE INDEX idx_eticaret_is_kuyrugu_durum ON eticaret_is_kuyrugu (durum);
CREATE INDEX idx_eticaret_is_kuyrugu_sonraki_deneme ON eticaret_is_kuyrugu (sonraki_deneme);
CREATE INDEX idx_eticaret_is_kuyrugu_tur ON eticaret_is_kuyrugu (tur);

CREATE TABLE eticaret_siparisleri_yeni (
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
INSERT INTO eticaret_siparisleri_yeni (
    id, magaza_hesabi_id, platform, dis_siparis_no, siparis_zamani, musteri_ad_soyad, toplam_tutar,
    para_birimi, durum, kargo_tasiyici, takip_no, ham_veri_json, olusturma_zamani, guncelleme_zamani
)
SELECT
    id, magaza_hesabi_id, platform, dis_siparis_no, siparis_zamani, musteri_ad_soyad, toplam_tutar,
    para_birimi, durum, kargo_tasiyici, takip_no, ham_veri_json, olusturma_tarihi,
    COALESCE(guncelleme_tarihi, olusturma_tarihi)
FROM eticaret_siparisleri;
DELETE FROM sqlite_sequence WHERE name = 'eticaret_siparisleri_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'eticaret_siparisleri_yeni', seq FROM sqlite_sequence WHERE name = 'eticaret_siparisleri';
DROP TABLE eticaret_siparisleri;
ALTER TABLE eticaret_siparisleri_yeni RENAME TO eticaret_siparisleri;
CREATE INDEX idx_eticaret_siparisleri_durum ON eticaret_siparisleri (durum);
CREATE INDEX idx_eticaret_siparisleri_platform ON eticaret_siparisleri (platform);
CREATE INDEX idx_eticaret_siparisleri_siparis_zamani ON eticaret_siparisleri (siparis_zamani);

CREATE TABLE eticaret_hesaplari_yeni (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    platform VARCHAR(50) NOT NULL CHECK (length(platform) <= 50),
    magaza_adi VARCHAR(200) NOT NULL CHECK (length(magaza_adi) <= 200),
    aktif_mi BOOLEAN NOT NULL DEFAULT 1 CHECK (aktif_mi IN (0, 1)),
    kimlik_json JSON NOT NULL CHECK (json_valid(kimlik_json)),
    ayar_json JSON CHECK (ayar_json IS NULL OR json_valid(ayar_json)),
    olusturma_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    guncelleme_zamani TIMESTAMP WITHOUT TIME ZONE NOT NULL
);
INSERT INTO eticaret_hesaplari_yeni (
    id, platform, magaza_adi, aktif_mi, kimlik_json, ayar_json, olusturma_zamani, guncelleme_zamani
)
SELECT
    id, platform, magaza_adi, aktif_mi, kimlik_json, ayar_json, olusturma_tarihi,
    COALESCE(guncelleme_tarihi, olusturma_tarihi)
FROM eticaret_hesaplari;
DELETE FROM sqlite_sequence WHERE name = 'eticaret_hesaplari_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'eticaret_hesaplari_yeni', seq FROM sqlite_sequence WHERE name = 'eticaret_hesaplari';
DROP TABLE eticaret_hesaplari;
ALTER TABLE eticaret_hesaplari_yeni RENAME TO eticaret_hesaplari;
CREATE INDEX idx_eticaret_hesaplari_aktif ON eticaret_hesaplari (aktif_mi);
CREATE INDEX idx_eticaret_hesaplari_platform ON eticaret_hesaplari (platform);

CREATE TABLE sadakat_puanlari_yeni (
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
INSERT INTO sadakat_puanlari_yeni (
    id, olusturulma_zamani, musteri_id, islem_turu, puan, aciklama, referans_turu, referans_id
)
SELECT
    id, olusturma_tarihi, musteri_id, islem_turu, puan, aciklama, referans_turu, referans_id
FROM sadakat_puanlari;
DELETE FROM sqlite_sequence WHERE name = 'sadakat_puanlari_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'sadakat_puanlari_yeni', seq FROM sqlite_sequence WHERE name = 'sadakat_puanlari';
DROP TABLE sadakat_puanlari;
ALTER TABLE sadakat_puanlari_yeni RENAME TO sadakat_puanlari;
CREATE INDEX idx_sadakat_islem_turu ON sadakat_puanlari (islem_turu);
CREATE INDEX idx_sadakat_musteri_id ON sadakat_puanlari (musteri_id);
CREATE INDEX idx_sadakat_olusturulma_zamani ON sadakat_puanlari (olusturulma_zamani);
CREATE INDEX idx_sadakat_referans ON sadakat_puanlari (referans_turu, referans_id);

CREATE TABLE musteriler_yeni (
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
INSERT INTO musteriler_yeni (
    id, olusturulma_zamani, guncellenme_zamani, ad, soyad, telefon, eposta, vergi_no, adres, aktif_mi
)
SELECT
    id, olusturma_tarihi, guncelleme_tarihi, ad, soyad, telefon, eposta, vergi_no, adres, aktif_mi
FROM musteriler;
DELETE FROM sqlite_sequence WHERE name = 'musteriler_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'musteriler_yeni', seq FROM sqlite_sequence WHERE name = 'musteriler';
DROP TABLE musteriler;
ALTER TABLE musteriler_yeni RENAME TO musteriler;
CREATE INDEX idx_musteriler_ad_soyad ON musteriler (ad, soyad);
CREATE INDEX idx_musteriler_aktif_mi ON musteriler (aktif_mi);
CREATE INDEX idx_musteriler_eposta ON musteriler (eposta);
CREATE INDEX idx_musteriler_telefon ON musteriler (telefon);

CREATE TABLE depolar_yeni (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    depo_adi VARCHAR(100) NOT NULL CHECK (length(depo_adi) <= 100),
    depo_kodu VARCHAR(20) NOT NULL CHECK (length(depo_kodu) <= 20),
    aciklama TEXT,
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1))
);
INSERT INTO depolar_yeni (
    id, olusturma_tarihi, guncelleme_tarihi, magaza_id, depo_adi, depo_kodu, aciklama, aktif
)
SELECT
    id, olusturma_tarihi, guncelleme_tarihi, magaza_id, depo_adi, depo_kodu, aciklama, aktif
FROM depolar;
DELETE FROM sqlite_sequence WHERE name = 'depolar_yeni';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'depolar_yeni', seq FROM sqlite_sequence WHERE name = 'depolar';
DROP TABLE depolar;
ALTER TABLE depolar_yeni RENAME TO depolar;
CREATE INDEX ix_depolar_depo_kodu ON depolar (depo_kodu);
CREATE INDEX ix_depolar_magaza_id ON depolar (magaza_id);
