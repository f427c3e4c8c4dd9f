-- revision: 001
-- revises:
-- message: Firma, mağaza, kasa, kullanıcı ve yetki tabloları
-- created: 2024-12-15T12:00:00+03:00

-- goc:upgrade postgres
CREATE TABLE firmalar (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    firma_adi VARCHAR(200) NOT NULL,
    ticaret_unvani VARCHAR(200),
    vergi_dairesi VARCHAR(100),
    vergi_no VARCHAR(20),
    tc_kimlik_no VARCHAR(11),
    adres TEXT,
    telefon VARCHAR(20),
    email VARCHAR(255),
    website VARCHAR(255),
    aktif BOOLEAN NOT NULL
);
CREATE INDEX ix_firmalar_firma_adi ON firmalar (firma_adi);

CREATE TABLE magazalar (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    firma_id INTEGER NOT NULL REFERENCES firmalar (id) ON DELETE CASCADE,
    magaza_adi VARCHAR(200) NOT NULL,
    magaza_kodu VARCHAR(20) NOT NULL,
    adres TEXT,
    sehir VARCHAR(100),
    ilce VARCHAR(100),
    posta_kodu VARCHAR(10),
    telefon VARCHAR(20),
    email VARCHAR(255),
    alan_m2 NUMERIC(10, 2),
    personel_sayisi INTEGER,
    aktif BOOLEAN NOT NULL
);
CREATE INDEX ix_magazalar_firma_id ON magazalar (firma_id);
CREATE INDEX ix_magazalar_magaza_kodu ON magazalar (magaza_kodu);

CREATE TABLE terminaller (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    terminal_adi VARCHAR(100) NOT NULL,
    terminal_kodu VARCHAR(20) NOT NULL,
    ip_adresi VARCHAR(15),
    mac_adresi VARCHAR(17),
    isletim_sistemi VARCHAR(100),
    yazici_modeli VARCHAR(100),
    barkod_okuyucu BOOLEAN NOT NULL,
    aktif BOOLEAN NOT NULL,
    online BOOLEAN NOT NULL
);
CREATE INDEX ix_terminaller_magaza_id ON terminaller (magaza_id);
CREATE INDEX ix_terminaller_terminal_kodu ON terminaller (terminal_kodu);

CREATE TABLE kullanicilar (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    kullanici_adi VARCHAR(50) NOT NULL,
    email VARCHAR(255) NOT NULL,
    sifre_hash VARCHAR(255) NOT NULL,
    ad VARCHAR(100) NOT NULL,
    soyad VARCHAR(100) NOT NULL,
    telefon VARCHAR(20),
    aktif BOOLEAN NOT NULL,
    son_giris_tarihi TIMESTAMP WITH TIME ZONE,
    sifre_degisim_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT kullanicilar_email_key UNIQUE (email),
    CONSTRAINT kullanicilar_kullanici_adi_key UNIQUE (kullanici_adi)
);
CREATE INDEX ix_kullanicilar_email ON kullanicilar (email);
CREATE INDEX ix_kullanicilar_kullanici_adi ON kullanicilar (kullanici_adi);

CREATE TABLE roller (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    rol_adi VARCHAR(50) NOT NULL,
    aciklama TEXT,
    aktif BOOLEAN NOT NULL,
    sistem_rolu BOOLEAN NOT NULL,
    CONSTRAINT roller_rol_adi_key UNIQUE (rol_adi)
);
CREATE INDEX ix_roller_rol_adi ON roller (rol_adi);

CREATE TABLE yetkiler (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    yetki_kodu VARCHAR(100) NOT NULL,
    yetki_adi VARCHAR(100) NOT NULL,
    aciklama TEXT,
    kategori VARCHAR(50) NOT NULL,
    aktif BOOLEAN NOT NULL,
    sistem_yetkisi BOOLEAN NOT NULL,
    CONSTRAINT yetkiler_yetki_kodu_key UNIQUE (yetki_kodu)
);
CREATE INDEX ix_yetkiler_kategori ON yetkiler (kategori);
CREATE INDEX ix_yetkiler_yetki_kodu ON yetkiler (yetki_kodu);

CREATE TABLE kullanici_rolleri (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    kullanici_id INTEGER NOT NULL REFERENCES kullanicilar (id) ON DELETE CASCADE,
    rol_id INTEGER NOT NULL REFERENCES roller (id) ON DELETE CASCADE,
    atayan_kullanici_id INTEGER REFERENCES kullanicilar (id),
    atama_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    aktif BOOLEAN NOT NULL
);
CREATE INDEX ix_kullanici_rolleri_kullanici_id ON kullanici_rolleri (kullanici_id);
CREATE INDEX ix_kullanici_rolleri_rol_id ON kullanici_rolleri (rol_id);

CREATE TABLE rol_yetkileri (
    id SERIAL PRIMARY KEY,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    rol_id INTEGER NOT NULL REFERENCES roller (id) ON DELETE CASCADE,
    yetki_id INTEGER NOT NULL REFERENCES yetkiler (id) ON DELETE CASCADE,
    atayan_kullanici_id INTEGER REFERENCES kullanicilar (id),
    atama_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    aktif BOOLEAN NOT NULL
);
CREATE INDEX ix_rol_yetkileri_rol_id ON rol_yetkileri (rol_id);
CREATE INDEX ix_rol_yetkileri_yetki_id ON rol_yetkileri (yetki_id);

COMMENT ON TABLE firmalar IS
    'Mağazaların bağlı olduğu firmalar';
COMMENT ON TABLE magazalar IS
    'Firmaların mağazaları';
COMMENT ON COLUMN magazalar.magaza_kodu IS
    'Mağazanın kısa kodu, örneğin ANA001';
COMMENT ON TABLE terminaller IS
    'Mağazalardaki kasalar';
COMMENT ON COLUMN terminaller.terminal_kodu IS
    'Kasanın mağaza içindeki kodu, örneğin T001';
COMMENT ON COLUMN terminaller.online IS
    'Kasanın sunucuya bağlı olup olmadığı';
COMMENT ON TABLE kullanicilar IS
    'Uygulamaya giren kişiler';
COMMENT ON COLUMN kullanicilar.sifre_hash IS
    'Şifrenin özeti; şifrenin kendisi hiçbir yerde saklanmaz';
COMMENT ON TABLE roller IS
    'Yetkilerin toplandığı roller';
COMMENT ON COLUMN roller.sistem_rolu IS
    'Uygulamayla gelen rol; silinmemelidir';
COMMENT ON TABLE yetkiler IS
    'Tek tek verilebilen izinler';
COMMENT ON COLUMN yetkiler.yetki_kodu IS
    'Programın sorduğu kod, örneğin pos.satis';
COMMENT ON COLUMN yetkiler.sistem_yetkisi IS
    'Uygulamayla gelen yetki; silinmemelidir';
COMMENT ON TABLE kullanici_rolleri IS
    'Hangi kullanıcının hangi role sahip olduğu';
COMMENT ON COLUMN kullanici_rolleri.atayan_kullanici_id IS
    'Rolü veren kullanıcı; kurulumda verilmişse boştur';
COMMENT ON TABLE rol_yetkileri IS
    'Hangi rolün hangi yetkiye sahip olduğu';
COMMENT ON COLUMN rol_yetkileri.atayan_kullanici_id IS
    'Yetkiyi veren kullanıcı; kurulumda verilmişse boştur';

-- goc:upgrade sqlite
-- The rules of the PostgreSQL side, as far as SQLite can hold them. What a till accepts offline must not be
-- refused by the store server at the next synchronisation, so the till refuses it at once:
--   * VARCHAR(n) is only a name to SQLite, hence CHECK (length(...) <= n); BOOLEAN is 0 or 1.
--   * AUTOINCREMENT: other tables and the server remember ids without a foreign key (referans_id, kaynak_id).
--     The id of a deleted row must never be given to a new one, as a PostgreSQL sequence never does.
--   * Times are text, 'YYYY-MM-DD HH:MM:SS.ffffff', as SQLAlchemy writes them. The declared type only says which
--     columns carry a zone on the server. CURRENT_TIMESTAMP is UTC.

CREATE TABLE firmalar (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    firma_adi VARCHAR(200) NOT NULL CHECK (length(firma_adi) <= 200),
    ticaret_unvani VARCHAR(200) CHECK (length(ticaret_unvani) <= 200),
    vergi_dairesi VARCHAR(100) CHECK (length(vergi_dairesi) <= 100),
    vergi_no VARCHAR(20) CHECK (length(vergi_no) <= 20),
    tc_kimlik_no VARCHAR(11) CHECK (length(tc_kimlik_no) <= 11),
    adres TEXT,
    telefon VARCHAR(20) CHECK (length(telefon) <= 20),
    email VARCHAR(255) CHECK (length(email) <= 255),
    website VARCHAR(255) CHECK (length(website) <= 255),
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1))
);
CREATE INDEX ix_firmalar_firma_adi ON firmalar (firma_adi);

CREATE TABLE magazalar (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    firma_id INTEGER NOT NULL REFERENCES firmalar (id) ON DELETE CASCADE,
    magaza_adi VARCHAR(200) NOT NULL CHECK (length(magaza_adi) <= 200),
    magaza_kodu VARCHAR(20) NOT NULL CHECK (length(magaza_kodu) <= 20),
    adres TEXT,
    sehir VARCHAR(100) CHECK (length(sehir) <= 100),
    ilce VARCHAR(100) CHECK (length(ilce) <= 100),
    posta_kodu VARCHAR(10) CHECK (length(posta_kodu) <= 10),
    telefon VARCHAR(20) CHECK (length(telefon) <= 20),
    email VARCHAR(255) CHECK (length(email) <= 255),
    alan_m2 NUMERIC(10, 2),
    personel_sayisi INTEGER,
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1))
);
CREATE INDEX ix_magazalar_firma_id ON magazalar (firma_id);
CREATE INDEX ix_magazalar_magaza_kodu ON magazalar (magaza_kodu);

CREATE TABLE terminaller (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    magaza_id INTEGER NOT NULL REFERENCES magazalar (id) ON DELETE CASCADE,
    terminal_adi VARCHAR(100) NOT NULL CHECK (length(terminal_adi) <= 100),
    terminal_kodu VARCHAR(20) NOT NULL CHECK (length(terminal_kodu) <= 20),
    ip_adresi VARCHAR(15) CHECK (length(ip_adresi) <= 15),
    mac_adresi VARCHAR(17) CHECK (length(mac_adresi) <= 17),
    isletim_sistemi VARCHAR(100) CHECK (length(isletim_sistemi) <= 100),
    yazici_modeli VARCHAR(100) CHECK (length(yazici_modeli) <= 100),
    barkod_okuyucu BOOLEAN NOT NULL CHECK (barkod_okuyucu IN (0, 1)),
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1)),
    online BOOLEAN NOT NULL CHECK (online IN (0, 1))
);
CREATE INDEX ix_terminaller_magaza_id ON terminaller (magaza_id);
CREATE INDEX ix_terminaller_terminal_kodu ON terminaller (terminal_kodu);

CREATE TABLE kullanicilar (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    kullanici_adi VARCHAR(50) NOT NULL CHECK (length(kullanici_adi) <= 50),
    email VARCHAR(255) NOT NULL CHECK (length(email) <= 255),
    sifre_hash VARCHAR(255) NOT NULL CHECK (length(sifre_hash) <= 255),
    ad VARCHAR(100) NOT NULL CHECK (length(ad) <= 100),
    soyad VARCHAR(100) NOT NULL CHECK (length(soyad) <= 100),
    telefon VARCHAR(20) CHECK (length(telefon) <= 20),
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1)),
    son_giris_tarihi TIMESTAMP WITH TIME ZONE,
    sifre_degisim_tarihi TIMESTAMP WITH TIME ZONE,
    CONSTRAINT kullanicilar_email_key UNIQUE (email),
    CONSTRAINT kullanicilar_kullanici_adi_key UNIQUE (kullanici_adi)
);
CREATE INDEX ix_kullanicilar_email ON kullanicilar (email);
CREATE INDEX ix_kullanicilar_kullanici_adi ON kullanicilar (kullanici_adi);

CREATE TABLE roller (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    rol_adi VARCHAR(50) NOT NULL CHECK (length(rol_adi) <= 50),
    aciklama TEXT,
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1)),
    sistem_rolu BOOLEAN NOT NULL CHECK (sistem_rolu IN (0, 1)),
    CONSTRAINT roller_rol_adi_key UNIQUE (rol_adi)
);
CREATE INDEX ix_roller_rol_adi ON roller (rol_adi);

CREATE TABLE yetkiler (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    yetki_kodu VARCHAR(100) NOT NULL CHECK (length(yetki_kodu) <= 100),
    yetki_adi VARCHAR(100) NOT NULL CHECK (length(yetki_adi) <= 100),
    aciklama TEXT,
    kategori VARCHAR(50) NOT NULL CHECK (length(kategori) <= 50),
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1)),
    sistem_yetkisi BOOLEAN NOT NULL CHECK (sistem_yetkisi IN (0, 1)),
    CONSTRAINT yetkiler_yetki_kodu_key UNIQUE (yetki_kodu)
);
CREATE INDEX ix_yetkiler_kategori ON yetkiler (kategori);
CREATE INDEX ix_yetkiler_yetki_kodu ON yetkiler (yetki_kodu);

CREATE TABLE kullanici_rolleri (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    kullanici_id INTEGER NOT NULL REFERENCES kullanicilar (id) ON DELETE CASCADE,
    rol_id INTEGER NOT NULL REFERENCES roller (id) ON DELETE CASCADE,
    atayan_kullanici_id INTEGER REFERENCES kullanicilar (id),
    atama_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1))
);
CREATE INDEX ix_kullanici_rolleri_kullanici_id ON kullanici_rolleri (kullanici_id);
CREATE INDEX ix_kullanici_rolleri_rol_id ON kullanici_rolleri (rol_id);

CREATE TABLE rol_yetkileri (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    olusturma_tarihi TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    guncelleme_tarihi TIMESTAMP WITH TIME ZONE,
    rol_id INTEGER NOT NULL REFERENCES roller (id) ON DELETE CASCADE,
    yetki_id INTEGER NOT NULL REFERENCES yetkiler (id) ON DELETE CASCADE,
    atayan_kullanici_id INTEGER REFERENCES kullanicilar (id),
    atama_tarihi TIMESTAMP WITH TIME ZONE NOT NULL,
    aktif BOOLEAN NOT NULL CHECK (aktif IN (0, 1))
);
CREATE INDEX ix_rol_yetkileri_rol_id ON rol_yetkileri (rol_id);
CREATE INDEX ix_rol_yetkileri_yetki_id ON rol_yetkileri (yetki_id);

-- goc:downgrade
-- Children before the tables they refer to.
DROP TABLE rol_yetkileri;
DROP TABLE kullanici_rolleri;
DROP TABLE yetkiler;
DROP TABLE roller;
DROP TABLE kullanicilar;
DROP TABLE terminaller;
DROP TABLE magazalar;
DROP TABLE firmalar;
