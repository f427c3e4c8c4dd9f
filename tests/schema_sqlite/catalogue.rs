//! SQLite's catalogue as text, read without the code under test: pragmas, and definitions without comments, space and quotes.

use super::database::Sqlite;

const QUESTIONS: [&str; 5] = [
    "SELECT 'table', name, type, iif(type = 'virtual', 0, ncol), wr, strict FROM pragma_table_list
     WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
    "SELECT 'column', m.name, x.cid, x.name, lower(x.type), x.\"notnull\", x.dflt_value, x.pk, x.hidden
     FROM sqlite_schema m, pragma_table_xinfo(m.name) x WHERE m.type = 'table' AND m.rootpage > 0
     AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY m.name, x.cid",
    "SELECT 'foreign key', m.name, f.* FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
     WHERE m.type = 'table' AND m.rootpage > 0 ORDER BY m.name, f.id, f.seq",
    "SELECT 'index', m.name, i.name, i.\"unique\", i.origin, i.partial, x.seqno, x.cid, x.name, x.\"desc\", x.coll, x.key
     FROM sqlite_schema m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x
     WHERE m.type = 'table' AND m.rootpage > 0 ORDER BY m.name, i.name, x.seqno",
    "SELECT 'sql', type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL
     AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, name",
];

/// The whole catalogue, a line a fact, without what goc leaves alone. Definitions are left out when `with_texts` says so.
pub async fn catalogue(sqlite: &mut Sqlite, with_texts: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for question in QUESTIONS {
        for row in sqlite.query(question).await {
            let is_own = row.0.iter().flatten().any(|one| one.starts_with("goc_run") || one == "alembic_version");
            if is_own || row.text(0) == "sql" && !with_texts {
                continue;
            }
            let mut values: Vec<String> = row.0.iter().map(|one| one.clone().unwrap_or("NULL".into())).collect();
            if row.text(0) == "sql" {
                values[4] = bare(&values[4]);
            }
            lines.push(values.join(" | "));
        }
    }
    lines
}

/// A definition without what makes no difference. Crude: quotes go everywhere, and so does the space in texts.
fn bare(sql: &str) -> String {
    let mut rest = sql;
    let mut text = String::new();
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("--") {
            rest = rest.find('\n').map_or("", |at| &rest[at..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |at| &rest[at + 2..]);
        } else {
            if !first.is_whitespace() && !"\"`[]'".contains(first) {
                text.push(first.to_ascii_lowercase());
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    text
}
