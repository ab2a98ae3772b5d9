//! Papers that can be opened or printed.

use askama::Template;
use askama::filters::HtmlSafe;

/// One paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Download {
    /// Address of the file.
    pub href: String,
    /// What it is.
    pub title: String,
    /// Kind, size, date.
    pub meta: String,
}

/// Papers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "downloads/template.html")]
pub struct Downloads {
    /// In order.
    pub files: Vec<Download>,
}

impl Downloads {
    /// Papers from address, title and meta.
    pub fn of(files: &[(String, &str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(h, t, m)| Download { href: h.clone(), title: (*t).to_owned(), meta: (*m).to_owned() })
            .collect();
        Downloads { files }
    }
}

impl HtmlSafe for Downloads {}
