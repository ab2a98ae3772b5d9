//! *Penomoran*: the system draws the number; nobody types one.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "assign_number", "Nomor diberikan.", |_, _, _| {
        Ok(Command::AssignNumber { number: String::new() })
    })
    .await
}
