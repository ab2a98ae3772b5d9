//! After a change of the calendar: every running deadline that moved says so, with the reason, in the history of its file.
//!
//! Files are read page by page, so none is left out; a page is one job, and the next page is asked for with its end, so that
//! a power cut loses nothing. A file that has been told already is not told again.

use crate::act::Request;
use crate::error::AppError;
use crate::job::{Outcome, Work, enqueue};
use crate::{Dice, Region};
use domain::calendar::{Calendar, CalendarSpec, Change, RunningClock, reprojection};
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Command, Event};
use domain::value::Id;
use jiff::Timestamp;
use store::WriteTx;

/// Files read at once.
pub(super) const PAGE: u32 = 200;

/// Clocks of a file that people see, each under its name.
fn clocks(state: &Application) -> Vec<(&'static str, &RunningClock)> {
    let mut clocks = Vec::new();
    if state.service_done_at.is_none() {
        clocks.extend(state.clock.as_ref().map(|c| ("service", c)));
        clocks.extend(state.passage().and_then(|p| p.clock.as_ref()).map(|c| ("stage", c)));
    }
    if state.payment.is_none() {
        clocks.extend(state.skrd.as_ref().and_then(|s| s.clock.as_ref()).map(|c| ("payment", c)));
    }
    clocks.extend(state.open_correction().map(|c| ("correction", &c.clock)));
    clocks
}

/// The deadlines of a file that another calendar moves.
///
/// # Errors
/// A year without data.
pub(super) fn moves(
    state: &Application,
    old: &Calendar,
    new: &Calendar,
) -> Result<Vec<(&'static str, Change)>, AppError> {
    let mut found = Vec::new();
    for (name, clock) in clocks(state) {
        let change = reprojection(old, new, clock).map_err(|e| AppError::Damaged(e.to_string()))?;
        found.extend(change.map(|change| (name, change)));
    }
    Ok(found)
}

/// Asks for the notes in the transaction of the change.
///
/// # Errors
/// Database.
pub(crate) fn queue_moved(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    version: i64,
    after: Option<Id<ApplicationRecord>>,
    at: Timestamp,
) -> Result<(), AppError> {
    enqueue(tx, dice, Work::NoteMovedDeadlines { version, after }, at)
}

/// A calendar as stored.
///
/// # Errors
/// [`AppError::Damaged`].
pub(super) fn read_calendar(body: &str) -> Result<Calendar, AppError> {
    let damaged = |why: String| AppError::Damaged(format!("calendar: {why}"));
    let specs: Vec<CalendarSpec> = serde_json::from_str(body).map_err(|e| damaged(e.to_string()))?;
    Calendar::new(specs).map_err(|e| damaged(e.to_string()))
}

/// Notes one page of files, then asks for the next.
///
/// # Errors
/// Database; a year without data.
pub(crate) fn note_moved_deadlines(
    region: &Region,
    version: i64,
    after: Option<Id<ApplicationRecord>>,
) -> Result<Outcome, AppError> {
    let Some((change, before, then)) = region.store.read(|tx| store::calendar_change::find(tx, version))?
    else {
        return Ok(Outcome::Done);
    };
    let (old, new) = (read_calendar(&before)?, read_calendar(&then)?);
    let files = region.store.read(|tx| store::application::open_states(tx, after, PAGE))?;
    for state in &files {
        let moved = moves(state, &old, &new)?;
        if moved.is_empty() {
            continue;
        }
        let told = region.store.read(|tx| store::application::events(tx, state.id))?;
        for (clock, moved) in moved {
            note(region, state, clock, &moved, &change, &told)?;
        }
    }
    if files.len() == PAGE as usize
        && let Some(last) = files.last().map(|state| state.id)
    {
        let (seed, now) = region.draw();
        written!(region, [], |tx| {
            let mut dice = Dice::new(seed, now);
            queue_moved(tx, &mut dice, version, Some(last), now)
        })?;
    }
    Ok(Outcome::Done)
}

fn note(
    region: &Region,
    state: &Application,
    clock: &str,
    moved: &Change,
    change: &store::calendar_change::ChangeRow,
    told: &[store::application::StoredEvent],
) -> Result<(), AppError> {
    for known in told.iter().filter(|e| e.at >= change.at) {
        if let Event::DeadlineMoved { clock: name, old, new, .. } = known.event()?
            && (name.as_str(), old, new) == (clock, moved.old.at, moved.new.at)
        {
            return Ok(());
        }
    }
    let why = match change.reason.as_str() {
        "" => moved.why.clone(),
        reason => format!("{} Alasan: {reason}", moved.why),
    };
    let command =
        Command::NoteDeadlineMoved { clock: clock.to_owned(), old: moved.old.at, new: moved.new.at, why };
    match region.act(&Actor::system(), Request::new(state.id, command)) {
        Ok(_) | Err(AppError::Refused(_)) => Ok(()),
        Err(other) => Err(other),
    }
}
