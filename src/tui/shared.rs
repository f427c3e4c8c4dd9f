//! What every tab and dialog may read. Only the app changes it.

use std::sync::Arc;
use std::time::Instant;

use super::job::JobView;
use super::theme::Theme;
use crate::config::{ConnectionSettings, DatabaseUrl, Environment};
use crate::database::probe::Diagnosis;
use crate::i18n::{Lang, Say};
use crate::operations::activity::Activity;
use crate::operations::migration::{Status, Survey};
use crate::operations::{Finding, Revisions};
use crate::revision::Engine;
use crate::worker::{Failure, Opened};

/// What is known about the database at hand, and how to show it.
#[derive(Debug)]
pub struct Shared {
    pub lang: Lang,
    pub theme: Theme,
    /// Which databases there are; `None` until they were read.
    pub opened: Option<Opened>,
    /// The name of the connection at hand.
    pub connection: Option<String>,
    /// The revisions; `None` until they were read.
    pub revisions: Option<Arc<Revisions>>,
    /// Where the database stands; `None` until it answered or refused.
    pub survey: Option<Result<Arc<Survey>, Failure>>,
    /// What is wrong; `None` until everything was looked at.
    pub findings: Option<Vec<Arc<Finding>>>,
    /// The connection's checks, from the same look as the findings.
    pub diagnosis: Option<Arc<Diagnosis>>,
    /// The newest job that writes or has written.
    pub job: Option<JobView>,
    /// What goes on in the database, while somebody works there and it is watched.
    pub activity: Option<Arc<Activity>>,
    /// The time of this frame, for what takes long.
    pub now: Instant,
}

impl Shared {
    pub fn new(lang: Lang, theme: Theme) -> Shared {
        Shared {
            lang,
            theme,
            opened: None,
            connection: None,
            revisions: None,
            survey: None,
            findings: None,
            diagnosis: None,
            job: None,
            activity: None,
            now: Instant::now(),
        }
    }

    /// A sentence in the language at hand.
    pub fn say(&self, sentence: impl Say) -> String {
        sentence.say(self.lang)
    }

    /// The settings of the connection at hand.
    pub fn settings(&self) -> Option<&ConnectionSettings> {
        let name = self.connection.as_deref()?;
        self.opened.as_ref()?.connections.iter().find(|known| known.name == name)
    }

    /// What kind of database it is.
    pub fn engine(&self) -> Option<Engine> {
        self.settings().map(|settings| match settings.url {
            DatabaseUrl::Postgres(_) => Engine::Postgres,
            DatabaseUrl::Sqlite(_) => Engine::Sqlite,
        })
    }

    /// How careful to be with the connection at hand.
    pub fn environment(&self) -> Environment {
        self.settings().map(|settings| settings.options.environment).unwrap_or_default()
    }

    /// The name that the database itself wants to hear before anything is taken away from it.
    pub fn mark(&self) -> Option<String> {
        self.status()?.mark.as_ref().map(|mark| mark.name.clone())
    }

    /// What has to be typed before something dangerous: the name of a protected database, else the connection's, in production.
    pub fn typed_name(&self) -> Option<String> {
        self.mark().or_else(|| self.production_name())
    }

    fn production_name(&self) -> Option<String> {
        (self.environment() == Environment::Production).then(|| self.connection.clone()).flatten()
    }

    /// Where the database stands, if it has answered.
    pub fn status(&self) -> Option<&Status> {
        Some(&self.survey.as_ref()?.as_ref().ok()?.status)
    }

    /// Whether a job is writing right now.
    pub fn is_writing(&self) -> bool {
        self.job.as_ref().is_some_and(JobView::is_running)
    }

    /// Why something that writes to the database cannot be started now.
    pub fn why_not_write(&self) -> Option<String> {
        if self.connection.is_none() {
            return Some(self.say(super::text::UiText::NoConnectionChosen));
        }
        self.why_busy().or_else(|| match &self.survey {
            Some(Err(failure)) => Some(failure.say(self.lang)),
            _ => None,
        })
    }

    /// Why another job cannot be started now.
    pub fn why_busy(&self) -> Option<String> {
        self.is_writing().then(|| self.say(super::text::UiText::Busy))
    }
}
