//! Signed notes (C2SP signed-note) with Ed25519 (RFC 8032), and the keys that sign and verify them.

use crate::hash;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;
use std::str::FromStr;

/// The signature type byte of Ed25519 in signed notes.
const TYPE_ED25519: u8 = 1;

/// The longest note that is read, in bytes: far above a checkpoint with many witnesses.
pub const MAX_NOTE_BYTES: usize = 1 << 20;

/// The most signature lines that are read.
pub const MAX_SIGNATURES: usize = 100;

/// Why a note or a key is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The text is not a signed note.
    #[error("not a signed note: {0}")]
    Malformed(&'static str),
    /// A key name is empty or holds white space or a plus sign.
    #[error("{0:?} is no key name: it is not empty and holds neither white space nor '+'")]
    KeyName(String),
    /// The text is not a verifier key.
    #[error("not a verifier key: {0}")]
    VerifierKey(&'static str),
    /// The note carries no signature of this key.
    #[error("no signature of the key {0}")]
    NotSigned(String),
    /// A signature that names this key does not fit the text.
    #[error("the signature of the key {0} does not fit the text")]
    BadSignature(String),
    /// The text of the note is not that of a checkpoint.
    #[error("not a checkpoint: {0}")]
    Checkpoint(&'static str),
    /// The checkpoint names another log than the key.
    #[error("the checkpoint is of the log {found}, the key of {wanted}")]
    OtherOrigin {
        /// The name of the key.
        wanted: String,
        /// The first line of the checkpoint.
        found: String,
    },
    /// The cryptographic library refused the key.
    #[error("the signing key cannot be used")]
    SigningKey,
}

/// The private Ed25519 key of a log. It prints nothing of itself.
pub struct SigningKey {
    pair: Ed25519KeyPair,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

impl SigningKey {
    /// The key of a 32-byte seed (RFC 8032 section 5.1.5), which is the content of a key file.
    ///
    /// # Errors
    /// [`NoteError::SigningKey`] when the cryptographic library refuses it.
    pub fn from_seed(seed: [u8; 32]) -> Result<Self, NoteError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| NoteError::SigningKey)?;
        Ok(Self { pair })
    }

    /// The public part under a name, which for a log is the origin of its checkpoints.
    ///
    /// # Errors
    /// [`NoteError::KeyName`].
    pub fn verifying_key(&self, name: &str) -> Result<VerifyingKey, NoteError> {
        let public = self.pair.public_key().as_ref().try_into().map_err(|_| NoteError::SigningKey)?;
        VerifyingKey::new(name, public)
    }

    /// Signs a text that ends in a newline, and returns the note.
    ///
    /// # Errors
    /// [`NoteError::KeyName`], or [`NoteError::Malformed`] for a text that a note cannot hold.
    pub fn sign_note(&self, name: &str, text: &str) -> Result<String, NoteError> {
        check_characters(text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::Malformed("the text ends in a newline"));
        }
        let mut signature = self.verifying_key(name)?.id.to_vec();
        signature.extend_from_slice(self.pair.sign(text.as_bytes()).as_ref());
        Ok(format!("{text}\n\u{2014} {name} {}\n", STANDARD.encode(signature)))
    }
}

/// A public Ed25519 key under its name. Its text form is the verifier key of signed notes: `name+hash+base64`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    name: String,
    id: [u8; 4],
    public: [u8; 32],
}

impl VerifyingKey {
    /// A key from its 32 bytes (RFC 8032 section 5.1.5).
    ///
    /// # Errors
    /// [`NoteError::KeyName`].
    pub fn new(name: &str, public: [u8; 32]) -> Result<Self, NoteError> {
        if name.is_empty() || name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+') {
            return Err(NoteError::KeyName(name.into()));
        }
        let mut named = name.as_bytes().to_vec();
        named.extend_from_slice(&[b'\n', TYPE_ED25519]);
        named.extend_from_slice(&public);
        let [a, b, c, d, ..] = hash::plain(&named).0;
        Ok(Self { name: name.into(), id: [a, b, c, d], public })
    }

    /// The name, for a log its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The 32 bytes of the public key (RFC 8032).
    pub fn public_bytes(&self) -> &[u8; 32] {
        &self.public
    }

    /// Returns the text of a note that this key signed. Signatures of other keys are passed over.
    ///
    /// # Errors
    /// [`NoteError::NotSigned`], [`NoteError::BadSignature`] or [`NoteError::Malformed`].
    pub fn open_note<'a>(&self, note: &'a str) -> Result<&'a str, NoteError> {
        let (text, lines) = split_note(note)?;
        let mut signed = false;
        for line in lines.lines() {
            let (name, signature) = signature_line(line)?;
            let Some((id, signature)) = signature.split_first_chunk::<4>() else {
                return Err(NoteError::Malformed("a signature is too short"));
            };
            if name == self.name && *id == self.id {
                UnparsedPublicKey::new(&ED25519, &self.public)
                    .verify(text.as_bytes(), signature)
                    .map_err(|_| NoteError::BadSignature(self.name.clone()))?;
                signed = true;
            }
        }
        if signed { Ok(text) } else { Err(NoteError::NotSigned(self.name.clone())) }
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![TYPE_ED25519];
        key.extend_from_slice(&self.public);
        write!(f, "{}+{}+{}", self.name, hex::encode(self.id), STANDARD.encode(key))
    }
}

impl FromStr for VerifyingKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let bad = NoteError::VerifierKey;
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(bad("it has the form name+hash+base64"));
        };
        let key = STANDARD.decode(key).map_err(|_| bad("the third part is base64"))?;
        let public = match key.split_first() {
            Some((&TYPE_ED25519, public)) => public.try_into().map_err(|_| bad("a key has 32 bytes"))?,
            _ => return Err(bad("only Ed25519 keys (type 1) are known")),
        };
        let read = Self::new(name, public)?;
        if hex::encode(read.id) != id {
            return Err(bad("the hash does not fit name and key"));
        }
        Ok(read)
    }
}

/// Text with its final newline, and the signature lines. Nothing is verified.
pub(crate) fn split_note(note: &str) -> Result<(&str, &str), NoteError> {
    if note.len() > MAX_NOTE_BYTES {
        return Err(NoteError::Malformed("it is too long"));
    }
    check_characters(note)?;
    let Some(end) = note.rfind("\n\n") else {
        return Err(NoteError::Malformed("no empty line before the signatures"));
    };
    let (text, lines) = (&note[..=end], &note[end + 2..]);
    if lines.is_empty() || !lines.ends_with('\n') {
        return Err(NoteError::Malformed("a signature line and a newline end the note"));
    }
    if lines.lines().count() > MAX_SIGNATURES {
        return Err(NoteError::Malformed("too many signatures"));
    }
    Ok((text, lines))
}

fn signature_line(line: &str) -> Result<(&str, Vec<u8>), NoteError> {
    line.strip_prefix("\u{2014} ")
        .and_then(|rest| rest.split_once(' '))
        .and_then(|(name, signature)| Some((name, STANDARD.decode(signature).ok()?)))
        .ok_or(NoteError::Malformed("a signature line is an em dash, the key name and base64"))
}

fn check_characters(text: &str) -> Result<(), NoteError> {
    if text.bytes().any(|byte| byte < 0x20 && byte != b'\n') {
        return Err(NoteError::Malformed("control characters are not allowed"));
    }
    Ok(())
}
