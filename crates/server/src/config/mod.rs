//! The configuration: how this machine runs. `satupintu.toml`, each key overridable by `SATUPINTU_…`, secrets only as paths.
//!
//! Every problem is found and named, never only the first. The keys are listed once, in [`KEYS`]; a test compares the list
//! with `docs/reference/configuration.md`.

mod keys;
mod outward;
mod problem;
mod read;
mod several;
mod source;

#[cfg(test)]
use keys::{HOST, KEYS, of_region};
pub use problem::ConfigProblem;
pub use source::Environment;

use anyhow::{Context as _, Result, bail};
use gateway::email::SmtpConfig;
use gateway::sms::KannelConfig;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use store::DatabaseUrl;

/// A checked configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Proxies whose word about the visitor's address and TLS is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Threads that do jobs, for each region.
    pub workers: usize,
    /// The regions, at least one.
    pub regions: Vec<RegionConfig>,
}

/// What belongs to one region. Nothing of it belongs to another.
#[derive(Debug, Clone)]
pub struct RegionConfig {
    /// Id of the profile, by which `--region` names it.
    pub id: String,
    /// Host names in lower case; none in a file of one region, which answers to every name.
    pub hosts: Vec<String>,
    /// Data folder.
    pub data: PathBuf,
    /// Database.
    pub database: DatabaseUrl,
    /// Path of the database file, on SQLite.
    pub database_file: Option<PathBuf>,
    /// Files folder.
    pub files: PathBuf,
    /// Key folder.
    pub keys: PathBuf,
    /// Profile folder.
    pub profile: PathBuf,
    /// `https://host` without a slash at the end.
    pub base_url: String,
    /// Typesetting program.
    pub typeset_worker: Option<PathBuf>,
    /// Mail server; `None` when none is connected.
    pub smtp: Option<SmtpConfig>,
    /// SMS gateway; `None` when none is connected.
    pub kannel: Option<KannelConfig>,
}

impl Config {
    /// Reads a configuration, for a command that needs it whole.
    ///
    /// # Errors
    /// All problems in one error; `config check` shows them one a line.
    pub fn load(file: &Path, environment: &Environment) -> Result<Config> {
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("the configuration {} cannot be read", file.display()))?;
        match Config::check(file, &text, environment) {
            Ok(config) => Ok(config),
            Err(problems) => {
                let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
                bail!("the configuration has {} problem(s): {}", all.len(), all.join(" | "))
            }
        }
    }

    /// Checks the text of a configuration file; relative paths in it count from the file's folder.
    ///
    /// # Errors
    /// Every problem.
    pub fn check(file: &Path, text: &str, environment: &Environment) -> Result<Config, Vec<ConfigProblem>> {
        read::read(file, text, environment)
    }

    /// The region that a command means.
    ///
    /// # Errors
    /// When the file names several and the command none, or one that is not there; the sentence lists them.
    pub fn region(&self, id: Option<&str>) -> Result<&RegionConfig> {
        let known = || self.regions.iter().map(|region| region.id.as_str()).collect::<Vec<_>>().join(", ");
        match (id, self.regions.as_slice()) {
            (None, [only]) => Ok(only),
            (None, _) => bail!("the configuration has several regions; name one by --region: {}", known()),
            (Some(id), regions) => {
                let found = regions.iter().find(|region| region.id == id);
                found.with_context(|| format!("the configuration has no region {id}; it has {}", known()))
            }
        }
    }

    /// What only serving needs: people must come by TLS.
    ///
    /// # Errors
    /// The sentence for the operator.
    pub fn allows_serving(&self) -> Result<()> {
        if self.regions.iter().any(|region| !region.base_url.starts_with("https://")) {
            bail!("base_url must begin with https://; an office is never served by plain http");
        }
        if self.trusted_proxies.is_empty() {
            bail!(
                "satupintu itself speaks plain http; put a TLS proxy before it and name the proxy's address in \
                 trusted_proxies"
            );
        }
        Ok(())
    }
}
