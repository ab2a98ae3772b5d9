//! Work that is done after the commit: rendering, signing, sending, reminders.
//!
//! A worker claims jobs with a lease, does them outside any transaction, and closes each with [`complete`], [`retry`] or
//! [`fail`]. A worker that dies lets its lease run out and another one claims the job. The number of attempts is the
//! token of the claim: a worker whose lease ran out cannot close the job of its successor.

use jiff::Timestamp;

use crate::{Dialect, ReadTx, Row, StoreError, WriteTx, params};

/// A job to be done.
#[derive(Debug, Clone, Copy)]
pub struct NewJob<'a> {
    /// UUIDv7.
    pub id: [u8; 16],
    /// Which program does it.
    pub kind: &'a str,
    /// JSON for that program; no secrets.
    pub payload: &'a str,
    /// Not before.
    pub run_at: Timestamp,
    /// Greater goes first; 0 is usual.
    pub priority: i64,
    /// At most one open job of this name exists.
    pub dedup: Option<&'a str>,
    /// When it is asked for.
    pub created_at: Timestamp,
}

/// A claimed job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// UUIDv7.
    pub id: [u8; 16],
    /// Which program does it.
    pub kind: String,
    /// JSON for that program.
    pub payload: String,
    /// This claim included, so 1 the first time; the token for closing it.
    pub attempts: i64,
    /// Greater goes first.
    pub priority: i64,
    /// When it was due.
    pub run_at: Timestamp,
    /// What went wrong the last time.
    pub last_error: Option<String>,
}

const ENQUEUE_SQL: &str = "INSERT INTO job (id, kind, payload, state, run_at, attempts, dedup, priority, created_at) \
     VALUES (?1, ?2, ?3, 'waiting', ?4, 0, ?5, ?6, ?7) ON CONFLICT (dedup) DO NOTHING";

/// Adds a job; `false` when an open one of the same `dedup` name exists, which then stands for both.
///
/// # Errors
/// Whatever the engine said.
pub fn enqueue(tx: &WriteTx<'_>, job: NewJob<'_>) -> Result<bool, StoreError> {
    let parameters =
        params![job.id, job.kind, job.payload, job.run_at, job.dedup, job.priority, job.created_at];
    Ok(tx.execute(ENQUEUE_SQL, parameters)? == 1)
}

/// Two texts: only PostgreSQL has several writers, who must not wait for each other's claims.
// SQLite would take the index by state and sort everything that is due for each claim.
const CLAIM_SQL: Dialect<'static> = Dialect {
    sqlite: "UPDATE job SET state = 'running', attempts = attempts + 1, lease_until = ?2 WHERE id IN (\
             SELECT id FROM job INDEXED BY job_open WHERE state IN ('waiting', 'running') \
             AND ((state = 'waiting' AND run_at <= ?1) OR (state = 'running' AND lease_until < ?1)) \
             ORDER BY priority DESC, run_at, id LIMIT ?3) \
             RETURNING id, kind, payload, attempts, priority, run_at, last_error",
    postgres: "WITH due AS MATERIALIZED (\
               SELECT id FROM job WHERE state IN ('waiting', 'running') \
               AND ((state = 'waiting' AND run_at <= ?1) OR (state = 'running' AND lease_until < ?1)) \
               ORDER BY priority DESC, run_at, id LIMIT ?3 FOR UPDATE SKIP LOCKED) \
               UPDATE job SET state = 'running', attempts = attempts + 1, lease_until = ?2 \
               FROM due WHERE job.id = due.id \
               RETURNING job.id, kind, payload, attempts, priority, run_at, last_error",
};

/// Claims up to `limit` due jobs until `lease_until`, the most urgent and then the oldest first; also those whose lease
/// ran out.
///
/// # Errors
/// Whatever the engine said.
pub fn claim(
    tx: &WriteTx<'_>,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
) -> Result<Vec<Job>, StoreError> {
    let rows = tx.query(CLAIM_SQL, params![now, lease_until, limit])?;
    let mut jobs = rows.iter().map(from_row).collect::<Result<Vec<Job>, StoreError>>()?;
    // RETURNING promises no order.
    jobs.sort_by_key(|job| (std::cmp::Reverse(job.priority), job.run_at, job.id));
    Ok(jobs)
}

fn from_row(row: &Row) -> Result<Job, StoreError> {
    Ok(Job {
        id: row.get(0)?,
        kind: row.get(1)?,
        payload: row.get(2)?,
        attempts: row.get(3)?,
        priority: row.get(4)?,
        run_at: row.get(5)?,
        last_error: row.get(6)?,
    })
}

const COMPLETE_SQL: &str = "UPDATE job SET state = 'done', lease_until = NULL, dedup = NULL, last_error = NULL \
     WHERE id = ?1 AND attempts = ?2 AND state = 'running'";

/// Closes a job as done; `false` when the claim was lost to another worker, whose work then counts.
///
/// # Errors
/// Whatever the engine said.
pub fn complete(tx: &WriteTx<'_>, id: [u8; 16], attempts: i64) -> Result<bool, StoreError> {
    Ok(tx.execute(COMPLETE_SQL, params![id, attempts])? == 1)
}

const RETRY_SQL: &str = "UPDATE job SET state = 'waiting', lease_until = NULL, run_at = ?3, last_error = ?4 \
     WHERE id = ?1 AND attempts = ?2 AND state = 'running'";

/// Puts a job back to be tried at `run_at`; `false` when the claim was lost. The caller chooses the pause, and gives up
/// with [`fail`]. `error` holds no personal data.
///
/// # Errors
/// Whatever the engine said.
pub fn retry(
    tx: &WriteTx<'_>,
    id: [u8; 16],
    attempts: i64,
    run_at: Timestamp,
    error: &str,
) -> Result<bool, StoreError> {
    Ok(tx.execute(RETRY_SQL, params![id, attempts, run_at, error])? == 1)
}

const FAIL_SQL: &str = "UPDATE job SET state = 'failed', lease_until = NULL, dedup = NULL, last_error = ?3 \
     WHERE id = ?1 AND attempts = ?2 AND state = 'running'";

/// Gives a job up; a person must hear of it. `false` when the claim was lost. `error` holds no personal data.
///
/// # Errors
/// Whatever the engine said.
pub fn fail(tx: &WriteTx<'_>, id: [u8; 16], attempts: i64, error: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(FAIL_SQL, params![id, attempts, error])? == 1)
}

const NEXT_DUE_SQL: &str = "SELECT min(CASE WHEN state = 'waiting' THEN run_at ELSE lease_until END) FROM job \
     WHERE state IN ('waiting', 'running')";

/// When the next job is due or its lease runs out; `None` when there is none. A simulated clock jumps there.
///
/// # Errors
/// Whatever the engine said.
pub fn next_due(tx: &ReadTx<'_>) -> Result<Option<Timestamp>, StoreError> {
    tx.query_one(NEXT_DUE_SQL, &[])?.get(0)
}

/// A job as lists show it; never its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobLine {
    /// UUIDv7.
    pub id: [u8; 16],
    /// Which program does it.
    pub kind: String,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// When it is due.
    pub run_at: Timestamp,
    /// How often it was claimed.
    pub attempts: i64,
    /// What went wrong last.
    pub last_error: Option<String>,
}

const LIST_SQL: &str = "SELECT id, kind, state, run_at, attempts, last_error FROM job \
     WHERE state = ?1 AND run_at >= ?2 AND (run_at, id) > (?3, ?4) ORDER BY run_at, id LIMIT ?5";

/// Jobs in a state that were due at `since` or later, behind a key.
///
/// # Errors
/// Whatever the engine said.
pub fn list(
    tx: &ReadTx<'_>,
    state: &str,
    since: Timestamp,
    after: Option<(Timestamp, [u8; 16])>,
    limit: u32,
) -> Result<Vec<JobLine>, StoreError> {
    let (at, id) = after.map_or((i64::MIN, [0; 16]), |(at, id)| (at.as_microsecond(), id));
    let rows = tx.query(LIST_SQL, params![state, since, at, id, limit])?;
    rows.iter()
        .map(|row| {
            Ok(JobLine {
                id: row.get(0)?,
                kind: row.get(1)?,
                state: row.get(2)?,
                run_at: row.get(3)?,
                attempts: row.get(4)?,
                last_error: row.get(5)?,
            })
        })
        .collect()
}

const TALLY_SQL: &str = "SELECT state, kind, COUNT(*) FROM job WHERE state <> 'done' OR run_at >= ?1 \
     GROUP BY state, kind ORDER BY state, kind";

/// How many jobs of each kind are in each state; done ones only since a moment.
///
/// # Errors
/// Whatever the engine said.
pub fn tally(tx: &ReadTx<'_>, since: Timestamp) -> Result<Vec<(String, String, i64)>, StoreError> {
    let rows = tx.query(TALLY_SQL, params![since])?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

const REVIVE_SQL: &str =
    "UPDATE job SET state = 'waiting', attempts = 0, run_at = ?2 WHERE id = ?1 AND state = 'failed'";

/// Puts a job that was given up back to be tried from the start; `false` when it has not failed.
///
/// # Errors
/// Whatever the engine said.
pub fn revive(tx: &WriteTx<'_>, id: [u8; 16], now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(REVIVE_SQL, params![id, now])? == 1)
}

const REVIVE_KIND_SQL: &str =
    "UPDATE job SET state = 'waiting', attempts = 0, run_at = ?2 WHERE kind = ?1 AND state = 'failed'";

/// The same for every failed job of a kind; answers how many.
///
/// # Errors
/// Whatever the engine said.
pub fn revive_kind(tx: &WriteTx<'_>, kind: &str, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(REVIVE_KIND_SQL, params![kind, now])
}
