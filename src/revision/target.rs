//! The text that a user types, taken apart; nothing is looked up here.
//!
//! The grammar is Alembic's: `[BRANCH@]SYMBOL[+N|-N]`, where one of the symbol and the number may be missing.

use std::fmt;

use super::error::TargetError;
use crate::i18n::safe;

/// Where to: a place in the graph, or a walk from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    text: String,
    /// What stands before `@`: a label or a revision.
    pub branch: Option<String>,
    /// Where a walk begins; `None` for the current rows.
    pub symbol: Option<Symbol>,
    /// How far to walk, upwards when positive. `+0` is a walk as well.
    pub walk: Option<Walk>,
}

/// A place that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Symbol {
    Head,
    Heads,
    Base,
    /// An id, the start of one, or a label.
    Name(String),
}

/// A number of steps with its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Walk {
    pub upwards: bool,
    /// Larger numbers than fit are as far off the graph as this.
    pub steps: usize,
}

impl Target {
    /// Takes a text apart. Errors are about spelling only.
    pub fn parse(text: &str) -> Result<Target, TargetError> {
        let bad = || TargetError::BadTarget { given: safe(text).into_owned() };
        let (branch, place) = match text.split_once('@') {
            Some((branch, place)) if !branch.is_empty() && !place.contains('@') => (Some(branch), place),
            Some(_) => return Err(bad()),
            None => (None, text),
        };
        if place.is_empty() || place.contains(':') {
            return Err(bad());
        }
        let (symbol, walk) = match place.find(['+', '-']) {
            // Ids have no sign in them, so what follows the first one is a number or a mistake.
            Some(sign) => match Walk::parse(&place[sign..]) {
                Some(walk) => (&place[..sign], Some(walk)),
                None => return Err(TargetError::NotFound { given: safe(text).into_owned(), similar: None }),
            },
            None => (place, None),
        };
        let symbol = match symbol {
            "" => None,
            "head" => Some(Symbol::Head),
            "heads" => Some(Symbol::Heads),
            "base" => Some(Symbol::Base),
            name => Some(Symbol::Name(name.to_owned())),
        };
        Ok(Target { text: text.to_owned(), branch: branch.map(str::to_owned), symbol, walk })
    }

    /// Every effective head: what an upgrade goes to when nothing else is asked for.
    pub fn heads() -> Target {
        Target { text: "heads".to_owned(), branch: None, symbol: Some(Symbol::Heads), walk: None }
    }

    /// One revision by its full id.
    pub fn revision(id: &str) -> Target {
        Target { text: id.to_owned(), branch: None, symbol: Some(Symbol::Name(id.to_owned())), walk: None }
    }

    /// Whether the target depends on where the database is.
    pub fn is_relative(&self) -> bool {
        self.symbol.is_none()
    }

    /// The text as typed, safe to show.
    pub(super) fn shown(&self) -> String {
        safe(&self.text).into_owned()
    }
}

impl Walk {
    fn parse(text: &str) -> Option<Walk> {
        let (sign, digits) = text.split_at_checked(1)?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Walk { upwards: sign == "+", steps: digits.parse().unwrap_or(usize::MAX) })
    }
}

/// As typed.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// `A:B`: a plan from A to B without a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetRange {
    pub from: Target,
    pub to: Target,
}

impl TargetRange {
    /// Whether a text can only be a range: ids have no colon.
    pub fn is_range(text: &str) -> bool {
        text.contains(':')
    }

    /// Takes `A:B` apart; both ends are needed, and A cannot be relative.
    pub fn parse(text: &str) -> Result<TargetRange, TargetError> {
        let bad = || TargetError::BadTarget { given: safe(text).into_owned() };
        let (from, to) = text.split_once(':').ok_or_else(bad)?;
        let range = TargetRange { from: Target::parse(from)?, to: Target::parse(to)? };
        if range.from.is_relative() { Err(bad()) } else { Ok(range) }
    }
}

/// One end of a history range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Nothing was written: from the base, or up to the heads.
    Open,
    /// The database's rows.
    Current,
    Target(Target),
}

/// `A:B`, `A:`, `:B` or `:` of `history -r`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRange {
    pub from: End,
    pub to: End,
}

impl HistoryRange {
    /// From the base to the heads.
    pub const ALL: HistoryRange = HistoryRange { from: End::Open, to: End::Open };

    pub fn parse(text: &str) -> Result<HistoryRange, TargetError> {
        let Some((from, to)) = text.trim().split_once(':') else {
            return Err(TargetError::BadRange { given: safe(text).into_owned() });
        };
        let end = |text: &str| match text.trim() {
            "" => Ok(End::Open),
            "current" => Ok(End::Current),
            text => Target::parse(text).map(End::Target),
        };
        Ok(HistoryRange { from: end(from)?, to: end(to)? })
    }

    /// Whether the answer depends on where the database is.
    pub fn needs_rows(&self) -> bool {
        [&self.from, &self.to].contains(&&End::Current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Problem;

    #[test]
    fn a_target_is_branch_symbol_and_walk() {
        let name = |name: &str| Some(Symbol::Name(name.to_owned()));
        let walk = |upwards, steps| Some(Walk { upwards, steps });
        for (text, branch, symbol, walk) in [
            ("head", None, Some(Symbol::Head), None),
            ("heads-2", None, Some(Symbol::Heads), walk(false, 2)),
            ("base+1", None, Some(Symbol::Base), walk(true, 1)),
            ("+0", None, None, walk(true, 0)),
            ("-10", None, None, walk(false, 10)),
            ("003", None, name("003"), None),
            ("003-1", None, name("003"), walk(false, 1)),
            ("magaza-crm@ae10+2", Some("magaza-crm"), name("ae10"), walk(true, 2)),
            ("crm@+1", Some("crm"), None, walk(true, 1)),
            ("crm@base", Some("crm"), Some(Symbol::Base), None),
            ("+99999999999999999999999", None, None, walk(true, usize::MAX)),
        ] {
            let target = Target::parse(text).unwrap();
            assert_eq!((target.branch.as_deref(), &target.symbol, target.walk), (branch, &symbol, walk), "{text}");
            assert_eq!(target.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_target_is_said() {
        for text in ["", "@head", "crm@", "a@b@c", "a:b", "@", "crm@:"] {
            assert_eq!(Target::parse(text).unwrap_err().kind(), "bad_target", "{text}");
        }
        for text in ["+1x", "003-", "003--1", "+", "003+1-1", "a-b"] {
            assert_eq!(Target::parse(text).unwrap_err().kind(), "not_found", "{text}");
        }
        assert!(!Target::parse("\u{1b}[2J@").unwrap_err().to_string().contains('\u{1b}'));
    }

    #[test]
    fn ranges_have_two_ends() {
        let range = HistoryRange::parse("-3:current").unwrap();
        assert!(range.needs_rows());
        assert_eq!(HistoryRange::parse(":").unwrap(), HistoryRange::ALL);
        assert_eq!(HistoryRange::parse("003").unwrap_err().kind(), "bad_range");
        assert!(TargetRange::parse("base:head").is_ok());
        assert_eq!(TargetRange::parse("-1:head").unwrap_err().kind(), "bad_target");
        assert_eq!(TargetRange::parse(":head").unwrap_err().kind(), "bad_target");
    }
}
