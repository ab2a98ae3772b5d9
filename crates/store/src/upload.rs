//! Files that arrive in pieces: how far they have come, and where their pieces lie.

use crate::{Dialect, ReadTx, Row, StoreError, WriteTx, params};
use domain::party::{Account, UploadSession};
use domain::value::Id;
use jiff::Timestamp;

/// A file on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadRow {
    /// Id.
    pub id: Id<UploadSession>,
    /// Whose.
    pub account: Id<Account>,
    /// Name as chosen.
    pub name: String,
    /// Bytes announced.
    pub size: i64,
    /// Bytes that have come.
    pub received: i64,
    /// When it began.
    pub created_at: Timestamp,
    /// When it is thrown away.
    pub expires_at: Timestamp,
}

const INSERT_SQL: &str = "INSERT INTO upload (id, account, name, size, received, created_at, expires_at) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// Begins.
///
/// # Errors
/// Whatever the engine said.
pub fn insert(tx: &WriteTx<'_>, row: &UploadRow) -> Result<(), StoreError> {
    let parameters = params![
        *row.id.as_bytes(),
        *row.account.as_bytes(),
        row.name.as_str(),
        row.size,
        row.received,
        row.created_at,
        row.expires_at,
    ];
    tx.execute(INSERT_SQL, parameters).map(|_| ())
}

fn upload(row: &Row) -> Result<UploadRow, StoreError> {
    Ok(UploadRow {
        id: Id::from_bytes(row.get(0)?),
        account: Id::from_bytes(row.get(1)?),
        name: row.get(2)?,
        size: row.get(3)?,
        received: row.get(4)?,
        created_at: row.get(5)?,
        expires_at: row.get(6)?,
    })
}

const FIND_SQL: &str =
    "SELECT id, account, name, size, received, created_at, expires_at FROM upload WHERE id = ?1";

/// One.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, id: Id<UploadSession>) -> Result<Option<UploadRow>, StoreError> {
    tx.query_opt(FIND_SQL, params![*id.as_bytes()])?.as_ref().map(upload).transpose()
}

const LOCK_SQL: Dialect<'static> = Dialect {
    sqlite: "SELECT id, account, name, size, received, created_at, expires_at FROM upload WHERE id = ?1",
    postgres: "SELECT id, account, name, size, received, created_at, expires_at FROM upload WHERE id = ?1 FOR UPDATE",
};

/// One, locked: two pieces for one place cannot both count.
///
/// # Errors
/// Whatever the engine said.
pub fn lock(tx: &WriteTx<'_>, id: Id<UploadSession>) -> Result<Option<UploadRow>, StoreError> {
    tx.query_opt(LOCK_SQL, params![*id.as_bytes()])?.as_ref().map(upload).transpose()
}

const OPEN_SQL: &str = "SELECT count(*) FROM upload WHERE account = ?1";

/// How many files of an account are on their way.
///
/// # Errors
/// Whatever the engine said.
pub fn open(tx: &ReadTx<'_>, account: Id<Account>) -> Result<i64, StoreError> {
    tx.query_one(OPEN_SQL, params![*account.as_bytes()])?.get(0)
}

const ADD_PIECE_SQL: &str = "INSERT INTO upload_piece (upload, start, size, object) VALUES (?1, ?2, ?3, ?4)";
const ADVANCE_SQL: &str = "UPDATE upload SET received = ?2 WHERE id = ?1";

/// A piece whose bytes are in the object store already.
///
/// # Errors
/// Whatever the engine said.
pub fn add_piece(
    tx: &WriteTx<'_>,
    id: Id<UploadSession>,
    start: i64,
    size: i64,
    object: &str,
) -> Result<(), StoreError> {
    tx.execute(ADD_PIECE_SQL, params![*id.as_bytes(), start, size, object])?;
    tx.execute(ADVANCE_SQL, params![*id.as_bytes(), start + size]).map(|_| ())
}

const PIECES_SQL: &str = "SELECT object FROM upload_piece WHERE upload = ?1 ORDER BY start";

/// Names of the pieces in the object store, in their order.
///
/// # Errors
/// Whatever the engine said.
pub fn pieces(tx: &ReadTx<'_>, id: Id<UploadSession>) -> Result<Vec<String>, StoreError> {
    tx.query(PIECES_SQL, params![*id.as_bytes()])?.iter().map(|row| row.get(0)).collect()
}

const DELETE_PIECES_SQL: &str = "DELETE FROM upload_piece WHERE upload = ?1";
const DELETE_SQL: &str = "DELETE FROM upload WHERE id = ?1";

/// Forgets a file on its way; the caller removes the pieces from the object store.
///
/// # Errors
/// Whatever the engine said.
pub fn delete(tx: &WriteTx<'_>, id: Id<UploadSession>) -> Result<(), StoreError> {
    tx.execute(DELETE_PIECES_SQL, params![*id.as_bytes()])?;
    tx.execute(DELETE_SQL, params![*id.as_bytes()]).map(|_| ())
}
