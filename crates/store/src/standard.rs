//! Service standards that the head of the office approved (MJK18-19).

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use domain::party::Account;
use domain::value::Id;
use jiff::Timestamp;

/// One approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRow {
    /// Service.
    pub service: String,
    /// Digest of the standard.
    pub digest: [u8; 32],
    /// Number of the decree.
    pub decree: String,
    /// Day of the decree, `2026-04-01`.
    pub decided_on: String,
    /// Who approved.
    pub approved_by: Id<Account>,
    /// Name of that person then.
    pub approved_name: String,
    /// When.
    pub approved_at: Timestamp,
}

fn approval(row: &Row) -> Result<ApprovalRow, StoreError> {
    Ok(ApprovalRow {
        service: row.get(0)?,
        digest: row.get(1)?,
        decree: row.get(2)?,
        decided_on: row.get(3)?,
        approved_by: Id::from_bytes(row.get(4)?),
        approved_name: row.get(5)?,
        approved_at: row.get(6)?,
    })
}

const INSERT_SQL: &str = "INSERT INTO service_standard (service, digest, decree, decided_on, approved_by, approved_name, \
     approved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (service, digest) DO NOTHING";

/// Keeps an approval; `false` when this standard is approved already.
///
/// # Errors
/// Whatever the engine said.
pub fn insert(tx: &WriteTx<'_>, row: &ApprovalRow) -> Result<bool, StoreError> {
    let parameters = params![
        row.service.as_str(),
        row.digest,
        row.decree.as_str(),
        row.decided_on.as_str(),
        *row.approved_by.as_bytes(),
        row.approved_name.as_str(),
        row.approved_at,
    ];
    Ok(tx.execute(INSERT_SQL, parameters)? == 1)
}

const ALL_SQL: &str = "SELECT service, digest, decree, decided_on, approved_by, approved_name, approved_at \
     FROM service_standard ORDER BY service, approved_at DESC";

/// Every approval, the newest of each service first.
///
/// # Errors
/// Whatever the engine said.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<ApprovalRow>, StoreError> {
    tx.query(ALL_SQL, &[])?.iter().map(approval).collect()
}

const IS_APPROVED_SQL: &str = "SELECT 1 FROM service_standard WHERE service = ?1 AND digest = ?2";

/// Whether this standard of a service is approved.
///
/// # Errors
/// Whatever the engine said.
pub fn is_approved(tx: &ReadTx<'_>, service: &str, digest: [u8; 32]) -> Result<bool, StoreError> {
    Ok(tx.query_opt(IS_APPROVED_SQL, params![service, digest])?.is_some())
}
