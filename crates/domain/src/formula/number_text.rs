//! Numbers as people write and read them: "1.400.000", "112,5", "Rp12.500".

use std::str::FromStr;

use rust_decimal::Decimal;

/// Why a text is not taken as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberTextError {
    /// Not a number at all, or its separators stand in no known order.
    #[error("not a number")]
    NotANumber,
    /// "1.500" is 1500 to one reader and 1.5 to another; guessing would change a fee a thousandfold.
    #[error("ambiguous: a single dot before exactly three digits")]
    Ambiguous,
    /// More than 18 digits.
    #[error("more than 18 digits")]
    TooLong,
}

impl NumberTextError {
    /// The sentence a person sees.
    pub fn message_id(self) -> &'static str {
        match self {
            Self::NotANumber => "Tulis angka saja, misalnya 112 atau 112,5.",
            Self::Ambiguous => "Angka ini dapat dibaca dua cara. Tulis tanpa titik, misalnya 1500 atau 1,5.",
            Self::TooLong => "Angka ini terlalu panjang. Tulis paling banyak 18 angka.",
        }
    }
}

/// Reads a number in Indonesian ("1.400.000", "112,5", "1.500,25") or plain ("112.5") notation.
///
/// # Errors
/// [`NumberTextError`]; a text that both notations read differently is refused, never guessed.
pub fn parse_number(text: &str) -> Result<Decimal, NumberTextError> {
    let text = text.trim();
    let (sign, body) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    if !body.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return Err(NumberTextError::NotANumber);
    }
    if body.chars().filter(char::is_ascii_digit).count() > 18 {
        return Err(NumberTextError::TooLong);
    }
    let (whole, fraction) = match body.split_once(',') {
        Some((whole, fraction)) => {
            if whole.contains('.') && !is_grouped(whole) {
                return Err(NumberTextError::NotANumber);
            }
            (whole.replace('.', ""), fraction)
        }
        None => match body.split_once('.') {
            None => (body.to_owned(), "0"),
            Some((_, rest)) if rest.contains('.') => {
                if !is_grouped(body) {
                    return Err(NumberTextError::NotANumber);
                }
                (body.replace('.', ""), "0")
            }
            Some((whole, _)) if is_grouped(body) && !whole.starts_with('0') => {
                return Err(NumberTextError::Ambiguous);
            }
            Some((whole, fraction)) => (whole.to_owned(), fraction),
        },
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(&whole) || !digits(fraction) {
        return Err(NumberTextError::NotANumber);
    }
    let plain =
        if body.contains([',', '.']) && fraction != "0" || body.ends_with(",0") || body.ends_with(".0") {
            format!("{sign}{whole}.{fraction}")
        } else {
            format!("{sign}{whole}")
        };
    Decimal::from_str(&plain).map_err(|_| NumberTextError::NotANumber)
}

/// [`parse_number`] for callers that have their own sentence for a wrong number.
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    parse_number(text).ok()
}

/// Whether dots split the digits in threes, the first group having one to three.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

/// Writes a number in Indonesian notation and keeps its places: 1400000 → "1.400.000", 1.0 → "1,0".
pub fn format_number(value: Decimal) -> String {
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

/// Writes an amount of rupiah: 1400000 → "Rp1.400.000"; places appear only when the amount has them.
pub fn format_rupiah(value: Decimal) -> String {
    let text = format_number(value.normalize());
    match text.strip_prefix('−') {
        Some(rest) => format!("−Rp{rest}"),
        None => format!("Rp{text}"),
    }
}

/// Writes a number with its unit: "112 m²"; the unit "Rp" stands before the number.
pub fn format_with_unit(value: Decimal, unit: &str) -> String {
    match unit {
        "" => format_number(value),
        "Rp" => format_rupiah(value),
        unit => format!("{} {unit}", format_number(value)),
    }
}
