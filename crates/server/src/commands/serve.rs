//! `satupintu serve`.

use crate::clock::SystemClock;
use crate::commands::load_profile;
use crate::config::{Config, Environment, RegionConfig};
use crate::fingerprint::Purpose;
use crate::lock::DataLock;
use crate::open::{Edges, OpenRegion, open_region};
use crate::{http, lock, serving};
use anyhow::{Result, bail};
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
/// One sentence. An only region that cannot be opened stops the start; of several, the others serve without it.
pub fn run(args: ServeArgs, environment: &Environment) -> Result<ExitCode> {
    let config = Config::load(&args.config, environment)?;
    config.allows_serving()?;
    let listener = http::bind(config.listen)?;
    let (hosting, regions, _locks) = open_all(&config)?;
    let router = http::behind_proxies(web::router(hosting), &config.trusted_proxies);
    serving::serve(&regions, listener, router, config.workers)?;
    Ok(ExitCode::SUCCESS)
}

/// What anybody may read about a region that is not there; the cause is for the operator's log.
const CLOSED: &str = "it could not be opened; the log says why";

/// Opens every region under its host names.
fn open_all(config: &Config) -> Result<(web::Hosting, Vec<Region>, Vec<DataLock>)> {
    let mut hosting = web::Hosting { secure_cookies: true, ..web::Hosting::default() };
    let (mut regions, mut locks) = (Vec::new(), Vec::new());
    for one in &config.regions {
        let opened = lock::lock_data(&one.data).and_then(|lock| Ok((open(one)?, lock)));
        match opened {
            Ok((region, lock)) => {
                if region.profile.identity.sample {
                    let said = "the profile is a sample: every document is marked as one";
                    tracing::warn!(profile = region.profile.id, "{said}");
                }
                let any = [web::hosting::ANY_HOST.to_owned()];
                hosting.serve(if one.hosts.is_empty() { &any } else { &one.hosts }, &region);
                regions.push(region);
                locks.push(lock);
            }
            Err(error) if config.regions.len() == 1 => return Err(error),
            Err(error) => {
                let error = crate::one_line(&error);
                tracing::error!(region = one.id, error, "this region cannot be opened; the others serve");
                hosting.close(&one.hosts, CLOSED);
            }
        }
    }
    if regions.is_empty() {
        bail!("none of the {} regions can be opened; the lines above say why", config.regions.len());
    }
    Ok((hosting, regions, locks))
}

/// Opens a region of a configuration as a real office: system clock, no demo.
///
/// # Errors
/// As [`open_region`].
pub fn open(config: &RegionConfig) -> Result<Region> {
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
