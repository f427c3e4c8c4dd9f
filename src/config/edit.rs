//! Changing `goc.toml` as a person would: what is not meant stays byte for byte, comments and order included.

use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::draft::ConnectionDraft;
use super::file::{self, ConfigFile, shown};
use super::url::without_password;
use super::{ConfigError, error::BadUrl};
use crate::atomic_file::{self, NotReplaced};
use crate::i18n::{Lang, safe, suggestion};

const BOM: &str = "\u{feff}";

/// A configuration file that is about to be changed. Nothing is written before [`ConfigEdit::save`].
#[derive(Debug)]
pub struct ConfigEdit {
    path: PathBuf,
    /// What the file held; `None` when there was none.
    before: Option<Vec<u8>>,
    document: DocumentMut,
}

impl ConfigEdit {
    /// Reads a file; one that is not there is made by [`ConfigEdit::save`].
    ///
    /// # Errors
    /// The file cannot be read, or has a fault already, which a person has to mend first.
    pub fn open(path: &Path) -> Result<ConfigEdit, ConfigError> {
        let unreadable =
            |reason: String| ConfigError::Unreadable { file: shown(path), reason: safe(&reason).into_owned() };
        let before = match std::fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(unreadable(error.to_string())),
        };
        let text = std::str::from_utf8(before.as_deref().unwrap_or_default())
            .map_err(|error| unreadable(error.to_string()))?;
        let text = text.trim_start_matches(BOM);
        file::parse(path, text)?;
        // Both readers are of one family; where they disagree, there is no line to name.
        let document =
            text.parse().map_err(|_| ConfigError::Invalid { file: shown(path), line: 1, reason: "TOML".to_owned() })?;
        Ok(ConfigEdit { path: path.to_owned(), before, document })
    }

    /// The names of the connections, in the order of the file.
    pub fn names(&self) -> Vec<String> {
        self.connections().into_iter().flat_map(TableLike::iter).map(|(name, _)| name.to_owned()).collect()
    }

    /// The connection that is used when none is named.
    pub fn default(&self) -> Option<&str> {
        self.document.get("default").and_then(Item::as_str)
    }

    /// A connection as a form shows it; its address without a password, and empty when it is no address.
    pub fn draft(&self, name: &str) -> Option<ConnectionDraft> {
        let table = self.connections()?.get(name)?.as_table_like()?;
        let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default().to_owned();
        Some(ConnectionDraft {
            name: name.to_owned(),
            url: without_password(&text("url")).unwrap_or_default(),
            environment: text("environment"),
            group: text("group"),
            quiet_hours: text("quiet_hours"),
            backup: text("backup"),
            backup_folder: text("backup_folder"),
            lock_timeout: text("lock_timeout"),
            password_command: text("password_command"),
        })
    }

    /// Adds a connection at the end.
    ///
    /// A single connection needs no `default`; so that it goes on being the one that is used, it becomes the default when a second
    /// one joins it.
    ///
    /// # Errors
    /// The first thing that is wrong with the draft, or its name is taken.
    pub fn add(&mut self, draft: &ConnectionDraft) -> Result<(), ConfigError> {
        draft.check().first().map_or(Ok(()), Err)?;
        let names = self.names();
        self.refuse_taken(&draft.name)?;
        let mut table = Table::new();
        for (key, value) in draft.settings().into_iter().filter(|(_, value)| !value.is_empty()) {
            table.insert(key, Item::Value(Value::from(value)));
        }
        if let ([only], None) = (names.as_slice(), self.default()) {
            self.set_root("default", Some(only));
        }
        let parent = self.document.entry("connections").or_insert_with(|| {
            let mut parent = Table::new();
            // Without a line `[connections]` of its own.
            parent.set_implicit(true);
            Item::Table(parent)
        });
        if let Some(parent) = parent.as_table_like_mut() {
            parent.insert(&draft.name, Item::Table(table));
        }
        Ok(())
    }

    /// Changes a connection, and its name with it when the draft has another one.
    ///
    /// An address that the draft has as [`ConfigEdit::draft`] gave it stays as it is in the file, even one with a password: nobody
    /// loses a password by changing something else.
    ///
    /// # Errors
    /// There is no such connection, the draft is not fit to be written, or its new name is taken.
    pub fn change(&mut self, name: &str, draft: &ConnectionDraft) -> Result<(), ConfigError> {
        let before = self.draft(name).ok_or_else(|| self.unknown(name))?;
        draft.check().first().map_or(Ok(()), Err)?;
        if draft.name != name {
            self.refuse_taken(&draft.name)?;
        }
        let was_default = self.default() == Some(name);
        let connections = self.connections_mut().ok_or(ConfigError::BadUrl { reason: BadUrl::Scheme })?;
        if let Some(table) = connections.get_mut(name).and_then(Item::as_table_like_mut) {
            for ((key, value), (_, old)) in draft.settings().into_iter().zip(before.settings()) {
                if value != old {
                    set(table, key, Some(value).filter(|value| !value.is_empty()));
                }
            }
        }
        if draft.name != name
            && let Some(item) = connections.remove(name)
        {
            connections.insert(&draft.name, item);
            if was_default {
                self.set_root("default", Some(&draft.name));
            }
        }
        Ok(())
    }

    /// Takes a connection out, and the comment right above it. A `default` that named it goes, too: which of the others is
    /// meant is nothing that a program should guess, since one of them may be a shop that sells.
    ///
    /// # Errors
    /// There is no such connection.
    pub fn remove(&mut self, name: &str) -> Result<(), ConfigError> {
        if self.draft(name).is_none() {
            return Err(self.unknown(name));
        }
        if self.default() == Some(name) {
            self.set_root("default", None);
        }
        let Some(Item::Table(table)) = self.connections_mut().and_then(|connections| connections.remove(name)) else {
            return Ok(());
        };
        // What stands further above, behind a blank line, belongs to the file.
        let prefix = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().replace('\r', "");
        let above = prefix.rfind("\n\n").map_or("", |at| &prefix[..at + 1]);
        if above.contains('#') {
            self.keep_comment(above, table.position());
        }
        Ok(())
    }

    /// Sets the connection that is used when none is named; `None` takes the setting out.
    ///
    /// # Errors
    /// There is no such connection.
    pub fn set_default(&mut self, name: Option<&str>) -> Result<(), ConfigError> {
        if let Some(name) = name.filter(|name| self.draft(name).is_none()) {
            return Err(self.unknown(name));
        }
        self.set_root("default", name);
        Ok(())
    }

    /// Sets the language of the interface; `None` leaves it to the environment.
    pub fn set_language(&mut self, language: Option<Lang>) {
        self.set_root("language", language.map(|language| language.to_string()).as_deref());
    }

    /// The text that [`ConfigEdit::save`] writes.
    pub fn text(&self) -> String {
        let text = self.document.to_string();
        let before = self.before.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
        let text = if before.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
        if before.starts_with(BOM) { format!("{BOM}{text}") } else { text }
    }

    /// Writes the file, whole or not at all, and returns it as it is read from now on. A new one is for its owner only.
    ///
    /// # Errors
    /// `changed_meanwhile` when the file is no longer the one that was opened; nothing is written then.
    pub fn save(self) -> Result<ConfigFile, ConfigError> {
        let text = self.text();
        // What the normal reader would refuse is never written.
        file::parse(&self.path, text.trim_start_matches(BOM))?;
        let written = match &self.before {
            Some(before) if *before == text.as_bytes() => Ok(()),
            Some(before) => atomic_file::replace(&self.path, before, text.as_bytes()),
            None => atomic_file::create(&self.path, text.as_bytes()),
        };
        written.map_err(|error| match error {
            NotReplaced::ChangedMeanwhile => ConfigError::ChangedMeanwhile { file: shown(&self.path) },
            NotReplaced::Io(error) => {
                ConfigError::Unwritable { file: shown(&self.path), reason: safe(&error.to_string()).into_owned() }
            }
        })?;
        ConfigFile::read(&self.path)
    }

    fn connections(&self) -> Option<&dyn TableLike> {
        self.document.get("connections").and_then(Item::as_table_like)
    }

    fn connections_mut(&mut self) -> Option<&mut dyn TableLike> {
        self.document.get_mut("connections").and_then(Item::as_table_like_mut)
    }

    fn refuse_taken(&self, name: &str) -> Result<(), ConfigError> {
        match self.connections().is_some_and(|connections| connections.contains_key(name)) {
            true => Err(ConfigError::NameTaken { name: safe(name).into_owned() }),
            false => Ok(()),
        }
    }

    fn unknown(&self, name: &str) -> ConfigError {
        let known: Vec<String> = self.names().iter().map(|name| safe(name).into_owned()).collect();
        ConfigError::UnknownConnection {
            nearest: suggestion(name, known.iter().map(String::as_str)).map(str::to_owned),
            given: safe(name).into_owned(),
            known,
        }
    }

    fn set_root(&mut self, key: &str, value: Option<&str>) {
        let root = self.document.as_table_mut();
        if value.is_none() {
            // At the top of a file stands what is said about all of it.
            let comment =
                root.key(key).and_then(|key| key.leaf_decor().prefix()?.as_str()).unwrap_or_default().to_owned();
            root.remove(key);
            if comment.contains('#') {
                self.keep_top_comment(&comment);
            }
            return;
        }
        let had_keys = root.iter().any(|(_, item)| item.is_value());
        set(root, key, value);
        // A first key stands right above the first table otherwise.
        if !had_keys && let Some(first) = self.neighbour(isize::MIN) {
            let prefix = prefix_of(first);
            if !prefix.starts_with('\n') {
                first.decor_mut().set_prefix(format!("\n{prefix}"));
            }
        }
    }

    fn keep_top_comment(&mut self, comment: &str) {
        let root = self.document.as_table_mut();
        let next = root.iter().find(|(_, item)| item.is_value()).map(|(key, _)| key.to_owned());
        match next.and_then(|next| root.key_mut(&next)) {
            Some(mut next) => {
                let own = next.leaf_decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
                next.leaf_decor_mut().set_prefix(format!("{comment}{own}"));
            }
            None => self.keep_comment(comment, Some(isize::MIN)),
        }
    }

    /// Hands a comment on to the connection that follows, or to the end of the file.
    fn keep_comment(&mut self, comment: &str, position: Option<isize>) {
        match self.neighbour(position.unwrap_or(isize::MAX)) {
            Some(next) => {
                let prefix = format!("{comment}{}", prefix_of(next));
                next.decor_mut().set_prefix(prefix);
            }
            None => {
                let trailing = self.document.trailing().as_str().unwrap_or_default().to_owned();
                self.document.set_trailing(format!("{comment}{trailing}"));
            }
        }
    }

    /// The first connection with a heading of its own behind a place in the file.
    fn neighbour(&mut self, position: isize) -> Option<&mut Table> {
        let tables = self.connections_mut()?.iter_mut().filter_map(|(_, item)| match item {
            Item::Table(table) if !table.is_implicit() => Some(table),
            _ => None,
        });
        tables.filter(|table| table.position() > Some(position)).min_by_key(|table| table.position())
    }
}

fn prefix_of(table: &Table) -> String {
    table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned()
}

/// Sets a text, keeping the comment behind the old one; `None` takes the line out.
fn set(table: &mut dyn TableLike, key: &str, value: Option<&str>) {
    let Some(value) = value else {
        table.remove(key);
        return;
    };
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = Value::from(value);
            *old.decor_mut() = decor;
        }
        _ => {
            table.insert(key, Item::Value(Value::from(value)));
        }
    }
}

/// Closes a file to everybody but its owner.
///
/// # Errors
/// It is not the caller's to close.
pub fn close_file(path: &Path) -> Result<(), ConfigError> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
        .map_err(|error| ConfigError::Unwritable { file: shown(path), reason: safe(&error.to_string()).into_owned() })
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;
