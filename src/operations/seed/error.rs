//! What can go wrong with seeds.

use std::fmt;

use serde_json::{Value, json};

use crate::database::DatabaseError;
use crate::i18n::{Lang, Problem, Say, list, problems, safe};
use crate::operations::MigrationError;
use crate::operations::password::PasswordProblem;

/// Why seeds were not loaded. Whatever it is, nothing of the load is left in the database.
#[derive(Debug, Clone, PartialEq)]
pub enum SeedError {
    /// Files that cannot be used; every one of them, not only the first.
    Files(Vec<SeedFileProblem>),
    /// A set, a row or an answer.
    Seed(Box<SeedProblem>),
    /// Where the database stands cannot be found out.
    Migration(MigrationError),
    /// The administrator's password.
    Password(PasswordProblem),
    /// The database.
    Database(DatabaseError),
}

problems! {
    /// What is wrong with a seed file, wherever it is loaded.
    pub enum SeedFileProblem {
        /// The folder cannot be listed.
        UnreadableDirectory { directory: String, reason: String } = "unreadable_directory" {
            en: ("cannot read the seeds folder {directory}: {reason}"),
            tr: ("{directory} temel veri klasörü okunamadı: {reason}"),
            hint_en: ("check the folder of --seeds, or of `seeds =` in goc.toml"),
            hint_tr: ("--seeds ile ya da goc.toml içinde `seeds =` ile verilen klasörü denetleyin"),
        }
        /// The file cannot be read.
        Unreadable { file: String, reason: String } = "unreadable_file" {
            en: ("cannot read {file}: {reason}"),
            tr: ("{file} okunamadı: {reason}"),
            hint_en: ("check that the file is there, that you may read it, and that it is UTF-8"),
            hint_tr: ("dosyanın var, okunabilir ve UTF-8 olduğunu denetleyin"),
        }
        /// Not TOML.
        Syntax { file: String, line: usize, reason: String } = "seed_syntax" {
            en: ("{file}:{line}: {reason}"),
            tr: ("{file}:{line}: {reason}"),
            hint_en: ("a seed file is TOML: text stands in quotes, a row begins with [[rows]]"),
            hint_tr: ("temel veri dosyası TOML biçimindedir: metinler tırnak içinde durur, her kayıt [[rows]] ile başlar"),
        }
        /// A key that nobody knows.
        UnknownKey { file: String, line: usize, key: String, nearest: Option<String>, known: Vec<String> } = "unknown_key" {
            en: ("{file}:{line}: unknown key `{key}`{}", did_you_mean(nearest.as_deref(), Lang::En)),
            tr: ("{file}:{line}: bilinmeyen anahtar `{key}`{}", did_you_mean(nearest.as_deref(), Lang::Tr)),
            hint_en: ("known here: {}", list(known)),
            hint_tr: ("burada bilinenler: {}", list(known)),
        }
        /// A key that has to be there.
        MissingKey { file: String, line: usize, key: String } = "missing_key" {
            en: ("{file}:{line}: `{key}` is missing"),
            tr: ("{file}:{line}: `{key}` eksik"),
            hint_en: ("a set needs `table`, `key` and rows; see an example in the seeds folder"),
            hint_tr: ("bir küme için `table`, `key` ve kayıtlar gerekir; örnek için seeds klasörüne bakın"),
        }
        /// A value of the wrong kind.
        BadValue { file: String, line: usize, key: String, expected: String } = "bad_value" {
            en: ("{file}:{line}: the value of `{key}` is none that fits; expected {expected}"),
            tr: ("{file}:{line}: `{key}` için bu değer uygun değil; beklenen: {expected}"),
            hint_en: ("text, numbers, true, false and dates are plain values; others are {{ lookup = … }}, {{ ask = … }}, {{ argon2id = … }} and {{ now = true }}"),
            hint_tr: ("metin, sayı, true, false ve tarih düz değerdir; ötekiler {{ lookup = … }}, {{ ask = … }}, {{ argon2id = … }} ve {{ now = true }}"),
        }
        /// A row that does not say what finds it again.
        RowWithoutKey { file: String, line: usize, row: usize, column: String } = "row_without_key" {
            en: ("{file}:{line}: row {row} has no `{column}`, which `key` needs"),
            tr: ("{file}:{line}: {row}. kayıtta `key` içindeki `{column}` yok"),
            hint_en: ("give the row that column, or put it under [defaults]"),
            hint_tr: ("kayda bu sütunu yazın ya da [defaults] altına koyun"),
        }
        /// Two rows with the same key.
        DuplicateRow { file: String, line: usize, first: usize, key: String } = "duplicate_row" {
            en: ("{file}:{line}: the same row as in line {first}: {key}"),
            tr: ("{file}:{line}: {first}. satırdaki kaydın aynısı: {key}"),
            hint_en: ("take one of the two out, or make `key` longer"),
            hint_tr: ("ikisinden birini çıkarın ya da `key` listesini genişletin"),
        }
        /// A password that everybody could read.
        DefaultPassword { file: String, line: usize, key: String } = "default_password" {
            en: ("{file}:{line}: the password `{key}` has a default, and so every shop would have the same one"),
            tr: ("{file}:{line}: `{key}` parolasının varsayılan değeri var; bütün mağazalarda aynı parola olurdu"),
            hint_en: ("take `default` out: a password is always asked"),
            hint_tr: ("`default` değerini çıkarın: parola her zaman sorulur"),
        }
        /// A password that would be stored as it is.
        PlainPassword { file: String, line: usize, key: String } = "plain_password" {
            en: ("{file}:{line}: `{key}` is asked as a password elsewhere, and would be stored readable here"),
            tr: ("{file}:{line}: `{key}` başka yerde parola olarak soruluyor, burada ise okunur biçimde saklanırdı"),
            hint_en: ("write {{ argon2id = {{ ask = \"{key}\" }} }}, or ask for something with another name"),
            hint_tr: ("{{ argon2id = {{ ask = \"{key}\" }} }} yazın ya da başka adla sorun"),
        }
    }
}

problems! {
    /// Why a load cannot go on.
    pub enum SeedProblem {
        /// No such set.
        UnknownSet { given: String, nearest: Option<String>, known: Vec<String> } = "unknown_seed_set" {
            en: ("there is no seed set `{given}`{}", did_you_mean(nearest.as_deref(), Lang::En)),
            tr: ("`{given}` adlı bir temel veri kümesi yok{}", did_you_mean(nearest.as_deref(), Lang::Tr)),
            hint_en: ("the sets: {}; see them with: goc seed --list", list(known)),
            hint_tr: ("kümeler: {}; görmek için: goc seed --list", list(known)),
        }
        /// The schema is not there yet.
        Pending { file: String, table: String, revisions: Vec<String> } = "pending" {
            en: ("{file}: the table {table} waits for pending revisions: {}", list(revisions)),
            tr: ("{file}: {table} tablosu bekleyen migration'lara bağlı: {}", list(revisions)),
            hint_en: ("run them first: goc upgrade"),
            hint_tr: ("önce onları çalıştırın: goc upgrade"),
        }
        /// A table that no revision will bring.
        NoTable { file: String, line: usize, table: String, nearest: Option<String> } = "no_table" {
            en: ("{file}:{line}: there is no table `{table}`{}", did_you_mean(nearest.as_deref(), Lang::En)),
            tr: ("{file}:{line}: `{table}` adlı bir tablo yok{}", did_you_mean(nearest.as_deref(), Lang::Tr)),
            hint_en: ("check the name in the file, and where the database stands: goc status"),
            hint_tr: ("dosyadaki adı ve veritabanının durumunu denetleyin: goc status"),
        }
        /// A column that the table does not have.
        NoColumn { file: String, line: usize, table: String, column: String, nearest: Option<String> } = "no_column" {
            en: ("{file}:{line}: the table {table} has no column `{column}`{}", did_you_mean(nearest.as_deref(), Lang::En)),
            tr: ("{file}:{line}: {table} tablosunda `{column}` sütunu yok{}", did_you_mean(nearest.as_deref(), Lang::Tr)),
            hint_en: ("check the name in the file, and where the database stands: goc status"),
            hint_tr: ("dosyadaki adı ve veritabanının durumunu denetleyin: goc status"),
        }
        /// A table whose rows cannot be referred to without saying by which column.
        NoPrimaryKey { file: String, line: usize, table: String } = "no_primary_key" {
            en: ("{file}:{line}: the table {table} has no primary key of one column to look up"),
            tr: ("{file}:{line}: {table} tablosunun aranacak tek sütunlu bir birincil anahtarı yok"),
            hint_en: ("name the column that is wanted: {{ lookup = \"{table}\", column = \"…\", where = {{ … }} }}"),
            hint_tr: ("istenen sütunu yazın: {{ lookup = \"{table}\", column = \"…\", where = {{ … }} }}"),
        }
        /// A lookup that finds nothing.
        LookupNothing { file: String, line: usize, row: usize, column: String, table: String, value: String, nearest: Option<String> } = "lookup_nothing" {
            en: ("{file}:{line}: row {row}, column {column}: no row of {table} with {value}{}", did_you_mean(nearest.as_deref(), Lang::En)),
            tr: ("{file}:{line}: {row}. kayıt, {column} sütunu: {table} tablosunda şu kayıt yok: {value}{}", did_you_mean(nearest.as_deref(), Lang::Tr)),
            hint_en: ("correct the value, or load the set that brings that row first; nothing was loaded"),
            hint_tr: ("değeri düzeltin ya da o kaydı getiren kümeyi önce yükleyin; hiçbir şey yüklenmedi"),
        }
        /// A lookup that finds more than one row.
        LookupSeveral { file: String, line: usize, row: usize, column: String, table: String, value: String } = "lookup_several" {
            en: ("{file}:{line}: row {row}, column {column}: several rows of {table} with {value}"),
            tr: ("{file}:{line}: {row}. kayıt, {column} sütunu: {table} tablosunda birden çok kayıt var: {value}"),
            hint_en: ("say in `where` which one is meant; nothing was loaded"),
            hint_tr: ("hangisi olduğunu `where` içinde belirtin; hiçbir şey yüklenmedi"),
        }
        /// A row that cannot be stored.
        BadRow { file: String, line: usize, row: usize, column: Option<String>, value: Option<String>, fault: RowFault } = "bad_row" {
            en: ("{file}:{line}: row {row}{}{}: {}", named(", column ", column.as_deref()), named(", value ", value.as_deref().map(quoted).as_deref()), fault.english()),
            tr: ("{file}:{line}: {row}. kayıt{}{}: {}", named(", sütun ", column.as_deref()), named(", değer ", value.as_deref().map(quoted).as_deref()), fault.turkish()),
            hint_en: ("correct that row and load again; nothing was loaded"),
            hint_tr: ("kaydı düzeltip yeniden yükleyin; hiçbir şey yüklenmedi"),
        }
        /// A row of a CSV file that has too many or too few fields.
        FieldCount { file: String, line: usize, row: usize, found: usize, expected: usize } = "field_count" {
            en: ("{file}:{line}: row {row} has {found} fields, the first line has {expected}"),
            tr: ("{file}:{line}: {row}. kayıtta {found} alan var, ilk satırda {expected}"),
            hint_en: ("a field with a comma or a line break in it stands in double quotes; nothing was loaded"),
            hint_tr: ("içinde virgül ya da satır sonu olan alan çift tırnak içinde durur; hiçbir şey yüklenmedi"),
        }
        /// A CSV file that is no CSV file.
        BadCsv { file: String, line: usize, reason: String } = "bad_csv" {
            en: ("{file}:{line}: {reason}"),
            tr: ("{file}:{line}: {reason}"),
            hint_en: ("the file has to be UTF-8, with commas between fields and the columns' names in its first line; nothing was loaded"),
            hint_tr: ("dosya UTF-8 olmalı, alanlar virgülle ayrılmalı, ilk satırda sütun adları bulunmalı; hiçbir şey yüklenmedi"),
        }
        /// Questions that nobody answered.
        Unanswered { keys: Vec<String> } = "unanswered" {
            en: ("these have to be answered first: {}", list(keys)),
            tr: ("önce şunların yanıtlanması gerekir: {}", list(keys)),
            hint_en: ("say them: --set KEY=VALUE; the administrator's password: --admin-password-file FILE"),
            hint_tr: ("belirtin: --set ANAHTAR=DEĞER; yönetici parolası: --admin-password-file DOSYA"),
        }
        /// An answer to a question that nobody asks.
        UnknownAnswer { key: String, nearest: Option<String>, known: Vec<String> } = "unknown_answer" {
            en: ("no seed set asks for `{key}`{}", did_you_mean(nearest.as_deref(), Lang::En)),
            tr: ("hiçbir temel veri kümesi `{key}` sormuyor{}", did_you_mean(nearest.as_deref(), Lang::Tr)),
            hint_en: ("asked are: {}", list(known)),
            hint_tr: ("sorulanlar: {}", list(known)),
        }
        /// No tax number.
        BadTaxNumber { key: String, value: String } = "bad_tax_number" {
            en: ("{key}: `{value}` is no Turkish tax number"),
            tr: ("{key}: `{value}` geçerli bir vergi numarası değil"),
            hint_en: ("10 digits (VKN), or the 11 digits of an identity number (TCKN); the last ones are check digits, so look for a mistyped one"),
            hint_tr: ("10 haneli VKN ya da 11 haneli TCKN yazın; son haneler denetim hanesidir, yanlış yazılmış bir hane arayın"),
        }
        /// No address for mail.
        BadEmail { key: String, value: String } = "bad_email" {
            en: ("{key}: `{value}` is no e-mail address"),
            tr: ("{key}: `{value}` bir e-posta adresi değil"),
            hint_en: ("an address looks like name@shop.com.tr"),
            hint_tr: ("adres şöyle olur: ad@magaza.com.tr"),
        }
        /// No code.
        BadCode { key: String, value: String } = "bad_code" {
            en: ("{key}: `{value}` is no code"),
            tr: ("{key}: `{value}` bir kod değil"),
            hint_en: ("1 to 20 of A-Z, 0-9, _ and -, such as ANA001"),
            hint_tr: ("A-Z, 0-9, _ ve - işaretlerinden 1 ile 20 arası, örneğin ANA001"),
        }
        /// Nothing where something has to be.
        Empty { key: String } = "empty_answer" {
            en: ("{key}: this cannot be empty"),
            tr: ("{key}: boş bırakılamaz"),
            hint_en: ("type a value"),
            hint_tr: ("bir değer yazın"),
        }
        /// Somebody upgraded or downgraded meanwhile.
        Moved = "database_moved" {
            en: ("another program changed the version of the database meanwhile"),
            tr: ("bu arada başka bir program veritabanının versiyonunu değiştirdi"),
            hint_en: ("nothing was loaded; run the same command again"),
            hint_tr: ("hiçbir şey yüklenmedi; aynı komutu yeniden çalıştırın"),
        }
    }
}

/// Why a value, or a row, cannot be stored.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// Not a whole number of 64 bits.
    NotInteger,
    /// Not a number.
    NotNumber,
    /// Neither true nor false.
    NotBoolean,
    /// Not a date or time.
    NotTime,
    /// More characters than fit.
    TooLong(usize),
    /// Nothing, where something has to be.
    Missing,
    /// The same key as in another line.
    SameKey(usize),
    /// What the database says.
    Refused(String),
}

impl RowFault {
    fn english(&self) -> String {
        match self {
            RowFault::NotInteger => "not a whole number".to_owned(),
            RowFault::NotNumber => "not a number".to_owned(),
            RowFault::NotBoolean => "neither true nor false".to_owned(),
            RowFault::NotTime => "not a date or time such as 2024-12-17 15:00:00".to_owned(),
            RowFault::TooLong(most) => format!("longer than {most} characters"),
            RowFault::Missing => "this cannot be empty".to_owned(),
            RowFault::SameKey(line) => format!("the same key as in line {line}"),
            RowFault::Refused(reason) => reason.clone(),
        }
    }

    fn turkish(&self) -> String {
        match self {
            RowFault::NotInteger => "tam sayı değil".to_owned(),
            RowFault::NotNumber => "sayı değil".to_owned(),
            RowFault::NotBoolean => "true ya da false değil".to_owned(),
            RowFault::NotTime => "2024-12-17 15:00:00 gibi bir tarih ya da saat değil".to_owned(),
            RowFault::TooLong(most) => format!("{most} karakterden uzun"),
            RowFault::Missing => "boş olamaz".to_owned(),
            RowFault::SameKey(line) => format!("anahtarı {line}. satırdakiyle aynı"),
            RowFault::Refused(reason) => reason.clone(),
        }
    }
}

fn did_you_mean(nearest: Option<&str>, lang: Lang) -> String {
    match (nearest, lang) {
        (None, _) => String::new(),
        (Some(nearest), Lang::En) => format!("; did you mean `{nearest}`?"),
        (Some(nearest), Lang::Tr) => format!("; şunu mu demek istediniz: `{nearest}`?"),
    }
}

fn named(label: &str, text: Option<&str>) -> String {
    text.map(|text| format!("{label}{text}")).unwrap_or_default()
}

fn quoted(text: &str) -> String {
    format!("`{text}`")
}

/// A piece of a file for a sentence: harmless, and no longer than a line of a terminal.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = text.chars().take(LONGEST).collect();
    safe(&cut).into_owned() + if cut.len() < text.len() { "…" } else { "" }
}

impl SeedProblem {
    /// Whether it only matters when the value is needed.
    pub(super) fn is_lookup(&self) -> bool {
        matches!(self, SeedProblem::LookupNothing { .. } | SeedProblem::LookupSeveral { .. })
    }
}

impl SeedError {
    fn inner(&self) -> Option<&dyn Problem> {
        Some(match self {
            SeedError::Files(problems) => problems.first()?,
            SeedError::Seed(problem) => problem.as_ref(),
            SeedError::Migration(error) => error,
            SeedError::Password(problem) => problem,
            SeedError::Database(error) => error,
        })
    }

    /// Whether a person or a signal ended the work.
    pub fn is_stop(&self) -> bool {
        match self {
            SeedError::Database(error) => *error == DatabaseError::Cancelled,
            SeedError::Migration(error) => error.is_stop(),
            _ => false,
        }
    }
}

impl Say for SeedError {
    fn say(&self, lang: Lang) -> String {
        match self {
            SeedError::Files(problems) => {
                problems.iter().map(|problem| problem.say(lang)).collect::<Vec<_>>().join("\n")
            }
            other => other.inner().map(|problem| problem.say(lang)).unwrap_or_default(),
        }
    }
}

impl Problem for SeedError {
    fn kind(&self) -> &'static str {
        self.inner().map_or("unreadable_file", Problem::kind)
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            SeedError::Files(problems) => {
                let mut hints: Vec<String> = problems.iter().map(|problem| problem.hint(lang)).collect();
                hints.dedup();
                hints.join("\n")
            }
            other => other.inner().map(|problem| problem.hint(lang)).unwrap_or_default(),
        }
    }

    fn facts(&self) -> Value {
        match self {
            SeedError::Files(problems) => {
                let files: Vec<Value> = problems
                    .iter()
                    .map(|problem| json!({"kind": problem.kind(), "message": problem.say(Lang::En), "facts": problem.facts()}))
                    .collect();
                json!({ "files": files })
            }
            other => other.inner().map(Problem::facts).unwrap_or_default(),
        }
    }
}

/// In English.
impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for SeedError {}

impl From<SeedProblem> for SeedError {
    fn from(problem: SeedProblem) -> SeedError {
        SeedError::Seed(Box::new(problem))
    }
}

impl From<PasswordProblem> for SeedError {
    fn from(problem: PasswordProblem) -> SeedError {
        SeedError::Password(problem)
    }
}

impl From<DatabaseError> for SeedError {
    fn from(error: DatabaseError) -> SeedError {
        SeedError::Database(error)
    }
}

impl From<MigrationError> for SeedError {
    fn from(error: MigrationError) -> SeedError {
        match error {
            // However deep it came up, a fault of the database is one.
            MigrationError::Database(error) => SeedError::Database(error),
            other => SeedError::Migration(other),
        }
    }
}
