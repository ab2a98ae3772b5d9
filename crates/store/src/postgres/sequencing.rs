//! The thread that numbers ledger leaves on PostgreSQL.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Server;
use crate::StoreError;

/// How long leaves gather before they are numbered together (the ledger promises one second).
const GATHER: Duration = Duration::from_millis(200);
/// Pause after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

#[derive(Default)]
struct Signal {
    woken: bool,
    closed: bool,
}

#[derive(Default)]
struct Shared {
    signal: Mutex<Signal>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Signal> {
        self.signal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps unless the store is closed meanwhile; tells whether to go on.
    fn pause(&self, length: Duration) -> bool {
        let signal = self.lock();
        let waited = self.changed.wait_timeout_while(signal, length, |signal| !signal.closed);
        !waited.unwrap_or_else(PoisonError::into_inner).0.closed
    }
}

/// The handle of the thread; the thread ends when the handle is dropped.
pub(crate) struct SequencerThread {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl SequencerThread {
    pub(crate) fn start(server: Arc<Server>) -> Result<SequencerThread, StoreError> {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("store-sequencer".into())
            .spawn(move || serve(&server, &theirs))
            .map_err(|error| StoreError::Connect(format!("the sequencer thread does not start: {error}")))?;
        Ok(SequencerThread { shared, thread: Some(thread) })
    }

    /// Says that something was committed.
    pub(crate) fn wake(&self) {
        let mut signal = self.shared.lock();
        if !signal.woken {
            signal.woken = true;
            drop(signal);
            self.shared.changed.notify_all();
        }
    }
}

impl Drop for SequencerThread {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

fn serve(server: &Server, shared: &Shared) {
    loop {
        let signal = shared.lock();
        let signal = shared
            .changed
            .wait_while(signal, |signal| !signal.woken && !signal.closed)
            .unwrap_or_else(PoisonError::into_inner);
        if signal.closed {
            return;
        }
        drop(signal);
        if !shared.pause(GATHER) {
            return;
        }
        // Cleared before the work: what is committed during it wakes again.
        shared.lock().woken = false;
        let pause = match server.sequence(false) {
            Ok(true) => None,
            // Another node holds the lock and may have looked before our commit.
            Ok(false) => Some(GATHER),
            Err(error) => {
                tracing::warn!(%error, "ledger leaves could not be numbered, trying again");
                Some(AFTER_FAILURE)
            }
        };
        if let Some(pause) = pause {
            shared.lock().woken = true;
            if !shared.pause(pause) {
                return;
            }
        }
    }
}
