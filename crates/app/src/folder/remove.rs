//! Takes a file out of one's folder, when no application needs it.

use super::words;
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::query::applicant::mine;
use crate::{Dice, Region};
use domain::party::Actor;

/// Removes a file. One that an application uses or has used stays: it belongs to that record.
///
/// # Errors
/// [`AppError::NotFound`]; [`domain::process::Refusal::Upload`], recorded, for a file in use.
pub fn remove(region: &Region, actor: &Actor, id: &str) -> Result<(), AppError> {
    let row = mine(region, actor, id)?;
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    let (file, owner, digest) = (row.id, row.owner, row.digest);
    let object = row.object.as_str();
    let last = written!(region, [region, actor, object], |tx| {
        if used(tx, file)? {
            return Ok::<_, AppError>(None);
        }
        store::file::delete(tx, file, owner)?;
        let mut dice = Dice::new(seed, now);
        record_act(
            tx,
            &mut dice,
            region,
            actor,
            &Subject::account(account),
            "remove_file",
            Some(digest),
            &[],
        )?;
        Ok(Some(store::file::named(tx, object)? == 0))
    })?;
    match last {
        Some(true) => region.files.delete(object).map(|_| ()).map_err(AppError::from),
        // The same bytes were uploaded twice: the other one keeps them.
        Some(false) => Ok(()),
        None => {
            let refusal =
                words::refuse("in_use", "Berkas ini dipakai pada permohonan, jadi tidak dapat dihapus.");
            record_refusal(region, actor, &Subject::account(account), "remove_file", &refusal)?;
            Err(refusal.into())
        }
    }
}

/// Drafts need only what they show; a file that was sent keeps its whole history.
fn used(
    tx: &store::WriteTx<'_>,
    file: domain::value::Id<domain::party::StoredFile>,
) -> Result<bool, AppError> {
    for id in store::application::naming(tx, &file.to_string())? {
        let Some(found) = store::application::find(tx, id)? else { continue };
        let state = found.state;
        let sent = state.registration.is_some();
        let open = sent || state.closed_at.is_none();
        if sent || (open && state.documents.values().any(|d| d.file == file)) {
            return Ok(true);
        }
    }
    Ok(false)
}
