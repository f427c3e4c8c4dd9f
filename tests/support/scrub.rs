//! Making outputs the same in every run, so that a snapshot can hold them.

use std::sync::OnceLock;

use goc::operator::Operator;
use regex_lite::Regex;

/// Times after 2024 (revision files of tests are older), durations, processes, versions and random ids, each as a name with a
/// dollar sign.
pub fn scrub(text: &str) -> String {
    static RULES: OnceLock<Vec<(Regex, &str)>> = OnceLock::new();
    let rules = RULES.get_or_init(|| {
        [
            (r"\b20(2[5-9]|[3-9]\d)-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", "$$TIME"),
            (r"\b\d\d\.\d\d\.20(2[5-9]|[3-9]\d) \d\d:\d\d:\d\d", "$$TIME"),
            (r"\b\d+ ms\b", "$$DURATION"),
            (r"\b\d+[.,]\d sn?\b", "$$DURATION"),
            (r#""((?:duration|elapsed)_ms|pid|process_started)": \d+"#, r#""${1}": $$NUMBER"#),
            (r#""(host|operator)": "[^"]*""#, r#""${1}": "$$NAME""#),
            (r"\b(SQLite|PostgreSQL) \d+(\.\d+)+", "${1} $$VERSION"),
            (r"\b[0-9a-f]{64}\b", "$$CHECKSUM"),
            (r"\$TIME-[0-9a-f]{8}\b", "$$RUN"),
            (r"\b[0-9a-f]{12}(_|\b)", "$$ID${1}"),
        ]
        .map(|(pattern, name)| (Regex::new(pattern).unwrap(), name))
        .into()
    });
    let me = Operator::current();
    let text = text
        .replace(&format!("by {} on {}", me.user, me.host), "by $USER on $HOST")
        .replace(&format!("çalıştıran: {}, makine: {}", me.user, me.host), "çalıştıran: $USER, makine: $HOST")
        .replace(concat!("goc ", env!("CARGO_PKG_VERSION")), "goc $VERSION")
        .replace(concat!("\"", env!("CARGO_PKG_VERSION"), "\""), "\"$VERSION\"");
    rules.iter().fold(text, |text, (pattern, name)| pattern.replace_all(&text, *name).into_owned())
}
