//! *Petugas*: accounts of the office in lists and changes, and what is kept of them besides
//! (MJK18-24.1).

use crate::account::AccountRow;
use crate::{ReadTx, Row, StoreError, WriteTx, params};
use domain::party::Account;
use domain::value::Id;
use jiff::Timestamp;

/// One line of the list of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLine {
    /// Account.
    pub id: Id<Account>,
    /// What is typed at sign-in.
    pub login: String,
    /// Name with titles.
    pub name: String,
    /// For sorting; also the key of the next page.
    pub sort_name: String,
    /// JSON list of role names.
    pub roles: String,
    /// Technical agency.
    pub agency: Option<String>,
    /// NIP.
    pub nip: Option<String>,
    /// Division.
    pub division: Option<String>,
    /// Blocked or ended.
    pub closed_at: Option<Timestamp>,
    /// Service ended.
    pub ended_at: Option<Timestamp>,
}

fn staff_line(row: &Row) -> Result<StaffLine, StoreError> {
    Ok(StaffLine {
        id: Id::from_bytes(row.get(0)?),
        login: row.get(1)?,
        name: row.get(2)?,
        sort_name: row.get(3)?,
        roles: row.get(4)?,
        agency: row.get(5)?,
        nip: row.get(6)?,
        division: row.get(7)?,
        closed_at: row.get(8)?,
        ended_at: row.get(9)?,
    })
}

const LIST_SQL: &str = "SELECT a.id, a.login, a.name, a.sort_name, a.roles, a.agency, a.nip, s.division, a.closed_at, s.ended_at \
     FROM account a LEFT JOIN staff s ON s.account = a.id \
     WHERE a.kind = 'staff' AND (a.sort_name, a.id) > (?1, ?2) \
     AND (a.sort_name LIKE ?3 ESCAPE '!' OR a.login LIKE ?3 ESCAPE '!' OR a.nip LIKE ?3 ESCAPE '!') \
     ORDER BY a.sort_name, a.id LIMIT ?4";

/// Staff by name behind a key, those whose name, login or NIP contains `part` (lower case); all for an empty text.
///
/// # Errors
/// Whatever the engine said.
pub fn list(
    tx: &ReadTx<'_>,
    part: &str,
    after: Option<(&str, Id<Account>)>,
    limit: u32,
) -> Result<Vec<StaffLine>, StoreError> {
    let (name, id) = after.map_or(("", [0; 16]), |(name, id)| (name, *id.as_bytes()));
    let escaped: String =
        part.chars().flat_map(|c| if "%_!".contains(c) { vec!['!', c] } else { vec![c] }).collect();
    let pattern = format!("%{escaped}%");
    tx.query(LIST_SQL, params![name, id, pattern.as_str(), limit])?.iter().map(staff_line).collect()
}

const FIND_SQL: &str = "SELECT a.id, a.login, a.name, a.sort_name, a.roles, a.agency, a.nip, s.division, a.closed_at, s.ended_at \
     FROM account a LEFT JOIN staff s ON s.account = a.id WHERE a.kind = 'staff' AND a.id = ?1";

/// One of the staff.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, id: Id<Account>) -> Result<Option<StaffLine>, StoreError> {
    tx.query_opt(FIND_SQL, params![*id.as_bytes()])?.as_ref().map(staff_line).transpose()
}

const OPEN_ROLES_SQL: &str =
    "SELECT id, roles FROM account WHERE kind = 'staff' AND closed_at IS NULL ORDER BY id";

/// Roles of everybody of the staff who may sign in, as JSON lists.
///
/// # Errors
/// Whatever the engine said.
pub fn open_roles(tx: &ReadTx<'_>) -> Result<Vec<(Id<Account>, String)>, StoreError> {
    let rows = tx.query(OPEN_ROLES_SQL, &[])?;
    rows.iter().map(|row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?))).collect()
}

const UPDATE_SQL: &str = "UPDATE account SET name = ?2, sort_name = ?3, personal_enc = ?4, phone_index = ?5, email_index = ?6, \
     roles = ?7, agency = ?8, nip = ?9 WHERE id = ?1 AND kind = 'staff'";

/// Changes what an account of the staff says; login, password and identity stay.
///
/// # Errors
/// [`StoreError::Unique`] when phone or e-mail is taken.
pub fn update(tx: &WriteTx<'_>, row: &AccountRow) -> Result<bool, StoreError> {
    let parameters = params![
        *row.id.as_bytes(),
        row.name.as_str(),
        row.sort_name.as_str(),
        row.personal_enc.as_slice(),
        row.phone_index,
        row.email_index,
        row.roles.as_str(),
        row.agency.as_deref(),
        row.nip.as_deref(),
    ];
    Ok(tx.execute(UPDATE_SQL, parameters)? == 1)
}

const KEEP_SQL: &str = "INSERT INTO staff (account, division, ended_at, changed_at) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT (account) DO UPDATE SET division = excluded.division, ended_at = excluded.ended_at, \
     changed_at = excluded.changed_at";

/// Keeps division and end of service.
///
/// # Errors
/// Whatever the engine said.
pub fn keep(
    tx: &WriteTx<'_>,
    id: Id<Account>,
    division: Option<&str>,
    ended_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(KEEP_SQL, params![*id.as_bytes(), division, ended_at, now]).map(|_| ())
}

const OPEN_SQL: &str = "UPDATE account SET closed_at = NULL WHERE id = ?1 AND closed_at IS NOT NULL";

/// Opens a blocked account again.
///
/// # Errors
/// Whatever the engine said.
pub fn open(tx: &WriteTx<'_>, id: Id<Account>) -> Result<bool, StoreError> {
    Ok(tx.execute(OPEN_SQL, params![*id.as_bytes()])? == 1)
}

const END_SESSIONS_SQL: &str = "DELETE FROM session WHERE account = ?1";

/// Ends every session of a person.
///
/// # Errors
/// Whatever the engine said.
pub fn end_sessions(tx: &WriteTx<'_>, id: Id<Account>) -> Result<(), StoreError> {
    tx.execute(END_SESSIONS_SQL, params![*id.as_bytes()]).map(|_| ())
}

const PASSWORD_SQL: &str = "UPDATE account SET password_hash = ?2 WHERE id = ?1";

/// Changes the password's hash.
///
/// # Errors
/// Whatever the engine said.
pub fn set_password(tx: &WriteTx<'_>, id: Id<Account>, hash: &str) -> Result<(), StoreError> {
    tx.execute(PASSWORD_SQL, params![*id.as_bytes(), hash]).map(|_| ())
}
