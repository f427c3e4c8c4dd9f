//! A revision from the difference, before it is written: for an editor.

use super::compare::{Comparing, Comparison, compare};
use super::{Model, Options, Rename, render, stands_at_head};
use crate::i18n::Lang;
use crate::operations::migration::{NewRevision, revision_text};
use crate::operations::{Context, Trouble};

/// A revision that nobody has written yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The text of the first revision; `None` when nothing differs.
    pub text: Option<String>,
    /// How many revisions it takes.
    pub revisions: usize,
    /// What may only have another name.
    pub candidates: Vec<Rename>,
}

/// Compares the database with the model beside its revisions, and writes the difference as a text.
///
/// # Errors
/// The database does not stand where the new revision begins, the model cannot be read, or the comparison fails.
pub async fn propose(
    context: &Context,
    new: &NewRevision,
    renames: Vec<Rename>,
    lang: Lang,
) -> Result<Proposal, Trouble> {
    stands_at_head(context, new).await?;
    let comparing = Comparing {
        model: Model::beside(&context.revisions.source),
        renames,
        // A shop that sells goes on meanwhile.
        options: Options { online: context.protects.is_some(), privileges: false },
        include: Vec::new(),
        exclude: Vec::new(),
        branch: None,
        scratch: None,
    };
    let comparison = compare(context, &comparing).await?;
    let Comparison { engine, stretches, candidates, .. } = comparison;
    let text = match stretches.first() {
        Some(first) => {
            let sections = render::sections(first, engine, lang);
            Some(revision_text(&context.revisions, new, &sections).map_err(Trouble::new)?)
        }
        None => None,
    };
    Ok(Proposal { text, revisions: stretches.len(), candidates })
}
