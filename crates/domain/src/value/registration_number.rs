//! The number people read aloud on the telephone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::luhn;

/// *Nomor pendaftaran* (MJK18-12.4): year and serial with a Luhn check digit over both, printed
/// `26-000147-4`. Orders by year, then serial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegistrationNumber {
    year: u16,
    serial: u32,
}

/// Why a registration number was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationNumberError {
    /// Not nine digits.
    #[error("a registration number has nine digits, such as 26-000147-4")]
    Form,
    /// The check digit does not fit: a digit was misheard or mistyped.
    #[error("the check digit of the registration number does not fit")]
    CheckDigit,
    /// The year is not in this century, or the serial is 0 or longer than six digits.
    #[error("year or serial of the registration number is out of range")]
    OutOfRange,
}

impl RegistrationNumberError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form => "registration_number_form",
            Self::CheckDigit => "registration_number_check_digit",
            Self::OutOfRange => "registration_number_out_of_range",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::Form => "Nomor pendaftaran terdiri dari 9 angka, misalnya 26-000147-4.",
            Self::CheckDigit => "Nomor pendaftaran salah ketik. Periksa kembali angka pada tanda terima.",
            Self::OutOfRange => "Nomor pendaftaran di luar jangkauan.",
        }
        .to_owned()
    }
}

impl RegistrationNumber {
    /// Builds a number of a year (2000 to 2099) and a serial (1 to 999999).
    pub fn new(year: u16, serial: u32) -> Result<Self, RegistrationNumberError> {
        if (2000..=2099).contains(&year) && (1..=999_999).contains(&serial) {
            Ok(Self { year, serial })
        } else {
            Err(RegistrationNumberError::OutOfRange)
        }
    }

    /// Year of registration, four digits.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Serial within the year.
    pub fn serial(self) -> u32 {
        self.serial
    }

    fn body(self) -> String {
        format!("{:02}{:06}", self.year % 100, self.serial)
    }
}

impl fmt::Display for RegistrationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let check = luhn::check_digit(&self.body()).unwrap_or_default();
        write!(f, "{:02}-{:06}-{check}", self.year % 100, self.serial)
    }
}

impl FromStr for RegistrationNumber {
    type Err = RegistrationNumberError;

    /// Reads nine digits; hyphens, dots and spaces between them do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | '.' | ' ')).collect();
        if digits.len() != 9 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(RegistrationNumberError::Form);
        }
        if !luhn::valid(&digits) {
            return Err(RegistrationNumberError::CheckDigit);
        }
        let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<u32>().ok());
        let (Some(year), Some(serial)) = (part(0..2), part(2..8)) else {
            return Err(RegistrationNumberError::Form);
        };
        Self::new(u16::try_from(2000 + year).map_err(|_| RegistrationNumberError::OutOfRange)?, serial)
    }
}

impl TryFrom<String> for RegistrationNumber {
    type Error = RegistrationNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RegistrationNumber> for String {
    fn from(number: RegistrationNumber) -> Self {
        number.to_string()
    }
}
