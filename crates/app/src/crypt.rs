//! Encryption of personal values, blind indexes, keyed digests, password hashes.

use crate::error::AppError;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::{constant_time, hmac};
use domain::value::Digest;
use sha2::{Digest as _, Sha256};

/// A key of 32 bytes for one purpose.
#[derive(Clone)]
pub struct PurposeKey([u8; 32]);

impl PurposeKey {
    /// From bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        PurposeKey(bytes)
    }

    /// A key derived for a narrower purpose.
    pub fn derive(&self, purpose: &str) -> Self {
        PurposeKey(self.mac(purpose.as_bytes()))
    }

    /// HMAC-SHA-256.
    pub fn mac(&self, data: &[u8]) -> [u8; 32] {
        mac(&self.0, data)
    }

    /// The bytes, for keys that other libraries need.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// AES-256-GCM; the nonce stands before the ciphertext. `context` binds the value to its place.
    ///
    /// # Errors
    /// [`AppError::Failed`] when the library refuses, which it does not for these sizes.
    pub fn encrypt(&self, nonce: [u8; 12], context: &[u8], plain: &[u8]) -> Result<Vec<u8>, AppError> {
        let key =
            UnboundKey::new(&AES_256_GCM, &self.0).map_err(|_| AppError::Failed("encryption key".into()))?;
        let mut data = plain.to_vec();
        LessSafeKey::new(key)
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut data)
            .map_err(|_| AppError::Failed("encryption".into()))?;
        let mut out = nonce.to_vec();
        out.extend(data);
        Ok(out)
    }

    /// The reverse of [`Self::encrypt`].
    ///
    /// # Errors
    /// [`AppError::Damaged`] when the value was changed or another key made it.
    pub fn decrypt(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, AppError> {
        let damaged = || AppError::Damaged("an encrypted value does not open with this region's key".into());
        let (nonce, data) = sealed.split_at_checked(12).ok_or_else(damaged)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| damaged())?;
        let key = UnboundKey::new(&AES_256_GCM, &self.0).map_err(|_| damaged())?;
        let mut data = data.to_vec();
        let plain = LessSafeKey::new(key)
            .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut data)
            .map_err(|_| damaged())?;
        Ok(plain.to_vec())
    }
}

/// HMAC-SHA-256.
pub fn mac(key: &[u8], data: &[u8]) -> [u8; 32] {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), data);
    let mut out = [0; 32];
    out.copy_from_slice(tag.as_ref());
    out
}

/// Whether two keyed hashes are the same, in constant time.
pub fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    constant_time::verify_slices_are_equal(a, b).is_ok()
}

/// SHA-256.
pub fn sha256(data: &[u8]) -> [u8; 32] {
    Sha256::digest(data).into()
}

/// SHA-256 of what comes piece by piece.
#[derive(Debug, Clone, Default)]
pub struct Sha256Stream(Sha256);

impl Sha256Stream {
    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all pieces.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// SHA-256 as a domain value.
pub fn digest(data: &[u8]) -> Digest {
    Digest::new(sha256(data))
}

/// Digest of an ordered list of digests: what one PIN for a batch is bound to. A list of one is that one.
pub fn list_digest(list: &[Digest]) -> Digest {
    match list {
        [one] => *one,
        many => {
            let mut hasher = Sha256::new();
            hasher.update(b"satupintu batch v1\0");
            for digest in many {
                hasher.update(digest.as_bytes());
            }
            Digest::new(hasher.finalize().into())
        }
    }
}

/// Argon2id with the given salt (MJK18-9.1). Slow: never inside a write.
///
/// # Errors
/// [`AppError::Failed`] when the library refuses the parameters.
pub fn hash_password(password: &str, salt: [u8; 16], cost: PasswordCost) -> Result<String, AppError> {
    use argon2::password_hash::{PasswordHasher, SaltString};
    let salt = SaltString::encode_b64(&salt).map_err(|e| AppError::Failed(e.to_string()))?;
    cost.argon2()?
        .hash_password(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|e| AppError::Failed(e.to_string()))
}

/// Whether a password is right. Slow: never inside a write.
pub fn password_matches(password: &str, stored: &str) -> bool {
    use argon2::password_hash::{PasswordHash, PasswordVerifier};
    PasswordHash::new(stored)
        .is_ok_and(|hash| argon2::Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// How expensive a password hash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCost {
    /// 19 MiB, two passes: production.
    Production,
    /// Small: invented people of demo, rehearsal and tests, whose passwords are printed anyway.
    Invented,
}

impl PasswordCost {
    fn argon2(self) -> Result<argon2::Argon2<'static>, AppError> {
        let params = match self {
            PasswordCost::Production => argon2::Params::new(19_456, 2, 1, None),
            PasswordCost::Invented => argon2::Params::new(64, 1, 1, None),
        }
        .map_err(|e| AppError::Failed(e.to_string()))?;
        Ok(argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params))
    }
}
