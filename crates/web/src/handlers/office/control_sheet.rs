//! *Lembar kendali*: the sheet for a paper folder, with the QR code of its file.

use super::perform::file_id;
use crate::visitor::{Answer, Visitor};
use app::letter::control_sheet;
use axum::extract::Path;

/// Shows the PDF in the browser, whose print button is at hand.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = file_id(&id)?;
    let (name, bytes) = visitor.run(move |region, actor| control_sheet(region, actor, id)).await?;
    visitor.file(&name, "application/pdf", true, bytes)
}
