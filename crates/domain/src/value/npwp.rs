//! The taxpayer number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::luhn;
use super::nik::{Nik, NikError};

/// *Nomor Pokok Wajib Pajak*, kept in its 16-digit form: "0" and the old 15 digits for entities, the NIK for
/// persons. `Debug` masks it; `Display` prints the form people know, `01.312.166.0-091.000`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Npwp(String);

/// Why an NPWP was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NpwpError {
    /// Not 15 or 16 digits.
    #[error("an NPWP has 15 or 16 digits")]
    Length,
    /// The ninth digit of the old form is not the check digit of the eight before it.
    #[error("the check digit of the NPWP does not fit")]
    CheckDigit,
    /// Sixteen digits that do not begin with 0 must be a NIK, and these are not.
    #[error("a 16-digit NPWP of a person must be a NIK: {0}")]
    Nik(#[source] NikError),
}

impl NpwpError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length => "npwp_length",
            Self::CheckDigit => "npwp_check_digit",
            Self::Nik(_) => "npwp_nik",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::Length => "NPWP harus 15 atau 16 angka. Periksa kembali kartu NPWP Anda.",
            Self::CheckDigit => "Angka NPWP tidak cocok. Periksa kembali kartu NPWP Anda.",
            Self::Nik(_) => "NPWP 16 angka untuk perorangan harus sama dengan NIK.",
        }
        .to_owned()
    }
}

impl Npwp {
    /// The 16-digit form, as tax and payment services take it.
    pub fn sixteen_digits(&self) -> &str {
        &self.0
    }

    /// The old 15 digits; `None` when the number is a NIK.
    pub fn fifteen_digits(&self) -> Option<&str> {
        self.0.strip_prefix('0')
    }

    /// Whether it is a person's NIK.
    pub fn is_nik(&self) -> bool {
        !self.0.starts_with('0')
    }

    /// For lists: "01.•••.•••.•-091.000", or as a masked NIK.
    pub fn masked(&self) -> String {
        match self.0.parse::<Nik>() {
            Ok(nik) if self.is_nik() => nik.masked(),
            _ => {
                let part = |range: std::ops::Range<usize>| self.0.get(range).unwrap_or_default();
                format!("{}.•••.•••.•-{}.{}", part(1..3), part(10..13), part(13..16))
            }
        }
    }
}

impl FromStr for Npwp {
    type Err = NpwpError;

    /// Reads 15 or 16 digits; dots, hyphens and spaces between them do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NpwpError::Length);
        }
        let sixteen = match digits.len() {
            15 => format!("0{digits}"),
            16 => digits,
            _ => return Err(NpwpError::Length),
        };
        if sixteen.starts_with('0') {
            // Luhn runs over the nine digits after the leading 0, not over all of them.
            if !sixteen.get(1..10).is_some_and(luhn::valid) {
                return Err(NpwpError::CheckDigit);
            }
        } else {
            sixteen.parse::<Nik>().map_err(NpwpError::Nik)?;
        }
        Ok(Self(sixteen))
    }
}

impl fmt::Display for Npwp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |range: std::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        if self.is_nik() {
            return f.write_str(&self.0);
        }
        write!(
            f,
            "{}.{}.{}.{}-{}.{}",
            part(1..3),
            part(3..6),
            part(6..9),
            part(9..10),
            part(10..13),
            part(13..16)
        )
    }
}

impl fmt::Debug for Npwp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Npwp({})", self.masked())
    }
}

impl TryFrom<String> for Npwp {
    type Error = NpwpError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Npwp> for String {
    fn from(npwp: Npwp) -> Self {
        npwp.0
    }
}
