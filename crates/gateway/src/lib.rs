//! Outward edges: each a trait with a real client and a simulator that speaks the same protocol.
//!
//! Every call blocks and is made from a worker's thread, never inside a write to the database. The crate keeps no
//! state between calls and retries nothing: the caller owns the message row, its lease and its backoff, and reads
//! from [`SendError::advice`] what to do next.
//!
//! No telephone number, address, text or password appears in a `Debug` output or in an error of this crate, so
//! callers may log both.

mod channel;
pub mod email;
mod error;
pub mod files;
mod reference;
mod secret;
pub mod sim;
pub mod sms;

pub use channel::{Channel, UnknownChannel};
pub use error::{Advice, ConfigError, RefusalCause, SendError};
pub use reference::{Reference, ReferenceError};
pub use secret::Secret;
