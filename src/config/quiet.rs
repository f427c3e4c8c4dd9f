//! Quiet hours: when the shop sleeps, in local time.

use std::fmt;

use jiff::civil::Time;

/// From a time of day to another one; over midnight when the second is the earlier one, the whole day when both are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    from: Time,
    to: Time,
}

impl QuietHours {
    /// Reads `23:00-06:00`.
    pub fn parse(text: &str) -> Option<QuietHours> {
        let (from, to) = text.split_once('-')?;
        Some(QuietHours { from: parse_time(from)?, to: parse_time(to)? })
    }

    /// Whether a time of day is one of them.
    pub fn contains(&self, time: Time) -> bool {
        if self.from < self.to { self.from <= time && time < self.to } else { self.from <= time || time < self.to }
    }
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from.strftime("%H:%M"), self.to.strftime("%H:%M"))
    }
}

/// Reads a time of day, `HH:MM`.
pub fn parse_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |text: &str| {
        (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<i8>().ok()).flatten()
    };
    Time::new(number(hour)?, number(minute)?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_go_over_midnight() {
        let at = |text| parse_time(text).unwrap();
        let night = QuietHours::parse("23:00-06:00").unwrap();
        for (time, quiet) in [("22:59", false), ("23:00", true), ("00:00", true), ("05:59", true), ("06:00", false)] {
            assert_eq!(night.contains(at(time)), quiet, "{time}");
        }
        let noon = QuietHours::parse("12:00-13:30").unwrap();
        assert!(noon.contains(at("13:29")) && !noon.contains(at("13:30")) && !noon.contains(at("11:00")));
        assert!(QuietHours::parse("08:00-08:00").unwrap().contains(at("20:00")));
        assert_eq!(night.to_string(), "23:00-06:00");
        for wrong in ["", "23:00", "24:00-06:00", "23:00-6:00", "a-b", "23:60-06:00"] {
            assert_eq!(QuietHours::parse(wrong), None, "{wrong}");
        }
    }
}
