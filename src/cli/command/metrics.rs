//! `goc metrics`: sizes, use and durations, for people, as JSON, and for Prometheus.

use std::path::PathBuf;
use std::time::Duration;

use super::{history, upgrade};
use crate::atomic_file;
use crate::cli::Ending;
use crate::cli::args::MetricsFormat;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::{CliProblem, Text};
use crate::i18n::{Say, duration, number, safe, size};
use crate::operations::Events;
use crate::operations::metrics::{Metrics, StepTimes, metrics, prometheus};
use crate::revision::Direction;

/// Rows of each list that are printed; the whole of it is in `--json`.
const LISTED: usize = 12;

/// The chart of a step shows so many of its last runs.
const CHART: usize = 16;

/// `metrics [--format prometheus] [--to FILE]`.
pub async fn run(invocation: &Invocation, format: Option<MetricsFormat>, to: Option<PathBuf>) -> Result<(), Ending> {
    let output = invocation.output;
    let context = upgrade::context(invocation, Events::default()).await?;
    let found = metrics(&context).await.map_err(crate::Error::from)?;
    if format != Some(MetricsFormat::Prometheus) {
        if output.json {
            output.json(&found);
        } else {
            print(output, &found, invocation.is_ascii() || !history::is_utf8());
        }
        return Ok(());
    }
    let text = prometheus(&found);
    match to {
        None => output.text(&text),
        Some(file) => atomic_file::put(&file, text.as_bytes()).map_err(|error| CliProblem::CannotWrite {
            file: safe(&file.to_string_lossy()).into_owned(),
            reason: safe(&error.to_string()).into_owned(),
        })?,
    }
    Ok(())
}

fn print(output: Output, found: &Metrics, ascii: bool) {
    let lang = output.lang;
    let numbers = &found.numbers;
    let mut head = vec![safe(&found.database).into_owned(), safe(&numbers.server).into_owned()];
    head.extend(numbers.bytes.map(|bytes| size(bytes, lang)));
    head.extend(
        numbers
            .free_bytes
            .filter(|&free| free > 0)
            .map(|free| output.say(Text::MetricsFree { free: size(free, lang) })),
    );
    head.extend(numbers.sessions.map(|sessions| output.say(Text::MetricsSessions { sessions })));
    let percent = |ratio: f64| output.say(Text::MetricsCache { percent: (ratio * 100.0).round() as u8 });
    head.extend(numbers.cache_hit_ratio.map(percent));
    output.line(output.styled(Style::Strong, head.join("  ")));
    if !numbers.tables.is_empty() {
        output.line(output.say(Text::MetricsTables));
    }
    let largest = numbers.tables.iter().filter_map(|table| table.bytes).max().unwrap_or_default();
    for table in numbers.tables.iter().take(LISTED) {
        let bytes = table.bytes.unwrap_or_default();
        let rows = table.rows.map(|rows| rows.say(lang)).unwrap_or_default();
        let dead = table.dead_rows.filter(|&dead| dead > 0);
        let dead = dead.map(|dead| output.say(Text::MetricsDead { rows: number(dead, lang) })).unwrap_or_default();
        output.line(format!(
            "  {}  {:>10}  {}  {rows}{dead}",
            bar(bytes, largest, ascii),
            size(bytes, lang),
            table.table
        ));
    }
    if !numbers.unused_indexes.is_empty() {
        output.line(output.say(Text::MetricsUnused));
    }
    for index in numbers.unused_indexes.iter().take(LISTED) {
        output.line(format!("  {:>10}  {}  ({})", size(index.bytes, lang), safe(&index.index), index.table));
    }
    if let Some(slowest) = numbers.slowest.as_ref().filter(|slowest| !slowest.is_empty()) {
        output.line(output.say(Text::MetricsSlowest));
        for statement in slowest {
            let time = duration(Duration::from_secs_f64(statement.total_ms.max(0.0) / 1_000.0), lang);
            let query: String =
                statement.query.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(90).collect();
            output.line(format!("  {time:>10}  {}×  {}", statement.calls, safe(&query)));
        }
    }
    if !found.steps.is_empty() {
        output.line(output.say(Text::MetricsSteps));
    }
    for step in &found.steps {
        output.line(step_line(output, step, ascii));
    }
    if !found.runs.is_empty() {
        output.line(output.say(Text::MetricsRuns));
    }
    for run in &found.runs {
        output.line(format!("  {} {}: {}", safe(&run.command), safe(&run.outcome), run.count));
    }
}

/// `  + 006  41 ms  ▂▃█`: the last time, and all times as a chart.
fn step_line(output: Output, step: &StepTimes, ascii: bool) -> String {
    let sign = if step.direction == Direction::Upgrade { "+" } else { "-" };
    let last = step.milliseconds.last().copied().unwrap_or_default();
    let shown = &step.milliseconds[step.milliseconds.len().saturating_sub(CHART)..];
    let chart = if shown.len() > 1 { format!("  {}", sparks(shown, ascii)) } else { String::new() };
    format!("  {sign} {}  {}{chart}", safe(&step.revision), duration(Duration::from_millis(last), output.lang))
}

/// One block a value, as high as it is beside the highest.
fn sparks(values: &[u64], ascii: bool) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const PLAIN: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];
    let blocks = if ascii { PLAIN } else { BLOCKS };
    let highest = values.iter().copied().max().unwrap_or_default().max(1);
    let block = |&value: &u64| blocks[usize::try_from(value.saturating_mul(7) / highest).unwrap_or(7).min(7)];
    values.iter().map(block).collect()
}

/// Eight cells for the largest.
fn bar(value: u64, largest: u64, ascii: bool) -> String {
    let cells = (u128::from(value) * 8).checked_div(largest.into()).unwrap_or_default();
    let cells = usize::try_from(cells).unwrap_or(8).min(8);
    let (full, empty) = if ascii { ("#", ".") } else { ("█", "░") };
    format!("{}{}", full.repeat(cells), empty.repeat(8 - cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_show_what_is_large_beside_the_largest() {
        assert_eq!(sparks(&[0, 50, 100], false), "▁▄█");
        assert_eq!(sparks(&[0, 50, 100], true), "_-#");
        assert_eq!(sparks(&[0, 0], false), "▁▁");
        assert_eq!((bar(4, 8, false), bar(0, 0, true)), ("████░░░░".to_owned(), "........".to_owned()));
        assert_eq!(bar(u64::MAX, u64::MAX, true), "########");
    }
}
