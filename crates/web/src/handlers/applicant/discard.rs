//! `/permohonan/{id}/buang`: throws a draft away; the files stay in the folder.

use crate::components::{Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use axum::extract::Path;
use domain::process::Command;

/// Throws it away.
pub async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let done = visitor.run(move |region, actor| {
        let application = id.parse().map_err(|_| AppError::NotFound)?;
        region.act(actor, sent.request(application, Command::DiscardDraft)).map(|_| ())
    });
    done.await?;
    visitor.go_with(
        &if visitor.is_staff() { links::counter() } else { links::account() },
        &Notice::new(Tone::Info, "Draf dihapus. Berkas di folder tetap ada."),
    )
}
