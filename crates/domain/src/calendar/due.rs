//! A due date that explains itself.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::week::second_of_day;
use super::working::tomorrow;
use super::{Budget, Calendar, CalendarError, SuspensionReason};
use crate::value::date_text;

/// Why some days between start and end were not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SkipReason {
    /// Only days without opening hours.
    Weekend,
    /// At least one holiday on a day that would have been a working day.
    Holidays {
        /// Short names ("Nyepi"), each once, in order of date.
        names: Vec<String>,
    },
    /// The clock was suspended.
    Suspension {
        /// What it waited for.
        reason: SuspensionReason,
    },
}

/// A stretch of days that was not counted, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Why.
    #[serde(flatten)]
    pub reason: SkipReason,
}

/// *Batas waktu*: the last moment of a budget, with everything needed to explain it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Last second in time: 23:59:59 local for whole days, 12:00 for a trailing half day, else the minute.
    pub at: Timestamp,
    /// Local date of `at`.
    pub last_day: Date,
    /// Local time of `at`.
    pub time_of_day: Time,
    /// What was given.
    pub budget: Budget,
    /// The event that started it; its day is day 0.
    pub start: Timestamp,
    /// What was not counted, in order.
    pub skipped: Vec<Skipped>,
}

impl Due {
    /// Whether the deadline has passed. The whole last second still counts as in time.
    pub fn passed(&self, now: Timestamp) -> bool {
        now.as_second() > self.at.as_second()
    }

    /// Whole calendar days from the local date of `now` to the last day; negative when late.
    pub fn days_left(&self, calendar: &Calendar, now: Timestamp) -> i32 {
        calendar.local_date(now).until(self.last_day).map_or(0, |span| span.get_days())
    }

    /// Short form: "Senin, 30 Maret 2026", with "pukul 12.00" when the day does not end it.
    pub fn moment_id(&self) -> String {
        let day = date_text::weekday_date(self.last_day);
        if self.ends_with_day() { day } else { format!("{day} pukul {}", date_text::time(self.time_of_day)) }
    }

    /// One sentence for people: "Paling lambat Senin, 30 Maret 2026 (10 hari kerja; libur Nyepi dan Idulfitri
    /// tidak dihitung)." A `basis` such as "Pasal 14 ayat (3)" follows as a sentence of its own; empty for none.
    pub fn explain_id(&self, basis: &str) -> String {
        let moment = self.moment_id();
        let budget = match self.budget {
            Budget::CalendarDays(days) => format!("{days} hari kalender"),
            other => other.to_string(),
        };
        let sentence = |skip: &str| match skip {
            "" => format!("Paling lambat {moment} ({budget})."),
            skip => format!("Paling lambat {moment} ({budget}; {skip} tidak dihitung)."),
        };
        let mut text = sentence(&self.skip_text(true));
        // The house rule for sentences; many holidays at once fall back to the word for all of them.
        if text.split_whitespace().count() > 20 {
            text = sentence(&self.skip_text(false));
        }
        if !basis.is_empty() {
            text.push_str(&format!(" Dasar: {basis}."));
        }
        text
    }

    fn ends_with_day(&self) -> bool {
        second_of_day(self.time_of_day) == second_of_day(Time::constant(23, 59, 59, 0))
    }

    fn skip_text(&self, by_name: bool) -> String {
        let (mut holidays, mut waits) = (Vec::new(), Vec::new());
        for skipped in &self.skipped {
            let (list, words) = match &skipped.reason {
                SkipReason::Weekend => continue,
                SkipReason::Holidays { names } => (&mut holidays, names.iter().map(String::as_str).collect()),
                SkipReason::Suspension { reason } => (&mut waits, vec![reason.period_id()]),
            };
            for word in words {
                if !list.contains(&word) {
                    list.push(word);
                }
            }
        }
        let holidays = match (holidays.is_empty(), by_name) {
            (true, _) => String::new(),
            (false, true) => format!("libur {}", enumerate(&holidays)),
            (false, false) => "hari libur".to_owned(),
        };
        let waits = match (waits.is_empty(), by_name) {
            (true, _) => String::new(),
            (false, true) => enumerate(&waits),
            (false, false) => "masa tunggu".to_owned(),
        };
        [holidays, waits].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" serta ")
    }
}

/// "Nyepi", "Nyepi dan Idulfitri", "Imlek, Nyepi dan Idulfitri".
fn enumerate(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} dan {last}", first.join(", ")),
    }
}

/// What is still to be counted of a budget, in its finest unit.
#[derive(Debug, Clone, Copy)]
pub(super) enum Left {
    HalfDays(u32),
    Seconds(u64),
    Days(u32),
}

impl Left {
    pub(super) fn of(budget: Budget) -> Self {
        match budget {
            Budget::WorkingDays { halves } => Self::HalfDays(u32::from(halves)),
            Budget::WorkingMinutes(minutes) => Self::Seconds(u64::from(minutes) * 60),
            Budget::CalendarDays(days) => Self::Days(u32::from(days)),
        }
    }

    /// What a stretch of running time takes, in the unit of `self`.
    pub(super) fn consumed(
        self,
        calendar: &Calendar,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<u64, CalendarError> {
        let (first, last) = (calendar.local_date(from), calendar.local_date(to));
        match self {
            Self::HalfDays(_) => Ok(u64::from(calendar.working_days_between(first, last)?) * 2),
            Self::Seconds(_) => calendar.working_seconds_between(from, to),
            Self::Days(_) => {
                let days = first.until(last).map_err(|_| CalendarError::OutOfRange)?.get_days();
                Ok(u64::try_from(days).unwrap_or(0))
            }
        }
    }

    pub(super) fn covers(self, amount: u64) -> bool {
        amount
            < match self {
                Self::HalfDays(n) | Self::Days(n) => u64::from(n),
                Self::Seconds(n) => n,
            }
    }

    pub(super) fn minus(self, amount: u64) -> Self {
        let small = u32::try_from(amount).unwrap_or(u32::MAX);
        match self {
            Self::HalfDays(n) => Self::HalfDays(n.saturating_sub(small)),
            Self::Days(n) => Self::Days(n.saturating_sub(small)),
            Self::Seconds(n) => Self::Seconds(n.saturating_sub(amount)),
        }
    }

    /// The instant at which what is left is used up, counted from `from` without a break.
    ///
    /// Nothing left (the clock was stopped on its last day) gives the rest of the first working day on or
    /// after `from`, so that a suspension never makes somebody late at the moment it ends.
    pub(super) fn end(self, calendar: &Calendar, from: Timestamp) -> Result<Timestamp, CalendarError> {
        let mut day = calendar.local_date(from);
        match self {
            Self::HalfDays(0) => calendar.end_of_day(calendar.working_day_on_or_after(day)?),
            Self::HalfDays(halves) => {
                for _ in 0..halves.div_ceil(2) {
                    day = calendar.next_working_day(day)?;
                }
                if halves % 2 == 1 {
                    calendar.instant(day.to_datetime(Time::constant(12, 0, 0, 0)))
                } else {
                    calendar.end_of_day(day)
                }
            }
            Self::Days(days) => {
                for _ in 0..days {
                    day = tomorrow(day)?;
                }
                calendar.end_of_day(day)
            }
            Self::Seconds(mut left) => {
                let mut earliest = second_of_day(calendar.local(from).time());
                loop {
                    for span in calendar.open_spans(day)? {
                        let begin = earliest.max(second_of_day(span.from()));
                        let end = second_of_day(span.to());
                        if begin > end {
                            continue;
                        }
                        let open = u64::from(end - begin);
                        if left <= open {
                            let midnight = calendar.instant(day.to_datetime(Time::midnight()))?;
                            let second = i64::from(begin) + i64::try_from(left).unwrap_or(0);
                            return Timestamp::from_second(midnight.as_second() + second)
                                .map_err(|_| CalendarError::OutOfRange);
                        }
                        left -= open;
                    }
                    earliest = 0;
                    day = tomorrow(day)?;
                }
            }
        }
    }
}

/// Runs of days off after `from` up to and including `to`.
pub(super) fn days_off(calendar: &Calendar, from: Date, to: Date) -> Result<Vec<Skipped>, CalendarError> {
    let mut runs: Vec<Skipped> = Vec::new();
    let mut day = from;
    while day < to {
        let before = day;
        day = tomorrow(day)?;
        if calendar.working_day(day)? {
            continue;
        }
        if runs.last().is_none_or(|run| run.to != before) {
            runs.push(Skipped { from: day, to: day, reason: SkipReason::Weekend });
        }
        let Some(run) = runs.last_mut() else { continue };
        run.to = day;
        // A holiday on a Sunday costs nobody a working day, so it is no reason.
        let cost_a_day = !calendar.ordinary_spans(day)?.is_empty();
        if let (true, Some(holiday)) = (cost_a_day, calendar.holiday(day)?) {
            let name = holiday.short_name().to_owned();
            match &mut run.reason {
                SkipReason::Holidays { names } if names.contains(&name) => {}
                SkipReason::Holidays { names } => names.push(name),
                reason => *reason = SkipReason::Holidays { names: vec![name] },
            }
        }
    }
    Ok(runs)
}

impl Calendar {
    /// When a budget that starts at `start` ends, if nothing suspends it. The day of the event is day 0, so
    /// what arrives outside hours or on a holiday has the first working day after it as day 1.
    pub fn due(&self, start: Timestamp, budget: Budget) -> Result<Due, CalendarError> {
        let at = Left::of(budget).end(self, start)?;
        let skipped = match budget {
            Budget::CalendarDays(_) => Vec::new(),
            _ => days_off(self, self.local_date(start), self.local_date(at))?,
        };
        Ok(self.due_at(at, budget, start, skipped))
    }

    pub(super) fn due_at(
        &self,
        at: Timestamp,
        budget: Budget,
        start: Timestamp,
        skipped: Vec<Skipped>,
    ) -> Due {
        let local = self.local(at);
        Due { at, last_day: local.date(), time_of_day: local.time(), budget, start, skipped }
    }
}
