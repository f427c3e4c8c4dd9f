//! What signals ask of running work (DESIGN, section 5).

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use tokio::signal::unix::{SignalKind, signal};

use crate::database::{Stop, Urgency};

/// Remembers which signal asked for the end.
#[derive(Debug, Clone, Default)]
pub struct Signals(Arc<AtomicU8>);

pub const SIGHUP: u8 = 1;
const SIGINT: u8 = 2;
const SIGTERM: u8 = 15;

impl Signals {
    /// Listens from now on, in a task of its own. A lost line (SIGHUP) lets the running step finish; Ctrl-C and SIGTERM cancel it.
    pub fn listen(stop: &Stop) -> std::io::Result<Signals> {
        let signals = Signals::default();
        let mut hangup = signal(SignalKind::hangup())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let (seen, stop) = (signals.clone(), stop.clone());
        tokio::spawn(async move {
            loop {
                let (number, urgency) = tokio::select! {
                    _ = hangup.recv() => (SIGHUP, Urgency::AfterStep),
                    _ = interrupt.recv() => (SIGINT, Urgency::Now),
                    _ = terminate.recv() => (SIGTERM, Urgency::Now),
                };
                seen.0.store(number, Ordering::Relaxed);
                stop.ask(urgency);
            }
        });
        Ok(signals)
    }

    /// What the program exits with when a signal ended its work: 128 and the signal's number.
    pub fn exit_code(&self) -> Option<u8> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            number => Some(128 + number),
        }
    }
}
