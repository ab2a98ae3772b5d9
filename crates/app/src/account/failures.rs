//! Growing pauses after failures, for each account name and each network address (MJK18-9.1).

use super::access::newcomer;
use crate::Region;
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use domain::access::{FailureCount, PauseRule};
use domain::process::Refusal;

/// Where somebody fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// Sign-in with an account name.
    Account,
    /// Sign-in from a network address.
    Address,
    /// The public form, from a network address.
    Registration,
    /// A forgotten password, from a network address.
    Forgotten,
}

impl Door {
    fn name(self) -> &'static str {
        match self {
            Door::Account => "account",
            Door::Address => "address",
            Door::Registration => "registration",
            Door::Forgotten => "forgotten",
        }
    }

    fn rule(self) -> PauseRule {
        match self {
            Door::Account => PauseRule::ACCOUNT,
            Door::Address | Door::Registration | Door::Forgotten => PauseRule::ADDRESS,
        }
    }

    /// A keyed hash: the table must not become a list of names and addresses.
    pub(crate) fn key(self, region: &Region, value: &str) -> [u8; 32] {
        region.keys.blind(&format!("failures {}", self.name()), value)
    }
}

/// Refuses during a pause. An unknown address (no socket, as in tests) has no pause.
pub(crate) fn check(region: &Region, door: Door, value: &str) -> Result<(), Refusal> {
    let key = door.key(region, value);
    let count = match region.store.read(|tx| store::account_guard::failures(tx, key)) {
        Ok(Some(count)) if !value.is_empty() => count,
        _ => return Ok(()),
    };
    count.check(region.now())
}

/// Counts a failure.
pub(crate) fn count(region: &Region, door: Door, value: &str) -> Result<(), AppError> {
    if value.is_empty() {
        return Ok(());
    }
    let key = door.key(region, value);
    let now = region.now();
    written!(region, [], |tx| {
        let before = store::account_guard::failures(tx, key)?;
        let after = FailureCount::failed(before.as_ref(), door.rule(), now);
        Ok::<_, AppError>(store::account_guard::set_failures(tx, key, &after)?)
    })
}

/// As [`check`]; a refusal is recorded.
pub(crate) fn check_door(region: &Region, door: Door, value: &str, act: &str) -> Result<(), AppError> {
    if let Err(refusal) = check(region, door, value) {
        record_refusal(region, &newcomer(), &Subject::nobody(), act, &refusal)?;
        return Err(refusal.into());
    }
    Ok(())
}

/// Refuses an address that asked for states of requests again and again.
pub(crate) fn check_asking(region: &Region, address: &str) -> Result<(), AppError> {
    check_door(region, Door::Registration, address, "ask_access_state")
}

/// Counts a question about a request that does not exist.
pub(crate) fn count_asking(region: &Region, address: &str) -> Result<(), AppError> {
    count(region, Door::Registration, address)
}
