//! A second person compares the scan with the data.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "settle_scan", "Hasil pembandingan dicatat.", |_, _, sent| {
        Ok(Command::SettleScan {
            matches: sent.text("putusan") == "setuju",
            note: sent.text("catatan").to_owned(),
        })
    })
    .await
}
