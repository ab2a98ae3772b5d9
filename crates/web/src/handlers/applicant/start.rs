//! `/layanan/{id}/ajukan`: starts an application.

use crate::links;
use crate::visitor::{Answer, Visitor};
use app::act::{StartDraft, start_draft};
use app::query::applicant::untouched_draft;
use axum::extract::Path;
use domain::definition::ServiceId;

/// Starts a draft and leads to its tasks. A draft of the same service in which nothing was filled yet is taken up
/// again, so that pressing twice does not leave two.
pub async fn send(visitor: Visitor, Path(service): Path<String>) -> Answer {
    let start = StartDraft { service: ServiceId(service), owner: None };
    let id = visitor.run(move |region, actor| match untouched_draft(region, actor, &start.service)? {
        Some(id) => Ok(id),
        None => start_draft(region, actor, &start).map(|id| id.to_string()),
    });
    visitor.go(&links::application(&id.await?))
}
