//! A list without rows: why it is empty and what one can do.

use super::Button;
use askama::Template;
use askama::filters::HtmlSafe;

/// A list without rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "empty_state/template.html")]
pub struct EmptyState {
    /// For example "Belum ada permohonan".
    pub title: String,
    /// What one can do.
    pub text: String,
    /// The next step.
    pub action: Option<Button>,
}

impl EmptyState {
    /// Title and explanation.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        EmptyState { title: title.into(), text: text.into(), action: None }
    }
}

impl HtmlSafe for EmptyState {}
