//! Frames on a pipe: `u32` length of the header, header (JSON), `u32` count of parts, then for each part its `u64` length and
//! its bytes. All lengths are big-endian.

use std::io::{self, Read, Write};

const MAX_HEADER: u64 = 1 << 20;
const MAX_PARTS: u32 = 8;
const MAX_PART: u64 = 256 << 20;

pub(crate) struct Frame {
    pub header: Vec<u8>,
    pub parts: Vec<Vec<u8>>,
}

pub(crate) fn write(out: &mut impl Write, header: &[u8], parts: &[&[u8]]) -> io::Result<()> {
    out.write_all(&length::<u32>(header.len())?.to_be_bytes())?;
    out.write_all(header)?;
    out.write_all(&length::<u32>(parts.len())?.to_be_bytes())?;
    for part in parts {
        out.write_all(&length::<u64>(part.len())?.to_be_bytes())?;
        out.write_all(part)?;
    }
    out.flush()
}

pub(crate) fn read(input: &mut impl Read) -> io::Result<Frame> {
    let size = number(input)?;
    let header = bytes(input, u64::from(size), MAX_HEADER)?;
    let count = number(input)?;
    if count > MAX_PARTS {
        return Err(beyond());
    }
    let mut parts = Vec::new();
    for _ in 0..count {
        let mut size = [0; 8];
        input.read_exact(&mut size)?;
        parts.push(bytes(input, u64::from_be_bytes(size), MAX_PART)?);
    }
    Ok(Frame { header, parts })
}

fn number(input: &mut impl Read) -> io::Result<u32> {
    let mut size = [0; 4];
    input.read_exact(&mut size)?;
    Ok(u32::from_be_bytes(size))
}

/// Grows with what really arrives, so a false length cannot reserve memory.
fn bytes(input: &mut impl Read, size: u64, limit: u64) -> io::Result<Vec<u8>> {
    if size > limit {
        return Err(beyond());
    }
    let mut out = Vec::new();
    if input.take(size).read_to_end(&mut out)? as u64 != size {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(out)
}

fn length<T: TryFrom<usize>>(size: usize) -> io::Result<T> {
    T::try_from(size).map_err(|_| beyond())
}

fn beyond() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a length of the frame is beyond its limit")
}
