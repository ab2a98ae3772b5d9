//! What desks keep beside the files: PIN challenges, paper, bank references, refunds, views, survey answers.

use crate::{Dialect, ReadTx, StoreError, WriteTx, params};
use domain::party::{Account, ApplicationRecord, Pin};
use domain::pin::PinChallenge;
use domain::value::{Digest, Id};
use jiff::Timestamp;

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Json(e.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Json(e.to_string()))
}

const PUT_PIN_SQL: &str = "INSERT INTO pin_challenge (id, account, state, code_hash, documents, created_at) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Keeps a PIN challenge with the keyed hash of its code and the documents it stands for.
///
/// # Errors
/// Whatever the engine said.
pub fn put_pin(
    tx: &WriteTx<'_>,
    challenge: &PinChallenge,
    code_hash: [u8; 32],
    documents: &[Digest],
    now: Timestamp,
) -> Result<(), StoreError> {
    let parameters = params![
        *challenge.id.as_bytes(),
        *challenge.account.as_bytes(),
        json(challenge)?,
        code_hash,
        json(&documents)?,
        now,
    ];
    tx.execute(PUT_PIN_SQL, parameters).map(|_| ())
}

const LOCK_PIN_SQL: Dialect<'static> = Dialect {
    sqlite: "SELECT state, code_hash, documents FROM pin_challenge WHERE id = ?1",
    postgres: "SELECT state, code_hash, documents FROM pin_challenge WHERE id = ?1 FOR UPDATE",
};

/// Challenge, keyed hash of its code, documents in their order.
pub type StoredPin = (PinChallenge, [u8; 32], Vec<Digest>);

/// A challenge for an attempt, locked.
///
/// # Errors
/// Whatever the engine said.
pub fn lock_pin(tx: &WriteTx<'_>, id: Id<Pin>) -> Result<Option<StoredPin>, StoreError> {
    match tx.query_opt(LOCK_PIN_SQL, params![*id.as_bytes()])? {
        Some(row) => {
            Ok(Some((from_json(&row.get::<String>(0)?)?, row.get(1)?, from_json(&row.get::<String>(2)?)?)))
        }
        None => Ok(None),
    }
}

const SET_PIN_SQL: &str = "UPDATE pin_challenge SET state = ?2 WHERE id = ?1";

/// Keeps a challenge after an attempt.
///
/// # Errors
/// Whatever the engine said.
pub fn set_pin(tx: &WriteTx<'_>, challenge: &PinChallenge) -> Result<(), StoreError> {
    tx.execute(SET_PIN_SQL, params![*challenge.id.as_bytes(), json(challenge)?]).map(|_| ())
}

const RECENT_PINS_SQL: &str = "SELECT COUNT(*) FROM pin_challenge WHERE account = ?1 AND created_at > ?2";

/// How many PINs a person asked for since a moment; limits the SMS.
///
/// # Errors
/// Whatever the engine said.
pub fn recent_pins(tx: &ReadTx<'_>, account: Id<Account>, since: Timestamp) -> Result<i64, StoreError> {
    tx.query_one(RECENT_PINS_SQL, params![*account.as_bytes(), since])?.get(0)
}

const ADD_SHEET_SQL: &str = "INSERT INTO paper_sheet (paper, serial, state, application, changed_at) \
     VALUES (?1, ?2, 'stock', NULL, ?3) ON CONFLICT (serial) DO NOTHING";

/// Puts a sheet into stock; `false` when the serial is known.
///
/// # Errors
/// Whatever the engine said.
pub fn add_sheet(tx: &WriteTx<'_>, paper: &str, serial: &str, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(ADD_SHEET_SQL, params![paper, serial, now])? == 1)
}

const TAKE_SHEET_SQL: &str = "UPDATE paper_sheet SET state = 'used', application = ?3, changed_at = ?4 \
     WHERE paper = ?1 AND serial = ?2 AND state = 'stock'";

/// Takes a sheet; `false` when it is not in stock (MJK18-16.1).
///
/// # Errors
/// Whatever the engine said.
pub fn take_sheet(
    tx: &WriteTx<'_>,
    paper: &str,
    serial: &str,
    application: Id<ApplicationRecord>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(tx.execute(TAKE_SHEET_SQL, params![paper, serial, *application.as_bytes(), now])? == 1)
}

const SPOIL_SHEET_SQL: &str = "UPDATE paper_sheet SET state = 'spoiled', changed_at = ?2 WHERE serial = ?1";

/// Marks a sheet as spoiled.
///
/// # Errors
/// Whatever the engine said.
pub fn spoil_sheet(tx: &WriteTx<'_>, serial: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(SPOIL_SHEET_SQL, params![serial, now]).map(|_| ())
}

const NEXT_SHEET_SQL: &str =
    "SELECT serial FROM paper_sheet WHERE paper = ?1 AND state = 'stock' ORDER BY serial LIMIT 1";

/// The next serial in stock.
///
/// # Errors
/// Whatever the engine said.
pub fn next_sheet(tx: &ReadTx<'_>, paper: &str) -> Result<Option<String>, StoreError> {
    match tx.query_opt(NEXT_SHEET_SQL, params![paper])? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}

const STOCK_SQL: &str =
    "SELECT paper, state, COUNT(*) FROM paper_sheet GROUP BY paper, state ORDER BY paper, state";

/// The stock count: paper, state, how many.
///
/// # Errors
/// Whatever the engine said.
pub fn stock(tx: &ReadTx<'_>) -> Result<Vec<(String, String, i64)>, StoreError> {
    tx.query(STOCK_SQL, &[])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

const USE_REFERENCE_SQL: &str = "INSERT INTO bank_reference (reference, application, used_at) VALUES (?1, ?2, ?3) \
     ON CONFLICT (reference) DO NOTHING";

/// Uses a bank reference; `false` when it was used before in the region.
///
/// # Errors
/// Whatever the engine said.
pub fn use_bank_reference(
    tx: &WriteTx<'_>,
    reference: &str,
    application: Id<ApplicationRecord>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(tx.execute(USE_REFERENCE_SQL, params![reference, *application.as_bytes(), now])? == 1)
}

const FREE_REFERENCE_SQL: &str = "DELETE FROM bank_reference WHERE reference = ?1 AND application = ?2";

/// Frees a reference whose record was rejected by the second person.
///
/// # Errors
/// Whatever the engine said.
pub fn free_bank_reference(
    tx: &WriteTx<'_>,
    reference: &str,
    application: Id<ApplicationRecord>,
) -> Result<(), StoreError> {
    tx.execute(FREE_REFERENCE_SQL, params![reference, *application.as_bytes()]).map(|_| ())
}

/// A payment to be paid back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundRow {
    /// Id.
    pub id: [u8; 16],
    /// Its application.
    pub application: Id<ApplicationRecord>,
    /// The bank's reference.
    pub bank_reference: String,
    /// Rupiah.
    pub amount: i64,
    /// The bank's time.
    pub paid_at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom.
    pub recorded_by: String,
}

const ADD_REFUND_SQL: &str = "INSERT INTO refund (id, application, bank_reference, amount, paid_at, recorded_at, \
     recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (bank_reference) DO NOTHING";

/// Lists a late payment for refund; `false` when its reference is listed already.
///
/// # Errors
/// Whatever the engine said.
pub fn add_refund(tx: &WriteTx<'_>, row: &RefundRow) -> Result<bool, StoreError> {
    let parameters = params![
        row.id,
        *row.application.as_bytes(),
        row.bank_reference.as_str(),
        row.amount,
        row.paid_at,
        row.recorded_at,
        row.recorded_by.as_str(),
    ];
    Ok(tx.execute(ADD_REFUND_SQL, parameters)? == 1)
}

const REFUNDS_SQL: &str = "SELECT id, application, bank_reference, amount, paid_at, recorded_at, recorded_by FROM refund \
     ORDER BY recorded_at DESC, id LIMIT 200";

/// The refund list.
///
/// # Errors
/// Whatever the engine said.
pub fn refunds(tx: &ReadTx<'_>) -> Result<Vec<RefundRow>, StoreError> {
    tx.query(REFUNDS_SQL, &[])?
        .iter()
        .map(|row| {
            Ok(RefundRow {
                id: row.get(0)?,
                application: Id::from_bytes(row.get(1)?),
                bank_reference: row.get(2)?,
                amount: row.get(3)?,
                paid_at: row.get(4)?,
                recorded_at: row.get(5)?,
                recorded_by: row.get(6)?,
            })
        })
        .collect()
}

const SEE_SQL: &str = "INSERT INTO document_view (account, digest, at) VALUES (?1, ?2, ?3) ON CONFLICT (account, digest) DO NOTHING";

/// Remembers that a person opened a document.
///
/// # Errors
/// Whatever the engine said.
pub fn see(
    tx: &WriteTx<'_>,
    account: Id<Account>,
    digest: &Digest,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(SEE_SQL, params![*account.as_bytes(), *digest.as_bytes(), now]).map(|_| ())
}

const SEEN_SQL: &str = "SELECT 1 FROM document_view WHERE account = ?1 AND digest = ?2";

/// Whether a person opened a document.
///
/// # Errors
/// Whatever the engine said.
pub fn has_seen(tx: &ReadTx<'_>, account: Id<Account>, digest: &Digest) -> Result<bool, StoreError> {
    Ok(tx.query_opt(SEEN_SQL, params![*account.as_bytes(), *digest.as_bytes()])?.is_some())
}

const ADD_ANSWER_SQL: &str = "INSERT INTO survey_answer (id, service, month, answers, seconds, staff_device) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Keeps survey answers without a link to the file.
///
/// # Errors
/// Whatever the engine said.
pub fn add_survey_answer(
    tx: &WriteTx<'_>,
    id: [u8; 16],
    service: &str,
    month: &str,
    answers: &str,
    seconds: i64,
    staff_device: bool,
) -> Result<(), StoreError> {
    tx.execute(ADD_ANSWER_SQL, params![id, service, month, answers, seconds, staff_device]).map(|_| ())
}

/// Sums of the answers of one service that were given alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerSums {
    /// Service id.
    pub service: String,
    /// Given on a device of the office.
    pub staff_device: bool,
    /// Given faster than one can read.
    pub fast: bool,
    /// How many.
    pub count: i64,
    /// Sum of each of the nine elements.
    pub sums: [i64; 9],
}

const SUMS_SQL: &str = "SELECT service, staff_device, CASE WHEN seconds < ?3 THEN 1 ELSE 0 END AS fast, COUNT(*), \
     CAST(SUM(CAST(substr(answers, 1, 1) AS BIGINT)) AS BIGINT), CAST(SUM(CAST(substr(answers, 2, 1) AS BIGINT)) AS BIGINT), \
     CAST(SUM(CAST(substr(answers, 3, 1) AS BIGINT)) AS BIGINT), CAST(SUM(CAST(substr(answers, 4, 1) AS BIGINT)) AS BIGINT), \
     CAST(SUM(CAST(substr(answers, 5, 1) AS BIGINT)) AS BIGINT), CAST(SUM(CAST(substr(answers, 6, 1) AS BIGINT)) AS BIGINT), \
     CAST(SUM(CAST(substr(answers, 7, 1) AS BIGINT)) AS BIGINT), CAST(SUM(CAST(substr(answers, 8, 1) AS BIGINT)) AS BIGINT), \
     CAST(SUM(CAST(substr(answers, 9, 1) AS BIGINT)) AS BIGINT) FROM survey_answer WHERE month >= ?1 AND month <= ?2 \
     GROUP BY service, staff_device, CASE WHEN seconds < ?3 THEN 1 ELSE 0 END ORDER BY service";

/// Sums of the answers from one month (`2026-01`) to another; below `fast` seconds an answer is a fast one.
///
/// # Errors
/// Whatever the engine said.
pub fn answer_sums(
    tx: &ReadTx<'_>,
    first: &str,
    last: &str,
    fast: u32,
) -> Result<Vec<AnswerSums>, StoreError> {
    tx.query(SUMS_SQL, params![first, last, i64::from(fast)])?
        .iter()
        .map(|row| {
            let mut sums = [0; 9];
            for (n, sum) in sums.iter_mut().enumerate() {
                *sum = row.get(4 + n)?;
            }
            Ok(AnswerSums {
                service: row.get(0)?,
                staff_device: row.get(1)?,
                fast: row.get::<i64>(2)? == 1,
                count: row.get(3)?,
                sums,
            })
        })
        .collect()
}
