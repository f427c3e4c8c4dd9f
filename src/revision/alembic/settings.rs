//! `alembic.ini` and the `[tool.alembic]` of a `pyproject.toml`, as far as goc needs them.

use std::collections::HashMap;

/// The files that a project may keep its settings in, the stronger one first.
pub const SETTINGS_FILES: [&str; 2] = ["alembic.ini", "pyproject.toml"];

/// How many references one value may take to be filled in: references to references double, and ten lines of them would keep a
/// program busy for ever.
const MOST_REFERENCES: usize = 100;

/// No path and no address is longer.
const LONGEST_VALUE: usize = 64 << 10;

/// The settings of a project by name, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    values: HashMap<String, String>,
    /// Those that TOML has as lists.
    lists: HashMap<String, Vec<String>>,
    /// The folder of the file: what `%(here)s` stands for.
    here: String,
}

/// A setting that cannot be used, with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSetting {
    pub name: String,
    pub value: String,
}

impl Settings {
    /// Reads the `[alembic]` section of an ini file, as Python's `configparser` does; `None` when there is none. `here` is the folder of
    /// the file.
    pub fn of_ini(text: &str, here: &str) -> Option<Settings> {
        let mut sections: HashMap<&str, HashMap<String, String>> = HashMap::new();
        let mut section = "";
        let mut key: Option<(String, usize)> = None;
        for line in text.strip_prefix('\u{FEFF}').unwrap_or(text).lines() {
            let trimmed = line.trim();
            let indentation = line.len() - line.trim_start().len();
            if trimmed.starts_with(['#', ';']) {
                continue;
            }
            let values = sections.entry(section).or_default();
            // Lines that are indented deeper go on with the value above.
            if let Some((key, outer)) = &key
                && (trimmed.is_empty() || indentation > *outer)
            {
                if let Some(value) = values.get_mut(key) {
                    value.push('\n');
                    value.push_str(trimmed);
                }
                continue;
            }
            if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name) {
                sections.entry(name).or_default();
                (section, key) = (name, None);
            } else if let Some((name, value)) = trimmed.split_once(['=', ':']) {
                let name = name.trim().to_lowercase();
                values.insert(name.clone(), value.trim().to_owned());
                key = Some((name, indentation));
            }
        }
        let own = sections.remove("alembic")?;
        let mut values = sections.remove("DEFAULT").unwrap_or_default();
        values.extend(own);
        values.values_mut().for_each(|value| value.truncate(value.trim_end().len()));
        Some(Settings { values, lists: HashMap::new(), here: here.to_owned() })
    }

    /// Reads the `[tool.alembic]` table; `None` when there is none, or the text is no TOML.
    pub fn of_toml(text: &str, here: &str) -> Option<Settings> {
        let document: toml::Table = toml::from_str(text).ok()?;
        let table = document.get("tool")?.get("alembic")?.as_table()?;
        let mut settings = Settings { here: here.to_owned(), ..Settings::default() };
        for (name, value) in table {
            match value {
                toml::Value::String(text) => drop(settings.values.insert(name.clone(), text.clone())),
                toml::Value::Boolean(is) => drop(settings.values.insert(name.clone(), is.to_string())),
                toml::Value::Array(list) => {
                    let texts = list.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
                    settings.lists.insert(name.clone(), texts);
                }
                _ => {}
            }
        }
        Some(settings)
    }

    /// A setting with its references filled in; `None` when it is not there or empty.
    ///
    /// # Errors
    /// It refers to something that is not there.
    pub fn get(&self, name: &str) -> Result<Option<String>, BadSetting> {
        let Some(value) = self.values.get(name) else { return Ok(None) };
        let filled = self.fill(value, &mut { MOST_REFERENCES });
        let bad = || BadSetting { name: name.to_owned(), value: value.clone() };
        Ok(Some(filled.ok_or_else(bad)?).filter(|value| !value.is_empty()))
    }

    /// Whether a setting says yes.
    pub fn is_on(&self, name: &str) -> bool {
        let value = self.get(name).ok().flatten().unwrap_or_default();
        matches!(value.to_lowercase().as_str(), "true" | "yes" | "on" | "1")
    }

    /// The folders of `version_locations`, split as `path_separator` says; none when it is not set.
    ///
    /// # Errors
    /// A separator that Alembic does not know, or a reference to something that is not there.
    pub fn version_locations(&self) -> Result<Vec<String>, BadSetting> {
        if let Some(list) = self.lists.get("version_locations") {
            let fill = |value: &String| {
                let bad = || BadSetting { name: "version_locations".to_owned(), value: value.clone() };
                self.fill(value, &mut { MOST_REFERENCES }).ok_or_else(bad)
            };
            return list.iter().map(fill).collect();
        }
        let Some(value) = self.get("version_locations")? else { return Ok(Vec::new()) };
        let mut separator = None;
        for name in ["path_separator", "version_path_separator"] {
            if let Some(value) = self.get(name)? {
                separator = Some(match value.as_str() {
                    "space" => ' ',
                    "newline" => '\n',
                    "os" | ":" => ':',
                    ";" => ';',
                    _ => return Err(BadSetting { name: name.to_owned(), value }),
                });
                break;
            }
        }
        // Before there was a setting for it, spaces and commas did.
        let parts = match separator {
            Some(separator) => value.split(separator).map(str::trim).map(str::to_owned).collect::<Vec<_>>(),
            None => value.split([' ', ',', '\n']).map(str::to_owned).collect(),
        };
        Ok(parts.into_iter().filter(|part| !part.is_empty()).collect())
    }

    /// What is not set here, from elsewhere.
    pub fn or(mut self, weaker: Settings) -> Settings {
        for (name, value) in weaker.values {
            self.values.entry(name).or_insert(value);
        }
        for (name, list) in weaker.lists {
            if !self.values.contains_key(&name) {
                self.lists.insert(name, list);
            }
        }
        self
    }

    /// `%(name)s` becomes the value of `name`, and `%%` a percent sign.
    fn fill(&self, value: &str, left: &mut usize) -> Option<String> {
        let mut filled = String::with_capacity(value.len());
        let mut rest = value;
        while let Some(at) = rest.find('%') {
            filled.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('%') {
                filled.push('%');
                rest = after;
                continue;
            }
            let (name, after) = rest.strip_prefix('(')?.split_once(")s")?;
            let name = name.to_lowercase();
            *left = left.checked_sub(1)?;
            match self.values.get(&name) {
                Some(value) => filled.push_str(&self.fill(value, left)?),
                None if name == "here" => filled.push_str(&self.here),
                None => return None,
            }
            if filled.len() > LONGEST_VALUE {
                return None;
            }
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }
}
