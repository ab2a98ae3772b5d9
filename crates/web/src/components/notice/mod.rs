//! A message inside a page: what happened and what to do.

use super::{Link, Tone};
use askama::Template;
use askama::filters::HtmlSafe;

/// A message inside a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "notice/template.html")]
pub struct Notice {
    /// Colour and sign.
    pub tone: Tone,
    /// The message in one sentence.
    pub title: String,
    /// More, or empty.
    pub text: String,
    /// A way onward.
    pub link: Option<Link>,
}

impl Notice {
    /// A message of one sentence.
    pub fn new(tone: Tone, title: impl Into<String>) -> Self {
        Notice { tone, title: title.into(), ..Self::default() }
    }

    /// The same with more text.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }
}

impl HtmlSafe for Notice {}
