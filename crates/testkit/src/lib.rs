//! What tests share: a running region on both engines, a clock that can be moved, gateways that remember.
//!
//! Invariant: a development dependency only; nothing that ships depends on it.

#[cfg(feature = "house")]
pub mod house;
pub mod postgres;
