//! A link with its text.

use askama::Template;
use askama::filters::HtmlSafe;

/// A link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "link/template.html")]
pub struct Link {
    /// Address, made by `links.rs`.
    pub href: String,
    /// What people read.
    pub text: String,
}

impl Link {
    /// A link to `href`.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Link { href: href.into(), text: text.into() }
    }
}

impl HtmlSafe for Link {}
