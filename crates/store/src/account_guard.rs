//! What protects accounts: accepted duties, failed sign-ins, sessions of a holder, changes of address, reports of misuse.

use crate::{Dialect, ReadTx, Row, StoreError, WriteTx, params};
use domain::access::{FailureCount, RateWindow};
use domain::party::{Account, ContactChange};
use domain::value::Id;
use jiff::Timestamp;

const ACCEPTED_SQL: &str = "SELECT document, version FROM acceptance WHERE account = ?1";

/// Texts that a person has accepted, each with the digest of what was read.
///
/// # Errors
/// Whatever the engine said.
pub fn accepted(tx: &ReadTx<'_>, account: Id<Account>) -> Result<Vec<(String, [u8; 32])>, StoreError> {
    tx.query(ACCEPTED_SQL, params![*account.as_bytes()])?
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?)))
        .collect()
}

const ACCEPT_SQL: &str = "INSERT INTO acceptance (account, document, version, accepted_at) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT (account, document, version) DO NOTHING";

/// Notes an acceptance; once is enough.
///
/// # Errors
/// Whatever the engine said.
pub fn accept(
    tx: &WriteTx<'_>,
    account: Id<Account>,
    document: &str,
    version: [u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(ACCEPT_SQL, params![*account.as_bytes(), document, version, now]).map(|_| ())
}

const FAILURES_SQL: &str = "SELECT state FROM sign_in_failure WHERE key = ?1";

/// Failed sign-ins under a keyed hash.
///
/// # Errors
/// Whatever the engine said.
pub fn failures(tx: &ReadTx<'_>, key: [u8; 32]) -> Result<Option<FailureCount>, StoreError> {
    let Some(row) = tx.query_opt(FAILURES_SQL, params![key])? else { return Ok(None) };
    serde_json::from_str(&row.get::<String>(0)?).map(Some).map_err(|e| StoreError::Json(e.to_string()))
}

const SET_FAILURES_SQL: &str = "INSERT INTO sign_in_failure (key, state) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET state = excluded.state";

/// Keeps the count after a failure.
///
/// # Errors
/// Whatever the engine said.
pub fn set_failures(tx: &WriteTx<'_>, key: [u8; 32], count: &FailureCount) -> Result<(), StoreError> {
    let state = serde_json::to_string(count).map_err(|e| StoreError::Json(e.to_string()))?;
    tx.execute(SET_FAILURES_SQL, params![key, state]).map(|_| ())
}

const CLEAR_FAILURES_SQL: &str = "DELETE FROM sign_in_failure WHERE key = ?1";

/// Forgets failures after a success.
///
/// # Errors
/// Whatever the engine said.
pub fn clear_failures(tx: &WriteTx<'_>, key: [u8; 32]) -> Result<(), StoreError> {
    tx.execute(CLEAR_FAILURES_SQL, params![key]).map(|_| ())
}

/// A session of a holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// Hash of its cookie.
    pub token_hash: [u8; 32],
    /// Begin.
    pub created_at: Timestamp,
    /// Last use kept.
    pub seen_at: Timestamp,
    /// End.
    pub expires_at: Timestamp,
    /// Device in short.
    pub device: String,
    /// On a public device.
    pub public: bool,
    /// Locked since then.
    pub locked_at: Option<Timestamp>,
    /// Network address under the region's key.
    pub place: Option<[u8; 32]>,
}

const SESSIONS_SQL: &str = "SELECT token_hash, created_at, seen_at, expires_at, device, kind, locked_at, place FROM session \
     WHERE account = ?1 AND expires_at > ?2 ORDER BY seen_at DESC, token_hash LIMIT 50";

/// Sessions of a holder that have not expired, last used first.
///
/// # Errors
/// Whatever the engine said.
pub fn sessions(
    tx: &ReadTx<'_>,
    account: Id<Account>,
    now: Timestamp,
) -> Result<Vec<OwnSession>, StoreError> {
    let row = |row: &Row| {
        Ok(OwnSession {
            token_hash: row.get(0)?,
            created_at: row.get(1)?,
            seen_at: row.get(2)?,
            expires_at: row.get(3)?,
            device: row.get(4)?,
            public: row.get::<String>(5)? == "public",
            locked_at: row.get(6)?,
            place: row.get(7)?,
        })
    };
    tx.query(SESSIONS_SQL, params![*account.as_bytes(), now])?.iter().map(row).collect()
}

const END_OTHERS_SQL: &str = "DELETE FROM session WHERE account = ?1 AND token_hash <> ?2";

/// Ends every session of a holder except one; an all-zero hash keeps none.
///
/// # Errors
/// Whatever the engine said.
pub fn end_sessions(tx: &WriteTx<'_>, account: Id<Account>, except: [u8; 32]) -> Result<u64, StoreError> {
    tx.execute(END_OTHERS_SQL, params![*account.as_bytes(), except])
}

const PASSWORD_SQL: &str = "UPDATE account SET password_hash = ?2 WHERE id = ?1";

/// Changes the password (Argon2id).
///
/// # Errors
/// Whatever the engine said.
pub fn set_password(tx: &WriteTx<'_>, id: Id<Account>, hash: &str) -> Result<(), StoreError> {
    tx.execute(PASSWORD_SQL, params![*id.as_bytes(), hash]).map(|_| ())
}

const PERSONAL_SQL: &str =
    "UPDATE account SET personal_enc = ?2, phone_index = ?3, email_index = ?4 WHERE id = ?1";

/// Changes the personal values with their indexes.
///
/// # Errors
/// [`StoreError::Unique`] when another account has the number or mailbox.
pub fn set_personal(
    tx: &WriteTx<'_>,
    id: Id<Account>,
    personal_enc: &[u8],
    phone: Option<[u8; 32]>,
    email: Option<[u8; 32]>,
) -> Result<(), StoreError> {
    tx.execute(PERSONAL_SQL, params![*id.as_bytes(), personal_enc, phone, email]).map(|_| ())
}

const REOPEN_SQL: &str = "UPDATE account SET closed_at = NULL WHERE id = ?1";

/// Opens a blocked account again.
///
/// # Errors
/// Whatever the engine said.
pub fn reopen(tx: &WriteTx<'_>, id: Id<Account>) -> Result<(), StoreError> {
    tx.execute(REOPEN_SQL, params![*id.as_bytes()]).map(|_| ())
}

/// A change of number or mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Id.
    pub id: Id<ContactChange>,
    /// Whose.
    pub account: Id<Account>,
    /// `sms` or `email`.
    pub channel: String,
    /// The new address, encrypted.
    pub address_enc: Vec<u8>,
    /// The old address cannot confirm.
    pub lost: bool,
    /// `asked`, `waiting`, `done` or `cancelled`.
    pub state: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// End of the waiting time.
    pub effective_at: Option<Timestamp>,
    /// The officer who saw the identity card first; the holder's own changes have none.
    pub first_by: Option<Id<Account>>,
    /// That officer's name.
    pub first_name: Option<String>,
}

const ADD_CHANGE_SQL: &str = "INSERT INTO contact_change (id, account, channel, address_enc, lost, state, asked_at, first_by, first_name) \
     VALUES (?1, ?2, ?3, ?4, ?5, 'asked', ?6, ?7, ?8)";

/// Asks for a change.
///
/// # Errors
/// Whatever the engine said.
pub fn add_change(tx: &WriteTx<'_>, change: &ChangeRow) -> Result<(), StoreError> {
    let parameters = params![
        *change.id.as_bytes(),
        *change.account.as_bytes(),
        change.channel.as_str(),
        change.address_enc.as_slice(),
        i64::from(change.lost),
        change.asked_at,
        change.first_by.map(|by| *by.as_bytes()),
        change.first_name.as_deref(),
    ];
    tx.execute(ADD_CHANGE_SQL, parameters).map(|_| ())
}

fn change(row: &Row) -> Result<ChangeRow, StoreError> {
    let first_by: Option<[u8; 16]> = row.get(8)?;
    Ok(ChangeRow {
        id: Id::from_bytes(row.get(0)?),
        account: Id::from_bytes(row.get(1)?),
        channel: row.get(2)?,
        address_enc: row.get(3)?,
        lost: row.get::<i64>(4)? != 0,
        state: row.get(5)?,
        asked_at: row.get(6)?,
        effective_at: row.get(7)?,
        first_by: first_by.map(Id::from_bytes),
        first_name: row.get(9)?,
    })
}

const CHANGE_SQL: &str = "SELECT id, account, channel, address_enc, lost, state, asked_at, effective_at, first_by, first_name \
     FROM contact_change WHERE account = ?1 AND state IN ('asked', 'waiting') ORDER BY asked_at DESC, id DESC LIMIT 1";

/// The change of an account that is under way.
///
/// # Errors
/// Whatever the engine said.
pub fn open_change(tx: &ReadTx<'_>, account: Id<Account>) -> Result<Option<ChangeRow>, StoreError> {
    tx.query_opt(CHANGE_SQL, params![*account.as_bytes()])?.as_ref().map(change).transpose()
}

const COUNTER_CHANGES_SQL: &str = "SELECT c.id, c.account, c.channel, c.address_enc, c.lost, c.state, c.asked_at, c.effective_at, c.first_by, c.first_name, a.name \
     FROM contact_change c JOIN account a ON a.id = c.account \
     WHERE c.first_by IS NOT NULL AND c.state = 'asked' AND c.asked_at > ?1 ORDER BY c.asked_at, c.id LIMIT 50";

/// Changes that wait for a second officer at the counter, each with the holder's name, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn counter_changes(tx: &ReadTx<'_>, since: Timestamp) -> Result<Vec<(ChangeRow, String)>, StoreError> {
    tx.query(COUNTER_CHANGES_SQL, params![since])?
        .iter()
        .map(|row| Ok((change(row)?, row.get(10)?)))
        .collect()
}

const SECOND_SQL: &str = "UPDATE contact_change SET second_name = ?2 WHERE id = ?1";

/// The other officer has seen the identity card too.
///
/// # Errors
/// Whatever the engine said.
pub fn set_second(tx: &WriteTx<'_>, id: Id<ContactChange>, name: &str) -> Result<(), StoreError> {
    tx.execute(SECOND_SQL, params![*id.as_bytes(), name]).map(|_| ())
}

const SET_CHANGE_SQL: &str = "UPDATE contact_change SET state = ?2, effective_at = ?3 WHERE id = ?1";

/// Moves a change on.
///
/// # Errors
/// Whatever the engine said.
pub fn set_change(
    tx: &WriteTx<'_>,
    id: Id<ContactChange>,
    state: &str,
    effective_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    tx.execute(SET_CHANGE_SQL, params![*id.as_bytes(), state, effective_at]).map(|_| ())
}

const CANCEL_CHANGES_SQL: &str =
    "UPDATE contact_change SET state = 'cancelled' WHERE account = ?1 AND state IN ('asked', 'waiting')";

/// Cancels whatever change of an account is under way.
///
/// # Errors
/// Whatever the engine said.
pub fn cancel_changes(tx: &WriteTx<'_>, account: Id<Account>) -> Result<(), StoreError> {
    tx.execute(CANCEL_CHANGES_SQL, params![*account.as_bytes()]).map(|_| ())
}

const REPORT_SQL: &str = "INSERT INTO misuse_report (id, account, note, reported_at) VALUES (?1, ?2, ?3, ?4)";

/// Keeps a report of misuse (MJK18-9.2).
///
/// # Errors
/// Whatever the engine said.
pub fn report_misuse(
    tx: &WriteTx<'_>,
    id: [u8; 16],
    account: Id<Account>,
    note: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(REPORT_SQL, params![id, *account.as_bytes(), note, now]).map(|_| ())
}

/// A report that waits for an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// What the holder wrote.
    pub note: String,
    /// When.
    pub reported_at: Timestamp,
}

const REPORTS_SQL: &str = "SELECT r.account, a.name, r.note, r.reported_at FROM misuse_report r \
     JOIN account a ON a.id = r.account WHERE r.settled_at IS NULL ORDER BY r.reported_at, r.id LIMIT 200";

/// Reports that wait, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn open_reports(tx: &ReadTx<'_>) -> Result<Vec<ReportRow>, StoreError> {
    let row = |row: &Row| {
        Ok(ReportRow {
            account: Id::from_bytes(row.get(0)?),
            name: row.get(1)?,
            note: row.get(2)?,
            reported_at: row.get(3)?,
        })
    };
    tx.query(REPORTS_SQL, &[])?.iter().map(row).collect()
}

const SETTLE_SQL: &str =
    "UPDATE misuse_report SET settled_at = ?2, settled_by = ?3 WHERE account = ?1 AND settled_at IS NULL";

/// Settles the reports of an account; how many there were.
///
/// # Errors
/// Whatever the engine said.
pub fn settle_reports(
    tx: &WriteTx<'_>,
    account: Id<Account>,
    by: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(SETTLE_SQL, params![*account.as_bytes(), now, by])
}

const NOTE_DEVICE_SQL: &str = "INSERT INTO device_use (device, account, name, last_at) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT (device, account) DO UPDATE SET name = excluded.name, last_at = excluded.last_at";

/// Notes that a holder signed in on a device.
///
/// # Errors
/// Whatever the engine said.
pub fn note_device(
    tx: &WriteTx<'_>,
    device: [u8; 32],
    account: Id<Account>,
    name: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(NOTE_DEVICE_SQL, params![device, *account.as_bytes(), name, now]).map(|_| ())
}

const RATE_SQL: Dialect<'static> = Dialect {
    sqlite: "SELECT started_at, used FROM rate_window WHERE key = ?1",
    postgres: "SELECT started_at, used FROM rate_window WHERE key = ?1 FOR UPDATE",
};

/// Uses counted under a keyed hash, locked: two at the same moment cannot both be the last.
///
/// # Errors
/// Whatever the engine said.
pub fn rate(tx: &WriteTx<'_>, key: [u8; 32]) -> Result<Option<RateWindow>, StoreError> {
    let Some(row) = tx.query_opt(RATE_SQL, params![key])? else { return Ok(None) };
    let used: i64 = row.get(1)?;
    Ok(Some(RateWindow { started_at: row.get(0)?, used: u32::try_from(used).unwrap_or(u32::MAX) }))
}

const SET_RATE_SQL: &str = "INSERT INTO rate_window (key, started_at, used) VALUES (?1, ?2, ?3) \
     ON CONFLICT (key) DO UPDATE SET started_at = excluded.started_at, used = excluded.used";

/// Keeps the count after a use.
///
/// # Errors
/// Whatever the engine said.
pub fn set_rate(tx: &WriteTx<'_>, key: [u8; 32], window: RateWindow) -> Result<(), StoreError> {
    tx.execute(SET_RATE_SQL, params![key, window.started_at, i64::from(window.used)]).map(|_| ())
}

/// A device on which several holders signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusyDevice {
    /// Keyed hash of its mark.
    pub device: [u8; 32],
    /// Browser and system in short.
    pub name: String,
    /// Last sign-in.
    pub last_at: Timestamp,
}

const BUSY_DEVICES_SQL: &str = "SELECT device, MAX(name), MAX(last_at) FROM device_use WHERE last_at > ?1 \
     GROUP BY device HAVING COUNT(*) > ?2 ORDER BY MAX(last_at) DESC, device LIMIT 200";

/// Devices on which more than so many holders signed in since a moment, last used first.
///
/// # Errors
/// Whatever the engine said.
pub fn busy_devices(
    tx: &ReadTx<'_>,
    since: Timestamp,
    more_than: i64,
) -> Result<Vec<BusyDevice>, StoreError> {
    let row = |row: &Row| Ok(BusyDevice { device: row.get(0)?, name: row.get(1)?, last_at: row.get(2)? });
    tx.query(BUSY_DEVICES_SQL, params![since, more_than])?.iter().map(row).collect()
}

const OF_DEVICE_SQL: &str = "SELECT a.id, a.name FROM device_use d JOIN account a ON a.id = d.account \
     WHERE d.device = ?1 AND d.last_at > ?2 ORDER BY a.sort_name, a.id LIMIT 100";

/// Holders who signed in on a device since a moment.
///
/// # Errors
/// Whatever the engine said.
pub fn of_device(
    tx: &ReadTx<'_>,
    device: [u8; 32],
    since: Timestamp,
) -> Result<Vec<(Id<Account>, String)>, StoreError> {
    let row = |row: &Row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?));
    tx.query(OF_DEVICE_SQL, params![device, since])?.iter().map(row).collect()
}

const BUSY_NUMBERS_SQL: &str = "SELECT notice_index FROM account WHERE notice_index IS NOT NULL \
     GROUP BY notice_index HAVING COUNT(*) > ?1 ORDER BY notice_index LIMIT 200";

/// Numbers of others that receive the notices of more than so many holders.
///
/// # Errors
/// Whatever the engine said.
pub fn busy_numbers(tx: &ReadTx<'_>, more_than: i64) -> Result<Vec<[u8; 32]>, StoreError> {
    tx.query(BUSY_NUMBERS_SQL, params![more_than])?.iter().map(|row| row.get(0)).collect()
}

const OF_NUMBER_SQL: &str =
    "SELECT id, name FROM account WHERE notice_index = ?1 ORDER BY sort_name, id LIMIT 100";

/// Holders whose notices go to a number of somebody else.
///
/// # Errors
/// Whatever the engine said.
pub fn of_number(tx: &ReadTx<'_>, number: [u8; 32]) -> Result<Vec<(Id<Account>, String)>, StoreError> {
    let row = |row: &Row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?));
    tx.query(OF_NUMBER_SQL, params![number])?.iter().map(row).collect()
}

const SET_NOTICE_SQL: &str = "UPDATE account SET personal_enc = ?2, notice_index = ?3 WHERE id = ?1";

/// Changes the number of somebody else that receives a holder's notices.
///
/// # Errors
/// Whatever the engine said.
pub fn set_notice(
    tx: &WriteTx<'_>,
    id: Id<Account>,
    personal_enc: &[u8],
    index: Option<[u8; 32]>,
) -> Result<(), StoreError> {
    tx.execute(SET_NOTICE_SQL, params![*id.as_bytes(), personal_enc, index]).map(|_| ())
}
