//! SQLite's online backup (sqlite.org/backup.html): copies a database page by page while other programs go on using it.
//!
//! The only place that calls SQLite directly: sqlx has no such call. Both files are opened here, on the thread that copies, so no
//! handle is ever shared. It is the same SQLite that sqlx is linked with, so its bookkeeping of locks knows these handles, too.
#![allow(unsafe_code, reason = "sqlite3_backup_* has no safe wrapper in sqlx")]

use std::ffi::{CStr, CString, c_int};
use std::path::Path;
use std::time::{Duration, Instant};

use libsqlite3_sys as ffi;

use super::DatabaseError;
use super::file_lock::holders;
use super::sqlite::{LOCK_PATIENCE, from_code};

/// Pages copied between two looks at the cancel flag: about a megabyte.
const PAGES_A_STEP: c_int = 256;

/// A busy till writes between two steps, and every write makes the copy start again. After this many starts the copy holds a read
/// lock to its end.
const STARTS: u32 = 3;

const BUSY_PAUSE: Duration = Duration::from_millis(50);

/// How to copy.
#[derive(Debug, Clone, Copy, Default)]
pub struct CopyOptions {
    /// Read one snapshot from the start: with a write-ahead log that keeps nobody from writing.
    pub snapshot: bool,
    /// The journal mode that the copy is to have (`PRAGMA journal_mode`); as it comes when `None`.
    pub journal_mode: Option<JournalMode>,
}

/// The two journal modes that a file remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalMode {
    /// A rollback journal: the database is one file.
    Delete,
    /// A write-ahead log beside the file.
    Wal,
}

/// Copies one database file over another, replacing all that the target held. Blocks; meant for a thread of its own.
///
/// The target changes in one transaction: whoever breaks this off, or crashes, leaves it as it was. `progress` is told the bytes
/// that are copied and those there are; the latter may grow.
///
/// # Errors
/// [`DatabaseError::Cancelled`] when `stop` says so, and what SQLite says about either file.
pub fn copy_sqlite(
    source: &Path,
    target: &Path,
    options: CopyOptions,
    progress: &mut dyn FnMut(u64, u64),
    stop: &dyn Fn() -> bool,
) -> Result<(), DatabaseError> {
    let from = Handle::open(source, ffi::SQLITE_OPEN_READWRITE)
        .or_else(|_| Handle::open(source, ffi::SQLITE_OPEN_READONLY))?;
    let into = Handle::open(target, ffi::SQLITE_OPEN_READWRITE | ffi::SQLITE_OPEN_CREATE)?;
    if options.snapshot {
        from.hold_snapshot()?;
    }
    let page_size = from.page_size()?;
    let mut copy = Copy::begin(&into, &from)?;
    let mut starts = 1;
    let mut held = options.snapshot;
    let mut done_before = 0;
    let mut waiting_since: Option<Instant> = None;
    loop {
        if stop() {
            return Err(DatabaseError::Cancelled);
        }
        match copy.step() {
            ffi::SQLITE_DONE => break,
            ffi::SQLITE_OK => {
                waiting_since = None;
                let (done, total) = copy.pages();
                if done < done_before {
                    starts += 1;
                }
                done_before = done;
                progress(done * page_size, total * page_size);
                if starts > STARTS && !held {
                    from.hold_snapshot()?;
                    held = true;
                }
            }
            code if matches!(code & 0xff, ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED) => {
                let since = *waiting_since.get_or_insert_with(Instant::now);
                if since.elapsed() >= LOCK_PATIENCE {
                    let mut holder = holders(target);
                    if holder == "?" {
                        holder = holders(source);
                    }
                    return Err(DatabaseError::Locked { holder, seconds: since.elapsed().as_secs() });
                }
                std::thread::sleep(BUSY_PAUSE);
            }
            // Which of the two files it is about, SQLite says in its words only.
            code => return Err(into.error(code, target)),
        }
    }
    let (_, total) = copy.pages();
    progress(total * page_size, total * page_size);
    let code = copy.finish();
    if code != ffi::SQLITE_OK {
        return Err(into.error(code, target));
    }
    match options.journal_mode {
        Some(JournalMode::Delete) => into.execute(c"PRAGMA journal_mode = DELETE", target),
        Some(JournalMode::Wal) => into.execute(c"PRAGMA journal_mode = WAL", target),
        None => Ok(()),
    }
}

/// An open database; closed when dropped.
struct Handle {
    raw: *mut ffi::sqlite3,
    path: std::path::PathBuf,
}

impl Handle {
    fn open(path: &Path, flags: c_int) -> Result<Handle, DatabaseError> {
        let name = CString::new(path.as_os_str().as_encoded_bytes())
            .map_err(|error| from_code(ffi::SQLITE_CANTOPEN, &error.to_string(), path))?;
        let mut raw = std::ptr::null_mut();
        // SAFETY: `name` ends with a NUL and outlives the call. SQLite sets `raw` also when it fails, except without memory, and
        // every function below, the closing one too, takes a null handle.
        let code = unsafe {
            ffi::sqlite3_open_v2(name.as_ptr(), &mut raw, flags | ffi::SQLITE_OPEN_FULLMUTEX, std::ptr::null())
        };
        let handle = Handle { raw, path: path.to_owned() };
        if code == ffi::SQLITE_OK { Ok(handle) } else { Err(handle.error(code, path)) }
    }

    /// Begins a transaction that reads; the copy uses the one that is open.
    fn hold_snapshot(&self) -> Result<(), DatabaseError> {
        self.execute(c"BEGIN", &self.path)?;
        self.execute(c"SELECT count(*) FROM sqlite_schema", &self.path)
    }

    /// Runs a statement, waiting for a lock as long as everybody else does.
    fn execute(&self, sql: &CStr, path: &Path) -> Result<(), DatabaseError> {
        let started = Instant::now();
        loop {
            // SAFETY: the handle is open, the text ends with a NUL, and without a callback no other pointer is used.
            let code =
                unsafe { ffi::sqlite3_exec(self.raw, sql.as_ptr(), None, std::ptr::null_mut(), std::ptr::null_mut()) };
            match code & 0xff {
                ffi::SQLITE_OK => return Ok(()),
                ffi::SQLITE_BUSY if started.elapsed() < LOCK_PATIENCE => std::thread::sleep(BUSY_PAUSE),
                ffi::SQLITE_BUSY => {
                    let (holder, seconds) = (holders(path), started.elapsed().as_secs());
                    return Err(DatabaseError::Locked { holder, seconds });
                }
                _ => return Err(self.error(code, path)),
            }
        }
    }

    /// Bytes in a page of the source.
    fn page_size(&self) -> Result<u64, DatabaseError> {
        // Known only when the header was read, which waits for a writer here.
        self.execute(c"SELECT count(*) FROM sqlite_schema", &self.path)?;
        let mut statement = std::ptr::null_mut();
        // SAFETY: the handle is open; the statement is finalised on every way out, and read only behind a row.
        unsafe {
            let sql = c"PRAGMA page_size";
            let code = ffi::sqlite3_prepare_v2(self.raw, sql.as_ptr(), -1, &mut statement, std::ptr::null_mut());
            if code != ffi::SQLITE_OK {
                return Err(self.error(code, &self.path));
            }
            let row = ffi::sqlite3_step(statement) == ffi::SQLITE_ROW;
            let size = if row { ffi::sqlite3_column_int64(statement, 0) } else { 0 };
            ffi::sqlite3_finalize(statement);
            Ok(u64::try_from(size).unwrap_or_default())
        }
    }

    fn error(&self, code: c_int, path: &Path) -> DatabaseError {
        // SAFETY: SQLite's message is a text with a NUL at its end, valid until the next call on this handle.
        let message = unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(self.raw)) }.to_string_lossy().into_owned();
        from_code(code, &message, path)
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: nobody else has the handle, and every statement and copy on it is finished by now.
        unsafe { ffi::sqlite3_close(self.raw) };
    }
}

/// A copy that runs; dropped before its end it rolls the target back.
struct Copy<'a> {
    raw: *mut ffi::sqlite3_backup,
    _handles: (&'a Handle, &'a Handle),
}

impl<'a> Copy<'a> {
    fn begin(into: &'a Handle, from: &'a Handle) -> Result<Copy<'a>, DatabaseError> {
        // SAFETY: both handles are open, differ, and outlive the copy by its lifetime.
        let raw = unsafe { ffi::sqlite3_backup_init(into.raw, c"main".as_ptr(), from.raw, c"main".as_ptr()) };
        if raw.is_null() {
            // SAFETY: the handle is open.
            let code = unsafe { ffi::sqlite3_extended_errcode(into.raw) };
            return Err(into.error(code, &into.path));
        }
        Ok(Copy { raw, _handles: (into, from) })
    }

    fn step(&mut self) -> c_int {
        // SAFETY: `raw` is null only behind `finish`, which takes the copy.
        unsafe { ffi::sqlite3_backup_step(self.raw, PAGES_A_STEP) }
    }

    /// Pages copied, and pages in all.
    fn pages(&self) -> (u64, u64) {
        // SAFETY: as in `step`.
        let (left, all) = unsafe { (ffi::sqlite3_backup_remaining(self.raw), ffi::sqlite3_backup_pagecount(self.raw)) };
        (u64::try_from(all - left).unwrap_or_default(), u64::try_from(all).unwrap_or_default())
    }

    fn finish(mut self) -> c_int {
        let raw = std::mem::replace(&mut self.raw, std::ptr::null_mut());
        // SAFETY: `raw` is the copy of `begin`, finished once.
        unsafe { ffi::sqlite3_backup_finish(raw) }
    }
}

impl Drop for Copy<'_> {
    fn drop(&mut self) {
        // SAFETY: SQLite takes a null pointer here, which is what `finish` leaves.
        unsafe { ffi::sqlite3_backup_finish(self.raw) };
    }
}
