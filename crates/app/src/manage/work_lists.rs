//! What the system itself has to do: messages and jobs by state, with what failed and why. Never a text, never an address in
//! full, never a code.

use super::manager;
use crate::Region;
use crate::error::AppError;
use crate::message::open_recipient;
use crate::query::case::masked;
use domain::party::{Actor, Message};
use domain::value::Id;
use jiff::Timestamp;

/// Lines of a list; the counts above it are of everything.
const MOST: u32 = 100;

/// State of work, as the pages group it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkState {
    /// Given up: somebody must look.
    Failed,
    /// To be done, or being done.
    Waiting,
    /// Done today.
    Done,
}

impl WorkState {
    fn of_job(state: &str) -> Option<Self> {
        match state {
            "failed" => Some(WorkState::Failed),
            "waiting" | "running" => Some(WorkState::Waiting),
            "done" => Some(WorkState::Done),
            _ => None,
        }
    }

    fn of_message(state: &str) -> Option<Self> {
        match state {
            "failed" => Some(WorkState::Failed),
            "waiting" => Some(WorkState::Waiting),
            "sent" | "delivered" => Some(WorkState::Done),
            _ => None,
        }
    }
}

/// How much of one kind is in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCount {
    /// State.
    pub state: WorkState,
    /// Kind of job, or name of the message.
    pub kind: String,
    /// How many.
    pub count: i64,
}

/// Counts of everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkLists {
    /// Jobs.
    pub jobs: Vec<WorkCount>,
    /// Messages.
    pub messages: Vec<WorkCount>,
}

impl WorkLists {
    /// How many jobs are in a state.
    pub fn jobs_in(&self, state: WorkState) -> i64 {
        self.jobs.iter().filter(|c| c.state == state).map(|c| c.count).sum()
    }

    /// How many messages are in a state.
    pub fn messages_in(&self, state: WorkState) -> i64 {
        self.messages.iter().filter(|c| c.state == state).map(|c| c.count).sum()
    }
}

/// The beginning of today.
fn today(region: &Region) -> Timestamp {
    let office = region.office();
    let now = region.now();
    let midnight = office.calendar.local_date(now).to_zoned(office.calendar.time_zone().clone());
    midnight.map_or(now, |zoned| zoned.timestamp())
}

/// Counts by state and kind; done ones of today.
///
/// # Errors
/// A refusal without the right to configure, recorded; database.
pub fn work_lists(region: &Region, actor: &Actor) -> Result<WorkLists, AppError> {
    manager(region, actor, "open_system_work")?;
    let since = today(region);
    let (jobs, messages) = region
        .store
        .read(|tx| Ok::<_, AppError>((store::job::tally(tx, since)?, store::outbox::tally(tx, since)?)))?;
    let counts = |rows: Vec<(String, String, i64)>, of: fn(&str) -> Option<WorkState>| {
        let mut counts: Vec<WorkCount> = Vec::new();
        for (state, kind, count) in rows {
            let Some(state) = of(&state) else { continue };
            match counts.iter_mut().find(|c| c.state == state && c.kind == kind) {
                Some(known) => known.count += count,
                None => counts.push(WorkCount { state, kind, count }),
            }
        }
        counts
    };
    Ok(WorkLists { jobs: counts(jobs, WorkState::of_job), messages: counts(messages, WorkState::of_message) })
}

/// A job; never its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobView {
    /// Id, hexadecimal.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// When it is or was due.
    pub due: Timestamp,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last; empty for nothing.
    pub why: String,
}

/// Jobs in a state, the first hundred by due time.
///
/// # Errors
/// As [`work_lists`].
pub fn jobs_of(region: &Region, actor: &Actor, state: WorkState) -> Result<Vec<JobView>, AppError> {
    manager(region, actor, "open_system_work")?;
    let (names, since): (&[&str], _) = match state {
        WorkState::Failed => (&["failed"], Timestamp::UNIX_EPOCH),
        WorkState::Waiting => (&["running", "waiting"], Timestamp::UNIX_EPOCH),
        WorkState::Done => (&["done"], today(region)),
    };
    let mut lines = Vec::new();
    for name in names {
        lines.extend(region.store.read(|tx| store::job::list(tx, name, since, None, MOST))?);
    }
    lines.truncate(MOST as usize);
    let view = |line: store::job::JobLine| JobView {
        id: hex::encode(line.id),
        kind: line.kind,
        due: line.run_at,
        attempts: line.attempts,
        why: line.last_error.unwrap_or_default(),
    };
    Ok(lines.into_iter().map(view).collect())
}

/// A message without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageView {
    /// Message.
    pub id: Id<Message>,
    /// `sms` or `email`.
    pub channel: String,
    /// Name of the message.
    pub template: String,
    /// Masked address.
    pub recipient: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// How often it was handed to the gateway.
    pub attempts: i64,
    /// What went wrong last; empty for nothing.
    pub why: String,
    /// It failed and holds no secret, so it can be sent again.
    pub can_retry: bool,
}

/// Messages in a state, the newest hundred.
///
/// # Errors
/// As [`work_lists`].
pub fn messages_of(region: &Region, actor: &Actor, state: WorkState) -> Result<Vec<MessageView>, AppError> {
    manager(region, actor, "open_system_work")?;
    let (names, since): (&[&str], _) = match state {
        WorkState::Failed => (&["failed"], Timestamp::UNIX_EPOCH),
        WorkState::Waiting => (&["waiting"], Timestamp::UNIX_EPOCH),
        WorkState::Done => (&["sent", "delivered"], today(region)),
    };
    let mut rows = Vec::new();
    for name in names {
        rows.extend(region.store.read(|tx| store::outbox::list(tx, name, since, None, MOST))?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.id)));
    rows.truncate(MOST as usize);
    let view = |row: store::outbox::MessageRow| -> Result<MessageView, AppError> {
        Ok(MessageView {
            id: row.id,
            recipient: masked(&open_recipient(region, &row)?),
            written_at: row.created_at,
            attempts: row.attempts,
            why: row.last_error.clone().unwrap_or_default(),
            can_retry: row.state == "failed" && !row.secret,
            channel: row.channel,
            template: row.template,
        })
    };
    rows.into_iter().map(view).collect()
}
