//! "Bukan saya": whose signing is blocked, and what was signed, decided or initialled in somebody's name (MJK18-13.3).

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use domain::party::{Account, ApplicationRecord};
use domain::value::Id;
use jiff::Timestamp;

/// A block of somebody's signing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockRow {
    /// Id.
    pub id: [u8; 16],
    /// Whose signing.
    pub account: Id<Account>,
    /// Name of the account.
    pub name: String,
    /// Since when.
    pub blocked_at: Timestamp,
    /// Until when; `None` while it holds.
    pub lifted_at: Option<Timestamp>,
    /// Who lifted it.
    pub lifted_by: String,
    /// Why.
    pub reason: String,
}

const BLOCK_SQL: &str = "INSERT INTO signing_block (id, account, blocked_at) VALUES (?1, ?2, ?3) \
     ON CONFLICT (account) WHERE lifted_at IS NULL DO NOTHING";

/// Blocks; `false` when it is blocked already.
///
/// # Errors
/// Whatever the engine said.
pub fn block(
    tx: &WriteTx<'_>,
    id: [u8; 16],
    account: Id<Account>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(tx.execute(BLOCK_SQL, params![id, *account.as_bytes(), now])? == 1)
}

const BLOCKED_SQL: &str = "SELECT 1 FROM signing_block WHERE account = ?1 AND lifted_at IS NULL";

/// Whether somebody's signing is blocked now.
///
/// # Errors
/// Whatever the engine said.
pub fn is_blocked(tx: &ReadTx<'_>, account: Id<Account>) -> Result<bool, StoreError> {
    Ok(tx.query_opt(BLOCKED_SQL, params![*account.as_bytes()])?.is_some())
}

const LIFT_SQL: &str = "UPDATE signing_block SET lifted_at = ?2, lifted_by = ?3, reason = ?4 \
     WHERE id = ?1 AND lifted_at IS NULL";

/// Lifts a block; `false` when it does not hold any more.
///
/// # Errors
/// Whatever the engine said.
pub fn lift(
    tx: &WriteTx<'_>,
    id: [u8; 16],
    now: Timestamp,
    by: &str,
    reason: &str,
) -> Result<bool, StoreError> {
    Ok(tx.execute(LIFT_SQL, params![id, now, by, reason])? == 1)
}

const LIST_SQL: &str = "SELECT b.id, b.account, a.name, b.blocked_at, b.lifted_at, b.lifted_by, b.reason \
     FROM signing_block b JOIN account a ON a.id = b.account \
     ORDER BY CASE WHEN b.lifted_at IS NULL THEN 0 ELSE 1 END, b.blocked_at DESC, b.id LIMIT 200";

/// Blocks that hold first, then the lifted ones, newest first.
///
/// # Errors
/// Whatever the engine said.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<BlockRow>, StoreError> {
    tx.query(LIST_SQL, &[])?.iter().map(row).collect()
}

fn row(row: &Row) -> Result<BlockRow, StoreError> {
    Ok(BlockRow {
        id: row.get(0)?,
        account: Id::from_bytes(row.get(1)?),
        name: row.get(2)?,
        blocked_at: row.get(3)?,
        lifted_at: row.get(4)?,
        lifted_by: row.get::<Option<String>>(5)?.unwrap_or_default(),
        reason: row.get::<Option<String>>(6)?.unwrap_or_default(),
    })
}

/// One act in somebody's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedAct {
    /// File.
    pub application: Id<ApplicationRecord>,
    /// Name of the event.
    pub event: String,
    /// When.
    pub at: Timestamp,
}

const ACTS_SQL: &str = "SELECT e.application, e.name, e.at FROM audit_record r \
     JOIN application_event e ON e.application = r.object_id AND e.act = r.id \
     WHERE r.at >= ?2 AND r.at <= ?3 AND r.account = ?1 AND r.object_kind = 'application' AND e.name IN \
     ('initialled', 'approved', 'refused', 'signature_given', 'cancelled', 'revoked', 'cancellation_declined') \
     ORDER BY e.at, e.application, e.version";

/// What was signed, decided or initialled in somebody's name between two moments, both included, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn acts_of(
    tx: &ReadTx<'_>,
    account: Id<Account>,
    since: Timestamp,
    until: Timestamp,
) -> Result<Vec<NamedAct>, StoreError> {
    tx.query(ACTS_SQL, params![*account.as_bytes(), since, until])?
        .iter()
        .map(|row| {
            Ok(NamedAct { application: Id::from_bytes(row.get(0)?), event: row.get(1)?, at: row.get(2)? })
        })
        .collect()
}
