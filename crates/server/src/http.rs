//! Listening, and what stands before the pages: who may come by plain http.

use anyhow::{Context as _, Result, bail};
use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

/// Takes the address.
///
/// # Errors
/// One sentence: taken, not of this machine, not allowed.
pub fn bind(address: SocketAddr) -> Result<TcpListener> {
    match TcpListener::bind(address) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!(
                "the address {address} is in use by another program; stop it or choose another address (listen)"
            )
        }
        Err(error) => Err(error).with_context(|| format!("the address {address} cannot be used")),
    }
}

/// Lets only the trusted proxies through to the pages; probes may come from anywhere.
pub fn behind_proxies(router: Router, proxies: &[IpAddr]) -> Router {
    let proxies: Arc<[IpAddr]> = proxies.into();
    router.layer(from_fn(move |request: Request, next: Next| {
        let proxies = Arc::clone(&proxies);
        async move { through_proxy(&proxies, request, next).await }
    }))
}

async fn through_proxy(proxies: &[IpAddr], mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip().to_canonical());
    let probe = matches!(request.uri().path(), "/healthz" | "/readyz");
    let trusted = peer.is_some_and(|peer| proxies.contains(&peer));
    if trusted && let Some(visitor) = forwarded_for(&request, proxies) {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(visitor, 0)));
    }
    if probe || trusted {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "Silakan buka layanan ini melalui alamat https yang resmi.\n").into_response()
    }
}

/// The visitor's address as the nearest trusted proxy saw it: the last one in the list that is no proxy of ours. What
/// stands before it may be the visitor's own invention.
fn forwarded_for(request: &Request, proxies: &[IpAddr]) -> Option<IpAddr> {
    let lists = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let all: Vec<&str> = lists.flat_map(|list| list.split(',')).map(str::trim).collect();
    for one in all.into_iter().rev() {
        let address: IpAddr = one.parse().ok()?;
        if !proxies.contains(&address) {
            return Some(address);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn only_the_nearest_foreign_address_counts() {
        let proxies = ["10.0.0.1".parse().unwrap()];
        let asked = |value: &str| {
            let request = Request::builder().header("x-forwarded-for", value).body(Body::empty()).unwrap();
            forwarded_for(&request, &proxies).map(|address| address.to_string())
        };
        assert_eq!(asked("203.0.113.9").as_deref(), Some("203.0.113.9"));
        assert_eq!(asked("198.51.100.1, 203.0.113.9, 10.0.0.1").as_deref(), Some("203.0.113.9"));
        assert_eq!(asked("not an address"), None);
        assert_eq!(asked("10.0.0.1"), None);
    }

    #[test]
    fn a_taken_address_is_one_sentence() {
        let first = bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = first.local_addr().unwrap();
        let error = bind(address).unwrap_err().to_string();
        assert!(error.contains(&format!("the address {address} is in use")), "{error}");
    }
}
