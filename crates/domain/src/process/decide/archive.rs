//! *Pengarsipan*: the finished file gets its place and is closed (PWK63-9, A-89).

use super::at_stage;
use crate::definition::StageKind;
use crate::process::record::{ArchiveRecord, HandoverRecord};
use crate::process::{Application, Event, Facts, Refusal, Status, flow};
use jiff::Timestamp;

/// Records where the file is kept. When nothing follows, the case closes with what was delivered before; a document that
/// nobody was to receive closes as kept in the holder's account.
pub(super) fn archive(
    state: &Application,
    location: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let stage = at_stage(state, StageKind::Archive, facts)?;
    if state.status != Status::Issued {
        return Err(Refusal::wrong_status(state.status));
    }
    let location = location.trim();
    if location.is_empty() {
        return Err(Refusal::ArchivePlaceMissing);
    }
    let record = ArchiveRecord { location: location.to_owned(), by: facts.by(), at: now };
    let mut events = vec![Event::Archived { archive: record }];
    let values = facts.values(state);
    if flow::following(state, &stage.id, &values, facts)?.is_some() {
        events.extend(flow::advance(state, &stage.id, &values, facts, true)?);
        return Ok(events);
    }
    let handover = state.handover.clone().unwrap_or_else(|| HandoverRecord {
        recipient: state.holder_name.clone(),
        how: "account".to_owned(),
        evidence: location.to_owned(),
        items: super::handover::items(state),
        by: facts.by(),
        at: now,
    });
    events.push(Event::HandedOver { handover });
    Ok(events)
}
