//! Keys that sign. The trait is all that the rest of the crate knows, so a token or a remote service fits behind it.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use der::{Decode, Encode};
use x509_cert::Certificate;

use crate::error::SignError;

/// A private key with its certificates.
pub trait Signer {
    /// The certificates in DER: the signer's first, then its issuers; the root may be left out.
    fn certificate_chain(&self) -> &[Vec<u8>];

    /// Signs `message` (not its digest) with RSA PKCS#1 v1.5 and SHA-256 (RFC 8017, 8.2).
    ///
    /// # Errors
    /// [`SignError::Operation`] when the key is not available now.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError>;
}

/// A key held in memory.
pub struct LocalSigner {
    key: KeyPair,
    chain: Vec<Vec<u8>>,
}

impl std::fmt::Debug for LocalSigner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("LocalSigner").field("certificates", &self.chain.len()).finish_non_exhaustive()
    }
}

impl LocalSigner {
    /// Takes an RSA key (PKCS#8, DER) and its chain (DER, signer first).
    ///
    /// # Errors
    /// [`SignError::Key`] when the key is unreadable, [`SignError::Chain`] when the first certificate names another key.
    pub fn from_pkcs8(pkcs8: &[u8], chain: Vec<Vec<u8>>) -> Result<Self, SignError> {
        let key = read_key(pkcs8)?;
        let first = chain.first().ok_or_else(|| SignError::Chain("it is empty".to_owned()))?;
        let certificate =
            Certificate::from_der(first).map_err(|error| SignError::Chain(error.to_string()))?;
        let stated = certificate.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes();
        if stated != key.public_key().as_ref() {
            return Err(SignError::Chain("the first certificate belongs to another key".to_owned()));
        }
        Ok(Self { key, chain })
    }
}

impl Signer for LocalSigner {
    fn certificate_chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        sign_with(&self.key, message)
    }
}

/// A new RSA-2048 key as PKCS#8 DER, for a real installation. The only place of this crate that draws on chance.
///
/// # Errors
/// [`SignError::Operation`] when the system gives no randomness.
pub fn generate_rsa_2048() -> Result<Vec<u8>, SignError> {
    let refused = || SignError::Operation("no key could be generated".to_owned());
    let key = KeyPair::generate(KeySize::Rsa2048).map_err(|_| refused())?;
    let der: Pkcs8V1Der<'static> = key.as_der().map_err(|_| refused())?;
    Ok(der.as_ref().to_vec())
}

/// The public half of a PKCS#8 key as SubjectPublicKeyInfo DER, the form a certificate is issued over.
///
/// # Errors
/// [`SignError::Key`] when the key is unreadable.
pub fn public_key_of(pkcs8: &[u8]) -> Result<Vec<u8>, SignError> {
    let key = read_key(pkcs8)?;
    let info = spki::SubjectPublicKeyInfoOwned {
        algorithm: crate::algorithm::rsa_encryption(),
        subject_public_key: der::asn1::BitString::from_bytes(key.public_key().as_ref())
            .map_err(|error| SignError::Key(error.to_string()))?,
    };
    info.to_der().map_err(|error| SignError::Key(error.to_string()))
}

pub(crate) fn read_key(pkcs8: &[u8]) -> Result<KeyPair, SignError> {
    KeyPair::from_pkcs8(pkcs8).map_err(|error| SignError::Key(error.to_string()))
}

pub(crate) fn sign_with(key: &KeyPair, message: &[u8]) -> Result<Vec<u8>, SignError> {
    let mut signature = vec![0; key.public_modulus_len()];
    // PKCS#1 v1.5 is deterministic; the library asks for a source of chance and does not use it.
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
        .map_err(|_| SignError::Operation("the key refused".to_owned()))?;
    Ok(signature)
}
