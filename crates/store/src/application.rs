//! *Permohonan*: the state row, its events, and the lists that desks and applicants see.

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use domain::definition::AgencyId;
use domain::party::{Account, ApplicationRecord};
use domain::process::{Application, Event};
use domain::value::Id;
use jiff::Timestamp;

/// A state with what stands beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredApplication {
    /// The state.
    pub state: Application,
    /// The state as stored: what its digest in the ledger is taken of.
    pub text: String,
    /// Salt of the digests in the ledger.
    pub salt: [u8; 16],
}

/// Look-up columns that the state alone does not hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Placement {
    /// Kind of the present stage.
    pub stage_kind: Option<String>,
    /// Role that works it.
    pub role: Option<String>,
    /// Object that can exist once.
    pub object_key: Option<String>,
    /// End of the service time now.
    pub due_at: Option<Timestamp>,
    /// End of the stage's budget now.
    pub stage_due_at: Option<Timestamp>,
    /// End of the clock that counts now.
    pub next_due_at: Option<Timestamp>,
    /// Service time used when it ended, hundredths of a working day.
    pub worked: Option<i64>,
    /// Service time published, hundredths of a working day.
    pub promised: Option<i64>,
}

/// The text in which a state is stored.
///
/// # Errors
/// [`StoreError::Json`], which no state gives.
pub fn state_text(state: &Application) -> Result<String, StoreError> {
    json(state)
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Json(e.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Json(e.to_string()))
}

const INSERT_SQL: &str = "INSERT INTO application (id, service, definition, owner, holder_name, registration, status, stage, \
     stage_kind, role, handler, object_key, submitted_at, entered_at, due_at, stage_due_at, version, salt, state, code, \
     updated_at, cancelling, next_due_at, done_at, worked, promised, entered_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
     ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)";

const UPDATE_SQL: &str = "UPDATE application SET holder_name = ?2, registration = ?3, status = ?4, stage = ?5, \
     stage_kind = ?6, role = ?7, handler = ?8, object_key = ?9, submitted_at = ?10, entered_at = ?11, due_at = ?12, \
     stage_due_at = ?13, version = ?14, state = ?15, code = ?16, updated_at = ?17, cancelling = ?18, \
     next_due_at = ?20, done_at = ?21, worked = ?22, promised = ?23 WHERE id = ?1 AND version = ?19";

/// Writes a new state.
///
/// # Errors
/// [`StoreError::Unique`] for a known id or registration number.
pub fn insert(
    tx: &WriteTx<'_>,
    state: &Application,
    salt: [u8; 16],
    placement: &Placement,
    now: Timestamp,
) -> Result<(), StoreError> {
    let parameters = params![
        *state.id.as_bytes(),
        state.service.0.as_str(),
        *state.definition.as_bytes(),
        *state.owner.as_bytes(),
        state.holder_name.as_str(),
        state.registration.map(|r| r.to_string()),
        state.status.name(),
        state.stage.as_ref().map(|s| s.0.as_str()),
        placement.stage_kind.as_deref(),
        placement.role.as_deref(),
        state.handler.as_ref().and_then(|h| h.account).map(|a| *a.as_bytes()),
        placement.object_key.as_deref(),
        state.submitted_at,
        state.passage().map(|p| p.entered_at),
        placement.due_at,
        placement.stage_due_at,
        signed(state.version),
        salt,
        json(state)?,
        state.verification_code.as_deref(),
        now,
        state.awaits_cancellation(),
        placement.next_due_at,
        state.service_done_at,
        placement.worked,
        placement.promised,
        state.entered_by.as_ref().and_then(|by| by.account).map(|a| *a.as_bytes()),
    ];
    tx.execute(INSERT_SQL, parameters).map(|_| ())
}

/// Writes the state that follows version `before`, with its text from [`state_text`], which the ledger's digest is taken of
/// too; `false` when somebody else was faster.
///
/// # Errors
/// Whatever the engine said.
pub fn update(
    tx: &WriteTx<'_>,
    state: &Application,
    text: &str,
    before: u64,
    placement: &Placement,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let parameters = params![
        *state.id.as_bytes(),
        state.holder_name.as_str(),
        state.registration.map(|r| r.to_string()),
        state.status.name(),
        state.stage.as_ref().map(|s| s.0.as_str()),
        placement.stage_kind.as_deref(),
        placement.role.as_deref(),
        state.handler.as_ref().and_then(|h| h.account).map(|a| *a.as_bytes()),
        placement.object_key.as_deref(),
        state.submitted_at,
        state.passage().map(|p| p.entered_at),
        placement.due_at,
        placement.stage_due_at,
        signed(state.version),
        text,
        state.verification_code.as_deref(),
        now,
        state.awaits_cancellation(),
        signed(before),
        placement.next_due_at,
        state.service_done_at,
        placement.worked,
        placement.promised,
    ];
    Ok(tx.execute(UPDATE_SQL, parameters)? == 1)
}

const REFILL_SQL: &str = "UPDATE application SET next_due_at = ?3, done_at = ?4, worked = ?5, promised = ?6 \
     WHERE id = ?1 AND version = ?2";

/// Writes the figures beside a state that an older program wrote without them; the state itself stays as it is.
///
/// # Errors
/// Whatever the engine said.
pub fn refill(tx: &WriteTx<'_>, state: &Application, placement: &Placement) -> Result<bool, StoreError> {
    let parameters = params![
        *state.id.as_bytes(),
        signed(state.version),
        placement.next_due_at,
        state.service_done_at,
        placement.worked,
        placement.promised,
    ];
    Ok(tx.execute(REFILL_SQL, parameters)? == 1)
}

fn signed(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}

const ASK_AGENCY_SQL: &str = "INSERT INTO application_agency (application, agency, done, asked_at, due_at) \
     VALUES (?1, ?2, 0, ?3, ?4) ON CONFLICT (application, agency) DO UPDATE SET done = 0, asked_at = excluded.asked_at, \
     due_at = excluded.due_at, answered_at = NULL, worked = NULL";

/// An agency is asked for its recommendation, until a moment.
///
/// # Errors
/// Whatever the engine said.
pub fn ask_agency(
    tx: &WriteTx<'_>,
    id: Id<ApplicationRecord>,
    agency: &AgencyId,
    at: Timestamp,
    due: Option<Timestamp>,
) -> Result<(), StoreError> {
    tx.execute(ASK_AGENCY_SQL, params![*id.as_bytes(), agency.0.as_str(), at, due]).map(|_| ())
}

const AGENCY_ANSWERED_SQL: &str = "UPDATE application_agency SET done = 1, answered_at = ?3, due_at = ?4, worked = ?5 \
     WHERE application = ?1 AND agency = ?2";

/// An agency has recommended: when, until when it had time, and how much it used in hundredths of a working day.
///
/// # Errors
/// Whatever the engine said.
pub fn agency_answered(
    tx: &WriteTx<'_>,
    id: Id<ApplicationRecord>,
    agency: &AgencyId,
    at: Timestamp,
    due: Option<Timestamp>,
    worked: Option<i64>,
) -> Result<(), StoreError> {
    let parameters = params![*id.as_bytes(), agency.0.as_str(), at, due, worked];
    tx.execute(AGENCY_ANSWERED_SQL, parameters).map(|_| ())
}

const AWAITING_AGENCY_SQL: &str = "SELECT a.state FROM application_agency g JOIN application a ON a.id = g.application \
     WHERE g.agency = ?1 AND g.done = 0 AND a.stage_kind = 'technical_recommendation' ORDER BY g.asked_at, a.id LIMIT ?2";

/// Files that wait for an agency's recommendation, the one asked first in front.
///
/// # Errors
/// [`StoreError::Json`] when a row is damaged.
pub fn awaiting_agency(
    tx: &ReadTx<'_>,
    agency: &AgencyId,
    limit: u32,
) -> Result<Vec<Application>, StoreError> {
    let rows = tx.query(AWAITING_AGENCY_SQL, params![agency.0.as_str(), limit])?;
    rows.iter().map(|row| from_json(&row.get::<String>(0)?)).collect()
}

const LOCK_SQL: crate::Dialect<'static> = crate::Dialect {
    sqlite: "SELECT state, salt FROM application WHERE id = ?1",
    postgres: "SELECT state, salt FROM application WHERE id = ?1 FOR UPDATE",
};

/// Loads a state for change; on PostgreSQL the row is locked until the commit.
///
/// # Errors
/// [`StoreError::Json`] when the row is damaged.
pub fn lock(tx: &WriteTx<'_>, id: Id<ApplicationRecord>) -> Result<Option<StoredApplication>, StoreError> {
    tx.query_opt(LOCK_SQL, params![*id.as_bytes()])?.as_ref().map(stored).transpose()
}

const FIND_SQL: &str = "SELECT state, salt FROM application WHERE id = ?1";

/// Loads a state for reading.
///
/// # Errors
/// [`StoreError::Json`] when the row is damaged.
pub fn find(tx: &ReadTx<'_>, id: Id<ApplicationRecord>) -> Result<Option<StoredApplication>, StoreError> {
    tx.query_opt(FIND_SQL, params![*id.as_bytes()])?.as_ref().map(stored).transpose()
}

const BY_REGISTRATION_SQL: &str = "SELECT state, salt FROM application WHERE registration = ?1";

/// Loads a state by its registration number as printed (MJK18-23.2).
///
/// # Errors
/// [`StoreError::Json`] when the row is damaged.
pub fn by_registration(tx: &ReadTx<'_>, number: &str) -> Result<Option<StoredApplication>, StoreError> {
    tx.query_opt(BY_REGISTRATION_SQL, params![number])?.as_ref().map(stored).transpose()
}

const BY_CODE_SQL: &str = "SELECT state, salt FROM application WHERE code = ?1";

/// Loads a state by its verification code.
///
/// # Errors
/// [`StoreError::Json`] when the row is damaged.
pub fn by_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<StoredApplication>, StoreError> {
    tx.query_opt(BY_CODE_SQL, params![code])?.as_ref().map(stored).transpose()
}

fn stored(row: &Row) -> Result<StoredApplication, StoreError> {
    let text: String = row.get(0)?;
    Ok(StoredApplication { state: from_json(&text)?, text, salt: row.get(1)? })
}

const OWNED_SQL: &str =
    "SELECT state FROM application WHERE owner = ?1 ORDER BY updated_at DESC, id DESC LIMIT 200";

/// All applications of an owner, the last touched first.
///
/// # Errors
/// [`StoreError::Json`] when a row is damaged.
pub fn owned_by(tx: &ReadTx<'_>, owner: Id<Account>) -> Result<Vec<Application>, StoreError> {
    states(tx.query(OWNED_SQL, params![*owner.as_bytes()])?)
}

const ENTERED_SQL: &str = "SELECT state FROM application WHERE entered_by = ?1 AND submitted_at IS NULL \
     ORDER BY updated_at DESC, id DESC LIMIT 100";

/// Drafts that somebody entered for others, the last touched first (MJK18-12.6).
///
/// # Errors
/// [`StoreError::Json`] when a row is damaged.
pub fn entered_by(tx: &ReadTx<'_>, officer: Id<Account>) -> Result<Vec<Application>, StoreError> {
    states(tx.query(ENTERED_SQL, params![*officer.as_bytes()])?)
}

fn states(rows: Vec<Row>) -> Result<Vec<Application>, StoreError> {
    rows.iter().map(|row| from_json(&row.get::<String>(0)?)).collect()
}

/// One line of a queue.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueLine {
    /// Id.
    pub id: Id<ApplicationRecord>,
    /// Registration number.
    pub registration: String,
    /// Service id.
    pub service: String,
    /// Holder.
    pub holder_name: String,
    /// Status name.
    pub status: String,
    /// Stage id.
    pub stage: String,
    /// Kind of stage.
    pub stage_kind: String,
    /// Who has taken it.
    pub handler: Option<Id<Account>>,
    /// When the stage was entered.
    pub entered_at: Timestamp,
    /// End of the stage's budget.
    pub stage_due_at: Option<Timestamp>,
    /// End of the service time.
    pub due_at: Option<Timestamp>,
}

fn line(row: &Row) -> Result<QueueLine, StoreError> {
    Ok(QueueLine {
        id: Id::from_bytes(row.get(0)?),
        registration: row.get::<Option<String>>(1)?.unwrap_or_default(),
        service: row.get(2)?,
        holder_name: row.get(3)?,
        status: row.get(4)?,
        stage: row.get(5)?,
        stage_kind: row.get(6)?,
        handler: row.get::<Option<[u8; 16]>>(7)?.map(Id::from_bytes),
        entered_at: row.get(8)?,
        stage_due_at: row.get(9)?,
        due_at: row.get(10)?,
    })
}

const WAITING_SQL: &str = "SELECT id, version, entered_at FROM application WHERE role = ?1 AND stage IS NOT NULL \
     ORDER BY entered_at, id LIMIT ?2";

/// A file at a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Id.
    pub id: Id<ApplicationRecord>,
    /// Version of its state.
    pub version: u64,
    /// Since when it waits there.
    pub entered_at: Timestamp,
}

/// What waits at the desk of a role, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn waiting_for_role(tx: &ReadTx<'_>, role: &str, limit: u32) -> Result<Vec<Waiting>, StoreError> {
    tx.query(WAITING_SQL, params![role, limit])?.iter().map(waiting).collect()
}

const WAITING_AGENCY_SQL: &str = "SELECT a.id, a.version, a.entered_at FROM application_agency g \
     JOIN application a ON a.id = g.application \
     WHERE g.agency = ?1 AND g.done = 0 AND a.stage IS NOT NULL ORDER BY a.entered_at, a.id LIMIT ?2";

/// Files that wait for an agency's recommendation, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn waiting_for_agency(
    tx: &ReadTx<'_>,
    agency: &AgencyId,
    limit: u32,
) -> Result<Vec<Waiting>, StoreError> {
    tx.query(WAITING_AGENCY_SQL, params![agency.0.as_str(), limit])?.iter().map(waiting).collect()
}

const CANCELLING_SQL: &str =
    "SELECT id, version, entered_at FROM application WHERE cancelling = 1 ORDER BY entered_at, id LIMIT ?1";

/// Files whose holder asks to cancel, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn cancelling(tx: &ReadTx<'_>, limit: u32) -> Result<Vec<Waiting>, StoreError> {
    tx.query(CANCELLING_SQL, params![limit])?.iter().map(waiting).collect()
}

fn waiting(row: &Row) -> Result<Waiting, StoreError> {
    let version: i64 = row.get(1)?;
    let entered_at: Option<Timestamp> = row.get(2)?;
    Ok(Waiting {
        id: Id::from_bytes(row.get(0)?),
        version: u64::try_from(version).unwrap_or(0),
        entered_at: entered_at.unwrap_or(Timestamp::UNIX_EPOCH),
    })
}

const ALL_OPEN_SQL: &str = "SELECT id, registration, service, holder_name, status, stage, stage_kind, handler, entered_at, \
     stage_due_at, due_at FROM application WHERE stage IS NOT NULL ORDER BY entered_at, id LIMIT ?1";

/// All files inside the office, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn open_files(tx: &ReadTx<'_>, limit: u32) -> Result<Vec<QueueLine>, StoreError> {
    tx.query(ALL_OPEN_SQL, params![limit])?.iter().map(line).collect()
}

const OPEN_STATES_SQL: &str =
    "SELECT state FROM application WHERE stage IS NOT NULL AND id > ?1 ORDER BY id LIMIT ?2";

/// States of files inside the office whose id follows `after`, by id: read page by page, so that none is left out and
/// memory stays small.
///
/// # Errors
/// Whatever the engine said.
pub fn open_states(
    tx: &ReadTx<'_>,
    after: Option<Id<ApplicationRecord>>,
    limit: u32,
) -> Result<Vec<Application>, StoreError> {
    let after = after.map_or([0; 16], |id| *id.as_bytes());
    states(tx.query(OPEN_STATES_SQL, params![after, limit])?)
}

const HELD_SQL: &str = "SELECT id, registration, service, holder_name, status, stage, stage_kind, handler, entered_at, \
     stage_due_at, due_at FROM application WHERE handler = ?1 AND stage IS NOT NULL ORDER BY entered_at, id";

/// Files that somebody has taken.
///
/// # Errors
/// Whatever the engine said.
pub fn held_by(tx: &ReadTx<'_>, account: Id<Account>) -> Result<Vec<QueueLine>, StoreError> {
    tx.query(HELD_SQL, params![*account.as_bytes()])?.iter().map(line).collect()
}

const OPEN_BY_DEFINITION_SQL: &str = "SELECT definition, COUNT(*) FROM application WHERE stage IS NOT NULL \
     GROUP BY definition ORDER BY definition";

/// How many files inside the office keep each definition.
///
/// # Errors
/// Whatever the engine said.
pub fn open_by_definition(tx: &ReadTx<'_>) -> Result<Vec<([u8; 32], i64)>, StoreError> {
    tx.query(OPEN_BY_DEFINITION_SQL, &[])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

const OLDER_SQL: &str = "SELECT COUNT(*) FROM application WHERE role = ?1 AND stage_kind = ?2 AND handler IS NULL \
     AND entered_at < ?3 AND status <> 'returned'";

/// How many older files at the same desk nobody has taken.
///
/// # Errors
/// Whatever the engine said.
pub fn older_waiting(
    tx: &ReadTx<'_>,
    role: &str,
    stage_kind: &str,
    entered_at: Timestamp,
) -> Result<i64, StoreError> {
    tx.query_one(OLDER_SQL, params![role, stage_kind, entered_at])?.get(0)
}

const BY_STATUS_SQL: &str =
    "SELECT state FROM application WHERE status = ?1 ORDER BY submitted_at, id LIMIT ?2";

/// Applications of one status.
///
/// # Errors
/// [`StoreError::Json`] when a row is damaged.
pub fn by_status(tx: &ReadTx<'_>, status: &str, limit: u32) -> Result<Vec<Application>, StoreError> {
    states(tx.query(BY_STATUS_SQL, params![status, limit])?)
}

const COUNTS_SQL: &str = "SELECT status, COUNT(*) FROM application GROUP BY status ORDER BY status";

/// How many applications stand where.
///
/// # Errors
/// Whatever the engine said.
pub fn counts(tx: &ReadTx<'_>) -> Result<Vec<(String, i64)>, StoreError> {
    tx.query(COUNTS_SQL, &[])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

const SAME_OBJECT_SQL: &str = "SELECT registration FROM application WHERE service = ?1 AND object_key = ?2 AND id <> ?3 \
     AND owner = ?4 AND status IN ('submitted', 'in_process', 'returned', 'awaiting_payment', 'suspended_survey') \
     ORDER BY submitted_at LIMIT 1";

/// The registration number of a running application for the same object (practice: twice the same).
///
/// # Errors
/// Whatever the engine said.
pub fn running_for_object(
    tx: &ReadTx<'_>,
    service: &str,
    object_key: &str,
    except: Id<ApplicationRecord>,
    owner: Id<Account>,
) -> Result<Option<String>, StoreError> {
    let parameters = params![service, object_key, *except.as_bytes(), *owner.as_bytes()];
    match tx.query_opt(SAME_OBJECT_SQL, parameters)? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}

const ALL_SQL: &str = "SELECT id, state, salt FROM application ORDER BY id";

/// Id, state as JSON, salt.
pub type RawRow = ([u8; 16], String, [u8; 16]);

/// Every row with its id as stored, for the audit.
///
/// # Errors
/// Whatever the engine said.
pub fn all_rows(tx: &ReadTx<'_>) -> Result<Vec<RawRow>, StoreError> {
    tx.query(ALL_SQL, &[])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// The columns beside the state that lists and look-ups go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookUp {
    service: String,
    definition: [u8; 32],
    owner: [u8; 16],
    holder_name: String,
    registration: Option<String>,
    status: String,
    stage: Option<String>,
    handler: Option<[u8; 16]>,
    version: i64,
    code: Option<String>,
}

impl LookUp {
    /// What they must be for a state.
    pub fn of(state: &Application) -> Self {
        LookUp {
            service: state.service.0.clone(),
            definition: *state.definition.as_bytes(),
            owner: *state.owner.as_bytes(),
            holder_name: state.holder_name.clone(),
            registration: state.registration.map(|r| r.to_string()),
            status: state.status.name().to_owned(),
            stage: state.stage.as_ref().map(|s| s.0.clone()),
            handler: state.handler.as_ref().and_then(|h| h.account).map(|a| *a.as_bytes()),
            version: signed(state.version),
            code: state.verification_code.clone(),
        }
    }
}

const LOOK_UP_SQL: &str = "SELECT service, definition, owner, holder_name, registration, status, stage, handler, version, \
     code FROM application WHERE id = ?1";

/// The look-up columns of a row as stored, for the audit.
///
/// # Errors
/// [`StoreError::NoRow`] for an unknown id.
pub fn look_up(tx: &ReadTx<'_>, id: [u8; 16]) -> Result<LookUp, StoreError> {
    let row = tx.query_one(LOOK_UP_SQL, params![id])?;
    Ok(LookUp {
        service: row.get(0)?,
        definition: row.get(1)?,
        owner: row.get(2)?,
        holder_name: row.get(3)?,
        registration: row.get(4)?,
        status: row.get(5)?,
        stage: row.get(6)?,
        handler: row.get(7)?,
        version: row.get(8)?,
        code: row.get(9)?,
    })
}

const ADD_EVENT_SQL: &str = "INSERT INTO application_event (application, version, name, body, at, act) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Adds an event.
///
/// # Errors
/// [`StoreError::Unique`] when the version exists.
pub fn add_event(
    tx: &WriteTx<'_>,
    id: Id<ApplicationRecord>,
    version: u64,
    event: &Event,
    at: Timestamp,
    act: [u8; 16],
) -> Result<(), StoreError> {
    let parameters = params![*id.as_bytes(), signed(version), event.name(), json(event)?, at, act];
    tx.execute(ADD_EVENT_SQL, parameters).map(|_| ())
}

/// A stored event.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredEvent {
    /// Version of the application after it.
    pub version: i64,
    /// The JSON as stored.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// The audit record.
    pub act: [u8; 16],
}

impl StoredEvent {
    /// The event itself.
    ///
    /// # Errors
    /// [`StoreError::Json`] when the row is damaged.
    pub fn event(&self) -> Result<Event, StoreError> {
        from_json(&self.body)
    }
}

const EVENTS_SQL: &str =
    "SELECT version, body, at, act FROM application_event WHERE application = ?1 ORDER BY version";

/// The history of one application.
///
/// # Errors
/// Whatever the engine said.
pub fn events(tx: &ReadTx<'_>, id: Id<ApplicationRecord>) -> Result<Vec<StoredEvent>, StoreError> {
    tx.query(EVENTS_SQL, params![*id.as_bytes()])?
        .iter()
        .map(|row| {
            Ok(StoredEvent { version: row.get(0)?, body: row.get(1)?, at: row.get(2)?, act: row.get(3)? })
        })
        .collect()
}

const NAMING_SQL: &str = "SELECT DISTINCT application FROM application_event WHERE body LIKE '%' || ?1 || '%' ORDER BY application";

/// Applications whose history names an id. Reads every event: for rare questions only.
///
/// # Errors
/// Whatever the engine said.
pub fn naming(tx: &ReadTx<'_>, id: &str) -> Result<Vec<Id<ApplicationRecord>>, StoreError> {
    tx.query(NAMING_SQL, params![id])?.iter().map(|row| Ok(Id::from_bytes(row.get(0)?))).collect()
}
