//! `/layanan/{id}/contoh.…`: what a service issues, as its real letter with made-up values.

use crate::visitor::{Answer, Visitor};
use app::letter::{SamplePermit, sample_permit};
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use domain::definition::ServiceId;
use std::sync::Arc;

const KEPT: &str = "public, max-age=3600";

async fn sample(
    visitor: &Visitor,
    id: String,
) -> Result<Arc<SamplePermit>, crate::problem_response::Problem> {
    Ok(visitor.look(move |region| sample_permit(region, &ServiceId(id))).await?)
}

/// The whole document.
pub async fn document(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let bytes = sample(&visitor, id).await?.pdf.clone();
    Ok(([(CONTENT_TYPE, "application/pdf"), (CACHE_CONTROL, KEPT)], bytes).into_response())
}

/// Its first page.
pub async fn picture(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let bytes = sample(&visitor, id).await?.picture.clone();
    Ok(([(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, KEPT)], bytes).into_response())
}
