//! The client: child processes on demand, each with one letter at a time.

mod child;

use std::ffi::OsString;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::error::TypesetError;
use crate::message::{Answer, RequestHeader};
use crate::rendered::Rendered;
use crate::request::Request;
use child::{Child, Job, Outcome};

/// How children are started and bounded.
#[derive(Debug, Clone)]
pub struct PoolConfig {
    /// Program and arguments of the child, such as `satupintu typeset-worker`.
    pub command: Vec<OsString>,
    /// The most children at one moment; callers beyond it wait. At least 1.
    pub workers: usize,
    /// The longest time for one letter, the start of a child included. After it the child is killed.
    pub deadline: Duration,
    /// Limit of the child's address space, set by the child itself at its start. `None` sets none.
    pub memory_limit_bytes: Option<u64>,
    /// A child without work for so long is ended.
    pub idle_exit: Duration,
}

impl PoolConfig {
    /// The settings of a small office: two children, ten seconds, 1 GiB, ended after a minute idle.
    #[must_use]
    pub fn new(command: Vec<OsString>) -> Self {
        Self {
            command,
            workers: 2,
            deadline: Duration::from_secs(10),
            memory_limit_bytes: Some(1 << 30),
            idle_exit: Duration::from_secs(60),
        }
    }
}

/// Typesets letters in child processes. Share one behind an `Arc`; [`Pool::render`] may be called from many threads.
#[derive(Debug)]
pub struct Pool {
    config: PoolConfig,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Callers that hold a child (or are starting one).
    busy: usize,
    /// Children without work, the last used last: the others grow idle and end.
    idle: Vec<Child>,
}

impl Pool {
    /// A pool that starts nothing yet.
    #[must_use]
    pub fn new(config: PoolConfig) -> Self {
        Self { config, state: Mutex::default(), freed: Condvar::new() }
    }

    /// Typesets one letter and blocks until it is there. Waits without limit for a free child, then at most the deadline.
    ///
    /// # Errors
    /// See [`TypesetError`]. After any error but a refused request the child is replaced, so one letter cannot spoil the next.
    pub fn render(&self, request: &Request) -> Result<Rendered, TypesetError> {
        request.check()?;
        let header = header(request)?;
        let attachments: Vec<Vec<u8>> = request.attachments.iter().map(|item| item.bytes.clone()).collect();
        let _turn = self.turn();
        let job = Job::new((header, attachments));
        loop {
            let reused = self.lock().idle.pop();
            let fresh = reused.is_none();
            let child = match reused {
                Some(child) => child,
                None => Child::start(&self.config)?,
            };
            match child.ask(Job::clone(&job), self.config.deadline) {
                Outcome::Gone if fresh => {
                    return Err(TypesetError::WorkerDied("before its first letter".to_owned()));
                }
                // It grew idle and ended at the very moment it was asked: nothing was begun, so ask another.
                Outcome::Gone => {}
                // It may have died while it was idle. Typesetting has no effects, so a second try is safe.
                Outcome::Failed(TypesetError::WorkerDied(_)) if !fresh => {}
                Outcome::Failed(error) => return Err(error),
                Outcome::Answered(answer, attachments) => return self.settle(child, answer, attachments),
            }
        }
    }

    /// Keeps a child that did its work and lets one go whose template failed: a broken template may have filled its tables.
    fn settle(&self, child: Child, answer: Answer, files: Vec<Vec<u8>>) -> Result<Rendered, TypesetError> {
        match answer {
            Answer::Done { pages, places, warnings } => {
                self.lock().idle.push(child);
                let mut files = files.into_iter();
                let bytes = files
                    .next()
                    .ok_or_else(|| TypesetError::Protocol("an answer without a document".to_owned()))?;
                Ok(Rendered { bytes, further_pages: files.collect(), pages, places, warnings })
            }
            Answer::PageCount { expected, actual } => {
                self.lock().idle.push(child);
                Err(TypesetError::PageCount { expected, actual })
            }
            Answer::Template { diagnostics } => Err(TypesetError::Template(diagnostics)),
            Answer::Refused { reason } => Err(TypesetError::Request(reason)),
            Answer::Ready { .. } => Err(TypesetError::Protocol("a second greeting".to_owned())),
        }
    }

    /// Waits until fewer than the allowed number of children work.
    fn turn(&self) -> Turn<'_> {
        let limit = self.config.workers.max(1);
        let mut state = self
            .freed
            .wait_while(self.lock(), |state| state.busy >= limit)
            .unwrap_or_else(PoisonError::into_inner);
        state.busy += 1;
        Turn(self)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is two plain values that no panic can leave half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to use one child; given back when dropped, also after a panic.
struct Turn<'a>(&'a Pool);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.lock().busy -= 1;
        self.0.freed.notify_one();
    }
}

fn header(request: &Request) -> Result<Vec<u8>, TypesetError> {
    serde_json::to_vec(&RequestHeader {
        name: request.name.clone(),
        template: request.template.clone(),
        files: request.files.clone(),
        data: request.data.clone(),
        attachments: request.attachments.iter().map(|attachment| attachment.name.clone()).collect(),
        output: request.output,
        expected_pages: request.expected_pages,
        date: request.date,
        ident: request.ident.clone(),
    })
    .map_err(|error| TypesetError::Request(error.to_string()))
}
