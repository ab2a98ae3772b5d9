//! A request for cancellation at the counter. Only the holder may ask, from his own account: the engine says so.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "request_cancellation", "Permintaan pembatalan dicatat.", |_, _, sent| {
        Ok(Command::RequestCancellation { reason: sent.text("alasan").to_owned() })
    })
    .await
}
