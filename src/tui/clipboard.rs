//! Clipboard (placeholder until merged).
pub fn sequence(_: &str, _: impl Fn(&str) -> Option<String>) -> Option<String> {
    None
}
