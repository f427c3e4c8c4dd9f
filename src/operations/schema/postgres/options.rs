//! Storage options.

use crate::database::literal;

/// `fillfactor=70` as SQL has it; the catalog keeps values without quotes.
pub(super) fn storage_options(options: &[String]) -> String {
    let option = |option: &String| match option.split_once('=') {
        Some((name, value)) if value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.') => {
            format!("{name} = {value}")
        }
        Some((name, value)) => format!("{name} = {}", literal(value)),
        None => option.clone(),
    };
    options.iter().map(option).collect::<Vec<_>>().join(", ")
}

/// What to set, and what to reset.
pub(super) fn changed_options(old: &[String], new: &[String]) -> (String, String) {
    let name = |option: &String| option.split('=').next().unwrap_or_default().to_owned();
    let mut set: Vec<String> = new.iter().filter(|option| !old.contains(option)).cloned().collect();
    // What is set comes behind what stays, and the catalog keeps the order.
    let stays = old.iter().filter(|option| new.contains(option));
    if !stays.chain(&set).eq(new) {
        set = new.to_vec();
    }
    let is_there = |option: &&String| !new.iter().any(|other| name(other) == name(option));
    let reset: Vec<String> = old.iter().filter(is_there).map(name).collect();
    (storage_options(&set), reset.join(", "))
}
