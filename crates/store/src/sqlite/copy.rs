//! A consistent copy of a database file that others are writing to.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::failure::from_rusqlite_at;
use super::open::open_reader;
use crate::StoreError;

/// Copies the database as it is at one moment. All pages go in one step, under one snapshot: writers of another process go
/// on, and none of their transactions is copied in half.
///
/// # Errors
/// [`StoreError`] when the file cannot be read, or the copy cannot be written or is there already.
pub fn copy_database(from: &Path, to: &Path) -> Result<(), StoreError> {
    let shown = to.display().to_string();
    let fail = |error: rusqlite::Error| from_rusqlite_at(&error, &shown, "copy to");
    // Made first and alone, so that nothing is ever written over.
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(to)
        .map_err(|error| StoreError::Unwritable { path: shown.clone(), detail: error.to_string() })?;
    let source = open_reader(from)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut target = Connection::open_with_flags(to, flags).map_err(fail)?;
    {
        let backup = Backup::new(&source, &mut target).map_err(fail)?;
        match backup.step(-1).map_err(fail)? {
            StepResult::Done => {}
            other => {
                return Err(StoreError::Disk(format!("the copy to {shown} stopped: {other:?}")));
            }
        }
    }
    // The copy stands alone: no write-ahead log belongs to it.
    target.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).map_err(fail)?;
    target.close().map_err(|(_, error)| fail(error))
}
