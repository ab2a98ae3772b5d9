//! What machines call: probes, style and script, delivery reports of the SMS gateway. No visitor stands behind them.

use crate::assets;
use crate::hosting::Hosting;
use crate::visitor::blocking;
use app::{AppError, Region};
use axum::Extension;
use axum::extract::RawQuery;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// Every region answers, or which one does not and why; under a region's own name only that one.
pub async fn readyz(Extension(hosting): Extension<Arc<Hosting>>, headers: HeaderMap) -> Response {
    let host = headers.get(HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let Some(hosting) = hosting.probed(host) else { return StatusCode::MISDIRECTED_REQUEST.into_response() };
    let mut ready = true;
    let mut text = String::new();
    for (host, why) in &hosting.closed {
        ready = false;
        text.push_str(&format!("{host}: closed: {why}\n"));
    }
    for (host, region) in &hosting.regions {
        let asked = region.clone();
        match blocking(move || app::query::public::ready(&asked)).await {
            Ok(()) => text.push_str(&format!("{host}: ready\n")),
            Err(error) => {
                ready = false;
                // Anybody may ask; the cause is for the operator's log.
                tracing::error!(host, %error, "a region is not ready");
                text.push_str(&format!("{host}: not ready: its database does not answer\n"));
            }
        }
    }
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, text).into_response()
}

fn asset(kind: &'static str, content: impl IntoResponse) -> Response {
    // The address carries a digest of the content, so a kept copy is never old.
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")], content).into_response()
}

/// The style of every page.
pub async fn css() -> Response {
    asset("text/css; charset=utf-8", assets::APP_CSS)
}

/// Improvements for browsers with script.
pub async fn js() -> Response {
    asset("text/javascript; charset=utf-8", assets::APP_JS)
}

/// The invented document of the samples in the gallery.
pub async fn sample() -> Response {
    asset("image/svg+xml", assets::SAMPLE)
}

/// Face of headings.
pub async fn font() -> Response {
    asset("font/woff2", assets::FONT)
}

/// Kannel says what became of a message. Without the token that belongs to the message nothing is here. Kannel reaches
/// this machine by an address of its own, so that under a name of no region each is asked; a token opens under the key of its
/// own region only.
pub async fn sms_report(
    Extension(hosting): Extension<Arc<Hosting>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> StatusCode {
    let host = headers.get(HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let asked: Vec<Region> = match hosting.region(host) {
        Some(region) => vec![region.clone()],
        None => hosting.each().cloned().collect(),
    };
    let query = query.unwrap_or_default();
    for region in asked {
        let query = query.clone();
        match blocking(move || app::message::take_report(&region, &query)).await {
            Ok(()) => return StatusCode::NO_CONTENT,
            Err(AppError::NotFound) => {}
            Err(error) => {
                tracing::error!(%error, "a delivery report could not be kept");
                return StatusCode::INTERNAL_SERVER_ERROR;
            }
        }
    }
    StatusCode::NOT_FOUND
}
