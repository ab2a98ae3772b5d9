//! `satupintu rehearse`; what it does stands in [`crate::rehearse`].

use anyhow::Result;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `rehearse`.
#[derive(Debug, Clone, clap::Args)]
pub struct RehearseArgs {
    /// Profile folder.
    #[arg(long, value_name = "DIR")]
    pub profile: PathBuf,
    /// Only this service.
    #[arg(long, value_name = "ID")]
    pub service: Option<String>,
    /// Seed of all chance: the same seed gives the same bytes.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Database; `OUT/data/satupintu.db` when left out.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Folder for traces, documents, messages and data; must be empty or absent.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Also plays refusal, hand-back, correction, lapse, suspension by survey, cancellation and revocation.
    #[arg(long)]
    pub path: bool,
}

/// Plays the rehearsal.
///
/// # Errors
/// One sentence; also when a service does not reach its end.
pub fn run(args: RehearseArgs) -> Result<ExitCode> {
    crate::rehearse::run(args)?;
    Ok(ExitCode::SUCCESS)
}
