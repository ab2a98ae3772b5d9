//! Files of folders and of the office: what the object store holds under which keyed digest.

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use domain::party::StoredFile;
use domain::value::Id;
use jiff::Timestamp;

/// A file row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Id.
    pub id: Id<StoredFile>,
    /// Account of the folder, or the application whose document it is.
    pub owner: [u8; 16],
    /// SHA-256.
    pub digest: [u8; 32],
    /// Name in the object store.
    pub object: String,
    /// Name as uploaded.
    pub name: String,
    /// Real type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Document id or letter kind.
    pub category: String,
    /// When.
    pub created_at: Timestamp,
    /// Which paper of the owner it is a version of.
    pub series: String,
    /// Which version, from 1.
    pub version: i64,
    /// Pages, where they were counted.
    pub pages: Option<i64>,
    /// Last local day on which the paper is valid (`2026-03-30`); `None` without end, or not said.
    pub valid_until: Option<String>,
}

const INSERT_SQL: &str = "INSERT INTO stored_file (id, owner, digest, object, name, media_type, size, category, \
     created_at, series, version, pages, valid_until) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (id) DO NOTHING";

/// Adds a file whose bytes are in the object store already.
///
/// # Errors
/// Whatever the engine said.
pub fn insert(tx: &WriteTx<'_>, row: &FileRow) -> Result<(), StoreError> {
    let parameters = params![
        *row.id.as_bytes(),
        row.owner,
        row.digest,
        row.object.as_str(),
        row.name.as_str(),
        row.media_type.as_str(),
        row.size,
        row.category.as_str(),
        row.created_at,
        row.series.as_str(),
        row.version,
        row.pages,
        row.valid_until.clone(),
    ];
    tx.execute(INSERT_SQL, parameters).map(|_| ())
}

fn file(row: &Row) -> Result<FileRow, StoreError> {
    let category: String = row.get(7)?;
    // Files older than versions are versions of their category.
    let series = row.get::<Option<String>>(9)?.unwrap_or_else(|| category.clone());
    Ok(FileRow {
        id: Id::from_bytes(row.get(0)?),
        owner: row.get(1)?,
        digest: row.get(2)?,
        object: row.get(3)?,
        name: row.get(4)?,
        media_type: row.get(5)?,
        size: row.get(6)?,
        category,
        created_at: row.get(8)?,
        series,
        version: row.get(10)?,
        pages: row.get(11)?,
        valid_until: row.get(12)?,
    })
}

const FIND_SQL: &str = "SELECT id, owner, digest, object, name, media_type, size, category, created_at, series, \
     version, pages, valid_until FROM stored_file WHERE id = ?1";

/// One file.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, id: Id<StoredFile>) -> Result<Option<FileRow>, StoreError> {
    tx.query_opt(FIND_SQL, params![*id.as_bytes()])?.as_ref().map(file).transpose()
}

const OWNED_SQL: &str = "SELECT id, owner, digest, object, name, media_type, size, category, created_at, series, \
     version, pages, valid_until FROM stored_file \
     WHERE owner = ?1 ORDER BY created_at DESC, version DESC, id DESC LIMIT 500";

/// A folder, newest first.
///
/// # Errors
/// Whatever the engine said.
pub fn owned_by(tx: &ReadTx<'_>, owner: [u8; 16]) -> Result<Vec<FileRow>, StoreError> {
    tx.query(OWNED_SQL, params![owner])?.iter().map(file).collect()
}

/// An electronic document in the restricted register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// The file.
    pub file: FileRow,
    /// Its application, for a document of the office.
    pub application: Option<([u8; 16], Option<String>)>,
    /// Name of the account whose folder holds it, or of the holder.
    pub holder: Option<String>,
}

const TELL_EXPIRY_SQL: &str =
    "UPDATE stored_file SET expiry_told_at = ?2 WHERE id = ?1 AND expiry_told_at IS NULL";

/// Notes that the owner is told of the paper's end; `false` when that was done before.
///
/// # Errors
/// Whatever the engine said.
pub fn tell_expiry(tx: &WriteTx<'_>, id: Id<StoredFile>, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(TELL_EXPIRY_SQL, params![*id.as_bytes(), now])? == 1)
}

const DOCUMENTS_SQL: &str = "SELECT f.id, f.owner, f.digest, f.object, f.name, f.media_type, f.size, f.category, \
     f.created_at, f.series, f.version, f.pages, f.valid_until, a.id, a.registration, COALESCE(a.holder_name, p.name) \
     FROM stored_file f \
     LEFT JOIN application a ON a.id = f.owner LEFT JOIN account p ON p.id = f.owner \
     WHERE (f.created_at, f.id) < (?1, ?2) ORDER BY f.created_at DESC, f.id DESC LIMIT ?3";

/// All electronic documents before a key, the newest first (MJK18-10.2.b).
///
/// # Errors
/// Whatever the engine said.
pub fn documents(
    tx: &ReadTx<'_>,
    before: Option<(Timestamp, [u8; 16])>,
    limit: u32,
) -> Result<Vec<DocumentLine>, StoreError> {
    let (at, id) = before.map_or((i64::MAX, [0xff; 16]), |(at, id)| (at.as_microsecond(), id));
    let line = |row: &Row| -> Result<DocumentLine, StoreError> {
        let application: Option<[u8; 16]> = row.get(13)?;
        let registration: Option<String> = row.get(14)?;
        Ok(DocumentLine {
            file: file(row)?,
            application: application.map(|id| (id, registration)),
            holder: row.get(15)?,
        })
    };
    tx.query(DOCUMENTS_SQL, params![at, id, limit])?.iter().map(line).collect()
}

const OBJECTS_SQL: &str = "SELECT DISTINCT object FROM stored_file ORDER BY object";

/// Names of everything that the object store must hold.
///
/// # Errors
/// Whatever the engine said.
pub fn objects(tx: &ReadTx<'_>) -> Result<Vec<String>, StoreError> {
    tx.query(OBJECTS_SQL, &[])?.iter().map(|row| row.get(0)).collect()
}

/// What is needed to read a file again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDigest {
    /// Id.
    pub id: [u8; 16],
    /// SHA-256 of the bytes.
    pub digest: [u8; 32],
    /// Name in the object store.
    pub object: String,
}

const PAGE_SQL: &str = "SELECT id, digest, object FROM stored_file WHERE id > ?1 ORDER BY id LIMIT ?2";

/// A page of all files, by id.
///
/// # Errors
/// Whatever the engine said.
pub fn page(tx: &ReadTx<'_>, after: [u8; 16], limit: u32) -> Result<Vec<FileDigest>, StoreError> {
    tx.query(PAGE_SQL, params![after, limit])?
        .iter()
        .map(|row| Ok(FileDigest { id: row.get(0)?, digest: row.get(1)?, object: row.get(2)? }))
        .collect()
}

const NEXT_VERSION_SQL: &str = "INSERT INTO file_series (owner, series, last) VALUES (?1, ?2, 1) \
     ON CONFLICT (owner, series) DO UPDATE SET last = file_series.last + 1 RETURNING last";

/// Takes the next version of a paper; nobody else gets it, also when the transaction of the other is still open.
///
/// # Errors
/// Whatever the engine said.
pub fn next_version(tx: &WriteTx<'_>, owner: [u8; 16], series: &str) -> Result<i64, StoreError> {
    tx.query_one(NEXT_VERSION_SQL, params![owner, series])?.get(0)
}

const DELETE_SQL: &str = "DELETE FROM stored_file WHERE id = ?1 AND owner = ?2";

/// Takes a file out of its owner's folder; `false` when it is not there.
///
/// # Errors
/// Whatever the engine said.
pub fn delete(tx: &WriteTx<'_>, id: Id<StoredFile>, owner: [u8; 16]) -> Result<bool, StoreError> {
    Ok(tx.execute(DELETE_SQL, params![*id.as_bytes(), owner])? == 1)
}

const NAMED_SQL: &str = "SELECT count(*) FROM stored_file WHERE object = ?1";

/// How many files have these bytes.
///
/// # Errors
/// Whatever the engine said.
pub fn named(tx: &ReadTx<'_>, object: &str) -> Result<i64, StoreError> {
    tx.query_one(NAMED_SQL, params![object])?.get(0)
}
