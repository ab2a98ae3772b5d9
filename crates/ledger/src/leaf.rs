//! Leaves: canonical JSON of one event, and commitments to personal values.

use crate::canonical::{self, NotCanonical, SEQUENCE_FIELD};
use crate::hash::{Hash, leaf_hash};
use aws_lc_rs::hmac;
use serde_json::Value;

/// The longest leaf in bytes: entry bundles of tlog-tiles give the length in 16 bits.
pub const MAX_LEAF_BYTES: usize = u16::MAX as usize;

/// Why a value cannot become a leaf.
#[derive(Debug, thiserror::Error)]
pub enum LeafError {
    /// The value has no form that RFC 8785 and [`crate::canonical`] allow: not an object, a fraction, a huge integer.
    #[error(transparent)]
    NotCanonical(#[from] NotCanonical),
    /// The canonical form is longer than [`MAX_LEAF_BYTES`].
    #[error("a leaf has at most {MAX_LEAF_BYTES} bytes, this one {bytes}")]
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The value already carries another sequence number.
    #[error("the leaf says sequence number {found}, the log is at {wanted}")]
    OtherSequence {
        /// What stands in the value.
        found: String,
        /// The index the log gives.
        wanted: u64,
    },
    /// The JSON writer refused the value.
    #[error("cannot be written as canonical JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// The canonical JSON (RFC 8785) of one event. What it holds is exactly what is hashed, stored and exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanonicalLeaf {
    bytes: Vec<u8>,
    sequence: Option<u64>,
}

impl CanonicalLeaf {
    /// Writes `value` in canonical form.
    ///
    /// # Errors
    /// [`LeafError`] when it is not an object, holds a fraction or an integer beyond ±(2^53 − 1), or is too long.
    pub fn new(value: Value) -> Result<Self, LeafError> {
        if !value.is_object() {
            return Err(NotCanonical { at: 0, why: "a leaf is a JSON object" }.into());
        }
        Self::from_canonical(serde_json_canonicalizer::to_vec(&value)?)
    }

    /// Writes `value` in canonical form with its index in the log as [`SEQUENCE_FIELD`], which lets a verifier tell a
    /// deleted, inserted or swapped leaf without the hash list.
    ///
    /// # Errors
    /// As [`CanonicalLeaf::new`], and [`LeafError::OtherSequence`] when the value carries another number.
    pub fn with_sequence(mut value: Value, sequence: u64) -> Result<Self, LeafError> {
        if let Some(fields) = value.as_object_mut()
            && let Some(before) = fields.insert(SEQUENCE_FIELD.into(), sequence.into())
            && before != sequence
        {
            return Err(LeafError::OtherSequence { found: before.to_string(), wanted: sequence });
        }
        Self::new(value)
    }

    /// Takes bytes that must be canonical already, such as a stored leaf.
    ///
    /// # Errors
    /// [`LeafError`] when they are not.
    pub fn from_canonical(bytes: Vec<u8>) -> Result<Self, LeafError> {
        if bytes.len() > MAX_LEAF_BYTES {
            return Err(LeafError::TooLong { bytes: bytes.len() });
        }
        let sequence = canonical::check(&bytes)?;
        Ok(Self { bytes, sequence })
    }

    /// The canonical bytes, without a newline.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The canonical bytes, without a newline.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The index in the log the leaf itself claims, counted from 0.
    pub fn sequence(&self) -> Option<u64> {
        self.sequence
    }

    /// `SHA-256(0x00 || bytes)` (RFC 6962 section 2.1).
    pub fn leaf_hash(&self) -> Hash {
        leaf_hash(&self.bytes)
    }
}

/// Commits to a personal value without revealing it: HMAC-SHA-256 with the salt as key and the value in UTF-8 as
/// message.
///
/// The salt is random, one for each value, and kept beside the value, never in the leaf. Erasing value and salt leaves
/// the leaf and the tree valid, and nobody can then test guesses against the commitment.
pub fn commit_value(salt: &[u8; 16], value: &str) -> Hash {
    let key = hmac::Key::new(hmac::HMAC_SHA256, salt);
    let tag = hmac::sign(&key, value.as_bytes());
    let mut bytes = [0; 32];
    bytes.copy_from_slice(tag.as_ref());
    Hash(bytes)
}
