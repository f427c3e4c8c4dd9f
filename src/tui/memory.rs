//! What is remembered from one start to the next: the last tab, the language, and each connection's selections and filters.
//!
//! Kept in `$XDG_STATE_HOME/goc/tui.json` (else `~/.local/state`), only readable by its owner. It holds no passwords and no
//! addresses with one. A file that cannot be read or written is no reason to bother anybody: goc then begins as on its first day.

use std::collections::BTreeMap;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::tab::{TabMemory, TabName};
use crate::i18n::Lang;

/// Remembered things.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The tab that was in front.
    pub tab: Option<TabName>,
    /// The language that was chosen with a key.
    pub lang: Option<Lang>,
    /// Of each connection, the tabs in their order.
    connections: BTreeMap<String, [TabMemory; 5]>,
}

/// Connections that are remembered.
const KEPT: usize = 200;

impl Memory {
    /// What is remembered of a connection's tabs.
    pub fn of(&self, connection: &str) -> [TabMemory; 5] {
        self.connections.get(connection).cloned().unwrap_or_default()
    }

    /// Remembers a connection's tabs.
    pub fn remember(&mut self, connection: String, tabs: [TabMemory; 5]) {
        self.connections.insert(connection, tabs);
        while self.connections.len() > KEPT {
            self.connections.pop_first();
        }
    }

    /// Where it is kept, by the environment's `variable`s.
    pub fn place(variable: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = set("XDG_STATE_HOME").or_else(|| set("HOME").map(|home| home.join(".local/state")))?;
        Some(folder.join("goc/tui.json"))
    }

    /// Reads it; empty when there is nothing that can be read.
    pub fn read(file: &Path) -> Memory {
        std::fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes it, whole or not at all.
    pub fn write(&self, file: &Path) -> std::io::Result<()> {
        let folder = file.parent().unwrap_or(Path::new(""));
        std::fs::create_dir_all(folder)?;
        let unfinished = file.with_extension(format!("{}.tmp", std::process::id()));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let written = options
            .open(&unfinished)
            .and_then(|mut new| new.write_all(&serde_json::to_vec(self)?))
            .and_then(|()| std::fs::rename(&unfinished, file));
        if written.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_comes_back_and_a_damaged_file_is_an_empty_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a/b/tui.json");
        let mut memory = Memory { tab: Some(TabName::Pending), lang: Some(Lang::Tr), ..Memory::default() };
        let mut tabs: [TabMemory; 5] = Default::default();
        tabs[1].selection = Some("003".to_owned());
        memory.remember("store".to_owned(), tabs);
        memory.write(&file).expect("written");
        assert_eq!(Memory::read(&file), memory);
        assert_eq!(Memory::read(&file).of("store")[1].selection.as_deref(), Some("003"));
        std::fs::write(&file, "{\"tab\": 7").expect("written");
        assert_eq!(Memory::read(&file), Memory::default());
    }
}
