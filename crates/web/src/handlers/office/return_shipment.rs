//! The courier brought the document back (MJK18-18.1).

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let said = "Dokumen kembali ke loket. Kirim lagi, atau serahkan saat diambil.";
    perform(&visitor, &id, &sent, "return_shipment", said, |_, _, sent| {
        Ok(Command::ReturnShipment { reason: sent.text("alasan").to_owned() })
    })
    .await
}
