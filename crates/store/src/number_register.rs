//! The register of numbers: every number that was given, also for what was cancelled afterwards, read in one query.

use crate::{ReadTx, StoreError, params};
use domain::party::ApplicationRecord;
use domain::process::Event;
use domain::value::Id;
use jiff::Timestamp;

/// One number that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberRow {
    /// Its file.
    pub application: Id<ApplicationRecord>,
    /// When it was given.
    pub at: Timestamp,
    /// The number.
    pub number: String,
    /// Registration number of the file.
    pub registration: String,
    /// Holder.
    pub holder_name: String,
    /// Service.
    pub service: String,
    /// Status of the file.
    pub status: String,
    /// Who signed and the state in the register of permits, once it is sealed.
    pub permit: Option<(String, String)>,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberSearch {
    /// From this moment.
    pub since: Timestamp,
    /// Before this one.
    pub until: Timestamp,
    /// Id of a service; empty for all.
    pub service: String,
}

// An index of its own holds the moments of numbering (migration 0011); every number is there, whatever became of its file.
const LIST_SQL: &str = "SELECT a.id, e.at, e.body, a.registration, a.holder_name, a.service, a.status, p.signer, p.state \
     FROM application_event e \
     JOIN application a ON a.id = e.application AND (?3 = '' OR a.service = ?3) \
     LEFT JOIN permit p ON p.application = a.id \
     WHERE e.name = 'numbered' AND e.at >= ?1 AND e.at < ?2 ORDER BY e.at, a.id LIMIT ?4 OFFSET ?5";

/// A page of the register, in the order of numbering.
///
/// # Errors
/// [`StoreError::Json`] when a row is damaged.
pub fn list(
    tx: &ReadTx<'_>,
    search: &NumberSearch,
    limit: u32,
    skip: u32,
) -> Result<Vec<NumberRow>, StoreError> {
    let parameters = params![search.since, search.until, search.service.as_str(), limit, skip];
    let mut rows = Vec::new();
    for row in &tx.query(LIST_SQL, parameters)? {
        let body: String = row.get(2)?;
        let event = serde_json::from_str(&body).map_err(|e| StoreError::Json(e.to_string()))?;
        let Event::Numbered { number } = event else { continue };
        let signer: Option<String> = row.get(7)?;
        rows.push(NumberRow {
            application: Id::from_bytes(row.get(0)?),
            at: row.get(1)?,
            number: number.number,
            registration: row.get::<Option<String>>(3)?.unwrap_or_default(),
            holder_name: row.get(4)?,
            service: row.get(5)?,
            status: row.get(6)?,
            permit: signer.zip(row.get::<Option<String>>(8)?),
        });
    }
    Ok(rows)
}

const COUNT_SQL: &str = "SELECT COUNT(*) \
     FROM application_event e \
     JOIN application a ON a.id = e.application AND (?3 = '' OR a.service = ?3) \
     WHERE e.name = 'numbered' AND e.at >= ?1 AND e.at < ?2";

/// How many numbers a search finds.
///
/// # Errors
/// Whatever the engine said.
pub fn count(tx: &ReadTx<'_>, search: &NumberSearch) -> Result<i64, StoreError> {
    tx.query_one(COUNT_SQL, params![search.since, search.until, search.service.as_str()])?.get(0)
}

const FIRST_SQL: &str = "SELECT MIN(submitted_at) FROM application WHERE submitted_at IS NOT NULL";

/// When the first application was received: no number is older.
///
/// # Errors
/// Whatever the engine said.
pub fn first(tx: &ReadTx<'_>) -> Result<Option<Timestamp>, StoreError> {
    tx.query_one(FIRST_SQL, &[])?.get(0)
}
