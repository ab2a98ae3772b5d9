//! `/informasi/{slug}`: the office's information pages, Markdown of the profile.

use crate::components::{Breadcrumb, Link};
use crate::links;
use crate::pages::content::ContentPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::Region;
use axum::extract::Path;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd, html};

/// The page that is the front page's text.
pub(crate) const HOME: &str = "beranda";

/// Shows a page.
pub async fn show(visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let Some(markdown) = visitor.region().profile.content.get(&slug) else {
        return Err(Problem::not_found());
    };
    let (title, html) = rendered(markdown);
    let identity = &visitor.region().profile.identity;
    let page = ContentPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(vec![Link::new(links::home(), "Beranda")], title.clone()),
        title,
        html,
        updated: format!("Diterbitkan {}.", identity.office_short),
    };
    visitor.page(&page)
}

/// Texts for people of technical agencies: they meet them before they work, nobody else needs them in the footer.
const INTERNAL: [&str; 2] = [app::account::AGENCY_GUIDE, app::account::CONFIDENTIALITY];

/// Links to every information page for the public, for the footer.
pub(crate) fn footer(region: &Region) -> Vec<Link> {
    region
        .profile
        .content
        .iter()
        .filter(|(slug, _)| slug.as_str() != HOME && !INTERNAL.contains(&slug.as_str()))
        .map(|(slug, markdown)| Link::new(links::content(slug), title_of(markdown, slug)))
        .collect()
}

fn title_of(markdown: &str, slug: &str) -> String {
    let heading = markdown.lines().find_map(|line| line.strip_prefix("# "));
    heading.map_or_else(|| slug.to_owned(), |text| text.trim().to_owned())
}

/// Title and HTML of a page. HTML inside the Markdown is shown as text; links lead only to https or inside this house.
pub fn rendered(markdown: &str) -> (String, String) {
    let mut title = String::new();
    let mut in_title = false;
    let mut dropped_links = 0_usize;
    let mut events = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if title.is_empty() => in_title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) if in_title => in_title = false,
            Event::Text(text) | Event::Code(text) if in_title => title.push_str(&text),
            _ if in_title => {}
            Event::Html(text) | Event::InlineHtml(text) => events.push(Event::Text(text)),
            // Pictures would come from elsewhere.
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::Link { ref dest_url, .. }) if !safe(dest_url) => dropped_links += 1,
            Event::End(TagEnd::Link) if dropped_links > 0 => dropped_links -= 1,
            other => events.push(other),
        }
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    (title, out)
}

fn safe(address: &str) -> bool {
    address.starts_with("https://")
        || address.starts_with("mailto:")
        || address.starts_with("tel:")
        || crate::visitor::own_path(address).is_some()
}

#[cfg(test)]
mod tests {
    use super::rendered;

    #[test]
    fn html_in_markdown_is_text_and_foreign_schemes_are_no_links() {
        let (title, html) = rendered(
            "# Judul\n\nTeks <script>alert(1)</script> dan [sini](javascript:alert(1)), [beranda](/).\n",
        );
        assert_eq!(title, "Judul");
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("javascript:"), "{html}");
        assert!(html.contains("<a href=\"/\">beranda</a>"), "{html}");
        assert!(!html.contains("<h1"), "{html}");
    }
}
