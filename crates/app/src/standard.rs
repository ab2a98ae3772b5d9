//! What a service standard is to the record: the digest under which it is approved and kept (MJK18-19), and where the definition of
//! a service's certified copies stands beside it.

use crate::error::AppError;
use domain::definition::ServiceDefinition;
use domain::value::Digest;

/// Follows the service's id where definitions of its certified copies are kept.
const COPIES: &str = ":salinan";

/// The name under which definitions of a service's certified copies are kept.
pub(crate) fn copies_of(service: &str) -> String {
    format!("{service}{COPIES}")
}

/// Digest of a service's standard, with the one of its certified copies: SHA-256 of the canonical JSON (RFC 8785).
///
/// # Errors
/// Never; the type of a writer says so.
pub(crate) fn standard_digest(
    definition: &ServiceDefinition,
    copies: Option<&ServiceDefinition>,
) -> Result<Digest, AppError> {
    let value = (definition.standard(), copies.map(ServiceDefinition::standard));
    let bytes = serde_json_canonicalizer::to_vec(&value).map_err(|e| AppError::Failed(e.to_string()))?;
    Ok(crate::crypt::digest(&bytes))
}
