//! Questions and answers side by side, each with a way to change it.

use askama::Template;
use askama::filters::HtmlSafe;

/// One answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryRow {
    /// The question.
    pub key: String,
    /// The answer as people read it.
    pub value: String,
    /// A warning beside it, or empty.
    pub note: String,
    /// Where it can be changed.
    pub change: Option<String>,
}

impl SummaryRow {
    /// A row that cannot be changed.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        SummaryRow { key: key.into(), value: value.into(), ..Self::default() }
    }

    /// The same with a link to change it.
    pub fn change(mut self, href: impl Into<String>) -> Self {
        self.change = Some(href.into());
        self
    }
}

/// Answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "summary_list/template.html")]
pub struct SummaryList {
    /// In order.
    pub rows: Vec<SummaryRow>,
}

impl HtmlSafe for SummaryList {}
