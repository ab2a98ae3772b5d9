//! Messages on their way out: never dropped silently; each ends delivered, failed and shown to a person, or cancelled.

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use domain::party::{ApplicationRecord, Message};
use domain::value::Id;
use jiff::Timestamp;

/// A message row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Id; also the reference at the gateway.
    pub id: Id<Message>,
    /// `sms` or `email`.
    pub channel: String,
    /// Encrypted address.
    pub recipient_enc: Vec<u8>,
    /// Encrypted JSON of subject and text; empty once erased.
    pub body_enc: Vec<u8>,
    /// Template name.
    pub template: String,
    /// File it belongs to.
    pub application: Option<Id<ApplicationRecord>>,
    /// `waiting`, `sent`, `delivered`, `failed` or `cancelled`.
    pub state: String,
    /// How often it was handed to the gateway.
    pub attempts: i64,
    /// When it was written.
    pub created_at: Timestamp,
    /// When delivery was reported.
    pub delivered_at: Option<Timestamp>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// Body holds a PIN or code.
    pub secret: bool,
}

const INSERT_SQL: &str = "INSERT INTO outbox_message (id, channel, recipient_enc, body_enc, template, application_id, \
     state, attempts, next_attempt_at, created_at, secret, expires_at) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', 0, ?7, ?7, ?8, ?9)";

/// Writes a message in the transaction of its act.
///
/// # Errors
/// Whatever the engine said.
pub fn insert(tx: &WriteTx<'_>, row: &MessageRow, expires_at: Option<Timestamp>) -> Result<(), StoreError> {
    let parameters = params![
        *row.id.as_bytes(),
        row.channel.as_str(),
        row.recipient_enc.as_slice(),
        row.body_enc.as_slice(),
        row.template.as_str(),
        row.application.map(|a| *a.as_bytes()),
        row.created_at,
        row.secret,
        expires_at,
    ];
    tx.execute(INSERT_SQL, parameters).map(|_| ())
}

fn message(row: &Row) -> Result<MessageRow, StoreError> {
    Ok(MessageRow {
        id: Id::from_bytes(row.get(0)?),
        channel: row.get(1)?,
        recipient_enc: row.get(2)?,
        body_enc: row.get(3)?,
        template: row.get(4)?,
        application: row.get::<Option<[u8; 16]>>(5)?.map(Id::from_bytes),
        state: row.get(6)?,
        attempts: row.get(7)?,
        created_at: row.get(8)?,
        delivered_at: row.get(9)?,
        last_error: row.get(10)?,
        secret: row.get(11)?,
    })
}

const FIND_SQL: &str = "SELECT id, channel, recipient_enc, body_enc, template, application_id, state, attempts, \
     created_at, delivered_at, last_error, secret FROM outbox_message WHERE id = ?1";

/// One message.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, id: Id<Message>) -> Result<Option<MessageRow>, StoreError> {
    tx.query_opt(FIND_SQL, params![*id.as_bytes()])?.as_ref().map(message).transpose()
}

const LATEST_SQL: &str = "SELECT id, channel, recipient_enc, body_enc, template, application_id, state, attempts, \
     created_at, delivered_at, last_error, secret FROM outbox_message ORDER BY created_at DESC, id DESC LIMIT ?1";

/// The newest messages.
///
/// # Errors
/// Whatever the engine said.
pub fn latest(tx: &ReadTx<'_>, limit: u32) -> Result<Vec<MessageRow>, StoreError> {
    tx.query(LATEST_SQL, params![limit])?.iter().map(message).collect()
}

const OF_APPLICATION_SQL: &str = "SELECT id, channel, recipient_enc, body_enc, template, application_id, state, attempts, \
     created_at, delivered_at, last_error, secret FROM outbox_message WHERE application_id = ?1 ORDER BY created_at, id";

/// Messages of a file.
///
/// # Errors
/// Whatever the engine said.
pub fn of_application(tx: &ReadTx<'_>, id: Id<ApplicationRecord>) -> Result<Vec<MessageRow>, StoreError> {
    tx.query(OF_APPLICATION_SQL, params![*id.as_bytes()])?.iter().map(message).collect()
}

const LAST_FAILED_SQL: &str = "SELECT application_id, max(created_at) FROM outbox_message \
     WHERE state = 'failed' AND application_id IS NOT NULL GROUP BY application_id";

/// Files with a message that failed for good, and when the last of them was written.
///
/// # Errors
/// Whatever the engine said.
pub fn last_failed(tx: &ReadTx<'_>) -> Result<Vec<(Id<ApplicationRecord>, Timestamp)>, StoreError> {
    tx.query(LAST_FAILED_SQL, &[])?.iter().map(|row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?))).collect()
}

const SENT_SQL: &str = "UPDATE outbox_message SET state = CASE WHEN state = 'waiting' THEN 'sent' ELSE state END, \
     attempts = attempts + 1, provider_ref = ?2, last_error = NULL, \
     body_enc = CASE WHEN secret = 1 AND ?3 = 0 THEN ?4 ELSE body_enc END \
     WHERE id = ?1 AND state IN ('waiting', 'delivered')";

/// Handed to the gateway; a secret body is erased now, unless the demo's outbox must show it. A delivery report may have
/// overtaken this.
///
/// # Errors
/// Whatever the engine said.
pub fn sent(
    tx: &WriteTx<'_>,
    id: Id<Message>,
    provider_ref: &str,
    keep_secret: bool,
) -> Result<bool, StoreError> {
    let empty: &[u8] = &[];
    Ok(tx.execute(SENT_SQL, params![*id.as_bytes(), provider_ref, keep_secret, empty])? == 1)
}

const DELIVERED_SQL: &str = "UPDATE outbox_message SET state = 'delivered', delivered_at = ?2 \
     WHERE id = ?1 AND state IN ('sent', 'waiting')";

/// Delivery was reported; `false` when it is known already.
///
/// # Errors
/// Whatever the engine said.
pub fn delivered(tx: &WriteTx<'_>, id: Id<Message>, at: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(DELIVERED_SQL, params![*id.as_bytes(), at])? == 1)
}

const TRIED_SQL: &str = "UPDATE outbox_message SET attempts = attempts + 1, last_error = ?2 WHERE id = ?1";

/// An attempt failed and will be repeated.
///
/// # Errors
/// Whatever the engine said.
pub fn tried(tx: &WriteTx<'_>, id: Id<Message>, error: &str) -> Result<(), StoreError> {
    tx.execute(TRIED_SQL, params![*id.as_bytes(), error]).map(|_| ())
}

const CLOSE_SQL: &str = "UPDATE outbox_message SET state = ?2, last_error = ?3, \
     body_enc = CASE WHEN secret = 1 THEN ?4 ELSE body_enc END WHERE id = ?1 AND state <> 'delivered'";

/// Ends a message as `failed` (a person is told) or `cancelled` (with its reason); a secret body is erased.
///
/// # Errors
/// Whatever the engine said.
pub fn close(tx: &WriteTx<'_>, id: Id<Message>, state: &str, why: &str) -> Result<(), StoreError> {
    let empty: &[u8] = &[];
    tx.execute(CLOSE_SQL, params![*id.as_bytes(), state, why, empty]).map(|_| ())
}

const ANY_EXPIRED_SQL: &str =
    "SELECT 1 FROM outbox_message WHERE secret = 1 AND expires_at < ?1 AND body_enc <> ?2 LIMIT 1";

/// Whether a secret text is kept beyond its time.
///
/// # Errors
/// Whatever the engine said.
pub fn any_expired(tx: &ReadTx<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let empty: &[u8] = &[];
    Ok(tx.query_opt(ANY_EXPIRED_SQL, params![now, empty])?.is_some())
}

const ERASE_EXPIRED_SQL: &str = "UPDATE outbox_message SET body_enc = ?2, \
     state = CASE WHEN state = 'waiting' THEN 'failed' ELSE state END, \
     last_error = CASE WHEN state = 'waiting' THEN 'its time was over before it was sent' ELSE last_error END \
     WHERE secret = 1 AND expires_at < ?1 AND body_enc <> ?2";

/// Erases secret texts whose time is over; answers how many.
///
/// # Errors
/// Whatever the engine said.
pub fn erase_expired(tx: &WriteTx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    let empty: &[u8] = &[];
    tx.execute(ERASE_EXPIRED_SQL, params![now, empty])
}

const LIST_SQL: &str = "SELECT id, channel, recipient_enc, body_enc, template, application_id, state, attempts, \
     created_at, delivered_at, last_error, secret FROM outbox_message WHERE state = ?1 AND created_at >= ?2 \
     AND (created_at, id) < (?3, ?4) ORDER BY created_at DESC, id DESC LIMIT ?5";

/// Messages in a state that were written at `since` or later, the newest first, before a key.
///
/// # Errors
/// Whatever the engine said.
pub fn list(
    tx: &ReadTx<'_>,
    state: &str,
    since: Timestamp,
    before: Option<(Timestamp, Id<Message>)>,
    limit: u32,
) -> Result<Vec<MessageRow>, StoreError> {
    let (at, id) = before.map_or((i64::MAX, [0xff; 16]), |(at, id)| (at.as_microsecond(), *id.as_bytes()));
    tx.query(LIST_SQL, params![state, since, at, id, limit])?.iter().map(message).collect()
}

const TALLY_SQL: &str = "SELECT state, template, COUNT(*) FROM outbox_message \
     WHERE state IN ('waiting', 'failed') OR created_at >= ?1 GROUP BY state, template ORDER BY state, template";

/// How many messages of each kind are in each state; those that left only since a moment.
///
/// # Errors
/// Whatever the engine said.
pub fn tally(tx: &ReadTx<'_>, since: Timestamp) -> Result<Vec<(String, String, i64)>, StoreError> {
    let rows = tx.query(TALLY_SQL, params![since])?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

const FAILED_OF_SQL: &str = "SELECT id, channel, recipient_enc, body_enc, template, application_id, state, attempts, \
     created_at, delivered_at, last_error, secret FROM outbox_message WHERE state = 'failed' AND secret = 0 \
     AND template = ?1 ORDER BY created_at, id";

/// Failed messages of a kind that hold no secret.
///
/// # Errors
/// Whatever the engine said.
pub fn failed_of(tx: &ReadTx<'_>, template: &str) -> Result<Vec<MessageRow>, StoreError> {
    tx.query(FAILED_OF_SQL, params![template])?.iter().map(message).collect()
}
