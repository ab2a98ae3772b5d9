//! What must be put right before sending, each with a link to its field.

use askama::Template;
use askama::filters::HtmlSafe;

/// One thing to put right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErrorItem {
    /// Id of the field on this page.
    pub field: String,
    /// Plain Indonesian, says what to do.
    pub message: String,
}

/// Everything to put right; empty draws nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "error_summary/template.html")]
pub struct ErrorSummary {
    /// In the order of the page.
    pub items: Vec<ErrorItem>,
}

impl ErrorSummary {
    /// Collects the errors of fields.
    pub fn of(fields: &[super::Field]) -> Self {
        let items = fields
            .iter()
            .filter_map(|f| f.error.as_ref().map(|m| ErrorItem { field: f.id.clone(), message: m.clone() }))
            .collect();
        ErrorSummary { items }
    }
}

impl HtmlSafe for ErrorSummary {}
