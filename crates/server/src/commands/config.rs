//! `satupintu config check`.

use crate::config::{Config, Environment};
use anyhow::{Context as _, Result};
use std::path::PathBuf;
use std::process::ExitCode;

/// What can be done with a configuration.
#[derive(Debug, clap::Subcommand)]
pub enum ConfigCommand {
    /// Prints every problem of a configuration file and of the `SATUPINTU_…` variables.
    Check {
        /// Configuration file.
        file: PathBuf,
    },
}

/// Runs it.
///
/// # Errors
/// When the file cannot be read; its problems are printed and exit with 1.
pub fn run(command: ConfigCommand, environment: &Environment) -> Result<ExitCode> {
    let ConfigCommand::Check { file } = command;
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("the configuration {} cannot be read", file.display()))?;
    match Config::check(&file, &text, environment) {
        Ok(config) => {
            match config.allows_serving() {
                Ok(()) => println!("OK: the configuration can be used."),
                Err(why) => println!("OK for every command but serve: {why}"),
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            for problem in &problems {
                println!("{problem}");
            }
            println!("{} problem(s).", problems.len());
            Ok(ExitCode::FAILURE)
        }
    }
}
