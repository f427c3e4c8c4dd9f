//! The async core behind channels: [`Command`]s in, [`Event`]s out; nothing else crosses.
//!
//! A front end never waits for a database: it starts a job, goes on, and is told what happens. One job that writes runs at a time,
//! jobs that only read run beside it. Every job can be cancelled, and every job ends with exactly one [`Event::Finished`], also when
//! the database never answers and when goc itself fails.

mod command;
mod event;
mod failure;
mod look;
mod sink;
mod work;
mod workspace;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{self, Receiver, Sender, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinSet;
use tracing::warn;

pub use command::{Command, JobId, Look, Place, Request, Work};
pub use event::{Event, Happening, Opened, Outcome, Report};
pub use failure::{Failure, JobProblem};
pub use workspace::Settings;

use crate::database::{Stop, Urgency};
use crate::i18n::{Lang, safe};
use crate::operations::Events;
use sink::Sink;
use workspace::Workspace;

/// Events that may wait for a front end; see [`Sink`] for what happens beyond.
const EVENTS: usize = 1024;

/// How long a server has to cancel a statement and roll back before its connection is given up; as long as the command line waits.
const GRACE: Duration = Duration::from_secs(4);

/// The way to the worker. It ends when this is gone and its jobs have ended.
#[derive(Debug, Clone)]
pub struct Worker {
    // Commands come from a person's keys, and the loop that takes them never waits, so their number needs no bound.
    commands: UnboundedSender<Command>,
}

impl Worker {
    /// Starts a worker on the current tokio runtime.
    pub fn spawn(settings: Settings) -> (Worker, Receiver<Event>) {
        let (commands, inbox) = mpsc::unbounded_channel();
        let (events, outbox) = mpsc::channel(EVENTS);
        tokio::spawn(Desk::new(settings, events).run(inbox));
        (Worker { commands }, outbox)
    }

    /// Sends a command; never waits.
    pub fn send(&self, command: Command) {
        // The other end only goes after its last job, when there is nothing left to ask for.
        let _ = self.commands.send(command);
    }
}

/// A job at work.
struct Running {
    sink: Sink,
    stop: Stop,
    is_writing: bool,
}

/// What runs, and what it works with.
struct Desk {
    workspace: Arc<Workspace>,
    events: Sender<Event>,
    running: HashMap<JobId, Running>,
    jobs: JoinSet<(JobId, Outcome)>,
    /// Which job a task of `jobs` is, for one that panicked and cannot say so itself.
    tasks: HashMap<tokio::task::Id, JobId>,
}

impl Desk {
    fn new(settings: Settings, events: Sender<Event>) -> Desk {
        let workspace = Arc::new(Workspace::new(settings));
        Desk { workspace, events, running: HashMap::new(), jobs: JoinSet::new(), tasks: HashMap::new() }
    }

    async fn run(mut self, mut inbox: UnboundedReceiver<Command>) {
        let mut is_open = true;
        while is_open || !self.jobs.is_empty() {
            tokio::select! {
                command = inbox.recv(), if is_open => match command {
                    Some(Command::Start { job, request }) => self.start(job, request),
                    Some(Command::Stop { job, urgency }) => {
                        if let Some(running) = self.running.get(&job) {
                            running.stop.ask(urgency);
                        }
                    }
                    Some(Command::Shutdown { urgency }) => self.stop_all(urgency),
                    None => is_open = false,
                },
                Some(ended) = self.jobs.join_next_with_id() => self.ended(ended),
            }
        }
    }

    fn stop_all(&self, urgency: Urgency) {
        for running in self.running.values() {
            // Nobody is going to read what a look would find.
            running.stop.ask(if running.is_writing { urgency } else { Urgency::Now });
        }
    }

    fn start(&mut self, job: JobId, request: Request) {
        let sink = Sink::new(job, self.events.clone());
        let is_writing = request.is_writing();
        if is_writing && self.running.values().any(|running| running.is_writing) {
            self.jobs.spawn(async move { (job, Err(JobProblem::Busy.into())) });
            self.running.insert(job, Running { sink, stop: Stop::default(), is_writing: false });
            return;
        }
        let stop = Stop::default();
        let desk = JobDesk { workspace: self.workspace.clone(), sink: sink.clone(), stop: stop.clone() };
        let task = self.jobs.spawn(async move { (job, desk.perform(request).await) });
        self.tasks.insert(task.id(), job);
        self.running.insert(job, Running { sink, stop, is_writing });
    }

    fn ended(&mut self, ended: Result<(tokio::task::Id, (JobId, Outcome)), tokio::task::JoinError>) {
        let (task, job, outcome) = match ended {
            Ok((task, (job, outcome))) => (task, Some(job), outcome),
            Err(error) => {
                let task = error.id();
                let reason = match error.try_into_panic() {
                    Ok(panic) => panic_text(panic.as_ref()),
                    Err(error) => error.to_string(),
                };
                let reason = safe(&reason).into_owned();
                (task, self.tasks.get(&task).copied(), Err(JobProblem::Internal { reason }.into()))
            }
        };
        self.tasks.remove(&task);
        if let Some(running) = job.and_then(|job| self.running.remove(&job)) {
            if let Err(failure) = &outcome
                && running.is_writing
            {
                warn!(kind = failure.kind(), error = failure.say(Lang::En), "job failed");
            }
            // In a task of its own, so that a front end that is slow to read does not keep commands waiting.
            tokio::spawn(running.sink.finish(outcome));
        }
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}

/// What one job works with.
#[derive(Debug, Clone)]
struct JobDesk {
    workspace: Arc<Workspace>,
    sink: Sink,
    stop: Stop,
}

impl JobDesk {
    async fn perform(self, request: Request) -> Result<Report, Failure> {
        let stop = self.stop.clone();
        match request {
            Request::Look(request) => tokio::select! {
                outcome = look::perform(self, request) => outcome,
                () = stop.asked() => Err(JobProblem::Cancelled.into()),
            },
            // An operation ends by itself when it is asked to, unless the database does not answer any more.
            Request::Work(request) => tokio::select! {
                outcome = work::perform(self, request) => outcome,
                () = async { stop.now().await; tokio::time::sleep(GRACE).await } => {
                    Err(JobProblem::Unanswered { seconds: GRACE.as_secs() }.into())
                }
            },
        }
    }

    /// Events that go to the front end.
    fn events(&self) -> Events {
        let sink = self.sink.clone();
        Events::new(move |event| sink.tell(Happening::Operation(event)))
    }

    /// The context of a connection, made where reading files holds up nobody.
    async fn context(&self, connection: String) -> Result<crate::operations::Context, Failure> {
        let (workspace, events, stop) = (self.workspace.clone(), self.events(), self.stop.clone());
        self.blocking(move || workspace.context(&connection, events, stop)).await
    }

    /// Runs something that reads files or computes for long.
    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        match tokio::task::spawn_blocking(work).await {
            Ok(result) => result,
            Err(error) => {
                let reason =
                    error.try_into_panic().map_or_else(|_| "cancelled".to_owned(), |it| panic_text(it.as_ref()));
                Err(JobProblem::Internal { reason: safe(&reason).into_owned() }.into())
            }
        }
    }
}
