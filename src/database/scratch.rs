//! A database that is made for one piece of work and goes away with it.
//!
//! On PostgreSQL it stands beside the target on the same server, named `goc_rehearsal_…`; as long as it is used, a session holds an
//! advisory lock on its name, so that one whose maker died is known by its lock that nobody holds, and is dropped by the next one. On
//! SQLite it is a file in a folder of its own beside the target's, named by the process that made it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Connection, Database, DatabaseError, Target, identifier, literal};
use crate::config::PostgresTarget;

/// How every scratch database's name begins.
const PREFIX: &str = "goc_rehearsal_";

/// A scratch database, with what keeps it alive.
#[derive(Debug)]
pub struct Scratch {
    /// Where it is: to be used like any other.
    pub database: Database,
    /// A private folder: of the file on SQLite, and for whatever has to lie somewhere meanwhile.
    pub folder: PathBuf,
    /// The session that holds the lock.
    keeper: Option<Connection>,
}

impl Scratch {
    /// Makes one beside `beside`; `name` has to be new. What dead ones have left is dropped first.
    ///
    /// # Errors
    /// This login may not create databases, or the folder cannot be written to.
    pub async fn create(beside: &Database, name: &str) -> Result<Scratch, DatabaseError> {
        match &beside.target {
            Target::Sqlite(path) => {
                let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
                remove_dead_folders(parent);
                let folder = make_folder(parent, name)?;
                let target = Target::Sqlite(folder.join("rehearsal.db"));
                Ok(Scratch { database: Database { target, ..beside.clone() }, folder, keeper: None })
            }
            Target::Postgres(target) => {
                let folder = make_folder(&std::env::temp_dir(), name)?;
                let name = format!("{PREFIX}{name}");
                let scratch = PostgresTarget { database: name.clone(), ..(**target).clone() };
                let database = Database { target: Target::Postgres(Box::new(scratch)), ..beside.clone() };
                // An advisory lock holds within one database only, so all of them are taken in the same one.
                let mut keeper = beside.connect_for_maintenance(target).await?;
                drop_dead(&mut keeper).await?;
                keeper.execute(format!("SELECT pg_advisory_lock(hashtext({}))", literal(&name))).await?;
                if let Err(error) = database.create().await {
                    let _ = std::fs::remove_dir_all(&folder);
                    return Err(error);
                }
                Ok(Scratch { database, folder, keeper: Some(keeper) })
            }
        }
    }

    /// Drops it, whoever is connected.
    ///
    /// # Errors
    /// The server cannot be reached or refuses; the next rehearsal tries again.
    pub async fn remove(mut self) -> Result<(), DatabaseError> {
        remove_folder(&self.folder).await;
        let (Some(keeper), Target::Postgres(target)) = (&mut self.keeper, &self.database.target) else { return Ok(()) };
        drop_one(keeper, &target.database).await?;
        if let Some(keeper) = self.keeper {
            keeper.close().await;
        }
        Ok(())
    }
}

/// SQLite's thread may still be closing a file of a session that was cancelled, and makes and removes its journal meanwhile.
async fn remove_folder(folder: &Path) {
    for _ in 0..50 {
        match std::fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            _ => return,
        }
    }
}

/// A folder that only its owner may look into.
fn make_folder(parent: &Path, name: &str) -> Result<PathBuf, DatabaseError> {
    use std::os::unix::fs::DirBuilderExt;
    let folder = parent.join(format!(".{PREFIX}{}_{name}", std::process::id()));
    let made = std::fs::DirBuilder::new().mode(0o700).create(&folder);
    made.map_err(|error| DatabaseError::Io {
        file: crate::i18n::safe(&folder.to_string_lossy()).into_owned(),
        reason: crate::i18n::safe(&error.to_string()).into_owned(),
    })?;
    Ok(folder)
}

/// Removes folders whose process is gone.
fn remove_dead_folders(parent: &Path) {
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let pid = name.to_str().and_then(|name| name.strip_prefix('.')?.strip_prefix(PREFIX)?.split('_').next());
        let is_dead = |pid: &str| pid.parse::<u32>().is_ok() && !Path::new("/proc").join(pid).exists();
        if Path::new("/proc/self").exists() && pid.is_some_and(is_dead) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Drops databases of this login whose lock nobody holds.
async fn drop_dead(keeper: &mut Connection) -> Result<(), DatabaseError> {
    let rows = keeper
        .query(format!(
            "SELECT datname FROM pg_database WHERE starts_with(datname::text, {}) AND pg_has_role(datdba, 'MEMBER')",
            literal(PREFIX)
        ))
        .await?;
    for row in rows {
        let name = row.text(0);
        let held = format!("SELECT pg_try_advisory_lock(hashtext({}))", literal(name));
        if keeper.query(held).await?.first().is_some_and(|row| row.is_true(0)) {
            drop_one(keeper, name).await?;
            keeper.execute(format!("SELECT pg_advisory_unlock(hashtext({}))", literal(name))).await?;
        }
    }
    Ok(())
}

/// `DROP DATABASE … WITH (FORCE)` came with PostgreSQL 13.
async fn drop_one(keeper: &mut Connection, name: &str) -> Result<(), DatabaseError> {
    let end = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {} AND pid <> pg_backend_pid()",
        literal(name)
    );
    keeper.execute(end).await?;
    keeper.execute(format!("DROP DATABASE IF EXISTS {}", identifier(name))).await
}
