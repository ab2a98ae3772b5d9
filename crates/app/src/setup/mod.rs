//! First start of a region: settings from the profile, officials, signing keys, paper.

mod moved;
mod officials;
mod profile;
mod signing;
mod stock;

pub use officials::{set_calendar, set_officials};
pub use profile::{apply_profile, record_applied};
pub use signing::{give_seal_key, give_signing_key};
pub use stock::stock_paper;
