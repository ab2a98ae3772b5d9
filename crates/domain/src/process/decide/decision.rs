//! *Penetapan*: approval or refusal, with PIN, by delegation (MJK18-11.3.e, 13.3, 13.4).

use super::drafting::{against_recommendation, awaited_initials};
use super::{at_stage, system_only};
use crate::definition::StageKind;
use crate::pin::PinAct;
use crate::process::record::{DecisionRecord, DraftKind, IssuedDocument};
use crate::process::{Application, Event, Facts, Refusal, Status, flow};
use crate::value::Digest;
use jiff::Timestamp;

pub(super) fn decide(
    state: &Application,
    digest: &Digest,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let stage = at_stage(state, StageKind::Decision, facts)?;
    let account = facts.actor.account.ok_or(Refusal::NotAllowed { capability: None })?;
    let right = facts
        .officials
        .signing_right(account, &facts.definition.id, facts.today)
        .map_err(|why| Refusal::NoSigningRight { why })?;
    let draft = state.draft.as_ref().ok_or(Refusal::DraftMissing)?;
    if &draft.digest != digest {
        return Err(Refusal::DraftChanged);
    }
    // Whoever decides and fills a lower post too is not asked for that paraf as well.
    let missing = awaited_initials(state, facts).find(|p| !facts.officials.holds(account, p, facts.today));
    if let Some(position) = missing {
        return Err(Refusal::InitialMissing { position: position.to_owned() });
    }
    if let DraftKind::Approval { reason } = &draft.kind
        && against_recommendation(state)
        && reason.trim().is_empty()
    {
        return Err(Refusal::ReasonMissing);
    }
    facts.require_pin(PinAct::Decide, digest)?;
    let (approved, reasons) = match &draft.kind {
        DraftKind::Approval { reason } => (true, vec![reason.clone()]),
        DraftKind::Refusal { grounds } => (false, grounds.clone()),
    };
    let reasons = reasons.into_iter().filter(|r| !r.trim().is_empty()).collect();
    let decision = DecisionRecord { approved, reasons, right, by: facts.by(), at: now, digest: *digest };
    if !approved && facts.definition.product.refusal_signed {
        let signing = facts.definition.stage_of_kind(StageKind::Signing);
        let signing = signing.ok_or_else(|| Refusal::wrong_status(state.status))?;
        let mut events = vec![Event::RefusalDecided { decision }];
        events.push(Event::StageLeft { stage: stage.id.clone(), by: facts.by() });
        events.extend(flow::enter(signing, &facts.values(state), facts, false)?);
        return Ok(events);
    }
    if !approved {
        return Ok(vec![Event::Refused { decision }]);
    }
    let mut events = vec![Event::Approved { decision }];
    events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, false)?);
    Ok(events)
}

/// Files the refusal or cancellation letter, sealed by background work.
pub(super) fn file_letter(
    state: &Application,
    letter: &IssuedDocument,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    if !matches!(state.status, Status::Refused | Status::Cancelled | Status::Revoked | Status::HandedBack) {
        return Err(Refusal::wrong_status(state.status));
    }
    if state.letter.as_ref().is_some_and(|l| l.digest == letter.digest) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::LetterIssued { letter: letter.clone() }])
}
