//! The embedded engine: one writer thread, many readers.

mod copy;
mod failure;
mod open;
mod writer;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use crate::tx::Failure;
use crate::{Row, StoreError, Value};

pub use copy::copy_database;
pub(crate) use failure::from_rusqlite;
pub(crate) use open::{open_reader, open_writer};
pub(crate) use writer::Writer;

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn prepare<'c>(
    connection: &'c Connection,
    sql: &str,
    params: &[Value],
) -> Result<CachedStatement<'c>, StoreError> {
    let mut statement =
        connection.prepare_cached(sql).map_err(|error| from_rusqlite(&error, connection, sql))?;
    if statement.parameter_count() != params.len() {
        return Err(StoreError::Statement {
            sql: sql.to_owned(),
            detail: format!("{} parameters given, {} needed", params.len(), statement.parameter_count()),
        });
    }
    for (index, value) in params.iter().enumerate() {
        // PostgreSQL cannot store it, so SQLite must not either.
        if matches!(value, Value::Text(text) if text.contains('\0')) {
            return Err(StoreError::Statement {
                sql: sql.to_owned(),
                detail: "a text with a NUL character".to_owned(),
            });
        }
        statement
            .raw_bind_parameter(index + 1, value)
            .map_err(|error| from_rusqlite(&error, connection, sql))?;
    }
    Ok(statement)
}

pub(crate) fn query(
    connection: &Connection,
    sql: &str,
    params: &[Value],
    writes: &mut dyn FnMut(bool),
) -> Result<Vec<Row>, Failure> {
    let mut statement = prepare(connection, sql, params)?;
    writes(!statement.readonly());
    let columns = statement.column_count();
    let mut rows = Vec::new();
    let mut answer = statement.raw_query();
    while let Some(row) = answer.next().map_err(|error| from_rusqlite(&error, connection, sql))? {
        let mut values = Vec::with_capacity(columns);
        for column in 0..columns {
            let value = row.get_ref(column).map_err(|error| from_rusqlite(&error, connection, sql))?;
            values.push(to_value(value, column)?);
        }
        rows.push(Row::new(values));
    }
    Ok(rows)
}

fn to_value(value: ValueRef<'_>, column: usize) -> Result<Value, StoreError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => {
                return Err(StoreError::Type { column, expected: "text", found: "text that is not UTF-8" });
            }
        },
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Real(_) => {
            return Err(StoreError::Type { column, expected: "int, text or blob", found: "a float" });
        }
    })
}

pub(crate) fn execute(connection: &Connection, sql: &str, params: &[Value]) -> Result<u64, Failure> {
    let mut statement = prepare(connection, sql, params)?;
    let changed = if statement.column_count() > 0 {
        // A RETURNING clause whose answer nobody wants: the rows must be stepped through all the same.
        let mut answer = statement.raw_query();
        let mut count = 0;
        while answer.next().map_err(|error| from_rusqlite(&error, connection, sql))?.is_some() {
            count += 1;
        }
        count
    } else {
        statement.raw_execute().map_err(|error| from_rusqlite(&error, connection, sql))? as u64
    };
    Ok(changed)
}

pub(crate) fn execute_batch(connection: &Connection, sql: &str) -> Result<(), Failure> {
    connection.execute_batch(sql).map_err(|error| from_rusqlite(&error, connection, sql).into())
}

pub(crate) fn check_statement(connection: &Connection, sql: &str) -> Result<(), Failure> {
    connection.prepare(sql).map(|_| ()).map_err(|error| from_rusqlite(&error, connection, sql).into())
}

/// Runs one of the fixed words around a transaction (`BEGIN`, `COMMIT` …).
pub(crate) fn control(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.raw_execute())
        .map(|_| ())
        .map_err(|error| from_rusqlite(&error, connection, sql))
}

/// Reads in one snapshot.
pub(crate) fn read<T>(
    connection: &Connection,
    closure: impl FnOnce(&Connection) -> T,
) -> Result<T, StoreError> {
    /// Ends the snapshot also when the closure panics.
    struct End<'c>(&'c Connection);
    impl Drop for End<'_> {
        fn drop(&mut self) {
            let _ = control(self.0, "ROLLBACK");
        }
    }
    control(connection, "BEGIN DEFERRED")?;
    let _end = End(connection);
    Ok(closure(connection))
}
