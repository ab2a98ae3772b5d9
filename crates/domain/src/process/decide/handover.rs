//! *Penyerahan*: counter or courier, together with the SKRD (MJK18-11.3.k, 18).

use super::{at_stage, note_given, system_only};
use crate::definition::{StageDef, StageId, StageKind};
use crate::process::command::RecipientKind;
use crate::process::record::HandoverRecord;
use crate::process::{Application, CourierRule, Event, Facts, Refusal, Status, flow};
use jiff::Timestamp;

fn ready<'d>(state: &Application, facts: &Facts<'d>) -> Result<&'d StageDef, Refusal> {
    if state.survey.opened_at.is_some() && state.survey.answered_at.is_none() {
        return Err(Refusal::SurveyMissing);
    }
    let stage = at_stage(state, StageKind::Handover, facts)?;
    if state.status != Status::Issued {
        return Err(Refusal::wrong_status(state.status));
    }
    Ok(stage)
}

pub(super) fn ship(
    state: &Application,
    courier: &str,
    waybill: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    ready(state, facts)?;
    if facts.policy.courier == CourierRule::None {
        return Err(Refusal::CourierNotUsed);
    }
    if courier.trim().is_empty() || waybill.trim().is_empty() {
        return Err(Refusal::ShipmentIncomplete);
    }
    Ok(vec![Event::Shipped { courier: courier.to_owned(), waybill: waybill.to_owned(), by: facts.by() }])
}

/// A failed delivery brings the document back to the counter, with its reason; it can be shipped again or collected.
pub(super) fn return_shipment(
    state: &Application,
    reason: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    ready(state, facts)?;
    if state.shipment.is_none() {
        return Err(Refusal::NotShipped);
    }
    note_given(reason)?;
    Ok(vec![Event::ShipmentReturned { reason: reason.trim().to_owned(), by: facts.by() }])
}

/// The case closes only with a recorded receipt; a liable permit only together with its SKRD (MJK18-18.2).
pub(super) fn hand_over(
    state: &Application,
    recipient: &RecipientKind,
    with_skrd: bool,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let stage = ready(state, facts)?;
    if state.skrd.is_some() && !with_skrd {
        return Err(Refusal::SkrdNotHandedOver);
    }
    // Where the courier is the rule, the counter hands over what could not be delivered (KDR11-18.1, A-61).
    let by_courier = matches!(recipient, RecipientKind::Courier { .. });
    if facts.policy.courier == CourierRule::Mandatory && !by_courier && !state.delivery_failed {
        return Err(Refusal::CourierFirst);
    }
    // What was printed on special paper is handed over on it; a spoiled sheet is printed again first.
    if !state.sheets.is_empty() && state.valid_sheet().is_none() {
        return Err(Refusal::SheetMissing);
    }
    let (name, how, evidence) = match recipient {
        RecipientKind::Holder { id_seen } => (state.holder_name.clone(), "holder", id_seen.trim().to_owned()),
        RecipientKind::Representative { name, relation, id_seen, power_of_attorney } => {
            if relation.trim().is_empty() || id_seen.trim().is_empty() || !power_of_attorney {
                return Err(Refusal::RecipientIncomplete);
            }
            (name.trim().to_owned(), "representative", format!("{relation}; {id_seen}; surat kuasa"))
        }
        RecipientKind::Courier { received_by, waybill } => {
            // A receipt without a shipment is no receipt (MJK18-18.1).
            let (_, sent) = state.shipment.as_ref().ok_or(Refusal::NotShipped)?;
            if sent.trim() != waybill.trim() {
                return Err(Refusal::WaybillDiffers);
            }
            (received_by.trim().to_owned(), "courier", waybill.trim().to_owned())
        }
    };
    if name.is_empty() || evidence.is_empty() {
        return Err(Refusal::RecipientIncomplete);
    }
    let items = items(state);
    let handover =
        HandoverRecord { recipient: name, how: how.to_owned(), evidence, items, by: facts.by(), at: now };
    finish(state, &stage.id, handover, facts)
}

/// What is handed over: the permit, and for a liable one its SKRD.
pub(super) fn items(state: &Application) -> Vec<String> {
    let mut items = vec!["permit".to_owned()];
    if state.skrd.is_some() {
        items.push("skrd".to_owned());
    }
    items
}

/// Closes the file, or moves it on when the profile foresees more, such as archiving.
pub(super) fn finish(
    state: &Application,
    from: &StageId,
    handover: HandoverRecord,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let values = facts.values(state);
    if flow::following(state, from, &values, facts)?.is_none() {
        return Ok(vec![Event::HandedOver { handover }]);
    }
    let mut events = vec![Event::Delivered { handover }];
    events.extend(flow::advance(state, from, &values, facts, true)?);
    Ok(events)
}

/// The successor of a document that its holder has was issued. Told twice, it changes nothing.
pub(super) fn mark_replaced(
    state: &Application,
    number: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    system_only(facts)?;
    match state.status {
        Status::Replaced => Ok(Vec::new()),
        Status::HandedOver => Ok(vec![Event::Replaced { number: number.to_owned() }]),
        other => Err(Refusal::wrong_status(other)),
    }
}
