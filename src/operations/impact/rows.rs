//! How many rows a table has, as people say it.

use crate::database::RowCount;
use crate::i18n::{Lang, Say, number, sentences};

/// `about 12,000 rows`.
impl Say for RowCount {
    fn say(&self, lang: Lang) -> String {
        let rows = number(self.number(), lang);
        match self {
            RowCount::Exactly(_) => RowsText::RowsExactly { rows },
            RowCount::MoreThan(_) => RowsText::RowsMoreThan { rows },
            RowCount::About(_) => RowsText::RowsAbout { rows },
        }
        .say(lang)
    }
}

sentences! {
    /// Of rows that were counted, or not.
    enum RowsText {
        RowsExactly { rows: String } => { en: ("{rows} {}", if rows == "1" { "row" } else { "rows" }), tr: ("{rows} satır") }
        RowsMoreThan { rows: String } => { en: ("more than {rows} rows"), tr: ("{rows} satırdan fazla") }
        RowsAbout { rows: String } => { en: ("about {rows} {}", if rows == "1" { "row" } else { "rows" }), tr: ("yaklaşık {rows} satır") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_counted_is_said_to_be_an_estimate() {
        assert_eq!(RowCount::About(12_000).say(Lang::En), "about 12,000 rows");
        assert_eq!(RowCount::Exactly(1).say(Lang::En), "1 row");
        assert_eq!(RowCount::MoreThan(100_000).say(Lang::Tr), "100.000 satırdan fazla");
    }
}
