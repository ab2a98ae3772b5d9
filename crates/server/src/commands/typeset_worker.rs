//! The hidden subcommand that is the typesetting child.

use anyhow::Result;
use std::process::ExitCode;

/// Serves letters on standard input and output.
///
/// # Errors
/// A broken pipe or a malformed frame.
#[cfg(feature = "typeset")]
pub fn run() -> Result<ExitCode> {
    use std::io::{BufReader, BufWriter, stdin, stdout};
    typeset::worker::run(BufReader::new(stdin().lock()), BufWriter::new(stdout().lock()))?;
    Ok(ExitCode::SUCCESS)
}

/// This binary holds no compiler.
///
/// # Errors
/// Always.
#[cfg(not(feature = "typeset"))]
pub fn run() -> Result<ExitCode> {
    anyhow::bail!("this binary was built without the typesetter; use the program satupintu-typeset")
}
