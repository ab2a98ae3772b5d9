//! A sheet that jams is spoiled with its serial, never lost.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "spoil_sheet", "Lembar dicatat rusak.", |case, _, sent| {
        let serial = case.state.valid_sheet().map_or_else(String::new, |s| s.serial.clone());
        Ok(Command::SpoilSheet { serial, reason: sent.text("alasan").to_owned() })
    })
    .await
}
