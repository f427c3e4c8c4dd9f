//! Changing one name that a file declares, and nothing else of it.

use std::ops::Range;

use ruff_python_ast::{Expr, ExprStringLiteral, Stmt};

use super::file::{LARGEST_FILE, readable};
use super::header::{Header, range};
use super::module::{line_of, parse};
use crate::i18n::safe;
use crate::revision::file::{Edited, EditedLine};

/// Why a name is not replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotEdited {
    /// The file does not declare it.
    NotThere,
    /// It is not written out: only running the file would put it together, or another name stands for it.
    Computed {
        /// Where, counted from 1.
        line: u32,
        /// What stands there.
        given: String,
    },
}

/// A piece of the text and what is to stand in its place.
type Change = (Range<usize>, String);

/// Replaces the name `from` in what `variable` is set to by `to`, or takes it out; the docstring's line about it follows when it says the
/// same. `from` is compared as sentences show it. Quotes, annotations and everything else stay as they are.
///
/// # Errors
/// The name is not there, or not as a text of its own.
pub fn replace_name(text: &str, variable: &str, from: &str, to: Option<&str>) -> Result<Edited, NotEdited> {
    let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let whole = &text[mark..];
    // Only of a file that is too large: its declarations stand at the top.
    let source = if whole.len() > LARGEST_FILE {
        whole.get(..readable(whole.as_bytes()).len()).unwrap_or_default()
    } else {
        whole
    };
    let module = parse(source);
    let header = Header::of(&module.statements);
    let declared = header.variable(variable).ok_or(NotEdited::NotThere)?;
    let computed = || {
        let given = source.get(declared.range()).unwrap_or_default().lines().next().unwrap_or_default();
        NotEdited::Computed { line: line_of(source, declared.range().start), given: given.to_owned() }
    };
    let expression = declared.expression().ok_or_else(computed)?;
    let declaration = declaration(source, expression, from, to)?.ok_or_else(computed)?;
    let docstring = docstring(source, &module.statements, field_of(variable), from, to);
    Ok(edited(text, mark, declaration, docstring))
}

/// The docstring's field that says the same as a variable.
fn field_of(variable: &str) -> Option<&'static str> {
    match variable {
        "revision" => Some("Revision ID:"),
        "down_revision" => Some("Revises:"),
        _ => None,
    }
}

/// What changes in an expression; nothing when the name may be in it and is not written out.
fn declaration(source: &str, expression: &Expr, from: &str, to: Option<&str>) -> Result<Option<Change>, NotEdited> {
    let is_it = |literal: &ExprStringLiteral| safe(literal.value.to_str()) == from;
    let elements = match expression {
        Expr::StringLiteral(literal) if is_it(literal) => {
            let new = to.map_or_else(|| "None".to_owned(), |to| quoted(source, literal, to));
            return Ok(Some((range(literal), new)));
        }
        Expr::StringLiteral(_) | Expr::NoneLiteral(_) => return Err(NotEdited::NotThere),
        Expr::Tuple(tuple) => &tuple.elts,
        Expr::List(list) => &list.elts,
        Expr::Set(set) => &set.elts,
        _ => return Ok(None),
    };
    let literal = |expression: &Expr| match expression {
        Expr::StringLiteral(literal) => Some(literal.clone()),
        _ => None,
    };
    let literals: Vec<Option<ExprStringLiteral>> = elements.iter().map(literal).collect();
    let Some(at) = literals.iter().position(|literal| literal.as_ref().is_some_and(is_it)) else {
        return if literals.contains(&None) { Ok(None) } else { Err(NotEdited::NotThere) };
    };
    Ok(Some(match (to, &literals[at]) {
        (Some(to), Some(literal)) => (range(literal), quoted(source, literal, to)),
        // The comma goes with it: the one behind, else the one before.
        _ if at + 1 < elements.len() => (range(&elements[at]).start..range(&elements[at + 1]).start, String::new()),
        _ if at > 0 => (range(&elements[at - 1]).end..range(&elements[at]).end, String::new()),
        _ => (range(expression), "None".to_owned()),
    }))
}

/// A text between the quotes that another one has.
fn quoted(source: &str, literal: &ExprStringLiteral, to: &str) -> String {
    let old = source.get(range(literal)).unwrap_or_default();
    let prefix = &old[..old.find(['"', '\'']).unwrap_or_default()];
    let rest = &old[prefix.len()..];
    let quotes = ["\"\"\"", "'''", "'"].into_iter().find(|quotes| rest.starts_with(quotes)).unwrap_or("\"");
    if !to.contains(['\\', '"', '\'']) {
        return format!("{prefix}{quotes}{to}{quotes}");
    }
    // In a raw text a backslash would stand for itself.
    let quote = &quotes[..1];
    format!("{quote}{}{quote}", to.replace('\\', "\\\\").replace(quote, &format!("\\{quote}")))
}

/// What changes in the line of the docstring that says the same. A name that could end the docstring is left out of it.
fn docstring(source: &str, statements: &[Stmt], field: Option<&str>, from: &str, to: Option<&str>) -> Option<Change> {
    let Some(Stmt::Expr(first)) = statements.first() else { return None };
    if !first.value.is_string_literal_expr() || to.is_some_and(|to| to.contains(['\\', '"', '\''])) {
        return None;
    }
    let field = field?;
    let whole = range(&*first.value);
    let text = source.get(whole.clone())?;
    let line =
        text.split_inclusive('\n').find(|line| line.trim_start_matches(['"', '\'', ' ', '\t']).starts_with(field))?;
    let start = whole.start + (line.as_ptr() as usize - text.as_ptr() as usize);
    let values = start + line.find(field)? + field.len();
    let mut at = values;
    let mut names = Vec::new();
    for part in source[values..start + line.len()].split(',') {
        let name = part.trim().trim_end_matches(['"', '\'']);
        let begin = at + (part.len() - part.trim_start().len());
        names.push(begin..begin + name.len());
        at += part.len() + 1;
    }
    let which = names.iter().position(|name| safe(&source[name.clone()]) == from)?;
    Some(match to {
        Some(to) => (names[which].clone(), to.to_owned()),
        None if which + 1 < names.len() => (names[which].start..names[which + 1].start, String::new()),
        None if which > 0 => (names[which - 1].end..names[which].end, String::new()),
        None => (names[which].clone(), String::new()),
    })
}

fn edited(text: &str, mark: usize, declaration: Change, docstring: Option<Change>) -> Edited {
    let moved = |(range, new): Change| (range.start + mark..range.end + mark, new);
    let declaration = moved(declaration);
    let docstring = docstring.map(moved);
    let line = edited_line(text, mark, &declaration);
    let also = docstring.iter().map(|change| edited_line(text, mark, change)).collect();
    let mut new_text = text.to_owned();
    // The docstring stands above: what is changed below it first does not move it.
    for (range, new) in std::iter::once(&declaration).chain(&docstring) {
        new_text.replace_range(range.clone(), new);
    }
    Edited { text: new_text, line, also }
}

/// The lines that a change touches, before and after.
fn edited_line(text: &str, mark: usize, (range, new): &Change) -> EditedLine {
    let start = text[..range.start].rfind('\n').map_or(mark, |end| end + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |end| range.end + end);
    let before = text[start..end].trim_end_matches('\r');
    let after = format!("{}{new}{}", &text[start..range.start], &text[range.end..end]);
    EditedLine {
        number: line_of(text, range.start),
        before: before.to_owned(),
        after: after.trim_end_matches('\r').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file as Alembic writes it, with this declaration.
    fn file(declaration: &str) -> String {
        format!(
            "\"\"\"Add a column\n\nRevision ID: b2\nRevises: a1, x1\nCreate Date: 2024-12-17 15:00:00\n\n\"\"\"\nfrom alembic \
             import op\n\nrevision = 'b2'\n{declaration}\ndepends_on = None\n\n\ndef upgrade():\n    op.execute('a1')\n"
        )
    }

    #[test]
    fn a_name_is_replaced_in_every_way_of_writing_it() {
        for (declaration, to, wanted) in [
            ("down_revision = 'a1'", Some("c3"), "down_revision = 'c3'"),
            ("down_revision = \"a1\"  # the first", Some("c3"), "down_revision = \"c3\"  # the first"),
            ("down_revision: Union[str, None] = 'a1'", Some("c3"), "down_revision: Union[str, None] = 'c3'"),
            ("down_revision: str|None=(\"a1\")", Some("c3"), "down_revision: str|None=(\"c3\")"),
            ("down_revision = ('z', \"a1\",)", Some("c3"), "down_revision = ('z', \"c3\",)"),
            ("down_revision = [\n    'z',\n    'a1',\n]", Some("c3"), "down_revision = [\n    'z',\n    'c3',\n]"),
            ("down_revision = u'''a1'''", Some("c3"), "down_revision = u'''c3'''"),
            ("down_revision = 'a' \"1\"", Some("c3"), "down_revision = 'c3'"),
            ("down_revision = r'a1'", Some("it's\\"), "down_revision = 'it\\'s\\\\'"),
            ("down_revision, branch_labels = 'a1', None", Some("c3"), "down_revision, branch_labels = 'c3', None"),
            ("down_revision = 'a1'; branch_labels = 'a1'", Some("c3"), "down_revision = 'c3'; branch_labels = 'a1'"),
            ("down_revision = 'y'\ndown_revision = 'a1'", Some("c3"), "down_revision = 'y'\ndown_revision = 'c3'"),
            ("down_revision = 'a1'", None, "down_revision = None"),
            ("down_revision = ('a1', 'z')", None, "down_revision = ('z')"),
            ("down_revision = ('z', 'a1',)", None, "down_revision = ('z',)"),
            ("down_revision = ('a1',)", None, "down_revision = None"),
            ("down_revision = 'a1', 'z'", None, "down_revision = 'z'"),
        ] {
            for mark in ["", "\u{FEFF}"] {
                let text = format!("{mark}{}", file(declaration));
                let edited = replace_name(&text, "down_revision", "a1", to).expect(declaration);
                let docstring = match to {
                    Some("c3") => "Revises: c3, x1",
                    Some(_) => "Revises: a1, x1",
                    None => "Revises: x1",
                };
                let wanted = format!("{mark}{}", file(wanted).replace("Revises: a1, x1", docstring));
                assert_eq!(edited.text, wanted, "{declaration}");
            }
        }
    }

    #[test]
    fn the_lines_are_named_with_their_numbers() {
        let text = file("down_revision = (\n    'z',\n    'a1',  # why\n)").replace('\n', "\r\n");
        let edited = replace_name(&text, "down_revision", "a1", Some("c3")).expect("an edit");
        let line =
            EditedLine { number: 13, before: "    'a1',  # why".to_owned(), after: "    'c3',  # why".to_owned() };
        assert_eq!(edited.line, line);
        let docstring =
            EditedLine { number: 4, before: "Revises: a1, x1".to_owned(), after: "Revises: c3, x1".to_owned() };
        assert_eq!(edited.also, [docstring]);
        let id = replace_name(&text, "revision", "b2", Some("b2_2")).expect("an edit");
        assert_eq!((id.line.number, id.also[0].after.as_str()), (10, "Revision ID: b2_2"));
        assert_eq!(id.text, text.replacen("b2", "b2_2", 1).replacen("'b2'", "'b2_2'", 1));
    }

    #[test]
    fn what_has_to_be_run_is_left_and_named() {
        for declaration in [
            "down_revision = make_id()",
            "down_revision = PARENT",
            "down_revision = 'a' + '1'",
            "down_revision = f'a1'",
            "down_revision = ('z', PARENT)",
            "down_revision = 'z'\ndown_revision += 'a1'",
        ] {
            let error = replace_name(&file(declaration), "down_revision", "a1", Some("c3")).expect_err(declaration);
            let NotEdited::Computed { line, given } = error else { panic!("{declaration}: {error:?}") };
            assert!(line >= 11 && declaration.contains(&given), "{declaration}: {line} {given}");
        }
        for declaration in ["down_revision = None", "down_revision = 'z'", "down_revision = ('z', 'y')", "x = 'a1'"] {
            let error = replace_name(&file(declaration), "down_revision", "a1", Some("c3")).expect_err(declaration);
            assert_eq!(error, NotEdited::NotThere, "{declaration}");
        }
    }

    #[test]
    fn a_file_that_is_broken_below_its_declarations_is_mended_above() {
        let text = file("down_revision = 'a1'") + "    )$'\"\n";
        let edited = replace_name(&text, "down_revision", "a1", Some("c3")).expect("an edit");
        assert_eq!(edited.text, text.replacen("Revises: a1", "Revises: c3", 1).replacen("= 'a1'", "= 'c3'", 1));
    }

    #[test]
    fn a_docstring_of_one_line_and_one_that_says_something_else_stay_whole() {
        let one = "'''Revises: a1'''\nrevision = 'b2'\ndown_revision = 'a1'\n";
        let edited = replace_name(one, "down_revision", "a1", Some("c3")).expect("an edit");
        assert_eq!(edited.text, one.replace("a1", "c3"));
        let other = "'''\nRevises: a11\na1\n'''\nrevision = 'b2'\ndown_revision = 'a1'\n";
        let edited = replace_name(other, "down_revision", "a1", Some("c3")).expect("an edit");
        assert_eq!((edited.text, edited.also.len()), (other.replace("= 'a1'", "= 'c3'"), 0));
    }
}
