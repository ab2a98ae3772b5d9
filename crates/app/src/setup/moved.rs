//! After a change of the calendar: every running deadline that moved says so in the history of its file.

use crate::Region;
use crate::act::Request;
use crate::error::AppError;
use domain::calendar::{Calendar, RunningClock, reprojection};
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Command};
use domain::value::Id;

/// Files looked at; a city has a few thousand open at once.
const MOST_FILES: u32 = 100_000;

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

/// Notes every deadline that the new calendar moved; answers how many.
///
/// # Errors
/// Database; a year without data.
pub(super) fn note_moved(region: &Region, old: &Calendar, new: &Calendar) -> Result<usize, AppError> {
    let open = region.store.read(|tx| store::application::open_files(tx, MOST_FILES))?;
    let mut noted = 0;
    for line in open {
        noted += note_file(region, line.id, old, new)?;
    }
    Ok(noted)
}

fn note_file(
    region: &Region,
    id: Id<ApplicationRecord>,
    old: &Calendar,
    new: &Calendar,
) -> Result<usize, AppError> {
    let Some(stored) = region.store.read(|tx| store::application::find(tx, id))? else { return Ok(0) };
    let mut noted = 0;
    for (name, clock) in clocks(&stored.state) {
        let change = reprojection(old, new, clock).map_err(|e| AppError::Damaged(e.to_string()))?;
        let Some(change) = change else { continue };
        let command = Command::NoteDeadlineMoved {
            clock: name.to_owned(),
            old: change.old.at,
            new: change.new.at,
            why: change.why,
        };
        match region.act(&Actor::system(), Request::new(id, command)) {
            Ok(_) => noted += 1,
            Err(AppError::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(noted)
}
