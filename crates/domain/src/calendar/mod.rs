//! Working days and hours, budgets of time, due dates that explain themselves, and clocks that can be suspended.
//!
//! Invariant: the zone belongs to the calendar, the day of the event is day 0, and a year without data is an
//! error, never "no holidays" (assumption A-92 of the requirements).

mod budget;
mod clock;
mod due;
mod reprojection;
mod spec;
mod week;
mod working;

pub use budget::{Budget, BudgetError};
pub use clock::{ClockError, RunningClock, Suspension, SuspensionReason, WarnLevel};
pub use due::{Due, SkipReason, Skipped};
pub use reprojection::{Change, reprojection};
pub use spec::{Calendar, CalendarError, CalendarSpec, Holiday, HolidayKind, Season};
pub use week::{OpenSpan, Week};
