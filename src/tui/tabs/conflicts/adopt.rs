//! Taking over a database of Alembic's: first the look, which takes a scratch database, then the question with what it has found.

use super::act::confirmed;
use super::fix_text::FixText;
use crate::i18n::{Say, cut, list, safe};
use crate::operations::adopt::Adoption;
use crate::operations::schema::Change;
use crate::revision::RevisionId;
use crate::tui::dialog::Confirm;
use crate::tui::effect::Effect;
use crate::tui::notice::{Notice, Tone};
use crate::tui::shared::Shared;
use crate::worker::{Look, Work};

/// How many names and how many differences a question shows: it has to fit on a small screen, and the command line shows all.
const SHOWN: usize = 6;

/// How much of a definition it shows: that of a view may be long.
const SHOWN_CELLS: usize = 40;

/// Compares the database with what its revisions make.
pub(super) fn examine(connection: String, shared: &Shared) -> Vec<Effect> {
    vec![
        Effect::Notify(Notice::new(Tone::Info, shared.say(FixText::AdoptComparing))),
        Effect::start(Look::ExamineAdoption { connection }),
    ]
}

/// Asks with what was found.
pub(super) fn ask(connection: &str, adoption: &Adoption, shared: &Shared) -> Vec<Effect> {
    let say = |text: FixText| shared.say(text);
    if adoption.is_done() {
        return vec![Effect::Quiet, Effect::Notify(Notice::new(Tone::Good, say(FixText::AdoptedAlready)))];
    }
    let title = FixText::AdoptTitle { count: adoption.revisions.len() };
    let differs = !adoption.differences.is_empty();
    let mut lines = vec![say(FixText::AdoptRevisions { revisions: few(&adoption.revisions) })];
    if differs {
        lines.push(say(FixText::AdoptDiffers { count: adoption.differences.len() }));
        // One paragraph: a line each would not leave room for the buttons.
        let mut differences: Vec<String> =
            adoption.differences.iter().take(SHOWN).map(|change| line(change, shared)).collect();
        let left = adoption.differences.len().saturating_sub(SHOWN);
        differences.extend((left > 0).then(|| say(FixText::AdoptMoreDifferences { left })));
        lines.push(differences.join("; "));
    } else {
        lines.push(say(FixText::AdoptSame));
    }
    lines.push(say(FixText::AdoptMore));
    let yes = if differs { FixText::AdoptYesAnyway } else { FixText::AdoptYes };
    let mut confirm = Confirm::new(say(title), say(yes)).lines(lines);
    if differs {
        confirm = confirm.dangerous();
    }
    let work = Work::Adopt { connection: connection.to_owned(), adoption: Box::new(adoption.clone()) };
    let mut effects = vec![Effect::Quiet];
    effects.extend(confirmed(confirm, shared, vec![Effect::start(work)]));
    effects
}

fn few(revisions: &[RevisionId]) -> String {
    let shown: Vec<String> = revisions.iter().take(SHOWN).map(RevisionId::shown).collect();
    let more = if revisions.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", list(&shown))
}

/// `~ column urunler.fiyat: TYPE integer → bigint`.
fn line(change: &Change, shared: &Shared) -> String {
    let side = |text: &Option<String>| match text.as_deref() {
        None => "–".to_owned(),
        Some("") => "✓".to_owned(),
        Some(text) => cut(&safe(text), SHOWN_CELLS).into_owned(),
    };
    let details = change
        .details
        .iter()
        .map(|detail| format!("{} {} → {}", detail.property, side(&detail.before), side(&detail.after)));
    let details: Vec<String> = details.collect();
    let details = if details.is_empty() { String::new() } else { format!(": {}", list(&details)) };
    format!("{} {} {}{details}", change.action.sign(), change.object.say(shared.lang), safe(&change.name))
}
