//! The question before a stamp: what it means, and what would count as applied or not.

use super::text::HistoryText;
use crate::i18n::safe;
use crate::revision::{self, Graph, NodeSet, RevisionId, Target, Through};
use crate::tui::dialog::Confirm;
use crate::tui::effect::Effect;
use crate::tui::notice::{Notice, Tone};
use crate::tui::shared::Shared;
use crate::worker::{Failure, Work};

/// Revisions that are named before the rest becomes a number.
const NAMED: usize = 12;

/// Asks whether to stamp the database at hand with a target.
pub(super) fn ask(shared: &Shared, target: &str) -> Vec<Effect> {
    let (Some(connection), Some(revisions), Some(status)) = (&shared.connection, &shared.revisions, shared.status())
    else {
        return Vec::new();
    };
    let refuse = |failure: Failure| vec![Effect::Notify(Notice::failure(&failure, shared.lang))];
    let parsed = match Target::parse(target) {
        Ok(parsed) => parsed,
        Err(error) => return refuse(error.into()),
    };
    let graph = &revisions.graph;
    let plan = match revision::stamp(graph, &status.current, &[parsed], false) {
        Ok(plan) => plan,
        Err(error) => return refuse(error.into()),
    };
    if plan.from == plan.to {
        return vec![Effect::Notify(Notice::new(Tone::Info, shared.say(HistoryText::StampChangesNothing)))];
    }
    let (before, after) = (applied(graph, &plan.from), applied(graph, &plan.to));
    let gained: Vec<RevisionId> = graph.ids(after.iter().filter(|&node| !before.contains(node)));
    let lost: Vec<RevisionId> = graph.ids(before.iter().filter(|&node| !after.contains(node)));
    let moves = HistoryText::StampMoves { from: ids(shared, &plan.from), to: ids(shared, &plan.to) };
    let mut confirm = Confirm::new(
        shared.say(HistoryText::StampTitle { target: safe(target).into_owned() }),
        shared.say(HistoryText::StampButton),
    )
    .line(shared.say(moves))
    .line(shared.say(HistoryText::StampMeaning));
    if !gained.is_empty() {
        confirm = confirm.line(shared.say(HistoryText::StampApplies { revisions: ids(shared, &gained) }));
    }
    if !lost.is_empty() {
        confirm = confirm.line(shared.say(HistoryText::StampForgets { revisions: ids(shared, &lost) }));
    }
    let work = Work::Stamp {
        connection: connection.clone(),
        targets: vec![target.to_owned()],
        purge: false,
        mark: shared.mark(),
    };
    vec![Effect::open(confirm.dangerous().typed(shared.typed_name()).then(vec![Effect::start(work)]))]
}

fn applied(graph: &Graph, rows: &[RevisionId]) -> NodeSet {
    graph.ancestors(rows.iter().filter_map(|row| graph.by_id(row)), Through::Everything)
}

/// Names for a sentence; many are cut short.
fn ids(shared: &Shared, ids: &[RevisionId]) -> String {
    if ids.is_empty() {
        return shared.say(HistoryText::Base);
    }
    let mut names: Vec<String> = ids.iter().take(NAMED).map(|id| safe(id).into_owned()).collect();
    if ids.len() > NAMED {
        names.push(format!("… ({})", ids.len()));
    }
    names.join(", ")
}
