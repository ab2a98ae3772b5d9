//! A saved region: one file in the `tar` format (POSIX ustar), so that any system can open it without this program. The last
//! entry is a manifest with the size and SHA-256 of every other.

mod pack;
mod unpack;

pub use pack::Packer;
pub use unpack::unpack;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name of the manifest.
pub const MANIFEST: &str = "manifest.json";
/// Longest name of an entry.
const LONGEST_NAME: usize = 100;
/// A block of the format.
const BLOCK: usize = 512;

/// Size and digest of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFacts {
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// What the archive holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this format.
    pub format: u32,
    /// Region.
    pub region: String,
    /// Version of the program that saved it.
    pub program: String,
    /// When it was begun.
    pub saved_at: jiff::Timestamp,
    /// `sqlite`, with the database inside, or `postgres`, with the files only.
    pub database: String,
    /// Every entry but the manifest.
    pub entries: BTreeMap<String, EntryFacts>,
}

/// The format that this program writes and reads.
pub const FORMAT: u32 = 1;

/// Whether a name may stand in an archive: plain parts below one of ours, never a way out of the folder.
fn is_plain(name: &str) -> bool {
    let known = ["satupintu.db", MANIFEST, "demo.json"].contains(&name)
        || name.starts_with("files/")
        || name.starts_with("keys/");
    let part = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    known && name.len() <= LONGEST_NAME && name.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Seek as _, SeekFrom, Write as _};

    #[test]
    fn names_stay_inside_the_folder() {
        for good in ["satupintu.db", "files/ab/cd/abcd", "keys/roots/latihan.der"] {
            assert!(is_plain(good), "{good}");
        }
        for bad in ["/etc/passwd", "files/../keys/master", "files//a", "other", "files/a b", "keys/"] {
            assert!(!is_plain(bad), "{bad}");
        }
    }

    #[test]
    fn what_was_packed_is_unpacked_and_a_flipped_byte_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let (source, out) = (dir.path().join("source"), dir.path().join("out.tar"));
        fs::write(&source, vec![7_u8; 1_300]).unwrap();
        let mut packer = Packer::create(&out).unwrap();
        packer.add_file("files/ab/source", &source).unwrap();
        packer.finish("contoh", "sqlite", jiff::Timestamp::UNIX_EPOCH).unwrap();
        assert!(Packer::create(&out).is_err(), "nothing is written over");
        let target = dir.path().join("target");
        fs::create_dir(&target).unwrap();
        let manifest = unpack(&out, &target).unwrap();
        assert_eq!(manifest.entries.len(), 1);
        assert_eq!(fs::read(target.join("files/ab/source")).unwrap(), vec![7_u8; 1_300]);
        // The same bytes for another program.
        if let Ok(listed) = std::process::Command::new("tar").arg("-tf").arg(&out).output() {
            assert_eq!(String::from_utf8_lossy(&listed.stdout), "files/ab/source\nmanifest.json\n");
        }
        let length = fs::metadata(&out).unwrap().len();
        for at in [100, 600, 1_500, length - 1_400] {
            let mut file = fs::OpenOptions::new().read(true).write(true).open(&out).unwrap();
            let byte = fs::read(&out).unwrap()[usize::try_from(at).unwrap()];
            file.seek(SeekFrom::Start(at)).unwrap();
            file.write_all(&[byte ^ 1]).unwrap();
            let again = dir.path().join(format!("again-{at}"));
            fs::create_dir(&again).unwrap();
            assert!(unpack(&out, &again).is_err(), "byte {at}");
            file.seek(SeekFrom::Start(at)).unwrap();
            file.write_all(&[byte]).unwrap();
        }
        fs::OpenOptions::new().write(true).open(&out).unwrap().set_len(length / 2).unwrap();
        let cut = dir.path().join("cut");
        fs::create_dir(&cut).unwrap();
        assert!(unpack(&out, &cut).is_err(), "a file cut short");
    }
}
