//! Codes that confirm a number or a mailbox, or stand in for a password once (MJK18-8.4, 9.1). Like the PIN, but bound
//! to an address instead of a document.

use super::AccessPolicy;
use crate::process::Refusal;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeUse {
    /// Confirms a number or mailbox of a request for access.
    Confirm,
    /// Confirms a change of number or mailbox.
    Change,
    /// The first password after approval (MJK18-9.1).
    FirstPassword,
    /// A new password for somebody who forgot the old one.
    NewPassword,
    /// Stops the replacement of a lost number or mailbox, from its notice (MJK18-9.2).
    StopChange,
    /// The holder of a number lets it receive the notices of somebody else (practice: one number for a family).
    Notice,
    /// An owner gives a helper a power of attorney (MJK18-12.6).
    PowerOfAttorney,
}

impl CodeUse {
    /// How long it may be used (ketentuan kantor).
    pub fn life(self) -> SignedDuration {
        match self {
            CodeUse::Confirm | CodeUse::Change | CodeUse::NewPassword | CodeUse::Notice => {
                SignedDuration::from_mins(15)
            }
            CodeUse::FirstPassword => SignedDuration::from_hours(72),
            // The two seldom sit together when it is asked for.
            CodeUse::PowerOfAttorney => SignedDuration::from_hours(24),
            // As long as the replacement waits: the region's own time is written into the challenge.
            CodeUse::StopChange => AccessPolicy::default().wait(),
        }
    }

    /// Stable name, as stored.
    pub fn name(self) -> &'static str {
        match self {
            CodeUse::Confirm => "confirm",
            CodeUse::Change => "change",
            CodeUse::FirstPassword => "first_password",
            CodeUse::NewPassword => "new_password",
            CodeUse::StopChange => "stop_change",
            CodeUse::Notice => "notice",
            CodeUse::PowerOfAttorney => "power_of_attorney",
        }
    }
}

/// A code that was sent. The digits are kept only as a keyed hash, outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeChallenge {
    /// What it is for.
    pub purpose: CodeUse,
    /// Until when.
    pub expires_at: Timestamp,
    /// Wrong tries so far.
    pub wrong: u8,
    /// Used, or closed by too many wrong tries.
    pub closed: bool,
}

impl CodeChallenge {
    /// Tries allowed (ketentuan kantor).
    pub const TRIES: u8 = 5;
    /// Codes that may be sent to one address within an hour.
    pub const MOST_AN_HOUR: i64 = 5;
    /// Pause between two codes to one address.
    pub const BETWEEN: SignedDuration = SignedDuration::from_secs(60);

    /// A new challenge.
    pub fn new(purpose: CodeUse, now: Timestamp) -> Self {
        let expires_at = now.checked_add(purpose.life()).unwrap_or(now);
        CodeChallenge { purpose, expires_at, wrong: 0, closed: false }
    }

    /// One try. Returns the challenge as it must be stored, whatever the outcome.
    ///
    /// `matches` is the result of comparing keyed hashes in constant time.
    pub fn attempt(mut self, matches: bool, now: Timestamp) -> (Self, Result<(), Refusal>) {
        if self.closed {
            return (self, Err(Refusal::CodeClosed));
        }
        if now > self.expires_at {
            return (self, Err(Refusal::CodeExpired));
        }
        if matches {
            self.closed = true;
            return (self, Ok(()));
        }
        self.wrong += 1;
        self.closed = self.wrong >= Self::TRIES;
        let left = Self::TRIES.saturating_sub(self.wrong);
        (self, Err(Refusal::CodeWrong { left }))
    }

    /// Whether another code may be sent to the address: not too soon, not too often.
    ///
    /// # Errors
    /// [`Refusal::CodeTooSoon`].
    pub fn may_send(recent: i64, newest: Option<Timestamp>, now: Timestamp) -> Result<(), Refusal> {
        let soon = newest.is_some_and(|at| now.duration_since(at) < Self::BETWEEN);
        if soon {
            return Err(Refusal::CodeTooSoon { wait: "satu menit".to_owned() });
        }
        if recent >= Self::MOST_AN_HOUR {
            return Err(Refusal::CodeTooSoon { wait: "satu jam".to_owned() });
        }
        Ok(())
    }
}
