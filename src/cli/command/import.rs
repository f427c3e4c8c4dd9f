//! `goc import alembic`.

use std::path::PathBuf;

use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::Text;
use crate::i18n::{Problem, Say, safe};
use crate::operations::alembic::{ImportReport, Imported, Importing, import};

/// What `import alembic` is told.
#[derive(Debug)]
pub struct Choice {
    pub from: PathBuf,
    pub to: PathBuf,
    pub dry_run: bool,
    pub fix: bool,
}

/// `import alembic DIR [--to DIR] [--dry-run] [--fix]`: exits with 3 when something has to be done by hand.
pub async fn alembic(invocation: &Invocation, choice: Choice) -> Result<(), Ending> {
    let output = invocation.output;
    let Choice { from, to, dry_run, fix } = choice;
    let report = import(&Importing { from, to, dry_run, fix, lang: output.lang }).await?;
    if output.json {
        output.json(&report.to_json(output.lang));
    } else {
        print(output, &report);
    }
    if report.is_clean() { Ok(()) } else { Err(Ending::NotClean) }
}

fn print(output: Output, report: &ImportReport) {
    for revision in &report.revisions {
        print_revision(output, revision);
    }
    for line in report.mended.lines(output.lang) {
        output.line(format!("{} {line}", output.styled(Style::Warning, output.say(Text::ImportMended))));
    }
    for problem in &report.problems {
        let style = Style::Bad;
        output.line(output.styled(style, problem.say(output.lang)));
        for line in problem.hint(output.lang).lines() {
            output.line(format!("    {line}"));
        }
    }
    let (revisions, places) = (report.revisions.len(), report.untranslated());
    let to = safe(&report.to.to_string_lossy()).into_owned();
    let summary = match (report.dry_run, places) {
        (true, 0) => Text::ImportWould { revisions, to },
        (true, places) => Text::ImportWouldLeave { revisions, to, places },
        (false, 0) => Text::ImportDone { revisions, to },
        (false, places) => Text::ImportLeft { revisions, to, places },
    };
    let style = if report.is_clean() { Style::Good } else { Style::Warning };
    output.line(output.styled(style, output.say(summary)));
    if places > 0 {
        output.line(output.say(Text::ImportNext));
    }
}

/// The new file, and below it what has to be done by hand, by file and line.
fn print_revision(output: Output, revision: &Imported) {
    let style = if revision.untranslated.is_empty() { Style::Good } else { Style::Warning };
    output.line(format!("{} {}", output.styled(style, &revision.revision), output.styled(Style::Dim, &revision.file)));
    for place in &revision.untranslated {
        let engines: Vec<&str> = place.engines.iter().map(|engine| engine.as_str()).collect();
        let where_to = format!("{} {}", place.direction.as_str(), engines.join(", "));
        let at = output.styled(Style::Strong, format!("{}:{}:", revision.source, place.line));
        output.line(format!(
            "  {at} {}: {} {}",
            output.say(Text::ImportUntranslated),
            place.reason.say(output.lang),
            output.styled(Style::Dim, format!("[{where_to}]"))
        ));
        if !place.text.is_empty() {
            output.line(format!("      {}", output.styled(Style::Dim, &place.text)));
        }
    }
    for left in &revision.left_out {
        output.line(format!(
            "  {}:{}: {}: {}",
            revision.source,
            left.line,
            output.say(Text::ImportLeftOut { engine: left.engine.to_string() }),
            output.styled(Style::Dim, &left.what)
        ));
    }
}
