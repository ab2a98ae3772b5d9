//! *Turun berkas*: back one or more desks; the applicant sees nothing new.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::definition::StageId;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "send_back", "Berkas dikembalikan ke meja sebelumnya.", |_, _, sent| {
        let to = StageId(sent.text("tahap").to_owned());
        Ok(Command::SendBack { to, note: sent.text("catatan").to_owned() })
    })
    .await
}
