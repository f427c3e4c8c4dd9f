//! Where in a script a server's error lies, when it does not point at a character of the statement.
//!
//! An error inside a `DO` block or in the rows of a `COPY` names its line in the context of the error ("PL/pgSQL function
//! inline_code_block line 3 at RAISE", "COPY stok, line 2, column adet"). The words around the number are in the server's
//! language, so only what does not get translated is looked for.

use super::session::Script;

/// The byte of the script's text where the line begins that the error's context names.
pub(super) fn byte_of_context(script: Script<'_>, index: usize, context: &str) -> Option<usize> {
    let statement = script.statements.get(index)?;
    let (start, line) = match &statement.copy_data {
        Some(data) => {
            // The table's name may hold anything, a number too; it is what follows `COPY ` and ends at the first comma.
            let (_, rest) = context.strip_prefix("COPY ")?.split_once(", ")?;
            (data.start, first_number(rest)?)
        }
        None => {
            let (_, rest) = context.split_once("inline_code_block")?;
            (statement.range.start + body_of_block(script.statement(index))?, first_number(rest)?)
        }
    };
    let text = &script.text[start..];
    let skipped = line.checked_sub(1)?;
    let offset = match skipped {
        0 => 0,
        skipped => text.match_indices('\n').nth(skipped - 1)?.0 + 1,
    };
    Some(start + offset)
}

/// Where the code of a `DO` statement begins, which is where PL/pgSQL begins to count lines.
fn body_of_block(statement: &str) -> Option<usize> {
    let quote = statement.find(['$', '\''])?;
    let tag = match statement[quote..].starts_with('$') {
        true => statement[quote + 1..].find('$')? + 1,
        false => 0,
    };
    Some(quote + tag + 1)
}

fn first_number(text: &str) -> Option<usize> {
    let text = &text[text.find(|c: char| c.is_ascii_digit())?..];
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::split::{line_of, split};
    use crate::revision::Engine;

    fn line(text: &str, index: usize, context: &str) -> Option<u32> {
        let statements = split(text, Engine::Postgres);
        let byte = byte_of_context(Script { text, statements: &statements, settings: &[] }, index, context)?;
        Some(line_of(text, byte))
    }

    #[test]
    fn a_line_of_a_block_counts_from_its_opening_quote() {
        let text = "SELECT 1;\nDO LANGUAGE plpgsql $kod$\nBEGIN\n  RAISE 'x';\nEND $kod$;";
        assert_eq!(line(text, 1, "PL/pgSQL function inline_code_block line 3 at RAISE"), Some(4));
        assert_eq!(line(text, 1, "inline_code_block PL/pgSQL fonksiyonu, 3. satır, RAISE içinde"), Some(4));
        let nested = "PL/pgSQL function f() line 9 at RAISE\nPL/pgSQL function inline_code_block line 1 at PERFORM";
        assert_eq!(line(text, 1, nested), Some(2));
    }

    #[test]
    fn a_row_of_a_copy_counts_from_its_first_row() {
        let text = "COPY t2 FROM stdin;\n1\n2\nüç\n\\.\n";
        assert_eq!(line(text, 0, "COPY t2, line 3, column id: \"üç\""), Some(4));
        assert_eq!(line(text, 0, "COPY t2, satır 1"), Some(2));
    }

    #[test]
    fn a_context_that_names_no_line_gives_none() {
        for context in ["", "SQL function \"f\" statement 1", "COPY t, line 99", "inline_code_block", "COPY t, line 0"]
        {
            assert_eq!(line("COPY t FROM stdin;\n1\n\\.\n", 0, context), None, "{context}");
            assert_eq!(line("DO 'x'", 0, context), None, "{context}");
        }
    }
}
