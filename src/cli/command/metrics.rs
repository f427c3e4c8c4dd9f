//! `goc metrics`: sizes, use and durations, for people, as JSON, and for Prometheus.

use std::path::PathBuf;

use super::{history, upgrade};
use crate::atomic_file;
use crate::cli::Ending;
use crate::cli::args::MetricsFormat;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::CliProblem;
use crate::i18n::safe;
use crate::operations::Events;
use crate::operations::metrics::{Metrics, metrics, prometheus, sections};

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
    for (index, section) in sections(found, output.lang, ascii).into_iter().enumerate() {
        let style = if index == 0 { output.styled(Style::Strong, &section.title) } else { section.title };
        output.line(style);
        for line in section.lines {
            output.line(format!("  {line}"));
        }
    }
}
