//! Rows, sizes and ages as people say them.

use std::time::Duration;

use super::text::PendingText;
use crate::database::RowCount;
use crate::i18n::{Lang, Say};

/// `12,345` and in Turkish `12.345`.
pub(super) fn number(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let separator = if lang == Lang::Tr { '.' } else { ',' };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// `about 12,000 rows`.
pub(super) fn rows(rows: RowCount, lang: Lang) -> String {
    let rows_text = number(rows.number(), lang);
    match rows {
        RowCount::Exactly(_) => PendingText::RowsExactly { rows: rows_text },
        RowCount::MoreThan(_) => PendingText::RowsMoreThan { rows: rows_text },
        RowCount::About(_) => PendingText::RowsAbout { rows: rows_text },
    }
    .say(lang)
}

/// The largest whole unit: `3 h`.
pub(super) fn age(age: Duration, lang: Lang) -> String {
    let minutes = age.as_secs() / 60;
    match minutes {
        0..60 => PendingText::Minutes { minutes },
        60..2_880 => PendingText::Hours { hours: minutes / 60 },
        _ => PendingText::Days { days: minutes / 1_440 },
    }
    .say(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ages_read_well_in_both_languages() {
        for (given, en, tr) in [(7, "7", "7"), (1_234, "1,234", "1.234"), (12_345_678, "12,345,678", "12.345.678")] {
            assert_eq!((number(given, Lang::En), number(given, Lang::Tr)), (en.to_owned(), tr.to_owned()));
        }
        assert_eq!(age(Duration::from_secs(3 * 3_600 + 59), Lang::En), "3 h");
        assert_eq!(age(Duration::from_secs(50 * 3_600), Lang::Tr), "2 gün");
        assert_eq!(rows(RowCount::About(12_000), Lang::En), "about 12,000 rows");
    }
}
