//! Comparing what people type with what files say.

/// Folds text for searching: lower case with the four Turkish letters i, ı, İ and I made one, and the letters that a foreign keyboard
/// lacks as people type them there: ç as c, ğ as g, ö as o, ş as s, ü as u, and â, î, û without their hats.
///
/// Rust's `to_lowercase` turns `İ` into two code points and `I` into `i`, so a search for `istanbul` would
/// miss `İSTANBUL`. Matching slightly too often is the lesser evil.
pub fn fold(text: &str) -> String {
    text.chars()
        .flat_map(|c| match c {
            'I' | 'İ' | 'ı' | 'î' | 'Î' => 'i'.to_lowercase(),
            'Ç' | 'ç' => 'c'.to_lowercase(),
            'Ğ' | 'ğ' => 'g'.to_lowercase(),
            'Ö' | 'ö' => 'o'.to_lowercase(),
            'Ş' | 'ş' => 's'.to_lowercase(),
            'Ü' | 'ü' | 'Û' | 'û' => 'u'.to_lowercase(),
            'Â' | 'â' => 'a'.to_lowercase(),
            other => other.to_lowercase(),
        })
        .collect()
}

/// The candidate that `given` most likely meant, or `None` when none is close.
///
/// A candidate that starts with `given`, or the other way round, wins over one that merely resembles it: a name such as
/// `003_crm_musteri_sadakat` means `003`. Resemblance is Jaro-Winkler (crate `strsim`), 0.8 or more.
pub fn suggestion<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(given);
    let score = |candidate: &str| {
        let candidate = fold(candidate);
        if candidate.is_empty() || wanted.is_empty() {
            0.0
        } else if candidate.starts_with(&wanted) || wanted.starts_with(&candidate) {
            // Longer common starts are better, and all are better than a mere resemblance.
            1.0 + candidate.len().min(wanted.len()) as f64
        } else {
            strsim::jaro_winkler(&wanted, &candidate)
        }
    };
    candidates
        .into_iter()
        .map(|candidate| (score(candidate), candidate))
        .filter(|(score, _)| *score >= 0.8)
        // The first of equals wins, so that the answer does not depend on the order of evaluation.
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_turkish_is_are_one_letter() {
        for text in ["İSTANBUL", "istanbul", "ISTANBUL", "ıstanbul"] {
            assert_eq!(fold(text), "istanbul", "{text}");
        }
    }

    #[test]
    fn turkish_letters_are_found_from_a_keyboard_without_them() {
        assert_eq!(fold("Çağrı Öztürk, kâğıt İŞİ"), "cagri ozturk, kagit isi");
    }

    #[test]
    fn a_slug_suggests_the_id_that_it_starts_with() {
        let ids = ["001", "002", "003", "004_eticaret_altyapi"];
        assert_eq!(suggestion("003_crm_musteri_sadakat", ids), Some("003"));
        assert_eq!(suggestion("004_eticaret_altyap", ids), Some("004_eticaret_altyapi"));
        assert_eq!(suggestion("branch_lables", ["branch_labels", "message"]), Some("branch_labels"));
        assert_eq!(suggestion("zzz", ids), None);
        assert_eq!(suggestion("", ids), None);
    }
}
