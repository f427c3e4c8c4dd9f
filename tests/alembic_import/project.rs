//! The projects of the corpus, and running a test over all of them.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of revision files.
#[derive(Debug, Clone)]
pub struct Project {
    pub name: String,
    pub path: PathBuf,
}

/// Where the corpus lies.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/alembic_import/corpus")
}

/// The projects of a kind, which is a folder of the corpus; only one where `GOC_TEST_CORPUS` names it.
pub fn projects(kind: &str) -> Vec<Project> {
    let wanted = std::env::var("GOC_TEST_CORPUS").ok();
    let mut projects: Vec<Project> = entries(&folder().join(kind))
        .into_iter()
        .map(|path| Project { name: path.file_name().unwrap().to_str().unwrap().to_owned(), path })
        .filter(|project| wanted.as_ref().is_none_or(|wanted| *wanted == project.name))
        .collect();
    projects.sort_by(|a, b| a.name.cmp(&b.name));
    projects
}

/// The files of a project in order.
pub fn files(project: &Project) -> Vec<PathBuf> {
    let mut files = entries(&project.path);
    files.retain(|file| file.extension().is_some_and(|extension| extension == "py"));
    files.sort();
    files
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Runs `test` for every project, as many at once as there are processors, and fails with what each said that failed.
#[track_caller]
pub fn for_each(projects: &[Project], test: impl Fn(&Project) + Sync) {
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(project) = projects.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| test(project))) {
                let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
                failures.lock().unwrap().push(format!("### {}\n{}", project.name, said.unwrap_or("?")));
            }
        }
    };
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(work);
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    assert!(failures.is_empty(), "{} of {} projects\n{}", failures.len(), projects.len(), failures.join("\n"));
}
