//! The code an applicant tells the bank.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// *Kode bayar* (MJK18-14.2): 12 digits printed in fours, "9999 0098 2600".
///
/// Prefix of the region (4), last four digits of the assessment's serial, year (2), and the serial's
/// ten-thousands (2). So the short numbers of most years read as on the assessment, and none repeats below
/// one million a year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PaymentCode(String);

/// Why a payment code was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaymentCodeError {
    /// Not 12 digits.
    #[error("a payment code has 12 digits")]
    Form,
    /// The region's prefix is not four digits.
    #[error("the prefix of a payment code has four digits")]
    Prefix,
    /// The year is not in this century, or the serial is 0 or longer than six digits.
    #[error("year or serial of the payment code is out of range")]
    OutOfRange,
}

impl PaymentCodeError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form => "payment_code_form",
            Self::Prefix => "payment_code_prefix",
            Self::OutOfRange => "payment_code_out_of_range",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::Form => "Kode bayar terdiri dari 12 angka. Periksa kembali SMS Anda.",
            Self::Prefix => "Awalan kode bayar harus 4 angka.",
            Self::OutOfRange => "Nomor ketetapan di luar jangkauan kode bayar.",
        }
        .to_owned()
    }
}

impl PaymentCode {
    /// Builds the code of an assessment: prefix of the region, serial (1 to 999999), year (2000 to 2099).
    pub fn new(prefix: &str, serial: u32, year: u16) -> Result<Self, PaymentCodeError> {
        if prefix.len() != 4 || !prefix.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PaymentCodeError::Prefix);
        }
        if !(1..=999_999).contains(&serial) || !(2000..=2099).contains(&year) {
            return Err(PaymentCodeError::OutOfRange);
        }
        Ok(Self(format!("{prefix}{:04}{:02}{:02}", serial % 10_000, year % 100, serial / 10_000)))
    }

    /// The 12 digits without spaces, for banks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PaymentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |range: std::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        write!(f, "{} {} {}", part(0..4), part(4..8), part(8..12))
    }
}

impl FromStr for PaymentCode {
    type Err = PaymentCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.len() == 12 && digits.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(PaymentCodeError::Form)
        }
    }
}

impl TryFrom<String> for PaymentCode {
    type Error = PaymentCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PaymentCode> for String {
    fn from(code: PaymentCode) -> Self {
        code.to_string()
    }
}
