//! Timers: reminders, lapse, standing still. Each looks at the state itself and does nothing when it is no longer due.

use super::{Outcome, Work, enqueue};
use crate::account::read_personal;
use crate::act::Request;
use crate::error::AppError;
use crate::message::send;
use crate::{Dice, Region};
use domain::definition::StageKind;
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Command, CourierRule, Refusal, Status};
use domain::value::Id;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// The message about a document that nobody came for.
const PICKUP_REMINDER: &str = "pickup_reminder";

fn state(region: &Region, id: Id<ApplicationRecord>) -> Result<Application, AppError> {
    Ok(region.store.read(|tx| store::application::find(tx, id))?.ok_or(AppError::NotFound)?.state)
}

fn act(region: &Region, id: Id<ApplicationRecord>, command: Command) -> Result<Outcome, AppError> {
    match region.act(&Actor::system(), Request::new(id, command)) {
        Ok(_) => Ok(Outcome::Done),
        Err(AppError::Refused(_)) => Ok(Outcome::Done),
        Err(other) => Err(other),
    }
}

fn tell(region: &Region, state: &Application, event: &str, more: &Value) -> Result<(), AppError> {
    let definition = &region.office().definition(&state.definition)?;
    let (seed, now) = region.draw();
    written!(region, [region, state, event, more, definition], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = store::account::find(tx, state.owner)?.ok_or(AppError::NotFound)?;
        let personal = read_personal(&region.keys, &row)?;
        let variables =
            crate::act::message_variables(region, &region.office(), definition, state, now, more.clone());
        send(tx, region, &mut dice, event, &personal.notices_to(), Some(state.id), &variables)?;
        if let Some(copy) = personal.copy_to() {
            send(tx, region, &mut dice, event, &copy, None, &variables)?;
        }
        Ok(())
    })
}

/// The first message of an event that has left the office: its channel.
fn told(region: &Region, id: Id<ApplicationRecord>, event: &str) -> Result<Option<String>, AppError> {
    let messages = region.store.read(|tx| store::outbox::of_application(tx, id))?;
    let outcome = |m: &&store::outbox::MessageRow| {
        m.template == event && matches!(m.state.as_str(), "sent" | "delivered")
    };
    Ok(messages.iter().rev().find(outcome).map(|m| m.channel.clone()))
}

/// The channel that took the document: the e-mail that carries it; the SMS that tells of it only where no e-mail goes out.
fn carried(region: &Region, id: Id<ApplicationRecord>) -> Result<Option<String>, AppError> {
    let messages = region.store.read(|tx| store::outbox::of_application(tx, id))?;
    let mail = messages
        .iter()
        .rev()
        .find(|m| m.template == "permit_issued" && m.channel == "email" && m.state != "failed");
    match mail {
        Some(mail) if matches!(mail.state.as_str(), "sent" | "delivered") => Ok(Some(mail.channel.clone())),
        Some(_) => Ok(None),
        None => told(region, id, "permit_issued"),
    }
}

/// The earlier document ends when its successor is issued; one that was revoked meanwhile stays so.
pub(super) fn replace_earlier(
    region: &Region,
    id: Id<ApplicationRecord>,
    number: String,
) -> Result<Outcome, AppError> {
    act(region, id, Command::MarkReplaced { number })
}

/// A notice stage is left once a message about the outcome has left the office (BTG68-12, PWK63-6.2.d).
pub(super) fn confirm_notice(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    // What there is to tell: the signed document where it exists, before that the approval.
    let event = if state(region, id)?.issued.is_some() { "permit_issued" } else { "approved" };
    match told(region, id, event)? {
        Some(channel) => act(region, id, Command::ConfirmNoticeSent { channel, at: region.now() }),
        None => Ok(Outcome::Again("the notice has not left the office yet".into())),
    }
}

/// A delivery stage is left once the message with the document has left the office (PWK63-6.2.g).
pub(super) fn confirm_delivery(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    // The document goes with the e-mail; who has no mailbox is told where to fetch it.
    match carried(region, id)? {
        Some(channel) => {
            // The address itself stays in the account: states must not hold personal values.
            let address = "alamat terdaftar".to_owned();
            act(region, id, Command::ConfirmDelivered { channel, address, at: region.now() })
        }
        None => Ok(Outcome::Again("the document has not left the office yet".into())),
    }
}

/// No delivery report came: the first successful sending counts.
pub(super) fn assume_notice(
    region: &Region,
    id: Id<ApplicationRecord>,
    sent_at: Timestamp,
) -> Result<Outcome, AppError> {
    let state = state(region, id)?;
    if state.skrd.as_ref().is_none_or(|s| s.notice_received_at.is_some()) {
        return Ok(Outcome::Done);
    }
    // When every channel failed the clock does not start; the failed messages stand in a list that people work off.
    let messages = region.store.read(|tx| store::outbox::of_application(tx, id))?;
    let got_out = |m: &store::outbox::MessageRow| {
        m.template == "payment_notice" && matches!(m.state.as_str(), "sent" | "delivered")
    };
    if !messages.iter().any(got_out) {
        return Ok(Outcome::Done);
    }
    act(region, id, Command::ConfirmNoticeReceived { at: sent_at })
}

pub(super) fn remind_payment(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let state = state(region, id)?;
    if state.status != Status::AwaitingPayment || state.payment.is_some() {
        return Ok(Outcome::Done);
    }
    if state.skrd.is_some() {
        tell(region, &state, "payment_reminder", &json!({}))?;
    }
    Ok(Outcome::Done)
}

/// The calendar may have moved the deadline since the job was written: then the job moves with it.
pub(super) fn expire_payment(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    match region.act(&Actor::system(), Request::new(id, Command::Expire)) {
        Ok(_) => Ok(Outcome::Done),
        Err(AppError::Refused(Refusal::NotYetExpired)) => {
            let (seed, now) = region.draw();
            let tomorrow = now.checked_add(SignedDuration::from_hours(24)).unwrap_or(now);
            written!(region, [], |tx| {
                let mut dice = Dice::new(seed, now);
                enqueue(tx, &mut dice, Work::ExpirePayment { application: id }, tomorrow)
            })?;
            Ok(Outcome::Done)
        }
        Err(AppError::Refused(_)) => Ok(Outcome::Done),
        Err(other) => Err(other),
    }
}

pub(super) fn remind_correction(
    region: &Region,
    id: Id<ApplicationRecord>,
    round: u8,
) -> Result<Outcome, AppError> {
    let state = state(region, id)?;
    if let Some(open) = state.open_correction().filter(|c| c.round == round) {
        let due = open.clock.due(&region.office().calendar).ok().flatten();
        let more = crate::act::due_text(due.as_ref(), open.items.len());
        tell(region, &state, "correction_reminder", &more)?;
    }
    Ok(Outcome::Done)
}

/// A reminder that comes after a newer one was sent says nothing (never a fourth).
pub(super) fn remind_survey(
    region: &Region,
    id: Id<ApplicationRecord>,
    number: u8,
) -> Result<Outcome, AppError> {
    if state(region, id)?.survey.reminders >= number {
        return Ok(Outcome::Done);
    }
    act(region, id, Command::RemindSurvey)
}

pub(super) fn suspend_survey(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    act(region, id, Command::SuspendForSurvey)
}

/// Who has not come for the document is reminded once, however often it comes back to the counter (practice: hand-over).
pub(super) fn remind_pickup(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let state = state(region, id)?;
    let definition = region.office().definition(&state.definition)?;
    let stage = state.stage.as_ref().and_then(|stage| definition.stage(stage));
    if state.handover.is_some() || stage.is_none_or(|s| s.kind != StageKind::Handover) {
        return Ok(Outcome::Done);
    }
    // What a courier carries, or is still to carry, lies at no counter.
    let by_courier = region.profile.policy.courier == CourierRule::Mandatory && !state.delivery_failed;
    if state.shipment.is_some() || by_courier {
        return Ok(Outcome::Done);
    }
    let messages = region.store.read(|tx| store::outbox::of_application(tx, id))?;
    if messages.iter().any(|m| m.template == PICKUP_REMINDER) {
        return Ok(Outcome::Done);
    }
    let office = region.office();
    let today = office.calendar.local_date(region.now());
    let since = state.passage().map_or(today, |p| office.calendar.local_date(p.entered_at));
    let days = since.until(today).map_or(0, |span| i64::from(span.get_days()));
    tell(region, &state, PICKUP_REMINDER, &json!({ "days": days }))?;
    Ok(Outcome::Done)
}
