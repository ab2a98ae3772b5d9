//! *Catat kontak*: a call or chat with the applicant.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "note_contact", "Kontak dicatat.", |_, _, sent| {
        Ok(Command::NoteContact { note: sent.text("catatan").to_owned() })
    })
    .await
}
