//! The peer of a submission: the rows that submissions wrote, written again with plain SQL in groups of the same size, on
//! the same disk, into a copy of the same database.

use anyhow::{Context as _, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// Rows of a table with the order of their columns.
struct Rows {
    insert: String,
    rows: Vec<Vec<Value>>,
}

/// Everything that some submissions wrote.
pub struct Written {
    /// Rows by submission; `nodes` of the Merkle tree are spread over them.
    submissions: Vec<Vec<(usize, Vec<Value>)>>,
    tables: Vec<Rows>,
    update: String,
    /// Rows in all.
    pub count: usize,
}

const TABLES: [&str; 6] =
    ["application_event", "audit_record", "ledger_leaf", "outbox_message", "job", "idempotency"];

fn read(connection: &Connection, table: &str, place: &str, least: i64) -> Result<Rows> {
    let sql = format!("SELECT * FROM {table} WHERE {place} > ?1 ORDER BY rowid");
    let mut statement = connection.prepare(&sql)?;
    let columns = statement.column_count();
    let mut rows = Vec::new();
    let mut found = statement.query([least])?;
    while let Some(row) = found.next()? {
        rows.push((0..columns).map(|n| row.get(n)).collect::<Result<Vec<Value>, _>>()?);
    }
    let marks = vec!["?"; columns].join(", ");
    Ok(Rows { insert: format!("INSERT INTO {table} VALUES ({marks})"), rows })
}

/// Where each table stood before the submissions: the greatest rowid.
pub struct Before(HashMap<&'static str, i64>);

impl Before {
    /// Looks now.
    ///
    /// # Errors
    /// Database.
    pub fn look(database: &Path) -> Result<Before> {
        let connection = Connection::open(database)?;
        let mut stood = HashMap::new();
        for table in TABLES.into_iter().chain(["ledger_node"]) {
            let sql = format!("SELECT coalesce(max(rowid), 0) FROM {table}");
            stood.insert(table, connection.query_row(&sql, [], |row| row.get(0))?);
        }
        Ok(Before(stood))
    }

    fn of(&self, table: &str) -> i64 {
        self.0.get(table).copied().unwrap_or(0)
    }
}

/// Copies the database to `copy`, takes from it what was written since `before`, and removes it there.
///
/// # Errors
/// Database.
pub fn take(database: &Path, copy: &Path, before: &Before) -> Result<Written> {
    for old in [copy.to_owned(), copy.with_extension("db-wal"), copy.with_extension("db-shm")] {
        if old.exists() {
            std::fs::remove_file(old)?;
        }
    }
    // Row numbers stay as they are, because the log of the copy is written back first.
    {
        let connection = Connection::open(database)?;
        let mut target = Connection::open(copy)?;
        rusqlite::backup::Backup::new(&connection, &mut target)?.run_to_completion(
            10_000,
            Duration::ZERO,
            None,
        )?;
    }
    let connection = open(copy)?;
    let mut tables: Vec<Rows> = Vec::new();
    for table in TABLES {
        tables.push(read(&connection, table, "rowid", before.of(table))?);
    }
    let nodes = read(&connection, "ledger_node", "rowid", before.of("ledger_node"))?;
    let mut ids = connection
        .prepare("SELECT DISTINCT application FROM application_event WHERE rowid > ?1 ORDER BY rowid")?;
    let ids: Vec<Vec<u8>> =
        ids.query_map([before.of("application_event")], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let columns = "registration, status, stage, stage_kind, role, handler, object_key, submitted_at, entered_at, due_at, \
                   stage_due_at, version, state, code, updated_at";
    let names: Vec<&str> = columns.split(", ").map(str::trim).collect();
    let set: Vec<String> = names.iter().enumerate().map(|(n, name)| format!("{name} = ?{}", n + 2)).collect();
    let update = format!("UPDATE application SET {} WHERE id = ?1", set.join(", "));
    let mut submissions: Vec<Vec<(usize, Vec<Value>)>> = Vec::new();
    for id in &ids {
        let values = connection.query_row(
            &format!("SELECT {columns} FROM application WHERE id = ?1"),
            [id],
            |row| (0..names.len()).map(|n| row.get(n)).collect::<Result<Vec<Value>, _>>(),
        )?;
        let mut all = vec![Value::Blob(id.clone())];
        all.extend(values);
        submissions.push(vec![(usize::MAX, all)]);
    }
    // Every table's rows are dealt out evenly: each submission wrote as many as the next.
    let count = submissions.len().max(1);
    let mut rows_in_all = submissions.len();
    tables.push(nodes);
    for (which, table) in tables.iter_mut().enumerate() {
        let rows = std::mem::take(&mut table.rows);
        let all = rows.len().max(1);
        rows_in_all += rows.len();
        for (n, row) in rows.into_iter().enumerate() {
            let to = (n * count / all).min(count - 1);
            submissions.get_mut(to).context("no submission")?.push((which, row));
        }
    }
    connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN")?;
    for table in TABLES.into_iter().chain(["ledger_node"]) {
        connection.execute(&format!("DELETE FROM {table} WHERE rowid > ?1"), [before.of(table)])?;
    }
    for id in &ids {
        connection.execute(
            "UPDATE application SET registration = NULL, code = NULL, status = 'draft', stage = NULL, stage_kind = NULL, \
             role = NULL, submitted_at = NULL, entered_at = NULL WHERE id = ?1",
            [id],
        )?;
    }
    connection.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(Written { submissions, tables, update, count: rows_in_all })
}

fn open(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    let _: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000; \
         PRAGMA mmap_size = 67108864; PRAGMA wal_autocheckpoint = 4000;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

impl Written {
    /// How many submissions.
    pub fn submissions(&self) -> usize {
        self.submissions.len()
    }

    /// Writes everything again, `group` submissions to a commit; the time it took.
    ///
    /// # Errors
    /// Database.
    pub fn write(&self, copy: &Path, group: usize) -> Result<Duration> {
        let connection = open(copy)?;
        let begun = Instant::now();
        for group in self.submissions.chunks(group.max(1)) {
            connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
            for submission in group {
                for (which, row) in submission {
                    let sql = self.tables.get(*which).map_or(&self.update, |table| &table.insert);
                    connection.prepare_cached(sql)?.execute(params_from_iter(row))?;
                }
                connection
                    .prepare_cached("UPDATE counter SET value = value + 1 WHERE name = 'registration.2026'")?
                    .execute([])?;
            }
            connection.prepare_cached("UPDATE ledger_head SET size = size")?.execute([])?;
            connection.prepare_cached("COMMIT")?.execute([])?;
        }
        Ok(begun.elapsed())
    }
}
