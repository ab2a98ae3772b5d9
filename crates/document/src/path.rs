//! The simple path from a signer's certificate to a root (RFC 5280, 6.1, without policies, names and revocation).

use der::Encode;
use der::asn1::ObjectIdentifier;
use jiff::Timestamp;
use serde::Serialize;
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};

use crate::algorithm;

/// Longest path: signer, two authorities, root.
const MAX_STEPS: usize = 4;

/// Extensions this crate understands or may ignore. An unknown critical one ends the path (RFC 5280, 4.2).
const KNOWN: [ObjectIdentifier; 4] = [
    ObjectIdentifier::new_unwrap("2.5.29.14"),
    ObjectIdentifier::new_unwrap("2.5.29.15"),
    ObjectIdentifier::new_unwrap("2.5.29.19"),
    ObjectIdentifier::new_unwrap("2.5.29.35"),
];

/// Why no path to a root was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PathProblem {
    /// Nobody we trust has issued the certificate.
    UnknownIssuer,
    /// A certificate was not valid at the time of signing.
    NotValidThen,
    /// The time of signing is missing or unreadable.
    NoTime,
    /// The certificate may not sign documents, or an issuer may not issue certificates.
    WrongUse,
    /// The envelope carries certificates that belong to no step of the path.
    Surplus,
    /// A certificate has a form we do not understand.
    Unreadable,
}

/// Checks the path of `signer` over `others` to one of `roots` at the time of signing.
pub(crate) fn check(
    signer: &Certificate,
    others: &[Certificate],
    roots: &[Certificate],
    at: Option<Timestamp>,
) -> Result<(), PathProblem> {
    let at = at.ok_or(PathProblem::NoTime)?;
    well_formed(signer)?;
    valid_at(signer, at)?;
    let usage = usage(signer)?;
    if !usage.digital_signature() && !usage.non_repudiation() {
        return Err(PathProblem::WrongUse);
    }
    let mut current = signer;
    let mut unused: Vec<&Certificate> = others.iter().collect();
    for below in 0..MAX_STEPS {
        if let Some(root) = roots.iter().find(|root| issued(root, current)) {
            may_issue(root, below)?;
            valid_at(root, at)?;
            // The root itself may be enclosed, as it is, byte for byte.
            unused.retain(|extra| *extra != root);
            return if unused.is_empty() { Ok(()) } else { Err(PathProblem::Surplus) };
        }
        let Some(index) = unused.iter().position(|candidate| issued(candidate, current)) else { break };
        let issuer = unused.remove(index);
        may_issue(issuer, below)?;
        valid_at(issuer, at)?;
        current = issuer;
    }
    Err(PathProblem::UnknownIssuer)
}

/// Whether `issuer` signed `certificate`.
fn issued(issuer: &Certificate, certificate: &Certificate) -> bool {
    let Ok(tbs) = certificate.tbs_certificate.to_der() else { return false };
    issuer.tbs_certificate.subject == certificate.tbs_certificate.issuer
        && certificate.signature_algorithm == algorithm::sha256_with_rsa()
        && certificate.tbs_certificate.signature == certificate.signature_algorithm
        && certificate
            .signature
            .as_bytes()
            .is_some_and(|signature| algorithm::verifies(issuer, &tbs, signature))
}

/// `below` = number of authorities between this one and the signer.
fn may_issue(issuer: &Certificate, below: usize) -> Result<(), PathProblem> {
    well_formed(issuer)?;
    let constraints =
        issuer.tbs_certificate.get::<BasicConstraints>().map_err(|_| PathProblem::Unreadable)?;
    let Some((_, constraints)) = constraints else { return Err(PathProblem::WrongUse) };
    let deep_enough = constraints.path_len_constraint.is_none_or(|limit| below <= usize::from(limit));
    if !constraints.ca || !deep_enough || !usage(issuer)?.key_cert_sign() {
        return Err(PathProblem::WrongUse);
    }
    Ok(())
}

fn usage(certificate: &Certificate) -> Result<KeyUsage, PathProblem> {
    let usage = certificate.tbs_certificate.get::<KeyUsage>().map_err(|_| PathProblem::Unreadable)?;
    usage.map(|(_, usage)| usage).ok_or(PathProblem::WrongUse)
}

fn well_formed(certificate: &Certificate) -> Result<(), PathProblem> {
    let extensions = certificate.tbs_certificate.extensions.as_deref().unwrap_or_default();
    if extensions.iter().any(|extension| extension.critical && !KNOWN.contains(&extension.extn_id)) {
        return Err(PathProblem::Unreadable);
    }
    Ok(())
}

fn valid_at(certificate: &Certificate, at: Timestamp) -> Result<(), PathProblem> {
    let validity = &certificate.tbs_certificate.validity;
    let at = u64::try_from(at.as_second()).map_err(|_| PathProblem::NotValidThen)?;
    let (from, until) = (validity.not_before.to_unix_duration(), validity.not_after.to_unix_duration());
    if (from.as_secs()..=until.as_secs()).contains(&at) { Ok(()) } else { Err(PathProblem::NotValidThen) }
}
