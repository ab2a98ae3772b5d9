//! What can go wrong when a message leaves, told so that the caller knows what to do next.

use std::fmt;

/// Why a message was not handed over.
///
/// The reasons are written for operators and hold neither address nor text: replies of servers, which may repeat
/// both, are reduced to their codes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The gateway answered that it cannot now (SMTP 4xx, HTTP 503): the same message may pass later.
    #[error("the gateway asks to try again later: {reason}")]
    Temporary {
        /// The gateway's code and the place in the conversation.
        reason: String,
    },
    /// The gateway refused, and would refuse again as long as nothing changes.
    #[error("refused because of the {cause}: {reason}")]
    Permanent {
        /// What must change before another try makes sense.
        cause: RefusalCause,
        /// The gateway's code and the place in the conversation.
        reason: String,
    },
    /// No usable answer came.
    #[error("the gateway cannot be reached: {reason}")]
    Unreachable {
        /// What failed.
        reason: String,
        /// The message had gone out when the answer failed to come, so the person may receive it twice.
        in_doubt: bool,
    },
}

impl SendError {
    /// What the caller does with the message now.
    #[must_use]
    pub const fn advice(&self) -> Advice {
        match self {
            Self::Temporary { .. } | Self::Unreachable { .. } => Advice::Retry,
            Self::Permanent { cause: RefusalCause::Account, .. } => Advice::RetryAndTellOperator,
            Self::Permanent { .. } => Advice::GiveUp,
        }
    }

    pub(crate) fn permanent(cause: RefusalCause, reason: impl Into<String>) -> Self {
        Self::Permanent { cause, reason: reason.into() }
    }

    pub(crate) fn temporary(reason: impl Into<String>) -> Self {
        Self::Temporary { reason: reason.into() }
    }
}

/// What a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalCause {
    /// The number or address: another one, or another channel, is needed.
    Recipient,
    /// The message itself: too long, empty, malformed.
    Message,
    /// Our account, address or settings at the gateway: no fault of this message, all others fail too.
    Account,
}

impl fmt::Display for RefusalCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Recipient => "recipient",
            Self::Message => "message",
            Self::Account => "account",
        })
    }
}

/// What the caller does with a message that was not handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Try again with backoff.
    Retry,
    /// Try again with backoff, and show the operator at once that the gateway's settings are wrong.
    RetryAndTellOperator,
    /// Do not try again by this channel: use the next one, or hand the message to a person.
    GiveUp,
}

/// A setting of a gateway that cannot work; found when the client is built, not when the first message leaves.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("setting {setting}: {reason}")]
pub struct ConfigError {
    /// The name of the field.
    pub setting: &'static str,
    /// What is wrong with it, without its value when the value is secret.
    pub reason: String,
}

impl ConfigError {
    pub(crate) fn new(setting: &'static str, reason: impl Into<String>) -> Self {
        Self { setting, reason: reason.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_password_at_the_gateway_does_not_end_the_message() {
        let by_cause = |cause| SendError::permanent(cause, "x").advice();
        assert_eq!(by_cause(RefusalCause::Account), Advice::RetryAndTellOperator);
        assert_eq!(by_cause(RefusalCause::Recipient), Advice::GiveUp);
        assert_eq!(by_cause(RefusalCause::Message), Advice::GiveUp);
        assert_eq!(SendError::temporary("x").advice(), Advice::Retry);
        let lost = SendError::Unreachable { reason: "x".into(), in_doubt: true };
        assert_eq!(lost.advice(), Advice::Retry);
    }
}
