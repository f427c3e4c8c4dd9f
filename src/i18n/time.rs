//! Points in time for people: the clock on the wall, in the order that the language writes it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Lang, safe};

/// An ISO 8601 time as local time to the second: `2024-12-17 15:00:00`, in Turkish `17.12.2024 15:00:00`. What is no such time
/// stays as it is.
pub fn local_time(time: &str, lang: Lang) -> String {
    in_zone(time, lang, zone())
}

/// The zone of the machine; in unit tests always that of Istanbul, so that a picture is the same everywhere.
fn zone() -> TimeZone {
    if cfg!(test) { TimeZone::fixed(jiff::tz::offset(3)) } else { TimeZone::system() }
}

fn in_zone(time: &str, lang: Lang, zone: TimeZone) -> String {
    let Ok(timestamp) = time.parse::<Timestamp>() else { return safe(time).into_owned() };
    let format = match lang {
        Lang::En => "%Y-%m-%d %H:%M:%S",
        Lang::Tr => "%d.%m.%Y %H:%M:%S",
    };
    timestamp.to_zoned(zone).strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_in_the_clock_and_the_order_of_the_place() {
        let istanbul = || TimeZone::fixed(jiff::tz::offset(3));
        let at = |time, lang| in_zone(time, lang, istanbul());
        assert_eq!(at("2024-12-17T15:00:00+03:00", Lang::Tr), "17.12.2024 15:00:00");
        assert_eq!(at("2024-12-31T21:00:00.5Z", Lang::En), "2025-01-01 00:00:00");
        assert_eq!(at("yesterday\u{1b}", Lang::En), "yesterday\\x1b");
    }
}
