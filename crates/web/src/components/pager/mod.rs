//! Earlier and later pages of a long list.

use askama::Template;
use askama::filters::HtmlSafe;

/// Earlier and later pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "pager/template.html")]
pub struct Pager {
    /// Address of the page before.
    pub earlier: Option<String>,
    /// Address of the page after.
    pub later: Option<String>,
    /// For example "Baris 1 sampai 50 dari 1.204".
    pub text: String,
}

impl HtmlSafe for Pager {}
