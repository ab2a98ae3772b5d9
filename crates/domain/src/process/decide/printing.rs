//! *Pencetakan* on special paper (MJK18-16; ).

use super::{at_stage, note_given, system_only};
use crate::definition::StageKind;
use crate::process::record::{FrozenPage, PrintedSheet};
use crate::process::{Application, Event, Facts, Refusal, flow};
use jiff::Timestamp;

/// Files the laid-out page with its fields, before any signature. From here on its bytes do not change.
pub(super) fn freeze(state: &Application, page: &FrozenPage, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    if state.decision.as_ref().is_none_or(|d| !d.approved) || state.signature.is_some() {
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
    let spoiled_before = state.sheets.iter().any(|s| s.spoiled.is_some());
    let reprint = spoiled_before && state.signature.is_some() && state.valid_sheet().is_none();
    let stage = if reprint { None } else { Some(at_stage(state, StageKind::Printing, facts)?) };
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

/// A sheet that jams is spoiled with its serial, never "lost".
pub(super) fn spoil(state: &Application, serial: &str, reason: &str) -> Result<Vec<Event>, Refusal> {
    note_given(reason)?;
    if state.status.is_terminal() {
        return Err(Refusal::wrong_status(state.status));
    }
    if state.valid_sheet().is_none_or(|s| s.serial != serial) {
        return Err(Refusal::SheetNotAvailable { serial: serial.to_owned() });
    }
    Ok(vec![Event::SheetSpoiled { serial: serial.to_owned(), reason: reason.to_owned() }])
}
