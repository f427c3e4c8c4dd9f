//! A disk that loses what was not synced when the power goes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Random, Sqlite, TestEnv};

/// What a program did to the files beside a database, in order; see `recorder.c`.
#[derive(Debug)]
pub struct Recording {
    /// What was there before.
    before: Vec<u8>,
    path: PathBuf,
    operations: Vec<Operation>,
}

#[derive(Debug)]
enum Operation {
    Create(String),
    Unlink(String),
    Write(String, usize, Vec<u8>),
    Truncate(String, usize),
    Sync(String),
}

/// Sectors are written whole or not at all.
const SECTOR: usize = 512;

impl Recording {
    /// Runs `goc` to its end; `None` (which it says) where nothing can be recorded.
    pub fn of(env: &TestEnv, db: &Sqlite, arguments: &[&str]) -> Option<Recording> {
        let (library, log) = (env.path("recorder.so"), env.path("recording"));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/recorder.c");
        let built =
            Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl").status();
        if !cfg!(target_os = "linux") || !built.is_ok_and(|status| status.success()) {
            eprintln!("skipped: no C compiler that makes a library to preload");
            return None;
        }
        let _ = std::fs::remove_file(&log);
        let before = std::fs::read(db.path()).unwrap();
        let mut goc = env.goc();
        goc.env("LD_PRELOAD", &library).env("GOC_TEST_RECORD", &log).env("GOC_TEST_RECORD_PREFIX", db.path());
        env.output(goc.args(["-d", &db.url()]).args(arguments)).success();
        let operations = parse(&std::fs::read(log).unwrap());
        assert!(operations.iter().any(|operation| matches!(operation, Operation::Sync(_))), "nothing was recorded");
        Some(Recording { before, path: db.path().to_owned(), operations })
    }

    pub fn len(&self) -> usize {
        self.operations.len()
    }

    /// How often the program waited for the disk.
    pub fn syncs(&self) -> usize {
        self.operations.iter().filter(|operation| matches!(operation, Operation::Sync(_))).count()
    }

    /// What may be on the disk when the power goes after `count` operations: all that was synced, and of the rest any sectors. Names
    /// that were made or taken away and not synced survive up to any point of their order.
    pub fn cut(&self, count: usize, random: &mut Random) -> Sqlite {
        let main = self.path.to_str().unwrap();
        let mut disk = Disk::default();
        disk.create(main);
        disk.files[0].synced.clone_from(&self.before);
        disk.sync(self.path.parent().unwrap().to_str().unwrap());
        for operation in &self.operations[..count] {
            disk.apply(operation);
        }
        let db = Sqlite::scratch();
        for (name, content) in disk.after_power_cut(random) {
            // The index of a write-ahead log is memory, no file that anybody syncs.
            if !name.ends_with("-shm") {
                std::fs::write(format!("{}{}", db.path().display(), &name[main.len()..]), content).unwrap();
            }
        }
        db
    }
}

fn parse(mut log: &[u8]) -> Vec<Operation> {
    let mut operations = Vec::new();
    while !log.is_empty() {
        let number = |index: usize| u64::from_ne_bytes(log[index * 8..][..8].try_into().unwrap()) as usize;
        let (operation, path, offset, data) = (number(0) as u8, number(1), number(2), number(3));
        let name = String::from_utf8(log[32..32 + path].to_vec()).unwrap();
        let bytes = log[32 + path..32 + path + data].to_vec();
        operations.push(match operation {
            b'c' => Operation::Create(name),
            b'u' => Operation::Unlink(name),
            b'w' => Operation::Write(name, offset, bytes),
            b't' => Operation::Truncate(name, offset),
            _ => Operation::Sync(name),
        });
        log = &log[32 + path + data..];
    }
    operations
}

#[derive(Debug, Default)]
struct Disk {
    files: Vec<File>,
    /// Which file a name means, for the running program.
    names: HashMap<String, usize>,
    /// The same on the disk.
    synced_names: HashMap<String, usize>,
    /// Changes of names that are not on the disk yet.
    unsynced_names: Vec<(String, Option<usize>)>,
}

#[derive(Debug, Default)]
struct File {
    synced: Vec<u8>,
    unsynced: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

impl Disk {
    fn create(&mut self, name: &str) {
        self.files.push(File::default());
        self.names.insert(name.to_owned(), self.files.len() - 1);
        self.unsynced_names.push((name.to_owned(), Some(self.files.len() - 1)));
    }

    fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::Create(name) => self.create(name),
            Operation::Unlink(name) => {
                self.names.remove(name);
                self.unsynced_names.push((name.clone(), None));
            }
            Operation::Write(name, offset, bytes) => self.change(name, Change::Write(*offset, bytes.clone())),
            Operation::Truncate(name, length) => self.change(name, Change::Truncate(*length)),
            Operation::Sync(name) => self.sync(name),
        }
    }

    fn change(&mut self, name: &str, change: Change) {
        // Of the index of a log neither the making nor the syncing matters.
        if let Some(&file) = self.names.get(name) {
            self.files[file].unsynced.push(change);
        }
    }

    fn sync(&mut self, name: &str) {
        if let Some(&file) = self.names.get(name) {
            let File { synced, unsynced } = &mut self.files[file];
            for change in unsynced.drain(..) {
                change.apply(synced);
            }
        } else {
            for (name, file) in self.unsynced_names.drain(..) {
                rename(&mut self.synced_names, name, file);
            }
        }
    }

    fn after_power_cut(self, random: &mut Random) -> Vec<(String, Vec<u8>)> {
        // Often nothing is lost, often everything, else any part.
        let keep = *random.pick(&[0, 1, 2]);
        let survives = |random: &mut Random| keep == 2 || (keep == 1 && random.chance());
        let mut names = self.synced_names;
        let renames = match keep {
            0 => 0,
            1 => random.below(self.unsynced_names.len() + 1),
            _ => self.unsynced_names.len(),
        };
        for (name, file) in self.unsynced_names.into_iter().take(renames) {
            rename(&mut names, name, file);
        }
        let content = |file: usize, random: &mut Random| {
            let mut content = self.files[file].synced.clone();
            for change in &self.files[file].unsynced {
                for part in change.sectors() {
                    if survives(random) {
                        part.apply(&mut content);
                    }
                }
            }
            content
        };
        names.into_iter().map(|(name, file)| (name, content(file, random))).collect()
    }
}

fn rename(names: &mut HashMap<String, usize>, name: String, file: Option<usize>) {
    match file {
        Some(file) => names.insert(name, file),
        None => names.remove(&name),
    };
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Change::Write(offset, bytes) => {
                let end = offset + bytes.len();
                if content.len() < end {
                    content.resize(end, 0);
                }
                content[*offset..end].copy_from_slice(bytes);
            }
            Change::Truncate(length) => content.resize(*length, 0),
        }
    }

    /// The parts that reach the disk each for itself.
    fn sectors(&self) -> Vec<Change> {
        let Change::Write(offset, bytes) = self else { return vec![self.clone()] };
        let mut parts = Vec::new();
        let mut from = 0;
        while from < bytes.len() {
            let to = (from + SECTOR - (offset + from) % SECTOR).min(bytes.len());
            parts.push(Change::Write(offset + from, bytes[from..to].to_vec()));
            from = to;
        }
        parts
    }
}
