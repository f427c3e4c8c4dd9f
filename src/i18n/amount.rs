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

#[cfg(test)]
mod tests {
    use super::*;

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
