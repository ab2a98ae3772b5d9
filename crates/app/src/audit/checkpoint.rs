//! The signed state of the log.

use crate::Region;
use crate::error::AppError;
use crate::keys::RegionKeys;
use ledger::{Checkpoint, SigningKey, VerifyingKey};
use store::ReadTx;

/// Origin of a region's log: its profile id.
fn origin(region_id: &str) -> String {
    format!("satupintu/{region_id}")
}

/// The public key with which anybody checks checkpoints.
///
/// # Errors
/// A key that the library refuses.
pub fn checkpoint_key(keys: &RegionKeys, region_id: &str) -> Result<VerifyingKey, AppError> {
    let key = SigningKey::from_seed(keys.checkpoint).map_err(|e| AppError::Failed(e.to_string()))?;
    key.verifying_key(&origin(region_id)).map_err(|e| AppError::Failed(e.to_string()))
}

/// The signed note over the log as it stands.
pub(super) fn note(tx: &ReadTx<'_>, keys: &RegionKeys, region_id: &str) -> Result<String, AppError> {
    let head = store::ledger_log::head(tx)?;
    let checkpoint =
        Checkpoint { origin: origin(region_id), size: head.frontier.size(), root: head.frontier.root() };
    let key = SigningKey::from_seed(keys.checkpoint).map_err(|e| AppError::Failed(e.to_string()))?;
    checkpoint.sign(&key).map_err(|e| AppError::Failed(e.to_string()))
}

/// Signs and keeps the checkpoint of the log as it stands; answers the note.
///
/// # Errors
/// Database or key.
pub fn sign_checkpoint(region: &Region) -> Result<String, AppError> {
    region.store.sequence()?;
    written!(region, [region], |tx| {
        let note = note(tx, &region.keys, &region.profile.id)?;
        if store::ledger_log::head(tx)?.frontier.size() > 0 {
            store::ledger_log::set_checkpoint(tx, &note)?;
        }
        Ok::<_, AppError>(note)
    })
}
