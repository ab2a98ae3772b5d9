//! Printing on special paper: kind, next serial, spoiled sheets.

use crate::components::{Field, FieldKind, FormSeed, Link, Notice, Tone};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// Printing on special paper: kind, next serial, spoiled sheets.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/printing.html")]
pub struct PrintingPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// Kind of paper that the service asks for.
    pub paper: String,
    /// Serial of the sheet, filled with the next one, with id `seri`.
    pub serial: Field,
    /// Only reserves the sheet; it is printed after numbering.
    pub electronic: bool,
    /// The page to print.
    pub preview: Option<Link>,
    /// The sheet already printed, or empty.
    pub printed: String,
    /// Another official signs since the page was laid out: it must be laid out anew, and a printed sheet replaced.
    pub outlived: bool,
    /// Why a sheet is spoiled, named `alasan`.
    pub spoil_reason: Field,
}

impl HtmlSafe for PrintingPanel {}

impl PrintingPanel {
    fn outlived_sentence(&self) -> String {
        if self.printed.is_empty() {
            return "Susun halaman baru dengan nama pejabat yang sekarang, lalu cetak halaman itu."
                .to_owned();
        }
        format!(
            "Lembar {} memuat nama pejabat lama. Catat lembar itu rusak, lalu cetak halaman baru.",
            self.printed
        )
    }

    fn printed_sentence(&self) -> String {
        format!("Lembar {} sudah dicatat.", self.printed)
    }

    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let panel = |printed: &str| PrintingPanel {
            id: "c4".to_owned(),
            forms: FormSeed::sample(),
            paper: "Kertas izin A4 berseri".to_owned(),
            serial: Field::new("seri", "Nomor seri lembar", FieldKind::Text { max: 20 }).value("A-000412"),
            electronic: false,
            preview: Some(Link::new(links::case_file("c4", "cetak"), "Buka halaman untuk dicetak (PDF)")),
            printed: printed.to_owned(),
            outlived: false,
            spoil_reason: Field::new("alasan-rusak", "Mengapa lembar rusak", FieldKind::Text { max: 200 })
                .named("alasan"),
        };
        vec![
            ("printing", panel("")),
            ("printing-done", panel("A-000412")),
            ("printing-outlived", PrintingPanel { outlived: true, ..panel("") }),
            ("printing-outlived-sheet", PrintingPanel { outlived: true, ..panel("A-000412") }),
        ]
    }
}
