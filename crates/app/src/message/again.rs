//! Sends a message again that did not arrive.

use crate::Dice;
use crate::error::AppError;
use crate::job::{Work, enqueue};
use domain::party::Message;
use domain::value::Id;
use store::WriteTx;

/// Puts a failed message back and asks for its sending, in the transaction of the act.
///
/// # Errors
/// Database.
pub(crate) fn send_again(tx: &WriteTx<'_>, dice: &mut Dice, id: Id<Message>) -> Result<(), AppError> {
    store::outbox::close(tx, id, "waiting", "")?;
    let now = dice.now();
    enqueue(tx, dice, Work::SendMessage { message: id }, now)
}
