//! One file a subcommand. Each returns the exit code; an error is one sentence for the operator.

pub mod audit;
pub mod backup;
pub mod certificate;
pub mod config;
pub mod demo;
pub mod doctor;
pub mod intake_worker;
pub mod pdf;
pub mod profile;
pub mod rehearse;
pub mod restore;
pub mod serve;
pub mod typeset_worker;
pub mod user;

use std::path::Path;

/// Reads and checks a profile, for a command that needs it whole.
///
/// # Errors
/// The first problem, and how many there are.
pub fn load_profile(folder: &Path) -> anyhow::Result<::profile::Profile> {
    ::profile::Profile::load(folder).map_err(|problems| {
        let errors = problems.iter().filter(|p| p.severity() == ::profile::Severity::Error);
        let first = errors.clone().next().map(ToString::to_string).unwrap_or_default();
        anyhow::anyhow!(
            "the profile {} has {} error(s), the first is {first}; `satupintu profile check {0}` shows all",
            folder.display(),
            errors.count()
        )
    })
}
