//! The child: one question on standard input, one answer on standard output, then the end. A file can spoil only its own child.

use crate::frame;
use crate::question::{Answer, Question, Refused};
use crate::{look, paper, picture};
use std::io::{self, Read, Write};

/// Address space of the child: a photo of 100 megapixels fits, a bomb does not.
const MEMORY: u64 = 1 << 30;
/// Seconds of the processor, in case the parent is gone and nobody watches the clock.
const SECONDS: u64 = 60;

/// Answers one question. Call it first thing in the process.
///
/// # Errors
/// When a limit cannot be set, a pipe breaks or the frame is malformed. The caller ends the process with a non-zero code.
pub fn run(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    limit()?;
    let asked = frame::read(&mut input)?;
    let question: Question = serde_json::from_slice(&asked.header)?;
    let bytes = asked.parts.into_iter().next().unwrap_or_default();
    let (answer, parts) = answer(&question, bytes);
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    frame::write(&mut output, &serde_json::to_vec(&answer)?, &parts)
}

pub(crate) fn answer(question: &Question, bytes: Vec<u8>) -> (Answer, Vec<Vec<u8>>) {
    let done = match question {
        Question::Look { longest } => look::look(bytes, *longest),
        Question::Draw { page, longest, across } if bytes.starts_with(b"%PDF-") => {
            paper::draw(bytes, *page, *longest, across)
        }
        Question::Draw { page: 0, longest, across } => picture::draw(&bytes, *longest, across),
        Question::Draw { .. } => Err(Refused::NoSuchPage),
    };
    done.unwrap_or_else(|refused| (Answer::Refused(refused), Vec::new()))
}

/// No more memory than this, no file but the three pipes, no other process, nothing left behind when the parent ends.
fn limit() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit};
    set_parent_process_death_signal(Some(Signal::KILL))?;
    let to = |limit: u64| Rlimit { current: Some(limit), maximum: Some(limit) };
    setrlimit(Resource::As, to(MEMORY))?;
    setrlimit(Resource::Cpu, to(SECONDS))?;
    setrlimit(Resource::Core, to(0))?;
    setrlimit(Resource::Fsize, to(0))?;
    setrlimit(Resource::Nproc, to(0))?;
    setrlimit(Resource::Nofile, to(3))?;
    Ok(())
}
