//! What an import with `--fix` takes otherwise than it stands in the files. The files stay as they are.

use serde::Serialize;
use serde_json::json;

use super::write::NewFile;
use crate::i18n::{Lang, Say, safe, sentences};
use crate::operations::Revisions;
use crate::operations::migration::{GraphMending, mend_graph};
use crate::revision::alembic::without_stray_lines;
use crate::revision::file;
use crate::revision::{FileProblem, RevisionFile};

/// What was mended.
#[derive(Debug, Clone, Default)]
pub struct Mended {
    /// What the revisions say about each other.
    pub graph: GraphMending,
    /// Lines that were left out, since they are no Python and hold no word.
    pub stray: Vec<StrayLine>,
}

/// A line that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StrayLine {
    /// The file.
    pub file: String,
    /// Counted from 1.
    pub line: u32,
    /// What stands there.
    pub text: String,
}

sentences! {
    enum MendedText {
        Stray { file: String, line: u32, text: String } => {
            en: ("{file}:{line}: left out, since it is no Python: `{text}`"),
            tr: ("{file}:{line}: Python olmadığı için alınmadı: `{text}`"),
        }
        MergeMessage => { en: ("merge heads"), tr: ("uçları birleştir") }
    }
}

impl Say for StrayLine {
    fn say(&self, lang: Lang) -> String {
        MendedText::Stray { file: self.file.clone(), line: self.line, text: self.text.clone() }.say(lang)
    }
}

impl Mended {
    /// Mends what has one most likely meaning in what the revisions say about each other.
    pub fn of(revisions: Revisions, lang: Lang) -> (Revisions, Mended) {
        let (revisions, graph) = mend_graph(revisions, &MendedText::MergeMessage.say(lang));
        (revisions, Mended { graph, stray: Vec::new() })
    }

    /// The text of a revision that is no Python to its end, without the lines that are in the way; as it is where that does not help.
    /// What was wrong with the file is taken out of `problems`, then.
    pub fn text(&mut self, revision: &RevisionFile, text: String, problems: &mut Vec<FileProblem>) -> String {
        let is_broken = revision.script.as_ref().is_some_and(|script| script.is_broken);
        let Some((mended, lines)) = is_broken.then(|| without_stray_lines(&text)).flatten() else {
            return text;
        };
        let name = revision.file_name();
        problems.retain(|problem| !matches!(problem, FileProblem::PythonSyntax { file, .. } if *file == name));
        self.stray.extend(lines.into_iter().map(|line| {
            let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
            let text = text.lines().nth(index).unwrap_or_default();
            StrayLine { file: name.clone(), line, text: safe(text.trim()).into_owned() }
        }));
        mended
    }

    /// The file of the revision that joins the heads.
    pub fn merge(&self) -> Option<NewFile> {
        self.graph.merge.as_ref().map(|header| NewFile {
            name: file::file_name(&header.id, &header.message),
            text: file::write(header, None),
            id: header.id.clone(),
        })
    }

    /// A line for each thing.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        self.stray.iter().map(|line| line.say(lang)).chain(self.graph.lines(lang)).collect()
    }

    /// As JSON.
    pub fn to_json(&self) -> serde_json::Value {
        let merge = self.graph.merge.as_ref().map(|merge| {
            let heads: Vec<String> = merge.down.iter().map(|head| head.shown()).collect();
            json!({ "revision": merge.id.shown(), "file": safe(&file::file_name(&merge.id, &merge.message)), "heads": heads })
        });
        json!({ "lines": self.stray, "names": self.graph.changes, "merge": merge })
    }
}
