//! What the server tells while a run is at work, here or elsewhere, and the questions before somebody's work is ended.

use std::sync::Arc;

use super::tests::{at, off, running};
use super::*;
use crate::database::activity::Ending;
use crate::operations::activity::{Activity, Ended as EndedWork};
use crate::tui::testing::{self, activity, key, own_activity, shared, snapshots};

fn with(activity: Activity) -> Shared {
    let mut shared = shared();
    shared.activity = Some(Arc::new(activity));
    shared
}

/// The picture of a dialog that one effect opens.
fn dialog(shared: &Shared, effects: &[Effect]) -> String {
    let [Effect::Open(dialog)] = effects else { panic!("{effects:?}") };
    testing::screen(shared, (100, 40), &[], |frame, area, shared| dialog.draw(frame, area, shared))
}

/// Says yes in the dialog that the effects open.
fn confirm(shared: &Shared, mut effects: Vec<Effect>, typed: &str) -> Vec<Effect> {
    use crossterm::event::KeyCode;
    let Some(Effect::Open(mut dialog)) = effects.pop() else { panic!("{effects:?}") };
    match typed {
        "" => drop(dialog.on_key(&key(KeyCode::Right), shared)),
        typed => typed.chars().for_each(|c| drop(dialog.on_key(&key(KeyCode::Char(c)), shared))),
    }
    dialog.on_key(&key(KeyCode::Enter), shared).effects
}

#[track_caller]
fn ends(effects: &[Effect], expected_pid: i32, expected: Ending) {
    let [Effect::Start(request)] = effects else { panic!("{effects:?}") };
    let Request::Look(Look::End { connection, pid, began, ending }) = &**request else { panic!("{request:?}") };
    assert_eq!((connection.as_str(), *pid, *ending), ("store", expected_pid, expected));
    assert!(began.is_some(), "somebody else may have the same pid by then");
}

fn cancelled(tab: &mut PendingTab, shared: &Shared, session: &crate::database::activity::ServerSession) {
    let ended = EndedWork {
        pid: session.pid,
        ending: Ending::Cancel,
        who: String::new(),
        was_idle: false,
        was_gone: false,
        began: session.began.clone(),
    };
    tab.on_report(&Report::Ended { connection: "store".to_owned(), ended }, shared);
}

#[test]
fn a_run_elsewhere_is_in_front_until_somebody_turns_away_and_comes_back_on_a_key() {
    let mut shared = with(activity());
    let mut tab = PendingTab::default();
    assert!(tab.elsewhere(&shared).is_some());
    tab.on_action(Action::Back, &shared);
    assert!(tab.elsewhere(&shared).is_none());
    assert_eq!(off(&tab, &shared, Action::Watch), None);
    tab.on_action(Action::Watch, &shared);
    assert!(tab.elsewhere(&shared).is_some());
    shared.activity = None;
    assert!(tab.elsewhere(&shared).is_none(), "it has ended");
    assert!(off(&tab, &shared, Action::Watch).is_some());
}

#[test]
fn ones_own_run_is_never_elsewhere() {
    let mut shared = with(own_activity());
    let tab = PendingTab::default();
    assert!(tab.elsewhere(&shared).is_none());
    shared.job = Some(running(&shared));
    shared.activity = Some(Arc::new(activity()));
    assert!(tab.elsewhere(&shared).is_none(), "the job that waits is in front");
}

#[test]
fn the_run_of_another_goc_is_cancelled_and_asked_again_its_session_is_ended() {
    let shared = with(activity());
    let mut tab = PendingTab::default();
    let effects = tab.on_action(Action::Cancel, &shared);
    let picture = dialog(&shared, &effects);
    for part in ["Cancel that run?", "pid 900", "sontechsp", "CREATE INDEX ix_ebelge_durum", "rolled back"] {
        assert!(picture.contains(part), "{part}:\n{picture}");
    }
    ends(&confirm(&shared, effects, ""), 900, Ending::Cancel);
    cancelled(&mut tab, &shared, shared.activity.as_ref().and_then(|it| it.server.writer.as_ref()).expect("a writer"));
    let effects = tab.on_action(Action::Cancel, &shared);
    let picture = dialog(&shared, &effects);
    for part in ["End the whole session?", "still there", "Type store"] {
        assert!(picture.contains(part), "{part}:\n{picture}");
    }
    ends(&confirm(&shared, effects, "store"), 900, Ending::Terminate);
}

#[test]
fn a_blocker_is_cancelled_first_and_one_that_runs_nothing_is_asked_about_twice() {
    let mut working = own_activity();
    working.server.blockers[0].is_idle = false;
    let mut shared = with(working);
    shared.job = Some(running(&shared));
    let mut tab = PendingTab::default();
    assert_eq!(off(&tab, &shared, Action::EndBlocker), None);
    let effects = tab.on_action(Action::EndBlocker, &shared);
    let picture = dialog(&shared, &effects);
    for part in ["Cancel what this session runs?", "pid 4711", "kasa (pos, 10.0.0.5)", "SELECT * FROM ebelge"] {
        assert!(picture.contains(part), "{part}:\n{picture}");
    }
    ends(&confirm(&shared, effects, ""), 4_711, Ending::Cancel);

    shared.activity = Some(Arc::new(own_activity()));
    let effects = tab.on_action(Action::EndBlocker, &shared);
    assert!(dialog(&shared, &effects).contains("nothing to cancel"));
    let second = confirm(&shared, effects, "");
    assert!(dialog(&shared, &second).contains("End the whole session?"));
    ends(&confirm(&shared, second, "store"), 4_711, Ending::Terminate);

    let mut alone = own_activity();
    alone.server.blockers.clear();
    shared.activity = Some(Arc::new(alone));
    assert!(off(&tab, &shared, Action::EndBlocker).is_some(), "nobody is in the way");
}

#[test]
fn of_several_blockers_one_is_chosen_and_a_prepared_transaction_is_explained() {
    let mut working = own_activity();
    let mut prepared = testing::session(0, "", "gece \u{1b}[2J");
    prepared.began = None;
    working.server.blockers.push(prepared);
    let mut shared = with(working);
    shared.job = Some(running(&shared));
    let mut tab = PendingTab::default();
    let mut effects = tab.on_action(Action::EndBlocker, &shared);
    let picture = dialog(&shared, &effects);
    for part in ["Whose work is to end?", "pid 4711", "prepared transaction gece"] {
        assert!(picture.contains(part), "{part}:\n{picture}");
    }
    let Some(Effect::Open(mut choose)) = effects.pop() else { panic!("{effects:?}") };
    choose.on_key(&key(crossterm::event::KeyCode::Down), &shared);
    let reply = choose.on_key(&key(crossterm::event::KeyCode::Enter), &shared);
    assert!(dialog(&shared, &reply.effects).contains("ROLLBACK PREPARED"));
}

#[test]
fn a_job_that_waits_shows_the_run_it_waits_for_and_can_end_it() {
    let mut shared = with(activity());
    let mut job = running(&shared);
    job.waits_for = Some(crate::database::Holder { who: "ayse".to_owned(), since: "2025-01-04T02:10:00Z".to_owned() });
    shared.job = Some(job);
    let mut tab = PendingTab::default();
    let picture = testing::screen(&shared, (120, 40), &[], |frame, area, shared| tab.draw(frame, area, shared));
    assert!(picture.contains("step 2 of 3: 005_ebelge_outbox") && picture.contains("45 %"), "{picture}");
    let effects = tab.on_action(Action::EndBlocker, &shared);
    let picture = dialog(&shared, &effects);
    assert!(picture.contains("pid 4711") && picture.contains("pid 900"), "{picture}");
}

#[test]
fn screens_of_what_the_server_tells() {
    let draw = |tab: &PendingTab, frame: &mut Frame, area: Rect, shared: &Shared| tab.draw(frame, area, shared);
    let hints = |tab: &PendingTab, shared: &Shared| tab.hints(shared);
    let fresh = |_: &Shared| PendingTab::default();
    let mut shared = with(own_activity());
    let job = running(&shared);
    at(&mut shared, job, 46);
    snapshots("run_progress", &mut shared, fresh, hints, draw);
    let mut shared = with(activity());
    snapshots("run_elsewhere", &mut shared, fresh, hints, draw);
    // On SQLite the journal is all there is.
    let mut journal = activity();
    journal.server = crate::database::activity::ServerActivity { run: journal.server.run.take(), ..Default::default() };
    let mut shared = with(journal);
    snapshots("run_elsewhere_sqlite", &mut shared, fresh, hints, draw);
}
