//! Everything that can go wrong between a use case and its database.

/// Why the database did not do what was asked.
///
/// The texts are for developers and operators; they name tables, columns and files, and never a stored value
/// (personal data must not reach the logs). The type is `Clone`, because one failed commit answers every caller of
/// the group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The address of the database cannot be understood.
    #[error("database address: {0}")]
    Address(String),
    /// The folder or file of the database cannot be opened for writing.
    #[error("the database file {path} cannot be written: {detail}")]
    Unwritable {
        /// The file.
        path: String,
        /// What the operating system or SQLite said.
        detail: String,
    },
    /// The file exists and is something else.
    #[error("{path} is not a database")]
    NotADatabase {
        /// The file.
        path: String,
    },
    /// The file is a database whose contents are damaged: restore a backup.
    #[error("the database {path} is damaged: {detail}")]
    Damaged {
        /// The file, or the server's schema.
        path: String,
        /// What was found.
        detail: String,
    },
    /// The server cannot be reached or refuses us.
    #[error("the database server cannot be used: {0}")]
    Connect(String),
    /// The server is older than PostgreSQL 15.
    #[error("the database server has version {found}, PostgreSQL 15 or later is needed")]
    ServerTooOld {
        /// The server's `server_version_num`.
        found: i64,
    },
    /// The database was migrated by a newer program; this one would misread it.
    #[error(
        "the database was written by a newer version of this program (migration {name} is not known here)"
    )]
    NewerSchema {
        /// The first migration this program does not know.
        name: String,
    },
    /// A migration that was applied has another text now; a released migration is never edited.
    #[error("migration {name} was edited after it had been applied")]
    MigrationEdited {
        /// The migration.
        name: String,
    },
    /// A migration stands before one that was applied earlier.
    #[error("migration {name} comes before {applied}, which is already applied")]
    MigrationOutOfOrder {
        /// The new migration.
        name: String,
        /// The later one that was applied before it.
        applied: String,
    },
    /// A unique rule would be broken.
    #[error("unique rule of {table} ({columns}) would be broken")]
    Unique {
        /// The table.
        table: String,
        /// The columns of the rule, `a, b`; the rule's name where the engine does not tell the columns.
        columns: String,
    },
    /// Another rule of the schema (foreign key, check, not null) would be broken.
    #[error("a rule of the database would be broken: {0}")]
    Constraint(String),
    /// A stored JSON text is not what the domain expects, or a value cannot be written as JSON.
    #[error("stored JSON: {0}")]
    Json(String),
    /// Another process or transaction held a lock for too long.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The disk is full or fails.
    #[error("the database cannot store data: {0}")]
    Disk(String),
    /// Deadlocks or serialisation failures did not end after the bounded number of attempts.
    #[error("gave up after {attempts} attempts because other transactions were in the way")]
    Retries {
        /// How many times the closure ran.
        attempts: u32,
    },
    /// A statement was sent after another one of the same transaction had failed, or the closure hid that failure.
    /// The transaction is rolled back. (PostgreSQL demands this; SQLite follows, so that both behave the same.)
    #[error("an earlier statement of this transaction failed: {0}")]
    Aborted(String),
    /// A read or write was begun inside another one of the same thread.
    #[error("a transaction was begun inside another one")]
    Nested,
    /// The closure panicked; its part of the transaction is rolled back.
    #[error("the use case panicked: {0}")]
    Panicked(String),
    /// The commit failed: nothing of the group is stored.
    #[error("the commit failed, nothing was stored: {0}")]
    CommitFailed(String),
    /// The connection was lost while the commit was under way: it may be stored or not. Ask again by the idempotency key.
    #[error("the connection was lost during the commit, its outcome is not known: {0}")]
    CommitUnknown(String),
    /// The store is closed.
    #[error("the database is closed")]
    Closed,
    /// A column holds another type than the one asked for.
    #[error("column {column} of the row holds {found}, asked for {expected}")]
    Type {
        /// Index of the column, from 0.
        column: usize,
        /// The asked type.
        expected: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// `query_one` found nothing.
    #[error("no row where one was expected")]
    NoRow,
    /// `query_one` or `query_opt` found several rows.
    #[error("several rows where at most one was expected")]
    SeveralRows,
    /// A statement is wrong: syntax, names, types, number of parameters.
    #[error("statement refused: {detail} in: {sql}")]
    Statement {
        /// The statement.
        sql: String,
        /// What the engine said.
        detail: String,
    },
    /// The sequencer of the ledger found something that must not be.
    #[error("ledger: {0}")]
    Ledger(String),
}
