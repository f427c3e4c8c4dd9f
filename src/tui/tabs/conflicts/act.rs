//! Fixes as effects: what each one does in a sentence, and what it asks before it does it.

use super::adopt;
use super::file::FileView;
use super::fix_text::FixText;
use crate::i18n::{list, local_time};
use crate::operations::Fix;
use crate::operations::index::IndexCure;
use crate::operations::migration::{Choice, HeaderKey, LineChange, Mending, NewRevision, RunOptions};
use crate::tui::dialog::{Confirm, Input, NewPassword};
use crate::tui::effect::{Ask, Effect};
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::worker::Work;

/// The name that a header has to have.
pub const MEND_WITH: usize = 0;

/// What a fix does, for the list.
pub fn sentence(fix: &Fix, shared: &Shared) -> String {
    shared.say(match fix.clone() {
        Fix::Merge { heads } => FixText::Merge { heads: list(&heads) },
        Fix::Mend { mending, .. } => match (mending.key, mending.to) {
            (HeaderKey::Revision, Some(to)) => FixText::Rename { file: mending.file, to },
            (HeaderKey::Revises, Some(to)) => FixText::MendParent { file: mending.file, from: mending.from, to },
            (HeaderKey::DependsOn, Some(to)) => FixText::MendDependency { file: mending.file, from: mending.from, to },
            (_, None) => FixText::DropName { file: mending.file, from: mending.from },
        },
        Fix::MendWith { mending, .. } => FixText::MendWith { file: mending.file, from: mending.from },
        Fix::EditFile { file, line: Some(line) } => FixText::EditFileAt { file, line },
        Fix::EditFile { file, line: None } => FixText::EditFile { file },
        Fix::Adopt => FixText::Adopt,
        Fix::StampPurge { to, .. } if to.is_empty() => FixText::PurgeAsking,
        Fix::StampPurge { to, .. } => FixText::Purge { to: list(&to) },
        Fix::AcceptFile { revision, .. } => FixText::Accept { revision },
        Fix::ShowFile { revision } => FixText::ShowFile { revision },
        Fix::Repair { revision, choice, .. } => match choice {
            Choice::Continue => FixText::Continue { revision },
            Choice::Retry => FixText::Retry { revision },
            Choice::MarkDone => FixText::MarkDone { revision },
            Choice::MarkUndone => FixText::MarkUndone { revision },
        },
        Fix::ContinueRun { direction, target, left } => {
            FixText::GoOn { direction: shared.say(direction), target, count: left.len() }
        }
        Fix::Upgrade { count } => FixText::Upgrade { count },
        Fix::LoadSeeds { sets } => FixText::Load { sets: list(&sets) },
        Fix::AnswerSeeds { .. } => FixText::Answer,
        Fix::ResetPassword { user } => FixText::Reset { user },
        Fix::CureIndex { index, cure: IndexCure::Rebuild, .. } => FixText::RebuildIndex { index },
        Fix::CureIndex { index, cure: IndexCure::Drop, .. } => FixText::DropIndex { index },
        Fix::CloseConfigFile { file } => FixText::Close { file },
    })
}

/// Why a fix cannot be begun now.
pub fn why_not(fix: &Fix, shared: &Shared) -> Option<String> {
    match fix {
        Fix::EditFile { .. } | Fix::ShowFile { .. } | Fix::Upgrade { .. } | Fix::AnswerSeeds { .. } => None,
        fix if fix.changes_database() => shared.why_not_write(),
        _ => shared.why_busy(),
    }
}

/// Begins a fix: a question first, unless it only looks.
pub fn begin(fix: &Fix, shared: &Shared) -> Vec<Effect> {
    let say = |text: FixText| shared.say(text);
    let connection = shared.connection.clone().unwrap_or_default();
    match fix.clone() {
        Fix::Upgrade { .. } => vec![Effect::Show(TabName::Pending)],
        Fix::AnswerSeeds { .. } => vec![Effect::Show(TabName::Seeding)],
        Fix::EditFile { file, line } => FileView::of_file(file, line),
        Fix::ShowFile { revision } => FileView::of_revision(revision),
        Fix::Merge { heads } => {
            let heads = list(&heads);
            let message = say(FixText::MergeDefault { heads: heads.clone() });
            let input = Input::new(say(FixText::MergeTitle), &message, TabName::Conflicts, Ask::MergeMessage)
                .explained(say(FixText::MergeMore { heads }))
                .checked(|text, shared| text.is_empty().then(|| shared.say(FixText::NeedsMessage)));
            vec![Effect::open(input)]
        }
        Fix::StampPurge { from, to } => {
            let from = or_base(&from);
            let input = Input::new(say(FixText::PurgeAsk), &to.join(" "), TabName::Conflicts, Ask::StampTarget)
                .explained(say(FixText::PurgeAskMore { from }))
                .checked(|text, shared| text.is_empty().then(|| shared.say(FixText::NeedsTarget)));
            vec![Effect::open(input)]
        }
        Fix::Adopt => adopt::examine(connection, shared),
        Fix::Mend { mending, change } => mend(mending, change, shared),
        Fix::MendWith { mending, change } => {
            let title = say(FixText::MendAsk { file: mending.file });
            let input = Input::new(title, "", TabName::Conflicts, Ask::Own(MEND_WITH))
                .explained(say(FixText::MendAskMore { line: change.before, from: mending.from }))
                .checked(|text, shared| text.is_empty().then(|| shared.say(FixText::NeedsRevision)));
            vec![Effect::open(input)]
        }
        Fix::AcceptFile { revision, file, applied } => {
            let applied = local_time(&applied, shared.lang);
            let lines = [FixText::AcceptApplied { revision: revision.clone(), applied }, FixText::AcceptMore];
            let confirm =
                Confirm::new(say(FixText::AcceptTitle { file }), say(FixText::AcceptYes)).lines(lines.map(say));
            confirmed(confirm, shared, vec![Effect::start(Work::Accept { connection, revision })])
        }
        Fix::Repair { choice, .. } => {
            let confirm = repair(fix, choice, shared);
            let mut effects = vec![Effect::start(Work::Repair { connection, choice })];
            if matches!(choice, Choice::Continue | Choice::Retry) {
                effects.push(Effect::Show(TabName::Pending));
            }
            confirmed(confirm, shared, effects)
        }
        Fix::ContinueRun { direction, target, left } => {
            let title = FixText::GoOnTitle { direction: shared.say(direction), target: target.clone() };
            let lines = [FixText::GoOnLeft { steps: list(&left) }, FixText::GoOnMore];
            let confirm = Confirm::new(say(title), say(FixText::GoOnYes)).lines(lines.map(say));
            let run = Work::Run { connection, direction, target, options: RunOptions::default(), mark: shared.mark() };
            confirmed(confirm, shared, vec![Effect::start(run), Effect::Show(TabName::Pending)])
        }
        Fix::LoadSeeds { sets } => {
            let confirm = Confirm::new(say(FixText::LoadTitle), say(FixText::LoadYes))
                .line(say(FixText::LoadMore { sets: list(&sets) }));
            let load = Work::LoadSeeds { connection, sets, answers: Default::default() };
            confirmed(confirm, shared, vec![Effect::start(load)])
        }
        Fix::ResetPassword { user } => match shared.connection.clone() {
            Some(connection) => vec![Effect::open(NewPassword::new(user, connection))],
            None => Vec::new(),
        },
        Fix::CureIndex { index, table, cure } => {
            let (title, more, yes) = match cure {
                IndexCure::Rebuild => (
                    FixText::RebuildTitle { index: index.clone() },
                    FixText::RebuildMore { table },
                    FixText::RebuildYes,
                ),
                IndexCure::Drop => {
                    (FixText::DropTitle { index: index.clone() }, FixText::DropMore { table }, FixText::DropYes)
                }
            };
            let confirm = Confirm::new(say(title), say(yes)).line(say(more));
            let effects =
                vec![Effect::start(Work::CureIndex { connection, index, cure }), Effect::Show(TabName::Pending)];
            confirmed(confirm, shared, effects)
        }
        Fix::CloseConfigFile { file } => {
            let confirm = Confirm::new(say(FixText::CloseTitle), say(FixText::CloseYes))
                .line(say(FixText::CloseMore { file }))
                .then(vec![Effect::start(Work::CloseConfigFile)]);
            vec![Effect::open(confirm)]
        }
    }
}

/// A person has answered what a fix asked.
pub fn answered(fix: &Fix, text: &str, shared: &Shared) -> Vec<Effect> {
    match fix {
        Fix::Merge { heads } => {
            let new = NewRevision { message: text.to_owned(), ..NewRevision::default() };
            vec![Effect::start(Work::Merge { targets: heads.clone(), new })]
        }
        Fix::MendWith { mending, change } => {
            mend(Mending { to: Some(text.to_owned()), ..mending.clone() }, change.filled(text), shared)
        }
        Fix::StampPurge { from, .. } => {
            let targets: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            let lines = [FixText::PurgeFromTo { from: or_base(from), to: list(&targets) }, FixText::PurgeMore];
            let confirm = Confirm::new(shared.say(FixText::PurgeTitle), shared.say(FixText::PurgeYes))
                .lines(lines.map(|line| shared.say(line)))
                .dangerous();
            let connection = shared.connection.clone().unwrap_or_default();
            confirmed(
                confirm,
                shared,
                vec![Effect::start(Work::Stamp { connection, targets, purge: true, mark: shared.mark() })],
            )
        }
        _ => Vec::new(),
    }
}

/// Asks before a line of a file is changed.
fn mend(mending: Mending, change: LineChange, shared: &Shared) -> Vec<Effect> {
    let mut lines: Vec<FixText> = Vec::new();
    for change in change.lines() {
        lines.push(FixText::MendBefore { line: change.before.clone() });
        lines.push(FixText::MendAfter { line: change.after.clone() });
    }
    lines.push(FixText::MendMore);
    let title = FixText::MendTitle { file: change.file, lines: 1 + change.also.len() };
    let confirm = Confirm::new(shared.say(title), shared.say(FixText::MendYes { lines: 1 + change.also.len() }))
        .lines(lines.into_iter().map(|line| shared.say(line)))
        .then(vec![Effect::start(Work::Mend(mending))]);
    vec![Effect::open(confirm)]
}

/// The question of a change in the database: production wants its name.
pub(super) fn confirmed(confirm: Confirm, shared: &Shared, effects: Vec<Effect>) -> Vec<Effect> {
    vec![Effect::open(confirm.typed(shared.typed_name()).then(effects))]
}

/// What is done, what is next, and what the choice would do.
fn repair(fix: &Fix, choice: Choice, shared: &Shared) -> Confirm {
    let Fix::Repair { revision, direction, done, total, next, unchanged, .. } = fix.clone() else {
        return Confirm::new("", "");
    };
    let mut lines = vec![match total {
        0 => FixText::RepairNoFile { done },
        total => FixText::RepairDone { done, total },
    }];
    lines.extend(next.map(|(place, statement)| FixText::RepairNext { place, statement }));
    lines.extend((total > 0 && !unchanged).then_some(FixText::RepairChanged));
    lines.push(match choice {
        Choice::Continue => FixText::ContinueMore,
        Choice::Retry => FixText::RetryMore,
        Choice::MarkDone => FixText::MarkDoneMore,
        Choice::MarkUndone => FixText::MarkUndoneMore,
    });
    let title = FixText::RepairTitle { direction: shared.say(direction), revision };
    let confirm = Confirm::new(shared.say(title), shared.say(FixText::RepairYes));
    confirm.lines(lines.into_iter().map(|line| shared.say(line))).dangerous()
}

fn or_base(revisions: &[String]) -> String {
    if revisions.is_empty() { "base".to_owned() } else { list(revisions) }
}
