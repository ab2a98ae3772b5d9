//! The database of one region.

use std::path::PathBuf;
use std::sync::Arc;

use crate::migrate::{self, MIGRATIONS, Migration};
use crate::options::Address;
use crate::pool::Pool;
use crate::postgres::{SequencerThread, Server};
use crate::scope::{self, Scope};
use crate::{DatabaseUrl, Dialect, Engine, ReadTx, StoreError, StoreOptions, WriteTx, sqlite};

/// The database of one region. A clone is a second handle of the same database.
///
/// Calls block; see the crate's documentation for use beside an async runtime.
#[derive(Clone)]
pub struct Store {
    backend: Arc<Backend>,
}

enum Backend {
    // The readers close first, so that the writer, the last connection, tidies up the write-ahead log.
    Sqlite { readers: Pool<rusqlite::Connection>, writer: sqlite::Writer },
    Postgres { sequencer: SequencerThread, server: Arc<Server>, sequence_after_write: bool },
}

/// A column of the schema, in the words of the type map.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnShape {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// `int`, `text`, `blob`, or the engine's own word when it is none of them.
    pub kind: String,
    /// Whether NULL is refused.
    pub not_null: bool,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({:?})", self.engine())
    }
}

impl Store {
    /// Opens the database; makes an empty one (a file, a schema) where none is.
    ///
    /// # Errors
    /// Says why it cannot be used: folder not writable, not a database, damaged, server too old, or written by a
    /// newer version of this program ([`StoreError::NewerSchema`]).
    pub fn open(url: &DatabaseUrl, options: StoreOptions) -> Result<Store, StoreError> {
        let backend = match &url.0 {
            Address::Sqlite(path) => {
                let connection = sqlite::open_writer(path)?;
                let writer = sqlite::Writer::start(connection, options.sequencer, options.group_max)?;
                let path: PathBuf = path.clone();
                Backend::Sqlite {
                    readers: Pool::new(options.readers, move || sqlite::open_reader(&path)),
                    writer,
                }
            }
            Address::Postgres { server, schema } => {
                let server = Arc::new(Server::open(server, schema, options.readers, options.sequencer)?);
                Backend::Postgres {
                    sequencer: SequencerThread::start(Arc::clone(&server))?,
                    server,
                    sequence_after_write: options.sequence_after_write,
                }
            }
        };
        let store = Store { backend: Arc::new(backend) };
        store.read(|tx| migrate::check(tx, MIGRATIONS))?;
        Ok(store)
    }

    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match &*self.backend {
            Backend::Sqlite { .. } => Engine::Sqlite,
            Backend::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Brings the schema up to this program's; the names of the migrations that were applied now.
    ///
    /// # Errors
    /// [`StoreError::NewerSchema`], [`StoreError::MigrationEdited`], or what the engine said; then nothing is changed.
    pub fn migrate(&self, now: jiff::Timestamp) -> Result<Vec<String>, StoreError> {
        self.migrate_with(MIGRATIONS, now)
    }

    /// As [`Store::migrate`], with another list of migrations.
    ///
    /// # Errors
    /// As [`Store::migrate`].
    pub fn migrate_with(
        &self,
        migrations: &[Migration],
        now: jiff::Timestamp,
    ) -> Result<Vec<String>, StoreError> {
        let known = migrations.to_vec();
        match &*self.backend {
            Backend::Sqlite { writer, .. } => writer.write(move |tx| migrate::apply(tx, &known, now), false),
            Backend::Postgres { server, sequencer, .. } => {
                let (applied, _) = server.write(|tx| migrate::apply(tx, &known, now))?;
                // Plans made for the old schema may not fit the new one.
                server.renew();
                // Leaves of a process that was killed may wait.
                sequencer.wake();
                Ok(applied)
            }
        }
    }

    /// Gives the closure a snapshot of the database.
    ///
    /// # Errors
    /// The closure's own, or a [`StoreError`]; [`StoreError::Nested`] inside another transaction.
    pub fn read<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: FnOnce(&ReadTx<'_>) -> Result<T, E>,
        E: From<StoreError>,
    {
        match &*self.backend {
            Backend::Sqlite { readers, .. } => {
                let _inside = scope::enter(Scope::Read)?;
                let connection = readers.take()?;
                sqlite::read(&connection, |connection| closure(&ReadTx::sqlite(connection)))?
            }
            Backend::Postgres { server, .. } => server.read(closure),
        }
    }

    /// Gives the closure a transaction and commits what it did when it returns `Ok`; the call returns after the commit
    /// has reached the disk. On `Err` or panic nothing of it is stored.
    ///
    /// The closure may run again (PostgreSQL: deadlock, serialisation failure), so it must not keep anything from an
    /// earlier run: ids, salts and times are made before and captured. It may run on another thread. Nothing slow may
    /// be done in it ([`crate::in_write`]).
    ///
    /// # Errors
    /// The closure's own, or a [`StoreError`]; [`StoreError::Nested`] inside another transaction.
    pub fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: Fn(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &*self.backend {
            Backend::Sqlite { writer, .. } => writer.write(closure, true),
            Backend::Postgres { server, sequencer, sequence_after_write } => {
                let (value, wrote) = server.write(closure)?;
                if wrote && *sequence_after_write {
                    // The write is committed and must be acknowledged, whatever happens now.
                    if let Err(error) = server.sequence(true) {
                        tracing::warn!(%error, "ledger leaves could not be numbered, trying again");
                        sequencer.wake();
                    }
                } else if wrote {
                    sequencer.wake();
                }
                Ok(value)
            }
        }
    }

    /// Numbers all ledger leaves committed before the call. On SQLite nothing waits, since the writer numbers them
    /// before each commit.
    ///
    /// # Errors
    /// Whatever the sequencer or the engine said.
    pub fn sequence(&self) -> Result<(), StoreError> {
        match &*self.backend {
            Backend::Sqlite { .. } => Ok(()),
            Backend::Postgres { server, .. } => server.sequence(true).map(|_| ()),
        }
    }

    /// Searches the whole database for damage; the problems found. Reads everything: for `doctor`, not for a start.
    /// PostgreSQL checks its pages itself (checksums), so nothing is done there.
    ///
    /// # Errors
    /// When the search itself fails.
    pub fn find_damage(&self) -> Result<Vec<String>, StoreError> {
        if self.engine() == Engine::Postgres {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            let rows = tx.query("SELECT integrity_check FROM pragma_integrity_check", &[])?;
            let mut problems = Vec::new();
            for row in rows {
                let line: String = row.get(0)?;
                if line != "ok" {
                    problems.push(line);
                }
            }
            for row in tx.query("SELECT \"table\" FROM pragma_foreign_key_check", &[])? {
                problems
                    .push(format!("a row of {} points to a row that does not exist", row.get::<String>(0)?));
            }
            Ok(problems)
        })
    }

    /// The columns of all tables, sorted, in the words of the type map: equal on both engines.
    ///
    /// # Errors
    /// Whatever the engine said.
    pub fn schema(&self) -> Result<Vec<ColumnShape>, StoreError> {
        let rows = self.read(|tx| tx.query(COLUMNS_SQL, &[]))?;
        let mut columns = Vec::with_capacity(rows.len());
        for row in rows {
            let kind: String = row.get(2)?;
            columns.push(ColumnShape {
                table: row.get(0)?,
                column: row.get(1)?,
                kind: match kind.as_str() {
                    "INTEGER" | "bigint" => "int".to_owned(),
                    "TEXT" | "text" => "text".to_owned(),
                    "BLOB" | "bytea" => "blob".to_owned(),
                    _ => kind,
                },
                not_null: row.get(3)?,
            });
        }
        columns.sort();
        Ok(columns)
    }
}

const COLUMNS_SQL: Dialect<'static> = Dialect {
    sqlite: "SELECT m.name, c.name, c.type, c.\"notnull\" FROM sqlite_schema AS m \
             JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    postgres: "SELECT CAST(t.relname AS TEXT), CAST(c.attname AS TEXT), format_type(c.atttypid, c.atttypmod), \
               c.attnotnull FROM pg_class AS t JOIN pg_attribute AS c ON c.attrelid = t.oid \
               WHERE t.relnamespace = CAST(current_schema() AS regnamespace) AND t.relkind IN ('r', 'p') \
               AND c.attnum > 0 AND NOT c.attisdropped",
};
