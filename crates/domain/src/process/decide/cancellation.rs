//! *Pembatalan* before issue and *pencabutan* after it: request, check, decision with PIN (MJK18-7.2.b, A-64).

use super::note_given;
use crate::pin::PinAct;
use crate::process::record::CancellationRequest;
use crate::process::{Application, Event, Facts, Refusal, Status, SuspensionReason};
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
    still_possible(state)?;
    if state.cancellation.is_some() {
        return Err(Refusal::CancellationExists);
    }
    if reason.trim().is_empty() {
        return Err(Refusal::CancellationReasonMissing);
    }
    let request = CancellationRequest {
        revoke: state.issued.is_some(),
        reason: reason.to_owned(),
        by: facts.by(),
        at: now,
        checked_by: None,
        digest: None,
    };
    Ok(vec![Event::CancellationRequested { request }])
}

/// A pending application can be cancelled, an existing document revoked; what has ended otherwise stays as it ended.
fn still_possible(state: &Application) -> Result<(), Refusal> {
    let open = matches!(
        state.status,
        Status::InProcess
            | Status::Returned
            | Status::AwaitingPayment
            | Status::Suspended(SuspensionReason::Survey)
            | Status::Issued
            | Status::HandedOver
    );
    if open { Ok(()) } else { Err(Refusal::wrong_status(state.status)) }
}

/// An officer checks the request; `digest` is that of the sheet which the deciding official will see.
pub(super) fn check(
    state: &Application,
    proper: bool,
    note: &str,
    digest: &Digest,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    still_possible(state)?;
    let request = state.cancellation.as_ref().ok_or(Refusal::CancellationMissing)?;
    if request.checked_by.is_some() {
        return Err(Refusal::CancellationExists);
    }
    if proper {
        return Ok(vec![Event::CancellationChecked {
            by: facts.by(),
            note: note.to_owned(),
            digest: Some(*digest),
        }]);
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
    still_possible(state)?;
    let request =
        state.cancellation.as_ref().filter(|r| r.checked_by.is_some()).ok_or(Refusal::CancellationMissing)?;
    // The PIN stands for the sheet that was checked, not for any other.
    if request.digest.as_ref() != Some(digest) {
        return Err(Refusal::DraftChanged);
    }
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
