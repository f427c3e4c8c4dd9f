//! A diagnosis, check by check, with the way out of what failed.

use ratatui::text::{Line, Span};

use crate::database::probe::{Check, CheckState};
use crate::i18n::{Say, safe};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;

/// A line for each check that was made; with `fixes` what is wrong has its way out below.
pub fn check_lines(checks: &[Check], fixes: bool, shared: &Shared) -> Vec<Line<'static>> {
    let theme = &shared.theme;
    let symbols = theme.symbols();
    let mut lines = Vec::new();
    for check in checks {
        let (symbol, role) = match check.state {
            CheckState::Ok => (symbols.check, Role::Good),
            CheckState::Warning => (symbols.warning, Role::Warning),
            CheckState::Failed => (symbols.cross, Role::Danger),
            // What was not looked at says nothing.
            CheckState::Skipped => continue,
        };
        lines.push(Line::from(vec![
            Span::styled(format!("{symbol} "), theme.style(role)),
            Span::raw(format!("{}  ", check.name.say(shared.lang))),
            Span::styled(safe(&check.detail(shared.lang)).into_owned(), theme.style(Role::Dim)),
        ]));
        for fix in check.fix(shared.lang).iter().filter(|_| fixes).flat_map(|fix| fix.lines()) {
            lines.push(Line::raw(format!("    {} {fix}", symbols.right)));
        }
    }
    lines
}
