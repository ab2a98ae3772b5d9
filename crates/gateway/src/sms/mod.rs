//! Text messages.

mod kannel;
mod parts;
mod reply;
mod report;

use std::fmt;

pub use kannel::{KannelClient, KannelConfig};
pub use parts::{SmsEncoding, SmsParts, sms_parts};
pub use report::{DeliveryReport, DeliveryState, ReportError, ReportKey, parse_dlr};

use crate::{Reference, RefusalCause, SendError};

/// One text message to one telephone.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    /// The number in E.164 form: `+` and 8 to 15 digits, for example `+6281200000000`.
    pub to_e164: String,
    /// The text, at most as many parts as the gateway's settings allow (see [`sms_parts`]).
    pub text: String,
    /// The caller's name for the message; delivery reports carry it.
    pub reference: Reference,
}

impl fmt::Debug for Sms {
    /// Shows neither number nor text: both are personal, and the text may hold a PIN.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sms")
            .field("reference", &self.reference)
            .field("chars", &self.text.chars().count())
            .finish_non_exhaustive()
    }
}

/// What the gateway said when it took the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmsReceipt {
    /// The gateway's own name for the message, if it gives one (Kannel does not).
    pub provider_ref: Option<String>,
    /// How far the gateway got.
    pub state: HandoverState,
}

/// How far the gateway got with a message it took. Neither value means that a telephone received it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HandoverState {
    /// Passed on towards the network.
    Accepted,
    /// Kept by the gateway until the network is back.
    Queued,
}

/// Sends text messages. Calls block up to the client's time limit.
pub trait SmsGateway: Send + Sync {
    /// Hands one message over.
    ///
    /// # Errors
    /// [`SendError`]; its [`advice`](SendError::advice) says whether to try again.
    fn send(&self, sms: &Sms) -> Result<SmsReceipt, SendError>;
}

/// Refuses what no gateway could deliver: a number that is not E.164, an empty text, too many parts.
pub(crate) fn check(sms: &Sms, max_parts: u32) -> Result<SmsEncoding, SendError> {
    let digits = sms.to_e164.strip_prefix('+').unwrap_or_default();
    let is_e164 = (8..=15).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0');
    if !is_e164 {
        return Err(SendError::permanent(RefusalCause::Recipient, "the number is not in E.164 form"));
    }
    if sms.text.trim().is_empty() {
        return Err(SendError::permanent(RefusalCause::Message, "the text is empty"));
    }
    let size = sms_parts(&sms.text);
    // Kannel cuts what exceeds its `max-messages` and still answers "Accepted": nobody would learn of the loss.
    if size.parts > max_parts {
        let reason = format!("{} parts in {:?}, at most {max_parts} allowed", size.parts, size.encoding);
        return Err(SendError::permanent(RefusalCause::Message, reason));
    }
    Ok(size.encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sms(to: &str, text: &str) -> Sms {
        Sms { to_e164: to.into(), text: text.into(), reference: "r1".parse().unwrap() }
    }

    #[test]
    fn numbers_that_are_not_e164_are_refused() {
        for bad in ["", "+", "081200000000", "6281200000000", "+0812345678", "+62 812 0000", "+62812000a0000"]
        {
            let refused = check(&sms(bad, "Halo"), 2).unwrap_err();
            let about_number = matches!(refused, SendError::Permanent { cause: RefusalCause::Recipient, .. });
            assert!(about_number, "{bad:?}: {refused}");
        }
        assert!(check(&sms("+6281200000000", "Halo"), 2).is_ok());
    }

    #[test]
    fn empty_and_too_long_texts_are_refused() {
        for bad in ["", "  \n", &"a".repeat(307)] {
            let refused = check(&sms("+6281200000000", bad), 2).unwrap_err();
            assert!(matches!(refused, SendError::Permanent { cause: RefusalCause::Message, .. }));
        }
        assert!(check(&sms("+6281200000000", &"a".repeat(306)), 2).is_ok());
    }

    #[test]
    fn debug_shows_neither_number_nor_text() {
        let shown = format!("{:?}", sms("+6281200000000", "PIN Anda 482913"));
        assert!(!shown.contains("812") && !shown.contains("482913") && shown.contains("r1"), "{shown}");
    }
}
