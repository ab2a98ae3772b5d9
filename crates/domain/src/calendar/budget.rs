//! How much time somebody has: in working days, working minutes or calendar days.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// *Jangka waktu*: an amount of time given to somebody, before any calendar is applied to it.
///
/// Written "7 hari kerja", "0,5 hari kerja", "3 jam kerja", "90 menit kerja" or "6 hari".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Budget {
    /// Working days in halves: `halves: 2` is one working day. A trailing half day ends at 12.00 local time.
    WorkingDays {
        /// Number of half working days.
        halves: u16,
    },
    /// Minutes inside opening hours ("3 jam kerja" is 180).
    WorkingMinutes(u32),
    /// Calendar days, holidays included (A-59: "hari", not "hari kerja").
    CalendarDays(u16),
}

/// Why a budget could not be read, added or compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BudgetError {
    /// The text is not an amount followed by a unit.
    #[error("`{0}` is not a budget such as \"7 hari kerja\", \"3 jam kerja\" or \"6 hari\"")]
    Unreadable(String),
    /// A budget of nothing is a mistake in a profile, not a deadline.
    #[error("a budget must be more than zero")]
    Zero,
    /// Calendar days cannot be added to or compared with working time.
    #[error("`{0}` and `{1}` are not of the same kind")]
    DifferentKind(Budget, Budget),
    /// The sum is larger than any deadline in law.
    #[error("the budget is too large")]
    TooLarge,
}

impl BudgetError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "budget_unreadable",
            Self::Zero => "budget_zero",
            Self::DifferentKind(..) => "budget_different_kind",
            Self::TooLarge => "budget_too_large",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::Unreadable(_) => {
                "Tulis jangka waktu seperti \"7 hari kerja\", \"3 jam kerja\" atau \"6 hari\"."
            }
            Self::Zero => "Jangka waktu harus lebih dari nol.",
            Self::DifferentKind(..) => "Hari kalender tidak dapat dijumlahkan dengan hari kerja.",
            Self::TooLarge => "Jangka waktu terlalu panjang.",
        }
        .to_owned()
    }
}

impl Budget {
    /// Whole working days.
    pub const fn working_days(days: u16) -> Self {
        Self::WorkingDays { halves: days.saturating_mul(2) }
    }

    /// Half working days: `working_half_days(1)` is "0,5 hari kerja".
    pub const fn working_half_days(halves: u16) -> Self {
        Self::WorkingDays { halves }
    }

    /// Whole hours inside opening hours.
    pub const fn working_hours(hours: u16) -> Self {
        Self::WorkingMinutes(hours as u32 * 60)
    }

    /// Calendar days.
    pub const fn calendar_days(days: u16) -> Self {
        Self::CalendarDays(days)
    }

    /// Whether nothing is left in it.
    pub const fn is_zero(self) -> bool {
        matches!(self, Self::WorkingDays { halves: 0 } | Self::WorkingMinutes(0) | Self::CalendarDays(0))
    }

    /// Adds a budget of the same kind; days and hours of work are not mixed here, because only a check of
    /// sums may convert them ([`Budget::compare`]).
    pub fn checked_add(self, other: Self) -> Result<Self, BudgetError> {
        let sum = match (self, other) {
            (Self::WorkingDays { halves: a }, Self::WorkingDays { halves: b }) => {
                a.checked_add(b).map(|halves| Self::WorkingDays { halves })
            }
            (Self::WorkingMinutes(a), Self::WorkingMinutes(b)) => a.checked_add(b).map(Self::WorkingMinutes),
            (Self::CalendarDays(a), Self::CalendarDays(b)) => a.checked_add(b).map(Self::CalendarDays),
            _ => return Err(BudgetError::DifferentKind(self, other)),
        };
        sum.ok_or(BudgetError::TooLarge)
    }

    /// Working time in minutes when a working day lasts `day_minutes`; `None` for calendar days.
    pub fn in_working_minutes(self, day_minutes: u32) -> Option<u64> {
        match self {
            // Halved last, so that an odd number of minutes a day does not lose half a minute a half-day.
            Self::WorkingDays { halves } => Some(u64::from(halves) * u64::from(day_minutes) / 2),
            Self::WorkingMinutes(minutes) => Some(u64::from(minutes)),
            Self::CalendarDays(_) => None,
        }
    }

    /// Adds up stage budgets and compares the sum with a published total.
    ///
    /// `day_minutes` is the length of one working day, needed where hours and days meet. `Less` means the
    /// stages take less than the total. Errors when calendar days and working time are mixed.
    pub fn compare_sum(parts: &[Self], total: Self, day_minutes: u32) -> Result<Ordering, BudgetError> {
        let mut sum: u64 = 0;
        for part in parts {
            let amount = match (part, total) {
                (Self::CalendarDays(days), Self::CalendarDays(_)) => Some(u64::from(*days)),
                (_, Self::CalendarDays(_)) => None,
                _ => part.in_working_minutes(day_minutes),
            };
            sum += amount.ok_or(BudgetError::DifferentKind(*part, total))?;
        }
        let whole = match total {
            Self::CalendarDays(days) => u64::from(days),
            _ => total.in_working_minutes(day_minutes).unwrap_or(0),
        };
        Ok(sum.cmp(&whole))
    }

    /// Compares two budgets, converting hours and days of work by the length of a day in minutes.
    pub fn compare(self, other: Self, day_minutes: u32) -> Result<Ordering, BudgetError> {
        Self::compare_sum(&[self], other, day_minutes)
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::WorkingDays { halves } if halves % 2 == 1 => write!(f, "{},5 hari kerja", halves / 2),
            Self::WorkingDays { halves } => write!(f, "{} hari kerja", halves / 2),
            Self::WorkingMinutes(minutes) if minutes % 60 == 0 => write!(f, "{} jam kerja", minutes / 60),
            Self::WorkingMinutes(minutes) => write!(f, "{minutes} menit kerja"),
            Self::CalendarDays(days) => write!(f, "{days} hari"),
        }
    }
}

impl FromStr for Budget {
    type Err = BudgetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unreadable = || BudgetError::Unreadable(text.to_owned());
        let lower = text.trim().to_lowercase();
        let (amount, unit) = lower.split_once(char::is_whitespace).ok_or_else(unreadable)?;
        let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ");
        // "0,5" is the only fraction that stage budgets use.
        let (whole, half) = match amount.split_once(',') {
            Some((whole, "5")) => (whole, 1),
            Some((whole, "0")) => (whole, 0),
            Some(_) => return Err(unreadable()),
            None => (amount, 0),
        };
        if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
            return Err(unreadable());
        }
        let whole: u32 = whole.parse().map_err(|_| BudgetError::TooLarge)?;
        let small = |n: u32| u16::try_from(n).map_err(|_| BudgetError::TooLarge);
        let times = |unit: u32| {
            whole.checked_mul(unit).and_then(|n| n.checked_add(half * unit / 2)).ok_or(BudgetError::TooLarge)
        };
        let budget = match unit.as_str() {
            "hari kerja" => Self::WorkingDays { halves: small(times(2)?)? },
            "jam kerja" | "jam" => Self::WorkingMinutes(times(60)?),
            "menit kerja" | "menit" if half == 0 => Self::WorkingMinutes(whole),
            "hari" | "hari kalender" if half == 0 => Self::CalendarDays(small(whole)?),
            _ => return Err(unreadable()),
        };
        if budget.is_zero() { Err(BudgetError::Zero) } else { Ok(budget) }
    }
}

impl TryFrom<String> for Budget {
    type Error = BudgetError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Budget> for String {
    fn from(budget: Budget) -> Self {
        budget.to_string()
    }
}
