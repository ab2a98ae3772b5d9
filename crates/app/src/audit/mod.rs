//! `audit verify`: the record proves itself (design, section 7).

mod checkpoint;
mod export;
mod remove;
mod verify;
mod verify_files;

pub use checkpoint::{checkpoint_key, sign_checkpoint};
pub use export::export;
pub use remove::remove_records;
pub use verify::{Finding, VerifyReport, verify};
pub use verify_files::verify_files;
