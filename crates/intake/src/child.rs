//! The parent's side: starts a child for one file, keeps its deadline, ends it.

use crate::frame::{self, Frame};
use crate::question::{Answer, Question, Refused};
use std::ffi::OsString;
use std::io;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How children are started and bounded.
#[derive(Debug, Clone)]
pub struct ChildConfig {
    /// Program and arguments, such as `satupintu intake-worker`.
    pub command: Vec<OsString>,
    /// The most children at one moment; callers beyond it wait.
    pub most: usize,
    /// The longest time for one file, the start included. After it the child is killed.
    pub deadline: Duration,
    /// The longest wait for a free place.
    pub patience: Duration,
}

impl ChildConfig {
    /// The settings of a small office: two children, fifteen seconds, a minute of patience.
    #[must_use]
    pub fn new(command: Vec<OsString>) -> Self {
        Self { command, most: 2, deadline: Duration::from_secs(15), patience: Duration::from_secs(60) }
    }
}

#[derive(Debug)]
pub(crate) struct Children {
    config: ChildConfig,
    busy: Mutex<usize>,
    freed: Condvar,
}

impl Children {
    pub fn new(config: ChildConfig) -> Self {
        Self { config, busy: Mutex::new(0), freed: Condvar::new() }
    }

    pub fn ask(&self, question: &Question, bytes: &[u8]) -> Result<(Answer, Vec<Vec<u8>>), Refused> {
        let header = serde_json::to_vec(question).map_err(|_| Refused::Busy)?;
        let _place = self.place()?;
        let mut child = self.start().map_err(|error| {
            tracing::error!(%error, "the child that looks at files cannot be started");
            Refused::Busy
        })?;
        let talked = talk(&mut child, &header, bytes, self.config.deadline);
        // Also fine when it has ended already; nothing outlives the question.
        let _ = child.kill();
        let status = child.wait();
        let frame = talked.map_err(|why| {
            tracing::warn!(why, ?status, size = bytes.len(), "a file spoiled its child");
            Refused::TooHeavy
        })?;
        let answer = serde_json::from_slice(&frame.header).map_err(|_| Refused::TooHeavy)?;
        Ok((answer, frame.parts))
    }

    fn start(&self) -> io::Result<Child> {
        let (program, arguments) = self
            .config
            .command
            .split_first()
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no command"))?;
        Command::new(program)
            .args(arguments)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a broken file makes a library say is nothing for the log.
            .stderr(Stdio::null())
            .spawn()
    }

    /// Waits until fewer than the allowed number of children work.
    fn place(&self) -> Result<Place<'_>, Refused> {
        let most = self.config.most.max(1);
        let busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut busy, waited) = self
            .freed
            .wait_timeout_while(busy, self.config.patience, |busy| *busy >= most)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() && *busy >= most {
            return Err(Refused::Busy);
        }
        *busy += 1;
        Ok(Place(self))
    }
}

/// The right to one child; given back when dropped.
struct Place<'a>(&'a Children);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.busy.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.freed.notify_one();
    }
}

/// Two threads block on the pipes, so that the deadline holds whatever the child does. Both end when it is killed.
fn talk(child: &mut Child, header: &[u8], bytes: &[u8], deadline: Duration) -> Result<Frame, &'static str> {
    let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the pipes are missing");
    };
    let (header, bytes) = (header.to_vec(), bytes.to_vec());
    let (answered, answer) = mpsc::channel();
    std::thread::spawn(move || {
        // A child that ended early does not read on; its missing answer tells.
        let _ = frame::write(&mut input, &header, &[&bytes]);
    });
    std::thread::spawn(move || {
        let _ = answered.send(frame::read(&mut output));
    });
    match answer.recv_timeout(deadline) {
        Ok(Ok(frame)) => Ok(frame),
        Ok(Err(_)) => Err("it ended without an answer"),
        Err(_) => Err("it was too slow"),
    }
}
