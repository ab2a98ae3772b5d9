//! *Masa simpan* of the readable audit trail (MJK18-22.3, A-93): configurable, with a legal basis, for ever by default.

use crate::process::{Refusal, RegionPolicy};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Whether records of days before `before` may be removed on the day `today`.
///
/// # Errors
/// [`Refusal::RetentionNotOver`] when the region keeps its records for ever, or not that long yet.
pub fn may_remove(policy: &RegionPolicy, before: Date, today: Date) -> Result<(), Refusal> {
    let refuse = || Refusal::RetentionNotOver { since: crate::value::date_text::date(before) };
    let years = policy.audit_keep_years.ok_or_else(refuse)?;
    let oldest_kept = today.checked_sub(i32::from(years).years()).map_err(|_| refuse())?;
    if before <= oldest_kept { Ok(()) } else { Err(refuse()) }
}
