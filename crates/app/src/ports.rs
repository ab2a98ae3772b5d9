//! What a region needs from outside: time, chance, typesetting. Real ones live in `server`, movable ones in tests and demo.

use jiff::Timestamp;
use serde_json::Value;
use std::sync::Mutex;
use thiserror::Error;

/// The time.
pub trait Clock: Send + Sync {
    /// Now, cut to microseconds.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still until it is moved: demo, rehearsal, tests.
pub struct MovableClock(Mutex<Timestamp>);

impl MovableClock {
    /// A clock that stands at `at`.
    pub fn at(at: Timestamp) -> Self {
        MovableClock(Mutex::new(at))
    }

    /// Moves the clock forward; it never goes back.
    pub fn move_to(&self, to: Timestamp) {
        if let Ok(mut now) = self.0.lock()
            && to > *now
        {
            *now = to;
        }
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        self.0.lock().map_or(Timestamp::UNIX_EPOCH, |now| *now)
    }
}

/// The source of chance: every id, salt, PIN and code comes from it.
pub trait Chance: Send + Sync {
    /// Thirty-two fresh bytes.
    fn seed(&self) -> [u8; 32];
}

/// Chance that can be repeated: the same seed gives the same sequence.
pub struct SeededChance(Mutex<rand_chacha::ChaCha20Rng>);

impl SeededChance {
    /// From a number.
    pub fn new(seed: u64) -> Self {
        use rand_chacha::rand_core::SeedableRng;
        SeededChance(Mutex::new(rand_chacha::ChaCha20Rng::seed_from_u64(seed)))
    }
}

impl Chance for SeededChance {
    fn seed(&self) -> [u8; 32] {
        use rand_chacha::rand_core::RngCore;
        let mut bytes = [0; 32];
        if let Ok(mut rng) = self.0.lock() {
            rng.fill_bytes(&mut bytes);
        }
        bytes
    }
}

/// The operating system's chance.
pub struct SystemChance;

impl Chance for SystemChance {
    fn seed(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        // Without entropy nothing may go on; a region that cannot draw is closed by its first failing write.
        if aws_lc_rs::rand::fill(&mut bytes).is_err() {
            std::process::abort();
        }
        bytes
    }
}

/// What a letter is made of.
#[derive(Debug, Clone)]
pub struct LetterRequest {
    /// File name of the template, for example `permit.typ`.
    pub template: String,
    /// Its data.
    pub data: Value,
    /// Pictures: `qr.svg`, `scan-1.jpg` …
    pub attachments: Vec<(String, Vec<u8>)>,
    /// Date of the document's metadata.
    pub at: Timestamp,
    /// Stable id of the document.
    pub ident: String,
}

/// A place left free in a page, in points from the bottom left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterPlace {
    /// `nomor`, `ttd`, `segel` …
    pub name: String,
    /// Page from 0.
    pub page: usize,
    /// Left.
    pub x: f64,
    /// Bottom.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A letter as laid out.
#[derive(Debug, Clone)]
pub struct LaidOut {
    /// PDF/A-2a.
    pub pdf: Vec<u8>,
    /// Pages.
    pub pages: usize,
    /// Free places.
    pub places: Vec<LetterPlace>,
}

/// Why a letter could not be made. The job is tried again and, in the end, shown to a person.
#[derive(Debug, Clone, Error)]
#[error("{0}")]
pub struct TypesetFailure(pub String);

/// Lays out letters. Slow: never inside a write.
pub trait Typesetter: Send + Sync {
    /// Lays a letter out as PDF/A-2a.
    ///
    /// # Errors
    /// Template errors, deadlines, a worker that died.
    fn pdf(&self, request: &LetterRequest) -> Result<LaidOut, TypesetFailure>;

    /// Lays a letter out as pictures, one PNG a page.
    ///
    /// # Errors
    /// As [`Typesetter::pdf`].
    fn pictures(&self, request: &LetterRequest, ppi: f32) -> Result<Vec<Vec<u8>>, TypesetFailure>;
}
