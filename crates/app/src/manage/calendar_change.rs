//! Changes a free day of the calendar: first shows what it moves, then does it. Deadlines are always computed from the
//! calendar; what is written is the reason, in the history of each file.

use super::moved::{PAGE, moves, queue_moved, read_calendar};
use super::{manager, refuse, wrong};
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::office::CALENDAR;
use crate::{Dice, Region};
use domain::calendar::{Calendar, Holiday, HolidayKind};
use domain::party::{Actor, ApplicationRecord};
use domain::process::Refusal;
use domain::value::Id;
use jiff::Timestamp;
use jiff::civil::Date;
use store::calendar_change::ChangeRow;

const ACT: &str = "set_calendar";
const OPEN_YEAR: &str = "add_calendar_year";
/// Files that a preview names.
const NAMED: usize = 20;

/// What happens to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayChange {
    /// It becomes free, or its name or kind changes.
    Set {
        /// Official name.
        name: String,
        /// Who declared it.
        kind: HolidayKind,
    },
    /// It is a working day again.
    Remove,
}

/// A change of one day with its basis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEdit {
    /// The day.
    pub date: Date,
    /// What happens to it.
    pub change: DayChange,
    /// Decree.
    pub decree: String,
    /// Why; stands in the history of every file whose deadline moves.
    pub reason: String,
    /// Version of the calendar that the person looked at.
    pub seen: i64,
}

/// A file whose deadline moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedFile {
    /// Its file.
    pub application: Id<ApplicationRecord>,
    /// Registration number.
    pub registration: String,
    /// Deadline before.
    pub old: Timestamp,
    /// Deadline after.
    pub new: Timestamp,
}

/// What a change would move.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CalendarPreview {
    /// Files with a moved deadline.
    pub files: usize,
    /// Deadlines that become later.
    pub later: usize,
    /// Deadlines that become earlier.
    pub earlier: usize,
    /// Deadlines that would then have passed already.
    pub passed: usize,
    /// Some of the files.
    pub named: Vec<MovedFile>,
}

fn check(calendar: &Calendar, edit: &CalendarEdit) -> Result<(Calendar, &'static str), Refusal> {
    let known = calendar.holiday(edit.date)?.cloned();
    let text = |field: &str, text: &str, most: usize, ask: &str| {
        let fits =
            !text.trim().is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control);
        if fits { Ok(()) } else { Err(wrong(field, ask)) }
    };
    text("dasar", &edit.decree, 200, "Isi nomor dan tanggal keputusan yang menjadi dasar.")?;
    text("alasan", &edit.reason, 120, "Isi alasan, paling panjang 120 huruf.")?;
    match &edit.change {
        DayChange::Set { name, kind } => {
            text("nama", name, 80, "Isi nama hari libur, paling panjang 80 huruf.")?;
            let estimated = known.as_ref().is_some_and(|h| h.estimated && h.name == *name);
            if known.as_ref().is_some_and(|h| h.name == *name && h.kind == *kind && !estimated) {
                return Err(wrong("tanggal", "Hari ini sudah tercatat seperti itu."));
            }
            let what = if known.is_some() { "changed" } else { "added" };
            let day =
                Holiday { date: edit.date, name: name.clone(), short: None, kind: *kind, estimated: false };
            Ok((calendar.with_holiday(day)?, what))
        }
        DayChange::Remove if known.is_none() => {
            Err(wrong("tanggal", "Hari ini bukan hari libur dalam kalender."))
        }
        DayChange::Remove => Ok((calendar.without_holiday(edit.date)?, "removed")),
    }
}

/// Counts what a change moves, over every open file; changes nothing.
///
/// # Errors
/// A refusal for a year without data, a missing name, decree or reason; database.
pub fn preview_calendar(
    region: &Region,
    actor: &Actor,
    edit: &CalendarEdit,
) -> Result<CalendarPreview, AppError> {
    manager(region, actor, ACT)?;
    let office = region.office();
    let new = match check(&office.calendar, edit) {
        Ok((new, _)) => new,
        Err(refusal) => return refuse(region, actor, &Subject::office(edit.seen), ACT, refusal),
    };
    let now = region.now();
    let mut preview = CalendarPreview::default();
    let mut after = None;
    loop {
        let files = region.store.read(|tx| store::application::open_states(tx, after, PAGE))?;
        for state in &files {
            let moved = moves(state, &office.calendar, &new)?;
            let Some((_, first)) = moved.first() else { continue };
            preview.files += 1;
            if preview.named.len() < NAMED {
                preview.named.push(MovedFile {
                    application: state.id,
                    registration: state.registration.map_or_else(String::new, |r| r.to_string()),
                    old: first.old.at,
                    new: first.new.at,
                });
            }
            for (_, change) in &moved {
                preview.later += usize::from(change.new.at > change.old.at);
                preview.earlier += usize::from(change.new.at < change.old.at);
                preview.passed += usize::from(change.old.at >= now && change.new.at < now);
            }
        }
        if files.len() < PAGE as usize {
            return Ok(preview);
        }
        after = files.last().map(|state| state.id);
    }
}

/// Does the change; the notes in the files follow as a job of the same transaction.
///
/// # Errors
/// As [`preview_calendar`]; [`Refusal::Stale`] when somebody was faster.
pub fn apply_calendar(region: &Region, actor: &Actor, edit: &CalendarEdit) -> Result<(), AppError> {
    manager(region, actor, ACT)?;
    let (seed, now) = region.draw();
    let result = written!(region, [region, actor, edit], |tx| {
        let mut dice = Dice::new(seed, now);
        store::office::lock(tx, CALENDAR)?;
        let (before, version) = store::office::get(tx, CALENDAR)?.ok_or(AppError::NotFound)?;
        if version != edit.seen {
            return Err(Refusal::Stale.into());
        }
        let (new, what) = check(&read_calendar(&before)?, edit)?;
        let name = match &edit.change {
            DayChange::Set { name, .. } => name.trim().to_owned(),
            DayChange::Remove => String::new(),
        };
        let row = ChangeRow {
            version: 0,
            at: now,
            actor_name: actor.name.clone(),
            day: edit.date.to_string(),
            what: what.to_owned(),
            name,
            decree: edit.decree.trim().to_owned(),
            reason: edit.reason.trim().to_owned(),
        };
        put(tx, &mut dice, region, actor, ACT, row, &before, &new)
    });
    finish(region, actor, edit.seen, ACT, result)
}

#[allow(clippy::too_many_arguments)]
fn put(
    tx: &store::WriteTx<'_>,
    dice: &mut Dice,
    region: &Region,
    actor: &Actor,
    act: &'static str,
    mut row: ChangeRow,
    before: &str,
    new: &Calendar,
) -> Result<(), AppError> {
    let now = dice.now();
    let body = serde_json::to_string(&new.to_specs()).map_err(|e| AppError::Failed(e.to_string()))?;
    row.version = store::office::set(tx, CALENDAR, &body, now)?;
    store::calendar_change::insert(tx, &row, before, &body)?;
    let digest = Some(crate::crypt::sha256(body.as_bytes()));
    let fields = [row.what.clone(), row.day.clone()];
    record_act(tx, dice, region, actor, &Subject::office(row.version), act, digest, &fields)?;
    queue_moved(tx, dice, row.version, None, now)
}

fn finish(
    region: &Region,
    actor: &Actor,
    seen: i64,
    act: &'static str,
    result: Result<(), AppError>,
) -> Result<(), AppError> {
    match result {
        Err(AppError::Refused(refusal)) => refuse(region, actor, &Subject::office(seen), act, refusal),
        Err(other) => Err(other),
        Ok(()) => region.reload_office(),
    }
}

/// Opens the year after the last one: with the days of the running profile when it knows the year, else with last year's
/// opening hours and no free day yet.
///
/// # Errors
/// A refusal for another year than the next; [`Refusal::Stale`]; database.
pub fn open_year(region: &Region, actor: &Actor, year: i16, seen: i64) -> Result<(), AppError> {
    manager(region, actor, OPEN_YEAR)?;
    let (seed, now) = region.draw();
    let result = written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        store::office::lock(tx, CALENDAR)?;
        let (before, version) = store::office::get(tx, CALENDAR)?.ok_or(AppError::NotFound)?;
        if version != seen {
            return Err(Refusal::Stale.into());
        }
        let mut specs = read_calendar(&before)?.to_specs();
        let last = specs.last().cloned().filter(|last| last.year.checked_add(1) == Some(year));
        let Some(mut last) = last else {
            return Err(wrong("tahun", "Buka tahun sesudah tahun terakhir dalam kalender.").into());
        };
        let known = region.profile.calendar.to_specs().into_iter().find(|spec| spec.year == year);
        let decree = if known.is_some() {
            region.profile.basis("calendar.holidays").to_owned()
        } else {
            String::new()
        };
        specs.push(known.unwrap_or_else(|| {
            last.year = year;
            last.seasons.clear();
            last.holidays.clear();
            last
        }));
        let new = Calendar::new(specs).map_err(|e| AppError::Failed(e.to_string()))?;
        let row = ChangeRow {
            version: 0,
            at: now,
            actor_name: actor.name.clone(),
            day: year.to_string(),
            what: "opened".to_owned(),
            name: String::new(),
            decree,
            reason: String::new(),
        };
        put(tx, &mut dice, region, actor, OPEN_YEAR, row, &before, &new)
    });
    finish(region, actor, seen, OPEN_YEAR, result)
}
