//! The wanted schema: SQL files that are loaded into a scratch database, or a database that has it.

use std::path::{Path, PathBuf};

use super::SchemaProblem;
use crate::database::introspect::sqlite;
use crate::database::{Connection, Database, DatabaseError, Observer, Script, Statement, StatementDone, Stop, split};
use crate::i18n::{Lang, Say, safe};
use crate::operations::Trouble;
use crate::revision::{Engine, Source};

/// The name of the model beside revisions; it is no revision.
pub use crate::revision::MODEL_FILE;

/// Characters of a statement that an error shows.
const SHOWN: usize = 80;

/// Where the wanted schema is.
#[derive(Debug, Clone)]
pub enum Model {
    /// A file, or a folder of them.
    Files(PathBuf),
    /// A database that has it.
    Database(Box<Database>),
}

impl Model {
    /// The file beside the revisions.
    pub fn beside(source: &Source) -> Model {
        let folder = match source {
            Source::Directory(folder) => folder.clone(),
            // Where goc's own revisions would be written.
            Source::Builtin(_) | Source::Alembic(_) => PathBuf::from("migrations"),
        };
        Model::Files(folder.join(MODEL_FILE))
    }
}

/// The text of a model's file for one engine.
#[derive(Debug)]
pub(super) struct ModelText {
    file: String,
    /// With everything else blanked out, so that lines stay where they are.
    text: String,
}

impl ModelText {
    /// What a database's own schema was written as.
    pub(super) fn of_database(text: &str, engine: Engine) -> ModelText {
        ModelText { file: String::new(), text: section(text, engine) }
    }
}

/// Reads a model's file, or the files of a folder in the order of their names.
pub(super) fn read(path: &Path, engine: Engine) -> Result<Vec<ModelText>, Trouble> {
    let missing = |path: &Path, error: &std::io::Error| {
        let (file, reason) = (safe(&path.to_string_lossy()).into_owned(), safe(&error.to_string()).into_owned());
        Trouble::new(SchemaProblem::NoModel { file, reason })
    };
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let entries = std::fs::read_dir(path).map_err(|error| missing(path, &error))?;
        files = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|it| it == "sql"))
            .collect();
        files.sort();
        if files.is_empty() {
            let error = std::io::Error::from(std::io::ErrorKind::NotFound);
            return Err(missing(&path.join("*.sql"), &error));
        }
    }
    files
        .into_iter()
        .map(|file| {
            let bytes = std::fs::read(&file).map_err(|error| missing(&file, &error))?;
            let text = String::from_utf8(bytes).map_err(|error| {
                let reason = std::io::Error::new(std::io::ErrorKind::InvalidData, error.utf8_error());
                missing(&file, &reason)
            })?;
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            Ok(ModelText { file: safe(&file.to_string_lossy()).into_owned(), text: section(&text, engine) })
        })
        .collect()
}

/// What of a text is for `engine`: all of it without section lines, else the sections that name it or no engine. Lines that psql reads for
/// itself (`\restrict`, which `pg_dump` writes) are left out.
fn section(text: &str, engine: Engine) -> String {
    let mut is_ours = true;
    let mut copies = false;
    let mut section = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if let Some(directive) = line.strip_prefix("-- goc:") {
            let mut words = directive.split_whitespace();
            if matches!(words.next(), Some("upgrade" | "schema")) {
                is_ours = words.next().is_none_or(|word| word == engine.as_str());
            }
        }
        let is_for_psql =
            !copies && ["\\restrict", "\\unrestrict", "\\connect"].iter().any(|word| line.starts_with(word));
        if is_ours && !is_for_psql {
            copies = if copies {
                !line.starts_with("\\.")
            } else {
                line.starts_with("COPY ") && line.contains("FROM stdin")
            };
            section.push_str(line);
        } else {
            section.push('\n');
        }
    }
    section
}

/// A statement that is to be loaded.
struct Pending<'a> {
    text: &'a ModelText,
    statement: Statement,
}

impl Pending<'_> {
    fn sql(&self) -> &str {
        &self.text.text[self.statement.range.clone()]
    }
}

/// Loads texts into an empty database, whatever the order of their statements: what fails is tried again when others have succeeded.
///
/// # Errors
/// A statement that never succeeds, with its place and what the database says.
pub(super) async fn load(connection: &mut Connection, texts: &[ModelText], stop: &Stop) -> Result<(), Trouble> {
    let engine = connection.engine();
    let mut pending: Vec<Pending> = Vec::new();
    for text in texts {
        pending.extend(split(&text.text, engine).into_iter().map(|statement| Pending { text, statement }));
    }
    loop {
        let before = pending.len();
        let mut failed: Vec<(Pending, DatabaseError)> = Vec::new();
        let mut settings: Vec<Statement> = Vec::new();
        let mut of: Option<&ModelText> = None;
        for statement in pending {
            // Settings hold for the rest of their own file, every time it is gone through.
            if of.is_none_or(|of| !std::ptr::eq(of, statement.text)) {
                of = Some(statement.text);
                settings.clear();
            }
            if engine == Engine::Postgres && split::sets_session(&statement.text.text, &statement.statement, engine) {
                settings.push(statement.statement.clone());
                failed.push((statement, DatabaseError::Cancelled));
                continue;
            }
            let script = Script {
                text: &statement.text.text,
                statements: std::slice::from_ref(&statement.statement),
                settings: &settings,
            };
            match connection.run(script, stop, &mut Silent).await {
                Ok(()) => {}
                Err(failure) if failure.error == DatabaseError::Cancelled => return Err(Trouble::new(failure.error)),
                Err(failure) if is_of_no_interest(statement.sql(), &failure.error) => {}
                Err(failure) => failed.push((statement, failure.error)),
            }
        }
        if failed.len() == before && engine == Engine::Sqlite {
            failed = stood_in(connection, failed).await?;
        }
        let left = failed.iter().filter(|(_, error)| *error != DatabaseError::Cancelled).count();
        if left == 0 {
            return finish(connection, texts).await;
        }
        if failed.len() == before {
            let first = failed.into_iter().find(|(_, error)| *error != DatabaseError::Cancelled);
            return Err(first.map_or_else(
                || Trouble::new(DatabaseError::Cancelled),
                |(statement, error)| fault(&statement, &error, engine),
            ));
        }
        pending = failed.into_iter().map(|(statement, _)| statement).collect();
    }
}

/// What only the application's own SQLite could make is put there in another way; the rest is given back.
async fn stood_in<'a>(
    connection: &mut Connection,
    failed: Vec<(Pending<'a>, DatabaseError)>,
) -> Result<Vec<(Pending<'a>, DatabaseError)>, Trouble> {
    let mut left = Vec::new();
    for (statement, error) in failed {
        if !sqlite::stand_in(connection, statement.sql(), &error).await.map_err(Trouble::new)? {
            left.push((statement, error));
        }
    }
    Ok(left)
}

/// What is left to do when every statement has run.
async fn finish(connection: &mut Connection, texts: &[ModelText]) -> Result<(), Trouble> {
    let writes = |text: &ModelText| ["sqlite_schema", "sqlite_master"].iter().any(|name| text.text.contains(name));
    if connection.engine() == Engine::Sqlite && texts.iter().any(writes) {
        sqlite::read_catalogue_again(connection).await.map_err(Trouble::new)?;
    }
    Ok(())
}

fn fault(statement: &Pending, error: &DatabaseError, engine: Engine) -> Trouble {
    let text = split::one_line(&statement.text.text, &statement.statement, engine, SHOWN);
    let error = error.say(Lang::En);
    Trouble::new(if statement.text.file.is_empty() {
        SchemaProblem::CopyStatement { statement: text, error }
    } else {
        let (file, line) = (statement.text.file.clone(), statement.statement.line);
        SchemaProblem::ModelStatement { file, line, statement: text, error }
    })
}

/// Owners and rights of roles that this server does not have, and what every database has anyway.
fn is_of_no_interest(sql: &str, error: &DatabaseError) -> bool {
    let DatabaseError::Statement { code, message, .. } = error else { return false };
    // `.schema` of the sqlite3 shell, and what frameworks write with it, names SQLite's own tables, too.
    if message.starts_with("object name reserved for internal use: sqlite_") {
        return true;
    }
    let word = sql.split_whitespace().next().unwrap_or_default();
    let is_about_roles = ["GRANT", "REVOKE"].iter().any(|known| word.eq_ignore_ascii_case(known))
        || sql.contains(" OWNER TO ")
        || sql.contains("DEFAULT PRIVILEGES");
    // undefined_object, insufficient_privilege, duplicate_schema
    (is_about_roles && matches!(code.as_str(), "42704" | "42501")) || (code == "42P06" && sql.contains("public"))
}

/// Nobody watches a scratch database.
pub(super) struct Silent;

impl Observer for Silent {
    fn started(&mut self, _: usize, _: usize) {}
    fn done(&mut self, _: StatementDone) {}
    fn blocked(&mut self, _: &[crate::database::Blocker]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_without_sections_is_for_both_engines() {
        assert_eq!(section("CREATE TABLE a (i int);\n", Engine::Sqlite), "CREATE TABLE a (i int);\n");
    }

    #[test]
    fn the_sections_of_the_other_engine_are_left_out_and_lines_stay_where_they_are() {
        let text = "-- goc:upgrade postgres\nP;\n-- goc:upgrade sqlite\nS;\n-- goc:upgrade\nB;\n";
        assert_eq!(section(text, Engine::Sqlite), "\n\n-- goc:upgrade sqlite\nS;\n-- goc:upgrade\nB;\n");
        assert_eq!(section("\\restrict abc\nCREATE;\n", Engine::Postgres), "\nCREATE;\n");
    }
}
