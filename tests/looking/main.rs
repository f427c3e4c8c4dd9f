//! What the library tells a screen: how databases are, what a plan would cost, what happens while it runs.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod accept;
mod activity;
mod events;
mod files;
mod impact;
mod jobs;
mod lint;
mod overview;
#[path = "../support/mod.rs"]
mod support;

use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use goc::config::{ConnectionConfig, ConnectionSettings, DatabaseUrl, Origin};
use goc::database::{Database, Stop};
use goc::operations::backup::BackupPolicy;
use goc::operations::{Context, Events, Revisions};
use goc::revision::Source;

/// A database named `test` with the revisions of a folder; its backups lie in `backups` beside that folder.
fn context(url: &str, migrations: &Path) -> Context {
    let settings = ConnectionSettings {
        name: "test".to_owned(),
        url: DatabaseUrl::parse(url).unwrap(),
        options: ConnectionConfig {
            backup_folder: Some(migrations.with_file_name("backups")),
            ..ConnectionConfig::default()
        },
        origin: Origin::Argument,
    };
    Context {
        database: Database::new(&settings).unwrap(),
        revisions: Arc::new(Revisions::load(Source::Directory(migrations.to_owned()))),
        events: Events::default(),
        stop: Stop::default(),
        patience: Duration::ZERO,
        typed_mark: None,
        protects: settings.protects(),
        backup: BackupPolicy::new(&settings),
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
