//! *Penomoran*: gap-free, once, at the place in the order that the profile gives it (MJK18-11.3.i, KDR11-11.3.j, A-50).

use super::{at_stage, note_given, open_stage, system_only};
use crate::definition::{SigningMode, StageKind};
use crate::process::record::{AttachedDocument, IssuedDocument, NumberRecord, ScanRecord};
use crate::process::{Application, Event, Facts, Refusal, Status, flow};
use jiff::Timestamp;

/// Gives the number. The counter was advanced in the same transaction; a number asked for a closed file is refused before.
pub(super) fn assign(
    state: &Application,
    number: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if state.number.is_some() {
        return Err(Refusal::AlreadyNumbered);
    }
    let stage = at_stage(state, StageKind::Numbering, facts)?;
    if number.trim().is_empty() {
        return Err(Refusal::Invalid { field: "number".into(), message: "Nomor tidak boleh kosong.".into() });
    }
    let before_signing = facts.definition.numbered_before_signing();
    if !before_signing && state.signature.is_none() {
        return Err(Refusal::SignatureNotReady);
    }
    // Without a signature to come, the numbered document is sealed here.
    let signing_follows = facts.definition.stage_of_kind(StageKind::Signing).is_some();
    let mut events =
        vec![Event::Numbered { number: NumberRecord { number: number.to_owned(), by: facts.by(), at: now } }];
    if before_signing && signing_follows {
        events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, false)?);
    }
    Ok(events)
}

/// Wet mode: the clerk wrote the number on the sheet; the numbered sheet is scanned (practice: paper).
pub(super) fn scan(
    state: &Application,
    file: &AttachedDocument,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    scan_desk(state, facts)?;
    if facts.definition.product.signing != SigningMode::Wet {
        return Err(Refusal::WrongStage { stage: "Penomoran".into() });
    }
    if state.number.is_none() {
        return Err(Refusal::NotNumbered);
    }
    if state.signature.is_none() {
        return Err(Refusal::SignatureNotReady);
    }
    if state.scan.as_ref().is_some_and(|s| s.compared_by.is_some()) {
        return Err(Refusal::ScanSettled);
    }
    let scan = ScanRecord { file: file.clone(), by: facts.by(), at: now, compared_by: None };
    Ok(vec![Event::Scanned { scan }])
}

/// Where the signed and numbered sheet is scanned: at numbering, or at signing when the number was printed before.
fn scan_desk(state: &Application, facts: &Facts<'_>) -> Result<(), Refusal> {
    if facts.definition.numbered_before_signing() {
        open_stage(state, StageKind::Signing, facts).map(|_| ())
    } else {
        at_stage(state, StageKind::Numbering, facts).map(|_| ())
    }
}

/// A second person compares the scan with the data; then it is closed with the office seal.
pub(super) fn settle_scan(
    state: &Application,
    matches: bool,
    note: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let kind =
        if facts.definition.numbered_before_signing() { StageKind::Signing } else { StageKind::Numbering };
    open_stage(state, kind, facts)?;
    let scan = state.scan.as_ref().ok_or(Refusal::ScanMissing)?;
    if scan.compared_by.is_some() {
        return Err(Refusal::ScanSettled);
    }
    if scan.by.account == facts.actor.account {
        return Err(Refusal::OwnScan);
    }
    if matches {
        return Ok(vec![Event::ScanCompared { by: facts.by() }]);
    }
    note_given(note)?;
    Ok(vec![Event::ScanRejected { by: facts.by(), note: note.to_owned() }])
}

/// Files the sealed document: the permit is issued.
pub(super) fn file_sealed(
    state: &Application,
    document: &IssuedDocument,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    if state.issued.is_some() {
        return Ok(Vec::new());
    }
    if state.status != Status::InProcess {
        return Err(Refusal::wrong_status(state.status));
    }
    if state.number.is_none() {
        return Err(Refusal::NotNumbered);
    }
    match facts.definition.product.signing {
        SigningMode::Wet if state.scan.as_ref().is_none_or(|s| s.compared_by.is_none()) => {
            return Err(Refusal::ScanMissing);
        }
        // Nothing is sealed that nobody signed; where the number follows, the certified document is there already.
        SigningMode::Electronic => {
            let signature = state.signature.as_ref().ok_or(Refusal::SignatureNotReady)?;
            if !facts.definition.numbered_before_signing() && signature.signed.is_none() {
                return Err(Refusal::SignatureNotReady);
            }
        }
        _ => {}
    }
    let stage = state
        .stage
        .as_ref()
        .and_then(|id| facts.definition.stage(id))
        .filter(|s| match s.kind {
            StageKind::Numbering | StageKind::Signing => true,
            StageKind::ProcessingIssue => state.issue.is_some(),
            _ => false,
        })
        .ok_or_else(|| Refusal::wrong_status(state.status))?;
    let mut events = vec![Event::DocumentSealed { document: document.clone() }];
    events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, true)?);
    Ok(events)
}
