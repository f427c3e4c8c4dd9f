//! What `status` cannot do without: reading every file, and the version row.

use std::ffi::CString;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use libsqlite3_sys as sqlite;

/// Makes this program the floor of `status`: `floor-of-status FOLDER DATABASE`.
pub const ARGUMENT: &str = "floor-of-status";

pub fn status(folder: &Path, database: &str) {
    let bytes = read_files(folder);
    println!("{bytes} {}", version(database));
}

/// Reads every file of a folder into one buffer and returns how many bytes that was.
pub fn read_files(folder: &Path) -> usize {
    let mut buffer = vec![0; 16 << 10];
    let mut bytes = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let mut file = File::open(entry.unwrap().path()).unwrap();
        loop {
            let count = file.read(&mut buffer).unwrap();
            if count == 0 {
                break;
            }
            bytes += count;
        }
    }
    bytes
}

#[allow(unsafe_code, reason = "the floor is SQLite's own C interface")]
fn version(database: &str) -> String {
    let path = CString::new(database).unwrap();
    // SAFETY: as SQLite documents these calls; every pointer is checked by the code before it and outlives its use.
    unsafe {
        let (mut connection, mut statement) = (std::ptr::null_mut(), std::ptr::null_mut());
        assert_eq!(sqlite::sqlite3_open(path.as_ptr(), &mut connection), sqlite::SQLITE_OK);
        let sql = c"SELECT version_num FROM alembic_version";
        let prepared = sqlite::sqlite3_prepare_v2(connection, sql.as_ptr(), -1, &mut statement, std::ptr::null_mut());
        assert_eq!(prepared, sqlite::SQLITE_OK);
        assert_eq!(sqlite::sqlite3_step(statement), sqlite::SQLITE_ROW);
        let text = std::ffi::CStr::from_ptr(sqlite::sqlite3_column_text(statement, 0).cast());
        let version = text.to_str().unwrap().to_owned();
        sqlite::sqlite3_finalize(statement);
        sqlite::sqlite3_close(connection);
        version
    }
}
