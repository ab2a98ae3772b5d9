//! The number of a civil servant.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::nik::Sex;

/// *Nomor Induk Pegawai*: birth date, month of appointment, sex, serial; 18 digits, printed
/// `19800101 200501 1 001`. Contract staff have none.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nip(String);

/// Why a NIP was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NipError {
    /// Not 18 digits.
    #[error("a NIP has 18 digits")]
    Length,
    /// The first eight digits are no plausible date of birth.
    #[error("the birth date in the NIP does not exist")]
    BirthDate,
    /// The appointment is no month, or lies before the sixteenth birthday.
    #[error("the appointment in the NIP is not plausible")]
    Appointment,
    /// The digit for sex is neither 1 nor 2.
    #[error("the fifteenth digit of a NIP is 1 or 2")]
    Sex,
}

impl NipError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length => "nip_length",
            Self::BirthDate => "nip_birth_date",
            Self::Appointment => "nip_appointment",
            Self::Sex => "nip_sex",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::Length => "NIP harus 18 angka.",
            Self::BirthDate => "Tanggal lahir dalam NIP tidak ada di kalender.",
            Self::Appointment => "Bulan pengangkatan dalam NIP tidak masuk akal.",
            Self::Sex => "Angka ke-15 dalam NIP harus 1 atau 2.",
        }
        .to_owned()
    }
}

impl Nip {
    /// All 18 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Sex by the fifteenth digit.
    pub fn sex(&self) -> Sex {
        if self.0.get(14..15) == Some("2") { Sex::Female } else { Sex::Male }
    }
}

impl FromStr for Nip {
    type Err = NipError;

    /// Reads 18 digits; spaces and dots between them do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        if digits.len() != 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NipError::Length);
        }
        let number = |range: std::ops::Range<usize>| {
            digits.get(range).and_then(|part| part.parse::<i16>().ok()).unwrap_or_default()
        };
        let small = |range| i8::try_from(number(range)).unwrap_or_default();
        let birth_year = number(0..4);
        if !(1900..=2099).contains(&birth_year) || Date::new(birth_year, small(4..6), small(6..8)).is_err() {
            return Err(NipError::BirthDate);
        }
        // 21 and 22 stand in place of the month for government employees under agreement (PPPK).
        let month_known = matches!(number(12..14), 1..=12 | 21 | 22);
        if !month_known || number(8..12) < birth_year + 16 || number(8..12) > 2099 {
            return Err(NipError::Appointment);
        }
        if !matches!(number(14..15), 1 | 2) {
            return Err(NipError::Sex);
        }
        Ok(Self(digits))
    }
}

impl fmt::Display for Nip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |range: std::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        write!(f, "{} {} {} {}", part(0..8), part(8..14), part(14..15), part(15..18))
    }
}

impl fmt::Debug for Nip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nip({}…)", self.0.get(..4).unwrap_or_default())
    }
}

impl TryFrom<String> for Nip {
    type Error = NipError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Nip> for String {
    fn from(nip: Nip) -> Self {
        nip.0
    }
}
