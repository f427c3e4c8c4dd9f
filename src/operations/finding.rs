//! Findings: what is wrong or risky, how grave it is, and what to do about it.

use serde_json::{Value, json};

use super::Trouble;
use super::fix::Fix;
use crate::i18n::{Lang, Problem, Say, count, list, local_time, problems, shell};
use crate::revision::Direction;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Works, but somebody should look.
    Warning,
    /// In the way of an upgrade, or of the truth.
    Error,
}

/// One result of `doctor` or `status`.
#[derive(Debug)]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// What it is, and what to do.
    pub problem: Box<dyn FindingProblem>,
    /// What can be done about it, the best first; empty when goc can do nothing.
    pub fixes: Vec<Fix>,
}

/// What a finding can hold: any problem that may travel between threads.
pub trait FindingProblem: Problem + std::fmt::Debug + Send + Sync {}

impl<P: Problem + std::fmt::Debug + Send + Sync> FindingProblem for P {}

impl Finding {
    /// Puts a problem and its severity together.
    pub fn new(severity: Severity, problem: impl FindingProblem + 'static) -> Finding {
        Finding { severity, problem: Box::new(problem), fixes: Vec::new() }
    }

    /// Says what can be done about it.
    pub fn with(self, fixes: Vec<Fix>) -> Finding {
        Finding { fixes, ..self }
    }

    /// As an object of `--json`: that of the problem, with its severity.
    pub fn to_json(&self, lang: Lang) -> Value {
        let mut object = self.problem.to_json(lang);
        if let Some(object) = object.as_object_mut() {
            object.insert("severity".to_owned(), json!(self.severity));
        }
        object
    }
}

impl Say for Finding {
    fn say(&self, lang: Lang) -> String {
        self.problem.say(lang)
    }
}

/// The first names of a list that may be long.
fn few(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let more = if names.len() > SHOWN { format!(", … ({})", names.len()) } else { String::new() };
    format!("{}{more}", list(&names[..names.len().min(SHOWN)]))
}

problems! {
    /// What is found about a database and its revisions together.
    pub enum StateProblem {
        /// A row of the version table that no file has.
        UnknownRow { revision: String } = "unknown_revision" {
            en: ("the database is at `{revision}`, which no revision file has"),
            tr: ("veritabanının versiyonu `{revision}`, ama bu versiyonun dosyası yok"),
            hint_en: ("bring back the missing file (was a branch switched, or a newer goc used?), or: goc stamp --purge TARGET"),
            hint_tr: ("eksik dosyayı geri getirin (dal mı değişti, daha yeni bir goc mu kullanıldı?) ya da: goc stamp --purge HEDEF"),
        }
        /// Another program, mostly Alembic, has run everything here so far.
        NotAdopted { revision: String } = "not_adopted" {
            en: ("the database is at `{revision}` and goc has not taken it over yet: no journal, no checksums"),
            tr: ("veritabanı `{revision}` versiyonunda, ama goc onu henüz devralmadı: günlük ve sağlama toplamı yok"),
            hint_en: ("goc compares it with its revisions first and changes none of its tables: goc adopt"),
            hint_tr: ("goc önce versiyonlarla karşılaştırır ve hiçbir tabloyu değiştirmez: goc adopt"),
        }
        /// Another program has gone on beside goc.
        AppliedElsewhere { revisions: Vec<String> } = "applied_elsewhere" {
            en: ("applied by another program, such as Alembic, and not by goc: {}", few(revisions)),
            tr: ("goc ile değil, Alembic gibi başka bir programla uygulanmış: {}", few(revisions)),
            hint_en: ("goc goes on from there; to compare the tables and to watch these files from now on: goc adopt"),
            hint_tr: ("goc oradan sürdürür; tabloları karşılaştırmak ve bu dosyaları artık izlemek için: goc adopt"),
        }
        /// A file that is no longer what was applied.
        ChangedFile { revision: String, file: String, applied: String } = "changed_after_applied" {
            en: ("{file} was changed after revision `{revision}` was applied ({})", local_time(applied, Lang::En)),
            tr: ("{file}, `{revision}` versiyonu uygulandıktan sonra değiştirilmiş ({})", local_time(applied, Lang::Tr)),
            hint_en: ("bring back the file as it was (git log -p), and put the change into a new revision: goc revision -m …"),
            hint_tr: ("dosyayı eski haline getirin (git log -p), değişikliği yeni bir versiyona koyun: goc revision -m …"),
        }
        /// The database is not what its revisions make.
        Drift { changes: Vec<String> } = "drift" {
            en: ("the database differs from what its revisions make: {}", list(changes)),
            tr: ("veritabanı, versiyonlarının kurduğundan farklı: {}", list(changes)),
            hint_en: ("+ is there and no revision makes it, - is missing, ~ is another; undo it, or write it into a revision: goc revision --autogenerate"),
            hint_tr: ("+ fazladan var, - eksik, ~ farklı; geri alın ya da bir versiyona yazın: goc revision --autogenerate"),
        }
        /// Whether the database is what its revisions make cannot be told.
        DriftUnknown { reason: Trouble } = "drift_unknown" {
            en: ("whether somebody changed the database beside its revisions was not checked: {}", reason.say(Lang::En)),
            tr: ("veritabanının versiyonların dışında değiştirilip değiştirilmediğine bakılamadı: {}", reason.say(Lang::Tr)),
            hint_en: ("it takes a scratch database beside this one, which a login with CREATEDB may make"),
            hint_tr: ("bunun için yanında geçici bir veritabanı kurulur; CREATEDB yetkisi olan bir kullanıcı gerekir"),
        }
        /// A step without a transaction that did not come to its end.
        InterruptedStep { revision: String, direction: Direction, done: u32 } = "interrupted_step" {
            en: ("the {direction} of revision `{revision}` was interrupted; statements done and kept: {done}"),
            tr: ("`{revision}` versiyonunun {} adımı yarıda kalmış; bitmiş ve duran deyim: {done}", direction.say(Lang::Tr)),
            hint_en: ("see what is true and choose: goc repair"),
            hint_tr: ("neyin doğru olduğuna bakıp seçin: goc repair"),
        }
        /// The newest run did not end well.
        BrokenRun { command: String, target: String, started: String, done: usize, total: usize, error: Option<String> } = "broken_run" {
            en: ("the last run ({command} {target}, {}) did not end well; steps done: {done} of {total}", local_time(started, Lang::En)),
            tr: ("son çalıştırma ({command} {target}, {}) iyi bitmemiş; biten adım: {done}/{total}", local_time(started, Lang::Tr)),
            hint_en: ("see why: goc log -n 1; to go on: goc {command} {target}"),
            hint_tr: ("nedenini görün: goc log -n 1; sürdürmek için: goc {command} {target}"),
        }
        /// A run that ended between two steps because its terminal went away.
        StoppedRun { direction: Direction, target: String, started: String, done: usize, total: usize } = "stopped_run" {
            en: ("the {direction} of {} stopped after {done} of {} because the terminal went away", local_time(started, Lang::En), count(*total, "step")),
            tr: ("{} tarihli {} işlemi, terminal kapandığı için {total} adımdan {done} tanesi bitince durmuş", local_time(started, Lang::Tr), direction.say(Lang::Tr)),
            hint_en: ("every finished step is kept; to go on: goc {direction} {target}"),
            hint_tr: ("biten adımlar duruyor; sürdürmek için: goc {direction} {target}"),
        }
        /// Several heads, so that `head` means nothing.
        SeveralHeads { heads: Vec<String> } = "multiple_heads" {
            en: ("the history has {} heads: {}", heads.len(), list(heads)),
            tr: ("geçmişte {} uç var: {}", heads.len(), list(heads)),
            hint_en: ("join them: goc merge heads -m \"merge\"; or apply them all: goc upgrade heads"),
            hint_tr: ("birleştirin: goc merge heads -m \"birleştir\"; ya da hepsini uygulayın: goc upgrade heads"),
        }
        /// The same of an Alembic project, whose revisions goc does not run.
        SeveralPythonHeads { heads: Vec<String> } = "multiple_heads" {
            en: ("the history has {} heads: {}", heads.len(), list(heads)),
            tr: ("geçmişte {} uç var: {}", heads.len(), list(heads)),
            hint_en: ("join them with a revision of Alembic's: goc merge heads -m \"merge\""),
            hint_tr: ("Alembic'in bir versiyonuyla birleştirin: goc merge heads -m \"birleştir\""),
        }
        /// Something is left to run, and it is Python.
        PendingPython { count: usize, revisions: Vec<String>, project: String } = "pending" {
            en: ("{count} pending: {}", list(revisions)),
            tr: ("{count} bekleyen migration: {}", list(revisions)),
            hint_en: ("run them with Alembic, or turn the project into goc's revisions first: goc import alembic {} --to migrations/", shell(project)),
            hint_tr: ("Alembic ile çalıştırın ya da önce projeyi goc versiyonlarına çevirin: goc import alembic {} --to migrations/", shell(project)),
        }
        /// Something is left to run.
        Pending { count: usize, revisions: Vec<String> } = "pending" {
            en: ("{count} pending: {}", list(revisions)),
            tr: ("{count} bekleyen migration: {}", list(revisions)),
            hint_en: ("run them: goc upgrade heads"),
            hint_tr: ("çalıştırın: goc upgrade heads"),
        }
        /// An index that a broken `CREATE INDEX CONCURRENTLY` left behind: every write pays for it, no query uses it.
        InvalidIndex { index: String, table: String } = "invalid_index" {
            en: ("the index {index} of {table} is invalid: building it broke off"),
            tr: ("{table} tablosunun {index} dizini geçersiz: oluşturulması yarıda kalmış"),
            hint_en: ("build it again: goc repair --rebuild-index {0}; or drop it: goc repair --drop-index {0}", shell(index)),
            hint_tr: ("yeniden oluşturun: goc repair --rebuild-index {0}; ya da silin: goc repair --drop-index {0}", shell(index)),
        }
        /// A configuration that gives a password away.
        ExposedPassword { file: String } = "exposed_password" {
            en: ("{file} holds a password and can be read by others"),
            tr: ("{file} içinde parola var ve dosyayı başkaları okuyabiliyor"),
            hint_en: ("close it (chmod 600 {file}), or better take the password out: ~/.pgpass, PGPASSWORD or password_command"),
            hint_tr: ("kapatın (chmod 600 {file}) ya da daha iyisi parolayı çıkarın: ~/.pgpass, PGPASSWORD veya password_command"),
        }
        /// The rights of a file could not be changed.
        NotClosed { file: String, reason: String } = "not_closed" {
            en: ("the rights of {file} could not be changed: {reason}"),
            tr: ("{file} dosyasının izinleri değiştirilemedi: {reason}"),
            hint_en: ("only its owner can: sudo chmod 600 {}", shell(file)),
            hint_tr: ("yalnız sahibi değiştirebilir: sudo chmod 600 {}", shell(file)),
        }
    }
}
