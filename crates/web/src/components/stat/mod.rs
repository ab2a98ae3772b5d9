//! A figure that opens the list behind it.

use super::Tone;
use askama::Template;
use askama::filters::HtmlSafe;

/// A figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "stat/template.html")]
pub struct Stat {
    /// The figure.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// The list behind it.
    pub href: String,
    /// Colour of its line.
    pub tone: Tone,
    /// This list is shown now.
    pub here: bool,
}

impl HtmlSafe for Stat {}
