//! A member of the team signs the minutes off; with the last one they are locked (BTG68-10.3).

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "sign_off_site_visit", "Berita acara Anda sahkan.", |_, _, _| {
        Ok(Command::SignOffSiteVisit)
    })
    .await
}
