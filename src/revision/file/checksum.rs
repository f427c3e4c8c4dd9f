//! A fingerprint of what a file does, blind to how its lines end.

use std::fmt;

use memchr::memchr;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

/// SHA-256 over a file's sections; shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Checksum(pub [u8; 32]);

impl Checksum {
    /// The checksum of a text from its first section marker on.
    ///
    /// Every line counts without the white space at its end and with one `\n`; blank lines at the very end do not count.
    /// So neither a checkout with CRLF nor an editor that trims lines changes it. A `-- goc:allow` line does not count at all: it is
    /// written for people after the file has run somewhere, and nothing runs differently.
    pub fn of(sections: &str) -> Checksum {
        let mut hasher = Sha256::new();
        // Lines that are normal already are hashed in one piece: `clean..end` is such a run that waits.
        let (mut clean, mut end) = (0, 0);
        let mut blank_lines = 0;
        let mut start = 0;
        while start < sections.len() {
            let rest = &sections[start..];
            let (line, next) = match memchr(b'\n', rest.as_bytes()) {
                Some(length) => (&rest[..length], start + length + 1),
                None => (rest, sections.len() + 1),
            };
            let trimmed = line.trim_ascii_end();
            if is_remark(trimmed) {
                start = next;
                continue;
            }
            let blanks_are_normal = start - end == blank_lines;
            if trimmed.is_empty() {
                blank_lines += 1;
            } else if trimmed.len() == line.len() && next <= sections.len() && blanks_are_normal {
                (end, blank_lines) = (next, 0);
            } else {
                hasher.update(&sections.as_bytes()[clean..end]);
                (0..blank_lines).for_each(|_| hasher.update(b"\n"));
                hasher.update(trimmed.as_bytes());
                hasher.update(b"\n");
                (clean, end, blank_lines) = (next, next, 0);
            }
            start = next;
        }
        if clean < end {
            hasher.update(&sections.as_bytes()[clean..end]);
        }
        Checksum(hasher.finalize().into())
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Checksum> {
        let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            b'A'..=b'F' => Some(digit - b'A' + 10),
            _ => None,
        };
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0])? << 4 | value(pair[1])?;
        }
        Some(Checksum(bytes))
    }
}

/// `-- goc:allow CODE REASON`.
fn is_remark(line: &str) -> bool {
    line.strip_prefix("-- goc:allow")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace()))
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Checksum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rule written plainly; the real one only avoids copies.
    fn plainly(text: &str) -> Checksum {
        let lines: Vec<&str> = text.split('\n').map(str::trim_ascii_end).filter(|line| !is_remark(line)).collect();
        let last = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
        Checksum(Sha256::digest(lines[..last].iter().map(|line| format!("{line}\n")).collect::<String>()).into())
    }

    #[test]
    fn line_ends_and_trailing_space_do_not_count() {
        let text = "-- goc:upgrade\nSELECT 1;\n\nSELECT 2;\n";
        for same in
            ["-- goc:upgrade\r\nSELECT 1; \t\r\n\r\nSELECT 2;", "-- goc:upgrade\nSELECT 1;\n \nSELECT 2;\n\n \n"]
        {
            assert_eq!(Checksum::of(same), Checksum::of(text), "{same:?}");
        }
        assert_ne!(Checksum::of("-- goc:upgrade\n SELECT 1;"), Checksum::of("-- goc:upgrade\nSELECT 1;"));
    }

    #[test]
    fn a_line_that_allows_a_finding_does_not_count() {
        let text = "-- goc:upgrade\nSELECT 1;\n\nDROP TABLE t;\n";
        for same in [
            "-- goc:upgrade\nSELECT 1;\n-- goc:allow drop_table nobody uses it\n\nDROP TABLE t;\n",
            "-- goc:upgrade\nSELECT 1;\n\n-- goc:allow drop_table  \r\nDROP TABLE t;\n-- goc:allow x y",
        ] {
            assert_eq!(Checksum::of(same), Checksum::of(text), "{same:?}");
        }
        assert_ne!(Checksum::of(&text.replace("SELECT", "-- goc:allowed\nSELECT")), Checksum::of(text));
    }

    #[test]
    fn a_checksum_survives_its_hexadecimal_form() {
        let sum = Checksum::of("x");
        assert_eq!(Checksum::from_hex(&sum.to_string()), Some(sum));
        for wrong in ["", "12", &"g".repeat(64), &"ü".repeat(32), &"+1".repeat(32)] {
            assert_eq!(Checksum::from_hex(wrong), None, "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_fast_way_is_the_plain_way(text in "([a ü\t\r\n]|\n-- goc:allow\n|-- goc:allow x){0,40}") {
            proptest::prop_assert_eq!(Checksum::of(&text), plainly(&text));
        }
    }
}
