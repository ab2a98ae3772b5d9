//! The books of the office: special paper, payments to give back, messages that did not arrive.

use super::case::require;
use super::unheard::called_since;
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::message::{open_recipient, open_text, send_again};
use crate::setup::stock_paper;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::party::{Actor, ApplicationRecord, Message};
use domain::process::Refusal;
use domain::value::{Id, Rupiah};
use jiff::Timestamp;

/// Count of one kind of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperCount {
    /// Id of the kind.
    pub paper: String,
    /// What people read.
    pub label: String,
    /// In stock.
    pub stock: i64,
    /// Used.
    pub used: i64,
    /// Spoiled.
    pub spoiled: i64,
    /// Next serial.
    pub next: Option<String>,
}

/// The paper of every kind that the profile knows (MJK18-16.1).
///
/// # Errors
/// A refusal for somebody who does not print; database.
pub fn paper_stock(region: &Region, actor: &Actor) -> Result<Vec<PaperCount>, AppError> {
    require(
        region,
        actor,
        &[Capability::Print, Capability::Assign, Capability::ConfigureSystem],
        "open_paper_stock",
    )?;
    region.store.read(|tx| {
        let counts = store::desk::stock(tx)?;
        let count = |paper: &str, state: &str| {
            counts.iter().find(|(p, s, _)| p == paper && s == state).map_or(0, |(_, _, n)| *n)
        };
        let mut lines = Vec::new();
        for paper in &region.profile.papers {
            let id = paper.id.0.as_str();
            lines.push(PaperCount {
                paper: id.to_owned(),
                label: paper.label.clone(),
                stock: count(id, "stock"),
                used: count(id, "used"),
                spoiled: count(id, "spoiled"),
                next: store::desk::next_sheet(tx, id)?,
            });
        }
        Ok(lines)
    })
}

/// Puts sheets into stock; answers how many are new.
///
/// # Errors
/// A refusal for somebody who does not print, for an unknown kind of paper, or a count over 10,000.
pub fn add_paper(
    region: &Region,
    actor: &Actor,
    paper: &str,
    prefix: &str,
    first: u32,
    count: u32,
) -> Result<u32, AppError> {
    require(region, actor, &[Capability::Print], "stock_paper")?;
    let refuse = |field: &str, message: &str| -> Result<u32, AppError> {
        let refusal = Refusal::Invalid { field: field.to_owned(), message: message.to_owned() };
        record_refusal(region, actor, &Subject::office(0), "stock_paper", &refusal)?;
        Err(refusal.into())
    };
    if !region.profile.papers.iter().any(|p| p.id.0 == paper) {
        return refuse("kertas", "Pilih jenis kertas.");
    }
    let prefix = prefix.trim();
    if prefix.is_empty() || prefix.len() > 10 || !prefix.chars().all(|c| c.is_ascii_alphanumeric()) {
        return refuse("awalan", "Isi awalan seri dengan huruf atau angka, paling banyak 10.");
    }
    if first == 0
        || count == 0
        || count > 10_000
        || first.checked_add(count).is_none_or(|end| end > 1_000_000)
    {
        return refuse("jumlah", "Isi nomor awal dan jumlah antara 1 dan 10.000.");
    }
    stock_paper(region, actor, paper, prefix, first, count)
}

/// A payment to give back (MJK18-14.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundLine {
    /// Its file.
    pub application: Id<ApplicationRecord>,
    /// Registration number.
    pub registration: String,
    /// Holder.
    pub holder_name: String,
    /// The bank's reference.
    pub bank_reference: String,
    /// Amount.
    pub amount: Rupiah,
    /// The bank's time.
    pub paid_at: Timestamp,
    /// When it was reported.
    pub recorded_at: Timestamp,
    /// By whom.
    pub recorded_by: String,
}

/// The refund list, the newest first.
///
/// # Errors
/// A refusal for somebody who does not handle payments; database.
pub fn refunds(region: &Region, actor: &Actor) -> Result<Vec<RefundLine>, AppError> {
    let readers = [Capability::ConfirmPayment, Capability::Assign, Capability::ReadAuditTrail];
    require(region, actor, &readers, "open_refunds")?;
    region.store.read(|tx| {
        let mut lines = Vec::new();
        for row in store::desk::refunds(tx)? {
            let state = store::application::find(tx, row.application)?.map(|s| s.state);
            lines.push(RefundLine {
                application: row.application,
                registration: state
                    .as_ref()
                    .and_then(|s| s.registration)
                    .map_or_else(String::new, |r| r.to_string()),
                holder_name: state.map_or_else(String::new, |s| s.holder_name),
                bank_reference: row.bank_reference,
                amount: Rupiah::new(row.amount),
                paid_at: row.paid_at,
                recorded_at: row.recorded_at,
                recorded_by: row.recorded_by,
            });
        }
        Ok(lines)
    })
}

/// A message that did not arrive: a person must be called (practice: "Hubungi pemohon").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedMessage {
    /// Message.
    pub id: Id<Message>,
    /// Its file.
    pub application: Option<Id<ApplicationRecord>>,
    /// Registration number.
    pub registration: String,
    /// Holder.
    pub holder_name: String,
    /// `sms` or `email`.
    pub channel: String,
    /// Masked address.
    pub recipient: String,
    /// What it was about.
    pub template: String,
    /// Text, unless it held a secret.
    pub text: String,
    /// Why.
    pub why: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// It can be sent again.
    pub can_retry: bool,
}

/// Messages that failed for good, the newest first.
///
/// # Errors
/// A refusal for somebody without a desk; database.
pub fn failed_messages(region: &Region, actor: &Actor) -> Result<Vec<FailedMessage>, AppError> {
    super::case::require_desk(region, actor, "open_failed_messages")?;
    region.store.read(|tx| {
        let mut lines = Vec::new();
        // The newest thousand of all messages: what is older has long been answered by a call.
        for row in store::outbox::latest(tx, 1_000)?.into_iter().filter(|m| m.state == "failed") {
            let state = match row.application {
                Some(id) => store::application::find(tx, id)?.map(|s| s.state),
                None => None,
            };
            if let Some(agency) = &actor.agency
                && !state.as_ref().is_some_and(|s| s.agencies.contains(agency))
            {
                continue;
            }
            if let Some(id) = row.application
                && called_since(tx, id, row.created_at)?
            {
                continue;
            }
            let text = if row.secret { None } else { open_text(region, &row)? };
            lines.push(FailedMessage {
                id: row.id,
                application: row.application,
                registration: state
                    .as_ref()
                    .and_then(|s| s.registration)
                    .map_or_else(String::new, |r| r.to_string()),
                holder_name: state.map_or_else(String::new, |s| s.holder_name),
                recipient: super::case::masked(&open_recipient(region, &row)?),
                text: text.map_or_else(String::new, |t| t.text),
                why: row.last_error.clone().unwrap_or_default(),
                written_at: row.created_at,
                can_retry: !row.secret,
                channel: row.channel,
                template: row.template,
            });
        }
        Ok(lines)
    })
}

/// Sends a failed message again.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown message; a refusal for one that did not fail or that held a PIN.
pub fn retry_message(region: &Region, actor: &Actor, id: Id<Message>) -> Result<(), AppError> {
    // Who keeps the system running tries again too, without ever seeing the text.
    if !actor.may(Capability::ConfigureSystem) {
        super::case::require_desk(region, actor, "retry_message")?;
    }
    let row = region.store.read(|tx| store::outbox::find(tx, id))?.ok_or(AppError::NotFound)?;
    if row.state != "failed" || row.secret {
        let message = "Pesan ini tidak dapat dikirim ulang.".to_owned();
        let refusal = Refusal::Invalid { field: "pesan".into(), message };
        record_refusal(region, actor, &Subject::office(0), "retry_message", &refusal)?;
        return Err(refusal.into());
    }
    let (seed, now) = region.draw();
    let row = &row;
    written!(region, [region, actor, row], |tx| {
        let mut dice = Dice::new(seed, now);
        send_again(tx, &mut dice, row.id)?;
        let subject = row.application.map_or_else(|| Subject::office(0), Subject::application);
        record_act(tx, &mut dice, region, actor, &subject, "retry_message", None, &[])?;
        Ok::<_, AppError>(())
    })
}
