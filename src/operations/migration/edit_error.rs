//! Why a revision file is not written, or not written anew.

use std::fmt;

use serde_json::{Value, json};

use crate::i18n::{Lang, Problem, Say, list, local_time, problems};
use crate::operations::{MigrationError, Trouble};

problems! {
    /// What keeps goc from changing a revision file, or from taking a changed one for the one that was applied.
    pub enum EditProblem {
        /// The files would fit together worse than before.
        NewFaults { file: String, faults: Vec<Trouble> } = "would_break" {
            en: ("{file} stays as it is, since the change would bring a new fault: {}", said(faults, Lang::En)),
            tr: ("{file} olduğu gibi kaldı, çünkü bu değişiklik yeni bir hata getirirdi: {}", said(faults, Lang::Tr)),
            hint_en: ("look at how the revisions follow each other: goc graph; then choose another revision"),
            hint_tr: ("versiyonların birbirini nasıl izlediğine bakın: goc graph; sonra başka bir versiyon seçin"),
        }
        /// The header no longer says what was to be changed.
        NothingToMend { file: String, name: String } = "nothing_to_mend" {
            en: ("the header of {file} does not name `{name}`"),
            tr: ("{file} dosyasının başlığında `{name}` geçmiyor"),
            hint_en: ("somebody may have mended it already; look again: goc doctor"),
            hint_tr: ("biri düzeltmiş olabilir; yeniden bakın: goc doctor"),
        }
        /// No file of that name.
        NoSuchFile { file: String } = "no_such_file" {
            en: ("there is no revision file {file}"),
            tr: ("{file} adlı bir versiyon dosyası yok"),
            hint_en: ("look again, it may have been renamed: goc doctor"),
            hint_tr: ("adı değişmiş olabilir, yeniden bakın: goc doctor"),
        }
        /// The value is more than a text that is written out.
        Computed { file: String, line: u32, variable: &'static str, given: String } = "computed_value" {
            en: ("{file}:{line}: `{variable}` is put together when Python runs the file (`{given}`), and goc changes only an id that is written out there"),
            tr: ("{file}:{line}: `{variable}` ancak dosya Python ile çalışınca oluşuyor (`{given}`); goc yalnız orada açıkça yazılı bir kimliği değiştirir"),
            hint_en: ("write the id itself there: {variable} = \"…\""),
            hint_tr: ("oraya kimliğin kendisini yazın: {variable} = \"…\""),
        }
        /// Several files of that name, and each could be meant.
        SameName { file: String, paths: Vec<String> } = "same_file_name" {
            en: ("several files are called {file}: {}", list(paths)),
            tr: ("{file} adında birden çok dosya var: {}", list(paths)),
            hint_en: ("rename one of them, or mend the line by hand"),
            hint_tr: ("birinin adını değiştirin ya da satırı elle düzeltin"),
        }
        /// A text for one revision that says it is another.
        OtherRevision { file: String, line: u32, revision: String, given: String } = "other_revision" {
            en: ("{file}:{line}: this is the text of `{given}`, not of `{revision}`"),
            tr: ("{file}:{line}: bu metin `{revision}` versiyonunun değil, `{given}` versiyonunun"),
            hint_en: ("leave the line `-- revision: {revision}` as it is; for another revision make a new file"),
            hint_tr: ("`-- revision: {revision}` satırına dokunmayın; başka bir versiyon için yeni dosya açın"),
        }
        /// What ran can no longer be changed by changing its file.
        Applied { revision: String, applied: Option<String> } = "already_applied" {
            en: ("revision `{revision}` is applied already{}: changing its file changes nothing in the database", at(applied, Lang::En)),
            tr: ("`{revision}` versiyonu zaten uygulanmış{}: dosyasını değiştirmek veritabanını değiştirmez", at(applied, Lang::Tr)),
            hint_en: ("put the change into a new revision, or downgrade to the one before it first"),
            hint_tr: ("değişikliği yeni bir versiyona koyun ya da önce bir önceki versiyona geri alın"),
        }
        /// The file is what was applied.
        NotChanged { revision: String } = "not_changed" {
            en: ("there is nothing to accept: the journal has no other text for revision `{revision}`"),
            tr: ("kabul edilecek bir şey yok: günlükte `{revision}` versiyonu için başka bir metin yok"),
            hint_en: ("see what was changed: goc status"),
            hint_tr: ("nelerin değiştiğine bakın: goc status"),
        }
    }
}

fn said(faults: &[Trouble], lang: Lang) -> String {
    faults.iter().map(|fault| fault.say(lang)).collect::<Vec<_>>().join("; ")
}

fn at(applied: &Option<String>, lang: Lang) -> String {
    applied.as_deref().map(|applied| format!(" ({})", local_time(applied, lang))).unwrap_or_default()
}

/// What is wrong with the text of a revision, and in which of its lines. Its facts have the line, too.
#[derive(Debug, Clone, PartialEq)]
pub struct TextFault {
    /// The line of the text, from 1; `None` when it is about no single line.
    pub line: Option<u32>,
    /// What is wrong.
    pub problem: MigrationError,
}

impl TextFault {
    /// Of a problem that may know its line.
    pub(super) fn new(problem: impl Into<MigrationError>) -> TextFault {
        let problem = problem.into();
        let facts = match &problem {
            MigrationError::Files(files) => files.first().map(Problem::facts).unwrap_or_default(),
            problem => problem.facts(),
        };
        let of_place = || facts["place"].as_str()?.rsplit_once(':')?.1.parse().ok();
        let line = facts["line"].as_u64().and_then(|line| u32::try_from(line).ok()).or_else(of_place);
        TextFault { line, problem }
    }
}

impl<E: Into<MigrationError>> From<E> for TextFault {
    fn from(problem: E) -> TextFault {
        TextFault::new(problem)
    }
}

impl Say for TextFault {
    fn say(&self, lang: Lang) -> String {
        self.problem.say(lang)
    }
}

impl Problem for TextFault {
    fn kind(&self) -> &'static str {
        self.problem.kind()
    }

    fn hint(&self, lang: Lang) -> String {
        self.problem.hint(lang)
    }

    fn facts(&self) -> Value {
        let mut facts = self.problem.facts();
        if let (Some(facts), Some(line)) = (facts.as_object_mut(), self.line) {
            facts.insert("line".to_owned(), json!(line));
        }
        facts
    }
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for TextFault {}
