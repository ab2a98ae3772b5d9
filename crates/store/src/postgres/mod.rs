//! PostgreSQL: transactions on a pool of connections, and the sequencer's thread.

mod connection;
mod failure;
mod sequencing;
mod value;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use crate::pool::{Lent, Pool};
use crate::scope::{self, Scope};
use crate::{ReadTx, Sequencer, StoreError, WriteTx};

pub(crate) use connection::Connection;
use connection::Target;
pub(crate) use sequencing::SequencerThread;

/// How often a closure runs at most, when other transactions are in the way.
const ATTEMPTS: u32 = 10;
/// Pause before the second attempt; doubled each time. Without chance: of two that block each other the server ends
/// only one, so they do not keep step.
const FIRST_PAUSE: Duration = Duration::from_millis(5);

/// The `BEGIN` of a write. The server's default isolation may have been changed by its administrator.
const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
/// The `BEGIN` of a read: one snapshot for all its statements.
const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

const TRY_LOCK_SQL: &str =
    "SELECT pg_try_advisory_xact_lock(hashtextextended('satupintu.ledger.' || current_schema(), 0))";
const WAIT_LOCK_SQL: &str =
    "SELECT pg_advisory_xact_lock(hashtextextended('satupintu.ledger.' || current_schema(), 0))";

/// A region's database on a server.
pub(crate) struct Server {
    readers: Pool<Connection>,
    writers: Pool<Connection>,
    sequencer: Arc<dyn Sequencer>,
}

impl Server {
    pub(crate) fn open(
        server: &str,
        schema: &str,
        connections: usize,
        sequencer: Arc<dyn Sequencer>,
    ) -> Result<Server, StoreError> {
        let target = Target::new(server, schema)?;
        target.prepare()?;
        let second = target.clone();
        Ok(Server {
            readers: Pool::new(connections, move || target.connect()),
            writers: Pool::new(connections, move || second.connect()),
            sequencer,
        })
    }

    /// Closes what was prepared for another schema.
    pub(crate) fn renew(&self) {
        self.readers.renew();
        self.writers.renew();
    }

    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        closure: impl FnOnce(&ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let _inside = scope::enter(Scope::Read)?;
        let mut connection = begin(&self.readers, BEGIN_READ)?;
        // A panic goes on to the caller; the connection with its open transaction is closed, not given back.
        let result = catch_unwind(AssertUnwindSafe(|| closure(&ReadTx::postgres(&mut connection))));
        if connection.execute_batch("ROLLBACK").is_err() {
            connection.discard();
        }
        result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }

    /// Runs and commits the closure; tells also whether it wrote.
    pub(crate) fn write<T, E: From<StoreError>>(
        &self,
        closure: impl Fn(&WriteTx<'_>) -> Result<T, E>,
    ) -> Result<(T, bool), E> {
        let _inside = scope::enter(Scope::Write)?;
        let mut pause = FIRST_PAUSE;
        for _ in 0..ATTEMPTS {
            let mut connection = begin(&self.writers, BEGIN_WRITE)?;
            let tx = WriteTx::new(ReadTx::postgres(&mut connection));
            let outcome = catch_unwind(AssertUnwindSafe(|| closure(&tx)));
            let (failure, again, wrote) = (tx.failure(), tx.wants_again(), tx.wrote());
            drop(tx);
            let refused = match (outcome, failure) {
                (Ok(Ok(value)), None) => match commit(connection)? {
                    Committed::Yes => return Ok((value, wrote)),
                    Committed::Again => None,
                },
                (outcome, failure) => {
                    if connection.execute_batch("ROLLBACK").is_err() {
                        connection.discard();
                    }
                    match (outcome, failure) {
                        (Err(panic), _) => Some(StoreError::Panicked(scope::panic_text(&*panic)).into()),
                        _ if again => None,
                        (Ok(Err(error)), _) => Some(error),
                        (Ok(Ok(_)), failure) => {
                            let first = failure.map_or_else(String::new, |failure| failure.to_string());
                            Some(StoreError::Aborted(first).into())
                        }
                    }
                }
            };
            if let Some(error) = refused {
                return Err(error);
            }
            std::thread::sleep(pause);
            pause *= 2;
        }
        Err(StoreError::Retries { attempts: ATTEMPTS }.into())
    }

    /// Lets the sequencer number what is committed. With `wait` it waits for another node that is doing the same;
    /// without, it tells `false` when another node holds the lock.
    pub(crate) fn sequence(&self, wait: bool) -> Result<bool, StoreError> {
        let (done, _) = self.write(|tx| {
            if wait {
                tx.query(WAIT_LOCK_SQL, &[])?;
            } else if !tx.query_one(TRY_LOCK_SQL, &[])?.get::<bool>(0)? {
                return Ok(false);
            }
            self.sequencer.before_commit(tx)?;
            Ok::<bool, StoreError>(true)
        })?;
        Ok(done)
    }
}

enum Committed {
    Yes,
    Again,
}

fn commit(mut connection: Lent<'_, Connection>) -> Result<Committed, StoreError> {
    match connection.execute_batch("COMMIT") {
        Ok(()) => Ok(Committed::Yes),
        Err(failure) if failure.again => Ok(Committed::Again),
        Err(failure) => {
            let lost = connection.is_closed();
            connection.discard();
            let detail = failure.error.to_string();
            Err(if lost { StoreError::CommitUnknown(detail) } else { StoreError::CommitFailed(detail) })
        }
    }
}

/// Takes a connection and begins. A connection that died while idle (server restarted) is replaced once: nothing had
/// been sent, so beginning again is safe.
fn begin<'p>(pool: &'p Pool<Connection>, sql: &str) -> Result<Lent<'p, Connection>, StoreError> {
    let mut connection = pool.take()?;
    if connection.execute_batch(sql).is_ok() {
        return Ok(connection);
    }
    connection.discard();
    pool.renew();
    let mut connection = pool.take()?;
    match connection.execute_batch(sql) {
        Ok(()) => Ok(connection),
        Err(failure) => {
            connection.discard();
            Err(failure.error)
        }
    }
}
