//! Metrics for people: sections of lines with small charts, the same in the command line and in the terminal UI.

use std::time::Duration;

use super::chart::{bar, sparks};
use super::{Metrics, StepTimes, TableGrowth, growth};
use crate::database::metrics::{DatabaseNumbers, TableNumbers};
use crate::database::sample::Sample;
use crate::i18n::{Lang, Say, count, duration, local_time, number, safe, sentences, size};
use crate::revision::Direction;

/// Rows of each list that are shown; the whole of it is in `--json`.
const LISTED: usize = 12;

/// A chart shows so many of the last values.
const CHART: usize = 24;

/// The longest piece of a statement, in characters.
const QUERY: usize = 90;

/// Lines under a title. All foreign text inside has been made harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What the lines are about.
    pub title: String,
    /// None of them ends, or is broken.
    pub lines: Vec<String>,
}

sentences! {
    /// Words of the sections.
    enum Word {
        Free { free: String } => { en: ("{free} of it empty"), tr: ("{free} boş") }
        Sessions { sessions: u64 } => { en: ("{}", count(*sessions as usize, "session")), tr: ("{sessions} oturum") }
        Cache { percent: u8 } => { en: ("cache hits {percent} %"), tr: ("önbellek isabeti %{percent}") }
        Growth => { en: ("growth of the database"), tr: ("veritabanının büyümesi") }
        Since { change: String, since: String, runs: usize } => {
            en: ("{change} since {since} ({})", count(*runs, "run")),
            tr: ("{since} tarihinden beri {change} ({runs} çalıştırma)"),
        }
        Growing => { en: ("tables that grew most"), tr: ("en çok büyüyen tablolar") }
        Tables => { en: ("tables, the largest first"), tr: ("tablolar, en büyükten") }
        Dead { rows: String } => { en: (", {rows} dead"), tr: (", {rows} ölü") }
        Unused => { en: ("indexes that no query has used since the server's numbers began"), tr: ("sunucu saymaya başladığından beri hiçbir sorgunun kullanmadığı dizinler") }
        Slowest => { en: ("statements that took most time in all"), tr: ("toplamda en çok süre alan deyimler") }
        Steps => { en: ("steps, with their last time"), tr: ("adımlar, son süreleriyle") }
        Runs => { en: ("runs"), tr: ("çalıştırmalar") }
    }
}

/// Everything that is known, a section each; what is not known has none.
pub fn sections(metrics: &Metrics, lang: Lang, ascii: bool) -> Vec<Section> {
    let numbers = &metrics.numbers;
    let mut sections = vec![Section { title: head(metrics, lang), lines: Vec::new() }];
    let mut add = |title: Word, lines: Vec<String>| {
        if !lines.is_empty() {
            sections.push(Section { title: title.say(lang), lines });
        }
    };
    add(Word::Growth, database_growth(&metrics.sizes, lang, ascii).into_iter().collect());
    let grown = metrics.growth.iter().filter(|table| table.bytes() > 0);
    add(Word::Growing, grown.take(LISTED).map(|table| growth_line(table, lang, ascii)).collect());
    add(Word::Tables, tables(numbers, lang, ascii));
    let unused = numbers.unused_indexes.iter().take(LISTED);
    let unused = unused
        .map(|index| format!("{:>10}  {}  ({})", size(index.bytes, lang), safe(&index.index), index.table))
        .collect();
    add(Word::Unused, unused);
    add(Word::Slowest, slowest(numbers, lang));
    add(Word::Steps, metrics.steps.iter().map(|step| step_line(step, lang, ascii)).collect());
    let runs = metrics.runs.iter();
    add(Word::Runs, runs.map(|run| format!("{} {}: {}", safe(&run.command), safe(&run.outcome), run.count)).collect());
    sections
}

/// `store  PostgreSQL 15.18  41.0 MB  3 sessions  cache hits 99 %`.
fn head(metrics: &Metrics, lang: Lang) -> String {
    let numbers = &metrics.numbers;
    let mut head = vec![safe(&metrics.database).into_owned(), safe(&numbers.server).into_owned()];
    head.extend(numbers.bytes.map(|bytes| size(bytes, lang)));
    let free = numbers.free_bytes.filter(|&free| free > 0);
    head.extend(free.map(|free| Word::Free { free: size(free, lang) }.say(lang)));
    head.extend(numbers.sessions.map(|sessions| Word::Sessions { sessions }.say(lang)));
    let percent = |ratio: f64| Word::Cache { percent: (ratio * 100.0).round() as u8 }.say(lang);
    head.extend(numbers.cache_hit_ratio.map(percent));
    head.join("  ")
}

/// `▁▂▃█  +12.0 MB since 4 January 2025, 02:00 (9 runs)`; the last size is that of now and no run's.
fn database_growth(sizes: &[Sample], lang: Lang, ascii: bool) -> Option<String> {
    let [first, .., _] = sizes else { return None };
    let since = local_time(&first.taken, lang);
    let text = Word::Since { change: signed(growth(sizes), lang), since, runs: sizes.len() - 1 };
    Some(format!("{}  {}", chart(sizes, ascii), text.say(lang)))
}

fn growth_line(table: &TableGrowth, lang: Lang, ascii: bool) -> String {
    format!("{:>10}  {}  {}", signed(table.bytes(), lang), table.table, chart(&table.sizes, ascii))
}

fn chart(sizes: &[Sample], ascii: bool) -> String {
    let last = &sizes[sizes.len().saturating_sub(CHART)..];
    sparks(&last.iter().map(|sample| sample.bytes).collect::<Vec<_>>(), ascii)
}

fn signed(change: i64, lang: Lang) -> String {
    let sign = if change < 0 { "−" } else { "+" };
    format!("{sign}{}", size(change.unsigned_abs(), lang))
}

fn tables(numbers: &DatabaseNumbers, lang: Lang, ascii: bool) -> Vec<String> {
    let largest = numbers.tables.iter().filter_map(|table| table.bytes).max().unwrap_or_default();
    let line = |table: &TableNumbers| {
        let bytes = table.bytes.unwrap_or_default();
        let rows = table.rows.map(|rows| rows.say(lang)).unwrap_or_default();
        let dead = table.dead_rows.filter(|&dead| dead > 0);
        let dead = dead.map(|dead| Word::Dead { rows: number(dead, lang) }.say(lang)).unwrap_or_default();
        format!("{}  {:>10}  {}  {rows}{dead}", bar(bytes, largest, ascii), size(bytes, lang), table.table)
    };
    numbers.tables.iter().take(LISTED).map(line).collect()
}

fn slowest(numbers: &DatabaseNumbers, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for statement in numbers.slowest.iter().flatten() {
        let time = duration(Duration::from_secs_f64(statement.total_ms.max(0.0) / 1_000.0), lang);
        let words: Vec<&str> = statement.query.split_whitespace().collect();
        let query: String = words.join(" ").chars().take(QUERY).collect();
        lines.push(format!("{time:>10}  {}×  {}", statement.calls, safe(&query)));
    }
    lines
}

/// `+ 006  41 ms  ▂▃█`: the last time, and all times as a chart.
fn step_line(step: &StepTimes, lang: Lang, ascii: bool) -> String {
    let sign = if step.direction == Direction::Upgrade { "+" } else { "-" };
    let last = step.milliseconds.last().copied().unwrap_or_default();
    let shown = &step.milliseconds[step.milliseconds.len().saturating_sub(CHART)..];
    let chart = if shown.len() > 1 { format!("  {}", sparks(shown, ascii)) } else { String::new() };
    format!("{sign} {}  {}{chart}", safe(&step.revision), duration(Duration::from_millis(last), lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(day: u8, bytes: u64) -> Sample {
        Sample { taken: format!("2025-01-{day:02}T02:00:00.000Z"), table: None, bytes }
    }

    #[test]
    fn growth_is_told_from_the_first_run_to_now() {
        assert_eq!(database_growth(&[sample(1, 5)], Lang::En, false), None, "one size is no growth");
        let line = database_growth(&[sample(1, 1_000_000), sample(2, 2_000_000), sample(3, 5_000_000)], Lang::En, true);
        let line = line.expect("three sizes");
        assert!(line.starts_with(".:#  +4.0 MB since ") && line.ends_with("(2 runs)"), "{line}");
        let shrunk = database_growth(&[sample(1, 9_000), sample(2, 1_000)], Lang::Tr, true).expect("two sizes");
        assert!(shrunk.contains("−8,0 kB"), "{shrunk}");
    }
}
