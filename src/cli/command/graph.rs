//! `goc heads` and `goc branches`.

use serde_json::json;

use super::show::one_line;
use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::Style;
use crate::cli::text::Text;

/// `heads`.
pub fn heads(invocation: &Invocation) -> Result<(), Ending> {
    let output = invocation.output;
    let revisions = invocation.revisions();
    let graph = revisions.checked().map_err(crate::Error::from)?;
    if output.json {
        output.json(&json!({
            "heads": graph.ids(graph.heads()),
            "effective_heads": graph.ids(graph.effective_heads()),
            "bases": graph.ids(graph.bases()),
        }));
        return Ok(());
    }
    if graph.is_empty() {
        output.line(output.say(Text::NoHeads));
    }
    for node in graph.heads() {
        let elsewhere = if graph.is_effective_head(node) {
            String::new()
        } else {
            format!("  ({})", output.say(Text::EffectiveElsewhere))
        };
        output.line(format!("{}{elsewhere}", one_line(output, graph, graph.id(node))));
    }
    Ok(())
}

/// `branches`.
pub fn branches(invocation: &Invocation) -> Result<(), Ending> {
    let output = invocation.output;
    let revisions = invocation.revisions();
    let graph = revisions.checked().map_err(crate::Error::from)?;
    let points = graph.branch_points();
    if output.json {
        let branches: Vec<_> = points
            .iter()
            .map(|&node| json!({ "revision": graph.id(node), "children": graph.ids(graph.children(node).iter().copied()) }))
            .collect();
        output.json(&json!({ "branches": branches }));
        return Ok(());
    }
    if points.is_empty() {
        output.line(output.say(Text::NoBranches));
    }
    for node in points {
        output.line(output.styled(Style::Strong, one_line(output, graph, graph.id(node))));
        for &child in graph.children(node) {
            output.line(format!("  -> {}", one_line(output, graph, graph.id(child))));
        }
    }
    Ok(())
}
