//! *Jejak audit*, the readable side: one row an act, done or refused; the leaf of the same id proves it (MJK18-22.1).

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use jiff::Timestamp;

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Id, also of the leaf.
    pub id: [u8; 16],
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the system and for strangers.
    pub account: Option<[u8; 16]>,
    /// Name at that time.
    pub actor_name: String,
    /// Roles held, joined by commas.
    pub roles: String,
    /// What.
    pub act: String,
    /// On what kind of object.
    pub object_kind: String,
    /// Which.
    pub object_id: [u8; 16],
    /// `done` or `refused`.
    pub outcome: String,
    /// Refusal code.
    pub code: Option<String>,
    /// JSON list of field names.
    pub fields: String,
    /// Article.
    pub basis: Option<String>,
}

const INSERT_SQL: &str = "INSERT INTO audit_record (id, at, account, actor_name, roles, act, object_kind, object_id, \
     outcome, code, fields, basis) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

/// Adds a record.
///
/// # Errors
/// Whatever the engine said.
pub fn insert(tx: &WriteTx<'_>, row: &AuditRow) -> Result<(), StoreError> {
    let parameters = params![
        row.id,
        row.at,
        row.account,
        row.actor_name.as_str(),
        row.roles.as_str(),
        row.act.as_str(),
        row.object_kind.as_str(),
        row.object_id,
        row.outcome.as_str(),
        row.code.as_deref(),
        row.fields.as_str(),
        row.basis.as_deref(),
    ];
    tx.execute(INSERT_SQL, parameters).map(|_| ())
}

fn record(row: &Row) -> Result<AuditRow, StoreError> {
    Ok(AuditRow {
        id: row.get(0)?,
        at: row.get(1)?,
        account: row.get(2)?,
        actor_name: row.get(3)?,
        roles: row.get(4)?,
        act: row.get(5)?,
        object_kind: row.get(6)?,
        object_id: row.get(7)?,
        outcome: row.get(8)?,
        code: row.get(9)?,
        fields: row.get(10)?,
        basis: row.get(11)?,
    })
}

/// What the auditor looks for; empty texts mean everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Only before this record.
    pub before: Option<(Timestamp, [u8; 16])>,
    /// From this moment on.
    pub since: Timestamp,
    /// Before this moment.
    pub until: Timestamp,
    /// Part of the name, lower case.
    pub actor: String,
    /// Act.
    pub act: String,
    /// `done` or `refused`.
    pub outcome: String,
    /// Kind of object.
    pub object_kind: String,
    /// The object.
    pub object: Option<[u8; 16]>,
}

/// A record with its leaf and the number of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The record.
    pub row: AuditRow,
    /// Number of the leaf; `None` while it waits, or without a leaf.
    pub seq: Option<i64>,
    /// Body of the leaf.
    pub body: Option<String>,
    /// Hash kept with the leaf.
    pub hash: Option<[u8; 32]>,
    /// Hash at the leaf's place in the tree.
    pub in_tree: Option<[u8; 32]>,
    /// Registration number of the file.
    pub registration: Option<String>,
}

const SEARCH_SQL: &str = "SELECT r.id, r.at, r.account, r.actor_name, r.roles, r.act, r.object_kind, r.object_id, r.outcome, \
     r.code, r.fields, r.basis, l.seq, l.body, l.hash, n.hash, a.registration FROM audit_record r \
     LEFT JOIN ledger_leaf l ON l.id = r.id LEFT JOIN ledger_node n ON n.level = 0 AND n.idx = l.seq \
     LEFT JOIN application a ON r.object_kind = 'application' AND a.id = r.object_id \
     WHERE (r.at, r.id) < (?1, ?2) AND r.at >= ?3 AND r.at < ?4 AND (?5 = '' OR lower(r.actor_name) LIKE ?5 ESCAPE '!') \
     AND (?6 = '' OR r.act = ?6) AND (?7 = '' OR r.outcome = ?7) AND (?8 = '' OR r.object_kind = ?8) \
     AND (CAST(?9 AS BIGINT) = 0 OR r.object_id = ?10) ORDER BY r.at DESC, r.id DESC LIMIT ?11";

/// Records that fit, the newest first, each with its leaf, in one question (MJK18-22.1).
///
/// # Errors
/// Whatever the engine said.
pub fn search(tx: &ReadTx<'_>, by: &Search, limit: u32) -> Result<Vec<Found>, StoreError> {
    let (at, id) = by.before.map_or((i64::MAX, [0xff; 16]), |(at, id)| (at.as_microsecond(), id));
    let escaped = by.actor.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let actor = if escaped.is_empty() { String::new() } else { format!("%{escaped}%") };
    let parameters = params![
        at,
        id,
        by.since,
        by.until,
        actor,
        by.act.as_str(),
        by.outcome.as_str(),
        by.object_kind.as_str(),
        by.object.is_some(),
        by.object.unwrap_or([0; 16]),
        limit,
    ];
    let found = |row: &Row| -> Result<Found, StoreError> {
        Ok(Found {
            row: record(row)?,
            seq: row.get(12)?,
            body: row.get(13)?,
            hash: row.get(14)?,
            in_tree: row.get(15)?,
            registration: row.get(16)?,
        })
    };
    tx.query(SEARCH_SQL, parameters)?.iter().map(found).collect()
}

const LATEST_SQL: &str = "SELECT id, at, account, actor_name, roles, act, object_kind, object_id, outcome, code, fields, \
     basis FROM audit_record WHERE (at, id) < (?1, ?2) ORDER BY at DESC, id DESC LIMIT ?3";

/// The newest records before a key, 50 a page.
///
/// # Errors
/// Whatever the engine said.
pub fn latest(
    tx: &ReadTx<'_>,
    before: Option<(Timestamp, [u8; 16])>,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    let (at, id) = before.map_or((i64::MAX, [0xff; 16]), |(at, id)| (at.as_microsecond(), id));
    tx.query(LATEST_SQL, params![at, id, limit])?.iter().map(record).collect()
}

const OF_OBJECT_SQL: &str = "SELECT id, at, account, actor_name, roles, act, object_kind, object_id, outcome, code, \
     fields, basis FROM audit_record WHERE object_kind = ?1 AND object_id = ?2 ORDER BY at, id";

/// The story of one object.
///
/// # Errors
/// Whatever the engine said.
pub fn of_object(tx: &ReadTx<'_>, kind: &str, id: [u8; 16]) -> Result<Vec<AuditRow>, StoreError> {
    tx.query(OF_OBJECT_SQL, params![kind, id])?.iter().map(record).collect()
}

const BY_ID_SQL: &str = "SELECT id, at, account, actor_name, roles, act, object_kind, object_id, outcome, code, fields, \
     basis FROM audit_record WHERE id = ?1";

/// One record.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, id: [u8; 16]) -> Result<Option<AuditRow>, StoreError> {
    tx.query_opt(BY_ID_SQL, params![id])?.as_ref().map(record).transpose()
}

const WITHOUT_LEAF_SQL: &str = "SELECT id FROM audit_record AS r WHERE NOT EXISTS \
     (SELECT 1 FROM ledger_leaf AS l WHERE l.id = r.id) ORDER BY at, id LIMIT ?1";

/// Records that no leaf proves: written past the program, or their leaf was deleted.
///
/// # Errors
/// Whatever the engine said.
pub fn without_leaf(tx: &ReadTx<'_>, limit: u32) -> Result<Vec<[u8; 16]>, StoreError> {
    tx.query(WITHOUT_LEAF_SQL, params![limit])?.iter().map(|row| row.get(0)).collect()
}

const REMOVE_SQL: &str = "DELETE FROM audit_record WHERE at < ?1";

/// Removes readable records before a moment; their leaves stay. Answers how many.
///
/// # Errors
/// Whatever the engine said.
pub fn remove_before(tx: &WriteTx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute(REMOVE_SQL, params![before])
}
