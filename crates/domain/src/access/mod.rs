//! *Hak akses*: who asks for an account, what must be shown, until when the office answers, and how a person proves to be
//! its holder (MJK18-8, 9, 11.2).

mod claims;
mod code;
mod paper;
mod password;
mod pause;
mod policy;
mod power_of_attorney;
mod rate;

pub use claims::{AccessKind, CardValidity, Claims, Link, Power, TypedClaims, read_claims};
pub use code::{CodeChallenge, CodeUse};
pub use paper::{AccessPaper, required_papers};
pub use password::{LONGEST_PASSWORD, SHORTEST_PASSWORD, check_password};
pub use pause::{FailureCount, PauseRule};
pub use policy::AccessPolicy;
pub use power_of_attorney::PowerOfAttorney;
pub use rate::RateWindow;

use crate::calendar::{Budget, Calendar, CalendarError, Due};
use crate::process::Refusal;
use crate::value::RegistrationNumber;
use jiff::{SignedDuration, Timestamp};

/// The office decides within one working day (MJK18-8.5, KDR11-8.5).
pub const DECIDE_WITHIN: Budget = Budget::working_days(1);

/// A change at the counter waits no longer than this for the second officer (ketentuan kantor): the person stands there.
pub const SECOND_OFFICER_WITHIN: SignedDuration = SignedDuration::from_hours(8);

/// A draft that was never sent is erased after this time (ketentuan kantor): it holds personal data without a purpose.
pub const DRAFT_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Until when a request that was received must be decided. Received means complete.
///
/// # Errors
/// A year without a calendar.
pub fn decision_due(calendar: &Calendar, received: Timestamp) -> Result<Due, CalendarError> {
    calendar.due(received, DECIDE_WITHIN)
}

/// The number of a request for access as people read it aloud: that of the year's counter with its check digit.
pub fn request_number(number: RegistrationNumber) -> String {
    format!("A{number}")
}

/// What still lacks before a request may be sent; only a complete one is received.
///
/// # Errors
/// [`Refusal::RequestIncomplete`] with what is missing, in words.
pub fn check_complete(
    claims: &Claims,
    attached: &dyn Fn(AccessPaper) -> bool,
    phone_confirmed: bool,
    email_confirmed: bool,
    declared: bool,
    today: jiff::civil::Date,
) -> Result<(), Refusal> {
    let mut missing: Vec<String> = required_papers(claims)
        .into_iter()
        .filter(|paper| !attached(*paper))
        .map(|paper| paper.label().to_owned())
        .collect();
    if !phone_confirmed {
        missing.push("Konfirmasi nomor ponsel".to_owned());
    }
    if !email_confirmed {
        missing.push("Konfirmasi surel".to_owned());
    }
    if !missing.is_empty() {
        return Err(Refusal::RequestIncomplete { missing });
    }
    // A draft may have been filled in yesterday: papers must be valid on the day of the request (MJK18-8.4.c, 8.4.e).
    claims.check_validity(today).map_err(|problem| Refusal::Fields { problems: vec![problem] })?;
    if declared { Ok(()) } else { Err(Refusal::DeclarationMissing) }
}
