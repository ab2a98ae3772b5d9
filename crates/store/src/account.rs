//! *Akun pengguna* and sessions. Personal values come in encrypted; look-ups use keyed blind indexes.

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use domain::party::Account;
use domain::value::Id;
use jiff::Timestamp;

/// An account row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Id.
    pub id: Id<Account>,
    /// `person`, `business` or `staff`.
    pub kind: String,
    /// What is typed at sign-in.
    pub login: String,
    /// Name as on the card.
    pub name: String,
    /// For sorting.
    pub sort_name: String,
    /// Encrypted JSON of personal values.
    pub personal_enc: Vec<u8>,
    /// Blind index of NIK or NPWP.
    pub identity_index: Option<[u8; 32]>,
    /// Blind index of the phone.
    pub phone_index: Option<[u8; 32]>,
    /// Blind index of the e-mail.
    pub email_index: Option<[u8; 32]>,
    /// Argon2id.
    pub password_hash: String,
    /// JSON list of role names.
    pub roles: String,
    /// Technical agency.
    pub agency: Option<String>,
    /// NIP.
    pub nip: Option<String>,
    /// Blocked or closed.
    pub closed_at: Option<Timestamp>,
}

const INSERT_SQL: &str = "INSERT INTO account (id, kind, login, name, sort_name, personal_enc, identity_index, phone_index, \
     email_index, password_hash, roles, agency, nip, created_at) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

/// Adds an account.
///
/// # Errors
/// [`StoreError::Unique`] when login, NIK or NPWP, phone or e-mail is taken.
pub fn insert(tx: &WriteTx<'_>, row: &AccountRow, now: Timestamp) -> Result<(), StoreError> {
    let parameters = params![
        *row.id.as_bytes(),
        row.kind.as_str(),
        row.login.as_str(),
        row.name.as_str(),
        row.sort_name.as_str(),
        row.personal_enc.as_slice(),
        row.identity_index,
        row.phone_index,
        row.email_index,
        row.password_hash.as_str(),
        row.roles.as_str(),
        row.agency.as_deref(),
        row.nip.as_deref(),
        now,
    ];
    tx.execute(INSERT_SQL, parameters).map(|_| ())
}

fn account(row: &Row) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        id: Id::from_bytes(row.get(0)?),
        kind: row.get(1)?,
        login: row.get(2)?,
        name: row.get(3)?,
        sort_name: row.get(4)?,
        personal_enc: row.get(5)?,
        identity_index: row.get(6)?,
        phone_index: row.get(7)?,
        email_index: row.get(8)?,
        password_hash: row.get(9)?,
        roles: row.get(10)?,
        agency: row.get(11)?,
        nip: row.get(12)?,
        closed_at: row.get(13)?,
    })
}

const FIND_SQL: &str = "SELECT id, kind, login, name, sort_name, personal_enc, identity_index, phone_index, email_index, \
     password_hash, roles, agency, nip, closed_at FROM account WHERE id = ?1";

/// An account by id.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, id: Id<Account>) -> Result<Option<AccountRow>, StoreError> {
    tx.query_opt(FIND_SQL, params![*id.as_bytes()])?.as_ref().map(account).transpose()
}

const BY_LOGIN_SQL: &str = "SELECT id, kind, login, name, sort_name, personal_enc, identity_index, phone_index, \
     email_index, password_hash, roles, agency, nip, closed_at FROM account WHERE login = ?1";

/// An account by what is typed at sign-in.
///
/// # Errors
/// Whatever the engine said.
pub fn by_login(tx: &ReadTx<'_>, login: &str) -> Result<Option<AccountRow>, StoreError> {
    tx.query_opt(BY_LOGIN_SQL, params![login])?.as_ref().map(account).transpose()
}

const BY_IDENTITY_SQL: &str = "SELECT id, kind, login, name, sort_name, personal_enc, identity_index, phone_index, \
     email_index, password_hash, roles, agency, nip, closed_at FROM account WHERE identity_index = ?1";

/// An account by the blind index of NIK or NPWP.
///
/// # Errors
/// Whatever the engine said.
pub fn by_identity(tx: &ReadTx<'_>, index: [u8; 32]) -> Result<Option<AccountRow>, StoreError> {
    tx.query_opt(BY_IDENTITY_SQL, params![index])?.as_ref().map(account).transpose()
}

const BY_NAME_SQL: &str = "SELECT id, kind, login, name, sort_name, personal_enc, identity_index, phone_index, email_index, \
     password_hash, roles, agency, nip, closed_at FROM account \
     WHERE sort_name LIKE ?1 ESCAPE '!' AND kind <> 'staff' AND closed_at IS NULL ORDER BY sort_name, id LIMIT ?2";

/// Applicants whose name for sorting holds a text.
///
/// # Errors
/// Whatever the engine said.
pub fn by_name(tx: &ReadTx<'_>, part: &str, limit: u32) -> Result<Vec<AccountRow>, StoreError> {
    let plain = part.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    tx.query(BY_NAME_SQL, params![format!("%{plain}%"), limit])?.iter().map(account).collect()
}

const BY_CONTACT_SQL: &str = "SELECT id, kind, login, name, sort_name, personal_enc, identity_index, phone_index, \
     email_index, password_hash, roles, agency, nip, closed_at FROM account \
     WHERE identity_index = ?1 OR phone_index = ?2 OR email_index = ?3 ORDER BY id LIMIT 1";

/// An account by the blind index of NIK or NPWP, telephone, or e-mail.
///
/// # Errors
/// Whatever the engine said.
pub fn by_contact(tx: &ReadTx<'_>, indexes: [Option<[u8; 32]>; 3]) -> Result<Option<AccountRow>, StoreError> {
    let [identity, phone, email] = indexes;
    tx.query_opt(BY_CONTACT_SQL, params![identity, phone, email])?.as_ref().map(account).transpose()
}

const STAFF_SQL: &str = "SELECT id, kind, login, name, sort_name, personal_enc, identity_index, phone_index, email_index, \
     password_hash, roles, agency, nip, closed_at FROM account WHERE kind = ?1 ORDER BY sort_name, id LIMIT 500";

/// Accounts of a kind by name.
///
/// # Errors
/// Whatever the engine said.
pub fn of_kind(tx: &ReadTx<'_>, kind: &str) -> Result<Vec<AccountRow>, StoreError> {
    tx.query(STAFF_SQL, params![kind])?.iter().map(account).collect()
}

const CLOSE_SQL: &str = "UPDATE account SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL";

/// Blocks an account.
///
/// # Errors
/// Whatever the engine said.
pub fn close(tx: &WriteTx<'_>, id: Id<Account>, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(CLOSE_SQL, params![*id.as_bytes(), now])? == 1)
}

/// A session that begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSession<'a> {
    /// Hash of its cookie.
    pub token_hash: [u8; 32],
    /// Whose.
    pub account: Id<Account>,
    /// End.
    pub expires_at: Timestamp,
    /// Device in short.
    pub device: &'a str,
    /// On a public device.
    pub public: bool,
    /// Network address under the region's key; `None` when it is not known.
    pub place: Option<[u8; 32]>,
    /// Device on which the account is in use already.
    pub also: Option<&'a str>,
}

const OPEN_SESSION_SQL: &str = "INSERT INTO session (token_hash, account, created_at, seen_at, expires_at, device, kind, place, also) \
     VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8)";

/// Opens a session.
///
/// # Errors
/// Whatever the engine said.
pub fn open_session(tx: &WriteTx<'_>, new: &NewSession<'_>, now: Timestamp) -> Result<(), StoreError> {
    let parameters = params![
        new.token_hash,
        *new.account.as_bytes(),
        now,
        new.expires_at,
        new.device,
        if new.public { "public" } else { "usual" },
        new.place,
        new.also,
    ];
    tx.execute(OPEN_SESSION_SQL, parameters).map(|_| ())
}

/// A session found by its cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Whose.
    pub account: Id<Account>,
    /// Last use kept.
    pub seen_at: Timestamp,
    /// End.
    pub expires_at: Timestamp,
    /// On a public device.
    pub public: bool,
    /// The password opens it again since then.
    pub locked_at: Option<Timestamp>,
    /// Device on which the account was used at the same time, until its holder has seen it.
    pub also: Option<String>,
}

const SESSION_SQL: &str =
    "SELECT account, seen_at, expires_at, kind, locked_at, also FROM session WHERE token_hash = ?1";

/// A session by the hash of its cookie.
///
/// # Errors
/// Whatever the engine said.
pub fn session(tx: &ReadTx<'_>, token_hash: [u8; 32]) -> Result<Option<SessionRow>, StoreError> {
    match tx.query_opt(SESSION_SQL, params![token_hash])? {
        Some(row) => Ok(Some(SessionRow {
            account: Id::from_bytes(row.get(0)?),
            seen_at: row.get(1)?,
            expires_at: row.get(2)?,
            public: row.get::<String>(3)? == "public",
            locked_at: row.get(4)?,
            also: row.get(5)?,
        })),
        None => Ok(None),
    }
}

const LOCK_SESSION_SQL: &str = "UPDATE session SET locked_at = ?2 WHERE token_hash = ?1";

/// Locks a session; `None` opens it again.
///
/// # Errors
/// Whatever the engine said.
pub fn lock_session(
    tx: &WriteTx<'_>,
    token_hash: [u8; 32],
    locked_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    tx.execute(LOCK_SESSION_SQL, params![token_hash, locked_at]).map(|_| ())
}

const SHIFT_SESSIONS_SQL: &str =
    "UPDATE session SET seen_at = seen_at + ?1, expires_at = expires_at + ?1 WHERE expires_at > ?2";

/// Moves the times of open sessions by microseconds: a demo's clock jumped, nobody was idle.
///
/// # Errors
/// Whatever the engine said.
pub fn shift_sessions(tx: &WriteTx<'_>, by: i64, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(SHIFT_SESSIONS_SQL, params![by, now]).map(|_| ())
}

const ALSO_SQL: &str = "UPDATE session SET also = ?2 WHERE token_hash = ?1";

/// Notes that the account is in use on another device too; `None` once its holder has seen it.
///
/// # Errors
/// Whatever the engine said.
pub fn set_also(tx: &WriteTx<'_>, token_hash: [u8; 32], device: Option<&str>) -> Result<(), StoreError> {
    tx.execute(ALSO_SQL, params![token_hash, device]).map(|_| ())
}

const TOUCH_SQL: &str = "UPDATE session SET seen_at = ?2 WHERE token_hash = ?1";

/// Keeps a session alive.
///
/// # Errors
/// Whatever the engine said.
pub fn touch_session(tx: &WriteTx<'_>, token_hash: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
    tx.execute(TOUCH_SQL, params![token_hash, now]).map(|_| ())
}

const END_SQL: &str = "DELETE FROM session WHERE token_hash = ?1";

/// Ends a session.
///
/// # Errors
/// Whatever the engine said.
pub fn end_session(tx: &WriteTx<'_>, token_hash: [u8; 32]) -> Result<(), StoreError> {
    tx.execute(END_SQL, params![token_hash]).map(|_| ())
}

const END_ALL_SQL: &str = "DELETE FROM session WHERE account = ?1";

/// Ends every session of an account.
///
/// # Errors
/// Whatever the engine said.
pub fn end_all_sessions(tx: &WriteTx<'_>, account: Id<Account>) -> Result<u64, StoreError> {
    tx.execute(END_ALL_SQL, params![*account.as_bytes()])
}
