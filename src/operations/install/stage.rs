//! The stages of an installation.

use serde::{Serialize, Serializer};

use crate::i18n::{Lang, Say, count, problems, sentences, shell};

sentences! {
    /// The stages, in order.
    #[derive(Eq, Copy, Hash)]
    pub enum StageName {
        Connection => { en: ("Connection"), tr: ("Bağlantı") }
        Database => { en: ("Database"), tr: ("Veritabanı") }
        Configuration => { en: ("Configuration"), tr: ("Yapılandırma") }
        Migrations => { en: ("Migrations"), tr: ("Migration'lar") }
        Questions => { en: ("Questions"), tr: ("Sorular") }
        Seeds => { en: ("Seeds"), tr: ("Temel veriler") }
        Consistency => { en: ("Consistency"), tr: ("Tutarlılık") }
    }
}

impl StageName {
    /// Every stage in the order in which they run.
    pub const ALL: [StageName; 7] = [
        StageName::Connection,
        StageName::Database,
        StageName::Configuration,
        StageName::Migrations,
        StageName::Questions,
        StageName::Seeds,
        StageName::Consistency,
    ];

    /// A stable name for programs.
    pub fn key(self) -> &'static str {
        match self {
            StageName::Connection => "connection",
            StageName::Database => "database",
            StageName::Configuration => "configuration",
            StageName::Migrations => "migrations",
            StageName::Questions => "questions",
            StageName::Seeds => "seeds",
            StageName::Consistency => "consistency",
        }
    }
}

/// How far a stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StageState {
    /// There is something to do.
    Waiting,
    /// At work.
    Running,
    /// Done by this installation.
    Done,
    /// There was nothing to do.
    AlreadyDone,
    /// It did not work; running it again goes on.
    Failed,
    /// Not wanted.
    Skipped,
}

/// A stage, how far it is, and what it would do or did.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Which one.
    pub name: StageName,
    /// How far it is.
    pub state: StageState,
    /// What it would do (while it waits) or did.
    pub detail: Vec<Detail>,
}

impl Stage {
    /// The details as one line.
    pub fn detail(&self, lang: Lang) -> String {
        self.detail.iter().map(|detail| detail.say(lang)).collect::<Vec<_>>().join("; ")
    }
}

/// With stable keys; the detail is in English.
impl Serialize for Stage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut stage = serializer.serialize_struct("Stage", 3)?;
        stage.serialize_field("stage", self.name.key())?;
        stage.serialize_field("state", &self.state)?;
        stage.serialize_field("detail", &self.detail(Lang::En))?;
        stage.end()
    }
}

sentences! {
    /// What a stage would do, or did. All foreign text inside has been made harmless.
    pub enum Detail {
        Server { version: String, address: String } => { en: ("{version}, {address}"), tr: ("{version}, {address}") }
        File { file: String } => { en: ("SQLite, {file}"), tr: ("SQLite, {file}") }
        IsThere { database: String } => { en: ("{database} is there"), tr: ("{database} var") }
        WillCreate { database: String } => { en: ("{database} will be created"), tr: ("{database} oluşturulacak") }
        Created { database: String } => { en: ("{database} was created"), tr: ("{database} oluşturuldu") }
        WillCreateFolder { folder: String } => { en: ("the folder {folder} will be created"), tr: ("{folder} klasörü oluşturulacak") }
        CreatedFolder { folder: String } => { en: ("the folder {folder} was created"), tr: ("{folder} klasörü oluşturuldu") }
        WillGrant { schema: String } => {
            en: ("the right to make tables in schema {schema} is missing and will be granted if possible"),
            tr: ("{schema} şemasında tablo oluşturma yetkisi eksik, verilebilirse verilecek"),
        }
        Granted { schema: String } => {
            en: ("the right to make tables in schema {schema} was granted"),
            tr: ("{schema} şemasında tablo oluşturma yetkisi verildi"),
        }
        ConfigThere { file: String } => { en: ("{file} is there and stays as it is"), tr: ("{file} var, olduğu gibi kalıyor") }
        WillWriteConfig { file: String } => { en: ("{file} will be written, without a password"), tr: ("{file} yazılacak, içinde parola olmadan") }
        ConfigWritten { file: String } => { en: ("{file} was written, without a password"), tr: ("{file} yazıldı, içinde parola yok") }
        NoConfigWanted => { en: ("no goc.toml, as you said"), tr: ("istediğiniz gibi goc.toml yazılmıyor") }
        UpToDate { at: String } => { en: ("up to date: {at}"), tr: ("güncel: {at}") }
        WillRun { revisions: usize } => { en: ("{} to run", count(*revisions, "revision")), tr: ("çalıştırılacak {revisions} versiyon var") }
        HasRun { revisions: usize, at: String } => { en: ("{} ran; the database is at {at}", count(*revisions, "revision")), tr: ("{revisions} versiyon çalıştı, veritabanının versiyonu: {at}") }
        Protected { name: String } => { en: ("protected as {name}"), tr: ("{name} adıyla korunuyor") }
        NothingToAsk => { en: ("nothing to ask"), tr: ("sorulacak bir şey yok") }
        WillAsk { questions: usize } => { en: ("{}", count(*questions, "question")), tr: ("{questions} soru") }
        Answered { questions: usize } => { en: ("{} answered", count(*questions, "question")), tr: ("{questions} soru yanıtlandı") }
        WillLoad { sets: usize } => { en: ("{} to load", count(*sets, "seed set")), tr: ("yüklenecek {sets} temel veri kümesi var") }
        SeedsThere => { en: ("every row is there"), tr: ("bütün kayıtlar yerinde") }
        Loaded { rows: usize } => { en: ("{} added", count(*rows, "row")), tr: ("{rows} kayıt eklendi") }
        WillCheck => { en: ("will be checked at the end"), tr: ("sonunda denetlenecek") }
        Consistent => { en: ("no contradiction found"), tr: ("çelişki bulunmadı") }
        Inconsistent { findings: usize } => { en: ("{}", count(*findings, "finding")), tr: ("{findings} bulgu") }
    }
}

problems! {
    /// What is in the way of an installation, with the command that clears it.
    pub enum InstallProblem {
        /// The login may not create databases.
        MayNotCreate { user: String, database: String, host: String, command: String } = "may_not_create_database" {
            en: ("the server {host} has no database `{database}`, and {user} may not create databases"),
            tr: ("{host} sunucusunda `{database}` veritabanı yok, {user} kullanıcısının da veritabanı oluşturma yetkisi yok"),
            hint_en: ("on the server, then run goc install again: {command}"),
            hint_tr: ("sunucuda şunu çalıştırın, sonra goc install komutunu yineleyin: {command}"),
        }
        /// The login may not make tables, and cannot give itself the right.
        MayNotMakeTables { user: String, schema: String, command: String } = "schema_rights_missing" {
            en: ("{user} may not make tables in schema {schema}, and cannot grant itself that right"),
            tr: ("{user} kullanıcısının {schema} şemasında tablo oluşturma yetkisi yok ve bunu kendisine veremiyor"),
            hint_en: ("on the server, then run goc install again: {command}"),
            hint_tr: ("sunucuda şunu çalıştırın, sonra goc install komutunu yineleyin: {command}"),
        }
        /// A file or folder that cannot be made.
        CannotWrite { file: String, reason: String } = "unwritable_file" {
            en: ("cannot write {file}: {reason}"),
            tr: ("{file} yazılamadı: {reason}"),
            hint_en: ("check that you may write there (ls -ld), or go without the file: --no-config"),
            hint_tr: ("oraya yazma izniniz olduğunu denetleyin (ls -ld) ya da dosyasız sürdürün: --no-config"),
        }
        /// Questions that nobody answered.
        Unanswered { keys: Vec<String> } = "unanswered" {
            en: ("these have to be answered first: {}", crate::i18n::list(keys)),
            tr: ("önce şunların yanıtlanması gerekir: {}", crate::i18n::list(keys)),
            hint_en: ("{}", ways_to_answer(keys, Lang::En)),
            hint_tr: ("{}", ways_to_answer(keys, Lang::Tr)),
        }
        /// The stage before it has to be done first.
        OutOfOrder { stage: String, first: String } = "out_of_order" {
            en: ("the stage {stage} has to wait for {first}"),
            tr: ("{stage} aşaması önce {first} aşamasının bitmesini bekler"),
            hint_en: ("run the stages in order"),
            hint_tr: ("aşamaları sırayla çalıştırın"),
        }
    }
}

/// The administrator's password comes from a file, everything else from `--set`.
fn ways_to_answer(keys: &[String], lang: Lang) -> String {
    let mut ways: Vec<String> = Vec::new();
    for key in keys {
        ways.push(match (key.ends_with("password"), lang) {
            (true, Lang::En) => "--admin-password-file FILE".to_owned(),
            (true, Lang::Tr) => "--admin-password-file DOSYA".to_owned(),
            (false, Lang::En) => format!("--set {key}=VALUE"),
            (false, Lang::Tr) => format!("--set {key}=DEĞER"),
        });
    }
    ways.join(" ")
}

/// What a superuser runs on the server to create the database for this login.
pub(super) fn createdb_command(port: u16, user: &str, database: &str) -> String {
    let (user, database) = (shell(user), shell(database));
    format!("sudo -u postgres createdb{} -E UTF8 -T template0 -O {user} {database}", port_option(port))
}

/// What a superuser runs on the server to let this login make tables.
pub(super) fn grant_command(port: u16, user: &str, database: &str, schema: &str) -> String {
    let grant = format!(
        "GRANT USAGE, CREATE ON SCHEMA {} TO {};",
        crate::database::identifier(schema),
        crate::database::identifier(user)
    );
    format!("sudo -u postgres psql{} -d {} -c {}", port_option(port), shell(database), shell(&grant))
}

fn port_option(port: u16) -> String {
    if port == 5432 { String::new() } else { format!(" -p {port}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_for_a_superuser_can_be_pasted_whatever_the_names_hold() {
        assert_eq!(
            createdb_command(5432, "sontechsp", "shop"),
            "sudo -u postgres createdb -E UTF8 -T template0 -O sontechsp shop"
        );
        assert_eq!(
            grant_command(5433, "ay'şe", "my shop", "public"),
            "sudo -u postgres psql -p 5433 -d 'my shop' -c 'GRANT USAGE, CREATE ON SCHEMA \"public\" TO \"ay'\\''şe\";'"
        );
    }
}
