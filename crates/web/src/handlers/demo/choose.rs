//! The first page of a demo of several regions: it belongs to none of them, so there is no visitor and no cookie. Each region
//! lives under a host name of its own.

use crate::handlers::public::theme;
use crate::hosting::Hosting;
use crate::links::{self, path};
use crate::locale::{self, Locale};
use crate::pages::demo::choose::{DemoChoosePage, OfferedRegion};
use app::Region;
use askama::Template as _;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use profile::locale::Catalogue;

/// Answers whatever is asked at the machine's own address.
pub(crate) fn choose(hosting: &Hosting, parts: &Parts) -> Response {
    if parts.method != Method::GET && parts.method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match parts.uri.path() {
        path::HOME => page(hosting, parts.uri.query().unwrap_or_default()),
        path::DEMO_CHOICE_CSS => css(hosting),
        other => match hosting.choice.iter().find(|r| links::demo_choice_emblem(&r.profile.id) == other) {
            Some(region) => kept("image/svg+xml", region.profile.theme.emblem_svg.clone()),
            // A page of a region, by an address from before there was a choice.
            None => Redirect::to(path::HOME).into_response(),
        },
    }
}

fn kept(kind: &'static str, content: String) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], content).into_response()
}

fn page(hosting: &Hosting, query: &str) -> Response {
    let tag = query.split('&').find_map(|pair| pair.strip_prefix("bahasa="));
    let locale = tag.and_then(Locale::from_tag).unwrap_or_default();
    let page = DemoChoosePage {
        locale,
        regions: hosting.choice.iter().map(|region| offered(region, locale)).collect(),
        closed: hosting.closed.len(),
        color_scheme: None,
    };
    let Ok(mut html) = page.render() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if locale == Locale::English {
        html = locale::in_english(&html, &Catalogue::default(), &mut Vec::new());
    }
    kept("text/html; charset=utf-8", html)
}

fn offered(region: &Region, locale: Locale) -> OfferedRegion {
    let identity = &region.profile.identity;
    // The region's own words for itself; the page knows none of them.
    let said = |text: &str| match locale {
        Locale::Indonesian => text.to_owned(),
        Locale::English => locale::text_in_english(text, &region.profile.english, &mut Vec::new())
            .unwrap_or_else(|| text.to_owned()),
    };
    OfferedRegion {
        id: region.profile.id.clone(),
        href: format!("{}{}", region.base_url, links::home()),
        system_name: identity.system_name.clone(),
        region_name: said(&identity.region_name),
        office: said(&identity.office_long),
        services: region.office().active.len(),
    }
}

/// The colours of every region, each for its own card.
fn css(hosting: &Hosting) -> Response {
    let rules = hosting.choice.iter().map(|region| {
        let selector = format!(".region--{}", region.profile.id);
        theme::rule(&selector, &region.profile.theme.tokens)
    });
    kept("text/css; charset=utf-8", rules.collect())
}
