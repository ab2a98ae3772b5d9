//! Crockford's base32: no I, L, O, U, so that what is read aloud or copied by hand stays readable.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Encodes bytes as one big-endian number, padded with zero bits on the left.
pub(super) fn encode(bytes: &[u8]) -> String {
    let characters = (bytes.len() * 8).div_ceil(5);
    let mut held = 0_u32;
    // Padding bits come first, so the last character ends on the last bit.
    let mut bits = characters * 5 - bytes.len() * 8;
    let mut text = String::with_capacity(characters);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let index = ((held >> bits) & 31) as usize;
            text.push(ALPHABET.get(index).copied().map_or('0', char::from));
        }
        held &= (1 << bits) - 1;
    }
    text
}

/// Decodes exactly `N` bytes. Case does not matter; O reads as 0, I and L as 1. `None` for a wrong character,
/// length, or a number that does not fit.
pub(super) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != (N * 8).div_ceil(5) {
        return None;
    }
    let padding = text.len() * 5 - N * 8;
    let mut bytes = [0_u8; N];
    let mut filled = 0;
    let (mut held, mut bits) = (0_u32, 0);
    for (position, character) in text.bytes().enumerate() {
        held = (held << 5) | value(character)?;
        bits += if position == 0 { 5 - padding } else { 5 };
        if bits >= 8 {
            bits -= 8;
            // A first character too large for its place makes the first byte not fit.
            *bytes.get_mut(filled)? = u8::try_from(held >> bits).ok()?;
            filled += 1;
            held &= (1 << bits) - 1;
        }
    }
    (filled == N).then_some(bytes)
}

fn value(character: u8) -> Option<u32> {
    let character = match character.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    ALPHABET.iter().position(|c| *c == character).and_then(|index| u32::try_from(index).ok())
}
