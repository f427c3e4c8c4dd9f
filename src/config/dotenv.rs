//! `.env`, as python-dotenv reads it for the application: `NAME=value`, `export NAME='value'`, `# comment`.

use std::collections::HashMap;
use std::path::Path;

use super::ConfigError;

/// Reads the variables of `path`; a file that is not there has none.
pub fn read(path: &Path) -> Result<HashMap<String, String>, ConfigError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(parse(&String::from_utf8_lossy(&bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(HashMap::new()),
        // A folder called `.env` is somebody's virtual environment, not a file for us.
        Err(_) if path.is_dir() => Ok(HashMap::new()),
        Err(error) => Err(ConfigError::Unreadable { file: super::file::shown(path), reason: error.to_string() }),
    }
}

/// Lines that are not assignments are skipped: the file belongs to the application, and may hold what only it knows.
fn parse(text: &str) -> HashMap<String, String> {
    text.trim_start_matches('\u{feff}').lines().filter_map(assignment).collect()
}

fn assignment(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    if line.starts_with('#') {
        return None;
    }
    let (name, value) = line.strip_prefix("export ").unwrap_or(line).split_once('=')?;
    let value = value.trim();
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        // An unquoted value ends at a comment, which needs white space before it: `p#ss` is a value.
        _ => value.find(" #").map_or(value, |comment| value[..comment].trim_end()),
    };
    Some((name.trim().to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_are_read_as_the_application_reads_them() {
        let variables = parse("# a comment\nA=1\nexport B = 'two # words'\nC=\"x\"  # why\nD=p#ss # why\nnonsense\n");
        let get = |name: &str| variables.get(name).map(String::as_str);
        assert_eq!((get("A"), get("B"), get("C"), get("D")), (Some("1"), Some("two # words"), Some("x"), Some("p#ss")));
        assert_eq!(variables.len(), 4);
    }
}
