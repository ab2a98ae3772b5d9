//! *Usul pengembalian berkas*: without a decision on the merits; another person confirms.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(
        &visitor,
        &id,
        &sent,
        "propose_hand_back",
        "Usul pengembalian dikirim ke validator.",
        |_, _, sent| Ok(Command::ProposeHandBack { reason: sent.text("alasan").to_owned() }),
    )
    .await
}
