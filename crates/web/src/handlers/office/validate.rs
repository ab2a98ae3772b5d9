//! *Validasi administrasi*: a second person confirms (MJK18-11.3.c).

use super::perform::perform;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "validate", "Verifikasi disahkan. Berkas diteruskan.", |_, _, _| {
        Ok(Command::Validate)
    })
    .await
}
