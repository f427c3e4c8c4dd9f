//! Protecting a database, and no longer: a name for the mark, or the mark's name typed.

use super::text::ConnectionsText;
use crate::database::mark::Mark;
use crate::i18n::{local_time, safe};
use crate::tui::dialog::{Confirm, Input};
use crate::tui::effect::{Ask, Effect};
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::worker::Work;

/// Asks for a name, or whether the protection is to go.
pub(super) fn ask(shared: &Shared, connection: String, mark: Option<Mark>) -> Vec<Effect> {
    let Some(mark) = mark else {
        let title = shared.say(ConnectionsText::AskProtect { name: safe(&connection).into_owned() });
        let input = Input::new(title, &connection, TabName::Connections, Ask::ProtectName)
            .explained(shared.say(ConnectionsText::AskProtectMore))
            .checked(|text, shared| text.is_empty().then(|| shared.say(ConnectionsText::NeedsName)));
        return vec![Effect::open(input)];
    };
    let title = shared.say(ConnectionsText::AskRelease { name: safe(&connection).into_owned() });
    let since = since(&mark, shared);
    let confirm = Confirm::new(title, shared.say(ConnectionsText::ButtonRelease))
        .line(shared.say(ConnectionsText::ReleaseMore { since }))
        .dangerous()
        .typed(Some(mark.name.clone()))
        .then(vec![Effect::start(Work::Release { connection, mark: mark.name })]);
    vec![Effect::open(confirm)]
}

/// A person has given the name.
pub(super) fn named(connection: &str, name: &str) -> Vec<Effect> {
    vec![Effect::start(Work::Protect { connection: connection.to_owned(), name: name.trim().to_owned() })]
}

/// `kadikoy, 4 January 2025, ayse@kasa-1`.
pub(super) fn since(mark: &Mark, shared: &Shared) -> String {
    format!("{}, {}, {}", safe(&mark.name), local_time(&mark.since, shared.lang), safe(&mark.operator))
}
