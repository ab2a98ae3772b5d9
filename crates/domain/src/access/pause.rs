//! Growing pauses after failed sign-ins (MJK18-9.1): guessing becomes slow, and the owner is never locked out for good.

use crate::process::Refusal;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Failures are forgotten after this time without a new one.
const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(6);
/// The longest pause; after it the owner may try again, whatever strangers did.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);
const FIRST_SECONDS: i64 = 30;

/// How many failures are free, and from which number on each doubles the pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PauseRule {
    /// Failures without a pause.
    pub free: u32,
}

impl PauseRule {
    /// For one account.
    pub const ACCOUNT: PauseRule = PauseRule { free: 5 };
    /// For one network address: a counter or a village shares one.
    pub const ADDRESS: PauseRule = PauseRule { free: 30 };

    /// The pause after so many failures.
    pub fn pause(self, failures: u32) -> SignedDuration {
        match failures.checked_sub(self.free) {
            None | Some(0) => SignedDuration::ZERO,
            Some(over) => {
                let doubled = FIRST_SECONDS.saturating_mul(1_i64 << (over - 1).min(20));
                SignedDuration::from_secs(doubled).min(LONGEST)
            }
        }
    }
}

/// Failures of one account or address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureCount {
    /// Failures that still count.
    pub failures: u32,
    /// The last one.
    pub last_at: Timestamp,
    /// Nobody may try before.
    pub until: Timestamp,
}

impl FailureCount {
    /// Whether a try is allowed now. A try during the pause does not prolong it.
    ///
    /// # Errors
    /// [`Refusal::TooManyAttempts`] with the whole minutes to wait.
    pub fn check(&self, now: Timestamp) -> Result<(), Refusal> {
        if now >= self.until {
            return Ok(());
        }
        let seconds = self.until.duration_since(now).as_secs();
        Err(Refusal::TooManyAttempts { minutes: u32::try_from((seconds + 59) / 60).unwrap_or(1).max(1) })
    }

    /// The count after one more failure.
    pub fn failed(before: Option<&FailureCount>, rule: PauseRule, now: Timestamp) -> FailureCount {
        let counted = before.filter(|b| now.duration_since(b.last_at) < FORGOTTEN_AFTER);
        let failures = counted.map_or(0, |b| b.failures).saturating_add(1);
        let until = now.checked_add(rule.pause(failures)).unwrap_or(now);
        FailureCount { failures, last_at: now, until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_775_000_000 + seconds).unwrap()
    }

    #[test]
    fn pauses_grow_to_a_quarter_of_an_hour_and_no_further() {
        let minutes = |n| PauseRule::ACCOUNT.pause(n).as_secs();
        assert_eq!([5, 6, 7, 8].map(minutes), [0, 30, 60, 120]);
        assert_eq!(minutes(40), 900);
        assert_eq!(minutes(u32::MAX), 900);
    }

    #[test]
    fn failures_are_forgotten_and_a_pause_ends() {
        let mut count = None;
        for n in 0..9 {
            count = Some(FailureCount::failed(count.as_ref(), PauseRule::ACCOUNT, at(n)));
        }
        let count = count.unwrap();
        assert_eq!(count.check(at(9)), Err(Refusal::TooManyAttempts { minutes: 4 }));
        assert_eq!(count.check(at(8 + 240)), Ok(()));
        let later = FailureCount::failed(Some(&count), PauseRule::ACCOUNT, at(7 * 3_600));
        assert_eq!(later.failures, 1);
    }
}
