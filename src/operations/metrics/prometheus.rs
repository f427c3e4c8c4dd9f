//! Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats, "Text-based format"), for the folder that a node
//! exporter reads.

use std::fmt::Write as _;

use super::Metrics;

/// All metrics, with base units: seconds and bytes.
pub fn prometheus(metrics: &Metrics) -> String {
    let mut text = Text { out: String::new(), database: &metrics.database };
    let numbers = &metrics.numbers;
    text.family("goc_database_size_bytes", "gauge", "Size of the database on the disk.");
    text.optional("goc_database_size_bytes", &[], numbers.bytes.map(|bytes| bytes as f64));
    text.family("goc_database_free_bytes", "gauge", "Bytes of the database file that hold nothing.");
    text.optional("goc_database_free_bytes", &[], numbers.free_bytes.map(|bytes| bytes as f64));
    text.family("goc_database_sessions", "gauge", "Sessions connected to the database.");
    text.optional("goc_database_sessions", &[], numbers.sessions.map(|sessions| sessions as f64));
    text.family("goc_database_cache_hit_ratio", "gauge", "Share of page reads that were answered from memory.");
    text.optional("goc_database_cache_hit_ratio", &[], numbers.cache_hit_ratio);
    text.family("goc_table_size_bytes", "gauge", "Size of a table with its indexes.");
    for table in &numbers.tables {
        let name = raw(&table.table);
        text.optional("goc_table_size_bytes", &[("table", &name)], table.bytes.map(|bytes| bytes as f64));
    }
    text.family("goc_table_rows", "gauge", "Rows of a table, estimated or counted.");
    for table in &numbers.tables {
        let name = raw(&table.table);
        text.optional("goc_table_rows", &[("table", &name)], table.rows.map(|rows| rows.number() as f64));
    }
    text.family("goc_table_dead_rows", "gauge", "Deleted rows that still take room, estimated.");
    for table in &numbers.tables {
        let name = raw(&table.table);
        text.optional("goc_table_dead_rows", &[("table", &name)], table.dead_rows.map(|rows| rows as f64));
    }
    text.family("goc_index_unused_bytes", "gauge", "Size of an index that no query has used.");
    for index in &numbers.unused_indexes {
        let name = raw(&index.table);
        let labels = [("table", name.as_str()), ("index", index.index.as_str())];
        text.sample("goc_index_unused_bytes", &labels, index.bytes as f64);
    }
    text.family("goc_step_duration_seconds", "gauge", "How long a step took the last time.");
    for step in &metrics.steps {
        let last = step.milliseconds.last().copied().unwrap_or_default();
        let labels = [("revision", &*step.revision), ("direction", step.direction.as_str())];
        text.sample("goc_step_duration_seconds", &labels, last as f64 / 1_000.0);
    }
    text.family("goc_runs_total", "counter", "Runs of the journal by command and outcome.");
    for run in &metrics.runs {
        let labels = [("command", run.command.as_str()), ("outcome", run.outcome.as_str())];
        text.sample("goc_runs_total", &labels, run.count as f64);
    }
    text.out
}

/// A table's name as it is: what a label may hold is a matter of its escapes.
fn raw(table: &crate::database::TableName) -> String {
    match &table.schema {
        Some(schema) => format!("{schema}.{}", table.name),
        None => table.name.clone(),
    }
}

struct Text<'a> {
    out: String,
    database: &'a str,
}

impl Text<'_> {
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.out, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn optional(&mut self, name: &str, labels: &[(&str, &str)], value: Option<f64>) {
        if let Some(value) = value {
            self.sample(name, labels, value);
        }
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: f64) {
        let _ = write!(self.out, "{name}{{database=\"{}\"", escaped(self.database));
        for (label, text) in labels {
            let _ = write!(self.out, ",{label}=\"{}\"", escaped(text));
        }
        let _ = writeln!(self.out, "}} {value}");
    }
}

/// In a label's value a backslash, a quote and a line feed are written with a backslash.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
