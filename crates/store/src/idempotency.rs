//! One answer to a request, however often it is sent.
//!
//! A use case claims the key first, does its work, and writes the answer in the same transaction. A repeated request
//! finds the stored answer; the same key with another request is refused. Keys do not expire.

use crate::{ReadTx, StoreError, WriteTx, params};

/// What names a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'a> {
    /// Who asked: two people may choose the same key.
    pub actor: &'a str,
    /// Which use case, for example `application.submit`.
    pub operation: &'a str,
    /// Chosen by the caller.
    pub key: &'a str,
}

/// What [`claim`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// The first time: do the work, then [`answer`].
    New,
    /// Done before: give this answer again.
    Answered(String),
    /// The key belongs to another request: refuse.
    OtherRequest,
}

const CLAIM_SQL: &str = "INSERT INTO idempotency (key, actor, operation, body_digest, response, created_at) \
     VALUES (?1, ?2, ?3, ?4, '', ?5) ON CONFLICT (actor, operation, key) DO NOTHING";

/// Claims the key for a request whose canonical body has this SHA-256. A second transaction with the same key waits for
/// the first.
///
/// # Errors
/// Whatever the engine said.
pub fn claim(
    tx: &WriteTx<'_>,
    key: Key<'_>,
    body_digest: [u8; 32],
    now: jiff::Timestamp,
) -> Result<Claim, StoreError> {
    if tx.execute(CLAIM_SQL, params![key.key, key.actor, key.operation, body_digest, now])? == 1 {
        return Ok(Claim::New);
    }
    match find(tx, key)? {
        Some((stored, response)) if stored == body_digest => Ok(Claim::Answered(response)),
        _ => Ok(Claim::OtherRequest),
    }
}

const ANSWER_SQL: &str =
    "UPDATE idempotency SET response = ?4 WHERE actor = ?1 AND operation = ?2 AND key = ?3 AND response = ''";

/// Writes the answer (JSON, not empty) of a key claimed in this transaction.
///
/// # Errors
/// [`StoreError::NoRow`] when the key was not claimed or has an answer.
pub fn answer(tx: &WriteTx<'_>, key: Key<'_>, response: &str) -> Result<(), StoreError> {
    match tx.execute(ANSWER_SQL, params![key.actor, key.operation, key.key, response])? {
        1 => Ok(()),
        _ => Err(StoreError::NoRow),
    }
}

const FIND_SQL: &str =
    "SELECT body_digest, response FROM idempotency WHERE actor = ?1 AND operation = ?2 AND key = ?3";

/// The digest of the request and its answer, when the key is known.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, key: Key<'_>) -> Result<Option<([u8; 32], String)>, StoreError> {
    match tx.query_opt(FIND_SQL, params![key.actor, key.operation, key.key])? {
        Some(row) => Ok(Some((row.get(0)?, row.get(1)?))),
        None => Ok(None),
    }
}
