//! `satupintu demo`.

use anyhow::Result;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `demo`.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// Data folder; a second start keeps what is in it.
    #[arg(long, value_name = "DIR", default_value = "./demo-data")]
    pub data: PathBuf,
    /// Address to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Throws the data away and starts over.
    #[arg(long)]
    pub fresh: bool,
    /// Profile folder.
    #[arg(long, value_name = "DIR", default_value = "profiles/mojokerto")]
    pub profile: PathBuf,
}

/// Runs the demo.
///
/// # Errors
/// One sentence.
pub fn run(args: DemoArgs) -> Result<ExitCode> {
    crate::demo::run(args)?;
    Ok(ExitCode::SUCCESS)
}
