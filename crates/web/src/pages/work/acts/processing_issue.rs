//! A division releases the document: what is issued, under which number, with one button (PWK63-6.2.f).

use crate::components::{FormSeed, Link, SummaryList, SummaryRow};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// What is issued, and the button.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/processing_issue.html")]
pub struct ProcessingIssuePanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// Document, holder, who approved it.
    pub data: SummaryList,
    /// The draft.
    pub draft: Option<Link>,
    /// The number that would come now; none is taken by showing it.
    pub next: String,
    /// The number, where it was given before.
    pub number: String,
    /// A numbering desk follows and gives it.
    pub later: bool,
}

impl HtmlSafe for ProcessingIssuePanel {}

impl ProcessingIssuePanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let panel = ProcessingIssuePanel {
            id: "c6".to_owned(),
            forms: FormSeed::sample(),
            data: SummaryList {
                rows: vec![
                    SummaryRow::new("Dokumen", "Izin Apotek"),
                    SummaryRow::new("Pemegang", "Moch. Sugeng"),
                ],
            },
            draft: Some(Link::new(links::case_file("c6", "konsep"), "Buka konsep dokumen (PDF)")),
            next: "500.16.7.2/0147/SIPD-2/417.999/IV/2026".to_owned(),
            number: String::new(),
            later: false,
        };
        let numbered = ProcessingIssuePanel {
            next: String::new(),
            number: "500.16.7.2/0147/IMB/417.999/IV/2026".to_owned(),
            ..panel.clone()
        };
        let later = ProcessingIssuePanel { next: String::new(), later: true, ..panel.clone() };
        vec![("issue", panel), ("issue-numbered", numbered), ("issue-numbered-later", later)]
    }
}
