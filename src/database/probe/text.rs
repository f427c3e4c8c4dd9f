//! What the checks are called and what they find, in both languages.

use crate::config::{PasswordSource, SslMode};
use crate::i18n::{Lang, list, safe, sentences};

sentences! {
    /// What a check looks at.
    pub enum CheckName {
        /// Address and where the password comes from.
        Settings => { en: ("settings"), tr: ("ayarlar") }
        /// The host's addresses, or the socket's file.
        NameLookup => { en: ("name lookup"), tr: ("sunucu adı") }
        /// Whether the port lets a connection in.
        Port => { en: ("port"), tr: ("port") }
        /// Whether PostgreSQL is behind it.
        Server => { en: ("server"), tr: ("sunucu") }
        /// Encryption of the line.
        Tls => { en: ("TLS"), tr: ("TLS") }
        /// Role and password.
        Login => { en: ("login"), tr: ("oturum açma") }
        /// Whether the database is there.
        Database => { en: ("database"), tr: ("veritabanı") }
        /// The server's version.
        Version => { en: ("server version"), tr: ("sunucu sürümü") }
        /// The encoding of text.
        Encoding => { en: ("encoding"), tr: ("karakter kodlaması") }
        /// Standby, or read-only by default.
        Writable => { en: ("writable"), tr: ("yazılabilirlik") }
        /// What this login may do.
        Rights => { en: ("rights"), tr: ("yetkiler") }
        /// Whether a lock can be had.
        Lock => { en: ("lock"), tr: ("kilit") }
        /// `alembic_version` and the journal.
        VersionTable => { en: ("version table"), tr: ("versiyon tablosu") }
        /// The difference of the clocks.
        Clock => { en: ("clock"), tr: ("saat") }
        /// Another goc at work.
        Writer => { en: ("working now"), tr: ("şu an çalışan") }
        /// How long the way to the server is.
        RoundTrip => { en: ("round trip"), tr: ("gidiş dönüş süresi") }
        /// Whether the file is there.
        File => { en: ("file"), tr: ("dosya") }
        /// Rights on the folder.
        Folder => { en: ("folder rights"), tr: ("klasör izinleri") }
        /// Rights on the file.
        FileRights => { en: ("file rights"), tr: ("dosya izinleri") }
        /// Room on the disk.
        DiskSpace => { en: ("disk space"), tr: ("disk alanı") }
        /// Local or over a network.
        FileSystem => { en: ("file system"), tr: ("dosya sistemi") }
        /// What a crash left behind.
        Recovery => { en: ("after a crash"), tr: ("çökme kalıntısı") }
        /// Whether the file is a SQLite database.
        Format => { en: ("file format"), tr: ("dosya biçimi") }
        /// How SQLite keeps transactions safe.
        JournalMode => { en: ("journal mode"), tr: ("journal kipi") }
        /// Damage, and rows that refer to nothing.
        Integrity => { en: ("integrity"), tr: ("bütünlük") }
    }
}

impl CheckName {
    /// The checks of a PostgreSQL database, in order.
    pub const POSTGRES: [CheckName; 16] = [
        CheckName::Settings,
        CheckName::NameLookup,
        CheckName::Port,
        CheckName::Server,
        CheckName::Tls,
        CheckName::Login,
        CheckName::Database,
        CheckName::Version,
        CheckName::Encoding,
        CheckName::Writable,
        CheckName::Rights,
        CheckName::Lock,
        CheckName::VersionTable,
        CheckName::Clock,
        CheckName::Writer,
        CheckName::RoundTrip,
    ];

    /// The checks of a SQLite database, in order.
    pub const SQLITE: [CheckName; 13] = [
        CheckName::File,
        CheckName::Folder,
        CheckName::FileRights,
        CheckName::DiskSpace,
        CheckName::FileSystem,
        CheckName::Recovery,
        CheckName::Format,
        CheckName::Lock,
        CheckName::JournalMode,
        CheckName::Integrity,
        CheckName::Encoding,
        CheckName::VersionTable,
        CheckName::Writer,
    ];

    /// The name in JSON; never translated, never reused for something else.
    pub fn key(&self) -> &'static str {
        match self {
            CheckName::Settings => "settings",
            CheckName::NameLookup => "name_lookup",
            CheckName::Port => "port",
            CheckName::Server => "server",
            CheckName::Tls => "tls",
            CheckName::Login => "login",
            CheckName::Database => "database",
            CheckName::Version => "version",
            CheckName::Encoding => "encoding",
            CheckName::Writable => "writable",
            CheckName::Rights => "rights",
            CheckName::Lock => "lock",
            CheckName::VersionTable => "version_table",
            CheckName::Clock => "clock",
            CheckName::Writer => "writer",
            CheckName::RoundTrip => "round_trip",
            CheckName::File => "file",
            CheckName::Folder => "folder",
            CheckName::FileRights => "file_rights",
            CheckName::DiskSpace => "disk_space",
            CheckName::FileSystem => "file_system",
            CheckName::Recovery => "recovery",
            CheckName::Format => "format",
            CheckName::JournalMode => "journal_mode",
            CheckName::Integrity => "integrity",
        }
    }
}

sentences! {
    /// What a check found. Foreign text inside has been made harmless; none of it holds a password.
    pub enum Detail {
        /// The check was not made.
        NotLookedAt => {
            en: ("not looked at"),
            tr: ("bakılmadı"),
        }
        /// Where the connection goes, without the password.
        Address { user: String, host: String, port: u16, database: String } => {
            en: ("user {user}, server {host}, port {port}, database {database}"),
            tr: ("kullanıcı {user}, sunucu {host}, port {port}, veritabanı {database}"),
        }
        /// Where the password was found.
        Password { source: Option<PasswordSource> } => {
            en: ("password from: {}", source_name(source.as_ref(), Lang::En)),
            tr: ("parolanın kaynağı: {}", source_name(source.as_ref(), Lang::Tr)),
        }
        /// What the host's name means.
        Addresses { addresses: Vec<String> } => {
            en: ("{}", list(addresses)),
            tr: ("{}", list(addresses)),
        }
        /// The file of a Unix socket.
        Socket { file: String } => {
            en: ("socket {file}"),
            tr: ("soket {file}"),
        }
        /// Somebody listens.
        Connected { address: String } => {
            en: ("{address} is open"),
            tr: ("{address} açık"),
        }
        /// PostgreSQL answers.
        Answers { offers_tls: bool } => {
            en: ("answers as PostgreSQL, {}", if *offers_tls { "offers TLS" } else { "offers no TLS" }),
            tr: ("PostgreSQL olarak yanıt veriyor, {}", if *offers_tls { "TLS sunuyor" } else { "TLS sunmuyor" }),
        }
        /// What the configuration asks for.
        TlsAsked { mode: SslMode } => {
            en: ("sslmode {}", mode.as_str()),
            tr: ("sslmode {}", mode.as_str()),
        }
        /// What was agreed on.
        TlsAgreed { version: String, cipher: String } => {
            en: ("agreed on {version}, {cipher}"),
            tr: ("anlaşılan: {version}, {cipher}"),
        }
        /// The certificate was looked at, or not.
        Certificate { mode: SslMode } => {
            en: ("{}", match mode {
                SslMode::VerifyFull => "certificate and host name verified",
                SslMode::VerifyCa => "certificate verified, host name not",
                _ => "certificate not verified",
            }),
            tr: ("{}", match mode {
                SslMode::VerifyFull => "sertifika ve sunucu adı doğrulandı",
                SslMode::VerifyCa => "sertifika doğrulandı, sunucu adı doğrulanmadı",
                _ => "sertifika doğrulanmadı",
            }),
        }
        /// The line is not encrypted, and need not be.
        NotEncrypted { local: bool } => {
            en: ("not encrypted{}", if *local { " (never leaves this machine)" } else { "" }),
            tr: ("şifresiz{}", if *local { " (bu makineden dışarı çıkmıyor)" } else { "" }),
        }
        /// The server let us in.
        LoggedIn { user: String, superuser: bool } => {
            en: ("as {user}{}", if *superuser { " (superuser)" } else { "" }),
            tr: ("kullanıcı {user}{}", if *superuser { " (süper kullanıcı)" } else { "" }),
        }
        /// The server knows the role and the password; what is missing is something else.
        Accepted { user: String } => {
            en: ("{user} is accepted"),
            tr: ("{user} kabul edildi"),
        }
        /// The database, and how large it is.
        DatabaseSize { database: String, bytes: u64 } => {
            en: ("{database}, {}", size(*bytes, Lang::En)),
            tr: ("{database}, {}", size(*bytes, Lang::Tr)),
        }
        /// The database is there.
        DatabaseThere { database: String } => {
            en: ("{database}"),
            tr: ("{database}"),
        }
        /// The server's version.
        PostgresVersion { version: String } => {
            en: ("PostgreSQL {version}"),
            tr: ("PostgreSQL {version}"),
        }
        /// Encoding and sort order.
        Encoding { encoding: String, collation: Option<String> } => {
            en: ("{encoding}{}", collation.as_ref().map(|name| format!(", collation {name}")).unwrap_or_default()),
            tr: ("{encoding}{}", collation.as_ref().map(|name| format!(", sıralama {name}")).unwrap_or_default()),
        }
        /// Neither standby nor read-only.
        Primary => {
            en: ("accepts changes"),
            tr: ("değişiklik kabul ediyor"),
        }
        /// Where new tables go and what this login may do there.
        MayCreate { schema: String } => {
            en: ("may create tables in schema {schema}"),
            tr: ("{schema} şemasında tablo oluşturabilir"),
        }
        /// Tables that this login can alter.
        Tables { own: usize } => {
            en: ("may alter {own} of its tables"),
            tr: ("değiştirebildiği tablo sayısı: {own}"),
        }
        /// A lock can be had.
        LockPossible => {
            en: ("can be taken"),
            tr: ("alınabiliyor"),
        }
        /// Trying would need the right to write.
        LockNotTried => {
            en: ("not tried on a file that cannot be written to"),
            tr: ("yazılamayan dosyada denenmedi"),
        }
        /// Nothing has ever been applied.
        NoVersionTable { schema: String } => {
            en: ("no alembic_version in {schema}: nothing was applied here yet; the first upgrade makes it"),
            tr: ("{schema} içinde alembic_version yok: burada henüz bir şey uygulanmadı; ilk güncelleme oluşturur"),
        }
        /// The version table and what it says.
        Heads { table: String, heads: Vec<String> } => {
            en: ("{table}: {}", if heads.is_empty() { "empty, at base".to_owned() } else { list(heads) }),
            tr: ("{table}: {}", if heads.is_empty() { "boş, base (başlangıç)".to_owned() } else { list(heads) }),
        }
        /// The width of its column.
        Width { width: usize } => {
            en: ("ids of up to {width} characters{}", if *width < 255 { " (widened when needed)" } else { "" }),
            tr: ("en çok {width} karakterlik id{}", if *width < 255 { " (gerekirse genişletilir)" } else { "" }),
        }
        /// Whether goc has ever written here.
        Journal { present: bool } => {
            en: ("{}", if *present { "journal present" } else { "no journal yet" }),
            tr: ("{}", if *present { "günlük var" } else { "henüz günlük yok" }),
        }
        /// The server's clock against this machine's.
        ClockDifference { seconds: i64 } => {
            en: ("{}", match seconds { 0 => "same as here".to_owned(), n => format!("differs from this machine by {n:+} s") }),
            tr: ("{}", match seconds { 0 => "bu makine ile aynı".to_owned(), n => format!("bu makineden farkı {n:+} s") }),
        }
        /// No other goc.
        NobodyWorks => {
            en: ("nobody"),
            tr: ("kimse"),
        }
        /// Another goc is at work.
        Works { holder: String } => {
            en: ("{holder}"),
            tr: ("{holder}"),
        }
        /// The fastest of a few questions.
        RoundTrip { microseconds: u64 } => {
            en: ("{} ms", decimal(*microseconds as f64 / 1000.0, Lang::En)),
            tr: ("{} ms", decimal(*microseconds as f64 / 1000.0, Lang::Tr)),
        }
        /// A file, and how large it is.
        File { file: String, bytes: u64 } => {
            en: ("{file}, {}", size(*bytes, Lang::En)),
            tr: ("{file}, {}", size(*bytes, Lang::Tr)),
        }
        /// The path is a link.
        LinkTo { file: String } => {
            en: ("a symbolic link to {file}"),
            tr: ("sembolik bağlantı: {file}"),
        }
        /// Nothing there, and nothing in the way of making it.
        WillBeMade { file: String } => {
            en: ("{file} does not exist yet; the first upgrade makes it"),
            tr: ("{file} henüz yok; ilk güncelleme oluşturur"),
        }
        /// A folder that can be written to.
        FolderWritable { folder: String } => {
            en: ("{folder} is writable (SQLite puts its journal there)"),
            tr: ("{folder} yazılabilir (SQLite günlük dosyasını oraya koyar)"),
        }
        /// A file that can be read and written.
        ReadableWritable => {
            en: ("readable and writable"),
            tr: ("okunabilir ve yazılabilir"),
        }
        /// Room on the disk.
        Free { bytes: u64 } => {
            en: ("{} free", size(*bytes, Lang::En)),
            tr: ("{} boş", size(*bytes, Lang::Tr)),
        }
        /// Nothing special about the file system.
        LocalFileSystem => {
            en: ("local"),
            tr: ("yerel"),
        }
        /// The system does not say.
        Unknown => {
            en: ("this system does not say"),
            tr: ("bu sistem bildirmiyor"),
        }
        /// No crash to recover from.
        NothingLeftOver => {
            en: ("nothing left behind"),
            tr: ("kalıntı yok"),
        }
        /// A journal file that somebody is using.
        JournalInUse { file: String } => {
            en: ("{file} is in use by a running transaction"),
            tr: ("{file} süren bir işlem tarafından kullanılıyor"),
        }
        /// Committed changes that are not in the main file yet.
        WriteAheadLog { bytes: u64 } => {
            en: ("write-ahead log with {}", size(*bytes, Lang::En)),
            tr: ("write-ahead log boyutu {}", size(*bytes, Lang::Tr)),
        }
        /// An empty file is a database without tables.
        EmptyFile => {
            en: ("empty: a database without tables"),
            tr: ("boş: tablosu olmayan bir veritabanı"),
        }
        /// A SQLite database.
        SqliteFormat { pages: u64, page_size: u64, library: String } => {
            en: ("SQLite database, {pages} pages of {page_size} bytes (read with SQLite {library})"),
            tr: ("SQLite veritabanı, {page_size} baytlık {pages} sayfa (okuyan SQLite {library})"),
        }
        /// Others have the file open, which is no harm.
        OpenedBy { programs: String } => {
            en: ("open in {programs}"),
            tr: ("dosyayı açık tutan: {programs}"),
        }
        /// The name of the mode.
        JournalMode { mode: String } => {
            en: ("{mode}"),
            tr: ("{mode}"),
        }
        /// No damage.
        Sound => {
            en: ("no damage found"),
            tr: ("bozukluk bulunmadı"),
        }
        /// The check was stopped.
        CheckTooLong { seconds: u64 } => {
            en: ("not finished within {seconds} s; for all of it: PRAGMA integrity_check"),
            tr: ("{seconds} saniyede bitmedi; tamamı için: PRAGMA integrity_check"),
        }
    }
}

fn source_name(source: Option<&PasswordSource>, lang: Lang) -> String {
    let (english, turkish) = match source {
        Some(PasswordSource::Url) => ("the connection's URL", "bağlantı adresi (URL)"),
        Some(PasswordSource::Service) => ("the service file", "servis dosyası"),
        Some(PasswordSource::Variable) => ("PGPASSWORD", "PGPASSWORD"),
        Some(PasswordSource::File(path)) => return safe(&path.to_string_lossy()).into_owned(),
        Some(PasswordSource::Command) => ("password_command", "password_command"),
        Some(PasswordSource::Typed) => ("typed in", "elle girildi"),
        None => ("nowhere, none was found", "yok, parola bulunamadı"),
    };
    match lang {
        Lang::En => english.to_owned(),
        Lang::Tr => turkish.to_owned(),
    }
}

/// `12.3 MB`, in Turkish `12,3 MB`; 1 kB is 1,000 bytes, as `df -H` has it.
pub(super) fn size(bytes: u64, lang: Lang) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let mut value = bytes as f64;
    let mut unit = "";
    for name in units {
        // 999.95 would be printed as 1000.0.
        if unit.is_empty() || value >= 999.95 {
            value /= 1000.0;
            unit = name;
        }
    }
    format!("{} {unit}", decimal(value, lang))
}

fn decimal(value: f64, lang: Lang) -> String {
    let text = format!("{value:.1}");
    match lang {
        Lang::En => text,
        Lang::Tr => text.replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Say;

    #[test]
    fn keys_are_unique() {
        let mut keys: Vec<&str> = CheckName::POSTGRES.iter().map(CheckName::key).collect();
        keys.extend(CheckName::SQLITE.iter().map(CheckName::key));
        keys.sort_unstable();
        keys.dedup();
        // Encoding, lock, version table and writer are looked at on both.
        assert_eq!(keys.len(), CheckName::POSTGRES.len() + CheckName::SQLITE.len() - 4);
    }

    #[test]
    fn sizes_are_written_with_the_languages_own_comma() {
        let texts = |bytes| (size(bytes, Lang::En), size(bytes, Lang::Tr));
        assert_eq!(texts(0), ("0 B".into(), "0 B".into()));
        assert_eq!(texts(1_234), ("1.2 kB".into(), "1,2 kB".into()));
        assert_eq!(texts(12_345_678), ("12.3 MB".into(), "12,3 MB".into()));
        assert_eq!(size(999_999, Lang::En), "1.0 MB");
        assert_eq!(size(u64::MAX, Lang::En), "18446744.1 TB");
    }

    #[test]
    fn a_clock_that_is_behind_has_a_minus_sign() {
        assert_eq!(Detail::ClockDifference { seconds: -3 }.say(Lang::En), "differs from this machine by -3 s");
    }
}
