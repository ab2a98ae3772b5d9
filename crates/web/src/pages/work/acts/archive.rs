//! Where the finished file is kept, or that nothing of it is on paper (PWK63-9).

use crate::components::{Choice, Field, FieldKind, FormSeed, Link, SummaryList, SummaryRow};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// Where the finished file is kept.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/archive.html")]
pub struct ArchivePanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// Document and holder.
    pub data: SummaryList,
    /// Its number.
    pub number: String,
    /// The issued document.
    pub document: Option<Link>,
    /// Choice between paper and none, with id `arsip`.
    pub form: Field,
    /// Where the paper is, with id `tempat_arsip`.
    pub place: Field,
}

impl HtmlSafe for ArchivePanel {}

impl ArchivePanel {
    /// The two fields.
    pub fn fields() -> (Field, Field) {
        let options = vec![
            Choice {
                hint: "Berkas PDF tersimpan di sistem ini.".to_owned(),
                ..Choice::new("elektronik", "Dokumen elektronik, tanpa berkas fisik")
            },
            Choice {
                hint: "Tulis tempatnya di bawah ini.".to_owned(),
                ..Choice::new("fisik", "Ada berkas fisik")
            },
        ];
        let place = Field::new("tempat_arsip", "Tempat berkas fisik", FieldKind::Text { max: 200 })
            .hint("Contoh: lemari 2, rak B, kotak 4, map 12.")
            .optional();
        (Field::new("arsip", "Bentuk arsip", FieldKind::Choice { options }), place)
    }

    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let (form, place) = ArchivePanel::fields();
        let panel = ArchivePanel {
            id: "c6".to_owned(),
            forms: FormSeed::sample(),
            data: SummaryList { rows: vec![SummaryRow::new("Dokumen", "Izin Apotek")] },
            number: "500.16.7.2/0147/SIPD-2/417.999/IV/2026".to_owned(),
            document: Some(Link::new(links::case_file("c6", "izin"), "Buka dokumen (PDF)")),
            form: form.value("elektronik"),
            place,
        };
        let wrong = ArchivePanel {
            form: panel.form.clone().value("fisik"),
            place: panel.place.clone().error("Tulis lemari, rak, kotak, atau mapnya."),
            ..panel.clone()
        };
        vec![("archive", panel), ("archive-wrong", wrong)]
    }
}
