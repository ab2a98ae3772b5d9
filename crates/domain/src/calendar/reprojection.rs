//! What a change of the calendar does to a running deadline.

use jiff::civil::Date;

use super::working::tomorrow;
use super::{Calendar, CalendarError, Due, RunningClock};
use crate::value::date_text;

/// A deadline that moved because the calendar changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// By the old calendar.
    pub old: Due,
    /// By the new calendar.
    pub new: Due,
    /// The sentence for the history of the file, at most 20 words.
    pub why: String,
}

/// Compares the due date of a clock under two calendars; `None` when it stays, or while it is suspended.
pub fn reprojection(
    old: &Calendar,
    new: &Calendar,
    clock: &RunningClock,
) -> Result<Option<Change>, CalendarError> {
    let (Some(before), Some(after)) = (clock.due(old)?, clock.due(new)?) else { return Ok(None) };
    if before.at == after.at {
        return Ok(None);
    }
    let first = old.local_date(clock.started());
    let reason = reason(old, new, first, before.last_day.max(after.last_day))?;
    let why = format!("Batas waktu berubah menjadi {} karena {reason}.", after.moment_id());
    Ok(Some(Change { old: before, new: after, why }))
}

/// The first day that one calendar counts and the other does not, in words.
fn reason(old: &Calendar, new: &Calendar, from: Date, to: Date) -> Result<String, CalendarError> {
    let mut day = from;
    while day < to {
        day = tomorrow(day)?;
        let text = date_text::date(day);
        match (old.working_day(day)?, new.working_day(day)?) {
            (true, false) => {
                return Ok(match new.holiday(day)? {
                    Some(holiday) => format!("{text} ditetapkan libur {}", short(holiday.short_name())),
                    None => format!("{text} bukan lagi hari kerja"),
                });
            }
            (false, true) => return Ok(format!("{text} menjadi hari kerja")),
            _ => {}
        }
    }
    Ok("jam pelayanan berubah".to_owned())
}

/// At most four words, so that the sentence keeps its length.
fn short(name: &str) -> String {
    name.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}
