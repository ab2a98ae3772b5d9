//! The population number.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::reference::{RegionCode, RegionTable};

/// *Nomor Induk Kependudukan*: province, regency, district, birth date (day + 40 for women), serial.
///
/// It tells where it was first issued, not where its holder lives. `Debug` masks it, so that it cannot slip
/// into a log; `Display` prints all of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nik(String);

/// Why a NIK was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NikError {
    /// Not 16 digits.
    #[error("a NIK has 16 digits")]
    Length,
    /// The digits 7 to 12 are no date in any century.
    #[error("the birth date in the NIK does not exist")]
    BirthDate,
    /// No province has this code.
    #[error("no province has the code in the NIK")]
    Province,
}

impl NikError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length => "nik_length",
            Self::BirthDate => "nik_birth_date",
            Self::Province => "nik_province",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::Length => "NIK harus 16 angka. Periksa kembali KTP Anda.",
            Self::BirthDate => "Tanggal lahir dalam NIK tidak ada di kalender. Periksa kembali KTP Anda.",
            Self::Province => "Kode provinsi dalam NIK tidak dikenal. Periksa kembali KTP Anda.",
        }
        .to_owned()
    }
}

/// What an officer should look at; never a reason to refuse, because regions split and lists grow old.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NikWarning {
    /// No regency or city has this code today.
    UnknownRegency,
    /// The districts of this regency are known, and this is none of them.
    UnknownDistrict,
    /// Serial 0000 is not given out.
    SerialZero,
}

impl NikWarning {
    /// Stable code for logs and the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownRegency => "nik_unknown_regency",
            Self::UnknownDistrict => "nik_unknown_district",
            Self::SerialZero => "nik_serial_zero",
        }
    }

    /// The sentence officers see.
    pub fn message_id(self) -> String {
        match self {
            Self::UnknownRegency => "Kode kabupaten/kota dalam NIK tidak ada dalam daftar.",
            Self::UnknownDistrict => "Kode kecamatan dalam NIK tidak ada dalam daftar.",
            Self::SerialZero => "Nomor urut NIK 0000 tidak lazim.",
        }
        .to_owned()
    }
}

/// The sex a NIK or NIP states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// *Laki-laki*.
    Male,
    /// *Perempuan*.
    Female,
}

impl Nik {
    /// All 16 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// "3576••••••••0001" for lists.
    pub fn masked(&self) -> String {
        let first = self.0.get(..4).unwrap_or_default();
        let last = self.0.get(12..).unwrap_or_default();
        format!("{first}••••••••{last}")
    }

    /// Sex by the day of birth.
    pub fn sex(&self) -> Sex {
        if self.number(6..8) > 40 { Sex::Female } else { Sex::Male }
    }

    /// Whether this date of birth agrees with the digits; the century is not in them.
    pub fn born_on(&self, date: Date) -> bool {
        let (day, month, year) = self.birth();
        date.day().unsigned_abs() == day
            && date.month().unsigned_abs() == month
            && date.year().unsigned_abs() % 100 == u16::from(year)
    }

    /// What an officer should look at.
    pub fn warnings(&self) -> Vec<NikWarning> {
        let table = RegionTable::embedded();
        let mut warnings = Vec::new();
        let code = |text: String| text.parse::<RegionCode>().ok();
        let part = |range| self.0.get(range).unwrap_or_default();
        let regency = code(format!("{}.{}", part(0..2), part(2..4)));
        let district = code(format!("{}.{}.{}", part(0..2), part(2..4), part(4..6)));
        match (regency, district) {
            (Some(regency), _) if !table.contains(&regency) => warnings.push(NikWarning::UnknownRegency),
            (Some(regency), Some(district))
                if !table.contains(&district) && table.children(&regency).next().is_some() =>
            {
                warnings.push(NikWarning::UnknownDistrict);
            }
            _ => {}
        }
        if part(12..16) == "0000" {
            warnings.push(NikWarning::SerialZero);
        }
        warnings
    }

    /// Day (without the 40), month, year of the century.
    fn birth(&self) -> (u8, u8, u8) {
        let day = self.number(6..8);
        (if day > 40 { day - 40 } else { day }, self.number(8..10), self.number(10..12))
    }

    fn number(&self, range: std::ops::Range<usize>) -> u8 {
        self.0.get(range).and_then(|digits| digits.parse().ok()).unwrap_or_default()
    }
}

impl FromStr for Nik {
    type Err = NikError;

    /// Reads 16 digits; spaces, dots and hyphens between them do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
        if digits.len() != 16 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NikError::Length);
        }
        let nik = Self(digits);
        let (day, month, year) = nik.birth();
        let exists = |century: i16| {
            let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return false };
            Date::new(century + i16::from(year), month, day).is_ok()
        };
        if !exists(1900) && !exists(2000) {
            return Err(NikError::BirthDate);
        }
        let province = nik.0.get(..2).and_then(|code| code.parse::<RegionCode>().ok());
        if province.is_none_or(|code| !RegionTable::embedded().contains(&code)) {
            return Err(NikError::Province);
        }
        Ok(nik)
    }
}

impl fmt::Display for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nik({})", self.masked())
    }
}

impl TryFrom<String> for Nik {
    type Error = NikError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Nik> for String {
    fn from(nik: Nik) -> Self {
        nik.0
    }
}
