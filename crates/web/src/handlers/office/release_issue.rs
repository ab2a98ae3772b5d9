//! *Penerbitan*: a division releases the document; the system draws its number (PWK63-6.2.f).

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "release_issue", "Dokumen diterbitkan.", |_, _, _| {
        Ok(Command::ReleaseIssue { number: String::new() })
    })
    .await
}
