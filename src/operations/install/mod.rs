//! The first installation, as stages that a front end drives: it shows the plan, asks the questions, has the summary confirmed, then
//! runs stage after stage.
//!
//! [`Installer::look`] only reads, so nothing is written before somebody said yes. Each stage looks for itself what is left to do, so an
//! installation that broke anywhere is continued by running it again, and a finished one changes nothing.

mod config_file;
mod error;
mod report;
mod seeds;
mod stage;

use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};

pub use config_file::NewConfig;
pub use error::InstallError;
pub use report::{InstallReport, NextStep};
pub use stage::{Detail, InstallProblem, Stage, StageName, StageState};

use super::migration::{RunOptions, status, upgrade};
use super::password;
use super::seed::{self, Answers, Question, Seeds};
use super::{Context, Finding, protect};
use crate::database::{Access, Connection, DatabaseError, grant_create_right, missing_create_right, wrong_encoding};
use crate::i18n::safe;

/// What becomes of `goc.toml`.
#[derive(Debug, Clone)]
pub enum ConfigPlan {
    /// There is one.
    Exists(PathBuf),
    /// There is none, and it is to be written.
    Write(NewConfig),
    /// Somebody does not want one.
    Unwanted,
}

/// An installation at work.
#[derive(Debug)]
pub struct Installer {
    context: Context,
    seeds: Seeds,
    config: ConfigPlan,
    stages: Vec<Stage>,
    questions: Vec<Question>,
    answers: Answers,
    findings: Vec<Finding>,
}

/// Whether the wanted database is there.
enum Place {
    There(Box<Connection>),
    Missing,
}

impl Installer {
    /// Prepares an installation; nothing is looked at yet.
    pub fn new(context: Context, seeds: Seeds, config: ConfigPlan) -> Installer {
        let stage = |name| Stage { name, state: StageState::Waiting, detail: Vec::new() };
        Installer {
            context,
            seeds,
            config,
            stages: StageName::ALL.into_iter().map(stage).collect(),
            questions: Vec::new(),
            answers: Answers::default(),
            findings: Vec::new(),
        }
    }

    /// Every stage in order.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The database that is being installed.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The stages that have something to do, in order.
    pub fn remaining(&self) -> Vec<StageName> {
        let waits = |stage: &&Stage| matches!(stage.state, StageState::Waiting | StageState::Failed);
        self.stages.iter().filter(waits).map(|stage| stage.name).collect()
    }

    /// Whether a stage that writes has something to do.
    pub fn has_work(&self) -> bool {
        self.remaining().iter().any(|name| !matches!(name, StageName::Questions | StageName::Consistency))
    }

    /// The questions whose answers are needed: those of rows that are not there yet.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The answer to a question that is no secret, else its default: what the summary shows.
    pub fn shown_answer(&self, question: &Question) -> Option<String> {
        if question.secret {
            return None;
        }
        self.answers.get(&question.key).map(str::to_owned).or_else(|| question.default.clone())
    }

    /// Whether a person answered the question.
    pub fn is_answered(&self, question: &Question) -> bool {
        self.answers.secret(&question.key).is_some()
    }

    /// Finds out what every stage would do now. Writes nothing.
    ///
    /// # Errors
    /// Whatever would make a stage fail anyway, before anybody has answered a question for nothing.
    pub async fn look(&mut self) -> Result<(), InstallError> {
        let place = match self.look_at_connection().await {
            Ok(place) => place,
            Err(error) => {
                self.set(StageName::Connection, StageState::Failed, Vec::new());
                return Err(error);
            }
        };
        let is_there = matches!(place, Place::There(_));
        let looked = match place {
            Place::There(connection) => self.look_at_database(*connection).await,
            Place::Missing => self.look_at_missing_database().await,
        };
        if let Err(error) = looked {
            self.set(StageName::Database, StageState::Failed, Vec::new());
            return Err(error);
        }
        self.look_at_configuration();
        let pending = self.look_at_migrations(is_there).await?;
        self.look_at_seeds(is_there && pending == 0).await?;
        self.set(StageName::Consistency, StageState::Waiting, vec![Detail::WillCheck]);
        Ok(())
    }

    /// Connects, with a stop on the way at the server itself when the database is missing.
    async fn look_at_connection(&mut self) -> Result<Place, InstallError> {
        let place = match self.context.connect(Access::Read).await {
            Ok(connection) => Place::There(Box::new(connection)),
            Err(DatabaseError::NoDatabase { .. }) => Place::Missing,
            // The folder is made together with the file.
            Err(DatabaseError::CannotOpen { .. }) if self.missing_folder().is_some() => Place::Missing,
            Err(error) => return Err(error.into()),
        };
        let database = &self.context.database;
        let detail = match (database.file(), database.postgres()) {
            (Some(file), _) => Detail::File { file: shown(&file.to_string_lossy()) },
            (None, target) => {
                let server = database.server().await;
                // Somebody may be shut out of the maintenance databases and still work in their own.
                let version = match (server, &place) {
                    (Ok(Some(server)), _) => server.version,
                    (Err(error), Place::Missing) => return Err(error.into()),
                    _ => "PostgreSQL".to_owned(),
                };
                let address = target.map(|target| format!("{}@{}:{}", target.user, target.host, target.port));
                Detail::Server { version, address: shown(&address.unwrap_or_default()) }
            }
        };
        self.set(StageName::Connection, StageState::Done, vec![detail]);
        Ok(place)
    }

    async fn look_at_database(&mut self, mut connection: Connection) -> Result<(), InstallError> {
        let encoding = wrong_encoding(&mut connection).await;
        let missing = missing_create_right(&mut connection).await;
        connection.close().await;
        if let Some(encoding) = encoding? {
            let found = format!("{}: {}", self.name(), shown(&encoding));
            return Err(DatabaseError::Unsupported { found }.into());
        }
        match missing? {
            Some(schema) => {
                self.set(StageName::Database, StageState::Waiting, vec![Detail::WillGrant { schema: shown(&schema) }]);
            }
            None if self.context.database.file().is_some_and(|file| !file.exists()) => {
                self.set(StageName::Database, StageState::Waiting, vec![Detail::WillCreate { database: self.name() }]);
            }
            None => {
                self.set(StageName::Database, StageState::AlreadyDone, vec![Detail::IsThere { database: self.name() }]);
            }
        }
        Ok(())
    }

    async fn look_at_missing_database(&mut self) -> Result<(), InstallError> {
        let mut detail = Vec::new();
        if let Some(folder) = self.missing_folder() {
            detail.push(Detail::WillCreateFolder { folder: shown(&folder.to_string_lossy()) });
        }
        detail.push(Detail::WillCreate { database: self.name() });
        if let Some(server) = self.context.database.server().await?
            && !server.may_create_databases
        {
            return Err(self.may_not_create().into());
        }
        self.set(StageName::Database, StageState::Waiting, detail);
        Ok(())
    }

    fn look_at_configuration(&mut self) {
        let (state, detail) = match &self.config {
            ConfigPlan::Exists(file) => {
                (StageState::AlreadyDone, Detail::ConfigThere { file: shown(&file.to_string_lossy()) })
            }
            ConfigPlan::Write(config) => {
                (StageState::Waiting, Detail::WillWriteConfig { file: shown(&config.file.to_string_lossy()) })
            }
            ConfigPlan::Unwanted => (StageState::Skipped, Detail::NoConfigWanted),
        };
        self.set(StageName::Configuration, state, vec![detail]);
    }

    /// How many revisions are pending.
    async fn look_at_migrations(&mut self, is_there: bool) -> Result<usize, InstallError> {
        self.context.revisions.runnable()?;
        if !is_there {
            let graph = self.context.graph()?;
            let revisions = graph.nodes().count();
            self.set(StageName::Migrations, StageState::Waiting, vec![Detail::WillRun { revisions }]);
            return Ok(revisions);
        }
        let status = status(&self.context).await?;
        let (state, detail) = if status.pending_count == 0 {
            (StageState::AlreadyDone, Detail::UpToDate { at: shown(&status.current_revision.unwrap_or_default()) })
        } else {
            (StageState::Waiting, Detail::WillRun { revisions: status.pending_count })
        };
        self.set(StageName::Migrations, state, vec![detail]);
        Ok(status.pending_count)
    }

    /// Which sets have rows that are not there yet, and what they ask.
    async fn look_at_seeds(&mut self, has_tables: bool) -> Result<(), InstallError> {
        let count = self.seeds.checked()?.len();
        let (sets, questions) =
            if has_tables { self.open_sets().await? } else { (count, seed::questions(&self.seeds)) };
        self.questions = questions;
        let (state, detail) = match sets {
            0 => (StageState::AlreadyDone, Detail::SeedsThere),
            sets => (StageState::Waiting, Detail::WillLoad { sets }),
        };
        self.set(StageName::Seeds, state, vec![detail]);
        let (state, detail) = match self.questions.len() {
            0 => (StageState::AlreadyDone, Detail::NothingToAsk),
            questions => (StageState::Waiting, Detail::WillAsk { questions }),
        };
        self.set(StageName::Questions, state, vec![detail]);
        Ok(())
    }

    /// Takes the answer to a question.
    ///
    /// # Errors
    /// It does not fit, or the password policy refuses it.
    pub fn answer(&mut self, key: &str, answer: SecretString) -> Result<(), InstallError> {
        match self.questions.iter().find(|question| question.key == key) {
            Some(question) if question.secret => self.check_password(&answer)?,
            Some(question) => question.check(answer.expose_secret())?,
            // An answer that nobody needs any more is no mistake: the same command may be run again. A mistyped one is.
            None => {
                let answers: Answers = [(key, answer.clone())].into_iter().collect();
                answers.check(&seed::questions(&self.seeds))?;
                return Ok(());
            }
        }
        self.answers.set(key, answer);
        Ok(())
    }

    /// Whether the policy accepts a password, next to the answers so far: none of them may be the password.
    pub fn check_password(&self, password: &SecretString) -> Result<(), password::PasswordProblem> {
        let plain = self.questions.iter().filter(|question| !question.secret);
        let mut names: Vec<String> = plain.filter_map(|question| self.shown_answer(question)).collect();
        names.push(super::admin::DEFAULT_USER.to_owned());
        names.push(self.context.database.name.clone());
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        password::check(password, &names)
    }

    /// Whether every question is answered, by a person or by its default.
    ///
    /// # Errors
    /// [`InstallProblem::Unanswered`] with every key, or a password that turned out to be a name given later.
    pub fn check_answers(&self) -> Result<(), InstallError> {
        let is_open = |question: &&Question| question.default.is_none() && self.answers.secret(&question.key).is_none();
        let keys: Vec<String> = self.questions.iter().filter(is_open).map(|question| shown(&question.key)).collect();
        if !keys.is_empty() {
            return Err(InstallProblem::Unanswered { keys }.into());
        }
        for question in self.questions.iter().filter(|question| question.secret) {
            if let Some(password) = self.answers.secret(&question.key) {
                self.check_password(password)?;
            }
        }
        Ok(())
    }

    /// Runs a stage. One that has nothing to do does nothing; one that failed may be run again.
    ///
    /// # Errors
    /// The stage is marked as failed; what it did until then stays.
    pub async fn run(&mut self, name: StageName) -> Result<(), InstallError> {
        if !matches!(self.stage(name).state, StageState::Waiting | StageState::Failed) {
            return Ok(());
        }
        let before = StageName::ALL.into_iter().take_while(|&earlier| earlier != name);
        let open = before.into_iter().find(|&earlier| {
            matches!(self.stage(earlier).state, StageState::Waiting | StageState::Failed | StageState::Running)
        });
        if let Some(first) = open {
            return Err(
                InstallProblem::OutOfOrder { stage: name.key().to_owned(), first: first.key().to_owned() }.into()
            );
        }
        self.set_state(name, StageState::Running);
        let result = match name {
            StageName::Connection => self.look_at_connection().await.map(drop),
            StageName::Database => self.make_database().await,
            StageName::Configuration => self.write_configuration(),
            StageName::Migrations => self.migrate().await,
            StageName::Questions => self.settle_questions(),
            StageName::Seeds => self.load_seeds().await,
            StageName::Consistency => self.check_consistency().await,
        };
        if result.is_err() {
            // What it would have done is no longer true, and what happened the error says.
            self.set(name, StageState::Failed, Vec::new());
        }
        result
    }

    async fn make_database(&mut self) -> Result<(), InstallError> {
        let mut detail = Vec::new();
        if let Some(folder) = self.missing_folder() {
            std::fs::create_dir_all(&folder).map_err(|error| InstallProblem::CannotWrite {
                file: shown(&folder.to_string_lossy()),
                reason: shown(&error.to_string()),
            })?;
            detail.push(Detail::CreatedFolder { folder: shown(&folder.to_string_lossy()) });
        }
        let is_new_file = self.context.database.file().is_some_and(|file| !file.exists());
        let mut connection = match self.context.connect(Access::Write).await {
            Err(DatabaseError::NoDatabase { .. }) => {
                match self.context.database.create().await {
                    Err(DatabaseError::Permission { .. }) => return Err(self.may_not_create().into()),
                    created => created?,
                }
                detail.push(Detail::Created { database: self.name() });
                self.context.connect(Access::Write).await?
            }
            connected => connected?,
        };
        if is_new_file {
            detail.push(Detail::Created { database: self.name() });
        }
        let granted = self.ensure_rights(&mut connection).await;
        connection.close().await;
        detail.extend(granted?);
        self.set(StageName::Database, StageState::Done, detail);
        Ok(())
    }

    async fn ensure_rights(&self, connection: &mut Connection) -> Result<Option<Detail>, InstallError> {
        let Some(schema) = missing_create_right(connection).await? else { return Ok(None) };
        match grant_create_right(connection, &schema).await {
            Ok(()) | Err(DatabaseError::Permission { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        if missing_create_right(connection).await?.is_none() {
            return Ok(Some(Detail::Granted { schema: shown(&schema) }));
        }
        let Some(target) = self.context.database.postgres() else { return Ok(None) };
        Err(InstallProblem::MayNotMakeTables {
            user: shown(&target.user),
            schema: shown(&schema),
            command: shown(&stage::grant_command(target.port, &target.user, &target.database, &schema)),
        }
        .into())
    }

    fn write_configuration(&mut self) -> Result<(), InstallError> {
        let ConfigPlan::Write(config) = &self.config else { return Ok(()) };
        let file = shown(&config.file.to_string_lossy());
        if config.write(&self.context.database)? {
            self.set(StageName::Configuration, StageState::Done, vec![Detail::ConfigWritten { file }]);
        } else {
            self.set(StageName::Configuration, StageState::AlreadyDone, vec![Detail::ConfigThere { file }]);
        }
        Ok(())
    }

    async fn migrate(&mut self) -> Result<(), InstallError> {
        let mut context = self.context.clone();
        if let ConfigPlan::Write(config) = &self.config {
            // The file that was just written says that this is production.
            context.protects = Some(config.name().to_owned());
        }
        let report = upgrade(&context, "heads", RunOptions::default()).await?;
        let at = shown(&report.current_revision.unwrap_or_default());
        let mut detail = vec![Detail::HasRun { revisions: report.steps.len(), at }];
        let mark = protect::read(&context).await?;
        detail.extend(mark.map(|mark| Detail::Protected { name: shown(&mark.name) }));
        self.set(StageName::Migrations, StageState::Done, detail);
        Ok(())
    }

    fn settle_questions(&mut self) -> Result<(), InstallError> {
        self.check_answers()?;
        let questions = self.questions.len();
        self.set(StageName::Questions, StageState::Done, vec![Detail::Answered { questions }]);
        Ok(())
    }

    fn may_not_create(&self) -> InstallProblem {
        let target = self.context.database.postgres();
        let (user, database, host, port) = target.map_or(("", "", "", 5432), |target| {
            (target.user.as_str(), target.database.as_str(), target.host.as_str(), target.port)
        });
        InstallProblem::MayNotCreate {
            user: shown(user),
            database: shown(database),
            host: shown(host),
            command: shown(&stage::createdb_command(port, user, database)),
        }
    }

    /// The folder of a SQLite file, when it is not there.
    fn missing_folder(&self) -> Option<PathBuf> {
        let folder = self.context.database.file()?.parent()?;
        (!folder.as_os_str().is_empty() && !folder.exists()).then(|| folder.to_owned())
    }

    /// What the details call the database: the file, or the name on the server.
    fn name(&self) -> String {
        let database = &self.context.database;
        match (database.file(), database.postgres()) {
            (Some(file), _) => shown(&file.to_string_lossy()),
            (None, Some(target)) => shown(&target.database),
            (None, None) => shown(&database.name),
        }
    }

    fn stage(&self, name: StageName) -> &Stage {
        self.stages.iter().find(|stage| stage.name == name).expect("every stage is in the list")
    }

    fn set(&mut self, name: StageName, state: StageState, detail: Vec<Detail>) {
        if let Some(stage) = self.stages.iter_mut().find(|stage| stage.name == name) {
            *stage = Stage { name, state, detail };
        }
    }

    fn set_state(&mut self, name: StageName, state: StageState) {
        if let Some(stage) = self.stages.iter_mut().find(|stage| stage.name == name) {
            stage.state = state;
        }
    }
}

fn shown(text: &str) -> String {
    safe(text).into_owned()
}
