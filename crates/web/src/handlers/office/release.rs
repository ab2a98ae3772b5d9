//! *Lepas*: puts the file back into the pool.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "unassign", "Berkas dilepas ke antrean.", |_, _, sent| {
        Ok(Command::Unassign { note: sent.text("catatan").to_owned() })
    })
    .await
}
