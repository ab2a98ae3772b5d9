//! Writes an archive.

use super::{BLOCK, EntryFacts, FORMAT, MANIFEST, Manifest, is_plain};
use anyhow::{Context as _, Result, bail};
use app::crypt::Sha256Stream;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Bytes read at once.
const PIECE: usize = 64 * 1024;

/// Writes an archive; one that was not finished is removed.
pub struct Packer {
    path: PathBuf,
    out: BufWriter<File>,
    entries: BTreeMap<String, EntryFacts>,
    finished: bool,
}

impl Drop for Packer {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Packer {
    /// Makes the file, readable by its owner only; one that is there is left alone.
    ///
    /// # Errors
    /// When it is there or cannot be written.
    pub fn create(path: &Path) -> Result<Packer> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        let file = match file {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                bail!("{} is there already; a backup never writes over another", path.display())
            }
            other => other.with_context(|| format!("{} cannot be written", path.display()))?,
        };
        Ok(Packer {
            path: path.to_owned(),
            out: BufWriter::new(file),
            entries: BTreeMap::new(),
            finished: false,
        })
    }

    /// Adds a file under a name.
    ///
    /// # Errors
    /// A name that no archive may have; a file that cannot be read or changes its length; a full disk.
    pub fn add_file(&mut self, name: &str, path: &Path) -> Result<()> {
        let mut file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let size = file.metadata().with_context(|| format!("{} cannot be read", path.display()))?.len();
        let facts = self.stream(name, size, &mut file)?;
        self.entries.insert(name.to_owned(), facts);
        Ok(())
    }

    /// Names that are in it.
    pub fn holds(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    fn stream(&mut self, name: &str, size: u64, from: &mut dyn Read) -> Result<EntryFacts> {
        if !is_plain(name) {
            bail!("{name} is no name for a saved file");
        }
        let cannot = || format!("{} cannot be written", self.path.display());
        self.out.write_all(&header(name, size)).with_context(cannot)?;
        let mut digest = Sha256Stream::default();
        let mut piece = vec![0; PIECE];
        let mut seen = 0;
        loop {
            let count = from.read(&mut piece).with_context(|| format!("{name} cannot be read"))?;
            if count == 0 {
                break;
            }
            seen += count as u64;
            if seen > size {
                bail!("{name} grew while it was saved; try again");
            }
            digest.update(&piece[..count]);
            self.out.write_all(&piece[..count]).with_context(cannot)?;
        }
        if seen != size {
            bail!("{name} became shorter while it was saved; try again");
        }
        let rest = usize::try_from(size % BLOCK as u64).unwrap_or(0);
        if rest > 0 {
            self.out.write_all(&vec![0; BLOCK - rest]).with_context(cannot)?;
        }
        Ok(EntryFacts { size, sha256: hex::encode(digest.finish()) })
    }

    /// Writes the manifest and brings everything to the disk; answers the manifest.
    ///
    /// # Errors
    /// A full disk.
    pub fn finish(mut self, region: &str, database: &str, saved_at: jiff::Timestamp) -> Result<Manifest> {
        let manifest = Manifest {
            format: FORMAT,
            region: region.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            saved_at,
            database: database.to_owned(),
            entries: std::mem::take(&mut self.entries),
        };
        let text = serde_json::to_vec_pretty(&manifest)?;
        self.stream(MANIFEST, text.len() as u64, &mut text.as_slice())?;
        let cannot = || format!("{} cannot be written", self.path.display());
        // Two empty blocks end an archive.
        self.out.write_all(&[0; 2 * BLOCK]).with_context(cannot)?;
        self.out.flush().with_context(cannot)?;
        self.out.get_ref().sync_all().with_context(cannot)?;
        self.finished = true;
        Ok(manifest)
    }
}

/// The header of an entry as POSIX.1-1988 describes it; a size beyond eight gigabytes in base 256, as every tar reads it.
fn header(name: &str, size: u64) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let mut put = |at: usize, text: &[u8]| block[at..at + text.len()].copy_from_slice(text);
    put(0, name.as_bytes());
    put(100, b"0000600\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    if size < 1 << 33 {
        put(124, format!("{size:011o}\0").as_bytes());
    } else {
        let mut wide = [0_u8; 12];
        wide[0] = 0x80;
        wide[4..].copy_from_slice(&size.to_be_bytes());
        put(124, &wide);
    }
    put(136, b"00000000000\0");
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    let sum: u32 = block.iter().map(|b| u32::from(*b)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}
