//! `/loket/orang/{id}/ajukan`: starts an application for the person at the counter (MJK18-12.6).

use super::person::page;
use crate::forms::Sent;
use crate::links;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::{StartDraft, start_draft};
use app::query::counter::person;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::definition::ServiceId;

/// Starts a draft of the person with this officer as the one who enters it; leads to its tasks.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let service = sent.text("layanan").to_owned();
    let asked = id.clone();
    if service.is_empty() {
        let view = visitor.run(move |region, actor| person(region, actor, &asked)).await?;
        let mut page = page(&visitor, view, false);
        page.service = page.service.map(|field| field.error("Pilih layanan lebih dahulu."));
        return visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let started = visitor.run(move |region, actor| {
        // Asking for the person first keeps the read in the record and finds only those that a counter may help.
        let view = person(region, actor, &id)?;
        let service = ServiceId(service);
        if !view.services.iter().any(|(known, _)| *known == service.0) {
            return Err(AppError::NotFound);
        }
        let owner = id.parse().map_err(|_| AppError::NotFound)?;
        start_draft(region, actor, &StartDraft { service, owner: Some(owner), kind: None, earlier: None })
    });
    visitor.go(&links::application(&started.await?.to_string()))
}
