//! What an answer has to look like.

use serde::Serialize;

/// A rule for an answer, named in the seed file (`check = "tax_number"`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// A Turkish tax number: VKN or TCKN.
    TaxNumber,
    /// An address for mail.
    Email,
    /// A short code of a store or a till.
    StoreCode,
}

impl Check {
    /// Every rule with its name in a seed file.
    pub const NAMES: [(&'static str, Check); 3] =
        [("tax_number", Check::TaxNumber), ("email", Check::Email), ("store_code", Check::StoreCode)];

    pub(super) fn named(name: &str) -> Option<Check> {
        Check::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, check)| check)
    }

    /// Whether a text keeps to the rule.
    pub fn allows(self, text: &str) -> bool {
        match self {
            Check::TaxNumber => is_vkn(text) || is_tckn(text),
            Check::Email => is_email(text),
            Check::StoreCode => is_code(text),
        }
    }
}

/// The digits of a number of exactly `N` of them.
fn digits<const N: usize>(text: &str) -> Option<[u32; N]> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: Vec<u32> = text.bytes().map(|byte| u32::from(byte - b'0')).collect();
    digits.try_into().ok()
}

/// Vergi kimlik numarası, ten digits. Each of the first nine is shifted by its distance from the end modulo 10, doubled as often as
/// that distance, and reduced modulo 9; the last digit makes the sum a multiple of ten (the Revenue Administration's algorithm).
fn is_vkn(text: &str) -> bool {
    let Some(digits) = digits::<10>(text) else { return false };
    let part = |(index, digit): (usize, &u32)| {
        let distance = 9 - index as u32;
        match (digit + distance) % 10 {
            // 9 · 2^n is always a multiple of nine; the algorithm keeps it 9.
            9 => 9,
            shifted => (shifted << distance) % 9,
        }
    };
    let sum: u32 = digits[..9].iter().enumerate().map(part).sum();
    digits != [0; 10] && (10 - sum % 10) % 10 == digits[9]
}

/// T.C. kimlik numarası, eleven digits, the first not 0. The tenth is (7 · the odd places − the even ones) modulo 10, the eleventh the
/// sum of the first ten modulo 10.
fn is_tckn(text: &str) -> bool {
    let Some(digits) = digits::<11>(text) else { return false };
    let odd: u32 = digits[..9].iter().step_by(2).sum();
    let even: u32 = digits[1..8].iter().step_by(2).sum();
    let sum: u32 = digits[..10].iter().sum();
    // At most 4 · 9 is taken away, so adding 40 keeps it positive.
    digits[0] != 0 && (odd * 7 + 40 - even) % 10 == digits[9] && sum % 10 == digits[10]
}

/// A name, one `@`, and a host with a dot in it. Who really reads it, only a mail can tell.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let labels: Vec<&str> = host.split('.').collect();
    let label = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let name_is_fine = !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
    let top = labels.last().copied().unwrap_or_default();
    text.len() <= 254
        && name_is_fine
        && labels.len() >= 2
        && labels.iter().all(label)
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_alphabetic())
}

fn is_code(text: &str) -> bool {
    (1..=20).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(check: Check, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(check.allows(text), "{text}");
        }
        for text in bad {
            assert!(!check.allows(text), "{text}");
        }
    }

    #[test]
    fn a_tax_number_has_the_right_check_digits() {
        let good = ["4540536920", "8790017566", "10000000146", "11111111110"];
        let bad = [
            "4540536921",
            "0000000000",
            "454053692",
            "45405369200",
            "10000000147",
            "01000000146",
            "",
            "45 0536920",
            "٤٥٤٠٥٣٦٩٢٠",
        ];
        check(Check::TaxNumber, &good, &bad);
    }

    #[test]
    fn one_mistyped_digit_is_always_noticed_in_an_identity_number() {
        for place in 0..11 {
            for digit in b'0'..=b'9' {
                let mut text = b"10000000146".to_vec();
                if text[place] != digit {
                    text[place] = digit;
                    let text = String::from_utf8(text).expect("digits");
                    assert!(!is_tckn(&text), "{text}");
                }
            }
        }
    }

    #[test]
    fn an_email_has_a_name_and_a_host() {
        let good = ["a@b.co", "bilgi@gunesmarket.com.tr", "x.y+z@a-b.example"];
        let bad = [
            "", "a", "@b.co", "a@b", "a@@b.co", "a@b..co", "a b@c.co", "a@b.c", "a@-b.co", ".a@b.co", "a@b.c0",
            "a@b.co\n",
        ];
        check(Check::Email, &good, &bad);
    }

    #[test]
    fn a_code_is_short_and_plain() {
        check(
            Check::StoreCode,
            &["ANA001", "T-1", "A_B", "12345678901234567890"],
            &["", "ana", "Ç1", "A B", "123456789012345678901"],
        );
    }
}
