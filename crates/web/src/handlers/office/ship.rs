//! Gives the document to a courier (MJK18-18.1).

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "ship", "Pengiriman dicatat.", |_, _, sent| {
        Ok(Command::Ship { courier: sent.text("kurir").to_owned(), waybill: sent.text("resi").to_owned() })
    })
    .await
}
