//! The one thread that writes.
//!
//! It takes the use cases that wait one after another, each inside a savepoint, and commits them together: one flush
//! to the disk serves many callers. Nobody is answered before the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

use super::control;
use crate::scope::{self, Scope};
use crate::{ReadTx, Sequencer, StoreError, WriteTx};

/// A use case that waits for the writer.
trait Task: Send {
    /// Runs the closure and keeps its answer; true when the closure succeeded.
    fn run(&mut self, tx: &WriteTx<'_>) -> bool;
    /// Puts an error in the place of the answer.
    fn refuse(&mut self, error: StoreError);
    /// Gives the answer to the caller.
    fn answer(&mut self);
    /// Whether the ledger's sequencer runs for it (not for migrations: its tables may not exist yet).
    fn sequenced(&self) -> bool;
}

struct Job<F, T, E> {
    closure: F,
    result: Option<Result<T, E>>,
    caller: SyncSender<Result<T, E>>,
    sequenced: bool,
}

impl<F, T, E> Task for Job<F, T, E>
where
    F: Fn(&WriteTx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &WriteTx<'_>) -> bool {
        let result = (self.closure)(tx);
        let succeeded = result.is_ok();
        self.result = Some(result);
        succeeded
    }

    fn refuse(&mut self, error: StoreError) {
        self.result = Some(Err(error.into()));
    }

    fn answer(&mut self) {
        if let Some(result) = self.result.take() {
            // A caller that has gone does not matter: its work is committed.
            let _ = self.caller.send(result);
        }
    }

    fn sequenced(&self) -> bool {
        self.sequenced
    }
}

/// The handle of the writer thread; the thread ends when the handle is dropped and what waited is done.
pub(crate) struct Writer {
    queue: Option<Sender<Box<dyn Task>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(
        connection: Connection,
        sequencer: Arc<dyn Sequencer>,
        group_max: usize,
    ) -> Result<Writer, StoreError> {
        let (queue, waiting) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || serve(&connection, &*sequencer, group_max.max(1), &waiting))
            .map_err(|error| StoreError::Connect(format!("the writer thread does not start: {error}")))?;
        Ok(Writer { queue: Some(queue), thread: Some(thread) })
    }

    pub(crate) fn write<T, E, F>(&self, closure: F, sequenced: bool) -> Result<T, E>
    where
        F: Fn(&WriteTx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        scope::refuse_nested()?;
        let (caller, answer) = mpsc::sync_channel(1);
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue
            .send(Box::new(Job { closure, result: None, caller, sequenced }))
            .map_err(|_| StoreError::Closed)?;
        answer.recv().map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            // The last handle may be dropped by a use case on the writer thread itself, which cannot wait for itself.
            if thread.thread().id() != thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

fn serve(
    connection: &Connection,
    sequencer: &dyn Sequencer,
    group_max: usize,
    waiting: &Receiver<Box<dyn Task>>,
) {
    let mut group: Vec<Box<dyn Task>> = Vec::with_capacity(group_max);
    while let Ok(first) = waiting.recv() {
        let outcome = commit_group(connection, sequencer, group_max, first, waiting, &mut group);
        if let Err(error) = outcome {
            if !connection.is_autocommit() {
                let _ = control(connection, "ROLLBACK");
            }
            for task in &mut group {
                task.refuse(error.clone());
            }
        }
        for mut task in group.drain(..) {
            task.answer();
        }
    }
}

/// Runs and commits one group. On error the caller refuses everyone in `group`.
fn commit_group(
    connection: &Connection,
    sequencer: &dyn Sequencer,
    group_max: usize,
    first: Box<dyn Task>,
    waiting: &Receiver<Box<dyn Task>>,
    group: &mut Vec<Box<dyn Task>>,
) -> Result<(), StoreError> {
    group.push(first);
    let _inside = scope::enter(Scope::Write)?;
    control(connection, "BEGIN IMMEDIATE")?;
    let mut wrote = false;
    let mut at = 0;
    loop {
        let task = &mut group[at];
        wrote |= run_one(connection, task.as_mut())? && task.sequenced();
        at += 1;
        if at == group_max {
            break;
        }
        match waiting.try_recv() {
            Ok(next) => group.push(next),
            Err(_) => break,
        }
    }
    if wrote {
        let tx = WriteTx::new(ReadTx::sqlite(connection));
        catch_unwind(AssertUnwindSafe(|| sequencer.before_commit(&tx)))
            .map_err(|panic| StoreError::Panicked(scope::panic_text(&*panic)))
            .and_then(|result| result)
            .map_err(|error| StoreError::CommitFailed(error.to_string()))?;
        if let Some(failure) = tx.failure() {
            return Err(StoreError::CommitFailed(failure.to_string()));
        }
    }
    control(connection, "COMMIT").map_err(|error| StoreError::CommitFailed(error.to_string()))
}

/// Runs one use case in its savepoint; tells whether it wrote something that stays.
fn run_one(connection: &Connection, task: &mut dyn Task) -> Result<bool, StoreError> {
    control(connection, "SAVEPOINT one")?;
    let tx = WriteTx::new(ReadTx::sqlite(connection));
    let outcome = catch_unwind(AssertUnwindSafe(|| task.run(&tx)));
    let succeeded = match outcome {
        Ok(succeeded) => succeeded,
        Err(panic) => {
            task.refuse(StoreError::Panicked(scope::panic_text(&*panic)));
            false
        }
    };
    let failure = tx.failure();
    // Some failures (disk full) end the whole transaction: then nothing of the group is left to commit.
    if connection.is_autocommit() {
        let detail = failure.map_or_else(|| "the transaction ended early".to_owned(), |f| f.to_string());
        return Err(StoreError::CommitFailed(detail));
    }
    match (succeeded, failure) {
        (true, None) => {
            control(connection, "RELEASE one")?;
            Ok(tx.wrote())
        }
        (succeeded, failure) => {
            if let (true, Some(failure)) = (succeeded, failure) {
                task.refuse(StoreError::Aborted(failure.to_string()));
            }
            control(connection, "ROLLBACK TO one")?;
            control(connection, "RELEASE one")?;
            Ok(false)
        }
    }
}
