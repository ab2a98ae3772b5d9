//! Roman numerals of months, as permit numbers use them.

/// "IV" for 4; `None` outside 1 to 12.
pub fn roman_month(month: u8) -> Option<&'static str> {
    const MONTHS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    MONTHS.get(usize::from(month).checked_sub(1)?).copied()
}
