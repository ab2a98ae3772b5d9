//! *Pencetakan* on special paper (MJK18-16; ).

use super::{at_stage, note_given, system_only};
use crate::definition::{SigningMode, StageKind};
use crate::process::record::{FrozenPage, PrintedSheet};
use crate::process::{Application, Event, Facts, Refusal, Status, flow};
use jiff::Timestamp;

/// Files the laid-out page with its fields, before any signature. From here on its bytes do not change.
pub(super) fn freeze(
    state: &Application,
    page: &FrozenPage,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    if !matches!(state.status, Status::InProcess | Status::AwaitingPayment) {
        return Err(Refusal::wrong_status(state.status));
    }
    // A refusal has a page only where it is signed (BTG68-11.3).
    let signable = |approved: bool| approved || facts.definition.product.refusal_signed;
    if !state.decision.as_ref().is_some_and(|d| signable(d.approved)) || state.signature.is_some() {
        return Err(Refusal::PageNotReady);
    }
    // A sheet that lies on the official's desk is what will be signed; it would have to be spoiled first.
    if facts.definition.product.signing == SigningMode::Wet && state.valid_sheet().is_some() {
        return Err(Refusal::PageNotReady);
    }
    if state.frozen.as_ref() == Some(page) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::PageFrozen { page: page.clone() }])
}

/// Wet mode: the sheet is printed with number and date empty. Electronic mode: the sheet is reserved and printed once,
/// before hand-over. Either way the paper kind must fit (MJK18-16.1).
pub(super) fn print(
    state: &Application,
    paper: &str,
    serial: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let expected = &facts.definition.product.paper.0;
    let stage = if reprints(state, facts) {
        prints(facts)?;
        None
    } else {
        Some(at_stage(state, StageKind::Printing, facts)?)
    };
    if state.valid_sheet().is_some() {
        return Err(Refusal::SheetExists);
    }
    if paper != expected {
        return Err(Refusal::WrongPaper { expected: expected.clone() });
    }
    if !facts.sheet_available {
        return Err(Refusal::SheetNotAvailable { serial: serial.to_owned() });
    }
    if state.frozen.is_none() {
        return Err(Refusal::PageNotReady);
    }
    // A sheet with the name of somebody who may not sign it any more would be wasted (MJK18-13.4).
    if facts.page_outlived(state) {
        return Err(Refusal::PageOutlived);
    }
    let sheet = PrintedSheet {
        paper: paper.to_owned(),
        serial: serial.to_owned(),
        by: facts.by(),
        at: now,
        spoiled: None,
    };
    let mut events = vec![Event::Printed { sheet }];
    if let Some(stage) = stage {
        events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, false)?);
    }
    Ok(events)
}

/// A new sheet in the place of a spoiled one, after the stage itself was left. Without ink on it this needs no way back.
fn reprints(state: &Application, facts: &Facts<'_>) -> bool {
    let moving = matches!(state.status, Status::InProcess | Status::Issued);
    let here = state.stage.as_ref().and_then(|id| facts.definition.stage(id)).map(|s| s.kind);
    let spoiled = state.sheets.iter().any(|s| s.spoiled.is_some()) && state.valid_sheet().is_none();
    moving && spoiled && here.is_some_and(|kind| kind != StageKind::Printing)
}

/// Whether the actor works the printing desk, wherever the file is.
fn prints(facts: &Facts<'_>) -> Result<(), Refusal> {
    let desk = facts.definition.stage_of_kind(StageKind::Printing);
    if desk.is_some_and(|stage| facts.actor.has_role(&stage.role)) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed { capability: Some(StageKind::Printing.capability()) })
    }
}

/// A sheet that jams is spoiled with its serial, never "lost". When ink stands on it, the file goes back to printing: a
/// new sheet has no signature (MJK18-16.2). An issued wet document is replaced by the procedure for that, not here.
pub(super) fn spoil(
    state: &Application,
    serial: &str,
    reason: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    prints(facts)?;
    note_given(reason)?;
    let wet = facts.definition.product.signing == SigningMode::Wet;
    let open = match state.status {
        Status::InProcess => true,
        Status::Issued => !wet,
        _ => false,
    };
    if !open {
        return Err(Refusal::wrong_status(state.status));
    }
    if state.valid_sheet().is_none_or(|s| s.serial != serial) {
        return Err(Refusal::SheetNotAvailable { serial: serial.to_owned() });
    }
    let mut events = vec![Event::SheetSpoiled { serial: serial.to_owned(), reason: reason.to_owned() }];
    if wet
        && state.signature.is_some()
        && let (Some(here), Some(printing)) =
            (&state.stage, facts.definition.stage_of_kind(StageKind::Printing))
    {
        events.push(Event::StageLeft { stage: here.clone(), by: facts.by() });
        events.extend(flow::enter(printing, &facts.values(state), facts, false)?);
    }
    Ok(events)
}
