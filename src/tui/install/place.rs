//! The databases that can be installed.

use super::InstallText;
use crate::config::{DatabaseUrl, Origin};
use crate::i18n::{Say, safe};
use crate::tui::shared::Shared;
use crate::worker::Place;

/// A database that the settings name, or the embedded one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The name that the worker knows it by.
    pub(super) name: String,
    /// Its address, without a password.
    pub(super) address: String,
    /// Where it was found.
    pub(super) origin: String,
}

pub(super) fn candidates(shared: &Shared) -> Vec<Candidate> {
    let connections = shared.opened.iter().flat_map(|opened| &opened.connections);
    let candidate = |known: &crate::config::ConnectionSettings| Candidate {
        name: known.name.clone(),
        address: safe(&known.url.to_string()).into_owned(),
        origin: match &known.origin {
            Origin::File(file) => {
                shared.say(InstallText::FromFile { file: safe(&file.to_string_lossy()).into_owned() })
            }
            Origin::Variable(name) => shared.say(InstallText::FromVariable { name: (*name).to_owned() }),
            Origin::Default => shared.say(InstallText::Embedded),
            Origin::Argument => String::new(),
        },
    };
    connections.map(candidate).collect()
}

/// What a person typed as an address: a URL, else a file. Says what is wrong with it.
pub(super) fn address(typed: &str, shared: &Shared) -> Result<String, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(shared.say(InstallText::EmptyAddress));
    }
    let address = match DatabaseUrl::looks_like_one(typed) || typed.contains("://") {
        true => typed.to_owned(),
        false => format!("sqlite:{typed}"),
    };
    match DatabaseUrl::parse(&address) {
        Ok(_) => Ok(address),
        Err(problem) => Err(problem.say(shared.lang)),
    }
}

/// What a place is called, without a password: also the name that its password is kept under.
pub(super) fn shown(place: Option<&Place>) -> String {
    match place {
        None => String::new(),
        Some(Place::Connection(name)) => name.clone(),
        Some(Place::Address(address)) => {
            DatabaseUrl::parse(address).map_or_else(|_| String::new(), |url| url.to_string())
        }
    }
}
