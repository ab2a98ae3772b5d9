//! The caller's name for one message.

use std::fmt;
use std::str::FromStr;

/// The caller's name for one message: 1 to 64 of `A-Z a-z 0-9 - _`.
///
/// It travels in the report address of an SMS and in the Message-ID of an e-mail, where every other character would
/// need an escape that some gateway gets wrong (Kannel reads `%` in the address as its own escape).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference(String);

impl Reference {
    /// The reference as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text cannot be a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a message's reference is 1 to 64 of A-Z a-z 0-9 - _")]
pub struct ReferenceError;

impl FromStr for Reference {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=64).contains(&text.len());
        if fits && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            Ok(Self(text.to_owned()))
        } else {
            Err(ReferenceError)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_that_need_no_escape() {
        assert!("01J9Z3-a_B".parse::<Reference>().is_ok());
        for bad in ["", "a b", "a%d", "a&state=1", "a/b", "é", &"x".repeat(65)] {
            assert_eq!(bad.parse::<Reference>(), Err(ReferenceError), "{bad:?}");
        }
    }
}
