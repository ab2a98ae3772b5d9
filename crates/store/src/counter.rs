//! Numbers without gaps: registers, receipts, paper serials.

use crate::{StoreError, WriteTx, params};

const NEXT_SQL: &str = "INSERT INTO counter (name, value) VALUES (?1, 1) \
     ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value";

/// The next number of the counter `name`, from 1.
///
/// Call it **last in the transaction**: on PostgreSQL the row stays locked until the commit, and everybody who needs the
/// same counter waits. A transaction that is rolled back gives its number back, so there are no gaps.
///
/// # Errors
/// Whatever the engine said.
pub fn next(tx: &WriteTx<'_>, name: &str) -> Result<i64, StoreError> {
    tx.query_one(NEXT_SQL, params![name])?.get(0)
}

const PEEK_SQL: &str = "SELECT value FROM counter WHERE name = ?1";

/// The last number given, 0 when none was: for pages that show where a register stands, never for giving a number.
///
/// # Errors
/// Whatever the engine said.
pub fn last(tx: &crate::ReadTx<'_>, name: &str) -> Result<i64, StoreError> {
    match tx.query_opt(PEEK_SQL, params![name])? {
        Some(row) => row.get(0),
        None => Ok(0),
    }
}
