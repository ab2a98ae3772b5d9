//! A document of a file. What the office made may be shown by the browser; originals of strangers are downloads, and are
//! shown only as pictures with the viewer's name across them.

use super::perform::file_id;
use crate::visitor::{Answer, Visitor};
use app::query::auditor::read_document;
use app::query::case::{OpenedDocument, has_desk, open_document, page_picture, take_document};
use app::{AppError, Region};
use axum::extract::Path;
use domain::capability::Capability;
use domain::party::{Actor, ApplicationRecord, StoredFile};
use domain::value::Id;

/// Sends the bytes; the opening is recorded, an auditor's under a name of its own. Taking an original away is a right of its
/// own.
pub(super) async fn show(visitor: Visitor, Path((id, file)): Path<(String, String)>) -> Answer {
    let (application, file) = (file_id(&id)?, file_id(&file)?);
    let opened = visitor.run(move |region, actor| {
        if audits(actor) {
            return read_document(region, actor, application, file);
        }
        take_document(region, actor, application, file)
    });
    let opened = opened.await?;
    visitor.file(&opened.name, &opened.media_type, opened.by_office, opened.bytes)
}

/// One page as a picture with the viewer's name across it; recorded as an opening.
pub(super) async fn page(visitor: Visitor, Path((id, file, page)): Path<(String, String, u32)>) -> Answer {
    let (application, file) = (file_id(&id)?, file_id(&file)?);
    let picture = visitor.run(move |region, actor| {
        let document = opened(region, actor, application, file)?;
        page_picture(region, actor, &document, page)
    });
    visitor.file("halaman.jpg", "image/jpeg", true, picture.await?)
}

fn opened(
    region: &Region,
    actor: &Actor,
    application: Id<ApplicationRecord>,
    file: Id<StoredFile>,
) -> Result<OpenedDocument, AppError> {
    if audits(actor) {
        return read_document(region, actor, application, file);
    }
    open_document(region, actor, application, file)
}

fn audits(actor: &Actor) -> bool {
    actor.may(Capability::ReadAuditTrail) && !has_desk(actor)
}
