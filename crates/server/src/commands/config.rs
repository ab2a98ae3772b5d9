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
        /// Also shows where this region has its things, by the id of its profile.
        #[arg(long, value_name = "ID")]
        region: Option<String>,
    },
}

/// Runs it.
///
/// # Errors
/// When the file cannot be read, or has no such region; its problems are printed and exit with 1.
pub fn run(command: ConfigCommand, environment: &Environment) -> Result<ExitCode> {
    let ConfigCommand::Check { file, region } = command;
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("the configuration {} cannot be read", file.display()))?;
    match Config::check(&file, &text, environment) {
        Ok(config) => {
            let shown = match region.as_deref() {
                Some(id) => vec![config.region(Some(id))?],
                None => config.regions.iter().filter(|_| config.regions.len() > 1).collect(),
            };
            for region in &shown {
                println!("{}: {}, data in {}", region.id, region.base_url, region.data.display());
            }
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
