//! What the head is told about a file, a line each: back with the applicant or a desk, given to somebody else, taken before
//! an older one, many stages within minutes (practice, sections 2 and 3). Written with the act that brought it about.

use crate::error::AppError;
use domain::party::Actor;
use domain::process::{Application, Event, pace};
use jiff::Timestamp;
use store::WriteTx;
use store::overview::{Mark, MarkKind};

/// Writes the marks of an act.
///
/// # Errors
/// Database.
pub(super) fn keep(
    tx: &WriteTx<'_>,
    actor: &Actor,
    before: &Application,
    after: &Application,
    events: &[Event],
    now: Timestamp,
) -> Result<(), AppError> {
    let first = before.version;
    for (version, event) in (first + 1..).zip(events) {
        for (kind, note) in of_event(before, event) {
            let mark = Mark { kind, at: now, who: actor.name.clone(), note };
            store::overview::put_mark(tx, after.id, version, &mark)?;
        }
    }
    if let Some(at) = pace::burst(after).filter(|at| pace::burst(before) != Some(*at)) {
        let minutes = pace::BURST_WITHIN.as_mins();
        let note = format!("{} tahap dalam {minutes} menit", pace::BURST_STAGES);
        let mark = Mark { kind: MarkKind::Burst, at, who: actor.name.clone(), note };
        store::overview::put_mark(tx, after.id, after.version, &mark)?;
    }
    Ok(())
}

fn of_event(before: &Application, event: &Event) -> Vec<(MarkKind, String)> {
    match event {
        Event::CorrectionRequested { round } => {
            vec![(MarkKind::Returned, format!("perbaikan ke-{}: {} hal", round.round, round.items.len()))]
        }
        Event::SentBack { note, .. } => vec![(MarkKind::Returned, note.clone())],
        Event::Assigned { to, note, overtaking, .. } => {
            let mut marks = Vec::new();
            if let Some(had) = before.handler.as_ref().filter(|had| had.account != to.account) {
                marks.push((MarkKind::Reassigned, format!("{} ke {}: {note}", had.name, to.name)));
            }
            if let Some(reason) = overtaking {
                marks.push((MarkKind::Overtaken, reason.clone()));
            }
            marks
        }
        _ => Vec::new(),
    }
}
