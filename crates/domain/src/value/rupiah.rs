//! Money: whole rupiah, printed and spelled out the Indonesian way.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An amount in whole rupiah. No cents exist: retribution is rounded by a rule of the profile before it gets
/// here. Serialised as an integer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rupiah(i64);

/// Why an amount could not be read or computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RupiahError {
    /// The text is not an amount, or its dots do not stand at thousands.
    #[error("not an amount such as \"1.400.000\"")]
    Unreadable,
    /// The text has cents.
    #[error("amounts have no cents")]
    Cents,
    /// The result does not fit.
    #[error("the amount is too large")]
    Overflow,
}

impl RupiahError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "rupiah_unreadable",
            Self::Cents => "rupiah_cents",
            Self::Overflow => "rupiah_overflow",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::Unreadable => "Tulis jumlah uang seperti 1.400.000.",
            Self::Cents => "Jumlah uang harus dalam rupiah penuh, tanpa sen.",
            Self::Overflow => "Jumlah uang terlalu besar untuk dihitung.",
        }
        .to_owned()
    }
}

impl Rupiah {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount in whole rupiah.
    pub const fn new(amount: i64) -> Self {
        Self(amount)
    }

    /// The amount in whole rupiah.
    pub const fn amount(self) -> i64 {
        self.0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Sum, or `None` when it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Difference, or `None` when it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// So many times the amount, or `None` when it does not fit.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// Sum of many, or `None` when it does not fit.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The amount without "Rp": "1.400.000".
    pub fn grouped(self) -> String {
        let digits = self.0.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
        if self.0 < 0 {
            text.push('-');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        text
    }

    /// *Terbilang*: the amount in words, as an assessment letter states it:
    /// "satu juta empat ratus ribu rupiah".
    pub fn terbilang(self) -> String {
        let sign = if self.0 < 0 { "minus " } else { "" };
        format!("{sign}{} rupiah", in_words(self.0.unsigned_abs()))
    }
}

/// The words of a number below 20.
const SMALL: [&str; 20] = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
    "dua belas",
    "tiga belas",
    "empat belas",
    "lima belas",
    "enam belas",
    "tujuh belas",
    "delapan belas",
    "sembilan belas",
];

/// A number in Indonesian words: "seribu seratus sebelas".
pub fn in_words(number: u64) -> String {
    /// Largest first; a thousand alone is "seribu", a million alone is "satu juta".
    const SCALES: [(u64, &str); 6] = [
        (1_000_000_000_000_000_000, "kuintiliun"),
        (1_000_000_000_000_000, "kuadriliun"),
        (1_000_000_000_000, "triliun"),
        (1_000_000_000, "miliar"),
        (1_000_000, "juta"),
        (1_000, "ribu"),
    ];
    if number == 0 {
        return SMALL.first().copied().unwrap_or_default().to_owned();
    }
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, name) in SCALES {
        let count = rest / scale;
        rest %= scale;
        match (count, name) {
            (0, _) => {}
            (1, "ribu") => words.push("seribu".to_owned()),
            (count, name) => words.push(format!("{} {name}", below_thousand(count))),
        }
    }
    if rest > 0 {
        words.push(below_thousand(rest));
    }
    words.join(" ")
}

fn below_thousand(number: u64) -> String {
    let small = |n: u64| usize::try_from(n).ok().and_then(|n| SMALL.get(n)).copied().unwrap_or_default();
    let mut words = Vec::new();
    match number / 100 {
        0 => {}
        1 => words.push("seratus".to_owned()),
        hundreds => words.push(format!("{} ratus", small(hundreds))),
    }
    match number % 100 {
        0 => {}
        rest @ 1..20 => words.push(small(rest).to_owned()),
        rest => {
            words.push(format!("{} puluh", small(rest / 10)));
            if rest % 10 > 0 {
                words.push(small(rest % 10).to_owned());
            }
        }
    }
    words.join(" ")
}

impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.grouped().strip_prefix('-') {
            Some(grouped) => write!(f, "-Rp{grouped}"),
            None => write!(f, "Rp{}", self.grouped()),
        }
    }
}

impl FromStr for Rupiah {
    type Err = RupiahError;

    /// Reads what people type: "1.400.000", "Rp 1.400.000,00", "1400000".
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let text = match text.get(..2) {
            Some(prefix) if prefix.eq_ignore_ascii_case("rp") => {
                let rest = text.get(2..).unwrap_or_default();
                rest.strip_prefix('.').unwrap_or(rest).trim_start()
            }
            _ => text,
        };
        let text = match text.split_once(',') {
            Some((whole, "" | "-" | "00")) => whole,
            Some((_, cents)) if cents.len() <= 2 && cents.bytes().all(|b| b.is_ascii_digit()) => {
                return Err(RupiahError::Cents);
            }
            Some(_) => return Err(RupiahError::Unreadable),
            None => text,
        };
        let groups: Vec<&str> = text.split('.').collect();
        let well_grouped = groups.iter().enumerate().all(|(index, group)| match (groups.len(), index) {
            (1, _) => !group.is_empty(),
            (_, 0) => (1..=3).contains(&group.len()),
            _ => group.len() == 3,
        });
        let digits = groups.concat();
        if !well_grouped || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(RupiahError::Unreadable);
        }
        digits.parse().map(Self).map_err(|_| RupiahError::Overflow)
    }
}
