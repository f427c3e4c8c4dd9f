//! Where a plan is to lead.

use super::text::PendingText;
use crate::i18n::safe;
use crate::revision::Direction;
use crate::tui::shared::Shared;

/// A direction and a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Goal {
    pub(super) direction: Direction,
    pub(super) target: String,
}

impl Default for Goal {
    /// Everything that is pending.
    fn default() -> Goal {
        Goal { direction: Direction::Upgrade, target: "heads".to_owned() }
    }
}

impl Goal {
    pub(super) fn title(&self, shared: &Shared) -> String {
        let target = safe(&self.target).into_owned();
        shared.say(match self.direction {
            Direction::Upgrade => PendingText::TitleUpgrade { target },
            Direction::Downgrade => PendingText::TitleDowngrade { target },
        })
    }

    pub(super) fn is_downgrade(&self) -> bool {
        self.direction == Direction::Downgrade
    }
}
