//! Where this page stands, with a link to each page above.

use super::Link;
use askama::Template;
use askama::filters::HtmlSafe;

/// The pages above this one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "breadcrumb/template.html")]
pub struct Breadcrumb {
    /// From the top downwards.
    pub above: Vec<Link>,
    /// This page.
    pub here: String,
}

impl Breadcrumb {
    /// Pages above and this page.
    pub fn new(above: Vec<Link>, here: impl Into<String>) -> Self {
        Breadcrumb { above, here: here.into() }
    }
}

impl HtmlSafe for Breadcrumb {}
