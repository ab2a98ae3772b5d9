//! Shared devices: the lock, another officer at the same PC.

pub mod go_betweens;
pub mod lock;
pub mod switch;
