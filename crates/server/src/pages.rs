//! The pages of one region.

use app::Region;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

/// Everything people and machines may ask for. `secure` is off only in the demo; `accounts` (role, name, login) are listed
/// on its sign-in page.
pub fn router(region: &Region, _secure: bool, _accounts: Vec<(String, String, String)>) -> Router {
    let region = region.clone();
    let ready = move || {
        let region = region.clone();
        async move {
            let asked = tokio::task::spawn_blocking(move || region.store.read(|tx| store::ledger_log::head(tx)).is_ok());
            if asked.await.unwrap_or(false) { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }
        }
    };
    Router::new().route("/healthz", get(|| async { StatusCode::OK })).route("/readyz", get(ready))
}
