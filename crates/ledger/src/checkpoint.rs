//! Checkpoints (C2SP tlog-checkpoint): what the log signs about itself.

use crate::hash::Hash;
use crate::note;
pub use crate::note::{NoteError, SigningKey, VerifyingKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The name, size and root of a log at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: a URL without scheme, such as `perizinan.example/log`. It is also the name of the log's key.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// RFC 6962 section 2.1, over all leaves.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed: origin, size in decimal and root in base64, each on a line.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }

    /// Reads the text of a checkpoint. Extension lines are allowed and passed over, as the specification asks.
    ///
    /// # Errors
    /// [`NoteError::Checkpoint`].
    pub fn from_text(text: &str) -> Result<Self, NoteError> {
        let bad = NoteError::Checkpoint;
        let body = text.strip_suffix('\n').ok_or(bad("the text ends in a newline"))?;
        let mut lines = body.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(bad("it has at least three lines"));
        };
        if origin.is_empty() || lines.any(str::is_empty) {
            return Err(bad("no line is empty"));
        }
        let number: u64 = size.parse().map_err(|_| bad("the second line is the size"))?;
        if number.to_string() != size {
            return Err(bad("the size is decimal without leading zeros"));
        }
        let root = STANDARD.decode(root).ok().and_then(|bytes| Hash::from_slice(&bytes).ok());
        let root = root.ok_or(bad("the third line is the root in base64"))?;
        Ok(Self { origin: origin.into(), size: number, root })
    }

    /// Signs the checkpoint under its origin as the name of the key, and returns the note to publish.
    ///
    /// # Errors
    /// [`NoteError`] when the origin cannot be the name of a key.
    pub fn sign(&self, key: &SigningKey) -> Result<String, NoteError> {
        key.sign_note(&self.origin, &self.text())
    }

    /// Reads the checkpoint in a note without verifying anything, only to say more about a note that is refused.
    ///
    /// # Errors
    /// [`NoteError`].
    pub fn read_unverified(note: &str) -> Result<Self, NoteError> {
        Self::from_text(note::split_note(note)?.0)
    }
}

/// Verifies a checkpoint: the note is signed by the key, and is of the log the key is named after.
///
/// # Errors
/// [`NoteError`].
pub fn verify(note: &str, key: &VerifyingKey) -> Result<Checkpoint, NoteError> {
    let checkpoint = Checkpoint::from_text(key.open_note(note)?)?;
    if checkpoint.origin != key.name() {
        return Err(NoteError::OtherOrigin { wanted: key.name().into(), found: checkpoint.origin });
    }
    Ok(checkpoint)
}
