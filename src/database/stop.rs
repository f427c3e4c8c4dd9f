//! Asking running work to end, with two strengths.

use std::sync::Arc;

use tokio::sync::watch;

/// How urgently work has to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Urgency {
    /// Go on.
    #[default]
    None,
    /// Finish the running step, then stop: the line was lost.
    AfterStep,
    /// Cancel the running statement and roll its step back: a person asked.
    Now,
}

/// Shared between who asks and who works. Cheap to clone; asking again can only make it more urgent.
#[derive(Debug, Clone)]
pub struct Stop(Arc<watch::Sender<Urgency>>);

impl Default for Stop {
    fn default() -> Self {
        Stop(Arc::new(watch::Sender::new(Urgency::None)))
    }
}

impl Stop {
    /// Asks for the end.
    pub fn ask(&self, urgency: Urgency) {
        self.0.send_if_modified(|current| {
            let rises = urgency > *current;
            if rises {
                *current = urgency;
            }
            rises
        });
    }

    /// What has been asked so far.
    pub fn urgency(&self) -> Urgency {
        *self.0.borrow()
    }

    /// Whether another step may begin.
    pub fn is_asked(&self) -> bool {
        self.urgency() > Urgency::None
    }

    /// Waits until somebody asks to cancel now; for ever, if nobody does.
    pub async fn now(&self) {
        let mut receiver = self.0.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        let _ = receiver.wait_for(|urgency| *urgency == Urgency::Now).await;
    }

    /// Waits until somebody asks for the end, however urgently; for ever, if nobody does.
    pub async fn asked(&self) {
        let mut receiver = self.0.subscribe();
        let _ = receiver.wait_for(|urgency| *urgency > Urgency::None).await;
    }

    /// Sleeps, but not past a request to end of any strength. Returns whether the time passed undisturbed.
    pub async fn sleep(&self, duration: std::time::Duration) -> bool {
        tokio::select! {
            () = self.asked() => false,
            () = tokio::time::sleep(duration) => true,
        }
    }
}
