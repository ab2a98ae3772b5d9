//! One child process and the thread that talks to it. The thread blocks on the pipes; the caller waits on a channel and can
//! therefore keep its deadline whatever the child does.

use std::io::{self, BufReader, BufWriter};
use std::process::{self, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::PoolConfig;
use crate::error::TypesetError;
use crate::frame::{self, Frame};
use crate::message::{Answer, Hello, PROTOCOL};

/// Header and attachments of a request; shared, so a job that was not begun can go to another child.
pub(super) type Job = Arc<(Vec<u8>, Vec<Vec<u8>>)>;
/// What came back, or why nothing did.
type Reply = Result<(Answer, Vec<Vec<u8>>), TypesetError>;

/// What became of a question.
pub(super) enum Outcome {
    Answered(Answer, Vec<Vec<u8>>),
    Failed(TypesetError),
    /// The child had ended before it took the job.
    Gone,
}

/// A running child. Dropping it ends the process.
#[derive(Debug)]
pub(super) struct Child {
    jobs: Sender<(Job, Sender<Reply>)>,
    process: Arc<Mutex<process::Child>>,
}

impl Child {
    /// Starts the process; the greeting is exchanged with the first job, under its deadline.
    pub fn start(config: &PoolConfig) -> Result<Self, TypesetError> {
        let (program, arguments) = config
            .command
            .split_first()
            .ok_or_else(|| TypesetError::Request("no command for the typesetting worker".to_owned()))?;
        let start = |source| TypesetError::Start { program: program.to_string_lossy().into_owned(), source };
        let mut process = Command::new(program)
            .args(arguments)
            // Layout and PDF writing would start a thread per core in each child; we parallelise by document.
            .env("RAYON_NUM_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(start)?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(start(io::Error::other("the pipes are missing")));
        };
        let process = Arc::new(Mutex::new(process));
        let (jobs, inbox) = mpsc::channel();
        let talk = Talk {
            input: BufWriter::new(input),
            output: BufReader::new(output),
            hello: Some(Hello { protocol: PROTOCOL, memory_limit_bytes: config.memory_limit_bytes }),
            process: Arc::clone(&process),
        };
        let idle_exit = config.idle_exit;
        std::thread::Builder::new()
            .name("typeset-child".to_owned())
            .spawn(move || talk.run(&inbox, idle_exit))
            .map_err(start)?;
        tracing::debug!("typesetting worker started");
        Ok(Self { jobs, process })
    }

    /// Sends one job and waits at most `deadline` for the answer; a late child is killed.
    pub fn ask(&self, job: Job, deadline: Duration) -> Outcome {
        let (reply, answer) = mpsc::channel();
        if self.jobs.send((job, reply)).is_err() {
            return Outcome::Gone;
        }
        match answer.recv_timeout(deadline) {
            Ok(Ok((answer, attachments))) => Outcome::Answered(answer, attachments),
            Ok(Err(error)) => Outcome::Failed(error),
            Err(RecvTimeoutError::Timeout) => {
                kill(&self.process);
                tracing::warn!(
                    deadline_ms = deadline.as_millis(),
                    "typesetting worker killed at its deadline"
                );
                Outcome::Failed(TypesetError::DeadlineExceeded(deadline))
            }
            // The thread answers every job it takes: this one was still in the channel when the idle time was over.
            Err(RecvTimeoutError::Disconnected) => Outcome::Gone,
        }
    }
}

impl Drop for Child {
    /// Ends the process before the caller goes on, so none outlives the pool.
    fn drop(&mut self) {
        kill(&self.process);
    }
}

/// The side of the conversation that blocks.
struct Talk {
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// Present until it has been sent.
    hello: Option<Hello>,
    process: Arc<Mutex<process::Child>>,
}

impl Talk {
    fn run(mut self, inbox: &Receiver<(Job, Sender<Reply>)>, idle_exit: Duration) {
        // Ends when the pool drops the child, or after the idle time.
        while let Ok((job, reply)) = inbox.recv_timeout(idle_exit) {
            let outcome = self.exchange(&job);
            let failed = outcome.is_err();
            // A caller that gave up at its deadline no longer listens.
            let _ = reply.send(outcome);
            if failed {
                break;
            }
        }
        kill(&self.process);
    }

    fn exchange(&mut self, job: &Job) -> Reply {
        let (header, attachments) = &**job;
        if let Some(hello) = self.hello.take() {
            let greeting =
                serde_json::to_vec(&hello).map_err(|error| TypesetError::Protocol(error.to_string()))?;
            let (answer, _) = self.call(&greeting, &[])?;
            if !matches!(answer, Answer::Ready { protocol: PROTOCOL }) {
                return Err(TypesetError::Protocol(format!("greeted with {answer:?}")));
            }
        }
        self.call(header, attachments)
    }

    fn call(&mut self, header: &[u8], attachments: &[Vec<u8>]) -> Reply {
        let sent = frame::write(&mut self.input, header, attachments);
        let Frame { header, attachments } = match sent.and_then(|()| frame::read(&mut self.output)) {
            Ok(Some(frame)) => frame,
            Ok(None) => return Err(TypesetError::WorkerDied(end(&self.process))),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(TypesetError::Protocol(error.to_string()));
            }
            Err(error) => {
                let status = end(&self.process);
                return Err(TypesetError::WorkerDied(format!("{status} ({error})")));
            }
        };
        let answer = serde_json::from_slice(&header)
            .map_err(|error| TypesetError::Protocol(format!("unreadable header: {error}")))?;
        Ok((answer, attachments))
    }
}

/// Collects a child that closed its pipes and says how it ended; the system needs a moment until it has the status.
fn end(process: &Mutex<process::Child>) -> String {
    for _ in 0..50 {
        match lock(process).try_wait() {
            Ok(Some(status)) => return status.to_string(),
            Ok(None) => std::thread::sleep(Duration::from_millis(2)),
            Err(error) => return error.to_string(),
        }
    }
    kill(process);
    "it closed its pipes and was stopped".to_owned()
}

/// Ends the process at once and collects it. Also fine when it is gone already.
fn kill(process: &Mutex<process::Child>) {
    let mut process = lock(process);
    if let Err(error) = process.kill().and_then(|()| process.wait().map(drop)) {
        tracing::warn!(%error, "a typesetting worker could not be ended");
    }
}

fn lock(process: &Mutex<process::Child>) -> MutexGuard<'_, process::Child> {
    process.lock().unwrap_or_else(PoisonError::into_inner)
}
