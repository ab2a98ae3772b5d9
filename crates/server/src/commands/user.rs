//! `satupintu user add` and `user list`: officers' accounts of an installation.

use crate::commands::serve;
use crate::config::{Config, Environment};
use crate::location::Location;
use anyhow::{Context as _, Result, bail};
use app::account::{AccountKind, NewAccount, Personal};
use domain::access::SHORTEST_PASSWORD;
use domain::capability::RoleId;
use domain::definition::AgencyId;
use domain::party::Actor;
use domain::value::Nip;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What can be done with accounts.
#[derive(Debug, clap::Subcommand)]
pub enum UserCommand {
    /// Adds an officer's personal account; the first password is read from standard input.
    Add {
        /// Configuration file.
        #[arg(long, value_name = "FILE", default_value = "satupintu.toml")]
        config: PathBuf,
        /// Region of the configuration, by the id of its profile; needed when there are several.
        #[arg(long, value_name = "ID")]
        region: Option<String>,
        /// What is typed at sign-in.
        #[arg(long)]
        login: String,
        /// The person's name, with titles.
        #[arg(long)]
        name: String,
        /// Role of the profile; may be given several times.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// Technical agency of the profile.
        #[arg(long)]
        agency: Option<String>,
        /// NIP, when the person has one.
        #[arg(long)]
        nip: Option<String>,
    },
    /// Lists officers: login, name, roles.
    List {
        /// Configuration file.
        #[arg(long, value_name = "FILE", default_value = "satupintu.toml")]
        config: PathBuf,
        /// Region of the configuration, by the id of its profile; needed when there are several.
        #[arg(long, value_name = "ID")]
        region: Option<String>,
    },
}

/// Runs it.
///
/// # Errors
/// One sentence; a refused account says why in Indonesian, as on the pages.
pub fn run(command: UserCommand, environment: &Environment) -> Result<ExitCode> {
    match command {
        UserCommand::Add { config, region, login, name, roles, agency, nip } => {
            let config = Config::load(&config, environment)?;
            let nip: Option<Nip> = match nip {
                Some(text) => {
                    Some(text.parse().map_err(|_| anyhow::anyhow!("the NIP is not a valid number"))?)
                }
                None => None,
            };
            let password = password()?;
            let region = serve::open(config.region(region.as_deref())?)?;
            if let Some(agency) = &agency
                && !region.profile.agencies.iter().any(|known| known.id.0 == *agency)
            {
                bail!("the profile has no agency {agency}");
            }
            if let Some(role) =
                roles.iter().find(|role| !region.profile.roles.contains_key(&RoleId((*role).clone())))
            {
                let known: Vec<&str> = region.profile.roles.keys().map(|role| role.0.as_str()).collect();
                bail!("the profile has no role {role}; it has {}", known.join(", "));
            }
            let new = NewAccount {
                kind: AccountKind::Staff,
                login: login.clone(),
                name,
                personal: Personal::default(),
                password,
                roles: roles.into_iter().map(RoleId).collect(),
                agency: agency.map(AgencyId),
                nip,
            };
            app::account::create(&region, &Actor::system(), &new).context("the account was not added")?;
            println!("Added {login}.");
        }
        UserCommand::List { config, region } => {
            let config = Config::load(&config, environment)?;
            let region = Location::of_config(config.region(region.as_deref())?).existing()?;
            for row in region.store.read(|tx| store::account::of_kind(tx, AccountKind::Staff.as_str()))? {
                let roles: Vec<String> = serde_json::from_str(&row.roles).unwrap_or_default();
                let state = if row.closed_at.is_some() { "closed" } else { "open" };
                println!("{}\t{}\t{}\t{state}", row.login, row.name, roles.join(","));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// One line of standard input.
fn password() -> Result<String> {
    let mut text = String::new();
    std::io::stdin().take(4_096).read_to_string(&mut text).context("the password cannot be read")?;
    let line = text.lines().next().unwrap_or_default().to_owned();
    if line.chars().count() < SHORTEST_PASSWORD {
        bail!(
            "the password needs at least {SHORTEST_PASSWORD} characters; give it as one line on standard input"
        );
    }
    Ok(line)
}
