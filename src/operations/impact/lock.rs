//! How strongly a statement locks a table, and what it does to the rows in it.
//!
//! The levels are those of the PostgreSQL documentation, chapter "Explicit Locking", table "Table-Level Locks"
//! (postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES). SQLite knows one lock for the whole file
//! (sqlite.org/lockingv3.html).

use serde::Serialize;

use crate::i18n::{Lang, Say, sentences};

/// A lock, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LockLevel {
    /// A read.
    AccessShare,
    /// A read that locks the rows it finds.
    RowShare,
    /// A write.
    RowExclusive,
    /// Guards against other changes of the schema and VACUUM.
    ShareUpdateExclusive,
    /// Guards against writes.
    Share,
    /// Guards against writes, and against itself.
    ShareRowExclusive,
    /// Leaves only plain reads.
    Exclusive,
    /// Leaves nothing.
    AccessExclusive,
    /// SQLite: one writer for the whole file.
    File,
}

/// Every level, the weakest first.
pub const LEVELS: [LockLevel; 9] = [
    LockLevel::AccessShare,
    LockLevel::RowShare,
    LockLevel::RowExclusive,
    LockLevel::ShareUpdateExclusive,
    LockLevel::Share,
    LockLevel::ShareRowExclusive,
    LockLevel::Exclusive,
    LockLevel::AccessExclusive,
    LockLevel::File,
];

impl LockLevel {
    /// PostgreSQL's name for it; none for SQLite's.
    pub fn sql_name(self) -> Option<&'static str> {
        Some(match self {
            LockLevel::AccessShare => "ACCESS SHARE",
            LockLevel::RowShare => "ROW SHARE",
            LockLevel::RowExclusive => "ROW EXCLUSIVE",
            LockLevel::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            LockLevel::Share => "SHARE",
            LockLevel::ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            LockLevel::Exclusive => "EXCLUSIVE",
            LockLevel::AccessExclusive => "ACCESS EXCLUSIVE",
            LockLevel::File => return None,
        })
    }

    /// Whether nobody can read the table meanwhile: it conflicts with ACCESS SHARE.
    pub fn stops_reads(self) -> bool {
        self == LockLevel::AccessExclusive
    }

    /// Whether nobody can insert, change or delete rows meanwhile: it conflicts with ROW EXCLUSIVE.
    pub fn stops_writes(self) -> bool {
        self >= LockLevel::Share
    }
}

/// What the lock keeps the tills from doing.
impl Say for LockLevel {
    fn say(&self, lang: Lang) -> String {
        match self {
            LockLevel::AccessShare => LockText::Reads,
            LockLevel::RowShare => LockText::LocksRows,
            LockLevel::RowExclusive => LockText::Writes,
            LockLevel::ShareUpdateExclusive => LockText::OtherChangesWait,
            LockLevel::Share | LockLevel::ShareRowExclusive => LockText::NoWrites,
            LockLevel::Exclusive => LockText::PlainReadsOnly,
            LockLevel::AccessExclusive => LockText::Nothing,
            LockLevel::File => LockText::NoWritesToFile,
        }
        .say(lang)
    }
}

sentences! {
    /// What the tills can do while a lock is held.
    pub enum LockText {
        Reads => {
            en: ("tills can read and write"),
            tr: ("kasalar okuyabilir ve yazabilir"),
        }
        LocksRows => {
            en: ("tills can read and write; changes of the same rows wait"),
            tr: ("kasalar okuyabilir ve yazabilir; aynı satırlardaki değişiklikler bekler"),
        }
        Writes => {
            en: ("tills can read and write; changes of the rows that were changed wait"),
            tr: ("kasalar okuyabilir ve yazabilir; değiştirilen satırlardaki değişiklikler bekler"),
        }
        OtherChangesWait => {
            en: ("tills can read and write; other changes of the table's schema wait"),
            tr: ("kasalar okuyabilir ve yazabilir; tablodaki öteki şema değişiklikleri bekler"),
        }
        NoWrites => {
            en: ("tills can read, not write"),
            tr: ("kasalar okuyabilir, yazamaz"),
        }
        PlainReadsOnly => {
            en: ("tills can read, but neither write nor lock rows"),
            tr: ("kasalar okuyabilir, yazamaz ve satır kilitleyemez"),
        }
        Nothing => {
            en: ("tills can neither read nor write"),
            tr: ("kasalar ne okuyabilir ne yazabilir"),
        }
        NoWritesToFile => {
            en: ("other programs can read the file, not write to it; at the end reads wait for a moment, too"),
            tr: ("öteki programlar dosyayı okuyabilir, yazamaz; sonunda okumalar da bir an bekler"),
        }
    }
}

/// What a statement does to a table, as far as its words tell; the more it costs or loses, the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It is only read, or referred to.
    Reads,
    /// The table, a column or rows are added, nothing else.
    Adds,
    /// Another table takes this name.
    TakesName,
    /// Its description changes; no row is touched or looked at.
    Describes,
    /// All rows are read under the lock, for an index or a check.
    Scans,
    /// Rows are changed.
    ChangesRows,
    /// The whole table may be written anew under the lock.
    Rewrites,
    /// SQLite's way to change a table: a new one takes the rows, the old one goes, and the new one gets its name
    /// (sqlite.org/lang_altertable.html, section 7).
    Rebuilds,
    /// A column goes, with what is in it.
    DropsColumn,
    /// Rows are deleted.
    DropsRows,
    /// The table goes, with its rows.
    DropsTable,
}

impl Effect {
    /// Whether something that the shop has entered goes away.
    pub fn loses(self) -> bool {
        self >= Effect::DropsColumn
    }
}

impl Say for Effect {
    fn say(&self, lang: Lang) -> String {
        match self {
            Effect::Reads => EffectText::Reads,
            Effect::Adds => EffectText::Adds,
            Effect::TakesName => EffectText::TakesName,
            Effect::Describes => EffectText::Describes,
            Effect::Scans => EffectText::Scans,
            Effect::ChangesRows => EffectText::ChangesRows,
            Effect::Rewrites => EffectText::Rewrites,
            Effect::Rebuilds => EffectText::Rebuilds,
            Effect::DropsColumn => EffectText::DropsColumn,
            Effect::DropsRows => EffectText::DropsRows,
            Effect::DropsTable => EffectText::DropsTable,
        }
        .say(lang)
    }
}

sentences! {
    /// What happens to a table.
    pub enum EffectText {
        Reads => {
            en: ("only read"),
            tr: ("yalnızca okunur"),
        }
        Adds => {
            en: ("only adds"),
            tr: ("yalnızca ekler"),
        }
        TakesName => {
            en: ("another table takes this name"),
            tr: ("başka bir tablo bu adı alır"),
        }
        Describes => {
            en: ("no row is touched"),
            tr: ("hiçbir satıra dokunulmaz"),
        }
        Scans => {
            en: ("all rows are read"),
            tr: ("bütün satırlar okunur"),
        }
        ChangesRows => {
            en: ("rows are changed"),
            tr: ("satırlar değiştirilir"),
        }
        Rewrites => {
            en: ("the whole table may be rewritten"),
            tr: ("tablo baştan yazılabilir"),
        }
        Rebuilds => {
            en: ("built anew; its rows are kept"),
            tr: ("yeniden kurulur; satırları korunur"),
        }
        DropsColumn => {
            en: ("a column is dropped with its content"),
            tr: ("bir sütun içeriğiyle silinir"),
        }
        DropsRows => {
            en: ("rows are deleted"),
            tr: ("satırlar silinir"),
        }
        DropsTable => {
            en: ("the table is dropped with its rows"),
            tr: ("tablo satırlarıyla silinir"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows "ACCESS SHARE" and "ROW EXCLUSIVE" of the documentation's table "Conflicting Lock Modes".
    #[test]
    fn a_level_stops_what_the_documentation_says_it_conflicts_with() {
        let stopping = |stops: fn(LockLevel) -> bool| {
            LEVELS.into_iter().filter(|&level| stops(level)).filter_map(LockLevel::sql_name).collect::<Vec<_>>()
        };
        assert_eq!(stopping(LockLevel::stops_reads), ["ACCESS EXCLUSIVE"]);
        assert_eq!(
            stopping(LockLevel::stops_writes),
            ["SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"]
        );
        assert!(LockLevel::File.stops_writes() && !LockLevel::File.stops_reads());
        assert!(LEVELS.is_sorted());
    }
}
