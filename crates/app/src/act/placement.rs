//! Look-up columns beside the state: desk, due dates, object.

use domain::calendar::Calendar;
use domain::definition::ServiceDefinition;
use domain::process::Application;
use store::application::Placement;

/// Computes them. Due dates are those under the calendar now; pages compute them again, because a calendar may change.
pub(crate) fn placement(
    state: &Application,
    definition: &ServiceDefinition,
    calendar: &Calendar,
) -> Placement {
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
    let due = |clock: Option<&domain::calendar::RunningClock>| {
        clock.and_then(|c| c.due(calendar).ok().flatten()).map(|due| due.at)
    };
    Placement {
        stage_kind: stage.and_then(|s| serde_json::to_value(s.kind).ok()?.as_str().map(str::to_owned)),
        role: stage.map(|s| s.role.0.clone()),
        object_key: object_key(state, definition),
        due_at: if state.service_done_at.is_some() { None } else { due(state.clock.as_ref()) },
        stage_due_at: due(state.passage().and_then(|p| p.clock.as_ref())),
    }
}

/// The object that can exist once, folded so that spelling does not make two of it.
pub(crate) fn object_key(state: &Application, definition: &ServiceDefinition) -> Option<String> {
    let field = definition.object_field.as_ref()?;
    let typed = state.form.get(field)?.trim().to_lowercase();
    let folded: Vec<&str> = typed.split_whitespace().collect();
    (!folded.is_empty()).then(|| folded.join(" "))
}
