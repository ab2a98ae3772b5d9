//! A code to copy; the button appears where copying works.

use askama::Template;
use askama::filters::HtmlSafe;

/// A code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "copy_code/template.html")]
pub struct CopyCode {
    /// What it is.
    pub label: String,
    /// Printed in groups.
    pub code: String,
}

impl CopyCode {
    /// A code.
    pub fn new(label: impl Into<String>, code: impl Into<String>) -> Self {
        CopyCode { label: label.into(), code: code.into() }
    }
}

impl HtmlSafe for CopyCode {}
