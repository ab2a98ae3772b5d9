//! The child: reads requests from its standard input, typesets, answers on its standard output. Knows no clock, no disk and
//! no network.

mod base;
mod compile;
mod places;
mod world;

use std::collections::HashSet;
use std::io::{self, Read, Write};

use crate::frame::{self, Frame};
use crate::message::{Answer, Hello, PROTOCOL, RequestHeader};
use base::Base;

/// File names are interned by the compiler for the life of the process, in 16 bits. A child that has met so many ends itself
/// and is replaced; ordinary profiles have a few dozen.
const MAX_NAMES: usize = 1_000;

/// Serves one client until it closes the stream. Call it first thing in the process: no thread may run before, because the
/// memory limit in the greeting is for the whole process.
///
/// # Errors
/// When a pipe breaks, a frame is malformed or the memory limit cannot be set. The caller ends the process with a non-zero code.
pub fn run(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let Some(greeting) = frame::read(&mut input)? else { return Ok(()) };
    let hello: Hello = header(&greeting)?;
    if let Some(bytes) = hello.memory_limit_bytes {
        limit_memory(bytes)?;
    }
    answer(&mut output, &Answer::Ready { protocol: PROTOCOL }, &[])?;
    if hello.protocol != PROTOCOL {
        return Ok(());
    }
    let base = Base::new();
    let mut names = HashSet::new();
    while let Some(frame) = frame::read(&mut input)? {
        let request: RequestHeader = header(&frame)?;
        names.extend(request.attachments.iter().cloned());
        names.extend(request.files.iter().map(|(name, _)| name.clone()));
        names.insert(request.name.clone());
        let (reply, files) = compile::letter(&base, request, frame.attachments);
        answer(&mut output, &reply, &files)?;
        // The cache is global to the process: emptied after every letter, memory stays flat and values of one
        // applicant do not outlive the letter.
        typst::comemo::evict(0);
        if names.len() > MAX_NAMES {
            break;
        }
    }
    Ok(())
}

fn header<T: serde::de::DeserializeOwned>(frame: &Frame) -> io::Result<T> {
    serde_json::from_slice(&frame.header).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

fn answer(output: &mut impl Write, answer: &Answer, files: &[Vec<u8>]) -> io::Result<()> {
    let header = serde_json::to_vec(answer)?;
    frame::write(output, &header, files)
}

/// Limits the address space, so a greedy template ends this process and not the machine.
fn limit_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    Ok(setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) })?)
}
