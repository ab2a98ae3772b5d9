//! Use cases, one file each: authorise → load → decide → write → enqueue.
//!
//! Invariant: synchronous. A use case draws time and chance once, before its transaction, so that it may run again; nothing
//! slow happens inside a write; nothing leaves the process before the commit. The crate sees traits for everything that
//! renders, signs or sends, and never names Typst.

#[macro_use]
mod written;

pub mod account;
pub mod act;
pub mod audit;
pub mod crypt;
pub mod declare;
mod dice;
mod error;
pub mod folder;
pub mod job;
pub mod keys;
pub mod letter;
pub mod manage;
pub mod message;
mod office;
pub mod pin;
pub mod play;
pub mod ports;
pub mod power_of_attorney;
pub mod query;
mod region;
pub mod setup;
pub mod signing;
mod standard;

pub use dice::Dice;
pub use error::AppError;
pub use office::Office;
pub use region::{Demo, Region, RegionParts};
