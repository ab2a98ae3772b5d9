//! What a worker is asked for.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::TypesetError;

/// The largest request a worker accepts, attachments included: a scanned bundle, not more.
const MAX_BYTES: usize = 256 << 20;
/// More attachments than any letter needs (a scan has one per page).
const MAX_ATTACHMENTS: usize = 200;

/// One letter to typeset.
#[derive(Debug, Clone)]
pub struct Request {
    /// Name of the main template, such as `permit.typ`; diagnostics carry it.
    pub name: String,
    /// Text of the main template.
    pub template: String,
    /// Further template files by name, such as `kop.typ`, that the main template may import.
    pub files: Vec<(String, String)>,
    /// The document the template reads as `json("/data.json")`. Values enter as data and never become markup.
    pub data: Value,
    /// Pictures and the like, such as `qr.svg`, `emblem.svg`, `scan-1.jpg`; the template reads them by `/` and name.
    pub attachments: Vec<Attachment>,
    /// PDF or pictures.
    pub output: Output,
    /// Refuse a letter with another number of pages, when set.
    pub expected_pages: Option<usize>,
    /// The date of creation in the metadata. Workers know no clock, so the same request gives the same bytes.
    pub date: DocumentDate,
    /// A stable name of the document; its hash becomes the PDF identifier (`/ID`). Without it title and author decide.
    pub ident: Option<String>,
}

/// A file that travels with a request.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// File name without folder, in small letters, such as `qr.svg`. Names are interned for the life of a worker:
    /// use the same few names for all documents, never one made from an id.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Kind of result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Output {
    /// PDF/A-2a (ISO 19005-2, conformance level A).
    #[serde(rename = "pdf_a_2a")]
    PdfA2a,
    /// One PNG picture per page, for previews.
    Png {
        /// Pixels per inch, 10 to 600.
        ppi: u16,
    },
}

/// Date and time of creation as the metadata of a PDF hold it: local time and its distance from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentDate {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Second.
    pub second: u8,
    /// Minutes east of UTC; 420 in western Indonesia.
    pub offset_minutes: i16,
}

impl Request {
    /// Checks names and sizes before anything is sent.
    ///
    /// # Errors
    /// [`TypesetError::Request`] with the first thing that is not allowed.
    pub(crate) fn check(&self) -> Result<(), TypesetError> {
        let refuse = |text: String| Err(TypesetError::Request(text));
        let mut names = vec![self.name.as_str()];
        names.extend(self.files.iter().map(|(name, _)| name.as_str()));
        if let Some(name) = names.iter().find(|name| !allowed_name(name, &["typ"])) {
            return refuse(format!("{name:?} is not a name of a template file"));
        }
        names.extend(self.attachments.iter().map(|attachment| attachment.name.as_str()));
        let pictures = ["svg", "png", "jpg", "json", "csv"];
        if let Some(item) = self.attachments.iter().find(|item| !allowed_name(&item.name, &pictures)) {
            return refuse(format!("{:?} is not a name of an attachment", item.name));
        }
        if names.contains(&"data.json") {
            return refuse("data.json is the document itself".to_owned());
        }
        let total = names.len();
        names.sort_unstable();
        names.dedup();
        if names.len() != total {
            return refuse("two files have the same name".to_owned());
        }
        if self.attachments.len() > MAX_ATTACHMENTS {
            return refuse(format!("more than {MAX_ATTACHMENTS} attachments"));
        }
        let size: usize = self.attachments.iter().map(|attachment| attachment.bytes.len()).sum();
        if size > MAX_BYTES {
            return refuse(format!("attachments of {size} bytes; {MAX_BYTES} are allowed"));
        }
        if let Output::Png { ppi } = self.output
            && !(10..=600).contains(&ppi)
        {
            return refuse(format!("{ppi} pixels per inch; 10 to 600 are allowed"));
        }
        Ok(())
    }
}

/// Small letters, digits, `-`, `_`; one dot before a known extension; no folder.
fn allowed_name(name: &str, extensions: &[&str]) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    (1..=60).contains(&stem.len())
        && stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
        && extensions.contains(&extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request {
            name: "permit.typ".to_owned(),
            template: String::new(),
            files: vec![("kop.typ".to_owned(), String::new())],
            data: Value::Null,
            attachments: vec![Attachment { name: "qr.svg".to_owned(), bytes: vec![1] }],
            output: Output::PdfA2a,
            expected_pages: None,
            date: DocumentDate {
                year: 2026,
                month: 4,
                day: 1,
                hour: 9,
                minute: 30,
                second: 0,
                offset_minutes: 420,
            },
            ident: None,
        }
    }

    #[test]
    fn ordinary_names_pass() {
        assert!(request().check().is_ok());
    }

    #[test]
    fn names_that_leave_the_virtual_folder_are_refused() {
        for name in
            ["../secret.svg", "/etc/passwd", "a/b.svg", "QR.svg", ".svg", "qr.wasm", "qr", "data.json"]
        {
            let mut bad = request();
            bad.attachments[0].name = name.to_owned();
            assert!(matches!(bad.check(), Err(TypesetError::Request(_))), "{name}");
        }
        let mut bad = request();
        bad.name = "permit.svg".to_owned();
        assert!(matches!(bad.check(), Err(TypesetError::Request(_))));
        let mut twice = request();
        twice.files.push(("permit.typ".to_owned(), String::new()));
        assert!(matches!(twice.check(), Err(TypesetError::Request(_))));
    }

    #[test]
    fn absurd_resolutions_are_refused() {
        let mut bad = request();
        bad.output = Output::Png { ppi: 5000 };
        assert!(matches!(bad.check(), Err(TypesetError::Request(_))));
    }
}
