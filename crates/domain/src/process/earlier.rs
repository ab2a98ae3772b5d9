//! What an application about an earlier permit needs, at its start and again when it is sent.

use super::policy::RegionPolicy;
use super::refusal::Refusal;
use super::status::Status;
use crate::definition::{RequestKind, ServiceDefinition};
use crate::value::date_text;
use jiff::ToSpan;
use jiff::civil::Date;

/// What the register says of the permit that an application is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlierFacts {
    /// Status of its file.
    pub status: Status,
    /// Its last day; `None` without end.
    pub valid_until: Option<Date>,
    /// The applicant is its holder.
    pub own: bool,
    /// It is a certified copy, which has no successor and is not copied again.
    pub copy: bool,
}

/// Whether this kind may be asked for today. The earlier permit must be in the holder's hands: what was revoked, replaced or
/// not yet issued has no successor. Only a transfer is about somebody else's permit, and a renewal waits for its days
/// (practice, section 2 "After issue").
///
/// # Errors
/// A kind that is not offered, no earlier permit, one that has ended, one of the wrong holder, or a renewal too early.
pub fn allowed(
    definition: &ServiceDefinition,
    kind: RequestKind,
    earlier: Option<&EarlierFacts>,
    policy: &RegionPolicy,
    today: Date,
) -> Result<(), Refusal> {
    if !definition.kinds.contains(&kind) {
        return Err(Refusal::KindNotOffered { kind: kind.label().to_owned() });
    }
    let on_paper =
        definition.earlier_on_paper && !matches!(kind, RequestKind::Transfer | RequestKind::CertifiedCopy);
    let earlier = match (kind.about_earlier(), earlier) {
        (false, None) => return Ok(()),
        (false, Some(_)) => return Err(Refusal::KindNotOffered { kind: kind.label().to_owned() }),
        (true, None) if on_paper => return Ok(()),
        (true, None) => return Err(Refusal::EarlierMissing),
        (true, Some(earlier)) => earlier,
    };
    if earlier.copy || earlier.status != Status::HandedOver {
        return Err(Refusal::EarlierEnded);
    }
    match (kind == RequestKind::Transfer, earlier.own) {
        (true, true) => return Err(Refusal::AlreadyHolder),
        (false, false) => return Err(Refusal::NotYours),
        _ => {}
    }
    if kind == RequestKind::Renewal
        && let Some(opens) = renewal_opens(earlier.valid_until, policy)
        && today < opens
    {
        return Err(Refusal::RenewalTooEarly { from: date_text::date(opens) });
    }
    Ok(())
}

/// The first day on which a permit that ends on `last` may be renewed.
pub fn renewal_opens(last: Option<Date>, policy: &RegionPolicy) -> Option<Date> {
    last?.checked_sub(i64::from(policy.renewal_opens_days).days()).ok()
}
