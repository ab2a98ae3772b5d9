//! What a stranger may ask for so many times an hour from one network address: codes, requests, checks of documents
//! (ketentuan kantor). Pauses after failures stand in [`super::failures`].

use super::access::newcomer;
use crate::Region;
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use domain::access::RateWindow;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limited {
    /// Codes by SMS or e-mail.
    Codes,
    /// Requests for access.
    Requests,
    /// Checks of uploaded documents.
    Checks,
}

impl Limited {
    fn name(self) -> &'static str {
        match self {
            Limited::Codes => "codes",
            Limited::Requests => "requests",
            Limited::Checks => "checks",
        }
    }

    fn most(self, region: &Region) -> u32 {
        let policy = &region.profile.policy.access;
        match self {
            Limited::Codes => policy.codes_an_hour,
            Limited::Requests => policy.requests_an_hour,
            Limited::Checks => policy.checks_an_hour,
        }
    }
}

/// Counts one use; an unknown address (no socket, as in tests) has no limit.
///
/// # Errors
/// [`domain::process::Refusal::TooOften`] with the minutes to wait; recorded under `act`.
pub fn use_once(region: &Region, what: Limited, address: &str, act: &str) -> Result<(), AppError> {
    if address.is_empty() {
        return Ok(());
    }
    // A keyed hash: the table must not become a list of addresses.
    let key = region.keys.blind(&format!("rate {}", what.name()), address);
    let (most, now) = (what.most(region), region.now());
    let used = written!(region, [], |tx| {
        let before = store::account_guard::rate(tx, key)?;
        match RateWindow::used(before, most, now) {
            Ok(after) => store::account_guard::set_rate(tx, key, after).map(Ok).map_err(AppError::from),
            Err(refusal) => Ok(Err(refusal)),
        }
    })?;
    if let Err(refusal) = &used {
        record_refusal(region, &newcomer(), &Subject::nobody(), act, refusal)?;
    }
    Ok(used?)
}
