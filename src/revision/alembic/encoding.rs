//! The encoding that a Python file names for itself (PEP 263), which goc does not follow: it reads UTF-8.

/// Encodings in which ASCII is ASCII, so that a file of nothing else reads the same.
const LIKE_ASCII: [&str; 4] = ["iso-8859-", "cp125", "windows-125", "latin"];

/// No encoding has a longer name, and a sentence shows it.
const LONGEST_NAME: usize = 40;

/// The encoding that the first two lines name, when the file does not read the same as UTF-8; with the number of the line.
pub fn other_encoding(bytes: &[u8]) -> Option<(u32, String)> {
    let (line, name) = declared(bytes)?;
    let plain = name.to_ascii_lowercase().replace('_', "-");
    let is_utf8 = plain == "utf8" || plain == "utf-8" || plain.starts_with("utf-8-") || plain == "u8";
    let is_ascii = matches!(plain.as_str(), "ascii" | "us-ascii");
    let like_ascii = is_ascii || LIKE_ASCII.iter().any(|prefix| plain.starts_with(prefix));
    let reads_the_same = is_utf8 || like_ascii && bytes.is_ascii();
    (!reads_the_same).then_some((line, name))
}

/// `# -*- coding: NAME -*-` on the first line, or on the second below a comment or a blank line.
fn declared(bytes: &[u8]) -> Option<(u32, String)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (number, line) in (1..=2).zip(bytes.split(|&byte| byte == b'\n')) {
        let line = line.trim_ascii();
        if let Some(comment) = line.strip_prefix(b"#") {
            if let Some(name) = named(comment) {
                return Some((number, name));
            }
        } else if !line.is_empty() {
            return None;
        }
    }
    None
}

fn named(comment: &[u8]) -> Option<String> {
    let at =
        memchr::memmem::find_iter(comment, "coding").find(|at| matches!(comment.get(at + 6), Some(b':' | b'=')))?;
    let rest = comment[at + 7..].trim_ascii_start();
    let name: String = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        .take(LONGEST_NAME)
        .map(|&byte| char::from(byte))
        .collect();
    (!name.is_empty()).then_some(name)
}
