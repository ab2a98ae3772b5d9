//! Key files: `master`, `index` and `checkpoint`, each 32 bytes in hexadecimal, mode 0600; trusted roots under `roots/`.

use crate::lock::make_folder;
use anyhow::{Context as _, Result, bail};
use app::crypt::PurposeKey;
use app::keys::RegionKeys;
use app::ports::Chance;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// The key files of a region.
pub const FILES: [&str; 3] = ["master", "index", "checkpoint"];
/// Folder of trusted root certificates inside the key folder.
const ROOTS: &str = "roots";

/// Reads all keys and roots of a folder.
///
/// # Errors
/// One sentence that names the first file which is missing, readable by others, or of the wrong length.
pub fn read(folder: &Path) -> Result<RegionKeys> {
    let [master, index, checkpoint] = FILES.map(|name| read_key(&folder.join(name)));
    Ok(RegionKeys {
        master: PurposeKey::new(master?),
        index: PurposeKey::new(index?),
        checkpoint: checkpoint?,
        roots: read_roots(&folder.join(ROOTS))?,
    })
}

/// Reads the keys; makes them at the first start, when none of the files is there. Keys are drawn in the order of
/// [`FILES`], so that a rehearsal with the same seed has the same keys.
///
/// # Errors
/// As [`read`]; also when only some files are there, because then one was lost.
pub fn read_or_create(folder: &Path, chance: &dyn Chance) -> Result<RegionKeys> {
    if FILES.iter().all(|name| !folder.join(name).exists()) {
        make_folder(folder, "key folder")?;
        for name in FILES {
            write_new(&folder.join(name), format!("{}\n", hex::encode(chance.seed())).as_bytes())?;
        }
        File::open(folder).and_then(|dir| dir.sync_all()).with_context(|| unwritable(folder))?;
    }
    read(folder)
}

/// Adds a root certificate (DER) to those the verifier trusts; one that is there already is left alone.
///
/// # Errors
/// When the folder cannot be written.
pub fn put_root(folder: &Path, name: &str, der: &[u8]) -> Result<()> {
    let roots = folder.join(ROOTS);
    make_folder(&roots, "key folder")?;
    let path = roots.join(format!("{name}.der"));
    if fs::read(&path).is_ok_and(|there| there == der) {
        return Ok(());
    }
    fs::write(&path, der).with_context(|| unwritable(&path))
}

fn unwritable(path: &Path) -> String {
    format!("{} cannot be written", path.display())
}

/// Writes beside the final name first: a key file is whole or not there.
fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let growing = path.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&growing)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&growing, path)
    };
    write().with_context(|| unwritable(path))
}

fn read_key(path: &Path) -> Result<[u8; 32]> {
    let shown = path.display();
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("the key file {shown} is missing; put it back from your safe copy")
        }
        Err(error) => return Err(error).with_context(|| format!("the key file {shown} cannot be read")),
    };
    if metadata.mode() & 0o077 != 0 {
        bail!(
            "the key file {shown} may be read by others (mode {:04o}); run chmod 600",
            metadata.mode() & 0o7777
        );
    }
    let text = fs::read_to_string(path).with_context(|| format!("the key file {shown} cannot be read"))?;
    hex::decode(text.trim()).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()).with_context(|| {
        format!("the key file {shown} is damaged: it must hold 64 hexadecimal digits; put it back from your safe copy")
    })
}

/// Every root in a folder, DER or PEM; an absent folder trusts nobody.
fn read_roots(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect(),
        Err(_) => return Ok(Vec::new()),
    };
    paths.sort();
    let mut roots = Vec::new();
    for path in paths {
        let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        if bytes.starts_with(b"-----BEGIN") {
            let text = String::from_utf8_lossy(&bytes);
            let found = pem_certificates(&text);
            if found.is_empty() {
                bail!("the root certificate {} is no PEM file", path.display());
            }
            roots.extend(found);
        } else {
            roots.push(bytes);
        }
    }
    Ok(roots)
}

/// RFC 7468, certificates only.
fn pem_certificates(text: &str) -> Vec<Vec<u8>> {
    text.split("-----BEGIN CERTIFICATE-----")
        .skip(1)
        .filter_map(|part| part.split_once("-----END CERTIFICATE-----"))
        .filter_map(|(body, _)| {
            let body: String = body.chars().filter(|c| !c.is_whitespace()).collect();
            STANDARD.decode(body).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Fingerprints;
    use app::ports::SeededChance;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn keys_are_made_once_and_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("keys");
        let made = read_or_create(&folder, &SeededChance::new(1)).unwrap();
        let again = read_or_create(&folder, &SeededChance::new(2)).unwrap();
        assert_eq!(Fingerprints::of(&made), Fingerprints::of(&again));
        for name in FILES {
            assert_eq!(fs::metadata(folder.join(name)).unwrap().mode() & 0o777, 0o600);
        }
        let other = dir.path().join("same-seed");
        let same = read_or_create(&other, &SeededChance::new(1)).unwrap();
        assert_eq!(Fingerprints::of(&made), Fingerprints::of(&same));
    }

    #[test]
    fn lost_open_and_short_files_are_named() {
        let dir = tempfile::tempdir().unwrap();
        let chance = SeededChance::new(1);
        read_or_create(dir.path(), &chance).unwrap();
        let master = dir.path().join("master");
        fs::set_permissions(&master, fs::Permissions::from_mode(0o640)).unwrap();
        let refused = || format!("{:#}", read_or_create(dir.path(), &chance).map(|_| ()).unwrap_err());
        assert!(refused().contains("may be read by others (mode 0640)"), "{}", refused());
        fs::set_permissions(&master, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&master, "abcd").unwrap();
        assert!(refused().contains("master is damaged"), "{}", refused());
        fs::remove_file(&master).unwrap();
        assert!(refused().contains("master is missing"), "{}", refused());
    }

    #[test]
    fn roots_come_as_der_or_pem() {
        let dir = tempfile::tempdir().unwrap();
        read_or_create(dir.path(), &SeededChance::new(1)).unwrap();
        let root = document::rehearsal::root().unwrap();
        put_root(dir.path(), "latihan", &root).unwrap();
        let pem =
            format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(&root));
        fs::write(dir.path().join("roots/second.pem"), pem).unwrap();
        assert_eq!(read(dir.path()).unwrap().roots, vec![root.clone(), root]);
    }
}
