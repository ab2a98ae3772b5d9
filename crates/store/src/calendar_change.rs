//! Changes of the calendar, each with its basis and both texts (MJK18-24.1).

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use jiff::Timestamp;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Version of the setting after it.
    pub version: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub actor_name: String,
    /// `2026-05-15`, or the year that was opened.
    pub day: String,
    /// `added`, `changed`, `removed` or `opened`.
    pub what: String,
    /// Name of the holiday.
    pub name: String,
    /// Decree that it rests on.
    pub decree: String,
    /// Why.
    pub reason: String,
}

const INSERT_SQL: &str = "INSERT INTO calendar_change (version, at, actor_name, day, what, name, decree, reason, before_body, \
     after_body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

/// Keeps a change with the calendar before and after it.
///
/// # Errors
/// [`StoreError::Unique`] when the version is known already.
pub fn insert(tx: &WriteTx<'_>, row: &ChangeRow, before: &str, after: &str) -> Result<(), StoreError> {
    let parameters = params![
        row.version,
        row.at,
        row.actor_name.as_str(),
        row.day.as_str(),
        row.what.as_str(),
        row.name.as_str(),
        row.decree.as_str(),
        row.reason.as_str(),
        before,
        after,
    ];
    tx.execute(INSERT_SQL, parameters).map(|_| ())
}

fn change(row: &Row) -> Result<ChangeRow, StoreError> {
    Ok(ChangeRow {
        version: row.get(0)?,
        at: row.get(1)?,
        actor_name: row.get(2)?,
        day: row.get(3)?,
        what: row.get(4)?,
        name: row.get(5)?,
        decree: row.get(6)?,
        reason: row.get(7)?,
    })
}

const OF_YEAR_SQL: &str = "SELECT version, at, actor_name, day, what, name, decree, reason FROM calendar_change \
     WHERE day LIKE ?1 ORDER BY version DESC";

/// Changes of days of a year, the newest first.
///
/// # Errors
/// Whatever the engine said.
pub fn of_year(tx: &ReadTx<'_>, year: i16) -> Result<Vec<ChangeRow>, StoreError> {
    tx.query(OF_YEAR_SQL, params![format!("{year}%").as_str()])?.iter().map(change).collect()
}

const FIND_SQL: &str = "SELECT version, at, actor_name, day, what, name, decree, reason, before_body, after_body \
     FROM calendar_change WHERE version = ?1";

/// A change with the calendar before and after it.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, version: i64) -> Result<Option<(ChangeRow, String, String)>, StoreError> {
    match tx.query_opt(FIND_SQL, params![version])? {
        Some(row) => Ok(Some((change(&row)?, row.get(8)?, row.get(9)?))),
        None => Ok(None),
    }
}
