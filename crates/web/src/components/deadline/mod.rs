//! Until when, in words and colour, and why just then.

use super::Tone;
use askama::Template;
use askama::filters::HtmlSafe;

/// A deadline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "deadline/template.html")]
pub struct Deadline {
    /// For example "Paling lambat Senin, 30 Maret 2026".
    pub text: String,
    /// Time left, short, or over.
    pub tone: Tone,
    /// How it was counted, with its article; may be empty.
    pub why: String,
}

impl Deadline {
    /// A deadline with its reason.
    pub fn new(tone: Tone, text: impl Into<String>, why: impl Into<String>) -> Self {
        Deadline { text: text.into(), tone, why: why.into() }
    }
}

impl HtmlSafe for Deadline {}
