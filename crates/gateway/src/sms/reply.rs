//! Reading Kannel's answers to `sendsms` (User Guide 1.4.5, "SMS push reply").

use super::{HandoverState, SmsReceipt};
use crate::{RefusalCause, SendError};

/// The texts Kannel refuses with that concern the number, not us.
const ABOUT_RECIPIENT: [&str; 6] = [
    "Number(s) has/have been denied by white- and/or black-lists.",
    "Missing receiver number, rejected",
    "Empty receiver number not allowed, rejected",
    "Missing receiver(s) number(s), rejected",
    "Not routable. Do not try again.",
    "Garbage to field, rejected",
];

/// The texts Kannel refuses with that concern the message.
const ABOUT_MESSAGE: [&str; 2] = ["Charset or body misformed, rejected", "UDH field is too long, rejected"];

/// Other texts that are certainly Kannel's own, so that they may be quoted to the operator.
const ABOUT_ACCOUNT: [&str; 4] = [
    "Authorization failed for sendsms",
    "Sender missing and no global set, rejected",
    "Unknown request.",
    "DLR-URL field misformed, rejected",
];

/// Judges one answer. Texts that Kannel does not use are not quoted: a proxy's error page repeats our address, and
/// with it password, number and text.
pub(super) fn judge(status: u16, body: &str) -> Result<SmsReceipt, SendError> {
    let body = body.trim();
    let taken = |state| Ok(SmsReceipt { provider_ref: None, state });
    let quoted = |known: &[&'static str]| known.iter().find(|k| body.starts_with(**k)).copied();
    match status {
        202 if body.starts_with("0:") => taken(HandoverState::Accepted),
        202 if body.starts_with("3:") => taken(HandoverState::Queued),
        200..=299 => Err(SendError::Unreachable {
            reason: format!("HTTP {status} whose text is not Kannel's"),
            in_doubt: true,
        }),
        408 | 425 | 429 | 500..=599 => Err(SendError::temporary(format!("HTTP {status}"))),
        _ => {
            let (cause, text) = if let Some(text) = quoted(&ABOUT_RECIPIENT) {
                (RefusalCause::Recipient, text)
            } else if let Some(text) = quoted(&ABOUT_MESSAGE) {
                (RefusalCause::Message, text)
            } else {
                (RefusalCause::Account, quoted(&ABOUT_ACCOUNT).unwrap_or("a text that is not Kannel's"))
            };
            Err(SendError::permanent(cause, format!("HTTP {status}, {text}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(status: u16, body: &str) -> Option<RefusalCause> {
        match judge(status, body) {
            Err(SendError::Permanent { cause, .. }) => Some(cause),
            _ => None,
        }
    }

    #[test]
    fn accepted_and_queued() {
        let state = |body| judge(202, body).map(|r| r.state);
        assert_eq!(state("0: Accepted for delivery"), Ok(HandoverState::Accepted));
        assert_eq!(state("3: Queued for later delivery"), Ok(HandoverState::Queued));
        assert_eq!(state("3: Queued for later delivery\r\n"), Ok(HandoverState::Queued));
    }

    #[test]
    fn success_of_something_else_is_no_acceptance() {
        for (status, body) in [(200, "<html>Selamat datang di WiFi</html>"), (202, "ok"), (204, "")] {
            assert!(matches!(judge(status, body), Err(SendError::Unreachable { in_doubt: true, .. })));
        }
    }

    #[test]
    fn temporary_refusals() {
        for (status, body) in [
            (503, "Temporal failure, try again later."),
            (500, ""),
            (502, "<html>Bad Gateway</html>"),
            (429, ""),
        ] {
            assert!(matches!(judge(status, body), Err(SendError::Temporary { .. })), "{status}");
        }
    }

    #[test]
    fn permanent_refusals_by_cause() {
        use RefusalCause::{Account, Message, Recipient};
        assert_eq!(cause(403, "Authorization failed for sendsms"), Some(Account));
        assert_eq!(cause(400, "Sender missing and no global set, rejected"), Some(Account));
        assert_eq!(cause(404, "Unknown request."), Some(Account));
        assert_eq!(cause(302, ""), Some(Account));
        assert_eq!(cause(400, "Empty receiver number not allowed, rejected"), Some(Recipient));
        assert_eq!(cause(403, "Not routable. Do not try again."), Some(Recipient));
        let denied =
            "Number(s) has/have been denied by white- and/or black-lists. Denied receivers are: +62812";
        assert_eq!(cause(400, denied), Some(Recipient));
        assert_eq!(cause(400, "Charset or body misformed, rejected"), Some(Message));
    }

    #[test]
    fn foreign_texts_and_numbers_are_not_quoted() {
        let page = "Not found: /cgi-bin/sendsms?username=u&password=rahasia";
        assert!(!judge(404, page).unwrap_err().to_string().contains("rahasia"));
        let denied =
            "Number(s) has/have been denied by white- and/or black-lists. Denied receivers are: +62812";
        assert!(!judge(400, denied).unwrap_err().to_string().contains("+62812"));
    }
}
