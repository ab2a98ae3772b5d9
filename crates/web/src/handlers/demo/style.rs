//! `/gaya`: the look of the house, for everybody who changes it.

use crate::locale::{Locale, in_english};
use crate::pages::demo::style::StylePage;
use crate::pages::gallery::render_all;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use axum::response::{Html, IntoResponse};

/// Shows colours, type, components, and links to every page in every state.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let names: Vec<String> =
        render_all().map_err(|_| Problem::not_found())?.into_iter().map(|page| page.name).collect();
    visitor.page(&StylePage::new(visitor.shell(), &names))
}

/// One page with invented content.
pub(super) async fn page(visitor: Visitor, Path(name): Path<String>) -> Answer {
    let pages = render_all().map_err(|_| Problem::not_found())?;
    let page = pages.into_iter().find(|page| page.name == name).ok_or_else(Problem::not_found)?;
    let html = match visitor.locale() {
        Locale::Indonesian => page.html,
        Locale::English => in_english(&page.html, &visitor.region().profile.english, &mut Vec::new())
            .replacen("<html lang=\"id\"", "<html lang=\"en\"", 1),
    };
    Ok(Html(html).into_response())
}
