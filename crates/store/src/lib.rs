//! SQLite and PostgreSQL behind one thin façade; one module of plain functions per aggregate.
//!
//! A [`Store`] is the database of one region. [`Store::read`] gives a function a snapshot, [`Store::write`] gives
//! it a transaction; both take plain SQL with placeholders `?1, ?2 …`, one text for both engines, and give rows of
//! four kinds of [`Value`]. There is no ORM: an auditor can read what is asked.
//!
//! **Calls block.** On PostgreSQL the driver may not be used from a worker thread of an async runtime; always call
//! from a plain thread or from `tokio::task::spawn_blocking`.
//!
//! **One type map for both engines:** time = `{int}`, microseconds UTC; ids = `{blob}` of 16 bytes; JSON = `{text}`;
//! flags = `{int}` 0 or 1; money = `{int}` rupiah. There are no floats and no other integer widths.
//!
//! **Statements** are constants named `…_SQL` directly above the function that uses them. A test reads them from the
//! source and prepares each on both engines ([`ReadTx::check_statement`]).
//!
//! **Nothing slow inside a write:** [`in_write`] tells whether this thread is inside one, so that slow acts (password
//! hashing, rendering, signing, files, network) can assert that it is not.

pub mod access;
pub mod account;
pub mod account_guard;
pub mod application;
pub mod arrangement;
pub mod audit;
pub mod calendar_change;
pub mod counter;
pub mod desk;
mod error;
pub mod file;
pub mod idempotency;
pub mod job;
pub mod ledger_log;
mod migrate;
pub mod number_register;
pub mod office;
mod options;
pub mod outbox;
pub mod overview;
pub mod permit;
mod pool;
mod postgres;
pub mod power_of_attorney;
mod scope;
pub mod signing_block;
mod sql;
mod sqlite;
pub mod staff;
pub mod standard;
mod store;
mod tx;
pub mod upload;
mod value;

pub use error::StoreError;
pub use migrate::{MIGRATIONS, Migration};
pub use options::{DatabaseUrl, Engine, NoSequencer, Sequencer, StoreOptions};
pub use scope::in_write;
pub use sql::{Dialect, to_numbered_dollars};
pub use sqlite::copy_database;
pub use store::{ColumnShape, Store};
pub use tx::{ReadTx, WriteTx};
pub use value::{FromValue, Row, Value};
