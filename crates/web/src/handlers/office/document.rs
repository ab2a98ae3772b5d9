//! A document of a file. What the office made may be shown by the browser; originals of strangers are downloads.

use super::perform::file_id;
use crate::visitor::{Answer, Visitor};
use app::query::auditor::read_document;
use app::query::case::{has_desk, open_document};
use axum::extract::Path;
use domain::capability::Capability;

/// Sends the bytes; the opening is recorded, an auditor's under a name of its own.
pub(super) async fn show(visitor: Visitor, Path((id, file)): Path<(String, String)>) -> Answer {
    let (application, file) = (file_id(&id)?, file_id(&file)?);
    let opened = visitor
        .run(move |region, actor| {
            if actor.may(Capability::ReadAuditTrail) && !has_desk(actor) {
                return read_document(region, actor, application, file);
            }
            open_document(region, actor, application, file)
        })
        .await?;
    visitor.file(&opened.name, &opened.media_type, opened.by_office, opened.bytes)
}
