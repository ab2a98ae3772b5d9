//! Erases texts with a PIN or code whose time is over, also those that were never sent.

use crate::Region;
use crate::error::AppError;

/// Erases them; answers how many. The demo keeps its texts, because its outbox shows them.
///
/// # Errors
/// Database.
pub fn erase_expired(region: &Region) -> Result<u64, AppError> {
    let now = region.now();
    if region.demo.is_some() || !region.store.read(|tx| store::outbox::any_expired(tx, now))? {
        return Ok(0);
    }
    written!(region, [], |tx| Ok::<_, AppError>(store::outbox::erase_expired(tx, now)?))
}
