//! `goc lint`.

use std::path::Path;

use super::{show, upgrade};
use crate::cli::Ending;
use crate::cli::args::Dialect;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::Text;
use crate::config::DatabaseUrl;
use crate::i18n::{Problem, Say};
use crate::operations::lint::{Lint, LintReport, lint_all, lint_file, lint_pending, lint_revisions};
use crate::operations::{Events, Severity};
use crate::revision::{Engine, Node};

const BOTH: &[Engine] = &[Engine::Postgres, Engine::Sqlite];

/// `lint [REV…|FILE…] [--all] [--engine E]`: exits with 3 when something is a warning or worse.
pub async fn run(invocation: &Invocation, targets: &[String], all: bool, asked: &[Dialect]) -> Result<(), Ending> {
    let output = invocation.output;
    let asked: Vec<Engine> = asked.iter().map(|&dialect| engine(dialect)).collect();
    let is_pending = targets.is_empty() && !all && invocation.has_database();
    let report = if is_pending {
        let context = upgrade::context(invocation, Events::default()).await?;
        let own = [context.database.engine()];
        lint_pending(&context, if asked.is_empty() { &own } else { &asked }).await.map_err(crate::Error::from)?
    } else {
        look_at(invocation, targets, &asked).await?
    };
    if output.json {
        let findings: Vec<_> = report.findings.iter().map(|finding| finding.to_json(output.lang)).collect();
        output.json(&serde_json::json!({ "clean": report.clean, "checked": report.checked, "findings": findings }));
    } else if is_pending && report.checked == 0 {
        output.line(output.say(Text::NothingPending));
    } else {
        print(output, &report);
    }
    if report.clean { Ok(()) } else { Err(Ending::NotClean) }
}

fn engine(dialect: Dialect) -> Engine {
    match dialect {
        Dialect::Postgres => Engine::Postgres,
        Dialect::Sqlite => Engine::Sqlite,
    }
}

/// Revisions and files by name, or every revision; no database is opened.
async fn look_at(invocation: &Invocation, targets: &[String], asked: &[Engine]) -> Result<LintReport, Ending> {
    let (files, names): (Vec<&String>, Vec<&String>) = targets.iter().partition(|target| is_file(target));
    let (mut findings, mut checked) = (Vec::new(), 0);
    if files.is_empty() || !names.is_empty() {
        let connection = invocation.has_database().then(|| invocation.connection()).transpose()?;
        let own: Vec<Engine> = connection
            .iter()
            .map(|connection| match connection.url {
                DatabaseUrl::Postgres(_) => Engine::Postgres,
                DatabaseUrl::Sqlite(_) => Engine::Sqlite,
            })
            .collect();
        let engines = if !asked.is_empty() {
            asked
        } else if own.is_empty() {
            BOTH
        } else {
            &own
        };
        let off = connection.is_some_and(|connection| connection.options.lock_timeout.is_zero());
        let revisions = invocation.revisions();
        let report = if names.is_empty() {
            lint_all(&revisions, engines, off)
        } else {
            let mut chosen: Vec<Node> = Vec::new();
            for name in names {
                for node in show::find(invocation, &revisions, name).await? {
                    if !chosen.contains(&node) {
                        chosen.push(node);
                    }
                }
            }
            lint_revisions(&revisions, &chosen, engines, off)
        };
        let report = report.map_err(crate::Error::from)?;
        (findings, checked) = (report.findings, report.checked);
    }
    for file in files {
        let lints = lint_file(Path::new(file), if asked.is_empty() { BOTH } else { asked });
        findings.extend(lints.map_err(crate::revision::RevisionError::from).map_err(crate::Error::from)?);
        checked += 1;
    }
    Ok(LintReport::new(checked, findings))
}

/// Whether a file is meant: a path, or a name that ends as one. A revision's id may be anything else.
fn is_file(target: &str) -> bool {
    target.contains('/') || target.ends_with(".sql")
}

fn print(output: Output, report: &LintReport) {
    for lint in &report.findings {
        print_lint(output, lint);
    }
    let count = |severity| report.findings.iter().filter(|lint| lint.severity() == severity).count();
    let summary = if report.findings.is_empty() {
        output.styled(Style::Good, output.say(Text::LintClean { checked: report.checked }))
    } else {
        output.say(Text::LintFound {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            hints: count(Severity::Info),
            checked: report.checked,
        })
    };
    output.line(summary);
}

/// `file:line: warning: what [code]`, the statement, and below it the safe way.
fn print_lint(output: Output, lint: &Lint) {
    let (style, severity) = match lint.severity() {
        Severity::Error => (Style::Bad, Text::SeverityError),
        Severity::Warning => (Style::Warning, Text::SeverityWarning),
        Severity::Info => (Style::Dim, Text::SeverityInfo),
    };
    let place = output.styled(Style::Strong, format!("{}:{}:", lint.file, lint.line));
    let severity = output.styled(style, format!("{}:", output.say(severity)));
    let engines: Vec<&str> = lint.engines.iter().map(|engine| engine.as_str()).collect();
    let code = output.styled(Style::Dim, format!("[{}] {}", lint.code(), engines.join(", ")));
    output.line(format!("{place} {severity} {} {code}", lint.problem.say(output.lang)));
    if !lint.excerpt.is_empty() {
        output.line(format!("    {}", output.styled(Style::Dim, &lint.excerpt)));
    }
    let mut label = output.say(Text::SafeWay);
    for line in lint.problem.hint(output.lang).lines() {
        output.line(format!("    {label} {line}"));
        label = " ".repeat(crate::i18n::width(&label));
    }
}
