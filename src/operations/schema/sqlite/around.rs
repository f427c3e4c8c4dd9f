//! Views and triggers that have to make room. SQLite compiles all of them when a table is renamed or loses a column, and refuses when
//! one mentions something that is not there at that moment.

use std::collections::BTreeSet;

use crate::database::introspect::sqlite::{Schema, fold};

/// What happens to the views and triggers of a database. All names are folded.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Views that go, for good or for a while.
    pub(super) dropped_views: BTreeSet<String>,
    /// Triggers that go, for good or for a while.
    pub(super) dropped_triggers: BTreeSet<String>,
}

/// What a step does to tables, as folded names.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Tables that are gone for a moment, or lose a column.
    pub(super) reshaped: BTreeSet<String>,
    /// Tables that are dropped.
    pub(super) dropped: BTreeSet<String>,
}

/// Finds what has to make room. Views and triggers that `to` does not have in the same form go in any case.
pub(super) fn around(from: &Schema, to: &Schema, touched: &Touched) -> Around {
    let stays_view = |name: &str, normal: &str| to.views.iter().any(|one| one.name == name && one.normal == normal);
    let stays_trigger =
        |name: &str, normal: &str| to.triggers.iter().any(|one| one.name == name && one.normal == normal);
    let mut around = Around::default();
    for view in from.views.iter().filter(|view| !stays_view(&view.name, &view.normal)) {
        around.dropped_views.insert(fold(&view.name));
    }
    for trigger in from.triggers.iter().filter(|trigger| !stays_trigger(&trigger.name, &trigger.normal)) {
        around.dropped_triggers.insert(fold(&trigger.name));
    }
    let is_checked = !touched.reshaped.is_empty();
    if is_checked {
        let mut gone: BTreeSet<String> = touched.reshaped.union(&touched.dropped).cloned().collect();
        gone.extend(around.dropped_views.iter().cloned());
        let is_in_the_way = |name: &str, mentions: &BTreeSet<String>, gone: &BTreeSet<String>| {
            from.broken.contains(&fold(name)) || !mentions.is_disjoint(gone)
        };
        loop {
            let before = gone.len();
            for view in from.views.iter().filter(|view| is_in_the_way(&view.name, &view.mentions, &gone)) {
                around.dropped_views.insert(fold(&view.name));
            }
            gone.extend(around.dropped_views.iter().cloned());
            if gone.len() == before {
                break;
            }
        }
        for trigger in from.triggers.iter().filter(|one| is_in_the_way(&one.name, &one.mentions, &gone)) {
            around.dropped_triggers.insert(fold(&trigger.name));
        }
    }
    // Without its table or view a trigger is gone anyway.
    let is_orphan = |table: &str| {
        let table = fold(table);
        touched.dropped.contains(&table) || around.dropped_views.contains(&table)
    };
    let orphans = from.triggers.iter().filter(|trigger| is_orphan(&trigger.table));
    around.dropped_triggers.extend(orphans.map(|trigger| fold(&trigger.name)));
    around
}
