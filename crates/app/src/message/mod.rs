//! Messages: written in the transaction of their act, sent after the commit, retried, and never dropped silently.

mod delivered;
mod deliver;
mod text;

pub use delivered::delivered;
pub use text::{MessageText, open_text, open_recipient};
pub(crate) use deliver::deliver;

use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::{ApplicationRecord, Message};
use domain::value::{Email, Id, PhoneNumber};
use gateway::Channel;
use jiff::SignedDuration;
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

/// How long a message with a PIN or code is kept at most.
const SECRET_LIFE: SignedDuration = SignedDuration::from_mins(30);

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
    for (name, template) in region.profile.messages_for(event) {
        let address = match template.channel {
            Channel::Sms => to.phone.as_ref().map(ToString::to_string),
            Channel::Email => to.email.as_ref().map(ToString::to_string),
            Channel::WhatsApp | Channel::InApp => None,
        };
        let Some(address) = address else { continue };
        let rendered = template
            .render(variables)
            .map_err(|e| AppError::Damaged(format!("message {name}: {e}")))?;
        let id: Id<Message> = dice.id();
        let text = MessageText { subject: rendered.subject, text: rendered.text };
        let key = region.keys.master.derive("message");
        let body = serde_json::to_vec(&text).map_err(|e| AppError::Failed(e.to_string()))?;
        let row = MessageRow {
            id,
            channel: template.channel.as_str().to_owned(),
            recipient_enc: key.encrypt(dice.nonce(), id.as_bytes(), address.as_bytes())?,
            body_enc: key.encrypt(dice.nonce(), id.as_bytes(), &body)?,
            template: event.to_owned(),
            application,
            state: "waiting".to_owned(),
            attempts: 0,
            created_at: dice.now(),
            delivered_at: None,
            last_error: None,
            secret: template.secret,
        };
        let expires = template.secret.then(|| dice.now().checked_add(SECRET_LIFE).unwrap_or(dice.now()));
        store::outbox::insert(tx, &row, expires)?;
        crate::job::enqueue(tx, dice, crate::job::Work::SendMessage { message: id }, dice.now())?;
        written += 1;
    }
    Ok(written)
}
