//! What the phases of the server's progress views mean, in the words of people who run a shop.

use crate::i18n::sentences;

sentences! {
    /// What a long command does at the moment.
    #[derive(Copy, Eq)]
    pub enum PhaseText {
        Starts => { en: ("starts"), tr: ("başlıyor") }
        WaitsForWriters => { en: ("waits for transactions that have written to the table"), tr: ("tabloya yazmış olan işlemlerin bitmesi bekleniyor") }
        WaitsForReaders => { en: ("waits for transactions that still use the old index"), tr: ("eski dizini kullanan işlemlerin bitmesi bekleniyor") }
        WaitsForOlder => { en: ("waits for older transactions to end"), tr: ("daha eski işlemlerin bitmesi bekleniyor") }
        ReadsTable => { en: ("reads the table"), tr: ("tablo okunuyor") }
        ReadsAlongIndex => { en: ("reads the table in the order of the index"), tr: ("tablo dizin sırasıyla okunuyor") }
        ReadsSample => { en: ("reads a sample of the table"), tr: ("tablodan örnek okunuyor") }
        Sorts => { en: ("sorts"), tr: ("sıralanıyor") }
        BuildsIndex => { en: ("builds the index"), tr: ("dizin oluşturuluyor") }
        WritesIndex => { en: ("writes the index"), tr: ("dizin yazılıyor") }
        ChecksIndex => { en: ("compares the index with the table: reads the index"), tr: ("dizin tabloyla karşılaştırılıyor: dizin okunuyor") }
        ChecksTable => { en: ("compares the index with the table: reads the table"), tr: ("dizin tabloyla karşılaştırılıyor: tablo okunuyor") }
        CleansIndexes => { en: ("cleans the indexes"), tr: ("dizinler temizleniyor") }
        CleansTable => { en: ("cleans the table"), tr: ("tablo temizleniyor") }
        GivesRoomBack => { en: ("gives empty room back to the disk"), tr: ("boş yer diske geri veriliyor") }
        WritesTable => { en: ("writes the new table"), tr: ("yeni tablo yazılıyor") }
        SwapsFiles => { en: ("puts the new table in the place of the old one"), tr: ("yeni tablo eskisinin yerine konuyor") }
        RebuildsIndexes => { en: ("builds the indexes again"), tr: ("dizinler yeniden oluşturuluyor") }
        Computes => { en: ("computes statistics"), tr: ("istatistikler hesaplanıyor") }
        CopiesRows => { en: ("copies rows"), tr: ("satırlar aktarılıyor") }
        Finishes => { en: ("finishes"), tr: ("tamamlanıyor") }
    }
}

impl PhaseText {
    /// Of a phase in the server's words.
    pub(super) fn of(command: &str, phase: &str) -> Option<PhaseText> {
        Some(match phase {
            "" if command.starts_with("COPY") => PhaseText::CopiesRows,
            "initializing" => PhaseText::Starts,
            "waiting for writers before build" | "waiting for writers before validation" => PhaseText::WaitsForWriters,
            "waiting for readers before marking dead" | "waiting for readers before dropping" => {
                PhaseText::WaitsForReaders
            }
            "waiting for old snapshots" => PhaseText::WaitsForOlder,
            "index validation: scanning index" => PhaseText::ChecksIndex,
            "index validation: scanning table" => PhaseText::ChecksTable,
            "building index: loading tuples in tree" => PhaseText::WritesIndex,
            "building index: scanning table" | "scanning heap" | "seq scanning heap" => PhaseText::ReadsTable,
            "index scanning heap" => PhaseText::ReadsAlongIndex,
            "acquiring sample rows" | "acquiring inherited sample rows" => PhaseText::ReadsSample,
            "computing statistics" | "computing extended statistics" => PhaseText::Computes,
            "vacuuming indexes" | "cleaning up indexes" => PhaseText::CleansIndexes,
            "vacuuming heap" => PhaseText::CleansTable,
            "truncating heap" => PhaseText::GivesRoomBack,
            "writing new heap" => PhaseText::WritesTable,
            "swapping relation files" => PhaseText::SwapsFiles,
            "rebuilding index" => PhaseText::RebuildsIndexes,
            "performing final cleanup" | "finalizing analyze" => PhaseText::Finishes,
            phase if phase.contains("sorting") => PhaseText::Sorts,
            // Other kinds of index have words of their own after the colon.
            phase if phase.starts_with("building index") => PhaseText::BuildsIndex,
            _ => return None,
        })
    }
}

/// The phases of PostgreSQL 12 to 18 by command.
#[cfg(test)]
pub(super) const PHASES: &[(&str, &[&str])] = &[
    (
        "CREATE INDEX CONCURRENTLY",
        &[
            "initializing",
            "waiting for writers before build",
            "building index",
            "building index: scanning table",
            "building index: sorting live tuples",
            "building index: sorting dead tuples",
            "building index: loading tuples in tree",
            "waiting for writers before validation",
            "index validation: scanning index",
            "index validation: sorting tuples",
            "index validation: scanning table",
            "waiting for old snapshots",
            "waiting for readers before marking dead",
            "waiting for readers before dropping",
        ],
    ),
    (
        "VACUUM",
        &[
            "initializing",
            "scanning heap",
            "vacuuming indexes",
            "vacuuming heap",
            "cleaning up indexes",
            "truncating heap",
            "performing final cleanup",
        ],
    ),
    (
        "VACUUM FULL",
        &[
            "initializing",
            "seq scanning heap",
            "index scanning heap",
            "sorting tuples",
            "writing new heap",
            "swapping relation files",
            "rebuilding index",
            "performing final cleanup",
        ],
    ),
    (
        "ANALYZE",
        &[
            "initializing",
            "acquiring sample rows",
            "acquiring inherited sample rows",
            "computing statistics",
            "computing extended statistics",
            "finalizing analyze",
        ],
    ),
    ("COPY FROM", &[""]),
];
