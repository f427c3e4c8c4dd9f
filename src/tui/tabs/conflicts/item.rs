//! The lines of the list: findings, and what the connection's checks have found, said in the language at hand.

use serde_json::Value;

use super::text::{ConflictsText, FactName};
use crate::database::probe::{Check, CheckState};
use crate::i18n::{Lang, Say, fold, local_time, safe};
use crate::operations::{Explanation, Finding, Fix, Severity, explain};
use crate::revision::Direction;
use crate::tui::shared::Shared;

/// Something that is wrong, ready to be drawn.
#[derive(Debug, Clone)]
pub struct Item {
    /// The same for the same thing, whatever the language.
    pub key: String,
    pub severity: Severity,
    /// Its kind in a few words.
    pub title: String,
    /// What it is about: a revision, a file.
    pub about: String,
    pub sentence: String,
    /// What it means; `None` for a kind that nobody has written about.
    pub explanation: Option<String>,
    /// Name and value.
    pub facts: Vec<(String, String)>,
    /// One line a way out.
    pub hints: Vec<String>,
    pub fixes: Vec<Fix>,
    /// Whether the badge counts it. What is pending is no conflict, and has a tab of its own.
    pub counts: bool,
}

impl Item {
    fn of_finding(finding: &Finding, lang: Lang) -> Item {
        let (problem, facts) = (&finding.problem, finding.problem.facts());
        let (kind, sentence) = (problem.kind(), problem.say(lang));
        Item {
            key: format!("{kind} {facts}"),
            severity: finding.severity,
            title: title(explain(kind), kind, lang),
            about: about(&facts, lang),
            explanation: explain(kind).map(|explanation| explanation.text(lang)),
            facts: step(&finding.fixes, lang).into_iter().chain(told(&facts, &sentence, lang)).collect(),
            sentence,
            hints: problem.hint(lang).lines().map(str::to_owned).collect(),
            fixes: finding.fixes.clone(),
            counts: finding.severity != Severity::Info && kind != "pending",
        }
    }

    fn of_check(check: &Check, lang: Lang) -> Option<Item> {
        let severity = match check.state {
            CheckState::Failed => Severity::Error,
            CheckState::Warning => Severity::Warning,
            CheckState::Ok | CheckState::Skipped => return None,
        };
        let kind = check.kind().unwrap_or_else(|| check.name.key());
        Some(Item {
            key: format!("check {}", check.name.key()),
            severity,
            title: title(explain(kind), kind, lang),
            about: ConflictsText::Check { name: check.name.say(lang) }.say(lang),
            sentence: check.detail(lang),
            explanation: explain(kind).map(|explanation| explanation.text(lang)),
            facts: Vec::new(),
            hints: check.fix(lang).unwrap_or_default().lines().map(str::to_owned).collect(),
            fixes: Vec::new(),
            counts: true,
        })
    }

    /// Whether a filter leaves it.
    pub fn matches(&self, filter: &str) -> bool {
        let text = fold(&format!("{} {} {}", self.title, self.about, self.sentence));
        fold(filter).split_whitespace().all(|word| text.contains(word))
    }
}

/// Everything that is known to be wrong, the gravest first; the connection before the rest, which may come of it.
pub fn items(shared: &Shared) -> Vec<Item> {
    let lang = shared.lang;
    let checks = shared.diagnosis.iter().flat_map(|diagnosis| &diagnosis.checks);
    let checks = checks.filter_map(|check| Item::of_check(check, lang));
    let findings = shared.findings.iter().flatten().map(|finding| Item::of_finding(finding, lang));
    let mut items: Vec<Item> = checks.chain(findings).collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.severity));
    items
}

fn title(explanation: Option<Explanation>, kind: &str, lang: Lang) -> String {
    explanation.map_or_else(|| safe(&kind.replace('_', " ")).into_owned(), |explanation| explanation.title(lang))
}

/// The fact that tells one finding from another of its kind.
fn about(facts: &Value, lang: Lang) -> String {
    const NAMES: [&str; 16] = [
        "revision",
        "id",
        "file",
        "label",
        "index",
        "table",
        "user",
        "heads",
        "revisions",
        "roles",
        "permissions",
        "rows",
        "missing",
        "folder",
        "directory",
        "host",
    ];
    let run = || {
        let command = facts["direction"].as_str().or(facts["command"].as_str())?;
        Some(format!("{} {}", act(command, lang), shown(&facts["target"])?))
    };
    run().or_else(|| NAMES.iter().find_map(|name| shown(&facts[name]))).unwrap_or_default()
}

/// What a run or a step does, as people name it.
fn act(command: &str, lang: Lang) -> String {
    let known = [Direction::Upgrade, Direction::Downgrade].into_iter().find(|known| known.as_str() == command);
    known.map_or_else(|| safe(command).into_owned(), |direction| direction.say(lang))
}

/// The facts as lines: those that the sentence does not say. A value that has parts of its own is for programs.
fn told(facts: &Value, sentence: &str, lang: Lang) -> Vec<(String, String)> {
    let Some(facts) = facts.as_object() else { return Vec::new() };
    let line = |(name, value): (&String, &Value)| {
        let text = match name.as_str() {
            "applied" | "started" => local_time(value.as_str()?, lang),
            "direction" | "command" => act(value.as_str()?, lang),
            _ => shown(value)?,
        };
        let is_said = match value {
            Value::Number(_) => sentence.split(|c: char| !c.is_ascii_digit()).any(|number| number == text),
            _ => sentence.contains(&text),
        };
        let raw = || safe(&name.replace('_', " ")).into_owned();
        let name = FactName::of(name).map_or_else(raw, |name| name.say(lang));
        (!is_said).then_some((name, text))
    };
    facts.iter().filter_map(line).collect()
}

/// What is known of an interrupted step, which its ways out carry.
fn step(fixes: &[Fix], lang: Lang) -> Vec<(String, String)> {
    let Some(Fix::Repair { done, total, next, why, .. }) = fixes.first() else { return Vec::new() };
    let of = (*total > 0).then(|| ConflictsText::DoneOf { done: *done, total: *total }.say(lang));
    let next = next.as_ref().map(|(place, statement)| format!("{place}: {statement}"));
    let facts = [(FactName::Error, why.clone()), (FactName::Statements, of), (FactName::Next, next)];
    facts.into_iter().filter_map(|(name, value)| Some((name.say(lang), value?))).collect()
}

/// A value for people; nothing for one that is empty.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(safe(text).into_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().filter_map(shown).collect();
            (!texts.is_empty()).then(|| texts.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}
