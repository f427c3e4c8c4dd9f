//! A new file of Alembic's: one that declares itself and does nothing, as a merge of branches is.

use std::fmt::Write as _;

use super::Project;
use crate::revision::file::RevisionHeader;

/// A time of the clock as names of files have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    /// Seconds since 1970 in UTC.
    pub epoch: i64,
}

/// How Alembic names a file when its settings say nothing.
const DEFAULT_TEMPLATE: &str = "%(rev)s_%(slug)s";

/// The text of a file with this header, in the form that Alembic's own files have.
pub fn write(header: &RevisionHeader) -> String {
    let down: Vec<&str> = header.down.iter().map(|id| &**id).collect();
    let strs = |texts: &[String]| tuple(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let mut text = format!("\"\"\"{}\n\nRevision ID: {}\n", docstring(&header.message), docstring(&header.id));
    let _ = writeln!(text, "Revises: {}", docstring(&crate::i18n::list(&down)));
    if let Some(created) = &header.created {
        let _ = writeln!(text, "Create Date: {created}");
    }
    let one_or_more = |names: &[&str]| match names {
        [] => "None".to_owned(),
        [one] => literal(one),
        several => tuple(several),
    };
    let labels = if header.labels.is_empty() { "None".to_owned() } else { strs(&header.labels) };
    let depends_on: Vec<&str> = header.depends_on.iter().map(String::as_str).collect();
    let _ = write!(
        text,
        "\n\"\"\"\n\n# Alembic and goc read these four names.\nrevision = {}\ndown_revision = {}\nbranch_labels = {labels}\n\
         depends_on = {}\n\n\ndef upgrade() -> None:\n    pass\n\n\ndef downgrade() -> None:\n    pass\n",
        literal(&header.id),
        one_or_more(&down),
        one_or_more(&depends_on),
    );
    text
}

/// The name that the project gives a new file, with the folders that its template puts in front when Alembic would look there; `None` for
/// a template that Python could not fill in, or that leads out of the folder of revisions.
pub fn file_name(project: &Project, id: &str, message: &str, time: Moment) -> Option<String> {
    let template = project.file_template.as_deref().unwrap_or(DEFAULT_TEMPLATE);
    // An id may hold a slash; in a name that would be a folder.
    let id = id.replace(['/', '\\'], "_");
    let name = fill(template, &id, &slug(message, project.slug_length), time)?;
    let parts: Vec<&str> = name.split('/').collect();
    if parts.iter().any(|part| part.is_empty() || part.starts_with('.') || part.contains('\0')) {
        return None;
    }
    let name = if project.recursive { name } else { (*parts.last()?).to_owned() };
    Some(format!("{name}.py"))
}

/// The words of a message in lower case with `_` between them; a long one ends at a word and with a `_`, as Alembic has it.
fn slug(message: &str, longest: usize) -> String {
    let words = message.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("_").to_lowercase();
    if slug.chars().count() <= longest {
        return slug;
    }
    let cut: String = slug.chars().take(longest).collect();
    format!("{}_", cut.rsplit_once('_').map_or(cut.as_str(), |(whole, _)| whole))
}

/// Fills in `%(name)s` and `%(name).2d`, as far as Python's `%` has what a file name needs.
fn fill(template: &str, id: &str, slug: &str, time: Moment) -> Option<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        filled.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('%') {
            filled.push('%');
            rest = after;
            continue;
        }
        let (name, after) = rest.strip_prefix('(')?.split_once(')')?;
        let end = after.find(|c: char| c.is_ascii_alphabetic())?;
        let (format, kind) = (&after[..end], &after[end..=end]);
        rest = &after[end + 1..];
        let number = match name {
            "rev" | "slug" => None,
            "year" => Some(time.year),
            "month" => Some(time.month),
            "day" => Some(time.day),
            "hour" => Some(time.hour),
            "minute" => Some(time.minute),
            "second" => Some(time.second),
            "epoch" => Some(time.epoch),
            _ => return None,
        };
        match (number, kind) {
            (None, "s") if format.is_empty() => filled.push_str(if name == "rev" { id } else { slug }),
            (Some(number), "d" | "i" | "s") => {
                // `.2` and `02` both fill up with zeros.
                let digits = format.trim_start_matches(['0', '.']);
                let width: usize =
                    if digits.is_empty() { 0 } else { digits.parse().ok().filter(|&width| width < 20)? };
                let _ = write!(filled, "{number:0width$}");
            }
            _ => return None,
        }
    }
    filled.push_str(rest);
    Some(filled)
}

/// A text for Python, in the quotes that `repr` chooses.
fn literal(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let escaped = text.replace('\\', "\\\\").replace(quote, &format!("\\{quote}"));
    format!("{quote}{escaped}{quote}")
}

fn tuple(texts: &[&str]) -> String {
    let literals: Vec<String> = texts.iter().map(|text| literal(text)).collect();
    format!("({}{})", literals.join(", "), if texts.len() == 1 { "," } else { "" })
}

/// A text inside a docstring, on one line.
fn docstring(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::revision::RevisionId;
    use crate::revision::alembic::read;

    const TIME: Moment = Moment { year: 2024, month: 2, day: 7, hour: 5, minute: 3, second: 9, epoch: 1_707_282_189 };

    fn project(template: Option<&str>, recursive: bool) -> Project {
        let mut project = Project::of_versions(Path::new("x"), "x".into());
        project.file_template = template.map(str::to_owned);
        project.recursive = recursive;
        project
    }

    #[test]
    fn what_is_written_is_read_as_what_was_meant() {
        for (id, down, message) in [
            ("abc", &["a1", "b2"][..], "birleştir: a1, b2"),
            ("it's", &["a\"b", "c\\d"], "\"\"\" \\ and\nlines"),
            ("x", &[], ""),
            ("x", &["a"], "ends with \""),
        ] {
            let header = RevisionHeader {
                id: RevisionId::unchecked(id),
                down: down.iter().map(|id| RevisionId::unchecked(id)).collect(),
                labels: vec!["crm".to_owned()],
                depends_on: vec!["d4".to_owned()],
                message: message.replace('\n', " "),
                created: Some("2024-02-07 05:03:09.000001".to_owned()),
            };
            let (file, problem) = read(Path::new("x.py"), write(&header).as_bytes());
            assert_eq!((file.expect("a revision").header, problem), (header, None), "{id}");
        }
    }

    #[test]
    fn a_file_is_named_as_the_settings_say() {
        let long = "a message that is far longer than anybody wants the name of a file to be";
        for (template, recursive, message, name) in [
            (None, false, "İki dalı birleştir!", Some("abc_i\u{307}ki_dalı_birleştir.py")),
            (None, false, long, Some("abc_a_message_that_is_far_longer_than_.py")),
            (
                Some("%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(rev)s_%(slug)s"),
                false,
                "x",
                Some("2024_02_07_0503-abc_x.py"),
            ),
            (Some("%(year)d/%(month)02d/%(rev)s"), true, "x", Some("2024/02/abc.py")),
            (Some("%(year)d/%(month)02d/%(rev)s"), false, "x", Some("abc.py")),
            (Some("%(epoch)d_%(second)s%%"), false, "x", Some("1707282189_9%.py")),
            (Some("../%(rev)s"), true, "x", None),
            (Some("/%(rev)s"), true, "x", None),
            (Some("%(what)s"), false, "x", None),
            (Some("%(rev)s_%"), false, "x", None),
            (Some("%(year)999999999d"), false, "x", None),
        ] {
            assert_eq!(file_name(&project(template, recursive), "abc", message, TIME).as_deref(), name, "{template:?}");
        }
    }
}
