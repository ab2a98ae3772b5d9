//! A running deadline that can be suspended and resumed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::due::{Left, days_off};
use super::{Budget, Calendar, CalendarError, Due, SkipReason, Skipped};

/// What a suspended clock waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspensionReason {
    /// *Perbaikan*: the applicant has been asked to correct something.
    Correction,
    /// *Pembayaran*: the retribution has not been paid yet.
    Payment,
    /// *Survei kepuasan*: the survey has not been filled in yet.
    Survey,
    /// *Keadaan kahar*: force majeure has been declared.
    ForceMajeure,
    /// Anything else that only the applicant can do.
    Applicant,
}

impl SuspensionReason {
    /// "masa perbaikan" and so on, for the explanation of a due date.
    pub fn period_id(self) -> &'static str {
        match self {
            Self::Correction => "masa perbaikan",
            Self::Payment => "masa pembayaran",
            Self::Survey => "masa survei",
            Self::ForceMajeure => "masa kahar",
            Self::Applicant => "masa menunggu pemohon",
        }
    }
}

/// A stretch in which a clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// When it began.
    pub from: Timestamp,
    /// When it ended; `None` while it lasts.
    pub until: Option<Timestamp>,
    /// What was waited for.
    pub reason: SuspensionReason,
}

/// How urgent a clock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarnLevel {
    /// There is time.
    Ok,
    /// Today is the last day on which the office can still act.
    DueToday,
    /// The deadline has passed.
    Late,
    /// The clock stands still.
    Suspended,
}

/// Why a clock could not be suspended or resumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// It is suspended already.
    #[error("the clock is suspended already")]
    AlreadySuspended,
    /// It is not suspended.
    #[error("the clock is not suspended")]
    NotSuspended,
    /// The instant lies before the start or before the last suspension.
    #[error("the instant lies before the clock's last change")]
    BeforeLastChange,
}

impl ClockError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AlreadySuspended => "clock_already_suspended",
            Self::NotSuspended => "clock_not_suspended",
            Self::BeforeLastChange => "clock_before_last_change",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::AlreadySuspended => "Waktu pelayanan sudah dihentikan sementara.",
            Self::NotSuspended => "Waktu pelayanan sedang berjalan.",
            Self::BeforeLastChange => "Waktu kejadian mendahului perubahan terakhir.",
        }
        .to_owned()
    }
}

/// A deadline as it is kept: start, budget and suspensions. The due date is never kept but computed from the
/// calendar in force, so a change of the calendar moves it.
///
/// Counted are the days after the start up to the suspension, and those after the resumption. A suspension
/// stops the clock and never resets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunningClock {
    started: Timestamp,
    budget: Budget,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    suspensions: Vec<Suspension>,
}

impl RunningClock {
    /// Starts a clock at the event; its local day is day 0.
    pub fn start(started: Timestamp, budget: Budget) -> Self {
        Self { started, budget, suspensions: Vec::new() }
    }

    /// When it started.
    pub fn started(&self) -> Timestamp {
        self.started
    }

    /// What was given.
    pub fn budget(&self) -> Budget {
        self.budget
    }

    /// All suspensions, oldest first.
    pub fn suspensions(&self) -> &[Suspension] {
        &self.suspensions
    }

    /// What the clock waits for now.
    pub fn suspended(&self) -> Option<SuspensionReason> {
        self.suspensions.last().filter(|s| s.until.is_none()).map(|s| s.reason)
    }

    /// Stops the clock.
    pub fn suspend(&mut self, at: Timestamp, reason: SuspensionReason) -> Result<(), ClockError> {
        let last_change = match self.suspensions.last() {
            Some(Suspension { until: None, .. }) => return Err(ClockError::AlreadySuspended),
            Some(Suspension { until: Some(until), .. }) => *until,
            None => self.started,
        };
        if at < last_change {
            return Err(ClockError::BeforeLastChange);
        }
        self.suspensions.push(Suspension { from: at, until: None, reason });
        Ok(())
    }

    /// Lets the clock run on where it stopped.
    pub fn resume(&mut self, at: Timestamp) -> Result<(), ClockError> {
        match self.suspensions.last_mut() {
            Some(Suspension { until: Some(_), .. }) | None => Err(ClockError::NotSuspended),
            Some(suspension) if at < suspension.from => Err(ClockError::BeforeLastChange),
            Some(suspension) => {
                suspension.until = Some(at);
                Ok(())
            }
        }
    }

    /// When the budget ends by this calendar; `None` while the clock stands still in time.
    ///
    /// A suspension that begins only after the deadline changes nothing: the clock stays late.
    pub fn due(&self, calendar: &Calendar) -> Result<Option<Due>, CalendarError> {
        let mut left = Left::of(self.budget);
        let mut from = self.started;
        let mut skipped = Vec::new();
        for suspension in &self.suspensions {
            let consumed = left.consumed(calendar, from, suspension.from)?;
            if !left.covers(consumed) {
                let at = left.end(calendar, from)?;
                if suspension.from.as_second() > at.as_second() {
                    break;
                }
            }
            let Some(until) = suspension.until else { return Ok(None) };
            self.note_days_off(calendar, from, suspension.from, &mut skipped)?;
            skipped.push(Skipped {
                from: calendar.local_date(suspension.from),
                to: calendar.local_date(until),
                reason: SkipReason::Suspension { reason: suspension.reason },
            });
            left = left.minus(consumed);
            from = until;
        }
        let at = left.end(calendar, from)?;
        self.note_days_off(calendar, from, at, &mut skipped)?;
        Ok(Some(calendar.due_at(at, self.budget, self.started, skipped)))
    }

    fn note_days_off(
        &self,
        calendar: &Calendar,
        from: Timestamp,
        to: Timestamp,
        skipped: &mut Vec<Skipped>,
    ) -> Result<(), CalendarError> {
        if !matches!(self.budget, Budget::CalendarDays(_)) {
            skipped.extend(days_off(calendar, calendar.local_date(from), calendar.local_date(to))?);
        }
        Ok(())
    }

    /// What has been used until `now`, as a budget of the same kind; minutes are rounded down, and the
    /// current day counts as used ("day 3 of 10"). May exceed the budget when late.
    pub fn used(&self, calendar: &Calendar, now: Timestamp) -> Result<Budget, CalendarError> {
        let unit = Left::of(self.budget);
        let mut total = 0;
        let mut from = Some(self.started);
        // What lies after `now` is cut to nothing, so a look at the past sees what was known then.
        for suspension in &self.suspensions {
            let Some(begin) = from else { break };
            total += unit.consumed(calendar, begin, suspension.from.min(now).max(begin))?;
            from = suspension.until;
        }
        if let Some(begin) = from {
            total += unit.consumed(calendar, begin, now.max(begin))?;
        }
        let small = |n: u64| u16::try_from(n).unwrap_or(u16::MAX);
        Ok(match self.budget {
            Budget::WorkingDays { .. } => Budget::WorkingDays { halves: small(total) },
            Budget::WorkingMinutes(_) => {
                Budget::WorkingMinutes(u32::try_from(total / 60).unwrap_or(u32::MAX))
            }
            Budget::CalendarDays(_) => Budget::CalendarDays(small(total)),
        })
    }

    /// The last instant before the deadline at which the office is open: a legal deadline ends at 23:59:59,
    /// but nobody acts at 23.00. `None` while suspended.
    pub fn act_by(&self, calendar: &Calendar) -> Result<Option<Timestamp>, CalendarError> {
        self.due(calendar)?.map(|due| act_by(calendar, &due)).transpose()
    }

    /// How urgent the clock is. `DueToday` begins on the local day of [`RunningClock::act_by`], which for a
    /// deadline on a Sunday is the Friday before; `Late` begins only when the deadline itself has passed.
    pub fn warn_level(&self, calendar: &Calendar, now: Timestamp) -> Result<WarnLevel, CalendarError> {
        let Some(due) = self.due(calendar)? else { return Ok(WarnLevel::Suspended) };
        if due.passed(now) {
            return Ok(WarnLevel::Late);
        }
        let last_chance = calendar.local_date(act_by(calendar, &due)?);
        Ok(if calendar.local_date(now) >= last_chance { WarnLevel::DueToday } else { WarnLevel::Ok })
    }
}

fn act_by(calendar: &Calendar, due: &Due) -> Result<Timestamp, CalendarError> {
    match calendar.last_open_instant(due.at) {
        // Calendar days need no table of holidays, so a missing year must not stop the warning.
        Err(CalendarError::YearNotKnown(_)) => Ok(due.at),
        other => other,
    }
}
