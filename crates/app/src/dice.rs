//! Chance and time of one use case, drawn before its transaction so that it may run again with the same outcome.

use domain::value::{Id, VerificationCode};
use jiff::Timestamp;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A repeatable source for one use case.
pub struct Dice {
    rng: ChaCha20Rng,
    now: Timestamp,
}

impl Dice {
    /// From a seed and the time of the act.
    pub fn new(seed: [u8; 32], now: Timestamp) -> Self {
        Dice { rng: ChaCha20Rng::from_seed(seed), now }
    }

    /// The time of the act.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// A new UUIDv7.
    pub fn id<T: ?Sized>(&mut self) -> Id<T> {
        let millis = u64::try_from(self.now.as_millisecond()).unwrap_or(0);
        Id::from_parts(millis, self.bytes())
    }

    /// A salt of 16 bytes.
    pub fn salt(&mut self) -> [u8; 16] {
        self.bytes()
    }

    /// A nonce of 12 bytes for one encryption.
    pub fn nonce(&mut self) -> [u8; 12] {
        self.bytes()
    }

    /// Thirty-two bytes, for example of a session cookie.
    pub fn secret(&mut self) -> [u8; 32] {
        self.bytes()
    }

    /// A verification code of 80 bits.
    pub fn verification_code(&mut self) -> VerificationCode {
        VerificationCode::from_random(self.bytes())
    }

    /// A PIN of six digits, every one equally likely.
    pub fn pin(&mut self) -> String {
        loop {
            let n = self.rng.next_u32();
            // The largest multiple of a million below 2^32: no digit is favoured.
            if n < 4_294_000_000 {
                return format!("{:06}", n % 1_000_000);
            }
        }
    }
}
