//! Administrative validation by a second person.

use crate::components::{Field, FieldKind, FormSeed, Notice, SummaryList, SummaryRow, Tone};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// Administrative validation by a second person.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/admin_validation.html")]
pub struct AdminValidationPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// Who verified and when.
    pub verifier: String,
    /// The verifier's verdicts with notes.
    pub verdicts: SummaryList,
    /// Reason of a proposal to hand the file back.
    pub hand_back: Option<String>,
    /// Note for settling it, with id `catatan`.
    pub hand_back_note: Field,
    /// This officer verified the file and may not validate it.
    pub own: Option<Notice>,
}

impl HtmlSafe for AdminValidationPanel {}

impl AdminValidationPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let note = || Field::new("catatan", "Catatan", FieldKind::LongText { max: 1000 });
        let panel = AdminValidationPanel {
            id: "c3".to_owned(),
            forms: FormSeed::sample(),
            verifier: "Diverifikasi Sukinem, Rabu, 1 April 2026 pukul 08.40".to_owned(),
            verdicts: SummaryList {
                rows: vec![SummaryRow::new("KTP", "✓ Sesuai"), SummaryRow::new("STR", "✓ Sesuai")],
            },
            hand_back: None,
            hand_back_note: note(),
            own: None,
        };
        let own = AdminValidationPanel {
            own: Some(Notice::new(
                Tone::Warn,
                "Anda memverifikasi berkas ini, jadi validasi harus dilakukan petugas lain. Dasar: Pasal 11 ayat (3) huruf c.",
            )),
            ..panel.clone()
        };
        let back = AdminValidationPanel {
            hand_back: Some("Alamat usaha berada di luar wilayah.".to_owned()),
            ..panel.clone()
        };
        vec![("admin-validation", panel), ("admin-validation-own", own), ("admin-validation-hand-back", back)]
    }
}
