//! The JSON headers of the frames. Both sides are built from this one file.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::rendered::{Diagnostic, Place};
use crate::request::{DocumentDate, Output};

/// Raised whenever a header changes its meaning; client and worker refuse each other when it differs.
pub(crate) const PROTOCOL: u32 = 1;

/// First frame of the client: the child limits itself before it loads anything else.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Hello {
    pub protocol: u32,
    /// Limit of the address space; `None` leaves it as it is.
    pub memory_limit_bytes: Option<u64>,
}

/// Header of a request; the attachments follow in the order of `attachments`.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RequestHeader {
    pub name: String,
    pub template: String,
    pub files: Vec<(String, String)>,
    pub data: Value,
    pub attachments: Vec<String>,
    pub output: Output,
    pub expected_pages: Option<usize>,
    pub date: DocumentDate,
    pub ident: Option<String>,
}

/// Header of an answer; with `Done` the PDF or the pictures follow as attachments.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "status")]
pub(crate) enum Answer {
    /// Answer to [`Hello`].
    Ready {
        protocol: u32,
    },
    Done {
        pages: usize,
        places: Vec<Place>,
        warnings: Vec<Diagnostic>,
    },
    Template {
        diagnostics: Vec<Diagnostic>,
    },
    PageCount {
        expected: usize,
        actual: usize,
    },
    /// The worker does not serve this request.
    Refused {
        reason: String,
    },
}
