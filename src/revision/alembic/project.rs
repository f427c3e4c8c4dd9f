//! Where the revisions of an Alembic project lie.

use std::path::{Path, PathBuf};

use super::settings::{BadSetting, Settings};
use crate::i18n::safe;
use crate::revision::error::FileProblem;
use crate::revision::file::shown_name;

/// What Alembic takes when the settings name no length.
const SLUG_LENGTH: usize = 40;

/// A project whose revisions are Python files.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// What was named: a folder or a settings file.
    pub given: PathBuf,
    /// The folders with revisions, in the order of the settings.
    pub locations: Vec<PathBuf>,
    /// Whether folders inside them count, too.
    pub recursive: bool,
    /// How Alembic names new files, if the settings say so.
    pub file_template: Option<String>,
    /// How many characters of a message such a name has.
    pub slug_length: usize,
    /// The time zone of new files; that of the machine when the settings name none.
    pub timezone: Option<String>,
    /// Why the settings do not tell where the revisions are.
    pub problem: Option<FileProblem>,
}

impl Project {
    /// A folder of revision files.
    pub fn of_versions(given: &Path, versions: PathBuf) -> Project {
        let given = given.to_owned();
        Project {
            given,
            locations: vec![versions],
            recursive: false,
            file_template: None,
            slug_length: SLUG_LENGTH,
            timezone: None,
            problem: None,
        }
    }

    /// What a settings file says. `here` is its folder, and `script` the folder of `env.py` when that is known otherwise: Flask-Migrate
    /// keeps both in one place and leaves `script_location` out.
    pub fn of_settings(given: &Path, file: &Path, here: &Path, settings: &Settings, script: Option<&Path>) -> Project {
        let mut project = Project::of_versions(given, PathBuf::new());
        project.locations.clear();
        project.recursive = settings.is_on("recursive_version_locations");
        let get = |name: &str| settings.get(name).ok().flatten();
        project.file_template = get("file_template");
        project.slug_length = get("truncate_slug_length").and_then(|text| text.parse().ok()).unwrap_or(SLUG_LENGTH);
        project.timezone = get("timezone");
        match locations(here, settings, script) {
            Ok(Some(locations)) => project.locations = locations,
            Ok(None) => project.problem = Some(FileProblem::NoScriptLocation { file: shown_name(file) }),
            Err(BadSetting { name, value }) => {
                let value = safe(&value).into_owned();
                project.problem = Some(FileProblem::BadSetting { file: shown_name(file), setting: name, value });
            }
        }
        project
    }
}

fn locations(here: &Path, settings: &Settings, script: Option<&Path>) -> Result<Option<Vec<PathBuf>>, BadSetting> {
    let named = settings.version_locations()?;
    if !named.is_empty() {
        return Ok(Some(named.iter().map(|location| resolve(here, location)).collect()));
    }
    let script = match settings.get("script_location")? {
        Some(location) => Some(resolve(here, &location)),
        None => script.map(Path::to_owned),
    };
    Ok(script.map(|script| vec![script.join("versions")]))
}

/// The folder that a setting names: a path, or `package.name:folder`. Relative ones start from the settings file, where Alembic is started
/// as a rule; a package is looked for there, too.
pub fn resolve(here: &Path, location: &str) -> PathBuf {
    if Path::new(location).is_absolute() {
        return PathBuf::from(location);
    }
    match location.split_once(':') {
        Some((package, folder)) => here.join(package.replace('.', "/")).join(folder.replace(':', "/")),
        None => here.join(location),
    }
}
