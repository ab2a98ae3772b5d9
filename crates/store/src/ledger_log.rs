//! The ledger's leaves and tree in the database, and the sequencer that numbers them.
//!
//! A use case writes its leaf without a number, in its own transaction ([`append_leaf`]). The [`LedgerSequencer`] gives
//! committed leaves consecutive numbers, hashes their bodies (RFC 6962) and extends the tree. Signing a checkpoint is
//! done outside, over [`head`].

use std::collections::HashMap;

use jiff::Timestamp;
use ledger::{CanonicalLeaf, Frontier, Hash, HashReader, Node, leaf_hash};

use crate::{Engine, ReadTx, Row, Sequencer, StoreError, Value, WriteTx, params};

/// Leaves numbered with one look at the head.
const BATCH: u32 = 1024;
/// Rows sent in one statement, so that a round trip to a server serves many. Few sizes, so that each is prepared once.
const ROWS: [usize; 3] = [64, 8, 1];

/// A leaf to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewLeaf<'a> {
    /// UUIDv7 of the leaf.
    pub id: [u8; 16],
    /// What the act is about: `application`, `permit`, `account` …
    pub object_kind: &'a str,
    /// The id of that object.
    pub object_id: [u8; 16],
    /// The object's version after the act. The object's row is locked, so that a later version is written later.
    pub object_version: i64,
    /// What is hashed; without a sequence number.
    pub body: &'a CanonicalLeaf,
    /// When the act was recorded.
    pub recorded_at: Timestamp,
}

/// A stored leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLeaf {
    /// UUIDv7 of the leaf.
    pub id: [u8; 16],
    /// Place in the log from 0; `None` while it waits.
    pub seq: Option<i64>,
    /// What the act is about.
    pub object_kind: String,
    /// The id of that object.
    pub object_id: [u8; 16],
    /// The object's version after the act.
    pub object_version: i64,
    /// Canonical JSON.
    pub body: String,
    /// The leaf hash; `None` while it waits.
    pub hash: Option<Hash>,
    /// When the act was recorded.
    pub recorded_at: Timestamp,
}

/// The state of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The right edge of the tree; knows size and root.
    pub frontier: Frontier,
    /// The last signed note, which may be of a smaller size.
    pub checkpoint: Option<String>,
}

/// Leaves without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// When the oldest of them was recorded; `None` when none waits.
    pub oldest: Option<Timestamp>,
}

const APPEND_SQL: &str = "INSERT INTO ledger_leaf (id, object_kind, object_id, object_version, body, recorded_at) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Writes a leaf; it gets its number within a second of the commit.
///
/// # Errors
/// [`StoreError::Ledger`] when the body carries a sequence number of its own; [`StoreError::Unique`] for a known id.
pub fn append_leaf(tx: &WriteTx<'_>, leaf: NewLeaf<'_>) -> Result<(), StoreError> {
    if leaf.body.sequence().is_some() {
        return Err(StoreError::Ledger(
            "a leaf is final before it has a number, and must not hold one".into(),
        ));
    }
    let body = std::str::from_utf8(leaf.body.as_bytes())
        .map_err(|_| StoreError::Ledger("canonical JSON is UTF-8".into()))?;
    let parameters =
        params![leaf.id, leaf.object_kind, leaf.object_id, leaf.object_version, body, leaf.recorded_at];
    tx.execute(APPEND_SQL, parameters).map(|_| ())
}

const HEAD_SQL: &str = "SELECT size, frontier, checkpoint FROM ledger_head WHERE one = 1";

/// The state of the log.
///
/// # Errors
/// [`StoreError::Ledger`] when the stored edge is damaged.
pub fn head(tx: &ReadTx<'_>) -> Result<Head, StoreError> {
    let Some(row) = tx.query_opt(HEAD_SQL, &[])? else {
        return Ok(Head { frontier: Frontier::new(), checkpoint: None });
    };
    let frontier = Frontier::from_bytes(&row.get::<Vec<u8>>(1)?)
        .map_err(|error| StoreError::Ledger(format!("the head of the log is damaged: {error}")))?;
    if i64::try_from(frontier.size()) != Ok(row.get::<i64>(0)?) {
        return Err(StoreError::Ledger("the head of the log is damaged: its two sizes differ".into()));
    }
    Ok(Head { frontier, checkpoint: row.get(2)? })
}

const SET_CHECKPOINT_SQL: &str = "UPDATE ledger_head SET checkpoint = ?1 WHERE one = 1";

/// Keeps a signed checkpoint. The caller makes sure that it is not older than the one kept.
///
/// # Errors
/// [`StoreError::NoRow`] before the first leaf.
pub fn set_checkpoint(tx: &WriteTx<'_>, note: &str) -> Result<(), StoreError> {
    match tx.execute(SET_CHECKPOINT_SQL, params![note])? {
        1 => Ok(()),
        _ => Err(StoreError::NoRow),
    }
}

const BY_ID_SQL: &str = "SELECT id, seq, object_kind, object_id, object_version, body, hash, recorded_at \
     FROM ledger_leaf WHERE id = ?1";

/// A leaf by its id.
///
/// # Errors
/// Whatever the engine said.
pub fn leaf(tx: &ReadTx<'_>, id: [u8; 16]) -> Result<Option<StoredLeaf>, StoreError> {
    tx.query_opt(BY_ID_SQL, params![id])?.as_ref().map(from_row).transpose()
}

const FROM_SEQ_SQL: &str = "SELECT id, seq, object_kind, object_id, object_version, body, hash, recorded_at \
     FROM ledger_leaf WHERE seq >= ?1 ORDER BY seq LIMIT ?2";

/// Up to `limit` numbered leaves from `first` on, in the order of the log.
///
/// # Errors
/// Whatever the engine said.
pub fn leaves(tx: &ReadTx<'_>, first: i64, limit: u32) -> Result<Vec<StoredLeaf>, StoreError> {
    tx.query(FROM_SEQ_SQL, params![first, limit])?.iter().map(from_row).collect()
}

const OF_OBJECT_SQL: &str = "SELECT id, seq, object_kind, object_id, object_version, body, hash, recorded_at \
     FROM ledger_leaf WHERE object_kind = ?1 AND object_id = ?2 ORDER BY arrival";

/// All leaves of one object, the oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn leaves_of_object(tx: &ReadTx<'_>, kind: &str, id: [u8; 16]) -> Result<Vec<StoredLeaf>, StoreError> {
    tx.query(OF_OBJECT_SQL, params![kind, id])?.iter().map(from_row).collect()
}

const WAITING_SQL: &str = "SELECT count(*), min(recorded_at) FROM ledger_leaf WHERE seq IS NULL";

/// What waits for a number: `audit verify` and `/readyz` complain when it waits longer than a minute.
///
/// # Errors
/// Whatever the engine said.
pub fn waiting(tx: &ReadTx<'_>) -> Result<Waiting, StoreError> {
    let row = tx.query_one(WAITING_SQL, &[])?;
    Ok(Waiting { count: row.get(0)?, oldest: row.get(1)? })
}

fn from_row(row: &Row) -> Result<StoredLeaf, StoreError> {
    Ok(StoredLeaf {
        id: row.get(0)?,
        seq: row.get(1)?,
        object_kind: row.get(2)?,
        object_id: row.get(3)?,
        object_version: row.get(4)?,
        body: row.get(5)?,
        hash: row.get::<Option<[u8; 32]>>(6)?.map(Hash),
        recorded_at: row.get(7)?,
    })
}

const NODES_SQL: &str =
    "SELECT hash FROM ledger_node WHERE level = ?1 AND idx >= ?2 AND idx < ?2 + ?3 ORDER BY idx";

/// Up to `count` complete nodes of a level, from `first` on: one row of a tile.
///
/// # Errors
/// Whatever the engine said.
pub fn nodes(tx: &ReadTx<'_>, level: u8, first: i64, count: u32) -> Result<Vec<Hash>, StoreError> {
    let rows = tx.query(NODES_SQL, params![level, first, count])?;
    rows.iter().map(|row| row.get::<[u8; 32]>(0).map(Hash)).collect()
}

/// The stored nodes as crate `ledger` reads them for proofs. A failed read looks like a missing node there; the
/// transaction remembers the failure.
pub struct StoredNodes<'t, 'c>(pub &'t ReadTx<'c>);

impl HashReader for StoredNodes<'_, '_> {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        nodes(self.0, level, i64::try_from(index).ok()?, 1).ok()?.pop()
    }
}

/// Numbers leaves and extends the tree.
#[derive(Debug, Clone, Copy, Default)]
pub struct LedgerSequencer;

const PENDING_SQL: &str = "SELECT arrival, object_kind, object_id, object_version, body FROM ledger_leaf \
     WHERE seq IS NULL ORDER BY arrival LIMIT ?1";
const SET_HEAD_SQL: &str = "INSERT INTO ledger_head (one, size, frontier) VALUES (1, ?1, ?2) \
     ON CONFLICT (one) DO UPDATE SET size = excluded.size, frontier = excluded.frontier";

impl Sequencer for LedgerSequencer {
    fn before_commit(&self, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        loop {
            let rows = tx.query(PENDING_SQL, params![BATCH])?;
            if rows.is_empty() {
                return Ok(());
            }
            let pending = rows.iter().map(Pending::from_row).collect::<Result<Vec<_>, _>>()?;
            let mut frontier = head(tx)?.frontier;
            let mut numbered = Vec::with_capacity(pending.len());
            let mut completed = Vec::with_capacity(pending.len() * 2);
            for leaf in in_version_order(pending) {
                let hash = leaf_hash(leaf.body.as_bytes());
                let seq = frontier.size();
                frontier.append_with(hash, |node| completed.push(node));
                numbered.push([Value::Int(leaf.arrival), to_int(seq)?, Value::from(hash.0)]);
            }
            send(tx, &numbered, number_text)?;
            let completed = completed.iter().map(node_row).collect::<Result<Vec<_>, _>>()?;
            send(tx, &completed, |_, rows| nodes_text(rows))?;
            tx.execute(SET_HEAD_SQL, &[to_int(frontier.size())?, frontier.to_bytes().into()])?;
            if rows.len() < BATCH as usize {
                return Ok(());
            }
        }
    }
}

struct Pending {
    arrival: i64,
    object: (String, [u8; 16]),
    version: i64,
    body: String,
}

impl Pending {
    fn from_row(row: &Row) -> Result<Pending, StoreError> {
        Ok(Pending {
            arrival: row.get(0)?,
            object: (row.get(1)?, row.get(2)?),
            version: row.get(3)?,
            body: row.get(4)?,
        })
    }
}

/// Keeps the order of arrival, except that the leaves of one object change places among themselves where a use case
/// wrote a later version first.
fn in_version_order(pending: Vec<Pending>) -> Vec<Pending> {
    let mut places: HashMap<(String, [u8; 16]), Vec<usize>> = HashMap::new();
    for (place, leaf) in pending.iter().enumerate() {
        places.entry(leaf.object.clone()).or_default().push(place);
    }
    // target[i] is the place leaf i goes to.
    let mut target: Vec<usize> = (0..pending.len()).collect();
    for places in places.values() {
        let mut by_version = places.clone();
        by_version.sort_by_key(|&place| (pending[place].version, place));
        for (&to, &from) in places.iter().zip(&by_version) {
            target[from] = to;
        }
    }
    let mut ordered: Vec<(usize, Pending)> = target.into_iter().zip(pending).collect();
    ordered.sort_by_key(|(place, _)| *place);
    ordered.into_iter().map(|(_, leaf)| leaf).collect()
}

fn to_int(number: u64) -> Result<Value, StoreError> {
    i64::try_from(number)
        .map(Value::Int)
        .map_err(|_| StoreError::Ledger("the log is larger than a column can hold".into()))
}

fn node_row(node: &Node) -> Result<[Value; 3], StoreError> {
    Ok([Value::from(node.level), to_int(node.index)?, Value::from(node.hash.0)])
}

/// Sends rows of three values in as few statements as the sizes of [`ROWS`] allow.
fn send(
    tx: &WriteTx<'_>,
    rows: &[[Value; 3]],
    text: impl Fn(Engine, usize) -> String,
) -> Result<(), StoreError> {
    let mut rest = rows;
    for size in ROWS {
        let sql = text(tx.engine(), size);
        while rest.len() >= size {
            let (now, later) = rest.split_at(size);
            let changed = tx.execute(&sql, &now.concat())?;
            if changed != size as u64 {
                return Err(StoreError::Ledger(format!("{changed} rows changed where {size} were sent")));
            }
            rest = later;
        }
    }
    Ok(())
}

/// Both engines name the columns of VALUES `column1` and so on; only the name of the bytes differs.
fn number_text(engine: Engine, rows: usize) -> String {
    let bytes = if engine == Engine::Sqlite { "BLOB" } else { "BYTEA" };
    let values = groups(rows, |first| {
        format!("(CAST(?{first} AS BIGINT), CAST(?{} AS BIGINT), CAST(?{} AS {bytes}))", first + 1, first + 2)
    });
    format!(
        "UPDATE ledger_leaf SET seq = v.column2, hash = v.column3 FROM (VALUES {values}) AS v \
         WHERE ledger_leaf.arrival = v.column1 AND ledger_leaf.seq IS NULL"
    )
}

fn nodes_text(rows: usize) -> String {
    let values = groups(rows, |first| format!("(?{first}, ?{}, ?{})", first + 1, first + 2));
    format!("INSERT INTO ledger_node (level, idx, hash) VALUES {values}")
}

fn groups(rows: usize, one: impl Fn(usize) -> String) -> String {
    (0..rows).map(|row| one(row * 3 + 1)).collect::<Vec<_>>().join(", ")
}
