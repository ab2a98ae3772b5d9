//! `satupintu rehearse`; what it does stands in [`crate::rehearse`].

use anyhow::Result;
use std::process::ExitCode;

pub use crate::rehearse::Args as RehearseArgs;

/// Plays the rehearsal.
///
/// # Errors
/// One sentence; also when a service does not reach its end.
pub fn run(args: &RehearseArgs) -> Result<ExitCode> {
    crate::rehearse::run(args)?;
    Ok(ExitCode::SUCCESS)
}
