//! What can go wrong with backups.

use std::fmt;

use serde_json::Value;

use crate::database::DatabaseError;
use crate::i18n::{Lang, Problem, Say, count, problems};

/// Why a backup was not made, or not restored.
#[derive(Debug, Clone, PartialEq)]
pub enum BackupError {
    /// The backup itself.
    Problem(BackupProblem),
    /// The database.
    Database(DatabaseError),
}

problems! {
    /// What is wrong with a backup, or keeps one from being made.
    ///
    /// All foreign text inside has been made harmless.
    pub enum BackupProblem {
        /// PostgreSQL's client programs are missing or too old.
        NoTools { server: u32, found: Vec<String> } = "pg_dump_missing" {
            en: ("a backup of PostgreSQL {server} needs pg_dump, pg_restore and psql of version {server} or newer; found: {}", or_none(found, "none")),
            tr: ("PostgreSQL {server} yedeği için {server} ya da daha yeni sürümde pg_dump, pg_restore ve psql gerekir; bulunan: {}", or_none(found, "yok")),
            hint_en: ("Debian, Ubuntu: apt install postgresql-client-{server}\nRed Hat, Rocky, Fedora: dnf install postgresql{server} (from the PostgreSQL repository) or dnf install postgresql"),
            hint_tr: ("Debian, Ubuntu: apt install postgresql-client-{server}\nRed Hat, Rocky, Fedora: dnf install postgresql{server} (PostgreSQL deposundan) ya da dnf install postgresql"),
        }
        /// One of those programs failed.
        Tool { program: String, reason: String } = "pg_dump_failed" {
            en: ("{program} failed: {reason}"),
            tr: ("{program} hata verdi: {reason}"),
            hint_en: ("mend what the message names; the database was not changed"),
            hint_tr: ("iletinin gösterdiği sorunu giderin; veritabanı değişmedi"),
        }
        /// The disk has too little room.
        LittleSpace { folder: String, free: u64, needed: u64 } = "little_space" {
            en: ("{folder} has {} free, and the backup is likely to need {}", megabytes(*free), megabytes(*needed)),
            tr: ("{folder} klasöründe {} boş yer var, yedek için yaklaşık {} gerekir", megabytes(*free), megabytes(*needed)),
            hint_en: ("free space (df -h {folder}), or write it elsewhere: goc backup --to FILE, backup_folder in goc.toml"),
            hint_tr: ("yer açın (df -h {folder}) ya da başka yere yazın: goc backup --to DOSYA, goc.toml içinde backup_folder"),
        }
        /// The folder or the file cannot be written.
        CannotWrite { file: String, reason: String } = "backup_not_written" {
            en: ("the backup {file} cannot be written: {reason}"),
            tr: ("{file} yedeği yazılamadı: {reason}"),
            hint_en: ("check that you may write to the folder (ls -ld) and that it has space (df -h), or write elsewhere: goc backup --to FILE, backup_folder in goc.toml"),
            hint_tr: ("klasöre yazma izninizi (ls -ld) ve boş yeri (df -h) denetleyin ya da başka yere yazın: goc backup --to DOSYA, goc.toml içinde backup_folder"),
        }
        /// A backup never replaces a file.
        FileExists { file: String } = "file_exists" {
            en: ("{file} is there already, and a backup never replaces a file"),
            tr: ("{file} zaten var, yedek hiçbir dosyanın üzerine yazılmaz"),
            hint_en: ("give another name, or none: goc backup"),
            hint_tr: ("başka bir ad verin ya da ad vermeyin: goc backup"),
        }
        /// There is no database to copy.
        NothingToBackUp { file: String } = "nothing_to_back_up" {
            en: ("there is no database {file} to make a backup of"),
            tr: ("yedeklenecek bir veritabanı yok: {file}"),
            hint_en: ("check the connection: goc ping"),
            hint_tr: ("bağlantıyı denetleyin: goc ping"),
        }
        /// The backup to be restored cannot be read.
        CannotRead { file: String, reason: String } = "backup_unreadable" {
            en: ("the backup {file} cannot be read: {reason}"),
            tr: ("{file} yedeği okunamadı: {reason}"),
            hint_en: ("see which backups there are: goc backup --list"),
            hint_tr: ("eldeki yedeklere bakın: goc backup --list"),
        }
        /// Neither a custom-format dump of PostgreSQL nor a SQLite file.
        NotABackup { file: String, begins: String } = "not_a_backup" {
            en: ("{file} is no backup: it begins with {begins}, which is neither pg_dump's custom format nor a SQLite database"),
            tr: ("{file} bir yedek değil: {begins} ile başlıyor; ne pg_dump custom biçimi ne de SQLite veritabanı"),
            hint_en: ("see which backups there are: goc backup --list; an SQL script is for psql: psql -f {file}"),
            hint_tr: ("eldeki yedeklere bakın: goc backup --list; SQL betiği psql ile yüklenir: psql -f {file}"),
        }
        /// A backup of the other kind of database.
        OtherProduct { file: String, backup: String, database: String } = "other_product" {
            en: ("{file} is a backup of a {backup} database, and this one is {database}"),
            tr: ("{file} bir {backup} yedeği, bu veritabanı ise {database}"),
            hint_en: ("choose the connection that it belongs to with -d, or another backup: goc backup --list"),
            hint_tr: ("ait olduğu bağlantıyı -d ile seçin ya da başka bir yedek verin: goc backup --list"),
        }
        /// The manifest cannot be understood.
        BadManifest { manifest: String, reason: String } = "bad_manifest" {
            en: ("the manifest {manifest} cannot be understood: {reason}"),
            tr: ("{manifest} manifesti anlaşılamadı: {reason}"),
            hint_en: ("take another backup (goc backup --list); if you trust this one, move its manifest away"),
            hint_tr: ("başka bir yedek seçin (goc backup --list); bu yedeğe güveniyorsanız manifesti başka yere taşıyın"),
        }
        /// Shorter or longer than the manifest says.
        WrongSize { file: String, size: u64, expected: u64 } = "backup_cut_short" {
            en: ("{file} is {size} bytes long and was {expected} when it was made: it was cut short, or added to"),
            tr: ("{file} şimdi {size} bayt, alındığında {expected} bayttı: kesilmiş ya da sonuna eklenmiş"),
            hint_en: ("copy it again from where it was made, or take another backup: goc backup --list"),
            hint_tr: ("alındığı yerden yeniden kopyalayın ya da başka bir yedek seçin: goc backup --list"),
        }
        /// Of the right size and with other bytes.
        Changed { file: String, sha256: String, expected: String } = "backup_changed" {
            en: ("{file} was changed after it was made: its SHA-256 is {sha256} and was {expected}"),
            tr: ("{file} alındıktan sonra değişmiş: SHA-256 değeri {sha256}, alındığında {expected}"),
            hint_en: ("copy it again from where it was made, or take another backup: goc backup --list"),
            hint_tr: ("alındığı yerden yeniden kopyalayın ya da başka bir yedek seçin: goc backup --list"),
        }
        /// Its inside is not sound.
        Damaged { file: String, reason: String } = "backup_damaged" {
            en: ("the backup {file} is damaged: {reason}"),
            tr: ("{file} yedeği bozuk: {reason}"),
            hint_en: ("take another backup: goc backup --list"),
            hint_tr: ("başka bir yedek seçin: goc backup --list"),
        }
        /// A fresh copy is not sound, so the database is not, either.
        Unsound { database: String, reason: String } = "database_damaged" {
            en: ("no backup was kept, since the copy of {database} is not sound, and so the database is not, either: {reason}"),
            tr: ("{database} kopyası sağlam olmadığı için yedek saklanmadı; demek ki veritabanı da sağlam değil: {reason}"),
            hint_en: ("look at it (goc doctor), and restore the last good backup: goc backup --list"),
            hint_tr: ("denetleyin (goc doctor) ve son sağlam yedeği geri yükleyin: goc backup --list"),
        }
        /// There is something to lose, and nobody agreed to that.
        NotEmpty { database: String, tables: usize, rows: u64, revision: String } = "not_empty" {
            en: ("{database} is not empty: {} with {} would be lost; revision: {revision}", count(*tables, "table"), count(*rows as usize, "row")),
            tr: ("{database} boş değil: {tables} tablo ve içlerindeki {rows} kayıt kaybolur; versiyon: {revision}"),
            hint_en: ("restore into an empty database, or replace this one, of which a backup is made first: --yes"),
            hint_tr: ("boş bir veritabanına yükleyin ya da bunun yerine geçmesini onaylayın, önce yedeği alınır: --yes"),
        }
        /// A database cannot be restored from itself.
        SameFile { file: String } = "same_file" {
            en: ("{file} is the database itself"),
            tr: ("{file} veritabanının kendisi"),
            hint_en: ("give a backup: goc backup --list"),
            hint_tr: ("bir yedek verin: goc backup --list"),
        }
        /// Restoring failed, and everything is as it was.
        NotRestored { program: String, reason: String } = "restore_failed" {
            en: ("nothing was restored and nothing was changed: {program}: {reason}"),
            tr: ("geri yüklenmedi ve hiçbir şey değişmedi: {program}: {reason}"),
            hint_en: ("mend what the message names (a missing role: CREATE ROLE; a lock: stop the application; a right: log in as the owner), then run the same command again"),
            hint_tr: ("iletinin gösterdiği sorunu giderin (eksik rol: CREATE ROLE; kilit: uygulamayı durdurun; yetki: tabloların sahibi olarak bağlanın), sonra aynı komutu yeniden çalıştırın"),
        }
        /// The end of the transaction was sent and not answered.
        InDoubt { reason: String } = "restore_in_doubt" {
            en: ("the connection broke while the restore was being committed; it is there wholly or not at all: {reason}"),
            tr: ("geri yükleme kaydedilirken bağlantı koptu; ya tamamı var ya hiçbiri yok: {reason}"),
            hint_en: ("see where the database stands: goc status"),
            hint_tr: ("veritabanının durumuna bakın: goc status"),
        }
    }
}

fn or_none(found: &[String], none: &str) -> String {
    if found.is_empty() { none.to_owned() } else { found.join(", ") }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}

impl BackupError {
    fn inner(&self) -> &dyn Problem {
        match self {
            BackupError::Problem(problem) => problem,
            BackupError::Database(error) => error,
        }
    }

    /// Whether a person or a signal ended the work.
    pub fn is_stop(&self) -> bool {
        *self == BackupError::Database(DatabaseError::Cancelled)
    }
}

impl Say for BackupError {
    fn say(&self, lang: Lang) -> String {
        self.inner().say(lang)
    }
}

impl Problem for BackupError {
    fn kind(&self) -> &'static str {
        self.inner().kind()
    }

    fn hint(&self, lang: Lang) -> String {
        self.inner().hint(lang)
    }

    fn facts(&self) -> Value {
        self.inner().facts()
    }
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for BackupError {}

impl From<BackupProblem> for BackupError {
    fn from(problem: BackupProblem) -> BackupError {
        BackupError::Problem(problem)
    }
}

impl From<DatabaseError> for BackupError {
    fn from(error: DatabaseError) -> BackupError {
        BackupError::Database(error)
    }
}
