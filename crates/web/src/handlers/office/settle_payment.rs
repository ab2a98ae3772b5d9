//! A second person confirms a recorded payment, or takes it out again.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "settle_payment", "Keputusan atas pembayaran dicatat.", |_, _, sent| {
        Ok(Command::SettlePayment {
            confirm: sent.text("putusan") == "setuju",
            note: sent.text("catatan").to_owned(),
        })
    })
    .await
}
