//! `goc rehearse`: the plan on a copy, out, back and out again.

use std::time::Duration;

use super::{ids, upgrade};
use crate::cli::Ending;
use crate::cli::args::RehearseFrom;
use crate::cli::invocation::Invocation;
use crate::cli::output::Style;
use crate::cli::progress::events;
use crate::cli::text::Text;
use crate::database::probe::shown;
use crate::i18n::{duration, safe};
use crate::operations::rehearse::{self, From, Rehearsal};

/// `rehearse [TARGET] [--from backup|live]`: exits with 3 when the way back led somewhere else.
pub async fn run(invocation: &Invocation, target: &str, from: Option<RehearseFrom>) -> Result<(), Ending> {
    let output = invocation.output;
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let from = match from {
        None => From::Newest,
        Some(RehearseFrom::Backup) => From::Backup,
        Some(RehearseFrom::Live) => From::Live,
    };
    let Some(found) = rehearse::rehearse(&context, target, from).await? else {
        output.line(output.say(Text::NothingPending));
        return Ok(());
    };
    if output.json {
        output.json(&found);
    } else {
        print(invocation, &found);
    }
    if found.success { Ok(()) } else { Err(Ending::NotClean) }
}

fn print(invocation: &Invocation, found: &Rehearsal) {
    let output = invocation.output;
    let time = |milliseconds| duration(Duration::from_millis(milliseconds), output.lang);
    output.line(output.say(match &found.backup {
        Some(file) => Text::RehearsedBackup { file: shown(file) },
        None => Text::RehearsedLive,
    }));
    output.line(format!("{} → {}", ids(output, &found.from), ids(output, &found.to)));
    for step in &found.steps {
        let back = step.downgrade_ms.map_or_else(|| "–".to_owned(), time);
        let again = step.again_ms.map_or_else(|| "–".to_owned(), time);
        let revision = safe(&step.revision).into_owned();
        output.line(format!(
            "  {}",
            output.say(Text::RehearsedStep { revision, out: time(step.upgrade_ms), back, again })
        ));
    }
    let (style, text) = match (found.same_schema, &found.one_way) {
        (Some(true), _) => (Style::Good, Text::SameSchema),
        (Some(false), _) => (Style::Bad, Text::OtherSchema),
        (None, kind) => (Style::Warning, Text::NoWayBack { kind: kind.clone().unwrap_or_default() }),
    };
    output.line(output.styled(style, output.say(text)));
    for line in &found.difference {
        output.line(format!("  {line}"));
    }
}
