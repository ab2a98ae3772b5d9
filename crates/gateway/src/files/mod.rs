//! Storage of files under the digest of their content.
//!
//! The digest is keyed per region and computed by the caller, so a name tells nobody whether a known document is
//! stored. A file is written and safe on the medium before the row that names it.

mod local;

use std::io;

pub use local::LocalFiles;

/// Keeps files under the digest of their content. Calls block.
pub trait ObjectStore: Send + Sync {
    /// Stores a file; returns when it would survive a loss of power. Storing the same file again changes nothing.
    ///
    /// # Errors
    /// [`ObjectError::NotADigest`]; [`ObjectError::Conflict`] when other content stands under the digest;
    /// [`ObjectError::Io`].
    fn put(&self, digest_hex: &str, bytes: &[u8]) -> Result<(), ObjectError>;

    /// Reads a file; `None` when there is none. The caller checks the keyed digest of what it got.
    ///
    /// # Errors
    /// [`ObjectError::NotADigest`]; [`ObjectError::Io`].
    fn get(&self, digest_hex: &str) -> Result<Option<Vec<u8>>, ObjectError>;

    /// Tells whether a file is stored.
    ///
    /// # Errors
    /// [`ObjectError::NotADigest`]; [`ObjectError::Io`].
    fn exists(&self, digest_hex: &str) -> Result<bool, ObjectError>;

    /// Removes a file; `false` when there was none. Returns when the removal would survive a loss of power.
    ///
    /// # Errors
    /// [`ObjectError::NotADigest`]; [`ObjectError::Io`].
    fn delete(&self, digest_hex: &str) -> Result<bool, ObjectError>;
}

/// Why a file was not stored, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum ObjectError {
    /// The name is not 64 lower-case hex digits.
    #[error("a digest is 64 lower-case hex digits")]
    NotADigest,
    /// Other content is stored under the digest: the caller's digest is wrong, or the medium has lost bytes.
    #[error("other content stands under this digest")]
    Conflict,
    /// The medium failed.
    #[error("storage: {0}")]
    Io(#[from] io::Error),
}
