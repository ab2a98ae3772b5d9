//! *Pencetakan*: prints or reserves a sheet of special paper (MJK18-16).

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "print", "Lembar dicatat.", |case, _, sent| {
        // The kind is the one of the service; a sheet of another kind is not in its stock (MJK18-16.1).
        let paper = case.definition.product.paper.0.clone();
        Ok(Command::Print { paper, serial: sent.text("seri").trim().to_owned() })
    })
    .await
}
