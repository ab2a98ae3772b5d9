//! Hands one message to its gateway, outside any transaction, and keeps the outcome.

use super::secret_life;
use super::text::{open_recipient, open_text};
use crate::Region;
use crate::error::AppError;
use crate::job::{Outcome, Work, enqueue};
use domain::definition::StageKind;
use domain::party::Message;
use domain::value::Id;
use gateway::email::Attachment;
use gateway::sms::Sms;
use gateway::{Advice, Reference, SendError};
use jiff::SignedDuration;

/// Attempts before a person is told ("Hubungi pemohon").
const MOST_ATTEMPTS: i64 = 6;

/// The document itself goes with the message where it is delivered that way (PWK63-6.2.g).
fn document_of(region: &Region, row: &store::outbox::MessageRow) -> Result<Vec<Attachment>, AppError> {
    let Some(application) = row.application.filter(|_| row.template == "permit_issued") else {
        return Ok(Vec::new());
    };
    let stored = region.store.read(|tx| store::application::find(tx, application))?;
    let Some(state) = stored.map(|stored| stored.state) else { return Ok(Vec::new()) };
    let definition = region.office().definition(&state.definition)?;
    let sent = definition.stage_of_kind(StageKind::Delivery).is_some();
    let Some(issued) = state.issued.filter(|_| sent) else { return Ok(Vec::new()) };
    let (file, bytes) = crate::letter::read_file_by_id(region, issued.file)?;
    let number = state.registration.map(|number| number.to_string()).unwrap_or_default();
    let file_name = format!("{}-{number}.pdf", definition.id.0);
    Ok(vec![Attachment { file_name, content_type: file.media_type, bytes }])
}

/// Sends a waiting message. A message that was sent, cancelled or delivered already is left alone.
///
/// # Errors
/// Database; gateway failures become a retry or a failed message shown to a person.
pub(crate) fn deliver(region: &Region, id: Id<Message>) -> Result<Outcome, AppError> {
    let Some(row) = region.store.read(|tx| store::outbox::find(tx, id))? else { return Ok(Outcome::Done) };
    if row.state != "waiting" {
        return Ok(Outcome::Done);
    }
    // A PIN that nobody could use any more would only confuse; the official asks for a new one.
    let life = secret_life(region, &row.template);
    if row.secret && region.now() > row.created_at.checked_add(life).unwrap_or(row.created_at) {
        written!(region, [], |tx| Ok::<_, AppError>(store::outbox::close(
            tx,
            id,
            "failed",
            "too late to be of use"
        )?))?;
        return Ok(Outcome::Done);
    }
    let Some(text) = open_text(region, &row)? else { return Ok(Outcome::Done) };
    let to = open_recipient(region, &row)?;
    let reference: Reference =
        id.to_string().parse().map_err(|e: gateway::ReferenceError| AppError::Failed(e.to_string()))?;
    let sent: Result<String, SendError> = if row.channel == "sms" {
        region
            .sms
            .send(&Sms { to_e164: to, text: text.text, reference })
            .map(|receipt| receipt.provider_ref.unwrap_or_default())
    } else {
        region
            .email
            .send(&gateway::email::Email {
                to,
                subject: text.subject.unwrap_or_default(),
                text: text.text,
                html: None,
                attachments: document_of(region, &row)?,
                reference,
                written_at: row.created_at,
            })
            .map(|receipt| receipt.message_id)
    };
    let (seed, now) = region.draw();
    match sent {
        Ok(provider_ref) => {
            let demo = region.demo.is_some();
            let wait = region.profile.policy.payment.as_ref().map(|p| p.delivery_wait_hours);
            let (row, provider_ref) = (&row, provider_ref.as_str());
            written!(region, [row, provider_ref], |tx| {
                let mut dice = Region::dice_of(seed, now);
                store::outbox::sent(tx, id, provider_ref, demo)?;
                // without a delivery report the first successful sending counts, after a time of waiting.
                if row.template == "payment_notice"
                    && let (Some(application), Some(hours)) = (row.application, wait)
                {
                    let at = now.checked_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(now);
                    let work = Work::AssumeNoticeReceived { application, sent_at: now };
                    enqueue(tx, &mut dice, work, at)?;
                }
                Ok::<_, AppError>(())
            })?;
            Ok(Outcome::Done)
        }
        Err(error) => {
            let attempts = row.attempts + 1;
            let give_up = error.advice() == Advice::GiveUp || attempts >= MOST_ATTEMPTS;
            let text = error.to_string();
            let why = text.as_str();
            written!(region, [why], |tx| {
                store::outbox::tried(tx, id, why)?;
                if give_up {
                    store::outbox::close(tx, id, "failed", why)?;
                }
                Ok::<_, AppError>(())
            })?;
            Ok(if give_up { Outcome::Done } else { Outcome::Again(text) })
        }
    }
}
