//! The code in the QR of a permit.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::crockford;

/// *Kode verifikasi*: 80 random bits, printed `ABCD-EFGH-JKMN-PQRS`. Never an id, so that nobody can count
/// permits or guess the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VerificationCode([u8; 10]);

/// The text is not a verification code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a verification code of 16 characters")]
pub struct VerificationCodeError;

impl VerificationCodeError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        "verification_code_unreadable"
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        "Kode verifikasi terdiri dari 16 huruf dan angka. Periksa kembali dokumen Anda.".to_owned()
    }
}

impl VerificationCode {
    /// Takes ten random bytes.
    pub const fn from_random(random: [u8; 10]) -> Self {
        Self(random)
    }

    /// The ten bytes to store.
    pub const fn as_bytes(&self) -> &[u8; 10] {
        &self.0
    }

    /// The 16 characters without hyphens, for links.
    pub fn compact(&self) -> String {
        crockford::encode(&self.0)
    }
}

impl fmt::Display for VerificationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, character) in self.compact().chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{character}")?;
        }
        Ok(())
    }
}

impl FromStr for VerificationCode {
    type Err = VerificationCodeError;

    /// Case, hyphens and spaces do not matter; O reads as 0, I and L as 1.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        crockford::decode(&bare).map(Self).ok_or(VerificationCodeError)
    }
}

impl TryFrom<String> for VerificationCode {
    type Error = VerificationCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<VerificationCode> for String {
    fn from(code: VerificationCode) -> Self {
        code.to_string()
    }
}
