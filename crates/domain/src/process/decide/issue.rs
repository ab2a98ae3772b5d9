//! *Pengolahan dan penerbitan*: a division finishes the document (PWK63-6.2.f).

use super::at_stage;
use crate::definition::{SigningMode, StageKind};
use crate::process::record::{IssueRecord, NumberRecord};
use crate::process::{Application, Event, Facts, Refusal, flow};
use jiff::Timestamp;

/// Releases the document, and numbers it when the service has no numbering stage.
///
/// Where a signature or a number still follows, the file moves on; else it waits here until the finished document is
/// filed ([`crate::process::Command::FileSealed`]).
pub(super) fn release(
    state: &Application,
    number: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let stage = at_stage(state, StageKind::ProcessingIssue, facts)?;
    if state.decision.as_ref().is_some_and(|d| !d.approved)
        || (state.decision.is_none() && facts.definition.stage_of_kind(StageKind::Decision).is_some())
    {
        return Err(Refusal::PageNotReady);
    }
    if state.issue.is_some() {
        return Err(Refusal::AlreadyNumbered);
    }
    let mut events = Vec::new();
    if facts.definition.stage_of_kind(StageKind::Numbering).is_none() && state.number.is_none() {
        if number.trim().is_empty() {
            return Err(Refusal::Invalid {
                field: "number".into(),
                message: "Nomor tidak boleh kosong.".into(),
            });
        }
        let number = NumberRecord { number: number.trim().to_owned(), by: facts.by(), at: now };
        events.push(Event::Numbered { number });
    }
    events.push(Event::IssueReleased { issue: IssueRecord { by: facts.by(), at: now } });
    let values = facts.values(state);
    if finished_later(state, stage, facts) {
        events.extend(flow::advance(state, &stage.id, &values, facts, false)?);
    }
    Ok(events)
}

/// Whether a signing or numbering stage after this one closes the document.
fn finished_later(state: &Application, stage: &crate::definition::StageDef, facts: &Facts<'_>) -> bool {
    let here = facts.definition.position(&stage.id);
    facts.definition.stages.iter().enumerate().any(|(at, later)| {
        Some(at) > here
            && match later.kind {
                StageKind::Signing => facts.definition.product.signing != SigningMode::None,
                StageKind::Numbering => state.number.is_none(),
                _ => false,
            }
    })
}
