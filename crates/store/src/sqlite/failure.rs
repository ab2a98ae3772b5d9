//! SQLite's errors in the words of [`StoreError`].

use rusqlite::{Connection, Error, ErrorCode, ffi};

use crate::StoreError;

pub(crate) fn from_rusqlite(error: &Error, connection: &Connection, sql: &str) -> StoreError {
    from_rusqlite_at(error, connection.path().unwrap_or("(unnamed)"), sql)
}

pub(super) fn from_rusqlite_at(error: &Error, path: &str, sql: &str) -> StoreError {
    let path = path.to_owned();
    let (code, detail) = match error {
        Error::SqliteFailure(code, message) => (code, message.clone().unwrap_or_else(|| code.to_string())),
        Error::SqlInputError { error, msg, .. } => (error, msg.clone()),
        other => return StoreError::Statement { sql: sql.to_owned(), detail: other.to_string() },
    };
    match code.code {
        ErrorCode::ConstraintViolation => constraint(code.extended_code, &detail),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy(detail),
        ErrorCode::DiskFull | ErrorCode::SystemIoFailure => StoreError::Disk(detail),
        ErrorCode::DatabaseCorrupt => StoreError::Damaged { path, detail },
        ErrorCode::NotADatabase => StoreError::NotADatabase { path },
        ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
            StoreError::Unwritable { path, detail }
        }
        _ => StoreError::Statement { sql: sql.to_owned(), detail },
    }
}

/// `UNIQUE constraint failed: job.dedup` → table and columns.
fn constraint(extended: i32, detail: &str) -> StoreError {
    let unique =
        [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_PRIMARYKEY, ffi::SQLITE_CONSTRAINT_ROWID];
    if !unique.contains(&extended) {
        return StoreError::Constraint(detail.to_owned());
    }
    let named = detail.split_once(": ").map_or(detail, |(_, names)| names);
    let mut table = String::new();
    let mut columns = Vec::new();
    for name in named.split(", ") {
        match name.split_once('.') {
            Some((of, column)) => {
                table = of.to_owned();
                columns.push(column);
            }
            None => columns.push(name),
        }
    }
    StoreError::Unique { table, columns: columns.join(", ") }
}
