//! The alphabet and the length of an SMS (3GPP TS 23.038, 7 bit default alphabet).

/// Characters of one septet.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Characters of two septets.
const EXTENDED: &str = "^{}\\[~]|€";

/// How many parts a text takes, or the first character that no SMS of this alphabet can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartCount {
    /// Number of parts: one up to 160 septets, else parts of 153.
    Parts(usize),
    /// A character outside the alphabet, which would turn the whole SMS into one of 70 characters a part.
    NotGsm(char),
}

/// Counts the parts of a text.
pub fn sms_parts(text: &str) -> PartCount {
    let mut septets = 0_usize;
    for character in text.chars() {
        septets += match character {
            c if BASIC.contains(c) => 1,
            c if EXTENDED.contains(c) => 2,
            c => return PartCount::NotGsm(c),
        };
    }
    PartCount::Parts(if septets <= 160 { 1 } else { septets.div_ceil(153) })
}
