//! Frames on a byte stream: `u32` length of the header, header (JSON), `u32` count of attachments, then for each attachment
//! its `u64` length and its bytes. All lengths are big-endian.

use std::io::{self, Read, Write};

/// A header holds the template and the data; more is a mistake of the other side.
const MAX_HEADER: u32 = 64 << 20;
/// Attachments of one frame: pages of a preview, pictures of a scan.
const MAX_COUNT: u32 = 10_000;
/// One attachment.
const MAX_ATTACHMENT: u64 = 512 << 20;

/// A header and its attachments.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub header: Vec<u8>,
    pub attachments: Vec<Vec<u8>>,
}

/// Writes one frame and flushes.
pub(crate) fn write(out: &mut impl Write, header: &[u8], attachments: &[impl AsRef<[u8]>]) -> io::Result<()> {
    out.write_all(&length::<u32>(header.len())?.to_be_bytes())?;
    out.write_all(header)?;
    out.write_all(&length::<u32>(attachments.len())?.to_be_bytes())?;
    for bytes in attachments {
        let bytes = bytes.as_ref();
        out.write_all(&length::<u64>(bytes.len())?.to_be_bytes())?;
        out.write_all(bytes)?;
    }
    out.flush()
}

/// Reads one frame; `None` when the stream ends before its first byte.
pub(crate) fn read(input: &mut impl Read) -> io::Result<Option<Frame>> {
    let mut prefix = [0; 4];
    if input.read(&mut prefix[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut prefix[1..])?;
    let header = bytes(input, u64::from(bounded(u32::from_be_bytes(prefix), MAX_HEADER)?))?;
    let mut count = [0; 4];
    input.read_exact(&mut count)?;
    let count = bounded(u32::from_be_bytes(count), MAX_COUNT)?;
    let mut attachments = Vec::new();
    for _ in 0..count {
        let mut size = [0; 8];
        input.read_exact(&mut size)?;
        attachments.push(bytes(input, bounded(u64::from_be_bytes(size), MAX_ATTACHMENT)?)?);
    }
    Ok(Some(Frame { header, attachments }))
}

/// Grows with what really arrives, so a false length cannot reserve memory.
fn bytes(input: &mut impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    if input.take(size).read_to_end(&mut out)? as u64 != size {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(out)
}

fn length<T: TryFrom<usize>>(size: usize) -> io::Result<T> {
    T::try_from(size).map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "the frame is too long"))
}

fn bounded<T: PartialOrd>(size: T, limit: T) -> io::Result<T> {
    if size > limit {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a length of the frame is beyond its limit"));
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_back_as_it_went() {
        let mut stream = Vec::new();
        write(&mut stream, b"{}", &[b"one".to_vec(), Vec::new()]).unwrap();
        write(&mut stream, b"[]", &Vec::<Vec<u8>>::new()).unwrap();
        let mut input = stream.as_slice();
        let first = read(&mut input).unwrap().unwrap();
        assert_eq!(first, Frame { header: b"{}".to_vec(), attachments: vec![b"one".to_vec(), Vec::new()] });
        assert_eq!(read(&mut input).unwrap().unwrap().header, b"[]");
        assert_eq!(read(&mut input).unwrap(), None);
    }

    #[test]
    fn a_cut_frame_is_an_error() {
        let mut stream = Vec::new();
        write(&mut stream, b"{}", &[b"abc"]).unwrap();
        for cut in 1..stream.len() {
            assert!(read(&mut &stream[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_false_length_is_refused_at_once() {
        let mut stream = u32::MAX.to_be_bytes().to_vec();
        stream.extend_from_slice(b"{}");
        assert_eq!(read(&mut stream.as_slice()).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
