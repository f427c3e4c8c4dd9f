//! Colours and symbols by meaning: a drawer says what a thing is, never how it looks.
//!
//! Only the sixteen ANSI colours on the terminal's own background, so that a person's own palette holds. What a colour says is
//! also said by a symbol, a word or a modifier: the monochrome theme has no colour at all.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

pub use super::widget::ascii::asciify;

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours are written at all.
    pub colour: bool,
    /// Whether everything is folded to ASCII.
    pub ascii: bool,
}

impl Look {
    /// What the arguments `--no-color` and `--ascii` and the environment ask for.
    ///
    /// `NO_COLOR` counts when it is not empty (no-color.org). The console of a Linux kernel has a font of 256 or 512 glyphs, and a
    /// locale that is not UTF-8 has none beyond its own.
    pub fn from_environment(no_color: bool, ascii: bool, variable: impl Fn(&str) -> Option<String>) -> Look {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let terminal = variable("TERM").unwrap_or_default();
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(&variable);
        let utf8 = locale.is_some_and(|locale| locale.to_ascii_lowercase().replace('-', "").contains("utf8"));
        let bare = matches!(terminal.as_str(), "dumb" | "vt100" | "vt102" | "vt220");
        Look {
            colour: !no_color && variable("NO_COLOR").is_none() && !bare,
            ascii: ascii || !utf8 || bare || terminal == "linux",
        }
    }
}

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Text,
    /// Of less weight than its neighbours.
    Dim,
    Strong,
    Title,
    Accent,
    Good,
    Warning,
    Danger,
    /// The row that the keys act on.
    Selected,
    /// The same in a list that has not got the keys.
    SelectedUnfocused,
    Border,
    BorderFocused,
    /// A key in the footer or the help.
    Key,
    /// A key that does nothing now.
    KeyOff,
    TabActive,
    TabInactive,
    /// The word that warns of a production database.
    Production,
    /// Where text is typed.
    Input,
    Placeholder,
    Button,
    ButtonFocused,
    SqlKeyword,
    SqlString,
    SqlNumber,
    SqlComment,
    /// A comment that goc reads: `-- goc:up`.
    SqlDirective,
    SqlName,
    LineNumber,
    /// What a filter found.
    Match,
    /// The text that is marked in an editor.
    Marked,
    Bar,
}

/// Every role, for what looks at all of them.
pub const ROLES: [Role; 31] = [
    Role::Text,
    Role::Dim,
    Role::Strong,
    Role::Title,
    Role::Accent,
    Role::Good,
    Role::Warning,
    Role::Danger,
    Role::Selected,
    Role::SelectedUnfocused,
    Role::Border,
    Role::BorderFocused,
    Role::Key,
    Role::KeyOff,
    Role::TabActive,
    Role::TabInactive,
    Role::Production,
    Role::Input,
    Role::Placeholder,
    Role::Button,
    Role::ButtonFocused,
    Role::SqlKeyword,
    Role::SqlString,
    Role::SqlNumber,
    Role::SqlComment,
    Role::SqlDirective,
    Role::SqlName,
    Role::LineNumber,
    Role::Match,
    Role::Marked,
    Role::Bar,
];

/// Styles and symbols for one [`Look`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    look: Look,
}

impl Theme {
    pub const fn new(look: Look) -> Theme {
        Theme { look }
    }

    pub fn look(&self) -> Look {
        self.look
    }

    /// How a role looks.
    ///
    /// Yellow, white and bright black vanish on one kind of background or another, and blue on black is hard to read: none of
    /// them is ever a foreground on the terminal's own background. Red is for production and danger.
    pub fn style(&self, role: Role) -> Style {
        const NONE: Modifier = Modifier::empty();
        let (colour, modifier) = match role {
            Role::Text | Role::SqlName | Role::TabInactive | Role::Button => (None, NONE),
            Role::Dim | Role::Border | Role::KeyOff | Role::Placeholder | Role::SqlComment | Role::LineNumber => {
                (None, Modifier::DIM)
            }
            Role::Strong | Role::Title | Role::SelectedUnfocused => (None, Modifier::BOLD),
            Role::Key | Role::SqlKeyword => (Some(Color::Cyan), Modifier::BOLD),
            Role::Accent => (Some(Color::Cyan), NONE),
            Role::BorderFocused => (Some(Color::Cyan), if self.look.colour { NONE } else { Modifier::BOLD }),
            Role::Good | Role::SqlString | Role::Bar => (Some(Color::Green), NONE),
            Role::Warning | Role::SqlDirective => (Some(Color::Magenta), Modifier::BOLD),
            Role::SqlNumber => (Some(Color::Magenta), NONE),
            Role::Danger => (Some(Color::Red), Modifier::BOLD),
            Role::Selected | Role::Marked => (None, Modifier::REVERSED),
            Role::TabActive | Role::ButtonFocused => (None, Modifier::REVERSED.union(Modifier::BOLD)),
            Role::Production => (Some(Color::Red), Modifier::REVERSED.union(Modifier::BOLD)),
            Role::Input => (None, Modifier::UNDERLINED),
            Role::Match => (Some(Color::Cyan), Modifier::UNDERLINED.union(Modifier::BOLD)),
        };
        let style = Style::new().add_modifier(modifier);
        match colour {
            Some(colour) if self.look.colour => style.fg(colour),
            _ => style,
        }
    }

    /// Whether only plain characters are drawn.
    pub fn is_ascii(&self) -> bool {
        self.look.ascii
    }

    pub fn symbols(&self) -> &'static Symbols {
        if self.look.ascii { &ASCII } else { &UNICODE }
    }

    /// The lines of a frame.
    pub fn border(&self) -> border::Set<'static> {
        if self.look.ascii {
            border::Set {
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
                vertical_left: "|",
                vertical_right: "|",
                horizontal_top: "-",
                horizontal_bottom: "-",
            }
        } else {
            border::ROUNDED
        }
    }
}

/// Each one takes one cell, so that columns stand the same in ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbols {
    /// A revision that is applied, one that is not, and one that the version table names.
    pub applied: &'static str,
    pub pending: &'static str,
    pub current: &'static str,
    /// Before the selected row.
    pub selected: &'static str,
    /// Before a row that is one of several chosen.
    pub marked: &'static str,
    pub check: &'static str,
    pub cross: &'static str,
    pub warning: &'static str,
    pub info: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub ellipsis: &'static str,
    pub bullet: &'static str,
    /// The character that stands for one of a password.
    pub mask: &'static str,
    pub bar_full: &'static str,
    pub bar_empty: &'static str,
    pub scroll_thumb: &'static str,
    pub scroll_track: &'static str,
    /// Between parts of a line.
    pub separator: &'static str,
    pub spinner: [&'static str; 4],
}

const UNICODE: Symbols = Symbols {
    applied: "●",
    pending: "○",
    current: "◉",
    selected: "›",
    marked: "◆",
    check: "✓",
    cross: "✗",
    warning: "▲",
    info: "i",
    up: "↑",
    down: "↓",
    left: "←",
    right: "→",
    ellipsis: "…",
    bullet: "•",
    mask: "•",
    bar_full: "█",
    bar_empty: "░",
    scroll_thumb: "┃",
    scroll_track: "│",
    separator: "·",
    spinner: ["◐", "◓", "◑", "◒"],
};

const ASCII: Symbols = Symbols {
    applied: "*",
    pending: "o",
    current: "@",
    selected: ">",
    marked: "#",
    check: "+",
    cross: "x",
    warning: "!",
    info: "i",
    up: "^",
    down: "v",
    left: "<",
    right: ">",
    ellipsis: "~",
    bullet: "*",
    mask: "*",
    bar_full: "=",
    bar_empty: ".",
    scroll_thumb: "#",
    scroll_track: "|",
    separator: "-",
    spinner: ["|", "/", "-", "\\"],
};

impl Symbols {
    /// All of them with the places that they hold in this structure, for what looks at every one.
    pub fn all(&self) -> Vec<&'static str> {
        let mut all = vec![
            self.applied,
            self.pending,
            self.current,
            self.selected,
            self.marked,
            self.check,
            self.cross,
            self.warning,
            self.info,
            self.up,
            self.down,
            self.left,
            self.right,
            self.ellipsis,
            self.bullet,
            self.mask,
            self.bar_full,
            self.bar_empty,
            self.scroll_thumb,
            self.scroll_track,
            self.separator,
        ];
        all.extend(self.spinner);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::width;

    fn look(variables: &[(&str, &str)]) -> Look {
        Look::from_environment(false, false, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_locale_decides_about_ascii_and_the_first_that_is_set_counts() {
        assert_eq!(look(&[("LANG", "tr_TR.UTF-8"), ("TERM", "xterm")]), Look { colour: true, ascii: false });
        assert!(!look(&[("LC_ALL", ""), ("LC_CTYPE", "C.utf8"), ("LANG", "C")]).ascii);
        assert!(look(&[("LC_ALL", "C"), ("LANG", "tr_TR.UTF-8")]).ascii);
        assert!(look(&[("LANG", "tr_TR.ISO-8859-9")]).ascii);
        assert!(look(&[]).ascii);
        assert!(look(&[("LANG", "C.UTF-8"), ("TERM", "linux")]).ascii);
    }

    #[test]
    fn no_color_and_the_arguments_win() {
        assert!(!look(&[("NO_COLOR", "1"), ("LANG", "C.UTF-8")]).colour);
        assert!(look(&[("NO_COLOR", ""), ("LANG", "C.UTF-8")]).colour);
        assert!(!look(&[("TERM", "dumb")]).colour);
        let given = Look::from_environment(true, true, |_| Some("C.UTF-8".to_owned()));
        assert_eq!(given, Look { colour: false, ascii: true });
    }

    #[test]
    fn the_monochrome_theme_has_no_colour_and_still_tells_the_states_apart() {
        let theme = Theme::new(Look { colour: false, ascii: false });
        for role in ROLES {
            let style = theme.style(role);
            assert!(style.fg.is_none() && style.bg.is_none(), "{role:?}");
        }
        for (one, other) in [
            (Role::Selected, Role::Text),
            (Role::Selected, Role::SelectedUnfocused),
            (Role::Border, Role::BorderFocused),
            (Role::Key, Role::KeyOff),
            (Role::TabActive, Role::TabInactive),
            (Role::Button, Role::ButtonFocused),
            (Role::Danger, Role::Text),
        ] {
            assert_ne!(theme.style(one), theme.style(other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn no_colour_that_vanishes_is_a_foreground_and_red_means_danger() {
        let theme = Theme::new(Look { colour: true, ascii: false });
        for role in ROLES {
            let style = theme.style(role);
            let colour = style.fg;
            assert!(
                matches!(colour, None | Some(Color::Cyan | Color::Green | Color::Magenta | Color::Red)),
                "{role:?}"
            );
            assert_eq!(colour == Some(Color::Red), matches!(role, Role::Danger | Role::Production), "{role:?}");
            assert_eq!(style.bg, None, "{role:?}");
        }
    }

    #[test]
    fn every_symbol_is_one_cell_in_both_sets() {
        for symbol in UNICODE.all().into_iter().chain(ASCII.all()) {
            assert_eq!(width(symbol), 1, "{symbol}");
        }
        assert!(ASCII.all().iter().all(|symbol| symbol.is_ascii()));
    }
}
