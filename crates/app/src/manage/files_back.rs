//! Files in the hands of somebody who has left, is away or has another role go back to the queue of their desk: none is ever
//! lost (practice, section 2: *mutasi*, *cuti*).

use super::roles::roles_of;
use crate::act::Request;
use crate::error::AppError;
use crate::job::{Outcome, Work, enqueue};
use crate::{Dice, Region};
use domain::party::{Account, Actor};
use domain::process::Command;
use domain::value::Id;
use jiff::Timestamp;
use store::WriteTx;

/// Asks for it in the transaction of the change, so that it is done also after a power cut.
///
/// # Errors
/// Database.
pub(super) fn queue_files_back(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    account: Id<Account>,
    at: Timestamp,
) -> Result<(), AppError> {
    enqueue(tx, dice, Work::GiveFilesBack { account }, at)
}

/// Gives back what the person may not or cannot work any more; looks at account, absence and roles itself.
///
/// # Errors
/// Database.
pub(crate) fn give_files_back(region: &Region, account: Id<Account>) -> Result<Outcome, AppError> {
    let office = region.office();
    let today = office.calendar.local_date(region.now());
    let (row, held) = region.store.read(|tx| {
        let row = store::account::find(tx, account)?.ok_or(AppError::NotFound)?;
        Ok::<_, AppError>((row, store::application::held_by(tx, account)?))
    })?;
    let roles = roles_of(&row.roles)?;
    let note = if row.closed_at.is_some() {
        "Petugas tidak bertugas lagi; berkas kembali ke antrean."
    } else if office.officials.away(account, today) {
        "Petugas berhalangan; berkas kembali ke antrean."
    } else {
        ""
    };
    for file in held {
        let mut note = note;
        if note.is_empty() {
            let stored = region.store.read(|tx| store::application::find(tx, file.id))?;
            let Some(state) = stored.map(|s| s.state) else { continue };
            let definition = office.definition(&state.definition)?;
            let role = state.stage.as_ref().and_then(|id| definition.stage(id)).map(|stage| &stage.role);
            if role.is_none_or(|role| roles.contains(role)) {
                continue;
            }
            note = "Petugas berpindah tugas; berkas kembali ke antrean.";
        }
        let command = Command::Unassign { note: note.to_owned() };
        match region.act(&Actor::system(), Request::new(file.id, command)) {
            Ok(_) | Err(AppError::Refused(_) | AppError::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(Outcome::Done)
}
