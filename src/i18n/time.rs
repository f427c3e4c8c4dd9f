//! Times as people of a language write them, in the machine's own time zone.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{Lang, safe};

/// A time of the journal or of a file (ISO 8601 with an offset or `Z`), to the second: `2026-11-22 21:40:27`, `22.11.2026 21:40:27`.
///
/// What is no such time is shown as it is, made harmless.
pub fn local_time(text: &str, lang: Lang) -> String {
    match text.parse::<Timestamp>() {
        Ok(time) => write(&time.to_zoned(TimeZone::system()), lang),
        Err(_) => safe(text).into_owned(),
    }
}

fn write(time: &Zoned, lang: Lang) -> String {
    let format = match lang {
        Lang::En => "%Y-%m-%d %H:%M:%S",
        Lang::Tr => "%d.%m.%Y %H:%M:%S",
    };
    time.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_its_zone_as_the_language_does() {
        let time: Timestamp = "2024-12-17T15:00:00.123+03:00".parse().expect("a time");
        let istanbul = time.to_zoned(TimeZone::fixed(jiff::tz::offset(3)));
        assert_eq!(write(&istanbul, Lang::En), "2024-12-17 15:00:00");
        assert_eq!(write(&istanbul, Lang::Tr), "17.12.2024 15:00:00");
        assert_eq!(local_time("yarın\u{1b}", Lang::Tr), "yarın\\x1b");
    }
}
