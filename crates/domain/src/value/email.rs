//! E-mail addresses.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An e-mail address of plain ASCII, as typed. `Debug` masks it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct EmailError;

impl EmailError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        "email_unreadable"
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        "Alamat surel tidak lengkap. Contoh: nama@warga.example.".to_owned()
    }
}

impl Email {
    /// The address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Lower case, for look-ups: two accounts that differ by case only are one mailbox in practice.
    pub fn lookup_key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// "n•••@warga.example" for lists.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or_default();
        format!("{}•••@{domain}", local.chars().next().unwrap_or('•'))
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(EmailError)?;
        // The dot-atom of RFC 5322; quoted local parts and address literals are never meant by people.
        let local_ok = (1..=64).contains(&local.len())
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b));
        let label_ok = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let last_ok = domain
            .rsplit_once('.')
            .is_some_and(|(_, last)| last.len() >= 2 && last.bytes().any(|b| b.is_ascii_alphabetic()));
        if local_ok && last_ok && text.len() <= 254 && domain.split('.').all(label_ok) {
            Ok(Self(text.to_owned()))
        } else {
            Err(EmailError)
        }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}
