//! How far the server says it is with a long command: the views `pg_stat_progress_*` (PostgreSQL documentation, "Progress
//! Reporting").

use serde::Serialize;

use super::phase::PhaseText;
use crate::database::session::Row;
use crate::i18n::{Lang, Say, safe, sentences, size};

/// How far a command is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Progress {
    /// The command, in the server's words: `CREATE INDEX CONCURRENTLY`.
    pub command: String,
    /// What it does at the moment, in the server's words; empty for a command without phases. See [`Progress::phase_text`].
    pub phase: String,
    /// The table, if others can see it already.
    pub table: Option<String>,
    /// How much of the phase is done, where the server counts that.
    pub amount: Option<Amount>,
}

/// Done so far, and in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// So much is done.
    pub done: u64,
    /// Of so much, if that is known.
    pub total: Option<u64>,
    /// Of what.
    pub unit: Unit,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Pages of the table, 8 kB each unless the server was built otherwise.
    Blocks,
    /// Rows.
    Rows,
    /// Bytes of a file.
    Bytes,
    /// Indexes of the table.
    Indexes,
    /// Transactions that have to end first.
    Transactions,
    /// Statistics objects.
    Statistics,
}

impl Say for Amount {
    fn say(&self, lang: Lang) -> String {
        let Amount { done, total, unit } = *self;
        let text = match total {
            Some(total) => AmountText::Of { done, total },
            None => AmountText::SoFar { done },
        };
        match (unit, total) {
            (Unit::Bytes, Some(total)) => format!("{} / {}", size(done, lang), size(total, lang)),
            (Unit::Bytes, None) => size(done, lang),
            _ => format!("{} {}", text.say(lang), unit.say(lang)),
        }
    }
}

impl Say for Unit {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unit::Blocks => AmountText::Blocks,
            Unit::Rows => AmountText::Rows,
            Unit::Bytes => AmountText::Bytes,
            Unit::Indexes => AmountText::Indexes,
            Unit::Transactions => AmountText::Transactions,
            Unit::Statistics => AmountText::Statistics,
        }
        .say(lang)
    }
}

sentences! {
    /// How amounts are said.
    pub enum AmountText {
        Of { done: u64, total: u64 } => { en: ("{done} of {total}"), tr: ("{done}/{total}") }
        SoFar { done: u64 } => { en: ("{done}"), tr: ("{done}") }
        Blocks => { en: ("pages"), tr: ("sayfa") }
        Rows => { en: ("rows"), tr: ("satır") }
        Bytes => { en: ("bytes"), tr: ("bayt") }
        Indexes => { en: ("indexes"), tr: ("dizin") }
        Transactions => { en: ("transactions"), tr: ("işlem") }
        Statistics => { en: ("statistics"), tr: ("istatistik") }
    }
}

impl Progress {
    /// From a row of [`query`].
    pub(super) fn of(row: &Row) -> Progress {
        let phase = row.text(3);
        let table = row.optional(4).map(|table| safe(table).into_owned());
        let pair = |index: usize| Pair::of(row, 5 + 2 * index);
        let amount = amount(row.text(1), phase, [pair(0), pair(1), pair(2)]);
        Progress { command: safe(row.text(2)).into_owned(), phase: safe(phase).into_owned(), table, amount }
    }

    /// The phase as a sentence; `None` for one that this goc does not know.
    pub fn phase_text(&self) -> Option<PhaseText> {
        PhaseText::of(&self.command, &self.phase)
    }

    /// How much of the phase is done, from 0 to 100; `None` where the server does not say of how much.
    pub fn percent(&self) -> Option<u8> {
        let Amount { done, total, .. } = self.amount?;
        let total = total.filter(|&total| total > 0)?;
        u8::try_from(u128::from(done.min(total)) * 100 / u128::from(total)).ok()
    }
}

/// Two columns of a view: done and total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Pair {
    done: u64,
    total: u64,
}

impl Pair {
    fn of(row: &Row, column: usize) -> Pair {
        let number = |column| u64::try_from(row.number(column)).unwrap_or_default();
        Pair { done: number(column), total: number(column + 1) }
    }

    /// `None` when nothing is counted.
    fn in_unit(self, unit: Unit) -> Option<Amount> {
        let total = (self.total > 0).then_some(self.total);
        (self.done > 0 || total.is_some()).then_some(Amount { done: self.done, total, unit })
    }
}

/// What counts in a phase: the views keep the numbers of the phases before.
fn amount(view: &str, phase: &str, [first, second, third]: [Pair; 3]) -> Option<Amount> {
    match view {
        // Lockers, blocks, tuples.
        "create_index" if phase.starts_with("waiting") => first.in_unit(Unit::Transactions),
        "create_index" if phase.contains("loading") => third.in_unit(Unit::Rows),
        "create_index" if phase.contains("scanning") || phase == "building index" => second.in_unit(Unit::Blocks),
        // Blocks scanned, blocks vacuumed, indexes.
        "vacuum" if phase == "scanning heap" => first.in_unit(Unit::Blocks),
        "vacuum" if phase == "vacuuming heap" => second.in_unit(Unit::Blocks),
        "vacuum" if phase.contains("indexes") => third.in_unit(Unit::Indexes),
        // Blocks, rows written, indexes built.
        "cluster" if phase == "seq scanning heap" => first.in_unit(Unit::Blocks),
        "cluster" if phase == "writing new heap" || phase == "index scanning heap" => second.in_unit(Unit::Rows),
        "cluster" if phase == "rebuilding index" => third.in_unit(Unit::Indexes),
        // Blocks of the sample, extended statistics.
        "analyze" if phase.starts_with("acquiring") => first.in_unit(Unit::Blocks),
        "analyze" if phase.starts_with("computing") => second.in_unit(Unit::Statistics),
        // Bytes, of which the total is known for a file only; rows.
        "copy" if first.total > 0 => first.in_unit(Unit::Bytes),
        "copy" => second.in_unit(Unit::Rows),
        _ => None,
    }
}

/// What the sessions of `pids` (a query) are at, as `progress, view, command, phase, table` and three pairs of done and total.
pub(super) fn query(version: u32, pids: &str) -> String {
    let mut views = vec![
        "SELECT pid, 'create_index' AS view, command, phase, relid, lockers_done AS a, lockers_total AS b, blocks_done AS c, \
         blocks_total AS d, tuples_done AS e, tuples_total AS f FROM pg_stat_progress_create_index"
            .to_owned(),
        format!(
            "SELECT pid, 'vacuum', 'VACUUM', phase, relid, heap_blks_scanned, heap_blks_total, heap_blks_vacuumed, heap_blks_total, {} \
             FROM pg_stat_progress_vacuum",
            // PostgreSQL 17 counts the indexes; before, only whole rounds over them were counted.
            if version >= 170_000 { "indexes_processed, indexes_total" } else { "0, 0" }
        ),
        "SELECT pid, 'cluster', command, phase, relid, heap_blks_scanned, heap_blks_total, heap_tuples_written, 0, \
         index_rebuild_count, 0 FROM pg_stat_progress_cluster"
            .to_owned(),
    ];
    if version >= 130_000 {
        views.push(
            "SELECT pid, 'analyze', 'ANALYZE', phase, relid, sample_blks_scanned, sample_blks_total, ext_stats_computed, \
             ext_stats_total, 0, 0 FROM pg_stat_progress_analyze"
                .to_owned(),
        );
    }
    if version >= 140_000 {
        views.push(
            "SELECT pid, 'copy', command, '', relid, bytes_processed, bytes_total, tuples_processed, 0, 0, 0 \
             FROM pg_stat_progress_copy"
                .to_owned(),
        );
    }
    format!(
        "SELECT 'progress', p.view, p.command, p.phase, (SELECT c.oid::regclass::text FROM pg_class c WHERE c.oid = p.relid), \
         p.a, p.b, p.c, p.d, p.e, p.f FROM ({}) p WHERE p.pid IN ({pids});",
        views.join(" UNION ALL ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(view: &str, command: &str, phase: &str, numbers: [u64; 6]) -> Progress {
        let mut cells: Vec<Option<String>> =
            ["progress", view, command, phase, "stok"].iter().map(|&text| Some(text.to_owned())).collect();
        cells.extend(numbers.iter().map(|number| Some(number.to_string())));
        Progress::of(&Row(cells))
    }

    #[test]
    fn what_counts_depends_on_the_phase() {
        // Each view keeps the numbers of the phases before, so all of them are there.
        let all = [1, 2, 30, 40, 500, 1_000];
        for (view, phase, expected) in [
            ("create_index", "waiting for writers before build", Some((1, Some(2), Unit::Transactions, 50))),
            ("create_index", "building index: scanning table", Some((30, Some(40), Unit::Blocks, 75))),
            ("create_index", "index validation: scanning index", Some((30, Some(40), Unit::Blocks, 75))),
            ("create_index", "building index: sorting live tuples", None),
            ("create_index", "building index: loading tuples in tree", Some((500, Some(1_000), Unit::Rows, 50))),
            ("vacuum", "scanning heap", Some((1, Some(2), Unit::Blocks, 50))),
            ("vacuum", "vacuuming heap", Some((30, Some(40), Unit::Blocks, 75))),
            ("vacuum", "vacuuming indexes", Some((500, Some(1_000), Unit::Indexes, 50))),
            ("vacuum", "truncating heap", None),
            ("analyze", "acquiring sample rows", Some((1, Some(2), Unit::Blocks, 50))),
            ("copy", "", Some((1, Some(2), Unit::Bytes, 50))),
            ("repack", "unheard of", None),
        ] {
            let progress = row(view, "X", phase, all);
            let found = progress
                .amount
                .map(|amount| (amount.done, amount.total, amount.unit, progress.percent().unwrap_or_default()));
            assert_eq!(found, expected, "{view}: {phase}");
        }
    }

    #[test]
    fn without_a_total_there_is_no_percentage_and_never_more_than_a_hundred() {
        assert_eq!(row("copy", "COPY FROM", "", [4_096, 0, 77, 0, 0, 0]).percent(), None);
        let rows = row("copy", "COPY FROM", "", [4_096, 0, 77, 0, 0, 0]).amount;
        assert_eq!(rows, Some(Amount { done: 77, total: None, unit: Unit::Rows }));
        assert_eq!(row("vacuum", "VACUUM", "scanning heap", [7, 5, 0, 0, 0, 0]).percent(), Some(100));
        assert_eq!(row("vacuum", "VACUUM", "scanning heap", [u64::MAX / 2, u64::MAX, 0, 0, 0, 0]).percent(), None);
    }

    #[test]
    fn every_phase_that_the_documentation_lists_has_a_sentence_in_both_languages() {
        for (command, phases) in super::super::phase::PHASES {
            for phase in *phases {
                let progress = row("x", command, phase, [0; 6]);
                let text = progress.phase_text().unwrap_or_else(|| panic!("{command}: {phase}"));
                assert!(!text.say(Lang::En).is_empty() && text.say(Lang::En) != text.say(Lang::Tr), "{phase}");
            }
        }
        assert_eq!(row("x", "CREATE INDEX", "a phase of PostgreSQL 30", [0; 6]).phase_text(), None);
    }
}
