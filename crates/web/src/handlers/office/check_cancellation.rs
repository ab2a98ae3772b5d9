//! An officer checks a request for cancellation or revocation.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::query::case::cancellation_digest;
use axum::extract::Path;
use domain::process::{Command, Refusal};

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "check_cancellation", "Pemeriksaan permintaan dicatat.", |case, _, sent| {
        let request = case.state.cancellation.as_ref().ok_or(Refusal::CancellationMissing)?;
        // What the official decides on later is this very sheet.
        let digest = cancellation_digest(request)?;
        Ok(Command::CheckCancellation {
            proper: sent.text("putusan") == "setuju",
            note: sent.text("catatan").to_owned(),
            digest,
        })
    })
    .await
}
