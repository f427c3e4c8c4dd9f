//! What has to be true of every pair of schemas.

use goc::database::introspect::sqlite::{Schema, statements};
use goc::operations::schema::sqlite::difference;
use goc::operations::schema::{Difference, Options};

use super::catalogue::catalogue;
use super::database::{Sqlite, script};
use super::rows::{Rows, fill};

/// What a pair is like.
#[derive(Debug, Clone, Copy, Default)]
pub struct Expected {
    /// Both sides mean the same.
    pub same: bool,
    /// Rows are refused, and everything stays as it was.
    pub refused: bool,
    /// No table is made anew.
    pub altered: bool,
    /// Nobody knows whether they are the same.
    pub unknown: bool,
    /// Rows may be refused, in either direction, since they do not fit.
    pub refusable: bool,
}

/// Checks a pair in both directions; says what is wrong.
pub async fn check(before: &str, after: &str, expected: Expected) -> Result<(), String> {
    let mut database = Sqlite::with(before).await;
    let mut model = Sqlite::with(after).await;
    let from = database.read().await;
    let to = model.read().await;
    copies(&to).await?;
    fill(&mut database, &from).await;
    let upgrade = difference(&from, &to, &Options::default());
    let sql = script(&upgrade);
    let fail = |what: &str| Err(format!("{what}\n--- upgrade ---\n{sql}"));
    if upgrade.is_empty() != upgrade.blocks.is_empty() {
        return fail(&format!("changes without statements, or the other way round: {:?}", upgrade.changes));
    }
    if !expected.unknown && expected.same != upgrade.is_empty() {
        return fail(&format!("same: {}, but {:?}", expected.same, upgrade.changes));
    }
    let is_rebuilt = sql.contains("CREATE TABLE goc_new_") || sql.contains("CREATE TABLE \"goc_new_");
    if !expected.unknown && expected.altered && is_rebuilt {
        return fail("another way was expected");
    }
    let original = catalogue(&mut database, true).await;
    let old_rows = Rows::of(&mut database, &from, &to).await;
    match (database.run(&upgrade).await, expected.refused) {
        (Ok(()), false) => {}
        (Ok(()), true) => return fail("nothing was refused"),
        (Err(_), true) => {
            let now = catalogue(&mut database, true).await;
            return if now == original { Ok(()) } else { fail("something is left behind") };
        }
        (Err(error), false) if expected.refusable && is_about_rows(&error) => {
            let now = catalogue(&mut database, true).await;
            return if now == original { Ok(()) } else { fail("something is left behind") };
        }
        (Err(error), false) => return fail(&error),
    }
    same_catalogue(&mut database, &mut model, !upgrade.is_empty() && !expected.unknown)
        .await
        .or_else(|what| fail(&what))?;
    let new_rows = Rows::of(&mut database, &to, &from).await;
    if old_rows != new_rows {
        return fail(&format!("rows:\n{old_rows:#?}\n{new_rows:#?}"));
    }
    let now = database.read().await;
    settled(&now, &to).or_else(|what| fail(&what))?;
    let downgrade = difference(&to, &from, &Options::default());
    let sql = format!("{sql}--- downgrade ---\n{}", script(&downgrade));
    let fail = |what: &str| Err(format!("{what}\n--- upgrade ---\n{sql}"));
    if let Err(error) = database.run(&downgrade).await {
        return if expected.refusable && is_about_rows(&error) { Ok(()) } else { fail(&error) };
    }
    let mut old = Sqlite::with(before).await;
    same_catalogue(&mut database, &mut old, !expected.unknown).await.or_else(|what| fail(&what))?;
    settled(&database.read().await, &from).or_else(|what| fail(&what))?;
    let rows = Rows::of(&mut database, &from, &to).await;
    if rows != old_rows {
        return fail(&format!("rows after the downgrade:\n{old_rows:#?}\n{rows:#?}"));
    }
    Ok(())
}

/// Whether an error says that values do not fit, and not that a statement makes no sense.
fn is_about_rows(error: &str) -> bool {
    ["UNIQUE constraint failed", "cannot store", "datatype mismatch"].iter().any(|words| error.contains(words))
}

/// A second difference is empty, in both directions.
fn settled(now: &Schema, wanted: &Schema) -> Result<(), String> {
    let again: Vec<Difference> = [(now, wanted), (wanted, now)]
        .into_iter()
        .map(|(from, to)| difference(from, to, &Options::default()))
        .filter(|difference| !difference.is_empty() || !difference.blocks.is_empty())
        .collect();
    if again.is_empty() { Ok(()) } else { Err(format!("not settled: {again:#?}")) }
}

/// A schema's statements make the same schema.
async fn copies(schema: &Schema) -> Result<(), String> {
    let mut copy = Sqlite::new().await;
    for statement in statements(schema) {
        copy.execute(&statement).await.map_err(|error| format!("a copy: {error}\n{statement}"))?;
    }
    settled(&copy.read().await, schema)
}

async fn same_catalogue(one: &mut Sqlite, other: &mut Sqlite, with_texts: bool) -> Result<(), String> {
    let (one, other) = (catalogue(one, with_texts).await, catalogue(other, with_texts).await);
    if one == other {
        return Ok(());
    }
    let only = |of: &[String], not: &[String], sign: &str| -> String {
        of.iter().filter(|line| !not.contains(line)).map(|line| format!("{sign} {line}\n")).collect()
    };
    Err(format!("catalogues differ:\n{}{}", only(&one, &other, "-"), only(&other, &one, "+")))
}
