//! First start of a region: settings from the profile, officials, signing keys, paper.

mod officials;
mod profile;
mod refill;
mod signing;
mod stock;

pub(crate) use officials::contradiction;
pub use officials::set_officials;
pub use profile::{apply_profile, record_applied};
pub use refill::refill;
pub(crate) use refill::refill_page;
pub use signing::{give_seal_key, give_signing_key};
pub use stock::stock_paper;
