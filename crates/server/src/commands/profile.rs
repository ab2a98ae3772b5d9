//! `satupintu profile …`: new, check, schema, diff and apply.

mod diff;
mod new;
mod schema;

use crate::commands::serve;
use crate::config::{Config, Environment};
use anyhow::Result;
use profile::{Profile, Severity};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What can be done with a profile.
#[derive(Debug, clap::Subcommand)]
pub enum ProfileCommand {
    /// Writes a complete small profile into an empty folder; it passes check and rehearsal as it is.
    New(new::NewArgs),
    /// Prints every problem with file, line, what is wrong and how to mend it.
    Check {
        /// Profile folder.
        dir: PathBuf,
    },
    /// Prints JSON Schemas of a profile's files, for editors.
    Schema(schema::SchemaArgs),
    /// Says in plain words where two regions differ; ends with 1 when they do.
    Diff(diff::DiffArgs),
    /// Checks a profile and keeps its services; new applications take them once their standards are approved.
    Apply {
        /// Configuration file of the region.
        #[arg(long, value_name = "FILE", default_value = "satupintu.toml")]
        config: PathBuf,
        /// Region of the configuration, by the id of its profile; needed when there are several.
        #[arg(long, value_name = "ID")]
        region: Option<String>,
        /// Profile folder; the configured one without it.
        dir: Option<PathBuf>,
    },
}

/// Runs it.
///
/// # Errors
/// One sentence; problems of the profile itself are printed and exit with 1.
pub fn run(command: ProfileCommand, environment: &Environment) -> Result<ExitCode> {
    match command {
        ProfileCommand::New(args) => new::run(&args).map(|()| ExitCode::SUCCESS),
        ProfileCommand::Schema(args) => schema::run(&args).map(|()| ExitCode::SUCCESS),
        ProfileCommand::Diff(args) => diff::run(&args),
        ProfileCommand::Check { dir } => Ok(match check(&dir) {
            Some(_) => ExitCode::SUCCESS,
            None => ExitCode::FAILURE,
        }),
        ProfileCommand::Apply { config, region, dir } => {
            let mut config = Config::load(&config, environment)?.region(region.as_deref())?.clone();
            if let Some(dir) = dir {
                config.profile = dir;
            }
            let Some(profile) = check(&config.profile) else { return Ok(ExitCode::FAILURE) };
            let region = serve::open(&config)?;
            let office = region.office();
            println!("Applied: {} active service(s) in the region {}.", office.active.len(), profile.id);
            let waiting: Vec<&str> = office.waiting.keys().map(|id| id.0.as_str()).collect();
            if !waiting.is_empty() {
                println!(
                    "Until the head of the office approves their standards at /kelola/standar, the standards before stay in \
                     force, and new services cannot be applied for: {}.",
                    waiting.join(", ")
                );
            }
            println!("Restart the server, so that roles, messages and letters are the new ones too.");
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Prints problems and summary; the profile when it can be used.
fn check(dir: &Path) -> Option<Profile> {
    let report = profile::check(dir);
    for problem in &report.problems {
        let mark = if problem.severity() == Severity::Warning { "warning: " } else { "" };
        println!("{}/{mark_free}", dir.display(), mark_free = Marked { mark, text: &problem.to_string() });
    }
    let errors = report.problems.iter().filter(|p| p.severity() == Severity::Error).count();
    let warnings = report.problems.len() - errors;
    match report.profile {
        Some(profile) => {
            println!("{}", summary(&profile, warnings));
            Some(profile)
        }
        None => {
            println!("{errors} error(s), {warnings} warning(s).");
            None
        }
    }
}

/// A problem with its mark behind the place, so that editors still find `file:line:column`.
struct Marked<'a> {
    mark: &'a str,
    text: &'a str,
}

impl std::fmt::Display for Marked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.text.split_once(": ") {
            Some((place, rest)) => write!(f, "{place}: {}{rest}", self.mark),
            None => f.write_str(self.text),
        }
    }
}

fn summary(profile: &Profile, warnings: usize) -> String {
    let mut lines = vec![format!("OK: {} ({})", profile.id, profile.identity.region_name)];
    for (id, hashed) in &profile.services {
        let definition = &hashed.definition;
        let stages: Vec<&str> = definition.stages.iter().map(|stage| stage.id.0.as_str()).collect();
        lines.push(format!("  {}: {} stages: {}", id.0, stages.len(), stages.join(", ")));
    }
    lines.push(format!(
        "{} service(s), {} role(s), {} message(s), {} letter(s), {warnings} warning(s).",
        profile.services.len(),
        profile.roles.len(),
        profile.messages.len(),
        profile.letters.len()
    ));
    lines.join("\n")
}
