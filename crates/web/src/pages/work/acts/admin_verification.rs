//! Administrative verification: a verdict on each item, then on, back to the applicant, or out.

use super::CheckRow;
use crate::components::{Choice, Field, FieldKind, FormSeed};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// Administrative verification: a verdict on each item, then on, back to the applicant, or out.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/admin_verification.html")]
pub struct AdminVerificationPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// Documents and answers.
    pub items: Vec<CheckRow>,
    /// Standard sentences offered for notes.
    pub phrases: Vec<String>,
    /// Reason for a proposal to hand the file back, with id `alasan`.
    pub hand_back_reason: Field,
}

impl HtmlSafe for AdminVerificationPanel {}

impl AdminVerificationPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row =
            |id: &str, label: &str, claim: &str, ok: Option<bool>, note: &str, warning: &str| CheckRow {
                id: id.to_owned(),
                label: label.to_owned(),
                claim: claim.to_owned(),
                ok,
                note: note.to_owned(),
                warning: warning.to_owned(),
                ..CheckRow::default()
            };
        let panel = AdminVerificationPanel {
            id: "c3".to_owned(),
            forms: FormSeed::sample(),
            items: vec![
                row("doc.ktp", "KTP", "Nama dan NIK sama dengan isian.", Some(true), "", ""),
                row(
                    "doc.str",
                    "STR",
                    "Berlaku sampai 17 Februari 2029.",
                    Some(false),
                    "Halaman kedua tidak terbaca.",
                    "",
                ),
                row("doc.tempat", "Keterangan tempat praktik", "Klinik Contoh Sehat, Meri.", None, "", ""),
                CheckRow {
                    which: Some(
                        Field::new(
                            "isian",
                            "Isian yang perlu diperbaiki",
                            FieldKind::Select { options: vec![Choice::new("nik", "NIK")] },
                        )
                        .optional(),
                    ),
                    ..row(
                        "form",
                        "Isian pemohon",
                        "Seluruh jawaban pada daftar isian.",
                        None,
                        "",
                        "NIK: nomor urut 0000 perlu dicocokkan dengan KTP.",
                    )
                },
            ],
            phrases: vec![
                "Foto buram, mohon foto ulang di tempat terang.".to_owned(),
                "Dokumen sudah tidak berlaku.".to_owned(),
            ],
            hand_back_reason: Field::new("alasan", "Alasan pengembalian", FieldKind::LongText { max: 1000 })
                .hint("Contoh: alamat usaha berada di luar wilayah."),
        };
        vec![("admin-verification", panel)]
    }
}
