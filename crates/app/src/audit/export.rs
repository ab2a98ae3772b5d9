//! Writes the log as a folder that anybody can verify with a program somebody else wrote (`ledger/EXPORT.md`).

use super::checkpoint::{checkpoint_key, note};
use crate::error::AppError;
use crate::keys::RegionKeys;
use ledger::{CanonicalLeaf, ExportWriter};
use std::path::Path;
use store::Store;

const PAGE: u32 = 1_000;

/// Exports all numbered leaves with a fresh checkpoint; answers how many.
///
/// # Errors
/// Database or file system.
pub fn export(store: &Store, keys: &RegionKeys, region_id: &str, dir: &Path) -> Result<u64, AppError> {
    let failed = |e: std::io::Error| AppError::Failed(format!("{}: {e}", dir.display()));
    store.sequence()?;
    store.read(|tx| {
        let mut writer = ExportWriter::create(dir).map_err(failed)?;
        let mut next = 0_i64;
        loop {
            let leaves = store::ledger_log::leaves(tx, next, PAGE)?;
            let Some(last) = leaves.last() else { break };
            next = last.seq.unwrap_or(next) + 1;
            for leaf in &leaves {
                let leaf = CanonicalLeaf::from_canonical(leaf.body.clone().into_bytes())
                    .map_err(|e| AppError::Damaged(e.to_string()))?;
                writer.leaf(&leaf).map_err(failed)?;
            }
        }
        let note = note(tx, keys, region_id)?;
        let key = checkpoint_key(keys, region_id)?;
        writer.finish(&note, &key).map_err(failed)?;
        Ok(u64::try_from(next).unwrap_or(0))
    })
}
