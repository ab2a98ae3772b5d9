//! The Luhn check digit, as tax numbers and registration numbers use it.

/// Whether the last digit is the check digit of those before it. False for anything but digits.
pub(super) fn valid(digits: &str) -> bool {
    sum(digits, false).is_some_and(|sum| sum % 10 == 0)
}

/// The digit to append to these digits; `None` for anything but digits.
pub(super) fn check_digit(digits: &str) -> Option<u8> {
    sum(digits, true).and_then(|sum| u8::try_from((10 - sum % 10) % 10).ok())
}

fn sum(digits: &str, double_last: bool) -> Option<u32> {
    let mut double = double_last;
    let mut total = 0;
    for character in digits.chars().rev() {
        let digit = character.to_digit(10)?;
        total += match (double, digit) {
            (true, 5..) => digit * 2 - 9,
            (true, _) => digit * 2,
            (false, _) => digit,
        };
        double = !double;
    }
    Some(total)
}
