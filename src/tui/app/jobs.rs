//! Jobs: starting them, and what their events change.

use std::mem::Discriminant;
use std::sync::Arc;

use super::{App, Order};
use crate::database::activity::Ending;
use crate::i18n::{Say, safe};
use crate::operations::doctor::state_findings;
use crate::operations::index::IndexCure;
use crate::operations::migration::Status;
use crate::operations::{Event as OperationEvent, Revisions, Severity};
use crate::revision::Direction;
use crate::tui::dialog::Password;
use crate::tui::job::{Ended, JobView};
use crate::tui::notice::{Entry, Notice, Tone};
use crate::tui::tab::TabName;
use crate::tui::text::UiText;
use crate::worker::{Event, Failure, Happening, JobId, Look, Opened, Report, Request, Work};

/// Looks that answer the same question: the newest one counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Slot(Discriminant<Look>, Option<String>);

impl Slot {
    fn of(look: &Look) -> Slot {
        Slot(std::mem::discriminant(look), look.connection().map(str::to_owned))
    }

    /// Whether it belongs to a database that is watched.
    pub(super) fn is_watch(&self) -> bool {
        self.0 == std::mem::discriminant(&Look::Watch { connection: String::new(), own: false })
    }
}

impl App {
    /// Starts a job. An older look for the same answer is called off, and a second job that writes is refused.
    pub(super) fn start_job(&mut self, request: Request) {
        if request.is_writing() && self.is_writing() {
            let text = self.shared.say(UiText::Busy);
            return self.notify(Notice::new(Tone::Warning, text));
        }
        self.next_job += 1;
        let job = JobId(self.next_job);
        match &request {
            Request::Look(look) => {
                if let Some(older) = self.newest.insert(Slot::of(look), job)
                    && self.jobs.contains_key(&older)
                {
                    self.orders.push(Order::Stop { job: older, urgency: crate::database::Urgency::Now });
                }
            }
            Request::Work(work) => {
                if work.is_worth_watching() {
                    self.shared.job = Some(JobView::new(job, work.clone(), self.shared.now));
                }
            }
        }
        self.jobs.insert(job, request.clone());
        self.orders.push(Order::Start { job, request: Box::new(request.clone()) });
        self.is_dirty = true;
        if let Request::Work(work) = &request {
            self.watch_own(work);
        }
    }

    pub(super) fn on_event(&mut self, event: Event) {
        match event {
            Event::Happened { job, what, left_out } => self.on_happening(job, &what, left_out),
            Event::Finished { job, outcome } => self.on_finished(job, *outcome),
        }
    }

    fn on_happening(&mut self, job: JobId, what: &Happening, left_out: usize) {
        let Some(request) = self.jobs.get(&job) else { return };
        if left_out > 0 {
            self.log.push(self.clock.clone(), Entry::LeftOut(left_out));
        }
        if let Some(view) = self.shared.job.as_mut().filter(|view| view.job == job) {
            view.apply(what, self.shared.now);
            if let Happening::Operation(OperationEvent::StatementDone { sql, elapsed, rows, .. }) = what {
                let revision = view.current_step().map(|step| safe(&step.revision).into_owned()).unwrap_or_default();
                let entry = Entry::Statement { revision, sql: sql.to_string(), elapsed: *elapsed, rows: *rows };
                self.log.push(self.clock.clone(), entry);
            }
        }
        if let Happening::Activity(activity) = what {
            let connection = request.connection().map(str::to_owned);
            return self.on_activity(connection.as_deref(), &activity.clone());
        }
        self.is_dirty = true;
        for name in TabName::ALL {
            self.tabs.get_mut(name).on_happening(job, request, what, &self.shared);
        }
        for dialog in &mut self.dialogs {
            dialog.on_happening(job, request, what, &self.shared);
        }
    }

    fn on_finished(&mut self, job: JobId, outcome: Result<Report, Failure>) {
        let Some(request) = self.jobs.remove(&job) else { return };
        if let Request::Look(look) = &request {
            let slot = Slot::of(look);
            if self.newest.get(&slot) != Some(&job) {
                return;
            }
            self.newest.remove(&slot);
        }
        self.is_dirty = true;
        if let Some(view) = self.shared.job.as_mut().filter(|view| view.job == job) {
            let ended = match &outcome {
                Ok(_) => Ended::Well,
                Err(failure) => Ended::Badly(failure.clone()),
            };
            view.end(ended, self.shared.now);
        }
        match outcome {
            Ok(report) => self.on_report(report),
            Err(failure) => self.on_failure(&request, &failure),
        }
        // Whatever a job wrote, or did not, everything that was known may be different now.
        if request.is_writing() && !self.is_quitting {
            self.stop_watching();
            self.refresh();
        }
    }

    fn on_report(&mut self, report: Report) {
        let changed = self.absorb(&report);
        if let Some(notice) = self.notice_of(&report) {
            self.notify(notice);
        }
        for index in (0..self.dialogs.len()).rev() {
            let reply = self.dialogs[index].on_report(&report, &self.shared);
            self.reply(reply, index);
        }
        for name in TabName::ALL {
            let effects = self.tabs.get_mut(name).on_report(&report, &self.shared);
            self.carry_out(effects);
        }
        // Where it stands comes first; what is wrong is looked for when that is known, and not beside it: both read the whole journal.
        if let Report::Surveyed { connection, .. } = &report
            && self.shared.connection.as_ref() == Some(connection)
        {
            self.start_job(Look::Examine { connection: connection.clone(), drift: false }.into());
        }
        match report {
            Report::Opened(opened) => self.opened(&opened),
            Report::Surveyed { survey: Err(failure), connection, .. } => self.ask_password(&failure, &connection),
            Report::Surveyed { survey: Ok(survey), connection, revisions } => {
                self.watch_others(&connection, &survey.status);
                self.tell_of_last_run(&survey.status, &revisions, connection);
            }
            Report::PasswordKept { connection } => {
                self.asked_passwords.retain(|known| *known != connection);
                self.given_passwords.push(connection);
                self.refresh();
            }
            // Whatever the other one did is to be seen.
            Report::Watched { .. } => {
                self.shared.activity = None;
                self.refresh();
            }
            Report::ConfigChanged { .. } => self.start_job(Look::Open.into()),
            _ => {}
        }
        if changed {
            self.changed();
        }
    }

    /// Keeps what everybody reads. Returns whether that changed.
    fn absorb(&mut self, report: &Report) -> bool {
        let is_at_hand = |connection: &String| self.shared.connection.as_ref() == Some(connection);
        match report {
            Report::Opened(opened) => self.shared.opened = Some(opened.clone()),
            Report::Surveyed { connection, revisions, survey } if is_at_hand(connection) => {
                self.shared.revisions = Some(revisions.clone());
                self.shared.survey = Some(survey.clone());
            }
            Report::Examined { connection, diagnosis, findings } if is_at_hand(connection) => {
                self.shared.findings = Some(findings.clone());
                self.shared.diagnosis = Some(Arc::new(diagnosis.clone()));
            }
            _ => return false,
        }
        true
    }

    /// What was left half way is said at once, the first time that a database is looked at.
    fn tell_of_last_run(&mut self, status: &Status, revisions: &Revisions, connection: String) {
        if self.shared.connection.as_ref() != Some(&connection) || self.told_of_last_run.contains(&connection) {
            return;
        }
        self.told_of_last_run.push(connection);
        let findings = state_findings(status, revisions, &[]);
        let of = |kinds: &[&str]| findings.iter().find(|finding| kinds.contains(&finding.problem.kind()));
        // A database that is Alembic's so far is nothing wrong, but nobody would look for it among the conflicts.
        let told = of(&["interrupted_step", "stopped_run", "broken_run"]).or_else(|| of(&["not_adopted"]));
        if let Some(finding) = told {
            // The place to go to comes first: a narrow footer cuts the end.
            let text = UiText::LeftHalfWay { what: finding.say(self.shared.lang) };
            let tone = if finding.severity == Severity::Info { Tone::Info } else { Tone::Warning };
            self.notify(Notice::new(tone, self.shared.say(text)));
        }
    }

    /// The databases are known: works on the one that is meant, or lets a person choose.
    fn opened(&mut self, opened: &Opened) {
        let known = |name: &String| opened.connections.iter().any(|known| known.name == *name);
        let at_hand = self.shared.connection.take().filter(known);
        match at_hand.or_else(|| opened.chosen.clone()) {
            Some(connection) => self.choose(connection),
            None => self.show(TabName::Connections),
        }
        if std::mem::take(&mut self.wants_install) || opened.is_unconfigured {
            self.open_install();
        }
    }

    fn on_failure(&mut self, request: &Request, failure: &Failure) {
        if let Some(connection) = request.connection() {
            let connection = connection.to_owned();
            self.ask_password(failure, &connection);
        }
        // What was watched is not what somebody asked for.
        let mut shown = matches!(request, Request::Look(Look::Watch { .. }));
        if shown {
            self.shared.activity = None;
        }
        for index in (0..self.dialogs.len()).rev() {
            let (reply, shows) = self.dialogs[index].on_failure(request, failure, &self.shared);
            shown |= shows;
            self.reply(reply, index);
        }
        for name in TabName::ALL {
            shown |= self.tabs.get_mut(name).on_failure(request, failure, &self.shared);
        }
        let notice = Notice::failure(failure, self.shared.lang);
        match shown {
            // It stands where it belongs; the log has it all the same.
            true => self.log.push(self.clock.clone(), Entry::Notice(notice)),
            false => self.notify(notice),
        }
    }

    /// Asks, once, for a password that the server wants and nobody has given, or that somebody gave and it refuses.
    fn ask_password(&mut self, failure: &Failure, connection: &str) {
        let holds = |list: &[String]| list.iter().any(|known| known == connection);
        if holds(&self.asked_passwords) || self.shared.connection.as_deref() != Some(connection) {
            return;
        }
        let was_given = holds(&self.given_passwords);
        if let Some(dialog) = Password::for_failure(failure, connection, was_given, &self.shared) {
            self.asked_passwords.push(connection.to_owned());
            self.dialogs.push(Box::new(dialog));
        }
    }

    /// What to say about work that is done.
    fn notice_of(&self, report: &Report) -> Option<Notice> {
        let to = |revision: &Option<String>| match revision {
            Some(revision) => safe(revision).into_owned(),
            None => self.shared.say(UiText::Base),
        };
        let path = |file: &std::path::Path| safe(&file.to_string_lossy()).into_owned();
        let text = match report {
            Report::Ran { report, .. } if report.steps.is_empty() => UiText::NothingToRun,
            Report::Ran { report, .. } if report.dry_run => UiText::DryRunDone { steps: report.steps.len() },
            Report::Ran { report, .. } => {
                let (to, steps) = (to(&report.current_revision), report.steps.len());
                match report.steps[0].direction {
                    Direction::Upgrade => UiText::Upgraded { to, steps },
                    Direction::Downgrade => UiText::Downgraded { to, steps },
                }
            }
            Report::Stamped { report, .. } => UiText::Stamped { to: to(&report.current_revision) },
            Report::Adopted { adopted, .. } => UiText::Adopted { revisions: adopted.adopted.len() },
            Report::Marked { .. } => UiText::MarkedDone,
            Report::SeedsLoaded { report, .. } => {
                let sum = |rows: fn(&crate::operations::seed::LoadedSet) -> usize| {
                    report.loaded_data.iter().map(rows).sum::<usize>()
                };
                UiText::SeedsLoaded { new: sum(|set| set.new), updated: sum(|set| set.updated) }
            }
            Report::Rehearsed { rehearsal, .. } => match rehearsal.as_ref().map(|found| found.same_schema) {
                Some(Some(true)) => UiText::RehearsedWell,
                Some(Some(false)) => UiText::RehearsedBadly,
                Some(None) => UiText::RehearsedOneWay,
                None => UiText::NothingToRun,
            },
            Report::BackedUp { report, .. } => UiText::BackedUp { file: path(&report.file) },
            Report::Restored { report, .. } => UiText::Restored { file: path(&report.file) },
            Report::Protected { mark: Some(mark), .. } => UiText::Protected { name: safe(&mark.name).into_owned() },
            Report::Protected { mark: None, .. } => UiText::Released,
            Report::Ended { ended, .. } => {
                let (pid, who) = (ended.pid, ended.who.clone());
                let (tone, text) = match ended.ending {
                    _ if ended.was_gone => (Tone::Info, UiText::EndedGone { pid }),
                    Ending::Cancel if ended.was_idle => (Tone::Warning, UiText::EndedIdle { pid, who }),
                    Ending::Cancel => (Tone::Good, UiText::EndedStatement { pid, who }),
                    Ending::Terminate => (Tone::Good, UiText::EndedSession { pid, who }),
                };
                return Some(Notice::new(tone, self.shared.say(text)));
            }
            Report::PasswordReset { user, .. } => UiText::PasswordReset { user: safe(user).into_owned() },
            Report::ConfigChanged { file } => UiText::FileSaved { file: path(file) },
            Report::Saved { file } => UiText::FileSaved { file: path(file) },
            Report::RevisionCreated(created) => {
                UiText::RevisionCreated { revision: safe(&created.revision).into_owned(), file: path(&created.file) }
            }
            Report::RevisionRewritten(created) => {
                UiText::RevisionRewritten { revision: safe(&created.revision).into_owned(), file: path(&created.file) }
            }
            Report::Mended(change) => UiText::Mended { file: change.file.clone(), line: change.line },
            Report::IndexCured { cured, .. } => match cured.cure {
                IndexCure::Rebuild => UiText::IndexRebuilt { index: cured.index.clone() },
                IndexCure::Drop => UiText::IndexDropped { index: cured.index.clone() },
            },
            Report::ConfigFileClosed { file } => UiText::ConfigFileClosed { file: path(file) },
            Report::Accepted { accepted, .. } => {
                UiText::Accepted { revision: safe(&accepted.revision).into_owned(), file: accepted.file.clone() }
            }
            _ => return None,
        };
        Some(Notice::new(Tone::Good, self.shared.say(text)))
    }
}

impl Work {
    /// Whether it takes long enough to be watched, and whether its result is worth keeping on the screen.
    fn is_worth_watching(&self) -> bool {
        !matches!(
            self,
            Work::SaveText { .. }
                | Work::Merge { .. }
                | Work::ResetPassword { .. }
                | Work::NewRevision { .. }
                | Work::RewriteRevision { .. }
                | Work::Mend(_)
                | Work::CloseConfigFile
                | Work::SaveConnection { .. }
                | Work::RemoveConnection { .. }
                | Work::SetDefault { .. }
                | Work::Accept { .. }
                | Work::Adopt { .. }
                | Work::Protect { .. }
                | Work::Release { .. }
        )
    }
}
