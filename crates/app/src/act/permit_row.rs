//! The row of the register of permits, from the file alone: written once, computed again by the audit.

use super::placement::object_key;
use crate::Office;
use domain::definition::ServiceDefinition;
use domain::party::Permit;
use domain::process::{Application, Status};
use domain::value::Id;
use jiff::Timestamp;
use store::permit::PermitRow;

/// Last day of validity of a document signed at a moment, by the region's calendar; `None` for one without end.
pub(crate) fn valid_until(
    office: &Office,
    definition: &ServiceDefinition,
    state: &Application,
    signed_at: Timestamp,
) -> Option<jiff::civil::Date> {
    definition.product.validity.last_day(&state.form, office.calendar.local_date(signed_at))
}

/// What the register of permits says of a file; `None` before number and verification code exist. The audit computes it
/// again and compares.
pub(crate) fn permit_row(
    office: &Office,
    definition: &ServiceDefinition,
    state: &Application,
    id: Id<Permit>,
    digest: [u8; 32],
    issued_at: Timestamp,
) -> Option<PermitRow> {
    let number = state.number.as_ref()?.number.clone();
    let signed_at = state.signature.as_ref().map_or(issued_at, |s| s.at);
    let ordinal = number
        .split('/')
        .find_map(|part| part.strip_prefix(&format!("{}-", definition.code))?.parse::<i64>().ok());
    let standing = match state.status {
        Status::Revoked => "revoked",
        Status::Lapsed => "lapsed",
        Status::Replaced => "replaced",
        _ => "active",
    };
    Some(PermitRow {
        id,
        application: state.id,
        service: definition.id.0.clone(),
        number,
        ordinal,
        holder: state.owner,
        holder_name: state.holder_name.clone(),
        object_key: object_key(state, definition),
        signer: state
            .signature
            .as_ref()
            .map(|s| s.by.name.clone())
            .or_else(|| state.decision.as_ref().map(|d| d.by.name.clone()))
            .unwrap_or_default(),
        signed_at,
        valid_until: valid_until(office, definition, state, signed_at).map(|d| d.to_string()),
        state: standing.to_owned(),
        code: state.verification_code.clone()?,
        digest,
        issued_at,
        copy_of: definition.makes_copies().then_some(state.earlier.as_ref()).flatten().map(|e| e.application),
    })
}
