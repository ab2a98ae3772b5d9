//! Messages: written in the transaction of their act, sent after the commit, retried, and never dropped silently.

mod again;
mod deliver;
mod delivered;
mod erase;
mod report;
mod text;

pub(crate) use again::send_again;
pub(crate) use deliver::deliver;
pub use delivered::{delivered, not_delivered};
pub use erase::erase_expired;
pub use report::{report_key, take_recorded, take_report};
pub use text::{MessageText, open_recipient, open_text};

use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::CodeUse;
use domain::party::{ApplicationRecord, Message};
use domain::value::{Email, Id, PhoneNumber};
use jiff::SignedDuration;
use profile::{Channel, MessageEvent};
use serde_json::Value;
use store::WriteTx;
use store::outbox::MessageRow;

/// Where a message goes.
#[derive(Debug, Clone, Default)]
pub struct Recipient {
    /// Mobile number.
    pub phone: Option<PhoneNumber>,
    /// E-mail.
    pub email: Option<Email>,
}

/// How long a message with a PIN or code is of use: as long as the PIN or code itself. It is not sent later, and not kept
/// longer.
fn secret_life(region: &Region, event: &str) -> SignedDuration {
    match MessageEvent::named(event) {
        Some(MessageEvent::ContactCode) => CodeUse::Confirm.life(),
        Some(MessageEvent::ContactWaiting) => region.profile.policy.access.wait(),
        Some(MessageEvent::PowerOfAttorneyAsked) => CodeUse::PowerOfAttorney.life(),
        Some(MessageEvent::AccessGranted | MessageEvent::AccountReopened) => CodeUse::FirstPassword.life(),
        _ => {
            let minutes = region.profile.policy.pin.as_ref().map_or(30, |policy| policy.valid_minutes);
            SignedDuration::from_mins(i64::from(minutes))
        }
    }
}

/// Writes the messages of an event, one for each channel that the profile has a text for and the recipient an address.
/// Answers how many were written.
///
/// # Errors
/// [`AppError::Damaged`] when a text of the profile cannot be filled: the act is rolled back rather than silent.
pub(crate) fn send(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    event: &str,
    to: &Recipient,
    application: Option<Id<ApplicationRecord>>,
    variables: &Value,
) -> Result<usize, AppError> {
    let mut written = 0;
    let event = MessageEvent::named(event)
        .ok_or_else(|| AppError::Damaged(format!("there is no message event {event}")))?;
    for channel in Channel::ALL {
        let Some(template) = region.profile.message(event, channel) else { continue };
        let address = match channel {
            Channel::Sms => to.phone.as_ref().map(ToString::to_string),
            Channel::Email => to.email.as_ref().map(ToString::to_string),
        };
        let Some(address) = address else { continue };
        let rendered = template
            .render(variables)
            .map_err(|e| AppError::Damaged(format!("message {}: {e}", event.name())))?;
        let id: Id<Message> = dice.id();
        let text =
            MessageText { subject: Some(rendered.subject).filter(|s| !s.is_empty()), text: rendered.text };
        let key = region.keys.master.derive("message");
        let body = serde_json::to_vec(&text).map_err(|e| AppError::Failed(e.to_string()))?;
        let row = MessageRow {
            id,
            channel: channel.name().to_owned(),
            recipient_enc: key.encrypt(dice.nonce(), id.as_bytes(), address.as_bytes())?,
            body_enc: key.encrypt(dice.nonce(), id.as_bytes(), &body)?,
            template: event.name().to_owned(),
            application,
            state: "waiting".to_owned(),
            attempts: 0,
            created_at: dice.now(),
            delivered_at: None,
            last_error: None,
            secret: template.secret,
        };
        let expires = template
            .secret
            .then(|| dice.now().checked_add(secret_life(region, event.name())).unwrap_or(dice.now()));
        store::outbox::insert(tx, &row, expires)?;
        crate::job::enqueue(tx, dice, crate::job::Work::SendMessage { message: id }, dice.now())?;
        written += 1;
    }
    Ok(written)
}

/// Adds what every message may name of the office.
pub(crate) fn with_office(region: &Region, mut variables: Value) -> Value {
    let identity = &region.profile.identity;
    if let Some(map) = variables.as_object_mut() {
        for (name, text) in [
            ("office_short", identity.office_short.as_str()),
            ("office_long", identity.office_long.as_str()),
            ("region_name", identity.region_name.as_str()),
            ("system_name", identity.system_name.as_str()),
            ("portal", identity.portal.as_str()),
        ] {
            map.insert(name.to_owned(), text.into());
        }
    }
    variables
}
