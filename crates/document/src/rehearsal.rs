//! The rehearsal authority: keys that everybody has, for demos and tests. They protect nothing; no installation trusts
//! them unless it says so by putting [`root`] into its trust.

use crate::certificate::{Period, Subject, issue_leaf};
use crate::error::{DocumentError, Result, SignError};
use crate::signer::{LocalSigner, public_key_of};
use crate::verify::Trust;

const ROOT_KEY: &str = include_str!("../../../data/rehearsal-ca/root-key.pem");
const ROOT: &str = include_str!("../../../data/rehearsal-ca/root.pem");
const OFFICE_SEAL_KEY: &str = include_str!("../../../data/rehearsal-ca/office-seal-key.pem");
const OFFICIAL_KEYS: [&str; POOL] = [
    include_str!("../../../data/rehearsal-ca/official-1-key.pem"),
    include_str!("../../../data/rehearsal-ca/official-2-key.pem"),
    include_str!("../../../data/rehearsal-ca/official-3-key.pem"),
    include_str!("../../../data/rehearsal-ca/official-4-key.pem"),
    include_str!("../../../data/rehearsal-ca/official-5-key.pem"),
    include_str!("../../../data/rehearsal-ca/official-6-key.pem"),
];

/// How many keys the pool has for officials.
pub const POOL: usize = 6;

/// The name in the rehearsal root certificate.
pub const ROOT_NAME: &str = "CA Latihan SatuPintu – TIDAK BERLAKU";

/// The rehearsal root certificate in DER.
///
/// # Errors
/// [`DocumentError::Sign`] when the embedded file is broken, which a test rules out.
pub fn root() -> Result<Vec<u8>> {
    decode(ROOT)
}

/// The key of the rehearsal root, PKCS#8 DER, to issue further certificates by hand.
///
/// # Errors
/// As [`root`].
pub fn root_key() -> Result<Vec<u8>> {
    decode(ROOT_KEY)
}

/// Trust in the rehearsal root and nothing else.
///
/// # Errors
/// As [`root`].
pub fn trust() -> Result<Trust> {
    Ok(Trust { roots: vec![root()?] })
}

/// A signer for an invented official over key `n` of the pool (0 to 5), with a certificate issued for this subject.
///
/// # Errors
/// [`DocumentError::Plan`] when there is no such key, and those of [`issue_leaf`].
pub fn official(n: usize, subject: &Subject, serial: u64, period: Period) -> Result<LocalSigner> {
    let key = OFFICIAL_KEYS.get(n).ok_or(DocumentError::Plan("the rehearsal pool has six keys"))?;
    signer(key, subject, serial, period)
}

/// A signer for the office's seal over its rehearsal key.
///
/// # Errors
/// Those of [`issue_leaf`].
pub fn office_seal(subject: &Subject, serial: u64, period: Period) -> Result<LocalSigner> {
    signer(OFFICE_SEAL_KEY, subject, serial, period)
}

/// Key (PKCS#8) and certificate chain of official `n` of the pool, for a region that keeps its keys wrapped itself.
///
/// # Errors
/// As [`official`].
pub fn official_key(
    n: usize,
    subject: &Subject,
    serial: u64,
    period: Period,
) -> Result<(Vec<u8>, Vec<Vec<u8>>)> {
    let key = OFFICIAL_KEYS.get(n).ok_or(DocumentError::Plan("the rehearsal pool has six keys"))?;
    key_and_chain(key, subject, serial, period)
}

/// Key (PKCS#8) and certificate chain of the office seal.
///
/// # Errors
/// As [`office_seal`].
pub fn seal_key(subject: &Subject, serial: u64, period: Period) -> Result<(Vec<u8>, Vec<Vec<u8>>)> {
    key_and_chain(OFFICE_SEAL_KEY, subject, serial, period)
}

fn key_and_chain(
    key: &str,
    subject: &Subject,
    serial: u64,
    period: Period,
) -> Result<(Vec<u8>, Vec<Vec<u8>>)> {
    let key = decode(key)?;
    let leaf = issue_leaf(&root()?, &root_key()?, subject, &public_key_of(&key)?, serial, period)?;
    Ok((key, vec![leaf]))
}

fn signer(key: &str, subject: &Subject, serial: u64, period: Period) -> Result<LocalSigner> {
    let key = decode(key)?;
    let leaf = issue_leaf(&root()?, &root_key()?, subject, &public_key_of(&key)?, serial, period)?;
    Ok(LocalSigner::from_pkcs8(&key, vec![leaf])?)
}

fn decode(pem: &str) -> Result<Vec<u8>> {
    let decoded = der::pem::decode_vec(pem.as_bytes());
    decoded.map(|(_, bytes)| bytes).map_err(|error| SignError::Key(error.to_string()).into())
}
