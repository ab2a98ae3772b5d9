//! Requests for access, and the codes that confirm an address.

use crate::{Dialect, ReadTx, Row, StoreError, WriteTx, params};
use domain::access::CodeChallenge;
use domain::party::{AccessRequest, Account, ContactCode, StoredFile};
use domain::value::Id;
use jiff::Timestamp;

/// A request as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// Id.
    pub id: Id<AccessRequest>,
    /// Number; drafts have none.
    pub number: Option<String>,
    /// Keyed hash of the cookie of who fills it in.
    pub visitor: [u8; 32],
    /// `person` or `business`.
    pub kind: String,
    /// `draft`, `open`, `granted` or `refused`.
    pub state: String,
    /// Encrypted JSON of everything stated.
    pub claims_enc: Vec<u8>,
    /// JSON: paper to file.
    pub papers: String,
    /// Blind index of the confirmed number.
    pub phone_confirmed: Option<[u8; 32]>,
    /// Blind index of the confirmed mailbox.
    pub email_confirmed: Option<[u8; 32]>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it came complete.
    pub received_at: Option<Timestamp>,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// By whom.
    pub decided_by: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// What was granted.
    pub account: Option<Id<Account>>,
    /// Grows with every change.
    pub version: i64,
}

const ADD_SQL: &str = "INSERT INTO access_request (id, visitor, kind, state, claims_enc, papers, created_at, version) \
     VALUES (?1, ?2, ?3, 'draft', ?4, '{}', ?5, 1)";

/// Begins a draft.
///
/// # Errors
/// Whatever the engine said.
pub fn add(
    tx: &WriteTx<'_>,
    id: Id<AccessRequest>,
    visitor: [u8; 32],
    kind: &str,
    claims_enc: &[u8],
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(ADD_SQL, params![*id.as_bytes(), visitor, kind, claims_enc, now]).map(|_| ())
}

fn request(row: &Row) -> Result<RequestRow, StoreError> {
    let account: Option<[u8; 16]> = row.get(14)?;
    Ok(RequestRow {
        id: Id::from_bytes(row.get(0)?),
        number: row.get(1)?,
        visitor: row.get(2)?,
        kind: row.get(3)?,
        state: row.get(4)?,
        claims_enc: row.get(5)?,
        papers: row.get(6)?,
        phone_confirmed: row.get(7)?,
        email_confirmed: row.get(8)?,
        created_at: row.get(9)?,
        received_at: row.get(10)?,
        decided_at: row.get(11)?,
        decided_by: row.get(12)?,
        reason: row.get(13)?,
        account: account.map(Id::from_bytes),
        version: row.get(15)?,
    })
}

const FIND_SQL: &str = "SELECT id, number, visitor, kind, state, claims_enc, papers, phone_confirmed, email_confirmed, created_at, received_at, decided_at, decided_by, reason, account, version \
     FROM access_request WHERE id = ?1";

/// A request by id.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, id: Id<AccessRequest>) -> Result<Option<RequestRow>, StoreError> {
    tx.query_opt(FIND_SQL, params![*id.as_bytes()])?.as_ref().map(request).transpose()
}

const LOCK_SQL: Dialect<'static> = Dialect {
    sqlite: "SELECT id, number, visitor, kind, state, claims_enc, papers, phone_confirmed, email_confirmed, created_at, received_at, decided_at, decided_by, reason, account, version FROM access_request WHERE id = ?1",
    postgres: "SELECT id, number, visitor, kind, state, claims_enc, papers, phone_confirmed, email_confirmed, created_at, received_at, decided_at, decided_by, reason, account, version FROM access_request WHERE id = ?1 FOR UPDATE",
};

/// A request that is about to change, locked.
///
/// # Errors
/// Whatever the engine said.
pub fn lock(tx: &WriteTx<'_>, id: Id<AccessRequest>) -> Result<Option<RequestRow>, StoreError> {
    tx.query_opt(LOCK_SQL, params![*id.as_bytes()])?.as_ref().map(request).transpose()
}

const ASK_SQL: &str = "SELECT id, number, visitor, kind, state, claims_enc, papers, phone_confirmed, email_confirmed, created_at, received_at, decided_at, decided_by, reason, account, version \
     FROM access_request WHERE number = ?1 AND told_index = ?2";

/// A request by its number and the blind index of its telephone: both must be right.
///
/// # Errors
/// Whatever the engine said.
pub fn by_number(tx: &ReadTx<'_>, number: &str, phone: [u8; 32]) -> Result<Option<RequestRow>, StoreError> {
    tx.query_opt(ASK_SQL, params![number, phone])?.as_ref().map(request).transpose()
}

const OPEN_SQL: &str = "SELECT id, number, visitor, kind, state, claims_enc, papers, phone_confirmed, email_confirmed, created_at, received_at, decided_at, decided_by, reason, account, version \
     FROM access_request WHERE state = 'open' ORDER BY received_at, id LIMIT 500";

/// Requests that wait for a decision, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn open(tx: &ReadTx<'_>) -> Result<Vec<RequestRow>, StoreError> {
    tx.query(OPEN_SQL, &[])?.iter().map(request).collect()
}

const DECIDED_SQL: &str = "SELECT id, number, visitor, kind, state, claims_enc, papers, phone_confirmed, email_confirmed, created_at, received_at, decided_at, decided_by, reason, account, version \
     FROM access_request WHERE state IN ('granted', 'refused') ORDER BY decided_at DESC, id LIMIT 50";

/// Requests decided last, newest first.
///
/// # Errors
/// Whatever the engine said.
pub fn decided(tx: &ReadTx<'_>) -> Result<Vec<RequestRow>, StoreError> {
    tx.query(DECIDED_SQL, &[])?.iter().map(request).collect()
}

const CLAIMS_SQL: &str =
    "UPDATE access_request SET claims_enc = ?2, version = version + 1 WHERE id = ?1 AND state = 'draft'";

/// Changes what a draft states.
///
/// # Errors
/// Whatever the engine said.
pub fn set_claims(tx: &WriteTx<'_>, id: Id<AccessRequest>, claims_enc: &[u8]) -> Result<(), StoreError> {
    tx.execute(CLAIMS_SQL, params![*id.as_bytes(), claims_enc]).map(|_| ())
}

const PAPERS_SQL: &str =
    "UPDATE access_request SET papers = ?2, version = version + 1 WHERE id = ?1 AND state = 'draft'";

/// Changes the papers of a draft (JSON).
///
/// # Errors
/// Whatever the engine said.
pub fn set_papers(tx: &WriteTx<'_>, id: Id<AccessRequest>, papers: &str) -> Result<(), StoreError> {
    tx.execute(PAPERS_SQL, params![*id.as_bytes(), papers]).map(|_| ())
}

const PHONE_SQL: &str = "UPDATE access_request SET phone_confirmed = ?2, version = version + 1 WHERE id = ?1";
const EMAIL_SQL: &str = "UPDATE access_request SET email_confirmed = ?2, version = version + 1 WHERE id = ?1";

/// Notes that the code for an address was typed rightly.
///
/// # Errors
/// Whatever the engine said.
pub fn confirm(
    tx: &WriteTx<'_>,
    id: Id<AccessRequest>,
    email: bool,
    index: [u8; 32],
) -> Result<(), StoreError> {
    tx.execute(if email { EMAIL_SQL } else { PHONE_SQL }, params![*id.as_bytes(), index]).map(|_| ())
}

const RECEIVE_SQL: &str = "UPDATE access_request SET state = 'open', number = ?2, received_at = ?3, \
     identity_index = ?4, phone_index = ?5, email_index = ?6, told_index = ?5, version = version + 1 \
     WHERE id = ?1 AND state = 'draft'";

/// Receives a complete request; the indexes are those of identity, telephone and e-mail.
///
/// # Errors
/// [`StoreError::Unique`] when another open request has one of them.
pub fn receive(
    tx: &WriteTx<'_>,
    id: Id<AccessRequest>,
    number: &str,
    indexes: [[u8; 32]; 3],
    now: Timestamp,
) -> Result<(), StoreError> {
    let [identity, phone, email] = indexes;
    tx.execute(RECEIVE_SQL, params![*id.as_bytes(), number, now, identity, phone, email]).map(|_| ())
}

const DECIDE_SQL: &str = "UPDATE access_request SET state = ?2, decided_at = ?3, decided_by = ?4, reason = ?5, \
     account = ?6, identity_index = NULL, phone_index = NULL, email_index = NULL, version = version + 1 \
     WHERE id = ?1 AND state = 'open'";

/// Decides. The indexes become free: the account holds them from now on, or nobody.
///
/// # Errors
/// Whatever the engine said.
pub fn decide(
    tx: &WriteTx<'_>,
    id: Id<AccessRequest>,
    by: &str,
    reason: Option<&str>,
    account: Option<Id<Account>>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let state = if account.is_some() { "granted" } else { "refused" };
    let account = account.map(|a| *a.as_bytes());
    tx.execute(DECIDE_SQL, params![*id.as_bytes(), state, now, by, reason, account]).map(|_| ())
}

const TAKEN_SQL: &str = "SELECT \
     (SELECT COUNT(*) FROM account WHERE identity_index = ?1) + (SELECT COUNT(*) FROM account WHERE phone_index = ?2) + \
     (SELECT COUNT(*) FROM account WHERE email_index = ?3) + \
     (SELECT COUNT(*) FROM access_request WHERE identity_index = ?1) + \
     (SELECT COUNT(*) FROM access_request WHERE phone_index = ?2) + \
     (SELECT COUNT(*) FROM access_request WHERE email_index = ?3)";

/// How often identity, telephone or e-mail are in use already. One statement looks everywhere, so that time tells nothing.
///
/// # Errors
/// Whatever the engine said.
pub fn taken(tx: &ReadTx<'_>, indexes: [[u8; 32]; 3]) -> Result<i64, StoreError> {
    let [identity, phone, email] = indexes;
    tx.query_one(TAKEN_SQL, params![identity, phone, email])?.get(0)
}

const ERASE_SQL: &str = "DELETE FROM access_request WHERE id = ?1 AND state = 'draft'";
const OBJECTS_SQL: &str = "SELECT DISTINCT object FROM stored_file WHERE owner = ?1 ORDER BY object";
const ERASE_FILES_SQL: &str = "DELETE FROM stored_file WHERE owner = ?1";

/// Erases a draft with its papers, also earlier versions of them; `None` when it was sent meanwhile. Answers the names of
/// its papers in the object store.
///
/// # Errors
/// Whatever the engine said.
pub fn erase_draft(tx: &WriteTx<'_>, id: Id<AccessRequest>) -> Result<Option<Vec<String>>, StoreError> {
    if tx.execute(ERASE_SQL, params![*id.as_bytes()])? == 0 {
        return Ok(None);
    }
    let rows = tx.query(OBJECTS_SQL, params![*id.as_bytes()])?;
    let objects = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<String>, _>>()?;
    tx.execute(ERASE_FILES_SQL, params![*id.as_bytes()])?;
    Ok(Some(objects))
}

const GIVE_SQL: &str = "UPDATE stored_file SET owner = ?3 WHERE id = ?1 AND owner = ?2";

/// Moves a paper of a request into the folder of the new account.
///
/// # Errors
/// Whatever the engine said.
pub fn give_file(
    tx: &WriteTx<'_>,
    file: Id<StoredFile>,
    from: Id<AccessRequest>,
    to: Id<Account>,
) -> Result<(), StoreError> {
    tx.execute(GIVE_SQL, params![*file.as_bytes(), *from.as_bytes(), *to.as_bytes()]).map(|_| ())
}

const PUT_CODE_SQL: &str = "INSERT INTO contact_code (id, subject, purpose, address_index, code_hash, state, created_at) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// A code that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRow {
    /// Id.
    pub id: Id<ContactCode>,
    /// Request or account.
    pub subject: [u8; 16],
    /// Blind index of the address it went to.
    pub address_index: [u8; 32],
    /// Keyed hash of the digits.
    pub code_hash: [u8; 32],
    /// Purpose, life, tries.
    pub challenge: CodeChallenge,
}

/// Keeps a code.
///
/// # Errors
/// Whatever the engine said.
pub fn put_code(tx: &WriteTx<'_>, code: &CodeRow, now: Timestamp) -> Result<(), StoreError> {
    let state = serde_json::to_string(&code.challenge).map_err(|e| StoreError::Json(e.to_string()))?;
    let parameters = params![
        *code.id.as_bytes(),
        code.subject,
        code.challenge.purpose.name(),
        code.address_index,
        code.code_hash,
        state,
        now,
    ];
    tx.execute(PUT_CODE_SQL, parameters).map(|_| ())
}

const LOCK_CODE_SQL: Dialect<'static> = Dialect {
    sqlite: "SELECT id, subject, address_index, code_hash, state FROM contact_code WHERE subject = ?1 AND purpose = ?2 \
             AND address_index = ?3 ORDER BY created_at DESC, id DESC LIMIT 1",
    postgres: "SELECT id, subject, address_index, code_hash, state FROM contact_code WHERE subject = ?1 AND purpose = ?2 \
               AND address_index = ?3 ORDER BY created_at DESC, id DESC LIMIT 1 FOR UPDATE",
};

/// The newest code of a subject for a purpose and an address, locked for a try; older ones are void.
///
/// # Errors
/// Whatever the engine said.
pub fn lock_code(
    tx: &WriteTx<'_>,
    subject: [u8; 16],
    purpose: &str,
    address: [u8; 32],
) -> Result<Option<CodeRow>, StoreError> {
    let Some(row) = tx.query_opt(LOCK_CODE_SQL, params![subject, purpose, address])? else { return Ok(None) };
    let state: String = row.get(4)?;
    Ok(Some(CodeRow {
        id: Id::from_bytes(row.get(0)?),
        subject: row.get(1)?,
        address_index: row.get(2)?,
        code_hash: row.get(3)?,
        challenge: serde_json::from_str(&state).map_err(|e| StoreError::Json(e.to_string()))?,
    }))
}

const SET_CODE_SQL: &str = "UPDATE contact_code SET state = ?2 WHERE id = ?1";

/// Keeps a code after a try.
///
/// # Errors
/// Whatever the engine said.
pub fn set_code(tx: &WriteTx<'_>, id: Id<ContactCode>, challenge: &CodeChallenge) -> Result<(), StoreError> {
    let state = serde_json::to_string(challenge).map_err(|e| StoreError::Json(e.to_string()))?;
    tx.execute(SET_CODE_SQL, params![*id.as_bytes(), state]).map(|_| ())
}

const CODES_SQL: &str =
    "SELECT state FROM contact_code WHERE subject = ?1 AND purpose = ?2 ORDER BY created_at DESC LIMIT 1";

/// The newest code of a subject for a purpose, without its digits.
///
/// # Errors
/// Whatever the engine said.
pub fn newest_code(
    tx: &ReadTx<'_>,
    subject: [u8; 16],
    purpose: &str,
) -> Result<Option<CodeChallenge>, StoreError> {
    let Some(row) = tx.query_opt(CODES_SQL, params![subject, purpose])? else { return Ok(None) };
    serde_json::from_str(&row.get::<String>(0)?).map(Some).map_err(|e| StoreError::Json(e.to_string()))
}

const DROP_CODES_SQL: &str = "DELETE FROM contact_code WHERE subject = ?1";

/// Removes every code of a subject.
///
/// # Errors
/// Whatever the engine said.
pub fn drop_codes(tx: &WriteTx<'_>, subject: [u8; 16]) -> Result<(), StoreError> {
    tx.execute(DROP_CODES_SQL, params![subject]).map(|_| ())
}

const RECENT_CODES_SQL: &str =
    "SELECT COUNT(*), MAX(created_at) FROM contact_code WHERE address_index = ?1 AND created_at > ?2";

/// How many codes went to an address since a moment, and when the newest did.
///
/// # Errors
/// Whatever the engine said.
pub fn recent_codes(
    tx: &ReadTx<'_>,
    address: [u8; 32],
    since: Timestamp,
) -> Result<(i64, Option<Timestamp>), StoreError> {
    let row = tx.query_one(RECENT_CODES_SQL, params![address, since])?;
    Ok((row.get(0)?, row.get(1)?))
}
