//! `goc ping`.

use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::Text;
use crate::database::probe::{Check, CheckState, diagnose};
use crate::i18n::Say;
use crate::operations::Events;

/// `ping`: each check as it is done; exits with 1 when one failed.
pub async fn run(invocation: &Invocation) -> Result<(), Ending> {
    let output = invocation.output;
    let context = super::upgrade::context(invocation, Events::default()).await?;
    let diagnosis = diagnose(&context.database, &mut |check| {
        if !output.json {
            print(output, check);
        }
    })
    .await;
    if output.json {
        output.json(&diagnosis);
    }
    if diagnosis.is_ok() { Ok(()) } else { Err(Ending::Failed) }
}

/// One line a check, and a line a way out.
pub(super) fn print(output: Output, check: &Check) {
    let (style, mark) = match check.state {
        CheckState::Ok => (Style::Good, "ok"),
        CheckState::Warning => (Style::Warning, "!!"),
        CheckState::Failed => (Style::Bad, "XX"),
        CheckState::Skipped => (Style::Dim, "--"),
    };
    let name = check.name.say(output.lang);
    let detail = check.detail(output.lang);
    let colon = if detail.is_empty() { "" } else { ": " };
    output.line(format!("{} {name}{colon}{detail}", output.styled(style, mark)));
    for fix in check.fix(output.lang).iter().flat_map(|fix| fix.lines()) {
        output.line(format!("   {}", output.say(Text::Fix { text: fix.to_owned() })));
    }
}
