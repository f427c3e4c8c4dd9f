//! Durations and sizes for people.

use std::time::Duration;

use super::Lang;

/// A duration: `41 ms`, `1.3 s`, `2 min 5 s`; Turkish has a decimal comma.
pub fn duration(duration: Duration, lang: Lang) -> String {
    let milliseconds = duration.as_millis();
    match (milliseconds, lang) {
        (..1_000, _) => format!("{milliseconds} ms"),
        (..60_000, Lang::En) => format!("{}.{} s", milliseconds / 1_000, milliseconds % 1_000 / 100),
        (..60_000, Lang::Tr) => format!("{},{} sn", milliseconds / 1_000, milliseconds % 1_000 / 100),
        (_, Lang::En) => format!("{} min {} s", milliseconds / 60_000, milliseconds / 1_000 % 60),
        (_, Lang::Tr) => format!("{} dk {} sn", milliseconds / 60_000, milliseconds / 1_000 % 60),
    }
}

/// A running clock in whole seconds: `0:07`, `12:05`, `1:02:03`; the same in both languages, and never wider than it must be.
pub fn elapsed(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// A size: `512 B`, `41.0 MB`; Turkish has a decimal comma.
pub fn size(bytes: u64, lang: Lang) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let point = if lang == Lang::Tr { ',' } else { '.' };
    format!("{}{point}{} {name}", bytes / unit, bytes % unit * 10 / unit)
}

/// A whole number: `12,345`, in Turkish `12.345`.
pub fn number(number: u64, lang: Lang) -> String {
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

/// How old something is, in the largest whole unit: `3 h`.
pub fn age(age: Duration, lang: Lang) -> String {
    let minutes = age.as_secs() / 60;
    let (count, english, turkish) = match minutes {
        0..60 => (minutes, "min", "dakika"),
        60..2_880 => (minutes / 60, "h", "saat"),
        _ => (minutes / 1_440, "days", "gün"),
    };
    format!("{count} {}", if lang == Lang::Tr { turkish } else { english })
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
    }

    #[test]
    fn sizes_read_well_in_both_languages() {
        for (bytes, en, tr) in [
            (999, "999 B", "999 B"),
            (1_000, "1.0 kB", "1,0 kB"),
            (41_950_000, "41.9 MB", "41,9 MB"),
            (u64::MAX, "18446744073.7 GB", "18446744073,7 GB"),
        ] {
            assert_eq!((size(bytes, Lang::En).as_str(), size(bytes, Lang::Tr).as_str()), (en, tr));
        }
    }

    #[test]
    fn durations_read_well_in_both_languages() {
        for (milliseconds, en, tr) in
            [(41, "41 ms", "41 ms"), (1_390, "1.3 s", "1,3 sn"), (125_000, "2 min 5 s", "2 dk 5 sn")]
        {
            let given = Duration::from_millis(milliseconds);
            assert_eq!((duration(given, Lang::En).as_str(), duration(given, Lang::Tr).as_str()), (en, tr));
        }
    }

    #[test]
    fn a_running_clock_counts_seconds() {
        for (seconds, text) in [(7, "0:07"), (725, "12:05"), (3_723, "1:02:03")] {
            assert_eq!(elapsed(Duration::from_secs(seconds)), text);
        }
    }
}
