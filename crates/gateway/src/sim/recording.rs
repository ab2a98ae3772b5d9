//! A gateway inside the process, for tests, the demo's outbox and rehearsals.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::email::{Email, EmailGateway, EmailReceipt};
use crate::sms::{DeliveryReport, DeliveryState, HandoverState, Sms, SmsGateway, SmsReceipt};
use crate::{Channel, Reference, RefusalCause, SendError};

/// What becomes of the messages to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Taken; an SMS is reported delivered after this time.
    DeliverAfter(SignedDuration),
    /// Taken; an SMS is reported failed after this time.
    FailAfter(SignedDuration),
    /// The first tries are answered "try again later", then an SMS is delivered after the given time.
    FailTimes {
        /// How many tries of one message fail.
        times: u32,
        /// From the successful try to the report.
        then_after: SignedDuration,
    },
    /// Refused for good, as a number that does not exist.
    Refuse,
    /// The gateway cannot be reached.
    Unreachable,
    /// Taken, and no report ever comes.
    NeverReport,
}

/// A message that was taken.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordedMessage {
    /// Its place in the order of all messages, from 1.
    pub number: u64,
    /// SMS or e-mail.
    pub channel: Channel,
    /// Telephone number or e-mail address.
    pub to: String,
    /// The subject of an e-mail.
    pub subject: Option<String>,
    /// The text.
    pub text: String,
    /// The names of attached files.
    pub attachments: Vec<String>,
    /// The caller's name for the message.
    pub reference: Reference,
    /// When it was taken, on the recorder's clock.
    pub taken_at: Timestamp,
    /// The last report about it; e-mail has none.
    pub state: Option<DeliveryState>,
}

impl fmt::Debug for RecordedMessage {
    /// Shows neither address nor content, as these may be real ones in a rehearsal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedMessage")
            .field("number", &self.number)
            .field("channel", &self.channel)
            .field("reference", &self.reference)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Takes messages of both kinds, remembers them in order and plays scripted outcomes.
///
/// It has no clock of its own: [`advance_to`](Self::advance_to) moves its time and gives the reports that fall due,
/// so the same calls always have the same results.
#[derive(Debug)]
pub struct RecordingGateway {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    now: Timestamp,
    usual: Outcome,
    scripts: BTreeMap<String, Outcome>,
    tries: BTreeMap<Reference, u32>,
    messages: Vec<RecordedMessage>,
    /// Reports to come by time, then by order of sending.
    due: BTreeMap<(Timestamp, u64), DeliveryState>,
}

impl RecordingGateway {
    /// Starts at a time; messages are delivered after two seconds unless scripted otherwise.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        let inner = Inner {
            now,
            usual: Outcome::DeliverAfter(SignedDuration::from_secs(2)),
            scripts: BTreeMap::new(),
            tries: BTreeMap::new(),
            messages: Vec::new(),
            due: BTreeMap::new(),
        };
        Self { inner: Mutex::new(inner) }
    }

    /// What becomes of messages to addresses without a script.
    pub fn set_usual(&self, outcome: Outcome) {
        self.lock().usual = outcome;
    }

    /// What becomes of the messages to one number or address from now on.
    pub fn script(&self, to: impl Into<String>, outcome: Outcome) {
        self.lock().scripts.insert(to.into(), outcome);
    }

    /// Moves the time forward (never back) and gives the reports that have fallen due, oldest first.
    #[must_use = "the reports are given once"]
    pub fn advance_to(&self, now: Timestamp) -> Vec<DeliveryReport> {
        let mut inner = self.lock();
        inner.now = inner.now.max(now);
        let now = inner.now;
        let mut reports = Vec::new();
        while let Some(entry) = inner.due.first_entry() {
            if entry.key().0 > now {
                break;
            }
            let ((_, number), state) = entry.remove_entry();
            if let Some(message) = inner.messages.iter_mut().find(|m| m.number == number) {
                message.state = Some(state);
                reports.push(DeliveryReport { reference: message.reference.clone(), state });
            }
        }
        reports
    }

    /// The messages taken so far, in order; one that was sent twice stands twice.
    #[must_use]
    pub fn messages(&self) -> Vec<RecordedMessage> {
        self.lock().messages.clone()
    }

    /// The messages to one number or address, in order.
    #[must_use]
    pub fn messages_to(&self, to: &str) -> Vec<RecordedMessage> {
        self.lock().messages.iter().filter(|m| m.to == to).cloned().collect()
    }

    /// How often a message was tried, successful or not.
    #[must_use]
    pub fn tries(&self, reference: &Reference) -> u32 {
        self.lock().tries.get(reference).copied().unwrap_or(0)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Plays the script of the address; `Ok` tells when which report comes.
    fn play(
        &mut self,
        to: &str,
        reference: &Reference,
    ) -> Result<Option<(SignedDuration, DeliveryState)>, SendError> {
        let tries = self.tries.entry(reference.clone()).or_insert(0);
        *tries += 1;
        let reason = || "as scripted".to_owned();
        match self.scripts.get(to).unwrap_or(&self.usual) {
            Outcome::DeliverAfter(time) => Ok(Some((*time, DeliveryState::Delivered))),
            Outcome::FailAfter(time) => Ok(Some((*time, DeliveryState::Failed))),
            Outcome::FailTimes { times, .. } if *tries <= *times => Err(SendError::temporary(reason())),
            Outcome::FailTimes { then_after, .. } => Ok(Some((*then_after, DeliveryState::Delivered))),
            Outcome::Refuse => Err(SendError::permanent(RefusalCause::Recipient, reason())),
            Outcome::Unreachable => Err(SendError::Unreachable { reason: reason(), in_doubt: false }),
            Outcome::NeverReport => Ok(None),
        }
    }

    fn record(&mut self, message: RecordedMessage) -> u64 {
        let number = self.messages.len() as u64 + 1;
        self.messages.push(RecordedMessage { number, ..message });
        number
    }
}

impl SmsGateway for RecordingGateway {
    fn send(&self, sms: &Sms) -> Result<SmsReceipt, SendError> {
        // The rule of the office, so that a text the real gateway refuses is refused in rehearsals too.
        crate::sms::check(sms, 2)?;
        let mut inner = self.lock();
        let report = inner.play(&sms.to_e164, &sms.reference)?;
        let taken_at = inner.now;
        let number = inner.record(RecordedMessage {
            number: 0,
            channel: Channel::Sms,
            to: sms.to_e164.clone(),
            subject: None,
            text: sms.text.clone(),
            attachments: Vec::new(),
            reference: sms.reference.clone(),
            taken_at,
            state: None,
        });
        if let Some((after, state)) = report {
            let at = taken_at.checked_add(after).unwrap_or(Timestamp::MAX);
            inner.due.insert((at, number), state);
        }
        Ok(SmsReceipt { provider_ref: Some(format!("rekaman-{number}")), state: HandoverState::Accepted })
    }
}

impl EmailGateway for RecordingGateway {
    fn send(&self, email: &Email) -> Result<EmailReceipt, SendError> {
        crate::email::check(email)?;
        let mut inner = self.lock();
        inner.play(&email.to, &email.reference)?;
        let taken_at = inner.now;
        inner.record(RecordedMessage {
            number: 0,
            channel: Channel::Email,
            to: email.to.clone(),
            subject: Some(email.subject.clone()),
            text: email.text.clone(),
            attachments: email.attachments.iter().map(|a| a.file_name.clone()).collect(),
            reference: email.reference.clone(),
            taken_at,
            state: None,
        });
        Ok(EmailReceipt { message_id: format!("<{}@rekaman.invalid>", email.reference) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Advice;

    const TO: &str = "+6281200000000";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_773_000_000 + second).unwrap()
    }

    fn send(gateway: &RecordingGateway, to: &str, reference: &str) -> Result<SmsReceipt, SendError> {
        let reference = reference.parse().unwrap();
        SmsGateway::send(gateway, &Sms { to_e164: to.into(), text: "Halo".into(), reference })
    }

    fn names(reports: &[DeliveryReport]) -> Vec<(&str, &str)> {
        reports.iter().map(|r| (r.reference.as_str(), r.state.as_str())).collect()
    }

    #[test]
    fn reports_come_when_due_once_and_in_order() {
        let gateway = RecordingGateway::new(at(0));
        gateway.script(TO, Outcome::DeliverAfter(SignedDuration::from_secs(10)));
        gateway.script("+6281200000001", Outcome::FailAfter(SignedDuration::from_secs(5)));
        gateway.script("+6281200000002", Outcome::NeverReport);
        send(&gateway, TO, "a").unwrap();
        send(&gateway, "+6281200000001", "b").unwrap();
        send(&gateway, "+6281200000002", "c").unwrap();
        assert!(gateway.advance_to(at(4)).is_empty());
        assert_eq!(names(&gateway.advance_to(at(10))), [("b", "failed"), ("a", "delivered")]);
        assert!(gateway.advance_to(at(1_000_000)).is_empty());
        let states: Vec<_> = gateway.messages().iter().map(|m| m.state).collect();
        assert_eq!(states, [Some(DeliveryState::Delivered), Some(DeliveryState::Failed), None]);
    }

    #[test]
    fn failing_tries_are_counted_per_message() {
        let gateway = RecordingGateway::new(at(0));
        gateway.set_usual(Outcome::FailTimes { times: 2, then_after: SignedDuration::ZERO });
        for _ in 0..2 {
            assert!(matches!(send(&gateway, TO, "a"), Err(SendError::Temporary { .. })));
        }
        assert!(send(&gateway, TO, "a").is_ok());
        assert!(send(&gateway, TO, "b").is_err());
        assert_eq!(gateway.tries(&"a".parse().unwrap()), 3);
        assert_eq!(gateway.messages().len(), 1);
        assert_eq!(names(&gateway.advance_to(at(0))), [("a", "delivered")]);
    }

    #[test]
    fn refused_and_unreachable_record_nothing() {
        let gateway = RecordingGateway::new(at(0));
        gateway.script(TO, Outcome::Refuse);
        assert_eq!(send(&gateway, TO, "a").unwrap_err().advice(), Advice::GiveUp);
        gateway.script(TO, Outcome::Unreachable);
        assert_eq!(send(&gateway, TO, "a").unwrap_err().advice(), Advice::Retry);
        assert!(send(&gateway, "0812", "a").is_err());
        assert!(gateway.messages().is_empty());
    }

    #[test]
    fn both_channels_in_one_order_and_time_never_goes_back() {
        let gateway = RecordingGateway::new(at(50));
        let _ = gateway.advance_to(at(10));
        send(&gateway, TO, "a").unwrap();
        let email = Email {
            to: "siti@contoh.invalid".into(),
            subject: "Permohonan diterima".into(),
            text: "Permohonan Anda sudah kami terima.".into(),
            html: None,
            attachments: vec![],
            reference: "b".parse().unwrap(),
            written_at: at(50),
        };
        EmailGateway::send(&gateway, &email).unwrap();
        let kept: Vec<_> =
            gateway.messages().into_iter().map(|m| (m.number, m.channel, m.to, m.taken_at)).collect();
        assert_eq!(kept[0], (1, Channel::Sms, TO.to_owned(), at(50)));
        assert_eq!(kept[1], (2, Channel::Email, "siti@contoh.invalid".to_owned(), at(50)));
        assert_eq!(gateway.messages_to("siti@contoh.invalid").len(), 1);
        // E-mail has no delivery reports.
        assert_eq!(names(&gateway.advance_to(at(1_000))), [("a", "delivered")]);
        let bad = Email { to: "siti".into(), ..email };
        assert!(EmailGateway::send(&gateway, &bad).is_err());
    }
}
