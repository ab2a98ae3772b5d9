//! Confirms or declines to hand a file back; never one's own proposal.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "settle_hand_back", "Keputusan pengembalian dicatat.", |_, _, sent| {
        Ok(Command::SettleHandBack {
            confirm: sent.text("putusan") == "setuju",
            note: sent.text("catatan").to_owned(),
        })
    })
    .await
}
