//! The hidden subcommand that is the child for files of strangers, and how the server starts it.

use anyhow::{Context as _, Result};
use intake::{ChildConfig, Inspector};
use std::io::{BufReader, BufWriter, stdin, stdout};
use std::process::ExitCode;

/// Its name.
pub const COMMAND: &str = "intake-worker";

/// Looks at one file from standard input.
///
/// # Errors
/// A limit that cannot be set, a broken pipe, a malformed frame.
pub fn run() -> Result<ExitCode> {
    intake::worker::run(BufReader::new(stdin().lock()), BufWriter::new(stdout().lock()))?;
    Ok(ExitCode::SUCCESS)
}

/// This very program looks at files, one limited process for each.
///
/// # Errors
/// When the path of this program is unknown.
pub fn inspector() -> Result<Inspector> {
    let own = std::env::current_exe().context("the path of this program is unknown")?;
    Ok(Inspector::child(ChildConfig::new(vec![own.into(), COMMAND.into()])))
}
