//! `goc plan`: the steps to a target, without running them.

use super::{cost, current, ids, upgrade};
use crate::cli::Ending;
use crate::cli::args::{PlanAction, RevisionList};
use crate::cli::invocation::Invocation;
use crate::cli::output::Output;
use crate::cli::text::{CliProblem, Text};
use crate::operations::Events;
use crate::revision::{self, Direction, Graph, Plan, RevisionError, RevisionId, Target, TargetError, TargetRange};

/// `plan upgrade|downgrade|stamp TARGET… [--from REV,…] [--purge] [--cost]`.
pub async fn run(
    invocation: &Invocation,
    action: PlanAction,
    targets: &[String],
    from: Option<RevisionList>,
    purge: bool,
    cost: bool,
) -> Result<(), Ending> {
    if cost {
        return match (action, targets) {
            (PlanAction::Upgrade | PlanAction::Downgrade, [target]) if !TargetRange::is_range(target) => {
                cost::run(invocation, direction(action), target).await
            }
            // What is not run costs nothing, and a range is of no database.
            _ => Err(CliProblem::NoCost.into()),
        };
    }
    let revisions = invocation.revisions();
    let graph = revisions.checked().map_err(crate::Error::from)?;
    let range = match (action, targets) {
        (PlanAction::Upgrade | PlanAction::Downgrade, [text]) if TargetRange::is_range(text) => {
            Some(TargetRange::parse(text).map_err(RevisionError::from).map_err(crate::Error::from)?)
        }
        _ => None,
    };
    let plan = match range {
        Some(range) => revision::range(graph, direction(action), &range),
        None => {
            let rows = match from {
                Some(list) => current::given_rows(&list),
                None => current::rows(&upgrade::context(invocation, Events::default()).await?).await?,
            };
            make(graph, action, &rows, targets, purge)
        }
    }
    .map_err(crate::Error::from)?;
    if invocation.output.json {
        invocation.output.json(&plan);
    } else {
        print(invocation.output, graph, &plan);
    }
    Ok(())
}

fn direction(action: PlanAction) -> Direction {
    if action == PlanAction::Downgrade { Direction::Downgrade } else { Direction::Upgrade }
}

fn make(
    graph: &Graph,
    action: PlanAction,
    rows: &[RevisionId],
    targets: &[String],
    purge: bool,
) -> Result<Plan, RevisionError> {
    let targets: Vec<Target> = targets.iter().map(|text| Target::parse(text)).collect::<Result<_, TargetError>>()?;
    match (action, targets.as_slice()) {
        (PlanAction::Stamp, targets) => revision::stamp(graph, rows, targets, purge),
        (PlanAction::Upgrade, [target]) => revision::upgrade(graph, rows, target),
        (PlanAction::Downgrade, [target]) => revision::downgrade(graph, rows, target),
        // Only a stamp takes several at once.
        (_, several) => {
            let given = several.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            Err(TargetError::BadTarget { given: crate::i18n::safe(&given).into_owned() }.into())
        }
    }
}

/// One line a step, in order.
pub(super) fn print(output: Output, graph: &Graph, plan: &Plan) {
    output.line(format!("{} {}", output.say(Text::PlanFrom), ids(output, &plan.from)));
    for step in &plan.steps {
        let sign = if step.direction == Direction::Upgrade { "+" } else { "-" };
        output.line(format!("  {sign} {}", super::show::one_line(output, graph, &step.revision)));
    }
    output.line(format!("{} {}", output.say(Text::PlanTo), ids(output, &plan.to)));
}
