//! The algorithms of this crate: SHA-256 and RSA PKCS#1 v1.5. One choice, so that nothing can be negotiated down.

use aws_lc_rs::digest;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use der::asn1::{Any, ObjectIdentifier};
use spki::AlgorithmIdentifierOwned;
use x509_cert::Certificate;

const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

/// RSA keys in certificates (RFC 3279, 2.3.1): the parameter is NULL.
pub(crate) fn rsa_encryption() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: RSA_ENCRYPTION, parameters: Some(Any::null()) }
}

/// RSA signatures over SHA-256 (RFC 4055, 5): the parameter is NULL.
pub(crate) fn sha256_with_rsa() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: SHA256_WITH_RSA, parameters: Some(Any::null()) }
}

/// SHA-256 (RFC 5754, 2): the parameter is left out.
pub(crate) fn sha256_identifier() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: SHA256, parameters: None }
}

/// SHA-256 over several pieces in a row.
pub(crate) fn sha256(pieces: &[&[u8]]) -> Vec<u8> {
    let mut context = digest::Context::new(&digest::SHA256);
    pieces.iter().for_each(|piece| context.update(piece));
    context.finish().as_ref().to_vec()
}

/// Whether `signature` over `message` was made with the key of this certificate. Keys under 2,048 bits never verify.
pub(crate) fn verifies(certificate: &Certificate, message: &[u8], signature: &[u8]) -> bool {
    let info = &certificate.tbs_certificate.subject_public_key_info;
    info.algorithm == rsa_encryption()
        && UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, info.subject_public_key.raw_bytes())
            .verify(message, signature)
            .is_ok()
}
