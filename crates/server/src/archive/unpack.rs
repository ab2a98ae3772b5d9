//! Reads an archive and compares every byte with its manifest.

use super::{BLOCK, EntryFacts, FORMAT, MANIFEST, Manifest, is_plain};
use anyhow::{Context as _, Result, bail};
use app::crypt::Sha256Stream;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

/// Largest manifest: some hundred bytes a file.
const LARGEST_MANIFEST: u64 = 1 << 30;

/// Puts the entries into a folder and compares them with the manifest.
///
/// # Errors
/// The first thing that is damaged, missing or too much; the caller removes the folder.
pub fn unpack(archive: &Path, into: &Path) -> Result<Manifest> {
    let file = File::open(archive).with_context(|| format!("{} cannot be read", archive.display()))?;
    let mut from = BufReader::new(file);
    let mut found: BTreeMap<String, EntryFacts> = BTreeMap::new();
    let mut manifest = None;
    let damaged = || format!("{} is damaged", archive.display());
    loop {
        let mut block = [0; BLOCK];
        from.read_exact(&mut block).with_context(damaged)?;
        if block.iter().all(|b| *b == 0) {
            break;
        }
        let (name, size) = header(&block).with_context(damaged)?;
        if manifest.is_some() || found.contains_key(&name) {
            bail!("{}: {name} is there twice or too late", damaged());
        }
        if name == MANIFEST {
            if size > LARGEST_MANIFEST {
                bail!("{}: the manifest is too large", damaged());
            }
            let mut text = vec![0; usize::try_from(size)?];
            from.read_exact(&mut text).with_context(damaged)?;
            manifest = Some(serde_json::from_slice::<Manifest>(&text).with_context(damaged)?);
        } else {
            let path = into.join(&name);
            let folder = path.parent().context("an entry without a folder")?;
            fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)
                .with_context(|| format!("{} cannot be written", folder.display()))?;
            found.insert(name, keep(&mut from, &path, size).with_context(damaged)?);
        }
        let rest = usize::try_from(size % BLOCK as u64).unwrap_or(0);
        if rest > 0 {
            let mut pad = [0; BLOCK];
            from.read_exact(&mut pad[..BLOCK - rest]).with_context(damaged)?;
            if pad.iter().any(|b| *b != 0) {
                bail!("{}: something stands between its entries", damaged());
            }
        }
    }
    let Some(manifest) = manifest else { bail!("{}: it has no manifest", damaged()) };
    if manifest.format != FORMAT {
        bail!("{} was made by a newer program (format {})", archive.display(), manifest.format);
    }
    for (name, facts) in &manifest.entries {
        match found.get(name) {
            Some(there) if there == facts => {}
            Some(_) => bail!("{}: {name} is not what was saved", damaged()),
            None => bail!("{}: {name} is missing", damaged()),
        }
    }
    if let Some(name) = found.keys().find(|name| !manifest.entries.contains_key(*name)) {
        bail!("{}: {name} is not in its manifest", damaged());
    }
    Ok(manifest)
}

fn header(block: &[u8; BLOCK]) -> Result<(String, u64)> {
    let mut plain = *block;
    plain[148..156].fill(b' ');
    let sum: u32 = plain.iter().map(|b| u32::from(*b)).sum();
    if octal(&block[148..156]) != Some(u64::from(sum)) {
        bail!("the head of an entry is not right");
    }
    let end = block[..100].iter().position(|b| *b == 0).unwrap_or(100);
    let name = std::str::from_utf8(&block[..end]).context("a name that is no text")?.to_owned();
    if !is_plain(&name) || block[156] != b'0' {
        bail!("{name} is no file of a saved region");
    }
    let size = if block[124] == 0x80 {
        block[128..136].iter().fold(0, |n, b| n << 8 | u64::from(*b))
    } else {
        octal(&block[124..136]).context("a size that is no number")?
    };
    Ok((name, size))
}

fn octal(field: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(field).ok()?;
    u64::from_str_radix(text.trim_matches(['\0', ' ']), 8).ok()
}

fn keep(from: &mut dyn Read, path: &Path, size: u64) -> Result<EntryFacts> {
    let cannot = || format!("{} cannot be written", path.display());
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).with_context(cannot)?;
    let mut digest = Sha256Stream::default();
    let mut piece = vec![0; 64 * 1024];
    let mut left = size;
    while left > 0 {
        let most = usize::try_from(left.min(piece.len() as u64))?;
        let count = from.read(&mut piece[..most])?;
        if count == 0 {
            bail!("it is cut short");
        }
        digest.update(&piece[..count]);
        file.write_all(&piece[..count]).with_context(cannot)?;
        left -= count as u64;
    }
    file.sync_all().with_context(cannot)?;
    Ok(EntryFacts { size, sha256: hex::encode(digest.finish()) })
}
