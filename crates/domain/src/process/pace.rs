//! How fast a file went through the desks. Work that is done on paper and typed in later shows as many stages within
//! minutes: a line in the head's report, not an accusation (practice, section 3).

use super::application::Application;
use jiff::{SignedDuration, Timestamp};

/// So many desks at least were left …
pub const BURST_STAGES: usize = 4;
/// … within this time: a *ketentuan kantor*, no article names one.
pub const BURST_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// The moment at which the file had last left [`BURST_STAGES`] desks within [`BURST_WITHIN`]; `None` when it never did.
/// What the system or the applicant does is not counted.
pub fn burst(state: &Application) -> Option<Timestamp> {
    let by_officers: Vec<Timestamp> = state
        .passages
        .iter()
        .filter(|p| p.by.as_ref().is_some_and(|by| by.account.is_some() && by.account != Some(state.owner)))
        .filter_map(|p| p.left_at)
        .collect();
    by_officers
        .windows(BURST_STAGES)
        .rev()
        .find(|w| w.last().zip(w.first()).is_some_and(|(b, a)| b.duration_since(*a) <= BURST_WITHIN))
        .and_then(|w| w.last().copied())
}
