//! What a file really is: the content decides, not the ending.

use crate::question::{Answer, Refused};
use crate::{paper, picture};

pub(crate) fn look(bytes: Vec<u8>, longest: u32) -> Result<(Answer, Vec<Vec<u8>>), Refused> {
    match kind(&bytes)? {
        Kind::Pdf => paper::look(bytes),
        Kind::Picture(format) => picture::look(&bytes, format, longest),
    }
}

pub(crate) enum Kind {
    Pdf,
    Picture(Format),
}

/// Pictures that can be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
    Heic,
}

pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Ok(Kind::Picture(Format::Jpeg));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Kind::Picture(Format::Png));
    }
    // ISO base media file format: the brand stands behind the word `ftyp`.
    if bytes.get(4..8) == Some(b"ftyp") {
        let brand = bytes.get(8..12).unwrap_or_default();
        if [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]
            .iter()
            .any(|b| *b == brand)
        {
            return Ok(Kind::Picture(Format::Heic));
        }
    }
    Err(Refused::OtherType)
}
