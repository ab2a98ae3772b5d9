//! `/selesai`: everything on a public device ends, and the start page waits for the next person (MJK18-12.6).

use crate::components::{Notice, Tone};
use crate::links;
use crate::session::Cookie;
use crate::visitor::{Answer, Visitor, add_cookie};
use axum::http::header::HeaderName;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

/// Nothing of the person stays: neither cookies nor what the browser has kept of the pages.
fn forget(visitor: &Visitor, response: &mut Response) {
    let secure = visitor.hosting().secure_cookies;
    for cookie in [Cookie::Session, Cookie::Guest] {
        add_cookie(response, &cookie.clear(secure));
    }
    let kept = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), kept);
}

/// Ends the session, if any, and leads to the start page.
pub(super) async fn send(visitor: Visitor) -> Answer {
    if let Some(holder) = visitor.holder().cloned() {
        let cookie = *visitor.bound_cookie();
        visitor.look(move |region| app::account::sign_out(region, &holder, &cookie)).await?;
    }
    let notice = Notice::new(Tone::Good, "Selesai. Data Anda tidak tersimpan di perangkat ini.");
    let mut response = visitor.go_with(&links::home(), &notice)?;
    forget(&visitor, &mut response);
    Ok(response)
}

/// The answer to whatever is asked after a session was left alone.
pub(crate) fn start_again(visitor: &Visitor) -> Answer {
    let notice = Notice::new(Tone::Info, "Sesi sudah berakhir karena perangkat tidak dipakai.")
        .text("Masuk lagi untuk melanjutkan. Isian yang sudah disimpan tetap ada.");
    let mut response = visitor.go_with(&links::home(), &notice)?;
    forget(visitor, &mut response);
    Ok(response)
}

/// Somebody types: finding the visitor has kept the session alive already.
pub(super) async fn still_here(visitor: Visitor) -> Answer {
    let mut response = StatusCode::OK.into_response();
    visitor.keep_guest(&mut response);
    Ok(response)
}
