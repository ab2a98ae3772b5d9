//! What an application about an earlier permit needs, at its start and again when it is sent.

use super::refusal::Refusal;
use super::status::Status;
use crate::definition::{RequestKind, ServiceDefinition};

/// Whether this kind may be asked for; `earlier` is the status of the file of the earlier permit, when one is named. It must
/// be in the holder's hands: what was revoked, replaced or not yet issued has no successor.
///
/// # Errors
/// A kind that is not offered, no earlier permit, or one that has ended.
pub fn allowed(
    definition: &ServiceDefinition,
    kind: RequestKind,
    earlier: Option<Status>,
) -> Result<(), Refusal> {
    if !definition.kinds.contains(&kind) {
        return Err(Refusal::KindNotOffered { kind: kind.label().to_owned() });
    }
    match (kind.succeeds(), earlier) {
        (false, None) | (true, Some(Status::HandedOver)) => Ok(()),
        (false, Some(_)) => Err(Refusal::KindNotOffered { kind: kind.label().to_owned() }),
        (true, None) if definition.earlier_on_paper => Ok(()),
        (true, None) => Err(Refusal::EarlierMissing),
        (true, Some(_)) => Err(Refusal::EarlierEnded),
    }
}
