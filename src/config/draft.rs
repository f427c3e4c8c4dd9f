//! A connection as a person writes it into a form: plain texts, checked one by one.

use super::error::BadName;
use super::{ConfigError, DatabaseUrl, QuietHours, parse_duration};
use crate::i18n::printable;

/// The texts of a form. An empty one means that the key is not in the file, so that its default holds.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ConnectionDraft {
    /// What `-d` takes.
    pub name: String,
    /// The address, without a password.
    pub url: String,
    /// `development`, `staging` or `production`.
    pub environment: String,
    /// A name shared by databases that are looked after together.
    pub group: String,
    /// `23:00-06:00`.
    pub quiet_hours: String,
    /// `off` or `before-upgrade`.
    pub backup: String,
    /// A folder; a relative one starts from that of the file.
    pub backup_folder: String,
    /// `2s`, `500ms`.
    pub lock_timeout: String,
    /// A shell command that prints the password.
    pub password_command: String,
}

/// Neither the address, into which somebody may just have typed a password, nor the command.
impl std::fmt::Debug for ConnectionDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectionDraft").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What is wrong with each text, for the line below its field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DraftProblems {
    pub name: Option<ConfigError>,
    pub url: Option<ConfigError>,
    pub environment: Option<ConfigError>,
    pub group: Option<ConfigError>,
    pub quiet_hours: Option<ConfigError>,
    pub backup: Option<ConfigError>,
    pub backup_folder: Option<ConfigError>,
    pub lock_timeout: Option<ConfigError>,
    pub password_command: Option<ConfigError>,
}

impl DraftProblems {
    /// The first one in the order of the form.
    pub fn first(self) -> Option<ConfigError> {
        self.name
            .or(self.url)
            .or(self.environment)
            .or(self.group)
            .or(self.quiet_hours)
            .or(self.backup)
            .or(self.backup_folder)
            .or(self.lock_timeout)
            .or(self.password_command)
    }

    /// Whether the draft can be written.
    pub fn is_empty(&self) -> bool {
        *self == DraftProblems::default()
    }
}

impl ConnectionDraft {
    /// Checks each text for itself; whether a name is taken, only the file knows.
    pub fn check(&self) -> DraftProblems {
        let one_of = |key: &str, value: &str, words: &[&str]| {
            let fits = value.is_empty() || words.contains(&value);
            (!fits).then(|| bad_value(key, &words.join(" | ")))
        };
        let one_line = |key: &str, value: &str| value.chars().any(|c| !printable(c)).then(|| bad_value(key, "a b c"));
        let is_time = |value: &str, read: fn(&str) -> bool| value.is_empty() || read(value);
        DraftProblems {
            name: check_name(&self.name).err(),
            url: check_url(&self.url).err(),
            environment: one_of("environment", &self.environment, &["development", "staging", "production"]),
            group: one_line("group", &self.group),
            quiet_hours: (!is_time(&self.quiet_hours, is_hours)).then(|| bad_value("quiet_hours", "23:00-06:00")),
            backup: one_of("backup", &self.backup, &["off", "before-upgrade"]),
            backup_folder: one_line("backup_folder", &self.backup_folder),
            lock_timeout: (!is_time(&self.lock_timeout, |text| parse_duration(text).is_some()))
                .then(|| bad_value("lock_timeout", "500ms | 2s | 5m")),
            password_command: one_line("password_command", &self.password_command),
        }
    }

    /// The keys of the file with their texts, in the order in which a new connection gets them.
    pub(super) fn settings(&self) -> [(&'static str, &str); 8] {
        [
            ("url", &self.url),
            ("environment", &self.environment),
            ("group", &self.group),
            ("quiet_hours", &self.quiet_hours),
            ("backup", &self.backup),
            ("backup_folder", &self.backup_folder),
            ("lock_timeout", &self.lock_timeout),
            ("password_command", &self.password_command),
        ]
    }
}

fn bad_value(key: &str, expected: &str) -> ConfigError {
    ConfigError::BadValue { key: key.to_owned(), expected: expected.to_owned() }
}

/// Whether a text can be typed behind `-d` and drawn on a line.
pub(super) fn check_name(name: &str) -> Result<(), ConfigError> {
    let bad = |reason| Err(ConfigError::BadName { reason });
    match name {
        name if name.trim().is_empty() => bad(BadName::Empty),
        name if name.chars().any(|c| !printable(c)) => bad(BadName::Control),
        name if name.trim() != name => bad(BadName::Edges),
        name if DatabaseUrl::looks_like_one(name) => bad(BadName::Url),
        name if name.starts_with('-') || super::VARIABLES.contains(&name) => bad(BadName::Reserved),
        _ => Ok(()),
    }
}

fn check_url(url: &str) -> Result<(), ConfigError> {
    match DatabaseUrl::parse(url)? {
        DatabaseUrl::Postgres(url) if url.password.is_some() => Err(ConfigError::PasswordInUrl),
        _ => Ok(()),
    }
}

/// Whether a text is `HH:MM-HH:MM`.
fn is_hours(text: &str) -> bool {
    QuietHours::parse(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Problem;

    fn good() -> ConnectionDraft {
        ConnectionDraft {
            name: "store".to_owned(),
            url: "postgres://ayse@localhost/shop".to_owned(),
            quiet_hours: "23:00-06:00".to_owned(),
            lock_timeout: "500ms".to_owned(),
            ..ConnectionDraft::default()
        }
    }

    #[test]
    fn a_draft_is_checked_field_by_field() {
        assert!(good().check().is_empty());
        let problems = ConnectionDraft {
            environment: "prod".to_owned(),
            quiet_hours: "23:00-24:00".to_owned(),
            backup: "yes".to_owned(),
            lock_timeout: "soon".to_owned(),
            group: "a\nb".to_owned(),
            ..good()
        }
        .check();
        assert!(problems.name.is_none() && problems.url.is_none());
        for problem in
            [problems.environment, problems.quiet_hours, problems.backup, problems.lock_timeout, problems.group]
        {
            assert_eq!(problem.expect("a problem").kind(), "bad_setting");
        }
    }

    #[test]
    fn a_password_is_sent_where_it_belongs_and_shown_nowhere() {
        for url in ["postgres://ayse:gizli@localhost/shop", "postgres://localhost/shop?password=gizli"] {
            let draft = ConnectionDraft { url: url.to_owned(), ..good() };
            let problem = draft.check().url.expect("a problem");
            assert_eq!(problem.kind(), "password_in_url");
            assert!(problem.hint(crate::i18n::Lang::Tr).contains("~/.pgpass"));
            assert!(!format!("{draft:?} {problem:?} {problem}").contains("gizli"));
        }
    }

    #[test]
    fn a_name_can_be_typed_and_is_no_address() {
        for name in ["store", "kasa-1", "Ana Mağaza"] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
        for name in ["", " ", " a", "a\u{1b}", "sqlite:a", "-d", "DATABASE_URL"] {
            assert!(check_name(name).is_err(), "{name:?}");
        }
    }
}
