//! Where a job's events go: a bounded channel that never makes the job wait.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::Sender;
use tokio::sync::mpsc::error::TrySendError;

use super::JobId;
use super::event::{Event, Happening, Outcome};
use crate::operations::Event as OperationEvent;

/// Tells the front end what a job does. Cheap to clone.
///
/// While the channel is full, marks of progress and single statements are counted and left out, since only the newest of them
/// matters; everything else waits its turn. The order stays.
#[derive(Debug, Clone)]
pub(super) struct Sink {
    job: JobId,
    events: Sender<Event>,
    backlog: Arc<Mutex<Backlog>>,
}

#[derive(Debug, Default)]
struct Backlog {
    waiting: VecDeque<Happening>,
    left_out: usize,
}

impl Sink {
    pub(super) fn new(job: JobId, events: Sender<Event>) -> Sink {
        Sink { job, events, backlog: Arc::default() }
    }

    /// Tells of something; never waits.
    pub(super) fn tell(&self, what: Happening) {
        let mut backlog = self.backlog.lock().unwrap_or_else(PoisonError::into_inner);
        if is_passing(&what) && (!backlog.waiting.is_empty() || self.events.capacity() == 0) {
            backlog.left_out += 1;
            return;
        }
        backlog.waiting.push_back(what);
        while let Some(what) = backlog.waiting.pop_front() {
            let event = Event::Happened { job: self.job, what, left_out: backlog.left_out };
            match self.events.try_send(event) {
                Ok(()) => backlog.left_out = 0,
                Err(TrySendError::Full(Event::Happened { what, .. })) => {
                    backlog.waiting.push_front(what);
                    return;
                }
                // Nobody listens any more; the work goes on all the same.
                Err(_) => return,
            }
        }
    }

    /// Tells how the job ended, after everything else.
    pub(super) async fn finish(self, outcome: Outcome) {
        let (waiting, mut left_out) = {
            let mut backlog = self.backlog.lock().unwrap_or_else(PoisonError::into_inner);
            (std::mem::take(&mut backlog.waiting), std::mem::take(&mut backlog.left_out))
        };
        for what in waiting {
            let left_out = std::mem::take(&mut left_out);
            let _ = self.events.send(Event::Happened { job: self.job, what, left_out }).await;
        }
        let outcome = Box::new(outcome);
        let _ = self.events.send(Event::Finished { job: self.job, outcome }).await;
    }
}

/// Whether something is soon outdated by the next of its kind.
fn is_passing(what: &Happening) -> bool {
    matches!(
        what,
        Happening::Activity(_)
            | Happening::Operation(
                OperationEvent::StatementStarted { .. }
                    | OperationEvent::StatementDone { .. }
                    | OperationEvent::SeedProgress { .. }
                    | OperationEvent::BatchProgress { .. }
                    | OperationEvent::BackupProgress { .. }
            )
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::revision::RevisionId;

    fn statement(number: usize) -> Happening {
        let (elapsed, sql) = (Duration::ZERO, "SELECT 1".into());
        Happening::Operation(OperationEvent::StatementDone { number, total: 9, line: 1, sql, elapsed, rows: 0 })
    }

    fn lost(revision: &str) -> Happening {
        Happening::Operation(OperationEvent::CommitLost { revision: RevisionId::unchecked(revision) })
    }

    #[tokio::test]
    async fn a_full_channel_leaves_out_passing_marks_and_nothing_else() {
        let (sender, mut receiver) = tokio::sync::mpsc::channel(2);
        let sink = Sink::new(JobId(7), sender);
        for what in [statement(1), statement(2), statement(3), lost("a"), statement(4), lost("b")] {
            sink.tell(what);
        }
        let failure = crate::worker::Failure::from(crate::worker::JobProblem::Busy);
        let end = tokio::spawn(sink.finish(Err(failure)));
        let mut seen = Vec::new();
        while let Some(event) = receiver.recv().await {
            seen.push(match event {
                Event::Happened { what, left_out, .. } => (Some(what), left_out),
                Event::Finished { job, .. } => {
                    assert_eq!(job, JobId(7));
                    (None, 0)
                }
            });
        }
        end.await.expect("no panic");
        let expected =
            [(Some(statement(1)), 0), (Some(statement(2)), 0), (Some(lost("a")), 2), (Some(lost("b")), 0), (None, 0)];
        assert_eq!(seen, expected);
    }

    #[tokio::test]
    async fn a_job_goes_on_when_nobody_listens() {
        let (sender, receiver) = tokio::sync::mpsc::channel(1);
        drop(receiver);
        let sink = Sink::new(JobId(1), sender);
        sink.tell(lost("a"));
        sink.finish(Err(crate::worker::Failure::from(crate::worker::JobProblem::Busy))).await;
    }
}
