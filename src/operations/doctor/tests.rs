use std::fs;

use super::*;
use crate::database::{Outcome, RunRecord, StepOutcome, StepRecord};
use crate::i18n::Problem;
use crate::operations::Revisions;
use crate::operations::migration::{ChangedFile, Choice};
use crate::revision::{Direction, RevisionId, Source};

fn revisions(files: &[(&str, &str)]) -> (tempfile::TempDir, Revisions) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, header) in files {
        let text = format!("{header}\n\n-- goc:upgrade\nSELECT 1;\n\n-- goc:downgrade\nSELECT 1;\n");
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let revisions = Revisions::load(Source::Directory(folder.path().to_owned()));
    (folder, revisions)
}

/// A finding as `kind: fix fix`, with the names that tell a fix apart.
fn summary(finding: &Finding) -> String {
    let fix = |fix: &Fix| match fix {
        Fix::Merge { heads } => format!("merge {}", heads.join("+")),
        Fix::Mend { change, .. } => {
            format!("mend {}:{} [{}] [{}]", change.file, change.line, change.before, change.after)
        }
        Fix::MendWith { change, .. } => format!("mend with [{}]", change.before),
        Fix::EditFile { file, line } => {
            format!("edit {file}{}", line.map(|line| format!(":{line}")).unwrap_or_default())
        }
        Fix::StampPurge { from, to } => format!("purge {} > {}", from.join("+"), to.join("+")),
        Fix::AcceptFile { revision, .. } => format!("accept {revision}"),
        Fix::ShowFile { revision } => format!("show {revision}"),
        Fix::Repair { choice, .. } => format!("{choice:?}"),
        Fix::ContinueRun { direction, target, left } => format!("{direction} {target} ({})", left.join("+")),
        Fix::Upgrade { count } => format!("upgrade {count}"),
        Fix::LoadSeeds { sets } => format!("load {}", sets.join("+")),
        Fix::AnswerSeeds { sets } => format!("answer {}", sets.join("+")),
        Fix::ResetPassword { user } => format!("reset {user}"),
        Fix::CureIndex { index, cure, .. } => format!("{cure:?} {index}"),
        Fix::CloseConfigFile { file } => format!("close {file}"),
        Fix::Adopt => "adopt".to_owned(),
    };
    let fixes: Vec<String> = finding.fixes.iter().map(fix).collect();
    format!("{}: {}", finding.problem.kind(), fixes.join("; "))
}

fn graph(files: &[(&str, &str)]) -> Vec<String> {
    let (_folder, revisions) = revisions(files);
    graph_findings(&revisions).iter().map(summary).collect()
}

#[test]
fn every_fault_of_the_files_has_its_fixes() {
    let first = ("1.sql", "-- revision: 001");
    assert_eq!(graph(&[first]), Vec::<String>::new());
    assert_eq!(
        graph(&[first, ("2.sql", "-- revision: 002\n-- revises: 001"), ("3.sql", "-- revision: 003\n-- revises: 001")]),
        ["multiple_heads: merge 002+003"]
    );
    assert_eq!(
        graph(&[("1.sql", "-- revision: abc001"), ("2.sql", "-- revision: abc002\n-- revises: abc01")]),
        ["missing_parent: mend 2.sql:2 [-- revises: abc01] [-- revises: abc001]; \
          mend with [-- revises: abc01]; edit 2.sql"]
    );
    // Too short to be near to anything, but the same number.
    assert_eq!(
        graph(&[first, ("2.sql", "-- revision: 002\n-- revises: 01")]),
        ["missing_parent: mend 2.sql:2 [-- revises: 01] [-- revises: 001]; mend with [-- revises: 01]; edit 2.sql"]
    );
    assert_eq!(
        graph(&[first, ("2.sql", "-- revision: 002\n-- revises: 001\n-- depends_on: nothing_like_it")]),
        ["missing_dependency: mend 2.sql:3 [-- depends_on: nothing_like_it] [-- depends_on: ]; edit 2.sql"]
    );
    assert_eq!(
        graph(&[first, ("2.sql", "-- revision: 001"), ("3.sql", "-- revision: 001_2\n-- revises: 001")])[0],
        "duplicate_id: mend 2.sql:1 [-- revision: 001] [-- revision: 001_3]; \
         mend 1.sql:1 [-- revision: 001] [-- revision: 001_3]; edit 2.sql"
    );
    assert_eq!(graph(&[("1.sql", "-- revision: a+b")]), ["illegal_id: edit 1.sql"]);
    assert_eq!(
        graph(&[("1.sql", "-- revision: 1\n-- revises: 2"), ("2.sql", "-- revision: 2\n-- revises: 1")]),
        ["cycle: edit 1.sql; edit 2.sql"]
    );
    assert_eq!(
        graph(&[first, ("2.sql", "-- revision: 002\n-- revises: 001\n-- gibberish: 1")]),
        ["unknown_key: edit 2.sql:3"]
    );
}

#[test]
fn files_of_alembic_are_mended_in_the_same_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("1.py", "revision = '001'\ndown_revision = None\n");
    write("2.py", "revision = '002'\ndown_revision = '001'\n)\n");
    write("3.py", "revision = '003'\n\ndown_revision = '002_slug'\n");
    let found = || -> Vec<String> {
        let revisions = Revisions::load(Source::at(folder.path().to_owned()));
        graph_findings(&revisions).iter().map(summary).collect()
    };
    let line = "down_revision = '002_slug'";
    let mended = "down_revision = '002'";
    assert_eq!(
        found(),
        [
            "python_syntax: edit 2.py:3".to_owned(),
            format!("missing_parent: mend 3.py:3 [{line}] [{mended}]; mend with [{line}]; edit 3.py:3")
        ]
    );
    write("3.py", "revision = '003'\n\ndown_revision = PARENT + '_slug'\nPARENT = '002'\n");
    assert_eq!(found(), ["python_syntax: edit 2.py:3", "missing_parent: edit 3.py:3"]);
    write("3.py", "revision = '003'\ndown_revision = '001'\n");
    assert_eq!(found(), ["python_syntax: edit 2.py:3", "multiple_heads: merge 002+003"]);
    write("3.py", "revision = '002'\ndown_revision = '002'\n");
    let free =
        "mend 3.py:1 [revision = '002'] [revision = '002_2']; mend 2.py:1 [revision = '002'] [revision = '002_2']";
    let duplicate = found().into_iter().find(|finding| finding.starts_with("duplicate_id")).expect("a duplicate");
    assert_eq!(duplicate, format!("duplicate_id: {free}; edit 3.py"));
}

#[test]
fn what_is_built_in_has_nothing_to_edit() {
    const FILES: &[crate::revision::BuiltinFile] = &[
        crate::revision::BuiltinFile { name: "1.sql", text: "-- revision: 001\n-- goc:upgrade\n" },
        crate::revision::BuiltinFile { name: "2.sql", text: "-- revision: 002\n-- goc:upgrade\n" },
    ];
    let found = graph_findings(&Revisions::load(Source::Builtin(FILES)));
    assert_eq!(found.iter().map(summary).collect::<Vec<_>>(), ["multiple_heads: "]);
}

fn chain() -> (tempfile::TempDir, Revisions) {
    revisions(&[
        ("1.sql", "-- revision: rev001"),
        ("2.sql", "-- revision: rev002\n-- revises: rev001"),
        ("3.sql", "-- revision: rev003\n-- revises: rev002"),
    ])
}

fn status(current: &[&str], pending: &[&str]) -> Status {
    let ids = |ids: &[&str]| ids.iter().map(|id| RevisionId::unchecked(id)).collect::<Vec<_>>();
    Status {
        current_revision: None,
        head_revision: None,
        is_up_to_date: pending.is_empty(),
        pending_count: pending.len(),
        database: "store".to_owned(),
        server: "SQLite".to_owned(),
        current: ids(current),
        heads: ids(&["rev003"]),
        pending: ids(pending),
        unknown: Vec::new(),
        changed: Vec::new(),
        unrecorded: Vec::new(),
        has_journal: true,
        interrupted: Vec::new(),
        mark: None,
        writer: None,
        last_failed_run: None,
    }
}

fn step(revision: &str, outcome: StepOutcome) -> StepRecord {
    StepRecord {
        run_id: "r1".to_owned(),
        number: 1,
        revision: RevisionId::unchecked(revision),
        direction: Direction::Upgrade,
        checksum: String::new(),
        started: "2025-01-04T14:02:00.000Z".to_owned(),
        duration_ms: 1,
        rows: 0,
        outcome,
        statements_done: 1,
        done_checksum: String::new(),
        error: None,
    }
}

fn run(target: &str, outcome: Outcome) -> RunRecord {
    let mut run = RunRecord::sample("upgrade", target, &["rev001", "rev002", "rev003"], Some(outcome));
    run.steps.push(step("rev001", StepOutcome::Done));
    run
}

fn state(status: &Status, interrupted: &[InterruptedStep]) -> Vec<String> {
    let (_folder, revisions) = chain();
    state_findings(status, &revisions, interrupted).iter().map(summary).collect()
}

#[test]
fn every_fault_of_the_state_has_its_fixes() {
    let mut here = status(&["rev002"], &["rev003"]);
    assert_eq!(state(&here, &[]), ["pending: upgrade 1"]);
    here = status(&["rev003"], &[]);
    here.changed = vec![ChangedFile {
        revision: RevisionId::unchecked("rev001"),
        file: "1.sql".to_owned(),
        applied: "2025-01-04T14:02:00.000Z".to_owned(),
    }];
    assert_eq!(state(&here, &[]), ["changed_after_applied: show rev001; accept rev001"]);
    for (current, unknown, fix) in [
        (&["rev02"][..], "rev02", "purge rev02 > rev002"),
        (&["somewhere"], "somewhere", "purge somewhere > "),
        (&["rev001", "rev02"], "rev02", "purge rev001+rev02 > rev002"),
    ] {
        here = status(current, &[]);
        here.unknown = vec![RevisionId::unchecked(unknown)];
        assert_eq!(state(&here, &[]), [format!("unknown_revision: {fix}")]);
    }
    let record = step("rev003", StepOutcome::Partial);
    here = status(&["rev002"], &[]);
    here.interrupted = vec![step("rev002", StepOutcome::Partial), record.clone()];
    let known = InterruptedStep { record, total: 3, next: None, unchanged: true };
    let all = ["interrupted_step: ", "interrupted_step: Continue; Retry; MarkDone; MarkUndone"];
    assert_eq!(state(&here, std::slice::from_ref(&known)), all);
    let gone = InterruptedStep { total: 0, ..known };
    assert_eq!(state(&here, &[gone])[1], "interrupted_step: MarkDone; MarkUndone");
    assert!(Choice::Continue != Choice::Retry);
}

#[test]
fn a_run_that_ended_early_goes_on_to_where_it_was_meant_to_end() {
    let mut here = status(&["rev001"], &["rev002", "rev003"]);
    for (target, outcome, expected) in [
        ("heads", Outcome::Stopped, "stopped_run: upgrade heads (rev002+rev003)"),
        ("heads", Outcome::Failed, "broken_run: upgrade heads (rev002+rev003)"),
        // Two more from here would be one too many.
        ("+3", Outcome::Stopped, "stopped_run: upgrade rev003 (rev002+rev003)"),
    ] {
        here.last_failed_run = Some(run(target, outcome));
        assert_eq!(state(&here, &[])[0], expected);
    }
    here.last_failed_run = Some(RunRecord::sample("stamp", "heads", &[], Some(Outcome::Crashed)));
    assert_eq!(state(&here, &[])[0], "broken_run: ");
    let (_folder, revisions) = chain();
    here.last_failed_run = Some(run("heads", Outcome::Stopped));
    let found = state_findings(&here, &revisions, &[]);
    let said = crate::i18n::Say::say(&found[0], crate::i18n::Lang::En);
    assert!(said.ends_with("stopped after 1 of 3 steps because the terminal went away"), "{said}");
}

#[test]
fn closing_a_file_leaves_what_its_owner_may() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("goc.toml");
    fs::write(&file, "x").expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("rights");
    close_file(&file).expect("closed");
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    assert_eq!(close_file(&folder.path().join("gone")).expect_err("no file").kind(), "not_closed");
}
