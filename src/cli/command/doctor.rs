//! `goc doctor`.

use serde_json::json;

use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::Text;
use crate::database::probe::CheckState;
use crate::i18n::Say;
use crate::operations::doctor::{Health, examine, exposed_password};
use crate::operations::{Events, Finding, Severity};

/// `doctor`: exits with 3 when somebody has to do something.
pub async fn run(invocation: &Invocation) -> Result<(), Ending> {
    let output = invocation.output;
    let context = super::upgrade::context(invocation, Events::default()).await?;
    let mut health = examine(&context, true).await;
    health.findings.extend(exposed_password(&invocation.config));
    if output.json {
        let findings: Vec<_> = health.findings.iter().map(|finding| finding.to_json(output.lang)).collect();
        output.json(&json!({ "clean": health.is_clean(), "connection": health.diagnosis, "findings": findings }));
    } else {
        print(output, &health);
    }
    if health.is_clean() { Ok(()) } else { Err(Ending::NotClean) }
}

fn print(output: Output, health: &Health) {
    for check in &health.diagnosis.checks {
        // What is in order is one command away: goc ping.
        if matches!(check.state, CheckState::Warning | CheckState::Failed) {
            super::ping::print(output, check);
        }
    }
    for finding in &health.findings {
        print_finding(output, finding);
    }
    let checks = health.diagnosis.checks.iter();
    let troubled = checks.filter(|check| matches!(check.state, CheckState::Warning | CheckState::Failed)).count();
    let summary = match health.findings.len() + troubled {
        0 => output.styled(Style::Good, output.say(Text::NoFindings)),
        count => output.say(Text::Findings { count }),
    };
    output.line(summary);
}

/// The finding, and below it what to do.
pub(super) fn print_finding(output: Output, finding: &Finding) {
    let style = match finding.severity {
        Severity::Error => Style::Bad,
        Severity::Warning => Style::Warning,
        Severity::Info => Style::Dim,
    };
    output.line(format!("{} {}", output.styled(style, "!!"), finding.say(output.lang)));
    for line in finding.problem.hint(output.lang).lines() {
        output.line(format!("   {}", output.say(Text::Fix { text: line.to_owned() })));
    }
}
