//! Messages that did not arrive and that nobody has made up for with a call: the task "Hubungi pemohon" (practice, section 3).

use crate::error::AppError;
use domain::party::ApplicationRecord;
use domain::process::Event;
use domain::value::Id;
use jiff::Timestamp;
use std::collections::BTreeSet;
use store::ReadTx;

/// Whether a contact was noted in a file after a moment: the call told what the message could not.
///
/// # Errors
/// Database.
pub(crate) fn called_since(
    tx: &ReadTx<'_>,
    id: Id<ApplicationRecord>,
    since: Timestamp,
) -> Result<bool, AppError> {
    for row in store::application::events(tx, id)?.iter().rev().take_while(|row| row.at >= since) {
        if matches!(row.event()?, Event::ContactNoted { .. }) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Files whose applicant has not heard us and was not called since.
///
/// # Errors
/// Database.
pub(crate) fn unheard(tx: &ReadTx<'_>) -> Result<BTreeSet<Id<ApplicationRecord>>, AppError> {
    let mut files = BTreeSet::new();
    for (id, last) in store::outbox::last_failed(tx)? {
        if !called_since(tx, id, last)? {
            files.insert(id);
        }
    }
    Ok(files)
}
