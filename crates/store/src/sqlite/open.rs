//! Opening a database file, and saying clearly why it cannot be opened.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::failure::from_rusqlite_at;
use crate::StoreError;

/// Another process (backup, `doctor`) may hold the file for a moment.
const BUSY: Duration = Duration::from_secs(10);
/// Pages mapped into memory per connection; bounded, because mapped pages count as memory of the process.
const MAPPED_BYTES: i64 = 64 * 1024 * 1024;
/// Pages in the write-ahead log before they are carried into the file. More than SQLite's own 1,000 (4 MB): under load every
/// page is then carried over once for many commits, and the flush for it comes seldom.
const CHECKPOINT_PAGES: u32 = 4_000;
/// Prepared statements kept per connection; more than the program has.
const STATEMENTS: usize = 512;

/// Opens or makes the file for writing.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let shown = path.display().to_string();
    check_file(path, &shown)?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| from_rusqlite_at(&error, &shown, "open"))?;
    let prepared = prepare_writer(&connection, &shown);
    prepared.map_err(|error| match error {
        // Missing rights appear as the failure to make the files beside the database.
        StoreError::Disk(detail) => StoreError::Unwritable { path: shown.clone(), detail },
        other => other,
    })?;
    Ok(connection)
}

fn prepare_writer(connection: &Connection, shown: &str) -> Result<(), StoreError> {
    let fail = |error: rusqlite::Error| from_rusqlite_at(&error, shown, "open");
    connection.busy_timeout(BUSY).map_err(fail)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // SQLite opens a file without the right to write silently for reading.
    if connection.is_readonly("main").map_err(fail)? {
        return Err(StoreError::Unwritable {
            path: shown.to_owned(),
            detail: "the file is read-only".into(),
        });
    }
    let mode = write_ahead(connection).map_err(fail)?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::Unwritable {
            path: shown.to_owned(),
            detail: format!("the file system does not support write-ahead logging (journal mode {mode})"),
        });
    }
    connection
        .execute_batch(&format!(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; \
             PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000; \
             PRAGMA mmap_size = {MAPPED_BYTES}; PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}; \
             BEGIN IMMEDIATE; SELECT count(*) FROM sqlite_schema; ROLLBACK;"
        ))
        .map_err(fail)
}

/// Turns write-ahead logging on. The first to do so on a new file needs it alone, and SQLite then answers "locked" without
/// waiting; whoever comes second tries again.
fn write_ahead(connection: &Connection) -> Result<String, rusqlite::Error> {
    let begun = Instant::now();
    loop {
        match connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)) {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                    && begun.elapsed() < BUSY =>
            {
                std::thread::sleep(Duration::from_millis(10));
            }
            other => return other,
        }
    }
}

/// Opens the file for reading; the writer has been opened before.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let shown = path.display().to_string();
    let fail = |error: rusqlite::Error| from_rusqlite_at(&error, &shown, "open for reading");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(fail)?;
    connection.busy_timeout(BUSY).map_err(fail)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection
        .execute_batch(&format!(
            "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; \
             PRAGMA temp_store = MEMORY; PRAGMA mmap_size = {MAPPED_BYTES};"
        ))
        .map_err(fail)?;
    Ok(connection)
}

/// What can be seen without SQLite: the folder, the header, a file cut short.
fn check_file(path: &Path, shown: &str) -> Result<(), StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(StoreError::Unwritable {
            path: shown.to_owned(),
            detail: format!("{} is not a folder", folder.display()),
        });
    }
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(StoreError::Unwritable { path: shown.to_owned(), detail: error.to_string() });
        }
    };
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    if size == 0 {
        return Ok(());
    }
    let mut header = [0u8; 100];
    if file.read_exact(&mut header).is_err() || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotADatabase { path: shown.to_owned() });
    }
    let number = |at: usize| {
        u64::from(u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]))
    };
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        other => u64::from(other),
    };
    // The page count in the header holds only when the two change counters agree (file format, 1.3.7), and pages may
    // still stand in the log of a process that was killed.
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log_is_empty = std::fs::metadata(&log).map_or(true, |metadata| metadata.len() == 0);
    let needed = number(28) * page;
    if number(24) == number(92) && log_is_empty && size < needed {
        return Err(StoreError::Damaged {
            path: shown.to_owned(),
            detail: format!("the file has {size} bytes, {needed} are needed: it was cut short"),
        });
    }
    Ok(())
}
