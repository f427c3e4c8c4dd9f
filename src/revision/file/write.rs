//! The text and the name of a new file.

use super::RevisionHeader;
use crate::revision::id::RevisionId;

/// What a new file has below its header: sections to fill in. Untouched, they do nothing on either database.
const EMPTY_SECTIONS: &str = "\
-- goc:upgrade postgres
-- PostgreSQL: statements end with a semicolon

-- goc:upgrade sqlite
-- SQLite: statements end with a semicolon

-- goc:downgrade postgres
-- PostgreSQL: takes back what the upgrade did

-- goc:downgrade sqlite
-- SQLite: takes back what the upgrade did
";

/// The text of a file with this header. `sections` begins with a section marker; `None` writes empty ones.
///
/// Line ends inside header values become spaces: a message cannot add header lines.
pub fn write(header: &RevisionHeader, sections: Option<&str>) -> String {
    let mut text = String::new();
    let mut line = |key: &str, value: &str| {
        let value: String =
            value.chars().map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c }).collect();
        let line = format!("-- {key}: {}", value.trim());
        text.push_str(line.trim_end());
        text.push('\n');
    };
    line("revision", &header.id);
    line("revises", &crate::i18n::list(&header.down));
    if !header.labels.is_empty() {
        line("branch_labels", &crate::i18n::list(&header.labels));
    }
    if !header.depends_on.is_empty() {
        line("depends_on", &crate::i18n::list(&header.depends_on));
    }
    line("message", &header.message);
    if let Some(created) = &header.created {
        line("created", created);
    }
    text.push('\n');
    text.push_str(sections.unwrap_or(EMPTY_SECTIONS));
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// `<id>_<slug>.sql`; the id alone when the message has nothing for a slug.
pub fn file_name(id: &RevisionId, message: &str) -> String {
    // Both are legal in an id; in a file's name `/` would be a folder, and a dot in front would hide the file.
    let id = id.replace(['/', '\\'], "_");
    let id = if id.starts_with('.') { format!("_{id}") } else { id };
    match slug(message).as_str() {
        "" => format!("{id}_.sql"),
        slug => format!("{id}_{slug}.sql"),
    }
}

/// A message as part of a file's name: Turkish letters as their ASCII neighbours, everything else but letters and digits as
/// one `_`, at most 40 characters.
fn slug(message: &str) -> String {
    let mut slug = String::new();
    for c in message.chars() {
        let c = match c {
            'ş' | 'Ş' => 's',
            'ı' | 'İ' | 'I' => 'i',
            'ğ' | 'Ğ' => 'g',
            'ü' | 'Ü' => 'u',
            'ö' | 'Ö' => 'o',
            'ç' | 'Ç' => 'c',
            'â' | 'Â' => 'a',
            'î' | 'Î' => 'i',
            'û' | 'Û' => 'u',
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ => '_',
        };
        if c != '_' || !(slug.is_empty() || slug.ends_with('_')) {
            slug.push(c);
        }
        if slug.len() == 40 {
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('_').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_folds_turkish_letters() {
        assert_eq!(slug("Müşteri ve sadakat puanı — İĞNE, çöğüş!"), "musteri_ve_sadakat_puani_igne_cogus");
        assert_eq!(slug("  ../../etc/passwd\u{1b}"), "etc_passwd");
        assert_eq!(slug(&"ab ".repeat(40)).len(), 40);
        assert_eq!(slug("漢字"), "");
    }

    #[test]
    fn a_file_name_begins_with_the_id() {
        assert_eq!(file_name(&RevisionId::unchecked("003"), "Kargo"), "003_kargo.sql");
        assert_eq!(file_name(&RevisionId::unchecked("a/b"), ""), "a_b_.sql");
    }
}
