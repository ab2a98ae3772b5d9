//! The register of permits.

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use domain::party::{Account, ApplicationRecord, Permit};
use domain::value::Id;
use jiff::Timestamp;

/// A permit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermitRow {
    /// Id.
    pub id: Id<Permit>,
    /// Its application.
    pub application: Id<ApplicationRecord>,
    /// Service id.
    pub service: String,
    /// Number as printed.
    pub number: String,
    /// Ordinal of the holder (SIPD-1, -2, -3).
    pub ordinal: Option<i64>,
    /// Holder's account.
    pub holder: Id<Account>,
    /// Holder's name as printed.
    pub holder_name: String,
    /// Object that can exist once.
    pub object_key: Option<String>,
    /// Who signed.
    pub signer: String,
    /// When.
    pub signed_at: Timestamp,
    /// Local date, ISO; `None` without end.
    pub valid_until: Option<String>,
    /// `active`, `revoked`, `lapsed` or `replaced`.
    pub state: String,
    /// Verification code, compact.
    pub code: String,
    /// SHA-256 of the final document.
    pub digest: [u8; 32],
    /// When sealed.
    pub issued_at: Timestamp,
    /// The application of the permit that this is a certified copy of.
    pub copy_of: Option<Id<ApplicationRecord>>,
}

const INSERT_SQL: &str = "INSERT INTO permit (id, application, service, number, ordinal, holder, holder_name, object_key, \
     signer, signed_at, valid_until, state, code, digest, issued_at, copy_of) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

/// Enters a permit.
///
/// # Errors
/// [`StoreError::Unique`] when the number or the application is in the register.
pub fn insert(tx: &WriteTx<'_>, row: &PermitRow) -> Result<(), StoreError> {
    let parameters = params![
        *row.id.as_bytes(),
        *row.application.as_bytes(),
        row.service.as_str(),
        row.number.as_str(),
        row.ordinal,
        *row.holder.as_bytes(),
        row.holder_name.as_str(),
        row.object_key.as_deref(),
        row.signer.as_str(),
        row.signed_at,
        row.valid_until.as_deref(),
        row.state.as_str(),
        row.code.as_str(),
        row.digest,
        row.issued_at,
        row.copy_of.map(|id| *id.as_bytes()),
    ];
    tx.execute(INSERT_SQL, parameters).map(|_| ())
}

fn permit(row: &Row) -> Result<PermitRow, StoreError> {
    Ok(PermitRow {
        id: Id::from_bytes(row.get(0)?),
        application: Id::from_bytes(row.get(1)?),
        service: row.get(2)?,
        number: row.get(3)?,
        ordinal: row.get(4)?,
        holder: Id::from_bytes(row.get(5)?),
        holder_name: row.get(6)?,
        object_key: row.get(7)?,
        signer: row.get(8)?,
        signed_at: row.get(9)?,
        valid_until: row.get(10)?,
        state: row.get(11)?,
        code: row.get(12)?,
        digest: row.get(13)?,
        issued_at: row.get(14)?,
        copy_of: row.get::<Option<[u8; 16]>>(15)?.map(Id::from_bytes),
    })
}

const BY_CODE_SQL: &str = "SELECT id, application, service, number, ordinal, holder, holder_name, object_key, signer, \
     signed_at, valid_until, state, code, digest, issued_at, copy_of FROM permit WHERE code = ?1";

/// By verification code.
///
/// # Errors
/// Whatever the engine said.
pub fn by_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<PermitRow>, StoreError> {
    tx.query_opt(BY_CODE_SQL, params![code])?.as_ref().map(permit).transpose()
}

const BY_DIGEST_SQL: &str = "SELECT id, application, service, number, ordinal, holder, holder_name, object_key, signer, \
     signed_at, valid_until, state, code, digest, issued_at, copy_of FROM permit WHERE digest = ?1";

/// By digest of the final document.
///
/// # Errors
/// Whatever the engine said.
pub fn by_digest(tx: &ReadTx<'_>, digest: [u8; 32]) -> Result<Option<PermitRow>, StoreError> {
    tx.query_opt(BY_DIGEST_SQL, params![digest])?.as_ref().map(permit).transpose()
}

const BY_APPLICATION_SQL: &str = "SELECT id, application, service, number, ordinal, holder, holder_name, object_key, \
     signer, signed_at, valid_until, state, code, digest, issued_at, copy_of FROM permit WHERE application = ?1";

/// Of an application.
///
/// # Errors
/// Whatever the engine said.
pub fn of_application(tx: &ReadTx<'_>, id: Id<ApplicationRecord>) -> Result<Option<PermitRow>, StoreError> {
    tx.query_opt(BY_APPLICATION_SQL, params![*id.as_bytes()])?.as_ref().map(permit).transpose()
}

const ALL_SQL: &str = "SELECT id, application, service, number, ordinal, holder, holder_name, object_key, signer, \
     signed_at, valid_until, state, code, digest, issued_at, copy_of FROM permit ORDER BY issued_at, id";

/// The whole register, oldest first; for the audit and the register's print.
///
/// # Errors
/// Whatever the engine said.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<PermitRow>, StoreError> {
    tx.query(ALL_SQL, &[])?.iter().map(permit).collect()
}

const ACTIVE_SQL: &str =
    "SELECT COUNT(*) FROM permit WHERE holder = ?1 AND service = ?2 AND state = 'active' AND copy_of IS NULL";

/// How many permits of a service a holder has in force; a certified copy is no permit of its own.
///
/// # Errors
/// Whatever the engine said.
pub fn active_of_holder(tx: &ReadTx<'_>, holder: Id<Account>, service: &str) -> Result<i64, StoreError> {
    tx.query_one(ACTIVE_SQL, params![*holder.as_bytes(), service])?.get(0)
}

const SAME_OBJECT_SQL: &str =
    "SELECT COUNT(*) FROM permit WHERE service = ?1 AND object_key = ?2 AND holder = ?3 AND state = 'active'";

/// How many permits of a service the holder has for the same object.
///
/// # Errors
/// Whatever the engine said.
pub fn active_for_object(
    tx: &ReadTx<'_>,
    service: &str,
    object_key: &str,
    holder: Id<Account>,
) -> Result<i64, StoreError> {
    tx.query_one(SAME_OBJECT_SQL, params![service, object_key, *holder.as_bytes()])?.get(0)
}

const SET_STATE_SQL: &str = "UPDATE permit SET state = ?2 WHERE application = ?1";

/// Changes what the register says.
///
/// # Errors
/// Whatever the engine said.
pub fn set_state(
    tx: &WriteTx<'_>,
    application: Id<ApplicationRecord>,
    state: &str,
) -> Result<(), StoreError> {
    tx.execute(SET_STATE_SQL, params![*application.as_bytes(), state]).map(|_| ())
}
