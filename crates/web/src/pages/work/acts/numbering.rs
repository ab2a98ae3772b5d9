//! Numbering; in wet mode also the scan of the numbered sheet and its comparison.

use crate::components::{
    Field, FieldKind, FileUpload, FormSeed, Link, Notice, SummaryList, SummaryRow, Tone,
};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// What is to be done now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NumberingStep {
    #[default]
    /// Give the number.
    Assign,
    /// Write it by hand, then scan the sheet.
    Scan,
    /// A second person compares.
    Compare,
    /// Numbered.
    Done,
}

/// Numbering; in wet mode also the scan of the numbered sheet and its comparison.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/numbering.html")]
pub struct NumberingPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// What is to be done now.
    pub step: NumberingStep,
    /// The number that would come now, for example "500.16.7.2/0147/SIPD-2/417.999/IV/2026"; none is taken by showing it.
    pub next: String,
    /// The number once given.
    pub number: String,
    /// The scan.
    pub scan: FileUpload,
    /// The scan to compare.
    pub scanned: Option<Link>,
    /// What must stand on the sheet.
    pub data: SummaryList,
    /// What differs, with id `catatan`.
    pub note: Field,
}

impl HtmlSafe for NumberingPanel {}

impl NumberingPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let panel = |step: NumberingStep| NumberingPanel {
            id: "c4".to_owned(),
            forms: FormSeed::sample(),
            step,
            next: "500.16.7.2/0147/SIPD-2/417.999/IV/2026".to_owned(),
            number: if step == NumberingStep::Assign {
                String::new()
            } else {
                "500.16.7.2/0147/IMB/417.999/IV/2026".to_owned()
            },
            scan: FileUpload { multiple: false, ..FileUpload::new("pindaian", "Pindaian lembar bernomor") },
            scanned: Some(Link::new(links::case_file("c4", "pindaian"), "Buka pindaian")),
            data: SummaryList {
                rows: vec![
                    SummaryRow::new("Nomor", "500.16.7.2/0147/IMB/417.999/IV/2026"),
                    SummaryRow::new("Pemegang", "Moch. Sugeng"),
                    SummaryRow::new("Seri lembar", "A-000412"),
                ],
            },
            note: Field::new("catatan", "Apa yang berbeda", FieldKind::LongText { max: 500 }).optional(),
        };
        vec![
            ("numbering", panel(NumberingStep::Assign)),
            ("numbering-write", panel(NumberingStep::Scan)),
            ("numbering-compare", panel(NumberingStep::Compare)),
            ("numbering-done", panel(NumberingStep::Done)),
        ]
    }
}
