//! `satupintu doctor`.

use crate::config::Environment;
use crate::doctor;
use crate::location::{Location, Which};
use anyhow::Result;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `doctor`.
#[derive(Debug, clap::Args)]
pub struct DoctorArgs {
    #[command(flatten)]
    which: Which,
    /// Profile whose letters are tried, where the configuration names none.
    #[arg(long, value_name = "DIR")]
    profile: Option<PathBuf>,
}

/// Checks everything and prints a line each.
///
/// # Errors
/// When the configuration cannot be read; what is ill is printed and exits with 1.
pub fn run(args: DoctorArgs, environment: &Environment) -> Result<ExitCode> {
    let mut location = Location::find(&args.which, None, environment)?;
    if args.profile.is_some() {
        location.profile = args.profile;
    }
    let findings = doctor::examine(&location);
    for finding in &findings {
        println!("{finding}");
    }
    let ill = findings.iter().filter(|finding| !finding.well()).count();
    if ill == 0 {
        println!("Everything is well.");
        Ok(ExitCode::SUCCESS)
    } else {
        println!("{ill} thing(s) to mend.");
        Ok(ExitCode::FAILURE)
    }
}
