//! The command line, as clap reads it. Its help is written in `help.rs`, in both languages.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter};

use super::complete;
use super::help::{Help, help};
use crate::config::parse_duration;
use crate::i18n::Lang;
use crate::operations::schema::Rename;

/// Everything that can be typed behind `goc`.
#[derive(Debug, Parser)]
#[command(
    name = "goc",
    version,
    about = help(Help::About),
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    #[arg(long, value_name = help(Help::NameFile), global = true, help = help(Help::Config))]
    pub config: Option<PathBuf>,
    #[arg(short, long, value_name = help(Help::NameDatabase), global = true, help = help(Help::Database), add = ArgValueCandidates::new(complete::connections))]
    pub database: Option<String>,
    #[arg(long, value_name = help(Help::NameFolder), global = true, help = help(Help::Migrations))]
    pub migrations: Option<PathBuf>,
    #[arg(long, value_name = help(Help::NameFolder), global = true, help = help(Help::SeedsFolder))]
    pub seeds: Option<PathBuf>,
    #[arg(long, global = true, help = help(Help::Json))]
    pub json: bool,
    #[arg(long, value_name = "tr|en", global = true, help = help(Help::Language), hide_possible_values = true, value_parser = ["tr", "en"])]
    pub lang: Option<String>,
    #[arg(long, global = true, help = help(Help::NoColor))]
    pub no_color: bool,
    #[arg(long, global = true, help = help(Help::Ascii))]
    pub ascii: bool,
    #[arg(short, long, global = true, help = help(Help::Verbose))]
    pub verbose: bool,
    #[arg(long, value_name = "text|json", global = true, hide_possible_values = true, help = help(Help::LogFormat))]
    pub log_format: Option<LogStyle>,
    #[arg(long, value_name = help(Help::NameDuration), global = true, help = help(Help::Wait), value_parser = duration)]
    pub wait: Option<Duration>,
    #[arg(short, long, global = true, action = ArgAction::Help, help = help(Help::Help))]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help = help(Help::Version))]
    version: Option<bool>,
}

impl Global {
    /// The language that was asked for.
    pub fn language(&self) -> Option<Lang> {
        self.lang.as_deref().and_then(|lang| lang.parse().ok())
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(about = help(Help::Install))]
    Install(InstallArgs),
    #[command(about = help(Help::Ping))]
    Ping,
    #[command(about = help(Help::Doctor))]
    Doctor,
    #[command(about = help(Help::Status))]
    Status {
        #[arg(long, help = help(Help::StatusCheck))]
        check: bool,
    },
    #[command(about = help(Help::Current))]
    Current {
        #[arg(long, value_name = help(Help::NameRevisions), help = help(Help::From), value_parser = revision_list, add = ArgValueCompleter::new(complete::revision_list))]
        from: Option<RevisionList>,
    },
    #[command(about = help(Help::History))]
    History {
        #[arg(short, long, value_name = "A:B", allow_hyphen_values = true, help = help(Help::HistoryRange))]
        range: Option<String>,
        #[arg(long, value_name = help(Help::NameRevisions), help = help(Help::From), value_parser = revision_list, add = ArgValueCompleter::new(complete::revision_list))]
        from: Option<RevisionList>,
    },
    #[command(about = help(Help::Heads))]
    Heads,
    #[command(about = help(Help::Branches))]
    Branches,
    #[command(about = help(Help::Show))]
    Show {
        #[arg(value_name = help(Help::NameRevision), allow_hyphen_values = true, value_parser = target, help = help(Help::ShowTarget), add = ArgValueCandidates::new(complete::targets))]
        target: String,
    },
    #[command(about = help(Help::Plan))]
    Plan {
        #[arg(value_name = "upgrade|downgrade|stamp", hide_possible_values = true, help = help(Help::PlanAction))]
        action: PlanAction,
        #[command(flatten)]
        targets: Targets,
        #[arg(long, value_name = help(Help::NameRevisions), help = help(Help::From), value_parser = revision_list, add = ArgValueCompleter::new(complete::revision_list))]
        from: Option<RevisionList>,
        #[arg(long, help = help(Help::Purge))]
        purge: bool,
        #[arg(long, conflicts_with_all = ["from", "purge"], help = help(Help::Cost))]
        cost: bool,
    },
    #[command(about = help(Help::Metrics))]
    Metrics {
        #[arg(long, value_name = "text|prometheus", hide_possible_values = true, help = help(Help::MetricsFormat))]
        format: Option<MetricsFormat>,
        #[arg(long, value_name = help(Help::NameFile), requires = "format", help = help(Help::MetricsTo), value_hint = ValueHint::FilePath)]
        to: Option<PathBuf>,
    },
    #[command(about = help(Help::Rehearse))]
    Rehearse {
        #[arg(value_name = help(Help::NameTarget), default_value = "heads", hide_default_value = true, value_parser = target, help = help(Help::RehearseTarget), add = ArgValueCandidates::new(complete::targets))]
        target: String,
        #[arg(long, value_name = "backup|live", hide_possible_values = true, help = help(Help::RehearseFrom))]
        from: Option<RehearseFrom>,
    },
    #[command(about = help(Help::Lint))]
    Lint {
        #[arg(value_name = help(Help::NameRevisionOrFile), allow_negative_numbers = true, help = help(Help::LintTargets), add = ArgValueCandidates::new(complete::targets), value_hint = ValueHint::FilePath)]
        targets: Vec<String>,
        #[arg(long, conflicts_with = "targets", help = help(Help::LintAll))]
        all: bool,
        #[arg(long, value_name = "postgres|sqlite", hide_possible_values = true, help = help(Help::LintEngine))]
        engine: Vec<Dialect>,
    },
    #[command(about = help(Help::Check))]
    Check {
        #[command(flatten)]
        compare: CompareArgs,
    },
    #[command(about = help(Help::Upgrade))]
    Upgrade {
        #[arg(value_name = help(Help::NameTarget), default_value = "head", hide_default_value = true, allow_hyphen_values = true, value_parser = target, help = help(Help::UpgradeTarget), add = ArgValueCandidates::new(complete::targets))]
        target: String,
        #[command(flatten)]
        run: RunArgs,
    },
    #[command(about = help(Help::Downgrade))]
    Downgrade {
        #[arg(value_name = help(Help::NameTarget), allow_hyphen_values = true, value_parser = target, help = help(Help::DowngradeTarget), add = ArgValueCandidates::new(complete::targets))]
        target: String,
        #[command(flatten)]
        run: RunArgs,
        #[command(flatten)]
        confirmation: Confirmation,
    },
    #[command(about = help(Help::Stamp))]
    Stamp {
        #[command(flatten)]
        targets: Targets,
        #[arg(long, help = help(Help::Purge))]
        purge: bool,
        #[command(flatten)]
        confirmation: Confirmation,
    },
    #[command(about = help(Help::Adopt))]
    Adopt {
        #[arg(long, help = help(Help::AdoptDryRun))]
        dry_run: bool,
        #[arg(long, help = help(Help::AcceptDifferences))]
        accept_differences: bool,
        #[arg(long, value_name = "URL", help = help(Help::AdoptScratch))]
        scratch: Option<String>,
        #[arg(short, long, help = help(Help::Yes))]
        yes: bool,
    },
    #[command(about = help(Help::Seed))]
    Seed {
        #[arg(value_name = help(Help::NameSet), help = help(Help::SeedSets))]
        sets: Vec<String>,
        #[arg(long, conflicts_with_all = ["dry_run", "admin_password_file"], help = help(Help::SeedList))]
        list: bool,
        #[arg(long, help = help(Help::SeedDryRun))]
        dry_run: bool,
        #[arg(long = "set", value_name = help(Help::NameSetting), value_parser = key_value, help = help(Help::SeedSet))]
        answers: Vec<(String, String)>,
        #[arg(long, value_name = help(Help::NameFileOrInput), help = help(Help::AdminPasswordFile))]
        admin_password_file: Option<PathBuf>,
    },
    #[command(about = help(Help::Repair))]
    Repair {
        #[arg(long = "continue", group = "choice", help = help(Help::RepairContinue))]
        go_on: bool,
        #[arg(long, group = "choice", help = help(Help::RepairRetry))]
        retry: bool,
        #[arg(long, group = "choice", help = help(Help::RepairMarkDone))]
        mark_done: bool,
        #[arg(long, group = "choice", help = help(Help::RepairMarkUndone))]
        mark_undone: bool,
        #[arg(long, group = "choice", value_name = help(Help::NameRevision), help = help(Help::RepairAccept), add = ArgValueCandidates::new(complete::targets))]
        accept: Option<String>,
        #[arg(long, group = "choice", help = help(Help::RepairMend))]
        mend: bool,
        #[arg(long, group = "choice", value_name = help(Help::NameIndex), help = help(Help::RepairRebuildIndex))]
        rebuild_index: Option<String>,
        #[arg(long, group = "choice", value_name = help(Help::NameIndex), help = help(Help::RepairDropIndex))]
        drop_index: Option<String>,
        #[arg(long, requires = "mend", help = help(Help::RepairDryRun))]
        dry_run: bool,
        #[arg(short, long, requires = "mend", help = help(Help::Yes))]
        yes: bool,
    },
    #[command(about = help(Help::Backup))]
    Backup {
        #[arg(long, value_name = help(Help::NameFile), help = help(Help::BackupTo), value_hint = ValueHint::FilePath)]
        to: Option<PathBuf>,
        #[arg(long, value_name = "N", help = help(Help::BackupKeep))]
        keep: Option<u32>,
        #[arg(long, value_name = "D", help = help(Help::BackupKeepDays))]
        keep_days: Option<u32>,
        #[arg(long, conflicts_with_all = ["to", "keep", "keep_days"], help = help(Help::BackupList))]
        list: bool,
    },
    #[command(about = help(Help::Restore))]
    Restore {
        #[arg(value_name = help(Help::NameFile), help = help(Help::RestoreFile), value_hint = ValueHint::FilePath)]
        file: PathBuf,
        #[command(flatten)]
        confirmation: Confirmation,
    },
    #[command(about = help(Help::Protect))]
    Protect {
        #[arg(value_name = "on|off", hide_possible_values = true, help = help(Help::ProtectAction))]
        action: Option<ProtectAction>,
        #[arg(value_name = help(Help::NameName), help = help(Help::ProtectName))]
        name: Option<String>,
    },
    #[command(about = help(Help::Revision))]
    Revision {
        #[arg(short, long, value_name = help(Help::NameText), help = help(Help::Message))]
        message: String,
        #[arg(long, value_name = help(Help::NameRevision), allow_negative_numbers = true, help = help(Help::Head), add = ArgValueCandidates::new(complete::targets))]
        head: Option<String>,
        #[arg(long, help = help(Help::Splice))]
        splice: bool,
        #[arg(long = "branch-label", value_name = help(Help::NameLabel), help = help(Help::BranchLabel))]
        labels: Vec<String>,
        #[arg(long = "depends-on", value_name = help(Help::NameRevision), help = help(Help::DependsOn), add = ArgValueCandidates::new(complete::targets))]
        depends_on: Vec<String>,
        #[arg(long, value_name = help(Help::NameId), help = help(Help::RevId))]
        rev_id: Option<String>,
        #[arg(long, help = help(Help::Autogenerate))]
        autogenerate: bool,
        #[arg(long, requires = "autogenerate", help = help(Help::AllowDestructive))]
        allow_destructive: bool,
        #[command(flatten)]
        compare: CompareArgs,
    },
    #[command(about = help(Help::Merge))]
    Merge {
        #[arg(value_name = help(Help::NameRevision), required = true, allow_negative_numbers = true, help = help(Help::MergeTargets), add = ArgValueCandidates::new(complete::targets))]
        targets: Vec<String>,
        #[arg(short, long, value_name = help(Help::NameText), help = help(Help::Message))]
        message: Option<String>,
        #[arg(long, help = help(Help::Splice))]
        splice: bool,
        #[arg(long = "branch-label", value_name = help(Help::NameLabel), help = help(Help::BranchLabel))]
        labels: Vec<String>,
        #[arg(long, value_name = help(Help::NameId), help = help(Help::RevId))]
        rev_id: Option<String>,
    },
    #[command(about = help(Help::Edit))]
    Edit {
        #[arg(value_name = help(Help::NameRevision), allow_hyphen_values = true, value_parser = target, help = help(Help::ShowTarget), add = ArgValueCandidates::new(complete::targets))]
        target: String,
    },
    #[command(about = help(Help::Import), subcommand_required = true, arg_required_else_help = true)]
    Import {
        #[command(subcommand)]
        command: ImportCommand,
    },
    #[command(about = help(Help::Admin), subcommand_required = true, arg_required_else_help = true)]
    Admin {
        #[command(subcommand)]
        command: AdminCommand,
    },
    #[command(about = help(Help::Log))]
    Log {
        #[arg(short = 'n', long, value_name = "N", value_parser = number, default_value_t = 20, hide_default_value = true, help = help(Help::LogLimit))]
        limit: u32,
    },
    #[command(about = help(Help::Activity))]
    Activity {
        #[arg(short, long, conflicts_with_all = ["cancel", "terminate"], help = help(Help::ActivityWatch))]
        watch: bool,
        #[arg(long, value_name = "PID", value_parser = pid, conflicts_with = "terminate", help = help(Help::ActivityCancel))]
        cancel: Option<i32>,
        #[arg(long, value_name = "PID", value_parser = pid, help = help(Help::ActivityTerminate))]
        terminate: Option<i32>,
        #[arg(short, long, requires = "terminate", help = help(Help::Yes))]
        yes: bool,
    },
    #[command(about = help(Help::Completions))]
    Completions {
        #[arg(value_name = help(Help::NameShell), hide_possible_values = true, help = help(Help::Shell))]
        shell: Shell,
    },
    #[command(about = help(Help::Man))]
    Man {
        #[arg(long, value_name = help(Help::NameFolder), help = help(Help::ManTo))]
        to: Option<PathBuf>,
    },
    #[command(about = help(Help::HelpCommand))]
    Help {
        #[arg(value_name = help(Help::NameCommand), help = help(Help::HelpFor), add = ArgValueCandidates::new(complete::commands))]
        command: Vec<String>,
    },
}

/// One target or several.
// Two arguments to clap: behind one that takes several values, options would be taken for values that begin with a minus, too. (No
// second paragraph of documentation: clap would print it as help.)
#[derive(Debug, Args)]
pub struct Targets {
    #[arg(value_name = help(Help::NameTarget), allow_hyphen_values = true, value_parser = target, help = help(Help::Target), add = ArgValueCandidates::new(complete::targets))]
    target: String,
    #[arg(value_name = help(Help::NameTarget), allow_negative_numbers = true, help = help(Help::MoreTargets), add = ArgValueCandidates::new(complete::targets))]
    more: Vec<String>,
}

impl Targets {
    /// In the order in which they were typed.
    pub fn all(self) -> Vec<String> {
        std::iter::once(self.target).chain(self.more).collect()
    }
}

/// How to install.
#[derive(Debug, Args)]
pub struct InstallArgs {
    #[arg(short, long, help = help(Help::InstallYes))]
    pub yes: bool,
    #[arg(long, value_name = help(Help::NameSetting), value_parser = key_value, help = help(Help::Set))]
    pub set: Vec<(String, String)>,
    #[arg(long, value_name = help(Help::NameFileOrInput), help = help(Help::AdminPasswordFile))]
    pub admin_password_file: Option<PathBuf>,
    #[arg(long, help = help(Help::NoConfig))]
    pub no_config: bool,
}

/// What to do about the administrator's account.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    #[command(about = help(Help::ResetPassword))]
    ResetPassword {
        #[arg(value_name = help(Help::NameUser), default_value = crate::operations::admin::DEFAULT_USER, hide_default_value = true, help = help(Help::ResetUser))]
        user: String,
        #[arg(long, value_name = help(Help::NameFileOrInput), help = help(Help::PasswordFile))]
        password_file: Option<PathBuf>,
    },
}

/// From where revisions can be imported.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    #[command(about = help(Help::ImportAlembic))]
    Alembic {
        #[arg(value_name = help(Help::NameFolder), help = help(Help::ImportFrom), value_hint = ValueHint::AnyPath)]
        from: PathBuf,
        #[arg(long, value_name = help(Help::NameFolder), default_value = "migrations", hide_default_value = true, help = help(Help::ImportTo), value_hint = ValueHint::DirPath)]
        to: PathBuf,
        #[arg(long, help = help(Help::ImportDryRun))]
        dry_run: bool,
        #[arg(long, help = help(Help::ImportFix))]
        fix: bool,
    },
}

/// What a database is compared with, and how.
#[derive(Debug, Clone, Default, Args)]
pub struct CompareArgs {
    #[arg(long, value_name = help(Help::NameModel), help = help(Help::Model), value_hint = ValueHint::AnyPath)]
    pub model: Option<String>,
    #[arg(long, value_name = help(Help::NameRename), value_parser = rename, help = help(Help::Rename))]
    pub rename: Vec<Rename>,
    #[arg(long, value_name = help(Help::NamePattern), help = help(Help::Include))]
    pub include: Vec<String>,
    #[arg(long, value_name = help(Help::NamePattern), help = help(Help::Exclude))]
    pub exclude: Vec<String>,
    #[arg(long, help = help(Help::Online))]
    pub online: bool,
    #[arg(long, conflicts_with = "online", help = help(Help::Offline))]
    pub offline: bool,
    #[arg(long, help = help(Help::Privileges))]
    pub privileges: bool,
    #[arg(long, value_name = "URL", help = help(Help::Scratch))]
    pub scratch: Option<String>,
}

/// What is said beforehand, where nobody can be asked.
#[derive(Debug, Args)]
pub struct Confirmation {
    #[arg(short, long, help = help(Help::Yes))]
    pub yes: bool,
    #[arg(long, value_name = help(Help::NameName), help = help(Help::Protected))]
    pub protected: Option<String>,
}

/// What to do about a database's protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProtectAction {
    On,
    Off,
}

/// How steps are to be run.
#[derive(Debug, Args)]
pub struct RunArgs {
    #[arg(long, help = help(Help::Sql))]
    pub sql: bool,
    #[arg(long, value_name = "postgres|sqlite", requires = "sql", hide_possible_values = true, help = help(Help::SqlFor))]
    pub dialect: Option<Dialect>,
    #[arg(long, conflicts_with = "sql", help = help(Help::DryRun))]
    pub dry_run: bool,
    #[arg(long, conflicts_with = "sql", help = help(Help::SingleTransaction))]
    pub single_transaction: bool,
    #[arg(long, conflicts_with = "sql", help = help(Help::Now))]
    pub now: bool,
    #[arg(long, value_name = "HH:MM", conflicts_with = "sql", help = help(Help::NotBefore))]
    pub not_before: Option<String>,
    #[arg(long, value_name = help(Help::NameDeadline), conflicts_with_all = ["sql", "single_transaction", "dry_run"], help = help(Help::Deadline))]
    pub deadline: Option<String>,
}

/// What a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanAction {
    Upgrade,
    Downgrade,
    Stamp,
}

/// How metrics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MetricsFormat {
    Text,
    Prometheus,
}

/// What a rehearsal copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RehearseFrom {
    Backup,
    Live,
}

/// What a line of the log looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogStyle {
    Text,
    Json,
}

/// For which database a script is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dialect {
    Postgres,
    Sqlite,
}

/// The rows that `--from` stands in for; none for `base`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionList(pub Vec<String>);

fn revision_list(text: &str) -> Result<RevisionList, String> {
    let ids = text.split(',').map(str::trim).filter(|id| !id.is_empty() && *id != "base");
    Ok(RevisionList(ids.map(str::to_owned).collect()))
}

fn key_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err(help(Help::KeyValueExpected)),
    }
}

fn duration(text: &str) -> Result<Duration, String> {
    parse_duration(text).ok_or_else(|| help(Help::DurationExpected))
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().ok().filter(|&number| number > 0).ok_or_else(|| help(Help::NumberExpected))
}

fn pid(text: &str) -> Result<i32, String> {
    text.parse().ok().filter(|&pid| pid > 0).ok_or_else(|| help(Help::NumberExpected))
}

/// A target may begin with a minus sign and a digit, but a mistyped option is no target.
fn target(text: &str) -> Result<String, String> {
    if is_option(text) { Err(help(Help::UnknownOption)) } else { Ok(text.to_owned()) }
}

fn rename(text: &str) -> Result<Rename, String> {
    Rename::parse(text).ok_or_else(|| help(Help::NotARename))
}

/// Whether a word was meant as an option.
pub fn is_option(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}
