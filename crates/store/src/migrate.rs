//! Migrations: one text for both engines.
//!
//! The texts are written in the subset both engines share, with type words in braces:
//!
//! | word | SQLite | PostgreSQL |
//! |---|---|---|
//! | `{int}` | `INTEGER` | `BIGINT` |
//! | `{text}` | `TEXT` | `TEXT COLLATE "C"` |
//! | `{blob}` | `BLOB` | `BYTEA` |
//! | `{identity}` | `INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL` | `BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY` |
//! | `{strict}` | `STRICT` | |
//!
//! A released migration is never edited; its digest is kept in the database. All that is new is applied in one
//! transaction: a failed upgrade leaves the old schema.

use sha2::{Digest, Sha256};

use crate::{Dialect, Engine, ReadTx, StoreError, WriteTx, params};

/// One step of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// The file name without extension, `0001_ledger_and_jobs`; migrations apply in the order of their names.
    pub name: &'static str,
    /// The neutral text.
    pub text: &'static str,
}

/// The migrations of this program, in order.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0001_ledger_and_jobs", text: include_str!("../migrations/0001_ledger_and_jobs.sql") },
    Migration { name: "0002_permit_office", text: include_str!("../migrations/0002_permit_office.sql") },
    Migration {
        name: "0003_cancellation_asked",
        text: include_str!("../migrations/0003_cancellation_asked.sql"),
    },
    Migration { name: "0004_access", text: include_str!("../migrations/0004_access.sql") },
    Migration { name: "0005_administration", text: include_str!("../migrations/0005_administration.sql") },
    Migration { name: "0006_folder", text: include_str!("../migrations/0006_folder.sql") },
    Migration { name: "0007_insight", text: include_str!("../migrations/0007_insight.sql") },
    Migration { name: "0008_counter", text: include_str!("../migrations/0008_counter.sql") },
    Migration { name: "0009_after_issue", text: include_str!("../migrations/0009_after_issue.sql") },
    Migration { name: "0010_shared_devices", text: include_str!("../migrations/0010_shared_devices.sql") },
    Migration {
        name: "0011_service_standard",
        text: include_str!("../migrations/0011_service_standard.sql"),
    },
    Migration {
        name: "0012_power_of_attorney",
        text: include_str!("../migrations/0012_power_of_attorney.sql"),
    },
];

const WORDS: [(&str, &str, &str); 5] = [
    ("{int}", "INTEGER", "BIGINT"),
    ("{text}", "TEXT", "TEXT COLLATE \"C\""),
    ("{blob}", "BLOB", "BYTEA"),
    (
        "{identity}",
        "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    ),
    ("{strict}", "STRICT", ""),
];

const OWN_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (\
     name {text} NOT NULL PRIMARY KEY, digest {blob} NOT NULL, applied_at {int} NOT NULL) {strict}";

impl Migration {
    /// The text for an engine.
    #[must_use]
    pub fn for_engine(&self, engine: Engine) -> String {
        expand(self.text, engine)
    }

    /// SHA-256 of the neutral text, equal on both engines.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.text.as_bytes()).into()
    }
}

fn expand(text: &str, engine: Engine) -> String {
    WORDS.iter().fold(text.to_owned(), |text, (word, sqlite, postgres)| {
        text.replace(word, if engine == Engine::Sqlite { sqlite } else { postgres })
    })
}

const HAS_TABLE_SQL: Dialect<'static> = Dialect {
    sqlite: "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'",
    postgres: "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'",
};
const APPLIED_SQL: &str = "SELECT name, digest FROM schema_migration ORDER BY name";

/// What is applied, after checking that `known` explains all of it.
pub(crate) fn check(tx: &ReadTx<'_>, known: &[Migration]) -> Result<Vec<String>, StoreError> {
    if tx.query_one(HAS_TABLE_SQL, &[])?.get::<i64>(0)? == 0 {
        return Ok(Vec::new());
    }
    let mut applied = Vec::new();
    for row in tx.query(APPLIED_SQL, &[])? {
        let name: String = row.get(0)?;
        let digest: [u8; 32] = row.get(1)?;
        match known.iter().find(|migration| migration.name == name) {
            None => return Err(StoreError::NewerSchema { name }),
            Some(migration) if migration.digest() != digest => {
                return Err(StoreError::MigrationEdited { name });
            }
            Some(_) => applied.push(name),
        }
    }
    Ok(applied)
}

const LOCK_SQL: Dialect<'static> = Dialect {
    // The one writer needs no lock.
    sqlite: "SELECT 1",
    postgres: "SELECT pg_advisory_xact_lock(hashtextextended('satupintu.migrate.' || current_schema(), 0))",
};
const RECORD_SQL: &str = "INSERT INTO schema_migration (name, digest, applied_at) VALUES (?1, ?2, ?3)";

/// Applies what is missing; the names of what was applied now.
pub(crate) fn apply(
    tx: &WriteTx<'_>,
    known: &[Migration],
    now: jiff::Timestamp,
) -> Result<Vec<String>, StoreError> {
    tx.query(LOCK_SQL, &[])?;
    let applied = check(tx, known)?;
    tx.execute_batch(&expand(OWN_TABLE, tx.engine()))?;
    let mut sorted = known.to_vec();
    sorted.sort_by_key(|migration| migration.name);
    let mut new = Vec::new();
    for migration in sorted.iter().filter(|migration| !applied.iter().any(|name| name == migration.name)) {
        if let Some(last) = applied.last().filter(|last| last.as_str() > migration.name) {
            return Err(StoreError::MigrationOutOfOrder {
                name: migration.name.to_owned(),
                applied: last.clone(),
            });
        }
        tx.execute_batch(&migration.for_engine(tx.engine()))?;
        tx.execute(RECORD_SQL, params![migration.name, migration.digest(), now])?;
        new.push(migration.name.to_owned());
    }
    Ok(new)
}
