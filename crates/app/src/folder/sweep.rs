//! Throws away what nobody finished: pieces of files, photos that were never kept. Each has its job since it began.

use super::arrange::{remove_bytes, stored_pages};
use crate::Region;
use crate::error::AppError;
use crate::job::Outcome;
use domain::party::{Arrangement, UploadSession};
use domain::value::Id;

/// Rows first: bytes without a row hurt nobody, a row without bytes misleads.
pub(super) fn drop_upload(region: &Region, id: Id<UploadSession>) -> Result<(), AppError> {
    let names = region.store.read(|tx| store::upload::pieces(tx, id))?;
    written!(region, [], |tx| Ok::<_, AppError>(store::upload::delete(tx, id)?))?;
    for name in names {
        region.files.delete(&name)?;
    }
    Ok(())
}

/// Its time is over.
pub(crate) fn sweep_upload(region: &Region, id: Id<UploadSession>) -> Result<Outcome, AppError> {
    let found = region.store.read(|tx| store::upload::find(tx, id))?;
    if found.is_some_and(|row| row.expires_at <= region.now()) {
        drop_upload(region, id)?;
    }
    Ok(Outcome::Done)
}

/// Its time is over. Photos that became a file were removed then.
pub(crate) fn sweep_arrangement(region: &Region, id: Id<Arrangement>) -> Result<Outcome, AppError> {
    let Some(row) = region.store.read(|tx| store::arrangement::find(tx, id))? else {
        return Ok(Outcome::Done);
    };
    if row.expires_at <= region.now() {
        written!(region, [], |tx| Ok::<_, AppError>(store::arrangement::delete(tx, id)?))?;
        if row.kept.is_none() {
            remove_bytes(region, stored_pages(&row)?.iter());
        }
    }
    Ok(Outcome::Done)
}
