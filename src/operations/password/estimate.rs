//! How hard a password is to guess, estimated: the idea of zxcvbn (Wheeler, USENIX Security 2016) in a small form.
//!
//! The password is read as the cheapest chain of pieces, each with the number of bits that whoever guesses has to spend on it: a word
//! of the list, a year, a run such as `aaaa` or `4567`, a repetition of what stands before it, or a single character. Every text
//! made here is wiped when it is dropped.

use std::collections::HashSet;
use std::sync::LazyLock;

use secrecy::zeroize::Zeroizing;

/// The list as its file has it: entries between white space, comments from `#`.
const COMMON: &str = include_str!("common.txt");

/// A word of the list: about a thousand, so ten bits, whatever digits stand in for its letters.
const WORD: f64 = 10.0;
/// One of about 130 years.
const YEAR: f64 = 7.0;
/// Where a run begins, which way it goes and how long it is.
const RUN: f64 = 6.0;
/// That something is repeated, and how often.
const REPETITION: f64 = 3.0;

static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = COMMON.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(|word| fold(word).iter().collect()).collect()
});

/// Lower case, with the letters of Turkish as they are typed on a keyboard that has none.
pub fn fold(text: &str) -> Zeroizing<Vec<char>> {
    // The room that a character may need at most, so that no growing leaves a copy behind.
    let mut folded = Zeroizing::new(Vec::with_capacity(text.len() * 3));
    for c in text.chars() {
        match c {
            'I' | 'İ' | 'ı' | 'î' | 'Î' => folded.push('i'),
            'Ç' | 'ç' => folded.push('c'),
            'Ğ' | 'ğ' => folded.push('g'),
            'Ö' | 'ö' => folded.push('o'),
            'Ş' | 'ş' => folded.push('s'),
            'Ü' | 'ü' | 'û' | 'Û' => folded.push('u'),
            'â' | 'Â' => folded.push('a'),
            other => folded.extend(other.to_lowercase()),
        }
    }
    folded
}

/// The letters that digits and signs stand in for; a `1` is an `i` or an `l`, as `one` says.
fn without_leet(text: &[char], one: char) -> Zeroizing<Vec<char>> {
    let letter = |&c: &char| match c {
        '0' => 'o',
        '1' | '!' | '|' => one,
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        other => other,
    };
    Zeroizing::new(text.iter().map(letter).collect())
}

/// Whether a folded password is one entry of the list: as it is, repeated, with digits and signs around it, or with digits for letters.
pub fn is_common(folded: &[char]) -> bool {
    let plain = letters_and_digits(folded);
    let core = trimmed(folded);
    let core = letters_and_digits(core);
    [&*plain, &*core]
        .into_iter()
        .any(|text| is_listed(text) || is_listed(&without_leet(text, 'i')) || is_listed(&without_leet(text, 'l')))
}

fn is_listed(text: &[char]) -> bool {
    let unit = repeated_unit(text);
    let word = Zeroizing::new(unit.iter().collect::<String>());
    WORDS.contains(&*word)
}

/// Only what a list has: no spaces and signs.
pub fn letters_and_digits(text: &[char]) -> Zeroizing<Vec<char>> {
    Zeroizing::new(text.iter().copied().filter(|c| c.is_alphanumeric()).collect())
}

/// Without the digits and signs before and after it.
fn trimmed(text: &[char]) -> &[char] {
    let first = text.iter().position(|c| c.is_alphabetic()).unwrap_or(text.len());
    let last = text.iter().rposition(|c| c.is_alphabetic()).map_or(first, |last| last + 1);
    &text[first..last]
}

/// `parola` of `parolaparola`; the text itself where nothing is repeated.
fn repeated_unit(text: &[char]) -> &[char] {
    let divides = |length: &usize| text.len().is_multiple_of(*length);
    let repeats = |length: &usize| text.chunks(*length).all(|chunk| chunk == &text[..*length]);
    let length = (1..text.len()).filter(divides).find(repeats).unwrap_or(text.len());
    &text[..length]
}

/// The bits that somebody who knows how people choose has to guess, at most.
pub fn bits(folded: &[char]) -> f64 {
    let letters = [without_leet(folded, 'i'), without_leet(folded, 'l')];
    // cheapest[n]: for the first n characters.
    let mut cheapest = vec![0.0_f64];
    for end in 1..=folded.len() {
        let mut best = cheapest[end - 1] + character(folded[end - 1]);
        // Longer pieces than this are several: no word of the list, and no run that a person would count, is longer.
        for start in end.saturating_sub(32)..end.saturating_sub(1) {
            let piece = &folded[start..end];
            let cost = if is_run(piece) {
                RUN
            } else if is_repetition(folded, start, end) {
                REPETITION
            } else if is_year(piece) {
                YEAR
            } else if is_word(piece) || letters.iter().any(|letters| is_word(&letters[start..end])) {
                WORD
            } else {
                continue;
            };
            best = best.min(cheapest[start] + cost);
        }
        cheapest.push(best);
    }
    cheapest.last().copied().unwrap_or_default()
}

/// A letter that a person chose says less than a random one (4.7 bits).
fn character(c: char) -> f64 {
    match c {
        '0'..='9' => 3.3,
        'a'..='z' => 4.0,
        _ => 5.0,
    }
}

fn is_word(piece: &[char]) -> bool {
    // Shorter ones cost hardly less than their letters.
    piece.len() >= 3 && {
        let word = Zeroizing::new(piece.iter().collect::<String>());
        WORDS.contains(&*word)
    }
}

/// Three or more that stay, rise or fall by one: `aaaa`, `abcd`, `4321`.
fn is_run(piece: &[char]) -> bool {
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let mut steps = piece.windows(2).map(step);
    match steps.next() {
        Some(first @ -1..=1) if piece.len() >= 3 => steps.all(|step| step == first),
        _ => false,
    }
}

/// The same once more, right behind itself.
fn is_repetition(text: &[char], start: usize, end: usize) -> bool {
    let length = end - start;
    length >= 2 && start >= length && text[start - length..start] == text[start..end]
}

fn is_year(piece: &[char]) -> bool {
    matches!(piece, ['1', '9', '0'..='9', '0'..='9'] | ['2', '0', '0'..='3', '0'..='9'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_several_hundred_different_words_and_none_is_lost_in_folding() {
        assert!(WORDS.len() > 800, "{}", WORDS.len());
        assert!(WORDS.contains("galatasaray") && WORDS.contains("sifre") && WORDS.contains("19051907"));
        assert!(WORDS.iter().all(|word| word.chars().all(char::is_alphanumeric)));
    }

    #[test]
    fn a_repeated_text_is_its_unit() {
        let unit = |text: &str| repeated_unit(&fold(text)).iter().collect::<String>();
        assert_eq!(unit("parolaparola"), "parola");
        assert_eq!(unit("aaaa"), "a");
        assert_eq!(unit("parolaparol"), "parolaparol");
        assert_eq!(unit(""), "");
    }

    #[test]
    fn what_people_put_together_from_known_pieces_is_cheap() {
        for (text, most) in [
            ("aaaaaaaaaaaaaaa", 6.0),
            ("123456789abcdefgh", 16.0),
            ("galatasarayfenerbahce", 20.0),
            ("s1fre2024s1fre2024", 20.0),
            ("", 0.0),
        ] {
            let bits = bits(&fold(text));
            assert!(bits <= most, "{text}: {bits}");
        }
        for text in ["kirpi vagon limon saz", "xk7vq2mz9wpt4hd", "漢字漢子漢字漢女漢字漢木漢"] {
            let bits = bits(&fold(text));
            assert!(bits > 40.0, "{text}: {bits}");
        }
    }
}
