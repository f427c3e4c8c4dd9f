//! A new revision from the difference between the database and its model: a message, the renames, and then the editor.

use super::text::HistoryText;
use crate::i18n::safe;
use crate::operations::migration::NewRevision;
use crate::operations::schema::{Proposal, Rename};
use crate::tui::dialog::Input;
use crate::tui::editor::RevisionEditor;
use crate::tui::effect::{Ask, Effect};
use crate::tui::notice::{Notice, Tone};
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::worker::Look;

/// What is asked, as [`Ask::Own`].
pub(super) const MESSAGE: usize = 1;
pub(super) const RENAMES: usize = 2;

/// Asks what the new revision does.
pub(super) fn ask(shared: &Shared) -> Effect {
    let check = |text: &str, shared: &Shared| text.is_empty().then(|| shared.say(HistoryText::NewNeedsMessage));
    let input = Input::new(shared.say(HistoryText::AskDifference), "", TabName::History, Ask::Own(MESSAGE))
        .explained(shared.say(HistoryText::DifferenceMeaning))
        .checked(check);
    Effect::open(input)
}

/// Compares, before anybody was asked about renames.
pub(super) fn start(shared: &Shared, message: &str, head: Option<String>) -> Vec<Effect> {
    look(shared, NewRevision { message: message.to_owned(), head, ..NewRevision::default() }, None)
}

/// Compares again with the renames that a person left standing.
pub(super) fn start_with(shared: &Shared, renames: &str, new: NewRevision) -> Vec<Effect> {
    look(shared, new, Some(renames.split_whitespace().filter_map(Rename::parse).collect()))
}

fn look(shared: &Shared, new: NewRevision, renames: Option<Vec<Rename>>) -> Vec<Effect> {
    let Some(connection) = shared.connection.clone() else { return Vec::new() };
    vec![
        Effect::Notify(Notice::new(Tone::Info, shared.say(HistoryText::Comparing))),
        Effect::start(Look::Propose { connection, new, renames, lang: shared.lang }),
    ]
}

/// Shows what was proposed, after a question about renames where there may be some.
pub(super) fn proposed(shared: &Shared, is_asked: bool, proposal: &Proposal) -> Vec<Effect> {
    let Some(text) = &proposal.text else {
        return vec![Effect::Notify(Notice::new(Tone::Good, shared.say(HistoryText::NothingDiffers)))];
    };
    if !is_asked && !proposal.candidates.is_empty() {
        let renames: Vec<String> = proposal.candidates.iter().map(Rename::to_string).collect();
        let input = Input::new(
            shared.say(HistoryText::AskRenames),
            &safe(&renames.join(" ")),
            TabName::History,
            Ask::Own(RENAMES),
        )
        .explained(shared.say(HistoryText::RenamesMeaning))
        .checked(check_renames);
        return vec![Effect::Quiet, Effect::open(input)];
    }
    let mut effects = vec![Effect::Quiet, Effect::open(RevisionEditor::new(text, None))];
    if proposal.revisions > 1 {
        let text = shared.say(HistoryText::SeveralRevisions { count: proposal.revisions });
        effects.push(Effect::Notify(Notice::new(Tone::Warning, text)));
    }
    effects
}

fn check_renames(text: &str, shared: &Shared) -> Option<String> {
    let wrong = text.split_whitespace().find(|word| Rename::parse(word).is_none())?;
    Some(shared.say(HistoryText::NotARename { word: safe(wrong).into_owned() }))
}
