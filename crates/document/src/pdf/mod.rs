//! A small PDF 1.7 reader and incremental writer (ISO 32000-1, 7.2 to 7.5), strict on purpose.
//!
//! Invariant: only what our own layout engine and this crate write is read; everything else is refused by name. A
//! lenient reader would see another document than the viewer of the person who is being deceived.

pub(crate) mod file;
pub(crate) mod object;
pub(crate) mod pages;
pub(crate) mod parse;
pub(crate) mod write;
