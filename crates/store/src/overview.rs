//! What is asked of all files at once: figures counted in the database, and the lists behind them. Nothing here reads a
//! state; the columns beside it suffice.

use crate::{ReadTx, Row, StoreError, WriteTx, params};
use domain::party::{Account, ApplicationRecord};
use domain::value::Id;
use jiff::Timestamp;

/// What the head is told about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// Back with the applicant for correction, or back one or more desks.
    Returned,
    /// Given to another officer than the one who had it.
    Reassigned,
    /// Taken before an older one, with a reason.
    Overtaken,
    /// Many stages within minutes.
    Burst,
}

impl MarkKind {
    /// As stored.
    pub fn name(self) -> &'static str {
        match self {
            MarkKind::Returned => "returned",
            MarkKind::Reassigned => "reassigned",
            MarkKind::Overtaken => "overtaken",
            MarkKind::Burst => "burst",
        }
    }
}

/// One line about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What.
    pub kind: MarkKind,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub who: String,
    /// The reason that was given.
    pub note: String,
}

const PUT_MARK_SQL: &str = "INSERT INTO file_mark (application, version, kind, at, who, note) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (application, kind, version) DO NOTHING";

/// Keeps a mark.
///
/// # Errors
/// Whatever the engine said.
pub fn put_mark(
    tx: &WriteTx<'_>,
    id: Id<ApplicationRecord>,
    version: u64,
    mark: &Mark,
) -> Result<(), StoreError> {
    let version = i64::try_from(version).unwrap_or(i64::MAX);
    let parameters =
        params![*id.as_bytes(), version, mark.kind.name(), mark.at, mark.who.as_str(), mark.note.as_str(),];
    tx.execute(PUT_MARK_SQL, parameters).map(|_| ())
}

/// Moments between which the figures of a day are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moments {
    /// Now: what ended before is late.
    pub now: Timestamp,
    /// End of today.
    pub day_end: Timestamp,
    /// End of this week.
    pub week_end: Timestamp,
    /// Documents that wait at the counter since before this moment are not collected.
    pub collect_before: Timestamp,
}

/// The files of one desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskFigures {
    /// Kind of stage.
    pub kind: String,
    /// All of them.
    pub open: i64,
    /// Late.
    pub late: i64,
    /// Ending today.
    pub today: i64,
    /// Unpaid, ending this week.
    pub unpaid: i64,
    /// Standing still until the survey is filled.
    pub survey: i64,
    /// Not collected.
    pub uncollected: i64,
}

const DESKS_SQL: &str = "SELECT COALESCE(stage_kind, ''), COUNT(*), \
     CAST(SUM(CASE WHEN next_due_at < ?1 THEN 1 ELSE 0 END) AS BIGINT), \
     CAST(SUM(CASE WHEN next_due_at >= ?1 AND next_due_at < ?2 THEN 1 ELSE 0 END) AS BIGINT), \
     CAST(SUM(CASE WHEN status = 'awaiting_payment' AND next_due_at >= ?1 AND next_due_at < ?3 THEN 1 ELSE 0 END) AS BIGINT), \
     CAST(SUM(CASE WHEN status = 'suspended_survey' THEN 1 ELSE 0 END) AS BIGINT), \
     CAST(SUM(CASE WHEN stage_kind = 'handover' AND entered_at < ?4 THEN 1 ELSE 0 END) AS BIGINT) \
     FROM application WHERE stage IS NOT NULL GROUP BY stage_kind ORDER BY stage_kind";

/// Figures of every desk, in one look at the files inside the office.
///
/// # Errors
/// Whatever the engine said.
pub fn desks(tx: &ReadTx<'_>, at: &Moments) -> Result<Vec<DeskFigures>, StoreError> {
    let parameters = params![at.now, at.day_end, at.week_end, at.collect_before];
    tx.query(DESKS_SQL, parameters)?
        .iter()
        .map(|row| {
            Ok(DeskFigures {
                kind: row.get(0)?,
                open: row.get(1)?,
                late: row.get(2)?,
                today: row.get(3)?,
                unpaid: row.get(4)?,
                survey: row.get(5)?,
                uncollected: row.get(6)?,
            })
        })
        .collect()
}

const MARKS_SQL: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM \
     (SELECT application FROM file_mark WHERE kind = ?1 AND at >= ?2 GROUP BY application HAVING COUNT(*) >= ?3) AS marked";

/// How many files bear a mark at least so often since a moment.
///
/// # Errors
/// Whatever the engine said.
pub fn marked(tx: &ReadTx<'_>, kind: MarkKind, since: Timestamp, times: i64) -> Result<i64, StoreError> {
    tx.query_one(MARKS_SQL, params![kind.name(), since, times])?.get(0)
}

/// Time of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceTime {
    /// Service id.
    pub service: String,
    /// Finished files.
    pub files: i64,
    /// Sum of the time they used, hundredths of a working day.
    pub worked: i64,
    /// Sum of the time that was published when they were sent.
    pub promised: i64,
    /// Files that took longer than published.
    pub late: i64,
}

const SERVICE_TIMES_SQL: &str = "SELECT service, COUNT(*), CAST(SUM(worked) AS BIGINT), CAST(SUM(promised) AS BIGINT), \
     CAST(SUM(CASE WHEN worked > promised THEN 1 ELSE 0 END) AS BIGINT) FROM application \
     WHERE done_at IS NOT NULL AND done_at >= ?1 AND worked IS NOT NULL AND promised IS NOT NULL \
     GROUP BY service ORDER BY service";

/// Service times of the files that were finished since a moment, by service.
///
/// # Errors
/// Whatever the engine said.
pub fn service_times(tx: &ReadTx<'_>, since: Timestamp) -> Result<Vec<ServiceTime>, StoreError> {
    tx.query(SERVICE_TIMES_SQL, params![since])?
        .iter()
        .map(|row| {
            Ok(ServiceTime {
                service: row.get(0)?,
                files: row.get(1)?,
                worked: row.get(2)?,
                promised: row.get(3)?,
                late: row.get(4)?,
            })
        })
        .collect()
}

/// How one agency answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyTime {
    /// Agency id.
    pub agency: String,
    /// Files on which it was asked.
    pub asked: i64,
    /// Files that it answered.
    pub answered: i64,
    /// Sum of the time that the answers took, hundredths of a working day.
    pub worked: i64,
    /// Answers after the agreed time.
    pub late: i64,
    /// Not answered, and the agreed time has passed.
    pub overdue: i64,
}

const AGENCY_TIMES_SQL: &str = "SELECT agency, COUNT(*), CAST(SUM(done) AS BIGINT), \
     CAST(COALESCE(SUM(CASE WHEN done = 1 THEN worked END), 0) AS BIGINT), \
     CAST(SUM(CASE WHEN done = 1 AND answered_at > due_at THEN 1 ELSE 0 END) AS BIGINT), \
     CAST(SUM(CASE WHEN done = 0 AND due_at < ?2 THEN 1 ELSE 0 END) AS BIGINT) \
     FROM application_agency WHERE asked_at IS NOT NULL AND asked_at >= ?1 GROUP BY agency ORDER BY agency";

/// How agencies keep the agreed time, for what they were asked since a moment (MJK18-20.b).
///
/// # Errors
/// Whatever the engine said.
pub fn agency_times(
    tx: &ReadTx<'_>,
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<AgencyTime>, StoreError> {
    tx.query(AGENCY_TIMES_SQL, params![since, now])?
        .iter()
        .map(|row| {
            Ok(AgencyTime {
                agency: row.get(0)?,
                asked: row.get(1)?,
                answered: row.get(2)?,
                worked: row.get(3)?,
                late: row.get(4)?,
                overdue: row.get(5)?,
            })
        })
        .collect()
}

const ISSUED_SQL: &str = "SELECT service, COUNT(*) FROM permit WHERE issued_at >= ?1 AND issued_at < ?2 \
     GROUP BY service ORDER BY service";

/// Documents issued between two moments, by service.
///
/// # Errors
/// Whatever the engine said.
pub fn issued(tx: &ReadTx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<(String, i64)>, StoreError> {
    tx.query(ISSUED_SQL, params![from, until])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

const ISSUED_FILES_SQL: &str = "SELECT a.id, a.registration, a.service, a.holder_name, a.status, a.stage_kind, a.handler, \
     h.name, a.entered_at, a.next_due_at FROM permit p JOIN application a ON a.id = p.application \
     LEFT JOIN account h ON h.id = a.handler WHERE p.issued_at >= ?1 AND p.issued_at < ?2 \
     ORDER BY p.issued_at, p.id LIMIT ?3";

/// Files whose document was issued between two moments, in that order.
///
/// # Errors
/// Whatever the engine said.
pub fn issued_files(
    tx: &ReadTx<'_>,
    from: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<FileLine>, StoreError> {
    tx.query(ISSUED_FILES_SQL, params![from, until, limit])?.iter().map(line).collect()
}

/// One file in a list of the office.
#[derive(Debug, Clone, PartialEq)]
pub struct FileLine {
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
    /// Kind of stage; empty outside the office.
    pub stage_kind: String,
    /// Who has taken it.
    pub handler: Option<(Id<Account>, String)>,
    /// When the stage was entered.
    pub entered_at: Option<Timestamp>,
    /// End of the clock that counts now.
    pub next_due_at: Option<Timestamp>,
    /// What the list tells about it.
    pub remark: Option<Mark>,
}

fn line(row: &Row) -> Result<FileLine, StoreError> {
    let handler: Option<[u8; 16]> = row.get(6)?;
    let name: Option<String> = row.get(7)?;
    Ok(FileLine {
        id: Id::from_bytes(row.get(0)?),
        registration: row.get::<Option<String>>(1)?.unwrap_or_default(),
        service: row.get(2)?,
        holder_name: row.get(3)?,
        status: row.get(4)?,
        stage_kind: row.get::<Option<String>>(5)?.unwrap_or_default(),
        handler: handler.map(Id::from_bytes).map(|id| (id, name.unwrap_or_default())),
        entered_at: row.get(8)?,
        next_due_at: row.get(9)?,
        remark: None,
    })
}

const OPEN_SQL: &str = "SELECT a.id, a.registration, a.service, a.holder_name, a.status, a.stage_kind, a.handler, \
     h.name, a.entered_at, a.next_due_at FROM application a LEFT JOIN account h ON h.id = a.handler \
     WHERE a.stage IS NOT NULL AND (?1 = '' OR a.stage_kind = ?1) ORDER BY a.entered_at, a.id LIMIT ?2";

/// Files inside the office, or those of one kind of desk, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn open(tx: &ReadTx<'_>, kind: &str, limit: u32) -> Result<Vec<FileLine>, StoreError> {
    tx.query(OPEN_SQL, params![kind, limit])?.iter().map(line).collect()
}

const DUE_SQL: &str = "SELECT a.id, a.registration, a.service, a.holder_name, a.status, a.stage_kind, a.handler, h.name, \
     a.entered_at, a.next_due_at FROM application a LEFT JOIN account h ON h.id = a.handler \
     WHERE a.stage IS NOT NULL AND a.next_due_at >= ?1 AND a.next_due_at < ?2 ORDER BY a.next_due_at, a.id LIMIT ?3";

/// Files whose running time ends between two moments, the first to end first.
///
/// # Errors
/// Whatever the engine said.
pub fn due(
    tx: &ReadTx<'_>,
    from: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<FileLine>, StoreError> {
    tx.query(DUE_SQL, params![from, until, limit])?.iter().map(line).collect()
}

const OF_STATUS_SQL: &str = "SELECT a.id, a.registration, a.service, a.holder_name, a.status, a.stage_kind, a.handler, \
     h.name, a.entered_at, a.next_due_at FROM application a LEFT JOIN account h ON h.id = a.handler \
     WHERE a.status = ?1 AND a.stage IS NOT NULL ORDER BY a.submitted_at, a.id LIMIT ?2";

/// Files inside the office of one status, oldest first.
///
/// # Errors
/// Whatever the engine said.
pub fn of_status(tx: &ReadTx<'_>, status: &str, limit: u32) -> Result<Vec<FileLine>, StoreError> {
    tx.query(OF_STATUS_SQL, params![status, limit])?.iter().map(line).collect()
}

const DONE_SQL: &str = "SELECT a.id, a.registration, a.service, a.holder_name, a.status, a.stage_kind, a.handler, h.name, \
     a.entered_at, a.next_due_at FROM application a LEFT JOIN account h ON h.id = a.handler \
     WHERE a.done_at IS NOT NULL AND a.done_at >= ?1 AND a.service = ?2 AND (CAST(?3 AS BIGINT) = 0 OR a.worked > a.promised) \
     ORDER BY a.done_at DESC, a.id LIMIT ?4";

/// Files of a service that were finished since a moment, or only those that took longer than published.
///
/// # Errors
/// Whatever the engine said.
pub fn finished(
    tx: &ReadTx<'_>,
    service: &str,
    since: Timestamp,
    only_late: bool,
    limit: u32,
) -> Result<Vec<FileLine>, StoreError> {
    tx.query(DONE_SQL, params![since, service, only_late, limit])?.iter().map(line).collect()
}

const OF_AGENCY_SQL: &str = "SELECT a.id, a.registration, a.service, a.holder_name, a.status, a.stage_kind, a.handler, \
     h.name, a.entered_at, g.due_at FROM application_agency g JOIN application a ON a.id = g.application \
     LEFT JOIN account h ON h.id = a.handler WHERE g.agency = ?1 AND g.asked_at >= ?2 \
     AND (CAST(?3 AS BIGINT) = 0 OR (g.done = 1 AND g.answered_at > g.due_at) OR (g.done = 0 AND g.due_at < ?4)) \
     ORDER BY g.asked_at, a.id LIMIT ?5";

/// Files on which an agency was asked since a moment, or only those where the agreed time was not kept (MJK18-20.b).
///
/// # Errors
/// Whatever the engine said.
pub fn of_agency(
    tx: &ReadTx<'_>,
    agency: &str,
    since: Timestamp,
    only_late: bool,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<FileLine>, StoreError> {
    tx.query(OF_AGENCY_SQL, params![agency, since, only_late, now, limit])?.iter().map(line).collect()
}

const MARKED_SQL: &str = "SELECT a.id, a.registration, a.service, a.holder_name, a.status, a.stage_kind, a.handler, h.name, \
     a.entered_at, a.next_due_at, m.at, m.who, m.note FROM file_mark m JOIN application a ON a.id = m.application \
     LEFT JOIN account h ON h.id = a.handler WHERE m.kind = ?1 AND m.at >= ?2 AND m.application IN \
     (SELECT n.application FROM file_mark n WHERE n.kind = ?1 AND n.at >= ?2 GROUP BY n.application HAVING COUNT(*) >= ?3) \
     ORDER BY m.at DESC, m.application, m.version DESC LIMIT ?4";

/// Files that bear a mark at least so often since a moment, each once with its newest mark.
///
/// # Errors
/// Whatever the engine said.
pub fn with_mark(
    tx: &ReadTx<'_>,
    kind: MarkKind,
    since: Timestamp,
    times: i64,
    limit: u32,
) -> Result<Vec<FileLine>, StoreError> {
    let mut seen = std::collections::BTreeSet::new();
    let mut lines = Vec::new();
    for row in tx.query(MARKED_SQL, params![kind.name(), since, times, limit])? {
        let mut line = line(&row)?;
        line.remark = Some(Mark { kind, at: row.get(10)?, who: row.get(11)?, note: row.get(12)? });
        if seen.insert(*line.id.as_bytes()) {
            lines.push(line);
        }
    }
    Ok(lines)
}

const PUT_WORD_SQL: &str = "INSERT INTO search_word (word, application) VALUES (?1, ?2) \
     ON CONFLICT (word, application) DO NOTHING";

/// A file can be found by this word.
///
/// # Errors
/// Whatever the engine said.
pub fn put_word(tx: &WriteTx<'_>, id: Id<ApplicationRecord>, word: &str) -> Result<(), StoreError> {
    tx.execute(PUT_WORD_SQL, params![word, *id.as_bytes()]).map(|_| ())
}

const UNFINDABLE_SQL: &str = "SELECT a.id FROM application a WHERE a.submitted_at IS NOT NULL AND a.id > ?1 \
     AND NOT EXISTS (SELECT 1 FROM search_word w WHERE w.application = a.id) ORDER BY a.id LIMIT ?2";

/// Sent files behind an id that no word finds: an older program wrote them.
///
/// # Errors
/// Whatever the engine said.
pub fn unfindable(
    tx: &ReadTx<'_>,
    after: Option<Id<ApplicationRecord>>,
    limit: u32,
) -> Result<Vec<Id<ApplicationRecord>>, StoreError> {
    let after = after.map_or([0; 16], |id| *id.as_bytes());
    tx.query(UNFINDABLE_SQL, params![after, limit])?
        .iter()
        .map(|row| Ok(Id::from_bytes(row.get(0)?)))
        .collect()
}

const FOUND_SQL: &str = "SELECT a.id, a.state FROM application a WHERE a.id IN \
     (SELECT w.application FROM search_word w WHERE w.word >= ?1 AND w.word < ?2) \
     AND (?3 = '' OR EXISTS (SELECT 1 FROM search_word w WHERE w.application = a.id AND w.word >= ?3 AND w.word < ?4)) \
     AND (?5 = '' OR EXISTS (SELECT 1 FROM search_word w WHERE w.application = a.id AND w.word >= ?5 AND w.word < ?6)) \
     ORDER BY a.submitted_at DESC, a.id LIMIT ?7";

/// The newest files that have a word with each of up to three beginnings (MJK18-3.d).
///
/// # Errors
/// [`StoreError::Json`] when a row is damaged.
pub fn found(
    tx: &ReadTx<'_>,
    beginnings: &[String],
    limit: u32,
) -> Result<Vec<domain::process::Application>, StoreError> {
    let begin = |n: usize| beginnings.get(n).cloned().unwrap_or_default();
    // Behind every word that begins so: no word holds the last character of the first plane.
    let end = |n: usize| beginnings.get(n).map_or_else(String::new, |b| format!("{b}\u{ffff}"));
    let parameters = params![begin(0), end(0), begin(1), end(1), begin(2), end(2), limit];
    tx.query(FOUND_SQL, parameters)?
        .iter()
        .map(|row| serde_json::from_str(&row.get::<String>(1)?).map_err(|e| StoreError::Json(e.to_string())))
        .collect()
}

/// What one holder does here: *status kegiatan penanam modal* (MJK18-10.2.b).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Whose.
    pub account: Id<Account>,
    /// Name.
    pub name: String,
    /// `person` or `business`.
    pub kind: String,
    /// Applications that were received.
    pub files: i64,
    /// Of them inside the office.
    pub running: i64,
    /// Permits in force.
    pub active: i64,
    /// Last change of a file.
    pub changed_at: Timestamp,
}

const ACTIVITY_SQL: &str = "SELECT p.id, p.name, p.kind, s.files, s.running, \
     (SELECT COUNT(*) FROM permit q WHERE q.holder = p.id AND q.state = 'active' AND q.copy_of IS NULL), s.changed FROM \
     (SELECT owner, COUNT(*) AS files, CAST(SUM(CASE WHEN stage IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS running, \
     MAX(updated_at) AS changed FROM application WHERE submitted_at IS NOT NULL GROUP BY owner) AS s \
     JOIN account p ON p.id = s.owner ORDER BY s.changed DESC, p.id LIMIT ?1 OFFSET ?2";

/// Holders with what they do, the last active first.
///
/// # Errors
/// Whatever the engine said.
pub fn activity(tx: &ReadTx<'_>, limit: u32, skip: u32) -> Result<Vec<Activity>, StoreError> {
    tx.query(ACTIVITY_SQL, params![limit, skip])?
        .iter()
        .map(|row| {
            Ok(Activity {
                account: Id::from_bytes(row.get(0)?),
                name: row.get(1)?,
                kind: row.get(2)?,
                files: row.get(3)?,
                running: row.get(4)?,
                active: row.get(5)?,
                changed_at: row.get(6)?,
            })
        })
        .collect()
}
