//! `satupintu serve`.

use crate::clock::SystemClock;
use crate::commands::load_profile;
use crate::config::{Config, Environment};
use crate::fingerprint::Purpose;
use crate::open::{Edges, OpenRegion, open_region};
use crate::{http, lock, serving};
use anyhow::Result;
use app::Region;
use app::crypt::PasswordCost;
use app::ports::SystemChance;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// Configuration file.
    #[arg(long, value_name = "FILE", default_value = "satupintu.toml")]
    config: PathBuf,
}

/// Serves until SIGTERM or ctrl-c.
///
/// # Errors
/// One sentence.
pub fn run(args: ServeArgs, environment: &Environment) -> Result<ExitCode> {
    let config = Config::load(&args.config, environment)?;
    config.allows_serving()?;
    let listener = http::bind(config.listen)?;
    let _lock = lock::lock_data(&config.data)?;
    let region = open(&config)?;
    if region.profile.identity.sample {
        tracing::warn!(
            profile = region.profile.id,
            "the profile is a sample: every document is marked as one"
        );
    }
    let router = http::behind_proxies(
        web::router(web::Hosting::single(region.clone(), true)),
        &config.trusted_proxies,
    );
    serving::serve(&region, listener, router, config.workers)?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the region of a configuration as a real office: system clock, no demo.
///
/// # Errors
/// As [`open_region`].
pub fn open(config: &Config) -> Result<Region> {
    open_region(OpenRegion {
        profile: load_profile(&config.profile)?,
        data: config.data.clone(),
        database: Some(config.database.clone()),
        files: Some(config.files.clone()),
        keys: Some(config.keys.clone()),
        purpose: Purpose::Production,
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        typesetter: None,
        typeset_worker: config.typeset_worker.clone(),
        edges: Edges::Configured {
            smtp: Box::new(config.smtp.clone()),
            kannel: Box::new(config.kannel.clone()),
        },
        base_url: config.base_url.clone(),
        demo: None,
        password_cost: PasswordCost::Production,
        sequence_after_write: false,
    })
}
