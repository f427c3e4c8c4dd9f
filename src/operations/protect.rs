//! `protect`: a mark in the database that a downgrade, a restore over it and a purging stamp have to name.

use super::migration::{new_run_id, now};
use super::{Context, Event, Trouble};
use crate::database::journal::{self, NewRun, Outcome};
use crate::database::mark::{Mark, guard};
use crate::database::{Access, Catalog, Connection, DatabaseError, WriterLock};
use crate::i18n::{problems, safe};

problems! {
    /// Why a mark was not set.
    pub enum ProtectProblem {
        /// There is one already, and it says something else.
        OtherName { name: String } = "protected" {
            en: ("the database is protected already, under the name `{name}`"),
            tr: ("veritabanı zaten korunuyor; adı `{name}`"),
            hint_en: ("take that protection away first: goc protect off {name}"),
            hint_tr: ("önce o korumayı kaldırın: goc protect off {name}"),
        }
        /// Nobody could type it.
        BadName = "bad_name" {
            en: ("the name of a protected database is one line of at most 60 characters, without blanks around it"),
            tr: ("korunan veritabanının adı tek satır, en çok 60 karakter olur; başında sonunda boşluk bulunmaz"),
            hint_en: ("choose a name that people type without a mistake, such as the store's: goc protect on kadikoy"),
            hint_tr: ("yanlışsız yazılacak bir ad seçin, örneğin mağazanınkini: goc protect on kadikoy"),
        }
    }
}

/// The longest name, in characters: it is typed by hand.
const LONGEST: usize = 60;

/// The database's mark, if it is protected. Changes nothing.
pub async fn read(context: &Context) -> Result<Option<Mark>, DatabaseError> {
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let mark = Mark::read(&mut connection, &catalog).await?;
    connection.close().await;
    Ok(mark)
}

/// Protects the database under a name; one that is protected under it stays as it is.
///
/// # Errors
/// [`ProtectProblem`], or the database refuses.
pub async fn protect(context: &Context, name: &str) -> Result<Mark, Trouble> {
    let is_typed = !name.is_empty() && name.trim() == name && name.chars().count() <= LONGEST && safe(name) == name;
    if !is_typed {
        return Err(Trouble::new(ProtectProblem::BadName));
    }
    let mark = Mark::new(name, &now());
    let mut connection = open(context).await?;
    let lock = take_lock(context, &mut connection).await?;
    let result = set(context, &mut connection, mark).await;
    close(connection, lock, result.is_err()).await;
    result
}

/// Takes the protection away, if `typed` is the name that it wants to hear. What it was; `None` when there was none.
///
/// # Errors
/// [`DatabaseError::Protected`], or the database refuses.
pub async fn release(context: &Context, typed: Option<&str>) -> Result<Option<Mark>, Trouble> {
    if read(context).await.map_err(Trouble::new)?.is_none() {
        return Ok(None);
    }
    let mut connection = open(context).await?;
    let lock = take_lock(context, &mut connection).await?;
    let result = clear(context, &mut connection, typed).await;
    close(connection, lock, result.is_err()).await;
    result
}

async fn open(context: &Context) -> Result<Connection, Trouble> {
    context.connect(Access::Write).await.map_err(Trouble::new)
}

async fn take_lock(context: &Context, connection: &mut Connection) -> Result<WriterLock, Trouble> {
    let events = context.events.clone();
    WriterLock::take(connection, &context.stop, &mut |holder| events.send(Event::Waiting { holder: holder.clone() }))
        .await
        .map_err(Trouble::new)
}

async fn close(mut connection: Connection, lock: WriterLock, failed: bool) {
    if failed {
        connection.rollback().await;
    }
    lock.release(&mut connection).await;
    connection.close().await;
}

async fn set(context: &Context, connection: &mut Connection, mark: Mark) -> Result<Mark, Trouble> {
    connection.begin("", &context.stop).await.map_err(Trouble::new)?;
    let catalog = Catalog::read(connection).await.map_err(Trouble::new)?;
    match Mark::read(connection, &catalog).await.map_err(Trouble::new)? {
        Some(there) if there.name == mark.name => {
            connection.rollback().await;
            return Ok(there);
        }
        Some(there) => return Err(Trouble::new(ProtectProblem::OtherName { name: safe(&there.name).into_owned() })),
        None => {}
    }
    commit(context, connection, &catalog, &format!("on {}", mark.name), &mark.set(&catalog)).await?;
    Ok(mark)
}

async fn clear(context: &Context, connection: &mut Connection, typed: Option<&str>) -> Result<Option<Mark>, Trouble> {
    connection.begin("", &context.stop).await.map_err(Trouble::new)?;
    let catalog = Catalog::read(connection).await.map_err(Trouble::new)?;
    guard(connection, &catalog, typed).await.map_err(Trouble::new)?;
    let Some(mark) = Mark::read(connection, &catalog).await.map_err(Trouble::new)? else {
        connection.rollback().await;
        return Ok(None);
    };
    commit(context, connection, &catalog, &format!("off {}", mark.name), &Mark::clear(&catalog)).await?;
    Ok(Some(mark))
}

/// Writes the change and its row in the journal: `goc log` tells who protected a shop, and who did no longer.
async fn commit(
    context: &Context,
    connection: &mut Connection,
    catalog: &Catalog,
    target: &str,
    change: &str,
) -> Result<(), Trouble> {
    let id = new_run_id();
    let time = now();
    let run = NewRun { id: &id, command: "protect", target, plan: &[] };
    let sql = format!(
        "{}{}{change}{}",
        journal::create(catalog),
        journal::start_run(catalog, &run, &time),
        journal::finish_run(catalog, &id, Outcome::Done, &time, None)
    );
    connection.commit(&sql, &context.stop).await.map_err(Trouble::new)?;
    context.events.done(&id, "protect", target);
    Ok(())
}
