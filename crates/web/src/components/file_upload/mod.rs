//! Choice of one or several files, with the limits stated before choosing.

use askama::Template;
use askama::filters::HtmlSafe;

/// A choice of files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "file_upload/template.html")]
pub struct FileUpload {
    /// Name of the value and id of the element.
    pub id: String,
    /// What is asked for.
    pub label: String,
    /// What it is for, or empty.
    pub hint: String,
    /// Several photos become one document.
    pub multiple: bool,
    /// Each of several files is kept by itself instead.
    pub apart: bool,
    /// Sent in pieces where script runs.
    pub pieces: bool,
    /// Only a PDF is taken, for example a signed document that is to be verified.
    pub pdf_only: bool,
    /// What to put right.
    pub error: Option<String>,
    /// Largest file, in megabytes of 1,048,576 bytes.
    pub limit_mb: u32,
}

impl FileUpload {
    /// One PDF or several photos of at most 20 MB, in pieces where script runs: the field of an applicant.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        FileUpload {
            id: id.into(),
            label: label.into(),
            multiple: true,
            pieces: true,
            limit_mb: 20,
            ..Self::default()
        }
    }

    /// One PDF, sent with its form; photos are refused there, so they are not offered.
    pub fn pdf(id: impl Into<String>, label: impl Into<String>) -> Self {
        FileUpload { pdf_only: true, ..Self::single(id, label) }
    }

    /// One file, sent with its form: the field of an officer or of a stranger.
    pub fn single(id: impl Into<String>, label: impl Into<String>) -> Self {
        FileUpload { multiple: false, pieces: false, ..Self::new(id, label) }
    }
}

impl HtmlSafe for FileUpload {}
