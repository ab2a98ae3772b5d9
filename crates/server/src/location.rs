//! Where a region's data are, from `--data` or `--config`.

use crate::config::{Config, Environment, RegionConfig};
use crate::fingerprint::{self, Owner};
use crate::{keys, open};
use anyhow::{Context as _, Result, bail};
use app::keys::RegionKeys;
use std::path::{Path, PathBuf};
use store::{DatabaseUrl, Engine, MIGRATIONS, Store};

/// Database inside a data folder.
pub const DATABASE_FILE: &str = "satupintu.db";
/// Key files inside a data folder.
pub const KEY_FOLDER: &str = "keys";
/// Files inside a data folder.
pub const FILE_FOLDER: &str = "files";

/// Which region.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
pub struct Which {
    /// Data folder (of a demo, a rehearsal, or an office with everything in its place).
    #[arg(long, value_name = "DIR", required_unless_present = "config", conflicts_with = "config")]
    pub data: Option<PathBuf>,
    /// Configuration file.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Region of the configuration, by the id of its profile; needed when there are several.
    #[arg(long, value_name = "ID", requires = "config")]
    pub region: Option<String>,
}

/// Everything that belongs to one region on this machine.
#[derive(Debug, Clone)]
pub struct Location {
    /// Database.
    pub database: DatabaseUrl,
    /// Path of the database file, on SQLite.
    pub database_file: Option<PathBuf>,
    /// Key folder.
    pub keys: PathBuf,
    /// Files folder.
    pub files: PathBuf,
    /// Typesetting program, when one is configured.
    pub typeset_worker: Option<PathBuf>,
    /// Profile folder, when a configuration names one.
    pub profile: Option<PathBuf>,
}

impl Location {
    /// Of a data folder; `database` where it is elsewhere.
    ///
    /// # Errors
    /// A database address that cannot be read.
    pub fn of_data(data: &Path, database: Option<&str>, environment: &Environment) -> Result<Self> {
        let file = data.join(DATABASE_FILE);
        let (database, database_file) = match database {
            Some(url) => {
                let file = url.strip_prefix("sqlite:").map(PathBuf::from);
                (url.parse()?, file)
            }
            None => (DatabaseUrl::sqlite(&file), Some(file)),
        };
        Ok(Location {
            database,
            database_file,
            keys: data.join(KEY_FOLDER),
            files: data.join(FILE_FOLDER),
            typeset_worker: environment.typeset_worker(),
            profile: None,
        })
    }

    /// Of a region of a configuration.
    pub fn of_config(config: &RegionConfig) -> Self {
        Location {
            database: config.database.clone(),
            database_file: config.database_file.clone(),
            keys: config.keys.clone(),
            files: config.files.clone(),
            typeset_worker: config.typeset_worker.clone(),
            profile: Some(config.profile.clone()),
        }
    }

    /// From the command line.
    ///
    /// # Errors
    /// Every problem of the configuration in one error; several regions and none named.
    pub fn find(which: &Which, database: Option<&str>, environment: &Environment) -> Result<Self> {
        match (&which.data, &which.config) {
            (Some(data), _) => Location::of_data(data, database, environment),
            (None, Some(file)) => {
                let config = Config::load(file, environment)?;
                Ok(Location::of_config(config.region(which.region.as_deref())?))
            }
            (None, None) => bail!("name the region by --data or --config"),
        }
    }

    /// Opens a database that is there; makes nothing.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub fn existing_store(&self) -> Result<Store> {
        if let Some(file) = self.database_file.as_ref().filter(|file| !file.exists()) {
            if file.with_file_name(crate::demo::SEVERAL).exists() {
                let folder = file.parent().unwrap_or(file);
                bail!("{} holds a folder for each region; name one of those", folder.display());
            }
            bail!("there is no database {}", file.display());
        }
        open::open_store(&self.database, false)
    }

    /// Opens database and keys of a region that was started before, and compares them; changes nothing.
    ///
    /// # Errors
    /// One sentence: no database, an old schema, a lost or changed key file.
    pub fn existing(&self) -> Result<Existing> {
        let store = self.existing_store()?;
        let pending = pending_migrations(&store)?;
        if !pending.is_empty() {
            bail!("the database lacks the migrations {}; start the server once", pending.join(", "));
        }
        let owner = fingerprint::owner(&store)?.context("the database was never started as a region")?;
        let keys = keys::read(&self.keys)?;
        if let Some(stored) = fingerprint::stored(&store)? {
            fingerprint::compare(&stored, &keys, &self.keys)?;
        }
        Ok(Existing { store, keys, owner })
    }
}

/// A region that was started before.
pub struct Existing {
    /// Database.
    pub store: Store,
    /// Keys.
    pub keys: RegionKeys,
    /// Whose.
    pub owner: Owner,
}

const APPLIED_SQL: &str = "SELECT name FROM schema_migration ORDER BY name";

/// Names of migrations that the database does not have yet.
///
/// # Errors
/// Database.
pub fn pending_migrations(store: &Store) -> Result<Vec<&'static str>> {
    let fresh = !store.schema()?.iter().any(|column| column.table == "schema_migration");
    let mut applied: Vec<String> = Vec::new();
    if !fresh {
        for row in store.read(|tx| tx.query(APPLIED_SQL, &[]))? {
            applied.push(row.get(0)?);
        }
    }
    let missing = MIGRATIONS.iter().map(|m| m.name).filter(|name| !applied.iter().any(|a| a == name));
    Ok(missing.collect())
}

/// What an engine is called.
pub fn engine_name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
}
