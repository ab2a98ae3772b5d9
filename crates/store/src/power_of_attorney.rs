//! Powers of attorney of helpers (MJK18-12.6).

use crate::{Dialect, ReadTx, Row, StoreError, WriteTx, params};
use domain::access::PowerOfAttorney;
use domain::definition::ServiceId;
use domain::party::{Account, PowerRecord, StoredFile};
use domain::value::Id;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A power of attorney as stored, from the request to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PowerRow {
    /// Id.
    pub id: Id<PowerRecord>,
    /// Whose; `None` when the number has no account.
    pub owner: Option<Id<Account>>,
    /// Name of the owner; empty when unknown.
    pub owner_name: String,
    /// Who acts.
    pub helper: Id<Account>,
    /// The helper's name.
    pub helper_name: String,
    /// The owner's number as the helper typed it, masked.
    pub asked_for: String,
    /// Services; empty for all.
    pub services: BTreeSet<ServiceId>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// `asked`, `in_force`, `refused`, `ended`.
    pub state: String,
    /// The signed paper.
    pub paper: Option<Id<StoredFile>>,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// `code` or `paper`, once confirmed.
    pub confirmed: Option<String>,
    /// When it was confirmed or refused.
    pub settled_at: Option<Timestamp>,
    /// By whom.
    pub settled_name: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// When it was ended early.
    pub ended_at: Option<Timestamp>,
    /// By whom.
    pub ended_name: Option<String>,
}

impl PowerRow {
    /// What it allows, once it is in force.
    pub fn in_force(&self) -> Option<PowerOfAttorney> {
        let owner = self.owner.filter(|_| self.state == "in_force")?;
        Some(PowerOfAttorney {
            id: self.id,
            owner,
            helper: self.helper,
            helper_name: self.helper_name.clone(),
            services: self.services.clone(),
            from: self.from,
            until: self.until,
        })
    }
}

fn day(text: String) -> Result<Date, StoreError> {
    text.parse().map_err(|e: jiff::Error| StoreError::Json(e.to_string()))
}

fn power(row: &Row) -> Result<PowerRow, StoreError> {
    let owner: Option<[u8; 16]> = row.get(1)?;
    let paper: Option<[u8; 16]> = row.get(10)?;
    let services: String = row.get(6)?;
    Ok(PowerRow {
        id: Id::from_bytes(row.get(0)?),
        owner: owner.map(Id::from_bytes),
        owner_name: row.get::<Option<String>>(2)?.unwrap_or_default(),
        helper: Id::from_bytes(row.get(3)?),
        helper_name: row.get(4)?,
        asked_for: row.get(5)?,
        services: serde_json::from_str(&services).map_err(|e| StoreError::Json(e.to_string()))?,
        from: day(row.get(7)?)?,
        until: day(row.get(8)?)?,
        state: row.get(9)?,
        paper: paper.map(Id::from_bytes),
        asked_at: row.get(11)?,
        confirmed: row.get(12)?,
        settled_at: row.get(13)?,
        settled_name: row.get(14)?,
        reason: row.get(15)?,
        ended_at: row.get(16)?,
        ended_name: row.get(17)?,
    })
}

const ADD_SQL: &str = "INSERT INTO power_of_attorney (id, owner, helper, asked_for, services, valid_from, valid_until, state, asked_at) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'asked', ?8)";

/// Keeps a request.
///
/// # Errors
/// Whatever the engine said.
#[allow(clippy::too_many_arguments)]
pub fn add(
    tx: &WriteTx<'_>,
    id: Id<PowerRecord>,
    owner: Option<Id<Account>>,
    helper: Id<Account>,
    asked_for: &str,
    services: &BTreeSet<ServiceId>,
    days: [Date; 2],
    now: Timestamp,
) -> Result<(), StoreError> {
    let services = serde_json::to_string(services).map_err(|e| StoreError::Json(e.to_string()))?;
    let owner = owner.map(|owner| *owner.as_bytes());
    let [from, until] = days.map(|day| day.to_string());
    tx.execute(
        ADD_SQL,
        params![*id.as_bytes(), owner, *helper.as_bytes(), asked_for, services, from, until, now],
    )
    .map(|_| ())
}

const FIND_SQL: &str = "SELECT p.id, p.owner, o.name, p.helper, h.name, p.asked_for, p.services, p.valid_from, p.valid_until, p.state, \
     p.paper, p.asked_at, p.confirmed, p.settled_at, p.settled_name, p.reason, p.ended_at, p.ended_name \
     FROM power_of_attorney p JOIN account h ON h.id = p.helper LEFT JOIN account o ON o.id = p.owner WHERE p.id = ?1";

/// One by id.
///
/// # Errors
/// Whatever the engine said.
pub fn find(tx: &ReadTx<'_>, id: Id<PowerRecord>) -> Result<Option<PowerRow>, StoreError> {
    tx.query_opt(FIND_SQL, params![*id.as_bytes()])?.as_ref().map(power).transpose()
}

const OF_SQL: &str = "SELECT p.id, p.owner, o.name, p.helper, h.name, p.asked_for, p.services, p.valid_from, p.valid_until, p.state, \
     p.paper, p.asked_at, p.confirmed, p.settled_at, p.settled_name, p.reason, p.ended_at, p.ended_name \
     FROM power_of_attorney p JOIN account h ON h.id = p.helper LEFT JOIN account o ON o.id = p.owner \
     WHERE p.helper = ?1 OR p.owner = ?1 ORDER BY p.asked_at DESC, p.id LIMIT 500";

/// Those that a person has given or asked for, newest first.
///
/// # Errors
/// Whatever the engine said.
pub fn of_account(tx: &ReadTx<'_>, account: Id<Account>) -> Result<Vec<PowerRow>, StoreError> {
    tx.query(OF_SQL, params![*account.as_bytes()])?.iter().map(power).collect()
}

const BETWEEN_SQL: &str = "SELECT p.id, p.owner, o.name, p.helper, h.name, p.asked_for, p.services, p.valid_from, p.valid_until, p.state, \
     p.paper, p.asked_at, p.confirmed, p.settled_at, p.settled_name, p.reason, p.ended_at, p.ended_name \
     FROM power_of_attorney p JOIN account h ON h.id = p.helper LEFT JOIN account o ON o.id = p.owner \
     WHERE p.owner = ?1 AND p.helper = ?2 AND p.state = 'in_force' ORDER BY p.valid_until DESC, p.id";

/// Those in force between two people, the longest first.
///
/// # Errors
/// Whatever the engine said.
pub fn between(
    tx: &ReadTx<'_>,
    owner: Id<Account>,
    helper: Id<Account>,
) -> Result<Vec<PowerOfAttorney>, StoreError> {
    let rows = tx.query(BETWEEN_SQL, params![*owner.as_bytes(), *helper.as_bytes()])?;
    let rows = rows.iter().map(power).collect::<Result<Vec<_>, _>>()?;
    Ok(rows.iter().filter_map(PowerRow::in_force).collect())
}

const PAPERS_SQL: &str = "SELECT p.id, p.owner, o.name, p.helper, h.name, p.asked_for, p.services, p.valid_from, p.valid_until, p.state, \
     p.paper, p.asked_at, p.confirmed, p.settled_at, p.settled_name, p.reason, p.ended_at, p.ended_name \
     FROM power_of_attorney p JOIN account h ON h.id = p.helper LEFT JOIN account o ON o.id = p.owner \
     WHERE p.state = 'asked' AND p.paper IS NOT NULL ORDER BY p.asked_at, p.id LIMIT 200";

/// Requests with a signed paper that an officer must look at, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn with_paper(tx: &ReadTx<'_>) -> Result<Vec<PowerRow>, StoreError> {
    tx.query(PAPERS_SQL, &[])?.iter().map(power).collect()
}

const PAPER_SQL: &str = "UPDATE power_of_attorney SET paper = ?2 WHERE id = ?1 AND state = 'asked'";

/// Adds the signed paper; `false` when it is settled already.
///
/// # Errors
/// Whatever the engine said.
pub fn set_paper(tx: &WriteTx<'_>, id: Id<PowerRecord>, file: Id<StoredFile>) -> Result<bool, StoreError> {
    Ok(tx.execute(PAPER_SQL, params![*id.as_bytes(), *file.as_bytes()])? > 0)
}

const CONFIRM_SQL: &str = "UPDATE power_of_attorney SET state = 'in_force', confirmed = ?2, settled_at = ?3, settled_name = ?4 \
     WHERE id = ?1 AND state = 'asked' AND owner IS NOT NULL";

/// Puts it in force; `false` when it is settled already. `how` is `code` or `paper`.
///
/// # Errors
/// Whatever the engine said.
pub fn confirm(
    tx: &WriteTx<'_>,
    id: Id<PowerRecord>,
    how: &str,
    by: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(tx.execute(CONFIRM_SQL, params![*id.as_bytes(), how, now, by])? > 0)
}

const REFUSE_SQL: &str = "UPDATE power_of_attorney SET state = 'refused', settled_at = ?2, settled_name = ?3, reason = ?4 \
     WHERE id = ?1 AND state = 'asked'";

/// Refuses it; `false` when it is settled already.
///
/// # Errors
/// Whatever the engine said.
pub fn refuse(
    tx: &WriteTx<'_>,
    id: Id<PowerRecord>,
    by: &str,
    reason: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(tx.execute(REFUSE_SQL, params![*id.as_bytes(), now, by, reason])? > 0)
}

const END_SQL: &str = "UPDATE power_of_attorney SET state = 'ended', ended_at = ?2, ended_name = ?3 \
     WHERE id = ?1 AND state IN ('asked', 'in_force')";

/// Ends it early, or takes the request back; `false` when there is nothing to end.
///
/// # Errors
/// Whatever the engine said.
pub fn end(tx: &WriteTx<'_>, id: Id<PowerRecord>, by: &str, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(END_SQL, params![*id.as_bytes(), now, by])? > 0)
}

const LOCK_SQL: Dialect<'static> = Dialect {
    sqlite: "SELECT id FROM power_of_attorney WHERE id = ?1",
    postgres: "SELECT id FROM power_of_attorney WHERE id = ?1 FOR UPDATE",
};

/// One that is about to change, locked.
///
/// # Errors
/// Whatever the engine said.
pub fn lock(tx: &WriteTx<'_>, id: Id<PowerRecord>) -> Result<Option<PowerRow>, StoreError> {
    if tx.query_opt(LOCK_SQL, params![*id.as_bytes()])?.is_none() {
        return Ok(None);
    }
    find(tx, id)
}
