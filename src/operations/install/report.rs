//! What an installation made, and what to do next.

use serde::Serialize;
use serde_json::Value;

use super::{ConfigPlan, Installer, Stage, StageName, StageState, shown};
use crate::config::{PasswordSource, PostgresTarget};
use crate::i18n::{Lang, sentences};
use crate::operations::admin;

sentences! {
    /// What to do after an installation.
    pub enum NextStep {
        /// The file holds none, and somebody would have to type it again.
        StorePassword { line: String } => {
            en: ("put the database's password into ~/.pgpass (mode 0600), as the line: {line}"),
            tr: ("veritabanı parolasını ~/.pgpass dosyasına (kip 0600) şu satırla koyun: {line}"),
        }
        /// The administrator was made just now.
        Login { user: String } => {
            en: ("log in to the application as {user}, with the password just given; if it is ever forgotten: goc admin reset-password"),
            tr: ("uygulamaya {user} adıyla, az önce verilen parolayla girin; parola bir gün unutulursa: goc admin reset-password"),
        }
        /// Always.
        Check => { en: ("see that everything is in order: goc doctor"), tr: ("her şeyin yolunda olduğuna bakın: goc doctor") }
    }
}

/// What an installation did.
#[derive(Debug, Clone, Serialize)]
pub struct InstallReport {
    /// Every stage came to its end.
    pub success: bool,
    /// Something was made; `false` when everything was there already.
    pub changed: bool,
    /// The database, without a password.
    pub database: String,
    /// The configuration file that names it.
    pub config_file: Option<String>,
    /// Every stage with what it did.
    pub stages: Vec<Stage>,
    /// What the consistency check found, as `--json` prints findings.
    pub findings: Vec<Value>,
    /// What to do next.
    #[serde(skip)]
    pub next: Vec<NextStep>,
}

impl Installer {
    /// What was made so far, and what to do next.
    pub fn report(&self) -> InstallReport {
        let did = |name: StageName| self.stage(name).state == StageState::Done;
        let made = [StageName::Database, StageName::Configuration, StageName::Migrations, StageName::Seeds];
        let config_file = match &self.config {
            ConfigPlan::Exists(file) => Some(file.as_path()),
            ConfigPlan::Write(config) => Some(config.file.as_path()),
            ConfigPlan::Unwanted => None,
        };
        let mut next = Vec::new();
        if let Some(target) = self.context.database.postgres().filter(|target| is_kept_nowhere(target)) {
            next.push(NextStep::StorePassword { line: shown(&passfile_line(target)) });
        }
        if did(StageName::Seeds) && self.questions.iter().any(|question| question.secret) {
            next.push(NextStep::Login { user: admin::DEFAULT_USER.to_owned() });
        }
        next.push(NextStep::Check);
        InstallReport {
            success: self.remaining().is_empty(),
            changed: made.into_iter().any(did),
            database: self.name(),
            config_file: config_file.map(|file| shown(&file.to_string_lossy())),
            stages: self.stages.clone(),
            findings: self.findings.iter().map(|finding| finding.to_json(Lang::En)).collect(),
            next,
        }
    }
}

/// Whether the next goc will not find the database's password by itself.
fn is_kept_nowhere(target: &PostgresTarget) -> bool {
    matches!(target.password_source, Some(PasswordSource::Url | PasswordSource::Variable | PasswordSource::Typed))
}

/// A line of libpq's password file, the password itself left to the person; `\` keeps `:` and `\` (PostgreSQL documentation, "The
/// Password File").
fn passfile_line(target: &PostgresTarget) -> String {
    let escape = |text: &str| text.replace('\\', "\\\\").replace(':', "\\:");
    let host = if target.is_socket() { "localhost" } else { &target.host };
    format!("{}:{}:{}:{}:PASSWORD", escape(host), target.port, escape(&target.database), escape(&target.user))
}
