//! Look-up columns beside the state: desk, due dates, object.

use domain::calendar::{Budget, Calendar, RunningClock};
use domain::definition::ServiceDefinition;
use domain::process::Application;
use jiff::Timestamp;
use store::application::Placement;

/// Computes them. Due dates are those under the calendar now; pages compute them again, because a calendar may change.
pub(crate) fn placement(
    state: &Application,
    definition: &ServiceDefinition,
    calendar: &Calendar,
) -> Placement {
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
    let due =
        |clock: Option<&RunningClock>| clock.and_then(|c| c.due(calendar).ok().flatten()).map(|due| due.at);
    Placement {
        stage_kind: stage.map(|s| s.kind.name().to_owned()),
        role: stage.map(|s| s.role.0.clone()),
        object_key: object_key(state, definition),
        due_at: if state.service_done_at.is_some() { None } else { due(state.clock.as_ref()) },
        stage_due_at: due(state.passage().and_then(|p| p.clock.as_ref())),
        next_due_at: due(state.running_clock()),
        worked: state.clock.as_ref().zip(state.service_done_at).and_then(|(c, at)| worked(c, calendar, at)),
        promised: hundredths(
            definition.service_time,
            calendar,
            state.submitted_at.unwrap_or(state.created_at),
        ),
    }
}

/// Time that a clock has used until a moment, in hundredths of a working day.
pub(crate) fn worked(clock: &RunningClock, calendar: &Calendar, at: Timestamp) -> Option<i64> {
    hundredths(clock.used(calendar, at).ok()?, calendar, at)
}

/// A budget in hundredths of a working day; hours are parts of a day of the year in which they fall.
fn hundredths(budget: Budget, calendar: &Calendar, at: Timestamp) -> Option<i64> {
    Some(match budget {
        Budget::WorkingDays { halves } => i64::from(halves) * 50,
        Budget::WorkingMinutes(minutes) => {
            let day = calendar.day_minutes(calendar.local_date(at).year()).ok().filter(|m| *m > 0)?;
            i64::from(minutes) * 100 / i64::from(day)
        }
        Budget::CalendarDays(days) => i64::from(days) * 100,
    })
}

/// The object that can exist once, folded so that spelling does not make two of it.
pub(crate) fn object_key(state: &Application, definition: &ServiceDefinition) -> Option<String> {
    let field = definition.object_field.as_ref()?;
    let typed = state.form.get(field)?.trim().to_lowercase();
    let folded: Vec<&str> = typed.split_whitespace().collect();
    (!folded.is_empty()).then(|| folded.join(" "))
}
