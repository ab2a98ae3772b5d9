//! What the office itself keeps: service definitions, settings, signing keys.

use crate::{ReadTx, StoreError, WriteTx, params};
use jiff::Timestamp;

const PUT_DEFINITION_SQL: &str = "INSERT INTO service_definition (hash, service, body, state, created_at) \
     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (hash) DO NOTHING";

/// Keeps a checked definition under its hash; `false` when it is there already.
///
/// # Errors
/// Whatever the engine said.
pub fn put_definition(
    tx: &WriteTx<'_>,
    hash: [u8; 32],
    service: &str,
    body: &str,
    state: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(tx.execute(PUT_DEFINITION_SQL, params![hash, service, body, state, now])? == 1)
}

const RETIRE_SQL: &str = "UPDATE service_definition SET state = 'retired' WHERE service = ?1 AND hash <> ?2";
const ACTIVATE_SQL: &str = "UPDATE service_definition SET state = 'active' WHERE hash = ?1";

/// Makes a definition the one that new applications take.
///
/// # Errors
/// Whatever the engine said.
pub fn activate_definition(tx: &WriteTx<'_>, service: &str, hash: [u8; 32]) -> Result<(), StoreError> {
    tx.execute(RETIRE_SQL, params![service, hash])?;
    tx.execute(ACTIVATE_SQL, params![hash]).map(|_| ())
}

const WAIT_SQL: &str = "UPDATE service_definition SET state = CASE WHEN hash = ?2 THEN 'draft' ELSE 'retired' END \
     WHERE service = ?1 AND state <> 'active'";

/// Lets a definition wait for the approval of its standard; the one in force stays so.
///
/// # Errors
/// Whatever the engine said.
pub fn await_approval(tx: &WriteTx<'_>, service: &str, hash: [u8; 32]) -> Result<(), StoreError> {
    tx.execute(WAIT_SQL, params![service, hash]).map(|_| ())
}

const ACTIVE_BODY_SQL: &str = "SELECT body FROM service_definition WHERE service = ?1 AND state = 'active'";

/// Canonical JSON of the definition that new applications take.
///
/// # Errors
/// Whatever the engine said.
pub fn active_body(tx: &ReadTx<'_>, service: &str) -> Result<Option<String>, StoreError> {
    tx.query_opt(ACTIVE_BODY_SQL, params![service])?.map(|row| row.get(0)).transpose()
}

const DEFINITIONS_SQL: &str =
    "SELECT hash, service, body, state FROM service_definition ORDER BY service, created_at";

/// Hash, service, canonical JSON, state.
pub type DefinitionRow = ([u8; 32], String, String, String);

/// Every definition.
///
/// # Errors
/// Whatever the engine said.
pub fn definitions(tx: &ReadTx<'_>) -> Result<Vec<DefinitionRow>, StoreError> {
    tx.query(DEFINITIONS_SQL, &[])?
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .collect()
}

const VERSIONS_SQL: &str =
    "SELECT hash, service, state, created_at FROM service_definition ORDER BY service, created_at DESC, hash";

/// Hash, service, state, and since when the definition is known.
pub type VersionRow = ([u8; 32], String, String, Timestamp);

/// Every definition without its text, the newest of each service first.
///
/// # Errors
/// Whatever the engine said.
pub fn versions(tx: &ReadTx<'_>) -> Result<Vec<VersionRow>, StoreError> {
    tx.query(VERSIONS_SQL, &[])?
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .collect()
}

const SET_SQL: &str = "INSERT INTO setting (key, body, version, changed_at) VALUES (?1, ?2, 1, ?3) \
     ON CONFLICT (key) DO UPDATE SET body = excluded.body, version = setting.version + 1, changed_at = excluded.changed_at \
     RETURNING version";

/// Changes a setting (JSON); answers its new version.
///
/// # Errors
/// Whatever the engine said.
pub fn set(tx: &WriteTx<'_>, key: &str, body: &str, now: Timestamp) -> Result<i64, StoreError> {
    tx.query_one(SET_SQL, params![key, body, now])?.get(0)
}

const GET_SQL: &str = "SELECT body, version FROM setting WHERE key = ?1";

/// A setting with its version.
///
/// # Errors
/// Whatever the engine said.
pub fn get(tx: &ReadTx<'_>, key: &str) -> Result<Option<(String, i64)>, StoreError> {
    match tx.query_opt(GET_SQL, params![key])? {
        Some(row) => Ok(Some((row.get(0)?, row.get(1)?))),
        None => Ok(None),
    }
}

const LOCK_SQL: &str = "UPDATE setting SET version = version WHERE key = ?1";

/// Takes the row of a setting, so that nobody else changes what rests on it until the transaction ends.
///
/// # Errors
/// Whatever the engine said.
pub fn lock(tx: &WriteTx<'_>, key: &str) -> Result<(), StoreError> {
    tx.execute(LOCK_SQL, params![key]).map(|_| ())
}

const CHAINS_SQL: &str = "SELECT owner, chain FROM signing_key ORDER BY owner";

/// The certificate chain of every signing key, with its owner; never the key.
///
/// # Errors
/// Whatever the engine said.
pub fn chains(tx: &ReadTx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    tx.query(CHAINS_SQL, &[])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

const PUT_KEY_SQL: &str = "INSERT INTO signing_key (owner, wrapped, chain, created_at) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT (owner) DO UPDATE SET wrapped = excluded.wrapped, chain = excluded.chain, created_at = excluded.created_at";

/// Keeps a wrapped signing key with its certificate chain (JSON list of base64 DER).
///
/// # Errors
/// Whatever the engine said.
pub fn put_signing_key(
    tx: &WriteTx<'_>,
    owner: &str,
    wrapped: &[u8],
    chain: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(PUT_KEY_SQL, params![owner, wrapped, chain, now]).map(|_| ())
}

const KEY_SQL: &str = "SELECT wrapped, chain FROM signing_key WHERE owner = ?1";

/// A wrapped signing key and its chain.
///
/// # Errors
/// Whatever the engine said.
pub fn signing_key(tx: &ReadTx<'_>, owner: &str) -> Result<Option<(Vec<u8>, String)>, StoreError> {
    match tx.query_opt(KEY_SQL, params![owner])? {
        Some(row) => Ok(Some((row.get(0)?, row.get(1)?))),
        None => Ok(None),
    }
}
