//! What can go wrong between goc and a database, and how a driver's error becomes one of these.

use super::batch::KeyFault;
use crate::i18n::{problems, safe};

problems! {
    /// Why a database did not do what it was asked.
    ///
    /// All foreign text inside has been made harmless; none of it holds a password.
    pub enum DatabaseError {
        /// The host's name does not resolve.
        UnknownHost { host: String, reason: String } = "unknown_host" {
            en: ("the name of the server `{host}` cannot be looked up: {reason}"),
            tr: ("`{host}` sunucusunun adı çözülemedi: {reason}"),
            hint_en: ("check the host in the connection's URL, and this machine's network and DNS: getent hosts {host}"),
            hint_tr: ("bağlantı adresindeki sunucu adını, bu makinenin ağını ve DNS ayarını denetleyin: getent hosts {host}"),
        }
        /// Nobody listens there.
        Refused { host: String, port: u16 } = "connection_refused" {
            en: ("no server answers at {host}, port {port}"),
            tr: ("{host} sunucusunun {port} portunda yanıt veren yok"),
            hint_en: ("is PostgreSQL running there? systemctl status postgresql; does it listen there (listen_addresses, port), and does a firewall let it through? To wait for a server that is starting: --wait 60s"),
            hint_tr: ("PostgreSQL orada çalışıyor mu? systemctl status postgresql; o adreste dinliyor mu (listen_addresses, port), güvenlik duvarı izin veriyor mu? Açılmakta olan sunucuyu beklemek için: --wait 60s"),
        }
        /// No answer in time.
        Timeout { host: String, port: u16, seconds: u64 } = "connection_timeout" {
            en: ("the server {host}, port {port}, did not answer within {seconds} s"),
            tr: ("{host} sunucusu, port {port}, {seconds} saniye içinde yanıt vermedi"),
            hint_en: ("a firewall or the network swallows the packets, or the server is overloaded; try: goc ping"),
            hint_tr: ("güvenlik duvarı ya da ağ paketleri yutuyor veya sunucu aşırı yüklü; deneyin: goc ping"),
        }
        /// TLS could not be agreed on, or the certificate is not trusted.
        Tls { host: String, reason: String } = "tls_failed" {
            en: ("no secure connection to {host}: {reason}"),
            tr: ("{host} ile güvenli bağlantı kurulamadı: {reason}"),
            hint_en: ("for verify-ca and verify-full name the authority with sslrootcert=FILE, and use the host name that the certificate has; a server without TLS needs sslmode=prefer"),
            hint_tr: ("verify-ca ve verify-full için sertifika makamını sslrootcert=DOSYA ile verin, sertifikadaki sunucu adını kullanın; TLS'siz sunucuda sslmode=prefer gerekir"),
        }
        /// The role or its password is not accepted.
        Login { user: String, reason: String } = "login_failed" {
            en: ("the server does not let `{user}` in: {reason}"),
            tr: ("sunucu `{user}` kullanıcısını kabul etmedi: {reason}"),
            hint_en: ("check the user, and the password in PGPASSWORD, ~/.pgpass or password_command; pg_hba.conf on the server decides who may log in from where"),
            hint_tr: ("kullanıcıyı ve PGPASSWORD, ~/.pgpass ya da password_command içindeki parolayı denetleyin; kimin nereden girebileceğini sunucudaki pg_hba.conf belirler"),
        }
        /// The server wants a password and none was found.
        NoPassword { user: String } = "password_missing" {
            en: ("the server asks for the password of `{user}`, and none was given"),
            tr: ("sunucu `{user}` için parola istiyor, parola verilmedi"),
            hint_en: ("put it into PGPASSWORD or ~/.pgpass (mode 0600), or set password_command in goc.toml; on a terminal goc asks for it"),
            hint_tr: ("PGPASSWORD değişkenine ya da ~/.pgpass dosyasına (kip 0600) koyun veya goc.toml içinde password_command yazın; terminalde goc sorar"),
        }
        /// The server has no such database.
        NoDatabase { database: String } = "database_missing" {
            en: ("the server has no database `{database}`"),
            tr: ("sunucuda `{database}` adında bir veritabanı yok"),
            hint_en: ("check the name at the end of the URL, or create it on the server: createdb {database}"),
            hint_tr: ("adresin sonundaki adı denetleyin ya da sunucuda oluşturun: createdb {database}"),
        }
        /// The server is starting, stopping, recovering or full.
        NotReady { reason: String } = "server_not_ready" {
            en: ("the server takes no connections now: {reason}"),
            tr: ("sunucu şu anda bağlantı kabul etmiyor: {reason}"),
            hint_en: ("try again in a moment, or let goc wait for it: --wait 60s"),
            hint_tr: ("biraz sonra yeniden deneyin ya da goc beklesin: --wait 60s"),
        }
        /// A right is missing.
        Permission { reason: String } = "permission_denied" {
            en: ("the database refuses: {reason}"),
            tr: ("veritabanı izin vermiyor: {reason}"),
            hint_en: ("log in as the owner of the tables, or have the right granted; goc ping shows what this login may do"),
            hint_tr: ("tabloların sahibi olarak bağlanın ya da gereken yetkiyi verdirin; bu kullanıcının yetkilerini goc ping gösterir"),
        }
        /// The database cannot be written to.
        ReadOnly { reason: String } = "read_only" {
            en: ("the database can only be read: {reason}"),
            tr: ("veritabanı yalnızca okunabiliyor: {reason}"),
            hint_en: ("a standby server follows another one: connect to its primary; a file needs write permission, its folder too"),
            hint_tr: ("yedek (standby) sunucu başka bir sunucuyu izler: asıl sunucuya bağlanın; dosya ise hem dosyada hem klasöründe yazma izni gerekir"),
        }
        /// No space left.
        DiskFull { reason: String } = "disk_full" {
            en: ("the disk is full: {reason}"),
            tr: ("disk dolu: {reason}"),
            hint_en: ("free space where the database lies (df -h), then run the same command again: it goes on where it stopped"),
            hint_tr: ("veritabanının bulunduğu diskte yer açın (df -h), sonra aynı komutu yeniden çalıştırın: kaldığı yerden sürer"),
        }
        /// Reading or writing the file failed.
        Io { file: String, reason: String } = "io_error" {
            en: ("reading or writing {file} failed: {reason}"),
            tr: ("{file} okunurken ya da yazılırken hata oluştu: {reason}"),
            hint_en: ("check the disk (df -h, dmesg), then run the same command again: nothing is left half done"),
            hint_tr: ("diski denetleyin (df -h, dmesg), sonra aynı komutu yeniden çalıştırın: yarım kalan bir şey yok"),
        }
        /// The connection broke.
        Lost { reason: String } = "connection_lost" {
            en: ("the connection to the database broke: {reason}"),
            tr: ("veritabanı bağlantısı koptu: {reason}"),
            hint_en: ("see where it stands, then run the same command again: goc status"),
            hint_tr: ("önce duruma bakın, sonra aynı komutu yeniden çalıştırın: goc status"),
        }
        /// Somebody else holds what is needed for too long.
        Locked { holder: String, seconds: u64 } = "locked" {
            en: ("the database was locked by somebody else for {seconds} s: {holder}"),
            tr: ("veritabanı {seconds} saniye boyunca başkasının kilidindeydi: {holder}"),
            hint_en: ("let that work finish, or stop that program, then run the same command again"),
            hint_tr: ("o işin bitmesini bekleyin ya da o programı durdurun, sonra aynı komutu yeniden çalıştırın"),
        }
        /// A statement waited longer than `lock_timeout`, several times.
        LockTimeout { attempts: u32, blockers: String } = "lock_timeout" {
            en: ("a lock was not to be had in {attempts} attempts; in the way: {blockers}"),
            tr: ("{attempts} denemede kilit alınamadı; engelleyen: {blockers}"),
            hint_en: ("nothing was changed; try again in a quieter hour, or end that session on the server: SELECT pg_terminate_backend(PID)"),
            hint_tr: ("hiçbir şey değişmedi; daha sakin bir saatte yeniden deneyin ya da sunucuda o oturumu kapatın: SELECT pg_terminate_backend(PID)"),
        }
        /// Cancelled by a person or a signal.
        Cancelled = "cancelled" {
            en: ("cancelled"),
            tr: ("iptal edildi"),
            hint_en: ("run the same command again to go on: goc upgrade"),
            hint_tr: ("sürdürmek için aynı komutu yeniden çalıştırın: goc upgrade"),
        }
        /// Cancelled by somebody else: another goc, or a person on the server.
        CancelledByOther { reason: String } = "cancelled_by_other" {
            en: ("somebody else cancelled it on the server: {reason}"),
            tr: ("sunucuda başka biri iptal etti: {reason}"),
            hint_en: ("ask who did it and why; to go on: goc upgrade"),
            hint_tr: ("kimin, neden iptal ettiğini sorun; sürdürmek için: goc upgrade"),
        }
        /// The file is something else.
        NotADatabase { file: String } = "not_a_database" {
            en: ("{file} is not a SQLite database"),
            tr: ("{file} bir SQLite veritabanı değil"),
            hint_en: ("check the path; see what it is: file {file}"),
            hint_tr: ("yolu denetleyin; ne olduğuna bakın: file {file}"),
        }
        /// The file is damaged.
        Corrupt { file: String, reason: String } = "database_corrupt" {
            en: ("the database {file} is damaged: {reason}"),
            tr: ("{file} veritabanı bozuk: {reason}"),
            hint_en: ("do not write to it any more; keep a copy, and restore the last backup"),
            hint_tr: ("artık üzerine yazmayın; bir kopyasını saklayın ve son yedeği geri yükleyin"),
        }
        /// The file, or its folder, cannot be opened.
        CannotOpen { file: String, reason: String } = "cannot_open" {
            en: ("cannot open {file}: {reason}"),
            tr: ("{file} açılamadı: {reason}"),
            hint_en: ("check the path, and that you may read and write the file and its folder: ls -ld {file}"),
            hint_tr: ("yolu ve hem dosyada hem klasöründe okuma ve yazma izniniz olduğunu denetleyin: ls -ld {file}"),
        }
        /// The server is older than goc supports, or not PostgreSQL at all.
        Unsupported { found: String } = "unsupported_server" {
            en: ("this server is not supported: {found}"),
            tr: ("bu sunucu desteklenmiyor: {found}"),
            hint_en: ("goc needs PostgreSQL 12 or newer, with UTF8 as the encoding of the database"),
            hint_tr: ("goc için PostgreSQL 12 ya da daha yenisi ve UTF8 kodlamalı bir veritabanı gerekir"),
        }
        /// There is no schema to put tables into.
        NoSchema { search_path: String } = "no_schema" {
            en: ("no schema of the search path exists: {search_path}"),
            tr: ("search_path içindeki hiçbir şema yok: {search_path}"),
            hint_en: ("create one (CREATE SCHEMA public), or set the search path of this login"),
            hint_tr: ("bir şema oluşturun (CREATE SCHEMA public) ya da bu kullanıcının search_path ayarını düzeltin"),
        }
        /// A table cannot be worked through in ranges of the key that a directive names.
        BatchKey { table: String, key: String, fault: KeyFault } = "batch_key" {
            en: ("{table} cannot be worked through by {key}: {}", fault.english()),
            tr: ("{table} tablosu {key} ile aralık aralık işlenemez: {}", fault.turkish()),
            hint_en: ("name a column in `-- goc:batch` that holds a whole number in every row and has an index, such as the primary key; a key of several columns or of text cannot be used"),
            hint_tr: ("`-- goc:batch` satırında her satırda tam sayı tutan, dizini olan bir sütun verin, örneğin birincil anahtarı; birden çok sütunlu ya da metin anahtar kullanılamaz"),
        }
        /// The database itself says that nothing may be taken away from it without its name.
        Protected { name: String, since: String, operator: String, typed: Option<String> } = "protected" {
            en: ("this database is protected as `{name}`, since {since} by {operator}{}", typed.as_deref().map(|typed| format!("; `{typed}` is not its name")).unwrap_or_default()),
            tr: ("bu veritabanı `{name}` adıyla korunuyor ({since}, {operator}){}", typed.as_deref().map(|typed| format!("; `{typed}` onun adı değil")).unwrap_or_default()),
            hint_en: ("is it the database you mean? goc status shows it; if it is, type its name, or give it: --protected {name}"),
            hint_tr: ("istediğiniz veritabanı bu mu? goc status gösterir; buysa adını yazın ya da verin: --protected {name}"),
        }
        /// Any other answer that a statement got.
        Statement { code: String, message: String, detail: Option<String> } = "statement_failed" {
            en: ("{message}{}{}", detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default(), code_suffix(code)),
            tr: ("{message}{}{}", detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default(), code_suffix(code)),
            hint_en: ("mend what the message names, then run the same command again"),
            hint_tr: ("iletinin gösterdiği yeri düzeltin, sonra aynı komutu yeniden çalıştırın"),
        }
        /// The driver said something that fits nowhere else.
        Driver { reason: String } = "database_error" {
            en: ("the database connection failed: {reason}"),
            tr: ("veritabanı bağlantısı hata verdi: {reason}"),
            hint_en: ("see what is wrong step by step: goc ping"),
            hint_tr: ("sorunu adım adım görün: goc ping"),
        }
    }
}

fn code_suffix(code: &str) -> String {
    if code.is_empty() { String::new() } else { format!(" [{code}]") }
}

impl DatabaseError {
    /// Whether the session is gone, so that nothing more can be asked of it.
    pub fn is_lost(&self) -> bool {
        matches!(self, DatabaseError::Lost { .. } | DatabaseError::NotReady { .. } | DatabaseError::Timeout { .. })
    }

    /// Whether a person ended it, here or elsewhere.
    pub fn is_cancelled(&self) -> bool {
        matches!(self, DatabaseError::Cancelled | DatabaseError::CancelledByOther { .. })
    }

    /// Whether trying again later may help, as `--wait` does.
    pub fn is_temporary(&self) -> bool {
        matches!(
            self,
            DatabaseError::Refused { .. }
                | DatabaseError::Timeout { .. }
                | DatabaseError::NotReady { .. }
                | DatabaseError::Lost { .. }
                | DatabaseError::UnknownHost { .. }
        )
    }
}

/// What the server said of a statement, made harmless.
pub(super) fn statement(code: &str, message: &str, detail: Option<&str>) -> DatabaseError {
    DatabaseError::Statement {
        code: safe(code).into_owned(),
        message: safe(message).into_owned(),
        detail: detail.map(|detail| safe(detail).into_owned()),
    }
}

/// A reason taken from foreign text.
pub(super) fn reason(text: impl ToString) -> String {
    safe(&text.to_string()).into_owned()
}
