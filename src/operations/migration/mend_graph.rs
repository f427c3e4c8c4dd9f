//! Mending what revisions say about each other without touching their files: an import writes new ones anyway.

use serde::Serialize;

use super::meant::{free_id, newest_first, same_number};
use super::mend::HeaderKey;
use crate::i18n::{Lang, Say, list, safe, sentences};
use crate::operations::{Revisions, random};
use crate::revision::{self, Graph, GraphProblem, NewMerge, RevisionFile, RevisionHeader, RevisionId};

/// A name that counts as another from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeaderChange {
    /// The file that says it.
    pub file: String,
    /// The line there, from 1, if it is known.
    pub line: Option<u32>,
    /// What the file is.
    pub revision: String,
    /// Which of its names.
    pub key: HeaderKey,
    /// What stands there.
    pub from: String,
    /// What it is taken for.
    pub to: String,
}

/// What was mended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GraphMending {
    /// Names that were wrong, in the order of the files.
    pub changes: Vec<HeaderChange>,
    /// A revision that is new and joins the heads; `None` when there is one head, or when it is not known where the history ends.
    pub merge: Option<RevisionHeader>,
}

impl GraphMending {
    /// Whether nothing was wrong.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.merge.is_none()
    }

    /// A line for each thing that was mended.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let joined = self.merge.iter().map(|merge| {
            let heads: Vec<String> = merge.down.iter().map(RevisionId::shown).collect();
            MendedText::Merged { revision: merge.id.shown(), heads: list(&heads) }.say(lang)
        });
        self.changes.iter().map(|change| change.say(lang)).chain(joined).collect()
    }
}

sentences! {
    /// What was mended, a line each.
    enum MendedText {
        Id { place: String, from: String, to: String } => {
            en: ("{place}: another file is `{from}`, too; this one counts as `{to}`"),
            tr: ("{place}: `{from}` kimliği başka bir dosyada da var; bu dosya `{to}` sayıldı"),
        }
        Parent { place: String, from: String, to: String } => {
            en: ("{place}: follows `{to}`, not `{from}`"),
            tr: ("{place}: `{from}` değil, `{to}` versiyonunu izliyor"),
        }
        Dependency { place: String, from: String, to: String } => {
            en: ("{place}: depends on `{to}`, not on `{from}`"),
            tr: ("{place}: `{from}` değil, `{to}` versiyonuna bağımlı"),
        }
        MergeMessage => { en: ("merge heads"), tr: ("uçları birleştir") }
        Merged { revision: String, heads: String } => {
            en: ("the heads {heads} are joined by a new revision `{revision}`"),
            tr: ("{heads} uçları yeni bir versiyonla birleştirildi: `{revision}`"),
        }
    }
}

impl Say for HeaderChange {
    fn say(&self, lang: Lang) -> String {
        let place = self.line.map_or_else(|| self.file.clone(), |line| format!("{}:{line}", self.file));
        let (from, to) = (self.from.clone(), self.to.clone());
        let text = match self.key {
            HeaderKey::Revision => MendedText::Id { place, from, to },
            HeaderKey::Revises => MendedText::Parent { place, from, to },
            HeaderKey::DependsOn => MendedText::Dependency { place, from, to },
        };
        text.say(lang)
    }
}

/// Mends what has one most likely meaning: a parent or a dependency that no file has and that is near to one, or is called like its file; a
/// copy that follows its own id. Then several heads are joined by a revision whose message is in `lang`. The files stay as they are; what only a
/// person can decide stays in the graph's findings.
pub fn mend_graph(revisions: Revisions, lang: Lang) -> (Revisions, GraphMending) {
    let Revisions { source, mut graph, problems } = revisions;
    let mut mending = GraphMending::default();
    // The graph looks for the nearest names of so many faults and no more; a way that leads in a circle is not gone again.
    let mut refused: Vec<HeaderChange> = Vec::new();
    loop {
        let mut changes = changes(&graph);
        changes.retain(|change| !refused.contains(change));
        if changes.is_empty() {
            break;
        }
        let mended = Graph::new(changed(&graph, &changes));
        let circular = new_circles(&graph, &mended);
        if circular.is_empty() {
            graph = mended;
            mending.changes.extend(changes);
        } else {
            let (bad, good): (Vec<_>, Vec<_>) =
                changes.into_iter().partition(|change| circular.contains(&change.revision));
            if bad.is_empty() {
                break;
            }
            graph = Graph::new(changed(&graph, &good));
            mending.changes.extend(good);
            refused.extend(bad);
        }
    }
    mending.changes.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    mending.merge = merge(&graph, &MendedText::MergeMessage.say(lang));
    (Revisions { source, graph, problems }, mending)
}

/// What is to be another name.
fn changes(graph: &Graph) -> Vec<HeaderChange> {
    let mut changes = Vec::new();
    for problem in graph.findings() {
        let (file, key, from, to) = match problem {
            GraphProblem::MissingParent { file, parent, similar, .. } => {
                (file, HeaderKey::Revises, parent, similar.clone().or_else(|| same_number(graph, parent)))
            }
            GraphProblem::MissingDependency { file, dependency, similar, .. } => {
                (file, HeaderKey::DependsOn, dependency, similar.clone())
            }
            GraphProblem::DuplicateId { id, files } => {
                let Some(copy) = newest_first(graph, id, files).into_iter().next() else { continue };
                let follows_itself = graph.files().iter().any(|file| {
                    file.file_name() == copy
                        && file.header.id.shown() == *id
                        && file.header.down.contains(&file.header.id)
                });
                if follows_itself {
                    changes.extend(change(graph, &copy, HeaderKey::Revision, id, &free_id(graph, id)));
                }
                continue;
            }
            _ => continue,
        };
        changes.extend(to.and_then(|to| change(graph, file, key, from, &to)));
    }
    changes
}

fn change(graph: &Graph, name: &str, key: HeaderKey, from: &str, to: &str) -> Option<HeaderChange> {
    let file = graph.files().iter().find(|file| file.file_name() == name && has(file, key, from))?;
    let line = file.script.as_ref().and_then(|script| match key {
        HeaderKey::Revision => None,
        HeaderKey::Revises => Some(script.down_line),
        HeaderKey::DependsOn => Some(script.depends_line),
    });
    Some(HeaderChange {
        file: name.to_owned(),
        line,
        revision: file.header.id.shown(),
        key,
        from: from.to_owned(),
        to: to.to_owned(),
    })
}

fn has(file: &RevisionFile, key: HeaderKey, name: &str) -> bool {
    match key {
        HeaderKey::Revision => file.header.id.shown() == name,
        HeaderKey::Revises => file.header.down.iter().any(|id| id.shown() == name),
        HeaderKey::DependsOn => file.header.depends_on.iter().any(|other| safe(other) == name),
    }
}

/// The files with these names in the place of the others.
fn changed(graph: &Graph, changes: &[HeaderChange]) -> Vec<RevisionFile> {
    let mut files = graph.files().to_vec();
    for change in changes {
        let is_it = |file: &&mut RevisionFile| {
            let is_the_copy = change.key != HeaderKey::Revision || file.header.down.contains(&file.header.id);
            file.file_name() == change.file && has(file, change.key, &change.from) && is_the_copy
        };
        let Some(file) = files.iter_mut().find(is_it) else { continue };
        let header = &mut file.header;
        match change.key {
            HeaderKey::Revision => header.id = RevisionId::unchecked(&change.to),
            HeaderKey::Revises => {
                header.down.iter_mut().filter(|id| id.shown() == change.from).for_each(|id| {
                    *id = RevisionId::unchecked(&change.to);
                });
                let mut seen = std::collections::HashSet::new();
                header.down.retain(|id| seen.insert(id.clone()));
            }
            HeaderKey::DependsOn => {
                header.depends_on.iter_mut().filter(|name| safe(name) == change.from).for_each(|name| {
                    change.to.clone_into(name);
                });
            }
        }
    }
    files
}

/// The revisions that follow themselves now and did not before.
fn new_circles(before: &Graph, now: &Graph) -> Vec<String> {
    let circles = |graph: &Graph| -> Vec<String> {
        let members = graph.findings().iter().filter_map(|problem| match problem {
            GraphProblem::Cycle { revisions } | GraphProblem::DependencyCycle { revisions } => Some(revisions.clone()),
            _ => None,
        });
        members.flatten().collect()
    };
    let known = circles(before);
    circles(now).into_iter().filter(|id| !known.contains(id)).collect()
}

/// The revision that joins several heads.
fn merge(graph: &Graph, message: &str) -> Option<RevisionHeader> {
    if graph.heads().len() < 2 {
        return None;
    }
    let id = RevisionId::from_random(random::id_bytes());
    let created = super::create::now();
    let new = NewMerge { id: &id, message, created: Some(&created), revisions: &["heads"], ..NewMerge::default() };
    // A graph with other faults does not say where the history ends.
    revision::new::merge(graph, &new).ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::revision::Source;

    /// A project of Alembic's: names and declarations.
    fn mended(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>, GraphMending) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        let (revisions, mending) = mend_graph(Revisions::load(Source::at(folder.path().to_owned())), Lang::En);
        for (name, text) in files {
            assert_eq!(fs::read_to_string(folder.path().join(name)).expect("a file"), *text, "no file is touched");
        }
        let files = revisions.graph.files().iter();
        let edges = files.map(|file| format!("{} {}", file.header.id, list(&file.header.down))).collect();
        (edges, mending.lines(Lang::En), mending)
    }

    #[test]
    fn parents_by_slug_by_number_and_mistyped_are_meant() {
        let (edges, lines, mending) = mended(&[
            ("0001_create_users.py", "revision = 'a1b2c3'\ndown_revision = None\n"),
            ("0002_orders.py", "revision = '002'\n\ndown_revision = 'create_users'\n"),
            ("0003.py", "revision = '003'\ndown_revision = ('0002_orders', '002')\n"),
            ("0004.py", "revision = '004'\ndown_revision = '03'\ndepends_on = 'a1b2c4'\n"),
        ]);
        assert_eq!(edges, ["a1b2c3 ", "002 a1b2c3", "003 002", "004 003"]);
        assert_eq!(
            lines,
            [
                "0002_orders.py:3: follows `a1b2c3`, not `create_users`",
                "0003.py:2: follows `002`, not `0002_orders`",
                "0004.py:2: follows `003`, not `03`",
                "0004.py:3: depends on `a1b2c3`, not on `a1b2c4`",
            ]
        );
        assert_eq!(mending.merge, None);
    }

    #[test]
    fn heads_are_joined_after_everything_else() {
        let (_, lines, mending) = mended(&[
            ("1.py", "revision = 'aaaa'\ndown_revision = None\n"),
            ("2.py", "revision = 'bbbb'\ndown_revision = 'aaax'\n"),
            ("3.py", "revision = 'cccc'\ndown_revision = 'aaaa'\n"),
            ("4.py", "revision = 'aaaa'\ndown_revision = 'aaaa'\n"),
        ]);
        let merge = mending.merge.expect("a merge");
        let heads: Vec<&str> = merge.down.iter().map(|id| &**id).collect();
        assert_eq!(heads, ["bbbb", "cccc", "aaaa_2"]);
        assert_eq!(
            lines[..2],
            ["2.py:2: follows `aaaa`, not `aaax`", "4.py: another file is `aaaa`, too; this one counts as `aaaa_2`"]
        );
        assert!(lines[2].starts_with("the heads bbbb, cccc, aaaa_2 are joined by a new revision"), "{lines:?}");
    }

    #[test]
    fn what_only_a_person_can_decide_is_left() {
        let (edges, lines, _) = mended(&[
            ("1.py", "revision = 'aaaa'\ndown_revision = None\n"),
            ("2.py", "revision = 'aaaa'\ndown_revision = None\n# other\n"),
            ("3.py", "revision = 'cccc'\ndown_revision = 'zzzz'\n"),
        ]);
        assert_eq!((edges.len(), lines.len()), (3, 0), "{lines:?}");
        // The nearest would lead in a circle.
        let (edges, lines, mending) = mended(&[
            ("1.py", "revision = 'abcd1'\ndown_revision = 'abcd3'\n"),
            ("2.py", "revision = 'abcd2'\ndown_revision = 'abcd1'\n"),
        ]);
        assert_eq!(
            (edges, lines.len(), mending.merge),
            (vec!["abcd1 abcd3".to_owned(), "abcd2 abcd1".to_owned()], 0, None)
        );
    }

    #[test]
    fn a_thousand_wrong_names_are_all_mended() {
        let mut files = vec![("0000_first.py".to_owned(), "revision = 'id0000'\ndown_revision = None\n".to_owned())];
        for number in 1..1000 {
            let text = format!("revision = 'id{number:04}'\ndown_revision = '{:04}_first'\n", number - 1);
            files.push((format!("{number:04}_first.py"), text));
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let (edges, lines, _) = mended(&files);
        assert_eq!((edges[999].as_str(), lines.len()), ("id0999 id0998", 999));
    }
}
