//! *Validasi administrasi*: a second person confirms (MJK18-11.3.c).

use super::{at_stage, not_own_entry, note_given};
use crate::definition::StageKind;
use crate::process::{Application, Event, Facts, Refusal, Status, flow};

pub(super) fn validate(state: &Application, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let stage = at_stage(state, StageKind::AdminValidation, facts)?;
    not_own_entry(state, facts)?;
    // Whoever judged an item has verified, even when somebody else pressed the last button.
    let passed = state.verified_by.as_ref().is_some_and(|by| by.account == facts.actor.account);
    let judged = state.checks.values().any(|check| check.by.account == facts.actor.account);
    if passed || judged {
        return Err(Refusal::OwnVerification);
    }
    let mut events = vec![Event::Validated { by: facts.by() }];
    events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, false)?);
    Ok(events)
}

/// Confirms or declines a proposal to hand the file back; never one's own.
pub(super) fn settle_hand_back(
    state: &Application,
    confirm: bool,
    note: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    if !matches!(state.status, Status::InProcess | Status::Returned) {
        return Err(Refusal::wrong_status(state.status));
    }
    let stage = state.stage.as_ref().and_then(|id| facts.definition.stage(id));
    let stage = stage.ok_or_else(|| Refusal::wrong_status(state.status))?;
    if stage.kind != StageKind::AdminVerification {
        return Err(Refusal::WrongStage { stage: stage.label.clone() });
    }
    not_own_entry(state, facts)?;
    let proposal = state.hand_back.as_ref().ok_or_else(|| Refusal::wrong_status(state.status))?;
    if proposal.by.account == facts.actor.account {
        return Err(Refusal::OwnProposal);
    }
    if confirm {
        return Ok(vec![Event::HandedBack { by: facts.by() }]);
    }
    note_given(note)?;
    Ok(vec![Event::HandBackDeclined { note: note.to_owned(), by: facts.by() }])
}
