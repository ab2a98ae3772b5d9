//! `/permohonan/{id}/perbaikan`: correction: only what is wrong, in the officer's words; everything is sent at once.

use crate::components::{
    Breadcrumb, Deadline, ErrorSummary, Field, FieldKind, FileUpload, Link, Notice, Tag, Thumbnail, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// How something is put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CorrectionAnswer {
    /// By a new file.
    Document(FileUpload),
    /// By a new answer.
    Answer(Box<Field>),
}

/// One thing to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionField {
    /// Document or question.
    pub label: String,
    /// What is wrong, in the officer's words.
    pub note: String,
    /// Desk and date.
    pub asked: String,
    /// The old document.
    pub old: Option<Thumbnail>,
    /// The new one that is here already.
    pub fresh: Option<Thumbnail>,
    /// Asked with a new document, named `berlaku_sampai.` and the document.
    pub valid_until: Option<Field>,
    /// Id of the document; empty for an answer.
    pub document: String,
    /// The new one.
    pub answer: CorrectionAnswer,
}

/// Correction: only what is wrong, in the officer's words; everything is sent at once.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/correction.html")]
pub struct CorrectionPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Until when an answer is awaited.
    pub deadline: Deadline,
    /// What to put right.
    pub items: Vec<CorrectionField>,
    /// The tick for the new answers.
    pub declaration: Field,
    /// What was just kept.
    pub notice: Option<Notice>,
    /// What still hinders sending.
    pub errors: ErrorSummary,
}

impl CorrectionPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let declaration = || {
            Field::new(
                "pernyataan",
                "Saya menyatakan semua isian dan dokumen yang saya lampirkan adalah benar dan asli.",
                FieldKind::Tick,
            )
        };
        let items = || {
            vec![
                CorrectionField {
                    label: "Foto lokasi".to_owned(),
                    note: "Foto buram. Tampak depan bangunan harus terlihat seluruhnya.".to_owned(),
                    asked: "Loket Perizinan, 30 Maret 2026".to_owned(),
                    old: Some(Thumbnail::sample("Yang lama")),
                    fresh: None,
                    valid_until: None,
                    document: "foto".to_owned(),
                    answer: CorrectionAnswer::Document(FileUpload::new("doc.foto", "Foto baru")),
                },
                CorrectionField {
                    label: "Luas bangunan".to_owned(),
                    note: "Luas berbeda dengan denah. Samakan keduanya.".to_owned(),
                    asked: "Loket Perizinan, 30 Maret 2026".to_owned(),
                    old: None,
                    fresh: None,
                    valid_until: None,
                    document: String::new(),
                    answer: CorrectionAnswer::Answer(Box::new(
                        Field::new("luas", "Luas bangunan", FieldKind::Number { unit: "m²".to_owned() })
                            .value("96"),
                    )),
                },
            ]
        };
        let page = |declaration: Field| CorrectionPage {
            shell: Shell::sample_applicant(links::application_correction("a2")),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::account(), "Permohonan saya")], "Perbaikan"),
            id: "a2".to_owned(),
            number: "26-000121-8".to_owned(),
            deadline: Deadline::new(
                Tone::Warn,
                "Paling lambat Senin, 13 April 2026",
                "10 hari kerja sejak 30 Maret; Jumat, 3 April, libur (ketentuan kantor).",
            ),
            items: items(),
            notice: None,
            errors: ErrorSummary::of(std::slice::from_ref(&declaration)),
            declaration,
        };
        vec![
            ("usual", page(declaration())),
            ("error", page(declaration().error("Beri tanda centang pada pernyataan sebelum mengirim."))),
        ]
    }
}
