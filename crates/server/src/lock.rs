//! One serving process a data folder.

use anyhow::{Context as _, Result, bail};
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

/// The right to serve from a data folder, given back when dropped or when the process ends.
#[derive(Debug)]
pub struct DataLock {
    _file: File,
}

/// What is locked in a data folder.
pub const LOCK_FILE: &str = "satupintu.lock";

/// Makes a folder of mode 0700 where none is.
///
/// # Errors
/// One sentence that names the folder.
pub fn make_folder(folder: &Path, what: &str) -> Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("the {what} {} cannot be written", folder.display()))
}

/// Takes the data folder for this process.
///
/// # Errors
/// When the folder cannot be written, or another process holds it.
pub fn lock_data(data: &Path) -> Result<DataLock> {
    make_folder(data, "data folder")?;
    let path = data.join(LOCK_FILE);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(&path)
        .with_context(|| format!("the data folder {} cannot be written", data.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(DataLock { _file: file }),
        Err(TryLockError::WouldBlock) => {
            bail!("the data folder {} is in use by another satupintu; stop that one first", data.display())
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("the data folder {} cannot be locked", data.display()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_once() {
        let dir = tempfile::tempdir().unwrap();
        let first = lock_data(dir.path()).unwrap();
        let error = lock_data(dir.path()).unwrap_err().to_string();
        assert!(error.contains("in use by another satupintu"), "{error}");
        drop(first);
        assert!(lock_data(dir.path()).is_ok());
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::write(&file, "").unwrap();
        let error = format!("{:#}", lock_data(&file.join("data")).unwrap_err());
        assert!(error.contains("the data folder") && error.contains("cannot be written"), "{error}");
    }
}
