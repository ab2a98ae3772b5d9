//! Photos that a person puts in order before they are kept.

use crate::{ReadTx, StoreError, WriteTx, params};
use domain::party::{Account, Arrangement, StoredFile};
use domain::value::Id;
use jiff::Timestamp;

/// Photos in order, not kept yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangementRow {
    /// Id.
    pub id: Id<Arrangement>,
    /// Whose.
    pub account: Id<Account>,
    /// JSON: where the file goes.
    pub target: String,
    /// JSON: the pages.
    pub pages: String,
    /// Grows with each change.
    pub version: i64,
    /// The file it has become.
    pub kept: Option<Id<StoredFile>>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it is thrown away.
    pub expires_at: Timestamp,
}

const INSERT_SQL: &str = "INSERT INTO arrangement (id, account, target, pages, version, created_at, expires_at) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// Begins.
///
/// # Errors
/// Whatever the engine said.
pub fn insert(tx: &WriteTx<'_>, row: &ArrangementRow) -> Result<(), StoreError> {
    let parameters = params![
        *row.id.as_bytes(),
        *row.account.as_bytes(),
        row.target.as_str(),
        row.pages.as_str(),
        row.version,
        row.created_at,
        row.expires_at,
    ];
    tx.execute(INSERT_SQL, parameters).map(|_| ())
}

const FIND_SQL: &str = "SELECT id, account, target, pages, version, kept, created_at, expires_at \
     FROM arrangement WHERE id = ?1";

/// One.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, id: Id<Arrangement>) -> Result<Option<ArrangementRow>, StoreError> {
    let Some(row) = tx.query_opt(FIND_SQL, params![*id.as_bytes()])? else { return Ok(None) };
    Ok(Some(ArrangementRow {
        id: Id::from_bytes(row.get(0)?),
        account: Id::from_bytes(row.get(1)?),
        target: row.get(2)?,
        pages: row.get(3)?,
        version: row.get(4)?,
        kept: row.get::<Option<[u8; 16]>>(5)?.map(Id::from_bytes),
        created_at: row.get(6)?,
        expires_at: row.get(7)?,
    }))
}

const CHANGE_SQL: &str = "UPDATE arrangement SET pages = ?3, version = version + 1 \
     WHERE id = ?1 AND version = ?2 AND kept IS NULL";

/// Other pages, when nobody was faster.
///
/// # Errors
/// Whatever the engine said.
pub fn change(tx: &WriteTx<'_>, id: Id<Arrangement>, version: i64, pages: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(CHANGE_SQL, params![*id.as_bytes(), version, pages])? == 1)
}

const KEEP_SQL: &str =
    "UPDATE arrangement SET kept = ?2, version = version + 1 WHERE id = ?1 AND kept IS NULL";

/// It has become a file; `false` when it had before.
///
/// # Errors
/// Whatever the engine said.
pub fn keep(tx: &WriteTx<'_>, id: Id<Arrangement>, file: Id<StoredFile>) -> Result<bool, StoreError> {
    Ok(tx.execute(KEEP_SQL, params![*id.as_bytes(), *file.as_bytes()])? == 1)
}

const DELETE_SQL: &str = "DELETE FROM arrangement WHERE id = ?1";

/// Forgets it; the caller removes the pages from the object store.
///
/// # Errors
/// Whatever the engine said.
pub fn delete(tx: &WriteTx<'_>, id: Id<Arrangement>) -> Result<(), StoreError> {
    tx.execute(DELETE_SQL, params![*id.as_bytes()]).map(|_| ())
}
