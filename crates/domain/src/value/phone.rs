//! Mobile telephone numbers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// *Nomor HP* in E.164: "+628" and 7 to 11 digits. Landlines are refused, because codes and notices come by
/// SMS (MJK18-14.1). `Debug` masks it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

/// The text is not an Indonesian mobile number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an Indonesian mobile number")]
pub struct PhoneNumberError;

impl PhoneNumberError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        "phone_not_mobile"
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        "Nomor HP harus diawali 08 dan terdiri dari 9 sampai 13 angka.".to_owned()
    }
}

impl PhoneNumber {
    /// "+628400000001".
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// "628400000001": without the plus, as SMS, WhatsApp and payment services take it.
    pub fn sms_form(&self) -> &str {
        self.0.trim_start_matches('+')
    }

    /// As people write it: "0840-0000-0001".
    pub fn local_form(&self) -> String {
        let national = format!("0{}", self.0.strip_prefix("+62").unwrap_or_default());
        let part = |from: usize, to: usize| national.get(from..to.min(national.len())).unwrap_or_default();
        format!("{}-{}-{}", part(0, 4), part(4, 8), part(8, national.len()))
    }

    /// "0840••••0001" for lists.
    pub fn masked(&self) -> String {
        let national = self.0.strip_prefix("+62").unwrap_or_default();
        let first = national.get(..3).unwrap_or_default();
        let last = national.get(national.len().saturating_sub(4)..).unwrap_or_default();
        format!("0{first}••••{last}")
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneNumberError;

    /// Reads `+62…`, `62…`, `0…` and `8…`; spaces, dots, dashes and brackets do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bare: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '‐' | '–' | '(' | ')'))
            .collect();
        let national = if let Some(rest) = bare.strip_prefix("+62").or_else(|| bare.strip_prefix("62")) {
            // "+62 (0)812…" is a common way to write it.
            rest.strip_prefix('0').unwrap_or(rest)
        } else {
            bare.strip_prefix('0').unwrap_or(&bare)
        };
        let after_eight = national.strip_prefix('8').ok_or(PhoneNumberError)?;
        if !(7..=11).contains(&after_eight.len()) || !after_eight.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PhoneNumberError);
        }
        Ok(Self(format!("+62{national}")))
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = PhoneNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PhoneNumber> for String {
    fn from(phone: PhoneNumber) -> Self {
        phone.0
    }
}
