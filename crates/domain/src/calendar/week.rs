//! Opening hours: spans of a day, and the days of a week.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Serialize};

use super::CalendarError;

/// A stretch of opening hours within one day, from `from` to before `to`; written "07.30-12.00".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OpenSpan {
    from: Time,
    to: Time,
}

impl OpenSpan {
    /// Builds a span; refuses one that ends before it begins.
    pub fn new(from: Time, to: Time) -> Result<Self, CalendarError> {
        if from < to { Ok(Self { from, to }) } else { Err(CalendarError::Hours(format!("{from}-{to}"))) }
    }

    /// When the office opens.
    pub fn from(&self) -> Time {
        self.from
    }

    /// When the office closes.
    pub fn to(&self) -> Time {
        self.to
    }

    /// Length in seconds.
    pub fn seconds(&self) -> u32 {
        second_of_day(self.to) - second_of_day(self.from)
    }
}

/// Seconds since local midnight, fractions cut off.
pub(super) fn second_of_day(time: Time) -> u32 {
    // Fields of a civil time are never negative.
    (i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second())).unsigned_abs()
}

impl fmt::Display for OpenSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = (self.from, self.to);
        write!(f, "{:02}.{:02}-{:02}.{:02}", a.hour(), a.minute(), b.hour(), b.minute())
    }
}

impl FromStr for OpenSpan {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || CalendarError::Hours(text.to_owned());
        let (from, to) = text.split_once(['-', '–']).ok_or_else(wrong)?;
        Self::new(clock_time(from).ok_or_else(wrong)?, clock_time(to).ok_or_else(wrong)?)
    }
}

/// Reads "07.30" or "07:30".
fn clock_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(['.', ':'])?;
    let two_digits = |t: &str| (t.len() == 2).then(|| t.parse::<i8>().ok()).flatten();
    Time::new(two_digits(hour)?, two_digits(minute)?, 0, 0).ok()
}

impl TryFrom<String> for OpenSpan {
    type Error = CalendarError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<OpenSpan> for String {
    fn from(span: OpenSpan) -> Self {
        span.to_string()
    }
}

/// *Jam pelayanan*: opening hours per weekday. A day without hours is not a working day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Week {
    /// Senin.
    pub monday: Vec<OpenSpan>,
    /// Selasa.
    pub tuesday: Vec<OpenSpan>,
    /// Rabu.
    pub wednesday: Vec<OpenSpan>,
    /// Kamis.
    pub thursday: Vec<OpenSpan>,
    /// Jumat, with its prayer break.
    pub friday: Vec<OpenSpan>,
    /// Sabtu; hours here make a six-day week.
    pub saturday: Vec<OpenSpan>,
    /// Minggu.
    pub sunday: Vec<OpenSpan>,
}

impl Week {
    /// The hours of one weekday.
    pub fn hours(&self, weekday: Weekday) -> &[OpenSpan] {
        match weekday {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }

    /// The longest day of the week in minutes: the length of "one working day" in checks of sums.
    pub fn longest_day_minutes(&self) -> u32 {
        let day = |w| self.hours(w).iter().map(OpenSpan::seconds).sum::<u32>() / 60;
        Weekday::Monday.cycle_forward().take(7).map(day).max().unwrap_or(0)
    }

    /// Refuses a week without any hours, and spans that overlap or stand in the wrong order.
    pub(super) fn check(&self) -> Result<(), CalendarError> {
        let mut open_days = 0;
        for weekday in Weekday::Monday.cycle_forward().take(7) {
            let spans = self.hours(weekday);
            open_days += usize::from(!spans.is_empty());
            for pair in spans.windows(2) {
                if let [a, b] = pair
                    && a.to() > b.from()
                {
                    return Err(CalendarError::Hours(format!("{a}, {b}")));
                }
            }
        }
        if open_days == 0 { Err(CalendarError::NoWorkingDay) } else { Ok(()) }
    }
}
