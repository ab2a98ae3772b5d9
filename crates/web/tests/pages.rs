//! Every page with every sample keeps the house rules: one heading, labelled fields, guarded forms, plain Indonesian,
//! nothing inline, small enough for a slow line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use web::pages::gallery::{Rendered, render_all};

fn pages() -> Vec<Rendered> {
    let pages = render_all().expect("every page renders");
    assert!(pages.len() > 100, "only {} samples", pages.len());
    pages
}

/// The opening tags with this name, without `<` and `>`.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name}");
    html.match_indices(&open)
        .filter_map(|(at, _)| {
            let rest = &html[at + 1..];
            let tag = &rest[..rest.find('>')?];
            let next = tag.as_bytes().get(name.len());
            next.is_none_or(|b| b.is_ascii_whitespace()).then_some(tag)
        })
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// What people see, one text a block.
fn texts(html: &str) -> Vec<String> {
    let body = html.split_once("<body>").map_or(html, |(_, b)| b);
    let inline = ["wbr", "a", "b", "span", "strong", "code", "kbd", "br", "abbr"];
    let mut out = vec![String::new()];
    let mut rest = body;
    while let Some((text, after)) = rest.split_once('<') {
        out.last_mut().unwrap().push_str(text);
        let (tag, tail) = after.split_once('>').expect("every tag is closed");
        let name =
            tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if inline.contains(&name) {
            out.last_mut().unwrap().push(' ');
        } else {
            out.push(String::new());
        }
        rest = tail;
    }
    out.into_iter()
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|t| !t.is_empty())
        .collect()
}

#[test]
fn every_page_has_one_heading_and_a_title() {
    for page in pages() {
        assert_eq!(tags(&page.html, "h1").len(), 1, "{}", page.name);
        assert!(!page.html.contains("<title> –"), "{} has no title", page.name);
    }
}

#[test]
fn every_field_has_a_label() {
    for page in pages() {
        let html = &page.html;
        let labelled: BTreeSet<_> = tags(html, "label").iter().filter_map(|t| attribute(t, "for")).collect();
        for tag in ["input", "select", "textarea"].iter().flat_map(|n| tags(html, n)) {
            if attribute(tag, "type") == Some("hidden") {
                continue;
            }
            let at = html.find(tag).unwrap();
            let before = &html[..at];
            let inside_label =
                before.rfind("<label").is_some_and(|open| before.rfind("</label>").is_none_or(|c| c < open));
            let by_id = attribute(tag, "id").is_some_and(|id| labelled.contains(id));
            assert!(inside_label || by_id, "{}: no label for <{tag}>", page.name);
        }
    }
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    for page in pages() {
        let mut ids = BTreeSet::new();
        for piece in page.html.split(" id=\"").skip(1) {
            let id = piece.split('"').next().unwrap();
            assert!(ids.insert(id), "{}: id `{id}` twice", page.name);
        }
        let described = page
            .html
            .split(" aria-describedby=\"")
            .skip(1)
            .flat_map(|p| p.split('"').next().unwrap().split(' '));
        let labelled = page.html.split(" for=\"").skip(1).map(|p| p.split('"').next().unwrap());
        let linked = page.html.split(" href=\"#").skip(1).map(|p| p.split('"').next().unwrap());
        for id in described.chain(labelled).chain(linked) {
            assert!(ids.contains(id), "{}: nothing has the id `{id}`", page.name);
        }
    }
}

#[test]
fn every_posting_form_carries_token_and_key() {
    for page in pages() {
        let mut keys = BTreeSet::new();
        for form in page.html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let head = form.split('>').next().unwrap();
            if !head.contains("method=\"post\"") {
                assert!(
                    !form.contains("name=\"csrf\""),
                    "{}: a search form shows the token in its address",
                    page.name
                );
                continue;
            }
            assert!(form.contains("name=\"csrf\""), "{}: {head}", page.name);
            let key = form
                .split("name=\"idempotency_key\" value=\"")
                .nth(1)
                .expect("a key")
                .split('"')
                .next()
                .unwrap();
            assert!(keys.insert(key.to_owned()), "{}: key `{key}` on two forms", page.name);
            assert!(head.contains("action=\"/"), "{}: {head}", page.name);
            let uploads = form.contains("type=\"file\"");
            assert_eq!(uploads, head.contains("multipart/form-data"), "{}: {head}", page.name);
        }
    }
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    for page in pages() {
        let html = &page.html;
        for forbidden in [" style=\"", "<style", "javascript:", " onclick=", " onchange=", " onsubmit="] {
            assert!(!html.contains(forbidden), "{}: {forbidden}", page.name);
        }
        for tag in ["script", "link", "img", "iframe"].iter().flat_map(|n| tags(html, n)) {
            let source = attribute(tag, "src").or_else(|| attribute(tag, "href")).expect("a source");
            assert!(source.starts_with('/') && !source.starts_with("//"), "{}: {source}", page.name);
        }
    }
}

#[test]
fn words_are_indonesian() {
    let forbidden = [
        "submit", "upload", "pending", "approve", "user", "invalid", "loading", "error", "save", "search",
        "click",
    ];
    for page in pages() {
        for text in texts(&page.html) {
            for word in text.split(|c: char| !c.is_alphanumeric()) {
                assert!(
                    !forbidden.contains(&word.to_lowercase().as_str()),
                    "{}: `{word}` in `{text}`",
                    page.name
                );
            }
        }
    }
}

#[test]
fn sentences_have_at_most_twenty_words() {
    for page in pages() {
        for text in texts(&page.html) {
            for sentence in text.split(['.', '!', '?', ';', ':']) {
                let words =
                    sentence.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
                assert!(words <= 20, "{}: {words} words in `{sentence}`", page.name);
            }
        }
    }
}

#[test]
fn the_demo_marks_every_page_and_production_none() {
    for page in pages() {
        let marked = page.html.contains("CONTOH – TIDAK BERLAKU");
        assert_eq!(marked, page.name != "sign_in.production", "{}", page.name);
    }
}

#[test]
fn tags_close_in_order() {
    let blocks =
        ["p", "div", "ul", "ol", "dl", "form", "section", "details", "table", "h1", "h2", "h3", "fieldset"];
    let void = ["meta", "link", "input", "img", "br", "hr", "wbr", "!doctype"];
    for page in pages() {
        let mut open = Vec::new();
        for piece in page.html.split('<').skip(1) {
            let tag = piece.split('>').next().unwrap();
            let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "{}: </{name}>", page.name);
            } else if blocks.contains(&name) && open.contains(&"p") {
                panic!("{}: <{name}> inside <p>, which browsers take apart", page.name);
            } else if !void.contains(&name) && !tag.ends_with('/') {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{}: {open:?} stay open", page.name);
    }
}

#[test]
fn pages_are_light() {
    for page in pages() {
        assert!(page.html.len() < 40_000, "{}: {} bytes", page.name, page.html.len());
    }
    // 20 kB compressed is the limit for style and script together; unpacked text shrinks to about a quarter.
    assert!(web::assets::APP_CSS.len() + web::assets::APP_JS.len() < 60_000);
}

#[test]
fn a_region_can_change_colours_only_by_tokens() {
    let css = web::assets::APP_CSS;
    let (tokens, rules) = css.split_once("/* Foundations */").expect("tokens stand first");
    assert!(tokens.contains("--brand-600"));
    // Print is black on white, whatever the region's colours.
    let rules = rules.split_once("@media print").map_or(rules, |(screen, _)| screen);
    let fixed: Vec<_> =
        rules.match_indices(": #").map(|(at, _)| &rules[at..(at + 10).min(rules.len())]).collect();
    assert!(fixed.is_empty(), "{fixed:?}");
    // One file, of this house: the face of headings.
    let face = web::assets::FONT_PATH.trim_start_matches("/static/");
    assert_eq!(css.matches("url(").count(), 1, "no file from elsewhere");
    assert!(css.contains(&format!("url(\"{face}\")")), "{face}");
    assert!(web::assets::FONT.len() < 12_000);
}

#[test]
fn what_people_type_is_shown_as_text() {
    use askama::Template;
    let page = web::pages::services::list::ServiceListPage {
        query: "<script>alert(1)</script>".to_owned(),
        ..web::pages::services::list::ServiceListPage::samples().remove(3).1
    };
    let html = page.render().unwrap();
    assert!(!html.contains("<script>alert"), "{html}");
    assert!(html.contains("&#60;script&#62;"));
}
