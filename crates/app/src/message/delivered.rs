//! A delivery report arrived. For the payment notice it starts the ten working days (MJK18-14.3, A-56).

use crate::Region;
use crate::act::Request;
use crate::error::AppError;
use domain::party::{Actor, Message};
use domain::process::Command;
use domain::value::Id;
use jiff::Timestamp;

/// Takes a report that a message was delivered `at`. A second report changes nothing.
///
/// # Errors
/// Database.
pub fn delivered(region: &Region, id: Id<Message>, at: Timestamp) -> Result<(), AppError> {
    let Some(row) = region.store.read(|tx| store::outbox::find(tx, id))? else { return Ok(()) };
    let first = written!(region, [], |tx| Ok::<_, AppError>(store::outbox::delivered(tx, id, at)?))?;
    if first
        && row.template == "payment_notice"
        && let Some(application) = row.application
    {
        let command = Command::ConfirmNoticeReceived { at };
        match region.act(&Actor::system(), Request::new(application, command)) {
            Ok(_) | Err(AppError::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// The network reported that a message will not arrive: from now on a person is told ("Hubungi pemohon"). A message that
/// was delivered stays delivered.
///
/// # Errors
/// Database.
pub fn not_delivered(region: &Region, id: Id<Message>) -> Result<(), AppError> {
    let why = "the network reported that it was not delivered";
    written!(region, [], |tx| Ok::<_, AppError>(store::outbox::close(tx, id, "failed", why)?))
}
