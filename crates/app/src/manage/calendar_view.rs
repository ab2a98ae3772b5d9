//! A year of the working calendar with what each free day rests on.

use super::manager;
use crate::Region;
use crate::error::AppError;
use domain::calendar::HolidayKind;
use domain::party::Actor;
use jiff::civil::Date;
pub use store::calendar_change::ChangeRow as CalendarChange;

/// A day on which the office does not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day.
    pub date: Date,
    /// Official name.
    pub name: String,
    /// Who declared it.
    pub kind: HolidayKind,
    /// Decree of the last change; empty for a day that stands on the calendar's own basis.
    pub decree: String,
    /// The date follows the moon and is not confirmed.
    pub estimated: bool,
}

/// A year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarYear {
    /// Which.
    pub year: i16,
    /// Every year that the calendar knows.
    pub years: Vec<i16>,
    /// The year after the last one: it can be opened.
    pub next: Option<i16>,
    /// Free days by date.
    pub days: Vec<CalendarDay>,
    /// Changes of this year's days, the newest first.
    pub changes: Vec<CalendarChange>,
    /// What the calendar rests on where no decree is named.
    pub basis: String,
    /// Version of the calendar, for the forms.
    pub version: i64,
}

/// A year of the calendar; the present one, or the last one known, for `None`.
///
/// # Errors
/// A refusal without the right to configure, recorded; [`AppError::NotFound`] for a year that is not known; database.
pub fn calendar_year(region: &Region, actor: &Actor, year: Option<i16>) -> Result<CalendarYear, AppError> {
    manager(region, actor, "open_calendar")?;
    let office = region.office();
    let years: Vec<i16> = office.calendar.years().collect();
    let today = office.calendar.local_date(region.now()).year();
    let usual = if years.contains(&today) { Some(today) } else { years.last().copied() };
    let year = year.or(usual).filter(|y| years.contains(y)).ok_or(AppError::NotFound)?;
    let (changes, version) = region.store.read(|tx| {
        let changes = store::calendar_change::of_year(tx, year)?;
        let version = store::office::get(tx, crate::office::CALENDAR)?.map_or(0, |(_, version)| version);
        Ok::<_, AppError>((changes, version))
    })?;
    let basis = region.profile.basis("calendar.holidays").to_owned();
    let holidays = office.calendar.holidays(year).map_err(|e| AppError::Damaged(e.to_string()))?;
    let days = holidays
        .map(|h| {
            let day = h.date.to_string();
            let changed = changes.iter().find(|c| c.day == day);
            CalendarDay {
                date: h.date,
                name: h.name.clone(),
                kind: h.kind,
                decree: changed.map_or_else(String::new, |c| c.decree.clone()),
                estimated: h.estimated,
            }
        })
        .collect();
    let next = years.last().map(|last| last + 1);
    Ok(CalendarYear { year, years, next, days, changes, basis, version })
}
