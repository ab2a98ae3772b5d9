//! The export of a log as a folder: written here, read here, and by anybody with `EXPORT.md`.

use crate::hash::Hash;
use crate::leaf::{CanonicalLeaf, MAX_LEAF_BYTES};
use crate::note::VerifyingKey;
use crate::verify::{self, Expectation, LogSource, Report};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// The signed note.
pub const CHECKPOINT_FILE: &str = "checkpoint";
/// The verifier key and a newline.
pub const KEY_FILE: &str = "key";
/// One canonical leaf a line.
pub const LEAVES_FILE: &str = "leaves.jsonl";
/// Optional: one leaf hash a line.
pub const HASHES_FILE: &str = "hashes";

/// Writes an export leaf by leaf.
#[derive(Debug)]
pub struct ExportWriter {
    dir: PathBuf,
    leaves: BufWriter<File>,
    hashes: BufWriter<File>,
}

impl ExportWriter {
    /// Begins an export in a folder, which is made when it is not there.
    ///
    /// # Errors
    /// Of the file system; also when the folder holds leaves already.
    pub fn create(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let new = |name| File::create_new(dir.join(name)).map(BufWriter::new);
        Ok(Self { dir: dir.into(), leaves: new(LEAVES_FILE)?, hashes: new(HASHES_FILE)? })
    }

    /// Writes the next leaf.
    ///
    /// # Errors
    /// Of the file system.
    pub fn leaf(&mut self, leaf: &CanonicalLeaf) -> io::Result<()> {
        self.leaves.write_all(leaf.as_bytes())?;
        self.leaves.write_all(b"\n")?;
        writeln!(self.hashes, "{}", leaf.leaf_hash())
    }

    /// Ends the export with the signed checkpoint over the leaves written, and the key of the log.
    ///
    /// # Errors
    /// Of the file system.
    pub fn finish(mut self, note: &str, key: &VerifyingKey) -> io::Result<()> {
        self.leaves.flush()?;
        self.hashes.flush()?;
        fs::write(self.dir.join(CHECKPOINT_FILE), note)?;
        fs::write(self.dir.join(KEY_FILE), format!("{key}\n"))
    }
}

/// An export in a folder.
#[derive(Debug, Clone)]
pub struct LogExport {
    dir: PathBuf,
}

impl LogExport {
    /// An export; nothing is read yet, and what is missing is a problem in the report.
    pub fn open(dir: &Path) -> Self {
        Self { dir: dir.into() }
    }

    /// Recomputes everything and returns all problems found.
    pub fn verify(&self, expect: &Expectation) -> Report {
        verify::verify(self, expect)
    }

    /// Reads the leaves one after the other.
    ///
    /// # Errors
    /// Of the file system, at once or with an item.
    pub fn leaves(&self) -> io::Result<impl Iterator<Item = io::Result<Vec<u8>>>> {
        let mut reader = self.reader()?;
        Ok(std::iter::from_fn(move || {
            let mut line = Vec::new();
            next_line(&mut reader, &mut line).map(|more| more.then_some(line)).transpose()
        }))
    }

    fn reader(&self) -> io::Result<BufReader<File>> {
        Ok(BufReader::with_capacity(1 << 18, File::open(self.dir.join(LEAVES_FILE))?))
    }

    fn text(&self, name: &str) -> Result<String, String> {
        fs::read_to_string(self.dir.join(name)).map_err(|e| e.to_string())
    }
}

impl LogSource for LogExport {
    fn note(&self) -> Result<String, String> {
        self.text(CHECKPOINT_FILE)
    }

    fn key(&self) -> Result<VerifyingKey, String> {
        let text = self.text(KEY_FILE)?;
        text.strip_suffix('\n').unwrap_or(&text).parse().map_err(|e| format!("{e}"))
    }

    fn hashes(&self) -> Result<Option<Vec<Hash>>, String> {
        if !self.dir.join(HASHES_FILE).exists() {
            return Ok(None);
        }
        let text = self.text(HASHES_FILE)?;
        let hashes = text.lines().map(|line| line.parse().map_err(|e| format!("{e}")));
        hashes.collect::<Result<_, _>>().map(Some)
    }

    fn each_leaf(&self, visit: &mut dyn FnMut(&[u8])) -> Result<(), String> {
        let mut read = || -> io::Result<()> {
            let mut reader = self.reader()?;
            let mut line = Vec::new();
            while next_line(&mut reader, &mut line)? {
                visit(&line);
            }
            Ok(())
        };
        read().map_err(|e| e.to_string())
    }
}

/// Reads the next line without its newline; false at the end of the file.
fn next_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    // A line beyond every possible leaf must not fill the memory of who verifies it.
    let limit = MAX_LEAF_BYTES as u64 + 1;
    if reader.by_ref().take(limit).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() as u64 == limit {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is longer than any leaf"));
    }
    Ok(true)
}
