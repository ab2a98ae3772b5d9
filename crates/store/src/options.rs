//! Where the database is and how it is used.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use crate::{StoreError, WriteTx};

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// PostgreSQL 15 or later.
    Postgres,
}

/// The address of a region's database: `sqlite:PATH` or `postgres://…?schema=NAME`.
///
/// For PostgreSQL everything but `schema` is passed to the driver; the schema (default `public`) is created when the
/// database is opened and is the only one on the search path. Connections are not encrypted by the driver: use a Unix
/// socket (`?host=/run/postgresql`) or a private network.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(pub(crate) Address);

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Address {
    Sqlite(PathBuf),
    Postgres { server: String, schema: String },
}

impl DatabaseUrl {
    /// A SQLite database in a file.
    #[must_use]
    pub fn sqlite(path: impl Into<PathBuf>) -> DatabaseUrl {
        DatabaseUrl(Address::Sqlite(path.into()))
    }

    /// Which engine the address names.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.0 {
            Address::Sqlite(_) => Engine::Sqlite,
            Address::Postgres { .. } => Engine::Postgres,
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            if path.is_empty() || path.starts_with(":memory:") {
                return Err(StoreError::Address("sqlite: needs the path of a file".into()));
            }
            return Ok(DatabaseUrl::sqlite(path));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let (base, query) = text.split_once('?').unwrap_or((text, ""));
            let mut schema = "public".to_owned();
            let mut rest = Vec::new();
            for pair in query.split('&').filter(|pair| !pair.is_empty()) {
                match pair.strip_prefix("schema=") {
                    Some(name) => schema = name.to_owned(),
                    None => rest.push(pair),
                }
            }
            let plain = schema.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if schema.is_empty() || schema.len() > 63 || !plain || schema.starts_with("pg_") {
                return Err(StoreError::Address(
                    "a schema name has 1 to 63 small letters, digits or underscores and does not begin with pg_".into(),
                ));
            }
            let server = if rest.is_empty() { base.to_owned() } else { format!("{base}?{}", rest.join("&")) };
            return Ok(DatabaseUrl(Address::Postgres { server, schema }));
        }
        Err(StoreError::Address("it begins with sqlite: or postgres://".into()))
    }
}

/// Without the server's address, which may hold a password.
impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Address::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Address::Postgres { schema, .. } => write!(f, "postgres (schema {schema})"),
        }
    }
}

/// Gives committed ledger leaves their consecutive numbers.
///
/// On SQLite it runs in the writer thread before the commit of each group that wrote something; on PostgreSQL in a
/// transaction of its own, under an advisory lock, so that one runs at a time.
pub trait Sequencer: Send + Sync {
    /// Numbers what waits.
    ///
    /// # Errors
    /// On SQLite an error fails the whole group; on PostgreSQL it is logged and tried again.
    fn before_commit(&self, tx: &WriteTx<'_>) -> Result<(), StoreError>;
}

/// For databases and tests without a ledger.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSequencer;

impl Sequencer for NoSequencer {
    fn before_commit(&self, _: &WriteTx<'_>) -> Result<(), StoreError> {
        Ok(())
    }
}

/// How a store works. `StoreOptions::default()` has the values of a small office.
#[derive(Clone)]
pub struct StoreOptions {
    /// Greatest number of connections for reading; readers beyond it wait. On PostgreSQL as many again may write.
    pub readers: usize,
    /// Numbers the ledger's leaves.
    pub sequencer: Arc<dyn Sequencer>,
    /// Greatest number of use cases in one commit (SQLite).
    pub group_max: usize,
    /// PostgreSQL: run the sequencer inside each [`crate::Store::write`] call, after its commit, instead of in the
    /// background within 200 ms. Rehearsals set it, so that two runs give equal ledgers.
    pub sequence_after_write: bool,
}

impl Default for StoreOptions {
    fn default() -> Self {
        StoreOptions {
            readers: 8,
            sequencer: Arc::new(NoSequencer),
            group_max: 128,
            sequence_after_write: false,
        }
    }
}
