//! Files in a folder of this machine.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::{ObjectError, ObjectStore};

/// Files in a folder: `ab/cd/abcd…`, mode 0600 in folders of mode 0700.
///
/// A file is written under a temporary name, flushed, renamed, and the folder flushed: after a crash a name stands for
/// whole content or for nothing.
#[derive(Debug)]
pub struct LocalFiles {
    root: PathBuf,
    counter: AtomicU64,
}

/// Where files grow before they have their name; no digest begins like this.
const TEMPORARY: &str = "tmp";

impl LocalFiles {
    /// Opens the folder, and makes it when it is not there.
    ///
    /// # Errors
    /// [`ObjectError::Io`] when the folder cannot be made.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, ObjectError> {
        let root = root.into();
        DirBuilder::new().recursive(true).mode(0o700).create(&root)?;
        make_folder(&root.join(TEMPORARY), &root)?;
        Ok(Self { root, counter: AtomicU64::new(0) })
    }

    /// Removes what crashes have left half written and tells how many files that were. Call it at start, while no
    /// other process writes to the folder.
    ///
    /// # Errors
    /// [`ObjectError::Io`].
    pub fn remove_leftovers(&self) -> Result<u64, ObjectError> {
        let mut removed = 0;
        for entry in fs::read_dir(self.root.join(TEMPORARY))? {
            fs::remove_file(entry?.path())?;
            removed += 1;
        }
        Ok(removed)
    }

    fn folders(&self, digest: &str) -> Result<(PathBuf, PathBuf), ObjectError> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if digest.len() != 64 || !digest.bytes().all(hex) {
            return Err(ObjectError::NotADigest);
        }
        let first = self.root.join(&digest[..2]);
        let second = first.join(&digest[2..4]);
        Ok((first, second))
    }

    fn path(&self, digest: &str) -> Result<PathBuf, ObjectError> {
        Ok(self.folders(digest)?.1.join(digest))
    }

    fn temporary(&self, digest: &str) -> io::Result<(PathBuf, File)> {
        loop {
            let number = self.counter.fetch_add(1, Ordering::Relaxed);
            let name = format!("{digest}.{}.{number}", std::process::id());
            let path = self.root.join(TEMPORARY).join(name);
            match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
                Ok(file) => return Ok((path, file)),
                // Left by a crashed process that had our number.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl ObjectStore for LocalFiles {
    fn put(&self, digest_hex: &str, bytes: &[u8]) -> Result<(), ObjectError> {
        let (first, second) = self.folders(digest_hex)?;
        let path = second.join(digest_hex);
        match fs::read(&path) {
            Ok(there) if there != bytes => return Err(ObjectError::Conflict),
            Ok(_) => {
                // Whoever renamed it may have crashed before the folders were flushed.
                sync_folder(&second)?;
                sync_folder(&first)?;
                sync_folder(&self.root)?;
                return Ok(());
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
        make_folder(&first, &self.root)?;
        make_folder(&second, &first)?;
        let (temporary, mut file) = self.temporary(digest_hex)?;
        let written = file
            .write_all(bytes)
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&temporary, &path))
            .and_then(|()| sync_folder(&second));
        if let Err(error) = written {
            // Best effort: what stays is ignored and swept at the next start.
            let _ = fs::remove_file(&temporary);
            return Err(error.into());
        }
        Ok(())
    }

    fn get(&self, digest_hex: &str) -> Result<Option<Vec<u8>>, ObjectError> {
        match fs::read(self.path(digest_hex)?) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn exists(&self, digest_hex: &str) -> Result<bool, ObjectError> {
        Ok(self.path(digest_hex)?.try_exists()?)
    }

    fn delete(&self, digest_hex: &str) -> Result<bool, ObjectError> {
        let (_, second) = self.folders(digest_hex)?;
        match fs::remove_file(second.join(digest_hex)) {
            Ok(()) => {
                sync_folder(&second)?;
                Ok(true)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// Makes a folder; its name is flushed in the parent also when somebody else has just made it.
fn make_folder(folder: &Path, parent: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    sync_folder(parent)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const A: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    const B: &str = "00117733445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    fn store() -> (tempfile::TempDir, LocalFiles) {
        let folder = tempfile::tempdir().unwrap();
        let files = LocalFiles::open(folder.path().join("berkas")).unwrap();
        (folder, files)
    }

    #[test]
    fn put_get_exists_delete() {
        let (_folder, files) = store();
        assert_eq!(files.get(A).unwrap(), None);
        assert!(!files.exists(A).unwrap());
        files.put(A, b"isi berkas").unwrap();
        files.put(B, b"").unwrap();
        assert_eq!(files.get(A).unwrap().as_deref(), Some(&b"isi berkas"[..]));
        assert_eq!(files.get(B).unwrap().as_deref(), Some(&b""[..]));
        assert!(files.exists(A).unwrap());
        assert!(files.delete(A).unwrap());
        assert!(!files.delete(A).unwrap());
        assert_eq!(files.get(A).unwrap(), None);
        assert!(files.exists(B).unwrap());
    }

    #[test]
    fn put_again_changes_nothing_and_other_content_is_refused() {
        let (_folder, files) = store();
        files.put(A, b"isi").unwrap();
        files.put(A, b"isi").unwrap();
        assert!(matches!(files.put(A, b"lain"), Err(ObjectError::Conflict)));
        assert_eq!(files.get(A).unwrap().as_deref(), Some(&b"isi"[..]));
        assert_eq!(fs::read_dir(files.root.join(TEMPORARY)).unwrap().count(), 0);
    }

    #[test]
    fn names_that_are_not_digests_are_refused() {
        let (_folder, files) = store();
        let bad = [
            "".to_owned(),
            "../../etc/passwd".to_owned(),
            A[..63].to_owned(),
            format!("{A}0"),
            A.to_uppercase(),
            format!("../{}", &A[..61]),
            format!("{}g", &A[..63]),
            format!("{}é", &A[..62]),
            format!("a/é{}", &A[..60]),
        ];
        for name in &bad {
            assert!(matches!(files.put(name, b"x"), Err(ObjectError::NotADigest)), "{name:?}");
            assert!(matches!(files.get(name), Err(ObjectError::NotADigest)), "{name:?}");
            assert!(matches!(files.exists(name), Err(ObjectError::NotADigest)), "{name:?}");
            assert!(matches!(files.delete(name), Err(ObjectError::NotADigest)), "{name:?}");
        }
    }

    #[test]
    fn a_file_left_half_written_is_ignored_and_swept() {
        let (_folder, files) = store();
        // As a crash of this very process number would leave it, in the way of the next write.
        let left = files.root.join(TEMPORARY).join(format!("{A}.{}.0", std::process::id()));
        fs::write(&left, b"separ").unwrap();
        assert!(!files.exists(A).unwrap());
        assert_eq!(files.get(A).unwrap(), None);
        files.put(A, b"seluruhnya").unwrap();
        assert_eq!(files.get(A).unwrap().as_deref(), Some(&b"seluruhnya"[..]));
        assert_eq!(fs::read(&left).unwrap(), b"separ");
        assert_eq!(files.remove_leftovers().unwrap(), 1);
        assert_eq!(files.get(A).unwrap().as_deref(), Some(&b"seluruhnya"[..]));
    }

    #[test]
    fn a_failed_write_leaves_no_name() {
        let (_folder, files) = store();
        // The folder leads nowhere, so the rename fails after the content was written.
        let (first, second) = files.folders(A).unwrap();
        fs::create_dir(first).unwrap();
        std::os::unix::fs::symlink("/tidak/ada", &second).unwrap();
        assert!(matches!(files.put(A, b"isi"), Err(ObjectError::Io(_))));
        assert_eq!(fs::read_dir(files.root.join(TEMPORARY)).unwrap().count(), 0);
    }

    #[test]
    fn only_the_owner_can_read() {
        let (_folder, files) = store();
        files.put(A, b"isi").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let path = files.path(A).unwrap();
        assert_eq!(mode(&path), 0o600);
        assert!(path.ends_with(format!("00/11/{A}")));
        for folder in path.ancestors().skip(1).take(3) {
            assert_eq!(mode(folder), 0o700, "{folder:?}");
        }
    }

    #[test]
    fn two_writers_of_one_file_both_succeed() {
        let (_folder, files) = store();
        let bytes = vec![7_u8; 200_000];
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| files.put(A, &bytes).unwrap());
            }
        });
        assert_eq!(files.get(A).unwrap(), Some(bytes));
    }
}
