//! What can go wrong with migrations.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

use super::backup::BackupError;
use super::migration::EditProblem;
use crate::database::DatabaseError;
use crate::i18n::{Lang, Problem, Say, count, duration, list, problems};
use crate::revision::{Direction, FileProblem, GraphProblem, IdError, NewError, RevisionError, TargetError};

/// Why a migration was not, or not wholly, run.
#[derive(Debug, Clone, PartialEq)]
pub enum MigrationError {
    /// Files that cannot be used; every one of them, not only the first.
    Files(Vec<FileProblem>),
    /// The graph, a target or a new revision.
    Revision(RevisionError),
    /// A step cannot be run as it is written; nothing was started.
    Step(StepProblem),
    /// A step failed.
    Failed(Box<StepFailure>),
    /// The run as a whole.
    Run(RunProblem),
    /// The database, outside any step.
    Database(DatabaseError),
    /// The backup that has to come first could not be made; nothing was run.
    Backup(Box<BackupFailure>),
    /// A file cannot be changed as was asked.
    Edit(EditProblem),
}

problems! {
    /// Why a step cannot be run as its file has it. Found before anything runs.
    pub enum StepProblem {
        /// The file says nothing about this kind of database.
        NoSection { revision: String, file: String, direction: Direction, engine: String } = "no_section" {
            en: ("{file}: revision `{revision}` has no {direction} for {engine}"),
            tr: ("{file}: `{revision}` versiyonunda {engine} için {direction} bölümü yok"),
            hint_en: ("write `-- goc:{direction} {engine}`, with ` none` behind it if there is nothing to do there"),
            hint_tr: ("`-- goc:{direction} {engine}` bölümünü yazın; orada yapılacak bir şey yoksa sonuna ` none` ekleyin"),
        }
        /// The file says that there is no way back.
        Irreversible { revision: String, file: String, why: String } = "irreversible" {
            en: ("{file}: revision `{revision}` cannot be taken back: {why}"),
            tr: ("{file}: `{revision}` versiyonu geri alınamaz: {why}"),
            hint_en: ("restore a backup from before it, or write a new revision that mends what has to be mended"),
            hint_tr: ("öncesinden alınmış bir yedeği geri yükleyin ya da düzeltmeyi yapan yeni bir versiyon yazın"),
        }
        /// A statement that would end the step's transaction.
        TransactionControl { revision: String, place: String, command: String } = "transaction_control" {
            en: ("{place}: {command} would end the transaction that keeps revision `{revision}` whole"),
            tr: ("{place}: {command}, `{revision}` versiyonunu bütün tutan işlemi (transaction) bitirirdi"),
            hint_en: ("take the statement out: goc begins and commits itself; for statements that cannot run in a transaction write `-- goc:transaction off`"),
            hint_tr: ("bu deyimi çıkarın: işlemi goc kendisi başlatır ve bitirir; işlem içinde çalışamayan deyimler için `-- goc:transaction off` yazın"),
        }
        /// A statement that the engine refuses inside a transaction.
        NeedsNoTransaction { revision: String, place: String, command: String } = "needs_no_transaction" {
            en: ("{place}: {command} cannot run inside the transaction of revision `{revision}`"),
            tr: ("{place}: {command}, `{revision}` versiyonunun işlemi (transaction) içinde çalışamaz"),
            hint_en: ("put `-- goc:transaction off` at the top of that section, best in a revision of its own"),
            hint_tr: ("o bölümün başına `-- goc:transaction off` yazın; en iyisi ayrı bir versiyonda olmasıdır"),
        }
        /// A command for psql, not for the server.
        MetaCommand { revision: String, place: String, command: String } = "meta_command" {
            en: ("{place}: {command} is a command of psql, not SQL"),
            tr: ("{place}: {command} SQL değil, bir psql komutu"),
            hint_en: ("take the line out; pg_dump writes such lines, the server does not know them"),
            hint_tr: ("satırı çıkarın; bu satırları pg_dump yazar, sunucu bilmez"),
        }
        /// A part of an imported revision was not understood, and nobody has written it as SQL yet.
        Untranslated { revision: String, place: String, sources: Vec<String> } = "untranslated" {
            en: ("{place}: revision `{revision}` has parts that were not translated: {}", list(sources)),
            tr: ("{place}: `{revision}` versiyonunun SQL'e çevrilmemiş yerleri var: {}", list(sources)),
            hint_en: ("write in its place what that Python does as SQL, then take the `-- goc:untranslated` line out; if there is nothing to do, take the line out alone"),
            hint_tr: ("o Python'un yaptığını yerine SQL olarak yazıp `-- goc:untranslated` satırını silin; yapılacak bir şey yoksa yalnızca satırı silin"),
        }
        /// A batch that cannot be run as it is written.
        BadBatch { revision: String, place: String, fault: BatchFault } = "bad_batch" {
            en: ("{place}: revision `{revision}`: {}", fault.english()),
            tr: ("{place}: `{revision}` versiyonu: {}", fault.turkish()),
            hint_en: ("`-- goc:batch table=T key=K` stands before one UPDATE, DELETE or INSERT that says: K BETWEEN :first AND :last"),
            hint_tr: ("`-- goc:batch table=T key=K`, içinde K BETWEEN :first AND :last geçen tek bir UPDATE, DELETE ya da INSERT deyiminin önünde durur"),
        }
        /// All or nothing was asked for, and a step has no transaction.
        NotInOneTransaction { revision: String, file: String } = "not_in_one_transaction" {
            en: ("{file}: revision `{revision}` runs without a transaction, so the run cannot be one"),
            tr: ("{file}: `{revision}` versiyonu işlemsiz (transaction off) çalışır, bu yüzden hepsi tek işlemde yürütülemez"),
            hint_en: ("run without --single-transaction, or in parts: goc upgrade to the revision before it first"),
            hint_tr: ("--single-transaction olmadan ya da parça parça çalıştırın: önce bir önceki versiyona kadar güncelleyin"),
        }
    }
}

problems! {
    /// What is wrong with a run as a whole.
    pub enum RunProblem {
        /// Somebody changed the version table meanwhile.
        Moved { expected: Vec<String>, found: Vec<String> } = "database_moved" {
            en: ("the database is no longer where the plan began: expected {}, found {}", or_base(expected), or_base(found)),
            tr: ("veritabanı artık planın başladığı yerde değil: beklenen {}, bulunan {}", or_base(expected), or_base(found)),
            hint_en: ("another program changes the version table; see where it stands: goc status"),
            hint_tr: ("versiyon tablosunu başka bir program değiştiriyor; duruma bakın: goc status"),
        }
        /// A lost line ended the run between two steps.
        Stopped { done: usize, total: usize } = "stopped" {
            en: ("stopped after {done} of {}, as asked", count(*total, "step")),
            tr: ("istendiği için {total} adımdan {done} tanesi bitince durdu"),
            hint_en: ("every finished step is kept; to go on: goc upgrade"),
            hint_tr: ("biten adımlar duruyor; sürdürmek için: goc upgrade"),
        }
        /// The next step would not be over in time.
        Deadline { done: usize, total: usize, next: String, takes_ms: Option<u64> } = "deadline" {
            en: ("stopped after {done} of {}: {}", count(*total, "step"), late(next, *takes_ms, Lang::En)),
            tr: ("{total} adımdan {done} tanesi bitince durdu: {}", late(next, *takes_ms, Lang::Tr)),
            hint_en: ("every finished step is kept; to go on another night: goc upgrade"),
            hint_tr: ("biten adımlar duruyor; başka bir gece sürdürmek için: goc upgrade"),
        }
        /// The connection broke while a COMMIT was on its way, and nobody can be asked.
        InDoubt { revision: String, reason: String } = "in_doubt" {
            en: ("the connection broke while revision `{revision}` was being committed, and the server cannot be asked whether it was: {reason}"),
            tr: ("`{revision}` versiyonu kaydedilirken bağlantı koptu ve kaydedilip kaydedilmediği sunucuya sorulamıyor: {reason}"),
            hint_en: ("it is there wholly or not at all; when the server answers again: goc status, then the same command"),
            hint_tr: ("ya tamamı var ya hiçbiri yok; sunucu yeniden yanıt verince: goc status, sonra aynı komut"),
        }
        /// A step without a transaction was interrupted, and goc cannot know by itself what is true.
        Interrupted { revision: String, direction: Direction, done: usize, total: usize, statement: String, why: Doubt } = "interrupted_step" {
            en: ("the {direction} of revision `{revision}` was interrupted: {done} of {} done; {}: {statement}", count(*total, "statement"), why.english()),
            tr: ("`{revision}` versiyonunun {} adımı yarıda kalmış: {total} deyimden {done} tanesi bitmiş; {}: {statement}", direction.say(Lang::Tr), why.turkish()),
            hint_en: ("see what is true and choose: goc repair"),
            hint_tr: ("neyin doğru olduğuna bakıp seçin: goc repair"),
        }
        /// A step without a transaction was interrupted, and what is asked for now does not go on with it.
        InterruptedElsewhere { revision: String, direction: Direction, done: u32 } = "interrupted_step" {
            en: ("the {direction} of revision `{revision}` was interrupted ({} of it done and kept), and this run would leave it like that", count(*done as usize, "statement")),
            tr: ("`{revision}` versiyonunun {} adımı yarıda kalmış (bitmiş ve duran deyim: {done}) ve bu çalıştırma onu öyle bırakırdı", direction.say(Lang::Tr)),
            hint_en: ("deal with it first: goc repair"),
            hint_tr: ("önce onu çözün: goc repair"),
        }
        /// Nothing is interrupted.
        NothingToRepair = "nothing_to_repair" {
            en: ("no step is interrupted"),
            tr: ("yarıda kalmış bir adım yok"),
            hint_en: ("see where the database stands: goc status"),
            hint_tr: ("veritabanının durumuna bakın: goc status"),
        }
        /// Rows that point nowhere, after a step that rebuilt tables (SQLite).
        ForeignKeys { revision: String, file: String, violations: Vec<String> } = "foreign_key_violation" {
            en: ("{file}: after revision `{revision}` rows would point nowhere: {}", list(violations)),
            tr: ("{file}: `{revision}` versiyonundan sonra boşa işaret eden satırlar olurdu: {}", list(violations)),
            hint_en: ("the step was rolled back; mend the rows, or the revision, and run it again"),
            hint_tr: ("adım geri alındı; satırları ya da versiyonu düzeltip yeniden çalıştırın"),
        }
        /// An offline script has to know where it begins.
        OfflineNeedsRange = "bad_range" {
            en: ("without a database a script needs both ends"),
            tr: ("veritabanı olmadan betik için iki uç da gerekir"),
            hint_en: ("name them: goc upgrade --sql 003:head, or goc downgrade --sql 006:003"),
            hint_tr: ("ikisini de yazın: goc upgrade --sql 003:head ya da goc downgrade --sql 006:003"),
        }
    }
}

/// What is wrong with a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchFault {
    /// No statement follows the directive.
    NoStatement,
    /// Two directives stand before the same statement.
    Twice,
    /// The statement does not change rows.
    NotRows,
    /// `:first` or `:last` is missing in it.
    NoBounds,
}

impl BatchFault {
    fn english(self) -> &'static str {
        match self {
            BatchFault::NoStatement => "no statement follows this batch",
            BatchFault::Twice => "two batches stand before the same statement",
            BatchFault::NotRows => "a batch can only be a statement that changes rows",
            BatchFault::NoBounds => "the statement of a batch has to name its range, :first and :last",
        }
    }

    fn turkish(self) -> &'static str {
        match self {
            BatchFault::NoStatement => "bu batch yönergesinden sonra bir deyim gelmiyor",
            BatchFault::Twice => "aynı deyimin önünde iki batch yönergesi var",
            BatchFault::NotRows => "batch yalnızca satır değiştiren bir deyimle çalışır",
            BatchFault::NoBounds => "batch deyimi aralığını söylemeli: :first ve :last",
        }
    }
}

/// Why an interrupted step cannot go on by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The file's section is a transaction now; it was none then.
    HasTransactionNow,
    /// The statements that are done are no longer those of the file.
    FileChanged,
    /// The process died in a statement that may or may not have taken effect.
    StatementInDoubt,
}

impl Doubt {
    fn english(self) -> &'static str {
        match self {
            Doubt::HasTransactionNow => "its file has a transaction now; the next statement was",
            Doubt::FileChanged => "the file was changed before that place; the next statement is now",
            Doubt::StatementInDoubt => "whether the next statement took effect cannot be known",
        }
    }

    fn turkish(self) -> &'static str {
        match self {
            Doubt::HasTransactionNow => "dosyada artık işlem (transaction) var; sıradaki deyim şuydu",
            Doubt::FileChanged => "dosya o yerden önce değiştirilmiş; sıradaki deyim şimdi şu",
            Doubt::StatementInDoubt => "sıradaki deyimin etkili olup olmadığı bilinemiyor",
        }
    }
}

/// Why a step is too late, with the time that it took last, where somebody has timed it.
fn late(next: &str, takes_ms: Option<u64>, lang: Lang) -> String {
    let takes = takes_ms.map(|time| duration(Duration::from_millis(time), lang));
    match (lang, takes) {
        (Lang::En, Some(takes)) => {
            format!("`{next}` took {takes} the last time and would not be over before the deadline")
        }
        (Lang::En, None) => format!("the deadline has passed before `{next}`"),
        (Lang::Tr, Some(takes)) => format!("`{next}` son seferde {takes} sürdü, verilen saatten önce bitmez"),
        (Lang::Tr, None) => format!("`{next}` başlamadan verilen saat geçti"),
    }
}

fn or_base(rows: &[String]) -> String {
    if rows.is_empty() { "base".to_owned() } else { list(rows) }
}

/// A step that failed, where, and what that means for the run.
#[derive(Debug, Clone, PartialEq)]
pub struct StepFailure {
    /// The revision.
    pub revision: String,
    /// Which way it went.
    pub direction: Direction,
    /// The file's name.
    pub file: String,
    /// The line of the statement that failed; `None` when it was the COMMIT.
    pub line: Option<u32>,
    /// The beginning of that statement.
    pub statement: Option<String>,
    /// What the database said.
    pub error: DatabaseError,
    /// Steps before it that are done and stay.
    pub kept: usize,
    /// Steps of the plan.
    pub total: usize,
    /// Statements of this very step that are done and stay: only without a transaction.
    pub statements_kept: usize,
    /// Rows of a batch that are done and stay, when the statement that failed is one.
    pub rows_kept: Option<u64>,
    /// The backup that was made before the run.
    pub backup: Option<RunBackup>,
}

/// A backup of the state before a run, and how to get it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunBackup {
    /// The file, as a shell takes it.
    pub file: String,
    /// The database, as `-d` and a shell take it.
    pub database: String,
}

/// Why a run never began.
#[derive(Debug, Clone, PartialEq)]
pub struct BackupFailure {
    /// Which way the run was to go.
    pub direction: Direction,
    /// Why there is no backup.
    pub error: BackupError,
}

impl Say for BackupFailure {
    fn say(&self, lang: Lang) -> String {
        let (direction, reason) = (self.direction, self.error.say(lang));
        match lang {
            Lang::En => format!("nothing was run, since the backup before the {direction} failed: {reason}"),
            Lang::Tr => format!("{direction} öncesindeki yedek alınamadığı için hiçbir şey çalıştırılmadı: {reason}"),
        }
    }
}

impl Problem for BackupFailure {
    fn kind(&self) -> &'static str {
        if self.error.is_stop() { self.error.kind() } else { "backup_failed" }
    }

    fn hint(&self, lang: Lang) -> String {
        self.error.hint(lang)
    }

    fn facts(&self) -> Value {
        json!({ "direction": self.direction, "backup_error": self.error.kind(), "backup": self.error.facts() })
    }
}

impl StepFailure {
    fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.clone(),
        }
    }
}

impl Say for StepFailure {
    fn say(&self, lang: Lang) -> String {
        let place = self.place();
        let error = self.error.say(lang);
        let (revision, direction) = (&self.revision, self.direction);
        let statement = self.statement.as_deref().map(|text| format!("\n  {text}")).unwrap_or_default();
        match lang {
            Lang::En => format!("{place}: {direction} of revision `{revision}` failed: {error}{statement}"),
            Lang::Tr => {
                let direction = direction.say(lang);
                format!("{place}: `{revision}` versiyonunun {direction} adımı başarısız: {error}{statement}")
            }
        }
    }
}

impl Problem for StepFailure {
    fn kind(&self) -> &'static str {
        self.error.kind()
    }

    fn hint(&self, lang: Lang) -> String {
        let (kept, total) = (self.kept, self.total);
        let left = match (lang, self.statements_kept) {
            (Lang::En, _) if let Some(rows) = self.rows_kept => {
                format!(
                    "rows of the batch that are done and kept: {rows}; the next {} goes on from there",
                    self.direction
                )
            }
            (Lang::Tr, _) if let Some(rows) = self.rows_kept => {
                format!("batch içinde bitmiş ve duran satır: {rows}; sonraki çalıştırma oradan sürer")
            }
            (Lang::En, 0) if kept == 0 => "nothing was changed".to_owned(),
            (Lang::Tr, 0) if kept == 0 => "hiçbir şey değişmedi".to_owned(),
            (Lang::En, 0) => {
                format!("the step left nothing behind; done before it and kept: {kept} of {}", count(total, "step"))
            }
            (Lang::Tr, 0) => format!("adım geride bir şey bırakmadı; önceki adımlar duruyor: {kept}/{total}"),
            (Lang::En, n) => {
                format!(
                    "the step runs without a transaction; done and kept: {}; see: goc repair",
                    count(n, "statement")
                )
            }
            (Lang::Tr, n) => {
                format!("adım işlemsiz (transaction off) çalışıyor; bitmiş ve duran deyim: {n}; bakın: goc repair")
            }
        };
        let next = match (&self.error, lang) {
            (DatabaseError::Statement { .. }, Lang::En) => {
                format!("mend {} and run the same command again", self.place())
            }
            (DatabaseError::Statement { .. }, Lang::Tr) => {
                format!("{} düzeltilince aynı komutu yeniden çalıştırın", self.place())
            }
            (error, lang) => error.hint(lang),
        };
        let back = match (&self.backup, lang) {
            (None, _) => String::new(),
            (Some(RunBackup { file, database }), Lang::En) => {
                format!("\nto bring back the state before this run: goc -d {database} restore {file}")
            }
            (Some(RunBackup { file, database }), Lang::Tr) => {
                format!("\nbu çalıştırmadan önceki duruma dönmek için: goc -d {database} restore {file}")
            }
        };
        format!("{left}\n{next}{back}")
    }

    fn facts(&self) -> Value {
        json!({
            "revision": self.revision,
            "direction": self.direction,
            "file": self.file,
            "line": self.line,
            "statement": self.statement,
            "steps_done": self.kept,
            "steps": self.total,
            "database_error": self.error.facts(),
            "backup": self.backup.as_ref().map(|backup| &backup.file),
        })
    }
}

impl fmt::Display for StepFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl MigrationError {
    fn inner(&self) -> Option<&dyn Problem> {
        Some(match self {
            MigrationError::Files(problems) => problems.first()?,
            MigrationError::Revision(problem) => problem,
            MigrationError::Step(problem) => problem,
            MigrationError::Failed(failure) => failure.as_ref(),
            MigrationError::Run(problem) => problem,
            MigrationError::Database(error) => error,
            MigrationError::Backup(failure) => failure.as_ref(),
            MigrationError::Edit(problem) => problem,
        })
    }

    /// Whether a person or a signal ended the work.
    pub fn is_stop(&self) -> bool {
        match self {
            MigrationError::Run(RunProblem::Stopped { .. }) | MigrationError::Database(DatabaseError::Cancelled) => {
                true
            }
            MigrationError::Failed(failure) => failure.error == DatabaseError::Cancelled,
            MigrationError::Backup(failure) => failure.error.is_stop(),
            _ => false,
        }
    }
}

impl Say for MigrationError {
    fn say(&self, lang: Lang) -> String {
        match self {
            MigrationError::Files(problems) => {
                problems.iter().map(|problem| problem.say(lang)).collect::<Vec<_>>().join("\n")
            }
            other => other.inner().map(|problem| problem.say(lang)).unwrap_or_default(),
        }
    }
}

impl Problem for MigrationError {
    fn kind(&self) -> &'static str {
        self.inner().map_or("unreadable_file", Problem::kind)
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            MigrationError::Files(problems) => {
                let mut hints: Vec<String> = problems.iter().map(|problem| problem.hint(lang)).collect();
                hints.dedup();
                hints.join("\n")
            }
            other => other.inner().map(|problem| problem.hint(lang)).unwrap_or_default(),
        }
    }

    fn facts(&self) -> Value {
        match self {
            MigrationError::Files(problems) => {
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

impl fmt::Display for MigrationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for MigrationError {}

macro_rules! from_revision {
    ($($problem:ty),*) => {
        $(impl From<$problem> for MigrationError {
            fn from(problem: $problem) -> MigrationError {
                MigrationError::Revision(problem.into())
            }
        })*
    };
}
from_revision!(GraphProblem, IdError, NewError, TargetError);

impl From<FileProblem> for MigrationError {
    fn from(problem: FileProblem) -> MigrationError {
        MigrationError::Files(vec![problem])
    }
}

impl From<RevisionError> for MigrationError {
    fn from(error: RevisionError) -> MigrationError {
        MigrationError::Revision(error)
    }
}

impl From<StepProblem> for MigrationError {
    fn from(problem: StepProblem) -> MigrationError {
        MigrationError::Step(problem)
    }
}

impl From<EditProblem> for MigrationError {
    fn from(problem: EditProblem) -> MigrationError {
        MigrationError::Edit(problem)
    }
}

impl From<RunProblem> for MigrationError {
    fn from(problem: RunProblem) -> MigrationError {
        MigrationError::Run(problem)
    }
}

impl From<DatabaseError> for MigrationError {
    fn from(error: DatabaseError) -> MigrationError {
        MigrationError::Database(error)
    }
}

impl From<Box<StepFailure>> for MigrationError {
    fn from(failure: Box<StepFailure>) -> MigrationError {
        MigrationError::Failed(failure)
    }
}
