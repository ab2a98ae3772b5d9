//! `/permohonan/{id}/surat/{paper}`: receipt, SKRD, permit or letter of the owner.

use crate::visitor::{Answer, Visitor};
use app::query::applicant;
use axum::extract::Path;

/// Sends the PDF as a download.
pub async fn file(visitor: Visitor, Path((id, paper)): Path<(String, String)>) -> Answer {
    let (name, bytes) =
        visitor.run(move |region, actor| applicant::paper(region, actor, &id, &paper)).await?;
    visitor.file(&name, "application/pdf", false, bytes)
}
