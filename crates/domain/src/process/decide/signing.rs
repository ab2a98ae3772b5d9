//! *Pengesahan/penandatanganan* (MJK18-11.3.h, 13.3 to 13.5).

use super::{at_stage, system_only};
use crate::definition::{SigningMode, StageKind};
use crate::pin::PinAct;
use crate::process::record::{FiledDocument, IssuedDocument, SignatureRecord};
use crate::process::{Application, Event, Facts, Refusal, flow};
use crate::value::Digest;
use jiff::Timestamp;

fn consent(
    state: &Application,
    digest: &Digest,
    mode: SigningMode,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<SignatureRecord, Refusal> {
    at_stage(state, StageKind::Signing, facts)?;
    if state.signature.is_some() {
        return Err(Refusal::AlreadySigned);
    }
    let account = facts.actor.account.ok_or(Refusal::NotAllowed { capability: None })?;
    let right = facts
        .officials
        .signing_right(account, &facts.definition.id, facts.today)
        .map_err(|why| Refusal::NoSigningRight { why })?;
    let page = state.frozen.as_ref().ok_or(Refusal::PageNotReady)?;
    // The page carries its signer's block and, when electronic, the date of signature.
    let for_today = page.date.is_none_or(|date| date == facts.today);
    if &page.digest != digest || page.signer != account || !for_today {
        return Err(Refusal::DraftChanged);
    }
    Ok(SignatureRecord { mode, right, by: facts.by(), at: now, consented: *digest, signed: None })
}

/// Electronic: the PIN is the authorisation; the certified document follows as background work.
pub(super) fn sign(
    state: &Application,
    digest: &Digest,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if facts.definition.product.signing != SigningMode::Electronic {
        return Err(Refusal::NotPrinted);
    }
    let signature = consent(state, digest, SigningMode::Electronic, facts, now)?;
    if !facts.document_seen {
        return Err(Refusal::DocumentNotSeen);
    }
    facts.require_pin(PinAct::Sign, digest)?;
    Ok(vec![Event::SignatureGiven { signature }])
}

/// In ink, on the printed sheet (MJK18-16.2: printing comes first).
pub(super) fn sign_in_ink(
    state: &Application,
    digest: &Digest,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if facts.definition.product.signing != SigningMode::Wet || state.valid_sheet().is_none() {
        return Err(Refusal::NotPrinted);
    }
    let stage = at_stage(state, StageKind::Signing, facts)?;
    // Opening the page again would not help here: the name stands on paper.
    let account = facts.actor.account;
    let allowed =
        account.is_some_and(|a| facts.officials.signing_right(a, &facts.definition.id, facts.today).is_ok());
    if allowed
        && state.signature.is_none()
        && state.frozen.as_ref().is_some_and(|p| Some(p.signer) != account)
    {
        let serial = state.valid_sheet().map(|sheet| sheet.serial.clone()).unwrap_or_default();
        return Err(Refusal::SheetForAnother { serial });
    }
    let signature = consent(state, digest, SigningMode::Wet, facts, now)?;
    let mut events = vec![Event::SignatureGiven { signature }];
    // Where the number stands on the sheet already, the signed sheet is scanned and sealed before the file moves on.
    if facts.definition.numbered_before_signing() {
        return Ok(events);
    }
    events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, false)?);
    Ok(events)
}

/// Files the certified document and moves on.
pub(super) fn file_signed(
    state: &Application,
    signed: &FiledDocument,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    let signature = state.signature.as_ref().ok_or(Refusal::SignatureNotReady)?;
    if signature.signed.is_some() {
        return Ok(Vec::new());
    }
    let stage = super::open_stage(state, StageKind::Signing, facts)?;
    let mut events = vec![Event::DocumentSigned { signed: signed.clone() }];
    // The signed refusal ends the file: it is the letter itself (BTG68-11.3).
    if let Some(decision) = state.decision.as_ref().filter(|decision| !decision.approved) {
        let letter = IssuedDocument { digest: signed.digest, file: signed.file, at: signature.at };
        events.push(Event::StageLeft { stage: stage.id.clone(), by: signature.by.clone() });
        events.push(Event::Refused { decision: decision.clone() });
        events.push(Event::LetterIssued { letter });
        return Ok(events);
    }
    // The number is in the signed bytes: what follows is the seal, and the file waits here for it.
    if facts.definition.numbered_before_signing() {
        return Ok(events);
    }
    events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, false)?);
    Ok(events)
}
