//! Issues the SKRD (MJK18-14.6); number and payment code are drawn by the system.

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(
        &visitor,
        &id,
        &sent,
        "issue_skrd",
        "SKRD terbit. Pemberitahuan pembayaran dikirim.",
        |_, _, _| Ok(Command::IssueSkrd { number: String::new(), payment_code: String::new() }),
    )
    .await
}
