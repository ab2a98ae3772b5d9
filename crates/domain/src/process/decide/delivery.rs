//! *Pengiriman*: the issued document goes to the holder by message (PWK63-6.2.g).

use super::{open_stage, system_only};
use crate::definition::StageKind;
use crate::process::record::HandoverRecord;
use crate::process::{Application, Event, Facts, Refusal, Status};
use jiff::Timestamp;

/// Background work tells that the message with the document was delivered. Told twice, it changes nothing.
pub(super) fn by_message(
    state: &Application,
    channel: &str,
    address: &str,
    at: Timestamp,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    if state.handover.is_some() {
        return Ok(Vec::new());
    }
    let stage = open_stage(state, StageKind::Delivery, facts)?;
    if state.status != Status::Issued {
        return Err(Refusal::wrong_status(state.status));
    }
    if channel.trim().is_empty() || address.trim().is_empty() {
        return Err(Refusal::RecipientIncomplete);
    }
    let handover = HandoverRecord {
        recipient: state.holder_name.clone(),
        how: channel.trim().to_owned(),
        evidence: address.trim().to_owned(),
        items: super::handover::items(state),
        by: facts.by(),
        at,
    };
    super::handover::finish(state, &stage.id, handover, facts)
}
