//! A seed set as data, and where seed sets come from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{SeedError, SeedFileProblem, SeedProblem, shown};
use super::file;
use super::question::Question;
use crate::config::Config;
use crate::i18n::{safe, suggestion};
use crate::revision::{BuiltinFile, Source};

macro_rules! builtin {
    ($($name:literal),* $(,)?) => {
        &[$(BuiltinFile { name: $name, text: include_str!(concat!("../../../seeds/", $name)) }),*]
    };
}

/// SONTECHSP's seeds, so that one file copied to a store server is a complete tool.
pub const BUILTIN: &[BuiltinFile] = builtin![
    "01_yetkiler.toml",
    "02_roller.toml",
    "03_rol_yetkileri.toml",
    "04_firma.toml",
    "05_magaza.toml",
    "06_terminal.toml",
    "07_yonetici.toml",
    "08_yonetici_rolu.toml",
];

/// One file of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct SeedSet {
    /// The file's name without `.toml`.
    pub name: String,
    /// The file's name for people.
    pub file: String,
    /// The table that the rows belong to.
    pub table: String,
    /// Where `table` stands in the file.
    pub table_line: usize,
    /// The columns that find an existing row; with none, any row of the table is the existing one.
    pub key: Vec<String>,
    /// What happens to a row that is there and differs.
    pub on_existing: OnExisting,
    /// What a row has that does not say otherwise.
    pub defaults: Vec<Field>,
    /// The rows.
    pub rows: Rows,
}

/// What happens to a row that is there and differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OnExisting {
    /// It stays as it is: a shop's own edits win.
    #[default]
    Keep,
    /// It becomes as the set has it.
    Update,
}

/// Rows in the file itself, or in a CSV file beside it.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// In the file, with the defaults filled in.
    Inline(Vec<Row>),
    /// Beside it.
    Csv(CsvFile),
}

/// A CSV file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvFile {
    /// Its name for people.
    pub file: String,
    pub(super) place: CsvPlace,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CsvPlace {
    Path(PathBuf),
    Builtin(&'static str),
}

/// A row of a seed file.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where it begins.
    pub line: usize,
    /// Its columns, in the order of the file, the defaults behind them.
    pub fields: Vec<Field>,
}

/// A column of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The column.
    pub column: String,
    /// Where it stands.
    pub line: usize,
    /// What it gets.
    pub value: Value,
}

/// What a column gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number as it is written.
    Number(String),
    /// True or false.
    Boolean(bool),
    /// A date or a time as TOML writes it (RFC 3339).
    Time(String),
    /// A column of another row.
    Lookup(Lookup),
    /// An answer.
    Ask(Question),
    /// The hash of an answer.
    Argon2id(Question),
    /// The database's time when the row is written.
    Now,
}

/// Which row is meant, and which of its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookup {
    /// The table of the row.
    pub table: String,
    /// The column that is wanted; its primary key when none is named.
    pub column: Option<String>,
    /// What the row has; without any, the table has one row.
    pub conditions: Vec<Field>,
}

/// Seed sets, and why other files are none.
#[derive(Debug, Clone)]
pub struct Seeds {
    /// Where they come from.
    pub source: Source,
    /// In file order, which is the order of loading.
    pub sets: Vec<SeedSet>,
    /// The faults of files that could not be used.
    pub problems: Vec<SeedFileProblem>,
}

impl Seeds {
    /// Where seeds come from: the folder given, that of the configuration, `./seeds`, else those built in.
    pub fn source(folder: Option<PathBuf>, config: &Config) -> Source {
        let configured = || config.file.as_ref().and_then(|file| file.seeds.clone());
        let here = || {
            let folder = PathBuf::from("seeds");
            folder.is_dir().then_some(folder)
        };
        folder.or_else(configured).or_else(here).map_or(Source::Builtin(BUILTIN), Source::Directory)
    }

    /// Reads every `*.toml` directly inside the source, in byte order of the names.
    pub fn load(source: Source) -> Seeds {
        let mut seeds = Seeds { source, sets: Vec::new(), problems: Vec::new() };
        match seeds.source.clone() {
            Source::Builtin(files) => {
                for file in files.iter().filter(|file| file.name.ends_with(".toml")) {
                    let place = |name: &str| {
                        let csv = files.iter().find(|file| file.name == name)?;
                        Some(CsvPlace::Builtin(csv.text))
                    };
                    seeds.take(file::parse(Path::new(file.name), file.text, &place));
                }
            }
            Source::Directory(folder) => seeds.read_folder(&folder),
            // Alembic has no seeds; `source` never finds any there.
            Source::Alembic(_) => {}
        }
        seeds.check_questions();
        seeds
    }

    fn read_folder(&mut self, folder: &Path) {
        let names = fs::read_dir(folder).and_then(|entries| {
            let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
            names.collect::<Result<Vec<_>, _>>()
        });
        let mut names = match names {
            Ok(names) => names,
            Err(error) => {
                let (directory, reason) = (shown(&folder.to_string_lossy()), shown(&error.to_string()));
                return self.problems.push(SeedFileProblem::UnreadableDirectory { directory, reason });
            }
        };
        names.retain(|name| name.as_encoded_bytes().ends_with(b".toml") && !name.as_encoded_bytes().starts_with(b"."));
        names.sort_unstable_by(|a, b| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
        for name in names {
            let path = folder.join(&name);
            match read(&path) {
                Ok(text) => {
                    let place = |name: &str| {
                        let path = folder.join(name);
                        path.is_file().then_some(CsvPlace::Path(path))
                    };
                    self.take(file::parse(&path, &text, &place));
                }
                Err(reason) => {
                    let file = safe(&name.to_string_lossy()).into_owned();
                    self.problems.push(SeedFileProblem::Unreadable { file, reason });
                }
            }
        }
    }

    fn take(&mut self, set: Result<SeedSet, Vec<SeedFileProblem>>) {
        match set {
            Ok(set) => self.sets.push(set),
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// A question that is a password somewhere is none that may be stored as it is elsewhere.
    fn check_questions(&mut self) {
        let secret: BTreeSet<String> =
            self.mentions().filter(|(_, _, q)| q.secret).map(|(_, _, q)| q.key.clone()).collect();
        let plain: Vec<_> = self
            .mentions()
            .filter(|(_, _, question)| !question.secret && secret.contains(&question.key))
            .map(|(set, line, question)| (set.file.clone(), line, shown(&question.key)))
            .collect();
        let problems = plain.into_iter().map(|(file, line, key)| SeedFileProblem::PlainPassword { file, line, key });
        self.problems.extend(problems);
    }

    /// Every mention of a question with its set and line, in file order.
    fn mentions(&self) -> impl Iterator<Item = (&SeedSet, usize, &Question)> {
        self.sets.iter().flat_map(|set| set.mentions().into_iter().map(move |(line, question)| (set, line, question)))
    }

    /// The sets, if every file is fine.
    ///
    /// # Errors
    /// Every fault of every file.
    pub fn checked(&self) -> Result<&[SeedSet], SeedError> {
        if self.problems.is_empty() { Ok(&self.sets) } else { Err(SeedError::Files(self.problems.clone())) }
    }

    /// The sets of these names in file order; all of them without names. The number in front of a name may be left out.
    ///
    /// # Errors
    /// A file that cannot be used, or a name that no set has.
    pub fn chosen(&self, names: &[String]) -> Result<Vec<&SeedSet>, SeedError> {
        let sets = self.checked()?;
        for name in names {
            if !sets.iter().any(|set| set.is_named(name)) {
                let known: Vec<String> = sets.iter().map(|set| set.name.clone()).collect();
                let nearest = suggestion(name, sets.iter().map(SeedSet::short_name)).map(str::to_owned);
                return Err(SeedProblem::UnknownSet { given: shown(name), nearest, known }.into());
            }
        }
        let is_chosen = |set: &&SeedSet| names.is_empty() || names.iter().any(|name| set.is_named(name));
        Ok(sets.iter().filter(is_chosen).collect())
    }
}

/// Every distinct question that the sets ask, in file order.
pub fn questions(seeds: &Seeds) -> Vec<Question> {
    questions_of(seeds.mentions().map(|(_, _, question)| question))
}

pub(super) fn questions_of<'a>(mentions: impl Iterator<Item = &'a Question>) -> Vec<Question> {
    let mut order: Vec<Question> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for question in mentions {
        match places.get(question.key.as_str()) {
            Some(&place) => order[place].merge(question),
            None => {
                places.insert(&question.key, order.len());
                order.push(question.clone());
            }
        }
    }
    order
}

impl SeedSet {
    /// The name without the number that orders it.
    pub fn short_name(&self) -> &str {
        let rest = self.name.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix('_').filter(|rest| !rest.is_empty()).unwrap_or(&self.name)
    }

    fn is_named(&self, name: &str) -> bool {
        self.name == name || self.short_name() == name
    }

    /// The keys of the questions that the set asks.
    pub(super) fn asks(&self) -> Vec<String> {
        questions_of(self.mentions().into_iter().map(|(_, question)| question)).into_iter().map(|q| q.key).collect()
    }

    /// Every mention of a question, with its line.
    fn mentions(&self) -> Vec<(usize, &Question)> {
        let mut found = Vec::new();
        let rows = match &self.rows {
            Rows::Inline(rows) => rows.iter().flat_map(|row| &row.fields).collect(),
            Rows::Csv(_) => Vec::new(),
        };
        for field in self.defaults.iter().chain(rows) {
            field.value.mentions(field.line, &mut found);
        }
        found
    }
}

impl Value {
    fn mentions<'a>(&'a self, line: usize, found: &mut Vec<(usize, &'a Question)>) {
        match self {
            Value::Ask(question) | Value::Argon2id(question) => found.push((line, question)),
            Value::Lookup(lookup) => {
                for field in &lookup.conditions {
                    field.value.mentions(field.line, found);
                }
            }
            _ => {}
        }
    }
}

/// What is not a plain file is not opened: reading a pipe would wait for ever.
fn read(path: &Path) -> Result<String, String> {
    let reason = |error: std::io::Error| shown(&error.to_string());
    if !fs::metadata(path).map_err(reason)?.is_file() {
        return Err("not a file".to_owned());
    }
    let bytes = fs::read(path).map_err(reason)?;
    let text = String::from_utf8(bytes).map_err(|error| shown(&error.to_string()))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_seeds_folder_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        let builtin: Vec<&str> = BUILTIN.iter().map(|file| file.name).collect();
        assert_eq!(names, builtin);
        let seeds = Seeds::load(Source::Builtin(BUILTIN));
        seeds.checked().expect("sound seeds");
        let counts: Vec<usize> = seeds
            .sets
            .iter()
            .map(|set| match &set.rows {
                Rows::Inline(rows) => rows.len(),
                Rows::Csv(_) => 0,
            })
            .collect();
        assert_eq!(counts, [16, 4, 26, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn a_question_is_asked_once_and_only_the_password_has_no_default() {
        let asked = questions(&Seeds::load(Source::Builtin(BUILTIN)));
        let open: Vec<&str> = asked.iter().filter(|q| q.default.is_none()).map(|q| q.key.as_str()).collect();
        assert_eq!(open, ["admin_password"]);
        for question in &asked {
            assert!(question.text.tr.is_some() && question.text.en.is_some(), "{}", question.key);
            if let Some(default) = &question.default {
                question.check(default).expect("a default that fits");
            }
        }
    }
}
