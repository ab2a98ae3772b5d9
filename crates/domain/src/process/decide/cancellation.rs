//! *Pembatalan* before issue and *pencabutan* after it: request, check, decision with PIN (MJK18-7.2.b, A-64).

use super::note_given;
use crate::pin::PinAct;
use crate::process::record::CancellationRequest;
use crate::process::{Application, Event, Facts, Refusal, Status};
use crate::value::Digest;
use jiff::Timestamp;

/// Only the holder asks. A document that exists is revoked, a pending application is cancelled.
pub(super) fn request(
    state: &Application,
    reason: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if facts.actor.account != Some(state.owner) {
        return Err(Refusal::NotYours);
    }
    let open = matches!(
        state.status,
        Status::Submitted
            | Status::InProcess
            | Status::Returned
            | Status::AwaitingPayment
            | Status::Suspended(_)
            | Status::Issued
            | Status::HandedOver
    );
    if !open {
        return Err(Refusal::wrong_status(state.status));
    }
    if state.cancellation.is_some() {
        return Err(Refusal::CancellationExists);
    }
    if reason.trim().is_empty() {
        return Err(Refusal::CancellationReasonMissing);
    }
    let request =
        CancellationRequest { revoke: state.issued.is_some(), reason: reason.to_owned(), by: facts.by(), at: now, checked_by: None };
    Ok(vec![Event::CancellationRequested { request }])
}

pub(super) fn check(state: &Application, proper: bool, note: &str, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let request = state.cancellation.as_ref().ok_or(Refusal::CancellationMissing)?;
    if request.checked_by.is_some() {
        return Err(Refusal::CancellationExists);
    }
    if proper {
        return Ok(vec![Event::CancellationChecked { by: facts.by(), note: note.to_owned() }]);
    }
    note_given(note)?;
    Ok(vec![Event::CancellationDeclined { by: facts.by(), note: note.to_owned() }])
}

pub(super) fn decide(
    state: &Application,
    approve: bool,
    note: &str,
    digest: &Digest,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let request = state.cancellation.as_ref().filter(|r| r.checked_by.is_some()).ok_or(Refusal::CancellationMissing)?;
    let account = facts.actor.account.ok_or(Refusal::NotAllowed { capability: None })?;
    let right = facts
        .officials
        .signing_right(account, &facts.definition.id, facts.today)
        .map_err(|why| Refusal::NoSigningRight { why })?;
    facts.require_pin(PinAct::Cancel, digest)?;
    if !approve {
        note_given(note)?;
        return Ok(vec![Event::CancellationDeclined { by: facts.by(), note: note.to_owned() }]);
    }
    Ok(vec![if request.revoke || state.issued.is_some() {
        Event::Revoked { right, by: facts.by() }
    } else {
        Event::Cancelled { right, by: facts.by() }
    }])
}
