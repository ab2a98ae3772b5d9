//! Deadlines in words, under the calendar of today.

use domain::calendar::{Calendar, RunningClock, WarnLevel};
use domain::definition::ServiceDefinition;
use domain::process::{Application, Status};
use jiff::Timestamp;
use profile::Profile;

/// A deadline in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLine {
    /// For example "Paling lambat Senin, 30 Maret 2026".
    pub text: String,
    /// How it was counted, with its article.
    pub why: String,
    /// How urgent.
    pub level: WarnLevel,
    /// The last moment; `None` while the clock stands still.
    pub at: Option<Timestamp>,
}

/// A running clock as a deadline; `None` when the calendar does not know the year.
pub(crate) fn due_line(
    clock: &RunningClock,
    calendar: &Calendar,
    now: Timestamp,
    basis: &str,
) -> Option<DueLine> {
    let level = clock.warn_level(calendar, now).ok()?;
    Some(match clock.due(calendar).ok()? {
        Some(due) => DueLine {
            // In words too: colour alone says nothing to many.
            text: match level {
                WarnLevel::Late => format!("Terlambat, batasnya {}", due.moment_id()),
                WarnLevel::DueToday => format!("Hari ini, paling lambat {}", due.moment_id()),
                WarnLevel::Ok | WarnLevel::Suspended => format!("Paling lambat {}", due.moment_id()),
            },
            why: due.explain_id(basis),
            level,
            at: Some(due.at),
        },
        None => DueLine {
            text: "Waktu layanan berhenti".to_owned(),
            why: clock
                .suspended()
                .map_or_else(String::new, |r| format!("Tidak dihitung: {}.", r.period_id())),
            level,
            at: None,
        },
    })
}

/// The clock that counts now: correction, payment, the stage's budget, else the whole service.
pub(crate) fn running_due(
    state: &Application,
    definition: &ServiceDefinition,
    calendar: &Calendar,
    profile: &Profile,
    now: Timestamp,
) -> Option<DueLine> {
    let clock = state.running_clock()?;
    let is = |other: Option<&RunningClock>| other.is_some_and(|other| std::ptr::eq(clock, other));
    let basis = if state.status == Status::Returned {
        profile.basis("correction.answer_within")
    } else if is(state.skrd.as_ref().and_then(|s| s.clock.as_ref())) {
        profile.basis("payment.pay_within")
    } else if is(state.passage().and_then(|p| p.clock.as_ref())) {
        let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
        stage.map_or("", |s| s.basis.label())
    } else {
        definition.service_time_basis.label()
    };
    due_line(clock, calendar, now, basis)
}
