//! The SQL of one step, ready to run, and the checks that come before anything runs.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::batch::{self, ScriptBatch};

use crate::database::Script;
use crate::database::split::{
    Statement, drops_table, line_of, meta_command, one_line, refused_in_transaction, sets_session, split,
    transaction_control,
};
use crate::i18n::safe;
use crate::operations::{MigrationError, Revisions, StepProblem};
use crate::revision::{Engine, RevisionFile, Section, Step, Untranslated};

/// What a step runs.
#[derive(Debug)]
pub struct StepScript {
    /// The file's name, for messages.
    pub file: String,
    text: String,
    range: Range<usize>,
    statements: Vec<Statement>,
    /// Those of them that change settings of the session.
    settings: Vec<Statement>,
    first_line: u32,
    /// Whether the step is one transaction.
    pub transaction: bool,
    /// Why there is no way back, if the file says so.
    pub irreversible: Option<String>,
    /// Statements that run in key ranges.
    batches: Vec<ScriptBatch>,
    /// What nobody has translated yet.
    untranslated: Vec<Untranslated>,
    engine: Engine,
}

impl StepScript {
    /// Reads the section that `step` needs, ready to run.
    ///
    /// # Errors
    /// The file is no longer the one that the plan was made from, or cannot be run as it is written.
    pub fn load(revisions: &Revisions, step: &Step, engine: Engine) -> Result<StepScript, MigrationError> {
        let script = StepScript::read(revisions, step, engine)?;
        script.check(&step.revision)?;
        Ok(script)
    }

    /// Reads the section that `step` needs, whether it can be run or not: see [`StepScript::check`].
    ///
    /// # Errors
    /// There is no section, or the file is no longer the one that the plan was made from.
    pub fn read(revisions: &Revisions, step: &Step, engine: Engine) -> Result<StepScript, MigrationError> {
        revisions.runnable()?;
        let file = file_of(revisions, step)?;
        let name = file.file_name();
        let section = file.section_for(step.direction, engine).ok_or_else(|| StepProblem::NoSection {
            revision: safe(&step.revision).into_owned(),
            file: name.clone(),
            direction: step.direction,
            engine: engine.to_string(),
        })?;
        let text = revisions.source.read_text(file)?;
        Ok(StepScript::of(name, section, text, engine))
    }

    /// A section of a file's text, ready to be checked.
    pub fn of(file: String, section: &Section, text: String, engine: Engine) -> StepScript {
        let statements = split(section.sql(&text), engine);
        let sets = |statement: &&Statement| sets_session(section.sql(&text), statement, engine);
        let settings = statements.iter().filter(sets).cloned().collect();
        StepScript {
            range: section.range.clone(),
            first_line: section.first_line,
            transaction: section.transaction,
            irreversible: section.irreversible.clone(),
            batches: section
                .batches
                .iter()
                .map(|directive| ScriptBatch::of(directive, &statements, section.range.start))
                .collect(),
            untranslated: section.untranslated.clone(),
            file,
            statements,
            settings,
            text,
            engine,
        }
    }

    /// Refuses what has no way back, what goc cannot do, and what would break the promise that a step is whole.
    pub fn check(&self, revision: &str) -> Result<(), StepProblem> {
        if let Some(why) = &self.irreversible {
            return Err(StepProblem::Irreversible {
                revision: safe(revision).into_owned(),
                file: self.file.clone(),
                why: safe(why).into_owned(),
            });
        }
        self.check_statements(revision)
    }

    /// The same without the way back: for a text that is written and not run.
    pub fn check_statements(&self, revision: &str) -> Result<(), StepProblem> {
        if let Some(first) = self.untranslated.first() {
            return Err(StepProblem::Untranslated {
                revision: safe(revision).into_owned(),
                place: format!("{}:{}", self.file, first.line),
                sources: self.untranslated.iter().map(|one| safe(&one.source).into_owned()).collect(),
            });
        }
        let text = self.sql();
        batch::check(self, revision)?;
        for (index, statement) in self.statements.iter().enumerate() {
            let revision = || safe(revision).into_owned();
            let place = || self.place(index);
            if self.engine == Engine::Postgres
                && let Some(command) = meta_command(text, statement)
            {
                return Err(StepProblem::MetaCommand {
                    revision: revision(),
                    place: place(),
                    command: safe(&command).into_owned(),
                });
            }
            // Without a transaction of goc's own a BEGIN would open one that nothing closes.
            if let Some(command) = transaction_control(text, statement, self.engine) {
                return Err(StepProblem::TransactionControl {
                    revision: revision(),
                    place: place(),
                    command: command.to_owned(),
                });
            }
            if self.transaction
                && let Some(command) = refused_in_transaction(text, statement, self.engine)
            {
                return Err(StepProblem::NeedsNoTransaction {
                    revision: revision(),
                    place: place(),
                    command: command.to_owned(),
                });
            }
        }
        Ok(())
    }

    /// The section's text.
    pub fn sql(&self) -> &str {
        &self.text[self.range.clone()]
    }

    /// The section's text for a script that goes on behind it: up to its last statement, and that with its end. What follows in
    /// the file can only be comments, and the last of them may have no end and swallow the rest.
    pub fn closed_sql(&self) -> String {
        let Some(last) = self.statements.last() else { return String::new() };
        if !self.batches.is_empty() {
            return self.closed_whole();
        }
        match &last.copy_data {
            Some(rows) => {
                let text = &self.sql()[..rows.end];
                format!("{text}{}\\.\n", if text.ends_with('\n') { "" } else { "\n" })
            }
            // SQLite would keep white space before the semicolon as part of an index.
            None => format!("{};\n", &self.sql()[..last.range.end]),
        }
    }

    /// [`StepScript::closed_sql`] with every batch as one statement over all keys: whoever runs the script has no ranges.
    fn closed_whole(&self) -> String {
        let mut text = String::new();
        let mut from = 0;
        for (index, statement) in self.statements.iter().enumerate() {
            if self.batch(index).is_some() {
                text.push_str(&self.sql()[from..statement.range.start]);
                text.push_str(&batch::whole(self, index));
                from = statement.range.end;
            }
        }
        let end =
            self.statements.last().map_or(0, |last| last.copy_data.as_ref().map_or(last.range.end, |rows| rows.end));
        text.push_str(&self.sql()[from..end.max(from)]);
        match self.statements.last().and_then(|last| last.copy_data.as_ref()) {
            Some(_) => format!("{text}{}\\.\n", if text.ends_with('\n') { "" } else { "\n" }),
            None => format!("{text};\n"),
        }
    }

    /// The directives `-- goc:batch`, in order.
    pub fn batches(&self) -> &[ScriptBatch] {
        &self.batches
    }

    /// The directive of a statement that runs in key ranges.
    pub fn batch(&self, index: usize) -> Option<&ScriptBatch> {
        self.batches.iter().find(|batch| batch.statement == Some(index))
    }

    /// Which engine it is written for.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// What to give to a connection.
    pub fn script(&self) -> Script<'_> {
        Script { text: self.sql(), statements: &self.statements, settings: &[] }
    }

    /// A part of it, to be run apart from what comes before: a `SET` there holds until the end of the step.
    pub fn part(&self, range: Range<usize>) -> Script<'_> {
        let start = self.statements.get(range.start).map_or(usize::MAX, |statement| statement.range.start);
        let before = self.settings.partition_point(|setting| setting.range.start < start);
        Script { settings: &self.settings[..before], ..self.script().slice(range) }
    }

    /// The line of the file that the section's text begins on.
    pub fn first_line(&self) -> u32 {
        self.first_line
    }

    /// The statements, as places in [`StepScript::sql`].
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// Number of statements.
    pub fn len(&self) -> usize {
        self.statements.len()
    }

    /// The line of a statement, or of a byte of the section, in the file.
    pub fn line(&self, index: usize, byte: Option<usize>) -> u32 {
        let in_section = match byte {
            Some(byte) => line_of(self.sql(), byte),
            None => self.statements.get(index).map_or(1, |statement| statement.line),
        };
        self.first_line + in_section - 1
    }

    /// `file:line` of a statement.
    pub fn place(&self, index: usize) -> String {
        format!("{}:{}", self.file, self.line(index, None))
    }

    /// The beginning of a statement, on one line, for messages.
    pub fn excerpt(&self, index: usize) -> String {
        const CELLS: usize = 120;
        self.one_line(index, CELLS)
    }

    /// The beginning of a statement, on one line of at most so many cells, harmless to draw.
    pub fn one_line(&self, index: usize, cells: usize) -> String {
        self.statements.get(index).map_or_else(String::new, |one| one_line(self.sql(), one, self.engine, cells))
    }

    /// What the engine would refuse inside a transaction, by name.
    pub fn refused_in_transaction(&self, index: usize) -> Option<&'static str> {
        self.statements.get(index).and_then(|statement| refused_in_transaction(self.sql(), statement, self.engine))
    }

    /// The index that a statement builds concurrently, as it is written there.
    pub fn concurrent_index(&self, index: usize) -> Option<String> {
        let statement = self.statements.get(index)?;
        match self.engine {
            Engine::Postgres => crate::database::split::creates_index_concurrently(self.sql(), statement),
            Engine::Sqlite => None,
        }
    }

    /// Whether the step drops a table, and so may rebuild one as SQLite documents it, with foreign keys off
    /// (sqlite.org/lang_altertable.html, section 7): dropping a table deletes its rows, and that would reach into other tables.
    pub fn rebuilds_tables(&self) -> bool {
        self.engine == Engine::Sqlite
            && self.statements.iter().any(|statement| drops_table(self.sql(), statement, self.engine))
    }

    /// A fingerprint of the first `count` statements, so that only the same work is ever continued.
    pub fn done_checksum(&self, count: usize) -> String {
        let mut hasher = Sha256::new();
        for index in 0..count.min(self.len()) {
            let statement = self.script().statement(index);
            hasher.update((statement.len() as u64).to_be_bytes());
            hasher.update(statement.as_bytes());
        }
        hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The file of a step's revision.
pub fn file_of<'a>(revisions: &'a Revisions, step: &Step) -> Result<&'a RevisionFile, MigrationError> {
    let node = revisions.graph.by_id(&step.revision).expect("a plan only holds ids from the graph");
    Ok(revisions.graph.file(node))
}

/// Reads every step of a plan once, so that a fault in the last one is found before the first one runs.
pub fn check_steps(
    revisions: &Revisions,
    steps: &[Step],
    engine: Engine,
    single_transaction: bool,
) -> Result<(), MigrationError> {
    for step in steps {
        let script = StepScript::load(revisions, step, engine)?;
        if single_transaction && !script.transaction {
            return Err(StepProblem::NotInOneTransaction {
                revision: safe(&step.revision).into_owned(),
                file: script.file,
            }
            .into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::revision::{Direction, RevisionId, Source};

    #[test]
    fn a_script_goes_on_behind_whatever_a_section_ends_with() {
        for (engine, body, closed) in [
            (Engine::Sqlite, "SELECT 1; /* no end", "SELECT 1;\n"),
            (Engine::Postgres, "SELECT 1\n-- the end", "SELECT 1;\n"),
            (Engine::Postgres, "SELECT 1 ;;\n", "SELECT 1;\n"),
            (Engine::Postgres, "COPY t FROM stdin;\n1\n2\n\\.\n", "COPY t FROM stdin;\n1\n2\n\\.\n"),
            (Engine::Postgres, "COPY t FROM stdin;\n1\n2", "COPY t FROM stdin;\n1\n2\n\\.\n"),
            (Engine::Sqlite, "-- nothing", ""),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let text = format!("-- revision: a\n\n-- goc:upgrade\n{body}");
            std::fs::write(folder.path().join("a.sql"), text).expect("a file");
            let revisions = Revisions::load(Source::Directory(folder.path().to_owned()));
            let revision = RevisionId::unchecked("a");
            let step = Step { revision, direction: Direction::Upgrade, removes: Vec::new(), adds: Vec::new() };
            let script = StepScript::load(&revisions, &step, engine).expect("a script");
            assert_eq!(script.closed_sql(), closed);
        }
    }
}
