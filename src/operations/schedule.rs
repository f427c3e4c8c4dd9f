//! When a run may begin and has to be over, in the clock of the place.

use std::time::Duration;

use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use crate::config::{QuietHours, parse_duration, parse_time};

/// A time of day that is past by less than this is meant as past: who says 23:30 at a quarter past midnight means this night.
const SAME_NIGHT: SignedDuration = SignedDuration::from_hours(6);

/// Whether something may run now without asking.
pub fn is_quiet(hours: Option<&str>, now: &Zoned) -> bool {
    // What cannot be read was reported with the configuration and guards nothing.
    hours.and_then(QuietHours::parse).is_none_or(|hours| hours.contains(now.time()))
}

/// When a time of day is next, `23:30`; now when that was a moment ago. `None` for what is no time.
pub fn start(text: &str, now: &Zoned) -> Option<Zoned> {
    let next = next_time(parse_time(text)?, now)?;
    let last = next.checked_sub(1.day()).ok()?;
    Some(if now.duration_since(&last) < SAME_NIGHT { now.clone() } else { next })
}

/// The time at which a run begins that waits for one, in the clock of this place.
pub fn begin(not_before: Option<Timestamp>) -> Zoned {
    let now = Zoned::now();
    not_before.map(|start| start.to_zoned(now.time_zone().clone())).filter(|start| *start > now).unwrap_or(now)
}

/// The end that `05:30` (the next one) or `2h` means. `None` for what is neither.
pub fn deadline(text: &str, now: &Zoned) -> Option<Timestamp> {
    if let Some(time) = parse_time(text) {
        return Some(next_time(time, now)?.timestamp());
    }
    let hours = text.trim().strip_suffix('h').and_then(|hours| hours.parse::<u32>().ok());
    let duration = match hours {
        Some(hours) => Duration::from_secs(u64::from(hours) * 3_600),
        None => parse_duration(text)?,
    };
    now.timestamp().checked_add(duration).ok()
}

/// The next moment that a clock of this place shows the time.
fn next_time(time: Time, now: &Zoned) -> Option<Zoned> {
    let today = now.with().time(time).build().ok()?;
    if today > *now { Some(today) } else { today.checked_add(1.day()).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Zoned {
        format!("2025-01-04T{text}:00+03:00[Europe/Istanbul]").parse().unwrap()
    }

    #[test]
    fn a_time_of_day_is_the_next_one_unless_it_was_a_moment_ago() {
        for (text, now, seconds) in [
            ("23:30", "22:30", 3_600),
            ("23:30", "09:00", 14 * 3_600 + 1_800),
            ("23:30", "23:30", 0),
            ("23:30", "00:15", 0),
            ("23:30", "05:29", 0),
            ("23:30", "05:31", 17 * 3_600 + 59 * 60),
        ] {
            let pause = start(text, &at(now)).map(|start| start.duration_since(&at(now)));
            assert_eq!(pause, Some(SignedDuration::from_secs(seconds)), "{text} at {now}");
        }
        assert_eq!(start("soon", &at("00:00")), None);
    }

    #[test]
    fn a_deadline_is_a_time_of_day_or_a_while() {
        let now = at("23:00");
        let hours = |hours| Some(now.timestamp().checked_add(SignedDuration::from_hours(hours)).unwrap());
        assert_eq!(deadline("05:00", &now), hours(6));
        assert_eq!(deadline("2h", &now), hours(2));
        assert_eq!(deadline("120m", &now), hours(2));
        assert_eq!(deadline("23:00", &now), hours(24));
        assert_eq!((deadline("", &now), deadline("x", &now)), (None, None));
    }

    #[test]
    fn without_quiet_hours_every_hour_is_one() {
        assert!(is_quiet(None, &at("12:00")) && is_quiet(Some("23:00-06:00"), &at("02:00")));
        assert!(!is_quiet(Some("23:00-06:00"), &at("12:00")));
    }
}
