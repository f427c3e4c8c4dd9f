//! What lint found in a step: a mark, a line each, and all of it with the safe ways.

use ratatui::text::{Line, Span};

use super::text::PendingText;
use crate::i18n::{Problem, Say, safe};
use crate::operations::Severity;
use crate::operations::impact::StepImpact;
use crate::operations::lint::Lint;
use crate::tui::dialog::Message;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;

fn look(severity: Severity, shared: &Shared) -> (&'static str, Role) {
    let symbols = shared.theme.symbols();
    match severity {
        Severity::Error => (symbols.cross, Role::Danger),
        Severity::Warning => (symbols.warning, Role::Warning),
        Severity::Info => (symbols.info, Role::Dim),
    }
}

/// What stands in a step's row: the gravest, and how many there are that are no mere hints.
pub(super) fn mark(step: &StepImpact, shared: &Shared) -> Span<'static> {
    let grave = step.findings.iter().map(Lint::severity).filter(|&severity| severity >= Severity::Warning);
    let Some(worst) = grave.clone().max() else { return Span::default() };
    let (symbol, role) = look(worst, shared);
    // No column is wider than two digits.
    Span::styled(format!("{symbol}{}", grave.count().min(99)), shared.theme.style(role))
}

/// A line for each, the gravest first.
pub(super) fn lines(step: &StepImpact, shared: &Shared) -> Vec<Line<'static>> {
    sorted(step).into_iter().map(|lint| line(lint, shared)).collect()
}

fn sorted(step: &StepImpact) -> Vec<&Lint> {
    // What keeps the step from running is said already.
    let is_said = |lint: &&Lint| step.blocked.as_ref().is_some_and(|trouble| trouble.kind() == lint.code());
    let mut lints: Vec<&Lint> = step.findings.iter().filter(|lint| !is_said(lint)).collect();
    lints.sort_by_key(|lint| std::cmp::Reverse(lint.severity()));
    lints
}

fn line(lint: &Lint, shared: &Shared) -> Line<'static> {
    let (symbol, role) = look(lint.severity(), shared);
    Line::from(vec![
        Span::styled(format!("{symbol} "), shared.theme.style(role)),
        Span::raw(shared.say(sentence(lint, shared))),
    ])
}

fn sentence(lint: &Lint, shared: &Shared) -> PendingText {
    PendingText::RiskAt { line: lint.line, what: lint.problem.say(shared.lang), code: lint.code().to_owned() }
}

/// All of it, to be read.
pub(super) fn dialog(step: &StepImpact, shared: &Shared) -> Message {
    let right = shared.theme.symbols().right;
    let mut paragraphs = Vec::new();
    for lint in sorted(step) {
        if !paragraphs.is_empty() {
            paragraphs.push(String::new());
        }
        let (symbol, _) = look(lint.severity(), shared);
        paragraphs.push(format!("{symbol} {}", shared.say(sentence(lint, shared))));
        if !lint.excerpt.is_empty() {
            paragraphs.push(format!("  {}", lint.excerpt));
        }
        paragraphs.extend(lint.problem.hint(shared.lang).lines().map(|hint| format!("{right} {hint}")));
    }
    Message::new(shared.say(PendingText::TitleRisks { revision: safe(&step.revision).into_owned() }), paragraphs)
}
