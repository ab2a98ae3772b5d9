//! Records the signature in ink on the printed sheet.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::{Command, Refusal};

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "sign_in_ink", "Tanda tangan basah dicatat.", |case, _, _| {
        let page = case.state.frozen.as_ref().ok_or(Refusal::PageNotReady)?;
        Ok(Command::SignInInk { digest: page.digest })
    })
    .await
}
