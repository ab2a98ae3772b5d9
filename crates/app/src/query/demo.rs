//! What only a demo has: an outbox in which every message can be read, secrets too, and a clock that moves forward.

use crate::error::AppError;
use crate::job::run_due;
use crate::message::{open_recipient, open_text};
use crate::ports::Clock as _;
use crate::{Demo, Region};
use domain::party::{ApplicationRecord, Message};
use domain::value::Id;
use jiff::{SignedDuration, Timestamp};

/// Messages shown at once.
const MOST: u32 = 200;
/// Jobs claimed at once.
const BATCH: u32 = 50;
/// Rounds of one journey through time; more means that a job comes due again and again.
const MOST_ROUNDS: usize = 100_000;
/// The simulator reports a delivery two seconds after it took a message.
const REPORT_AFTER: SignedDuration = SignedDuration::from_secs(2);

/// A message as somebody would have received it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMessage {
    /// Message.
    pub id: Id<Message>,
    /// `sms` or `email`.
    pub channel: String,
    /// Number or address.
    pub to: String,
    /// Of an e-mail.
    pub subject: Option<String>,
    /// Text.
    pub text: String,
    /// Template name.
    pub template: String,
    /// File it belongs to.
    pub application: Option<Id<ApplicationRecord>>,
    /// Its registration number.
    pub registration: String,
    /// `waiting`, `sent`, `delivered`, `failed` or `cancelled`.
    pub state: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// When delivery was reported.
    pub delivered_at: Option<Timestamp>,
    /// Holds a PIN.
    pub secret: bool,
}

fn demo(region: &Region) -> Result<&Demo, AppError> {
    // Outside a demo there is no such page.
    region.demo.as_ref().ok_or(AppError::NotFound)
}

/// The newest messages, opened.
///
/// # Errors
/// [`AppError::NotFound`] outside a demo; database.
pub fn outbox(region: &Region) -> Result<Vec<DemoMessage>, AppError> {
    demo(region)?;
    region.store.read(|tx| {
        let mut lines = Vec::new();
        for row in store::outbox::latest(tx, MOST)? {
            let text = open_text(region, &row)?;
            let state = match row.application {
                Some(id) => store::application::find(tx, id)?.map(|s| s.state),
                None => None,
            };
            lines.push(DemoMessage {
                id: row.id,
                to: open_recipient(region, &row)?,
                subject: text.as_ref().and_then(|t| t.subject.clone()),
                text: text.map_or_else(|| "Isi sudah dihapus.".to_owned(), |t| t.text),
                template: row.template,
                application: row.application,
                registration: state.and_then(|s| s.registration).map_or_else(String::new, |r| r.to_string()),
                channel: row.channel,
                state: row.state,
                written_at: row.created_at,
                delivered_at: row.delivered_at,
                secret: row.secret,
            });
        }
        Ok(lines)
    })
}

/// The texts of messages written after a moment, oldest first; secrets are left out.
///
/// # Errors
/// As [`outbox`].
pub fn messages_since(region: &Region, since: Timestamp) -> Result<Vec<String>, AppError> {
    let mut texts: Vec<String> = outbox(region)?
        .into_iter()
        .filter(|m| m.written_at > since && !m.secret && m.channel == "sms")
        .map(|m| m.text)
        .collect();
    texts.reverse();
    Ok(texts)
}

/// Verification codes of documents in force with their holders, the newest first: something to scan.
///
/// # Errors
/// [`AppError::NotFound`] outside a demo; database.
pub fn finished_codes(region: &Region) -> Result<Vec<(String, String)>, AppError> {
    demo(region)?;
    let permits = region.store.read(store::permit::all)?;
    Ok(permits.into_iter().rev().filter(|p| p.state == "active").map(|p| (p.code, p.holder_name)).collect())
}

/// What moving the clock did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journey {
    /// Jobs done.
    pub jobs: usize,
    /// Jobs given up.
    pub failed: Vec<String>,
}

/// Moves the clock to `target` and does on the way what falls due, each at its own time: timers, letters, messages and
/// their delivery reports. The clock never goes back.
///
/// # Errors
/// [`AppError::NotFound`] outside a demo; database.
pub fn advance_to(region: &Region, target: Timestamp) -> Result<Journey, AppError> {
    let demo = demo(region)?;
    keep_sessions(region, target)?;
    let mut journey = Journey::default();
    for _ in 0..MOST_ROUNDS {
        let now = demo.clock.now();
        crate::message::take_recorded(region, &demo.gateway)?;
        let due = region.store.read(store::job::next_due)?;
        let Some(at) = due.filter(|at| *at <= target) else { break };
        demo.clock.move_to(at.max(now));
        crate::message::take_recorded(region, &demo.gateway)?;
        let report = run_due(region, BATCH)?;
        let worked = report.done + report.again + report.failed.len();
        journey.jobs += report.done;
        journey.failed.extend(report.failed);
        if worked == 0 && at <= now {
            // Another worker has it; its lease ends at `at` at the earliest.
            break;
        }
        let heard = demo.clock.now().checked_add(REPORT_AFTER).unwrap_or(target).min(target);
        demo.clock.move_to(heard);
        crate::message::take_recorded(region, &demo.gateway)?;
    }
    demo.clock.move_to(target);
    crate::message::take_recorded(region, &demo.gateway)?;
    Ok(journey)
}

/// Who is signed in stays so: the days pass in the demo, not in front of the screen.
fn keep_sessions(region: &Region, target: Timestamp) -> Result<(), AppError> {
    let now = region.now();
    let jump = i64::try_from(target.duration_since(now).as_micros()).unwrap_or(0);
    if jump <= 0 {
        return Ok(());
    }
    written!(region, [], |tx| {
        store::account::shift_sessions(tx, jump, now)?;
        Ok::<_, AppError>(())
    })
}

/// Takes the delivery reports that have fallen due by `now`. A message that was not delivered is shown to a person.
///
/// # Errors
/// [`AppError::NotFound`] outside a demo; database.
pub fn take_reports(region: &Region) -> Result<(), AppError> {
    let demo = demo(region)?;
    crate::message::take_recorded(region, &demo.gateway).map(|_| ())
}
