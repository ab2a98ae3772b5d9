//! One connection to the server with its prepared statements.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use ::postgres::types::ToSql;
use ::postgres::{Client, Config, NoTls, Statement};

use super::failure::from_postgres;
use super::value::is_of_the_map;
use crate::sql::{may_write, to_numbered_dollars};
use crate::tx::Failure;
use crate::{Row, StoreError, Value};

/// Prepared statements kept; the program has fewer, statements built at run time may bring more.
const STATEMENTS: usize = 1024;
/// `server_version_num` of PostgreSQL 15.
const OLDEST: i64 = 150_000;

/// How to reach the server, checked once.
#[derive(Clone)]
pub(super) struct Target {
    config: Arc<Config>,
    pub(super) schema: String,
}

impl Target {
    pub(super) fn new(server: &str, schema: &str) -> Result<Target, StoreError> {
        let mut config = Config::from_str(server).map_err(|error| StoreError::Address(error.to_string()))?;
        let given = config.get_options().unwrap_or_default().to_owned();
        config.options(format!("{given} -c search_path={schema} -c lock_timeout=30s").trim_start());
        if config.get_application_name().is_none() {
            config.application_name("satupintu");
        }
        Ok(Target { config: Arc::new(config), schema: schema.to_owned() })
    }

    /// Checks the server's version and makes the schema.
    pub(super) fn prepare(&self) -> Result<(), StoreError> {
        let mut connection = self.connect()?;
        let version = connection
            .query("SELECT CAST(current_setting('server_version_num') AS BIGINT)", &[], &mut |_| ())
            .map_err(|failure| failure.error)?;
        let found = version.first().map_or(Ok(0), |row| row.get(0))?;
        if found < OLDEST {
            return Err(StoreError::ServerTooOld { found });
        }
        // Two processes may come at the same moment; IF NOT EXISTS alone can then still fail on the catalogue's index.
        // The name was checked to be plain when the address was read.
        connection
            .execute_batch(&format!(
                "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('satupintu.schema', 0)); \
                 CREATE SCHEMA IF NOT EXISTS {}; COMMIT",
                self.schema
            ))
            .map_err(|failure| failure.error)
    }

    pub(super) fn connect(&self) -> Result<Connection, StoreError> {
        let client =
            self.config.connect(NoTls).map_err(|error| match from_postgres(&error, "connect").error {
                StoreError::Statement { detail, .. } => StoreError::Connect(detail),
                other => StoreError::Connect(other.to_string()),
            })?;
        Ok(Connection { client, statements: HashMap::new() })
    }
}

/// A connection; used by one thread at a time.
pub(crate) struct Connection {
    client: Client,
    statements: HashMap<String, Prepared>,
}

#[derive(Clone)]
struct Prepared {
    statement: Statement,
    writes: bool,
}

impl Connection {
    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    fn prepare(&mut self, sql: &str) -> Result<Prepared, Failure> {
        if let Some(prepared) = self.statements.get(sql) {
            return Ok(prepared.clone());
        }
        let statement =
            self.client.prepare(&to_numbered_dollars(sql)).map_err(|error| from_postgres(&error, sql))?;
        let foreign = statement
            .params()
            .iter()
            .map(|of| ("a parameter", of))
            .chain(statement.columns().iter().map(|column| (column.name(), column.type_())))
            .find(|(_, of)| !is_of_the_map(of));
        if let Some((name, of)) = foreign {
            return Err(StoreError::Statement {
                sql: sql.to_owned(),
                detail: format!("{name} has type {of}, which is not of the type map: cast it"),
            }
            .into());
        }
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        let prepared = Prepared { statement, writes: may_write(sql) };
        self.statements.insert(sql.to_owned(), prepared.clone());
        Ok(prepared)
    }

    pub(crate) fn query(
        &mut self,
        sql: &str,
        params: &[Value],
        writes: &mut dyn FnMut(bool),
    ) -> Result<Vec<Row>, Failure> {
        let prepared = self.prepare(sql)?;
        writes(prepared.writes);
        let references = references(&prepared.statement, sql, params)?;
        let answer = self
            .client
            .query(&prepared.statement, &references)
            .map_err(|error| from_postgres(&error, sql))?;
        let mut rows = Vec::with_capacity(answer.len());
        for row in &answer {
            let mut values = Vec::with_capacity(row.len());
            for column in 0..row.len() {
                values.push(row.try_get(column).map_err(|error| from_postgres(&error, sql))?);
            }
            rows.push(Row::new(values));
        }
        Ok(rows)
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Failure> {
        let prepared = self.prepare(sql)?;
        let references = references(&prepared.statement, sql, params)?;
        self.client.execute(&prepared.statement, &references).map_err(|error| from_postgres(&error, sql))
    }

    pub(crate) fn execute_batch(&mut self, sql: &str) -> Result<(), Failure> {
        self.client.batch_execute(sql).map_err(|error| from_postgres(&error, sql))
    }

    pub(crate) fn check_statement(&mut self, sql: &str) -> Result<(), Failure> {
        self.prepare(sql).map(|_| ())
    }
}

fn references<'v>(
    statement: &Statement,
    sql: &str,
    params: &'v [Value],
) -> Result<Vec<&'v (dyn ToSql + Sync)>, StoreError> {
    // The driver would panic.
    if statement.params().len() != params.len() {
        return Err(StoreError::Statement {
            sql: sql.to_owned(),
            detail: format!("{} parameters given, {} needed", params.len(), statement.params().len()),
        });
    }
    Ok(params.iter().map(|value| value as &(dyn ToSql + Sync)).collect())
}
