//! Which objects are looked at: patterns of names with `*` and `?`, and what belongs to a branch.

use super::branch::Ownership;

/// What a person wants to look at; everything by default.
#[derive(Debug, Default)]
pub(super) struct Wanted<'a> {
    pub(super) include: &'a [String],
    pub(super) exclude: &'a [String],
    pub(super) ownership: Option<Ownership>,
}

impl Wanted<'_> {
    /// Whether nothing is left out.
    pub(super) fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty() && self.ownership.is_none()
    }

    /// Whether an object is looked at; `folded` is its name where letters do not count.
    pub(super) fn is_wanted(&self, name: &str, folded: &str) -> bool {
        is_wanted(name, self.include, self.exclude) && self.ownership.as_ref().is_none_or(|it| it.may_have(folded))
    }
}

/// Whether a name is looked at.
fn is_wanted(name: &str, include: &[String], exclude: &[String]) -> bool {
    let any = |patterns: &[String]| patterns.iter().any(|pattern| matches(pattern.as_bytes(), name.as_bytes()));
    (include.is_empty() || any(include)) && !any(exclude)
}

/// Goes back to the last `*` where it does not go on, so that it takes at most the product of the two lengths.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(&byte) if byte == b'?' || byte == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    (p, n) = (at + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|&byte| byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_have_stars_and_question_marks() {
        for (pattern, name, is_match) in [
            ("*", "", true),
            ("urun*", "urunler", true),
            ("urun*", "satis", false),
            ("*_yedek", "urunler_yedek", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b*", "xxaxxbxx", true),
            ("crm.*", "crm.musteriler", true),
        ] {
            assert_eq!(matches(pattern.as_bytes(), name.as_bytes()), is_match, "{pattern} {name}");
        }
    }

    #[test]
    fn what_is_excluded_is_not_looked_at_even_when_it_is_included() {
        let patterns = |text: &str| vec![text.to_owned()];
        assert!(is_wanted("a", &[], &[]));
        assert!(!is_wanted("a", &patterns("b*"), &[]));
        assert!(!is_wanted("ba", &patterns("b*"), &patterns("*a")));
    }
}
