//! What can be wrong with a configuration or an address.

use crate::i18n::{list, problems};

problems! {
    /// Why the settings cannot be used.
    ///
    /// No variant ever holds a part of an address that could be a password.
    pub enum ConfigError {
        /// A file cannot be read.
        Unreadable { file: String, reason: String } = "config_unreadable" {
            en: ("cannot read {file}: {reason}"),
            tr: ("{file} okunamadı: {reason}"),
            hint_en: ("check that the file exists and that you may read it: ls -l {file}"),
            hint_tr: ("dosyanın var ve okunabilir olduğuna bakın: ls -l {file}"),
        }
        /// The file is not TOML, or a value is of the wrong type.
        Invalid { file: String, line: usize, reason: String } = "config_invalid" {
            en: ("{file}:{line}: {reason}"),
            tr: ("{file}:{line}: yapılandırma anlaşılmadı: {reason}"),
            hint_en: ("mend that line; the README shows every key with an example"),
            hint_tr: ("o satırı düzeltin; README her anahtarı örneğiyle gösterir"),
        }
        /// A key that goc does not know, most likely a typing error.
        UnknownKey { file: String, line: usize, key: String, nearest: Option<String>, known: Vec<String> } = "config_unknown_key" {
            en: ("{file}:{line}: unknown key `{key}`"),
            tr: ("{file}:{line}: bilinmeyen anahtar `{key}`"),
            hint_en: ("{}", match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("known keys: {}", list(known)),
            }),
            hint_tr: ("{}", match nearest {
                Some(nearest) => format!("`{nearest}` mi demek istediniz?"),
                None => format!("bilinen anahtarlar: {}", list(known)),
            }),
        }
        /// `-d NAME` names nothing.
        UnknownConnection { given: String, nearest: Option<String>, known: Vec<String> } = "unknown_connection" {
            en: ("there is no connection `{given}`, and it is not a URL"),
            tr: ("`{given}` adında bir bağlantı yok, bu bir URL de değil"),
            hint_en: ("{}", match (nearest, known.is_empty()) {
                (Some(nearest), _) => format!("did you mean: goc -d {nearest}"),
                (None, false) => format!("known connections: {}", list(known)),
                (None, true) => "no goc.toml names a connection; for a file write: goc -d sqlite:FILE".to_owned(),
            }),
            hint_tr: ("{}", match (nearest, known.is_empty()) {
                (Some(nearest), _) => format!("bunu mu demek istediniz: goc -d {nearest}"),
                (None, false) => format!("bilinen bağlantılar: {}", list(known)),
                (None, true) => "hiçbir goc.toml bağlantı tanımlamıyor; bir dosya için şöyle yazın: goc -d sqlite:DOSYA".to_owned(),
            }),
        }
        /// Several connections and no `default`.
        NoDefault { file: String, known: Vec<String> } = "no_default_connection" {
            en: ("{file} has {} connections and no `default`", known.len()),
            tr: ("{file} içinde {} bağlantı var ama `default` yok", known.len()),
            hint_en: ("name one: goc -d {}", known.first().map_or("NAME", String::as_str)),
            hint_tr: ("birini seçin: goc -d {}", known.first().map_or("AD", String::as_str)),
        }
        /// The text is not an address that goc understands.
        BadUrl { reason: BadUrl } = "bad_url" {
            en: ("the database URL cannot be used: {}", reason.english()),
            tr: ("veritabanı adresi kullanılamıyor: {}", reason.turkish()),
            hint_en: ("write postgres://USER@HOST:PORT/DATABASE or sqlite:FILE; in a password or a name write @ as %40, : as %3A, / as %2F, # as %23, ? as %3F, % as %25, or leave the password to PGPASSWORD or ~/.pgpass"),
            hint_tr: ("postgres://KULLANICI@SUNUCU:PORT/VERITABANI ya da sqlite:DOSYA yazın; parolada veya adda @ yerine %40, : yerine %3A, / yerine %2F, # yerine %23, ? yerine %3F, % yerine %25 yazın ya da parolayı PGPASSWORD veya ~/.pgpass içinde verin"),
        }
        /// The service file does not have the service.
        UnknownService { service: String, file: String } = "unknown_service" {
            en: ("the service `{service}` is not in {file}"),
            tr: ("`{service}` hizmeti {file} içinde yok"),
            hint_en: ("add a [{service}] section to that file, or set PGSERVICEFILE to the right one"),
            hint_tr: ("o dosyaya bir [{service}] bölümü ekleyin ya da PGSERVICEFILE ile doğru dosyayı gösterin"),
        }
        /// A password file that others can read is not used, as with psql.
        PasswordFileOpen { file: String, mode: String } = "password_file_open" {
            en: ("the password file {file} can be read by others (mode {mode}) and is not used"),
            tr: ("parola dosyası {file} başkaları tarafından okunabiliyor (kip {mode}), kullanılmadı"),
            hint_en: ("close it: chmod 600 {file}"),
            hint_tr: ("kapatın: chmod 600 {file}"),
        }
        /// `password_command` did not give a password.
        PasswordCommand { connection: String, reason: String } = "password_command_failed" {
            en: ("the password_command of {connection} failed: {reason}"),
            tr: ("{connection} bağlantısının password_command komutu başarısız: {reason}"),
            hint_en: ("run that command yourself; it has to print the password as its first line and exit with 0"),
            hint_tr: ("o komutu elle çalıştırın; ilk satıra parolayı yazıp 0 ile bitmeli"),
        }
        /// The file is no longer what the change was made from.
        ChangedMeanwhile { file: String } = "changed_meanwhile" {
            en: ("{file} was changed by somebody else meanwhile; nothing was written"),
            tr: ("{file} bu arada başkası tarafından değiştirilmiş; hiçbir şey yazılmadı"),
            hint_en: ("read it again, then repeat your change"),
            hint_tr: ("yeniden okuyup değişikliğinizi tekrarlayın"),
        }
        /// The file, or its folder, cannot be written to.
        Unwritable { file: String, reason: String } = "config_unwritable" {
            en: ("cannot write {file}: {reason}"),
            tr: ("{file} yazılamadı: {reason}"),
            hint_en: ("look at the rights of the file and its folder, and at the space on the disk: ls -l {file}; df"),
            hint_tr: ("dosyanın ve klasörünün izinlerine ve diskteki yere bakın: ls -l {file}; df"),
        }
        /// An address with a password in it.
        PasswordInUrl = "password_in_url" {
            en: ("the address holds a password, which does not belong into a file that is copied and shown around"),
            tr: ("adreste parola var; parola, kopyalanan ve gösterilen bir dosyada durmamalı"),
            hint_en: ("write the address without it, and put the password into ~/.pgpass, into PGPASSWORD, or let password_command print it"),
            hint_tr: ("adresi parolasız yazın; parolanın yeri ~/.pgpass, PGPASSWORD ya da parolayı yazdıran password_command komutudur"),
        }
        /// A name that could not be typed or shown.
        BadName { reason: BadName } = "bad_connection_name" {
            en: ("this cannot be the name of a connection: {}", reason.english()),
            tr: ("bu, bağlantı adı olamaz: {}", reason.turkish()),
            hint_en: ("choose a short name such as store or till-1"),
            hint_tr: ("magaza ya da kasa-1 gibi kısa bir ad seçin"),
        }
        /// Two connections cannot have one name.
        NameTaken { name: String } = "connection_exists" {
            en: ("there is a connection `{name}` already"),
            tr: ("`{name}` adında bir bağlantı zaten var"),
            hint_en: ("choose another name, or change that connection"),
            hint_tr: ("başka bir ad seçin ya da o bağlantıyı değiştirin"),
        }
        /// A setting with a value that it does not take.
        BadValue { key: String, expected: String } = "bad_setting" {
            en: ("{key} takes: {expected}"),
            tr: ("{key} şunlardan birini ya da şu biçimi alır: {expected}"),
            hint_en: ("write it like that, or leave it empty"),
            hint_tr: ("öyle yazın ya da boş bırakın"),
        }
    }
}

/// What is wrong with a connection's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BadName {
    /// Nothing, or white space only.
    Empty,
    /// White space at an end, which nobody would see.
    Edges,
    /// A character that does not print.
    Control,
    /// `-d` would take it for an address.
    Url,
    /// `-d` would take it for an option, or a variable of the environment has it.
    Reserved,
}

impl BadName {
    fn english(self) -> &'static str {
        match self {
            BadName::Empty => "it is empty",
            BadName::Edges => "it begins or ends with a space",
            BadName::Control => "it holds a character that does not print",
            BadName::Url => "it looks like an address",
            BadName::Reserved => "it begins with a minus sign, or is DATABASE_URL or SQLITE_PATH",
        }
    }

    fn turkish(self) -> &'static str {
        match self {
            BadName::Empty => "boş",
            BadName::Edges => "boşlukla başlıyor ya da bitiyor",
            BadName::Control => "içinde görünmeyen bir karakter var",
            BadName::Url => "adrese benziyor",
            BadName::Reserved => "eksi işaretiyle başlıyor ya da DATABASE_URL veya SQLITE_PATH",
        }
    }
}

/// What is wrong with an address, without quoting any of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BadUrl {
    /// Neither `postgres…://` nor `sqlite:`.
    Scheme,
    /// More than one `@` before the host.
    StrayAt,
    /// A port that is not a number from 1 to 65535.
    Port,
    /// A `%` without two hexadecimal digits, or bytes that are not UTF-8.
    Percent,
    /// Several hosts, which goc does not support.
    SeveralHosts,
    /// A parameter that goc does not know.
    Parameter,
    /// `sslmode` is none of libpq's words.
    SslMode,
    /// A SQLite address without a file.
    NoFile,
    /// A NUL or another control character.
    Control,
}

impl BadUrl {
    fn english(self) -> &'static str {
        match self {
            BadUrl::Scheme => "it begins with neither postgres:// nor sqlite:",
            BadUrl::StrayAt => "there is more than one `@` before the host",
            BadUrl::Port => {
                "the port is not a number from 1 to 65535 (or a special character in the password is not encoded)"
            }
            BadUrl::Percent => "a `%` is not followed by two hexadecimal digits, or the result is not UTF-8",
            BadUrl::SeveralHosts => "it names several hosts",
            BadUrl::Parameter => "it has a parameter that goc does not know",
            BadUrl::SslMode => "sslmode has to be disable, allow, prefer, require, verify-ca or verify-full",
            BadUrl::NoFile => "it names no file",
            BadUrl::Control => "it holds a control character",
        }
    }

    fn turkish(self) -> &'static str {
        match self {
            BadUrl::Scheme => "postgres:// ya da sqlite: ile başlamıyor",
            BadUrl::StrayAt => "sunucu adından önce birden fazla `@` var",
            BadUrl::Port => "port 1 ile 65535 arasında bir sayı değil (ya da paroladaki özel bir karakter kodlanmamış)",
            BadUrl::Percent => "bir `%` işaretinden sonra iki onaltılık basamak gelmiyor ya da sonuç UTF-8 değil",
            BadUrl::SeveralHosts => "birden fazla sunucu adı var",
            BadUrl::Parameter => "goc'un bilmediği bir parametre var",
            BadUrl::SslMode => "sslmode şunlardan biri olmalı: disable, allow, prefer, require, verify-ca, verify-full",
            BadUrl::NoFile => "dosya adı yok",
            BadUrl::Control => "içinde denetim karakteri var",
        }
    }
}
