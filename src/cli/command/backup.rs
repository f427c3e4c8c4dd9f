//! `goc backup`.

use std::path::PathBuf;
use std::time::Duration;

use super::{ids, upgrade};
use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::Style;
use crate::cli::progress::{events, size, time};
use crate::cli::text::Text;
use crate::database::probe::shown;
use crate::error::Error;
use crate::i18n::{local_time, safe};
use crate::operations::Events;
use crate::operations::backup::{self, BackupOptions, Keep};

/// `backup [--to FILE] [--keep N] [--keep-days D]`.
pub async fn run(
    invocation: &Invocation,
    to: Option<PathBuf>,
    keep: Option<u32>,
    keep_days: Option<u32>,
) -> Result<(), Ending> {
    let output = invocation.output;
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let given = keep.is_some() || keep_days.is_some();
    let options =
        BackupOptions { to, keep: given.then_some(Keep { count: keep, days: keep_days }), ..BackupOptions::default() };
    let report = backup::backup(&context, options).await.map_err(Error::from)?;
    if output.json {
        output.json(&report);
        return Ok(());
    }
    output.line(shown(&report.file));
    let revision = report.current_revision.as_deref().map(|ids| safe(ids).into_owned());
    output.note(output.say(Text::BackupHolds {
        revision: revision.unwrap_or_else(|| output.say(Text::Base)),
        tables: report.tables,
        rows: report.rows,
        size: size(report.size, output.lang),
        time: time(Duration::from_millis(report.duration_ms), output.lang),
    }));
    if !report.removed.is_empty() {
        let files = report.removed.iter().map(|file| shown(file)).collect();
        output.note(output.say(Text::BackupsRemoved { files }));
    }
    Ok(())
}

/// `backup --list`: needs no database, since the manifests say it all.
pub fn list(invocation: &Invocation) -> Result<(), Ending> {
    let output = invocation.output;
    let context = invocation.context(Events::default())?;
    let backups = backup::list(&context);
    if output.json {
        output.json(&backups);
        return Ok(());
    }
    if backups.is_empty() {
        output.line(output.say(Text::NoBackups { folder: shown(&context.backup.folder) }));
    }
    for backup in &backups {
        let line = output.say(Text::BackupLine {
            time: local_time(&backup.manifest.created, output.lang),
            file: shown(&backup.path),
            size: size(backup.manifest.size, output.lang),
            revision: ids(output, &backup.manifest.revisions),
        });
        let broken = || output.styled(Style::Bad, output.say(Text::BackupBroken));
        output.line(if backup.is_whole { line } else { format!("{line}  {}", broken()) });
    }
    Ok(())
}
