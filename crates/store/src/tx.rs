//! What a use case holds while it reads or writes.

use std::cell::{Cell, RefCell};
use std::ops::Deref;

use crate::postgres::Connection as PgConnection;
use crate::sqlite;
use crate::{Dialect, Engine, Row, StoreError, Value};

/// A snapshot of the database: everything read through it is of one moment.
///
/// A [`WriteTx`] is usable wherever a `&ReadTx` is asked for, so a function that only reads takes `&ReadTx<'_>`.
pub struct ReadTx<'c> {
    backend: Backend<'c>,
    failed: RefCell<Option<StoreError>>,
    /// The engine asked for the whole transaction to be run again.
    again: Cell<bool>,
    wrote: Cell<bool>,
}

enum Backend<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(RefCell<&'c mut PgConnection>),
}

/// A transaction that may write. Everything done through it is committed together or not at all.
pub struct WriteTx<'c>(ReadTx<'c>);

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;

    fn deref(&self) -> &ReadTx<'c> {
        &self.0
    }
}

impl<'c> ReadTx<'c> {
    pub(crate) fn sqlite(connection: &'c rusqlite::Connection) -> Self {
        Self::new(Backend::Sqlite(connection))
    }

    pub(crate) fn postgres(connection: &'c mut PgConnection) -> Self {
        Self::new(Backend::Postgres(RefCell::new(connection)))
    }

    fn new(backend: Backend<'c>) -> Self {
        ReadTx { backend, failed: RefCell::new(None), again: Cell::new(false), wrote: Cell::new(false) }
    }

    /// Which engine this is; only for statements that are built at run time.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.backend {
            Backend::Sqlite(_) => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }

    /// All rows of the answer.
    ///
    /// # Errors
    /// Any statement error; afterwards the transaction only accepts its end.
    pub fn query<'s>(&self, sql: impl Into<Dialect<'s>>, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let sql = sql.into().of(self.engine());
        self.run(|| match &self.backend {
            Backend::Sqlite(connection) => {
                sqlite::query(connection, sql, params, &mut |writes| self.note_write(writes))
            }
            Backend::Postgres(connection) => {
                connection.borrow_mut().query(sql, params, &mut |writes| self.note_write(writes))
            }
        })
    }

    /// The only row, or none.
    ///
    /// # Errors
    /// As [`ReadTx::query`]; [`StoreError::SeveralRows`].
    pub fn query_opt<'s>(
        &self,
        sql: impl Into<Dialect<'s>>,
        params: &[Value],
    ) -> Result<Option<Row>, StoreError> {
        let mut rows = self.query(sql, params)?;
        if rows.len() > 1 {
            return Err(StoreError::SeveralRows);
        }
        Ok(rows.pop())
    }

    /// The only row.
    ///
    /// # Errors
    /// As [`ReadTx::query_opt`]; [`StoreError::NoRow`].
    pub fn query_one<'s>(&self, sql: impl Into<Dialect<'s>>, params: &[Value]) -> Result<Row, StoreError> {
        self.query_opt(sql, params)?.ok_or(StoreError::NoRow)
    }

    /// Prepares a statement without running it, and checks that its parameters and columns are of the type map.
    ///
    /// # Errors
    /// [`StoreError::Statement`] with what the engine said.
    pub fn check_statement<'s>(&self, sql: impl Into<Dialect<'s>>) -> Result<(), StoreError> {
        let sql = sql.into().of(self.engine());
        self.run(|| match &self.backend {
            Backend::Sqlite(connection) => sqlite::check_statement(connection, sql),
            Backend::Postgres(connection) => connection.borrow_mut().check_statement(sql),
        })
    }

    /// Refuses after a failure, remembers a failure.
    fn run<T>(&self, statement: impl FnOnce() -> Result<T, Failure>) -> Result<T, StoreError> {
        if let Some(earlier) = &*self.failed.borrow() {
            return Err(StoreError::Aborted(earlier.to_string()));
        }
        statement().map_err(|failure| {
            self.again.set(failure.again);
            *self.failed.borrow_mut() = Some(failure.error.clone());
            failure.error
        })
    }

    fn note_write(&self, writes: bool) {
        if writes {
            self.wrote.set(true);
        }
    }

    pub(crate) fn failure(&self) -> Option<StoreError> {
        self.failed.borrow().clone()
    }

    pub(crate) fn wants_again(&self) -> bool {
        self.again.get()
    }

    pub(crate) fn wrote(&self) -> bool {
        self.wrote.get()
    }
}

impl<'c> WriteTx<'c> {
    pub(crate) fn new(inner: ReadTx<'c>) -> Self {
        WriteTx(inner)
    }

    /// Runs a statement and tells how many rows it changed.
    ///
    /// # Errors
    /// Any statement error; afterwards the transaction only accepts its end, also when the closure goes on.
    pub fn execute<'s>(&self, sql: impl Into<Dialect<'s>>, params: &[Value]) -> Result<u64, StoreError> {
        let sql = sql.into().of(self.engine());
        self.run(|| {
            self.note_write(true);
            match &self.0.backend {
                Backend::Sqlite(connection) => sqlite::execute(connection, sql, params),
                Backend::Postgres(connection) => connection.borrow_mut().execute(sql, params),
            }
        })
    }

    /// Runs the statements of a migration.
    pub(crate) fn execute_batch(&self, sql: &str) -> Result<(), StoreError> {
        self.run(|| {
            self.note_write(true);
            match &self.0.backend {
                Backend::Sqlite(connection) => sqlite::execute_batch(connection, sql),
                Backend::Postgres(connection) => connection.borrow_mut().execute_batch(sql),
            }
        })
    }
}

/// An error, and whether the engine asks for the transaction to be run again.
pub(crate) struct Failure {
    pub(crate) error: StoreError,
    pub(crate) again: bool,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure { error, again: false }
    }
}
